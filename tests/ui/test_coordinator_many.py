"""Arrivals by the hundred: told in few lines, found again, let in a person at a time."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from collector.settings import Settings
from collector.ui.screens.coordinator import arrivals
from collector.ui.screens.coordinator.arrivals_list import BundleList
from collector.ui.screens.coordinator.arrivals_work import Entry
from collector.ui.words import Words
from coordinating import Sender, at_arrivals, drop, vouch
from lying_in_parts import in_parts
from makers import OWN_SAMPLES, add
from ui.looking import outside_the_window


@pytest.fixture
def face(shown):
    return at_arrivals(shown)


@pytest.fixture
def senders(face, tmp_path):
    """Make somebody in the field; all are closed in the end."""
    made: list[Sender] = []

    def make() -> Sender:
        card = face.ask(lambda session: session.trust.own_card())
        made.append(Sender(tmp_path / f"sender-{len(made)}", card))
        return made[-1]

    yield make
    for it in made:
        it.session.close()


@pytest.fixture
def stick(tmp_path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def put(path: Path, folder: Path, *names: str) -> None:
    for name in names or (path.name,):
        shutil.copyfile(path, folder / name)


def many(face, stick: Path, sender: Sender) -> None:
    """Put thirty files on a stick: one bundle again and again, first a torn one, and others."""
    path = sender.send()
    put(path, stick, *(f"{number:02}.age" for number in range(20)))
    (stick / "00-torn.age").write_bytes(path.read_bytes()[:-100])
    for number in range(9):
        put(OWN_SAMPLES / "README.md", stick, f"{number}.txt")


def bring_all(face, folder: Path) -> None:
    drop(face, folder)
    face.pause(lambda: not face.window.screen_shown.busy)
    face.settle()
    face.settle()


def test_a_folder_is_brought_in_and_told_in_few_lines(face, senders, stick):
    sender = senders()
    vouch(face, sender)
    many(face, stick, sender)
    (stick / ".hidden").write_bytes(b"x")
    (stick / "inner").mkdir()
    bring_all(face, stick)
    assert face.sees("30 files")
    for said in ("In: 1", "Here already: 19", "Kept apart: 1", "Not brought in: 9", "Accounts: 1"):
        assert face.sees(said)
    assert face.sees("00-torn.age")
    assert face.sees("0.txt, 1.txt, 2.txt")
    told = [it for it in face.find("outcomes").findChildren(QLabel) if it.isVisible()]
    assert len(told) < 12
    assert face.find("outcomes").height() < face.window.height() // 2
    assert not outside_the_window(face.window)


def test_what_came_is_read_anew_less_and_less_often(face, senders, stick, monkeypatch):
    sender = senders()
    vouch(face, sender)
    many(face, stick, sender)
    looks: list[int] = []
    read = arrivals.read_arrivals

    def counted(job):
        looks.append(1)
        return read(job)

    monkeypatch.setattr(arrivals, "read_arrivals", counted)
    bring_all(face, stick)
    assert face.sees("30 files")
    assert len(looks) < 20


def test_a_small_bundle_does_not_keep_the_window_busy_with_how_far_it_is(
    face, senders, stick, monkeypatch
):
    sender = senders()
    vouch(face, sender)
    put(sender.send(), stick, "1.age")
    told: list[str] = []
    tell = face.window.desktop.tasks.tell

    def counted(order, kind, value):
        told.append(kind)
        tell(order, kind, value)

    monkeypatch.setattr(face.window.desktop.tasks, "tell", counted)
    bring_all(face, stick)
    assert face.sees("1.age is in")
    assert told.count("progress") < 10


def test_of_files_that_were_not_begun_the_number_is_told(face, senders, stick):
    sender = senders()
    vouch(face, sender)
    many(face, stick, sender)
    face.window.screen_shown.bring_in(sorted(stick.iterdir()))
    face.window.screen_shown._bringing.stop()
    for _ in range(3):
        face.settle()
    assert face.sees("Stopped")
    assert face.sees("Files that were not begun: 30")


def test_what_is_left_when_somebody_stops_is_counted(face, senders, stick, monkeypatch):
    sender = senders()
    vouch(face, sender)
    many(face, stick, sender)
    bringing = face.window.screen_shown._bringing
    said: list[bool] = []

    def stop(_first):
        said.append(face.sees("Leaving this page, or locking, stops it."))
        face.find("stop-bringing").click()

    monkeypatch.setattr(bringing, "_changed", stop)
    face.window.screen_shown.bring_in([stick])
    face.pause(lambda: not bringing.busy)
    face.settle()
    assert said == [True]
    assert not face.sees("Leaving this page")
    assert face.sees("0.txt was not brought in")
    assert face.sees("Files that were not begun: 29")
    assert face.ask(lambda session: session.intake.imported()) == []


def test_parts_are_one_bundle_whichever_way_they_come(face, senders, stick):
    sender = senders()
    vouch(face, sender)
    parts = in_parts(sender.send(), stick)
    bring_all(face, stick)
    assert face.sees(f"{parts[0].stem} is in")
    assert not face.sees("is here already")
    drop(face, *parts)
    assert face.sees(f"{parts[0].stem} is here already")
    assert face.find("bundles").model().rowCount() == 1


def test_a_bundle_that_came_after_the_next_one_is_not_missed(face, senders, stick):
    sender = senders()
    vouch(face, sender)
    first, second = sender.send(), sender.send()
    put(second, stick, "1.age")
    drop(face, stick)
    assert face.sees("Bundles of which the one before has not come: 1")
    put(first, stick, "2.age")
    face.ask(lambda session: session.intake.imported())
    third = sender.send()
    put(third, stick, "0.age")
    bring_all(face, stick)
    assert len(face.ask(lambda session: session.intake.imported())) == 3
    assert not face.sees("Bundles of which the one before has not come")


def test_a_bundle_that_came_first_and_is_missed_is_told_of_after_many_others(face, senders, stick):
    sender = senders()
    vouch(face, sender)
    sender.send()
    put(sender.send(), stick, "0.age")
    for number in range(1, 20):
        put(OWN_SAMPLES / "README.md", stick, f"{number:02}.txt")
    bring_all(face, stick)
    assert face.sees("20 files")
    assert face.sees("Bundles of which the one before has not come: 1")


def test_the_words_of_one_person_let_in_all_that_person_sent_and_nothing_else(face, senders, stick):
    one, other = senders(), senders()
    put(one.send(), stick, "1.age")
    one.session.testimonies.seal(add(one.session))
    put(one.send(), stick, "2.age")
    put(other.send(), stick, "3.age")
    bring_all(face, stick)
    waiting = face.ask(lambda session: session.intake.waiting())
    assert len(waiting) == 3
    own = other.session.trust.own_signer
    (marked,) = [it.file for it in waiting if it.signer == own]
    face.go("arrivals", marked)
    face.settle()
    face.window.screen_shown._search.setText("new signer")
    face.settle()
    QTest.keyClicks(face.find("twelve-words"), one.words)
    face.press("let-in")
    face.pause(lambda: face.sees("2 bundles are in, and their signer is known from now on"))
    face.settle()
    face.settle()
    assert face.sees("still waits")
    assert face.window.screen_shown.place().id == marked
    (left,) = face.ask(lambda session: session.intake.waiting())
    assert left.file == marked
    signers = face.ask(lambda session: session.trust.signers())
    assert [it.public for it in signers] == [one.session.trust.own_signer]


def test_who_looks_at_another_bundle_meanwhile_hears_all_the_same(face, senders, stick):
    one, other = senders(), senders()
    put(one.send(), stick, "1.age")
    put(other.send(), stick, "2.age")
    bring_all(face, stick)
    waiting = face.ask(lambda session: session.intake.waiting())
    keys = {it.signer: it.file for it in waiting}
    mine, others = (keys[it.session.trust.own_signer] for it in (one, other))
    bundles = face.find("bundles")

    def mark(key: str) -> None:
        lines = bundles.model()
        (line,) = [n for n, it in enumerate(lines.entries) if it.key == key]
        bundles.setCurrentIndex(lines.index(line))

    mark(mine)
    face.settle()
    QTest.keyClicks(face.find("twelve-words"), "abandon " * 12)
    face.find("let-in").click()
    mark(others)
    face.pause(lambda: face.sees("Nothing was trusted"))
    mark(mine)
    face.settle()
    QTest.keyClicks(face.find("twelve-words"), one.words)
    face.find("let-in").click()
    mark(others)
    face.pause(lambda: face.sees("The bundle is in, and its signer is known from now on"))


def test_words_that_are_half_typed_stay_while_more_comes(face, senders, stick):
    known, stranger = senders(), senders()
    vouch(face, known)
    put(stranger.send(), stick, "1.age")
    bring_all(face, stick)
    field, marked = face.find("twelve-words"), face.window.screen_shown.place().id
    QTest.keyClicks(field, "half of th")
    put(known.send(), stick, "2.age")
    bring_all(face, stick)
    assert face.sees("2.age is in")
    assert face.window.screen_shown.place().id == marked
    assert face.find("twelve-words") is field
    assert field.text() == "half of th"


def test_a_stranger_who_sent_more_is_said_to_have(face, senders, stick):
    sender = senders()
    put(sender.send(), stick, "1.age")
    sender.session.testimonies.seal(add(sender.session))
    put(sender.send(), stick, "2.age")
    bring_all(face, stick)
    assert face.sees("One more bundle waits that is signed with the same key")


def test_bundles_are_found_by_how_they_stand_and_by_who_signed_them(face, senders, stick):
    known, stranger = senders(), senders()
    vouch(face, known)
    for number in range(5):
        known.session.testimonies.seal(add(known.session))
        put(known.send(), stick, f"k{number}.age")
    for number in range(5):
        stranger.session.testimonies.seal(add(stranger.session))
        put(stranger.send(), stick, f"s{number}.age")
    bring_all(face, stick)
    lines = face.find("bundles").model()
    assert lines.rowCount() == 10

    def search(text: str, found: int) -> None:
        face.find("search").setText(text)
        face.pause(lambda: lines.rowCount() == found)

    search("new signer", 5)
    assert {it.kind for it in lines.entries} == {"waiting"}
    search("", 10)
    search(known.words, 5)
    assert {it.kind for it in lines.entries} == {"imported"}
    digest = lines.entries[2].sha256.hex()
    search(digest, 1)
    assert [it.sha256.hex() for it in lines.entries] == [digest]
    search("nothing like it", 0)
    assert face.sees("Nothing that came in fits this")
    assert face.window.screen_shown.place().page == "nothing like it"
    search("", 10)


def test_the_marked_line_is_seen_and_stays_where_it_is_while_more_comes(qtbot, qapp):
    def entries(number: int) -> tuple[Entry, ...]:
        made = (it.to_bytes(32, "big") for it in reversed(range(number)))
        return tuple(Entry("imported", it.hex(), it, "2026-01-02T03:04:05Z") for it in made)

    def top(view) -> int:
        return view.visualRect(view.currentIndex()).top()

    chosen: list[str] = []
    view = BundleList(Words("en"), Settings(), lambda entry: chosen.append(entry.key))
    qtbot.addWidget(view)
    view.resize(350, 360)
    view.show()
    old = entries(1)[0].key
    view.show_entries(entries(200), old)
    qtbot.waitUntil(lambda: 0 < top(view) < view.viewport().height())
    assert chosen[-1] == old
    view.setCurrentIndex(view.model().index(100))
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 50)
    stood, marked = top(view), chosen[-1]
    view.show_entries(entries(240), marked)
    qtbot.waitUntil(lambda: not view.visualRect(view.model().index(239)).isEmpty())
    assert (view.currentIndex().row(), top(view)) == (140, stood)
    view.show_entries(entries(240), "something that is not among them")
    assert chosen[-1] == marked


@pytest.mark.parametrize("late", [False, True], ids=["at-once", "when-all-files-are-known"])
def test_stopping_leaves_nothing(face, senders, late):
    sender = senders()
    vouch(face, sender)
    path = sender.send()
    face.window.screen_shown.bring_in([path, path])
    if late:
        looked_through = threading.Event()
        face.window.desktop.tasks.start(face.window, lambda _job: looked_through.set())
        assert looked_through.wait(20)
    face.window.screen_shown._bringing.stop()
    for _ in range(3):
        face.settle()
    assert face.sees("Stopped")
    assert face.ask(lambda session: session.intake.imported()) == []
    assert face.ask(lambda session: session.intake.refused()) == []
