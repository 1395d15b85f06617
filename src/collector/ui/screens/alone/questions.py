"""One question on a screen, for somebody who tells alone; every one can be skipped and left."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.model.identity import IdentityForm
from collector.model.testimony_input import TestimonyInput
from collector.session import DraftShown
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.screen import Screen
from collector.ui.screens.account.autosave import Autosave
from collector.ui.screens.account.editing import Opened, Telling, open_draft
from collector.ui.screens.alone.frame import QuestionFrame, onward
from collector.ui.screens.alone.leaving import LeavingScreen
from collector.ui.screens.alone.page_first import BeginPage, LanguagePage
from collector.ui.screens.alone.page_may import MayPage
from collector.ui.screens.alone.page_pictures import PicturesPage
from collector.ui.screens.alone.page_seal import SealPage
from collector.ui.screens.alone.page_tell import TellPage
from collector.ui.screens.alone.page_when_where import WhenPage, WherePage
from collector.ui.screens.alone.page_who import WhoPage
from collector.ui.screens.alone.resting import BreakScreen, SealedScreen
from collector.ui.screens.alone.steps import STEPS, next_step, step_before, with_basis
from collector.ui.screens.alone.telling import QuestionPage

_PAGES: Final[dict[str, type[QuestionPage]]] = {
    page.step: page
    for page in (
        BeginPage,
        LanguagePage,
        WhenPage,
        WherePage,
        PicturesPage,
        MayPage,
        WhoPage,
        SealPage,
    )
}
_BRIEF: Final = "brief"


class QuestionsScreen(Screen):
    """A question of the draft.  ``place.page`` is its name, ``tell/brief`` the smaller one."""

    rail: ClassVar[str | None] = None

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        step, _, how = place.page.partition("/")
        self._step = step if step in STEPS else STEPS[0]
        self._briefly = how == _BRIEF
        number, count = STEPS.index(self._step) + 1, len(STEPS)
        where = self.words("alone-step", number=number, count=count)
        self._frame = QuestionFrame(
            desktop, place.id, self._step, where, lambda: self._go(f"{self._step}/break")
        )
        self._is_kept = True
        self.fill(self._frame)
        self._page: QuestionPage | None = None
        self._form = TestimonyInput()
        self._autosave = Autosave(self, place.id, self._collect, self._kept, self._not_kept)
        account = place.id
        self.run(lambda job: open_draft(job, account), self._show, self._frame.trouble.tell)

    def leave(self) -> None:
        """Hand what was typed to a job."""
        if self._page is not None:
            self._page.leave()
        self._autosave.flush()

    def _show(self, opened: Opened) -> None:
        draft = opened.draft
        self._form = draft.form
        telling = Telling(
            screen=self,
            words=self.words,
            account=self.place().id,
            draft=draft,
            form=draft.form,
            trusted=opened.trusted,
            go=self._go,
            keep_identity=self._keep_identity,
        )
        self._page = page = self._made_page(telling)
        page.changed.connect(self._autosave.touch)
        words, name = self.words, "tell-brief" if self._briefly else self._step
        question, hint = words(f"alone-{name}-question"), words(f"alone-{name}-hint")
        self._frame.show_question(question, hint, page, [self._made_onward(draft)])
        self._begin_typing(page)

    def _made_page(self, telling: Telling) -> QuestionPage:
        if self._step == TellPage.step:
            return TellPage(telling, briefly=self._briefly)
        return _PAGES[self._step](telling)

    def _made_onward(self, draft: DraftShown) -> QWidget:
        words, left = self.words, []
        if self._step != STEPS[0]:
            back = button(words("alone-back"), "link", lambda: self._go(step_before(self._step)))
            back.setObjectName("back")
            left.append(back)
        if self._step == TellPage.step:
            name = "alone-whole" if self._briefly else "alone-brief"
            other = self._step if self._briefly else f"{self._step}/{_BRIEF}"
            brief = button(words(name), "link", lambda: self._go(other))
            brief.setObjectName("brief")
            left.append(brief)
        if self._step == STEPS[-1]:
            self._on = button(words("alone-seal"), "primary", self._seal)
            self._on.setObjectName("seal")
            self._on.setEnabled(not draft.problems)
            return onward(self.desktop, left, [self._on])
        rather_not = words("alone-rather-not" if self._step == WhoPage.step else "alone-skip")
        skip = button(rather_not, "link", self._skip)
        skip.setObjectName("skip")
        self._on = button(words("alone-next"), "primary", lambda: self._go(next_step(self._step)))
        self._on.setObjectName("next")
        if self._step == STEPS[0]:
            return onward(self.desktop, left, [self._on])
        return onward(self.desktop, left, [skip, self._on])

    def _begin_typing(self, page: QuestionPage) -> None:
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inputs = [it for it in page.findChildren(QWidget) if it.focusPolicy() & _BY_TAB]
        (inputs[0] if inputs else self._on).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, page: str) -> None:
        """Go on, unless something could not be kept: it would be lost.  That is tried again."""
        if not self._is_kept:
            self._autosave.flush()
            return
        self.desktop.go(Place("alone", self.place().id, page))

    def _skip(self) -> None:
        if self._step == WhoPage.step:
            declined = IdentityForm(empty="declined")
            self._form = msgspec.structs.replace(self._form, identity=declined)
            self._autosave.touch()
        self._go(next_step(self._step))

    def _collect(self) -> TestimonyInput:
        if self._page is None:
            return self._form
        return with_basis(self._page.collect(self._form))

    def _kept(self, at: str) -> None:
        self._is_kept = True
        self._frame.trouble.clear()
        self._frame.say_kept(self.words("alone-kept", clock=self.words.time(at)))
        if self._step == STEPS[-1]:
            account = self.place().id
            self.run(lambda job: job.session.testimonies.draft(account), self._look_again)

    def _not_kept(self, error: CollectorError) -> None:
        self._is_kept = False
        self._frame.say_kept("")
        self._frame.trouble.tell(error)

    def _look_again(self, draft: DraftShown) -> None:
        if isinstance(self._page, SealPage):
            self._page.look_again(draft)
            self._on.setEnabled(not draft.problems)

    def _keep_identity(self, form: IdentityForm) -> None:
        account = self.place().id
        self.keep(
            lambda job: job.session.testimonies.keep_identity(account, form),
            failed=self._frame.trouble.tell,
            between=True,
        )

    def _seal(self) -> None:
        account = self.place().id
        self._on.setEnabled(False)
        self.leave()
        self.run(
            lambda job: job.session.testimonies.seal(account).id,
            lambda _id: self._go("sealed"),
            self._not_sealed,
        )

    def _not_sealed(self, error: CollectorError) -> None:
        self._on.setEnabled(True)
        self._frame.trouble.tell(error)


_BY_TAB = Qt.FocusPolicy.TabFocus


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the question, the pause, or one of the ends that a place names."""
    side = place.page.rpartition("/")[2]
    if side == "break":
        return BreakScreen(desktop, place)
    if side == "leave":
        return LeavingScreen(desktop, place)
    if side == "sealed":
        return SealedScreen(desktop, place)
    return QuestionsScreen(desktop, place)
