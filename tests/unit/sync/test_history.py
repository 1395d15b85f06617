"""First contact, continues, rewritten: what is said of a sender's log."""

from __future__ import annotations

import shutil

import pytest

from collector.errors import CollectorError
from collector.store import signers
from collector.store.signers import SeenHead
from collector.sync.history import judge_history
from collector.sync.preparing import heads_to_prove
from makers import PLATFORM, add, make, reopen, trust
from receipting import answer_to


def head(size: int, tree: str = "a") -> SeenHead:
    return SeenHead(size, f"{tree}{size}".encode().ljust(32))


@pytest.mark.parametrize(
    ("seen", "new", "proven", "verdict"),
    [
        ([], head(5), [], "first-contact"),
        ([], head(5), [head(2)], "first-contact"),
        ([head(5)], head(9), [head(5)], "continues"),
        ([head(2), head(5)], head(9), [head(2), head(5)], "continues"),
        ([head(2), head(5)], head(9), [head(5)], "continues"),
        # the same state again, or one that came late
        ([head(5)], head(5), [], "continues"),
        ([head(2), head(5)], head(2), [], "continues"),
        # nothing said of the newest head that was seen
        ([head(5)], head(9), [], "rewritten"),
        ([head(2), head(5)], head(9), [head(2)], "rewritten"),
        # another tree of the same size, and one that was put back and went on
        ([head(5)], head(5, "b"), [], "rewritten"),
        ([head(5)], head(9, "b"), [head(5, "b")], "rewritten"),
        ([head(5)], head(3), [], "rewritten"),
        # once rewritten, only what continues the newest of what was seen
        ([head(5), head(7, "b")], head(9), [head(5)], "rewritten"),
        ([head(5), head(7, "b")], head(9, "b"), [head(7, "b")], "continues"),
    ],
)
def test_the_verdict_follows_from_the_heads(seen, new, proven, verdict):
    assert judge_history(seen, new, proven) == verdict
    assert judge_history(seen[::-1], new, proven[::-1]) == verdict


def test_a_vault_put_back_to_a_copy_is_seen_at_the_next_bundle_and_both_heads_are_kept(tmp_path):
    with make(tmp_path / "one", "coordinator") as platform:
        with make(tmp_path / "field") as field:
            trust(field, platform)
            field.testimonies.seal(add(field))
        shutil.copytree(tmp_path / "field", tmp_path / "copy")

        def next_bundle(name):
            with reopen(tmp_path / name) as field:
                field.testimonies.seal(add(field))
                return field.outbox.export(field.trust.platform(PLATFORM)).file

        first = platform.intake.take(next_bundle("field"))
        assert (first.history, first.gap) == ("first-contact", False)
        again = platform.intake.take(next_bundle("field"))
        assert (again.history, again.gap) == ("continues", False)
        rewritten = platform.intake.take(next_bundle("copy"))
        assert rewritten.history == "rewritten"
        assert rewritten.known == again.head
        assert rewritten.known != rewritten.head
        report = platform.intake.report_of(rewritten.bundle)
        assert (report.bundle.known, report.head) == (rewritten.known, rewritten.head)
        heads = signers.heads(platform.vault.db, rewritten.signer)
        sizes = [it.size for it in heads]
        assert len(sizes) > len(set(sizes))
        assert len(platform.testimonies.every()) == 4  # nothing of what came is thrown away
        assert platform.check() == []
        # What is forgotten of it could be contradicted, and nobody would notice.
        db, head = platform.vault.db, rewritten.head
        db.execute("DELETE FROM signer_head WHERE root = ?", (head.root,))
        db.execute(
            "UPDATE bundle_file SET bytes = x'00' WHERE name = ?",
            (f"{first.bundle}/tagmanifest-sha512.txt",),
        )
        db.execute(
            "UPDATE bundle_file SET bytes = x'00' WHERE name = ?",
            (f"{again.bundle}/proof-checkpoint",),
        )
        assert {(it.code, it.where) for it in platform.check(deep=False)} == {
            ("bundle.evidence-changed", first.bundle),
            ("bundle.evidence-changed", again.bundle),
            ("bundle.head-forgotten", rewritten.bundle),
        }


