"""What can go wrong with a vault, in words for a person."""

from __future__ import annotations

from collector.errors import MachineTrouble, Unacceptable, Vanished, WrongUsage


class VaultDamaged(Unacceptable):
    """Something in the vault is not as it was written."""

    code = "vault.damaged"
    words = "the vault is damaged: {part}"
    hint = "nothing was changed; copy the whole folder elsewhere, then run: collector vault check"


class VaultFileMissing(VaultDamaged):
    """A file of the vault is not there."""

    code = "vault.file-missing"
    words = "a file of the vault is missing: {part}"


class VaultFileEmpty(VaultDamaged):
    """A file of the vault has no bytes; SQLCipher would open it under any key."""

    code = "vault.file-empty"
    words = "a file of the vault is empty: {part}"


class VaultUnreadable(VaultDamaged):
    """A file of the vault does not open with the vault's key."""

    code = "vault.unreadable"
    words = "a file of the vault is damaged, or belongs to another vault: {part}"


class VaultLogForeign(VaultDamaged):
    """The log beside the database was written with another key."""

    code = "vault.log-foreign"
    words = "the log beside the vault's database does not belong to it: {part}"
    hint = "nothing was changed; put the vault's own files together again, from one copy"


class KeyFilesTorn(VaultDamaged):
    """Neither copy of the key file is whole."""

    code = "vault.key-files"
    words = "both copies of the vault's key file are damaged"


class VaultDestroyed(VaultDamaged):
    """The key file was overwritten on a person's word (attack V11)."""

    code = "vault.destroyed"
    words = "this vault was destroyed: nothing opens it any more"
    hint = "remove what is left of its folder"


class VaultTooNew(Unacceptable):
    """Written by a later version."""

    code = "vault.too-new"
    words = "this vault was written by a newer version of the program"
    hint = "nothing was changed; open it with the newer version"


class VaultKeysWeak(Unacceptable):
    """The key file asks for a derivation outside the allowed range (attack V6, V7)."""

    code = "vault.key-derivation"
    words = "the vault's key file asks for a key derivation outside the allowed range"
    hint = "nothing was changed; somebody may have altered the key file: use a copy of the vault"


class NotAVault(WrongUsage):
    """The folder holds no vault."""

    code = "vault.none"
    words = "there is no vault in this folder"
    hint = "if it lies on a stick, put the stick in; else check the folder, or make a vault there"


class VaultExists(WrongUsage):
    """Creating would go over something."""

    code = "vault.exists"
    words = "this folder is not empty"
    hint = "nothing was changed; name a folder that does not exist yet"


class VaultIsLink(WrongUsage):
    """The folder is a symbolic link (attack V10)."""

    code = "vault.link"
    words = "the vault folder is a symbolic link"
    hint = "nothing was changed; name the real folder"


class NotDestroyed(WrongUsage):
    """What is to be cleared away was never destroyed."""

    code = "vault.not-destroyed"
    words = "this folder is not what is left of a destroyed vault"
    hint = "nothing was removed; a vault that is whole is destroyed while it is open"


class VaultInUse(MachineTrouble):
    """Another process has the vault open."""

    code = "vault.in-use"
    words = "this vault is open elsewhere"
    hint = "nothing was changed; close the other window or wait until it has finished"


class VaultMoved(Vanished):
    """What was opened lies elsewhere by now, or nowhere."""

    code = "vault.moved"
    words = "the vault's folder is not where it was when it was opened"
    hint = (
        "what was kept before is safe; connect its disk or put the folder back, or close the vault"
        " and open it where it lies now"
    )


class SourceChanged(MachineTrouble):
    """The file given was changed while it was read."""

    code = "media.changed-while-read"
    words = "the file changed while it was being read, so it was not taken in"
    hint = "wait until whatever writes it has finished, and add it again"


class NoSuch(WrongUsage):
    """The id names nothing here."""

    code = "store.no-such"
    words = "there is no {what} with this id in the vault"
    hint = "list what there is, and name one of those"


class TooLarge(WrongUsage):
    """An exhibit is larger than what asks for it can hold in memory."""

    code = "media.too-large"
    words = "this exhibit is too large to be shown here"
    hint = "nothing was changed; it can be written to a file and looked at there"


class SealedElsewhere(WrongUsage):
    """A copy of this vault sealed the same draft, and that came in first."""

    code = "testimony.sealed-elsewhere"
    words = "a copy of this vault sealed this account in other words, and they came in first"
    hint = (
        "nothing was sealed and the draft is kept; tell it as an account of its own, and remove"
        " this draft then"
    )


class DraftExists(WrongUsage):
    """A correction is already being written."""

    code = "testimony.draft-exists"
    words = "a correction of this account is already being written"
    hint = "seal that draft or remove it first"
