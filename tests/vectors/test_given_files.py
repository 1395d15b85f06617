"""Files a person names that are not what they should be, or change under the reader's hands."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from collector.crypto import fingerprint
from collector.errors import CollectorError
from collector.session import _examine
from collector.store import testimonies as store_testimonies
from collector.store.exhibits import GivenFile
from collector.store.media import source
from makers import PLATFORM, add, exhibit, given, make, reopen
from vectors.machines import powerless
from vectors.vaults import base, copy, dump

SIZE = 3 << 20


def a_folder(path: Path) -> None:
    path.mkdir()


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        place = Path.cwd()
        os.chdir(path.parent)  # the name of a socket must be short
        try:
            server.bind(path.name)
        finally:
            os.chdir(place)


def a_loop(path: Path) -> None:
    path.symlink_to(path)


def below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.touch()


NOT_FILES = {
    "nothing": (lambda path: None, "machine.vanished", 5),
    "folder": (a_folder, "media.not-a-file", 2),
    "pipe": (os.mkfifo, "media.not-a-file", 2),
    "socket": (a_socket, "media.not-a-file", 2),
    "device": (lambda path: path.symlink_to("/dev/zero"), "media.not-a-file", 2),
    "link-to-nothing": (lambda path: path.symlink_to("gone"), "machine.vanished", 5),
    "link-to-itself": (a_loop, "machine.fault", 5),
    "below-a-file": (
        lambda path: path.parent.rmdir() or path.parent.touch(),
        "machine.vanished",
        5,
    ),
    "unreadable": (lambda path: path.symlink_to("/proc/self/mem"), "machine.vanished", 5),
}


def doors(session, path: Path, compartment: str) -> list:
    """Return the ways by which a file is named to a vault."""
    form = given(exhibits=[exhibit(path.name, compartment=compartment)])
    file = GivenFile(path, form.exhibits[0])
    return [
        lambda: session.testimonies.add(form, [file]),
        lambda: session.testimonies.attach(base().draft, file),
    ]


def refused_by(call, code: str, exit_code: int) -> None:
    with pytest.raises(CollectorError) as refused:
        call()
    assert (refused.value.code, int(refused.value.exit)) == (code, exit_code)
    assert all(refused.value.told())


@pytest.mark.parametrize("compartment", ["exhibit", "identity"])
@pytest.mark.parametrize("kind", NOT_FILES)
def test_what_is_no_readable_file_is_not_taken_in(tmp_path, kind, compartment):
    lay, code, exit_code = NOT_FILES[kind]
    path = tmp_path / "given" / "photo.jpg"
    path.parent.mkdir()
    lay(path)
    with reopen(copy(tmp_path)) as session:
        before = dump(session)
        for door in doors(session, path, compartment):
            refused_by(door, code, exit_code)
            assert dump(session) == before
        assert session.check() == []


@pytest.mark.parametrize("kind", [name for name in NOT_FILES if name != "unreadable"])
def test_what_is_no_readable_file_is_not_imported(tmp_path, kind):
    lay, code, exit_code = NOT_FILES[kind]
    path = tmp_path / "given" / "bundle"
    path.parent.mkdir()
    lay(path)
    with reopen(copy(tmp_path, of=base().coordinator)) as session:
        before = dump(session)
        refused_by(lambda: session.intake.take(path), code, exit_code)
        assert dump(session) == before
        assert list(session.vault.quarantine.iterdir()) == []


def test_a_file_that_may_not_be_read(tmp_path):
    with powerless(copy(tmp_path)) as folder:
        path = folder / "photo.jpg"
        path.write_bytes(b"words")
        path.chmod(0)
        with reopen(folder / "vault") as session:
            before = dump(session)
            for door in doors(session, path, "exhibit"):
                refused_by(door, "machine.no-permission", 5)
            assert dump(session) == before


# --- while it is read -------------------------------------------------------------------------


def grows(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def shrinks(path: Path) -> None:
    os.truncate(path, SIZE // 2)


def is_emptied(path: Path) -> None:
    os.truncate(path, 0)


def is_rewritten(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[::-1])


CHANGES = [grows, shrinks, is_emptied, is_rewritten]


@pytest.mark.parametrize("moment", ["before-the-first-octet", "after-the-first-block"])
@pytest.mark.parametrize("compartment", ["exhibit", "identity"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_file_that_changes_while_it_is_read(tmp_path, monkeypatch, change, compartment, moment):
    path = tmp_path / "film.mp4"
    path.write_bytes(os.urandom(SIZE))
    threads = threading.active_count()

    def examine(stream, extension):
        found = _examine(stream, extension)
        if moment == "before-the-first-octet":
            change(path)
        return found

    read = source._read
    blocks = []

    def reading(stream, most):
        block = read(stream, most)
        blocks.append(block)
        if len(blocks) == 1 and moment == "after-the-first-block":
            change(path)
        return block

    monkeypatch.setattr(source, "_read", reading)
    with reopen(copy(tmp_path)) as session:
        before = dump(session)
        testimonies = store_testimonies.Testimonies(session.vault, session.custody, examine)
        form = given(exhibits=[exhibit(path.name, compartment=compartment)])
        refused_by(
            lambda: testimonies.add(form, [GivenFile(path, form.exhibits[0])]),
            "media.changed-while-read",
            5,
        )
        assert dump(session) == before
        assert session.check() == []
        assert threading.active_count() == threads
        monkeypatch.undo()
        add(session, path)  # now that nobody writes it any more
        assert session.check() == []


def test_a_file_whose_name_goes_while_it_is_read_is_taken_in_whole(tmp_path):
    """Its bytes are still there for whoever has it open; nothing is lost."""
    path = tmp_path / "film.mp4"
    path.write_bytes(data := os.urandom(SIZE))

    def examine(stream, extension):
        path.unlink()
        return _examine(stream, extension)

    with reopen(copy(tmp_path)) as session:
        testimonies = store_testimonies.Testimonies(session.vault, session.custody, examine)
        form = given(exhibits=[exhibit(path.name)])
        testimony = testimonies.add(form, [GivenFile(path, form.exhibits[0])])
        (held,) = session.media.of(testimony)[:1]
        assert b"".join(session.vault.media.read(bytes.fromhex(held.sha256))) == data


def test_the_second_of_two_files_vanishes_and_the_first_is_not_kept_either(tmp_path):
    """An addition is whole or not at all."""
    first, second = tmp_path / "first.jpg", tmp_path / "second.jpg"
    first.write_bytes(os.urandom(1000))
    second.write_bytes(os.urandom(1000))

    def examine(stream, extension):
        second.unlink(missing_ok=True)
        return _examine(stream, extension)

    with reopen(copy(tmp_path)) as session:
        before = dump(session)
        testimonies = store_testimonies.Testimonies(session.vault, session.custody, examine)
        form = given(exhibits=[exhibit(first.name), exhibit(second.name)])
        files = [
            GivenFile(path, entry)
            for path, entry in zip((first, second), form.exhibits, strict=True)
        ]
        refused_by(lambda: testimonies.add(form, files), "machine.vanished", 5)
        assert dump(session) == before
        assert session.check() == []


# --- a bundle while it is imported ------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda path: os.truncate(path, path.stat().st_size - 70_000), "age.payload-altered"),
        (lambda path: os.truncate(path, 0), "age.payload-truncated"),
        (grows, "age.payload-trailing"),
    ],
    ids=["shrinks", "is-emptied", "grows"],
)
def test_a_bundle_that_changes_while_it_is_imported(tmp_path, change, code):
    path = tmp_path / "bundle"
    path.write_bytes(base().bundle)
    done = []

    def progress(_: int) -> None:
        if not done:
            done.append(change(path))

    with reopen(copy(tmp_path, of=base().coordinator)) as session:
        before = dump(session)
        with pytest.raises(CollectorError) as refused:
            session.intake.take(path, progress=progress)
        assert refused.value.code.startswith("age.payload")
        assert int(refused.value.exit) == 1
        unchanged = {"quarantined", "intake", "event", "node", "volume"}
        assert {name for name, rows in dump(session).items() if rows != before[name]} <= unchanged
        assert session.check() == []
        path.write_bytes(base().bundle)
        assert session.intake.take(path).verdict == "imported"


def test_a_strangers_bundle_that_vanishes_before_it_can_be_kept(tmp_path):
    """It cannot wait in arrivals: that is said, and nothing claims that it does."""
    with make(tmp_path / "stranger") as stranger, reopen(base().coordinator) as platform:
        card = platform.trust.own_card()
        stranger.trust.trust_card(card.data, fingerprint.words(card.root))
        stranger.testimonies.seal(add(stranger))
        path = stranger.outbox.export(stranger.trust.platform(PLATFORM)).file
        path = path.rename(tmp_path / "bundle")
    with reopen(copy(tmp_path, of=base().coordinator)) as session:
        before = dump(session)
        refused_by(
            lambda: session.intake.take(path, progress=lambda _: path.unlink(missing_ok=True)),
            "machine.vanished",
            5,
        )
        assert dump(session) == before
        assert list(session.vault.quarantine.iterdir()) == []
        assert session.check() == []
