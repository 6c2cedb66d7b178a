"""A page in tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from intake_app.ui.look.fonts import px
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget


class TabbedPage(Page):
    """Shows one of its parts at a time; which one is open comes back after locking.

    Args:
        title: Title of the page.
        name: What the tabs belong to, for the screen reader.
        parts: Each part by its key: what its tab says, and what it shows.

    Attributes:
        tabs: One for each part.
    """

    def __init__(self, title: str, name: str, parts: Mapping[str, tuple[str, QWidget]]) -> None:
        super().__init__(title)
        self._keys = tuple(parts)
        self.tabs = Tabs([words for words, _shown in parts.values()], name)
        self._stack = QStackedWidget()
        self._row = QHBoxLayout()
        self._row.addWidget(self.tabs, 1)
        self.content.addLayout(self._row)
        for _words, shown in parts.values():
            self._stack.addWidget(shown)
        self.content.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)

    def part(self) -> str:
        """Return the key of the tab that is open."""
        return self._keys[self.tabs.currentIndex()]

    def open_part(self, part: str) -> None:
        """Open a tab."""
        if part in self._keys:
            self.tabs.setCurrentIndex(self._keys.index(part))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tabs flush with the title."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        self._row.setContentsMargins(margin - px(8), 0, margin, 0)

    def before_other_tab(self) -> None:
        """Settle what is half done in the tab that is left."""

    def tab_opened(self) -> None:
        """Read anew what the tab shows that was opened."""

    def _on_tab(self, index: int) -> None:
        self.before_other_tab()
        self._stack.setCurrentIndex(index)
        self.tab_opened()
