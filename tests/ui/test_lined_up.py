"""What belongs to one line stands on one line, what a frame rounds stays round, nothing is cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QStyle, QStyleOptionViewItem, QWidget

from collector.model.testimony_input import TestimonyInput
from collector.settings import Settings
from collector.ui import design
from collector.ui.screens.accounts.model import COLUMNS
from collector.ui.screens.alone.steps import new_form
from collector.ui.window import SMALLEST
from makers import add

SIDE = 8  # pixels, as in the heads of columns
LARGE = Settings(language="ru", text_size=200)


def show(at, *place: str) -> None:
    """Show a screen, and wait until everything in it stands where it belongs."""
    at.go(*place)
    for _ in range(3):
        at.settle()


def middle(part: QWidget) -> int:
    """Return how far down in the window the middle of a part is."""
    return part.mapTo(part.window(), part.rect().center()).y()


@pytest.fixture
def accounts(shown):
    """The list of an interviewer with one account."""
    at = shown("interviewer")
    at.ask(lambda session: session.testimonies.add(TestimonyInput(about="Двор")))
    show(at, "accounts")
    return at


def test_the_mark_of_what_is_missing_stands_beside_its_words(shown):
    at = shown("interviewer")
    draft = at.ask(lambda session: session.testimonies.add(TestimonyInput()))
    show(at, "account", draft, "review")
    missing = at.find("missing")
    words = [it for it in missing.findChildren(QLabel) if it.text().startswith("Earlier accounts")]
    marks = [it for it in words[0].parentWidget().findChildren(QLabel) if it.text() == "!"]
    assert abs(middle(marks[0]) - middle(words[0])) <= 2


def test_a_break_and_the_way_out_stand_on_one_line_at_any_size(shown):
    at = shown("self")
    draft = at.ask(lambda session: session.testimonies.add(new_form("ru")))
    at.window.change(LARGE)
    show(at, "alone", draft, "begin")
    assert abs(middle(at.find("break")) - middle(at.find("leave-nothing"))) <= 1


def test_every_cell_of_the_accounts_begins_where_the_name_of_its_column_does(accounts):
    table = accounts.find("accounts")
    index = table.model().index(0, COLUMNS.index("kept"))
    option = QStyleOptionViewItem()
    table.itemDelegate().initStyleOption(option, index)
    option.widget, option.rect = table, table.visualRect(index)
    words = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, table)
    left_free = table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, table) + 1
    assert words.left() + left_free - option.rect.left() == SIDE


def test_the_corners_of_the_accounts_are_round(accounts):
    table = accounts.find("accounts")
    corner = table.mapTo(accounts.window, table.rect().topLeft())
    picture = accounts.window.grab().toImage()
    assert (
        picture.pixelColor(corner.x() + 1, corner.y() + 1).name() == design.PALETTES["light"].page
    )


def test_what_was_found_scrolls_where_the_window_is_too_low_for_it(accounts):
    accounts.window.change(LARGE)
    accounts.window.resize(*SMALLEST)
    show(accounts, "accounts", "", "двор")
    table = accounts.find("accounts")
    (page,) = (it for it in accounts.window.findChildren(QScrollArea) if it.isAncestorOf(table))
    end = table.mapTo(page.widget(), table.rect().bottomLeft()).y()
    assert end < page.widget().height()
    assert page.widget().height() == page.viewport().height() + page.verticalScrollBar().maximum()


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_a_language_is_named_alike_before_and_after_sealing(shown, language):
    at = shown("interviewer")
    at.window.change(Settings(language=language))
    account = at.ask(add)

    def above() -> list[str]:
        return [it for it in at.texts() if it.count(" · ") == 2]

    show(at, "account", account, "review")
    before = above()
    at.ask(lambda session: session.testimonies.seal(account))
    show(at, "sealed", account)
    assert len(before) == 1
    assert above() == before
