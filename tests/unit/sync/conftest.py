"""What the tests of handing over share: a sender and a platform it trusts."""

from __future__ import annotations

import pytest

from makers import make, trust


@pytest.fixture
def pair(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        yield field, platform
