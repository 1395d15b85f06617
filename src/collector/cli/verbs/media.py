"""``media add`` and ``media export``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from collector import desk
from collector.cli.accounts_named import account_id
from collector.cli.call import Call
from collector.cli.reply import Reply
from collector.cli.verbs.testimony_add import (
    FORM_LIMIT,
    form_errors,
    refused_form,
    same_name,
    watched,
)
from collector.errors import WrongUsage
from collector.model.input_problems import exhibit_problems
from collector.model.testimony_input import ExhibitInput, InputRefused, read_exhibit
from collector.session import GivenFile
from collector.vocabularies import check_codes

UNPROTECTED: Final = "this file is not protected: whoever gets at it sees what it shows"
STILL_SEALED: Final = "this file is sealed; it opens with the identity key of its platform"


class NameDiffers(WrongUsage):
    """The entry is about another file."""

    code = "media.other-name"
    words = "the entry names another file than the one given"
    hint = "nothing was added; put the file's own name into the entry"


def add(call: Call) -> Reply:
    """Add one file to a draft."""
    path = desk.must_be_file(Path(call.args.file))
    try:
        entry = _entry(Path(call.args.form))
    except InputRefused as error:
        return refused_form(call, error)
    if same_name(entry.file) != same_name(path.name):
        raise NameDiffers
    with call.open(call.args.vault) as session:
        testimony = account_id(session, call.args.id)
        with call.progress("taking in", desk.file_size(path)) as progress:
            (file,) = watched([GivenFile(path, entry)], progress)
            name = session.testimonies.attach(testimony, file)
    call.console.say(name)
    return Reply(ids=[name])


def export(call: Call) -> Reply:
    """Write a copy of an exhibit, verified while it is written."""
    out = Path(call.args.out)
    desk.must_be_free(out)
    with call.open(call.args.vault) as session:
        exhibit = session.media.find(call.args.name)
        warning = STILL_SEALED if exhibit.sealed else UNPROTECTED
        call.console.note(warning)
        with call.progress("writing", exhibit.size) as progress:
            session.media.export(exhibit, out, progress)
    call.console.say(f"{exhibit.sha256}  {out}")
    return Reply(
        ids=[exhibit.media or exhibit.sha256],
        fields={
            "file": str(out),
            "sha256": exhibit.sha256,
            "size": exhibit.size,
            "mime": exhibit.mime,
            "protected": exhibit.sealed,
        },
    )


def _entry(form: Path) -> ExhibitInput:
    with form_errors():
        entry = read_exhibit(desk.read_file(form, FORM_LIMIT))
    found = (*exhibit_problems(entry, ""), *check_codes(entry))
    if found:
        raise InputRefused(found)
    return entry
