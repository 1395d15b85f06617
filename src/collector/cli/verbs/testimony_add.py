"""``testimony add``: a filled-in form and its files become a draft."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from collector import desk
from collector.cli.call import Call
from collector.cli.progress import Progress
from collector.cli.reply import Finding, Reply, refusal
from collector.errors import Unacceptable, WrongUsage
from collector.model.canonical import RecordJson
from collector.model.input_problems import problems
from collector.model.problems import FieldProblem
from collector.model.testimony_input import InputRefused, TestimonyInput, read_input
from collector.session import GivenFile
from collector.vocabularies import check_codes

FORM_LIMIT: Final = 16 * 1024 * 1024
_MISSING: Final = "field.required"


class NotAForm(Unacceptable):
    """Not JSON as it must be."""

    code = "input.not-json"
    words = "the file cannot be read as a form: {reason}"
    hint = "nothing was added; mend the file; see also: collector schema testimony"


class MediaMissing(WrongUsage):
    """The form names a file that was not given."""

    code = "media.not-given"
    words = "the form names a file under exhibits[{number}] that is not among --media"
    hint = "nothing was added; give every file of the form with --media FILE, under its own name"


class MediaUnnamed(WrongUsage):
    """A file was given of which the form says nothing."""

    code = "media.not-in-form"
    words = "the form says nothing of --media number {number}"
    hint = "nothing was added; add an entry under exhibits with the file's name, or leave it out"


class MediaTwice(WrongUsage):
    """Two files of one name."""

    code = "media.same-name"
    words = "two files given with --media have the same name"
    hint = "nothing was added; rename one of them, in the form as well"


def add(call: Call) -> Reply:
    """Take an account in.  What is wrong refuses it; what is only missing is told, and kept."""
    try:
        given, missing = _form(Path(call.args.form))
    except InputRefused as error:
        return refused_form(call, error)
    files = match_media(given, [Path(text) for text in call.args.media])
    with call.open(call.args.vault) as session:
        with call.progress("taking in", sum(desk.file_size(it.path) for it in files)) as progress:
            name = session.testimonies.add(given, watched(files, progress))
        shown = session.testimonies.show(name)
    call.console.say(name)
    call.console.note(f"kept as a draft under the code {shown.listed.human_code}")
    for it in missing:
        call.console.note(f"before it can be sealed: {it.path}: {it.words}")
    return Reply(
        ids=[name],
        findings=_findings(missing),
        fields={
            "human_code": shown.listed.human_code,
            "exhibits": len(files),
            "identity": shown.identity,
        },
    )


def _form(path: Path) -> tuple[TestimonyInput, tuple[FieldProblem, ...]]:
    """Return a form in which nothing is wrong, and what is still missing before it can be sealed.

    Raises ``InputRefused`` and as ``read_input``.
    """
    with form_errors():
        given = read_input(desk.read_file(path, FORM_LIMIT))
    found = (*problems(given), *check_codes(given))
    wrong = tuple(it for it in found if it.code != _MISSING)
    if wrong:
        raise InputRefused(wrong)
    return given, found


@contextmanager
def form_errors() -> Iterator[None]:
    """Say of a file that a person wrote what else is said of records that were sent."""
    try:
        yield
    except RecordJson as error:
        raise NotAForm(reason=error.told()[0]) from None


def refused_form(call: Call, error: InputRefused) -> Reply:
    """Tell a refusal field by field."""
    for it in error.problems:
        call.console.note(f"{it.path or '-'}: {it.words}")
    call.console.complain(error)
    return refusal(error, _findings(error.problems))


def match_media(given: TestimonyInput, paths: Sequence[Path]) -> list[GivenFile]:
    """Return the form's exhibits with their files, in the form's order, matched by file name.

    Raises ``MediaTwice``, ``MediaMissing``, ``MediaUnnamed`` and ``FileMissing``.
    """
    by_name = {same_name(path.name): path for path in paths}
    if len(by_name) != len(paths):
        raise MediaTwice
    found = []
    for number, entry in enumerate(given.exhibits):
        path = by_name.get(same_name(entry.file))
        if path is None:
            raise MediaMissing(number=number)
        found.append(GivenFile(desk.must_be_file(path), entry))
    named = {same_name(entry.file) for entry in given.exhibits}
    for number, path in enumerate(paths, start=1):
        if same_name(path.name) not in named:
            raise MediaUnnamed(number=number)
    return found


def watched(files: Sequence[GivenFile], progress: Progress | None) -> list[GivenFile]:
    """Return the files with a progress that counts those before as well."""
    if progress is None:
        return list(files)
    before, found = 0, []
    for file in files:
        found.append(replace(file, progress=partial(_add, progress, before)))
        before += desk.file_size(file.path)
    return found


def _add(progress: Progress, before: int, done: int) -> None:
    progress(before + done)


def same_name(name: str) -> str:
    """Return a file name in the form to compare: systems compose accents differently."""
    return unicodedata.normalize("NFC", name)


def _findings(found: Sequence[FieldProblem]) -> list[Finding]:
    return [Finding(it.code, it.words, {"field": it.path}) for it in found]
