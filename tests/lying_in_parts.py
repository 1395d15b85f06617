"""Bundles as they lie on FAT32: cut into parts by what hands them over, not by the tests."""

from __future__ import annotations

import hashlib
from pathlib import Path

from collector.sync.transport.folder import FolderWay
from collector.sync.transport.interface import Endpoint, Parcel
from contract.watches import Recorder


def in_parts(source: Path, folder: Path, number: int = 3) -> list[Path]:
    """Put a file into a folder as so many parts, and return them in order."""
    folder.mkdir(exist_ok=True)
    size = source.stat().st_size
    parcel = Parcel(source, source.name, size, hashlib.sha256(source.read_bytes()).digest())
    way = FolderWay(Endpoint("folder", str(folder)), part=-(-size // number))
    way.post(parcel, None, Recorder())
    found = sorted(folder.glob(f"{source.name}.*"))
    assert len(found) == number
    return found
