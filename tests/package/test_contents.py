"""What ``make package`` takes along: chosen here, built and tried by ``make package`` itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from packing.check import faults
from packing.contents import LEFT_OUT, PLUGINS, QT_MODULES, Entry, kept, own_files
from peers import ROOT

SOURCE = ROOT / "src"
WHEELS, SYSTEM = Path("/environment"), "/usr/lib/"
QT = "PySide6/Qt"
# Under the GPL alone (Debian's papers on Qt 6), or a way in or out that the program has no use for.
NEVER = re.compile(r"(?i)virtualkeyboard|networkauth|httpserver|compositor|tls|pdf|vnc|eglfs|gtk")

FOUND = [
    Entry("python3.11/lib-dynload/_ssl.so", f"{SYSTEM}python/_ssl.so", "EXTENSION"),
    Entry("libssl.so.3", f"{SYSTEM}libssl.so.3", "BINARY"),
    Entry("libpython3.11.so.1.0", f"{SYSTEM}libpython3.11.so.1.0", "BINARY"),
    Entry("PySide6/QtGui.abi3.so", "/environment/PySide6/QtGui.abi3.so", "EXTENSION"),
    Entry(f"{QT}/lib/libQt6Gui.so.6", f"/environment/{QT}/lib/libQt6Gui.so.6", "BINARY"),
    Entry("libQt6Gui.so.6", f"{QT}/lib/libQt6Gui.so.6", "SYMLINK"),
    Entry(f"{QT}/plugins/platforms/libqxcb.so", "/environment/libqxcb.so", "BINARY"),
    Entry(f"{QT}/plugins/platforms/libqvnc.so", "/environment/libqvnc.so", "BINARY"),
    Entry(f"{QT}/lib/libQt6Network.so.6", "/environment/libQt6Network.so.6", "BINARY"),
    Entry("libQt6Network.so.6", f"{QT}/lib/libQt6Network.so.6", "SYMLINK"),
    Entry("libxcb-cursor.so.0", f"{SYSTEM}libxcb-cursor.so.0", "BINARY"),
    Entry("libxcb.so.1", f"{SYSTEM}libxcb.so.1", "BINARY"),
    Entry("babel/locale-data/be.dat", "/environment/babel/locale-data/be.dat", "DATA"),
    Entry("babel/locale-data/root.dat", "/environment/babel/locale-data/root.dat", "DATA"),
    Entry("babel/locale-data/sv.dat", "/environment/babel/locale-data/sv.dat", "DATA"),
    Entry(f"{QT}/translations/qt_ru.qm", "/environment/qt_ru.qm", "DATA"),
]
LINKS = {
    f"{SYSTEM}python/_ssl.so": [f"{SYSTEM}libssl.so.3"],
    "/environment/PySide6/QtGui.abi3.so": [f"/environment/{QT}/lib/libQt6Gui.so.6"],
    "/environment/libqxcb.so": [f"{SYSTEM}libxcb-cursor.so.0", f"{SYSTEM}libxcb.so.1"],
    "/environment/libqvnc.so": ["/environment/libQt6Network.so.6"],
}


def stays() -> set[str]:
    return {it.to for it in kept(FOUND, WHEELS, ("be",), lambda path: LINKS.get(path, ()))}


def test_a_plugin_that_was_not_named_goes_with_what_only_it_links():
    gone = {it.to for it in FOUND} - stays()
    assert f"{QT}/plugins/platforms/libqvnc.so" in gone
    assert {f"{QT}/lib/libQt6Network.so.6", "libQt6Network.so.6"} <= gone


def test_what_python_links_comes_along_and_the_desktops_libraries_are_its_own():
    assert {"libssl.so.3", "libpython3.11.so.1.0", "libxcb-cursor.so.0"} <= stays()
    assert "libxcb.so.1" not in stays()


def test_what_is_imported_comes_along_with_what_it_links():
    assert {"PySide6/QtGui.abi3.so", f"{QT}/lib/libQt6Gui.so.6", "libQt6Gui.so.6"} <= stays()


def test_dates_and_numbers_come_in_our_languages_alone():
    data = {it for it in stays() if it.endswith((".dat", ".qm"))}
    assert data == {"babel/locale-data/be.dat", "babel/locale-data/root.dat"}


def test_no_plugin_is_under_the_gpl_alone_or_without_use():
    assert not [it for it in PLUGINS if NEVER.search(it)]


def test_the_window_imports_no_module_of_qt_that_is_not_packed():
    used = set()
    for path in (SOURCE / "collector").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("PySide6."):
                used.add(str(node.module).split(".")[1])
    assert used == set(QT_MODULES)
    assert not {f"PySide6.{it}" for it in QT_MODULES} & set(LEFT_OUT)


def test_every_file_that_can_be_read_at_run_time_is_packed():
    there = {path for path in (SOURCE / "collector").rglob("*") if path.is_file()}
    code = {it for it in there if it.suffix in {".py", ".pyc"} or it.name == "py.typed"}
    texts = {it for it in there if it.suffix == ".md"}  # for people who read the source
    packed = {Path(path): folder for path, folder in own_files(SOURCE)}
    assert set(packed) == there - code - texts
    assert all(str(path.parent.relative_to(SOURCE)) == to for path, to in packed.items())


@pytest.mark.parametrize(
    "name",
    [
        "_internal/PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
        "_internal/PySide6/Qt/lib/libQt6Charts.so.6",
        "_internal/libreadline.so.8",
        "_internal/sqlcipher3/_sqlite3.so",
    ],
)
def test_what_must_not_be_there_is_found(tmp_path, name):
    folder = tmp_path / "collector-verify"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(b"")
    assert [it for it in faults(folder) if it.startswith(name)]


def test_a_folder_that_grew_too_large_is_found(tmp_path):
    folder = tmp_path / "collector-verify"
    folder.mkdir()
    with (folder / "large").open("wb") as out:
        out.truncate(41_000_000)
    assert "41 MB are more than 40" in list(faults(folder))
