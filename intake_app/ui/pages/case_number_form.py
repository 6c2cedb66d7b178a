"""A case named by its number, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.errors import IntakeError, NotFoundError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labelled import LabelledLine

if TYPE_CHECKING:
    from collections.abc import Callable


class CaseNumberForm(QWidget):
    """A field for the number and a button; a wrong number is said beside the field and stays.

    Args:
        words: What the button says.
        act: Does it; gets the number as typed.
        kind: How the button looks.

    Attributes:
        number: The field.
        button: Does it, as the Enter key does.

    Signals:
        done: It was done.
        failed: An `IntakeError` to be reported.
    """

    done = Signal()
    failed = Signal(object)

    def __init__(
        self,
        words: str,
        act: Callable[[str], object],
        kind: ButtonKind = ButtonKind.SECONDARY,
    ) -> None:
        super().__init__()
        self._act = act
        self.number = LabelledLine(
            _("Case number"), _("As HE-26-000123-K."), sample="HE-26-000123-KW"
        )
        self.button = Button(words, kind)
        self.button.clicked.connect(self._on_act)
        self.number.line.returnPressed.connect(self._on_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.number)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)

    def clear(self) -> None:
        """Take out what was typed."""
        self.number.set_text("")
        self.number.show_wrong("")

    def _on_act(self) -> None:
        number = self.number.text()
        if not number:
            self._refuse(_("Please write the number of the case."))
            return
        try:
            self._act(number)
        except NotFoundError:
            self._refuse(_("No case has this number. Compare it once more."))
            return
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.clear()
        self.done.emit()

    def _refuse(self, why: str) -> None:
        self.number.show_wrong(why)
        self.number.setFocus()
