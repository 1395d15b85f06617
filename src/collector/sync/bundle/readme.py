"""README.txt of a bundle: how to check it without our program.

The indented lines are commands that run as they stand; a test runs them.  The text is neutral: it
names no platform, no person and no program beside stock tools.
"""

from __future__ import annotations

from typing import Final

_TEXT: Final = """\
HOW TO OPEN AND CHECK THIS BUNDLE WITHOUT ANY PROGRAM OF OURS

You need: age (1.3 or newer), tar, ssh-keygen, sha512sum; bagit.py if you like.

Put three files into an empty folder:

- bundle.age: the file that you received, under this name.
- key.txt: your age identity, one of the keys the bundle was encrypted to.
- allowed_signers: one line. The word sender, a blank, and the sender's public
key (ssh-ed25519, a blank and a long word) AS YOU KNOW IT FROM ELSEWHERE.

Never take the key from signer.pub in this bundle. Whoever forges a bundle
puts his own key there, and every check below would say "good".

1. Open it. It is one bag (RFC 8493) in one folder.

    age -d -i key.txt -o bundle.tar bundle.age
    tar -x -f bundle.tar
    cd {bundle_id}

2. Who signed? Both commands must say: Good ... signature for sender.

    ssh-keygen -Y verify -f ../allowed_signers -I sender -n collector-bundle \
-s tagmanifest-sha512.txt.sig < tagmanifest-sha512.txt
    ssh-keygen -Y verify -f ../allowed_signers -I sender -n collector-checkpoint \
-s proof/checkpoint.sig < proof/checkpoint

3. Is everything as it was signed? All lines must say OK, and the bag be valid.

    sha512sum -c tagmanifest-sha512.txt
    sha512sum -c manifest-sha512.txt
    bagit.py --validate .

A file that neither of the two lists names does not belong to the bundle,
except tagmanifest-sha512.txt and tagmanifest-sha512.txt.sig.

data/records holds the accounts, consents and descriptions (JSON), data/media
the exhibits, each named after its SHA-256. Files in data/identity are sealed
to another key, which another person holds.

{time}What this does not tell: who holds the key that signed, whether the account is
true, and whether the sender's log is complete. The date in bag-info.txt is
that of the sender's clock.
"""
_TIME: Final = """\
4. Since when was it there, at the latest? Each line of proof/stamps is a time
stamp (RFC 3161) over an earlier state of the sender's log. Beside the other
three files put authority.pem: the certificate of the time authority. Its digest

    openssl x509 -in ../authority.pem -outform DER | sha256sum

must be the one that the platform's card names. Then every stamp must say OK.
(The stamp says nothing about entries that came into the log behind it.)

    number=0
    while read -r size root token proof; do
    number=$((number + 1))
    {{ head -n 1 proof/checkpoint; echo $size; echo $root; }} > ../head-$number
    echo $token | base64 -d > ../stamp-$number
    openssl ts -verify -data ../head-$number -in ../stamp-$number -token_in \
-CAfile ../authority.pem -partial_chain -no_check_time
    openssl ts -reply -in ../stamp-$number -token_in -text
    done < proof/stamps

"""


def readme(bundle_id: str, *, stamped: bool) -> bytes:
    """Return the text of README.txt for the bundle of this id, which may have time stamps."""
    time = _TIME.format() if stamped else ""
    return _TEXT.format(bundle_id=bundle_id, time=time).encode("ascii")
