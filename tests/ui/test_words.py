"""All words of the window: the same messages in three languages, each used, each in its letters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from collector import vocabularies
from collector.ui.qt_words import TEXTS
from collector.ui.words import Words
from fluent_files import IN_CYRILLIC, LANGUAGES, TRANSLATED, texts

UI = Path(str(files("collector.ui")))
# Found by the code of an error, and by what a fact of one says: see test_errors.
BY_CODE = ("error-", "fact-")
# The ending of what is said to the person whose account it is.
OWN = "-own"
# Said to that person in place of a vocabulary's term.
OF_A_LIST = "term-"
# What stands in Latin letters in every language: names of formats, files, keys and programs.
LATIN = frozenset(
    (
        "age",
        "age1",
        "age1pq1",
        "AGE-SECRET-KEY-",
        "AGE",
        "v1",
        "ssh-ed25519",
        "Ed25519",
        "pub",
        "signer.pub",
        "JSON",
        "TLS",
        "Tor",
        "VPN",
        "SOCKS5",
        "https",
        "sftp",
        "tus",
        "webdav",
        "SSH",
        "SFTP",
        "WebDAV",
        "wg0",
        "tun0",
        "UTF-8",
        "BagIt",
        "bagit.txt",
        "README.txt",
        "bag-info.txt",
        "a-f",
        "K7-QMD-3",
        "keys-1",
        "keys-2",
        "FAT32",
        "SSD",
        "SHA-256",
        "SHA-512",
        "RFC",
        "Nextcloud",
        "Apache",
        "Language",
        "ENG",
        "vault",
        "ML-KEM-768",
        "X25519",
        "collector",
        "Caps",
        "Lock",
    )
)
# Messages that say the same in every language: formats with nothing but facts, and signs.
SAME = frozenset({"alone-home-row", "welcome-language-title"})
CYRILLIC = r"\u0400-\u04ff"
ONLY_RUSSIAN = "ищъИЩЪ"
ONLY_BELARUSIAN = "ўіЎІ"


def is_same_by_nature(said: tuple[str, ...]) -> bool:
    """Tell whether a text has no word of its own."""
    return not any(re.search(r"[^\W\d_]{2}", text) for text in said)


def test_the_lists_of_terms_speak_every_language_of_the_window():
    assert set(vocabularies.LANGUAGES) == set(LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_there_in_every_language(language):
    assert texts(language).keys() == texts("en").keys()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_stands_in_the_file_of_the_same_name(language):
    moved = [name for name, it in texts(language).items() if it.file != texts("en")[name].file]
    assert moved == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_names_the_same_facts(language):
    differ = [
        name
        for name, english in texts("en").items()
        if texts(language)[name].placeholders != english.placeholders
    ]
    assert differ == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_the_english_text(language):
    same = {
        name
        for name, english in texts("en").items()
        if texts(language)[name].whole == english.whole
        and not english.references
        and not is_same_by_nature(english.said)
    }
    assert same - SAME == set()


@pytest.mark.parametrize("language", IN_CYRILLIC)
def test_no_translation_holds_a_latin_word(language):
    found = {
        name: sorted(latin)
        for name, it in texts(language).items()
        if (latin := set(latin_words(it.said)) - LATIN)
    }
    assert found == {}


def latin_words(said: tuple[str, ...]) -> Iterator[str]:
    """Yield the Latin words of a text."""
    for text in said:
        for word in re.findall(r"[A-Za-z][A-Za-z0-9+.-]*", text):
            yield word.rstrip(".")


@pytest.mark.parametrize(
    ("language", "foreign"), [("be", ONLY_RUSSIAN), ("ru", ONLY_BELARUSIAN)], ids=IN_CYRILLIC
)
def test_every_translation_is_written_in_its_own_letters(language, foreign):
    found = {
        name: text
        for name, it in texts(language).items()
        for text in it.said
        if set(text) & set(foreign) and name not in IN_BOTH
    }
    assert found == {}


# These name a language or its letters in itself.
IN_BOTH = frozenset({"language-be", "language-ru"})


@pytest.mark.parametrize("language", IN_CYRILLIC)
def test_no_word_mixes_latin_and_cyrillic_letters(language):
    mixed = re.compile(f"[A-Za-z][{CYRILLIC}]|[{CYRILLIC}][A-Za-z]")
    found = {name for name, it in texts(language).items() for t in it.said if mixed.search(t)}
    assert found == set()


@pytest.mark.parametrize("language", IN_CYRILLIC)
def test_quotation_marks_are_those_of_the_language(language):
    found = {
        name
        for name, it in texts(language).items()
        for t in it.said
        if re.search('["“”„‟‘]|[.]»$', t)
    }
    assert found == set()


def test_the_apostrophe_is_a_letter_of_the_word():
    straight = re.compile(f"[{CYRILLIC}]'[{CYRILLIC}]")
    found = {
        name
        for language in IN_CYRILLIC
        for name, it in texts(language).items()
        for text in it.said
        if straight.search(text)
    }
    assert found == set()


# Second names of a thing that has one, and turns of another language: each was met here once.
STRAYED = {
    "be": "квітанц|звіт|захавання|пазнак[аі] часу|ўрач|да асоб|з’яўля|няслушн|ні ў адн"
    "|лацінк|мэсэндж|рэдакцы|сховішч[аеу] адкры|каб (яго|вас) пыталіся|выходных| – "
    "|журналу? змен|слядоў$|запячатаны аркуш|вас пазнаюць|імёны атрымальнікаў|Адкладзены"
    "|(яго|іх) выберыце|захавальнік яшчэ|запячатана і перададзена|сумнявацца",
    "ru": "редакци|квитанц|к личностям|по линии|журнал изменений|следов$|Далее| – "
    "|запечатанн(ый лист|ая страница)|пойти вместе с ним|не передано: |Свяжитесь [^.]*по связи",
    "en": r"\bblanks?\b|\bon (a|another) way\b|record of changes|sealed page",
}


@pytest.mark.parametrize("language", STRAYED)
def test_a_thing_has_one_name(language):
    strayed = re.compile(STRAYED[language])
    found = {name for name, it in texts(language).items() for t in it.said if strayed.search(t)}
    assert found == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at(language):
    loud = {name for name, it in texts(language).items() for text in it.said if "!" in text}
    assert loud == set()


@pytest.mark.parametrize("language", IN_CYRILLIC)
def test_numbers_of_things_have_the_forms_of_the_language(language):
    for name, it in texts(language).items():
        for forms in it.plurals:
            assert forms in ({"one", "few", "many"}, {"other"}), name


@pytest.mark.parametrize(
    ("language", "name", "one", "more"),
    [
        ("be", "delivery-wipe-hint", "яго можна", "іх можна"),
        ("be", "delivery-wipe-named", "яго выбераце", "іх выбераце"),
        ("ru", "delivery-wipe-hint", "его можно", "их можно"),
        ("ru", "delivery-wipe-named", "его выберете", "их выберете"),
        ("ru", "exhibits-count", "Выберите его", "Выберите нужный"),
    ],
)
def test_twenty_one_are_not_spoken_of_as_one(language, name, one, more):
    words = Words(language)
    assert one in words(name, count=1)
    assert more in words(name, count=21)


@cache
def asked() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return every text in the program's source, and every text that is put together there."""
    plain: set[str] = set()
    made: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                made.add(pattern_of(node))
    return frozenset(plain), tuple(re.compile(it) for it in sorted(made) if "-" in it)


