"""What can go wrong on the way to a platform.

``retry`` tells whether trying again later can help by itself; where it is False, a person has to
look first.  ``of_way`` tells whether it lies at this address, so that another one of the platform
may do better.  Words of the other side are never part of ours: ``said`` holds them apart, plain and
cut, for whoever shows them labelled as such.
"""

from __future__ import annotations

from typing import ClassVar, Final

from collector.errors import CollectorError, Exit

SAID: Final = 300
"""How many characters of what the other side says are kept."""


class NetworkTrouble(CollectorError):
    """A delivery that did not happen; everything waits in the outbox as before."""

    code = "network.trouble"
    exit = Exit.MACHINE
    words = "the delivery could not be made"
    hint = "nothing was lost; try again later"
    retry: ClassVar[bool] = True
    of_way: ClassVar[bool] = True

    def __init__(self, said: bytes | str | None = None, **facts: str | int) -> None:
        super().__init__(**facts)
        self.said = plain(said)


class NotReached(NetworkTrouble):
    """No connection to the platform."""

    code = "network.not-reached"
    words = "the platform cannot be reached from here"
    hint = "nothing was lost; try again later, or from another network"


class ProxyDown(NetworkTrouble):
    """No SOCKS5 proxy where one has to be."""

    code = "network.proxy-down"
    words = "the proxy does not answer, and nothing was sent past it"
    hint = "start Tor or the other proxy again; nothing was lost"
    of_way = False


class ProxyRefuses(NetworkTrouble):
    """The proxy wants another name or password."""

    code = "network.proxy-refuses"
    words = "the proxy does not accept the name or the password, and nothing was sent past it"
    hint = "correct them where you chose the way out; nothing was lost"
    retry = False
    of_way = False


class NoInterface(NetworkTrouble):
    """The network interface the route demands is not there."""

    code = "network.no-interface"
    words = "the network interface that must be used is not there, and nothing was sent past it"
    hint = "switch the VPN on again; nothing was lost"
    of_way = False


class NumberNeeded(NetworkTrouble):
    """A host name where asking for its number would leave by another way."""

    code = "network.number-needed"
    words = "a name stands where this route needs an IP address: asking for it could give you away"
    hint = "nothing was sent; put the IP address there, or use a proxy that resolves names"
    retry = False


class BadAddress(NetworkTrouble):
    """An address that is none of this way."""

    code = "network.bad-address"
    words = "the address of the platform cannot be used for this way of delivery"
    hint = "nothing was sent; ask the platform for a new card"
    retry = False


class TlsTooOld(NetworkTrouble):
    """A server without TLS 1.3."""

    code = "network.tls-too-old"
    words = "the server does not speak TLS 1.3, so nothing was sent"
    hint = "tell the platform; an interceptor can cause this too, so try another network"
    retry = False


class SshTooOld(NetworkTrouble):
    """A server that knows none of the algorithms of SSH that are still sound."""

    code = "network.ssh-too-old"
    words = "the server speaks only outdated kinds of SSH, so nothing was sent"
    hint = "tell the platform; an interceptor can cause this too, so try another network"
    retry = False


class WrongKey(NetworkTrouble):
    """Another key than the one pinned in the platform's card."""

    code = "network.wrong-key"
    words = "what answered does not hold the key of the platform, so nothing was sent"
    hint = "somebody may be listening here: try another network, or ask for a new card"
    retry = False


class CertificateDates(NetworkTrouble):
    """A certificate that is not valid now, by this machine's clock."""

    code = "network.certificate-dates"
    words = "the server's certificate is not valid today, so nothing was sent"
    hint = "check the date and time of this computer; if they are right, tell the platform"
    retry = False


class CertificateHost(NetworkTrouble):
    """A certificate for another name."""

    code = "network.certificate-host"
    words = "the server's certificate is for another address, so nothing was sent"
    hint = "tell the platform, in a way you trust"
    retry = False


class NotTls(NetworkTrouble):
    """Something that does not speak TLS, as a portal page of a hotel or a café."""

    code = "network.not-tls"
    words = "what answered is not the platform: perhaps the login page of this network"
    hint = "nothing was sent; log in to the network, or use another one"
    retry = False


class NotThisProtocol(NetworkTrouble):
    """An answer that makes no sense in this protocol."""

    code = "network.not-this-protocol"
    words = "the server gives an answer that does not belong to this way of delivery"
    hint = "what was sealed is safe here; tell the platform"
    retry = False


class Redirected(NetworkTrouble):
    """The server points elsewhere."""

    code = "network.redirected"
    words = "the server points to another address, which was not followed"
    hint = "what was sealed is safe here; tell the platform, in a way you trust"
    retry = False


class Busy(NetworkTrouble):
    """The server cannot take it now.  ``after`` is what it asks to wait, in seconds, if it does."""

    code = "network.busy"
    words = "the server cannot take it now"
    hint = "nothing was lost; try again later"

    def __init__(
        self, said: bytes | str | None = None, *, after: int | None = None, **facts: str | int
    ) -> None:
        super().__init__(said, **facts)
        self.after = after


class Refused(NetworkTrouble):
    """The server does not let us in."""

    code = "network.refused"
    words = "the server refuses to let this device deliver"
    hint = "check the name and password if there are any; else ask the platform"
    retry = False


class LoginUnusable(NetworkTrouble):
    """No login where one is needed, or a private key that cannot be opened."""

    code = "network.login-unusable"
    words = "the name, password or key for the platform's server is missing or cannot be read"
    hint = "nothing was sent; enter them again, as the platform gave them to you"
    retry = False


class NoSuchPlace(NetworkTrouble):
    """The folder that the address names is not there."""

    code = "network.no-such-place"
    words = "the folder that the platform named is not on its server"
    hint = "what was sealed is safe here; tell the platform"
    retry = False


class TooLarge(NetworkTrouble):
    """The server does not take files of this size."""

    code = "network.too-large"
    words = "the server does not take files of this size"
    hint = "what was sealed is safe here; hand over fewer accounts at a time, or use another way"
    retry = False


class NoRoomThere(NetworkTrouble):
    """The other side's disk is full."""

    code = "network.no-room-there"
    words = "there is no room left at the other side"
    hint = "nothing was lost; tell the platform, and try again later"


class WrongOffset(NetworkTrouble):
    """The server claims to hold what it was never sent, again and again."""

    code = "network.wrong-offset"
    words = "the server claims to hold what was never sent to it"
    hint = "what was sealed is safe here; tell the platform, and use another way"
    retry = False


class LostUpload(NetworkTrouble):
    """The server lost what it had, again and again."""

    code = "network.lost-upload"
    words = "the server lost what it had been sent"
    hint = "what was sealed is safe here; try again later"


class Cut(NetworkTrouble):
    """The connection broke."""

    code = "network.cut"
    words = "the connection was cut"
    hint = "nothing was lost; it goes on where it stopped if the server can do that"


class Stalled(NetworkTrouble):
    """Nothing moved for too long."""

    code = "network.stalled"
    words = "nothing moved any more on the connection, so it was given up"
    hint = "nothing was lost; it goes on where it stopped if the server can do that"


class ParcelChanged(NetworkTrouble):
    """The sealed file on this machine is not what it was."""

    code = "network.parcel-changed"
    words = "the sealed file is not what it was when it was made"
    hint = "it is not delivered as it is; take it back, hand over again, and check the disk"
    retry = False
    of_way = False


def plain(said: bytes | str | None) -> str | None:
    """Return words of the other side on one line without control characters, cut; None if none."""
    if not said:
        return None
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())[:SAID] or None
