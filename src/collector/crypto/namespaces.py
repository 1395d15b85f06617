"""What a signature was made for: one SSHSIG namespace per kind of object.

The namespace is inside the signed bytes, so that a signature over one kind of object is never
accepted for another (a receipt is no bundle, a head is no card).
"""

from __future__ import annotations

from typing import Final

BUNDLE: Final = "collector-bundle"
CHECKPOINT: Final = "collector-checkpoint"
WITHDRAWAL: Final = "collector-withdrawal"
CARD: Final = "collector-card"
RECEIPT: Final = "collector-receipt"