def pattern_of(node: ast.JoinedStr) -> str:
    """Return a pattern of the texts that are put together; a hole is one part or several."""
    parts = []
    for part in node.values:
        constant = isinstance(part, ast.Constant)
        parts.append(re.escape(str(part.value)) if constant else "([a-z0-9_-]+)")
    return "".join(parts)


def calls() -> Iterator[tuple[str, ast.expr]]:
    """Yield where words are asked for, and what is asked."""
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                name = called.id if isinstance(called, ast.Name) else name
                if name in ("words", "_words"):
                    yield f"{path.relative_to(UI)}:{node.lineno}", node.args[0]


def test_whatever_is_asked_for_is_there():
    absent = []
    known = texts("en")
    for where, asked_for in calls():
        if isinstance(asked_for, ast.Constant) and asked_for.value not in known:
            absent.append((where, asked_for.value))
        if isinstance(asked_for, ast.JoinedStr):
            pattern = pattern_of(asked_for)
            if not any(re.fullmatch(pattern, name) for name in known):
                absent.append((where, pattern))
    assert absent == []


def test_whatever_is_there_is_asked_for():
    plain, made = asked()
    known = {said_to_others(name.partition(".")[0]) for name in texts("en")}
    named = {ref for it in texts("en").values() for ref in it.references} | set(TEXTS.values())
    unused = {
        name
        for name in known - named
        if not name.startswith(BY_CODE) and not is_asked(name, plain, made)
    }
    assert unused == set()


def said_to_others(name: str) -> str:
    """Return the name that is asked for: ``-own`` is added where the person sits there alone."""
    return name.removesuffix(OWN)


def test_what_is_said_to_the_person_alone_stands_beside_what_is_said_to_others():
    known = texts("en")
    own = [name for name in known if name.endswith(OWN) and not name.startswith(OF_A_LIST)]
    assert own
    assert [it for it in own if said_to_others(it) not in known] == []
    differ = [
        name for name in own if known[name].placeholders != known[said_to_others(name)].placeholders
    ]
    assert differ == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_alone_is_not_spoken_of_as_somebody_else(language):
    found = {
        name: text
        for name, it in texts(language).items()
        if name.endswith(OWN)
        for text in it.said
        if re.search("person|чалавек|человек", text, re.IGNORECASE)
    }
    assert found == {}


def is_asked(name: str, plain: frozenset[str], made: tuple[re.Pattern[str], ...]) -> bool:
    """Tell whether some text of the source is, or can become, this name."""
    if name in plain:
        return True
    for pattern in made:
        found = pattern.fullmatch(name)
        if found is None:
            continue
        begun = found[1]
        if not pattern.pattern.startswith("(") or (begun != name and is_asked(begun, plain, made)):
            return True
    return False
