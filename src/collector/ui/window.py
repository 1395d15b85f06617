"""The one window: a screen, with the rail beside it or without, and what locks it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QWidget

from collector import settings as kept_settings
from collector.errors import CollectorError
from collector.session import PRODUCTION, KdfPolicy, Session
from collector.settings import Settings
from collector.ui.courier import KEPT_OPEN_HOURS, Courier
from collector.ui.desktop import Counts, Desktop, Place
from collector.ui.dress import dress
from collector.ui.faults import going_on
from collector.ui.idleness import Idleness
from collector.ui.parts.fault_notice import FaultNotice
from collector.ui.parts.layout import column, row
from collector.ui.qt_words import use_words
from collector.ui.rail import Rail, lock_button
from collector.ui.screen import Screen
from collector.ui.screens import make_screen
from collector.ui.screens.delivery.first import CUT_OFF
from collector.ui.screens.start.unlock import UNASKED, UNASKED_AT_WORK
from collector.ui.tasks import Job, Tasks
from collector.ui.words import Words

SMALLEST = (820, 600)
USUAL = (1180, 760)
HOME = {"self": "alone-home", "interviewer": "accounts", "coordinator": "arrivals"}
_MINUTE = 60_000  # milliseconds
_ACTIVE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.DragMove,
}


class Window(QWidget):
    """The window.  Screens are made anew for every place; at most one is alive."""

    def __init__(self, policy: KdfPolicy = PRODUCTION) -> None:
        super().__init__()
        self.setObjectName("window")
        set_, tasks = kept_settings.load(), Tasks()
        self.desktop = Desktop(
            tasks=tasks,
            courier=Courier(tasks),
            words=Words(set_.language or "en"),
            settings=set_,
            policy=policy,
            go=self.go,
            lock=self.lock,
            change=self.change,
            opened=self._opened,
            closed=self._closed,
            recount=self._recount,
        )
        self.screen_shown: Screen | None = None
        self._rail: Rail | None = None
        self._counts = Counts()
        self._cut_off: Path | None = None
        """The vault that locked by itself while something was sent."""
        self._fault = FaultNotice()
        self._beside = column(self._fault, gap=0)
        self._whole = row(gap=0)
        self._whole.addLayout(self._beside, 1)
        self.setLayout(self._whole)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self._idle = Idleness(self)
        self._idle.over.connect(lambda: self.lock(unasked=True))
        self.desktop.courier.keeping.connect(self._wait_for_idleness)
        # On the windows alone: every event of every widget through Python would cost too much.
        application().focusWindowChanged.connect(self._watch)
        application().styleHints().colorSchemeChanged.connect(self._follow)
        self.winId()  # there is a window of the system from now on
        self._watch(self.windowHandle())
        self._dress()

    def begin(self) -> None:
        """Show the first screen."""
        self.go(self._first())
        self.show()

    def go(self, place: Place) -> None:
        """Show a screen in place of the one that is shown; what was typed there is kept."""
        self._take_away()
        made = self._made(place)
        if made.rail is not None:
            self._rail = Rail(self.desktop)
            self._rail.light(made.rail)
            self._rail.count(self._counts, self.desktop)
            self._whole.insertWidget(0, self._rail)
        self._beside.addWidget(made, 1)
        self.screen_shown = made
        if made.rail is None and self.desktop.role:
            self._add_lock(made)
        made.show()
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        made.focusNextChild()
        if self.desktop.role:
            self._recount()

    def tell_fault(self, error: CollectorError) -> None:
        """Tell above every screen what nobody expected."""
        self._fault.tell(self.desktop.words, error)

    def lock(self, *, unasked: bool = False) -> None:
        """Keep what was typed, stop what runs, hide everything, close the vault, drop the keys.

        Where nobody asked for it the screen says why.  That something was being sent is said only
        once the vault is open again: who finds the computer need not know.
        """
        if not self.desktop.role:
            return
        now = self.desktop.courier.now
        self._cut_off = self._vault() if unasked and now.sends and now.doing != "asking" else None
        for widget in application().topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.reject()
            elif widget is not self and widget.isVisible():
                widget.close()  # a menu, a list that is open, a tool tip
        tasks = self.desktop.tasks
        why = (UNASKED_AT_WORK if tasks.is_long_at_work else UNASKED) if unasked else ""
        self._take_away()
        self.desktop.role = ""
        self._idle.forget()
        self.desktop.courier.close()
        tasks.stop_all()
        tasks.start(self, Job.drop, failed=self._lock_failed)
        application().clipboard().clear()
        self.go(Place("unlock", page=why))

    def change(self, settings: Settings) -> None:
        """Use other settings at once, and keep them."""
        place = self.screen_shown.place() if self.screen_shown is not None else None
        self.desktop.settings = settings
        self.desktop.words = Words(settings.language or "en")
        tasks = self.desktop.tasks
        tasks.start(self, lambda _job: kept_settings.save(settings), failed=self.tell_fault)
        self._dress()
        if place is not None:
            self.go(place)
        self._wait_for_idleness()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Begin the time until the lock anew whenever somebody does something; lock by keys.

        A shortcut would be deaf while a dialog or a menu is open.
        """
        if not self.desktop.role or event.type() not in _ACTIVE:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and _is_lock(event):
            self.lock()
            return True
        if not self._wait_for_idleness():  # the computer slept: this touch comes too late
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what was typed, close the vault, end."""
        application().focusWindowChanged.disconnect(self._watch)
        application().styleHints().colorSchemeChanged.disconnect(self._follow)
        self._take_away()
        self.desktop.role = ""
        self.desktop.tasks.stop_all()
        self.desktop.courier.end()
        self.desktop.tasks.end()
        event.accept()

    def _watch(self, window: QWindow | None) -> None:
        """Hear what is done in a window that got the keyboard, be it ours or a dialog's."""
        if window is not None:
            window.installEventFilter(self)

    def _opened(self, role: str) -> None:
        self.desktop.role = role
        self._wait_for_idleness()
        self.desktop.courier.open()
        cut_off, self._cut_off = self._cut_off, None
        self.go(CUT_OFF if cut_off == self._vault() else Place(HOME[role]))

    def _closed(self) -> None:
        self._take_away()
        self.desktop.role = ""
        self.desktop.vault_folder = None
        self.desktop.courier.close()
        self._idle.forget()
        self.go(Place("welcome"))

    def _vault(self) -> Path:
        return self.desktop.vault_folder or kept_settings.usual_vault()

    def _recount(self) -> None:
        self.desktop.tasks.start(self, _counted, self._show_counts)

    def _show_counts(self, counts: Counts) -> None:
        self._counts = counts
        if self._rail is not None:
            self._rail.count(counts, self.desktop)

    def _first(self) -> Place:
        """Return where somebody begins, of the open vault or of the program."""
        if self.desktop.role:
            return Place(HOME[self.desktop.role])
        usual = kept_settings.usual_vault()
        known = self.desktop.settings.language is not None and usual.exists()
        return Place("unlock") if known else Place("welcome")

    def _made(self, place: Place) -> Screen:
        """Return a screen, or the first one where that cannot be made."""
        with going_on():
            return make_screen(self.desktop, place)
        return make_screen(self.desktop, self._first())

    def _take_away(self) -> None:
        if self.screen_shown is not None:
            with going_on():  # whatever a screen does, the vault is locked
                self.screen_shown.leave()
        for widget in (self.screen_shown, self._rail):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.screen_shown, self._rail = None, None

    def _add_lock(self, screen: Screen) -> None:
        layout = screen.layout()
        if not isinstance(layout, QBoxLayout):
            return
        made = lock_button(self.desktop)
        strip = row(made, None)
        strip.setContentsMargins(14, 12, 14, 22)
        layout.addLayout(strip)

    def _lock_failed(self, error: CollectorError) -> None:
        """The keys are gone all the same; the next opening says what is wrong."""

    def _wait_for_idleness(self) -> bool:
        """Begin the time until the lock anew; False where it was over by now."""
        if not self.desktop.role:
            return True
        kept = self.desktop.courier.now.kept_open
        minutes = KEPT_OPEN_HOURS * 60 if kept else self.desktop.settings.lock_after
        return self._idle.wait(minutes * _MINUTE)

    def _follow(self) -> None:
        """Turn dark or light with the system.

        Only colours change, and the screen stays: nobody asked, and a passphrase may be half typed.
        """
        if self.desktop.settings.theme == "system":
            self._dress()

    def _dress(self) -> None:
        dress(application(), self.desktop.settings)
        use_words(self.desktop.words)
        self.setWindowTitle(self.desktop.words("program"))


# The key of L, also where the layout is Cyrillic and the system does not tell the Latin letter.
_LOCK_LETTERS = {Qt.Key.Key_L, ord("Д")}


def _is_lock(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(control) and event.key() in _LOCK_LETTERS


def application() -> QApplication:
    """Return the one application object."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("no application")
    return app


def _receives(session: Session) -> bool:
    """Tell whether accounts come here from others: nothing of them waits to be handed over."""
    return session.vault.role == "coordinator"


def _counted(job: Job) -> Counts:
    """Return the numbers on the rail."""
    session = job.session
    return Counts(
        accounts=session.testimonies.count(),
        waiting=0 if _receives(session) else session.testimonies.count_sealed(),
        arrivals=len(session.intake.waiting()),
    )
