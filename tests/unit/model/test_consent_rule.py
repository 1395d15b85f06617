"""Consent as a rule: one example for each sentence of it."""

import msgspec
import pytest

from collector.model import consent_facts as cf
from collector.model import consent_reasons
from collector.model.aspects import Aspects
from collector.model.consent import RevisionRef, Withdrawal
from collector.model.consent_rule import decide
from unit.model import makers

PLATFORM = cf.Recipient("V-RECIP-02", "c3" * 32)
OTHER_PLATFORM = cf.Recipient("V-RECIP-02", "c4" * 32)
PROSECUTOR = cf.Recipient("V-RECIP-04", "c5" * 32)
SELF = cf.Exporter(makers.AUTHOR, None)
COORDINATOR = cf.Exporter("e5" * 32, "V-RECIP-02")
TODAY = "2026-11-22"
FACE = Aspects(voice=False, face=True, document=False, body=False)
VOICE_AND_FACE = Aspects(voice=True, face=True, document=False, body=False)


def an_exhibit(number=1, **changes):
    fields = {
        "media": makers.an_id(100 + number),
        "sha256": makers.a_digest(100 + number),
        "depicts": makers.NOTHING,
        "others_shown": "none",
        "compartment": "exhibit",
    }
    return cf.ExhibitFacts(**{**fields, **changes})


def facts(number=1, **changes):
    fields = {
        "id": makers.an_id(number),
        "revision": 1,
        "digest": makers.a_digest(number),
        "authors": frozenset({makers.AUTHOR}),
        "exhibits": (),
    }
    return cf.TestimonyFacts(**{**fields, **changes})


def row(number=50, about=1, **changes):
    fields = {
        **makers.envelope(number),
        "testimony": RevisionRef(id=makers.an_id(about), revision=1, digest=makers.a_digest(about)),
    }
    return makers.consent(**{**fields, **changes})


def judge(rows, *, testimonies=None, recipient=PLATFORM, exporter=SELF, today=TODAY, answers=()):
    return decide(
        testimonies if testimonies is not None else [facts()],
        rows,
        recipient=recipient,
        exporter=exporter,
        today=today,
        answers=answers,
    )


def reasons(rows, **more):
    (verdict,) = judge(rows, **more).testimonies
    return verdict.reasons


def answer(yes=True, *, onward=False, recipient=PLATFORM, about=1):
    return cf.Answer(testimony=makers.an_id(about), recipient=recipient, yes=yes, onward=onward)


def test_a_yes_lets_the_account_go_with_its_row():
    yes = row()
    decision = judge([yes])
    (verdict,) = decision.testimonies
    assert verdict.allowed
    assert verdict.rows == (yes,)
    assert not decision.refused
    assert (verdict.id, verdict.revision) == (makers.an_id(1), 1)


def test_no_row_means_no_and_the_whole_is_refused():
    assert reasons([]) == ("recipient.missing",)
    assert judge([]).refused
    assert judge([], testimonies=[]).refused


@pytest.mark.parametrize("decision", ["no", "ask", "later"])
def test_anything_but_yes_means_no(decision):
    assert reasons([row(decision=decision)]) == (f"recipient.{decision}",)


@pytest.mark.parametrize("decision", ["ask", "later"])
def test_asked_and_answered_for_this_export_means_yes(decision):
    asked = [row(decision=decision)]
    assert reasons(asked, answers=[answer()]) == ()
    assert reasons(asked, answers=[answer(False)])
    assert reasons(asked, answers=[answer(), answer(False)])
    assert reasons(asked, answers=[answer(recipient=OTHER_PLATFORM)])
    assert reasons(asked, answers=[answer(recipient=PROSECUTOR)])
    assert reasons(asked, answers=[answer(about=2)])
    assert reasons(asked, answers=[answer(onward=True)])


def test_no_answer_turns_a_no_into_a_yes_but_a_no_turns_a_yes():
    assert reasons([row(decision="no")], answers=[answer()]) == ("recipient.no",)
    assert reasons([row()], answers=[answer(False)]) == ("recipient.answered-no",)


def test_the_highest_revision_holds_whatever_came_first():
    yes, no = row(revision=1), row(revision=2, decision="no")
    assert reasons([yes, no]) == reasons([no, yes]) == ("recipient.no",)
    yes_again = row(revision=3)
    assert reasons([yes_again, no, yes]) == reasons([yes, no, yes_again]) == ()


