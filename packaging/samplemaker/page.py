"""A scanned page: a notice in Russian, invented, its names covered with strips of paper."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from samplemaker.camera import clouds
from samplemaker.lettering import centred, font, wrapped

SIZE = (1240, 1754)  # A4 at 150 dots an inch
_LEFT, _RIGHT, _INDENT, _LEADING = 170, 1120, 70, 44
_INK = (38, 37, 42)
_COVERED = "▇"

_PARAGRAPHS = (
    f"Настоящим сообщается, что в отношении {_COVERED * 11}, последнее известное место "
    f"жительства: {_COVERED * 9}, начато специальное производство по уголовному делу.",
    "Обвиняемому разъясняется право в течение десяти дней со дня опубликования настоящего "
    "извещения явиться лично. В случае неявки дело будет передано в суд и рассмотрено "
    "в отсутствие обвиняемого.",
    "Лиц, которым известно место нахождения обвиняемого, просим сообщить об этом в тот же срок.",
    "Защитник назначен. Ознакомление с материалами дела производится при личной явке.",
)


def scan(seed: int) -> Image.Image:
    """Return the page as a flatbed scanner of a library would give it."""
    sheet = Image.new("RGB", SIZE, (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    _print(draw)
    _sign(draw)
    sheet = ImageChops.multiply(sheet, _stamp(seed))
    sheet = ImageChops.multiply(sheet, _paper(seed))
    _strips(sheet)
    return _on_glass(sheet, seed)


def _print(draw: ImageDraw.ImageDraw) -> None:
    bold, plain = font("NotoSerif-Bold", 36), font("NotoSerif-Regular", 28)
    centre = (_LEFT + _RIGHT) / 2
    centred(draw, (centre, 235), "ИЗВЕЩЕНИЕ", bold, _INK)
    centred(draw, (centre, 288), "о начале специального производства", plain, _INK)
    draw.text((_LEFT, 372), "14 марта 2023 г.", _INK, plain)
    draw.text((_RIGHT, 372), "№ 0/00-000", _INK, plain, anchor="ra")
    y = 470.0
    for paragraph in _PARAGRAPHS:
        for number, line in enumerate(wrapped(paragraph, plain, _RIGHT - _LEFT, _INDENT)):
            draw.text((_LEFT + (0 if number else _INDENT), y), line, _INK, plain)
            y += _LEADING
        y += 16
    draw.text((_LEFT, 1190), "Должностное лицо", _INK, plain)
    draw.line([(560, 1222), (860, 1222)], _INK, 2)
    small = font("NotoSerif-Italic", 19)
    note = "Вымышленный документ: образец для проверки программы"
    centred(draw, (centre, 1640), note, small, (120, 118, 118))


def _sign(draw: ImageDraw.ImageDraw) -> None:
    """Write something that cannot be read."""
    points = []
    for step in range(170):
        t = step / 169
        swing = math.sin(t * 31) * (1 - 0.75 * t) * 34 + math.sin(t * 11 + 1) * 13
        points.append((590 + 235 * t + 17 * math.cos(t * 31), 1196 - swing - 16 * t))
    draw.line(points, (44, 58, 128), 3, joint="curve")


def _stamp(seed: int) -> Image.Image:
    """Return a round stamp on white, worn and a little turned."""
    layer = Image.new("RGB", SIZE, (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    x, y, blue = 985, 1250, (62, 78, 158)
    for radius, width in ((122, 5), (112, 2), (74, 2)):
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], outline=blue, width=width)
    around, face = "ДЛЯ ДОКУМЕНТОВ • ДЛЯ ДОКУМЕНТОВ • ", font("NotoSans-Bold", 22)
    for number, letter in enumerate(around):
        turn = number / len(around) * 360
        tile = Image.new("L", (40, 40))
        ImageDraw.Draw(tile).text((20, 20), letter, 255, face, anchor="mm")
        tile = tile.rotate(-turn, Image.Resampling.BICUBIC)
        angle = math.radians(turn - 90)
        place = (round(x + 93 * math.cos(angle) - 20), round(y + 93 * math.sin(angle) - 20))
        layer.paste(blue, place, tile)
    centred(draw, (x, y), "№ 3", font("NotoSans-Bold", 40), blue)
    layer = layer.rotate(-9, Image.Resampling.BICUBIC, center=(x, y), fillcolor=(255, 255, 255))
    worn = np.clip((clouds(*SIZE, seed + 5, coarse=40) - 0.3) * 4, 0.12, 0.85)[..., None]
    pixels = np.asarray(layer, np.float32)
    return Image.fromarray((255 - (255 - pixels) * worn).astype(np.uint8))


def _paper(seed: int) -> Image.Image:
    """Return the sheet itself: cheap, slightly yellow, folded twice."""
    width, height = SIZE
    fibre = np.random.default_rng(seed).normal(0, 1.0, (height, width)).astype(np.float32)
    tone = 243 + 5 * (clouds(width, height, seed, coarse=5) - 0.5) + fibre
    rows = np.arange(height, dtype=np.float32)[:, None]
    for fold in (height / 3 + 4, 2 * height / 3 - 7):
        tone = tone - 13 * np.exp(-(((rows - fold) / 2.2) ** 2))
        tone = tone + 5 * np.exp(-(((rows - fold - 7) / 5) ** 2))
        tone = tone - 4 * np.exp(-(((rows - fold + 30) / 40) ** 2))
    colours = np.stack([tone, tone - 3, tone - 11], axis=-1)
    return Image.fromarray(np.clip(colours, 0, 255).astype(np.uint8))


def _strips(sheet: Image.Image) -> None:
    """Lay strips of white paper, with a shadow, over what must not be read."""
    plain = font("NotoSerif-Regular", 28)
    y = 470.0
    for number, line in enumerate(wrapped(_PARAGRAPHS[0], plain, _RIGHT - _LEFT, _INDENT)):
        if _COVERED in line:
            start = _LEFT + (0 if number else _INDENT)
            left = start + plain.getlength(line[: line.index(_COVERED)]) - 8
            right = start + plain.getlength(line[: line.rindex(_COVERED) + 1]) + 10
            corners = [(left, y - 2), (right, y - 5), (right + 2, y + 40), (left - 1, y + 42)]
            shade = Image.new("L", sheet.size)
            ImageDraw.Draw(shade).polygon([(px + 3, py + 5) for px, py in corners], fill=120)
            sheet.paste((120, 116, 110), (0, 0), shade.filter(ImageFilter.GaussianBlur(4)))
            ImageDraw.Draw(sheet).polygon(corners, fill=(250, 250, 248))
        y += _LEADING


def _on_glass(sheet: Image.Image, seed: int) -> Image.Image:
    """Lay the sheet a little askew on the glass, under a lid that is not quite black."""
    width, height = SIZE
    glass = Image.new("RGB", SIZE, (206, 207, 205))
    sheet = sheet.resize((width - 34, height - 40), Image.Resampling.LANCZOS)
    mask = Image.new("L", sheet.size, 255).rotate(-0.7, Image.Resampling.BICUBIC, expand=True)
    turned = sheet.rotate(-0.7, Image.Resampling.BICUBIC, expand=True)
    shadow = Image.new("L", SIZE)
    shadow.paste(mask, (13, 17))
    glass.paste((128, 128, 126), (0, 0), shadow.filter(ImageFilter.GaussianBlur(9)))
    glass.paste(turned, (6, 8), mask)
    pixels = np.asarray(glass.filter(ImageFilter.GaussianBlur(0.5)), np.float32)
    streaks = np.random.default_rng(seed + 2).normal(0, 0.7, (1, width, 1))
    return Image.fromarray(np.clip(pixels + streaks, 0, 255).astype(np.uint8))
