"""Qt's own dialogs, menus and names of actions speak the language of the window."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, QTranslator
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QSpinBox,
    QTreeView,
    QWidget,
)

from collector.ui.parts.choosing import choose_files, choose_folder, choose_new_file
from collector.ui.qt_words import TEXTS, use_words
from collector.ui.words import Words
from fluent_files import IN_CYRILLIC, TRANSLATED, texts

FIRST, LAST = QMessageBox.StandardButton.FirstButton, QMessageBox.StandardButton.LastButton
NAMES_AND_NUMBERS = (0, 1, 3)  # columns of a file dialog
# Names of keys, and what Qt asks for that is no text.
KEYS = "QShortcut"
NO_TEXT = {
    ("QGuiApplication", "QT_LAYOUT_DIRECTION"),
    ("QFileDialog", "Alt+Left"),
    ("QFileDialog", "Alt+Right"),
    ("QFileDialog", "Alt+Up"),
    ("QMimeType", ""),  # where the system describes no kinds of files (shared-mime-info)
}


class Asked(QTranslator):
    """Notes every text that Qt asks for."""

    def __init__(self, parent) -> None:
        super().__init__(parent)
        self.pairs: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, context, source, _disambiguation=None, _n=-1) -> str:
        if context.startswith("Q") and context != KEYS:
            self.pairs.add((context, source))
        return source


@pytest.fixture(autouse=True)
def without_a_screen(said_by_qt):
    """Let the platform without a screen say that it shows no menus."""
    yield
    said_by_qt[:] = [text for text in said_by_qt if not text.startswith("This plugin does not")]


@pytest.fixture(params=IN_CYRILLIC)
def language(request, qapp):
    """Qt in a language; English again afterwards."""
    use_words(Words(request.param))
    yield request.param
    use_words(Words("en"))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A home with a folder and a file in it, named in no letters."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "1").mkdir()
    (tmp_path / "2").write_bytes(b"3" * 4000)
    return tmp_path


def dialogs(parent: QWidget, language: str):
    """Open each kind of file dialog, in turn."""
    words = Words(language)
    for choose in (choose_folder, choose_files, choose_new_file):
        made = choose(parent, words, words("choosing-folder"), lambda _chosen: None)
        for mode in (QFileDialog.ViewMode.List, QFileDialog.ViewMode.Detail):
            made.setViewMode(mode)
            QApplication.processEvents()
            yield made
        made.close()


def texts_on(widget: QWidget) -> list[str]:
    """Return what can be read on a widget and its children, tooltips and names included."""
    found = [widget.windowTitle()]
    for each in [widget, *widget.findChildren(QWidget)]:
        for name in ("text", "title", "placeholderText", "toolTip", "accessibleName"):
            read = getattr(each, name, None)
            if callable(read):
                found.append(str(read()))
        found += [action.text() for action in each.actions()]
        found += [action.toolTip() for action in each.actions()]
        if isinstance(each, QComboBox) and each.objectName() == "fileTypeCombo":
            found += [each.itemText(number) for number in range(each.count())]
        if isinstance(each, QTreeView) and each.objectName() == "treeView":
            across = Qt.Orientation.Horizontal
            model, root = each.model(), each.rootIndex()
            for column in range(4):
                found.append(str(model.headerData(column, across)))
                if column not in NAMES_AND_NUMBERS and not each.isColumnHidden(column):
                    lines = range(model.rowCount(root))
                    found += [str(model.index(line, column, root).data()) for line in lines]
    return found


def menu_texts(open_menu) -> list[str]:
    """Return what stands in a menu that ``open_menu`` shows and waits for."""
    found: list[str] = []

    def read() -> None:
        for menu in QApplication.topLevelWidgets():
            if isinstance(menu, QMenu) and menu.isVisible():
                found.extend(action.text().split("\t")[0] for action in menu.actions())
                menu.close()

    QTimer.singleShot(0, read)
    open_menu()
    return found


def latin(found: list[str], *, but: str = "") -> list[str]:
    """Return the texts in which there is a Latin word; paths and ``but`` are left out."""
    seen = [
        re.sub(r"(?:/[^/\s]+)+/?", "", text.replace(but, "") if but else text) for text in found
    ]
    return [text for text in seen if re.search("[A-Za-z]{2,}", text)]


def field_menus(qtbot):
    """Return the texts in the menus of all kinds of fields and scroll bars."""
    found = []
    for made in (QLineEdit("1"), QPlainTextEdit("1")):
        qtbot.addWidget(made)
        menu = made.createStandardContextMenu()
        found += [action.text().split("\t")[0] for action in menu.actions()]
        menu.deleteLater()
    for made in (QSpinBox(), QScrollBar(Qt.Orientation.Vertical), QScrollBar()):
        qtbot.addWidget(made)
        made.show()
        where = QPoint(3, 3)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, where)
        found += menu_texts(lambda made=made, event=event: made.contextMenuEvent(event))
    return [text for text in found if text]


def every_button(qtbot) -> QMessageBox:
    made = QMessageBox()
    qtbot.addWidget(made)
    for kind in QMessageBox.StandardButton:
        if FIRST.value <= kind.value <= LAST.value:
            made.addButton(kind)
    made.setDetailedText("1")
    made.show()
    return made


def action_names(qtbot) -> list[str]:
    """Return what a screen reader is told of what can be done with controls."""
    found = []
    for made in (QPushButton("1"), QLineEdit(), QSpinBox(), QComboBox(), QPlainTextEdit()):
        qtbot.addWidget(made)
        actions = QAccessible.queryAccessibleInterface(made).actionInterface()
        for name in actions.actionNames() if actions is not None else []:
            found += [actions.localizedActionName(name), actions.localizedActionDescription(name)]
    return found


def test_file_dialogs_show_no_latin_word(language, folder, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    seen = []
    for made in dialogs(parent, language):
        seen += texts_on(made)
    assert latin(seen, but=str(folder)) == []
    assert Words(language)("qt-file-name") in seen


def test_menus_of_fields_show_no_latin_word(language, qtbot):
    found = field_menus(qtbot)
    assert Words(language)("qt-paste") in found
    assert latin(found) == []


def test_standard_buttons_show_no_latin_word(language, qtbot):
    made = every_button(qtbot)
    found = [button.text() for button in made.findChild(QDialogButtonBox).buttons()]
    assert len(found) > 15
    assert latin(found) == []


def test_a_screen_reader_is_told_no_latin_word(language, qtbot):
    found = action_names(qtbot)
    assert Words(language)("qt-press") in found
    assert latin(found) == []


def test_qt_asks_for_nothing_that_is_not_in_the_table(qapp, folder, qtbot):
    asked = Asked(qapp)
    QCoreApplication.installTranslator(asked)
    try:
        parent = QWidget()
        qtbot.addWidget(parent)
        for made in dialogs(parent, "en"):
            texts_on(made)
        field_menus(qtbot)
        every_button(qtbot)
        action_names(qtbot)
    finally:
        QCoreApplication.removeTranslator(asked)
    assert asked.pairs - NO_TEXT - TEXTS.keys() == set()
    assert len(asked.pairs) > 60


def test_what_is_not_in_the_table_is_shown_as_it_is(language):
    assert QCoreApplication.translate("QElsewhere", "Something new") == "Something new"
    shown = QKeySequence("Ctrl+Del").toString(QKeySequence.SequenceFormat.NativeText)
    assert shown == "Ctrl+Del"


def test_the_table_names_every_message_and_no_other():
    assert set(TEXTS.values()) == {name for name in texts("en") if name.startswith("qt-")}


def test_what_qt_fills_in_is_in_every_translation():
    for (_context, source), name in TEXTS.items():
        for language in ("en", *TRANSLATED):
            said = Words(language)(name)
            assert ("%1" in said) == ("%1" in source), (language, name)