def test_two_versions_of_one_revision_must_both_allow():
    assert reasons([row(), row(decision="no", salt="77" * 32)]) == ("recipient.no",)


def test_two_rows_for_one_recipient_must_both_allow():
    assert reasons([row(50), row(51, decision="no")]) == ("recipient.no",)
    named = [row(50, identity_level="full"), row(51, identity_level="pseudonym")]
    for rows in (named, named[::-1]):
        assert judge(rows).testimonies[0].identity_reasons == ("identity-level",)


def test_a_withdrawal_holds_for_ever():
    taken_back = row(revision=2, withdrawn=True)
    assert reasons([row(), taken_back]) == ("recipient.withdrawn",)
    assert "recipient.withdrawn" in reasons([row(), taken_back, row(revision=3)])
    assert "recipient.withdrawn" in reasons([row(60), taken_back])


def test_a_withdrawal_holds_for_every_revision_of_the_account():
    other = RevisionRef(id=makers.an_id(1), revision=2, digest=makers.a_digest(2))
    assert reasons([row(), row(60, testimony=other, withdrawn=True)]) == ("recipient.withdrawn",)


def test_either_sign_of_a_withdrawal_is_enough():
    withdrawal = Withdrawal(at=makers.STAMP, effect="V-WEFF-01")
    assert reasons([row(withdrawal=withdrawal)]) == ("recipient.withdrawn",)


def test_a_row_of_a_stranger_counts_neither_way():
    assert reasons([row(author=makers.STRANGER)]) == ("recipient.missing",)
    assert reasons([row(), row(author=makers.STRANGER, revision=9, decision="no")]) == ()
    assert reasons([row(), row(author=makers.STRANGER, withdrawn=True)]) == ()
    assert reasons([row(decision="no"), row(author=makers.STRANGER, revision=9)])


def test_whoever_took_over_speaks_with_the_first_author():
    both = [facts(authors=frozenset({makers.AUTHOR, makers.STRANGER}))]
    no = row(author=makers.STRANGER, revision=2, decision="no")
    assert reasons([row(), no], testimonies=both) == ("recipient.no",)


@pytest.mark.parametrize(
    "named",
    [
        RevisionRef(id=makers.an_id(1), revision=2, digest=makers.a_digest(1)),
        RevisionRef(id=makers.an_id(1), revision=1, digest=makers.a_digest(2)),
    ],
)
def test_a_yes_to_other_words_is_no_yes_to_these(named):
    assert reasons([row(testimony=named)]) == ("recipient.other-revision",)


def test_a_yes_to_another_account_says_nothing():
    assert reasons([row(about=2)]) == ("recipient.missing",)


def test_a_yes_whose_row_later_spoke_of_something_else_is_over():
    moved = row(revision=2, recipient="V-RECIP-04")
    assert reasons([row(), moved]) == ("recipient.overtaken",)
    heir = "f6" * 32
    by_heir = row(revision=2, recipient="V-RECIP-04", author=heir)
    both = [facts(authors=frozenset({makers.AUTHOR, heir}))]
    assert reasons([row(), by_heir], testimonies=both) == ("recipient.overtaken",)


def test_a_no_is_not_lifted_by_a_row_that_moves_on_to_other_words():
    other = RevisionRef(id=makers.an_id(1), revision=2, digest=makers.a_digest(2))
    rows = [row(50, decision="no"), row(51)]
    assert "recipient.no" in reasons([*rows, row(50, revision=2, decision="no", testimony=other)])


@pytest.mark.parametrize(
    ("until", "allowed"), [("2026-11-21", False), ("2026-11-22", True), ("2026-11-23", True)]
)
def test_consent_lasts_to_the_end_of_its_last_day(until, allowed):
    assert reasons([row(valid_until=until)]) == (() if allowed else ("recipient.expired",))


def test_a_yes_for_one_class_is_none_for_another():
    assert reasons([row()], recipient=PROSECUTOR) == ("recipient.missing",)


def test_nothing_goes_to_the_class_that_means_never():
    never = cf.Recipient("V-RECIP-16", "c6" * 32)
    assert reasons([row(recipient="V-RECIP-16")], recipient=never) == ("recipient-never",)


def test_to_be_counted_is_not_to_be_passed_on():
    assert reasons([row(identity_level="aggregate")]) == ("recipient.aggregate",)


