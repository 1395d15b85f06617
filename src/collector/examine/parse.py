"""From the bytes of a file to its claims: what the child process does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from collector.examine import chunks, credentials, exif, heif, jpeg, kinds, movie, movie_claims
from collector.examine.facts import Claims, Credentials, Note
from collector.examine.located import Located
from collector.examine.view import BeyondReachError, MalformedError, View

PIXELS_HUGE = 250_000_000
"""More pixels than any camera of today makes: a viewer should ask before it decodes them."""

Stopped = Literal["beyond-reach", "structure", "parser-failed"]
"""Why a step did not come to its end."""
Locator = Callable[[View, Located], None]
_LOCATORS: dict[kinds.FileType, Locator] = {
    kinds.JPEG: jpeg.locate,
    kinds.PNG: chunks.png,
    kinds.WEBP: chunks.webp,
    kinds.GIF: chunks.gif,
    kinds.HEIC: heif.locate,
    kinds.AVIF: heif.locate,
    **dict.fromkeys(kinds.MOVIES, movie.locate),
}
_WITHOUT_CREDENTIALS = frozenset({kinds.GIF, kinds.TIFF})
"""Types whose place for C2PA manifests is not looked at."""


def parse(view: View) -> Claims:
    """Return the claims of a file; whatever it holds, only MemoryError is raised."""
    found_type = kinds.detect(view.start(kinds.HEAD))
    if found_type is kinds.TIFF:
        claims = _from_exif(view, Claims())
    elif found_type in _LOCATORS:
        claims = _from_container(view, found_type)
    else:
        return Claims()
    if (claims.width or 0) * (claims.height or 0) > PIXELS_HUGE:
        claims = _noted(claims, "pixels-huge")
    return claims


def _from_container(view: View, found_type: kinds.FileType) -> Claims:
    found = Located()
    stopped = _guarded(lambda: _LOCATORS[found_type](view, found))
    if stopped:
        found.notes.add(stopped)
    claims = Claims(
        metadata=_without(stopped),
        width=found.width or None,
        height=found.height or None,
        notes=tuple(sorted(found.notes)),
    )
    if found_type in kinds.MOVIES:
        claims = movie_claims.read(found, claims)
    elif found.exif is not None:
        claims = _from_exif(View(len(found.exif), [(0, found.exif)]), claims)
    state, note = _credentials(view, found_type, found, stopped)
    claims = replace(claims, content_credentials=state)
    return _noted(claims, note) if note else claims


def _from_exif(block: View, before: Claims) -> Claims:
    """Add what the EXIF block says; the size in the container's own header goes before it."""
    read: list[Claims] = []
    stopped = _guarded(lambda: read.append(exif.read(block)))
    if stopped:
        return replace(_noted(before, stopped), metadata=_without(stopped))
    own_size = before.width is not None
    claims = replace(
        read[0],
        width=before.width if own_size else read[0].width,
        height=before.height if own_size else read[0].height,
    )
    for note in before.notes:
        claims = _noted(claims, note)
    return claims


def _credentials(
    view: View, found_type: kinds.FileType, found: Located, stopped: Stopped | None
) -> tuple[Credentials, Note | None]:
    if found.store is None:
        unseen = stopped is not None or found_type in _WITHOUT_CREDENTIALS
        return ("not_looked" if unseen else "none"), None
    verdicts: list[tuple[Credentials, Note | None]] = []
    store = found.store
    if _guarded(lambda: verdicts.append(credentials.judge(store, view.whole))):
        return "present", "credentials-unchecked"
    return verdicts[0]


def _guarded(step: Callable[[], None]) -> Stopped | None:
    """Run one step; return why it stopped half way, None if it did not."""
    try:
        step()
    except MemoryError:
        raise
    except BeyondReachError:
        return "beyond-reach"
    except MalformedError:
        return "structure"
    except Exception:  # a parser met what its makers did not think of
        return "parser-failed"
    return None


def _without(stopped: Stopped | None) -> Literal["none", "not_looked", "unreadable"]:
    """Return the status of metadata that was not found."""
    if stopped is None:
        return "none"
    return "not_looked" if stopped == "beyond-reach" else "unreadable"


def _noted(claims: Claims, note: Note) -> Claims:
    return replace(claims, notes=tuple(sorted({*claims.notes, note})))
