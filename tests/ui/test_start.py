"""The first start, driven as a person would: every answer by its button or by typing."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from collector import settings
from collector.session import open_session
from collector.settings import LANGUAGES
from makers import TEST_POLICY, make

OWN = "паром на востраве чатыры разы 7"


class Start:
    """A window at its first start."""

    def __init__(self, window, pause):
        self.window, self.pause = window, pause
        window.begin()
        QApplication.processEvents()

    def find(self, name):
        found = [it for it in self.window.findChildren(QWidget, name) if it.isVisible()]
        assert len(found) == 1, f"{len(found)} visible controls are called {name}"
        return found[0]

    def there(self, name):
        return any(it.isVisible() for it in self.window.findChildren(QWidget, name))

    def press(self, name):
        self.wait_for(name)
        self.find(name).click()
        QApplication.processEvents()

    def wait_for(self, name):
        self.pause(lambda: self.there(name))

    def type(self, name, text):
        field = self.find(name)
        field.clear()
        for letter in text:  # QTest types Latin letters only
            typed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, typed)

    def title(self):
        return self.find("title").text()

    def sees(self, text):
        labels = self.window.findChildren(QWidget)
        return any(
            it.isVisible() and callable(getattr(it, "text", None)) and text in it.text()
            for it in labels
        )

    def choose_folder(self, folder):
        [dialog] = [it for it in QApplication.topLevelWidgets() if isinstance(it, QFileDialog)]
        dialog.setDirectory(str(folder))
        dialog.accept()

    def until_where(self, role="interviewer"):
        self.press("language-en")
        self.press("next")
        self.press(f"role-{role}")

    def until_passphrase(self, role="interviewer"):
        self.until_where(role)
        self.press("vault-here")
        self.wait_for("make-vault")

    def is_open(self):
        return bool(self.window.desktop.role)


@pytest.fixture
def start(window, pause):
    window.desktop.settings = settings.Settings()
    return Start(window, pause)


def opens(folder, passphrase, window):
    """Open the vault a second time, when the window has let go of it."""
    window.close()
    with open_session(folder, passphrase, TEST_POLICY) as session:
        return session.vault.role


def test_the_first_screen_asks_for_the_language_and_nothing_is_chosen(start):
    assert start.title() == "Мова · Язык · Language"
    assert not start.there("next")
    for language in LANGUAGES:
        assert not start.find(f"language-{language}").property("lit")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_applies_at_once_on_the_same_page(start, language):
    start.press(f"language-{language}")
    assert start.find(f"language-{language}").property("lit")
    assert start.find(f"language-{language}").accessibleName() == LANGUAGES[language]
    assert start.window.desktop.words.language == language
    start.press("next")
    assert start.title() == start.window.desktop.words("welcome-purpose-title")
    start.window.close()
    assert settings.load().language == language


@pytest.mark.parametrize("role", ["self", "interviewer", "coordinator"])
def test_a_vault_on_this_computer_with_a_passphrase_of_ones_own(start, role):
    start.until_passphrase(role)
    start.type("passphrase", OWN)
    start.type("passphrase-again", OWN)
    start.press("make-vault")
    start.pause(start.is_open)
    assert start.window.desktop.role == role
    assert start.window.desktop.vault_folder == settings.usual_vault()
    assert opens(settings.usual_vault(), OWN, start.window) == role


def test_back_leads_through_every_question(start):
    start.until_passphrase()
    titles = []
    while start.there("back"):
        start.press("back")
        titles.append(start.title())
    words = start.window.desktop.words
    assert titles == [
        words("welcome-where-title"),
        words("welcome-purpose-title"),
        words("welcome-language-title"),
    ]


def test_a_stick_gets_a_folder_of_its_own(start, tmp_path):
    stick = tmp_path / "STICK"
    stick.mkdir()
    start.until_where()
    start.press("vault-elsewhere")
    start.choose_folder(stick)
    start.wait_for("make-vault")
    start.type("passphrase", OWN)
    start.press("show-passphrase")
    start.press("make-vault")
    start.pause(start.is_open)
    assert opens(stick / "vault", OWN, start.window) == "interviewer"


def test_a_vault_that_is_there_is_offered_and_left_alone(start, tmp_path):
    make(tmp_path / "vault").close()
    start.until_where()
    start.press("vault-elsewhere")
    start.choose_folder(tmp_path)
    start.wait_for("open-it")
    start.press("open-it")
    assert start.title() == start.window.desktop.words("unlock-title")
    assert start.window.desktop.vault_folder == tmp_path / "vault"


def test_a_folder_of_that_name_with_something_in_it_is_refused(start, tmp_path):
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "mine.txt").write_text("mine")
    start.until_where()
    start.press("vault-elsewhere")
    start.choose_folder(tmp_path)
    start.pause(lambda: start.sees("not empty"))
    assert start.title() == start.window.desktop.words("welcome-where-title")


def test_a_vault_one_has_already_leads_to_its_lock(start, tmp_path):
    make(tmp_path / "vault").close()
    start.until_where()
    start.press("vault-existing")
    start.choose_folder(tmp_path)
    start.wait_for("open")
    assert start.window.desktop.vault_folder == tmp_path / "vault"


def test_no_vault_in_the_folder_is_said(start, tmp_path):
    (tmp_path / "nothing").mkdir()
    start.until_where()
    start.press("vault-existing")
    start.choose_folder(tmp_path / "nothing")
    start.pause(lambda: start.sees("no vault in this folder"))


def test_an_empty_passphrase_makes_nothing(start):
    start.until_passphrase()
    start.press("make-vault")
    assert start.sees(start.window.desktop.words("welcome-empty"))
    start.type("passphrase", OWN)
    start.pause(lambda: start.sees("Strong"))
    assert not settings.usual_vault().exists()


def test_two_that_differ_make_nothing(start):
    start.until_passphrase()
    start.type("passphrase", OWN)
    start.type("passphrase-again", OWN + " ")
    start.press("make-vault")
    assert start.sees(start.window.desktop.words("welcome-not-the-same"))
    assert not settings.usual_vault().exists()


def test_the_second_field_is_there_only_while_nobody_sees_the_first(start):
    start.until_passphrase()
    assert start.there("passphrase-again")
    start.press("show-passphrase")
    assert not start.there("passphrase-again")
    assert start.find("passphrase").echoMode() == QLineEdit.EchoMode.Normal
    start.press("show-passphrase")
    assert start.there("passphrase-again")
    assert start.find("passphrase").echoMode() == QLineEdit.EchoMode.Password


def test_a_weak_passphrase_takes_a_second_press_and_typing_takes_that_back(start):
    words = start.window.desktop.words
    start.until_passphrase()
    start.press("show-passphrase")
    start.type("passphrase", "qwerty")
    start.press("make-vault")
    start.pause(lambda: start.sees(words("welcome-weak-warning")))
    assert start.find("make-vault").text() == words("welcome-make-weak")
    assert not settings.usual_vault().exists()
    start.type("passphrase", "qwert")
    assert start.find("make-vault").text() == words("welcome-make")
    start.press("make-vault")
    start.pause(lambda: start.sees(words("welcome-weak-warning")))
    start.press("make-vault")
    start.pause(start.is_open)
    assert opens(settings.usual_vault(), "qwert", start.window) == "interviewer"


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_a_suggested_passphrase_must_be_typed_before_it_is_used(start, kind):
    start.until_passphrase()
    start.press("suggest")
    start.find("title")
    kinds = [it for it in start.window.findChildren(QWidget) if it.inherits("QRadioButton")]
    kinds[kind].click()
    suggested = start.find("suggested").text()
    start.press("another")
    assert start.find("suggested").text() != suggested
    suggested = start.find("suggested").text()
    start.type("passphrase", suggested[:-1])
    start.press("make-vault")
    assert start.sees(start.window.desktop.words("suggestion-different"))
    assert not start.is_open()
    start.type("passphrase", suggested)
    QTest.keyClick(start.find("passphrase"), Qt.Key.Key_Return)
    start.pause(start.is_open)
    assert opens(settings.usual_vault(), suggested, start.window) == "interviewer"


def test_suggested_digits_may_be_typed_without_their_spaces(start):
    start.until_passphrase()
    start.press("suggest")
    suggested = start.find("suggested").text()
    start.type("passphrase", suggested.replace(" ", ""))
    start.press("make-vault")
    start.pause(start.is_open)
    assert opens(settings.usual_vault(), suggested, start.window) == "interviewer"


def test_a_vault_that_cannot_be_made_says_why_and_keeps_what_was_typed(start):
    start.until_passphrase()
    settings.usual_vault().mkdir(parents=True)
    (settings.usual_vault() / "mine.txt").write_text("mine")
    start.press("show-passphrase")
    start.type("passphrase", OWN)
    start.press("make-vault")
    start.pause(lambda: start.sees("not empty"))
    assert start.find("passphrase").text() == OWN
    assert start.find("make-vault").isEnabled()


def test_the_keyboard_alone_answers_every_question(start):
    window = start.window
    window.activateWindow()
    start.pause(window.isActiveWindow)

    def press_key(key):
        QTest.keyClick(window.focusWidget(), key)
        QApplication.processEvents()

    def tab_to(name):
        for _ in range(12):
            if window.focusWidget().objectName() == name:
                return
            press_key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}")

    assert window.focusWidget().objectName() == "language-be"
    tab_to("language-en")
    press_key(Qt.Key.Key_Return)
    start.pause(lambda: window.focusWidget().objectName() == "next")
    press_key(Qt.Key.Key_Return)
    tab_to("role-self")
    tab_to("role-interviewer")
    press_key(Qt.Key.Key_Return)
    assert window.focusWidget().objectName() == "vault-here"
    press_key(Qt.Key.Key_Return)
    start.wait_for("make-vault")
    assert window.focusWidget().objectName() == "passphrase"
    for name in ("show-passphrase", "passphrase-again", "suggest", "back", "make-vault"):
        tab_to(name)
    start.press("back")
    tab_to("back")
    press_key(Qt.Key.Key_Return)
    assert start.title() == window.desktop.words("welcome-purpose-title")
