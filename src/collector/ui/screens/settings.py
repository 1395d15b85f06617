"""Settings: each applies at once; about this vault; leaving nothing behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QWidget

from collector import __version__
from collector.settings import LANGUAGES, LOCK_AFTER, TEXT_SIZES, THEMES
from collector.ui import design
from collector.ui.desktop import Desktop, Place
from collector.ui.parts.actions import type_is_large
from collector.ui.parts.buttons import button
from collector.ui.parts.fields import drop_down
from collector.ui.parts.layout import column, group, line, row, sheet
from collector.ui.parts.page import Page
from collector.ui.parts.text import label
from collector.ui.screen import Screen
from collector.ui.screens.settings_check import AboutVault, Checked
from collector.ui.screens.settings_leave import LeaveScreen

CONTROL = 240


class SettingsScreen(Screen):
    """What was set comes back with the keyboard on what was changed last."""

    rail: ClassVar[str | None] = "settings"

    def __init__(self, desktop: Desktop, place: Place) -> None:
        super().__init__(desktop, place)
        self._changed = place.page
        self._controls: dict[str, QComboBox] = {}
        words = self.words
        checked = place.data if isinstance(place.data, Checked) else None
        self._about = AboutVault(self, checked)
        page = Page(words("settings-title"), words("settings-hint"))
        page.put(
            sheet(
                *_with_lines(
                    [
                        self._line("language", list(LANGUAGES.items())),
                        self._line("text_size", [(it, self._percent(it)) for it in TEXT_SIZES]),
                        self._line("theme", [(it, words(f"theme-{it}")) for it in THEMES]),
                        self._line("lock_after", [(it, self._minutes(it)) for it in LOCK_AFTER]),
                    ]
                ),
                gap=14,
            ),
            _section(words("settings-vault"), self._about),
            _section(words("settings-leave"), self._leave()),
            label(words("settings-program", version=__version__), "hint"),
            None,
        )
        self.fill(page)
        if self._changed in self._controls:
            control = self._controls[self._changed]
            QTimer.singleShot(0, control, control.setFocus)

    def place(self) -> Place:
        """Return here, with what was found wrong."""
        return Place("settings", page=self._changed, data=self._about.checked)

    def leave(self) -> None:
        """Stop a check that nobody would hear of."""
        self._about.stop()

    def _line(self, name: str, answers: Sequence[tuple[str | int, str]]) -> QWidget:
        words, chosen = self.words, getattr(self.desktop.settings, name)
        what = words(f"settings-{name.replace('_', '-')}")
        hint = words(f"settings-{name.replace('_', '-')}-hint")
        values = {str(value): value for value, _said in answers}
        control = drop_down(
            [(str(value), said) for value, said in answers],
            str(chosen),
            lambda key: self._set(name, values[key]),
        )
        control.setObjectName(f"set-{name.replace('_', '-')}")
        control.setAccessibleName(what)
        control.setAccessibleDescription(hint)
        control.setMinimumWidth(CONTROL)
        self._controls[name] = control
        said_of_it = column(label(what, "strong"), label(hint, "hint"), gap=2)
        if type_is_large(self.desktop.settings):
            said_of_it.addSpacing(design.TIGHT)
            said_of_it.addWidget(control)
            return group(said_of_it)
        box = row(gap=design.BLOCK)
        box.addLayout(said_of_it, 1)
        box.addWidget(control)
        return group(box)

    def _set(self, name: str, value: str | int) -> None:
        now = self.desktop.settings
        if getattr(now, name) != value:
            self._changed = name
            self.desktop.change(msgspec.structs.replace(now, **{name: value}))

    def _percent(self, value: int) -> str:
        return self.words("settings-percent", amount=str(value))

    def _minutes(self, value: int) -> str:
        return self.words("settings-minutes", count=value)

    def _leave(self) -> QWidget:
        words = self.words
        go = button(
            words("settings-leave-open"),
            "outlined",
            lambda: self.desktop.go(Place("settings", page="leave")),
        )
        go.setObjectName("leave-nothing")
        return sheet(label(words("settings-leave-hint")), row(go, None), gap=14)


def _with_lines(lines: Iterable[QWidget]) -> list[QWidget]:
    parts: list[QWidget] = []
    for it in lines:
        parts += [line(), it] if parts else [it]
    return parts


def _section(name: str, inner: QWidget) -> QWidget:
    return group(column(label(name, "heading"), inner, gap=12))


def screen(desktop: Desktop, place: Place) -> Screen:
    """Return the settings, or the page that asks before nothing is left."""
    return LeaveScreen(desktop, place) if place.page == "leave" else SettingsScreen(desktop, place)
