"""An interviewer, in English: from the first start to a bundle that another vault takes in."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from journeys.others import PASSPHRASE, Other, meanwhile
from journeys.sitting import arrived, sitting
from journeys.stage import Stage

ABOUT = "A night in Minsk"
TOLD = "Мы стояли у ворот. He said: ждите здесь. Потым прыйшоў яшчэ адзін."
UNFINISHED = "Второе, ещё не конченное: ён не вярнуўся"
NAME = "Янина Пример"
EXHIBIT = Path(__file__).parents[2] / "src/collector/samples/courtyard.jpg"


def test_an_interviewer_from_first_start_to_a_bundle_that_arrives(tmp_path: Path) -> None:
    desk = Other(tmp_path / "desk")
    card = tmp_path / "card.txt"
    stick = tmp_path / "stick"
    stick.mkdir()
    with (
        meanwhile(lambda: desk.platform("Example", card)) as platform,
        sitting(tmp_path) as on,
    ):
        _begin(on)
        _trust(on, card, platform.result()["root"]["words"]["en"])
        _write_an_account(on)
        _look_through_and_seal(on)
        code = _hand_over(on, stick)
        _lock_while_typing(on)
    shown = arrived(tmp_path, stick, desk, code)
    assert TOLD in str(shown)
    assert sha256(EXHIBIT.read_bytes()).hexdigest() in {it["sha256"] for it in shown["exhibits"]}
    assert NAME not in str(shown)


def _begin(on: Stage) -> None:
    on.press("English")
    on.press("Go on")
    on.press("To record other people")
    on.press("On this computer")
    on.type_into("Passphrase", PASSPHRASE)
    on.type_into("The same once more", PASSPHRASE)
    on.press("Make the vault")
    on.read("No account yet")


def _trust(on: Stage, card: Path, twelve: str) -> None:
    on.press("Platforms")
    on.press("Open a card")
    on.open_file(card)
    on.type_into("The twelve words as you heard them", twelve)
    on.press("Trust this platform")
    on.read("You trust “Example” from now on")


def _write_an_account(on: Stage) -> None:
    on.press("Accounts")
    on.press("New account")
    on.read("Before you begin")
    on.choose("First account")
    on.choose("In person")
    on.pick("Not said yet", "Belarusian", "In which language")
    on.press("Continue")
    on.choose("No, never")
    on.press("Continue")
    on.choose("Yes", "Accountability platform")
    on.choose("No", "Others, to whom")
    on.type_into("Please tell me", "You work with it and do not give my name.")
    on.choose("Understood")
    on.pick("Not said yet", "Signed on paper", "How was consent given?")
    on.pick("Not said yet", "Public", "How confidential")
    on.press("Continue")
    on.type_into("What is it about", ABOUT)
    on.type_into("Account", TOLD)
    on.tick("Saw it")
    on.press("Continue")
    on.type_into("When was it? Year", "2020")
    on.pick("Not said yet", "Saw it", "When was it? > How does")
    on.type_into("Where was it?", "Минск")
    on.pick("Not said yet", "This town", "Where was it? > How exact")
    on.press("Continue")
    on.press("Choose files")
    on.open_file(EXHIBIT)
    on.type_into("What does it show?", "A courtyard at night")
    for seen in ("The person’s face", "A paper that names", "The person’s body"):
        on.untick(seen)
    on.pick("Not known yet", "Nobody else", "Other people in it")
    on.press("Continue")
    on.read("This page is sealed for Example when you leave it")
    on.choose("Yes")
    on.type_into("Name", NAME)
    on.press("Continue")


def _look_through_and_seal(on: Stage) -> None:
    on.read("Who the person is: sealed already")
    on.press("Go there: Where it was")
    on.pick("Not said yet", "Saw it", "Where was it? > How does")
    on.press("Review and seal")
    on.read("Nothing is missing.")
    on.press("Seal")
    on.read("Sealed apart. It cannot be read here.")


def _hand_over(on: Stage, stick: Path) -> str:
    """Return the code of the account."""
    on.press("Hand over", under=ABOUT)
    on.read("Goes, with 1 of 1 exhibits")
    on.read("The person does not want to be named there.")
    code, _, _ = on.read(f"  {ABOUT}").partition("  ")
    on.press("Write to a stick")
    on.open_file(stick)
    on.read("The file is written, and was read back to be sure")
    on.press("Done")
    on.read("Not confirmed yet")
    return code


def _lock_while_typing(on: Stage) -> None:
    """Every character is there, also those typed in the moment before the lock."""
    on.press("Accounts")
    on.press("New account")
    on.press("Account", under="Earlier accounts")
    on.type_into("Account", UNFINISHED, under="What is it about")
    on.key("ctrl+l")
    on.read("Open the vault")
    on.type_into("Passphrase", PASSPHRASE)
    on.key("Return")
    on.read("Handed over, not confirmed")
    on.click("cell", "Not named yet")
    on.press("Account", under="Earlier accounts")
    found = on.find("text", "Account", under="What is it about")
    on.until(lambda: found.text() == UNFINISHED, UNFINISHED)
