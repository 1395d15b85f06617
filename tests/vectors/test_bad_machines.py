"""Vaults on machines that stand in the way: exit code 5, own words, the disk as before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from collector.crypto import fingerprint
from collector.crypto.ed25519 import SigningKey
from collector.errors import CollectorError
from collector.store import imports
from collector.store.exhibits import GivenFile
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, given, make, reopen
from vectors.machines import disk, fill, held_open, killed_after, powerless, read_only
from vectors.vaults import base, copy, dump, state, take_back

NOTICE = OWN_SAMPLES / "notice.jpg"


def refusal(call) -> tuple[str, int]:
    with pytest.raises(CollectorError) as refused:
        call()
    assert all(refused.value.told())
    return refused.value.code, int(refused.value.exit)


# --- in use elsewhere ----------------------------------------------------------------------------


def test_a_vault_that_another_program_has_open(tmp_path):
    vault = copy(tmp_path)
    with held_open(vault, "add(session)") as other:
        before = state(vault)
        assert refusal(lambda: reopen(vault)) == ("vault.in-use", 5)
        assert refusal(lambda: make(vault)) == ("vault.exists", 2)
        assert state(vault) == before
        assert other.poll() is None
    with reopen(vault) as session:  # the other one was killed: no lock stays behind
        assert len(session.testimonies.every()) == 3
        assert session.check() == []


def test_a_vault_that_this_program_has_open(tmp_path):
    vault = copy(tmp_path)
    with reopen(vault) as session:
        add(session)
        assert refusal(lambda: reopen(vault)) == ("vault.in-use", 5)
        assert refusal(lambda: reopen(vault.parent / "." / vault.name)) == ("vault.in-use", 5)
        add(session)
        # Looking at it a second time has not let go of the lock either.
        with pytest.raises(AssertionError), held_open(vault):
            pass
        assert session.check() == []
    reopen(vault).close()


# --- a log that was cut, exchanged, left behind ---------------------------------------------------

THREE = "for n in range(3): print(add(session), flush=True)"
CUTS = {
    "whole": lambda data: data,
    "removed": lambda data: b"",
    "cut-in-the-header": lambda data: data[:20],
    "cut-in-the-first-frame": lambda data: data[:9000],
    "cut-by-one": lambda data: data[:-1],
    "cut-at-a-third": lambda data: data[: len(data) // 3],
    "cut-at-two-thirds": lambda data: data[: 2 * len(data) // 3],
    "flipped-in-the-middle": lambda data: (
        data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]
    ),
    "flipped-in-the-first-frame": lambda data: data[:99] + bytes([data[99] ^ 1]) + data[100:],
    "flipped-in-the-header": lambda data: data[:17] + bytes([data[17] ^ 1]) + data[18:],
    "garbage": lambda data: bytes(len(data)),
    "garbage-after": lambda data: data + bytes(5000),
}


@pytest.mark.parametrize("cut", CUTS)
def test_a_log_that_was_cut_leaves_a_whole_earlier_state(tmp_path, cut):
    """Never half of something: what is there is what was there after one of the acts."""
    vault = copy(tmp_path)
    acts = killed_after(vault, THREE)
    log = vault / "vault.db-wal"
    log.write_bytes(CUTS[cut](log.read_bytes()))
    with reopen(vault) as session:
        assert session.check() == []
        there = {line.id for line in session.testimonies.every()} - {
            base().sealed,
            base().draft,
        }
    assert len(acts) == 3
    assert there in [set(acts[:count]) for count in range(4)]
    if cut in ("whole", "garbage-after"):
        assert there == set(acts)
    assert not log.exists() or log.stat().st_size == 0


def test_a_log_that_begins_with_the_first_page_is_played_back(tmp_path):
    vault = copy(tmp_path)
    killed_after(vault, "session.vault.db.execute('PRAGMA user_version = 1')\nadd(session)")
    with reopen(vault) as session:
        assert len(session.testimonies.every()) == 3
        assert session.check() == []


@pytest.mark.parametrize("exchanged", ["vault.db-wal", "vault.db"])
def test_a_log_beside_the_database_of_another_vault_reaches_neither(tmp_path, exchanged):
    """SQLite would write it into the database at closing, though no page of it can be read."""
    ours, theirs = copy(tmp_path / "ours"), copy(tmp_path / "theirs", of=base().coordinator)
    acts = killed_after(ours, THREE)
    killed_after(theirs, THREE)
    own = (ours / exchanged).read_bytes()
    shutil.copy(theirs / exchanged, ours / exchanged)
    before = state(ours)
    assert refusal(lambda: reopen(ours)) == ("vault.log-foreign", 1)
    assert state(ours) == before
    (ours / exchanged).write_bytes(own)
    with reopen(ours) as session:
        assert set(acts) < {line.id for line in session.testimonies.every()}
        assert session.check() == []


def test_the_owner_of_a_vault_who_dies_leaves_nothing_unsynced_behind(tmp_path):
    """What was said to be done is there after the program was killed."""
    vault = copy(tmp_path)
    acts = killed_after(vault, THREE)
    with reopen(vault) as session:
        assert set(acts) <= {line.id for line in session.testimonies.every()}


# --- no permission --------------------------------------------------------------------------------

SHUT = {
    "folder": lambda vault: vault.chmod(0),
    "keys": lambda vault: [(vault / name).chmod(0) for name in ("keys-1", "keys-2")],
    "one-key-file": lambda vault: (vault / "keys-1").chmod(0),
    "database": lambda vault: (vault / "vault.db").chmod(0),
    "database-read-only": lambda vault: (vault / "vault.db").chmod(0o400),
    "folder-read-only": lambda vault: vault.chmod(0o500),
}


@pytest.mark.parametrize("shut", SHUT)
def test_a_vault_that_may_not_be_touched(tmp_path, shut):
    vault = copy(tmp_path)
    before = state(vault)
    with powerless(vault) as folder:
        there = folder / "vault"
        modes = {path: path.stat().st_mode for path in (there, *there.iterdir())}
        SHUT[shut](there)
        told = refusal(lambda: reopen(there))
        for path in sorted(modes, key=lambda path: len(path.parts)):
            path.chmod(modes[path])
        assert told == ("machine.no-permission", 5)
        assert state(there) == before


def test_a_vault_of_somebody_else(tmp_path):
    with powerless(copy(tmp_path)) as folder:
        folder.chmod(0o555)
        assert refusal(lambda: make(folder / "new")) == ("machine.no-permission", 5)
        folder.chmod(0o755)
        assert [path.name for path in folder.iterdir()] == ["vault"]


def test_a_volume_that_may_not_be_touched_is_named_and_the_vault_opens(tmp_path):
    with powerless(copy(tmp_path)) as folder:
        volume = folder / "vault" / "media" / "000001.db"
        volume.chmod(0)
        with reopen(folder / "vault") as session:
            assert session.check() != []
            assert len(session.testimonies.every()) == 2
        volume.chmod(0o600)
        with reopen(folder / "vault") as session:
            assert session.check() == []


# --- a medium that takes no writes -----------------------------------------------------------


def test_a_vault_on_a_read_only_medium(tmp_path):
    with disk(tmp_path / "disk", 8 << 20) as medium:
        vault = copy(medium)
        before = state(medium)
        with read_only(medium):
            assert refusal(lambda: reopen(vault)) == ("machine.no-permission", 5)
            assert refusal(lambda: make(medium / "new")) == ("machine.no-permission", 5)
            assert state(medium) == before
        with reopen(vault) as session:
            assert session.check() == []


# --- a full disk ----------------------------------------------------------------------------------


def export(session, _: Path) -> object:
    return session.outbox.export(session.trust.platform(PLATFORM), [base().sealed])


def attach(session, _: Path) -> object:
    entry = given(exhibits=[exhibit(NOTICE.name)]).exhibits[0]
    return session.testimonies.attach(base().draft, GivenFile(NOTICE, entry))


def attach_identity(session, _: Path) -> object:
    entry = given(exhibits=[exhibit(NOTICE.name, compartment="identity")]).exhibits[0]
    return session.testimonies.attach(base().draft, GivenFile(NOTICE, entry))


def enrol(session, _: Path) -> object:
    public = SigningKey.generate().public
    return session.trust.enrol(public, fingerprint.words(public))


def take(session, folder: Path) -> object:
    return session.intake.take(folder / "bundle")


ACTS = {
    "add": ("field", lambda session, _: add(session, NOTICE)),
    "attach": ("field", attach),
    "attach-identity": ("field", attach_identity),
    "seal": ("field", lambda session, _: session.testimonies.seal(base().draft)),
    "withdraw": (
        "field",
        lambda session, _: session.testimonies.withdraw(base().sealed, "V-RECIP-02", "V-WEFF-01"),
    ),
    "remove-draft": ("field", lambda session, _: session.testimonies.remove_draft(base().draft)),
    "export": ("field", export),
    "enrol": ("coordinator", enrol),
    "import": ("coordinator", take),
}
ROOM = [0, 40_000, 160_000, 400_000, 900_000]


def visible(rows: dict[str, list]) -> dict[str, list]:
    """Leave out what says nothing new: one more signature on a state that was there already, and a
    volume that was begun and not made, which the next opening removes.
    """
    made = [row for row in rows["volume"] if "making" not in row]
    return rows | {"head": [], "volume": made}


@pytest.mark.parametrize("name", ACTS)
def test_a_full_disk_loses_nothing_and_the_act_can_be_done_again(tmp_path, name):
    role, act = ACTS[name]
    (tmp_path / "bundle").write_bytes(base().bundle)
    with disk(tmp_path / "disk", 16 << 20) as medium:
        vault = copy(medium, of=getattr(base(), role))
        with reopen(vault) as session:
            take_back(session)
            before, names = dump(session), set(state(vault))
            for room in ROOM:
                ballast = fill(medium, leave=room)
                try:
                    act(session, tmp_path)
                except CollectorError as refused:
                    assert (refused.code, int(refused.exit)) == ("machine.no-room", 5)
                    assert visible(dump(session)) == visible(before)
                else:
                    assert room > 0
                    break
                finally:
                    ballast.unlink()
            else:
                assert set(state(vault)) - names <= {"vault.db-wal", "media/000001.db-journal"}
                act(session, tmp_path)
            assert visible(dump(session)) != visible(before)
            assert session.check() == []
        with reopen(vault) as session:
            assert session.check() == []


def test_a_full_disk_keeps_nobody_from_reading(tmp_path):
    with disk(tmp_path / "disk", 8 << 20) as medium:
        vault = copy(medium)
        ballast = fill(medium)
        before = state(vault)
        with reopen(vault) as session:
            assert len(session.testimonies.every()) == 2
            assert session.check() == []
        assert state(vault) == before
        ballast.unlink()


UNFINISHED = """
from collector.sync.export import _Making
_Making.finish = lambda *_: os.kill(os.getpid(), 9)
session.testimonies.seal(add(session))
session.outbox.export(session.trust.platform("Example platform"))
"""


def test_a_disk_filled_by_a_bundle_that_was_never_finished_keeps_nobody_out(tmp_path):
    """What the dead program left takes all the room: nobody can make more of it but the opening."""
    with disk(tmp_path / "disk", 8 << 20) as medium:
        vault = copy(medium)
        killed_after(vault, UNFINISHED)
        assert [it.suffix for it in (vault / "outbox").iterdir()].count(".part") == 1
        ballast = fill(medium)
        with reopen(vault) as session:
            assert len(session.testimonies.every()) == 3
            assert session.check() == []
        ballast.unlink()


def test_a_disk_that_others_filled_after_a_crash_keeps_nobody_out(tmp_path):
    (tmp_path / "bundle").write_bytes(base().bundle)
    with disk(tmp_path / "disk", 8 << 20) as medium:
        vault = copy(medium, of=base().coordinator)
        with reopen(vault) as session:
            imports.stage(session.vault.db, [b"of an import that died"])
        ballast = fill(medium)
        with reopen(vault) as session:
            assert session.check() == []
            ballast.unlink()
            taken = session.intake.take(tmp_path / "bundle")
            assert (taken.verdict, taken.testimonies) == ("imported", (base().sealed,))
            assert session.check() == []


@pytest.mark.parametrize("room", [0, 100_000, 500_000])
def test_a_vault_that_finds_no_room_is_not_made(tmp_path, room):
    with disk(tmp_path / "disk", 8 << 20) as medium:
        ballast = fill(medium, leave=room)
        assert refusal(lambda: make(medium / "vault")) == ("machine.no-room", 5)
        assert list(medium.iterdir()) == [ballast]


def test_a_file_that_finds_no_room_where_it_is_to_go_leaves_nothing_there(tmp_path):
    with disk(tmp_path / "disk", 1 << 20) as medium:
        ballast = fill(medium, leave=50_000)
        with reopen(copy(tmp_path)) as session:
            (held,) = session.media.of(base().draft)[:1]
            assert refusal(lambda: session.media.export(held, medium / "photo.jpg")) == (
                "machine.no-room",
                5,
            )
        assert list(medium.iterdir()) == [ballast]


def test_a_bundle_that_finds_no_room_on_the_stick_says_where_and_leaves_nothing(tmp_path):
    with disk(tmp_path / "disk", 8 << 20) as medium:
        ballast = fill(medium, leave=50_000)
        with reopen(copy(tmp_path)) as session:
            made = session.outbox.export(session.trust.platform(PLATFORM), [base().sealed])
            no_room = ("machine.no-room-there", 5)
            assert refusal(lambda: session.outbox.check_target(medium, made.size)) == no_room
            assert refusal(lambda: session.outbox.hand_out(made, medium)) == no_room
            assert list(medium.iterdir()) == [ballast]
            ballast.unlink()
            assert session.outbox.hand_out(made, medium).stat().st_size == made.size


def test_a_refused_bundle_finds_no_room_in_quarantine(tmp_path):
    """The refusal stands, and is told; the original stays where it was."""
    forged = tmp_path / "forged"
    forged.write_bytes(base().bundle[:-1])
    with disk(tmp_path / "disk", 8 << 20) as medium:
        vault = copy(medium, of=base().coordinator)
        with reopen(vault) as session:
            ballast = fill(medium)
            before = dump(session)
            assert refusal(lambda: session.intake.take(forged)) == ("machine.no-room", 5)
            assert dump(session) == before
            assert list(session.vault.quarantine.iterdir()) == []
            ballast.unlink()
            assert refusal(lambda: session.intake.take(forged))[1] == 1
            assert len(session.intake.refused()) == 1
            assert session.check() == []
