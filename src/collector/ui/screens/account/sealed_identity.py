"""Who the person of a sealed account is: only how that stands, and what can still be sealed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from collector.session import SealedShown
from collector.ui import outside
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.buttons import button
from collector.ui.parts.layout import banner, column, group, row
from collector.ui.parts.text import label
from collector.ui.parts.ticks import tick


@dataclass(frozen=True)
class Keeper:
    """A trusted platform that has identity keys.  ``name`` is text from outside."""

    name: str
    root_key: str


class SealedIdentity(QWidget):
    """A sentence; ``seal`` is called with the root keys of the platforms that were chosen."""

    def __init__(
        self,
        desktop: Desktop,
        shown: SealedShown,
        keepers: Sequence[Keeper],
        *,
        still_open: bool,
        seal: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__()
        words = desktop.words
        box = column(label(words("sealed-identity"), "heading"), gap=12)
        said = words(f"sealed-identity-{shown.record.identity.state}")
        if still_open and keepers:
            box.addWidget(_choosing(desktop, keepers, seal))
        elif still_open:
            link = button(
                words("sealed-identity-platforms"), "link", lambda: desktop.go(Place("platforms"))
            )
            link.setObjectName("to-platforms")
            said = words("sealed-identity-open")
            box.addWidget(banner(group(column(label(said), row(link, None)))))
        else:
            box.addWidget(label(said))
        if desktop.role == "coordinator" and shown.identity_sealed:
            who = button(
                words("sealed-identity-who"),
                "link",
                lambda: desktop.go(Place("identity", shown.listed.id)),
            )
            who.setObjectName("who-this-is")
            box.addLayout(row(who, None))
        self.setLayout(box)


def _choosing(
    desktop: Desktop, keepers: Sequence[Keeper], seal: Callable[[tuple[str, ...]], None]
) -> QWidget:
    words = desktop.words
    ticks = {
        it.root_key: tick(outside.line(it.name), checked=True, name=f"keeper-{number}")
        for number, it in enumerate(keepers)
    }

    def pressed() -> None:
        chosen = tuple(key for key, made in ticks.items() if made.box.isChecked())
        if chosen:
            seal(chosen)

    go = button(words("sealed-identity-seal"), "outlined", pressed)
    go.setObjectName("seal-identity")
    question = label(words("sealed-identity-choose"))
    return banner(group(column(question, *ticks.values(), row(go, None), gap=10)))
