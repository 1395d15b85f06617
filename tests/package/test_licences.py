"""Nothing goes out without its licence: every package we run on has a text that is found."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from packing.contents import Entry
from packing.licences import COMMON, NoLicence, licences, texts
from peers import ROOT, absent

LOCKED = re.findall(r"(?m)^(\S+)==", (ROOT / "requirements.txt").read_text("utf-8"))


@pytest.mark.parametrize("name", LOCKED)
def test_every_package_we_run_on_has_a_licence_text(name):
    if not COMMON.is_dir():
        absent("Debian's folder of common licences")
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return  # locked for another system
    assert max(path.stat().st_size for path in texts(found).values()) > 500


def test_the_window_goes_out_with_what_the_lgpl_asks_for():
    assert {"LGPL-3", "GPL-3", "Qt.txt"} <= set(texts(distribution("PySide6_Essentials")))


def test_a_library_of_unknown_origin_stops_the_packing(tmp_path, monkeypatch):
    monkeypatch.setattr("packing.licences.distribution", lambda _: distribution("mdurl"))
    stray = Entry("libstray.so.1", str(tmp_path / "libstray.so.1"), "BINARY")
    with pytest.raises(NoLicence):
        licences(set(), [stray], tmp_path / "environment")
