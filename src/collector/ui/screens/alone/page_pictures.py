"""Pictures and papers: the same page as everywhere, in the frame of somebody alone."""

from __future__ import annotations

from typing import ClassVar

from collector.ui.parts.layout import column
from collector.ui.screens.account.editing import Telling
from collector.ui.screens.account.page_exhibits import ExhibitsPage
from collector.ui.screens.alone.telling import QuestionPage


class PicturesPage(QuestionPage):
    """Exhibits of the account."""

    step: ClassVar[str] = "exhibits"

    def __init__(self, telling: Telling) -> None:
        super().__init__(telling)
        self._inner = ExhibitsPage(telling.screen, telling.account)
        self.setLayout(column(self._inner))

    def leave(self) -> None:
        """Hand on what was said of an exhibit."""
        self._inner.leave()
