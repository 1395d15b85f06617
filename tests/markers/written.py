"""What a run put into the pages of a vault: every write of a page, opened with the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from crash import straced
from crash.straced import Call
from markers.pages import Cabinet

_WRITE = re.compile(r'\d+<[^>]*>, "((?:\\x[0-9a-f]{2})*)", \d+, (\d+)\) += \d+$')
_SUFFIXES = ("", "-wal", "-journal")


def pages(calls: Iterable[Call], cabinets: dict[Path, Cabinet]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every page that was written to a database, log or journal.

    The number of a page follows from its place in a database; in a log its frame's header was
    written just before it, in a journal its number.
    """
    files = {f"{path}{end}": it for path, it in cabinets.items() for end in _SUFFIXES}
    before: dict[str, bytes] = {}
    for call in calls:
        cabinet = files.get(call.path)
        found = _WRITE.match(call.rest) if cabinet and call.name == "pwrite64" else None
        if cabinet is None or found is None:
            continue
        data, at = straced.octets(found[1]), int(found[2])
        if len(data) == cabinet.page_size:
            place = at // cabinet.page_size + 1
            numbered = call.path.endswith(("-wal", "-journal"))
            number = int.from_bytes(before[call.path][:4], "big") if numbered else place
            yield call.path, cabinet.open(number, data)
        before[call.path] = data
