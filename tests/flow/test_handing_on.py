"""A platform hands on what others signed: only with their yes, and with their signatures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collector.store import records
from collector.sync.selection import ConsentForbids
from makers import OWN_SAMPLES, PLATFORM, add, form, make, trust

SECOND = "Second platform"


def rows(**onward: Any) -> list[dict[str, Any]]:
    """Return consent to platforms, with these answers about handing on."""
    row = form()["consent"][0]
    return [row | {"onward": onward["holder"]}, row | {"recipient": "onward", **onward["row"]}]


def chain(tmp_path: Path, consent: list[dict[str, Any]]) -> Any:
    """Return a first platform that holds an account, and a second one that trusts it."""
    field = make(tmp_path / "field")
    first, second = (
        make(tmp_path / "first", "coordinator"),
        make(tmp_path / "second", "coordinator"),
    )
    trust(field, first)
    field.testimonies.seal(add(field, OWN_SAMPLES / "notice.jpg", consent=consent))
    first.intake.take(field.outbox.export(field.trust.platform(PLATFORM)).file)
    second.trust.new_card(SECOND)
    trust(first, second)
    return field, first, second


def test_the_second_platform_gets_the_very_bytes_the_author_signed(tmp_path: Path) -> None:
    field, first, second = chain(tmp_path, rows(holder="yes", row={"decision": "yes"}))
    exported = first.outbox.export(first.trust.platform(SECOND))
    imported = second.intake.take(exported.file)

    assert imported.signer == first.vault.signing_key.public
    held = records.testimonies(second.vault.db)
    assert [it.author for it in held] == [field.vault.signing_key.public]
    assert [it.data for it in held] == [it.data for it in records.testimonies(field.vault.db)]
    assert second.check() == []


@pytest.mark.parametrize(
    "consent",
    [
        rows(holder="no", row={"decision": "yes"}),
        rows(holder="yes", row={"decision": "no"}),
        rows(holder="yes", row={"decision": "ask"}),
        form()["consent"],
    ],
)
def test_without_a_yes_to_handing_on_nothing_leaves(
    tmp_path: Path, consent: list[dict[str, Any]]
) -> None:
    _, first, _ = chain(tmp_path, consent)
    before = sorted(first.vault.outbox.iterdir())
    with pytest.raises(ConsentForbids):
        first.outbox.export(first.trust.platform(SECOND))
    assert sorted(first.vault.outbox.iterdir()) == before
