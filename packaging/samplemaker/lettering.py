"""Text in pictures, set in the Noto fonts of the system."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONTS = Path("/usr/share/fonts/truetype/noto")


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a Noto font, for example ``NotoSerif-Regular``, at a size in pixels."""
    return ImageFont.truetype(
        str(FONTS / f"{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC
    )


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: float, indent: float) -> list[str]:
    """Break one paragraph into lines that fit; the first has less room by ``indent``."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        room = width - (indent if len(lines) == 1 else 0)
        if face.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def centred(
    draw: ImageDraw.ImageDraw,
    middle: tuple[float, float],
    text: str,
    face: ImageFont.FreeTypeFont,
    colour: tuple[int, int, int],
) -> None:
    """Write one line around a point."""
    draw.text(middle, text, colour, face, anchor="mm")
