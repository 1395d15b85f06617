"""What was done, whether it came out as it had to, and how fast: one row for each step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from collector.errors import CollectorError, MachineTrouble

# Together with the rest of a row: 80 columns.
_NAME, _RESULT = 31, 31
_MB: Final = 1_000_000
_HEAD: Final = f"    {'step':<{_NAME}} {'result':<{_RESULT}}   secs  MB/s"


@dataclass(frozen=True)
class Row:
    """One line of the table.  ``size`` is in bytes, None where speed says nothing."""

    name: str
    result: str
    held: bool
    seconds: float
    size: int | None

    def line(self) -> str:
        """Return the line as it is printed; a megabyte is a million bytes."""
        mark = "ok" if self.held else "NO"
        rate = "" if self.size is None else f"{self.size / _MB / max(self.seconds, 1e-9):.1f}"
        told = f"{mark}  {self.name:<{_NAME}} {self.result:<{_RESULT}}"
        return f"{told} {self.seconds:6.2f} {rate:>5}".rstrip()


class Stopped(Exception):
    """A step failed that the ones after it stand on."""


class Step:
    """A step under way: whoever carries it out tells how it went."""

    def __init__(self) -> None:
        self.result = ""
        self.held = False
        self.size: int | None = None

    def tell(self, result: str, *, held: bool = True, size: int | None = None) -> None:
        """Say what came of it, and whether that is what had to come of it."""
        self.result, self.held, self.size = result, held, size


class Steps:
    """The table, printed row by row."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._stopped = False
        self.rows: list[Row] = []
        say(_HEAD)
        say("-" * len(_HEAD))

    @property
    def held(self) -> bool:
        """Tell whether every step came out as it had to, and none is missing."""
        return not self._stopped and all(row.held for row in self.rows)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time a step and print its row.

        An error about the material ends the demo as a row that did not hold (``Stopped``); trouble
        with this machine is the caller's and passes.
        """
        step, start = Step(), time.perf_counter()
        try:
            yield step
        except MachineTrouble:
            raise
        except CollectorError as error:
            self._stopped = True
            self._row(name, f"failed: {error.code}", start, step)
            raise Stopped from error
        self._row(name, step.result, start, step)

    def refused(
        self,
        name: str,
        code: str,
        attempt: Callable[[], object],
        state: Callable[[], object],
        *,
        answer: str = "refused",
    ) -> bool:
        """Carry out what must be refused with exactly this code and change no ``state``.

        ``answer`` is the word for it in the table.  Returns whether both held.
        """
        with self.step(name) as step:
            before = state()
            try:
                attempt()
            except MachineTrouble:
                raise
            except CollectorError as error:
                untouched = state() == before
                told = f"{answer}: {error.code}" if untouched else "refused, but something came in"
                step.tell(told, held=untouched and error.code == code)
            else:
                step.tell("NOT REFUSED", held=False)
        return step.held

    def _row(self, name: str, result: str, start: float, step: Step) -> None:
        seconds = time.perf_counter() - start
        self.rows.append(Row(name, result, step.held, seconds, step.size))
        self._say(self.rows[-1].line())
