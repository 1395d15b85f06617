"""A closed service window in a corridor; nobody and nowhere."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from samplemaker.camera import Colour, clouds
from samplemaker.lettering import centred, font

SIZE = (2400, 1800)
_NOTICE = ("УВАЖАЕМЫЕ ГРАЖДАНЕ!", "Приём заявлений", "на обмен паспорта", "НЕ ВЕДЁТСЯ")
_WINDOW = (640, 380, 1560, 1180)


def still(seed: int) -> Image.Image:
    """Return the photograph, drawn twice as large and scaled down."""
    image = _wall(seed)
    _shade(image, (_WINDOW[0] - 40, _WINDOW[1] - 30, _WINDOW[2] + 90, _WINDOW[3] + 40), 26)
    _shade(image, (_WINDOW[0] - 110, _WINDOW[3] + 90, _WINDOW[2] + 150, _WINDOW[3] + 230), 40)
    draw = ImageDraw.Draw(image)
    _frame(draw)
    _shelf(draw)
    _grain(image, seed)
    _blind(image, seed)
    _plate(draw)
    _rail(draw)
    _paper(image)
    image = _tube_light(image, seed)
    corners = (150, 20, 60, 1800, 2340, 1740, 2250, 90)  # seen slightly from the left
    image = image.transform(SIZE, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    return image.resize((1200, 900), Image.Resampling.LANCZOS)


def _wall(seed: int) -> Image.Image:
    """Return two coats of paint, the lower one oily, and a tiled floor's edge."""
    width, height = SIZE
    pixels = np.empty((height, width, 3), np.float32)
    pixels[:1060] = (206, 203, 192)
    pixels[1060:] = (128, 146, 140)
    pixels[1052:1064] = (92, 104, 100)
    pixels[1640:] = (112, 104, 96)
    pixels[1628:1646] = (70, 66, 62)
    stains = clouds(width, height, seed, coarse=4)[..., None] - 0.5
    grain = np.random.default_rng(seed).normal(0, 2, (height, width, 1))
    pixels = np.clip(pixels + 22 * stains + grain, 0, 255).astype(np.uint8)
    image = Image.fromarray(pixels)
    draw = ImageDraw.Draw(image)
    for x in range(-2000, 4400, 260):
        draw.line([(1200 + (x - 1200) * 0.82, 1646), (x, 1800)], (88, 82, 76), 4)
    draw.line([(0, 1708), (width, 1708)], (90, 84, 78), 4)
    return image


def _shade(image: Image.Image, bounds: tuple[int, int, int, int], blur: float) -> None:
    """Lay the soft shadow of something that stands out from the wall."""
    mask = Image.new("L", SIZE)
    ImageDraw.Draw(mask).rectangle(bounds, fill=130)
    image.paste((52, 54, 50), (0, 0), mask.filter(ImageFilter.GaussianBlur(blur)))


