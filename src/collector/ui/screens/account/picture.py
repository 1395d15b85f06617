"""A picture of an exhibit, or the plain sign of its kind and why there is none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from collector.session import ShownExhibit
from collector.settings import Settings
from collector.ui import design
from collector.ui.screens.account import signs

_SIGN_HEIGHT: Final = 120
_SIGN_SIDE: Final = 48
_SMALLEST: Final = 48


class Picture(QWidget):
    """As wide as there is room, never larger than the image is; its height follows."""

    def __init__(self, settings: Settings, side: int) -> None:
        super().__init__()
        self._settings = settings
        self._side = side
        self._image: QImage | None = None
        self._sign: signs.Sign = "paper"
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("picture")

    @property
    def has_image(self) -> bool:
        """Tell whether an image is shown, and no sign."""
        return self._image is not None

    def show_of(self, exhibit: ShownExhibit, image: QImage | None, name: str) -> None:
        """Show the image of an exhibit, or its sign."""
        self.show_image(image, signs.sign_of(exhibit), name)

    def show_image(self, image: QImage | None, sign: signs.Sign, name: str) -> None:
        """Show an image, or the sign in its place; ``name`` is for a screen reader."""
        self._image, self._sign = image, sign
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the image, or of the ground of a sign."""
        if self._image is None:
            return QSize(min(self._side, 240), _SIGN_HEIGHT)
        return self._image.size()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the smallest size at which something can be told."""
        return QSize(_SMALLEST, _SMALLEST)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height that goes with a width."""
        if self._image is None:
            return _SIGN_HEIGHT
        wide = min(width, self._image.width())
        return max(1, round(self._image.height() * wide / self._image.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        if self._image is None:
            ground = QRectF(0, 0, min(self.width(), self.sizeHint().width()), self.height())
            path.addRoundedRect(ground, 10, 10)
            palette = design.palette(self._settings)
            painter.fillPath(path, QColor(palette.hairline))
            colour = QColor(palette.soft)
            signs.draw(painter, self._sign, ground.center(), _SIGN_SIDE, colour)
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        path.addRoundedRect(place, 10, 10)
        painter.setClipPath(path)
        painter.drawImage(place, self._image)
