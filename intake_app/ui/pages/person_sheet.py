"""Draws what the window of the person shows, at the largest size that fits.

Where even the smallest letters have no room the boxes of the answers move closer; answers that
still do not fit are left out together, and read aloud: half a list would be a wrong one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QTextLayout, QTextOption

from intake_app.ui.look.fonts import BASE_PT, Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.widgets.labels import direction_of
from intake_app.ui.widgets.painting import draw_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.look.theme import Tokens

SMALLEST_PT = 16.0
"""Nothing is set smaller: it is read from across the desk."""

_QUESTION_PT = 34.0
_SHARE_OF_HINT, _SHARE_OF_CHOICE = 0.6, 0.72
_WIDEST = 1100
_MARGIN = 48
_PICTURE, _LARGE_PICTURE = 96, 208
_GAP = 16
_BOX_GAP, _BOX_PADDING = 12, 12
_CLOSE_GAP, _CLOSE_PADDING = 5, 4
_STEP = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the window shows.

    Attributes:
        text: The question or sentence.
        heading: A short line above it.
        choices: What can be answered.
        picture: Name of an icon.
        is_long: Something to be read or heard, not a question: its picture is large.
    """

    text: str
    heading: str = ""
    choices: tuple[str, ...] = ()
    picture: str = ""
    is_long: bool = False

    @property
    def words(self) -> str:
        """Everything that can be read, as one text to be spoken."""
        ends = ".!?؟۔።։:"
        said = (self.text, *self.choices)
        return " ".join(part if part[-1] in ends else f"{part}." for part in said if part)


@dataclass(frozen=True, slots=True)
class _Part:
    """A text of the sheet, broken into lines."""

    lines: tuple[str, ...]
    font: QFont
    ink: str
    step: int

    @property
    def height(self) -> int:
        """Height of all lines."""
        return self.step * len(self.lines)


