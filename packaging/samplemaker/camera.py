"""A pinhole camera that keeps upright lines upright, and the light of a picture.

The world is in metres: x to the right, y up, z away from the camera.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
World = tuple[float, float, float]


@dataclass(frozen=True)
class Camera:
    """``eye`` is the height of the lens, ``horizon`` its row, ``focal`` in pixels."""

    width: int
    height: int
    eye: float
    horizon: float
    focal: float
    centre: float

    def at(self, point: World) -> tuple[float, float]:
        """Return the pixel of a point in front of the camera."""
        x, y, z = point
        return (
            self.centre + self.focal * x / z,
            self.horizon - self.focal * (y - self.eye) / z,
        )

    def size(self, metres: float, z: float) -> float:
        """Return how many pixels something takes at distance ``z``."""
        return self.focal * metres / z


class Canvas:
    """A picture seen by a camera, and a layer of light that is added to it at the end."""

    def __init__(self, camera: Camera, background: Image.Image) -> None:
        self.camera = camera
        self.image = background
        self.light = Image.new("RGB", background.size)
        self._draw = ImageDraw.Draw(self.image)
        self._glow = ImageDraw.Draw(self.light)

    def shape(self, points: list[World], colour: Colour) -> None:
        """Fill a polygon of the world; it hides what shines behind it."""
        outline = [self.camera.at(point) for point in points]
        self._draw.polygon(outline, fill=colour)
        self._glow.polygon(outline, fill=0)

    def line(self, points: list[World], colour: Colour, metres: float) -> None:
        """Draw a line that is ``metres`` thick where it begins."""
        width = max(1, round(self.camera.size(metres, points[0][2])))
        self._draw.line([self.camera.at(point) for point in points], fill=colour, width=width)

    def disc(self, middle: World, radius: float, colour: Colour, squash: float = 1.0) -> None:
        """Fill a disc that faces the camera, ``squash`` times as high as wide."""
        self._draw.ellipse(self._bounds(middle, radius, squash), fill=colour)

    def shine(self, middle: World, radius: float, colour: Colour, squash: float = 1.0) -> None:
        """Put a disc of light there, to be blurred later."""
        self._glow.ellipse(self._bounds(middle, radius, squash), fill=colour)

    def beam(self, points: list[World], colour: Colour) -> None:
        """Add a polygon of light there, to be blurred later."""
        layer = Image.new("RGB", self.light.size)
        ImageDraw.Draw(layer).polygon([self.camera.at(point) for point in points], fill=colour)
        self.light.paste(ImageChops.add(self.light, layer))

    def lit(self, blurs: tuple[float, ...]) -> Image.Image:
        """Return the picture with its light, spread by each of the blurs (in pixels)."""
        image = self.image
        for blur in blurs:
            image = ImageChops.add(image, self.light.filter(ImageFilter.GaussianBlur(blur)))
        return image

    def _bounds(
        self, middle: World, radius: float, squash: float
    ) -> tuple[float, float, float, float]:
        x, y = self.camera.at(middle)
        across = self.camera.size(radius, middle[2])
        return x - across, y - across * squash, x + across, y + across * squash


def clouds(width: int, height: int, seed: int, coarse: int = 3) -> np.ndarray:
    """Return smooth noise between 0 and 1: octaves of random fields, each scaled up."""
    chance = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    weight = 1.0
    for octave in range(6):
        cells = coarse * 2**octave
        field = chance.random((cells, cells * 2), dtype=np.float32)
        scaled = Image.fromarray(field).resize((width, height), Image.Resampling.BICUBIC)
        total += weight * np.asarray(scaled)
        weight *= 0.55
    return (total - total.min()) / (total.max() - total.min())


def developed(image: Image.Image, seed: int, grain: float, vignette: float) -> Image.Image:
    """Return the picture as a small sensor would give it: soft corners, grain in the shadows."""
    pixels = np.asarray(image, np.float32)
    height, width = pixels.shape[:2]
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    pixels = pixels * (1 - vignette * (rows**2 + columns**2) / 2)[..., None]
    chance = np.random.default_rng(seed)
    noise = chance.normal(0, 1, (height, width, 1)) + 0.5 * chance.normal(0, 1, pixels.shape)
    pixels = pixels + grain * noise * (1.2 - pixels / 255)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
