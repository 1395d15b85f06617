"""A courtyard between blocks of flats at dusk, with a dark minibus; nobody and nowhere."""

from __future__ import annotations

import math
import random

import numpy as np
from PIL import Image

from samplemaker.camera import Camera, Canvas, Colour, clouds

FLOOR = 3.0
BAY = 3.4
WARM: tuple[Colour, ...] = ((255, 205, 130), (250, 190, 105), (255, 222, 165), (215, 220, 225))
BUS = (23, 25, 31)


def dusk(camera: Camera, seed: int) -> Image.Image:
    """Return the sky: blue above, the last light near the horizon, thin clouds."""
    rows = np.clip(np.arange(camera.height) / camera.horizon, 0, 1)[:, None, None]
    above, middle, below = (np.array(c) for c in ((38, 52, 92), (96, 98, 132), (216, 150, 118)))
    sky = np.where(
        rows < 0.6,
        above + (middle - above) * rows / 0.6,
        middle + (below - middle) * (rows - 0.6) / 0.4,
    )
    veil = clouds(camera.width, camera.height, seed)[..., None]
    veil = np.clip((veil - 0.45) * 2.2, 0, 1) * 0.5
    pixels = sky * (1 - veil) + np.array((88, 80, 98)) * veil
    return Image.fromarray(pixels.astype(np.uint8))


def courtyard(camera: Camera, seed: int) -> Canvas:
    """Return the place without the minibus."""
    chance = random.Random(seed)  # noqa: S311 (a drawing)
    canvas = Canvas(camera, dusk(camera, seed))
    _front(canvas, chance, z=120, left=-70, right=90, floors=12, wall=(70, 68, 80))
    _front(canvas, chance, z=66, left=-40, right=13, floors=9, wall=(92, 88, 94))
    _side(canvas, chance, x=24, near=14, far=74, floors=5)
    _ground(canvas, seed)
    _playground(canvas)
    for x, z in ((-17.5, 47), (-12.6, 48.5), (15.5, 44), (18.6, 36)):
        _car(canvas, x, z, chance)
    for x, z in ((-8.5, 40), (17.6, 27)):
        _lamp(canvas, x, z)
    for x, z, height in ((-20, 34, 9), (-13, 22, 8), (-27, 44, 11), (20.5, 31, 8), (12, 58, 9)):
        _tree(canvas, x, z, height, chance)
    return canvas


def _dim(colour: Colour, factor: float) -> Colour:
    red, green, blue = (min(255, round(part * factor)) for part in colour)
    return red, green, blue


def _window_light(chance: random.Random, wall: Colour) -> Colour:
    """Return the colour of a window: most are dark and hold a little of the sky."""
    if chance.random() < 0.27:
        return _dim(chance.choice(WARM), chance.uniform(0.7, 1))
    return _dim((wall[0] - 22, wall[1] - 16, wall[2]), chance.uniform(0.6, 0.9))


def _front(
    canvas: Canvas,
    chance: random.Random,
    *,
    z: float,
    left: float,
    right: float,
    floors: int,
    wall: Colour,
) -> None:
    """Draw a block whose long side faces us, windows and balconies in bays."""
    top = floors * FLOOR + 1
    canvas.shape([(left, 0, z), (left, top, z), (right, top, z), (right, 0, z)], wall)
    canvas.shape(
        [(left, top, z), (left, top + 0.8, z), (right, top + 0.8, z), (right, top, z)],
        _dim(wall, 0.7),
    )
    bays = int((right - left) / BAY)
    for bay in range(bays):
        x = left + (bay + 0.5) * BAY
        canvas.line([(x - BAY / 2, 0, z), (x - BAY / 2, top, z)], _dim(wall, 0.88), 0.1)
        for floor in range(floors):
            y = floor * FLOOR + 1.6
            lights = _window_light(chance, wall)
            canvas.shape(
                [(x - 0.8, y, z), (x - 0.8, y + 1.5, z), (x + 0.8, y + 1.5, z), (x + 0.8, y, z)],
                lights,
            )
            canvas.line([(x + 0.1, y, z), (x + 0.1, y + 1.5, z)], _dim(wall, 0.6), 0.09)
            if bay % 3 == 1:
                canvas.shape(
                    [
                        (x - 1.3, y - 0.7, z),
                        (x - 1.3, y + 0.35, z),
                        (x + 1.3, y + 0.35, z),
                        (x + 1.3, y - 0.7, z),
                    ],
                    _dim(wall, 0.8 if floor % 2 else 0.86),
                )
            if sum(lights) > 450:
                canvas.shine((x, y + 0.7, z), 0.7, _dim(lights, 0.22))
    for floor in range(1, floors + 1):
        canvas.line([(left, floor * FLOOR, z), (right, floor * FLOOR, z)], _dim(wall, 0.88), 0.1)
    for bay in range(2, bays, 4):
        _entrance(canvas, left + (bay + 0.5) * BAY, z - 0.2)


