"""How long the window keeps a person waiting: the longest time its thread answers nothing.

A real window, offscreen, on a vault with 5,000 accounts, one account of 300 paragraphs and one of
400 exhibits.  A timer of one millisecond beats on the window's thread; the longest gap between two
beats while something is done is printed, in milliseconds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from collector.model.aspects import Aspects
from collector.model.testimony import Paragraph
from collector.model.testimony_input import ExhibitInput, TestimonyInput
from collector.session import GivenBytes, Session, create_session
from collector.settings import Settings
from collector.ui.desktop import Place
from collector.ui.main import make_application
from collector.ui.tasks import Job
from collector.ui.window import Window, application

SENTENCE = "Мы выйшлі з двара недзе а дзявятай вечара, ля прыпынку стаялі тры мікрааўтобусы. "
QUIET = 0.4  # seconds in which results of jobs may still come in


class Beat:
    """Measures the longest silence of the window's thread."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def begin(self) -> None:
        """Forget what was measured so far."""
        self._last, self.longest = time.perf_counter(), 0.0


def main() -> int:
    """Fill a vault, do what people do, print the longest waits."""
    parser = argparse.ArgumentParser(description="measure the longest wait of the window")
    parser.add_argument("--accounts", type=int, default=5000)
    parser.add_argument("--paragraphs", type=int, default=300)
    parser.add_argument("--exhibits", type=int, default=400)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="window-") as folder:
        os.environ["COLLECTOR_SETTINGS"] = folder
        make_application(["collector"])
        window = Window()
        window.desktop.settings = Settings(language="be", lock_after=60)
        window.show()
        long_one, rich_one = _fill(window, Path(folder) / "vault", options)
        beat = Beat()
        for what, act in _acts(window, long_one, rich_one):
            beat.begin()
            act()
            _turn(QUIET)
            sys.stdout.write(f"{what:<44}{beat.longest * 1000:>7.0f} ms\n")
        window.close()
    return 0


def _acts(window: Window, long_one: str, rich_one: str) -> list[tuple[str, Callable[[], None]]]:
    return [
        ("the list of accounts", lambda: _show(window, Place("accounts"))),
        ("scrolling through it", lambda: _scroll(window)),
        ("searching in all accounts", lambda: _search(window)),
        ("opening the long account", lambda: _show(window, Place("account", long_one, "words"))),
        ("typing into it", lambda: _type(window)),
        ("opening the exhibits", lambda: _show(window, Place("account", rich_one, "exhibits"))),
        ("scrolling through them", lambda: _scroll(window)),
        ("locking", window.lock),
    ]


def _fill(window: Window, folder: Path, options: argparse.Namespace) -> tuple[str, str]:
    made: list[tuple[str, str]] = []

    def fill(job: Job) -> tuple[str, str]:
        session = create_session(folder, "1234 5678 9012 3456 7890 1234", "interviewer")
        job.hold(session)
        return _accounts(session, options)

    window.desktop.tasks.start(window, fill, made.append, lambda error: sys.exit(str(error)))
    while not made:
        _turn(0.05)
    window.desktop.opened("interviewer")
    _turn(QUIET)
    return made[0]


def _accounts(session: Session, options: argparse.Namespace) -> tuple[str, str]:
    words = tuple(
        Paragraph(text=f"{number}. {SENTENCE * 4}", basis=("saw",))
        for number in range(options.paragraphs)
    )
    for number in range(options.accounts):
        form = TestimonyInput(about=f"{number}. {SENTENCE}", language="be", words=words[:2])
        session.testimonies.add(form)
    long_one = session.testimonies.add(TestimonyInput(about="300", words=words, language="be"))
    rich_one = session.testimonies.add(TestimonyInput(about="400", language="be"))
    for number in range(options.exhibits):
        session.testimonies.attach(rich_one, _picture(number))
    return long_one, rich_one


def _picture(number: int) -> GivenBytes:
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(number % 360, 120, 160))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    nothing = Aspects(voice=False, face=False, document=False, body=False)
    entry = ExhibitInput(
        file="picture.png",
        kind="V-MEDK-03",
        originality="V-ORIG-01",
        acquired="V-ACQ-02",
        depicts=nothing,
        others_shown="none",
    )
    return GivenBytes(f"{number}.png", bytes(buffer.data().data()) + str(number).encode(), entry)


def _show(window: Window, place: Place) -> None:
    window.go(place)


def _scroll(window: Window) -> None:
    for area in _seen(window, QAbstractScrollArea) + _seen(window, QScrollArea):
        bar = area.verticalScrollBar()
        for step in range(20):
            bar.setValue(bar.maximum() * step // 19)
            _turn(0.02)


def _search(window: Window) -> None:
    for field in _seen(window, QLineEdit):
        QTest.keyClicks(field, "zz")
        field.setText("мікрааўтобусы 4999")
        _turn(2.0)


def _type(window: Window) -> None:
    for field in _seen(window, QPlainTextEdit):
        for _ in range(200):
            QTest.keyClicks(field, "a")
            _turn(0.01)


def _seen(window: Window, kind: type[QWidget]) -> list:
    return [it for it in window.findChildren(kind) if it.isVisible()]


def _turn(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application().processEvents()
        # Without a loop of Qt's own nothing that was replaced would ever go.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.0005)


if __name__ == "__main__":
    sys.exit(main())