@pytest.mark.parametrize(
    ("level", "allowed"), [("full", True), ("recipient_only", True), ("pseudonym", False)]
)
def test_the_identity_goes_only_where_the_person_wants_to_be_named(level, allowed):
    (verdict,) = judge([row(identity_level=level)]).testimonies
    assert verdict.allowed
    assert verdict.identity_allowed is allowed
    assert verdict.identity_reasons == (() if allowed else ("identity-level",))


def exhibit_reasons(exhibit, rows, **more):
    decision = judge(rows, testimonies=[facts(exhibits=(exhibit,))], **more)
    return decision.testimonies[0].exhibits[0].reasons


@pytest.mark.parametrize("aspect", ["voice", "face", "document", "body"])
def test_each_thing_shown_needs_its_own_yes(aspect):
    shows = an_exhibit(depicts=msgspec.structs.replace(makers.NOTHING, **{aspect: True}))
    all_but_one = msgspec.structs.replace(makers.EVERYTHING, **{aspect: False})
    assert exhibit_reasons(shows, [row(media=all_but_one)]) == (f"media.{aspect}",)
    assert exhibit_reasons(shows, [row(media=makers.EVERYTHING)]) == ()


def test_everything_shown_must_be_permitted_at_once():
    both = an_exhibit(depicts=VOICE_AND_FACE)
    assert exhibit_reasons(both, [row(media=FACE)]) == ("media.voice",)
    assert exhibit_reasons(both, [row()]) == ("media.voice", "media.face")


@pytest.mark.parametrize(
    ("others", "allowed"),
    [
        ("none", True),
        ("consented", True),
        ("not_recognisable", True),
        ("not_consented", False),
        ("unknown", False),
    ],
)
def test_others_in_the_picture_count_too(others, allowed):
    found = exhibit_reasons(an_exhibit(others_shown=others), [row(media=makers.EVERYTHING)])
    assert found == (() if allowed else ("others-shown",))


def test_a_passport_scan_goes_only_with_the_identity():
    scan = an_exhibit(compartment="identity")
    assert exhibit_reasons(scan, [row()]) == ("identity-level",)
    assert exhibit_reasons(scan, [row(identity_level="full")]) == ()


def test_an_exhibit_held_back_does_not_hold_back_the_account_but_is_listed():
    shown = facts(exhibits=(an_exhibit(1, depicts=FACE), an_exhibit(2)))
    (verdict,) = judge([row()], testimonies=[shown]).testimonies
    assert verdict.allowed
    assert [exhibit.allowed for exhibit in verdict.exhibits] == [False, True]


def test_an_account_held_back_holds_back_all_that_belongs_to_it():
    shown = facts(exhibits=(an_exhibit(),))
    (verdict,) = judge([row(decision="no")], testimonies=[shown]).testimonies
    assert verdict.identity_reasons == ("account",)
    assert verdict.exhibits[0].reasons == ("account",)
    assert verdict.rows == ()


def test_the_same_bytes_held_back_for_one_are_held_back_for_all():
    same = {"sha256": makers.a_digest(200)}
    free = facts(1, exhibits=(an_exhibit(1, **same), an_exhibit(2)))
    shy = facts(2, exhibits=(an_exhibit(3, **same, depicts=FACE),))
    decision = judge([row(), row(60, about=2)], testimonies=[free, shy])
    found = [[exhibit.reasons for exhibit in v.exhibits] for v in decision.testimonies]
    assert found == [[("same-bytes",), ()], [("media.face",)]]


def test_one_account_held_back_leaves_the_other():
    decision = judge([row()], testimonies=[facts(1), facts(2)])
    assert [verdict.allowed for verdict in decision.testimonies] == [True, False]
    assert not decision.refused


HANDING_ON = {"recipient": PROSECUTOR, "exporter": COORDINATOR}


def rows_to_hand_on(recipient=None, onward=None, holder=None):
    return [
        row(70, recipient="V-RECIP-04", **(recipient or {})),
        row(71, recipient="onward", **(onward or {})),
        row(72, recipient="V-RECIP-02", **{"onward": "yes", **(holder or {})}),
    ]


def test_handing_on_needs_three_to_agree():
    everything = rows_to_hand_on()
    assert reasons(everything, **HANDING_ON) == ()
    assert reasons(everything[1:], **HANDING_ON) == ("recipient.missing",)
    assert reasons(everything[:1] + everything[2:], **HANDING_ON) == ("onward.missing",)
    assert reasons(everything[:2], **HANDING_ON) == ("holder.missing",)


