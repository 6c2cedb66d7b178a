"""What lists, groups and folds know of the questions in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from intake_app.ui.question.filled import Filled


class PartView(QWidget):
    """The view of a question inside of something.

    Attributes:
        path: Path of the answer.
    """

    path: str

    def show_filled(self, filled: Filled) -> None:
        """Show answers, drafts and notes."""
        raise NotImplementedError
