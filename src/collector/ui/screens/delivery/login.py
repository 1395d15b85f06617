"""Name, password and, for SFTP, the key that a platform gave to whoever delivers to it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from collector.model.delivery import LoginChoice
from collector.ui import design
from collector.ui.parts.fields import Field, line_field, text_field
from collector.ui.parts.layout import column
from collector.ui.words import Words


class LoginForm(QWidget):
    """What is empty is not given; without a name there is no login at all."""

    def __init__(self, words: Words, known: LoginChoice | None, *, key: bool) -> None:
        super().__init__()
        self._name = line_field(known.username if known else "")
        self._name.setObjectName("login-name")
        self._password = line_field((known.password if known else None) or "")
        self._password.setObjectName("login-password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._key: QPlainTextEdit | None = None
        box = column(
            Field(words("way-login-name"), self._name),
            Field(words("way-login-password"), self._password),
            gap=design.GAP,
        )
        if key:
            self._key = text_field((known.private_key if known else None) or "", rows=3)
            self._key.setObjectName("login-key")
            box.addWidget(Field(words("way-login-key"), self._key, words("way-login-key-hint")))
        self.setLayout(box)

    def read(self) -> LoginChoice | None:
        """Return what was filled in."""
        if not self._name.text().strip():
            return None
        key = self._key.toPlainText().strip() if self._key is not None else ""
        return LoginChoice(
            username=self._name.text().strip(),
            password=self._password.text() or None,
            private_key=f"{key}\n" if key else None,
        )
