"""One bundle of the queue: for whom, how far, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.model.delivery import way_name
from collector.session import Waiting
from collector.ui import design, outside
from collector.ui.desktop import Desktop
from collector.ui.parts.asking import Asking
from collector.ui.parts.buttons import button
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import Part, column, group, row
from collector.ui.parts.text import label
from collector.ui.parts.trouble import sentence
from collector.ui.screens.coordinator.reasons import meaning
from collector.ui.screens.delivery.reading import Bundle
from collector.ui.screens.delivery.state import state_chip
from collector.ui.words import Words

_CODES: Final = 6
FOLDER: Final = "folder"


@dataclass(frozen=True)
class Acts:
    """What the person may do with a bundle; each is called with its id."""

    pause: Callable[[str], None]
    resume: Callable[[str], None]
    first: Callable[[str], None]
    again: Callable[[str], None]
    withdraw: Callable[[str], None]
    disk: Callable[[Bundle], None]


def bundle_line(desktop: Desktop, bundle: Bundle, acts: Acts, *, first: bool) -> QWidget:
    """Return one bundle; ``first``: no other goes before it."""
    words = desktop.words
    head = row(gap=design.GAP)
    head.addWidget(label(platform_name(words, bundle), "strong"), 1)
    head.addWidget(state_chip(words, bundle.waiting), 0, Qt.AlignmentFlag.AlignTop)
    parts: list[Part] = [group(head), label(_facts(words, bundle), "hint")]
    parts += [label(text, "hint") for text in _said(words, bundle)]
    name = bundle.waiting.sent.bundle
    asking = Asking(
        words,
        desktop.settings,
        question=words("delivery-withdraw-ask"),
        does=words("delivery-withdraw-yes"),
        name="withdraw-yes",
        done=lambda: acts.withdraw(name),
    )
    buttons = _buttons(words, bundle, acts, asking, first=first)
    if buttons:
        parts += [group(Flow(*buttons)), asking]
    made = group(column(*parts, gap=4))
    made.setAccessibleName(f"{platform_name(words, bundle)}, {_facts(words, bundle)}")
    return made


def platform_name(words: Words, bundle: Bundle) -> str:
    """Return the name of the platform a bundle is for, made harmless."""
    card = bundle.waiting.card
    return outside.line(card.card.name) if card else words("delivery-unknown-platform")


def _facts(words: Words, bundle: Bundle) -> str:
    shown = bundle.codes[:_CODES]
    more = "…" if len(bundle.codes) > _CODES else ""
    sent = bundle.waiting.sent
    parts = [words("delivery-bundle", count=len(bundle.codes))]
    parts += [", ".join(shown) + more] if shown else []
    parts += [words.size(sent.ready.size), words.moment(sent.made_at)]
    return " · ".join(parts)


def _said(words: Words, bundle: Bundle) -> list[str]:
    """Return the plain sentences about how far a bundle has come."""
    it, receipt = bundle.waiting.delivery, bundle.receipt
    said = []
    if it.state == "waiting" and it.reason:
        said += _in_vain(words, bundle.waiting)
        if not said or it.reason not in bundle.waiting.failed.values():
            said.append(_held(words, it.reason))
        if it.not_before:
            said.append(words("delivery-again-at", clock=words.clock(it.not_before)))
    if it.state in ("waiting", "sending") and it.confirmed:
        total = words.size(bundle.waiting.sent.ready.size)
        said.append(words("delivery-part", done=words.size(it.confirmed), total=total))
    if it.state == "uploaded":
        on_disk = it.endpoint == FOLDER
        said.append(words("delivery-folder-hint" if on_disk else "delivery-uploaded-hint"))
    if it.state == "refused":
        why = words(f"arrivals-reason-{meaning(it.reason or '')}")
        said.append(words("delivery-refused-hint", why=why, code=outside.line(it.reason or "")))
    if it.state == "delivered" and receipt is not None:
        said.append(words("delivery-has-it", day=words.date_and_time(receipt.at)))
        if receipt.identity_opened != "none":
            read = "read" if receipt.identity_opened == "yes" else "not-yet"
            said.append(words(f"delivery-identity-{read}"))
        if bundle.waiting.sent.wiped:
            said.append(sentence(words("wipe-was-wiped")))
        elif receipt.safe_to_delete:
            said.append(words("delivery-safe-to-delete"))
    return said


def _in_vain(words: Words, waiting: Waiting) -> list[str]:
    """Return of each way that is passed over why, where the card names more than one."""
    ways = waiting.card.card.transports if waiting.card else ()
    named = [(it.address, waiting.failed.get(way_name(it.kind, it.address))) for it in ways]
    return [
        words("delivery-in-vain", way=outside.line(address), reason=_held(words, reason))
        for address, reason in named
        if reason is not None and len(ways) > 1
    ]


def _held(words: Words, code: str) -> str:
    """Return why a bundle is held: a line of the judgement, or an error of the network."""
    if code.startswith("safe."):
        return sentence(words(code.replace(".", "-")))
    return sentence(words.error(_of_code(code))[0])


def _of_code(code: str) -> CollectorError:
    """Return an error of which only the code was kept."""
    kept = CollectorError()
    kept.code = code  # type: ignore[misc]  # what was kept of it
    return kept


def _buttons(
    words: Words, bundle: Bundle, acts: Acts, asking: Asking, *, first: bool
) -> list[QWidget]:
    it, name = bundle.waiting.delivery, bundle.waiting.sent.bundle
    offered: list[tuple[str, Callable[[], None]]] = []
    if it.state == "waiting":
        if it.paused:
            offered.append(("resume", lambda: acts.resume(name)))
        else:
            offered.append(("pause", lambda: acts.pause(name)))
        if not first:
            offered.append(("first", lambda: acts.first(name)))
    if it.state in ("uploaded", "refused"):
        offered.append(("again", lambda: acts.again(name)))
    if it.state in ("waiting", "uploaded"):
        offered.append(("disk", lambda: acts.disk(bundle)))
        offered.append(("withdraw", asking.ask))
    buttons: list[QWidget] = []
    for key, act in offered:
        made = button(words(f"delivery-{key}"), "link", act)
        made.setObjectName(f"delivery-{key}")
        made.setAccessibleDescription(_facts(words, bundle))
        buttons.append(made)
    return buttons
