"""Text from outside is shown as text: no markup, nothing that steers, nothing that hides.

Every field of an account, every name of an exhibit and of a platform holds what an attacker would
put there; every screen is then shown and looked at.  Attacks Q1, Q4, Q6.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import Qt, QTextOption
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from collector import desk
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.model.consent import TeachBack
from collector.model.identity import Contact, IdentityForm, NameForm
from collector.model.partial_date import PartialDate
from collector.model.place import Place as Where
from collector.model.testimony import Paragraph, PriorAccount
from collector.model.testimony_input import (
    ClaimsInput,
    ConsentInput,
    ExhibitInput,
    TestimonyInput,
)
from collector.session import GivenFile
from collector.sync.transport.errors import Busy
from collector.ui import outside
from collector.ui.courier import Underway
from collector.ui.desktop import Place
from collector.ui.parts.bounded import BoundedText
from collector.ui.parts.reading import Reading
from collector.ui.screens import SCREENS
from collector.ui.screens.account.steps import STEPS
from collector.ui.screens.alone.steps import STEPS as QUESTIONS
from makers import OWN_SAMPLES, exhibit, given, make

MARKUP = '<img src="file:///etc/hostname"><b>bold</b><table><tr><td>cell</table><a href="x:">a</a>'
STEERING = "a\u202eb\u2066c\u200bd\u00ade\ufefff\u2028g"
CONTROLS = "".join(chr(code) for code in (1, 7, 8, 9, 11, 12, 27, 31, 127, 0x85))
TOWER = "z" + "\u0353\u0354\u0355\u0336" * 20
NASTY = f"{MARKUP}{STEERING}{CONTROLS}{TOWER}"[:200]
LONG = f"{MARKUP} {STEERING} {CONTROLS} {TOWER} " + "word " * 90_000 + "x" * 20_000
FILE_NAME = "<img src=x><b>\u202egpj.exe\u200b" + "y" * 80 + ".jpg"
NAME = '<b>A</b><img src="file:x">'
NEVER_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Kinds of characters that no label may hold, line feeds aside."""


def account(about: str = NASTY, words: str = LONG) -> TestimonyInput:
    """Return a form with an attacker's text in every field that takes text."""
    note = NASTY * 5
    return given(
        about=about,
        words=[{"text": words, "basis": ["told_by"], "told_by": NASTY}],
        where={"text": NASTY, "precision": "near", "basis": "saw"},
        prior_accounts=msgspec.to_builtins(
            [
                PriorAccount(
                    to_whom="V-ORGB-16",
                    when=PartialDate(value="2021", precision="year", basis="did"),
                    form=NASTY,
                    signed="no",
                    copy_held="no",
                    may_link="no",
                )
            ]
        ),
        consent=msgspec.to_builtins([consent(note)]),
        identity=None,
    )


def consent(note: str) -> ConsentInput:
    return ConsentInput(
        recipient="V-RECIP-02",
        decision="yes",
        identity_level="full",
        onward="yes",
        method="V-CMETH-05",
        language="be",
        teach_back=(TeachBack(question=note, answer=note, passed=True),),
    )


def identity() -> IdentityForm:
    return IdentityForm(
        names=(NameForm(text=NASTY, script="other", alias=False),),
        pob=NASTY,
        contacts=(Contact(channel=NASTY, handle=NASTY, safe_word=NASTY),),
        notes=NASTY * 5,
    )


def picture(folder: Path, name: str = FILE_NAME) -> GivenFile:
    """Return an exhibit under an attacker's name, with an attacker's claims."""
    path = folder / name
    path.write_bytes((OWN_SAMPLES / "courtyard.jpg").read_bytes())
    claims = ClaimsInput(
        where=Where(text=NASTY, precision="near", basis="saw"),
        made_by=NASTY,
        content_note=NASTY * 5,
    )
    entry = msgspec.convert(exhibit(name), ExhibitInput)
    return GivenFile(path, msgspec.structs.replace(entry, claims=claims))


@pytest.fixture
def platform(tmp_path):
    """A platform whose name is markup, and its vault."""
    with make(tmp_path / "platform", "coordinator") as coordinator:
        recipient = desk.new_key_file(tmp_path / "identity.key")
        terms = CardTerms((Transport(**WEBDAV),))
        yield coordinator, coordinator.trust.new_card(NAME, (recipient,), terms)


