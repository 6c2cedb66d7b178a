"""Pages of a document at real size in a grey tray, from bytes in memory."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.buttons import IconButton
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.painting import draw_box
from intake_app.ui.widgets.pdf_pages import POINTS_PER_INCH, PdfPages
from intake_app.ui.widgets.scrolling import make_slim

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent

_ZOOMS = (50, 67, 80, 100, 125, 150, 200, 300)
_GAP = 16


class _Page(QWidget):
    """One page; rendered when it is first painted, so a long document opens at once."""

    def __init__(self, document: PdfPages, number: int) -> None:
        super().__init__()
        self._document = document
        self._number = number
        self._image: QImage | None = None
        self._percent = 100
        self._points = document.size(number)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Page {number}").format(number=number + 1))

    def set_percent(self, percent: int) -> None:
        self._percent = percent
        self._image = None
        self.setFixedSize(self.sizeHint())
        self.update()

    def _scale(self) -> float:
        """Return pixels per point."""
        return self.logicalDpiX() / POINTS_PER_INCH * self._percent / 100

    def sizeHint(self) -> QSize:
        scale = self._scale()
        return QSize(round(self._points[0] * scale), round(self._points[1] * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        # Not into the rectangle: a picture one pixel higher would lose a row of its middle.
        painter.drawImage(0, 0, self._rendered())
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _rendered(self) -> QImage:
        if self._image is None:
            ratio = self.devicePixelRatioF()
            self._image = self._document.image(self._number, self._scale() * ratio)
            self._image.setDevicePixelRatio(ratio)
        return self._image


class Preview(QWidget):
    """A document to look at before it is printed.

    Args:
        parent: Qt's parent.

    Signals:
        zoomed: The zoom changed, in percent.
    """

    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: PdfPages | None = None
        self._pages: list[_Page] = []
        self._percent = 100
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(8))
        outer.addLayout(self._bar())
        self._tray = _Tray()
        self._tray.stepped.connect(self.step)
        outer.addWidget(self._tray, 1)

    def show_document(self, pdf: bytes) -> None:
        """Show a PDF; the bytes stay in memory and nowhere else.

        A document in place of another is shown where the other one was scrolled to.
        """
        at = self._tray.verticalScrollBar().value()
        self.clear()
        self._document = PdfPages(pdf)
        # A window that goes away takes its pages along; the document must not stay open.
        self._end = partial(PdfPages.close, self._document)
        self.destroyed.connect(self._end)
        for number in range(len(self._document)):
            page = _Page(self._document, number)
            page.set_percent(self._percent)
            self._pages.append(page)
            self._tray.column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._tray.column.addStretch(1)
        self._tray.column.activate()
        self._tray.fit_content()
        self._tray.verticalScrollBar().setValue(at)
        self._show_state()

    def clear(self) -> None:
        """Show nothing and forget the document."""
        self._pages.clear()
        while (item := self._tray.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        if self._document is not None:
            self.destroyed.disconnect(self._end)
            self._end()
            self._document = None
        self._show_state()

    def page_count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    def percent(self) -> int:
        """Return the zoom."""
        return self._percent

    def set_percent(self, percent: int) -> None:
        """Show the pages at this zoom; 100 is the size on paper."""
        self._percent = percent
        for page in self._pages:
            page.set_percent(percent)
        self._show_state()
        self.zoomed.emit(percent)

    def step(self, step: int) -> None:
        """Show the pages larger (+1) or smaller (−1)."""
        if step > 0:
            following = [zoom for zoom in _ZOOMS if zoom > self._percent]
            self.set_percent(following[0] if following else self._percent)
        else:
            before = [zoom for zoom in _ZOOMS if zoom < self._percent]
            self.set_percent(before[-1] if before else self._percent)

    def fit_width(self) -> None:
        """Choose the zoom at which a page fills the width of the tray."""
        if not self._pages:
            return
        self._pages[0].set_percent(100)
        room = self._tray.viewport().width() - 2 * px(_GAP)
        self.set_percent(max(25, int(100 * room / self._pages[0].sizeHint().width())))

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(px(4))
        self._count = Label(colour="muted", wrap=False)
        smaller = IconButton("minus", _("Smaller"), side=34)
        larger = IconButton("plus", _("Larger"), side=34)
        smaller.clicked.connect(lambda: self.step(-1))
        larger.clicked.connect(lambda: self.step(1))
        self._zoom = Label("", wrap=False)
        self._zoom.setMinimumWidth(px(52))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar.addWidget(self._count)
        bar.addStretch(1)
        bar.addWidget(smaller)
        bar.addWidget(self._zoom)
        bar.addWidget(larger)
        return bar

    def _show_state(self) -> None:
        self._zoom.setText(f"{self._percent} %")
        pages = len(self._pages)
        text = ngettext("{pages} page", "{pages} pages", pages).format(pages=pages)
        self._count.setText(text if pages else "")


class _Tray(QScrollArea):
    """The grey ground; Ctrl and the wheel or plus and minus zoom."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        make_slim(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages of the document"))
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        gap = px(_GAP)
        self.column.setContentsMargins(gap, gap, gap, gap)
        self.column.setSpacing(gap)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)

    def fit_content(self) -> None:
        """Measure the pages now, so that the scroll bars know how long they are."""
        inside = self.widget()
        if inside is not None:
            inside.adjustSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(tokens.line))
        if self.hasFocus():
            draw_box(painter, self.viewport().rect(), border=tokens.accent, width=2, radius=0)
        painter.end()
        super().paintEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stepped.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
