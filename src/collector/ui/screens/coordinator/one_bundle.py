"""The side that shows the marked bundle: read in a job, with progress where it is checked anew."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from collector.errors import CollectorError
from collector.session import Arrival
from collector.ui.parts.layout import clear, column
from collector.ui.parts.progress import Progress
from collector.ui.parts.trouble import Trouble
from collector.ui.screen import Screen
from collector.ui.screens.coordinator.arrivals_details import DetailsView, Told
from collector.ui.screens.coordinator.arrivals_work import (
    Details,
    Entry,
    read_details,
)
from collector.ui.screens.coordinator.bringing_work import Vouched, let_in
from collector.ui.screens.coordinator.let_in import LetIn
from collector.ui.tasks import Running, Stopped

_BESIDE_BAR = 14


class OneBundle(QWidget):
    """``brought`` is called when somebody was let in, ``revoked`` as ``DetailsView``."""

    def __init__(
        self,
        screen: Screen,
        brought: Callable[[Vouched], None],
        revoked: Callable[[int], None],
    ) -> None:
        super().__init__()
        self._screen, self._brought, self._revoked = screen, brought, revoked
        self._entry: Entry | None = None
        self._shown: Details | None = None
        self._details: DetailsView | None = None
        self._stale = False
        self._asking: LetIn | None = None
        self._reading: Running[Details] | None = None
        self._progress = Progress(screen.words)
        self._trouble = Trouble(screen.words)
        self._view, self._told = column(gap=0), Told(screen.words)
        self.setLayout(column(self._progress, self._trouble, self._view, self._told, None, gap=12))

    @property
    def in_use(self) -> bool:
        """Tell whether somebody types words at what is shown, or is asked something there."""
        typed = self._asking is not None and self._asking.half_typed
        return typed or (self._details is not None and self._details.asks)

    def make_way(self, _least: int, most: int) -> None:
        """Leave a space beside the scroll bar while there is one."""
        box = self.layout()
        if box is not None:
            box.setContentsMargins(0, 0, _BESIDE_BAR if most else 0, 0)

    def quiet(self) -> None:
        """Say no more what became of what was done with a bundle."""
        self._told.clear()

    def show_bundle(self, entry: Entry) -> None:
        """Read and show a bundle; the one that is shown already stays while it is as it was."""
        same, stale, self._stale = entry == self._entry, self._stale, False
        if same:
            self._entry = entry
            if self._asking is not None:
                self._asking.say_who_else_waits(entry)
            if stale:
                self._trouble.clear()
                self._read(entry)
            return
        if self._reading is not None:
            self._reading.stop()
        self._entry, self._asking, self._shown, self._details = entry, None, None, None
        clear(self._view)
        self._trouble.clear()
        if entry.kind == "waiting":
            self._progress.begin(self._screen.words("arrivals-reading"))
        else:
            self._progress.end()
        self._read(entry)

    def _read(self, entry: Entry) -> None:
        self._reading = self._screen.run(
            lambda job: read_details(job, entry),
            self._show,
            lambda error: self._failed(entry, error),
            self._progress.at,
        )

    def forget(self) -> None:
        """Read what is shown anew when it is asked for again, unless somebody may be typing."""
        self._stale = self._entry is not None and self._entry.kind != "waiting"

    def _show(self, found: Details) -> None:
        if found.entry != self._entry:
            return
        self._progress.end()
        if found == self._shown:
            return  # somebody may be answering a question there, or saving it
        self._shown = found
        clear(self._view)
        arrival = found.entry.arrival
        below = [] if arrival is None else [self._asks(arrival, self._entry)]
        self._details = DetailsView(self._screen, found, self._revoked, self._told, *below)
        self._view.addWidget(self._details)

    def _asks(self, arrival: Arrival, entry: Entry) -> LetIn:
        def heard(spoken: str) -> None:
            self._progress.begin(self._screen.words("arrivals-letting-in"))
            self._screen.run(
                lambda job: let_in(job, arrival, spoken), done, failed, self._progress.at
            )

        def done(vouched: Vouched) -> None:
            self._progress.end()
            if asks is self._asking:
                asks.again()
            self._brought(vouched)

        def failed(error: CollectorError) -> None:
            self._progress.end()
            if asks is self._asking:
                asks.failed(error)
            else:  # another bundle is shown by now
                self._trouble.tell(error)

        asks = self._asking = LetIn(self._screen, heard)
        asks.say_who_else_waits(entry)
        return asks

    def _failed(self, entry: Entry, error: CollectorError) -> None:
        if entry != self._entry or isinstance(error, Stopped):
            return
        self._progress.end()
        self._trouble.tell(error)
