"""``outbox list``."""

from __future__ import annotations

from collector.cli.call import Call
from collector.cli.reply import Reply
from collector.cli.wording import size
from collector.model.untrusted import shown


def every(call: Call) -> Reply:
    """List the finished bundles and the receipts that wait for their senders."""
    with call.open(call.args.vault) as session:
        bundles = session.outbox.every()
        receipts = session.outbox.receipts()
        names = {card.root: card.card.name for card in session.trust.platforms()}
    for it in bundles:
        name = shown(names.get(it.platform, "a platform no longer trusted"), 80)
        call.console.say(
            f"{it.bundle}  bundle {it.sequence} for {name}  {size(it.ready.size)}  "
            f"{it.made_at}  outbox/{it.file}"
        )
    for receipt in receipts:
        call.console.say(f"{receipt.bundle}  receipt  {receipt.at}  outbox/{receipt.file}")
    if not bundles and not receipts:
        call.console.note("nothing waits in the outbox")
    return Reply(
        ids=[it.bundle for it in bundles],
        fields={
            "bundles": [
                {
                    "bundle": it.bundle,
                    "platform": it.platform.hex(),
                    "sequence": it.sequence,
                    "made_at": it.made_at,
                    "file": f"outbox/{it.file}",
                    "sha256": it.ready.sha256.hex(),
                    "size": it.ready.size,
                }
                for it in bundles
            ],
            "receipts": [
                {"bundle": it.bundle, "at": it.at, "file": f"outbox/{it.file}"} for it in receipts
            ],
        },
    )
