"""What kind of thing a network interface is, as far as the system tells.

Only Linux does here (sysfs: ``Documentation/ABI/testing/sysfs-class-net``): what is a device of its
own, a card or a modem, links to it, and what is made of others, such as a VLAN or a bridge, names
them.  A VPN's interface does neither.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_KNOWN: Final = Path("/sys/class/net")
_BELOW: Final = "lower_"


def is_hardware(interface: str, known: Path = _KNOWN) -> bool:
    """Tell whether an interface is known to be the machine's own line, and so no VPN.

    ``known`` is where the system lists them.
    """
    try:
        if interface not in {it.name for it in known.iterdir()}:
            return False
        told = {it.name for it in (known / interface).iterdir()}
    except OSError:
        return False
    below = [it.removeprefix(_BELOW) for it in told if it.startswith(_BELOW)]
    return "device" in told or any(is_hardware(it, known) for it in below if it != interface)
