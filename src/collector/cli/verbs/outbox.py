"""``outbox list``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collector.cli.call import Call
from collector.cli.reply import Reply
from collector.cli.wording import size
from collector.model.untrusted import shown
from collector.session import Waiting


def every(call: Call) -> Reply:
    """List the finished bundles, how far each has come, and the receipts for other senders."""
    with call.open(call.args.vault) as session:
        bundles = session.delivery.every()
        receipts = session.outbox.receipts()
    for it in bundles:
        name = platform_name(it)
        call.console.say(
            f"{it.sent.bundle}  bundle {it.sent.sequence} for {name}  {size(it.sent.ready.size)}  "
            f"{it.sent.made_at}  {_file(it) or '-'}  {_state(it)}"
        )
        for way, reason in _failed(it).items():
            call.console.say(f"    in vain by {shown(way, 200)}: {reason}")
    for receipt in receipts:
        call.console.say(f"{receipt.bundle}  receipt  {receipt.at}  outbox/{receipt.file}")
    if not bundles and not receipts:
        call.console.note("nothing waits in the outbox")
    return Reply(
        ids=[it.sent.bundle for it in bundles],
        fields={
            "bundles": [_fields(it) for it in bundles],
            "receipts": [
                {"bundle": it.bundle, "at": it.at, "file": f"outbox/{it.file}"} for it in receipts
            ],
        },
    )


def platform_name(waiting: Waiting) -> str:
    """Return whom a bundle is for."""
    return shown(waiting.card.card.name, 80) if waiting.card else "a platform no longer trusted"


def _file(waiting: Waiting) -> str | None:
    return None if waiting.sent.wiped else f"outbox/{waiting.sent.file}"


def _failed(waiting: Waiting) -> Mapping[str, str]:
    """Return the ways that are passed over, each with its reason."""
    return waiting.failed if waiting.delivery.state in ("waiting", "sending") else {}


def _state(waiting: Waiting) -> str:
    it = waiting.delivery
    if waiting.sent.wiped:
        return "delivered, and wiped here"
    if it.state == "waiting" and it.paused:
        return "paused"
    if it.state == "waiting" and it.reason:
        later = f", tried again from {it.not_before}" if it.not_before else ""
        return f"held: {it.reason}{later}"
    if it.state == "refused":
        return f"refused by the platform: {shown(it.reason or '', 80)}"
    if it.state == "uploaded":
        return "handed out or uploaded, nobody has signed for it yet"
    return it.state


def _fields(waiting: Waiting) -> dict[str, Any]:
    sent, it = waiting.sent, waiting.delivery
    return {
        "bundle": sent.bundle,
        "platform": sent.platform.hex(),
        "sequence": sent.sequence,
        "made_at": sent.made_at,
        "file": _file(waiting),
        "sha256": sent.ready.sha256.hex(),
        "size": sent.ready.size,
        "state": it.state,
        "wiped": sent.wiped,
        "paused": it.paused,
        "reason": it.reason,
        "confirmed": it.confirmed,
        "tries": it.tries,
        "not_before": it.not_before,
        "failed_ways": dict(_failed(waiting)),
    }
