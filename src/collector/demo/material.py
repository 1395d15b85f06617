"""The sample material that ships with the program: three forms, and the files they name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Final

from collector.model.testimony_input import TestimonyInput, read_input
from collector.session import GivenFile

LANGUAGES: Final = ("be", "ru", "en")
HELD_BACK: Final = "calls.ogg"
WITH_IDENTITY: Final = "leaving.mp4"
SHOWN: Final = "courtyard.jpg"

_FOLDER: Final = files("collector") / "samples"


@dataclass(frozen=True)
class Account:
    """One form with its files."""

    form: TestimonyInput
    files: tuple[GivenFile, ...]


@contextmanager
def accounts() -> Iterator[dict[str, Account]]:
    """Yield the accounts by language; their files have paths as long as the block lasts."""
    with ExitStack() as stack:
        yield {language: _account(language, stack) for language in LANGUAGES}


def content(name: str) -> bytes:
    """Return the bytes of a sample file."""
    return (_FOLDER / name).read_bytes()


def sha256(name: str) -> str:
    """Return the SHA-256 of a sample file, hexadecimal."""
    return hashlib.sha256(content(name)).hexdigest()


def name_of(digest: str) -> str:
    """Return the name of the sample file with this SHA-256 (hexadecimal)."""
    return next(it.name for it in _FOLDER.iterdir() if sha256(it.name) == digest)


def _account(language: str, stack: ExitStack) -> Account:
    form = read_input(content(f"account-{language}.json"))
    given = tuple(
        GivenFile(stack.enter_context(as_file(_FOLDER / entry.file)), entry)
        for entry in form.exhibits
    )
    return Account(form, given)
