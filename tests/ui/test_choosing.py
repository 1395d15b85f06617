"""Choosing files and folders: nothing is remembered, and locking closes the dialog."""

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QFileDialog

from collector.ui.parts.choosing import choose_file, choose_files, choose_folder, choose_new_file


def dialogs() -> list[QFileDialog]:
    return [it for it in QApplication.topLevelWidgets() if isinstance(it, QFileDialog)]


def test_a_chosen_folder_is_told(window, pause, tmp_path):
    told = []
    made = choose_folder(window, window.desktop.words, "Where?", told.append)
    made.setDirectory(str(tmp_path))
    made.selectFile(str(tmp_path))
    made.accept()
    assert told == [tmp_path]
    pause(lambda: not dialogs())


def test_chosen_files_are_told(window, pause, tmp_path):
    (tmp_path / "a.txt").write_text("a")
    told = []
    made = choose_files(window, window.desktop.words, "Which?", told.append)
    made.setDirectory(str(tmp_path))
    made.selectFile(str(tmp_path / "a.txt"))
    made.accept()
    assert told == [[tmp_path / "a.txt"]]
    one = choose_file(window, window.desktop.words, "Which?", told.append)
    one.selectFile(str(tmp_path / "a.txt"))
    one.accept()
    assert told[1] == tmp_path / "a.txt"
    pause(lambda: not dialogs())


def test_a_new_name_is_told_and_nothing_is_written(window, pause, tmp_path):
    told = []
    made = choose_new_file(window, window.desktop.words, "Where to?", told.append, "card.json")
    made.setDirectory(str(tmp_path))
    made.selectFile(str(tmp_path / "card.json"))
    made.accept()
    assert told == [tmp_path / "card.json"]
    assert not (tmp_path / "card.json").exists()
    pause(lambda: not dialogs())


def test_leaving_it_tells_nothing(window, pause):
    told = []
    choose_folder(window, window.desktop.words, "Where?", told.append).reject()
    assert told == []
    pause(lambda: not dialogs())


def test_it_begins_at_home_and_remembers_nothing(window, tmp_path):
    told = []
    first = choose_folder(window, window.desktop.words, "Where?", told.append)
    first.setDirectory(str(tmp_path))
    first.accept()
    second = choose_folder(window, window.desktop.words, "Where?", told.append)
    assert second.directory().absolutePath() == QDir.homePath()
    assert str(tmp_path) not in [
        *second.history(),
        *(u.toLocalFile() for u in second.sidebarUrls()),
    ]
    second.reject()


def test_locking_closes_it(shown, pause):
    at = shown()
    told = []
    choose_folder(at.window, at.window.desktop.words, "Where?", told.append)
    assert dialogs()
    at.window.lock()
    pause(lambda: not dialogs())
    assert told == []
