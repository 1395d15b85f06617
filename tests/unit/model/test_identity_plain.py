"""A sealed identity says where it belongs, and is refused elsewhere."""

import hashlib

import pytest

from collector.model import identity_plain as ip
from collector.model.canonical import canonical
from collector.model.identity import CardRef, IdentityForm, NameForm
from collector.model.reading import WrongKind, write
from unit.model import makers

CONTENT = canonical({"notes": "нататка"})


def plaintext(content=CONTENT):
    start = ip.opening(makers.identity_plain(length=len(content)))
    filled = start + content
    return filled + bytes(ip.pad_to(len(filled)) - len(filled))


def test_the_anchor_is_made_of_length_prefixed_fields():
    def field(data):
        return len(data).to_bytes(4, "big") + data

    expected = hashlib.sha256(
        field(b"collector/1/identity-anchor")
        + field(b"\x5a" * 32)
        + field(bytes.fromhex(makers.an_id(1)))
        + field(b"\xa1" * 32)
    ).hexdigest()
    assert ip.anchor("5a" * 32, makers.an_id(1), makers.AUTHOR) == expected


def test_the_anchor_depends_on_each_part():
    parts = ["5a" * 32, makers.an_id(1), makers.AUTHOR]
    others = ["5b" * 32, makers.an_id(2), makers.STRANGER]
    anchors = {ip.anchor(*parts)}
    for place, other in enumerate(others):
        anchors.add(ip.anchor(*parts[:place], other, *parts[place + 1 :]))
    assert len(anchors) == 4


@pytest.mark.parametrize(
    ("length", "padded"), [(0, 4096), (1, 4096), (4096, 4096), (4097, 8192), (10_000, 12_288)]
)
def test_sizes_are_padded_in_steps(length, padded):
    assert ip.pad_to(length) == padded


@pytest.mark.parametrize("size", [0, 1, 3000, 5000])
def test_a_plaintext_comes_apart_into_what_it_was_made_of(size):
    content = b"x" * size
    whole = plaintext(content)
    assert len(whole) % 4096 == 0
    plain, found = ip.split(whole)
    assert found == content
    assert plain.length == size
    assert plain.kind == "identity-plain"


@pytest.mark.parametrize(
    "torn",
    [
        b"",
        bytes(4096),
        plaintext()[:-1],
        plaintext() + b"\x00",
        plaintext() + bytes(4096),
        plaintext()[:-1] + b"\x01",
        plaintext().replace(b"\n", b" "),
        b"x" * (ip.LIMIT_LINE + 1) + b"\n",
    ],
)
def test_a_torn_plaintext_is_refused(torn):
    with pytest.raises(ip.IdentityTorn):
        ip.split(torn)


def test_an_opening_may_be_as_long_as_its_limit_and_no_longer(monkeypatch):
    line = ip.opening(makers.identity_plain())
    monkeypatch.setattr(ip, "LIMIT_LINE", len(line))
    assert ip.read_opening(line) == makers.identity_plain()
    monkeypatch.setattr(ip, "LIMIT_LINE", len(line) - 1)
    with pytest.raises(ip.IdentityTorn):
        ip.read_opening(line)


def test_another_document_is_no_opening():
    with pytest.raises(WrongKind):
        ip.read_opening(write(makers.identity_record()) + b"\n")


def test_what_belongs_is_accepted():
    ip.check_belongs(makers.identity_plain(), makers.identity_record(), makers.a_digest(5))


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("testimony", {"testimony": makers.an_id(8)}),
        ("number", {"n": 2}),
        ("author", {"author": makers.STRANGER}),
        ("card", {"card": CardRef(root_key="c4" * 32, serial=1)}),
        ("card", {"card": CardRef(root_key="c3" * 32, serial=2)}),
        ("recipients", {"recipients": (makers.a_digest(12),)}),
        ("recipients", {"recipients": (makers.a_digest(11), makers.a_digest(12))}),
        ("anchor", {"anchor": makers.a_digest(6)}),
    ],
)
def test_every_part_that_differs_is_refused_by_name(part, changes):
    with pytest.raises(ip.IdentityMismatch) as caught:
        ip.check_belongs(
            makers.identity_plain(**changes), makers.identity_record(), makers.a_digest(5)
        )
    assert caught.value.facts == {"part": part}


def test_a_form_never_shows_a_name_by_accident():
    form = IdentityForm(names=(NameForm(text="Прозвішча", script="Cyrl-be", alias=False),))
    assert "Прозвішча" not in f"{form!r} {form} {form.names[0]!r}"
