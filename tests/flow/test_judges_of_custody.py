"""The custody log judged by ssh-keygen and by RFC 6962 written down again, with hashlib alone."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from flow.judged import Journey, allowed, journey, key_file, run, unpack
from makers import PLATFORM, add

CHECKPOINT = "collector-checkpoint"


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Journey, list[Path]]]:
    """Two bundles of one sender, opened: the second proves that its log continues the first's."""
    folder = tmp_path_factory.mktemp("custody")
    made = journey(folder)
    keys = key_file(folder / "keys.txt", *made.coordinator.trust.content_keys())
    made.field.testimonies.seal(add(made.field))
    second = made.field.outbox.export(made.field.trust.platform(PLATFORM))
    bags = [
        unpack(folder / "first", made.exported.file, keys),
        unpack(folder / "second", second.file, keys),
    ]
    yield made, bags
    made.field.close()
    made.coordinator.close()


# --- RFC 6962, section 2.1, as it stands there --------------------------------------------------


def mth(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of a list of leaves."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def path_root(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that an audit path leads to, from the top down (2.1.1 read backwards)."""
    if size == 1:
        assert not path
        return hashlib.sha256(b"\x00" + leaf).digest()
    k, sibling = split(size), path[-1]
    if index < k:
        return hashlib.sha256(b"\x01" + path_root(leaf, index, k, path[:-1]) + sibling).digest()
    below = path_root(leaf, index - k, size - k, path[:-1])
    return hashlib.sha256(b"\x01" + sibling + below).digest()


def proof(m: int, leaves: Sequence[bytes], *, known: bool = True) -> list[bytes]:
    """The consistency proof SUBPROOF(m, D[n], b) of 2.1.2."""
    n = len(leaves)
    if m == n:
        return [] if known else [mth(leaves)]
    k = split(n)
    if m <= k:
        return [*proof(m, leaves[:k], known=known), mth(leaves[k:])]
    return [*proof(m - k, leaves[k:], known=False), mth(leaves[:k])]


# --- reading what a bag holds, without our readers ----------------------------------------------


def head_of(bag: Path) -> tuple[str, int, bytes]:
    origin, size, root = (bag / "proof" / "checkpoint").read_text("ascii").splitlines()
    return origin, int(size), base64.b64decode(root)


def events_of(bag: Path) -> list[dict]:
    return [json.loads(line) for line in (bag / "proof" / "events.jsonl").read_bytes().splitlines()]


def leaf_of(event: dict) -> bytes:
    text = json.dumps(event["event"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def paths_of(bag: Path) -> list[tuple[int, list[bytes]]]:
    found = []
    for line in (bag / "proof" / "inclusion").read_text("ascii").splitlines():
        index, *hashes = line.split(" ")
        found.append((int(index), [base64.b64decode(it) for it in hashes]))
    return found


def commitment(label: str, nonce: str, digest: str) -> str:
    parts = (b"collector/1/commitment", label.encode(), bytes.fromhex(nonce), bytes.fromhex(digest))
    text = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hashlib.sha256(text).hexdigest()


# --- the judgements -----------------------------------------------------------------------------


def test_ssh_keygen_agrees_on_every_signed_head_of_the_vault(way, tmp_path):
    made, _ = way
    log = made.field.custody
    heads = [head for size in range(log.size() + 1) if (head := log.head(size))]
    assert len(heads) >= 3
    allowed(tmp_path / "allowed", made.field.vault.signing_key.public)
    for head in heads:
        (tmp_path / "sig").write_text(head.signature, "ascii")
        for text, good in ((head.checkpoint, True), (head.checkpoint + b"\n", False)):
            answer = run(
                *("ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "sender"),
                *("-n", CHECKPOINT, "-s", "sig"),
                cwd=tmp_path,
                data=text,
            )
            assert (answer.returncode == 0) is good
            assert (b"Good" in answer.stdout) is good


def test_every_head_is_the_root_of_its_leaves(way):
    made, _ = way
    rows = made.field.vault.db.execute("SELECT bytes FROM event ORDER BY leaf").fetchall()
    leaves = [row[0] for row in rows]
    for size in range(len(leaves) + 1):
        assert made.field.custody.root(size) == mth(leaves[:size])
        head = made.field.custody.head(size)
        if head is not None:
            assert head.checkpoint.splitlines()[1:] == [
                str(size).encode(),
                base64.b64encode(mth(leaves[:size])),
            ]


def test_every_event_of_a_bundle_lies_in_the_tree_of_its_head(way):
    for bag in way[1]:
        _, size, root = head_of(bag)
        events, paths = events_of(bag), paths_of(bag)
        assert events
        assert [event["index"] for event in events] == [index for index, _ in paths]
        for event, (index, path) in zip(events, paths, strict=True):
            assert path_root(leaf_of(event), index, size, path) == root
            forged = event | {"event": event["event"] | {"outcome": "fail"}}
            assert path_root(leaf_of(forged), index, size, path) != root


def test_every_payload_file_is_what_an_event_was_committed_to(way):
    for bag in way[1]:
        opened = set()
        for event in events_of(bag):
            for it in event["openings"]:
                named = event["event"]["objects"][it["object"]]
                assert named["commitment"] == commitment(it["label"], it["nonce"], it["digest"])
                opened.add(it["digest"])
        files = [path for path in (bag / "data").rglob("*") if path.is_file()]
        assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == opened


def test_the_second_head_continues_the_first(way):
    made, (first, second) = way
    rows = made.field.vault.db.execute("SELECT bytes FROM event ORDER BY leaf").fetchall()
    _, old_size, old_root = head_of(first)
    _, new_size, _ = head_of(second)
    assert old_size < new_size
    assert (first / "proof" / "consistency").read_bytes() == b""
    (line,) = (second / "proof" / "consistency").read_text("ascii").splitlines()
    size, root, *given = line.split(" ")
    assert (int(size), base64.b64decode(root)) == (old_size, old_root)
    leaves = [row[0] for row in rows[:new_size]]
    assert [base64.b64decode(it) for it in given] == proof(old_size, leaves)


def test_the_origin_tells_only_the_key(way):
    made, (first, second) = way
    public = made.field.vault.signing_key.public
    expected = hashlib.sha256(b"collector/1/log" + public).hexdigest()[:32]
    assert {head_of(first)[0], head_of(second)[0]} == {f"log/{expected}"}
