"""Fields for the words of two recovery sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.errors import RecoverySheetError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LongText
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from intake_app.services.keys import KeyService


class ShareField(QWidget):
    """The words of one sheet: four letters of each are enough, the field writes the rest.

    Signals:
        changed: Something was typed.
    """

    changed = Signal()

    def __init__(self, keys: KeyService, label: str) -> None:
        super().__init__()
        self._keys = keys
        self.field = LongText(label)
        self._said = Label("", Role.HINT, colour="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Label(label))
        column.addWidget(self.field)
        column.addWidget(self._said)
        self.field.textChanged.connect(self._on_typed)
        self.field.left.connect(self.check)
        self.setFocusProxy(self.field)

    def text(self) -> str:
        """Return the words in one line, completed where that is certain."""
        return " ".join(self._keys.share_words(self.field.text()))

    def check(self) -> bool:
        """Write the words out, and say which sheet it is or what is wrong."""
        text = self.text()
        if text != self.field.text():
            self.field.setText(text)
        try:
            number = self._keys.share_number(text)
        except RecoverySheetError as error:
            self._say(explain(error) if text else "", wrong=bool(text))
            return False
        self._say(_("This is sheet {number}.").format(number=number), wrong=False)
        return True

    def is_right(self) -> bool:
        """Check what was typed, and ask for it where nothing is."""
        if not self.text():
            self._say(_("Please type the words of a sheet here."), wrong=True)
            return False
        return self.check()

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()
        self._say("", wrong=False)

    def _on_typed(self) -> None:
        self._say("", wrong=False)
        self.changed.emit()

    def _say(self, text: str, *, wrong: bool) -> None:
        self.field.set_wrong(wrong=wrong)
        self._said.setText(text)
        self._said.set_colour("danger" if wrong else "muted")
        self._said.setVisible(bool(text))


class SharePair(QWidget):
    """Two of the three sheets.

    Signals:
        changed: Something was typed.
        entered: Never by itself: Enter belongs to the text.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, keys: KeyService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = (
            ShareField(keys, _("Words of one sheet")),
            ShareField(keys, _("Words of another sheet")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for field in self.fields:
            column.addWidget(field)
            field.changed.connect(self.changed)
        self.setFocusProxy(self.fields[0])

    def text(self) -> str:
        """Return the words of both sheets, one in each line."""
        return "\n".join(field.text() for field in self.fields)

    def check(self) -> bool:
        """Say beside the fields what is wrong; tell whether both sheets are right."""
        wrong = [field for field in self.fields if not field.is_right()]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self.fields:
            field.clear()
