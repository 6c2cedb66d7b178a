"""The few boxes that ask: safety and deletion.  The safe answer is the default."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import IconLabel, Label


class Confirm(QDialog):
    """Asks before something that cannot be undone; show it with `open()`.

    Args:
        parent: The page that asks.
        title: The question, in one line.
        text: What will happen, in one or two sentences.
        act: A verb for doing it, as "Fall schließen".
        keep: A verb for leaving it, as "Offen lassen"; has the focus, and Escape means it.
        is_dangerous: Doing it destroys something.

    Signals:
        confirmed: The user wants it done.
    """

    confirmed = Signal()

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        text: str,
        act: str,
        keep: str,
        is_dangerous: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        column = QVBoxLayout(self)
        margin = px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(px(16))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        self.icon = IconLabel("warn" if is_dangerous else "help", colour="warn", side=28)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(title, Role.SECTION), 1)
        column.addLayout(head)
        self._words = QVBoxLayout()
        self._words.setSpacing(px(16))
        column.addLayout(self._words)
        self.text = self.add_words(Label(text))
        column.addSpacing(px(8))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        self.act = Button(act, ButtonKind.DANGER if is_dangerous else ButtonKind.SECONDARY)
        self.keep = Button(keep, ButtonKind.PRIMARY)
        self.act.clicked.connect(self._on_act)
        self.keep.clicked.connect(self.reject)
        buttons.addWidget(self.act)
        buttons.addWidget(self.keep)
        column.addLayout(buttons)
        self.keep.setFocus()

    def add_words(self, words: Label) -> Label:
        """Add a text below the others, as wide as can be read."""
        words.setMinimumWidth(px(360))
        words.setMaximumWidth(px(480))
        self._words.addWidget(words)
        return words

    def _on_act(self) -> None:
        self.accept()
        self.confirmed.emit()
