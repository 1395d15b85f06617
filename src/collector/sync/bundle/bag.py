"""One bag in one folder of the archive, taken member by member in the order it must have."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from collector.sync.bundle import layout
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.tar import Member, TarReader


class Bag:
    """Reads the members of a bag; paths are given without the bag's folder.

    Every method raises BundleRefused.
    """

    def __init__(self, tar: TarReader) -> None:
        self._tar = tar
        self._listed: Collection[str] = layout.TAG_FILES
        self.bundle_id = ""

    def begin(self, limit: int) -> bytes:
        """Return the tag manifest, the first member, whose folder is the bag's from now on."""
        member = self._tar.next_member()
        if member is None:
            raise BundleRefused(Flaw.MEMBER_MISSING, member=layout.TAG_MANIFEST)
        folder, _, name = member.path.partition("/")
        if name != layout.TAG_MANIFEST:
            raise BundleRefused(Flaw.MEMBER_FIRST)
        if not layout.BUNDLE_ID.fullmatch(folder):
            raise BundleRefused(Flaw.MEMBER_FIRST)
        self.bundle_id = folder
        return self._whole(member, limit, Flaw.LIMIT_TAG_FILE)

    def listed(self, paths: Collection[str]) -> None:
        """Take note of what the manifests list, to tell a misplaced member from a foreign one."""
        self._listed = paths

    def expect(self, path: str) -> Member:
        """Return the next member, which must be the one at ``path``."""
        member = self._tar.next_member()
        if member is None:
            raise BundleRefused(Flaw.MEMBER_MISSING, member=path)
        found = self._inside(member)
        if found != path:
            raise BundleRefused(self._misplaced(found, path))
        return member

    def whole(self, path: str, limit: int, flaw: Flaw) -> bytes:
        """Return the next member's content; more than ``limit`` octets are refused as ``flaw``."""
        return self._whole(self.expect(path), limit, flaw)

    def chunks(self, member: Member) -> Iterator[bytes]:
        """Yield the content of the member that came last."""
        return self._tar.content(member)

    def end(self) -> None:
        """Demand that no member follows, and nothing but the fill after that."""
        member = self._tar.next_member()
        if member is not None:
            raise BundleRefused(self._misplaced(self._inside(member), ""))
        self._tar.finish()

    def _inside(self, member: Member) -> str:
        folder, _, path = member.path.partition("/")
        if folder != self.bundle_id:
            raise BundleRefused(Flaw.PATH_OUTSIDE)
        return path

    def _whole(self, member: Member, limit: int, flaw: Flaw) -> bytes:
        if member.size > limit:
            raise BundleRefused(flaw, size=member.size)
        return b"".join(self._tar.content(member))

    def _misplaced(self, found: str, wanted: str) -> Flaw:
        """Say what is wrong when another member stands where ``wanted`` should."""
        if found == layout.FETCH:
            return Flaw.FETCH
        if wanted == layout.SIGNATURE:
            return Flaw.SIGNATURE_MISSING
        return Flaw.MEMBER_ORDER if found in self._listed else Flaw.MEMBER_UNLISTED
