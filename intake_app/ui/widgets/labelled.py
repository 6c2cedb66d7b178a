"""A field with its label above and a word of help below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LineEdit


class LabelledLine(QWidget):
    """A line of text with its label.

    Args:
        label: What it is.
        hint: A word of help, below.
        sample: The field is as wide as this text; empty for the whole width.
        parent: Qt's parent.

    Attributes:
        line: The field.
        column: Label, field, hint, one below the other.
    """

    def __init__(
        self, label: str, hint: str = "", *, sample: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Label(label))
        self.line = LineEdit(label)
        self.line.setAccessibleDescription(hint)
        if sample:
            self.line.set_width_of(sample)
        column.addWidget(self.line)
        self._hint = Label(hint, Role.HINT, colour="muted")
        column.addWidget(self._hint)
        self._hint.setVisible(bool(hint))
        self._help = hint
        self.line.textEdited.connect(lambda: self.show_wrong(""))
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Return what stands in the field, without spaces at its ends."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.line.setText(text)
        self.line.home(False)

    def show_wrong(self, text: str) -> None:
        """Say what is wrong; an empty text says that nothing is."""
        self.line.set_wrong(wrong=bool(text))
        self._hint.setText(text or self._help)
        self._hint.set_colour("danger" if text else "muted")
        self._hint.setVisible(bool(text or self._help))
