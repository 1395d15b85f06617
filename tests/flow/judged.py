"""What the tests of outside judges share: a finished journey, and the judges' own tools.

The judges get files, never our objects: a bundle, a key file, a line with a public key.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from collector.crypto import sshsig
from collector.crypto.age import X25519Identity
from collector.crypto.ed25519 import SigningKey
from collector.model.card import PlatformCard
from collector.session import Session
from collector.store import own_keys, platforms
from collector.store.own_keys import CONTENT, IDENTITY, RECEIPT
from collector.store.platform_cards import TrustedCard, make_card, read_card
from collector.store.sqlite import transaction
from collector.sync.export import Exported
from makers import OWN_SAMPLES, PLATFORM, add, make, trust
from peers import tool

PHOTO = OWN_SAMPLES / "courtyard.jpg"


@dataclass(frozen=True)
class Journey:
    """Two vaults that trust each other, and one account with one photograph under way."""

    field: Session
    coordinator: Session
    card: TrustedCard
    testimony: str
    exported: Exported


def journey(folder: Path) -> Journey:
    """Seal an account and export it; what it is exported to is the coordinator's own card."""
    field = make(folder / "field")
    coordinator = make(folder / "coordinator", "coordinator")
    card = trust(field, coordinator)
    testimony = add(field, PHOTO)
    field.testimonies.seal(testimony)
    exported = field.outbox.export(field.trust.platform(PLATFORM))
    return Journey(field, coordinator, card, testimony, exported)


def older_platform(session: Session) -> TrustedCard:
    """Make a vault the platform of an older card: X25519 only.  The program makes no such card."""
    root, receipt = SigningKey.generate(), SigningKey.generate()
    content, identity = X25519Identity.generate(), X25519Identity.generate()
    card = PlatformCard(
        schema="1.0",
        name=PLATFORM,
        root_key=root.public.hex(),
        serial=1,
        valid_until="2999-12-31",
        previous=None,
        revoked_keys=(),
        recipient_class="V-RECIP-02",
        content_recipients=(str(content.recipient()),),
        identity_recipients=(str(identity.recipient()),),
        identity_separate=False,
        receipt_key=receipt.public.hex(),
        transports=(),
    )
    made = read_card(make_card(card, root))
    db, wrap_key = session.vault.db, session.vault.wrap_key
    with transaction(db):
        own_keys.keep(db, wrap_key, RECEIPT, receipt.public.hex(), receipt.seed)
        for name, key in ((CONTENT, content), (IDENTITY, identity)):
            own_keys.keep(db, wrap_key, name, str(key.recipient()), key.secret_text().encode())
        platforms.issue(db, made.kept())
        session.custody.append("poa", detail=("card-issued",))
    return made


def run(*command: str, cwd: Path | None = None, data: bytes = b"") -> subprocess.CompletedProcess:
    """Run a judge, found in the project's tools folder or on PATH; do not judge its answer."""
    found = [tool(command[0]), *command[1:]]
    return subprocess.run(found, cwd=cwd, input=data, capture_output=True, check=False)


def shell(script: str, cwd: Path) -> subprocess.CompletedProcess:
    """Run lines in a shell that stops at the first one that fails and finds all judges."""
    folders = {Path(tool(name)).parent: None for name in ("age", "ssh-keygen", "bagit.py")}
    path = os.pathsep.join([*map(str, folders), os.environ["PATH"]])
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=cwd,
        env=os.environ | {"PATH": path, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def key_file(path: Path, *secrets: str) -> Path:
    """Write age identities the way ``platform key export`` does."""
    path.write_text("".join(f"{secret}\n" for secret in secrets), encoding="ascii")
    return path


def allowed(path: Path, public: bytes) -> Path:
    """Write the one line with which ssh-keygen is told whose signature it is to believe."""
    path.write_text(f"sender {sshsig.public_line(public)}\n", encoding="ascii")
    return path


def unpack(folder: Path, bundle: Path, keys: Path) -> Path:
    """Open a bundle with age and tar alone; return the folder of the bag."""
    folder.mkdir(parents=True)
    archive = folder / "bundle.tar"
    opened = run("age", "-d", "-i", str(keys), "-o", str(archive), str(bundle))
    assert opened.returncode == 0, opened.stderr
    assert run("tar", "-x", "-f", str(archive), "-C", str(folder)).returncode == 0
    archive.unlink()
    (bag,) = folder.iterdir()
    return bag


def readme_lines(bag: Path) -> list[str]:
    """Return the commands of a bag's own README.txt, as they stand: what four blanks go before."""
    text = (bag / "README.txt").read_text(encoding="ascii")
    return re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE)
