"""Somebody who tells alone, in Belarusian: over a break, to a bundle that arrives elsewhere."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from journeys.others import PASSPHRASE, Other, meanwhile
from journeys.sitting import arrived, sitting
from journeys.stage import Stage

PICTURE = Path(__file__).parents[2] / "src/collector/samples/window-3.jpg"
FIRST = "Нас спынілі каля моста. "
THEN = "У машыне было цёмна, і ніхто не гаварыў."


def test_somebody_alone_from_first_start_to_a_bundle_that_arrives(tmp_path: Path) -> None:
    desk = Other(tmp_path / "desk")
    card = tmp_path / "card.txt"
    stick = tmp_path / "stick"
    stick.mkdir()
    with (
        meanwhile(lambda: desk.platform("Архіў", card)) as platform,
        sitting(tmp_path) as on,
    ):
        _begin(on)
        _tell_and_rest(on)
        _go_on(on)
        _add_a_picture(on)
        _say_what_may_be_done(on)
        _look_through_and_seal(on)
        _trust(on, card, platform.result()["root"]["words"]["ru"])
        code = _hand_over(on, stick)
    shown = arrived(tmp_path, stick, desk, code)
    assert FIRST + THEN in str(shown)
    assert sha256(PICTURE.read_bytes()).hexdigest() in {it["sha256"] for it in shown["exhibits"]}


def _begin(on: Stage) -> None:
    on.press("Беларуская")
    on.press("Далей")
    on.press("Расказаць, што здарылася са мной")
    on.press("На гэтым камп’ютары")
    on.type_into("Пароль-фраза", PASSPHRASE)
    on.type_into("Тое самае яшчэ раз", PASSPHRASE)
    on.press("Стварыць сховішча")
    on.press("Расказаць")


def _tell_and_rest(on: Stage) -> None:
    on.read("Крок 1 з")
    on.press("Далей")
    on.read("Крок 2 з")
    on.press("Далей")
    on.type_into("Раскажыце, што здарылася", FIRST)
    on.press("Мне патрэбны перапынак")
    on.read("Усё, што вы напісалі, захавана.")
    on.press("Закрыць і замкнуць")
    on.read("Адчыніць сховішча")
    assert not any(FIRST in it.text() for it in on.all() if it.role == "text")


def _go_on(on: Stage) -> None:
    """Where it was left, with what was typed; one question is skipped for now."""
    on.type_into("Пароль-фраза", PASSPHRASE)
    on.key("Return")
    on.press("Працягнуць аповед")
    told = on.find("text", "Раскажыце, што здарылася")
    on.until(lambda: told.text() == FIRST, FIRST)
    on.reach("text", "Раскажыце, што здарылася")
    on.key("ctrl+End")
    on.type(THEN)
    on.tick("Гэта было на маіх вачах")
    on.press("Далей")
    on.type_into("Дзень, калі гэта здарылася Год", "2021")
    on.press("Далей")
    on.read("Крок 5 з")
    on.press("Прапусціць")


def _add_a_picture(on: Stage) -> None:
    on.read("Крок 6 з")
    on.press("Выбраць файлы")
    on.open_file(PICTURE)
    on.type_into("Што на ім відаць", "Акно")
    for seen in ("Відаць мой твар", "Відаць дакумент", "Відаць маё цела"):
        on.untick(seen)
    on.pick("Пакуль невядома", "Больш нікога", "Іншыя людзі")
    on.press("Далей")


def _say_what_may_be_done(on: Stage) -> None:
    on.choose("Так", "Ці можа платформа")
    on.choose("Не", "Ці можа яна перадаць")
    on.choose("Не, толькі код сведчання")
    on.press("Далей")
    on.read("Хто вы?")
    on.press("Не хачу гэтага казаць")


def _look_through_and_seal(on: Stage) -> None:
    """What was skipped is asked for once more, kindly."""
    on.type_into("Пра што гэта", "Каля моста")
    on.press("Скажыце, дзе гэта было")
    on.type_into("Месца", "Мост")
    on.pick("Пакуль не сказана", "Недзе побач", "Месца > Наколькі")
    for step in (6, 7, 8, 9):
        on.press("Далей")
        on.read(f"Крок {step} з")
    on.press("Запячатаць")
    on.read("Вы гэта расказалі.")


def _trust(on: Stage, card: Path, twelve: str) -> None:
    on.press("Перадаць")
    on.press("Да платформаў")
    on.press("Адкрыць картку")
    on.open_file(card)
    on.type_into("Дванаццаць слоў", twelve)
    on.press("Давяраць платформе")
    on.read("Цяпер вы давяраеце платформе «Архіў»")


def _hand_over(on: Stage, stick: Path) -> str:
    """Return the code of the account."""
    on.press("Перадача")
    on.read("Пойдзе, доказаў: 1 з 1")
    code, _, _ = on.read("  Каля моста").partition("  ")
    on.press("Запісаць на флэшку")
    on.open_file(stick)
    on.read("Файл запісаны і для пэўнасці перачытаны")
    return code
