"""One account that two senders have signed: both stay, and whoever comes second is told."""

from __future__ import annotations

import pytest

from calls import done
from collector.store import exhibits, testimonies
from makers import OWN_SAMPLES, PLATFORM, add, make, trust
from receipting import exchange, said


@pytest.fixture
def platform(tmp_path):
    with make(tmp_path / "one", "coordinator") as opened:
        opened.trust.new_card(PLATFORM)
        yield opened


@pytest.fixture
def senders(tmp_path, platform):
    with make(tmp_path / "first") as first, make(tmp_path / "second") as second:
        trust(first, platform)
        trust(second, platform)
        yield first, second


def verdicts(receipt) -> dict[str, str]:
    return {it.kind: it.verdict for it in receipt.items}


def test_an_account_that_another_has_signed_is_disputed_and_not_safe_to_delete(
    platform, senders, monkeypatch
):
    """An insider who knows its id signs it too."""
    first, second = senders
    told = exchange(first, platform)
    (account,) = told.imported.testimonies
    monkeypatch.setattr(testimonies, "new_id", lambda: account)
    claimed = exchange(second, platform, about="Чужымі словамі")

    before = said(first, told.exported.bundle, told.answer)
    after = said(second, claimed.exported.bundle, claimed.answer)
    assert (before.safe_to_delete, after.safe_to_delete) == (True, False)
    assert set(verdicts(before).values()) == {"accepted"}
    assert verdicts(after) == verdicts(before) | {"testimony": "disputed"}
    assert (claimed.imported.conflicts, claimed.imported.claimed) == (0, 1)
    shown = platform.testimonies.sealed(account)
    assert shown.record.about == "Затрыманне ў двары"
    assert [it.about for it in shown.apart] == ["Чужымі словамі"]
    assert not second.receipts.take(claimed.answer).receipt.safe_to_delete
    assert second.wipeable().goes == ()
    assert platform.check() == []


def test_an_exhibit_is_found_where_its_id_was_known_first(platform, senders, monkeypatch):
    """An insider who knows its id gives it to another file."""
    first, second = senders
    (account,) = exchange(first, platform, OWN_SAMPLES / "notice.jpg").imported.testimonies
    held, *_identity = platform.media.of(account)
    monkeypatch.setattr(testimonies, "new_id", lambda: "0" * 32)
    monkeypatch.setattr(exhibits, "new_id", lambda: held.media)
    exchange(second, platform, OWN_SAMPLES / "courtyard.jpg")
    assert platform.media.find(held.media) == held


def test_the_command_line_says_so(tmp_path, platform, senders, monkeypatch):
    first, second = senders
    (account,) = exchange(first, platform).imported.testimonies
    monkeypatch.setattr(testimonies, "new_id", lambda: account)
    second.testimonies.seal(add(second))
    claim = second.outbox.export(second.trust.platform(PLATFORM)).file
    platform.close()
    told = done("bundle", "import", "--vault", tmp_path / "one", claim, "--json").json
    (found,) = (it for it in told["findings"] if it["code"] == "record.claimed")
    assert found["words"] == "1 account here already under another key: ask both senders"
    assert (told["files"][0]["conflicts"], told["files"][0]["claimed"]) == (0, 1)
