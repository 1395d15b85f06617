"""What of all that PyInstaller finds is taken along.

PyInstaller finds what is imported and linked; nothing of that is listed here.  It takes in every
plugin of Qt, though, and every library that any of them links, so the plugins we use are named, and
a library stays where something that stays links it.

The libraries of the desktop (X11, GL, D-Bus, glib, fonts) are the system's: they must fit to its
drivers and services.  What Python itself links comes along, and so do six small libraries of XCB
that Qt needs and that many desktops do not have.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

QT_MODULES: Final = ("QtCore", "QtGui", "QtWidgets")
PLUGINS: Final = frozenset(
    {
        "iconengines/libqsvgicon.so",
        "imageformats/libqgif.so",
        "imageformats/libqjpeg.so",
        "imageformats/libqsvg.so",
        "imageformats/libqwebp.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platforms/libqoffscreen.so",
        "platforms/libqwayland.so",
        "platforms/libqxcb.so",
        "wayland-decoration-client/libbradient.so",
        "wayland-shell-integration/libxdg-shell.so",
    }
)
NOT_ON_EVERY_DESKTOP: Final = ("cursor", "icccm", "image", "keysyms", "render-util", "util")
LEFT_OUT: Final = (
    "PySide6.QtDBus",  # named by the type hints of QtGui
    "PySide6.QtNetwork",
    "doctest",
    "pdb",
    "pydoc",
    "pygments",  # colours for source code
    "readline",  # GPL; for consoles of Python
    "setuptools",
    "unittest",
)
"""Modules that are named somewhere and never used."""

_PLUGIN: Final = re.compile(r"PySide6/Qt/plugins/(.+)")
_BABEL: Final = re.compile(r"babel/locale-data/(\w+)\.dat")
_XCB: Final = re.compile(r"libxcb-(.+)\.so\.\d+")
_LIBRARIES: Final = frozenset({"BINARY", "EXTENSION"})
_OURS: Final = frozenset({".ftl", ".jpg", ".json", ".mp4", ".ogg", ".sql", ".svg", ".ttf", ".txt"})


class Entry(NamedTuple):
    """A line of PyInstaller's lists: where to, where from, and its kind, such as ``BINARY``."""

    to: str
    source: str
    kind: str


Linked = Callable[[str], Iterable[str]]
"""The libraries that a library links, by path."""


def own_files(source: Path) -> list[tuple[str, str]]:
    """Return what our package reads at run time, as PyInstaller wants it: file and folder."""
    return [
        (str(path), str(path.parent.relative_to(source)))
        for path in sorted((source / "collector").rglob("*"))
        if path.suffix in _OURS
    ]


def kept(
    found: Iterable[Entry], environment: Path, languages: Collection[str], linked: Linked
) -> list[Entry]:
    """Return what stays of the libraries and data that were found.

    ``environment`` is the folder of the installed packages, and like what ``linked`` returns a path
    without links; ``languages`` are those of dates and
    numbers.
    """
    entries = [_resolved(Entry._make(it)) for it in found]
    data = [it for it in entries if it.kind == "DATA" and _is_used(it.to, {*languages, "root"})]
    found_libraries = [it for it in entries if it.kind in _LIBRARIES]
    libraries = _kept_libraries(found_libraries, environment, linked)
    names = {it.to for it in (*data, *libraries)}
    links = [it for it in entries if it.kind == "SYMLINK" and _target(it) in names]
    return sorted({*data, *libraries, *links})


def _resolved(entry: Entry) -> Entry:
    """Name the file itself: one library is reached by several names."""
    if entry.kind not in _LIBRARIES:
        return entry
    return entry._replace(source=os.path.realpath(entry.source))


def _kept_libraries(found: list[Entry], environment: Path, linked: Linked) -> list[Entry]:
    roots = [it for it in found if _is_root(it)]
    pythons = {path for it in roots if not _is_qt(it) for path in _closure(it.source, linked)}
    every = {path for it in roots for path in _closure(it.source, linked)}
    return [
        it
        for it in found
        if it.source in pythons
        or (it.source in every and (Path(it.source).is_relative_to(environment) or _is_rare(it.to)))
    ]


def _is_used(to: str, languages: Collection[str]) -> bool:
    if to.startswith("PySide6/Qt/translations/"):
        return False
    babel = _BABEL.fullmatch(to)
    return babel is None or babel[1] in languages


def _is_root(entry: Entry) -> bool:
    """Tell whether it is there for its own sake, and not because something links it."""
    plugin = _PLUGIN.fullmatch(entry.to)
    if plugin is not None:
        return plugin[1] in PLUGINS
    return entry.kind == "EXTENSION" or Path(entry.to).name.startswith("libpython")


def _is_qt(entry: Entry) -> bool:
    return entry.to.startswith(("PySide6/", "shiboken6/"))


def _is_rare(name: str) -> bool:
    xcb = _XCB.fullmatch(name)
    return xcb is not None and xcb[1] in NOT_ON_EVERY_DESKTOP


def _closure(source: str, linked: Linked) -> Iterator[str]:
    seen, waiting = {source}, [source]
    while waiting:
        yield (path := waiting.pop())
        new = set(linked(path)) - seen
        seen |= new
        waiting += sorted(new)


def _target(link: Entry) -> str:
    """Return where a link points to, from the top of the folder."""
    return str(Path(link.to).parent / link.source)