def _entrance(canvas: Canvas, x: float, z: float) -> None:
    canvas.shape([(x - 1, 0, z), (x - 1, 2.4, z), (x + 1, 2.4, z), (x + 1, 0, z)], (34, 30, 32))
    canvas.shape(
        [(x - 1.7, 2.5, z), (x - 1.7, 2.8, z), (x + 1.7, 2.8, z), (x + 1.7, 2.5, z)], (58, 55, 60)
    )
    canvas.disc((x, 2.42, z), 0.16, (255, 226, 170))
    canvas.shine((x, 2.2, z), 0.9, (92, 66, 34))


def _side(
    canvas: Canvas, chance: random.Random, *, x: float, near: float, far: float, floors: int
) -> None:
    """Draw a block along the right edge, seen at an angle."""
    wall: Colour = (74, 66, 68)
    top = floors * FLOOR + 0.8
    canvas.shape([(x, 0, near), (x, top, near), (x, top, far), (x, 0, far)], wall)
    canvas.shape(
        [(x, top, near), (x, top + 0.6, near), (x, top + 0.6, far), (x, top, far)], _dim(wall, 0.6)
    )
    z = far - BAY
    while z > near:
        for floor in range(floors):
            y = floor * FLOOR + 1.3
            lights = _window_light(chance, wall)
            canvas.shape(
                [(x, y, z), (x, y + 1.5, z), (x, y + 1.5, z + 1.5), (x, y, z + 1.5)], lights
            )
            canvas.line([(x, y, z + 0.9), (x, y + 1.5, z + 0.9)], _dim(wall, 0.6), 0.07)
            if sum(lights) > 450:
                canvas.shine((x, y + 0.7, z + 0.7), 0.5, _dim(lights, 0.16))
        z -= BAY