def test_the_author_needs_no_leave_to_hand_on():
    assert reasons(rows_to_hand_on()[:1], recipient=PROSECUTOR) == ()


def test_an_exporter_without_a_class_of_its_own_hands_on_nothing():
    nobody = cf.Exporter(makers.STRANGER, None)
    found = reasons(rows_to_hand_on(), recipient=PROSECUTOR, exporter=nobody)
    assert found == ("holder.missing",)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"onward": {"decision": "no"}}, "onward.no"),
        ({"onward": {"decision": "ask"}}, "onward.ask"),
        ({"onward": {"withdrawn": True}}, "onward.withdrawn"),
        ({"onward": {"valid_until": "2020-01-01"}}, "onward.expired"),
        ({"onward": {"identity_level": "aggregate"}}, "onward.aggregate"),
        ({"holder": {"onward": "no"}}, "holder.no-handing-on"),
        ({"holder": {"onward": "ask"}}, "holder.ask-handing-on"),
        ({"holder": {"decision": "no"}}, "holder.no"),
        ({"holder": {"withdrawn": True}}, "holder.withdrawn"),
        ({"recipient": {"decision": "no"}}, "recipient.no"),
    ],
)
def test_whoever_does_not_agree_stops_it(changes, reason):
    assert reasons(rows_to_hand_on(**changes), **HANDING_ON) == (reason,)


def test_an_answer_about_handing_on_is_an_answer_of_its_own():
    asked = rows_to_hand_on(onward={"decision": "ask"}, holder={"onward": "later"})
    yes = answer(onward=True, recipient=PROSECUTOR)
    assert reasons(asked, **HANDING_ON, answers=[yes]) == ()
    plain = answer(recipient=PROSECUTOR)
    assert len(reasons(asked, **HANDING_ON, answers=[plain])) == 2


def test_a_name_given_to_one_recipient_only_goes_no_further():
    full = {"identity_level": "full"}
    only = {"identity_level": "recipient_only"}

    def named(**levels):
        (verdict,) = judge(rows_to_hand_on(**levels), **HANDING_ON).testimonies
        return verdict.identity_allowed

    assert named(recipient=full, onward=full, holder=full)
    assert named(recipient=only, onward=full, holder=full)
    assert not named(recipient=full, onward=only, holder=full)
    assert not named(recipient=full, onward=full, holder=only)


def test_media_handed_on_must_be_permitted_on_every_side():
    face = an_exhibit(depicts=FACE)
    may = {"media": FACE}
    assert exhibit_reasons(face, rows_to_hand_on(may, may, may), **HANDING_ON) == ()
    for missing in ((None, may, may), (may, None, may), (may, may, None)):
        assert exhibit_reasons(face, rows_to_hand_on(*missing), **HANDING_ON) == ("media.face",)


def test_only_the_rows_for_this_recipient_and_about_handing_on_travel():
    yes, onward = row(50), row(51, recipient="onward", decision="no")
    elsewhere, other = row(52, recipient="V-RECIP-13"), row(53, about=2)
    old = row(50, revision=1, decision="no")
    yes = row(50, revision=2)
    (verdict,) = judge([yes, onward, elsewhere, other, old]).testimonies
    assert set(verdict.rows) == {yes, onward}


def test_a_withdrawal_of_handing_on_travels_beside_what_came_after_it():
    withdrawn = row(51, recipient="onward", withdrawn=True)
    after = row(51, recipient="onward", revision=2)
    (verdict,) = judge([row(), withdrawn, after]).testimonies
    assert {withdrawn, after} <= set(verdict.rows)


def test_every_reason_has_words():
    sides = ["recipient", "onward", "holder"]
    account = ["missing", "other-revision", "overtaken", "withdrawn", "no", "ask", "later"]
    account += ["expired", "aggregate", "answered-no", "no-handing-on", "ask-handing-on"]
    others = ["recipient-never", "account", "identity-level", "others-shown", "same-bytes"]
    others += ["identity-key-revoked", "name-taken"]
    others += [f"media.{aspect}" for aspect in ("voice", "face", "document", "body")]
    codes = [f"{side}.{reason}" for side in sides for reason in account] + others
    told = [consent_reasons.words(code) for code in codes]
    assert len(set(told)) == len(codes)
