"""What stands first of all: may the queue move, and if not, where is that mended."""

from __future__ import annotations

from dataclasses import dataclass

from collector.desk import Judgement, Line, NetworkTrouble, NoWay
from collector.errors import CollectorError
from collector.ui.desktop import Place
from collector.ui.parts.text import Kind
from collector.ui.parts.trouble import sentence
from collector.ui.screens.delivery.reading import Queue
from collector.ui.screens.delivery.safety import against
from collector.ui.words import Words

WAY = Place("delivery", page="way")
CUT_OFF = Place("delivery", page="cut-off")
"""The queue, after the vault locked by itself while something was sent."""


@dataclass(frozen=True)
class First:
    """A sentence, its reason, and what the person does instead of sending, if there is anything.

    ``does`` is the label of the button that goes ``to`` where that is done.
    """

    what: str
    why: str = ""
    kind: Kind = "strong"
    does: str = ""
    to: Place | None = None


def first_of(words: Words, queue: Queue, judgement: Judgement | None) -> First:
    """Return it; ``judgement`` is the last one, if anything was judged."""
    count, judged = len(queue.turn), judgement or queue.beforehand
    line = judged.against if judged else None
    if not count:
        what, why = words("delivery-none"), words("delivery-none-hint")
        does = "" if queue.bundles else words("delivery-to-hand-over")
        return First(what, why, "hint", does, Place("hand-over"))
    if queue.problem is not None:
        what, why = words("delivery-would-not", count=count), words.error(queue.problem)[0]
        return First(what, sentence(why), "strong", *_instead_of(words, queue.problem))
    if line is not None:
        what, why = words("delivery-would-not", count=count), against(words, line)
        return First(what, why, "strong", *_mended_at(words, line))
    why = words("delivery-no-login") if queue.login_missing else ""
    return First(words("delivery-would-check", count=count), why, "hint")


def _instead_of(words: Words, problem: CollectorError) -> tuple[str, Place]:
    if isinstance(problem, NoWay):
        return words("delivery-disk"), Place("hand-over")
    return words("hand-over-to-platforms"), Place("platforms")


def _mended_at(words: Words, line: Line) -> tuple[str, Place | None]:
    if line.about == "card":
        return words("hand-over-to-platforms"), Place("platforms")
    if line.about == "clock" or isinstance(line.error, NetworkTrouble):
        return "", None  # nothing on these screens mends it: another try may find it mended
    return words("delivery-way"), WAY
