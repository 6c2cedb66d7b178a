"""The second window, for the person: one question or paragraph in their language.

It has no menu and shows nothing of the file: the question, what can be answered, and a
picture.  Whatever is none of the person's business is a neutral picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from intake_app.form_engine.model import AskedOf, Kind
from intake_app.ui.fonts import BASE_PT, Role, font_of, px
from intake_app.ui.icons import paint_icon
from intake_app.ui.theme import tokens_of
from intake_app.ui.widgets.labels import direction_of
from intake_app.ui.widgets.painting import draw_box

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QScreen

    from intake_app.form_engine.model import Question, Section
    from intake_app.form_engine.wording import Wording
    from intake_app.ui.theme import Tokens

SMALLEST_PT = 16.0
"""Nothing is set smaller: it is read from across the desk."""

_QUESTION_PT = 34.0
_SHARE_OF_HINT, _SHARE_OF_CHOICE = 0.6, 0.72
_MOST_CHOICES = 16
"""Longer lists are spoken, not shown."""

_WIDEST = 1100
_MARGIN = 48
_PICTURE = 96
_GAP = 16
_STEP = 0.9

_PICTURES = {
    "A0": "speech",
    "A1": "language",
    "A2": "person",
    "A6": "place_language",
    "A7": "place_school",
    "A8": "place_school",
    "A9": "document",
    "A10": "place_work",
    "A11": "check",
    "A12": "phone",
    "A13": "arrow_right",
    "A4": "place_family",
    "A5": "move",
    "A14": "place_health",
    "A3": "place_office",
    "A15": "language",
    "A16": "pen",
    "A17": "document",
    "D1": "place_school",
    "D2": "place_school",
    "D3": "place_school",
    "A18": "slip",
    "A19": "people",
}
_CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the window shows.

    Attributes:
        text: The question or paragraph.
        heading: A short line above it.
        choices: What can be answered.
        picture: Name of an icon.
        is_long: A paragraph to be read, not a question.
    """

    text: str
    heading: str = ""
    choices: tuple[str, ...] = ()
    picture: str = ""
    is_long: bool = False


NEUTRAL = Shown(text="", picture="speech")


class PersonView(QWidget):
    """Shows what the advisor asks, as large as it fits.

    Args:
        wording: Texts in the language of the talk; German for a talk in German.

    Signals:
        closed: The window was put away.
    """

    closed = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._wording = wording
        self._shown = NEUTRAL
        self._covers_all = False
        self.setWindowTitle("Intake App")
        self.setAccessibleName("Intake App")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(px(320), px(240))
        self.resize(px(960), px(640))
        self.set_wording(wording)

    # What it shows.

    def shown(self) -> Shown:
        """Return what is to be seen."""
        return self._shown

    def set_wording(self, wording: Wording) -> None:
        """Speak another language from now on; shows the neutral picture."""
        self._wording = wording
        self.setLayoutDirection(direction_of(wording.language))
        self.show_neutral()

    def show_question(self, question: Question, section: Section) -> None:
        """Show a question to the person; one to the advisor is a neutral picture."""
        if question.asked_of is AskedOf.ADVISOR or question.kind is Kind.COMPUTED:
            self.show_neutral()
            return
        self._show(
            Shown(
                text=self._wording.label(question),
                heading=self._wording.section_title(section),
                choices=self._choices(question),
                picture=_PICTURES.get(section.id, "speech"),
            )
        )

    def show_text(self, text: str, *, heading: str = "", picture: str = "document") -> None:
        """Show one paragraph, as of a waiver, in the language of the window."""
        self._show(Shown(text=text, heading=heading, picture=picture, is_long=True))

    def show_neutral(self) -> None:
        """Show a picture that says nothing: locked, paused, or about the office's own work."""
        self._show(NEUTRAL)

    # Where it is.

    def is_open(self) -> bool:
        """Tell whether the window is to be seen."""
        return self.isVisible()

    def open_beside(self, window: QWidget) -> None:
        """Fill the other screen; with only one, fill that one until a key or click."""
        others = [screen for screen in QGuiApplication.screens() if screen != window.screen()]
        self._covers_all = not others
        if others:
            self._fill(others[0])
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.showFullScreen()
            self.activateWindow()
            self.setFocus()

    def put_away(self) -> None:
        """Close the window; it can be opened again."""
        self.hide()

    def _fill(self, screen: QScreen) -> None:
        # The advisor goes on typing in the main window.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setGeometry(screen.availableGeometry())
        self.showFullScreen()

    # Qt.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the only screen back."""
        if self._covers_all:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the only screen back."""
        if self._covers_all:
            self.put_away()
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only put the window away."""
        event.ignore()
        self.put_away()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the window is gone."""
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw picture, question and choices in the middle of the window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.surface))
        if not self._shown.text:
            self._paint_neutral(painter, tokens)
        else:
            _Sheet(self, self._shown, self._wording.language).paint(painter, tokens)
        painter.end()

    def _paint_neutral(self, painter: QPainter, tokens: Tokens) -> None:
        side = min(px(160), self.width() // 3, self.height() // 3)
        place = QRect(0, 0, side, side)
        place.moveCenter(self.rect().center())
        paint_icon(painter, place, self._shown.picture, tokens.line)

    def _show(self, shown: Shown) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        words = (shown.heading, shown.text, *shown.choices)
        self.setAccessibleDescription(". ".join(word for word in words if word))
        self.update()

    def _choices(self, question: Question) -> tuple[str, ...]:
        if question.kind is Kind.YES_NO_UNKNOWN:
            return tuple(self._wording.word(word) for word in ("yes", "no", "unknown"))
        if question.kind not in _CHOSEN or len(question.choices) > _MOST_CHOICES:
            return ()
        return tuple(self._wording.choice(question, choice.code) for choice in question.choices)


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


class _Sheet:
    """Measures and draws what is shown at the largest size that fits."""

    def __init__(self, view: QWidget, shown: Shown, language: str) -> None:
        self._shown = shown
        self._language = language
        self._mirrored = view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        margin = min(px(_MARGIN), view.width() // 16)
        width = min(view.width() - 2 * margin, px(_WIDEST))
        self._room = QRect((view.width() - width) // 2, margin, width, view.height() - 2 * margin)
        points = _QUESTION_PT * QGuiApplication.font().pointSizeF() / BASE_PT
        while points > SMALLEST_PT and self._height(points) > self._room.height():
            points *= _STEP
        self._points = max(points, SMALLEST_PT)

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
        small = points <= SMALLEST_PT or self._room.height() < px(360)
        return 0 if small or not self._shown.picture else px(_PICTURE)

    def _font(self, points: float, *, bold: bool = False) -> QFont:
        font = font_of(Role.LABEL, self._language)
        font.setPointSizeF(max(points, SMALLEST_PT))
        font.setBold(bold)
        return font

    def _boxes(self, points: float) -> list[QRect]:
        """Place the choices in lines, as words of a paragraph."""
        metrics = QFontMetrics(self._font(points * _SHARE_OF_CHOICE))
        gap, x, y = px(12), 0, 0
        boxes: list[QRect] = []
        for choice in self._shown.choices:
            width = min(metrics.horizontalAdvance(choice) + px(40), self._room.width())
            inside = QRect(0, 0, width - px(40) + 2, 10_000)
            height = metrics.boundingRect(inside, _WRAPPED, choice).height() + px(24)
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
            inside = place.adjusted(px(20) - 1, px(12), -px(20) + 1, -px(12))
            painter.drawText(inside, _WRAPPED, choice)


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
