"""``outbox choose`` and ``outbox login``: where the person is, which way out, who they are there.

Passwords come from files, never from the line that was typed: others on the machine can read it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec

from collector import desk
from collector.cli.call import Call
from collector.cli.reply import Reply
from collector.cli.wording import pairs, size
from collector.errors import WrongUsage
from collector.model.delivery import WITH_LOGIN, DeliveryChoices, LoginChoice, ProxyChoice
from collector.vocabularies import loading

_MODES: Final = {
    "press": "only when you say so",
    "ask": "when it is safe, after asking you",
    "safe": "when it is safe",
}
_WRONG: Final = {
    "zone": "a place is one of these: {places}",
    "proxy": "a proxy is HOST:PORT, its name and password no longer than a line",
    "interface": "a network goes by the system's name for it, such as wg0",
    "cap": "that is no limit any more",
}


class BadChoice(WrongUsage):
    """Something about delivery that cannot be."""

    code = "usage.delivery"
    words = "this cannot be chosen: {reason}"
    hint = "nothing was changed and nothing sent; see the verb with --help"


def choose(call: Call) -> Reply:
    """Change what was named, and say what holds now."""
    with call.open(call.args.vault) as session:
        before = session.delivery.choices
        chosen = choices_of(call, before)
        if chosen != before:
            session.delivery.choose(chosen)
    pairs(call.console, _lines(chosen))
    return Reply(fields=_fields(chosen))


def login(call: Call) -> Reply:
    """Keep who a platform's server takes the sender for, or forget it where no file is named."""
    given = login_in(Path(call.args.login)) if call.args.login else None
    with call.open(call.args.vault) as session:
        card = session.trust.platform(call.args.platform)
        ways = [it for it in card.card.transports if it.kind in WITH_LOGIN]
        if not ways:
            raise BadChoice(reason="no server of this platform asks who is there")
        for transport in ways:
            session.delivery.choose_login(card, transport, given)
    call.console.say("kept in the vault" if given else "forgotten")
    return Reply(ids=[card.root.hex()])


def choices_of(call: Call, before: DeliveryChoices) -> DeliveryChoices:
    """Return what holds after the options of a call.  Raises ``BadChoice``."""
    args, changes = call.args, dict[str, Any]()
    if args.place is not None:
        changes["zone"] = args.place
    if getattr(args, "mode", None) is not None:
        changes["mode"] = args.mode
    if args.direct:
        changes |= {"proxy": None, "interface": None}
    if args.interface is not None:
        changes |= {"proxy": None, "interface": args.interface}
    if args.proxy is not None:
        changes |= {"proxy": _proxy(call), "interface": None}
    elif args.proxy_login is not None:
        raise BadChoice(reason="--proxy-login goes with --proxy")
    if args.cap is not None:
        changes["cap"] = args.cap * 1024 or None
    for name, value in changes.items():
        _check(name, value)
    return msgspec.structs.replace(before, **changes)


def login_in(path: Path) -> LoginChoice:
    """Return the login in a file: a line with the name, one with the password, then an SSH key.

    The password may be an empty line, and the key be missing.  Raises ``BadChoice`` and the errors
    of ``desk.read_file``.
    """
    text = desk.read_file(path).decode("utf-8", "replace").replace("\r\n", "\n")
    name, _, rest = text.partition("\n")
    password, _, key = rest.partition("\n")
    try:
        return msgspec.convert(
            {
                "username": name.strip(),
                "password": password or None,
                "private_key": f"{key.strip()}\n" if key.strip() else None,
            },
            LoginChoice,
        )
    except msgspec.ValidationError:
        raise BadChoice(reason="the file holds no name, or far too much") from None


def _check(name: str, value: object) -> None:
    try:
        msgspec.convert({name: msgspec.to_builtins(value)}, DeliveryChoices)
    except msgspec.ValidationError:
        own = [it for it in loading.load("V-ZONE").terms if not it.code.endswith(("-98", "-99"))]
        places = "; ".join(f"{it.code} {it.labels['en']}" for it in own)
        raise BadChoice(reason=_WRONG[name].format(places=places)) from None


def _proxy(call: Call) -> ProxyChoice:
    host, colon, port = call.args.proxy.rpartition(":")
    if not (host and colon and port.isascii() and port.isdecimal()):
        raise BadChoice(reason=_WRONG["proxy"])
    given = login_in(Path(call.args.proxy_login)) if call.args.proxy_login else None
    return ProxyChoice(
        host=host.strip("[]"),
        port=int(port),
        username=given.username if given else None,
        password=given.password if given else None,
    )


def _lines(chosen: DeliveryChoices) -> list[tuple[str, str]]:
    return [
        ("place", f"{chosen.zone}: {loading.load('V-ZONE').label(chosen.zone, 'en')}"),
        ("sending", _MODES[chosen.mode]),
        ("way out", _way_out(chosen)),
        ("at most", "as fast as it goes" if chosen.cap is None else f"{size(chosen.cap)} a second"),
    ]


def _way_out(chosen: DeliveryChoices) -> str:
    if chosen.proxy is not None:
        known = ", with a password" if chosen.proxy.password else ""
        return f"SOCKS5 proxy {chosen.proxy.host}:{chosen.proxy.port}{known}"
    return f"network {chosen.interface}" if chosen.interface else "direct"


def _fields(chosen: DeliveryChoices) -> dict[str, Any]:
    """Return what was chosen, without passwords."""
    proxy = chosen.proxy
    return {
        "place": chosen.zone,
        "mode": chosen.mode,
        "proxy": f"{proxy.host}:{proxy.port}" if proxy else None,
        "interface": chosen.interface,
        "cap": chosen.cap,
    }
