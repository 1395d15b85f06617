"""``outbox pause``, ``resume``, ``first``, ``again``, ``withdraw``: the person and the queue."""

from __future__ import annotations

from collections.abc import Callable

from collector.cli.call import Call
from collector.cli.reply import Reply
from collector.session import Session


def pause(call: Call) -> Reply:
    """Keep a bundle from being sent until it is resumed."""
    return _done(call, lambda session, it: session.delivery.pause(it, on=True), "paused")


def resume(call: Call) -> Reply:
    """Let a paused bundle go on."""
    return _done(call, lambda session, it: session.delivery.pause(it, on=False), "waits")


def first(call: Call) -> Reply:
    """Let a bundle go before all others."""
    return _done(call, lambda session, it: session.delivery.put_first(it), "goes first")


def again(call: Call) -> Reply:
    """Let a bundle wait anew, whatever became of it."""
    return _done(call, lambda session, it: session.delivery.again(it), "waits anew")


def withdraw(call: Call) -> Reply:
    """Take a bundle back before anybody signed for it."""
    reply = _done(call, lambda session, it: session.delivery.withdraw(it), "taken back")
    call.console.note("what already lies at the platform or on a disk is not reached by this")
    return reply


def _done(call: Call, act: Callable[[Session, str], None], words: str) -> Reply:
    with call.open(call.args.vault) as session:
        bundle = session.delivery.of_bundle(call.args.bundle).sent.bundle
        session.delivery.nobody_sends()  # a killed sender: there is one opening of a vault
        act(session, bundle)
    call.console.say(f"{bundle}: {words}")
    return Reply(ids=[bundle])
