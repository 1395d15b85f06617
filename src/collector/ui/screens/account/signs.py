"""Plain signs for exhibits that have no picture: film, sound, paper, something sealed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from collector.session import ShownExhibit

Sign = Literal["picture", "film", "sound", "paper", "sealed"]
_UNIT = 24.0


def sign_of(exhibit: ShownExhibit) -> Sign:
    """Return the sign that stands for an exhibit."""
    if exhibit.media is None:
        return "sealed"
    family = "" if exhibit.file is None else exhibit.file.mime.partition("/")[0]
    signs: dict[str, Sign] = {"image": "picture", "video": "film", "audio": "sound"}
    return signs.get(family, "paper")


def draw(painter: QPainter, sign: Sign, middle: QPointF, side: float, colour: QColor) -> None:
    """Draw a sign in lines of one colour, ``side`` pixels wide and high."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle - QPointF(side / 2, side / 2))
    painter.scale(side / _UNIT, side / _UNIT)
    painter.setPen(
        QPen(
            colour,
            1.6,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_PATHS[sign]())
    painter.restore()


def _lines(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)


def _picture() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(2, 4, 20, 16), 2, 2)
    path.addEllipse(QPointF(8, 9.5), 1.8, 1.8)
    _lines(path, (3, 18), (9, 13), (12.5, 16), (16, 11.5), (21, 17))
    return path


def _film() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(2, 4, 20, 16), 2, 2)
    _lines(path, (10, 8.5), (15.5, 12), (10, 15.5), (10, 8.5))
    return path


def _sound() -> QPainterPath:
    path = QPainterPath()
    for x, height in ((3, 3), (7.5, 8), (12, 13), (16.5, 7), (21, 4)):
        _lines(path, (x, 12 - height / 2), (x, 12 + height / 2))
    return path


def _paper() -> QPainterPath:
    path = QPainterPath()
    _lines(path, (5, 2.5), (14, 2.5), (19, 7.5), (19, 21.5), (5, 21.5), (5, 2.5))
    _lines(path, (14, 2.5), (14, 7.5), (19, 7.5))
    for y in (12.0, 15.0, 18.0):
        _lines(path, (8, y), (16, y))
    return path


def _sealed() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(4.5, 10.5, 15, 11), 2, 2)
    path.moveTo(8, 10.5)
    path.lineTo(8, 7)
    path.arcTo(QRectF(8, 3, 8, 8), 180, -180)
    path.lineTo(16, 10.5)
    _lines(path, (12, 15), (12, 17.5))
    return path


_PATHS = {
    "picture": _picture,
    "film": _film,
    "sound": _sound,
    "paper": _paper,
    "sealed": _sealed,
}
