"""The append-only hash tree of RFC 6962, section 2.1 (restated in RFC 9162, section 2.1), SHA-256.

Nothing is stored here.  A tree of n leaves is the complete subtrees it is made of: the node
(level, index) is the hash over the leaves from index * 2^level, 2^level of them.  Nodes never
change once their subtree is full, so whoever keeps them only ever adds.  They are fetched through
``read(level, index)``, which returns the 32-byte hash of a node that was appended before.

A leaf is given by its leaf hash everywhere.  Verification answers yes or no about any input and
raises nothing; an inclusion proof says nothing about what else is, or is not, in the tree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

Read = Callable[[int, int], bytes]

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256(0x00, data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01, left, right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def appended_nodes(size_before: int, leaf: bytes, read: Read) -> list[tuple[int, int, bytes]]:
    """Return the nodes that one more leaf completes, as (level, index, hash), the leaf first."""
    level, index, current = 0, size_before, leaf
    nodes = [(level, index, current)]
    while index % 2 == 1:
        current = node_hash(read(level, index - 1), current)
        level, index = level + 1, index // 2
        nodes.append((level, index, current))
    return nodes


def root(size: int, read: Read) -> bytes:
    """Return the root of the first ``size`` leaves."""
    return EMPTY_ROOT if size == 0 else _range_root(0, size, read)


def inclusion_proof(index: int, size: int, read: Read) -> list[bytes]:
    """Return the proof that leaf ``index`` is among the first ``size`` (PATH of RFC 6962, 2.1.1).

    Raises ValueError unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise ValueError("there is no such leaf")
    start, end = 0, size
    path = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range_root(middle, end, read))
            end = middle
        else:
            path.append(_range_root(start, middle, read))
            start = middle
    return path[::-1]


def consistency_proof(old: int, new: int, read: Read) -> list[bytes]:
    """Return the proof that the first ``new`` leaves begin with the first ``old`` (PROOF, 2.1.2).

    Empty if old is 0 or equals new.  Raises ValueError unless 0 <= old <= new.
    """
    if not 0 <= old <= new:
        raise ValueError("a tree does not shrink")
    if old in {0, new}:
        return []
    start, end = 0, new
    path = []
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_range_root(middle, end, read))
            end = middle
        else:
            path.append(_range_root(start, middle, read))
            start = middle
    if start > 0:  # else the old tree is this very subtree, whose root the verifier has
        path.append(_range_root(start, end, read))
    return path[::-1]


def _split(width: int) -> int:
    """Return the largest power of two below ``width``, which is at least 2."""
    return 1 << (width - 1).bit_length() - 1


def _range_root(start: int, end: int, read: Read) -> bytes:
    """Return the root of the leaves from start to before end, a subtree that the splitting made."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append(read(level, start >> level))
        start += 1 << level
    result = parts.pop()
    while parts:
        result = node_hash(parts.pop(), result)
    return result


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether the proof leads from the leaf hash to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or not _all_hashes(leaf, root, *proof):
        return False
    fn, sn = index, size - 1
    current = leaf
    for sibling in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            current = node_hash(sibling, current)
            fn, sn = _up_to_right_child(fn, sn)
        else:
            current = node_hash(current, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and current == root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether the new tree continues the old one (RFC 9162, 2.1.4.2).

    The empty tree is continued by every tree; its root must be the root of the empty tree.
    """
    if not 0 <= old <= new or not _all_hashes(old_root, new_root, *proof):
        return False
    if old == new:
        return not proof and old_root == new_root and (old > 0 or old_root == EMPTY_ROOT)
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if not proof:
        return False
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old_current = new_current = path[0]
    for sibling in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            old_current = node_hash(sibling, old_current)
            new_current = node_hash(sibling, new_current)
            fn, sn = _up_to_right_child(fn, sn)
        else:
            new_current = node_hash(new_current, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and old_current == old_root and new_current == new_root


def _up_to_right_child(fn: int, sn: int) -> tuple[int, int]:
    """Skip the levels on which the last node has no sibling."""
    while fn and not fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return fn, sn


def _all_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
