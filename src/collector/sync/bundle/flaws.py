"""Why a bundle is refused: one stable code and one plain sentence per kind of flaw.

The sentence says what is wrong with the file, not who did it: a flaw can be an attack, a broken
stick or a broken program.  The section of FORMAT.md that sets the rule stands above each group.
"""

from __future__ import annotations

from enum import StrEnum

from collector.errors import Unacceptable


class Flaw(StrEnum):
    """A kind of refusal.  The value is the code, ``words`` the sentence."""

    words: str

    def __new__(cls, code: str, words: str) -> Flaw:
        member = str.__new__(cls, code)
        member._value_ = code
        member.words = words
        return member

    # Section 1: the age file outside.
    AGE_ARMORED = "bundle.age.armored", "the file is armored text; a bundle is binary"
    AGE_PASSPHRASE = "bundle.age.passphrase", "the file is encrypted with a passphrase"
    AGE_MIXED = "bundle.age.mixed", "the file mixes two kinds of recipients"
    AGE_STANZA_TYPE = "bundle.age.stanza-type", "the file has a recipient of a kind not allowed"
    AGE_STANZA_COUNT = (
        "bundle.age.stanza-count",
        "the file is encrypted to another number of recipients than its sender signed",
    )
    NOT_ADDRESSED = (
        "bundle.not-addressed",
        "the sender did not address this bundle to the key that opens it",
    )

    # Section 2: the archive and the zeros after it.
    TAR_TRUNCATED = "bundle.tar.truncated", "the archive ends too early"
    TAR_END = "bundle.tar.end", "the archive does not end with two zero blocks"
    TAR_CHECKSUM = "bundle.tar.checksum", "a member's header does not match its checksum"
    TAR_HEADER = "bundle.tar.header", "a member's header is not the one the format defines"
    TAR_HARDLINK = "bundle.tar.hardlink", "the archive holds a hard link"
    TAR_SYMLINK = "bundle.tar.symlink", "the archive holds a symbolic link"
    TAR_DEVICE = "bundle.tar.device", "the archive holds a device or a pipe"
    TAR_FOLDER = "bundle.tar.folder", "the archive holds a folder entry"
    TAR_EXTENSION = "bundle.tar.extension", "the archive uses an extended header"
    TAR_TYPE = "bundle.tar.type", "the archive holds a member of an unknown type"
    TAR_MODE = "bundle.tar.mode", "a member asks for other permissions than the format's"
    TAR_SIZE = "bundle.tar.size", "a member's size is not written as the format demands"
    TAR_FILL = "bundle.tar.fill", "there are bytes between two members"
    NAME_EMPTY = "bundle.tar.name-empty", "a member has no name"
    NAME_NUL = "bundle.tar.name-nul", "a member's name goes on after its end"
    PATH_ABSOLUTE = "bundle.tar.path-absolute", "a member's path is absolute"
    PATH_BACKSLASH = "bundle.tar.path-backslash", "a member's path has a backslash"
    PATH_PARENT = "bundle.tar.path-parent", "a member's path climbs out of its folder"
    PATH_DOT = "bundle.tar.path-dot", "a member's path has an empty segment or a lone dot"
    PATH_CHARACTERS = "bundle.tar.path-characters", "a member's path has characters not allowed"
    PATH_OUTSIDE = "bundle.tar.path-outside", "a member lies outside the folder of the bundle"
    DUPLICATE = "bundle.tar.duplicate", "a member occurs twice"
    CASE_COLLISION = "bundle.tar.case-collision", "two members differ only in upper and lower case"
    TRAILING = "bundle.trailing", "there are bytes after the end of the archive"
    PADDING = "bundle.padding", "the file is not filled up to the length the format demands"

    # Section 3: the bag.
    MEMBER_FIRST = "bundle.member.first", "the archive does not begin with the tag manifest"
    MEMBER_ORDER = "bundle.member.order", "the members are not in the order of the format"
    MEMBER_UNLISTED = "bundle.member.unlisted", "there is a member that no manifest lists"
    MEMBER_MISSING = "bundle.member.missing", "a member that a manifest lists is missing"
    FETCH = "bundle.fetch", "the bundle asks to fetch files from elsewhere"
    SIGNATURE_MISSING = "bundle.signature.missing", "the bundle is not signed"
    SIGNATURE_BAD = "bundle.signature.bad", "the signature does not hold"
    SIGNATURE_NAMESPACE = (
        "bundle.signature.namespace",
        "the signature was made for something else than a bundle",
    )
    SIGNER_REVOKED = "bundle.signer-revoked", "the key that signed this bundle has been revoked"
    SIGNER_PUB = "bundle.signer-pub", "signer.pub does not hold the key that signed"
    KEY_WEAK = "bundle.key.weak", "the key that signed is not a sound Ed25519 key"
    TAG_SYNTAX = "bundle.tagmanifest.syntax", "a line of the tag manifest is malformed"
    TAG_PATH = "bundle.tagmanifest.path", "the tag manifest lists a path that is not a tag file"
    TAG_ORDER = "bundle.tagmanifest.order", "the tag manifest is not in the order of the format"
    TAG_DUPLICATE = "bundle.tagmanifest.duplicate", "the tag manifest lists a file twice"
    TAG_MISSING = "bundle.tagmanifest.missing", "the tag manifest leaves out a file"
    TAG_DIGEST = "bundle.tagmanifest.digest", "a tag file was changed after signing"
    BAGIT = "bundle.bagit", "bagit.txt is not the one of BagIt 1.0 in UTF-8"
    README = "bundle.readme", "README.txt is not plain UTF-8 text"
    MANIFEST_SYNTAX = "bundle.manifest.syntax", "a line of the manifest is malformed"
    MANIFEST_PATH = "bundle.manifest.path", "the manifest lists a path that is not a payload file"
    MANIFEST_ORDER = "bundle.manifest.order", "the manifest is not in the order of the format"
    MANIFEST_DUPLICATE = "bundle.manifest.duplicate", "the manifest lists a file twice"
    MANIFEST_DIGEST = "bundle.manifest.digest", "a payload file was changed after signing"

    # Section 3: bag-info.txt.
    FORMAT_UNKNOWN = (
        "bundle.format-unknown",
        "this bundle has a format that this program does not know; a newer one may open it",
    )
    INFO_SYNTAX = "bundle.baginfo.syntax", "a line of bag-info.txt is malformed"
    INFO_LINES = "bundle.baginfo.lines", "bag-info.txt has other lines than the format's"
    INFO_VALUE = "bundle.baginfo.value", "a value in bag-info.txt is malformed"
    INFO_SORTED = "bundle.baginfo.sorted", "repeated lines of bag-info.txt are not sorted"
    INFO_BUNDLE_ID = "bundle.baginfo.bundle-id", "bag-info.txt names another bundle"
    INFO_OXUM = "bundle.baginfo.oxum", "bag-info.txt gives another size of the payload"
    INFO_PREVIOUS = (
        "bundle.baginfo.previous",
        "the place of this bundle in the sender's series contradicts itself",
    )

    # Section 4: the payload.
    RECORD_NAME = "bundle.record.name", "a record's name is not its id and revision"
    AUTHOR = "bundle.author", "a record was written by somebody who did not sign for it"
    MEDIA_SIZE = "bundle.media.size", "an exhibit has another size than its record says"
    MEDIA_SHA256 = "bundle.media.sha256", "an exhibit's content is not what its name says"
    MEDIA_SHA512 = "bundle.media.sha512", "an exhibit's content is not what its record says"
    MEDIA_MISSING = "bundle.media.missing", "an account names an exhibit that is not here"
    MEDIA_SWAPPED = "bundle.media.swapped", "an account and an exhibit do not name each other"
    MEDIA_FILE_MISSING = "bundle.media.file-missing", "an exhibit has a record but no file"
    MEDIA_WITHHELD = "bundle.media.withheld", "an exhibit declared as withheld is here"
    MEDIA_UNNAMED = "bundle.media.unnamed", "there is an exhibit that no account names"
    MEDIA_FILE_UNNAMED = "bundle.media.file-unnamed", "there is a media file without a record"
    CONSENT_STRAY = "bundle.consent.stray", "a consent belongs to no account of this bundle"
    CONSENT_NONE = "bundle.consent.none", "an account travels without consent to this version of it"
    CONSENT_REFUSED = "bundle.consent.refused", "an account travels against its person's no"
    CONSENT_WITHDRAWN = "bundle.consent.withdrawn", "an account travels after its person withdrew"
    IDENTITY_STRAY = "bundle.identity.stray", "an identity belongs to no account of this bundle"
    IDENTITY_SIZE = "bundle.identity.size", "an identity file has another size than its record says"
    IDENTITY_SHA256 = "bundle.identity.sha256", "an identity file is not the one its record names"
    IDENTITY_UNNAMED = "bundle.identity.unnamed", "there is an identity file without a record"
    IDENTITY_FILE_MISSING = "bundle.identity.file-missing", "an identity has a record but no file"
    IDENTITY_MISSING = (
        "bundle.identity.missing",
        "an account has a sealed identity that is neither here nor declared as withheld",
    )
    IDENTITY_WITHHELD = "bundle.identity.withheld", "an identity declared as withheld is here"
    WITHHELD_STRAY = (
        "bundle.withheld.stray",
        "something is declared as withheld that no account of this bundle names",
    )
    NO_TESTIMONY = "bundle.no-testimony", "there is no account in this bundle"

    # Section 5: custody.
    EVENT_SYNTAX = "bundle.proof.event-syntax", "a line of the custody events is malformed"
    EVENT_ORDER = "bundle.proof.event-order", "the custody events are not in order"
    EVENT_OPENING = (
        "bundle.proof.opening",
        "a custody event does not open to the item it is said to be about",
    )
    EVENT_NONE = "bundle.proof.unopened", "an item has no custody event"
    INCLUSION_SYNTAX = "bundle.proof.inclusion-syntax", "a line of the custody proofs is malformed"
    INCLUSION_LINES = (
        "bundle.proof.inclusion-lines",
        "the custody events and their proofs do not match line by line",
    )
    INCLUSION = "bundle.proof.inclusion", "a custody event is not in the log the sender signed"
    CONSISTENCY_SYNTAX = (
        "bundle.proof.consistency-syntax",
        "a line of the consistency proofs is malformed",
    )
    CONSISTENCY_ORDER = (
        "bundle.proof.consistency-order",
        "the consistency proofs are not in order",
    )
    CONSISTENCY = (
        "bundle.proof.consistency",
        "the sender's log does not continue the one it claims to continue",
    )
    STAMP_SYNTAX = "bundle.proof.stamp-syntax", "a line of the time stamps is malformed"
    STAMP_ORDER = "bundle.proof.stamp-order", "the time stamps are not in order"
    STAMP_HEAD = (
        "bundle.proof.stamp-head",
        "a time stamp was made over a state that the sender's log never had",
    )
    STAMP_TOKEN = "bundle.proof.stamp-token", "a time stamp is not whole"
    STAMP_IMPRINT = "bundle.proof.stamp-imprint", "a time stamp was made for something else"
    STAMP_CERTIFICATE = (
        "bundle.proof.stamp-certificate",
        "a time stamp was not made with a certificate that is meant for it",
    )
    STAMP_SIGNATURE = (
        "bundle.proof.stamp-signature",
        "the signature of a time stamp does not hold",
    )
    STAMP_EVENT = (
        "bundle.proof.stamp-event",
        "a custody event speaks of a time stamp that is not here",
    )
    CHECKPOINT_SYNTAX = "bundle.checkpoint.syntax", "the head of the sender's log is malformed"
    CHECKPOINT_ORIGIN = "bundle.checkpoint.origin", "the head belongs to another log"
    CHECKPOINT_SIGNATURE = (
        "bundle.checkpoint.signature",
        "the head of the sender's log is not signed by the sender",
    )

    # Section 6: limits.
    LIMIT_FILES = "bundle.limit.files", "the bundle has too many files"
    LIMIT_TAG_FILE = "bundle.limit.tag-file", "a tag file is larger than the format allows"
    LIMIT_RECORD = "bundle.limit.record", "a record is larger than the format allows"
    LIMIT_EXHIBITS = "bundle.limit.exhibits", "the accounts of the bundle name too many exhibits"
    LIMIT_OXUM = "bundle.limit.oxum", "the payload is larger than bag-info.txt says"
    LIMIT_TOTAL = "bundle.limit.total", "the bundle is larger than the format allows"
    LIMIT_ORIGINS = "bundle.limit.origins", "the bundle carries the evidence of too many hands"
    LIMIT_ORIGIN_BYTES = (
        "bundle.limit.origin-bytes",
        "the evidence of earlier hands is larger than the format allows",
    )
    LIMIT_HEADS = "bundle.limit.heads", "the bundle carries too many consistency proofs"
    LIMIT_STAMPS = "bundle.limit.stamps", "the bundle carries too many time stamps"

    # Section 7: origins.
    ORIGIN_SYNTAX = (
        "bundle.origin.syntax",
        "a manifest of an earlier hand is malformed",
    )
    ORIGIN_FILES = "bundle.origin.files", "the evidence of an earlier hand is not complete"
    ORIGIN_SIGNATURE = (
        "bundle.origin.signature",
        "the evidence of an earlier hand is not signed by its signer",
    )
    ORIGIN_DIGEST = "bundle.origin.digest", "the evidence of an earlier hand was changed"
    ORIGIN_ID = "bundle.origin.id", "the evidence of an earlier hand stands under another name"
    ORIGIN_ITSELF = "bundle.origin.itself", "the bundle names itself as an earlier hand"


class BundleRefused(Unacceptable):
    """The whole bundle is refused; nothing of it was kept by the sink.

    ``flaw`` is the reason; ``code`` and ``words`` are the flaw's.  Facts are numbers, and names of
    members that passed the rule for paths (ids and digests); never text from inside the bundle.
    """

    code = "bundle.refused"
    hint = "nothing was taken from it; keep the file and ask the sender in a way you trust"

    def __init__(self, flaw: Flaw, **facts: str | int) -> None:
        self.flaw = flaw
        # The class gives defaults only; each refusal carries the code and words of its flaw.
        object.__setattr__(self, "code", flaw.value)
        object.__setattr__(self, "words", flaw.words)
        super().__init__(**facts)
