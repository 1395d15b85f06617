"""A signer's key is revoked: what it signed stays, marked; what it signs from now on is refused."""

from __future__ import annotations

import pytest

from collector.crypto import fingerprint
from collector.crypto.ed25519 import SigningKey
from collector.errors import CollectorError
from collector.store.errors import NoSuch
from collector.store.sqlite import transaction
from makers import PLATFORM, add, make, trust


@pytest.fixture
def pair(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        field.testimonies.seal(add(field))
        yield field, platform


def send(field):
    return field.outbox.export(field.trust.platform(PLATFORM))


def key_of(field) -> bytes:
    return field.vault.signing_key.public


def test_what_came_before_stays_and_is_marked_and_what_comes_is_refused(pair):
    field, platform = pair
    first = platform.intake.take(send(field).file)
    assert platform.intake.report_of(first.bundle).revoked_at is None
    assert platform.trust.revoke_signer(key_of(field))
    (signer,) = platform.trust.signers()
    assert signer.revoked_at is not None
    report = platform.intake.report_of(first.bundle)
    assert (report.revoked_at, report.accounts) == (signer.revoked_at, 1)
    assert len(platform.testimonies.every()) == 1
    field.testimonies.seal(add(field))
    with pytest.raises(CollectorError) as refused:
        platform.intake.take(send(field).file)
    assert refused.value.code == "bundle.signer-revoked"
    assert len(platform.testimonies.every()) == 1
    assert platform.check() == []


def test_it_is_revoked_once_and_nobody_vouches_for_it_again(pair):
    field, platform = pair
    key = key_of(field)
    assert platform.trust.revoke_signer(key)
    (before,) = platform.trust.signers()
    assert not platform.trust.revoke_signer(key)
    with pytest.raises(CollectorError) as refused:
        platform.trust.enrol(key, fingerprint.words(key))
    assert refused.value.code == "trust.signer-revoked"
    assert platform.trust.signers() == [before]
    assert platform.check() == []


def test_a_key_nobody_vouched_for_is_not_revoked(pair):
    _, platform = pair
    with pytest.raises(NoSuch):
        platform.trust.revoke_signer(SigningKey.generate().public)
    assert platform.check() == []


@pytest.mark.parametrize("how", ["taken back", "made up"])
def test_a_revocation_that_was_put_back_or_made_up_is_found(pair, how):
    field, platform = pair
    if how == "taken back":
        platform.trust.revoke_signer(key_of(field))
    at = None if how == "taken back" else "2026-01-01T00:00:00Z"
    with transaction(platform.vault.db):
        platform.vault.db.execute("UPDATE signer SET revoked_at = ?", (at,))
    assert [it.code for it in platform.check()] == ["trust.signer-revoked"]
