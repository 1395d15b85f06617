"""Who you are: a page apart, which is sealed when it is left wherever a platform is trusted."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from collector.model.identity import Contact, IdentityForm, NameForm, is_given
from collector.model.testimony_input import TestimonyInput
from collector.ui import design, outside
from collector.ui.desktop import Place
from collector.ui.parts.bounded import BoundedText, bounded_line, whole
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Field
from collector.ui.parts.layout import banner, column, group, row
from collector.ui.parts.text import label
from collector.ui.screens.account.autosave import LATEST
from collector.ui.screens.account.editing import Telling
from collector.ui.screens.account.scripts import script_of
from collector.ui.screens.alone.telling import QuestionPage


class WhoPage(QuestionPage):
    """Name, a safe way to be reached, and names of others.  All of it may stay empty.

    Where a trusted platform keeps identities, what is typed goes to sealed files when the page is
    left; else it is kept open in the vault as it is typed.
    """

    step: ClassVar[str] = "who"

    def __init__(self, telling: Telling) -> None:
        super().__init__(telling)
        words = self.words
        self._before = before = telling.draft.identity_form or IdentityForm()
        self._dirty = False
        contact = before.contacts[0] if before.contacts else None
        self._name = self._line("who-name", before.names[0].text if before.names else "")
        self._channel = self._line("who-channel", contact.channel if contact else "")
        self._handle = self._line("who-handle", contact.handle if contact else "")
        self._notes = BoundedText(before.notes or "", rows=4)
        self._notes.setObjectName("who-notes")
        self._notes.textChanged.connect(self._typed)
        self._rest = QTimer(self, singleShot=True, interval=LATEST)
        self._rest.timeout.connect(self.leave)
        channel = Field(words("alone-who-channel"), self._channel, words("alone-who-channel-hint"))
        self.setLayout(
            column(
                self._strip(),
                *self._sealed(),
                Field(words("alone-who-name"), self._name, words("alone-who-name-hint")),
                channel,
                Field(words("alone-who-handle"), self._handle),
                Field(words("alone-who-notes"), self._notes, words("alone-who-notes-hint")),
                gap=design.GAP,
            )
        )

    def collect(self, form: TestimonyInput) -> TestimonyInput:
        """Take out the reason for saying nothing once something is said."""
        return msgspec.structs.replace(form, identity=None) if is_given(self._form()) else form

    def leave(self) -> None:
        """Seal or keep what was typed."""
        self._rest.stop()
        if not self._dirty:
            return
        self._dirty = False
        form = self._form()
        if is_given(form) or self.telling.draft.identity_form is not None:
            self.telling.keep_identity(form)

    def _form(self) -> IdentityForm:
        name, channel, handle = (
            whole(it.text()).strip() for it in (self._name, self._channel, self._handle)
        )
        names = (self._named(name), *self._before.names[1:]) if name else self._before.names[1:]
        contacts = self._before.contacts[1:]
        if channel or handle:
            old = self._before.contacts[0] if self._before.contacts else None
            first = old or Contact(channel=channel, handle=handle)
            contacts = (msgspec.structs.replace(first, channel=channel, handle=handle), *contacts)
        notes = self._notes.typed().strip() or None
        changed = msgspec.structs.replace(self._before, names=names, contacts=contacts)
        return msgspec.structs.replace(changed, notes=notes, empty=None)

    def _named(self, name: str) -> NameForm:
        old = self._before.names[0] if self._before.names else None
        if old is not None and old.text == name:
            return old
        return NameForm(text=name, script=script_of(name, self.telling.form.language), alias=False)

    def _strip(self) -> QWidget:
        words, telling = self.words, self.telling
        if telling.seals_identity:
            names = ", ".join(outside.line(it.name) for it in telling.trusted if it.keeps_identity)
            return banner(label(words("alone-who-sealing", names=names)), tone="accent")
        desktop = telling.screen.desktop
        link = button(words("rail-platforms"), "link", lambda: desktop.go(Place("platforms")))
        link.setObjectName("to-platforms")
        return banner(group(column(label(words("alone-who-open")), row(link, None), gap=4)))

    def _sealed(self) -> list[QWidget]:
        if not self.telling.draft.identity_sealed:
            return []
        return [label(self.words("alone-who-sealed"), name="who-sealed")]

    def _line(self, name: str, text: str) -> QLineEdit:
        made = bounded_line(text)
        made.setObjectName(name)
        made.textChanged.connect(self._typed)
        return made

    def _typed(self, *_anything: object) -> None:
        self._dirty = True
        self.touched()
        if not self.telling.seals_identity:
            self._rest.start()
