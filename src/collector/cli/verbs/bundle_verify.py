"""``bundle verify``: with a vault, or with a key file and the key that must have signed."""

from __future__ import annotations

from pathlib import Path

from collector import desk
from collector.cli.bundle_named import one_bundle
from collector.cli.call import Call
from collector.cli.errors import UsageRefused
from collector.cli.reply import Reply
from collector.cli.verbs.bundle_report import SignedByAnother, Verified, told
from collector.desk import Verification
from collector.errors import SignerUnknown


class SignerNotTrusted(SignerUnknown):
    """Valid, by a key nobody vouched for."""

    code = "bundle.signer-unknown"
    words = "the bundle is valid, but nobody has vouched for the key that signed it"
    # The words are not told: its holder is to read them out, and nobody is to copy them.
    hint = "let its holder read its twelve words to you, then: collector signer trust"


def verify(call: Call) -> Reply:
    """Check a bundle, take nothing from it, and say what was checked and what that does not say."""
    args = call.args
    by_key = args.identity is not None and args.signer is not None
    if (args.vault is not None) == by_key or (args.identity is None) != (args.signer is None):
        problem = "it takes either --vault, or --identity and --signer"
        raise UsageRefused(problem=problem, prog=args.prog)
    found = _with_key(call) if by_key else _with_vault(call)
    shown = Verified(found.bundle, found.dating, found.history, found.imported, found.known)
    return told(call.console, shown, SignedByAnother() if by_key else SignerNotTrusted())


def _with_key(call: Call) -> Verification:
    signer = desk.read_signer(call.args.signer)
    path, key_file = _path(call), Path(call.args.identity)
    with call.progress("checking the bundle", desk.bundle_size(path)) as progress:
        return desk.verify(path, key_file, signer, progress=progress)


def _with_vault(call: Call) -> Verification:
    path = _path(call)
    total = desk.bundle_size(path)
    with (
        call.open(call.args.vault) as session,
        call.progress("checking the bundle", total) as progress,
    ):
        return session.intake.verify(path, progress=progress)


def _path(call: Call) -> Path:
    return one_bundle(call.args.files, call.args.prog)
