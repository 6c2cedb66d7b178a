"""Line icons, drawn in the colour of the theme.

The drawings in `resources/icons` use `currentColor`; it is replaced when an icon is
painted, so one file serves every scheme and state.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from intake_app import paths
from intake_app.ui.look.theme import Tokens, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def icon(name: str, colour: str = "text") -> QIcon:
    """Return an icon that follows the theme.

    Args:
        name: File name without ".svg", for example "printer".
        colour: Name of the token it is drawn with.
    """
    return QIcon(_ThemedEngine(name, colour))


def icon_names() -> Sequence[str]:
    """Return the names of all icons."""
    return sorted(file.stem for file in (paths.resources_dir() / "icons").glob("*.svg"))


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, colour: str) -> None:
    """Draw an icon into `rect`.

    Args:
        painter: Where to draw.
        rect: Square to fill.
        name: File name without ".svg".
        colour: As "#RRGGBB".
    """
    QSvgRenderer(QByteArray(_drawing(name, colour))).render(painter, QRectF(rect))


@lru_cache(maxsize=512)
def _drawing(name: str, colour: str) -> bytes:
    source = (paths.resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return source.replace("currentColor", colour).encode()


class _ThemedEngine(QIconEngine):
    """Draws an icon with the token of the palette in force at that moment."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the icon."""
        tokens: Tokens = tokens_of(QGuiApplication.palette())
        colour = "muted" if mode is QIcon.Mode.Disabled else self._colour
        paint_icon(painter, rect, self._name, str(getattr(tokens, colour)))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture, for widgets that ask for one."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return a copy, as Qt asks for."""
        return _ThemedEngine(self._name, self._colour)
