"""A field for a whole number between two bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.errors import InputError
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class NumberLine(LabelledLine):
    """A whole number; what cannot be stored stays in the field and is framed.

    Args:
        label: What is counted.
        lowest: Smallest number.
        highest: Largest number.
        parent: Qt's parent.

    Signals:
        changed: Another number was entered; read `value()`.
    """

    changed = Signal()

    def __init__(
        self,
        label: str,
        lowest: int,
        highest: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, sample="000000", parent=parent)
        self._bounds = (lowest, highest)
        self._value = lowest
        self.line.left.connect(self.commit)
        self.line.returnPressed.connect(self.commit)

    def value(self) -> int:
        """Return the number that was entered last."""
        return self._value

    def show_value(self, value: int) -> None:
        """Show a number."""
        self._value = value
        self.set_text(str(value))
        self.show_wrong("")

    def commit(self) -> bool:
        """Take what was typed; False when it is no number that can be stored."""
        text = self.text()
        lowest, highest = self._bounds
        if not (text.isascii() and text.isdecimal()):
            self.show_wrong(explain(InputError("integer")))
            return False
        if not lowest <= int(text) <= highest:
            self.show_wrong(explain(InputError("range", f"{lowest}–{highest}")))
            return False
        self.show_wrong("")
        if int(text) != self._value:
            self._value = int(text)
            self.changed.emit()
        return True
