"""What is told beside the words of a sealed account, however much of it a sender puts there."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from collector.model.canonical import canonical
from collector.model.partial_date import PartialDate
from collector.model.records import read_record
from collector.model.testimony import PriorAccount
from collector.ui.screens.account.sealed_facts import facts
from collector.ui.words import Words
from vectors import contents

EARLIER = PriorAccount(
    to_whom="V-ORGB-01",
    when=PartialDate(empty="not_asked"),
    signed="unknown",
    copy_held="yes",
    may_link="no",
)


def test_a_sender_cannot_make_the_page_endless_by_what_was_told_before(qtbot):
    author = contents.signing_key("sender").public
    record = read_record(canonical(contents.testimony("account", author, [])))
    told = tuple(replace(record.words[0], told_by=f"сусед {n}") for n in range(3_000))
    for sent in (replace(record, prior_accounts=(EARLIER,) * 3_000), replace(record, words=told)):
        shown = facts(Words("en"), sent)
        qtbot.addWidget(shown)
        texts = [it.text() for it in shown.findChildren(QLabel)]
        assert texts.count("and 2,950 more (not shown here)") == 1
        assert len(texts) < 200
        assert max(map(len, texts)) < 1_000
