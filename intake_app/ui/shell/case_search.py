"""The search box of the top bar: it leads to the cases from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.ui.pages.cases_page import CasesPage

if TYPE_CHECKING:
    from intake_app.ui.shell.navigation import Navigation


class CaseSearch(QObject):
    """Takes what is typed into the box to the page of cases.

    Args:
        navigation: Leads from page to page.
        cases: Key of the page of cases.
        parent: Qt's parent.
    """

    def __init__(self, navigation: Navigation, cases: str, parent: QObject) -> None:
        super().__init__(parent)
        self._navigation = navigation
        self._cases = cases
        self._frame = navigation.frame
        self._frame.searched.connect(self._on_searched)
        self._frame.search_entered.connect(self._on_entered)
        self._frame.search_walked.connect(self._on_walked)
        navigation.page_shown.connect(self._show_searched)

    def _show_searched(self) -> None:
        """Let what was searched stand in the box beside its results only: it may be a name."""
        page, box = self._frame.page(), self._frame.topbar.search
        if not isinstance(page, CasesPage):
            box.clear()
        elif not box.hasFocus():
            box.setText(page.searched())

    def _on_searched(self, text: str) -> None:
        page = self._frame.page()
        if not isinstance(page, CasesPage):
            if not text:
                return
            page = self._navigation.go(self._cases)
        if isinstance(page, CasesPage):
            page.search(text)

    def _on_entered(self) -> None:
        page = self._frame.page()
        if isinstance(page, CasesPage):
            page.open_marked()

    def _on_walked(self, step: int) -> None:
        page = self._frame.page()
        if isinstance(page, CasesPage):
            page.walk(step)
