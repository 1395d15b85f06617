"""Every step with every question open: nothing cut off at 200 %, in words people know."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from collector.model.problems import WORDS, FieldProblem
from collector.model.testimony_input import REQUIRED
from collector.settings import LANGUAGES, Settings
from collector.ui.dress import dress
from collector.ui.screens.account.problems import FIELDS, field_of, told
from collector.ui.screens.account.steps import STEPS, Steps, step_of
from collector.ui.window import SMALLEST, USUAL
from collector.ui.words import Words
from makers import given
from ui.account_driver import let_trust
from ui.looking import cut_off, latin, never_reached, outside_the_window, without_a_name

LOOKS = {
    "be": (Settings(language="be", theme="dark"), USUAL),
    "en-125": (Settings(language="en", text_size=125), SMALLEST),
    "ru-200": (Settings(language="ru", text_size=200), SMALLEST),
}
NOTHING = {"voice": False, "face": False, "document": False, "body": False}


def everything():
    """Return a form in which every question that can open is open."""
    row = {
        "decision": "yes",
        "identity_level": "full",
        "media": NOTHING,
        "purposes": ["V-PURP-03"],
        "method": "V-CMETH-02",
        "language": "be",
        "teach_back": [{"question": "?", "answer": "Так", "passed": True}],
    }
    span = {"value": "2020-08-09T21:30/2020-08-11", "precision": "range", "basis": "saw"}
    return given(
        consent=[{**row, "recipient": "V-RECIP-02"}, {**row, "recipient": "onward"}],
        when={**span, "tz": "Europe/Minsk"},
        where={"text": "двор", "country": "BY", "precision": "near", "basis": "told_by"},
        words=[{"text": "Так было.", "basis": ["told_by"], "told_by": "сусед"}],
        prior_accounts=[
            {
                "to_whom": "V-ORGB-12",
                "when": {"value": "2021", "precision": "approx", "basis": "did"},
                "signed": "yes",
                "copy_held": "no",
                "may_link": "unknown",
            }
        ],
        identity={
            "names": [{"text": "Імя Прозвішча", "script": "Cyrl-be", "alias": False}],
            "contacts": [{"channel": "пошта", "handle": "адрас"}],
            "documents": [{"what": "пашпарт", "seen": True}],
            "relatives": [{"relation": "сястра"}],
        },
    )


@pytest.mark.parametrize("look", sorted(LOOKS))
@pytest.mark.parametrize("trusts", [False, True], ids=["alone", "trusting"])
def test_everything_that_can_open_is_open_and_nothing_is_cut_off(shown, tmp_path, look, trusts):
    at = shown("interviewer")
    settings, size = LOOKS[look]
    at.window.change(settings)
    at.window.resize(*size)
    if trusts:
        let_trust(at, tmp_path / "platform", "Платформа адказнасці")
    account = at.ask(lambda session: session.testimonies.add(everything()))
    found = []
    for step in STEPS:
        at.go("account", account, step)
        for _ in range(3):
            at.settle()
            QApplication.processEvents()
        wrong = [*cut_off(at.window), *outside_the_window(at.window)]
        wrong += [*without_a_name(at.window), *never_reached(at.window)]
        if settings.language != "en":
            wrong += latin(at.texts())
        found += [f"{step}: {it}" for it in wrong]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_every_problem_of_the_model_has_words(language):
    words = Words(language)
    problems = [FieldProblem(path, code) for code in WORDS for path in (*FIELDS, "other.thing")]
    lines = told(words, problems)
    # "Not said yet" is said of what is required and of the note of a correction.
    assert len({line for _, line in lines}) == (len(WORDS) - 1) * (len(FIELDS) + 1)
    assert all(step in STEPS for step, _ in lines)


def test_every_required_field_belongs_to_a_step_and_has_a_name():
    for name in REQUIRED:
        assert field_of(name) == name
        assert step_of(FieldProblem(name, "field.required")) != "review"


def test_places_inside_the_form_are_named_by_what_is_around_them():
    assert field_of("words[12].text") == "words"
    assert field_of("words[0].basis") == "words.basis"
    assert field_of("exhibits[3].claims.when.value") == "exhibits.claims.when"
    assert field_of("corrects") == "other"


def test_the_same_problem_of_many_paragraphs_is_told_once():
    problems = [FieldProblem(f"words[{n}].basis", "field.required") for n in range(300)]
    assert told(Words("en"), problems) == [("words", "How the person knows it: not said yet")]


def test_the_name_of_every_step_fits_beside_the_page(qapp, qtbot):
    dress(qapp, Settings())
    cut = []
    for language in LANGUAGES:
        steps = Steps(Words(language), Settings(), str)
        qtbot.addWidget(steps)
        steps.show()
        for step in STEPS:
            steps.show_step(step, ())
            entry = steps.findChild(QPushButton, f"step-{step}")
            if entry.sizeHint().width() > entry.width():
                cut.append((language, entry.text(), entry.sizeHint().width(), entry.width()))
    assert cut == []