def test_a_bundle_that_comes_late_rewrote_nothing(tmp_path):
    """Its state of the log was proven by a later bundle, and is one that was seen since."""
    with make(tmp_path / "one", "coordinator") as platform, make(tmp_path / "field") as field:
        trust(field, platform)
        made = []
        for _ in range(3):
            field.testimonies.seal(add(field, identity=None))
            made.append(field.outbox.export(field.trust.platform(PLATFORM)).file)
        found = [platform.intake.take(made[number]) for number in (0, 2, 1)]
        assert [it.history for it in found] == ["first-contact", "continues", "continues"]
        assert [it.gap for it in found] == [False, True, False]


def test_a_vault_put_back_learns_of_it_from_its_next_receipt(tmp_path):
    """The platform names the state that it knew and that the bundle contradicts."""
    with make(tmp_path / "one", "coordinator") as platform:
        with make(tmp_path / "field") as field:
            trust(field, platform)
            field.testimonies.seal(add(field))
        shutil.copytree(tmp_path / "field", tmp_path / "copy")
        with reopen(tmp_path / "field") as field:
            field.testimonies.seal(add(field))
            sent = field.outbox.export(field.trust.platform(PLATFORM))
            platform.intake.take(sent.file)
            received = field.receipts.take(answer_to(platform, sent.bundle))
            assert not received.put_back
            first = answer_to(platform, sent.bundle)
        with reopen(tmp_path / "copy") as copy:
            with pytest.raises(CollectorError) as foreign:  # it does not even know that bundle
                copy.receipts.take(first)
            assert foreign.value.code == "receipt.foreign"
            for _ in range(3):  # other things happen, so that its log grows past the one it lost
                copy.testimonies.seal(add(copy))
            sent = copy.outbox.export(copy.trust.platform(PLATFORM))
            imported = platform.intake.take(sent.file)
            assert imported.history == "rewritten"
            assert imported.head.size > imported.known.size
            received = copy.receipts.take(answer_to(platform, sent.bundle))
            assert received.put_back
            assert received.receipt.head == imported.known
            assert [it.code for it in copy.check()] == ["custody.head-beyond"]


def test_proofs_begin_at_the_newest_head_that_a_receipt_named(tmp_path):
    with make(tmp_path / "one", "coordinator") as platform, make(tmp_path / "field") as field:
        trust(field, platform)

        def send():
            field.testimonies.seal(add(field, identity=None))
            sent = field.outbox.export(field.trust.platform(PLATFORM))
            found = platform.intake.verify(sent.file).bundle.consistency
            return sent, [it.size for it in found]

        def given():
            return [it.ready.head_size for it in field.outbox.every()]

        sent = [send() for _ in range(4)]
        assert [sizes for _, sizes in sent] == [given()[:it] for it in range(4)]
        for bundle, _ in sent[:3]:
            platform.intake.take(bundle.file)
        field.receipts.take(answer_to(platform, sent[1][0].bundle))
        assert send()[1] == given()[1:4]
        field.receipts.take(answer_to(platform, sent[2][0].bundle))
        last, sizes = send()
        assert sizes == given()[2:5]
        assert platform.intake.take(last.file).history == "continues"


@pytest.mark.parametrize(
    ("given", "acknowledged", "proven"),
    [
        ([], 0, []),
        ([3, 9, 5], 0, [3, 5, 9]),
        ([3, 9, 5], 5, [5, 9]),
        ([3, 9, 5], 9, [9]),
        (range(1, 101), 0, [*range(37, 101)]),
        (range(1, 65), 1, [*range(1, 65)]),
        (range(1, 66), 1, [1, *range(3, 66)]),
        (range(1, 101), 7, [7, *range(38, 101)]),
        (range(1, 101), 60, [*range(60, 101)]),
    ],
)
def test_of_more_heads_than_fit_the_acknowledged_one_is_still_proven(given, acknowledged, proven):
    """What the platform surely saw is proven, however many bundles it never answered."""
    assert heads_to_prove(given, acknowledged) == proven
    assert len(proven) <= 64
