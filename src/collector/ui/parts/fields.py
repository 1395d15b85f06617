"""Fields with their names above them, a hint, and what is wrong with them below."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from collector.ui.parts.layout import column
from collector.ui.parts.text import label, say
from collector.ui.parts.ticks import radio

_PAUSE = 250  # milliseconds of rest before a search begins
LONGEST_LINE = 500


class Field(QWidget):
    """One input with its name above and, below, a hint or what is wrong until it is changed."""

    def __init__(self, name: str, inner: QWidget, hint: str = "") -> None:
        super().__init__()
        self.inner = inner
        self.name = label(name, "strong")
        self.hint = label(hint, "hint")
        self.problem = label("", "problem")
        self.hint.setVisible(bool(hint))
        self.problem.hide()
        inner.setAccessibleName(name)
        inner.setAccessibleDescription(hint)
        if not isinstance(inner, Choice):
            self.name.setBuddy(inner)
        if isinstance(inner, QLineEdit | QPlainTextEdit):
            inner.textChanged.connect(self._changed)
        self.setLayout(column(self.name, self.hint, inner, self.problem, gap=6))

    def complain(self, problem: str) -> None:
        """Say what is wrong, or nothing."""
        say(self.problem, problem)
        self.inner.setAccessibleDescription(problem or self.hint.text())

    def _changed(self) -> None:
        if not self.problem.isHidden():
            self.complain("")


def line_field(text: str = "", *, placeholder: str = "") -> QLineEdit:
    """Return a field for one line."""
    made = QLineEdit(text)
    made.setMaxLength(LONGEST_LINE)
    made.setPlaceholderText(placeholder)
    return made


def text_field(text: str = "", *, placeholder: str = "", rows: int = 4) -> QPlainTextEdit:
    """Return a field for several lines; Tab goes on to the next field."""
    made = QPlainTextEdit()
    made.setPlainText(text)
    made.setPlaceholderText(placeholder)
    made.setTabChangesFocus(True)
    made.setMinimumHeight(made.fontMetrics().lineSpacing() * rows + 40)
    return made


def search_field(placeholder: str, changed: Callable[[], None]) -> QLineEdit:
    """Return a field that calls ``changed`` when somebody stopped typing for a moment."""
    made = line_field(placeholder=placeholder)
    made.setAccessibleName(placeholder)
    made.setClearButtonEnabled(True)
    made.setObjectName("search")
    pause = QTimer(made, singleShot=True, interval=_PAUSE)
    pause.timeout.connect(changed)
    made.textChanged.connect(lambda _text: pause.start())
    return made


class Choice(QWidget):
    """One of several answers, as radio buttons: nothing is chosen beforehand unless told."""

    def __init__(
        self,
        answers: Iterable[tuple[str, str]],
        chosen: str | None = None,
        changed: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        box = column(gap=2)
        for key, text in answers:
            made = radio(text)
            made.box.setChecked(key == chosen)
            made.box.setObjectName(f"answer-{key}")
            self._group.addButton(made.box, len(self._keys))
            self._keys.append(key)
            box.addWidget(made)
        self.setLayout(box)
        if changed is not None:
            # A screen reader turns a button without a click.
            self._group.idToggled.connect(
                lambda number, on: changed(self._keys[number]) if on else None
            )

    def chosen(self) -> str | None:
        """Return the key of the answer, None while there is none."""
        number = self._group.checkedId()
        return None if number < 0 else self._keys[number]


class _DropDown(QComboBox):
    """A list that opens.  The wheel scrolls the page and never changes an answer by the way."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to whatever scrolls around this."""
        event.ignore()


def drop_down(
    answers: Iterable[tuple[str, str]],
    chosen: str | None = None,
    changed: Callable[[str], None] | None = None,
) -> QComboBox:
    """Return a list of answers that opens; the key of the answer is the item's data."""
    made = _DropDown()
    for key, text in answers:
        made.addItem(text, key)
    number = made.findData(chosen)
    made.setCurrentIndex(max(0, number))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    if changed is not None:
        made.activated.connect(lambda _number: changed(str(made.currentData())))
    return made
