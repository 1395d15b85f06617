"""First contact, continues, rewritten: what is said of a sender's log."""

from __future__ import annotations

import shutil

import pytest

from collector.store import signers
from collector.store.signers import SeenHead
from collector.sync.history import judge_history
from makers import PLATFORM, add, make, reopen, trust


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
        heads = signers.heads(platform.vault.db, rewritten.signer)
        sizes = [it.size for it in heads]
        assert len(sizes) > len(set(sizes))
        assert len(platform.testimonies.every()) == 4  # nothing of what came is thrown away
        assert platform.check() == []
