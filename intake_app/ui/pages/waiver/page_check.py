"""Scanning the pages of a waiver one after another: which are there, which are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.domain.numbers import WaiverPageCode, parse_code
from intake_app.domain.page_check import begun_with
from intake_app.errors import InputError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.page_check import SeenPages
    from intake_app.services.services import Services


class PageCheckPage(Page):
    """Says of each page whether it was scanned; nothing of it is stored.

    Args:
        services: What the advisor can do.
        code: The code of the first page.
        parent: Qt's parent.

    Raises:
        InputError: It is no code of a page of a waiver ("code"), or was misread.
        NotFoundError: No waiver of this vault has the number.

    Signals:
        waiver_asked: WaiverId of the paper, to open it.
    """

    waiver_asked = Signal(object)

    def __init__(self, services: Services, code: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Are all pages there?"), parent=parent)
        self.lead_back(_("Back"))
        first = _page_code(code)
        self._waiver = services.waivers.by_number(first.number)
        self._seen = begun_with(first)
        self.to_waiver = self.add_action(Button(_("To the waiver"), icon="folder"))
        self.to_waiver.clicked.connect(lambda: self.waiver_asked.emit(self._waiver.id))
        self.outcome = Notice()
        self._card = Card(_("Waiver {number}").format(number=first.number))
        self._pages = FlowLayout(px(8))
        self._card.content.addLayout(self._pages)
        self._strays = Label(colour="danger")
        self.done = Button(_("Done"), ButtonKind.PRIMARY, icon="check")
        self.done.clicked.connect(self.left)
        column = ReadingColumn()
        for widget in (self.outcome, self._card, self._strays):
            column.content.addWidget(widget)
        column.content.addWidget(self.done)
        column.content.addStretch(1)
        self.content.addWidget(column)
        self._show()

    def entered(self) -> None:
        """Wait for the next page."""
        if self.begins_here():
            self.done.setFocus()

    def seen(self) -> SeenPages:
        """Return which pages were scanned."""
        return self._seen

    def scanned(self, code: str) -> None:
        """Take one more page.

        Raises:
            InputError: It is no code of a page of a waiver ("code"), or was misread.
        """
        self._seen = self._seen.with_page(_page_code(code))
        self._show()

    def _show(self) -> None:
        seen = self._seen
        while (item := self._pages.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for page in range(1, seen.pages + 1):
            is_there = page in seen.seen
            words = _("Page {page}: there") if is_there else _("Page {page}: missing")
            level, icon = ("good", "check") if is_there else ("warn", "warn")
            self._pages.addWidget(Badge(words.format(page=page), level, icon=icon))
        self._strays.setText(
            "\n".join(
                _("Page {page} of {pages} belongs to another paper: {number}").format(
                    page=stray.page, pages=stray.pages, number=stray.number
                )
                for stray in seen.strays
            )
        )
        self._strays.setVisible(bool(seen.strays))
        self.outcome.show_text(*self._outcome())

    def _outcome(self) -> tuple[str, Level]:
        seen = self._seen
        if seen.missing:
            pages = ", ".join(str(page) for page in seen.missing)
            return _("Please scan the next page. Missing: {pages}.").format(
                pages=pages
            ), Level.INFO
        if seen.strays:
            words = _("All pages are there, but pages of another paper lie among them.")
            return words, Level.WARN
        return _("All pages are there."), Level.GOOD


def _page_code(text: str) -> WaiverPageCode:
    code = parse_code(text)
    if not isinstance(code, WaiverPageCode):
        raise InputError("code")
    return code
