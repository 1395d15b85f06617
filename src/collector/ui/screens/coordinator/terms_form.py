"""The two small forms below our card: one more way to deliver, and who stamps times."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from collector.settings import Settings
from collector.ui import design
from collector.ui.parts.actions import actions
from collector.ui.parts.bounded import bounded_line
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Field, drop_down
from collector.ui.parts.layout import column
from collector.ui.parts.text import label, say
from collector.ui.parts.ticks import tick
from collector.ui.screens.coordinator.terms_typed import KINDS, TimeTyped, WayTyped
from collector.ui.words import Words

_LONGEST = 2_000
"""Characters of an address: what a card can hold."""


class _Form(QWidget):
    """Fields by name; what is wrong with one is said below it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.fields: dict[str, Field] = {}

    def add(self, prefix: str, name: str, text: str) -> Field:
        """Return a new field for one line."""
        inner = bounded_line(text, limit=_LONGEST)
        inner.setObjectName(f"{prefix}-{name}")
        said = self.words(f"{prefix}-{name}")
        self.fields[name] = Field(said, inner, self.words(f"{prefix}-{name}-hint"))
        return self.fields[name]

    def typed(self, name: str) -> str:
        """Return what a field holds."""
        inner = self.fields[name].inner
        return inner.text() if isinstance(inner, QLineEdit) else ""

    def complain(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong with each field, and go to the first that is."""
        for name, field in self.fields.items():
            field.complain(self.words(faults[name]) if name in faults else "")
        wrong = [field for name, field in self.fields.items() if name in faults]
        if wrong:
            wrong[0].inner.setFocus()


class WayForm(_Form):
    """One more way; ``added`` is called when it is to be taken onto the list."""

    def __init__(
        self, words: Words, settings: Settings, typed: WayTyped, added: Callable[[], None]
    ) -> None:
        super().__init__(words)
        answers = [(it, words(f"terms-kind-{it}")) for it in KINDS]
        self._kind = drop_down(answers, typed.kind, self._explain)
        self._kind.setObjectName("terms-way-kind")
        self._which = label("", "hint")
        self._tor = tick(words("terms-tor"), checked=typed.tor, name="terms-way-tor")
        add = button(words("terms-add"), "outlined", added)
        add.setObjectName("terms-add")
        self.setLayout(
            column(
                column(Field(words("terms-way-kind"), self._kind), self._which, gap=6),
                self.add("terms-way", "address", typed.address),
                self.add("terms-way", "pin", typed.pin),
                column(self._tor, label(words("terms-tor-hint"), "hint"), gap=6),
                actions(settings, add),
                gap=design.GAP,
            )
        )
        self._explain(typed.kind)

    def read(self) -> WayTyped:
        """Return what was typed."""
        kind, tor = str(self._kind.currentData()), self._tor.box.isChecked()
        return WayTyped(kind, self.typed("address"), self.typed("pin"), tor)

    def forget(self) -> None:
        """Make room for the next way."""
        for field in self.fields.values():
            if isinstance(field.inner, QLineEdit):
                field.inner.clear()
        self.fields["address"].inner.setFocus()

    def _explain(self, kind: str) -> None:
        say(self._which, self.words(f"terms-kind-{kind}-hint"))


class TimeForm(_Form):
    """Who stamps times; left empty there is nobody."""

    def __init__(self, words: Words, typed: TimeTyped) -> None:
        super().__init__(words)
        self.setLayout(
            column(
                self.add("terms-time", "address", typed.address),
                self.add("terms-time", "certificate", typed.certificate),
                self.add("terms-time", "pin", typed.pin),
                gap=design.GAP,
            )
        )

    def read(self) -> TimeTyped:
        """Return what was typed."""
        return TimeTyped(self.typed("address"), self.typed("certificate"), self.typed("pin"))
