"""The verbs with their arguments."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    Families = argparse._SubParsersAction[argparse.ArgumentParser]

_QUEUE: Final = {
    "pause": "keep a bundle from being sent",
    "resume": "let a paused bundle go on",
    "first": "let a bundle go before all others",
    "again": "let a bundle wait anew, from its first octet",
    "withdraw": "take a bundle back; its file is removed",
}
WAY: Final = "KIND=ADDRESS,pin=HEX[,tor]"
AUTHORITY: Final = "ADDRESS,certificate=HEX[,pin=HEX]"
_MOST_DAYS: Final = 36_500
ROLES: Final = ("self", "interviewer", "coordinator")


def add_verbs(parser: argparse.ArgumentParser) -> None:
    """Give the parser every verb.

    What was called stands in ``verb``, such as ``vault.create``; where a verb takes any number of
    names, ``names`` says which arguments those are, the one that takes many first.
    """
    families = parser.add_subparsers(metavar="VERB", required=True, title="verbs")
    _demo(families)
    _vault(families)
    _testimony(families)
    _media(families)
    _platform(families)
    _signer(families)
    _bundle(families)
    _receipt(families)
    _outbox(families)
    _schema(families)


def _demo(families: Families) -> None:
    demo = _verb(families, "demo", "demo.run", "the main job once, on sample material")
    demo.add_argument("dir", metavar="DIR", help="a folder to be made, for all that comes out")


def _vault(families: Families) -> None:
    verbs = _family(families, "vault", "make a vault, check one, wipe what was delivered")
    create = _verb(verbs, "create", "vault.create", "make a vault")
    create.add_argument("dir", metavar="DIR", help="a folder that does not exist yet")
    create.add_argument("--role", choices=ROLES, required=True, help="whose vault it is")
    _passphrase(create)
    check = _verb(verbs, "check", "vault.check", "say what is wrong with a vault, and where")
    check.add_argument("dir", metavar="DIR", help="the vault")
    _passphrase(check)
    wipe = _verb(verbs, "wipe", "vault.wipe", "say what a platform took over whole, or wipe it")
    _vault_option(wipe)
    wipe.add_argument("--yes", action="store_true", help="wipe it (else: only say what would go)")
    wipe.add_argument(
        "ids", metavar="ID", nargs="*", help="these accounts alone, also what exists only here"
    )
    wipe.set_defaults(names=("ids",))


def _testimony(families: Families) -> None:
    verbs = _family(families, "testimony", "accounts: take in, look at, seal")
    add = _verb(verbs, "add", "testimony.add", "take an account in, as a draft; prints its id")
    _vault_option(add)
    add.add_argument(
        "--from", dest="form", metavar="FILE.json", required=True, help="see: schema testimony"
    )
    add.add_argument(
        "--media",
        metavar="FILE",
        action="append",
        default=[],
        help="a file that the form names among its exhibits",
    )
    _vault_option(_verb(verbs, "list", "testimony.list", "list all accounts"))
    show = _verb(verbs, "show", "testimony.show", "show one account")
    _vault_option(show)
    show.add_argument("id", metavar="ID", help="its id, or its code such as K7-QMD-3")
    seal = _verb(verbs, "seal", "testimony.seal", "make a draft immutable")
    _vault_option(seal)
    seal.add_argument("id", metavar="ID", help="its id, or its code such as K7-QMD-3")
    seal.add_argument(
        "--to",
        metavar="PLATFORM",
        action="append",
        help="seal the identity to this trusted platform only (else: to all of them)",
    )


def _media(families: Families) -> None:
    verbs = _family(families, "media", "exhibits: add to a draft, take out a copy")
    add = _verb(verbs, "add", "media.add", "add a file to a draft; prints its id")
    _vault_option(add)
    add.add_argument("id", metavar="TESTIMONY", help="id or code of the draft")
    add.add_argument(
        "--from",
        dest="form",
        metavar="ENTRY.json",
        required=True,
        help="one entry as under exhibits in: schema testimony",
    )
    add.add_argument("file", metavar="FILE")
    export = _verb(verbs, "export", "media.export", "write an unprotected copy of an exhibit")
    _vault_option(export)
    export.add_argument("name", metavar="SHA256|MEDIA_ID", help="as 'testimony show' lists it")
    export.add_argument("out", metavar="OUT", help="a file that does not exist yet")


def _platform(families: Families) -> None:
    verbs = _family(families, "platform", "platform cards: make, show, trust")
    new = _verb(verbs, "new", "platform.new", "make this vault a platform and write its card")
    _vault_option(new)
    new.add_argument("--name", required=True, help="the name on the card")
    new.add_argument(
        "--identity-recipient",
        metavar="FILE",
        help="age recipients whose keys another person holds; identities open for those only",
    )
    _card_terms(new, "none")
    new.add_argument("out", metavar="OUT", help="a file that does not exist yet")
    renew = _verb(verbs, "renew", "platform.renew", "issue this platform's next card")
    _vault_option(renew)
    renew.add_argument("--days", metavar="N", type=_days, help="valid for so long (else: 730)")
    _card_terms(renew, "as it was")
    renew.add_argument("--no-transport", action="store_true", help="name no way to deliver")
    renew.add_argument("--no-time-authority", action="store_true", help="name no time authority")
    renew.add_argument(
        "--revoke",
        metavar="KEY",
        action="append",
        help="64 digits of a key that is not in use any more: an Ed25519 key, or the SHA-256 of"
        " an age recipient",
    )
    renew.add_argument("out", metavar="OUT", help="a file that does not exist yet")
    revoke = _verb(verbs, "revoke", "platform.revoke", "issue the last card: the platform is over")
    _vault_option(revoke)
    revoke.add_argument("--yes", action="store_true", help="do it (else: nothing is done)")
    revoke.add_argument("out", metavar="OUT", help="a file that does not exist yet")
    update = _verb(verbs, "update", "platform.update", "take over a trusted platform's new card")
    _vault_option(update)
    update.add_argument("card", metavar="CARD")
    show = _verb(verbs, "show", "platform.show", "show what a card says")
    _vault_option(show, required=False)
    show.add_argument("card", metavar="CARD")
    trust = _verb(verbs, "trust", "platform.trust", "trust a platform by its twelve words")
    _vault_option(trust)
    trust.add_argument("card", metavar="CARD")
    _expect(trust)
    key = _family(verbs, "key", "the private keys of this platform: those for bundles, or all")
    export = _verb(
        key, "export", "platform.key-export", "write those that open bundles, as age identities"
    )
    _vault_option(export)
    export.add_argument("out", metavar="OUT", help="a file that does not exist yet")
    copy = _verb(key, "copy", "platform.key-copy", "write all of them, to be kept elsewhere")
    _vault_option(copy)
    copy.add_argument("out", metavar="OUT", help="a file that does not exist yet")
    check = _verb(key, "check", "platform.key-check", "see whether such a copy holds them all")
    _vault_option(check)
    check.add_argument("file", metavar="FILE")


def _card_terms(parser: argparse.ArgumentParser, otherwise: str) -> None:
    parser.add_argument(
        "--transport",
        metavar=WAY,
        action="append",
        help=f"a way to deliver: tus, webdav or sftp; may be given again (else: {otherwise})",
    )
    parser.add_argument(
        "--time-authority",
        metavar=AUTHORITY,
        help=f"who stamps times, RFC 3161 (else: {otherwise})",
    )


def _signer(families: Families) -> None:
    verbs = _family(families, "signer", "keys that sign bundles: list, vouch for, revoke")
    _vault_option(_verb(verbs, "list", "signer.list", "list this vault's key and those trusted"))
    trust = _verb(verbs, "trust", "signer.trust", "vouch for a key by its twelve words")
    _vault_option(trust)
    trust.add_argument(
        "key",
        metavar="KEY",
        nargs="?",
        help="a .pub file, its line, or 64 digits 0-9 a-f (else: of those that wait, whose words"
        " these are)",
    )
    _expect(trust)
    revoke = _verb(verbs, "revoke", "signer.revoke", "refuse what a key signs from now on")
    _vault_option(revoke)
    revoke.add_argument("key", metavar="KEY", help="a .pub file, its line, or 64 digits 0-9 a-f")


def _bundle(families: Families) -> None:
    verbs = _family(families, "bundle", "bundles: make, check, take in")
    export = _verb(verbs, "export", "bundle.export", "make a bundle of sealed accounts")
    _vault_option(export)
    export.add_argument("--to", metavar="PLATFORM", required=True, help="a trusted platform")
    export.add_argument("ids", metavar="ID", nargs="*", help="accounts (else: all sealed ones)")
    export.add_argument("out", metavar="OUT_DIR", help="the folder to put the bundle into")
    export.set_defaults(names=("ids", "out"))
    verify = _verb(
        verbs, "verify", "bundle.verify", "check a bundle, with a vault or with a key file"
    )
    verify.add_argument("files", metavar="FILE", nargs="+", help="a bundle, or its parts")
    verify.set_defaults(names=("files",))
    _vault_option(verify, required=False)
    verify.add_argument("--identity", metavar="KEYFILE", help="an age identity file")
    verify.add_argument("--signer", metavar="PUBKEY", help="the key that must have signed")
    take = _verb(verbs, "import", "bundle.import", "check bundles and take them into a vault")
    _vault_option(take)
    take.add_argument("--receipts", metavar="DIR", help="put the receipts there, for the senders")
    take.add_argument("files", metavar="FILE", nargs="+", help="or a folder of them")
    take.set_defaults(names=("files",))


def _receipt(families: Families) -> None:
    verbs = _family(families, "receipt", "what platforms sign for: take in, give out")
    apply = _verb(verbs, "apply", "receipt.apply", "take in a receipt that a platform gave")
    _vault_option(apply)
    apply.add_argument("file", metavar="FILE")
    export = _verb(verbs, "export", "receipt.export", "put the receipts where senders find them")
    _vault_option(export)
    export.add_argument("out", metavar="OUT_DIR", help="such as the folder that a server serves")


def _outbox(families: Families) -> None:
    verbs = _family(families, "outbox", "what waits to leave")
    _vault_option(_verb(verbs, "list", "outbox.list", "list finished bundles and receipts"))
    add = _verb(verbs, "add", "outbox.add", "make a bundle of sealed accounts and let it wait")
    _vault_option(add)
    add.add_argument("--to", metavar="PLATFORM", required=True, help="a trusted platform")
    add.add_argument("ids", metavar="ID", nargs="*", help="accounts (else: all sealed ones)")
    add.set_defaults(names=("ids",))
    send = _verb(verbs, "send", "outbox.send", "judge the connection, and send what waits")
    _vault_option(send)
    send.add_argument("bundles", metavar="BUNDLE", nargs="*", help="only these (else: all)")
    send.set_defaults(names=("bundles",))
    carry = _verb(verbs, "carry", "outbox.carry", "send sealed files of others; needs no vault")
    carry.add_argument("files", metavar="FILE", nargs="+")
    carry.add_argument("--card", metavar="CARD", required=True, help="the platform's card")
    carry.add_argument(
        "--login", metavar="FILE", help="a line each for name and password, then any SSH key"
    )
    carry.set_defaults(names=("files",))
    _expect(carry)
    _way_out(carry, "in Belarus")
    choose = _verb(verbs, "choose", "outbox.choose", "say where you are and which way out to use")
    _vault_option(choose)
    _way_out(choose, "as it was")
    choose.add_argument("--mode", choices=("press", "ask", "safe"), help="when to send")
    login = _verb(verbs, "login", "outbox.login", "keep the login for a platform's server")
    _vault_option(login)
    login.add_argument("platform", metavar="PLATFORM", help="a trusted platform")
    login.add_argument("--login", metavar="FILE", help="as for carry; without it: forget")
    for name, about in _QUEUE.items():
        verb = _verb(verbs, name, f"outbox.{name}", about)
        _vault_option(verb)
        verb.add_argument("bundle", metavar="BUNDLE", help="its id, or the name of its file")


def _way_out(parser: argparse.ArgumentParser, otherwise: str) -> None:
    parser.add_argument("--place", metavar="V-ZONE-NN", help=f"where you are (else: {otherwise})")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--proxy", metavar="HOST:PORT", help="a SOCKS5 proxy, such as Tor")
    way.add_argument("--interface", metavar="NAME", help="the network of a VPN, such as wg0")
    way.add_argument("--direct", action="store_true", help="neither")
    parser.add_argument("--proxy-login", metavar="FILE", help="its name and password, a line each")
    parser.add_argument("--cap", metavar="KIB", type=_whole, help="KiB a second; 0: no limit")


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _days(text: str) -> int:
    number = _whole(text)
    if number > _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"it takes at most {_MOST_DAYS}")
    return number


def _schema(families: Families) -> None:
    schema = _verb(families, "schema", "schema.show", "print a JSON Schema")
    schema.add_argument("name", metavar="NAME", help="such as testimony")


def _family(families: Families, name: str, help_text: str) -> Families:
    parser = families.add_parser(name, help=help_text, description=help_text)
    return parser.add_subparsers(metavar="VERB", required=True, title="verbs")


def _verb(families: Families, name: str, verb: str, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = families.add_parser(name, help=about, description=about)
    parser.set_defaults(verb=verb, prog=parser.prog, names=None)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _vault_option(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("--vault", metavar="DIR", required=required, help="the vault")
    _passphrase(parser)


def _passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from a file ('-': standard input) instead of asking",
    )


def _expect(parser: argparse.ArgumentParser) -> None:
    options: dict[str, Any] = {"metavar": '"WORDS"', "help": "the twelve words read to you"}
    parser.add_argument("--expect", **options)
