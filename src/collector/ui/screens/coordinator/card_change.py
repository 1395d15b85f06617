"""How a part of the page of a card asks for what ends in another page."""

from __future__ import annotations

from collections.abc import Callable

from collector.errors import CollectorError
from collector.ui.tasks import Work

Change = Callable[[Work[object], str, Callable[[CollectorError], None]], None]
"""Called with a job, with what is said above the page that comes then, and with who hears of a
failure, which leaves the page as it is.
"""
