"""What each question of somebody alone is."""

from __future__ import annotations

from collector.ui.screens.account.editing import AnswersPage, Telling


class QuestionPage(AnswersPage):
    """What is asked on one screen."""

    def __init__(self, telling: Telling) -> None:
        super().__init__()
        self.telling = telling
        self.words = telling.words
