"""Words of Qt's own dialogs, which has no Belarusian: translated by our files like all others.

``locales/*/qt.ftl`` has one message for each text of Qt that our screens can show; the table names
Qt's contexts and English texts for it.  Names of keys (``Ctrl``, ``Del``) stay as they stand on
the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from collector.ui.words import Words

_FIELD_MENU: Final = {
    "&Undo": "qt-undo",
    "&Redo": "qt-redo",
    "Cu&t": "qt-cut",
    "&Copy": "qt-copy",
    "&Paste": "qt-paste",
    "Delete": "qt-delete",
    "Select All": "qt-select-all",
}
_BUTTONS: Final = {
    "OK": "qt-ok",
    "Save": "qt-save",
    "Save All": "qt-save-all",
    "Open": "qt-open",
    "&Yes": "qt-yes",
    "Yes to &All": "qt-yes-to-all",
    "&No": "qt-no",
    "N&o to All": "qt-no-to-all",
    "Abort": "qt-abort",
    "Retry": "qt-retry",
    "Ignore": "qt-ignore",
    "Close": "qt-close",
    "Cancel": "qt-cancel",
    "Discard": "qt-discard",
    "Help": "qt-help",
    "Apply": "qt-apply",
    "Reset": "qt-reset",
    "Restore Defaults": "qt-restore-defaults",
    "Don't Save": "qt-do-not-save",
}
_CONTEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "QPlatformTheme": _BUTTONS,
    "QDialogButtonBox": _BUTTONS,
    # The desktops of two systems ask for some buttons under names of their own.
    "QGnomeTheme": {
        "&OK": "qt-ok",
        "&Save": "qt-save",
        "&Cancel": "qt-cancel",
        "&Close": "qt-close",
        "Close without Saving": "qt-do-not-save",
    },
    "QCocoaTheme": {"Don't Save": "qt-do-not-save"},
    "QMessageBox": {
        "Show Details...": "qt-show-details",
        "Hide Details...": "qt-hide-details",
        "OK": "qt-ok",
        "Help": "qt-help",
    },
    "QFileDialog": {
        "&Look in:": "qt-look-in",
        "File &name:": "qt-file-name",
        "Files of &type:": "qt-file-types",
        "Directory:": "qt-folder",
        "Directories": "qt-folders",
        "Files": "qt-files",
        "All Files (*)": "qt-all-files",
        "Find Directory": "qt-find-folder",
        "Save As": "qt-save-as",
        "Recent Places": "qt-recent-places",
        "&Open": "qt-open",
        "Open": "qt-open",
        "&Choose": "qt-choose",
        "&Save": "qt-save",
        "Back": "qt-back",
        "Go back": "qt-back",
        "Forward": "qt-forward",
        "Go forward": "qt-forward",
        "Parent Directory": "qt-parent-folder",
        "Go to the parent directory": "qt-parent-folder",
        "Create New Folder": "qt-new-folder",
        "Create a New Folder": "qt-new-folder",
        "&New Folder": "qt-new-folder",
        "New Folder": "qt-new-folder",
        "List View": "qt-list-view",
        "Change to list view mode": "qt-list-view",
        "Detail View": "qt-detail-view",
        "Change to detail view mode": "qt-detail-view",
        "Sidebar": "qt-sidebar",
        "List of places and bookmarks": "qt-sidebar",
        "&Rename": "qt-rename",
        "&Delete": "qt-delete",
        "Delete": "qt-delete",
        "Remove": "qt-remove",
        "Show ": "qt-show",
        "Show &hidden files": "qt-hidden-files",
        "Could not delete directory.": "qt-folder-kept",
        "Unknown": "qt-unknown",
        "My Computer": "qt-computer",
        "Drive": "qt-kind-drive",
        "%1 already exists.\nDo you want to replace it?": "qt-exists",
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
            "qt-no-folder"
        ),
        "%1\nFile not found.\nPlease verify the correct file name was given.": "qt-no-file",
        "'%1' is write protected.\nDo you want to delete it anyway?": "qt-delete-protected",
        "Are you sure you want to delete '%1'?": "qt-delete-asked",
    },
    "QFileSystemModel": {
        "Name": "qt-column-name",
        "Size": "qt-column-size",
        "Type": "qt-column-kind",
        "Kind": "qt-column-kind",
        "Date Modified": "qt-column-date",
        "Computer": "qt-computer",
        "My Computer": "qt-computer",
        "Invalid filename": "qt-name-refused",
        '<b>The name "%1" cannot be used.</b><p>Try using another name, '
        "with fewer characters or no punctuation marks.": "qt-name-refused-why",
    },
    "QAbstractFileIconProvider": {
        "Drive": "qt-kind-drive",
        "Folder": "qt-kind-folder",
        "File Folder": "qt-kind-folder",
        "File": "qt-kind-file",
        "%1 File": "qt-kind-file-named",
        "Alias": "qt-kind-link",
        "Shortcut": "qt-kind-link",
        "Unknown": "qt-unknown",
    },
    "QLineEdit": _FIELD_MENU | {"Clear": "qt-clear"},
    "QWidgetTextControl": _FIELD_MENU | {"Copy &Link Location": "qt-copy-link"},
    "QUnicodeControlCharacterMenu": {"Insert Unicode control character": "qt-control-character"},
    "QAbstractSpinBox": {
        "&Select All": "qt-select-all",
        "&Step up": "qt-step-up",
        "Step &down": "qt-step-down",
    },
    "QComboBox": {"Open the combo box selection popup": "qt-open-list"},
    "QScrollBar": {
        "Scroll here": "qt-scroll-here",
        "Top": "qt-scroll-top",
        "Bottom": "qt-scroll-bottom",
        "Left edge": "qt-scroll-left-edge",
        "Right edge": "qt-scroll-right-edge",
        "Page up": "qt-scroll-page-up",
        "Page down": "qt-scroll-page-down",
        "Page left": "qt-scroll-page-left",
        "Page right": "qt-scroll-page-right",
        "Scroll up": "qt-scroll-up",
        "Scroll down": "qt-scroll-down",
        "Scroll left": "qt-scroll-left",
        "Scroll right": "qt-scroll-right",
    },
    "QAccessibleActionInterface": {
        "Press": "qt-press",
        "Triggers the action": "qt-press-what",
        "Increase": "qt-increase",
        "Increase the value": "qt-increase-what",
        "Decrease": "qt-decrease",
        "Decrease the value": "qt-decrease-what",
        "ShowMenu": "qt-show-menu",
        "Shows the menu": "qt-show-menu-what",
        "SetFocus": "qt-set-focus",
        "Sets the focus": "qt-set-focus-what",
        "Toggle": "qt-toggle",
        "Toggles the state": "qt-toggle-what",
        "Scroll Left": "qt-scroll-left",
        "Scrolls to the left": "qt-scroll-left",
        "Scroll Right": "qt-scroll-right",
        "Scrolls to the right": "qt-scroll-right",
        "Scroll Up": "qt-scroll-up",
        "Scrolls up": "qt-scroll-up",
        "Scroll Down": "qt-scroll-down",
        "Scrolls down": "qt-scroll-down",
        "Next Page": "qt-next-page",
        "Goes to the next page": "qt-next-page-what",
        "Previous Page": "qt-previous-page",
        "Goes back a page": "qt-previous-page-what",
    },
}
TEXTS: Final[Mapping[tuple[str, str], str]] = {
    (context, source): name
    for context, names in _CONTEXTS.items()
    for source, name in names.items()
}


class QtWords(QTranslator):
    """Answers what Qt asks for."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Say that there is something here."""
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """Return the words for one of Qt's texts, or that text where the table has none."""
        name = TEXTS.get((context, source))
        # An empty answer would be shown as it is: nothing.
        return source if name is None else self._words(name)


_installed: list[QtWords] = []


def use_words(words: Words) -> None:
    """Let Qt speak the language of ``words``, and write numbers and dates its way."""
    app = QCoreApplication.instance()
    if app is None:
        return
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale(words.language))
    made = QtWords(words, app)
    QCoreApplication.installTranslator(made)
    _installed.append(made)
