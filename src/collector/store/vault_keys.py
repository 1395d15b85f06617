"""What the vault key gives; it is never used itself (SCHEMA.md section 1)."""

from __future__ import annotations

from collector.crypto.kdf import hkdf


def database_key(vault_key: bytes, vault_id: bytes) -> bytes:
    """Return SQLCipher's raw key of ``vault.db``, 32 bytes."""
    return hkdf(vault_key, vault_id, "collector/1/vault.db")


def wrapping_key(vault_key: bytes, vault_id: bytes) -> bytes:
    """Return the key that wraps every private key kept in the vault, 32 bytes."""
    return hkdf(vault_key, vault_id, "collector/1/sign-wrap")
