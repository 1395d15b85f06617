"""Consent as a rule: what must hold for every heap of rows, judged by an oracle of its own.

The oracle asks the opposite question: is there any single row, or any missing one, that forbids?
It is written over plain lists, quadratic and slow, and shares no code with the rule.
"""

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from collector.model import consent_facts as cf
from collector.model.aspects import Aspects
from collector.model.consent import RevisionRef
from collector.model.consent_rule import decide
from unit.model import makers

AUTHORS = [makers.AUTHOR, makers.STRANGER, "d4" * 32]
CLASSES = ["V-RECIP-02", "V-RECIP-04"]
DAYS = ["2026-11-21", "2026-11-22", "2026-11-23"]
ROOT = "c3" * 32

STEADY = settings(derandomize=True, deadline=None)

often = st.sampled_from
NAMES = ("voice", "face", "document", "body")
aspects = st.builds(Aspects, **{name: st.booleans() for name in NAMES})
mostly_all = st.one_of(st.just(makers.EVERYTHING), aspects)
named = st.builds(
    RevisionRef,
    id=often([makers.an_id(1), makers.an_id(1), makers.an_id(2)]),
    revision=often([1, 1, 1, 2]),
    digest=often([makers.a_digest(1), makers.a_digest(1), makers.a_digest(2)]),
)
rows = st.builds(
    makers.consent,
    id=often([makers.an_id(number) for number in range(50, 56)]),
    revision=st.integers(1, 3),
    author=often([AUTHORS[0]] * 4 + AUTHORS[1:]),
    salt=often(["5a" * 32, "5b" * 32]),
    testimony=named,
    recipient=often([*CLASSES, *CLASSES, "onward"]),
    decision=often(["yes"] * 5 + ["no", "ask", "later"]),
    identity_level=often(["full"] * 4 + ["recipient_only", "pseudonym", "aggregate"]),
    media=mostly_all,
    onward=often(["yes"] * 4 + ["no", "ask", "later"]),
    valid_until=often([None, None, None, *DAYS]),
    withdrawn=often([False] * 9 + [True]),
)
exhibits = st.builds(
    cf.ExhibitFacts,
    media=often([makers.an_id(n) for n in range(100, 104)]),
    sha256=often([makers.a_digest(n) for n in range(100, 103)]),
    depicts=aspects,
    others_shown=often(
        ["none"] * 4 + ["consented", "not_recognisable", "not_consented", "unknown"]
    ),
    compartment=often(["exhibit", "exhibit", "identity"]),
)
testimonies = st.lists(
    st.builds(
        cf.TestimonyFacts,
        id=often([makers.an_id(1), makers.an_id(1), makers.an_id(2)]),
        revision=often([1, 1, 1, 2]),
        digest=often([makers.a_digest(1), makers.a_digest(1), makers.a_digest(2)]),
        authors=often([frozenset(AUTHORS[:1]), frozenset(AUTHORS[:2])]),
        exhibits=st.lists(exhibits, max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=2,
)
recipients = st.builds(cf.Recipient, often(CLASSES), st.just(ROOT))
exporters = st.builds(
    cf.Exporter, often([AUTHORS[0], AUTHORS[0], AUTHORS[2]]), often([*CLASSES, None])
)
answers = st.lists(
    st.builds(
        cf.Answer,
        testimony=often([makers.an_id(1), makers.an_id(2)]),
        recipient=recipients,
        yes=often([True, True, True, False]),
        onward=st.booleans(),
    ),
    max_size=4,
)


@st.composite
def generous(draw, given_testimonies):
    """Rows that allow everything, each now and then left out or bent in one field."""
    bend = st.one_of(
        st.none(),
        st.none(),
        st.none(),
        st.builds(lambda level: {"identity_level": level}, often(["recipient_only", "pseudonym"])),
        st.builds(lambda media: {"media": media}, aspects),
        st.builds(lambda decision: {"decision": decision}, often(["no", "ask", "later"])),
        st.builds(lambda onward: {"onward": onward}, often(["no", "ask", "later"])),
    )
    found = []
    for facts in given_testimonies:
        for number, recipient in enumerate([*CLASSES, "onward"], start=50):
            allows = makers.consent(
                id=makers.an_id(number + 3 * (facts.id == makers.an_id(2))),
                testimony=RevisionRef(id=facts.id, revision=facts.revision, digest=facts.digest),
                recipient=recipient,
                identity_level="full",
                media=makers.EVERYTHING,
                onward="yes",
            )
            found.append(msgspec.structs.replace(allows, **(draw(bend) or {})))
    return found


@st.composite
def heaps(draw):
    """A whole question: accounts, a heap of rows about them, and what was answered."""
    given_testimonies = draw(testimonies)
    return {
        "testimonies": given_testimonies,
        "rows": draw(generous(given_testimonies)) + draw(st.lists(rows, max_size=3)),
        "recipient": draw(recipients),
        "exporter": draw(exporters),
        "today": draw(often(DAYS)),
        "answers": draw(answers),
    }


cases = heaps()


def run(case):
    return decide(
        case["testimonies"],
        case["rows"],
        recipient=case["recipient"],
        exporter=case["exporter"],
        today=case["today"],
        answers=case["answers"],
    )


# The oracle.


def said(case, facts, onward):
    given_now = [
        one.yes
        for one in case["answers"]
        if one.testimony == facts.id and one.recipient == case["recipient"] and one.onward == onward
    ]
    return "no" if False in given_now else "yes" if given_now else "nothing"


def governing(case, facts, code):
    """Every row about this revision and class that no later version of itself replaces."""
    about = [
        row
        for row in case["rows"]
        if row.author in facts.authors
        and row.recipient == code
        and row.testimony == RevisionRef(id=facts.id, revision=facts.revision, digest=facts.digest)
    ]
    return [
        row
        for row in about
        if not any(other.id == row.id and other.revision > row.revision for other in about)
    ]


def forbidden_by(case, facts, code, *, onward=False, holder=False):
    """Say whether anything at all on this side forbids the account."""
    answer = said(case, facts, onward)
    mine = governing(case, facts, code)
    objections = [answer == "no", not mine]
    for row in case["rows"]:
        same = row.testimony.id == facts.id and row.recipient == code
        objections.append(same and row.author in facts.authors and row.withdrawn)
    for row in mine:
        for decision in [row.decision] + ([row.onward] if holder else []):
            objections.append(decision == "no")
            objections.append(decision in ("ask", "later") and answer != "yes")
        objections.append(row.valid_until is not None and row.valid_until < case["today"])
        objections.append(row.identity_level == "aggregate")
        for other in case["rows"]:
            newer = other.id == row.id and other.revision > row.revision
            objections.append(newer and other.author in facts.authors)
    return any(objections)


def hands_on(case, facts):
    return case["exporter"].key not in facts.authors


def account_may_go(case, facts):
    if forbidden_by(case, facts, case["recipient"].code):
        return False
    if not hands_on(case, facts):
        return True
    holder = case["exporter"].code
    return (
        holder is not None
        and not forbidden_by(case, facts, "onward", onward=True)
        and not forbidden_by(case, facts, holder, onward=True, holder=True)
    )


def all_governing(case, facts):
    codes = [case["recipient"].code]
    if hands_on(case, facts):
        codes += ["onward", case["exporter"].code]
    return [(code, row) for code in codes for row in governing(case, facts, code)]


def identity_may_go(case, facts):
    if not account_may_go(case, facts):
        return False
    for row in governing(case, facts, case["recipient"].code):
        if row.identity_level not in ("full", "recipient_only"):
            return False
    further = ["onward", case["exporter"].code] if hands_on(case, facts) else []
    return all(
        row.identity_level == "full" for code in further for row in governing(case, facts, code)
    )


def exhibit_may_go_alone(case, facts, exhibit):
    if not account_may_go(case, facts):
        return False
    if exhibit.others_shown in ("not_consented", "unknown"):
        return False
    if exhibit.compartment == "identity" and not identity_may_go(case, facts):
        return False
    for _, row in all_governing(case, facts):
        for name in NAMES:
            if getattr(exhibit.depicts, name) and not getattr(row.media, name):
                return False
    return True


def bytes_may_go(case, sha256):
    return all(
        exhibit_may_go_alone(case, facts, exhibit)
        for facts in case["testimonies"]
        for exhibit in facts.exhibits
        if exhibit.sha256 == sha256
    )


def what_goes(decision):
    """Return everything that leaves, each thing under a name of its own."""
    gone = set()
    for place, verdict in enumerate(decision.testimonies):
        if verdict.allowed:
            gone.add((place, "account"))
        if verdict.identity_allowed:
            gone.add((place, "identity"))
        for number, exhibit in enumerate(verdict.exhibits):
            if exhibit.allowed:
                gone.add((place, "exhibit", number))
    return gone


@settings(STEADY, max_examples=250)
@given(cases)
def test_nothing_leaves_that_any_single_row_forbids_and_all_else_does(case):
    expected = set()
    for place, facts in enumerate(case["testimonies"]):
        if account_may_go(case, facts):
            expected.add((place, "account"))
        if identity_may_go(case, facts):
            expected.add((place, "identity"))
        for number, exhibit in enumerate(facts.exhibits):
            if bytes_may_go(case, exhibit.sha256):
                expected.add((place, "exhibit", number))
    decision = run(case)
    assert what_goes(decision) == expected
    assert decision.refused == (not any("account" in thing for thing in expected))


@settings(STEADY, max_examples=120)
@given(cases, rows, st.sampled_from(["no", "withdrawn"]))
def test_one_more_no_or_withdrawal_never_lets_more_out(case, row, how):
    changes = {"decision": "no"} if how == "no" else {"withdrawn": True}
    more = {**case, "rows": [*case["rows"], msgspec.structs.replace(row, **changes)]}
    assert what_goes(run(more)) <= what_goes(run(case))


@settings(STEADY, max_examples=60)
@given(cases, answers)
def test_one_more_answer_no_never_lets_more_out(case, further):
    assume(further)
    no = cf.Answer(
        testimony=further[0].testimony,
        recipient=further[0].recipient,
        yes=False,
        onward=further[0].onward,
    )
    more = {**case, "answers": [*case["answers"], no]}
    assert what_goes(run(more)) <= what_goes(run(case))


@settings(STEADY, max_examples=60)
@given(cases)
def test_another_day_later_never_lets_more_out(case):
    sooner, later = ({**case, "today": day} for day in (DAYS[0], DAYS[2]))
    assert what_goes(run(later)) <= what_goes(run(sooner))


@settings(STEADY, max_examples=60)
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_repeats_make_no_difference(case, chance):
    shuffled = case["rows"] * 2
    chance.shuffle(shuffled)
    assert run({**case, "rows": shuffled}) == run(case)


@settings(STEADY, max_examples=60)
@given(cases)
def test_rows_of_strangers_make_no_difference(case):
    known = frozenset().union(*(facts.authors for facts in case["testimonies"]))
    trusted = [row for row in case["rows"] if row.author in known]
    assert what_goes(run({**case, "rows": trusted})) == what_goes(run(case))


@settings(STEADY, max_examples=60)
@given(cases)
def test_no_row_travels_that_is_not_for_this_recipient(case):
    for facts, verdict in zip(case["testimonies"], run(case).testimonies, strict=True):
        assert verdict.allowed or not verdict.rows
        for row in verdict.rows:
            assert row in case["rows"]
            assert row.author in facts.authors
            assert row.testimony.id == facts.id
            assert row.recipient in (case["recipient"].code, "onward")
