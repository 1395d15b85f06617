"""What is given on the journey: forms and files with a marker word wherever a word can stand."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec.inspect as kinds

from makers import OWN_SAMPLES, exhibit, form
from markers.marks import STEM, mark

PASSPHRASES = {it: f"{mark(f'passphrase.{it}')} і яшчэ словы " for it in ("field", "platform")}
WRONG = mark("passphrase.wrong")
PLATFORM = mark("platform.name")
PHOTO, NOTE, PAPER = (mark(f"file.{it}") for it in ("photo.jpg", "note.txt", "paper.jpg"))
STRAY, MISSING, JUNK = (mark(f"file.{it}") for it in ("stray.txt", "missing.jpg", "junk.age"))
IDENTITY_PAPER = mark("identity.file.jpg")
FOLDER = mark("folder.name")
BIRTH = "1931-07-13"
_DATE = {"value": "2021-10-19", "precision": "day", "basis": "saw"}


def identity() -> dict[str, Any]:
    """Return an identity form with a word in every field."""
    return {
        "names": [{"text": mark("identity.names"), "script": "Cyrl-be", "alias": False}],
        "dob": {"value": BIRTH, "precision": "day", "basis": "saw"},
        "pob": mark("identity.pob"),
        "documents": [
            {
                "what": mark("identity.documents.what"),
                "number": mark("identity.documents.number"),
                "issuer": mark("identity.documents.issuer"),
                "seen": True,
            }
        ],
        "contacts": [
            {
                name: mark(f"identity.contacts.{name}")
                for name in ("channel", "handle", "safe_times", "safe_word", "who_else_reads")
            }
        ],
        "relatives": [
            {"name": mark("identity.relatives.name"), "relation": mark("identity.relatives.kin")}
        ],
        "notes": mark("identity.notes") + " і яшчэ",
    }


def account(**changes: Any) -> dict[str, Any]:
    """Return a form that can be sealed, with a word in every field that takes one."""
    whole = form(
        about=mark("about"),
        words=[
            {
                "text": f"{mark('words.text')} " * 40,
                "basis": ["told_by"],
                "told_by": mark("words.told_by"),
            }
        ],
        when=_DATE,
        where={"text": mark("where.text"), "precision": "settlement", "basis": "saw"},
        prior_accounts=[
            {
                "to_whom": "V-ORGB-01",
                "when": _DATE,
                "form": mark("prior_accounts.form"),
                "signed": "no",
                "copy_held": "no",
                "may_link": "no",
            }
        ],
        identity=identity(),
        exhibits=[claimed(PHOTO), claimed(NOTE), claimed(IDENTITY_PAPER, "identity")],
    )
    teach_back = {"question": mark("consent.question"), "answer": mark("consent.answer")}
    whole["consent"][0]["teach_back"] = [{**teach_back, "passed": True}]
    return whole | changes


def claimed(file: str, compartment: str = "exhibit") -> dict[str, Any]:
    """Return what is said of an exhibit, with a word in every field."""
    claims = {
        "where": {"text": mark("exhibits.where"), "precision": "near", "basis": "saw"},
        "made_by": mark("exhibits.made_by"),
        "content_note": mark("exhibits.content_note"),
    }
    return exhibit(file, claims=claims, compartment=compartment)


def anything(kind: Any, path: str = "") -> Any:
    """Return a value for a type of a form, with a word wherever free text is taken at all.

    A draft may hold what cannot be sealed, such as words where a date belongs.  What takes no
    free text is given only where it must be.
    """
    if isinstance(kind, kinds.Metadata):
        return anything(kind.type, path)
    if isinstance(kind, kinds.UnionType):
        found = (anything(it, path) for it in kind.types)
        return next((it for it in found if it is not None), None)
    if isinstance(kind, kinds.VarTupleType):
        found = anything(kind.item_type, path)
        return None if found is None else [found]
    if isinstance(kind, kinds.StructType):
        return _struct(kind, path)
    if isinstance(kind, kinds.StrType) and kind.pattern is None:
        return mark(path)[: kind.max_length]
    return None


def _struct(kind: kinds.StructType, path: str) -> dict[str, Any] | None:
    inner = {it.name: anything(it.type, f"{path}.{it.name}".strip(".")) for it in kind.fields}
    given = {name: value for name, value in inner.items() if value is not None}
    if not given:
        return None
    return {it.name: _least(it.type) for it in kind.fields if it.required} | given


def _least(kind: Any) -> Any:
    """Return any value at all for a type that takes no free text."""
    if isinstance(kind, kinds.Metadata):
        return _least(kind.type)
    if isinstance(kind, kinds.LiteralType):
        return kind.values[0]
    if isinstance(kind, kinds.StrType):
        code = re.search(r"V-[A-Z]+-", kind.pattern or "")
        return f"{code[0]}01" if code else "be"
    if isinstance(kind, kinds.StructType):
        return {it.name: _least(it.type) for it in kind.fields if it.required}
    return [] if isinstance(kind, kinds.VarTupleType) else False


def free_texts(kind: Any, path: str = "") -> Iterator[str]:
    """Yield the path of every field of a form that takes free text."""
    if isinstance(kind, kinds.Metadata):
        yield from free_texts(kind.type, path)
    elif isinstance(kind, kinds.UnionType):
        for it in kind.types:
            yield from free_texts(it, path)
    elif isinstance(kind, kinds.VarTupleType):
        yield from free_texts(kind.item_type, path)
    elif isinstance(kind, kinds.StructType):
        for it in kind.fields:
            yield from free_texts(it.type, f"{path}.{it.name}".strip("."))
    elif isinstance(kind, kinds.StrType) and kind.pattern is None:
        yield path


def marked(value: Any, path: str = "") -> Iterator[str]:
    """Yield the path of every field of a filled-in form that holds a marker word."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from marked(inner, f"{path}.{name}".strip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from marked(inner, path)
    elif isinstance(value, str) and STEM in value:
        yield path


def chosen(root: Path) -> Path:
    """Return where the person at the window wants the vault: in a folder whose name tells."""
    return root / FOLDER / "vault"


def lay(folder: Path) -> None:
    """Write everything that is given into a folder, as a person would have it lying there."""
    folder.mkdir()
    notice = (OWN_SAMPLES / "notice.jpg").read_bytes()
    content = {
        PHOTO: notice + mark("content.photo").encode(),
        PAPER: notice + mark("content.paper").encode(),
        IDENTITY_PAPER: notice + mark("content.identity").encode() * 20_000,
        NOTE: f"{mark('content.note')}\n".encode() * 5_000,
        STRAY: mark("content.stray").encode() * 100,
        JUNK: b"age-encryption.org/v1\nnothing that could be read\n" * 10,
    }
    for name, data in content.items():
        (folder / name).write_bytes(data)
    forms = {
        "account.json": account(),
        "second.json": account(exhibits=[]),
        "paper.json": claimed(PAPER),
        "unknown.json": account(exhibits=[]) | {mark("field.unknown"): mark("field.value")},
    }
    for name, value in forms.items():
        (folder / name).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    shutil.copy(OWN_SAMPLES / "courtyard.jpg", folder)
