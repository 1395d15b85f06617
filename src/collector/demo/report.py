"""The report for a coordinator: what arrived, from whom, what was checked, what stays open.

Markdown, so that it reads as text and opens anywhere.  Words from accounts are one plain line with
nothing in them that Markdown would act on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from collector.demo import report_texts as texts
from collector.demo.scene import Scene, Story
from collector.desk import PublicKey
from collector.model import consent_reasons
from collector.model.untrusted import shown

# What begins markup inside a line or a cell, and what makes a bare address a link.
_ACTED_ON: Final = re.compile(r"([\\`*_\[\]<>|&~:@]|(?<=www)\.)")


def report(scene: Scene) -> str:
    """Return the report; what a demo that stopped did not come to is left out."""
    story, held = scene.story, scene.steps.held
    sections = [
        [texts.TITLE, "", texts.HELD if held else texts.NOT_HELD],
        _arrived(story),
        _sender(story),
        [*texts.CHECKED],
        _held_back(story),
        _refused(story),
        [*texts.NOT_SAID],
        _steps(scene),
    ]
    return "\n".join(line for section in sections for line in (*section, ""))


def plain(text: str) -> str:
    """Return outside text as one line that Markdown shows as it is."""
    return _ACTED_ON.sub(r"\\\1", shown(text))


def _arrived(story: Story) -> Iterator[str]:
    yield from texts.ARRIVED
    number = {it: n for n, bundle in enumerate(story.imported, 1) for it in bundle.testimonies}
    yield from _table(
        ("account", "language", "what it is about", "exhibits named", "came in bundle"),
        (
            (
                it.human_code,
                it.language,
                plain(it.about),
                str(it.exhibits),
                str(number.get(it.id, "")),
            )
            for it in sorted(story.accounts, key=lambda it: (number.get(it.id, 0), it.language))
        ),
    )
    yield ""
    for n, bundle in enumerate(story.imported, 1):
        history = texts.HISTORY[bundle.history or ""]
        yield f"Bundle {n} (`{bundle.bundle}`): {history}"
        yield ""
    yield texts.RECEIPTS


def _sender(story: Story) -> Iterator[str]:
    yield from texts.SENDER
    if story.sender is not None:
        yield from _key(story.sender)
    if story.card is not None:
        name, serial = plain(story.card.card.name), story.card.card.serial
        yield ""
        yield f"All of it was addressed to the card of *{name}*, serial {serial}."


def _held_back(story: Story) -> Iterator[str]:
    yield from texts.HELD_BACK
    yield from _table(
        ("account", "held back", "why"),
        (
            (it.account, it.what, "; ".join(map(consent_reasons.words, it.codes)))
            for it in story.held_back
        ),
    )
    yield ""
    yield texts.WHY_KNOWN
    yield ""
    yield texts.IDENTITY


def _refused(story: Story) -> Iterator[str]:
    yield from texts.REFUSED
    yield from _table(
        ("forgery", "code", "refused, and nothing came in"),
        ((it.what, f"`{it.code}`", "yes" if it.held else "**NO**") for it in story.turned),
    )
    yield ""
    yield texts.CONTROL
    if story.stranger is not None:
        yield ""
        yield texts.WAITS
        yield ""
        yield from _key(story.stranger)


def _steps(scene: Scene) -> Iterator[str]:
    yield from texts.STEPS
    yield from _table(
        ("step", "result", "held", "seconds"),
        (
            (row.name, row.result, "yes" if row.held else "**NO**", f"{row.seconds:.2f}")
            for row in scene.steps.rows
        ),
    )


def _key(key: PublicKey) -> Iterator[str]:
    yield f"- twelve words: **{key.english}**"
    yield f"- the same in Russian: **{key.russian}**"
    yield f"- the key: `{key.line}`"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
