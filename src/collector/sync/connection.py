"""Is this connection safe?  Judged line by line, each with its reason, before a byte is sent.

What can be known without a network is asked first.  Only when nothing speaks against it is the
platform itself looked at, over the very route a parcel would take; nobody else is ever asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, Self

from collector.errors import CollectorError
from collector.model.card import Transport
from collector.model.delivery import DeliveryChoices, place_demands, route_of
from collector.sync.transport import errors as network
from collector.sync.transport.errors import NetworkTrouble
from collector.sync.transport.interface import Endpoint, Seen, Watch, Way
from collector.sync.transport.interfaces import is_hardware

About = Literal["card", "place", "route", "names", "reached", "encryption", "key", "clock"]
Verdict = Literal["yes", "no", "unknown"]
ORDER: Final[tuple[About, ...]] = (
    "card",
    "place",
    "route",
    "names",
    "reached",
    "encryption",
    "key",
    "clock",
)
DOUBTED_CLOCK: Final = timedelta(minutes=5)
WRONG_CLOCK: Final = timedelta(hours=24)

_SPEAKS_OF: Final[dict[type[NetworkTrouble], About]] = {
    network.ProxyDown: "route",
    network.ProxyRefuses: "route",
    network.NoInterface: "route",
    network.NumberNeeded: "names",
    network.TlsTooOld: "encryption",
    network.SshTooOld: "encryption",
    network.WrongKey: "key",
    network.CertificateHost: "key",
    network.CertificateDates: "clock",
}


@dataclass(frozen=True)
class Line:
    """One thing that was judged.  ``unknown``: not looked at, or doubted.

    ``reason`` is a code: of this file, or of ``error`` where one speaks against sending.
    """

    about: About
    verdict: Verdict
    reason: str
    error: CollectorError | None = field(default=None, compare=False)

    @classmethod
    def against(cls, about: About, error: CollectorError) -> Self:
        """Return the line of an error."""
        return cls(about, "no", error.code, error)


@dataclass(frozen=True)
class Question:
    """What is asked: this way of the card, with these choices, by this clock.

    ``card_problem`` is what speaks against sending to this card at all; ``latest_day`` the latest
    day there is reason to believe in, whatever the clock says, empty where nothing tells one.
    """

    transport: Transport
    endpoint: Endpoint
    choices: DeliveryChoices
    card_problem: CollectorError | None
    latest_day: str


@dataclass(frozen=True)
class Judgement:
    """The answer, in the order of ``ORDER``.

    ``retry``: waiting alone may mend what is wrong.  ``of_way``: it lies at this address, and
    another one of the card may do better.
    """

    lines: tuple[Line, ...]
    retry: bool = False
    of_way: bool = False

    @property
    def safe(self) -> bool:
        """Return whether nothing speaks against sending and nothing was left unasked."""
        return all(it.verdict == "yes" or it.reason == CLOCK_DOUBTED for it in self.lines)

    @property
    def against(self) -> Line | None:
        """Return the first line that speaks against sending."""
        return next((it for it in self.lines if it.verdict == "no"), None)


NOT_ASKED: Final = "safe.not-asked"
CLOCK_DOUBTED: Final = "safe.clock.doubted"


def known(question: Question, now: Callable[[], datetime] | None = None) -> Judgement:
    """Judge what can be judged without asking anybody."""
    return Judgement(_in_order({it.about: it for it in _known_before(question, (now or _now)())}))


def judge(
    question: Question,
    open_way: Callable[[Endpoint], Way],
    watch: Watch,
    now: Callable[[], datetime] | None = None,
) -> Judgement:
    """Judge a connection; the platform is looked at only if nothing known speaks against it.

    Raises only what ``watch`` raises.
    """
    today = (now or _now)()
    lines = {it.about: it for it in _known_before(question, today)}
    retry = of_way = False
    if all(it.verdict == "yes" for it in lines.values()):
        try:
            seen = open_way(question.endpoint).probe(watch)
        except NetworkTrouble as trouble:
            about = _SPEAKS_OF.get(type(trouble), "reached")
            lines[about] = Line.against(about, trouble)
            retry, of_way = trouble.retry, trouble.of_way
            # The key is compared after the handshake, host and dates after the key.
            before = ORDER.index(about)
            for earlier in ORDER[ORDER.index("reached") : before]:
                lines[earlier] = Line(earlier, "yes", _GOOD[earlier])
        else:
            for about in ("reached", "encryption", "key"):
                lines[about] = Line(about, "yes", _GOOD[about])
            lines["clock"] = _clock(seen, today)
    return Judgement(_in_order(lines), retry, of_way)


def _in_order(lines: dict[About, Line]) -> tuple[Line, ...]:
    return tuple(lines.get(about) or Line(about, "unknown", NOT_ASKED) for about in ORDER)


_GOOD: Final[dict[About, str]] = {
    "reached": "safe.reached",
    "encryption": "safe.encryption",
    "key": "safe.key",
    "clock": "safe.clock",
}


def _known_before(question: Question, today: datetime) -> list[Line]:
    """Judge card, place, route and names, and a clock that cannot be right."""
    lines = [
        Line.against("card", question.card_problem)
        if question.card_problem
        else Line("card", "yes", "safe.card")
    ]
    place = place_demands(question.choices.zone)
    lines.append(Line("place", "no" if place == "never" else "yes", f"safe.place.{place}"))
    route = route_of(question.choices, question.transport)
    ready = route in ("proxy", "interface", "direct")
    if route == "interface" and place == "hidden" and is_hardware(question.choices.interface or ""):
        lines.append(Line("route", "no", "safe.route.no-vpn"))
    else:
        lines.append(Line("route", "yes" if ready else "no", f"safe.route.{route}"))
    if ready:
        lines.append(Line("names", "yes", f"safe.names.{route}"))
    if today.strftime("%Y-%m-%d") < question.latest_day:
        lines.append(Line("clock", "no", "safe.clock.behind"))
    return lines


def _clock(seen: Seen, today: datetime) -> Line:
    """Compare with the clock of a server whose key was just found right."""
    if seen.clock is None:
        return Line("clock", "unknown", CLOCK_DOUBTED)
    apart = abs(seen.clock - today)
    if apart > WRONG_CLOCK:
        return Line("clock", "no", "safe.clock.wrong")
    if apart > DOUBTED_CLOCK:
        return Line("clock", "unknown", CLOCK_DOUBTED)
    return Line("clock", "yes", _GOOD["clock"])


def _now() -> datetime:
    return datetime.now(UTC)
