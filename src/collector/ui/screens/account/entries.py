"""Several entries of the same kind, each a few lines of text: contacts, documents, names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from collector.ui import design
from collector.ui.parts.answers import Answers
from collector.ui.parts.bounded import bounded_line, whole
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import Field, drop_down
from collector.ui.parts.layout import column, group, row
from collector.ui.parts.text import label
from collector.ui.parts.ticks import Worded, tick
from collector.ui.words import Words


@dataclass(frozen=True)
class Asked:
    """One field of an entry: a line, one of ``answers``, or a box to tick."""

    key: str
    name: str
    answers: Answers | None = None
    ticked: bool = False


class _Entry(QWidget):
    def __init__(
        self,
        asked: Sequence[Asked],
        given: Mapping[str, object],
        changed: Callable[..., None],
        removed: Callable[[], None],
        take_out: str,
    ) -> None:
        super().__init__()
        self._inputs: dict[str, QWidget] = {}
        box = column(gap=10)
        for it in asked:
            box.addWidget(self._input(it, given.get(it.key), changed))
        remove = button(take_out, "link", removed)
        remove.setAccessibleName(f"{take_out}: {asked[0].name}")
        box.addLayout(row(None, remove))
        self.setLayout(box)

    def said(self) -> dict[str, str | bool]:
        """Return what was filled in, by key."""
        found: dict[str, str | bool] = {}
        for key, made in self._inputs.items():
            if isinstance(made, QLineEdit):
                found[key] = whole(made.text())
            elif isinstance(made, QComboBox):
                found[key] = str(made.currentData())
            elif isinstance(made, Worded):
                found[key] = made.box.isChecked()
        return found

    def _input(self, it: Asked, given: object, changed: Callable[..., None]) -> QWidget:
        if it.ticked:
            made = tick(it.name, checked=bool(given), changed=changed)
            made.box.setObjectName(it.key)
            self._inputs[it.key] = made
            return made
        if it.answers is not None:
            listed = drop_down(it.answers, str(given or ""), changed)
            listed.setObjectName(it.key)
            self._inputs[it.key] = listed
            return Field(it.name, listed)
        line = bounded_line(str(given or ""))
        line.setObjectName(it.key)
        line.textChanged.connect(changed)
        self._inputs[it.key] = line
        return Field(it.name, line)


class Entries(QWidget):
    """A list of entries under a heading; it begins with what is there, and can be added to."""

    changed = Signal()

    def __init__(
        self,
        words: Words,
        heading: str,
        asked: Sequence[Asked],
        given: Sequence[Mapping[str, object]],
        *,
        name: str,
        first: bool = False,
    ) -> None:
        super().__init__()
        self._asked = asked
        self._take_out = words("answer-take-out")
        self._entries: list[_Entry] = []
        self._box: QVBoxLayout = column(gap=design.GAP)
        self.setObjectName(name)
        add = button(words("answer-add") if first else words("entries-add"), "link", self._add)
        add.setAccessibleName(f"{add.text()}: {heading}")
        add.setObjectName(f"{name}-add")
        for one in given or ([{}] if first else []):
            self._show(one)
        inner = group(self._box)
        self.setLayout(column(label(heading, "strong"), inner, row(add, None), gap=design.TIGHT))

    def said(self) -> list[dict[str, str | bool]]:
        """Return the entries in which any text was filled in."""
        found = [entry.said() for entry in self._entries]
        return [one for one in found if any(isinstance(it, str) and it for it in one.values())]

    def _add(self) -> None:
        self._show({})
        self.changed.emit()

    def _show(self, given: Mapping[str, object]) -> None:
        def remove() -> None:
            self._entries.remove(made)
            self._box.removeWidget(made)
            made.hide()
            made.deleteLater()
            self.changed.emit()

        made = _Entry(self._asked, given, self._change, remove, self._take_out)
        self._entries.append(made)
        self._box.addWidget(made)

    def _change(self, *_anything: object) -> None:
        self.changed.emit()
