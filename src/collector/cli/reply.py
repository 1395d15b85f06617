"""What a verb answers: the object that ``--json`` prints, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from collector.errors import CollectorError, Exit

DONE: Final = "done"


@dataclass(frozen=True)
class Finding:
    """Something to be told beside the result: a stable code, words, and where it is."""

    code: str
    words: str
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """``fields`` are the verb's own; their names are not those of the other attributes."""

    ids: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    code: str = DONE
    exit: Exit = Exit.DONE

    def as_json(self) -> dict[str, Any]:
        """Return the object."""
        return {
            "ok": self.exit == Exit.DONE,
            "code": self.code,
            "ids": list(self.ids),
            "findings": [{"code": it.code, "words": it.words, **it.where} for it in self.findings],
            **self.fields,
        }


def refusal(error: CollectorError, findings: Iterable[Finding] = (), **fields: object) -> Reply:
    """Return the reply of a verb that ended with an error; its findings end with the error."""
    what, todo = error.told()
    own = Finding(error.code, what, {"hint": todo})
    return Reply(findings=(*findings, own), fields=fields, code=error.code, exit=Exit(error.exit))
