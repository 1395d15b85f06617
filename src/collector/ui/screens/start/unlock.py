"""Opening the vault: one field, and what to do when it does not open."""

from __future__ import annotations

from pathlib import Path

from collector import settings
from collector.desk import as_suggested
from collector.errors import CollectorError, NoKeyOpens
from collector.session import KdfPolicy, Session, finish_destroying, open_session
from collector.ui import outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.parts.choosing import choose_folder
from collector.ui.parts.flow import Flow
from collector.ui.parts.layout import group
from collector.ui.parts.notice import Notice
from collector.ui.parts.passphrase import PassphraseField
from collector.ui.parts.progress import Progress
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.start.forgotten import ForgottenScreen
from collector.ui.screens.start.step import Beginning, ending, face
from collector.ui.screens.start.where import existing_vault
from collector.ui.tasks import Job
from collector.ui.words import Words

VAULT_DESTROYED = "vault.destroyed"
WRONG = "passphrase.wrong"
UNASKED = "unasked"
"""The page of the place where the vault locked by itself."""
UNASKED_AT_WORK = "unasked-at-work"
"""As ``UNASKED``, and a long job was stopped by it."""
WIDTH = 460
TOP = 190


class UnlockScreen(Screen):
    """The screen that is shown while the vault is closed."""

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        words = self.words
        self._folder = desktop.vault_folder or settings.usual_vault()
        self._field = PassphraseField(words, words("passphrase"))
        self._field.entered.connect(self._open)
        self._trouble, locked = Trouble(words), Notice()
        if place.page in (UNASKED, UNASKED_AT_WORK):
            hint = words(f"unlock-{place.page}-hint")
            locked.tell(words("unlock-unasked"), hint, "accent")
        self._progress = Progress(words)
        go = button(words("unlock-open"), "primary", self._open)
        go.setObjectName("open")
        forgot = button(
            words("unlock-forgot"), "link", lambda: desktop.go(Place("unlock", page="forgot"))
        )
        forgot.setObjectName("forgot")
        self._finish = button(words("unlock-finish"), "outlined", self._finish_destroying)
        self._finish.setObjectName("finish-destroying")
        self._finish.hide()
        other = button(words("unlock-other"), "link", self._choose)
        other.setObjectName("open-another")
        anew = button(words("unlock-anew"), "link", self._begin_anew)
        anew.setObjectName("begin-anew")
        self._face = face(
            desktop, words("unlock-title"), where(words, self._folder), width=WIDTH, top=TOP
        )
        self._face.put(
            locked,
            self._field,
            self._trouble,
            self._finish,
            self._progress,
            ending(desktop, forgot, go=go),
            group(Flow(other, anew, gap=24)),
        )
        self.fill(self._face)

    def _open(self) -> None:
        folder, policy, typed = self._folder, self.desktop.policy, self._field.text()

        def work(job: Job) -> str:
            session = _open_as_typed(folder, typed, policy)
            job.hold(session)
            return session.vault.role

        self._begin_work()
        self._progress.begin(self.words("unlock-opening"))
        self.run(work, self._opened, self._failed)

    def _begin_work(self) -> None:
        self._trouble.clear()
        self._finish.hide()
        self._face.setEnabled(False)

    def _opened(self, role: str) -> None:
        self.desktop.vault_folder = self._folder
        self.desktop.opened(role)

    def _failed(self, error: CollectorError) -> None:
        self._progress.end()
        self._face.setEnabled(True)
        self._trouble.tell(error)
        self._finish.setVisible(error.code == VAULT_DESTROYED)
        self._field.again()

    def _finish_destroying(self) -> None:
        folder = self._folder

        def work(_job: Job) -> None:
            finish_destroying(folder)
            settings.forget()

        self._begin_work()
        self.run(work, lambda _none: self.desktop.closed(), self._failed)

    def _choose(self) -> None:
        choose_folder(self, self.words, self.words("welcome-choose-vault"), self._look_for)

    def _look_for(self, chosen: Path) -> None:
        self._trouble.clear()
        self.run(lambda _job: existing_vault(chosen), self._show_other, self._trouble.tell)

    def _show_other(self, folder: Path) -> None:
        self.desktop.vault_folder = folder
        self.desktop.go(Place("unlock"))

    def _begin_anew(self) -> None:
        self.desktop.go(Place("welcome", page="language", data=Beginning(again=True)))


def _open_as_typed(folder: Path, typed: str, policy: KdfPolicy) -> Session:
    """Open a vault; what was suggested opens it whatever blanks and capitals are typed."""
    try:
        return open_session(folder, typed, policy)
    except NoKeyOpens as error:
        suggested = as_suggested(typed)
        if error.code != WRONG or suggested is None or suggested == typed:
            raise
        return open_session(folder, suggested, policy)


def where(words: Words, folder: Path) -> str:
    """Return where a vault is, as a person would say it."""
    if folder == settings.usual_vault():
        return words("unlock-here")
    own = folder.parent if folder.name == "vault" and folder.parent.name else folder
    return words("unlock-in", place=outside.line(own.name))


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the unlock screen, or what to do when the passphrase is forgotten."""
    return (
        ForgottenScreen(desktop, place) if place.page == "forgot" else UnlockScreen(desktop, place)
    )
