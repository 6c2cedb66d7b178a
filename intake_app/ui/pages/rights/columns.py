"""Cards below one another, as one column beside another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from intake_app.ui.fonts import px
from intake_app.ui.widgets.cards import GROUP_GAP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def column_in(widget: QWidget) -> QVBoxLayout:
    """Return a layout for cards that fill the widget from its top."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(GROUP_GAP))
    return column
