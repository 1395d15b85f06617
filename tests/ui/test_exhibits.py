"""Adding exhibits to a draft, and looking at them: nothing is lost, nothing is half taken in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from collector.model.testimony_input import TestimonyInput
from makers import OWN_SAMPLES
from ui.exhibits_host import show_exhibits

PHOTO, FILM, SOUND = (OWN_SAMPLES / name for name in ("courtyard.jpg", "leaving.mp4", "calls.ogg"))
CHUNK = 1024 * 1024


@pytest.fixture
def at(shown):
    return shown("interviewer")


@pytest.fixture
def account(at):
    return at.ask(lambda session: session.testimonies.add(TestimonyInput(about="Двор")))


@pytest.fixture
def page(at, account):
    return show_exhibits(at, account)


def held(at, account):
    return at.ask(lambda session: session.testimonies.draft(account).exhibits)


def drop(page, data: QMimeData) -> None:
    area = page.findChild(type(page._drop), "exhibits-drop")
    middle = QPointF(area.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    area.dropEvent(QDropEvent(middle, Qt.DropAction.CopyAction, data, buttons, keys))


def drop_files(page, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop(page, data)


def take_all(at, page, count) -> None:
    at.pause(lambda: page._tiles.tiles.rowCount() == count)
    at.settle()


def test_files_that_are_dropped_are_taken_in_one_after_the_other(at, account, page):
    drop_files(page, PHOTO, SOUND, FILM)
    take_all(at, page, 3)
    found = held(at, account)
    assert [it.name for it in found] == ["courtyard.jpg", "calls.ogg", "leaving.mp4"]
    assert [it.entry.kind for it in found] == ["V-MEDK-03", "V-MEDK-01", "V-MEDK-02"]
    assert all(it.here for it in found)
    assert not page._taking.progress.isVisible()


def test_until_somebody_looked_everything_counts_as_shown(at, account, page):
    drop_files(page, PHOTO, SOUND)
    take_all(at, page, 2)
    photo, sound = (it.entry for it in held(at, account))
    assert photo.depicts.face and photo.depicts.document and not photo.depicts.voice
    assert sound.depicts.voice and not sound.depicts.face
    assert photo.others_shown == "unknown"


def test_files_are_chosen_in_a_dialog(at, account, page, window):
    at.press("exhibits-choose")
    dialog = window.findChild(QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(PHOTO))
    dialog.accept()
    take_all(at, page, 1)
    assert held(at, account)[0].name == "courtyard.jpg"


def test_only_files_of_this_computer_are_taken(at, account, page):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/picture.jpg")])
    drop(page, data)
    at.settle()
    assert at.sees("Only files of this computer")
    text = QMimeData()
    text.setText("words")
    drop(page, text)
    at.settle()
    assert held(at, account) == ()


def test_a_folder_is_refused_kindly_and_what_came_with_it_is_taken(at, account, page, tmp_path):
    drop_files(page, tmp_path, PHOTO)
    take_all(at, page, 1)
    assert at.sees(f"“{tmp_path.name}” is a folder")
    assert [it.name for it in held(at, account)] == ["courtyard.jpg"]


def test_a_file_that_is_gone_is_told_by_its_name(at, account, page, tmp_path):
    drop_files(page, tmp_path / "gone.jpg")
    at.pause(lambda: at.sees("Not taken in: gone.jpg"))
    assert at.sees("there is no file of this name".capitalize())
    assert held(at, account) == ()


def test_a_picture_that_was_copied_is_taken_in_as_made_here(at, account, page):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    at.window.activateWindow()
    button = at.find("exhibits-choose")
    button.setFocus()
    at.pause(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    take_all(at, page, 1)
    (found,) = held(at, account)
    assert found.entry.acquired == "V-ACQ-01"
    assert found.file.mime == "image/png"
    data = at.ask(lambda session: session.media.content(found.sha256, CHUNK))
    assert QImage.fromData(data, "PNG").pixelColor(5, 5) == QColor("teal")


def test_text_is_not_pasted(at, account, page):
    QGuiApplication.clipboard().setText("words of somebody")
    at.press("exhibits-paste")
    assert at.sees("Only pictures can be pasted")
    assert held(at, account) == ()


def test_what_is_typed_is_kept_while_a_large_file_is_taken_in(at, account, page, tmp_path):
    large = tmp_path / "film.mp4"
    with large.open("wb") as out:
        out.write(b"\0\0\0\x18ftypisom" + bytes(12))
        for number in range(200):
            out.write(number.to_bytes(4, "big") * (CHUNK // 4))
    order: list[str] = []
    seen: list[int] = []
    at_once = page._taking.progress.at

    def progress(done, total):
        at_once(done, total)
        if not seen:
            at.window.screen_shown.keep(
                lambda job: job.session.testimonies.keep(account, TestimonyInput(about="Kept")),
                lambda _at: order.append("kept"),
            )
        seen.append(done)

    page._taking.progress.at = progress
    page._taking._taken = lambda _media: order.append("taken")
    drop_files(page, large)
    at.pause(lambda: len(order) == 2)
    assert order == ["kept", "taken"]
    assert at.ask(lambda session: session.testimonies.draft(account).form.about) == "Kept"
    assert held(at, account)[0].size == large.stat().st_size
    assert seen == sorted(seen)


def test_stopping_leaves_nothing_and_what_was_typed_stays(at, account, page, tmp_path):
    large = tmp_path / "film.mp4"
    large.write_bytes(bytes(96 * CHUNK))
    stop = page._taking.stop
    page._taking.progress.at = lambda _done, _total: stop()
    before = at.ask(lambda session: session.check())
    drop_files(page, large, PHOTO)
    at.pause(lambda: page._taking._running is None)
    at.settle()
    assert held(at, account) == ()
    assert at.ask(lambda session: session.check()) == before
    assert not page._taking.progress.isVisible()


def test_leaving_the_page_takes_in_what_still_waits(at, account, page):
    drop_files(page, PHOTO, SOUND, FILM)
    at.go("accounts")
    at.pause(lambda: len(held(at, account)) == 3)


def test_a_wrong_exhibit_is_removed_after_one_question(at, account, page):
    drop_files(page, PHOTO)
    take_all(at, page, 1)
    at.pause(lambda: page._card.is_complete)
    at.press("exhibit-remove")
    at.press("exhibit-remove-yes-keep")
    assert len(held(at, account)) == 1
    at.press("exhibit-remove")
    at.press("exhibit-remove-yes")
    take_all(at, page, 0)
    assert held(at, account) == ()
    assert not at.sees("courtyard.jpg")


def test_of_four_hundred_exhibits_only_those_that_are_seen_are_read(at, account, page):
    drop_files(page, PHOTO)
    take_all(at, page, 1)
    tiles = page._tiles
    one = tiles.tiles.exhibits[0]
    many = [replace(one, media=f"{it:032x}", sha256=f"{it:064x}") for it in range(400)]
    tiles.show_all([one, *many])
    at.pause(lambda: tiles.thumbnails._made and not tiles.thumbnails._busy)
    assert 0 < len(tiles.thumbnails._made) < 60
    assert tiles.indexAt(QPoint(20, 20)).row() == 0
    tiles.scrollToBottom()
    at.pause(lambda: many[-1].sha256 in tiles.thumbnails._made)
    assert tiles.thumbnails.is_flawed(many[-1])
    assert not tiles.thumbnails.is_flawed(one)
