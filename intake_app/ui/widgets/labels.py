"""Texts on the screen: always plain, in a role, in their own direction."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from intake_app.i18n import is_right_to_left
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import tokens_of

_PALETTE_ROLES = {
    "text": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Link,
    "danger": QPalette.ColorRole.BrightText,
}


def direction_of(language: str) -> Qt.LayoutDirection:
    """Return the direction in which a language, given by its catalogue tag, is written."""
    if is_right_to_left(language):
        return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight


class Label(QLabel):
    """A plain text in a role.

    Args:
        text: What it says; never markup.
        role: Decides size and weight.
        colour: Name of a token.
        language: Catalogue tag of the text; sets its direction.
        wrap: Break long texts into lines.
        parent: Qt's parent.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = Role.LABEL,
        *,
        colour: str = "text",
        language: str = "",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        self._language = language
        self._colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if language:
            self.setLayoutDirection(direction_of(language))
        self._dress()

    def set_colour(self, colour: str) -> None:
        """Show the text in the colour of another token."""
        self._colour = colour
        self._dress()

    def set_role(self, role: Role) -> None:
        """Show the text in another role."""
        self._role = role
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow text size and theme."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        # Whatever is set here calls this again: ask first whether it has to be.
        font = font_of(self._role, self._language or "de")
        if font != self.font():
            self.setFont(font)
        if self._colour in _PALETTE_ROLES:
            if self.foregroundRole() != _PALETTE_ROLES[self._colour]:
                self.setForegroundRole(_PALETTE_ROLES[self._colour])
            return
        # Qt has no role for this token.
        ink = QColor(getattr(tokens_of(QGuiApplication.palette()), self._colour))
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != ink:
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)


class ElidedLabel(QWidget):
    """One line that ends in "…" where it does not fit; the tool tip has all of it.

    Args:
        text: What it says.
        role: Decides size and weight.
        colour: Name of a token.
        parent: Qt's parent.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = Role.LABEL,
        *,
        colour: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._role = role
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def setText(self, text: str) -> None:  # noqa: N802 - as QLabel has it
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._tell()
        self.updateGeometry()
        self.update()

    def shown_text(self) -> str:
        """Return what is to be read at the present width."""
        self.ensurePolished()
        return self._metrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        metrics = self._metrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(min(px(48), self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as tool tip only where it is cut."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        painter.setFont(font_of(self._role))
        painter.setPen(QColor(getattr(tokens_of(self.palette()), self._colour)))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self.contentsRect(), flags, self.shown_text())
        painter.end()

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font_of(self._role))

    def _tell(self) -> None:
        self.setToolTip(self._text if self.shown_text() != self._text else "")


class IconLabel(QWidget):
    """An icon that only accompanies a text beside it.

    Args:
        name: Name of the icon.
        colour: Name of a token.
        side: Its size at 100 %.
        parent: Qt's parent.
    """

    def __init__(
        self, name: str, *, colour: str = "muted", side: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the icon."""
        return QSize(px(self._side), px(self._side))

    def paintEvent(self, _event: QEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        colour = str(getattr(tokens_of(self.palette()), self._colour))
        paint_icon(painter, self.rect(), self._name, colour)
        painter.end()


class BilingualLabel(QWidget):
    """German and, smaller and muted, the language of the talk.

    The second text stands at the right in the same line where it is written from the
    right and both fit; else under the German, flush with it, shaped in its own direction.

    Args:
        german: The text of record.
        other: The same in the language of the talk, empty when the talk is in German.
        language: Catalogue tag of `other`.
        role: Role of the German text.
        stacked: Always put the second text below.
        parent: Qt's parent.
    """

    def __init__(
        self,
        german: str,
        other: str = "",
        language: str = "",
        role: Role = Role.STRONG,
        *,
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.german = Label(german, role, language="de", parent=self)
        self.other = Label(other, colour="muted", language=language, parent=self)
        self._has_other = bool(other) and other != german
        self._stacked = stacked
        self._is_mirrored = is_right_to_left(language)
        self._heights: dict[int, int] = {}
        self._widths: tuple[int, int] | None = None
        self.other.setVisible(self._has_other)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size with each text in one line."""
        width = max(self._line_widths()) if self._has_other else self._line_widths()[0]
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for some words; the rest is wrapped."""
        return QSize(px(72), self.german.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts at `width`."""
        # Layouts ask again and again, and measuring text is what costs most on a page.
        if width not in self._heights:
            self._heights[width] = self._measured(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._forget_measures()
        super().changeEvent(event)

    def set_stacked(self, *, stacked: bool) -> None:
        """Always put the second text below, or only where it does not fit beside."""
        if stacked != self._stacked:
            self._stacked = stacked
            self._forget_measures()
            self._arrange()

    def width_beside(self) -> int:
        """Return the width at which both texts stand in one line."""
        german, other = self._line_widths()
        return german + px(24) + other if self._has_other else german

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the texts."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        if not self._has_other:
            self.german.setGeometry(0, 0, width, height)
            return
        vertical = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        is_beside = self._fits_beside(width)
        # Side by side both stay in their line: marks above and below Arabic letters make Qt
        # break a text that fits by its advance.
        for label in (self.german, self.other):
            label.setWordWrap(not is_beside)
        if is_beside:
            other = self._line_widths()[1]
            self.german.setGeometry(0, 0, width - other, height)
            self.other.setGeometry(width - other, 0, other, height)
            self.other.setAlignment(Qt.AlignmentFlag.AlignRight | vertical)
            return
        first = self.german.heightForWidth(width)
        self.german.setGeometry(0, 0, width, first)
        self.other.setGeometry(0, first + px(2), width, height - first - px(2))
        self.other.setAlignment(Qt.AlignmentFlag.AlignLeft | vertical)

    def _fits_beside(self, width: int) -> bool:
        if self._stacked or not self._is_mirrored:
            return False
        return self.width_beside() <= width

    def _measured(self, width: int) -> int:
        german = self.german.heightForWidth(width)
        if not self._has_other:
            return german
        if self._fits_beside(width):
            return max(german, self.other.heightForWidth(width))
        return german + px(2) + self.other.heightForWidth(width)

    def _line_widths(self) -> tuple[int, int]:
        if self._widths is None:
            self._widths = (_line_width(self.german), _line_width(self.other))
        return self._widths

    def _forget_measures(self) -> None:
        self._heights.clear()
        self._widths = None
        self.updateGeometry()


def _line_width(label: QLabel) -> int:
    metrics, text = label.fontMetrics(), label.text()
    return max(metrics.horizontalAdvance(text), metrics.boundingRect(text).width()) + 2
