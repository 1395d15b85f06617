"""``vault wipe``: says what would go, and does it only when told yes."""

from __future__ import annotations

import pytest

from call_places import trusting
from calls import done, known
from makers import OWN_SAMPLES


@pytest.fixture
def place(tmp_path):
    return trusting(tmp_path)


def deliver(place, *ids):
    bundle = place.export(*ids)
    done("bundle", "import", "--vault", place.coordinator, bundle)
    receipts = place.folder / "receipts"
    done("receipt", "export", "--vault", place.coordinator, receipts)
    for path in receipts.iterdir():
        done("receipt", "apply", "--vault", place.field, path)
        path.unlink()


def listed(place):
    return done("testimony", "list", "--vault", place.field, "--json").json["ids"]


def test_from_account_to_receipt_to_an_empty_vault(place):
    gone = place.add(media=(OWN_SAMPLES / "courtyard.jpg",))
    place.seal(gone)
    deliver(place, gone)
    stays = place.add(about="Яшчэ тут")
    place.seal(stays)

    told = done("vault", "wipe", "--vault", place.field)
    assert [line.partition(":")[0] for line in told.lines[:2]] == ["goes", "stays"]
    assert told.lines[0].endswith("1 exhibit; who the person is: not yet read there")
    assert "was not handed over" in told.lines[1]
    assert "nothing was wiped" in told.err
    assert set(listed(place)) == {gone, stays}

    wiped = done("vault", "wipe", "--vault", place.field, "--yes", "--json").json
    assert (wiped["ids"], wiped["wiped"], wiped["files_left"]) == ([gone], True, 0)
    assert [(it["code"], it["testimony"]) for it in wiped["findings"]] == [
        ("stays.not-handed-over", stays)
    ]
    assert listed(place) == [stays]
    assert done("vault", "check", place.field, "--json").json["accounts"] == 1
    again = done("vault", "wipe", "--vault", place.field)
    assert again.lines[-1] == "1 account handed over and wiped before"


def test_nothing_to_wipe_is_said_and_is_no_success(place):
    place.seal(place.add())
    assert (
        "nothing in this vault was taken over whole"
        in done("vault", "wipe", "--vault", place.field).out
    )
    refused = known("vault", "wipe", "--vault", place.field, "--yes", "--json")
    assert (refused.code, refused.json["code"]) == (2, "wipe.nothing")


def test_what_exists_only_here_goes_when_it_is_named_by_its_code(place):
    shy = place.add()
    place.seal(shy)
    deliver(place, shy)
    corrected = place.add(corrects=shy, correction_note="дзень не той")
    assert corrected == shy
    told = done("vault", "wipe", "--vault", place.field)
    assert told.lines[0].startswith("goes only when it is named: ")
    assert "a correction that is being written" in told.lines[0]
    code = told.lines[0].split(": ")[1].split(";")[0]
    done("vault", "wipe", "--vault", place.field, code, "--yes")
    assert listed(place) == []


def test_what_is_not_taken_over_is_refused_by_name(place):
    account = place.add()
    place.seal(account)
    refused = known("vault", "wipe", "--vault", place.field, account, "--json")
    assert (refused.code, refused.json["code"]) == (2, "wipe.not-taken-over")
