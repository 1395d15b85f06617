"""A module of ours as Windows or macOS would load it, as far as another system can tell."""

from __future__ import annotations

import importlib.util
from types import ModuleType


def loaded_anew(module: ModuleType) -> ModuleType:
    """Return a second copy of a module, whose branches follow the ``sys.platform`` of now."""
    spec = importlib.util.spec_from_file_location(f"{module.__name__}_elsewhere", module.__file__)
    assert spec is not None
    assert spec.loader is not None
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy
