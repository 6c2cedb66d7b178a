"""Takes in what stands on the recovery sheets: the key of one, or the words of two of three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.errors import RecoveryKeyError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.secret.recovery_groups import RecoveryGroups
from intake_app.ui.secret.recovery_shares import SharePair
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments

if TYPE_CHECKING:
    from intake_app.errors import IntakeError
    from intake_app.services.keys import KeyService

_ONE, _TWO = "one", "two"


class RecoveryEntry(QWidget):
    """Asks which kind of sheets the office has, and for what stands on them.

    Args:
        keys: Checks groups and words.
        parent: Qt's parent.

    Signals:
        entered: The last group of the one sheet was typed to its end.
    """

    entered = Signal()

    def __init__(self, keys: KeyService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = Segments(
            [
                Option(code=_ONE, label=_("One sheet")),
                Option(code=_TWO, label=_("Two of three sheets")),
            ]
        )
        self.told = Label("", colour="muted")
        self.groups = RecoveryGroups(keys.recovery_group_fits)
        self.shares = SharePair(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        for part in (self.kind, self.told, self.groups, self.shares):
            column.addWidget(part)
        self.kind.show_code(_ONE)
        self._show_kind()
        self.kind.chosen.connect(self._on_kind)
        self.groups.entered.connect(self.entered)

    def check(self) -> bool:
        """Say beside the fields what is wrong; tell whether all can be right."""
        if self._are_two():
            return self.shares.check()
        wrong = self.groups.wrong()
        if wrong:
            self.groups.show_wrong(wrong)
        return not wrong

    def text(self) -> str:
        """Return the key in groups, or the words of two sheets in two lines."""
        return (self.shares if self._are_two() else self.groups).text()

    def show_error(self, error: IntakeError) -> None:
        """Mark the group that the error names, if it names one."""
        if isinstance(error, RecoveryKeyError) and error.group:
            self.groups.show_wrong([error.group])

    def clear(self) -> None:
        """Forget what was typed."""
        self.groups.clear()
        self.shares.clear()

    def _are_two(self) -> bool:
        return self.kind.code() == _TWO

    def _on_kind(self) -> None:
        self._show_kind()
        self.setFocus()

    def _show_kind(self) -> None:
        two = self._are_two()
        self.groups.setVisible(not two)
        self.shares.setVisible(two)
        self.setFocusProxy(self.shares if two else self.groups)
        self.told.setText(
            _(
                "Take any two of the three recovery sheets and type their words. Four letters "
                "of each word are enough."
            )
            if two
            else _(
                "Take the recovery sheet out of its envelope and type what stands on it. "
                "Capital and small letters make no difference."
            )
        )
