"""Starting the child that decodes pictures, asking it, and ending it whatever it does.

One child decodes several pictures, because starting it takes longer than most of them.  One that
met a flawed picture decodes no other.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from PySide6.QtGui import QImage

from collector import log
from collector.system import CREATION_FLAGS, ENVIRONMENT, ROOT_FOLDER, converse
from collector.ui.decoding import CHILD, wire

WALL_SECONDS: Final = 20.0


def child_command() -> list[str]:
    """Return how the child is started, also inside a frozen program.

    There ``collector.__main__`` calls :func:`collector.ui.decoding.child.main` when it sees the
    argument, before anything else.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD]
    return [sys.executable, "-I", "-B", "-m", "collector.ui.decoding.child"]


class Decoder:
    """Belongs to one thread.  Whoever made it ends it."""

    def __init__(self, command: Sequence[str] | None = None, seconds: float = WALL_SECONDS) -> None:
        self._command = command or child_command()
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether there is a child, which may hold what it decoded last."""
        return self._child is not None

    def picture(self, data: bytes, mime: str, side: int, beat: Callable[[], None]) -> QImage | None:
        """Return the picture upright and at most ``side`` pixels wide and high.

        None for a type that is not decoded, for a flawed file, and for whatever the child does: if
        it hangs, dies, or answers what was not asked.  ``beat`` is called while this waits; what it
        raises ends the child and comes out.
        """
        if mime not in wire.FORMS or len(data) > wire.LARGEST_FILE:
            return None
        is_used, said = self.is_running, b""
        try:
            said = self._ask(data, mime, side, beat)
            if not said and is_used:  # its time was up with the pictures before
                said = self._ask(data, mime, side, beat)
            frame = wire.read_reply(said, side)
        except TimeoutError:
            why = "timeout"
        except OSError:
            why = "not-started"
        except wire.ReplyError:
            why = "reply-invalid" if said else "ended"
        except BaseException:
            self.end()
            raise
        else:
            if frame is not None:
                return _image(frame)
            why = "flawed"
        self.end()
        log.event("picture-not-decoded", why=why)
        return None

    def end(self) -> None:
        """End the child, if there is one, and what it holds."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        child.wait()

    def _ask(self, data: bytes, mime: str, side: int, beat: Callable[[], None]) -> bytes:
        """Return what the child says, nothing if it ended; then there is none any more."""
        child = self._child = self._child or self._start()
        said = converse(
            child,
            wire.request(data, mime, side),
            self._seconds,
            wire.most_reply(side),
            whole=lambda said: wire.is_whole(said, side),
            beat=beat,
        )
        if not said or child.poll() is not None:
            self.end()
        return said

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 (our interpreter, no outside text)
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=ENVIRONMENT,
            cwd=ROOT_FOLDER,
            creationflags=CREATION_FLAGS,
        )


def _image(frame: wire.Frame) -> QImage:
    """Return an image of its own bytes, in the form that is drawn fastest."""
    taken, drawn = (
        (QImage.Format.Format_RGBX8888, QImage.Format.Format_RGB32)
        if frame.is_opaque
        else (QImage.Format.Format_RGBA8888, QImage.Format.Format_ARGB32_Premultiplied)
    )
    plain = QImage(frame.pixels, frame.width, frame.height, 4 * frame.width, taken)
    return plain.convertToFormat(drawn)
