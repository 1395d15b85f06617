"""A time authority that is OpenSSL itself (``openssl ts``), behind HTTPS on loopback."""

from __future__ import annotations

import hashlib
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from contract.certificates import Certificate, certificate
from peers import tool

HOST = "127.0.0.1"
STAMPING = "extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:FALSE\n"
_SETTINGS = """\
[ tsa ]
default_tsa = it
[ it ]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/{signer}.pem
signer_key = {folder}/{signer}.key
certs = {folder}/root.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
other_policies = 1.3.6.1.4.1.99999.2
digests = sha256, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class OpensslAuthority:
    """Its keys and settings lie in ``folder``; all it does is done by the program ``openssl``."""

    folder: Path

    @property
    def certificate(self) -> Path:
        """The certificate that stamps are made with (PEM)."""
        return self.folder / "time.pem"

    @property
    def digest(self) -> bytes:
        """What a card names: the SHA-256 of the certificate."""
        return self.digest_of("time")

    def digest_of(self, name: str) -> bytes:
        """Return the SHA-256 of a certificate (DER)."""
        found = self.run("x509", "-in", f"{name}.pem", "-outform", "DER")
        return hashlib.sha256(found).digest()

    def run(self, *words: str, given: bytes = b"") -> bytes:
        """Run ``openssl`` in the folder and return what it prints."""
        command = [tool("openssl"), *words]
        done = subprocess.run(
            command, cwd=self.folder, input=given, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def issue(self, name: str, extensions: str) -> None:
        """Make a key and a certificate by the root."""
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        self.run("req", *key, "-keyout", f"{name}.key", "-out", "asked.pem", "-subj", f"/CN={name}")
        (self.folder / "extensions").write_text(extensions)
        root = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial")
        made = ("-days", "30", "-extfile", "extensions", "-out", f"{name}.pem")
        self.run("x509", "-req", "-in", "asked.pem", *root, *made)

    def answer(self, question: bytes, signer: str = "time") -> bytes:
        """Return what ``openssl ts`` answers."""
        settings = _SETTINGS.format(folder=self.folder, signer=signer)
        (self.folder / "settings").write_text(settings)
        (self.folder / "question").write_bytes(question)
        self.run("ts", "-reply", "-config", "settings", "-queryfile", "question", "-out", "answer")
        return (self.folder / "answer").read_bytes()


def openssl_authority(folder: Path) -> OpensslAuthority:
    """Make an authority with a root of its own."""
    folder.mkdir()
    made = OpensslAuthority(folder)
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "root.key")
    made.run("req", "-x509", *key, "-out", "root.pem", "-days", "30", "-subj", "/CN=root")
    made.issue("time", STAMPING)
    (folder / "serial").write_text("01\n")
    return made


@dataclass(frozen=True)
class Served:
    """An authority that can be reached."""

    address: str
    pin: bytes


@contextmanager
def served(authority: OpensslAuthority, folder: Path) -> Iterator[Served]:
    """Serve an authority over HTTPS on loopback until the test ends."""
    made: Certificate = certificate(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            answer = authority.answer(question)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(made.path, made.key)
    server = ThreadingHTTPServer((HOST, 0), Handler)
    server.daemon_threads = False
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Served(f"https://{HOST}:{server.server_address[1]}/stamp", made.pin)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
