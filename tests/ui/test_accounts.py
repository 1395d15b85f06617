"""The list of accounts: found, opened and removed by keyboard; nothing in it takes it down."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from collector.model.testimony_input import TestimonyInput
from collector.ui.desktop import Place
from collector.ui.parts.tips import plain_tip
from collector.ui.screens.accounts.model import COLUMNS
from makers import PLATFORM, given, make, reopen, trust
from ui.looking import cut_off, latin, outside_the_window, without_a_name

TITLE_COLUMN, STATE_COLUMN = COLUMNS.index("about"), COLUMNS.index("state")


@pytest.fixture
def opened(monkeypatch):
    """Where the list led to: the screens there have tests of their own."""

    def watch(face):
        went: list[Place] = []
        monkeypatch.setattr(face.window.desktop, "go", went.append)
        return went

    return watch


def begin(face, *titles):
    def add(session):
        return [session.testimonies.add(TestimonyInput(about=title)) for title in titles]

    return face.ask(add)


def open_list(face, page=""):
    face.go("accounts", page=page)
    face.pause(lambda: table(face).isVisible())
    return table(face)


def table(face):
    return face.window.screen_shown._table


def column(face, number=TITLE_COLUMN):
    model = table(face).model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_an_empty_list_says_what_to_do(shown):
    face = shown()
    face.go("accounts")
    face.pause(lambda: face.sees("No account yet"))
    assert face.sees("Press “New account”")


def test_a_new_account_is_in_the_vault_and_opens(shown, opened):
    face = shown()
    face.go("accounts")
    went = opened(face)
    face.press("new-account")
    face.pause(lambda: went)
    assert went[0].screen == "account"
    face.window.close()
    with reopen(face.folder) as again:
        assert [it.id for it in again.testimonies.every()] == [went[0].id]


def test_each_line_says_code_title_and_state(shown):
    face = shown()

    def fill(session):
        sealed = session.testimonies.add(given(about="Адмова ў пашпарце"))
        session.testimonies.seal(sealed)
        session.testimonies.add(TestimonyInput())
        return [it.human_code for it in session.testimonies.every()]

    codes = face.ask(fill)
    open_list(face)
    assert sorted(column(face, 0)) == sorted(codes)
    assert column(face) == ["Not named yet", "Адмова ў пашпарце"]
    assert column(face, STATE_COLUMN) == ["Draft", "Sealed"]
    face.pause(lambda: face.sees("One sealed account has not been handed over yet."))


def test_what_only_waits_in_the_queue_is_not_called_handed_over(shown, tmp_path):
    face = shown()

    def seal(session):
        with make(tmp_path / "desk", "coordinator") as coordinator:
            trust(session, coordinator)
        session.testimonies.seal(session.testimonies.add(given(about="Detention", exhibits=[])))
        return session.outbox.export(session.trust.platform(PLATFORM))

    exported = face.ask(seal)
    made = open_list(face)
    (code,) = column(face, 0)
    assert column(face, STATE_COLUMN) == ["Waits to be sent"]
    heard = made.model().index(0, TITLE_COLUMN).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"Detention, {code}, Waits to be sent"
    assert not face.sees("has not been handed over yet")
    face.ask(lambda session: session.outbox.hand_out(exported, tmp_path))
    open_list(face)
    assert column(face, STATE_COLUMN) == ["Handed over, not confirmed"]


def test_arrows_and_enter_open_an_account(shown, opened):
    face = shown()
    begin(face, "first", "second")
    made = open_list(face)
    went = opened(face)
    wanted = made.model().at(1)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert went == [Place("account", wanted.id)]


def test_searching_shows_where_it_was_found(shown):
    face = shown()
    face.ask(lambda session: session.testimonies.add(given(about="first")))
    begin(face, "second")
    open_list(face)
    face.find("search").setText("ДВАРА дзявятай")
    face.pause(lambda: column(face) == ["first"])
    line = table(face).model().index(0, TITLE_COLUMN).data(Qt.ItemDataRole.UserRole)
    assert "Мы выйшлі з двара" in line.snippet
    face.window.desktop.change(replace(face.window.desktop.settings, theme="dark"))
    face.pause(lambda: column(face) == ["first"])
    assert face.find("search").text() == "ДВАРА дзявятай"
    face.find("search").setText("nothing has this")
    face.pause(lambda: face.sees("Nothing was found"))
    face.find("search").clear()
    face.pause(lambda: len(column(face)) == 2)


def test_delete_asks_once_and_says_what_is_lost(shown):
    face = shown()
    kept, lost = begin(face, "kept", "lost")
    made = open_list(face)
    made.setFocus()
    row = column(face).index("lost")
    made.selectRow(row)
    QTest.keyClick(made, Qt.Key.Key_Delete)
    face.pause(lambda: face.sees("will be destroyed and cannot be brought back"))
    face.press("remove-keep")
    assert len(column(face)) == 2
    QTest.keyClick(made, Qt.Key.Key_Delete)
    face.press("remove")
    face.pause(lambda: column(face) == ["kept"])
    face.window.close()
    with reopen(face.folder) as again:
        assert [it.id for it in again.testimonies.every()] == [kept]
    assert lost != kept


def test_a_sealed_account_cannot_be_removed(shown):
    face = shown()
    face.ask(lambda session: session.testimonies.seal(session.testimonies.add(given())))
    made = open_list(face)
    made.selectRow(0)
    QTest.keyClick(made, Qt.Key.Key_Delete)
    assert not face.sees("Remove the")
    assert [it.text() for it in made.menu_of(0).actions()] == ["Open"]


def test_the_menu_of_a_draft_offers_to_remove_it(shown):
    face = shown()
    begin(face, "one")
    made = open_list(face)
    made.menu_of(0).actions()[1].trigger()
    face.pause(lambda: face.sees("Remove the draft"))


def test_a_screen_reader_hears_table_title_code_and_state(shown):
    face = shown()
    begin(face, "Detention")
    made = open_list(face)
    read = QAccessible.queryAccessibleInterface(made)
    assert read.text(QAccessible.Text.Name) == "Accounts"
    code = column(face, 0)[0]
    index = made.model().index(0, TITLE_COLUMN)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Detention, {code}, Draft"


def test_titles_are_plain_text_also_as_tooltips(shown):
    face = shown()
    title = "<img src='x'><b>bold</b> & \N{RIGHT-TO-LEFT OVERRIDE}turned"
    begin(face, title)
    made = open_list(face)
    index = made.model().index(0, TITLE_COLUMN)
    assert index.data() == "<img src='x'><b>bold</b> & <U+202E>turned"
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "<" not in tip
    assert "&lt;b&gt;bold" in tip
    assert plain_tip("a & b") == "a & b"


def test_a_draft_that_cannot_be_shown_takes_nothing_else_down(shown):
    face = shown()
    _, unsound = begin(face, "sound", "unsound")

    def spoil(session):
        body = b'{"about":"unsound","words":7}'
        session.vault.db.execute("UPDATE draft SET body = ? WHERE testimony = ?", (body, unsound))

    face.ask(spoil)
    open_list(face)
    assert sorted(column(face)) == ["sound", "unsound"]


def test_thousands_of_accounts_are_listed_and_scrolled(shown):
    face = shown()

    def fill(session):
        for number in range(600):
            session.testimonies.add(TestimonyInput(about=f"account {number}"))

    face.ask(fill)
    made = open_list(face)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_End)
    assert made.verticalScrollBar().value() == made.verticalScrollBar().maximum()
    assert len(column(face)) == 600


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_large_type_in_a_small_window_keeps_title_code_and_state(shown, language):
    face = shown()
    begin(face, "a title " * 12)
    settings = replace(face.window.desktop.settings, language=language, text_size=200)
    face.window.desktop.change(settings)
    face.window.resize(820, 600)
    face.go("accounts", page="")
    made = table(face)
    face.pause(lambda: made.isVisible() and made.isColumnHidden(STATE_COLUMN))
    assert not made.isColumnHidden(TITLE_COLUMN)
    made.selectRow(0)
    QTest.keyClick(made, Qt.Key.Key_Delete)
    face.pause(lambda: face.find("remove").isVisible())
    face.settle()
    assert outside_the_window(face.window) == []
    assert cut_off(face.window.screen_shown) == []
    assert without_a_name(face.window) == []
    assert language == "en" or not latin(face.texts())


def test_an_account_that_cannot_be_read_is_named_and_hides_no_other(shown):
    at = shown()
    whole = at.ask(lambda it: it.testimonies.add(TestimonyInput(about="whole")))
    bad = at.ask(lambda it: it.testimonies.add(TestimonyInput(about="bad")))
    at.ask(lambda it: spoil(it, bad))
    at.go("accounts")
    model = table(at).model()
    lines = {model.at(row).id: row for row in range(model.rowCount())}
    assert lines.keys() == {whole, bad}
    said = [model.index(lines[bad], it).data() for it in (TITLE_COLUMN, STATE_COLUMN)]
    assert said == ["This account cannot be read", "Damaged"]
    table(at).open(lines[bad])
    at.settle()
    at.pause(lambda: at.sees("The vault is damaged"))
    at.press("rail-accounts")
    table(at).open(lines[whole])
    at.settle()
    at.pause(lambda: at.sees("Before you begin"))


def test_alone_what_cannot_be_read_is_not_gone_on_with(shown):
    at = shown("self")
    at.ask(lambda it: it.testimonies.add(TestimonyInput(about="whole")))
    bad = at.ask(lambda it: it.testimonies.add(TestimonyInput(about="bad")))
    at.ask(lambda it: spoil(it, bad))
    at.go("alone-home")
    assert at.sees("This account cannot be read")
    assert at.sees("whole")
    at.press("go-on")
    at.pause(lambda: not at.sees("The vault is damaged"))


def spoil(session, account: str) -> None:
    session.vault.db.execute("UPDATE draft SET body = x'ff' WHERE testimony = ?", (account,))
