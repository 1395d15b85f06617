"""What the writer writes, the reader reads: the same octets, and the same facts."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from itertools import pairwise

import pytest

from collector.crypto.age import HybridIdentity, NoIdentityMatches, X25519Identity
from collector.crypto.merkle import leaf_hash, verify_inclusion
from collector.model.identity import IdentityFile
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.layout import Kind
from collector.sync.bundle.manifest import Line
from collector.sync.bundle.payload import check_content, check_size
from collector.sync.bundle.plan import BundleTooLarge, PayloadChanged, PlannedFile
from collector.sync.bundle.policy import KnownSigners, Standing
from collector.sync.bundle.proofs import STAMP, Opening
from collector.sync.bundle.reader import read_bundle
from collector.sync.bundle.sink import Digests, DiscardSink
from collector.sync.bundle.stamps import check_stamp_events
from collector.sync.bundle.tar import Member
from collector.sync.bundle.verified import VerifiedBundle
from collector.sync.bundle.writer import write_bundle
from vectors import bundles, contents
from vectors.bundles import PLATFORM, SENDER, make
from vectors.contents import hexed, sha256, signing_key
from vectors.plans import RememberingSink, plan_of

TRUSTED = KnownSigners(frozenset({SENDER.public}))


def write(made, recipients, *, progress=None, **changes):
    out = io.BytesIO()

    def read_payload(planned):
        content = made.payload[planned.path]
        return (memoryview(content)[at : at + 1000] for at in range(0, len(content), 1000))

    plan = plan_of(made, **changes)
    written = write_bundle(out, plan, read_payload, SENDER, recipients, progress=progress)
    return out.getvalue(), written


def read(file, identities=(PLATFORM,), policy=TRUSTED, sink=None, **more):
    return read_bundle(io.BytesIO(file), list(identities), policy, sink or DiscardSink(), **more)


def test_a_bundle_comes_back_as_it_was_planned():
    made = make()
    file, written = write(made, [PLATFORM.recipient()])
    sink = RememberingSink()
    verified = read(file, sink=sink)
    assert sink.staged == made.payload
    assert sink.committed is verified
    assert verified.standing is Standing.TRUSTED
    assert verified.signer == SENDER.public
    assert verified.bundle_id == written.bundle_id == bundles.BUNDLE_ID
    assert verified.tag_manifest == written.tag_manifest
    assert (written.size, written.sha256) == (len(file), hashlib.sha256(file).hexdigest())
    assert (verified.info.sequence, verified.info.card_serial) == (2, 3)
    assert verified.info.previous == hexed("bundle before", 64)
    assert verified.info.receipt_secret.hex() == hexed("receipt secret", 64)
    assert {it.path: it.digest for it in verified.records} == {
        path: sha256(content)
        for path, content in made.payload.items()
        if path.startswith("data/records/")
    }
    assert {it.path: (it.size, it.sha256) for it in verified.files} == {
        path: (len(content), sha256(content))
        for path, content in made.payload.items()
        if not path.startswith("data/records/")
    }
    assert [it.size for it in verified.consistency] == [2, 5]
    assert verified.head.size == made.proofs.log.size
    assert len(verified.events) == len(made.payload)
    assert verified.evidence[bundles.BUNDLE_ID]["manifest-sha512.txt"].count(b"\n") == 9


def test_the_archive_is_the_one_made_by_hand():
    """But for README.txt, which the two write differently, and what is signed because of it."""
    made = make()
    file, _ = write(made, [PLATFORM.recipient()])
    evidence = read(file).evidence[bundles.BUNDLE_ID]
    for name, source in bundles.ORIGIN_FILES.items():
        if not name.startswith("tagmanifest"):
            assert evidence[name] == made.tags[source]


def test_the_same_plan_gives_the_same_archive():
    made, plain = make(), []
    for _ in range(2):
        _, written = write(made, [PLATFORM.recipient()])
        plain.append(written.tag_manifest)
    assert plain[0] == plain[1]


@pytest.mark.parametrize("kind", [X25519Identity, HybridIdentity])
def test_each_of_several_recipients_opens_it(kind):
    identities = [kind.generate() for _ in range(3)]
    file, _ = write(make(), [identity.recipient() for identity in identities])
    for identity in identities:
        verified = read(file, [kind.generate(), identity])
        assert len(verified.info.recipients) == 3


def test_nobody_else_opens_it():
    file, _ = write(make(), [PLATFORM.recipient()])
    sink = RememberingSink()
    for identities in ([], [X25519Identity.generate()], [HybridIdentity.generate()]):
        with pytest.raises(NoIdentityMatches):
            read(file, identities, sink=sink)
    assert sink.calls == ["abort"] * 3


def test_an_unknown_signer_is_verified_whole_but_nothing_reaches_the_sink():
    file, _ = write(make(), [PLATFORM.recipient()])
    sink = RememberingSink()
    verified = read(file, policy=KnownSigners(frozenset()), sink=sink)
    assert (verified.standing, verified.signer) == (Standing.UNKNOWN, SENDER.public)
    assert sink.calls == []


def test_a_flaw_wins_over_an_unknown_signer():
    file = make(consents=lambda rows: rows[1:]).file
    sink = RememberingSink()
    with pytest.raises(BundleRefused) as refused:
        read(file, policy=KnownSigners(frozenset()), sink=sink)
    assert refused.value.flaw is Flaw.CONSENT_NONE
    assert sink.calls == ["abort"]


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 65_535, 65_536, 262_145, 1_500_000])
def test_exhibits_of_every_awkward_size(size):
    content = (b"%d." % size * (size // 2 + 1))[:size]
    made = make(
        records=lambda records: with_photo(records, content),
        payload=lambda payload: replace_photo(payload, content),
    )
    file, _ = write(made, [PLATFORM.recipient()])
    sink = RememberingSink()
    read(file, sink=sink)
    assert sink.staged[f"data/media/{sha256(content)}.jpg"] == content


def with_photo(records, content):
    records.photo = contents.media("photo", SENDER.public, "first", content)
    records.first["exhibits"][0]["sha256"] = sha256(content)
    return records


def replace_photo(payload, content):
    old = next(path for path in payload if path.startswith("data/media/"))
    del payload[old]
    return {**payload, f"data/media/{sha256(content)}.jpg": content}


def test_a_bundle_handed_on_carries_what_vouches_for_its_records():
    author = signing_key("author")
    first = make(key=author, bundle_id=hexed("first hand"))
    second = make(author=author, origins={hexed("first hand"): first.evidence})
    verified = read(second.file)
    assert verified.signer == SENDER.public
    assert {record.author for record in verified.records} == {author.public.hex()}
    assert [origin.signer for origin in verified.origins] == [author.public]
    assert set(verified.evidence) == {bundles.BUNDLE_ID, hexed("first hand")}
    third = make(
        key=signing_key("third hand"), author=author, origins=verified.evidence,
        bundle_id=hexed("third bundle"),
    )  # fmt: skip
    policy = KnownSigners(frozenset({signing_key("third hand").public}))
    assert len(read(third.file, policy=policy).origins) == 2


def test_the_writer_carries_origins_too():
    author = signing_key("author")
    first = make(key=author, bundle_id=hexed("first hand"))
    made = make(author=author, origins={hexed("first hand"): first.evidence})
    file, _ = write(made, [PLATFORM.recipient()], origins={hexed("first hand"): first.evidence})
    assert len(read(file).origins) == 1


def test_an_event_about_a_stamp_that_is_not_here_and_about_something_else():
    event = read(make().file).events[0]
    stamp = Opening(index=0, label=STAMP, digest=bytes(32), nonce=bytes(32))
    check_stamp_events([event], [])
    with pytest.raises(BundleRefused) as refused:
        check_stamp_events([replace(event, openings=(*event.openings, stamp))], [])
    assert refused.value.flaw is Flaw.STAMP_EVENT


def test_a_first_bundle_without_older_heads():
    made = make()
    file, _ = write(made, [PLATFORM.recipient()], sequence=1, previous=None, consistency=())
    verified = read(file)
    assert (verified.info.sequence, verified.info.previous) == (1, None)
    assert verified.consistency == ()


def test_a_sink_that_hashes_media_is_believed_but_compared():
    class Hashing(RememberingSink):
        def close(self):
            super().close()
            content = self.staged[self.entry.path]
            return Digests(sha256(content), self.lie or contents.sha512(content))

    made = make()
    honest, lying = Hashing(hashes_media=True), Hashing(hashes_media=True)
    honest.lie, lying.lie = None, "0" * 128
    read(made.file, sink=honest)
    assert honest.calls[-1] == "commit"
    with pytest.raises(BundleRefused) as refused:
        read(made.file, sink=lying)
    assert refused.value.flaw is Flaw.MANIFEST_DIGEST
    assert lying.calls[-1] == "abort"


def test_progress_counts_every_octet_of_plaintext():
    made, seen = make(), []
    read(made.file, progress=seen.append)
    assert seen[-1] == len(made.plain)
    assert all(before <= after for before, after in pairwise(seen))
    written = []
    write(made, [PLATFORM.recipient()], progress=written.append)
    assert written[-1] == len(made.plain)


@pytest.mark.parametrize("step", ["begin", "open", "write", "close", "commit"])
def test_whatever_the_sink_raises_it_is_told_to_abort_once(step):
    sink = RememberingSink()

    def fails(*_):
        raise OSError("no room")

    setattr(sink, step, fails)
    with pytest.raises(OSError, match="no room"):
        read(make().file, sink=sink)
    assert sink.calls.count("abort") == 1
    assert sink.calls[-1] == "abort"


@pytest.mark.parametrize("change", [b"", b"longer than planned"])
def test_a_payload_of_another_length_than_planned_is_not_written(change):
    made = make()
    path = next(iter(made.payload))
    made.payload[path], planned = change, made.payload[path]
    files = tuple(
        PlannedFile(p, len(planned if p == path else c), "0" * 128) for p, c in made.payload.items()
    )
    with pytest.raises(PayloadChanged):
        write(made, [PLATFORM.recipient()], files=files)


def test_more_than_a_bundle_can_carry_is_not_written():
    made = make()
    huge = replace(plan_of(made).files[-1], size=2**40 + 1)
    with pytest.raises(BundleTooLarge):
        write(made, [PLATFORM.recipient()], files=(huge,))
    many = tuple(
        PlannedFile(f"data/records/{number:032x}.1.json", 1, "0" * 128) for number in range(20_001)
    )
    with pytest.raises(BundleTooLarge):
        write(made, [PLATFORM.recipient()], files=many)


def test_a_path_that_is_no_payload_path_is_not_written():
    planned = PlannedFile("data/../x", 1, "0" * 128)
    with pytest.raises(ValueError, match="payload path"):
        write(make(), [PLATFORM.recipient()], files=(planned,))


def test_only_the_reader_makes_a_verified_bundle():
    verified = read(make().file)
    fields = {name: getattr(verified, name) for name in VerifiedBundle.__dataclass_fields__ if
              name != "reader"}  # fmt: skip
    with pytest.raises(TypeError, match="only the reader"):
        VerifiedBundle(reader=object(), **fields)


def test_the_events_of_the_result_are_in_the_head():
    made = make()
    verified = read(made.file)
    for event in verified.events:
        proof = made.proofs.log.inclusion(event.index)
        head = verified.head
        assert verify_inclusion(leaf_hash(event.leaf), event.index, head.size, proof, head.root)


@pytest.mark.parametrize(
    "change",
    [
        lambda row: {**row, "decision": "later"},
        lambda row: {**row, "decision": "ask"},
    ],
    ids=["later", "ask"],
)
def test_a_row_that_was_answered_for_this_hand_over_lets_the_account_go(change):
    read(make(consents=lambda rows: [change(rows[0]), *rows[1:]]).file)


def test_an_identity_is_withheld_of_an_account_that_has_one_and_of_no_other():
    def nothing_sealed(those):
        those.second["identity"]["state"] = "none"
        return those

    def nothing_withheld(lines):
        return [line for line in lines if not line[1].startswith("identity ")]

    read(make(records=nothing_sealed, info=nothing_withheld).file)
    with pytest.raises(BundleRefused) as refused:
        read(make(records=nothing_sealed).file)
    assert refused.value.flaw is Flaw.WITHHELD_STRAY


def test_a_file_is_as_every_record_about_it_says():
    right, wrong = IdentityFile(sha256="0" * 64, size=7), IdentityFile(sha256="1" * 64, size=8)
    member, line = Member("data/identity/x.age", 7), Line("0" * 128, "data/identity/x.age")
    for claims in ([right, wrong], [wrong, right]):
        with pytest.raises(BundleRefused) as refused:
            check_size(Kind.IDENTITY, member, claims)
        assert refused.value.flaw is Flaw.IDENTITY_SIZE
        with pytest.raises(BundleRefused) as refused:
            check_content(Kind.IDENTITY, line, right.sha256, claims)
        assert refused.value.flaw is Flaw.IDENTITY_SHA256


def test_handing_on_may_be_refused_and_withdrawn_without_stopping_the_bundle():
    def change(rows):
        return [rows[0], {**rows[1], "withdrawn": True}, rows[2]]

    verified = read(make(consents=change).file)
    assert [row.withdrawn for row in verified.records if row.kind == "consent"].count(True) == 1
