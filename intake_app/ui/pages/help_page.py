"""Hilfe: two pages, the hour and the keys, from `resources/help`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QWidget

from intake_app import paths
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, column_width, font_of, px
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.scrolling import make_slim
from intake_app.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent, QTextBlock, QTextDocument

_BETWEEN_PAGES = "\n---\n"
_LINE_HEIGHT = 135.0
_ROLES = {1: Role.TITLE, 2: Role.SECTION}


class HelpPage(Page):
    """What an advisor may look up: the hour, the keys, what to do when.

    Args:
        language: Language of the program, "de" or "en".
        back: Name of the page that a button leads back to, empty for none.

    Signals:
        practice_asked: Look at the practice case.
    """

    practice_asked = Signal()

    def __init__(self, language: str, *, back: str = "") -> None:
        super().__init__(_("Help"), back=back)
        self.practice = self.add_action(Button(_("Look at the practice case")))
        self.practice.clicked.connect(self.practice_asked)
        file = paths.resources_dir() / "help" / f"{language}.md"
        self._pages = file.read_text(encoding="utf-8").split(_BETWEEN_PAGES)
        titles = [page.strip().splitlines()[0].lstrip("# ") for page in self._pages]
        self.tabs = Tabs(titles, _("Pages of the help"))
        self.text = HelpText()
        self._row = QHBoxLayout()
        self._row.addWidget(self.tabs, 1)
        self.content.addLayout(self._row)
        self._body = QHBoxLayout()
        self._body.addWidget(self.text, 1)
        self._body.addStretch(0)
        self.content.addLayout(self._body, 1)
        self.tabs.currentChanged.connect(self._show)
        self._show(0)

    def part(self) -> str:
        """Return the number of the page that is open."""
        return str(self.tabs.currentIndex())

    def open_part(self, part: str) -> None:
        """Open a page by its number."""
        if part.isdecimal():
            self.tabs.setCurrentIndex(int(part))

    def entered(self) -> None:
        """Let the arrow keys scroll at once."""
        self.text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything flush with the title."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        self._row.setContentsMargins(margin - px(8), 0, margin, px(8))
        self._body.setContentsMargins(margin, px(8), 0, 0)

    def _show(self, number: int) -> None:
        # The first line is on the tab already.
        self.text.show_markdown(self._pages[number].strip().partition("\n")[2])


class HelpText(QTextBrowser):
    """A text of our own in Markdown, set in the type of the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_slim(self)
        self._markdown = ""
        self.setAccessibleName(_("Help"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.setMaximumWidth(column_width() + px(48))

    def show_markdown(self, markdown: str) -> None:
        """Show a text."""
        self._markdown = markdown
        self.document().setDefaultFont(font_of(Role.LABEL))
        self.setMarkdown(markdown)
        self._set_type()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        """Follow text size and theme."""
        super().changeEvent(event)
        kinds = {QEvent.Type.ApplicationFontChange, QEvent.Type.PaletteChange}
        if event.type() in kinds and self._markdown:
            self.show_markdown(self._markdown)

    def _set_type(self) -> None:
        """Give headings and lines the sizes and distances of the pages."""
        document = self.document()
        document.setDocumentMargin(0)
        for block in _blocks(document):
            cursor = QTextCursor(block)
            layout = QTextBlockFormat(block.blockFormat())
            level = layout.headingLevel()
            layout.setLineHeight(
                _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            in_table = cursor.currentTable() is not None
            layout.setTopMargin(px(20) if level else 0)
            layout.setBottomMargin(0 if in_table else px(8))
            cursor.setBlockFormat(layout)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                shown = cursor.charFormat()
                shown.setFont(font_of(_ROLES.get(level, Role.STRONG)))
                cursor.setCharFormat(shown)
        for table in _tables(document):
            shape = table.format()
            shape.setCellPadding(px(5))
            shape.setCellSpacing(0)
            shape.setBorderBrush(self.palette().mid())
            shape.setBorderCollapse(True)
            shape.setTopMargin(px(4))
            table.setFormat(shape)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _tables(document: QTextDocument) -> Iterator[QTextTable]:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            yield frame
