"""What the tests of a coordinator's screens need: senders, files to choose, files to drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from collector.crypto import fingerprint
from collector.session import GivenFile
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, given, let_go, make

PHOTO = OWN_SAMPLES / "courtyard.jpg"


class Sender:
    """Somebody in the field who trusts the card in the window; closed by the fixture.

    ``secret`` is a picture that shows who the person is.
    """

    def __init__(self, folder: Path, card, secret: Path | None = None, **changes) -> None:
        self.folder = folder.parent
        self.session = make(folder)
        self.session.trust.trust_card(card.data, fingerprint.words(card.root))
        self.account = add(self.session, PHOTO, **changes)
        if secret is not None:
            said = exhibit(secret.name, compartment="identity")
            (entry,) = given(exhibits=[said]).exhibits
            self.session.testimonies.attach(self.account, GivenFile(secret, entry))
        self.session.testimonies.seal(self.account)

    @property
    def words(self) -> str:
        """Return the twelve words that the sender reads out."""
        return fingerprint.words(self.session.trust.own_signer)

    def send(self) -> Path:
        """Return a new bundle."""
        let_go(self.session)
        exported = self.session.outbox.export(self.session.trust.platform(PLATFORM))
        return self.session.outbox.hand_out(exported, self.folder)


def choose(path: Path) -> None:
    """Choose a file, or a name for a new one, in the dialog that is open."""
    dialogs = [it for it in QApplication.topLevelWidgets() if isinstance(it, QFileDialog)]
    (dialog,) = [it for it in dialogs if it.isVisible()]
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()


def drop(face, *paths: Path) -> None:
    """Drop files onto the screen that is shown, and wait for what becomes of them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    face.window.screen_shown.dropEvent(event)
    for _ in range(2 * len(paths) + 2):
        face.settle()


def at_arrivals(shown):
    """Return the window of a coordinator with a card, where bundles come in."""
    face = shown("coordinator")
    face.ask(lambda session: session.trust.new_card(PLATFORM))
    face.go("arrivals")
    return face


def vouch(face, sender) -> None:
    """Let the platform trust the key of a sender."""
    own = sender.session.trust.own_signer
    face.ask(lambda session: session.trust.enrol(own, sender.words))


def bring(face, path: Path) -> None:
    """Bring a bundle in by the file dialog."""
    face.press("bring-in")
    choose(path)
    for _ in range(4):
        face.settle()
