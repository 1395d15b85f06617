"""A screen that shows the exhibits of a draft alone, as the editor and the exile's screen do."""

from __future__ import annotations

from collector.ui.desktop import Place
from collector.ui.parts.layout import scrolled
from collector.ui.screen import Screen
from collector.ui.screens.account.page_exhibits import ExhibitsPage


class ExhibitsScreen(Screen):
    """Nothing but the page, which it leaves as it must."""

    def __init__(self, desktop, account):
        super().__init__(desktop, Place("accounts"))
        self.page = ExhibitsPage(self, account)
        self.fill(scrolled(self.page))

    def leave(self):
        self.page.leave()


def show_exhibits(at, account) -> ExhibitsPage:
    """Show the page in the window in place of what is there, and wait for what it reads."""
    window = at.window
    if window.screen_shown is not None:
        window.screen_shown.leave()
        window.screen_shown.hide()
    made = ExhibitsScreen(window.desktop, account)
    window.layout().addWidget(made, 1)
    window.screen_shown = made
    at.settle()
    return made.page
