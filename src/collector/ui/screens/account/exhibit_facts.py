"""What is known of an exhibit, as lines to read: each name in soft ink, what is said below it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collector import vocabularies
from collector.session import ShownExhibit
from collector.ui.parts.layout import column, group
from collector.ui.parts.text import label
from collector.ui.screens.account.exhibit_words import (
    Said,
    metadata_note,
    of_the_file,
    of_the_person,
    visible_in,
)
from collector.ui.words import Words


def lines_of(said: Said) -> QWidget:
    """Return pairs of name and text as lines; both are harmless to show."""
    box = column(gap=8)
    for name, text in said:
        box.addLayout(column(label(name, "hint"), label(text), gap=0))
    return group(box)


def file_says(words: Words, exhibit: ShownExhibit) -> QWidget:
    """Return what the file says of itself, under a heading that calls it a claim."""
    box = column(label(words("exhibit-file-says"), "strong"), gap=6)
    if exhibit.claims is not None:
        said = of_the_file(words, exhibit.claims)
        note = metadata_note(words, exhibit.claims)
        if said:
            box.addWidget(lines_of(said))
        if note:
            box.addWidget(label(note, "soft"))
        if said:
            box.addWidget(label(words("exhibit-file-says-hint"), "hint"))
    return group(box, "file-says")


def person_says(words: Words, exhibit: ShownExhibit) -> QWidget:
    """Return what was sealed of what the person says, and what can be seen or heard."""
    box = column(label(words("exhibit-person-says"), "strong"), gap=6)
    said: Said = []
    if exhibit.person is not None:
        said = of_the_person(words, exhibit.person)
    if exhibit.record is not None:
        record = exhibit.record
        said.append((words("exhibit-shows"), visible_in(words, record.depicts)))
        others = words(f"exhibit-others-{record.others_shown.replace('_', '-')}")
        said.append((words("exhibit-others"), others))
        for name, terms, stored in (
            ("exhibit-originality", "V-ORIG", record.originality),
            ("exhibit-acquired", "V-ACQ", record.acquired),
        ):
            known = vocabularies.load(terms).label(stored, words.language)
            said.append((words(name), words.term(stored, known)))
    box.addWidget(lines_of(said) if said else label(words("exhibit-person-silent"), "soft"))
    return group(box, "person-says")
