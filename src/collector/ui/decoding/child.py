"""The child process: decodes one picture after the other under limits, until nobody asks any more.

Started by :mod:`collector.ui.decoding.decoder`.  It gets no path, no environment and no argument;
of Qt it loads what holds pictures, and no window.  Its standard error goes nowhere.
"""

from __future__ import annotations

import os
import sys
from typing import Final

from collector.system import close_this_process, limit_this_process

# More threads than one are refused to a confined process, and Qt would wait for them for ever.
os.environ["QT_NO_GUI_THREADPOOL"] = "1"

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QLibraryInfo,
    QLoggingCategory,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage, QImageReader

from collector.ui.decoding import wire

MEMORY: Final = 1 << 30
"""Bytes of address space: Python and Qt, the file twice, the pixels and a copy of them."""
CPU_SECONDS: Final = 15
"""For all pictures that one child decodes; a large honest one takes some."""
_ALLOCATION: Final = 256
"""MiB of pixels (attack M2)."""
# A JPEG is made small while it is read; the others are held whole, four bytes a pixel.
_MOST_PIXELS: Final = {b"jpeg": 128_000_000}
_MOST_PIXELS_HELD: Final = 50_000_000


def main() -> None:
    """Serve requests until the pipe is closed."""
    limit_this_process(MEMORY, CPU_SECONDS)
    close_this_process()
    QCoreApplication.setLibraryPaths([QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)])
    QLoggingCategory.setFilterRules("*=false")
    QImageReader.setAllocationLimit(_ALLOCATION)
    out = sys.stdout.buffer
    while (asked := wire.read_request(sys.stdin.buffer)) is not None:
        for part in wire.reply(decoded(asked)):
            out.write(part)
        out.flush()


def decoded(asked: wire.Asked) -> wire.Frame | None:
    """Return the picture upright and at most as large as was asked, None if flawed."""
    buffer = QBuffer()
    buffer.setData(QByteArray(asked.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(asked.form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    most = _MOST_PIXELS.get(asked.form, _MOST_PIXELS_HELD)
    if not size.isValid() or size.width() * size.height() > most:
        return None
    if max(size.width(), size.height()) > asked.side:
        within = QSize(asked.side, asked.side)
        scaled = size.scaled(within, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(scaled.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else _frame(image)


def _frame(image: QImage) -> wire.Frame:
    is_opaque = not image.hasAlphaChannel()
    form = QImage.Format.Format_RGBX8888 if is_opaque else QImage.Format.Format_RGBA8888
    plain = image.convertToFormat(form)  # four bytes a pixel: there is nothing between two rows
    return wire.Frame(plain.width(), plain.height(), is_opaque, bytes(plain.constBits()))


if __name__ == "__main__":
    main()
