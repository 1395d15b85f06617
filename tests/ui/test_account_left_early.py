"""An account that somebody leaves while it is still being drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from collector.ui.desktop import Place
from collector.ui.screens.account.editor import Editor
from collector.ui.screens.account.steps import STEPS
from makers import given


def deleted() -> None:
    """Let go of what was taken away, as an event loop does."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("step", STEPS)
def test_a_page_that_waits_for_its_turn_goes_with_its_screen(shown, monkeypatch, step):
    """What fails here fails in Qt: a child of a screen that is gone, or one nobody owns."""
    at = shown("interviewer")
    draft = at.ask(lambda session: session.testimonies.add(given()))
    left: list[str] = []
    show = Editor._show

    def show_and_leave(editor: Editor, *args: object) -> None:
        show(editor, *args)
        if not left:
            left.append(step)
            editor.window().go(Place("accounts"))
            deleted()

    monkeypatch.setattr(Editor, "_show", show_and_leave)
    at.window.go(Place("account", draft, step))
    at.pause(lambda: left)
    pages = [it for it in QApplication.topLevelWidgets() if it is not at.window and it.isVisible()]
    at.settle()
    deleted()
    assert pages == []
    assert type(at.window.screen_shown).__name__ != "Editor"
    assert [it.id for it in at.ask(lambda session: session.testimonies.every())] == [draft]
    at.window.go(Place("account", draft, step))
    at.settle()
    assert isinstance(at.window.screen_shown, Editor)
