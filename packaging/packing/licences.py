"""The licences of everything that goes into the folder, found where each was installed from."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path
from typing import Final

from packing.contents import Entry

FOLDER: Final = "licences"
ROOT: Final = Path(__file__).resolve().parents[2]
_NOTICES: Final = Path(__file__).parent / "notices"
COMMON: Final = Path("/usr/share/common-licenses")
_APACHE: Final = ROOT / "LICENSE"
_LGPL: Final = {
    "LGPL-3": COMMON / "LGPL-3",
    "GPL-3": COMMON / "GPL-3",
    "Qt.txt": _NOTICES / "Qt.txt",
}
_NOT_IN_THE_WHEEL: Final[dict[str, dict[str, Path]]] = {
    "fluent.runtime": {"LICENSE": _APACHE},
    "fluent.syntax": {"LICENSE": _APACHE},
    "pyside6_essentials": _LGPL,
    "shiboken6": _LGPL,
    "sqlcipher3": {"SQLCipher.txt": _NOTICES / "SQLCipher.txt", "OpenSSL.txt": _APACHE},
}
"""Texts that a wheel should hold and does not.  Apache-2.0 is one text for all."""
_IS_LICENCE: Final = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


class NoLicence(LookupError):
    """Something would go out without its licence."""


def licences(modules: set[str], files: Iterable[Entry], environment: Path) -> list[Entry]:
    """Return the texts for Python, PyInstaller, the packages with ``modules``, and the libraries.

    Raises ``NoLicence``.
    """
    found = {*_of_python(), *_of_distribution(distribution("pyinstaller"))}
    for it in _used(modules, files, environment):
        found.update(_of_distribution(it))
    for it in files:
        if it.kind == "BINARY" and not _is_pythons(it.source, environment):
            found.add(_of_system(Path(it.source).resolve()))
        if it.to.endswith("/OFL.txt"):
            found.add(Entry(f"{FOLDER}/NotoSans/OFL.txt", it.source, "DATA"))
    return sorted(found)


def _used(modules: set[str], files: Iterable[Entry], environment: Path) -> list[Distribution]:
    names = packages_distributions()
    tops = modules | {
        Path(it.source).relative_to(environment).parts[0].partition(".")[0]
        for it in files
        if Path(it.source).is_relative_to(environment)
    }
    return [distribution(name) for name in {name for top in tops for name in names.get(top, ())}]


def texts(it: Distribution) -> dict[str, Path]:
    """Return the licence texts of an installed package by name.  Raises ``NoLicence``."""
    found = {
        path.name: Path(str(it.locate_file(path)))
        for path in it.files or ()
        if ".dist-info" in path.parts[0] and _IS_LICENCE.match(path.name)
    } | _NOT_IN_THE_WHEEL.get(it.name.lower().replace("-", "_"), {})
    if not found or not all(path.is_file() for path in found.values()):
        raise NoLicence(it.name)
    return found


def _of_distribution(it: Distribution) -> Iterator[Entry]:
    for name, path in texts(it).items():
        yield Entry(f"{FOLDER}/{it.name}/{name}", str(path), "DATA")


def _of_python() -> Iterator[Entry]:
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if not text.is_file():
        raise NoLicence("Python")
    yield Entry(f"{FOLDER}/Python/{text.name}", str(text), "DATA")


def _is_pythons(source: str, environment: Path) -> bool:
    path = Path(source)
    return path.is_relative_to(environment) or path.name.startswith("libpython")


def _of_system(path: Path) -> Entry:
    """Ask Debian's package manager, which may know the file by its name before ``/usr``."""
    for name in (path, Path("/", *path.parts[2:])):
        asked = subprocess.run(
            ["dpkg-query", "--search", str(name)], capture_output=True, text=True, check=False
        )
        if asked.returncode == 0:
            package = asked.stdout.partition(":")[0]
            text = Path("/usr/share/doc", package, "copyright").resolve()
            if text.is_file():
                return Entry(f"{FOLDER}/{package}/copyright", str(text), "DATA")
    raise NoLicence(path.name)
