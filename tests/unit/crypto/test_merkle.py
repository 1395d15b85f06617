"""The hash tree beside the definition of RFC 6962, written out naively here."""

import hashlib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from collector.crypto.merkle import (
    appended_nodes,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

steady = settings(derandomize=True, deadline=None, max_examples=200)
MANY = 130


def sha256(data):
    return hashlib.sha256(data).digest()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(leaves):
    """RFC 6962, 2.1, over leaf data."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0])
    k = split(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:]))


def path(m, leaves):
    """RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m, leaves, complete):
    """RFC 6962, 2.1.2."""
    if m == len(leaves):
        return [] if complete else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], complete), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


class Tree:
    """A store of nodes that, like the vault's, only ever adds."""

    def __init__(self, leaves):
        self.nodes = {}
        for size, data in enumerate(leaves):
            for level, index, value in appended_nodes(size, leaf_hash(data), self.read):
                assert (level, index) not in self.nodes
                self.nodes[level, index] = value

    def read(self, level, index):
        return self.nodes[level, index]


LEAVES = [b"leaf %d" % number for number in range(MANY)]
TREE = Tree(LEAVES)

sizes = st.integers(1, MANY)


@st.composite
def index_in_size(draw):
    size = draw(sizes)
    return draw(st.integers(0, size - 1)), size


@st.composite
def old_and_new(draw):
    new = draw(sizes)
    return draw(st.integers(1, new)), new


def included(index, size, /, **changes):
    values = {
        "leaf": leaf_hash(LEAVES[index]),
        "index": index,
        "size": size,
        "proof": inclusion_proof(index, size, TREE.read),
        "root": root(size, TREE.read),
    } | changes
    return verify_inclusion(**values)


def consistent(old, new, /, **changes):
    values = {
        "old": old,
        "new": new,
        "old_root": root(old, TREE.read),
        "new_root": root(new, TREE.read),
        "proof": consistency_proof(old, new, TREE.read),
    } | changes
    return verify_consistency(**values)


def spoiled(proof):
    """Every proof that differs from this one in one small thing."""
    for position, value in enumerate(proof):
        flipped = bytes([value[0] ^ 1]) + value[1:]
        yield [*proof[:position], flipped, *proof[position + 1 :]]
        yield [*proof[:position], value[:31], *proof[position + 1 :]]
        yield [*proof[:position], value + b"\x00", *proof[position + 1 :]]
        yield [*proof[:position], *proof[position + 1 :]]
        yield [*proof[:position], value, *proof[position:]]
        if position and proof[position - 1] != value:
            yield [*proof[: position - 1], value, proof[position - 1], *proof[position + 1 :]]
    yield [*proof, bytes(32)]
    yield [bytes(32), *proof]


def test_hashes_of_leaf_and_node_are_kept_apart():
    assert leaf_hash(b"x") == sha256(b"\x00x")
    assert node_hash(b"l" * 32, b"r" * 32) == sha256(b"\x01" + b"l" * 32 + b"r" * 32)
    inner = b"l" * 32 + b"r" * 32
    assert leaf_hash(inner) != node_hash(inner[:32], inner[32:])


def test_the_root_of_nothing_and_of_one_leaf():
    assert root(0, TREE.read).hex() == hashlib.sha256().hexdigest()
    assert root(1, TREE.read) == leaf_hash(LEAVES[0])


def test_every_root_is_that_of_the_definition():
    for size in range(MANY + 1):
        assert root(size, TREE.read) == mth(LEAVES[:size])


def test_appending_gives_each_complete_subtree_once_and_the_leaf_first():
    whole = {(level, i) for level in range(8) for i in range(MANY >> level)}
    assert set(TREE.nodes) == whole
    for (level, index), value in TREE.nodes.items():
        assert value == mth(LEAVES[index << level : (index + 1) << level])
    assert appended_nodes(6, b"h" * 32, TREE.read) == [(0, 6, b"h" * 32)]
    assert [node[:2] for node in appended_nodes(7, b"h" * 32, TREE.read)] == [
        (0, 7),
        (1, 3),
        (2, 1),
        (3, 0),
    ]


def test_appending_reads_only_what_was_appended_before():
    """A store that holds the nodes of n leaves is enough for the next; Tree would raise."""
    assert len(Tree(LEAVES[:65]).nodes) == 65 + 32 + 16 + 8 + 4 + 2 + 1


@steady
@given(index_in_size())
def test_inclusion_proofs_are_those_of_the_definition_and_verify(pair):
    index, size = pair
    assert inclusion_proof(index, size, TREE.read) == path(index, LEAVES[:size])
    assert included(index, size)


@steady
@given(old_and_new())
def test_consistency_proofs_are_those_of_the_definition_and_verify(pair):
    old, new = pair
    assert consistency_proof(old, new, TREE.read) == subproof(old, LEAVES[:new], True)
    assert consistent(old, new)


