"""Two things side by side, one at a time where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.segments import Option, Segments

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_FIRST, _SECOND = "first", "second"


class Beside(QWidget):
    """Shows two widgets side by side; a narrow one has a switch between them.

    Args:
        first: At the leading edge; seen first in a narrow window.
        second: Beside it.
        words: What both are called on the switch.
        shares: How the width is divided.
        narrow_below: Width at 100 % under which only one is seen.
        parent: Qt's parent.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        words: tuple[str, str],
        *,
        shares: tuple[int, int] = (3, 2),
        narrow_below: int = 900,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        self._narrow_below = narrow_below
        self._is_narrow = False
        self._only_first = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(8))
        self.switch = Segments(
            [Option(code=_FIRST, label=words[0]), Option(code=_SECOND, label=words[1])]
        )
        self.switch.show_code(_FIRST)
        self.switch.chosen.connect(self._arrange)
        line = QHBoxLayout()
        self._switch_line = line
        line.addWidget(self.switch, 1, Qt.AlignmentFlag.AlignLeading)
        outer.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(first, shares[0])
        row.addWidget(second, shares[1])
        outer.addLayout(row, 1)
        self._arrange()

    def is_narrow(self) -> bool:
        """Tell whether only one of both is seen."""
        return self._is_narrow

    def show_only_first(self, *, only: bool) -> None:
        """Show the first alone, while there is nothing to put beside it."""
        self._only_first = only
        self._arrange()

    def show_second(self) -> None:
        """Show the second one where only one has room."""
        self.switch.show_code(_SECOND)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return what one of both needs."""
        hints = [self._first.minimumSizeHint(), self._second.minimumSizeHint()]
        return QSize(max(h.width() for h in hints), max(h.height() for h in hints))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between both and one."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self.switch.code():
            self.switch.show_code(_FIRST)
        margin = page_margin(self.width())
        self._switch_line.setContentsMargins(margin, px(8), margin, 0)
        self._is_narrow = self.width() < px(self._narrow_below)
        on_second = self.switch.code() == _SECOND and not self._only_first
        self.switch.setVisible(self._is_narrow and not self._only_first)
        self._first.setVisible(not self._is_narrow or not on_second)
        self._second.setVisible(not self._only_first and (not self._is_narrow or on_second))