class PersonSheet:
    """Measures and draws what is shown at the largest size that fits."""

    def __init__(self, view: QWidget, shown: Shown, language: str) -> None:
        self._shown = shown
        self._language = language
        self._box_gap, self._box_padding = px(_BOX_GAP), px(_BOX_PADDING)
        self._mirrored = view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        margin = min(px(_MARGIN), view.width() // 16)
        width = min(view.width() - 2 * margin, px(_WIDEST))
        self._room = QRect((view.width() - width) // 2, margin, width, view.height() - 2 * margin)
        self._points = self._fitting()
        if self._height(self._points) > self._room.height():
            self._box_gap, self._box_padding = px(_CLOSE_GAP), px(_CLOSE_PADDING)
        if shown.choices and self._height(self._points) > self._room.height():
            # Half a choice would mislead; the advisor says all of them.
            self._shown = replace(shown, choices=())
            self._points = self._fitting()

    def _fitting(self) -> float:
        """Return the largest size at which everything fits, or the smallest."""
        points = _QUESTION_PT * QGuiApplication.font().pointSizeF() / BASE_PT
        while points > SMALLEST_PT and self._height(points) > self._room.height():
            points *= _STEP
        return max(points, SMALLEST_PT)

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw everything, in the middle of the height."""
        top = self._room.top() + max(0, (self._room.height() - self._height(self._points)) // 2)
        side = self._picture(self._points)
        if side:
            left = self._room.right() - side if self._mirrored else self._room.left()
            paint_icon(painter, QRect(left, top, side, side), self._shown.picture, tokens.accent)
            top += side + px(_GAP)
        painter.setLayoutDirection(direction_of(self._language))
        for part in self._parts(self._points):
            painter.setFont(part.font)
            painter.setPen(QColor(getattr(tokens, part.ink)))
            for number, line in enumerate(part.lines):
                place = QRect(self._room.left(), top, self._room.width(), part.step)
                place.translate(0, number * part.step)
                painter.drawText(place, _LINE, line)
            top += part.height + px(_GAP)
        self._paint_choices(painter, tokens, top)

    def _parts(self, points: float) -> list[_Part]:
        shown = self._shown
        parts = (
            (shown.heading, points * _SHARE_OF_HINT, False, "muted"),
            (shown.text, points, not shown.is_long, "text"),
        )
        return [self._part(*part) for part in parts if part[0]]

    def _part(self, text: str, points: float, bold: bool, ink: str) -> _Part:  # noqa: FBT001 - private
        font = self._font(points, bold=bold)
        lines, step = _broken(text, font, self._room.width())
        return _Part(lines, font, ink, step)

    def _height(self, points: float) -> int:
        height = self._picture(points)
        height += px(_GAP) if height else 0
        height += sum(part.height + px(_GAP) for part in self._parts(points))
        boxes = self._boxes(points)
        return height + (boxes[-1].bottom() if boxes else -px(_GAP))

    def _picture(self, points: float) -> int:
        """The picture gives way first where there is little room."""
        if points <= SMALLEST_PT or not self._shown.picture:
            return 0
        if self._shown.is_long:
            # Whoever does not read follows by the picture: it stays in low windows too.
            return min(px(_LARGE_PICTURE), self._room.height() // 3)
        return px(_PICTURE) if self._room.height() >= px(360) else 0

    def _font(self, points: float, *, bold: bool = False) -> QFont:
        font = font_of(Role.LABEL, self._language)
        font.setPointSizeF(max(points, SMALLEST_PT))
        font.setBold(bold)
        return font

    def _boxes(self, points: float) -> list[QRect]:
        """Place the choices in lines, as words of a paragraph."""
        font = self._font(points * _SHARE_OF_CHOICE)
        metrics = QFontMetrics(font)
        gap, x, y = self._box_gap, 0, 0
        boxes: list[QRect] = []
        for choice in self._shown.choices:
            width = min(_breadth(choice, font) + px(40), self._room.width())
            inside = QRect(0, 0, width - px(40) + 2, 10_000)
            height = (
                metrics.boundingRect(inside, _WRAPPED, choice).height() + 2 * self._box_padding
            )
            if x and x + width > self._room.width():
                x, y = 0, max(box.bottom() for box in boxes) + 1 + gap
            boxes.append(QRect(x, y, width, height))
            x += width + gap
        return boxes

    def _paint_choices(self, painter: QPainter, tokens: Tokens, top: int) -> None:
        painter.setFont(self._font(self._points * _SHARE_OF_CHOICE))
        for box, choice in zip(self._boxes(self._points), self._shown.choices, strict=True):
            place = box.translated(self._room.left(), top)
            if self._mirrored:
                place.moveRight(self._room.right() - box.left())
            draw_box(painter, place, fill=tokens.window, border=tokens.control, width=1.5)
            painter.setPen(QColor(tokens.text))
            padding = self._box_padding
            inside = place.adjusted(px(20) - 1, padding, -px(20) + 1, -padding)
            painter.drawText(inside, _WRAPPED, choice)


def _breadth(text: str, font: QFont) -> int:
    """Return the width of a text in one line.

    Slanting letters (Nastaliq) reach over their advance: `QFontMetrics` is too narrow there.
    """
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    measured = max(QFontMetrics(font).boundingRect(text).width(), line.naturalTextWidth())
    return math.ceil(measured) + 2


def _broken(text: str, font: QFont, width: int) -> tuple[tuple[str, ...], int]:
    """Break a text into lines; return them and how far they lie apart.

    Qt leaves the space at which a line is broken at the wrong edge of right-to-left text;
    drawn line by line they are flush.
    """
    lines: list[str] = []
    step = QFontMetrics(font).lineSpacing()
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start, length = line.textStart(), line.textLength()
            lines.append(paragraph[start : start + length].strip())
            # Letters of another font than the first may be taller.
            step = max(step, math.ceil(line.height()))
        layout.endLayout()
    return tuple(lines), step


_LINE = int(
    Qt.TextFlag.TextDontClip.value
    | Qt.AlignmentFlag.AlignLeading.value
    | Qt.AlignmentFlag.AlignVCenter.value
)
_WRAPPED = int(
    Qt.TextFlag.TextDontClip.value
    | Qt.TextFlag.TextWordWrap.value
    | Qt.AlignmentFlag.AlignHCenter.value
    | Qt.AlignmentFlag.AlignVCenter.value
)