def _grain(image: Image.Image, seed: int) -> None:
    """Give the wood its grain, and everything a little wear."""
    width, height = SIZE
    along = Image.fromarray(
        (clouds(width // 8, height, seed + 7, coarse=30) * 255).astype(np.uint8)
    )
    grain = np.asarray(along.resize(SIZE), np.float32)[..., None] / 255 - 0.5
    pixels = np.asarray(image, np.float32)
    brown = ((pixels[..., 0] - pixels[..., 2]) > 24)[..., None]
    image.paste(Image.fromarray(np.clip(pixels + 46 * grain * brown, 0, 255).astype(np.uint8)))


def _frame(draw: ImageDraw.ImageDraw) -> None:
    left, top, right, bottom = _WINDOW
    for inset, colour in ((0, (88, 72, 56)), (14, (116, 95, 73)), (44, (78, 64, 50))):
        draw.rectangle([left - 60 + inset, top - 60 + inset, right + 60 - inset, bottom], colour)
    draw.rectangle([left, top, right, bottom], (52, 56, 58))
    draw.rectangle([left, bottom - 150, right, bottom - 138], (150, 152, 150))


def _blind(image: Image.Image, seed: int) -> None:
    """Let down a blind of slats behind the glass, not quite to the bottom."""
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = _WINDOW
    chance = np.random.default_rng(seed + 1)
    for number, y in enumerate(range(top + 6, bottom - 176, 27)):
        sag = int(chance.integers(-2, 3)) + (4 if number == 17 else 0)
        shade = 168 + int(chance.integers(-6, 7)) - number
        draw.polygon(
            [(left + 8, y), (right - 8, y + sag), (right - 8, y + 19 + sag), (left + 8, y + 19)],
            (shade, shade - 3, shade - 14),
        )
        draw.line([(left + 8, y + 20), (right - 8, y + 20 + sag)], (74, 72, 66), 5)
    for x in (left + 190, right - 190):
        draw.line([(x, top), (x, bottom - 180)], (122, 118, 108), 4)
    draw.line([(right - 60, top), (right - 66, bottom - 330)], (206, 202, 190), 5)


def _shelf(draw: ImageDraw.ImageDraw) -> None:
    """Put the shelf under the window, worn at its edge, a pen on a string on it."""
    left, _, right, bottom = _WINDOW
    draw.polygon(
        [
            (left - 130, bottom + 70),
            (right + 130, bottom + 70),
            (right + 70, bottom),
            (left - 70, bottom),
        ],
        (148, 124, 95),
    )
    draw.rectangle([left - 130, bottom + 70, right + 130, bottom + 112], (104, 86, 65))
    draw.line([(left - 130, bottom + 72), (right + 130, bottom + 72)], (190, 158, 116), 4)
    draw.line([(1270, bottom + 34), (1392, bottom + 24)], (32, 44, 96), 9)
    draw.line([(1392, bottom + 24), (1460, bottom + 60), (1540, bottom + 12)], (210, 206, 196), 3)


def _plate(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle([1030, 190, 1170, 296], (36, 66, 112))
    draw.rectangle([1036, 196, 1164, 290], outline=(214, 218, 222), width=3)
    centred(draw, (1100, 240), "3", font("NotoSans-Bold", 76), (232, 235, 238))


def _rail(draw: ImageDraw.ImageDraw) -> None:
    """Stand two posts with a band between them, where people wait."""
    steel: Colour = (88, 90, 94)
    for x in (300, 2010):
        draw.ellipse([x - 110, 1712, x + 110, 1768], (54, 54, 58))
        draw.rectangle([x - 15, 1290, x + 15, 1738], steel)
        draw.rectangle([x - 6, 1290, x + 1, 1738], (146, 148, 152))
        draw.rounded_rectangle([x - 25, 1262, x + 25, 1312], 12, (66, 68, 72))
    points = [(300 + 1710 * t / 40, 1330 + 300 * (t / 40) * (1 - t / 40)) for t in range(41)]
    draw.line(points, (104, 44, 48), 26, joint="curve")
    draw.line([(x, y - 9) for x, y in points], (128, 66, 68), 5, joint="curve")


def _paper(image: Image.Image) -> None:
    """Tape a notice to the inside of the glass."""
    sheet = Image.new("RGBA", (440, 330), (240, 238, 230, 255))
    draw = ImageDraw.Draw(sheet)
    for number, (line, size) in enumerate(zip(_NOTICE, (27, 34, 34, 44), strict=True)):
        face = font("NotoSans-Bold" if number in {0, 3} else "NotoSans-Regular", size)
        centred(draw, (220, 62 + number * 66), line, face, (30, 30, 34))
    turned = sheet.rotate(1.6, Image.Resampling.BICUBIC, expand=True)
    shadow = Image.new("L", turned.size, 0)
    shadow.paste(turned.getchannel("A"), (0, 0))
    image.paste((70, 68, 64), (877, 575), shadow.filter(ImageFilter.GaussianBlur(7)))
    image.paste(turned, (868, 566), turned)
    draw = ImageDraw.Draw(image)
    for x, y in ((878, 572), (1290, 562)):
        draw.polygon([(x, y), (x + 50, y - 20), (x + 58, y + 4), (x + 10, y + 26)], (214, 208, 184))


def _tube_light(image: Image.Image, seed: int) -> Image.Image:
    """Light the corridor from above and mirror the tube in the glass."""
    width, height = SIZE
    rows, columns = np.mgrid[0 : 1 : height * 1j, -1 : 1 : width * 1j]
    light = 1.1 - 0.42 * rows - 0.16 * columns**2 - 0.05 * columns
    pixels = np.asarray(image, np.float32) * light[..., None]
    pixels = 0.84 * pixels + 0.16 * pixels.mean(axis=-1, keepdims=True)
    pixels *= np.array((0.98, 1.0, 0.95), np.float32)
    lit = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    glare = Image.new("L", SIZE)
    ImageDraw.Draw(glare).polygon([(700, 420), (1180, 400), (1184, 424), (702, 446)], fill=150)
    ImageDraw.Draw(glare).polygon([(1250, 396), (1500, 386), (1502, 406), (1252, 418)], fill=90)
    glare = glare.filter(ImageFilter.GaussianBlur(7))
    veil = Image.fromarray((clouds(width, height, seed + 3) * 26).astype(np.uint8))
    window = Image.new("L", SIZE)
    window.paste(veil.crop(_WINDOW), _WINDOW[:2])
    both = ImageChops.add(glare, window)
    return ImageChops.add(lit, Image.merge("RGB", (both, both, both)))
