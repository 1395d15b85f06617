"""The size of a bundle is known to the octet before it is written."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from collector.crypto.age import HybridIdentity, X25519Identity
from collector.crypto.age.stream import CHUNK, TAG, sealed_length
from collector.sync.bundle.plan import BundleTooLarge, PlannedFile
from collector.sync.bundle.writer import bundle_size, write_bundle
from vectors.bundles import PLATFORM, SENDER, make
from vectors.contents import hexed
from vectors.plans import plan_of


@pytest.mark.parametrize("kind", [X25519Identity, HybridIdentity])
@pytest.mark.parametrize("more", [0, 1, 2**20, 3 * 2**20 + 511])
def test_the_size_is_that_of_the_file(kind, more):
    made = make()
    film = PlannedFile(f"data/media/{hexed('film', 64)}.bin", more, hexed("film", 128))
    plan = plan_of(made)
    plan = replace(plan, files=(*plan.files, film))
    content = {**made.payload, film.path: bytes(more)}
    recipients = [kind.generate().recipient() for _ in range(2)]
    out = io.BytesIO()
    written = write_bundle(out, plan, lambda it: [content[it.path]], SENDER, recipients)
    assert bundle_size(plan, recipients) == written.size == len(out.getvalue())


def test_of_more_than_a_bundle_can_carry_there_is_no_size():
    plan = plan_of(make())
    film = PlannedFile(f"data/media/{hexed('film', 64)}.bin", 2**50, hexed("film", 128))
    with pytest.raises(BundleTooLarge):
        bundle_size(replace(plan, files=(*plan.files, film)), [PLATFORM.recipient()])


@pytest.mark.parametrize(
    ("length", "chunks"), [(0, 1), (1, 1), (CHUNK, 1), (CHUNK + 1, 2), (5 * CHUNK, 5)]
)
def test_each_chunk_costs_a_tag_and_there_is_always_one(length, chunks):
    assert sealed_length(length) == length + chunks * TAG
