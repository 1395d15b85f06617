"""An exhibit on its way out that is stopped: no file, no event, and the vault works on."""

from __future__ import annotations

import pytest

from collector.errors import Unacceptable
from makers import OWN_SAMPLES, add, make

PHOTO = OWN_SAMPLES / "courtyard.jpg"


class Stop(Exception):
    """What a window might raise when somebody stops the work."""


class Broken(Unacceptable):
    """An error of the callback that looks like one about the material."""

    code = "test.callback"


@pytest.mark.parametrize("error", [Stop, Broken, KeyboardInterrupt])
def test_an_exhibit_whose_export_is_stopped_leaves_no_file(tmp_path, error):
    out = tmp_path / "out"
    out.mkdir()

    def stop(octets: int) -> None:
        raise error

    with make(tmp_path / "vault") as session:
        (exhibit,) = session.media.of(add(session, PHOTO))
        leaves = session.custody.size()
        with pytest.raises(error):
            session.media.export(exhibit, out / "photo.jpg", progress=stop)
        assert list(out.iterdir()) == []
        assert session.custody.size() == leaves
        session.media.export(exhibit, out / "photo.jpg")
        assert (out / "photo.jpg").read_bytes() == PHOTO.read_bytes()
        assert session.check() == []
