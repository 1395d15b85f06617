"""Who the person is, as fields: names, birth, ways to reach them, whom it could put at risk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector.model.identity import Contact, IdentityDocument, IdentityForm, NameForm, Relative
from collector.model.values import Value
from collector.ui.parts.answers import NOT_SAID, Answers, or_not_said, terms
from collector.ui.parts.bounded import BoundedText, bounded_line, whole
from collector.ui.parts.fields import Field, drop_down
from collector.ui.parts.layout import column
from collector.ui.parts.when_field import WhenField
from collector.ui.screens.account.entries import Asked, Entries
from collector.ui.screens.account.scripts import script_of
from collector.ui.words import Words

V = TypeVar("V", bound=Value)
_ASKED: Final = {
    "name": ("text", "alias"),
    "contact": ("channel", "handle", "safe_times", "safe_word", "who_else_reads"),
    "document": ("what", "number", "issuer", "seen"),
    "relative": ("relation", "name", "zone"),
}
_TICKS: Final = ("alias", "seen")


class IdentityFields(QWidget):
    """The form.  Every field may stay empty."""

    changed = Signal()

    def __init__(self, words: Words, kept: IdentityForm, language: str | None) -> None:
        super().__init__()
        self._words, self._language, self._kept = words, language, kept
        zone = kept.zone if isinstance(kept.zone, str) else None
        self._zones = or_not_said(words, terms(words, "V-ZONE", keep=zone))
        self._names = self._entries("name", kept.names, first=True)
        self._dob = WhenField(words, words("identity-dob"), kept.dob, basis=False, clock=False)
        self._dob.setObjectName("dob")
        self._pob = bounded_line(kept.pob or "")
        self._pob.setObjectName("pob")
        self._zone = drop_down(self._zones, zone or NOT_SAID, self._change)
        self._zone.setObjectName("zone")
        self._contacts = self._entries("contact", kept.contacts)
        self._documents = self._entries("document", kept.documents)
        self._relatives = self._entries("relative", kept.relatives)
        self._notes = BoundedText(kept.notes or "", rows=3)
        self._notes.setObjectName("notes")
        self._dob.changed.connect(self._change)
        self._pob.textChanged.connect(self._change)
        self._notes.textChanged.connect(self._change)
        self.setLayout(
            column(
                self._names,
                self._dob,
                Field(words("identity-pob"), self._pob),
                Field(words("identity-zone"), self._zone),
                self._contacts,
                self._documents,
                self._relatives,
                Field(words("identity-notes"), self._notes, words("identity-notes-hint")),
                gap=24,
            )
        )

    def form(self) -> IdentityForm:
        """Return what was filled in."""
        kept = self._kept
        zone = str(self._zone.currentData())
        return IdentityForm(
            names=tuple(self._name(said) for said in self._names.said()),
            dob=self._dob.value(),
            pob=whole(self._pob.text()) or None,
            documents=_values(IdentityDocument, self._documents, kept.documents),
            contacts=_values(Contact, self._contacts, kept.contacts),
            relatives=_values(Relative, self._relatives, kept.relatives),
            zone=zone or (None if isinstance(kept.zone, str) else kept.zone),
            notes=self._notes.typed() or None,
        )

    def _name(self, said: dict[str, str | bool]) -> NameForm:
        text = str(said["text"])
        before = next((it for it in self._kept.names if it.text == text), None)
        script = before.script if before else script_of(text, self._language)
        return NameForm(text=text, script=script, alias=bool(said["alias"]))

    def _entries(self, kind: str, kept: Sequence[Value], *, first: bool = False) -> Entries:
        words = self._words
        asked = [
            Asked(key, words(f"{kind}-{key}"), self._answers(key), key in _TICKS)
            for key in _ASKED[kind]
        ]
        given = [msgspec.structs.asdict(it) for it in kept]
        made = Entries(words, words(f"identity-{kind}s"), asked, given, name=kind, first=first)
        made.changed.connect(self._change)
        return made

    def _answers(self, key: str) -> Answers | None:
        return self._zones if key == "zone" else None

    def _change(self, *_anything: object) -> None:
        self.changed.emit()


def _values(kind: type[V], entries: Entries, kept: Sequence[V]) -> tuple[V, ...]:
    """Return entries as values; what is not asked here stays as it was kept."""
    return tuple(_value(kind, said, kept) for said in entries.said())


def _value(kind: type[V], said: dict[str, str | bool], kept: Sequence[V]) -> V:
    required = {field.name for field in msgspec.structs.fields(kind) if field.required}
    given: dict[str, Any] = {
        key: value if value != "" or key in required else None for key, value in said.items()
    }
    first = next(iter(given))
    before = next((it for it in kept if getattr(it, first) == given[first]), None)
    return kind(**given) if before is None else msgspec.structs.replace(before, **given)