@steady
@given(index_in_size())
def test_a_spoiled_inclusion_proof_fails(pair):
    index, size = pair
    for proof in spoiled(inclusion_proof(index, size, TREE.read)):
        assert not included(index, size, proof=proof)


@steady
@given(old_and_new())
def test_a_spoiled_consistency_proof_fails(pair):
    old, new = pair
    for proof in spoiled(consistency_proof(old, new, TREE.read)):
        assert not consistent(old, new, proof=proof)


@steady
@given(index_in_size(), index_in_size())
def test_a_proof_holds_for_no_other_leaf_place_or_root(pair, other):
    index, size = pair
    other_index, other_size = other
    assume(index != other_index and size != other_size)
    assert not included(index, size, leaf=leaf_hash(LEAVES[other_index]))
    assert not included(index, size, root=root(other_size, TREE.read))
    if other_index < size:
        assert not included(index, size, index=other_index)


@steady
@given(old_and_new(), st.data())
def test_a_rewritten_history_is_not_consistent(pair, data):
    old, new = pair
    place = data.draw(st.integers(0, old - 1))
    rewritten = [*LEAVES[:place], b"another", *LEAVES[place + 1 : new]]
    tree = Tree(rewritten)
    assert not consistent(
        old, new, new_root=root(new, tree.read), proof=consistency_proof(old, new, tree.read)
    )
    assert not consistent(old, new, old_root=root(old, tree.read))


@steady
@given(old_and_new(), sizes)
def test_a_consistency_proof_holds_for_no_other_size(pair, wrong):
    old, new = pair
    assume(wrong not in {old, new} and old != new)
    if wrong > old:
        assert not consistent(old, new, new_root=root(wrong, TREE.read))
    if wrong <= new:
        assert not consistent(old, new, old_root=root(wrong, TREE.read))


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0), (6, 5), (1, 1), (-1, 1)])
def test_leaves_outside_of_the_tree_have_no_proof(index, size):
    with pytest.raises(ValueError, match="no such leaf"):
        inclusion_proof(index, size, TREE.read)
    assert not verify_inclusion(leaf_hash(b""), index, size, [], leaf_hash(b""))


@pytest.mark.parametrize(("old", "new"), [(-1, 5), (6, 5)])
def test_a_tree_does_not_shrink(old, new):
    with pytest.raises(ValueError, match="shrink"):
        consistency_proof(old, new, TREE.read)
    assert not verify_consistency(old, new, bytes(32), bytes(32), [])


def test_a_proof_made_up_for_a_tree_that_shrinks_is_refused():
    three, other = bytes(32), bytes([1] * 32)
    assert not verify_consistency(3, 2, three, node_hash(three, other), [three, other])


def test_every_tree_continues_the_empty_one():
    empty = sha256(b"")
    assert consistency_proof(0, 9, TREE.read) == []
    assert consistent(0, 9)
    assert consistent(0, 0)
    assert not consistent(0, 9, old_root=bytes(32))
    assert not consistent(0, 9, proof=[empty])
    assert not verify_consistency(0, 0, bytes(32), bytes(32), [])


def test_the_same_size_means_the_same_root_and_no_proof():
    assert consistent(9, 9)
    assert not consistent(9, 9, new_root=root(8, TREE.read))
    assert not consistent(9, 9, proof=[root(9, TREE.read)])


def test_values_that_are_no_hashes_are_refused():
    assert not verify_inclusion(b"", 0, 1, [], b"")
    assert not verify_consistency(3, 3, b"short", b"short", [])
    # An octet moved from one hash to the next leaves what is hashed for both as it was.
    both = bytes(range(64))
    assert verify_inclusion(both[:32], 0, 2, [both[32:]], node_hash(both[:32], both[32:]))
    for cut in (31, 33):
        left, right = both[:cut], both[cut:]
        assert not verify_inclusion(left, 0, 2, [right], node_hash(left, right))


def test_proof_and_root_of_a_deeper_or_flatter_tree_do_not_pass_for_this_size():
    """The hashes would fit: only the number of levels tells."""
    one, two = leaf_hash(LEAVES[0]), leaf_hash(LEAVES[1])
    assert verify_inclusion(two, 1, 2, [one], root(2, TREE.read))
    assert not verify_inclusion(two, 0, 1, [one], root(2, TREE.read))
    assert included(0, 4)
    assert not included(0, 4, size=8)


def test_a_consistency_proof_of_a_deeper_or_flatter_tree_does_not_pass_for_these_sizes():
    assert consistent(7, 8)
    assert not consistent(7, 8, old=3, new=4)
    assert consistent(3, 4)
    assert not consistent(3, 4, old=7, new=8)


@pytest.mark.parametrize("old", [3, 4])
def test_growth_without_a_proof_is_refused(old):
    assert not consistent(old, 5, proof=[])


def test_an_endless_proof_is_not_followed():
    assert not included(0, 4, proof=[bytes(32)] * 100_000)
    assert not consistent(3, 4, proof=[bytes(32)] * 100_000)
