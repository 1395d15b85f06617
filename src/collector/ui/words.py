"""The window's words in one language, from the Fluent files in ``locales``.

A message is found by its name.  An error of the core is found by its code: ``vault.in-use`` is
``error-vault-in-use``, its hint the attribute ``hint`` of that message.  What a fact of an error
says in English, such as ``a media item``, is found as ``fact-a-media-item``.

In a vault of role ``self`` the window speaks to the person whose account it is: of two messages
``name`` and ``name-own`` the second is said there.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

from collector.errors import CollectorError

FALLBACK: Final = "en"
_NUMBERED: Final = re.compile(r"(.*\D) (\d+)")
_ENDINGS: Final = {"self": "-own"}
_UNITS: Final = ("byte", "kb", "mb", "gb", "tb")


class NoSuchWords(LookupError):
    """The program asks for words that no file has."""


class Words:
    """The words of one language: ``words("accounts-title")``."""

    def __init__(self, language: str, role: str = "") -> None:
        self.language = language
        self._ending = _ENDINGS.get(role, "")
        self._bundle = _bundle(language)
        self._fallback = _bundle(FALLBACK)
        self._locale = Locale.parse(language)

    def __call__(self, name: str, **facts: str | int) -> str:
        """Return a message with its facts filled in.  Raises ``NoSuchWords``."""
        if self._bundle.has_message(name + self._ending):
            name += self._ending
        bundle = self._bundle if self._bundle.has_message(name) else self._fallback
        if not bundle.has_message(name):
            raise NoSuchWords(name)
        return _formatted(bundle, bundle.get_message(name).value, facts)

    @property
    def own(self) -> bool:
        """Tell whether they are said to somebody who tells of themselves, where nothing is red."""
        return bool(self._ending)

    def of(self, role: str) -> Words:
        """Return the words of this language for whoever has a vault of that role."""
        return Words(self.language, role)

    def term(self, code: str, label: str) -> str:
        """Return the label of a vocabulary's term, or ``term-CODE-own`` where that is said."""
        name = f"term-{code.lower()}{self._ending}"
        return self(name) if self._bundle.has_message(name) else label

    def error(self, error: CollectorError) -> tuple[str, str]:
        """Return what happened and what to do."""
        name = "error-" + error.code.replace(".", "-")
        facts = {key: self._fact(value) for key, value in error.facts.items()}
        for bundle in (self._bundle, self._fallback):
            if bundle.has_message(name):
                message = bundle.get_message(name)
                hint = message.attributes.get("hint")
                said = _formatted(bundle, message.value, facts)
                return said, "" if hint is None else _formatted(bundle, hint, facts)
        return error.told()

    def _fact(self, value: str | int) -> str | int:
        """Return a fact of an error in this language where it is one of the core's own words."""
        if isinstance(value, int):
            return value
        numbered = _NUMBERED.fullmatch(value)
        text, number = numbered.groups() if numbered else (value, "")
        name = "fact-" + re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
        if not self._bundle.has_message(name):
            return value
        return f"{self(name)} {number}".strip()

    def number(self, value: int) -> str:
        """Return a whole number as it is written in this language."""
        return str(format_decimal(value, locale=self._locale))

    def size(self, octets: int) -> str:
        """Return a size in decimal units: ``1.4 GB``."""
        amount, unit = float(octets), 0
        while amount >= 999.5 and unit < len(_UNITS) - 1:
            amount, unit = amount / 1000, unit + 1
        shape = "0" if unit == 0 or amount >= 99.95 else "0.#"
        return self(f"size-{_UNITS[unit]}", amount=format_decimal(amount, shape, self._locale))

    def day(self, iso: str) -> str:
        """Return a day, ``YYYY-MM-DD``, in words."""
        return str(format_date(date.fromisoformat(iso), "long", locale=self._locale))

    def time(self, utc: str) -> str:
        """Return the local time of day of a UTC moment, with seconds."""
        return str(format_time(_local(utc), "HH:mm:ss", locale=self._locale))

    def clock(self, utc: str) -> str:
        """Return the local time of day of a UTC moment, as a clock on the wall shows it."""
        return str(format_time(_local(utc), "HH:mm", locale=self._locale))

    def date_and_time(self, utc: str) -> str:
        """Return a UTC moment in local time, for what is read on another day."""
        return str(format_datetime(_local(utc), "d MMMM y, HH:mm z", locale=self._locale))

    def moment(self, utc: str) -> str:
        """Return a UTC moment as people say it: today, yesterday, or a day; nothing for none."""
        if not utc:
            return ""
        local = _local(utc)
        today = datetime.now(UTC).astimezone().date()
        away = (today - local.date()).days
        clock = self.clock(utc)
        if away == 0:
            return self("moment-today", clock=clock)
        if away == 1:
            return self("moment-yesterday", clock=clock)
        if local.year == today.year:
            return str(format_skeleton("MMMMd", local, locale=self._locale))
        return self.day(local.date().isoformat())


def _local(utc: str) -> datetime:
    return datetime.fromisoformat(utc).astimezone()


def _formatted(bundle: FluentBundle, pattern: Any, facts: dict[str, Any]) -> str:  # noqa: ANN401 - untyped there
    text, problems = bundle.format_pattern(pattern, facts)
    if problems:
        raise problems[0]
    return str(text)


@cache
def _bundle(language: str) -> FluentBundle:
    # Without isolation: outside text has passed ``outside.line`` and holds nothing that steers.
    bundle = FluentBundle([language], use_isolating=False)
    folder = files("collector.ui").joinpath("locales", language)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
