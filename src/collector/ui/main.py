"""Opening the window: what the process must be before Qt starts, fonts, and the end."""

from __future__ import annotations

import gc
import os
import sys
from importlib.resources import as_file, files

from PySide6.QtCore import (
    QLoggingCategory,
    QMessageLogContext,
    QSettings,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFontDatabase, QImageReader
from PySide6.QtWidgets import QApplication

from collector import log
from collector.errors import Exit
from collector.ui.faults import told_by
from collector.ui.window import Window

_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansMono-Regular.ttf")
_NO_DISPLAY = "offscreen"
_NOWHERE = os.devnull + "/none"
_COLLECT_EVERY = 500  # milliseconds
_GIVE_WAY = 0.0005  # seconds
_LARGEST_PICTURE = 256  # MiB of pixels (attack M2)


def main() -> int:
    """Show the window until it is closed; return the exit code."""
    asked = os.environ.get("QT_QPA_PLATFORM")
    if asked is None and sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = _displays()
    before = qInstallMessageHandler(_unheard)  # Qt tells on its own what we say below
    app = make_application(sys.argv[:1])
    qInstallMessageHandler(before)
    if asked is None and app.platformName() == _NO_DISPLAY:
        sys.stderr.write("there is no display on which the window could be shown\n")
        sys.stderr.write("use a verb instead: collector --help\n")
        return Exit.MACHINE
    window = Window()
    with told_by(window):
        window.begin()
        code = app.exec()
    log.event("window-closed", code=code)
    return code


def _collect() -> None:
    """Look for garbage as Python would by itself, but on the window's thread."""
    due = [n for n in range(3) if gc.get_count()[n] > gc.get_threshold()[n]]
    if due:
        gc.collect(due[-1])


def _displays() -> str:
    """Return Qt's names of the displays there are, the one of this session first."""
    named = (("WAYLAND_DISPLAY", "wayland"), ("DISPLAY", "xcb"))
    return ";".join([qt for variable, qt in named if os.environ.get(variable)] + [_NO_DISPLAY])


def _unheard(_kind: QtMsgType, _context: QMessageLogContext, _text: str | None) -> None:
    """Let nothing be printed."""


def make_application(arguments: list[str]) -> QApplication:
    """Return the application, with our fonts, and with nothing of Qt's written to disk."""
    # Qt's file dialog keeps the folders it showed in a settings file: that file is nowhere.
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, _NOWHERE)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DisableSessionManager)
    # A job that computes gives way to the window after half a millisecond, not after five.
    sys.setswitchinterval(_GIVE_WAY)
    gc.freeze()  # what was imported stays: no search for garbage need look through it
    gc.disable()  # on the job thread it would destroy widgets, which belong to the window's
    app = QApplication(arguments)
    collecting = QTimer(app, interval=_COLLECT_EVERY)
    collecting.timeout.connect(_collect)
    collecting.start()
    app.setApplicationName("collector")
    app.setStyle("Fusion")
    # Pictures of files are decoded in ui/decoding; this is for what is pasted from the clipboard.
    QImageReader.setAllocationLimit(_LARGEST_PICTURE)
    # A flawed picture is told on the screen, and is no fault of the program.
    QLoggingCategory.setFilterRules("qt.gui.imageio.*=false")
    for name in _FONTS:
        with as_file(files("collector.ui").joinpath("fonts", name)) as path:
            QFontDatabase.addApplicationFont(str(path))
    return app
