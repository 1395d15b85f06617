"""The command line says between which times things entered a sender's log, and whose word it is."""

from __future__ import annotations

import pytest

from calls import call, done
from makers import OWN_SAMPLES, PLATFORM, add, make, trust
from stamped import stamp, trust_with_authority
from time_authority import NOON, Authority

PHOTO = OWN_SAMPLES / "courtyard.jpg"
AUTHORITY = Authority()


@pytest.fixture
def handed_over(tmp_path):
    """A bundle whose items lie between two stamps, and the name of its account."""
    with make(tmp_path / "field") as field, make(tmp_path / "desk", "coordinator") as platform:
        trust_with_authority(field, platform, AUTHORITY)
        stamp(field, AUTHORITY, time=NOON)
        account = add(field, PHOTO)
        field.testimonies.seal(account)
        stamp(field, AUTHORITY, time=NOON.replace(hour=18))
        bundle = field.outbox.hand_out(
            field.outbox.export(field.trust.platform(PLATFORM)), tmp_path
        )
        keys = "\n".join(platform.trust.content_keys())
        (tmp_path / "key.txt").write_text(keys)
        signer = field.trust.own_signer.hex()
    return bundle, account, signer


def lines_about(called, name: str) -> list[str]:
    """Return what is said of one thing, without the name of the row."""
    told = [line.strip() for line in called.lines]
    at = next(number for number, line in enumerate(told) if line.endswith(name))
    return told[at + 1 : at + 5]


INTERVAL = [
    "not before 2026-05-04 11:59:59 UTC, by a time stamp",
    "not after 2026-05-04 18:00:01 UTC, by a time stamp",
]


def test_a_coordinator_sees_the_interval_and_that_the_clock_contradicts_it(handed_over, tmp_path):
    bundle, account, _ = handed_over
    desk = tmp_path / "desk"
    report = done("bundle", "verify", bundle, "--vault", desk)
    said = lines_about(report, f"account {account}.1")
    assert said[:2] == INTERVAL
    assert said[2].startswith("the sender's clock showed 20")
    assert said[3].startswith("CONTRADICTION")
    assert report.out.count("by an authority that a card of this platform names") == 2
    assert "UNCONFIRMED" not in report.out

    (imported,) = done("bundle", "import", "--vault", desk, bundle, "--json").json["files"]
    assert [it["believed"] for it in imported["stamps"]] == [True, True]
    assert {it["not_after"]["at"] for it in imported["times"]} == {"2026-05-04T18:00:01Z"}
    shown = done("testimony", "show", "--vault", desk, account)
    assert lines_about(shown, f"account {account}.1")[:2] == INTERVAL
    times = done("testimony", "show", "--vault", desk, account, "--json").json["times"]
    assert [it["item"] for it in times] == ["account", "exhibit", "identity"]
    for it in times:
        assert it["not_before"] == {"at": "2026-05-04T11:59:59Z", "source": "stamp"}
        assert it["not_after"] == {"at": "2026-05-04T18:00:01Z", "source": "stamp"}
        assert it["clock"]["trust"] == "unknown"
        assert it["contradictions"] == ["clock-too-late"]


def test_who_holds_no_card_is_shown_the_stamps_as_unconfirmed(handed_over, tmp_path):
    bundle, account, signer = handed_over
    by_key = ("--identity", tmp_path / "key.txt", "--signer", signer)
    report = call("bundle", "verify", bundle, *by_key)
    assert report.code == 0, report.err
    assert report.out.count("UNCONFIRMED") == 2
    assert AUTHORITY.digest.hex() in report.out
    assert lines_about(report, f"account {account}.1")[:2] == [
        "not before: not known here",
        "not after: not known here",
    ]
    told = call("bundle", "verify", bundle, *by_key, "--json").json
    assert [it["believed"] for it in told["stamps"]] == [False, False]
    assert all(it["not_after"] is None for it in told["times"])


def test_without_stamps_the_platforms_own_clock_is_named(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "desk", "coordinator") as platform:
        trust(field, platform)
        account = add(field)
        field.testimonies.seal(account)
        bundle = field.outbox.hand_out(
            field.outbox.export(field.trust.platform(PLATFORM)), tmp_path
        )
        assert platform.intake.entry_times(account) == []
    desk = tmp_path / "desk"
    done("bundle", "import", "--vault", desk, bundle)
    shown = done("testimony", "show", "--vault", desk, account)
    said = lines_about(shown, f"account {account}.1")
    assert said[0] == "not before: not known here"
    assert said[1].endswith("by this platform's clock")
    assert "CONTRADICTION" not in shown.out


def test_of_an_account_that_was_written_here_no_bounds_are_claimed(tmp_path):
    with make(tmp_path / "field") as field:
        account = add(field)
    shown = done("testimony", "show", "--vault", tmp_path / "field", account)
    assert "in the log" not in shown.out
