"""The journey under strace: every verb of the command line, and what the window will do besides.

``python journey.py ROOT [PLANT]...``.  Nothing secret is told to it by arguments or environment.
It says, one line each, which classes of marker words a verb printed; the words themselves never.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec.inspect as kinds

from calls import call
from collector.crypto.age import parse_identity
from collector.model.testimony_input import TestimonyInput, read_input
from collector.session import GivenFile, Session, open_session
from collector.store import own_keys
from makers import TEST_POLICY
from markers import material
from markers.marks import labels, mark


def say(**words: object) -> None:
    """Write one line, by a call of its own."""
    os.writev(1, [json.dumps(words).encode() + b"\n"])


class Traveller:
    """Somebody who calls verbs in one folder."""

    def __init__(self, root: Path) -> None:
        self.given, self.asked = root / "given", root / "asked"
        self.field, self.platform = root / "field", root / "platform"

    def call(self, *argv: object, who: str = "field", code: int = 0, **changes: str) -> list[str]:
        """Call a verb with a passphrase on standard input, and tell what it printed."""
        passphrase = changes.get("passphrase", material.PASSPHRASES[who])
        words = [*argv, "--passphrase-file", "-"]
        called = call(*words, stdin=f"{passphrase}\n".encode())
        if called.code != code:
            raise SystemExit(f"{argv[:2]} ended with {called.code}: {called.err}")
        printed = {name: classes(text) for name, text in (("out", called.out), ("err", called.err))}
        say(verb=" ".join(map(str, argv[:2])), code=called.code, **printed)
        return called.lines

    def open(self, who: str = "field") -> Session:
        """Open a vault as the window does."""
        folder = self.field if who == "field" else self.platform
        return open_session(folder, material.PASSPHRASES[who], TEST_POLICY)


def classes(text: str) -> list[str]:
    """Return what kinds of marker words stand in a text."""
    return sorted({label.partition(".")[0] for label in labels(text.encode())})


def meet(it: Traveller) -> None:
    """Make both vaults; each trusts the other."""
    made = it.call("vault", "create", it.field, "--role", "interviewer", "--json")
    it.call("vault", "create", it.platform, "--role", "coordinator", who="platform")
    card = it.asked / "card"
    named = ("--name", material.PLATFORM, card, "--json")
    new = it.call("platform", "new", "--vault", it.platform, *named, who="platform")
    words = json.loads(new[0])["root"]["words"]["en"]
    it.call("platform", "show", card)
    it.call("platform", "trust", "--vault", it.field, card, "--expect", words)
    signer = json.loads(made[0])["signer"]
    expect = (signer["line"], "--expect", signer["words"]["en"])
    it.call("signer", "trust", "--vault", it.platform, *expect, who="platform")


def tell(it: Traveller) -> list[str]:
    """Take accounts in, look at them, seal them; return their ids."""
    media = [
        word
        for name in (material.PHOTO, material.NOTE, material.IDENTITY_PAPER)
        for word in ("--media", it.given / name)
    ]
    vault = ("--vault", it.field)
    (first, *_) = it.call("testimony", "add", *vault, "--from", it.given / "account.json", *media)
    (second, *_) = it.call("testimony", "add", *vault, "--from", it.given / "second.json")
    entry = ("--from", it.given / "paper.json", it.given / material.PAPER)
    it.call("media", "add", *vault, first, *entry)
    for name in (first, second):
        it.call("testimony", "show", *vault, name)
        it.call("testimony", "seal", *vault, name)
    it.call("testimony", "list", *vault)
    return [first, second]


def change(it: Traveller, sealed: str) -> None:
    """Correct, withdraw, detach, give up: what has no verb."""
    with it.open() as session:
        drafts = session.testimonies
        note = mark("correction_note")
        changed = material.account(corrects=sealed, correction_note=note, exhibits=[])
        drafts.seal(drafts.add(_read(changed)))
        odd = _read(material.anything(kinds.type_info(TestimonyInput)))
        held = drafts.add(odd)
        drafts.attach(held, GivenFile(it.given / material.PHOTO, odd.exhibits[0]))
        paper = _read(material.account()).exhibits[0]
        media = drafts.attach(held, GivenFile(it.given / material.PAPER, paper))
        drafts.detach(held, media)
        given_up = drafts.add(_read(material.account(exhibits=[])))
        drafts.attach(given_up, GivenFile(it.given / material.NOTE, paper))
        drafts.remove_draft(given_up)
        drafts.withdraw(sealed, "V-RECIP-02", "V-WEFF-01")


def _read(form: object) -> TestimonyInput:
    return read_input(json.dumps(form).encode())


def travel(it: Traveller, ids: list[str]) -> None:
    """Export, verify, import, hand an exhibit out, open the identity, check."""
    to = ("--to", material.PLATFORM)
    (bundle, *_) = it.call("bundle", "export", "--vault", it.field, *to, *ids, it.asked / "out")
    at = ("--vault", it.platform)
    it.call("bundle", "verify", bundle, *at, who="platform")
    (it.asked / "torn").write_bytes(Path(bundle).read_bytes()[:-5000])
    it.call("bundle", "import", *at, it.asked / "torn", who="platform", code=1)
    back = it.asked / "back"
    it.call("bundle", "import", *at, "--receipts", back, bundle, bundle, who="platform")
    (receipt,) = back.iterdir()
    it.call("receipt", "apply", "--vault", it.field, receipt)
    it.call("receipt", "apply", "--vault", it.field, receipt, code=1)
    shown = json.loads(it.call("testimony", "show", *at, ids[0], "--json", who="platform")[0])
    media = next(one["media"] for one in shown["exhibits"] if not one["sealed"])
    it.call("media", "export", *at, media, it.asked / "copy", who="platform")
    it.call("platform", "key", "export", *at, it.asked / "key", who="platform")
    it.call("outbox", "list", "--vault", it.field)
    with it.open("platform") as session:
        name = "identity-1"
        key = own_keys.private(session.vault.db, session.vault.wrap_key, name).decode("ascii")
        opened = [
            one
            for account in ids
            for one in session.identities.unseal(account, [parse_identity(key)])
        ]
        say(unsealed=[classes(one.data.decode("latin-1")) for one in opened])
    it.call("receipt", "export", *at, back, who="platform")
    it.call("receipt", "apply", "--vault", it.field, receipt)
    for who, folder in (("field", it.field), ("platform", it.platform)):
        it.call("vault", "check", folder, who=who)


def stumble(it: Traveller) -> None:
    """Do everything wrong that holds a marker word."""
    vault, given = ("--vault", it.field), it.given
    it.call("testimony", "list", *vault, passphrase=material.WRONG, code=3)
    it.call("testimony", "add", *vault, "--from", given / "unknown.json", code=1)
    missing = ("--media", given / material.MISSING)
    it.call("testimony", "add", *vault, "--from", given / "account.json", *missing, code=2)
    it.call("platform", "trust", *vault, given / material.STRAY, "--expect", "x", code=1)
    it.call("platform", "update", *vault, given / material.STRAY, code=1)
    it.call("receipt", "apply", *vault, given / material.STRAY, code=1)
    at = ("--vault", it.platform)
    for name in (material.STRAY, material.JUNK):
        it.call("bundle", "import", *at, given / name, who="platform", code=1)
    it.call("testimony", "show", *vault, mark("id.unknown"), code=2)
    it.call("bundle", "export", *vault, "--to", mark("platform.unknown"), it.asked / "no", code=2)


def plant(root: Path, what: str) -> None:
    """Do, on purpose, what must never be done; the search has to find it."""
    text, place = mark("words.planted"), root / "home" / "leftover"
    if what == "name":
        (root / "home" / text).touch()
    elif what == "environment":
        subprocess.run(["true"], env={"LEAK": text}, check=True)
    elif what == "argument":
        subprocess.run(["true", text], env={}, check=True)
    elif what == "gone again":
        place.write_text(text, encoding="utf-8")
        place.unlink()
    elif what.startswith("base64"):
        place.write_bytes(base64.b64encode(b"x" * int(what[-1]) + text.encode() + b"x"))
    elif what == "escaped":
        place.write_text(json.dumps(text), encoding="ascii")
    else:
        place.write_text(text, encoding=what)


def main(root: Path, planted: list[str]) -> None:
    """Do what is planted, and make the journey unless something is planted alone."""
    if not planted or "journey" in planted:
        traveller = Traveller(root)
        meet(traveller)
        ids = tell(traveller)
        travel(traveller, ids)
        change(traveller, ids[0])
        stumble(traveller)
    for what in planted:
        if what != "journey":
            plant(root, what)
    say(ended=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
