"""The places of the contract suite, each started once for a process that runs tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract.places import FAR, PLACES, Place


@pytest.fixture(scope="module", params=PLACES)
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """Every place in turn."""
    with PLACES[request.param](tmp_path_factory.mktemp("place")) as found:
        yield found


@pytest.fixture(scope="module", params=FAR)
def far(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """Every place that a network leads to, in turn."""
    with PLACES[request.param](tmp_path_factory.mktemp("far")) as found:
        yield found
