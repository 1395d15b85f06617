"""From one text to paragraphs and back: not a character is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from collector.model.testimony import Paragraph
from collector.ui.screens.account.paragraphs import join, split, with_basis

TEXTS = some.text(some.sampled_from("аб \n\n\n\u00a0"), max_size=60)


def paragraphs(text):
    return with_basis(split(text), ("saw",), None, {})


@given(TEXTS)
def test_joining_what_was_split_gives_back_what_was_typed(text):
    assert join(paragraphs(text)) == (text if text.strip() else "")


@given(TEXTS)
def test_no_paragraph_is_blank(text):
    assert all(piece.strip() for piece in split(text))


def test_a_blank_line_ends_a_paragraph():
    assert split("адзін\nдва\n\nтры") == ["адзін\nдва", "тры"]


def test_there_are_never_more_paragraphs_than_a_record_may_have():
    text = "\n\n".join(str(n) for n in range(12_000))
    pieces = split(text)
    assert len(pieces) <= 5_000
    assert "\n\n".join(pieces) == text


def test_a_paragraph_that_is_too_long_is_divided():
    pieces = split("а" * 600_000)
    assert [len(piece) for piece in pieces] == [500_000, 100_000]


def test_paragraphs_that_were_kept_stay_as_they_were():
    before = Paragraph(text="Казалі.", basis=("told_by",), told_by="сусед")
    made = with_basis(["Казалі.", "Бачыў."], ("saw",), None, {before.text: before})
    assert made == (before, Paragraph(text="Бачыў.", basis=("saw",)))
