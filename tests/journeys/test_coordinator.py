"""A coordinator, in Russian: from the first start to an account that was checked and read."""

from __future__ import annotations

from pathlib import Path

from journeys.others import PASSPHRASE, Other, meanwhile
from journeys.sitting import afterwards, sitting
from journeys.stage import Stage

SAMPLES = Path(__file__).parents[2] / "src/collector/samples"
TITLE = "Извещение о суде без обвиняемого"
TOLD = "Повестки я не получал ни по почте, ни по телефону, ни через родных."


def test_a_coordinator_from_first_start_to_an_account_that_was_read(tmp_path: Path) -> None:
    interviewer = Other(tmp_path / "interviewer")
    stick = tmp_path / "stick"
    stick.mkdir()
    card, keys, report = stick / "card.txt", stick / "keys.txt", stick / "report.txt"
    with (
        meanwhile(lambda: interviewer.create("interviewer")) as created,
        sitting(tmp_path) as on,
    ):
        _begin(on)
        twelve = _make_a_card(on, card)
        _copy_the_keys(on, keys)
        signer = created.result()["signer"]["words"]["ru"]
        bundle = _send(interviewer, card, twelve, tmp_path / "out")
        _bring_in(on, bundle)
        _let_in(on, signer)
        _save_the_report(on, report)
        code = _read_the_account(on)
        _lock_and_come_back(on)
    assert set(stick.iterdir()) == {card, keys, report}
    assert TOLD not in report.read_text(encoding="utf-8")
    _from_outside(afterwards(tmp_path), code)


def _begin(on: Stage) -> None:
    on.press("Русский")
    on.press("Дальше")
    on.press("Координировать")
    on.press("На этом компьютере")
    on.type_into("Парольная фраза", PASSPHRASE)
    on.type_into("То же самое ещё раз", PASSPHRASE)
    on.press("Создать хранилище")
    on.read("Сначала создайте свою карточку")


def _make_a_card(on: Stage, card: Path) -> str:
    """Return the twelve words that stand there in Russian, as they are read out."""
    on.press("Создать карточку")
    on.type_into("Название вашей платформы", "Архив")
    on.choose("Это хранилище")
    on.press("Создать карточку")
    on.read("Карточка готова")
    on.press("Сохранить карточку")
    on.open_file(card)
    on.read("Карточка записана: card.txt")
    names = [it.name for it in on.all() if it.role == "label"]
    start = names.index("По-русски") + 1
    return " ".join(names[start + 1 : start + 24 : 2])


def _copy_the_keys(on: Stage, keys: Path) -> None:
    on.read("Без копии закрытых ключей все пакеты пропадут")
    on.press("Сохранить копию")
    on.read("прочитает каждый пакет")
    on.press("Выбрать место")
    on.open_file(keys)
    on.read("Копия записана: keys.txt")
    on.press("Проверить копию")
    on.open_file(keys)
    on.read("В копии есть все ключи этой платформы")


def _send(interviewer: Other, card: Path, twelve: str, out: Path) -> Path:
    """What the interviewer does meanwhile, at another computer."""
    interviewer.verb("platform", "trust", card, "--expect", twelve)
    media = [it for name in ("notice.jpg", "calls.ogg") for it in ("--media", SAMPLES / name)]
    added = interviewer.verb("testimony", "add", "--from", SAMPLES / "account-ru.json", *media)
    (account,) = added["ids"]
    interviewer.verb("testimony", "seal", account)
    out.mkdir()
    interviewer.verb("bundle", "export", "--to", "Архив", account, out)
    (bundle,) = out.iterdir()
    return bundle


def _bring_in(on: Stage, bundle: Path) -> None:
    on.press("Поступления")
    on.read("Пока ничего не поступило")
    on.press("Принять пакет")
    on.open_file(bundle)
    on.read("ждёт вашего слова")
    on.read("Подписано ключом, за который здесь никто не поручился")


def _let_in(on: Stage, signer: str) -> None:
    """First with a word that was heard wrongly, then as it was read out."""
    first, _, rest = signer.partition(" ")
    wrong = "завод" if first != "завод" else "овца"
    on.type_into("Двенадцать слов", f"{wrong} {rest}")
    on.press("Поручиться и принять")
    on.read("Это не слова ключа")
    on.reach("text", "Двенадцать слов")
    on.key("ctrl+a", "BackSpace")
    on.type(signer)
    on.press("Поручиться и принять")
    on.read("Пакет принят, и его подписант теперь известен")
    on.read("Это первый пакет от этого отправителя")
    on.read("Расписка для отправителя написана")


def _save_the_report(on: Stage, report: Path) -> None:
    on.press("Сохранить этот отчёт")
    on.open_file(report)
    on.read("Отчёт записан: report.txt")
    assert "за ключ поручились" in report.read_text(encoding="utf-8")


def _read_the_account(on: Stage) -> str:
    """Return its code."""
    on.press("Свидетельства")
    on.click("cell", TITLE)
    told = on.find("text", "Слова человека")
    on.until(lambda: TOLD in told.text(), TOLD)
    on.find("list", "Материалы").focus()
    on.find("list item", "Судебный документ")
    on.click("list item", "Судебный документ")
    on.read("Exemplar Flatbed 21")
    on.read("Полоски бумаги положила мать")
    return on.read(" · Полное свидетельство").partition(" · ")[0]


def _lock_and_come_back(on: Stage) -> None:
    on.press("Запереть")
    on.read("Открыть хранилище")
    assert not any(TITLE in it.name for it in on.all())
    on.type_into("Парольная фраза", "не та фраза")
    on.key("Return")
    on.read("фраза не открывает это хранилище")
    on.reach("text", "Парольная фраза")
    on.key("ctrl+a", "BackSpace")
    on.type(PASSPHRASE)
    on.key("Return")
    on.find("list item", "")
    on.read("Проверено: 1")


def _from_outside(own: Other, code: str) -> None:
    own.check()
    assert TOLD in str(own.verb("testimony", "show", code))
