"""Every error of the core is said in three languages, with the same facts."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import collector
from collector.errors import CollectorError
from collector.model.problems import WORDS
from collector.store.errors import NoSuch, VaultDamaged
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.ui.words import Words
from fluent_files import IN_CYRILLIC, LANGUAGES, texts

# What only the command line says, it says in English.
ENGLISH_ONLY = ("collector.cli", "collector.demo")
COMMAND = re.compile(r"\bcollector [a-z]")


def kinds(root: type[CollectorError] = CollectorError) -> Iterator[type[CollectorError]]:
    """Yield every kind of error the window can meet."""
    if not root.__module__.startswith(ENGLISH_ONLY) and root.__module__.startswith("collector."):
        yield root
    for kind in root.__subclasses__():
        yield from kinds(kind)


def core() -> dict[str, tuple[str, str]]:
    """Return the English words and hint of every code."""
    for module in pkgutil.walk_packages(collector.__path__, "collector."):
        if not module.name.startswith(ENGLISH_ONLY) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {kind.code: (kind.words, kind.hint) for kind in kinds() if kind is not BundleRefused}
    found |= {flaw.value: (flaw.words, BundleRefused.hint) for flaw in Flaw}
    found["bundle.refused"] = ("something is wrong with the bundle", BundleRefused.hint)
    return found


def facts(words: str) -> frozenset[str]:
    """Return the names of the facts in words of the core."""
    return frozenset(re.findall(r"\{(\w+)\}", words))


def name_of(code: str) -> str:
    return "error-" + code.replace(".", "-")


def test_no_error_is_missing_and_none_is_stale():
    wanted = {name_of(code) for code in core()}
    for language in LANGUAGES:
        said = {name for name in texts(language) if re.fullmatch("error-[^.]*", name)}
        assert said == wanted, language
        assert {f"{name}.hint" for name in wanted} <= texts(language).keys(), language


def test_every_error_names_the_facts_the_core_gives():
    for code, (words, hint) in core().items():
        for language in LANGUAGES:
            found = texts(language)
            assert found[name_of(code)].placeholders == facts(words), (language, code)
            assert found[f"{name_of(code)}.hint"].placeholders == facts(hint), (language, code)


class Error(CollectorError):
    """Any error of the core, by its code, words and hint."""

    def __init__(self, code: str, words: str, hint: str) -> None:
        for name, value in (("code", code), ("words", words), ("hint", hint)):
            object.__setattr__(self, name, value)
        super().__init__(**{name: f"<{name}>" for name in facts(words + hint)})


def test_english_says_what_the_core_says():
    for code, (words, hint) in core().items():
        error = Error(code, words, hint)
        said, what_to_do = Words("en").error(error)
        assert said == error.told()[0]
        assert what_to_do == error.told()[1] or COMMAND.search(hint), code


def test_the_window_sends_nobody_to_the_command_line():
    assert any(COMMAND.search(hint) for _words, hint in core().values())
    for language in LANGUAGES:
        for code, (words, hint) in core().items():
            told = " ".join(Words(language).error(Error(code, words, hint)))
            assert not COMMAND.search(told), (language, code)


def test_what_is_wrong_with_a_field_is_said_in_three_languages():
    for words in WORDS.values():
        name = "fact-" + re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")
        for language in LANGUAGES:
            assert name in texts(language)


def given_facts() -> set[str]:
    """Return what the core gives its errors as facts in words of its own."""
    core = Path(collector.__file__).parent
    found: set[str] = set()
    for room in ("store", "sync", "model", "crypto"):
        for path in (core / room).rglob("*.py"):
            found |= set(re.findall(r'\b(?:what|part|reason)="([^"]+)"', path.read_text("utf-8")))
    return {fact for fact in found if " " in fact or fact.isalpha()}


def test_what_the_core_gives_as_facts_is_said_in_three_languages():
    assert len(given_facts()) > 15
    for fact in given_facts():
        name = "fact-" + re.sub("[^a-z0-9]+", "-", fact.lower()).strip("-")
        for language in LANGUAGES:
            assert name in texts(language), fact


@pytest.mark.parametrize("language", IN_CYRILLIC)
@pytest.mark.parametrize(
    "part",
    [
        "a record",
        "a draft",
        "a media item",
        "the custody log",
        "its signing key",
        "media volume 3",
    ],
)
def test_what_the_core_names_in_english_is_named_in_the_language_of_the_window(language, part):
    said, hint = Words(language).error(VaultDamaged(part=part))
    assert not re.search("[A-Za-z]", said + hint)
    assert ("3" in said) == ("3" in part)


def test_what_is_not_there_is_named_as_the_language_bends_it():
    assert Words("ru").error(NoSuch(what="bundle"))[0].startswith("в хранилище нет пакета с")


def test_names_of_files_are_left_as_they_are():
    said, _hint = Words("be").error(VaultDamaged(part="vault.db"))
    assert said.endswith("vault.db")


def test_a_refused_bundle_is_told_by_its_flaw():
    said, hint = Words("ru").error(BundleRefused(Flaw.TAR_SYMLINK))
    assert said == "в архиве есть символическая ссылка"
    assert hint.startswith("из него ничего не взято")
