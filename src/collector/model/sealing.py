"""From a form that is complete to records that are ready to be written and signed.

Pure: ids, salts, times and keys come from the caller.  Nothing is added that the person did not
say; what was left out is recorded as not asked.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from collector.model.consent import ConsentRecord, RevisionRef
from collector.model.envelope import SCHEMA, Seal
from collector.model.identity import IdentityForm
from collector.model.input_problems import problems
from collector.model.media import FileClaims, MediaFile, MediaRecord, PersonClaims
from collector.model.testimony import ExhibitRef, IdentityState, IdentityStatus, TestimonyRecord
from collector.model.testimony_input import (
    ConsentInput,
    ExhibitInput,
    InputRefused,
    TestimonyInput,
)

_DECLINED: Final = ("declined", "withheld_for_safety")
_HAVE_RECORDS_OF_THEIR_OWN: Final = frozenset(("exhibits", "identity"))
ANSWERS: Final = tuple(
    name
    for name in TestimonyInput.__struct_fields__
    if name in TestimonyRecord.__struct_fields__ and name not in _HAVE_RECORDS_OF_THEIR_OWN
)
"""The fields that go from the form into the record as they are."""


def sealed_testimony(
    given: TestimonyInput,
    seal: Seal,
    *,
    human_code: str,
    exhibits: tuple[ExhibitRef, ...],
    identity: IdentityState,
) -> TestimonyRecord:
    """Return the record of a form.  Raises ``InputRefused`` while ``problems`` finds any.

    ``identity`` is what ``identity_state`` says of the form, or what an earlier revision said.
    """
    found = problems(given)
    if found:
        raise InputRefused(found)
    fields: dict[str, Any] = {name: getattr(given, name) for name in ANSWERS}
    return TestimonyRecord(
        **_envelope(seal),
        **fields,
        human_code=human_code,
        exhibits=exhibits,
        identity=IdentityStatus(state=identity),
    )


def identity_state(given: TestimonyInput) -> IdentityState:
    """Return how it stands with the identity: given, withheld by the person, or not asked for.

    An exhibit of the identity compartment, such as a passport scan, gives it too.
    """
    if any(exhibit.compartment == "identity" for exhibit in given.exhibits):
        return "sealed"
    form = given.identity
    if form is None or form == IdentityForm():
        return "none"
    if form.empty is not None:
        return "withheld" if form.empty in _DECLINED else "none"
    return "sealed"


def sealed_consent(row: ConsentInput, seal: Seal, testimony: RevisionRef) -> ConsentRecord:
    """Return the record of a consent row, bound to one revision of its testimony."""
    fields: dict[str, Any] = {name: getattr(row, name) for name in ConsentInput.__struct_fields__}
    fields["given_at"] = row.given_at or seal.sealed_at
    return ConsentRecord(**_envelope(seal), **fields, testimony=testimony, withdrawn=False)


def sealed_media(
    exhibit: ExhibitInput,
    seal: Seal,
    *,
    testimony: str,
    file: MediaFile,
    file_claims: FileClaims,
) -> MediaRecord:
    """Return the record of an exhibit.  The name of the file it came from is left behind."""
    return MediaRecord(
        **_envelope(seal),
        testimony=testimony,
        file=file,
        media_kind=exhibit.kind,
        originality=exhibit.originality,
        acquired=exhibit.acquired,
        file_claims=file_claims,
        person_claims=PersonClaims(**msgspec.structs.asdict(exhibit.claims)),
        depicts=exhibit.depicts,
        others_shown=exhibit.others_shown,
        compartment=exhibit.compartment,
    )


def _envelope(seal: Seal) -> dict[str, Any]:
    return {"schema": SCHEMA, **msgspec.structs.asdict(seal)}
