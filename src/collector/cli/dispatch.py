"""From the name of a verb to the function that carries it out.

Each family is imported when it is called for: a verb that lists a vault does not wait for what
only the demo needs.  Plain imports, so that those who pack the program see them.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from collector.cli.call import Call
from collector.cli.reply import Reply

Verb = Callable[[Call], Reply]
Family = Mapping[str, Verb]


def find(name: str) -> Verb:
    """Return the function of a verb, such as ``vault.create``; ``parser`` names them all."""
    family, _, verb = name.partition(".")
    return _FAMILIES[family]()[verb]


def _demo() -> Family:
    from collector.cli.verbs import demo

    return {"run": demo.run}


def _vault() -> Family:
    from collector.cli.verbs import vault, vault_wipe

    return {
        "create": vault.create,
        "check": vault.check,
        "wipe": vault_wipe.wipe_delivered,
    }


def _testimony() -> Family:
    from collector.cli.verbs import testimony, testimony_add, testimony_show

    return {
        "add": testimony_add.add,
        "list": testimony.every,
        "show": testimony_show.show,
        "seal": testimony.seal,
    }


def _media() -> Family:
    from collector.cli.verbs import media

    return {"add": media.add, "export": media.export}


def _platform() -> Family:
    from collector.cli.verbs import platform, platform_own

    return {
        "new": platform_own.new,
        "renew": platform_own.renew,
        "revoke": platform_own.revoke,
        "update": platform.update,
        "key-export": platform_own.export_key,
        "key-copy": platform_own.copy_keys,
        "key-check": platform_own.check_copy,
        "show": platform.show,
        "trust": platform.trust,
    }


def _signer() -> Family:
    from collector.cli.verbs import signer

    return {"list": signer.every, "trust": signer.trust, "revoke": signer.revoke}


def _bundle() -> Family:
    from collector.cli.verbs import bundle_export, bundle_import, bundle_verify

    return {
        "export": bundle_export.export,
        "import": bundle_import.take_in,
        "verify": bundle_verify.verify,
    }


def _receipt() -> Family:
    from collector.cli.verbs import receipt

    return {"apply": receipt.apply, "export": receipt.export}


def _outbox() -> Family:
    from collector.cli.verbs import (
        bundle_export,
        outbox,
        outbox_choices,
        outbox_queue,
        outbox_send,
    )

    return {
        "list": outbox.every,
        "add": bundle_export.add,
        "send": outbox_send.send,
        "carry": outbox_send.carry,
        "choose": outbox_choices.choose,
        "login": outbox_choices.login,
        "pause": outbox_queue.pause,
        "resume": outbox_queue.resume,
        "first": outbox_queue.first,
        "again": outbox_queue.again,
        "withdraw": outbox_queue.withdraw,
    }


def _schema() -> Family:
    from collector.cli.verbs import schema

    return {"show": schema.show}


_FAMILIES: Final[Mapping[str, Callable[[], Family]]] = MappingProxyType(
    {
        "demo": _demo,
        "vault": _vault,
        "testimony": _testimony,
        "media": _media,
        "platform": _platform,
        "signer": _signer,
        "bundle": _bundle,
        "receipt": _receipt,
        "outbox": _outbox,
        "schema": _schema,
    }
)
