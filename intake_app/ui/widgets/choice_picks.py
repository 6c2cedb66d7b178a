"""Several answers out of a list, in the order of their weight.

Few options are chips to press; many are a searchable list with the chosen ones above it.
The order is that of choosing; Alt with an arrow key or the pointer changes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.chips import RemovableChip
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.segments import Option, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence


class PickSegments(QWidget):
    """A few options, any number of which may be chosen.

    Signals:
        chosen: The user changed the choice; read `codes()`.
    """

    chosen = Signal()

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(px(8), self)
        self._codes: list[str] = []
        self._segments: dict[str, Segment] = {}
        for option in options:
            segment = Segment(option, many=True)
            segment.clicked.connect(self._on_clicked)
            layout.addWidget(segment)
            self._segments[option.code] = segment
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self._segments:
            self.setFocusProxy(next(iter(self._segments.values())))

    def codes(self) -> tuple[str, ...]:
        """Return the chosen codes in the order of choosing."""
        return tuple(self._codes)

    def show_codes(self, codes: Sequence[str]) -> None:
        """Show these as chosen."""
        self._codes = list(codes)
        for code, segment in self._segments.items():
            segment.setChecked(code in self._codes)

    def segment(self, code: str) -> Segment:
        """Return the button of a code."""
        return self._segments[code]

    def _on_clicked(self) -> None:
        segment = self.sender()
        if not isinstance(segment, Segment):
            return
        code = segment.option.code
        if segment.isChecked():
            self._codes.append(code)
        else:
            self._codes.remove(code)
        self.chosen.emit()


class ChoicePicks(QWidget):
    """Many options; the chosen ones stand above the field as chips.

    Args:
        options: What can be chosen.
        name: Accessible name of the field.
        parent: Qt's parent.

    Signals:
        chosen: The user changed choice or order; read `codes()`.
        strayed: The field was left with a text that is no option.
    """

    chosen = Signal()
    strayed = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        name: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._codes: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._chips = QWidget()
        self._flow = FlowLayout(px(6), self._chips)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self.field = ChoiceList(options, name, placeholder=_("Add …"))
        self.field.clear_after_choice()
        self.field.chosen.connect(self._on_chosen)
        self.field.strayed.connect(self.strayed)
        column.addWidget(self._chips)
        column.addWidget(self.field)
        self._chips.hide()
        self.setFocusProxy(self.field)

    def codes(self) -> tuple[str, ...]:
        """Return the chosen codes in order."""
        return tuple(self._codes)

    def show_codes(self, codes: Sequence[str]) -> None:
        """Show these as chosen."""
        self._codes = list(codes)
        self._refill()

    def chips(self) -> Sequence[RemovableChip]:
        """Return what is chosen, in order."""
        widgets = [self._flow.itemAt(number) for number in range(self._flow.count())]
        chips = [item.widget() for item in widgets if item is not None]
        return [chip for chip in chips if isinstance(chip, RemovableChip)]

    def _on_chosen(self) -> None:
        code = self.field.code()
        if code and code not in self._codes:
            self._codes.append(code)
            self._refill()
            self.chosen.emit()

    def _refill(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for code in self._codes:
            option = self.field.model().option(code) or Option(code=code, label=code)
            chip = RemovableChip(option.label, hint=option.other)
            chip.removed.connect(lambda code=code: self._remove(code))
            chip.moved.connect(lambda step, code=code: self._move(code, step))
            self._flow.addWidget(chip)
        self.field.model().hide_codes(frozenset(self._codes))
        self._chips.setVisible(bool(self._codes))
        self._flow.invalidate()
        self.updateGeometry()

    def _remove(self, code: str) -> None:
        self._codes.remove(code)
        # The chip is still handling its own key press; it may go only afterwards.
        QTimer.singleShot(0, self, self._refill)
        self.field.setFocus()
        self.chosen.emit()

    def _move(self, code: str, step: int) -> None:
        here = self._codes.index(code)
        there = max(0, min(here + step, len(self._codes) - 1))
        if here == there:
            return
        self._codes.insert(there, self._codes.pop(here))
        self._refill()
        self.chips()[there].setFocus()
        self.chosen.emit()
