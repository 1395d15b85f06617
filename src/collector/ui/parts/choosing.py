"""Qt's own file dialogs: choosing a folder or files, or a name for a new file.

They are not the system's, which keeps lists of what was used lately; and they are opened, not
waited for, so that locking closes them with everything else.  Nothing is remembered: every dialog
starts in the person's own folder, with no history, and beside it are only that folder and the
disks that are connected.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QSize, QStorageInfo, Qt, QUrl
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QSplitter,
    QToolButton,
    QTreeView,
    QWidget,
)

from collector.ui.words import Words

LARGEST: Final = QSize(960, 660)
_KIND_COLUMN: Final = 2
_NEEDLESS: Final = (
    "backButton",
    "forwardButton",
    "listModeButton",
    "detailModeButton",
    "fileTypeLabel",
    "fileTypeCombo",
)
_SIGNS: Final = {"toParentButton": "↑", "newFolderButton": "+"}
"""Qt's own pictures for these are black, also on a dark ground."""
_WHERE_DISKS_ARE: Final = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


def choose_folder(
    parent: QWidget, words: Words, title: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Let a folder be chosen; ``chosen`` is called with it, or never."""
    made = _dialog(parent, title, words("choosing-folder"))
    made.setFileMode(QFileDialog.FileMode.Directory)
    made.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(made, lambda found: chosen(found[0]))


def choose_files(
    parent: QWidget, words: Words, title: str, chosen: Callable[[list[Path]], None]
) -> QFileDialog:
    """Let files that exist be chosen; ``chosen`` is called with one or more of them, or never."""
    made = _dialog(parent, title, words("choosing-files"))
    made.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _opened(made, chosen)


def choose_file(
    parent: QWidget, words: Words, title: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Let one file that exists be chosen; ``chosen`` is called with it, or never."""
    made = _dialog(parent, title, words("choosing-files"))
    made.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(made, lambda found: chosen(found[0]))


def choose_new_file(
    parent: QWidget, words: Words, title: str, chosen: Callable[[Path], None], name: str = ""
) -> QFileDialog:
    """Let a place and a name for a new file be chosen; ``name`` is suggested.

    Whether something is there already is for the job to refuse: it never writes over anything, so
    the dialog does not offer that.
    """
    made = _dialog(parent, title, words("choosing-new-file"))
    made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    made.setLabelText(QFileDialog.DialogLabel.Accept, words("choosing-new-file"))
    made.setFileMode(QFileDialog.FileMode.AnyFile)
    made.setOption(QFileDialog.Option.DontConfirmOverwrite)
    made.selectFile(name)
    return _opened(made, lambda found: chosen(found[0]))


def _dialog(parent: QWidget, title: str, accept: str) -> QFileDialog:
    made = QFileDialog(parent, title)
    made.setObjectName("choosing")
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    made.setLabelText(QFileDialog.DialogLabel.Accept, accept)
    made.setDirectory(QDir.homePath())
    made.setHistory([])
    made.setSidebarUrls(_places())
    made.setViewMode(QFileDialog.ViewMode.Detail)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.resize(parent.window().size().boundedTo(LARGEST) - QSize(60, 60))
    _make_calm(made)
    return made


def _make_calm(made: QFileDialog) -> None:
    """Leave out what nobody needs here, and give the rest room."""
    for name in _NEEDLESS:
        for part in made.findChildren(QWidget, name):
            part.hide()
    for name, sign in _SIGNS.items():
        for tool in made.findChildren(QToolButton, name):
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            tool.setText(sign)
            tool.setAccessibleName(tool.toolTip())
    for view in made.findChildren(QAbstractItemView):
        view.setTabKeyNavigation(False)
        if isinstance(view, QTreeView):
            # What kind of file it is, is said in English wherever the system has no other words.
            view.setColumnHidden(_KIND_COLUMN, True)
            view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for between in made.findChildren(QSplitter):
        between.setSizes([made.width() // 4, made.width() * 3 // 4])


def _opened(made: QFileDialog, chosen: Callable[[list[Path]], None]) -> QFileDialog:
    def accepted() -> None:
        found = [Path(name) for name in made.selectedFiles()]
        if found:
            chosen(found)

    made.accepted.connect(accepted)
    made.open()
    return made


def _places() -> list[QUrl]:
    """Return the person's folder, the whole file system, and the disks somebody connected."""
    disks = [
        disk.rootPath()
        for disk in QStorageInfo.mountedVolumes()
        if disk.isReady() and _is_connected(disk.rootPath())
    ]
    home = [QDir.homePath(), QDir.rootPath()]
    return [QUrl.fromLocalFile(path) for path in dict.fromkeys([*home, *disks])]


def _is_connected(root: str) -> bool:
    return root[1:2] == ":" or root.startswith(_WHERE_DISKS_ARE)
