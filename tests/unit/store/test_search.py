"""Finding accounts: by any of their words, and never by who someone is."""

from __future__ import annotations

from hashlib import sha256

import pytest

from collector.store.exhibits import GivenFile
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, form, given, make, trust

PHOTO = OWN_SAMPLES / "courtyard.jpg"
PAPER = OWN_SAMPLES / "notice.jpg"


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


def words(*texts: str) -> list[dict]:
    return [{"text": text, "basis": ["saw"]} for text in texts]


def found(session, text: str, limit: int = 200) -> list[tuple[str, str]]:
    return [(it.listed.id, it.listed.state) for it in session.testimonies.search(text, limit)]


def noted(session, testimony: str, path=PHOTO, **changes) -> None:
    place = {"text": "Каля вежы", "precision": "near", "basis": "saw"}
    claims = {"content_note": "Відаць аўтазак", "where": place}
    entry = given(exhibits=[exhibit(path.name, claims=claims, **changes)]).exhibits[0]
    session.testimonies.attach(testimony, GivenFile(path, entry))


def test_every_word_must_occur_somewhere_in_any_order(session):
    one = add(session, about="Затрыманне", words=words("Быў вечар.", "Ехаў аўтобус."))
    add(session, about="Затрыманне", words=words("Была раніца."))
    assert found(session, "аўтобус  затрыма\tВЕЧАР") == [(one, "draft")]
    assert found(session, "аўтобус раніца") == []
    assert found(session, " \n") == []


@pytest.mark.parametrize("query", ["елка", "ЁЛКА", "аб'яве", "ё\N{COMBINING ACUTE ACCENT}лка"])
def test_how_it_was_typed_makes_no_difference(session, query):
    testimony = add(session, words=words("Ёлка на аб’яве"))
    assert found(session, query) == [(testimony, "draft")]


def test_code_place_and_what_is_said_of_exhibits_are_searched_too(session):
    testimony = add(session, where={"text": "Гомель", "precision": "settlement", "basis": "saw"})
    add(session)
    noted(session, testimony)
    code = session.testimonies.draft(testimony).listed.human_code
    for state in ("draft", "sealed"):
        for query in (code.lower(), "гомел", "аўтазак", "вежы гомель"):
            assert found(session, query) == [(testimony, state)]
        if state == "draft":
            session.testimonies.seal(testimony)


def test_only_the_current_revision_is_searched_beside_its_correction(session):
    testimony = add(session, words=words("стары тэкст"))
    session.testimonies.seal(testimony)
    add(session, words=words("новы тэкст"), corrects=testimony, correction_note="памылка")
    assert found(session, "тэкст") == [(testimony, "draft"), (testimony, "sealed")]
    session.testimonies.seal(testimony)
    assert found(session, "новы") == [(testimony, "sealed")]
    assert found(session, "стары") == []


def test_what_was_removed_is_not_found(session):
    testimony = add(session, words=words("вежа"))
    session.testimonies.remove_draft(testimony)
    assert found(session, "вежа") == []


def test_who_someone_is_is_never_found(session):
    testimony = add(session)
    noted(session, testimony, PAPER, compartment="identity")
    for query in ("Прозвішча", "Імя", "аўтазак", "notice", "courtyard"):
        assert found(session, query) == []
    session.testimonies.seal(testimony)
    assert found(session, "Прозвішча") == []


def test_what_somebody_else_says_of_it_finds_no_other(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        testimony = add(field)
        noted(field, testimony)
        field.testimonies.seal(testimony)
        platform.intake.take(field.outbox.export(field.trust.platform(PLATFORM)).file)
        assert found(platform, "дзявятай аўтазак") == [(testimony, "sealed")]
        assert found(field, "дзявятай аўтазак") == [(testimony, "queued")]


def test_there_is_an_end_to_what_is_found(session):
    for _ in range(4):
        add(session)
    assert len(found(session, "двара", 3)) == 3
    assert found(session, "двара", 0) == []


def test_the_text_around_the_first_hit_is_shown_as_it_was_written(session):
    long = "слова " * 100 + "Ёлка на аб’яве" + " слова" * 100
    add(session, words=words("Іншае", long))
    (one,) = session.testimonies.search("аб'яве елка")
    assert "Ёлка на аб’яве" in one.snippet
    assert 100 < len(one.snippet) <= 122
    assert "Ёлка" not in repr(one)
    (other,) = session.testimonies.search("затрыманне")
    assert other.snippet == form()["about"]


def test_signs_that_mean_something_elsewhere_are_only_signs(session):
    testimony = add(session, words=words('100% "так" * a_b NEAR('))
    for query in ("100%", '"так"', "*", "a_b", "near("):
        assert found(session, query) == [(testimony, "draft")]
    assert found(session, "1%0") == []


def test_every_account_with_one_file_is_found_by_its_digest(session):
    one, other = add(session, PHOTO), add(session, PAPER, PHOTO)
    add(session, PAPER)
    session.testimonies.seal(one)
    digest = sha256(PHOTO.read_bytes()).hexdigest()
    by_fours = " ".join(digest[at : at + 4] for at in range(0, 64, 4))
    for query in (digest, digest.upper(), digest[:8], by_fours, by_fours[:14]):
        assert found(session, query) == [(other, "draft"), (one, "sealed")]
    assert found(session, digest[8:40]) == []
    assert found(session, digest[:7]) == []
    assert {it.snippet for it in session.testimonies.search(digest[:8])} == {digest}


def test_a_number_is_searched_as_a_word_also_where_it_could_begin_a_digest(session):
    account = add(session, words=words("Справа 20211019 ад раніцы."))
    assert found(session, "20211019") == [(account, "draft")]
