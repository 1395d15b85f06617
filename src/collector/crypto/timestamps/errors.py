"""What can be wrong with a time stamp: one code per cause (threats.md S13).

No error holds text of the authority.
"""

from __future__ import annotations

from collector.errors import Unacceptable


class StampRefused(Unacceptable):
    """A time stamp that cannot be believed."""

    code = "stamp.refused"
    words = "the time stamp cannot be believed"
    hint = "nothing was kept of it; accounts can be handed over without a time stamp"


class StampDenied(StampRefused):
    """The authority gave none (PKIStatus of RFC 3161)."""

    code = "stamp.denied"
    words = "the time authority gave no time stamp (answer {status})"


class StampForm(StampRefused):
    """Truncated, altered in its structure, or something else altogether."""

    code = "stamp.form"
    words = "this is not a whole time stamp"


class StampNonce(StampRefused):
    """The answer to another question: an old one, or somebody else's."""

    code = "stamp.nonce"
    words = "the time stamp answers another question than the one that was asked"


class StampImprint(StampRefused):
    """A stamp over something else."""

    code = "stamp.imprint"
    words = "the time stamp was made for something else"


class StampAuthority(StampRefused):
    """Made with another certificate than the one that is trusted."""

    code = "stamp.authority"
    words = "the time stamp was made by another authority than the platform named"


class StampCertificate(StampRefused):
    """Its certificate is missing, or not the one its signer meant."""

    code = "stamp.certificate"
    words = "the time stamp does not carry the certificate it was made with"


class StampUsage(StampRefused):
    """Signed with a certificate that was not given out for time stamps alone."""

    code = "stamp.usage"
    words = "the time stamp was made with a certificate that is not meant for time stamps"


class StampDates(StampRefused):
    """Signed before or after the certificate was valid."""

    code = "stamp.dates"
    words = "the time stamp was made outside the time for which its certificate is valid"


class StampSignature(StampRefused):
    """The signature does not hold, or is of a kind that is not accepted."""

    code = "stamp.signature"
    words = "the signature of the time stamp does not hold"
