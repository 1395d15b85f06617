"""What was judged of a connection, in plain English."""

from __future__ import annotations

from typing import Final

from collector.cli.call import Call
from collector.cli.reply import Finding
from collector.desk import Judgement, Line

_SIGNS: Final = {"yes": "ok", "no": "NO", "unknown": "--"}

_WORDS: Final = {
    "safe.card": "the platform's card is valid",
    "safe.place.open": "from where you are, this connection gives nobody away",
    "safe.place.hidden": "where you are, nobody may see whom you talk to: a hidden way is needed",
    "safe.place.never": "nothing is sent while you are in custody",
    "safe.route.proxy": "everything goes through your proxy",
    "safe.route.interface": "everything goes through the network you named (VPN)",
    "safe.route.no-vpn": "the network you named is this computer's own line and no VPN",
    "safe.route.direct": "a direct connection is allowed here",
    "safe.route.tor-demanded": "the platform demands Tor or another SOCKS5 proxy; none is chosen",
    "safe.route.hidden-demanded": "a proxy or VPN is needed from where you are; none is chosen",
    "safe.names.proxy": "names are looked up at the other end of the proxy, not here",
    "safe.names.interface": "no name has to be looked up",
    "safe.names.direct": "the platform's name is looked up in the ordinary way",
    "safe.reached": "the platform answers",
    "safe.encryption": "the line is encrypted as it must be",
    "safe.key": "it holds the key that its card names",
    "safe.clock": "the clock of this computer is right",
    "safe.clock.doubted": "the clock of this computer could not be confirmed",
    "safe.clock.wrong": "the clock of this computer is wrong by more than a day",
    "safe.clock.behind": "the clock of this computer is behind what is already known",
    "safe.not-asked": "not asked, because of what stands above",
}
_ABOUT: Final = {
    "card": "card",
    "place": "where you are",
    "route": "way out",
    "names": "names",
    "reached": "platform",
    "encryption": "encryption",
    "key": "key",
    "clock": "clock",
}


def tell(call: Call, judgement: Judgement) -> list[Finding]:
    """Say every line, and return those that speak against sending as findings."""
    for line in judgement.lines:
        call.console.say(f"  {_SIGNS[line.verdict]:<3} {_ABOUT[line.about]:<14} {words(line)}")
    return [
        Finding(line.reason, words(line), {"about": line.about})
        for line in judgement.lines
        if line.verdict == "no"
    ]


def words(line: Line) -> str:
    """Return what a line says."""
    return line.error.told()[0] if line.error else _WORDS[line.reason]
