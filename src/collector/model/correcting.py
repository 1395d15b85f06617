"""From a sealed account to the form of its correction: what was said is there to be changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from collector.model.consent import ConsentRecord
from collector.model.consent_rows import is_withdrawn
from collector.model.identity import IdentityForm
from collector.model.sealing import ANSWERS
from collector.model.testimony import TestimonyRecord
from collector.model.testimony_input import ConsentInput, TestimonyInput

_SAID: Final = tuple(name for name in ANSWERS if name != "correction_note")
# When consent is given is not carried over: it is given anew, for the words as they will be.
_CONSENTED: Final = tuple(set(ConsentInput.__struct_fields__) - {"given_at"})


def correction_of(record: TestimonyRecord, consent: Iterable[ConsentRecord]) -> TestimonyInput:
    """Return the form of a correction, filled in as the record is; its note is still to be written.

    Consent that was withdrawn is left out.  An identity that was withheld stays withheld; which of
    the reasons it had is in no record.
    """
    said: dict[str, Any] = {name: getattr(record, name) for name in _SAID}
    withheld = record.identity.state == "withheld"
    return TestimonyInput(
        **said,
        corrects=record.id,
        consent=tuple(_row(it) for it in consent if not is_withdrawn(it)),
        identity=IdentityForm(empty="declined") if withheld else None,
    )


def _row(record: ConsentRecord) -> ConsentInput:
    fields: dict[str, Any] = {name: getattr(record, name) for name in _CONSENTED}
    return ConsentInput(**fields)
