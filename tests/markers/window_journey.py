"""The window's journey under strace: one person from first start to a bundle on a stick.

``python window_journey.py ROOT [PLANT]...``, as ``journey.py``.  What is typed is a marker word in
every field; the vault lies in a folder with such a name.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from collector import log
from collector.crypto import fingerprint
from collector.ui.main import make_application
from collector.ui.screens.account.tiles import Tiles
from collector.ui.window import Window
from coordinating import choose
from makers import TEST_POLICY, make
from markers import material
from markers.journey import classes, plant, say
from markers.marks import mark
from ui.account_driver import Account, press
from ui.conftest import OFFSCREEN, Shown

PATIENCE = 30  # seconds; only a hang is that slow
PASSPHRASE = material.PASSPHRASES["field"]


class Person(Shown):
    """Somebody at a window in which nothing is open yet, with the words to type."""

    def __init__(self, root: Path) -> None:
        self.root, self.given, self.asked = root, root / "given", root / "asked"
        self.window, self.folder = Window(TEST_POLICY), material.chosen(root)
        self.typed = 0

    def pause(self, is_true: Callable[[], object]) -> None:
        """Let the window work until something is true."""
        end = time.monotonic() + PATIENCE
        while not is_true():
            if time.monotonic() > end:
                raise SystemExit(f"waited in vain on {self.window.screen_shown.place().screen}")
            QApplication.processEvents()
            time.sleep(0.002)

    def there(self, name: str) -> bool:
        """Tell whether a control can be seen."""
        return any(it.isVisible() for it in self.window.findChildren(QWidget, name))

    def wait_and_press(self, name: str) -> None:
        """Press a button as soon as it is there."""
        self.pause(lambda: self.there(name) and self.find(name).isEnabled())
        self.press(name)

    def fill(self, label: str) -> None:
        """Type a word into every field that takes any, and have everything kept."""
        for kind in (QLineEdit, QPlainTextEdit):
            for field in self.window.screen_shown.findChildren(kind):
                free = not isinstance(field, QLineEdit) or field.validator() is None
                if field.isVisible() and free and not field.isReadOnly():
                    press(field, mark(f"{label}.{field.objectName() or 'line'}"))
                    self.typed += 1
        self.settle()

    def select(self, within: str, *keys: str) -> None:
        """Choose answers in the lists of a part that can be seen."""
        for key in keys:
            lists = [it for it in self.find(within).findChildren(QComboBox) if it.isVisible()]
            found = next(it for it in lists if it.findData(key) >= 0)
            found.setCurrentIndex(found.findData(key))
            found.activated.emit(found.currentIndex())
        self.settle()


def first_start(it: Person) -> None:
    """Answer every question of the first start."""
    it.window.begin()
    it.wait_and_press("language-be")
    it.wait_and_press("next")
    it.wait_and_press("role-interviewer")
    it.wait_and_press("vault-elsewhere")
    choose(it.folder.parent)
    it.pause(lambda: it.there("passphrase-again"))
    press(it.find("passphrase"), PASSPHRASE)
    press(it.find("passphrase-again"), PASSPHRASE)
    it.press("make-vault")
    it.pause(lambda: it.window.desktop.role)
    it.go("settings")
    it.select("page", "ru")


def answers(it: Person) -> Account:
    """Begin an account and answer all its questions but who the person is."""
    it.go("accounts")
    it.press("new-account")
    it.pause(lambda: it.there("interview-kind"))
    account = Account(it, it.window.screen_shown.place().id, "safety")
    it.settle()
    account.answer("interview-kind", "V-IKIND-01")
    account.answer("mode", "V-MODE-01")
    account.choose("language", "be")
    account.step("earlier")
    account.answer("earlier", "some")
    account.choose("to-whom", "V-ORGB-01")
    it.fill("prior_accounts")
    account.step("consent")
    account.answer("consent-V-RECIP-02", "yes")
    account.choose("consent-method", "V-CMETH-02")
    account.choose("confidentiality", "C2")
    account.answer("understood", "yes")
    it.fill("consent")
    account.step("words")
    account.tick("basis-told_by")
    it.fill("words")
    account.step("when")
    it.select("when", "unknown")
    it.fill("where")
    it.select("where", "settlement", "saw")
    return account


def exhibits(it: Person, account: Account) -> None:
    """Add one by the dialog, one by pasting; say what they are; stumble over one that is gone."""
    account.step("exhibits")
    it.press("exhibits-choose")
    choose(it.given / material.PHOTO)
    tiles = it.window.screen_shown.findChild(Tiles)
    it.pause(lambda: tiles.tiles.rowCount() == 1)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    it.press("exhibits-paste")
    it.pause(lambda: tiles.tiles.rowCount() == 2)
    for row in range(2):
        tiles.setCurrentIndex(tiles.tiles.index(row))
        it.pause(lambda: it.there("exhibit-made-by"))  # the card is laid out piece by piece
        it.fill("exhibits")
        it.select("page", "settlement", "saw")
        it.wait_and_press("digest-copy")
    page = it.window.screen_shown._page
    page._add([it.given / material.MISSING])
    it.pause(lambda: it.sees(material.MISSING))
    it.settle()


def identity(it: Person, account: Account, label: str) -> None:
    """Say who the person is, and leave the page."""
    account.step("identity")
    it.settle()
    if not it.there("notes"):
        account.answer("identity-answer", "gives")
    for name in ("contact", "document", "relative"):
        it.press(f"{name}-add")
    it.fill(label)
    account.step("review")
    it.settle()


def trust_card(it: Person, card: Path, spoken: str) -> None:
    """Stumble over a file that is no card; trust the card by its words."""
    it.go("platforms")
    for path in (it.given / material.STRAY, card):
        it.press("open-card")
        choose(path)
        it.settle()
        it.settle()
    it.pause(lambda: it.there("heard"))
    press(it.find("heard"), spoken)
    it.press("trust")
    it.pause(lambda: it.ask(lambda session: session.trust.platforms()))


def look_for(it: Person) -> None:
    """Search for words."""
    it.go("accounts")
    press(it.find("search"), mark("words.words"))
    QTest.qWait(400)
    it.settle()
    it.settle()


def lock_and_open(it: Person) -> None:
    """Lock, try a wrong passphrase, open again."""
    top = it.window.windowHandle()
    it.window.activateWindow()
    it.pause(it.window.isActiveWindow)
    QTest.keyClick(top, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    it.pause(lambda: not it.window.desktop.role)
    it.settle()
    press(it.find("passphrase"), material.WRONG)
    it.press("open")
    it.settle()
    it.find("passphrase").clear()
    press(it.find("passphrase"), PASSPHRASE)
    it.press("open")
    it.pause(lambda: it.window.desktop.role)
    it.settle()


def seal_and_hand_over(it: Person, account: Account) -> None:
    """Seal, begin a correction, hand over to a folder."""
    it.go("account", account.id, "review")
    it.wait_and_press("seal")
    it.pause(lambda: it.window.screen_shown.place().screen == "sealed")
    it.settle()
    it.wait_and_press("sealed-correct")
    it.pause(lambda: it.window.screen_shown.place().screen == "account")
    Account(it, account.id, "review")
    it.pause(lambda: it.there("correction-note"))
    it.fill("correction")
    it.go("hand-over", account.id)
    it.wait_and_press("write")
    choose(it.asked)
    it.pause(lambda: it.there("file-name"))


def main(root: Path, planted: list[str]) -> None:
    """Make the journey, and do what is planted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    log.start()
    told: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, text: told.append(text))
    application = make_application(["collector"])
    with make(root / "platform", "coordinator") as platform:
        card = platform.trust.new_card(material.PLATFORM)
    (root / "asked" / "card").write_bytes(card.data)
    it = Person(root)
    first_start(it)
    account = answers(it)
    exhibits(it, account)
    identity(it, account, "identity.open")
    look_for(it)
    trust_card(it, root / "asked" / "card", fingerprint.words(card.root))
    it.go("account", account.id, "words")
    identity(it, account, "identity.sealed")
    lock_and_open(it)
    seal_and_hand_over(it, account)
    it.window.close()
    for what in planted:
        plant(root, what)
    process = Path("/proc/self")
    around = [*log.recent(), *told, *sys.argv, *os.environ, *os.environ.values()]
    around += [(process / name).read_text() for name in ("cmdline", "environ")]
    strange = [text for text in told if not text.startswith(OFFSCREEN)]
    say(around=classes("\n".join(around)), warned=len(strange), typed=it.typed)
    del application
    say(ended=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
