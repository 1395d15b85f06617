"""Parts of a bundle: what a disk holds where it cannot hold a file of that length.

FORMAT.md section 1 says how they are cut and named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from collector.crypto.age.header import MAGIC
from collector.errors import Unacceptable
from collector.given_files import NotAFile, check_regular, open_file
from collector.paths import machine_errors

_PART: Final = re.compile(r"(.+)\.([0-9]{3}|[1-9][0-9]{3})", re.ASCII | re.DOTALL)
_NAMED: Final = 6
"""How many numbers, or runs of them, an error names."""


class PartsRefused(Unacceptable):
    """Parts that are no whole.  No copy of them is kept: what is wrong may be mended."""

    code = "parts"
    words = "the parts of this bundle do not make a whole"
    hint = (
        "nothing was taken in or kept; put all its parts into one folder, from .001 to the last,"
        " and give any of them; if they are all there, copy them again"
    )


class PartsMissing(PartsRefused):
    """Parts that are not there."""

    code = "parts.missing"
    words = "this bundle lies in parts, and not all of them are here; missing: {numbers}"


class PartsDiffer(PartsRefused):
    """Parts that are not as long as the others."""

    code = "parts.length"
    words = "these parts of the bundle are not as long as the others: {numbers}"


class PartsDamaged(PartsRefused):
    """A part that does not go on where the one before it ended."""

    code = "parts.damaged"
    words = (
        "the parts of this bundle do not fit together at part {part}: it, or the one before it,"
        " was changed, cut short, or is of another bundle"
    )


def parts_of(path: Path) -> tuple[Path, ...]:
    """Return the set a file is a part of, in order; nothing if it is none.

    Raises ``PartsMissing``, ``PartsDiffer`` and ``NotAFile``.
    """
    whole = whole_of(path)
    if whole == path or not path.exists():
        return ()
    found = {
        int(it.suffix[1:]): it
        for it in path.parent.iterdir()
        if it.stem == whole.name and whole_of(it) != it
    }
    if not found:  # gone meanwhile, or named in other letters, as some disks allow
        return ()
    last = max(found)
    if missing := [number for number in range(1, last) if number not in found]:
        raise PartsMissing(numbers=_named(missing))
    if differ := _of_other_length({number: part_size(it) for number, it in found.items()}):
        raise PartsDiffer(numbers=_named(differ))
    return tuple(found[number] for number in range(1, last + 1))


def whole_of(path: Path) -> Path:
    """Return what a file is a part of, by its name; itself where it is none.

    Only the first part begins as an age file: another one that does is a bundle of that name.
    """
    named = _PART.fullmatch(path.name)
    number = int(named[2]) if named else 0
    if named is None or number == 0 or (number > 1 and _begins(path)):
        return path
    return path.with_name(named[1])


def is_part(path: Path) -> bool:
    """Tell whether other parts of the same bundle lie beside a file.

    Raises the machine's errors.
    """
    with machine_errors():
        whole = whole_of(path)
        beside = (it for it in path.parent.iterdir() if it.stem == whole.name and it != path)
        return whole != path and any(whole_of(it) == whole for it in beside)


def part_size(path: Path) -> int:
    """Return the length of a part.  Raises ``NotAFile`` and ``OSError``."""
    check_regular(path)
    return path.stat().st_size


def _begins(path: Path) -> bool:
    with suppress(OSError, NotAFile), open_file(path) as stream:
        return stream.read(len(MAGIC)) == MAGIC
    return False


def _of_other_length(sizes: Mapping[int, int]) -> list[int]:
    """Return which parts are not as long as most are; the last one may be shorter, not empty."""
    counted = Counter(sizes.values())
    usual = max(counted, key=lambda size: (counted[size], size))
    last = max(sizes)
    return [
        number
        for number, size in sorted(sizes.items())
        if size != usual and not (number == last and 0 < size < usual)
    ]


def _named(numbers: list[int]) -> str:
    """Return numbers as people write them: ``2, 5-7``."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    said = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:_NAMED]]
    return ", ".join([*said, "..."] if len(runs) > _NAMED else said)
