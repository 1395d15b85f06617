"""What can be wrong with an age file or an age key.

One code per cause.  The groups follow the outcomes that the age test vectors tell apart: no match,
wrong header MAC, bad header, bad payload, bad armor.  No error holds text of the file or of a key.
"""

from __future__ import annotations

from collector.errors import MachineTrouble, NoKeyOpens, Unacceptable, WrongUsage


class HeaderMalformed(Unacceptable):
    """The header breaks the grammar of age v1, or a stanza meant for our key type is not sound."""

    code = "age.header"
    words = "the beginning of the encrypted file is damaged or forged"
    hint = "ask for the file again"


class NotAge(HeaderMalformed):
    """The bytes do not begin like an age file, armored or not."""

    code = "age.not-age"
    words = "this is not an age-encrypted file"
    hint = "check that it is the right file and that it arrived whole"


class UnsupportedVersion(HeaderMalformed):
    """An age file of a version other than v1."""

    code = "age.version"
    words = "this encrypted file is of an age version that is not known here"
    hint = "ask for it to be encrypted as age v1, or use a newer program"


class HeaderTooLarge(HeaderMalformed):
    """More header, or more stanzas, than any honest file needs."""

    code = "age.header-limits"
    words = "the beginning of the encrypted file is too large"
    hint = "ask for the file to be encrypted to fewer keys"


class LowOrderShare(HeaderMalformed):
    """A stanza whose X25519 share gives the all-zero secret, whatever the key."""

    code = "age.low-order-share"
    words = "the encrypted file holds a forged key share"
    hint = "do not trust this file; ask for it again in another way"


class ScryptWorkTooHigh(HeaderMalformed):
    """A passphrase stanza that asks for more work than is allowed or possible here."""

    code = "age.scrypt-work"
    words = "the encrypted file asks for too much work to try a passphrase"
    hint = "ask for the file to be encrypted to your key instead"


class HeaderMacWrong(Unacceptable):
    """The file key was found, but the header is not the one it was made with."""

    code = "age.header-mac"
    words = "the list of keys of the encrypted file was altered"
    hint = "ask for the file again"


class NoIdentityMatches(NoKeyOpens):
    """None of the identities opens any stanza."""

    code = "age.no-identity"
    words = "none of the keys at hand opens this file"
    hint = "it was encrypted to somebody else, or the right key is not here"


class PayloadBroken(Unacceptable):
    """Root of what can be wrong after the header."""

    code = "age.payload"
    words = "the content of the encrypted file is damaged"
    hint = "ask for the file again"


class PayloadAltered(PayloadBroken):
    """A chunk does not authenticate."""

    code = "age.payload-altered"
    words = "the content of the encrypted file was altered or cut short"


class PayloadTruncated(PayloadBroken):
    """The file ends before its final chunk."""

    code = "age.payload-truncated"
    words = "the encrypted file was cut short"


class PayloadTrailing(PayloadBroken):
    """Bytes follow the final chunk."""

    code = "age.payload-trailing"
    words = "something was added after the end of the encrypted file"


class PayloadEmptyFinal(PayloadBroken):
    """An empty final chunk after others: the same content would have two encryptions."""

    code = "age.payload-empty-final"
    words = "the encrypted file does not end as the age format demands"


class ArmorBroken(Unacceptable):
    """The text wrapping is not the strict PEM that age demands."""

    code = "age.armor"
    words = "the text wrapping of the encrypted file is damaged"
    hint = "ask for the file again, as a file and not as text"


class BadRecipient(Unacceptable):
    """Not the text, or not the length, of a known public key type."""

    code = "age.recipient"
    words = "this is not an age public key of a known type"
    hint = "a public key begins with age1pq1 or age1; copy the whole of it"


class WeakRecipient(BadRecipient):
    """A public key of low order, not canonical, or otherwise one nobody can hold."""

    code = "age.recipient-weak"
    words = "this age public key is forged: what is encrypted to it is not protected"
    hint = "do not use it; ask its owner for the key in another way"


class BadIdentity(Unacceptable):
    """Not the text, or not the length, of a known private key type."""

    code = "age.identity"
    words = "this is not an age private key of a known type"
    hint = "a private key begins with AGE-SECRET-KEY-; copy the whole of it"


class BadIdentityLine(BadIdentity):
    """A line of an identity file is neither key, comment nor blank."""

    code = "age.identity-line"
    words = "line {line} of the key file is not an age private key of a known type"
    hint = "every line is a key that begins with AGE-SECRET-KEY-, or a comment that begins with #"


class NoIdentities(BadIdentity):
    """An identity file without a key."""

    code = "age.identity-none"
    words = "the key file holds no key"
    hint = "check that it is the right file"


class NoRecipients(WrongUsage):
    """Encrypting to nobody."""

    code = "age.recipients-none"
    words = "there is no key to encrypt to"
    hint = "choose at least one recipient"


class TooManyRecipients(WrongUsage):
    """More recipients than our own reader would accept."""

    code = "age.recipients-many"
    words = "there are more keys to encrypt to than the {limit} that one file can have"
    hint = "encrypt to fewer recipients"


class MixedRecipients(WrongUsage):
    """Post-quantum recipients beside others: the weaker key would undo the stronger one."""

    code = "age.recipients-mixed"
    words = "a post-quantum key and an older key cannot open one and the same file"
    hint = "encrypt to keys of one kind only"


class ShortWrite(MachineTrouble):
    """The output took fewer bytes than it was given."""

    code = "age.short-write"
    words = "the encrypted file could not be written whole"
    hint = "check that there is room on the disk"


class NoPostQuantum(MachineTrouble):
    """The cryptography library of this machine was built without ML-KEM."""

    code = "age.no-post-quantum"
    words = "this computer's cryptography library has no post-quantum encryption"
    hint = "install the program as it is released, with its own library"
