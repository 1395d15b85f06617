"""The window and the child that decodes pictures: it lives, keeps what is typed, and locks."""

from __future__ import annotations

import os
import signal

import pytest

from collector.model.testimony_input import TestimonyInput
from collector.session import GivenFile
from collector.ui import tasks
from collector.ui.decoding import decoder
from collector.ui.screens.account.taking import entry_of
from makers import OWN_SAMPLES
from ui.exhibits_host import show_exhibits
from ui.scripted_child import answering, child, confined

PHOTO = OWN_SAMPLES / "courtyard.jpg"
CANNOT = "It cannot be shown here. It is kept as it is."


@pytest.fixture
def at(shown):
    return shown("interviewer")


def begin(at):
    """Show an account with one photo."""

    def add(session):
        given = [GivenFile(PHOTO, entry_of(PHOTO.name))]
        return session.testimonies.add(TestimonyInput(about="Двор"), given)

    account = at.ask(add)
    page = show_exhibits(at, account)
    page._tiles.setCurrentIndex(page._tiles.tiles.index(0))
    at.pause(lambda: page._card is not None and page._card.is_complete)
    return account


def pids(at):
    """Return the process of the child, if there is one."""
    running = at.window.desktop.tasks.decoder._child
    return [] if running is None else [running.pid]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def use(at, monkeypatch, command):
    """Let this be started in place of the child."""
    monkeypatch.setattr(at.window.desktop.tasks, "decoder", decoder.Decoder(command))


@pytest.mark.parametrize(
    "command",
    [
        child("os.abort()"),
        answering("os.kill(os.getpid(), 9)"),
        answering("write(struct.pack('!BHH', 1, 60000, 60000) + bytes(70000))"),
        child("while True: write(b'nonsense')"),
    ],
    ids=["dies", "is killed", "lies", "says too much"],
)
def test_what_the_child_does_to_itself_is_one_sentence(at, monkeypatch, command):
    use(at, monkeypatch, command)
    account = begin(at)
    at.pause(lambda: at.sees(CANNOT))
    assert not at.find("picture").has_image
    assert at.ask(lambda session: session.testimonies.draft(account).exhibits)[0].here


def test_the_lock_ends_the_child_and_what_it_holds(at):
    begin(at)
    at.pause(lambda: at.find("picture").has_image)
    (pid,) = pids(at)
    assert is_alive(pid)
    at.window.lock()
    at.settle()
    assert not is_alive(pid)
    assert pids(at) == []


def test_the_lock_does_not_wait_for_a_child_that_hangs(at, monkeypatch):
    use(at, monkeypatch, child("time.sleep(600)"))
    at.window.desktop.tasks.decoder._seconds = 600
    begin_hanging(at)
    (pid,) = pids(at)
    at.window.lock()
    at.settle()
    assert not is_alive(pid)
    assert at.window.desktop.tasks.held is None


def begin_hanging(at):
    begun = at.window.desktop.tasks
    begun.start(at.window, lambda job: job.picture(PHOTO.read_bytes(), "image/jpeg", 100))
    at.pause(lambda: pids(at))


def test_what_is_typed_is_kept_while_a_picture_hangs(at, monkeypatch):
    use(at, monkeypatch, child("time.sleep(600)"))
    at.window.desktop.tasks.decoder._seconds = 600
    begin_hanging(at)
    kept = []
    form = TestimonyInput(about="Kept")
    at.window.desktop.tasks.start(
        at.window, lambda job: job.session.testimonies.add(form), kept.append, urgent=True
    )
    at.pause(lambda: kept)
    assert pids(at)
    at.window.desktop.tasks.stop_all()
    at.settle()


def test_an_idle_child_is_ended_and_the_next_picture_has_another(at, monkeypatch):
    monkeypatch.setattr(tasks, "_IDLE", 0.05)
    begin(at)
    at.pause(lambda: at.find("picture").has_image)
    at.pause(lambda: not pids(at))
    seen = []
    at.window.desktop.tasks.start(
        at.window, lambda job: job.picture(PHOTO.read_bytes(), "image/jpeg", 100), seen.append
    )
    at.pause(lambda: seen)
    assert seen[0].width() == 100


def test_pictures_of_which_one_kills_the_child_leave_the_others(at, monkeypatch):
    deadly = "real = child.decoded\ndef one(asked):\n"
    deadly += " os._exit(1) if asked.data.startswith(b'bad') else 0\n return real(asked)\n"
    use(at, monkeypatch, confined(deadly + "child.decoded = one"))
    seen = []
    for data in (PHOTO.read_bytes(), b"bad", PHOTO.read_bytes()):
        at.window.desktop.tasks.start(
            at.window, lambda job, data=data: job.picture(data, "image/jpeg", 100), seen.append
        )
    at.pause(lambda: len(seen) == 3)
    assert [it is not None for it in seen] == [True, False, True]


def test_a_killed_child_is_no_trouble_of_the_next_picture(at):
    begin(at)
    at.pause(lambda: at.find("picture").has_image)
    os.kill(pids(at)[0], signal.SIGKILL)
    seen = []
    at.window.desktop.tasks.start(
        at.window, lambda job: job.picture(PHOTO.read_bytes(), "image/jpeg", 100), seen.append
    )
    at.pause(lambda: seen)
    assert seen[0] is not None
