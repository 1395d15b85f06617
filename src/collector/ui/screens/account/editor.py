"""One account as the interviewer writes it, step by step; everything is kept as it is typed."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication

from collector.errors import CollectorError
from collector.model.testimony_input import TestimonyInput
from collector.session import DraftShown
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.answers import languages, term
from collector.ui.screen import Screen
from collector.ui.screens.account.autosave import Autosave
from collector.ui.screens.account.editing import Editing, Opened, StepPage, open_draft
from collector.ui.screens.account.frame import Frame
from collector.ui.screens.account.identity_keeper import IdentityKeeper
from collector.ui.screens.account.page_consent import ConsentPage
from collector.ui.screens.account.page_earlier import EarlierPage
from collector.ui.screens.account.page_exhibits import ExhibitsPage
from collector.ui.screens.account.page_identity import IdentityPage
from collector.ui.screens.account.page_review import ReviewPage
from collector.ui.screens.account.page_safety import SafetyPage
from collector.ui.screens.account.page_when import WhenPage
from collector.ui.screens.account.page_words import WordsPage
from collector.ui.screens.account.steps import EXHIBITS, STEPS, finished

_PAGES: Final[dict[str, type[StepPage]]] = {
    page.step: page
    for page in (
        SafetyPage,
        EarlierPage,
        ConsentPage,
        WordsPage,
        WhenPage,
        IdentityPage,
        ReviewPage,
    )
}


class Editor(Screen):
    """The screen ``account``: ``Place.id`` is the account, ``Place.page`` the step."""

    rail: ClassVar[str | None] = "accounts"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        self._account = place.id
        self._step = place.page if place.page in STEPS else STEPS[0]
        self._form = TestimonyInput()
        self._page: StepPage | ExhibitsPage | None = None
        self._frame = Frame(desktop, self._go, self._go_on, self._stop)
        self._autosave = Autosave(
            self, place.id, self._collect, self._kept, self._frame.trouble.tell
        )
        self._identity = IdentityKeeper(
            self, place.id, self._identity_kept, self._frame.trouble.tell
        )
        self.fill(self._frame)
        self._open(self._step)

    def place(self) -> Place:
        """Return here, to the same step."""
        return Place("account", self._account, self._step)

    def leave(self) -> None:
        """Keep what was typed, also what an input method still holds."""
        QGuiApplication.inputMethod().commit()
        self._autosave.flush()
        if self._page is not None:
            self._page.leave()
        self._identity.flush()

    def _go(self, step: str) -> None:
        if self._page is not None:
            self.leave()
            self._page.setEnabled(False)
        self._open(step)

    def _go_on(self) -> None:
        self._go(STEPS[min(STEPS.index(self._step) + 1, len(STEPS) - 1)])

    def _stop(self) -> None:
        self.leave()
        self.keep(lambda _job: None, lambda _done: self._go_home())

    def _go_home(self) -> None:
        """Go back to the list, unless something could not be kept: that would be lost."""
        if not self._autosave.dirty and self._identity.held is None:
            self.desktop.go(self._home())

    def _home(self) -> Place:
        return Place("alone-home" if self.desktop.role == "self" else "accounts")

    def _open(self, step: str) -> None:
        """Read the draft as it stands now, also while a long exhibit is being taken in."""
        account = self._account
        self.keep(
            lambda job: open_draft(job, account),
            lambda opened: self._show(step, opened),
            self._not_opened,
            between=self._identity.busy,
        )

    def _show(self, step: str, opened: Opened) -> None:
        if self._page is not None and self._page.isEnabled():
            self.leave()
        self._step = step
        if not self._autosave.dirty:  # what could not be kept is newer than what is on disk
            self._form = opened.draft.form
        editing = Editing(
            screen=self,
            words=self.words,
            account=self._account,
            draft=opened.draft,
            form=self._form,
            trusted=opened.trusted,
            go=self._go,
            current=self._collect,
            settled=self._autosave.settle,
            keep_identity=self._identity.keep,
            home=self._home(),
        )
        self._page = page = self._made(step, editing)
        self._say(opened.draft)
        # In a turn of its own: what making and drawing a long account take would add up.
        page.setParent(self)  # it goes with this screen, also before its turn comes
        QTimer.singleShot(0, self, partial(self._show_page, page))

    def _show_page(self, page: StepPage | ExhibitsPage) -> None:
        if page is not self._page:
            return
        self._frame.show_page(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.window().focusWidget() is page:
            page.focusNextChild()

    def _made(self, step: str, editing: Editing) -> StepPage | ExhibitsPage:
        if step == EXHIBITS:
            return ExhibitsPage(self, self._account)
        page = _PAGES[step](editing)
        page.changed.connect(self._autosave.touch)
        return page

    def _say(self, draft: DraftShown) -> None:
        words, frame = self.words, self._frame
        frame.say_head(self._overline(draft), words(f"step-{self._step}-title"))
        frame.say_kept(words("account-kept", time=words.time(draft.listed.kept_at)))
        frame.go_on.setVisible(self._step != STEPS[-1])
        frame.steps.show_step(self._step, finished(draft))

    def _overline(self, draft: DraftShown) -> str:
        words, form = self.words, draft.form
        parts = [draft.listed.human_code]
        if form.interview_kind:
            parts.append(term(words, "V-IKIND", form.interview_kind))
        if form.language:
            parts.append(dict(languages(words, form.language))[form.language])
        if draft.corrects:
            parts.append(words("account-corrects", revision=draft.listed.revision - 1))
        return " · ".join(parts)

    def _collect(self) -> TestimonyInput:
        if isinstance(self._page, StepPage):
            self._form = self._page.collect(self._form)
        return self._form

    def _kept(self, at: str) -> None:
        self._frame.trouble.clear()
        self._frame.say_kept(self.words("account-kept", time=self.words.time(at)))
        if isinstance(self._page, ReviewPage):
            self._look_again()

    def _look_again(self) -> None:
        account, page = self._account, self._page
        if isinstance(page, ReviewPage):
            self.keep(lambda job: job.session.testimonies.draft(account), page.look_again)

    def _identity_kept(self) -> None:
        self._frame.trouble.clear()

    def _not_opened(self, error: CollectorError) -> None:
        self._frame.trouble.tell(error)
        if self._page is not None:
            self._page.setEnabled(True)


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the editor of one draft."""
    return Editor(desktop, place)
