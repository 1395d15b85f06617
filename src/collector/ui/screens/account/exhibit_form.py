"""What the person says of one exhibit, as fields that give back a whole entry at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, cast, get_args

import msgspec
from PySide6.QtWidgets import QComboBox, QWidget

from collector.model.aspects import ASPECTS, Aspects
from collector.model.emptiness import Unanswered
from collector.model.partial_date import PartialDate
from collector.model.place import Place
from collector.model.terms import OthersShown
from collector.model.testimony_input import ClaimsInput, ExhibitInput
from collector.ui import design
from collector.ui.parts.answers import terms
from collector.ui.parts.bounded import BoundedText, bounded_line, whole
from collector.ui.parts.fields import Field, drop_down
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import column, group
from collector.ui.parts.text import label
from collector.ui.parts.ticks import tick
from collector.ui.parts.when_field import WhenField
from collector.ui.parts.where_field import WhereField
from collector.ui.words import Words

OTHERS: Final = ("unknown", "none", "consented", "not_recognisable", "not_consented")
assert set(OTHERS) == set(get_args(OthersShown))  # noqa: S101 - in the order of asking


class ExhibitForm:
    """The form, made piece by piece, so that the window never waits for the whole of it.

    ``changed`` is called on every change; ``entry`` is what it says by then.
    """

    def __init__(self, words: Words, entry: ExhibitInput, changed: Callable[[], None]) -> None:
        self._words, self._entry, self._changed = words, entry, changed

    def pieces(self) -> Iterator[QWidget]:
        """Yield the parts in reading order; ``entry`` holds good once all were taken."""
        words, claims = self._words, self._entry.claims
        self._content = BoundedText(_text(claims.content_note))
        self._content.setObjectName("exhibit-content")
        self._content.textChanged.connect(self._touch)
        yield Field(words("exhibit-content"), self._content, words("exhibit-content-hint"))
        self._kind = self._terms("V-MEDK", self._entry.kind, "exhibit-kind")
        self._originality = self._terms("V-ORIG", self._entry.originality, "exhibit-originality")
        self._acquired = self._terms("V-ACQ", self._entry.acquired, "exhibit-acquired")
        kinds = Flow(
            Field(words("exhibit-kind"), self._kind),
            Field(words("exhibit-originality"), self._originality),
            Field(words("exhibit-acquired"), self._acquired),
            gap=design.GAP,
        )
        yield group(kinds)
        self._when = WhenField(words, words("exhibit-when"), claims.when)
        self._when.changed.connect(self._touch)
        yield self._when
        hint = words("exhibit-where-hint")
        self._where = WhereField(words, words("exhibit-where"), claims.where, hint)
        self._where.changed.connect(self._touch)
        yield self._where
        self._made_by = bounded_line(_text(claims.made_by))
        self._made_by.setObjectName("exhibit-made-by")
        self._made_by.textChanged.connect(self._touch)
        yield Field(words("exhibit-made-by"), self._made_by, words("exhibit-made-by-hint"))
        yield self._shown_in_it()

    def _shown_in_it(self) -> QWidget:
        words, entry = self._words, self._entry
        self._ticks = {
            name: tick(
                words(f"exhibit-shows-{name}-tick"),
                checked=getattr(entry.depicts, name),
                changed=lambda _on: self._touch(),
                name=f"shows-{name}",
            )
            for name in ASPECTS
        }
        others = [(it, words(f"exhibit-others-{it.replace('_', '-')}")) for it in OTHERS]
        self._others = self._choice(others, entry.others_shown, "exhibit-others")
        shows = label(words("exhibit-shows"), "strong")
        hint = label(words("exhibit-shows-hint"), "hint")
        field = Field(words("exhibit-others"), self._others, words("exhibit-others-hint"))
        ticks = column(*self._ticks.values(), gap=2)
        return group(column(column(shows, hint, ticks, gap=6), field, gap=18))

    def entry(self) -> ExhibitInput:
        """Return the entry as it stands; what was left open was not asked."""
        before = self._entry.claims
        return msgspec.structs.replace(
            self._entry,
            kind=str(self._kind.currentData()),
            originality=str(self._originality.currentData()),
            acquired=str(self._acquired.currentData()),
            claims=ClaimsInput(
                when=self._when.value() or PartialDate(empty="not_asked"),
                where=self._where.value() or Place(empty="not_asked"),
                made_by=whole(self._made_by.text()) or _reason(before.made_by),
                content_note=self._content.typed() or _reason(before.content_note),
            ),
            depicts=Aspects(**{name: made.box.isChecked() for name, made in self._ticks.items()}),
            others_shown=cast("OthersShown", self._others.currentData()),
        )

    def _terms(self, name: str, chosen: str, object_name: str) -> QComboBox:
        listed = terms(self._words, name, keep=chosen, unnamed=True)
        return self._choice(listed, chosen, object_name)

    def _choice(self, answers: list[tuple[str, str]], chosen: str, name: str) -> QComboBox:
        made = drop_down(answers, chosen, lambda _key: self._touch())
        made.setObjectName(name)
        return made

    def _touch(self, *_anything: object) -> None:
        self._changed()


def _text(value: str | Unanswered) -> str:
    return "" if isinstance(value, Unanswered) else value


def _reason(value: str | Unanswered) -> Unanswered:
    """Return why there is no answer: the reason that was given, else that nobody asked."""
    return value if isinstance(value, Unanswered) else Unanswered(empty="not_asked")