WEBDAV = {
    "kind": "webdav",
    "address": "https://203.0.113.9/<b>dav</b>",
    "pin": "5e" * 32,
    "tor_required": False,
}


def trust(session, card) -> None:
    session.trust.trust_card(card.data, desk.public_key(card.root).english)


def fill(seen, folder: Path, card) -> tuple[str, str]:
    """Put an attacker's account into a vault twice, as a draft and sealed; return their ids."""
    draft = seen.ask(lambda it: it.testimonies.add(account(), [picture(folder)]))
    seen.ask(lambda it: it.testimonies.keep_identity(draft, identity()))
    given_ = [picture(folder, "2" + FILE_NAME)]
    sealed = seen.ask(lambda it: it.testimonies.add(account(about=MARKUP[:200]), given_))
    seen.ask(lambda it: trust(it, card))
    seen.ask(lambda it: it.testimonies.seal(sealed))
    return draft, sealed


def read_only(text: str) -> Reading:
    return Reading(text, "1")


def whole(widget: QWidget) -> Iterator[str]:
    """Yield what the program itself shows of a part: not what a person typed into a field."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if not isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    yield widget.windowTitle()


def look(window: QWidget) -> None:
    """Fail unless everything on the window is plain text in which nothing steers or hides."""
    for widget in [window, *window.findChildren(QWidget)]:
        assert not isinstance(widget, QTextEdit)
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()[:80]
            assert not widget.openExternalLinks()
        if isinstance(widget, QPlainTextEdit):
            formats = widget.document().allFormats()
            assert not any(it.isImageFormat() or it.isTableFormat() for it in formats)
        assert not Qt.mightBeRichText(widget.toolTip()), widget.toolTip()[:80]
        for text in whole(widget):
            kinds = {unicodedata.category(sign) for sign in text if sign != "\n"}
            assert not kinds & NEVER_SHOWN, ascii(text[:200])
            assert "\u0336" * 5 not in text


def visit(seen, places: list[Place]) -> set[str]:
    """Show every place, look at it, and return the names of the screens."""
    for place in places:
        seen.window.go(place)
        seen.settle()
        seen.settle()
        look(seen.window)
    return {place.screen for place in places}


def test_an_attackers_account_is_text_on_every_screen_of_an_interviewer(shown, tmp_path, platform):
    seen = shown()
    draft, sealed = fill(seen, tmp_path, platform[1])
    card = tmp_path / "card"
    card.write_bytes(platform[1].data)
    places = [Place("accounts"), Place("accounts", page="bold"), Place("sealed", sealed)]
    places += [Place("account", draft, step) for step in STEPS]
    places += [Place("platforms"), Place("trust", data=card), Place("hand-over")]
    places += [Place("hand-over", sealed), Place("settings")]
    seen.ask(lambda it: it.outbox.export(it.trust.platform(NAME), [sealed]))
    places += [Place("delivery"), Place("delivery", page="way"), Place("delivery", page="wipe")]
    visit(seen, places)


def test_what_a_server_says_is_text_that_is_told_apart_from_ours(shown, tmp_path, platform):
    """attack Q5: a server's words are never shown as the program's."""
    seen = shown()
    fill(seen, tmp_path, platform[1])
    seen.go("delivery")
    courier = seen.window.desktop.courier
    courier.now = Underway(error=Busy(MARKUP))
    courier.changed.emit()
    seen.settle()
    look(seen.window)
    assert seen.sees("The server says: ")
    (said,) = (it for it in seen.texts() if it.startswith("The server says: "))
    assert len(said) < 400


def test_an_attackers_account_is_text_on_every_screen_of_somebody_alone(shown, tmp_path, platform):
    seen = shown("self")
    draft, sealed = fill(seen, tmp_path, platform[1])
    ends = ("tell/brief", "tell/break", "tell/leave")
    places = [Place("alone-home"), Place("alone", sealed, "sealed")]
    visit(seen, places + [Place("alone", draft, page) for page in (*QUESTIONS, *ends)])


def test_an_attackers_bundle_is_text_on_every_screen_of_a_coordinator(shown, tmp_path):
    seen = shown("coordinator")
    card = seen.ask(lambda it: it.trust.new_card(NAME))
    with make(tmp_path / "sender", "interviewer") as sender:
        trust(sender, card)
        form = account(about=MARKUP[:200])
        sent = sender.testimonies.add(form, [picture(tmp_path)])
        sender.testimonies.keep_identity(sent, identity())
        sender.testimonies.seal(sent)
        exported = sender.outbox.export(sender.trust.platform(NAME))
        bundle = sender.outbox.hand_out(exported, tmp_path)
        signer = desk.public_key(sender.trust.own_signer)
    with pytest.raises(Exception):  # noqa: B017 - nobody has vouched for its signer: it waits
        seen.ask(lambda it: it.intake.take(bundle))
    waiting = seen.ask(lambda it: it.intake.waiting()[0])
    places = [
        Place("arrivals"),
        Place("arrivals", waiting.file),
        Place("card"),
        Place("card", page="terms"),
    ]
    visit(seen, places)
    seen.ask(lambda it: it.intake.let_in(waiting, signer.english))
    imported = seen.ask(lambda it: it.intake.imported()[0].id)
    places = [Place("arrivals", imported), Place("accounts"), Place("sealed", sent)]
    visit(seen, [*places, Place("identity", sent), Place("platforms"), Place("hand-over")])


def test_every_screen_there_is_was_looked_at_here():
    source = Path(__file__).read_text("utf-8")
    visited = set(re.findall(r'Place\("([a-z-]+)"', source))
    assert set(SCREENS) - visited == {"welcome", "unlock"}  # before them nothing is open


def test_the_window_still_answers_after_a_word_of_half_a_megabyte(shown):
    """Qt alone would stand still for minutes here."""
    seen = shown()
    word = f"{MARKUP}{'x' * 450_000}"
    form = TestimonyInput(about="x", words=(Paragraph(text=word, basis=("saw",)),))
    draft = seen.ask(lambda it: it.testimonies.add(form))
    seen.go("account", draft, "words")
    assert seen.find("words").toPlainText().startswith("<img src")
    seen.go("settings")
    assert seen.sees("Settings")
    assert seen.ask(lambda it: it.testimonies.draft(draft).form.words[0].text) == word


@pytest.mark.parametrize("kind", [lambda text: BoundedText(text, limit=10**6), read_only])
def test_only_a_word_longer_than_any_is_broken_anywhere(qtbot, kind):
    broken = {}
    for word in ("word " * 10_000, "x" * 100_000):
        made = kind(word)
        qtbot.addWidget(made)
        broken[len(word)] = made.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    assert broken == {50_000: False, 100_000: True}


@pytest.mark.parametrize("text", [MARKUP, STEERING, CONTROLS, TOWER, LONG])
def test_a_line_from_outside_is_short_and_harmless(text):
    said = outside.line(text)
    assert len(said) <= outside.LINE
    assert not {unicodedata.category(sign) for sign in said} & NEVER_SHOWN


def test_several_lines_from_outside_stay_lines():
    said = outside.lines(f"one{STEERING}\ntwo{CONTROLS}")
    kinds = {unicodedata.category(sign) for sign in said.replace("\n", "")}
    assert said.count("\n") >= 1
    assert not kinds & NEVER_SHOWN


ONLY_IN = {
    r"\bQLabel\(": {"parts/text.py"},
    r"\bQPushButton\(": {"parts/buttons.py"},
    r"\bQMessageBox\(|\bQMessageBox\.(information|warning|critical|question|about)": set(),
    r"\bQTextBrowser\b|\bQTextEdit\b|\bQErrorMessage\b|\bQWebEngine": set(),
    r"\bsetHtml\b|\binsertHtml\b|\bappendHtml\b|\bsetMarkdown\b|\bRichText\b": set(),
    r"\bsetTextFormat\b": {"parts/text.py"},
    r"\bopenUrl\b|\bQDesktopServices\b|\bwebbrowser\b|\bsetOpenExternalLinks\(True\)": set(),
    r"\bQNetworkAccessManager\b|\bQProcess\b": set(),
    r"\bsubprocess\b": {"decoding/decoder.py"},  # it starts the child that decodes pictures
}


@pytest.mark.parametrize("pattern", ONLY_IN, ids=lambda it: it[:20])
def test_only_one_file_makes_each_of_these(pattern):
    ui = Path(str(files("collector.ui")))
    found = {
        path.relative_to(ui).as_posix()
        for path in ui.rglob("*.py")
        if re.search(pattern, without_classes(path.read_text("utf-8")))
    }
    assert found <= ONLY_IN[pattern]


def without_classes(source: str) -> str:
    """Return a source without the lines that name a base class."""
    return "\n".join(line for line in source.splitlines() if not line.startswith("class "))
