"""What ``docs/install.md`` tells a person to install is what the set-up looks for."""

from __future__ import annotations

import re

from peers import ROOT


def test_every_package_of_the_set_up_is_on_the_page():
    script = (ROOT / "packaging" / "setup-system.sh").read_text(encoding="utf-8")
    lists = "".join(re.findall(r"^(?:window|outside)=\($(.*?)^\)$", script, re.M | re.S))
    packages = {pair.rpartition(":")[2] for pair in lists.split()}
    assert len(packages) > 30
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    debian = page.partition("## Debian")[2].partition("\n## ")[0]
    assert packages | {"python3-venv"} <= set(debian.split())


def test_every_lock_file_that_a_person_is_to_install_is_there():
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    named = set(re.findall(r"requirements[-a-z]*\.txt", page))
    assert named
    assert all((ROOT / name).is_file() for name in named)
