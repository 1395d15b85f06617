"""Pages of ``vault.db`` put back to an older state: what SQLCipher does not notice, ``check`` does.

Somebody without any key copies the file, waits, and later writes old pages over new ones
(so a consent "no" became "yes", and both integrity checks were clean).  Here a
whole table with its indexes is put back after each act, so that the database is sound in itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from collector.crypto import fingerprint
from collector.crypto.ed25519 import SigningKey
from collector.errors import CollectorError
from collector.model.delivery import DeliveryChoices
from collector.session import Session
from collector.store import choices, own_keys, platforms
from collector.store.platform_cards import make_card
from collector.store.sqlite import transaction
from makers import OWN_SAMPLES, PLATFORM, add, make, reopen
from vectors.vaults import (
    base,
    copy,
    dump,
    pages,
    pages_of,
    put_page,
    state,
    take_back,
    with_key_in_hand,
)

# What nothing speaks of elsewhere: a signed head fewer proves less and contradicts nothing; an open
# form is what a person may still change; the intake log repeats what bundles and events say.
UNSEEN = {"head", "identity_open", "identity_open_exhibit", "intake"}


@dataclass(frozen=True)
class Act:
    """Something done to a vault, and the vault it is done to."""

    do: Callable[[Session, Path], object]
    role: str = "field"


def withdraw(session: Session, _: Path) -> None:
    session.testimonies.withdraw(base().sealed, "V-RECIP-02", "V-WEFF-01")


def correct_to_no(session: Session, _: Path) -> None:
    no = {"recipient": "V-RECIP-02", "decision": "no", "method": "V-CMETH-02", "language": "be"}
    session.testimonies.seal(
        add(session, corrects=base().sealed, correction_note="адклікана", consent=[no])
    )


def trust_another(session: Session, folder: Path) -> None:
    with make(folder / "another", "coordinator") as other:
        card = other.trust.new_card("Another platform")
    session.trust.trust_card(card.data, fingerprint.words(card.root))


def enrol(session: Session, _: Path) -> None:
    public = SigningKey.generate().public
    session.trust.enrol(public, fingerprint.words(public))


def export(session: Session, _folder: Path) -> None:
    session.outbox.export(session.trust.platform(PLATFORM), [base().sealed])


def take(session: Session, folder: Path) -> None:
    (folder / "bundle").write_bytes(base().bundle)
    session.intake.take(folder / "bundle")


def refuse(session: Session, folder: Path) -> None:
    (folder / "bundle").write_bytes(base().bundle[:-1])
    with pytest.raises(CollectorError):
        session.intake.take(folder / "bundle")


ACTS = {
    "consent-withdrawn": Act(withdraw),
    "consent-corrected-to-no": Act(correct_to_no),
    "exhibit-attached": Act(lambda session, _: add(session, OWN_SAMPLES / "notice.jpg")),
    "draft-begun": Act(lambda session, _: add(session)),
    "draft-given-up": Act(lambda session, _: session.testimonies.remove_draft(base().draft)),
    "draft-sealed": Act(lambda session, _: session.testimonies.seal(base().draft)),
    "bundle-exported": Act(export),
    "platform-trusted": Act(trust_another),
    "signer-enrolled": Act(enrol, "coordinator"),
    "bundle-imported": Act(take, "coordinator"),
    "bundle-refused": Act(refuse, "coordinator"),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_table_put_back_to_before_the_act_is_found(tmp_path, name):
    act = ACTS[name]
    vault = copy(tmp_path, of=getattr(base(), act.role))
    with reopen(vault) as session:
        take_back(session)
    before = pages(vault / "vault.db")
    with reopen(vault) as session:
        act.do(session, tmp_path)
        after = dump(session)
        assert session.check() == []
    now = pages(vault / "vault.db")
    changed = 0
    for number, (table, its_pages) in enumerate(pages_by_table(vault).items()):
        older = {at for at in its_pages if at <= len(before) and before[at - 1] != now[at - 1]}
        if not older or table in UNSEEN:
            continue
        scratch = copy(tmp_path / str(number), of=vault)
        for at in older:
            put_page(scratch / "vault.db", at, before[at - 1])
        found, rows = looked_at(scratch)
        assert found or rows == after, table
        changed += rows != after
    assert changed >= 3


def test_a_withdrawal_cannot_be_put_back_with_its_traces(tmp_path):
    """Record, nonce and openings together leave a commitment that no event gave up."""
    vault = copy(tmp_path)
    before = pages(vault / "vault.db")
    with reopen(vault) as session:
        withdraw(session, tmp_path)
    tables = pages_by_table(vault)
    for at in tables["record"] | tables["item"] | tables["event_item"]:
        put_page(vault / "vault.db", at, before[at - 1])
    found, rows = looked_at(vault)
    assert not [row for row in rows["record"] if row[3] == "consent" and row[2] > 1]
    assert found == {"custody.opening-missing"}


def test_a_renewed_card_put_back_to_the_one_before_is_found(tmp_path):
    vault = copy(tmp_path)
    with reopen(base().coordinator) as platform:
        root = SigningKey.from_seed(_card_root(platform))
        card = platform.trust.own_card()
    renewed = msgspec.structs.replace(card.card, serial=2, previous=card.digest.hex())
    before = pages(vault / "vault.db")
    with reopen(vault) as session:
        session.trust.trust_card(make_card(renewed, root), fingerprint.words(card.root))
        assert session.check() == []
    for at in pages_by_table(vault)["platform"]:
        put_page(vault / "vault.db", at, before[at - 1])
    with reopen(vault) as session:
        assert [it.serial for it in platforms.trusted(session.vault.db).values()] == [1]
        assert "trust.card-trusted" in {it.code for it in session.check()}


def test_a_draft_put_back_is_found(tmp_path):
    vault = copy(tmp_path)
    before = pages(vault / "vault.db")
    with reopen(vault) as session:
        (exhibit,) = session.vault.db.execute("SELECT media FROM draft_exhibit").fetchone()
        session.testimonies.detach(base().draft, exhibit)
        assert session.check() == []
    tables = pages_by_table(vault)
    for at in tables["draft"] | tables["draft_exhibit"]:
        put_page(vault / "vault.db", at, before[at - 1])
    found, _ = looked_at(vault)
    assert "draft.changed" in found


def test_a_place_that_is_put_back_is_found(tmp_path):
    """Who was abroad and came back would else be sent for directly."""
    vault = copy(tmp_path)

    def choose(zone: str) -> None:
        with reopen(vault) as session, transaction(session.vault.db):
            choices.choose_delivery(session.vault.db, DeliveryChoices(zone=zone))

    choose("V-ZONE-06")
    before = pages(vault / "vault.db")
    choose("V-ZONE-01")
    for at in pages_by_table(vault)["choice"]:
        put_page(vault / "vault.db", at, before[at - 1])
    with reopen(vault) as session:
        assert choices.delivery(session.vault.db).zone == "V-ZONE-06"
        assert {it.code for it in session.check()} == {"choice.changed"}
    choose("V-ZONE-01")
    assert looked_at(vault)[0] == set()


def test_a_whole_vault_put_back_is_sound_in_itself(tmp_path):
    """Nothing in it can tell; a head kept elsewhere can (SCHEMA.md, section 6)."""
    vault = copy(tmp_path)
    with reopen(vault) as session:
        withdraw(session, tmp_path)
    (vault / "vault.db").write_bytes((base().field / "vault.db").read_bytes())
    before = state(vault)
    found, _ = looked_at(vault)
    assert found == set()
    assert state(vault) == before


def looked_at(vault: Path) -> tuple[set[str], dict]:
    """Return what check finds and every row, as far as the vault can be opened and read."""
    try:
        with reopen(vault) as session:
            return {it.code for it in session.check()}, dump(session)
    except CollectorError as refused:
        return {refused.code}, {}


def pages_by_table(vault: Path) -> dict[str, set[int]]:
    """Return the pages of each table, its indexes included."""
    with with_key_in_hand(vault) as db:
        owned = db.execute(
            "SELECT tbl_name, name FROM sqlite_master WHERE type IN ('table', 'index')"
            " AND rootpage > 0"
        ).fetchall()
    tables: dict[str, list[str]] = {}
    for table, name in owned:
        tables.setdefault(table, []).append(name)
    return {table: pages_of(vault, *names) for table, names in tables.items()}


def _card_root(session: Session) -> bytes:
    return own_keys.private(session.vault.db, session.vault.wrap_key, "card-root")