def _ground(canvas: Canvas, seed: int) -> None:
    """Lay wet asphalt, a kerb and two strips of grass."""
    camera = canvas.camera
    far = 119.0
    canvas.shape([(-400, 0, far), (400, 0, far), (400, 0, 1.2), (-400, 0, 1.2)], (64, 62, 70))
    grass: Colour = (44, 47, 40)
    canvas.shape([(-90, 0, 63), (-7, 0, 63), (-10.5, 0, 30), (-60, 0, 30)], grass)
    canvas.shape([(-60, 0, 26), (-11, 0, 26), (-6.5, 0, 5), (-40, 0, 5)], grass)
    canvas.shape([(23, 0, 74), (20.4, 0, 74), (19.5, 0, 14), (23, 0, 14)], grass)
    for (x, z), (far_x, far_z) in (
        ((-10.5, 30), (-7, 63)),
        ((-6.5, 5), (-11, 26)),
        ((19.5, 14), (20.4, 74)),
    ):
        edge = [(x, 0.1, z), (far_x, 0.1, far_z), (far_x + 0.18, 0.1, far_z), (x + 0.18, 0.1, z)]
        canvas.shape(edge, (96, 94, 98))
    for z in (9, 13.5, 20, 31):  # where the asphalt was patched
        canvas.line([(-5.6, 0, z), (19, 0, z + 0.8)], (52, 50, 56), 0.05)
    canvas.shape([(1, 0, 11), (7.5, 0, 11.4), (7.1, 0, 8.2), (0.6, 0, 8)], (56, 54, 60))
    top = int(camera.at((0, 0, far))[1])
    strip = canvas.image.crop((0, top, camera.width, camera.height))
    texture = clouds(strip.width, strip.height, seed + 1, coarse=9)[..., None]
    pixels = np.asarray(strip, np.float32) * (0.74 + 0.36 * texture)
    mirrored = canvas.image.crop((0, max(0, 2 * top - camera.height), camera.width, top))
    mirrored = mirrored.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(strip.size)
    mirrored = mirrored.resize((max(1, strip.width // 6), max(1, strip.height // 40)))
    sheen = np.asarray(mirrored.resize(strip.size, Image.Resampling.BICUBIC), np.float32)
    pixels = pixels * 0.9 + sheen * (0.02 + 0.2 * texture**2)
    canvas.image.paste(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), (0, top))


def _playground(canvas: Canvas) -> None:
    """Put up a swing and a climbing frame."""
    dark: Colour = (36, 38, 44)
    z = 37.0
    for x in (-22.0, -17.6):
        canvas.line([(x - 0.9, 0, z), (x, 2.4, z)], dark, 0.12)
        canvas.line([(x + 0.9, 0, z), (x, 2.4, z)], dark, 0.12)
    canvas.line([(-22.0, 2.4, z), (-17.6, 2.4, z)], dark, 0.12)
    for x in (-20.7, -19.0):
        canvas.line([(x - 0.25, 2.4, z), (x - 0.25, 0.6, z)], dark, 0.04)
        canvas.line([(x + 0.25, 2.4, z), (x + 0.25, 0.6, z)], dark, 0.04)
        canvas.line([(x - 0.3, 0.6, z), (x + 0.3, 0.6, z)], dark, 0.1)
    for step in range(5):
        canvas.line([(-15.5 + step * 0.7, 0, z), (-15.5 + step * 0.7, 2, z)], dark, 0.07)
        canvas.line([(-15.5, step * 0.5, z), (-12.7, step * 0.5, z)], dark, 0.07)


def _car(canvas: Canvas, x: float, z: float, chance: random.Random) -> None:
    """Park a car, seen from the side."""
    shade = chance.randrange(34, 62)
    body: Colour = (shade, shade + 2, shade + 8)
    low = [(-2.1, 0.3), (-2.1, 0.85), (-1.4, 0.95), (-0.8, 1.42), (0.9, 1.42), (1.6, 0.95)]
    low += [(2.1, 0.85), (2.1, 0.3)]
    canvas.shape([(x + dx, y, z) for dx, y in low], body)
    glass = [(-1.15, 0.97), (-0.7, 1.33), (0.8, 1.33), (1.3, 0.97)]
    canvas.shape([(x + dx, y, z) for dx, y in glass], (70, 74, 90))
    for dx in (-1.3, 1.3):
        canvas.disc((x + dx, 0.33, z), 0.33, (16, 16, 18))


def _lamp(canvas: Canvas, x: float, z: float) -> None:
    """Stand a street lamp and its light on the ground."""
    canvas.line([(x, 0, z), (x, 6.2, z)], (40, 40, 46), 0.16)
    canvas.line([(x, 6.2, z), (x + 1.1, 6.5, z)], (40, 40, 46), 0.12)
    canvas.disc((x + 1.2, 6.4, z), 0.26, (255, 238, 196), 0.5)
    canvas.shine((x + 1.2, 6.4, z), 0.5, (236, 194, 124))
    flat = max(canvas.camera.eye / z, 0.1)
    for ring in range(8):
        glow = 6 + 9 * ring
        canvas.shine((x + 1.2, 0, z), 7.2 - 0.8 * ring, (glow, round(glow * 0.74), glow // 3), flat)


def _tree(canvas: Canvas, x: float, z: float, height: float, chance: random.Random) -> None:
    """Grow a bare autumn tree with a few leaves left."""

    def branch(at: tuple[float, float], angle: float, length: float, thick: float) -> None:
        end = (at[0] + length * math.sin(angle), at[1] + length * math.cos(angle))
        canvas.line([(*at, z), (*end, z)], (29, 27, 30), thick)
        if length < 0.35:
            if chance.random() < 0.2:
                canvas.disc((*end, z), 0.09, (74, 54, 34))
            return
        for _ in range(3 if length > 1 else 2):
            turned = angle + chance.uniform(-0.62, 0.62)
            branch(end, turned, length * chance.uniform(0.62, 0.8), thick * 0.62)

    branch((x, 0.0), chance.uniform(-0.05, 0.05), height * 0.27, 0.3)


def minibus(canvas: Canvas, x: float, z: float, *, lamps: bool, door: bool) -> None:
    """Put a dark minibus without any marks there, its front to the left."""
    shape = [(-2.6, 0.45), (-2.6, 1.15), (-2.35, 1.35), (-1.7, 2.05), (-1.3, 2.22), (2.4, 2.25)]
    shape += [(2.6, 2.1), (2.62, 0.45)]
    canvas.disc((x, 0.12, z), 2.9, (30, 30, 34), 0.1)
    canvas.shape([(x + dx, y, z) for dx, y in shape], BUS)
    canvas.line([(x + dx, y, z) for dx, y in shape[3:7]], (66, 64, 74), 0.06)
    canvas.line([(x - 2.55, 1.12, z), (x + 2.6, 1.12, z)], (44, 46, 54), 0.05)
    glass: Colour = (58, 60, 76)
    for left, right, top_left in ((-2.1, -1.05, -1.62), (-0.9, 0.55, -0.9), (0.7, 2.3, 0.7)):
        edge = [(left, 1.3), (top_left, 1.98), (right, 1.98), (right, 1.3)]
        canvas.shape([(x + dx, y, z) for dx, y in edge], glass)
    if door:
        opening = [(-0.85, 0.55), (-0.85, 2.05), (0.5, 2.05), (0.5, 0.55)]
        canvas.shape([(x + dx, y, z) for dx, y in opening], (96, 82, 60))
        canvas.shine((x - 0.2, 1.6, z), 0.6, (50, 40, 22))
    for dx in (-1.75, 1.75):
        canvas.disc((x + dx, 0.38, z), 0.4, (12, 12, 14))
        canvas.disc((x + dx, 0.38, z), 0.2, (58, 58, 62))
    if lamps:
        canvas.disc((x - 2.52, 0.86, z), 0.13, (255, 250, 228))
        canvas.shine((x - 2.55, 0.86, z), 0.3, (236, 222, 184))
        for reach in (4, 7, 10, 13):
            ends = [(x - 2.6 - reach, 0.0, z - reach / 5), (x - 2.6 - reach, 0.0, z + reach / 6)]
            canvas.beam([(x - 2.6, 0.8, z), *ends], (13, 12, 9))
        canvas.disc((x + 2.58, 1.0, z), 0.1, (220, 40, 30))
        canvas.shine((x + 2.6, 1.0, z), 0.18, (140, 22, 16))


def figure(canvas: Canvas, x: float, z: float, height: float, stride: float) -> None:
    """Stand a dark figure, seen from behind; no face, no badge."""
    cloth: Colour = (19, 20, 25)
    hip, shoulder = height * 0.5, height * 0.82
    canvas.line([(x, hip, z), (x - stride, 0.05, z)], cloth, 0.2)
    canvas.line([(x, hip, z), (x + stride, 0.05, z)], cloth, 0.2)
    body = [(-0.19, hip - 0.06), (-0.27, shoulder), (0.27, shoulder), (0.19, hip - 0.06)]
    canvas.shape([(x + dx, y, z) for dx, y in body], cloth)
    canvas.line([(x - 0.25, shoulder - 0.03, z), (x - 0.33, hip - 0.05, z)], cloth, 0.12)
    canvas.line([(x + 0.25, shoulder - 0.03, z), (x + 0.33, hip - 0.05, z)], cloth, 0.12)
    canvas.disc((x, height * 0.92, z), height * 0.068, (24, 24, 29), 1.15)


def still(seed: int) -> Image.Image:
    """Return the photograph, drawn twice as large and scaled down."""
    camera = Camera(2880, 2160, eye=1.6, horizon=1330, focal=2350, centre=1440)
    canvas = courtyard(camera, seed)
    minibus(canvas, 3.4, 26, lamps=True, door=True)
    for x, z, height, stride in (
        (3.9, 25.4, 1.84, 0.12),
        (4.9, 25.2, 1.8, 0.1),
        (2.6, 25, 1.74, 0.2),
    ):
        figure(canvas, x, z, height, stride)
    image = canvas.lit((8, 34, 110))
    held = image.rotate(0.9, Image.Resampling.BICUBIC)  # by hand, in a hurry
    return held.resize((1440, 1080), Image.Resampling.LANCZOS, (60, 45, 2820, 2115))
