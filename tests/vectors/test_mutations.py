"""Without any single check of the reader, some flawed bundle meets another fate.

So no check can be lost unseen: a bundle that was refused by its own code would be taken in, or
refused for another reason.  The list of checks is read from the reader's source.
"""

from __future__ import annotations

import io
import re
import traceback
from functools import cache
from pathlib import Path

import pytest

from collector.crypto import ed25519
from collector.sync.bundle import envelope, origins, tags
from collector.sync.bundle.policy import KnownSigners, Standing
from collector.sync.bundle.reader import read_bundle
from collector.sync.bundle.sink import DiscardSink
from vectors.all_flawed import FLAWED
from vectors.bundles import SENDER
from vectors.flawed import IDENTITIES, POLICY
from vectors.flaws_origins import AUTHOR
from vectors.mutations import FOLDER, mutations

MUTATIONS = {mutation.name: mutation for mutation in mutations()}


class Endless(Exception):
    """The reader goes on reading where there is nothing more."""


def impatient():
    """Return a progress callback that ends a reader which reads the end again and again."""
    seen = []

    def progress(octets):
        seen.append(octets)
        if seen[-50:] == [octets] * 50:
            raise Endless

    return progress


def fate(name):
    """Return the code a flawed bundle is refused by, and the reader's lines that led there."""
    try:
        file = io.BytesIO(FLAWED[name].build())
        read_bundle(file, IDENTITIES, POLICY, DiscardSink(), progress=impatient())
    except Exception as error:
        chain = [error.__traceback__, getattr(error.__context__, "__traceback__", None)]
        lines = {
            (Path(frame.filename).stem, frame.lineno)
            for trace in chain
            for frame in traceback.extract_tb(trace)
            if Path(frame.filename).parent == FOLDER
        }
        return getattr(error, "code", type(error).__name__), frozenset(lines)
    return "taken in", frozenset()


@cache
def fates():
    """Return the fate of every flawed bundle under the whole reader."""
    return {name: fate(name) for name in FLAWED}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_without_this_check_a_flawed_bundle_meets_another_fate(mutation):
    check = MUTATIONS[mutation]
    concerned = [
        name
        for name, (_, lines) in fates().items()
        if any(module == check.module and line in check.raises for module, line in lines)
    ]
    assert concerned, "no flawed bundle is refused by this check"
    with check.applied():
        assert any(fate(name)[0] != fates()[name][0] for name in concerned)


def trusting(public):
    """Return a check of signatures that believes every one to be of this key."""
    return lambda *_: public


# Checks whose outcome the reader goes on with: where they stand, and what believes everything.
BELIEVING = {
    "signature": (
        tags,
        "check_signature",
        trusting(SENDER.public),
        "signature-over-something-else",
    ),
    "namespace": (
        tags,
        "BUNDLE",
        "collector-checkpoint",
        "signature-of-a-log-head-put-on-a-bundle",
    ),
    "soundness of the key": (
        ed25519,
        "check_public_key",
        lambda _: None,
        "signature-by-the-identity-point",
    ),
    "signature of the head": (tags, "CHECKPOINT", "collector-bundle", "head-signed-as-a-bundle"),
    "signature of an origin": (origins, "_signer", trusting(AUTHOR.public), "evidence-not-signed"),
    "standing": (
        KnownSigners,
        "judge",
        lambda *_: Standing.TRUSTED,
        "signed-by-a-revoked-key",
    ),
    "kinds of recipients": (
        envelope,
        "check_header",
        lambda _: None,
        "a-recipient-of-another-kind",
    ),
}


@pytest.mark.parametrize("check", BELIEVING)
def test_without_asking_a_flawed_bundle_meets_another_fate(check, monkeypatch):
    where, name, believing, vector = BELIEVING[check]
    before = fates()[vector][0]
    monkeypatch.setattr(where, name, believing)
    assert fate(vector)[0] != before


def test_every_refusal_in_the_source_is_reached_by_a_flawed_bundle():
    reached = {place for _, lines in fates().values() for place in lines}
    written = {
        (path.stem, number)
        for path in FOLDER.glob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.match(r"\s+raise BundleRefused\b", line)
    }
    assert sorted(written - reached) == []


def test_a_mutation_is_undone():
    before = fates()["one-zero-block-then-more"][0]
    for mutation in MUTATIONS.values():
        if mutation.what == "TAR_END":
            with mutation.applied():
                assert fate("one-zero-block-then-more")[0] != before
    assert fate("one-zero-block-then-more")[0] == before
