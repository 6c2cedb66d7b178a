"""Fields for the groups of a recovery key, as they stand on the sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GROUPS = 8
_LENGTH = 5
_LONGEST = 12
_NO_SYMBOL = re.compile(r"[\s\-‐-―−.,;:/_]+")


class RecoveryGroups(QWidget):
    """Some or all groups of a key; each is checked when it is full.

    The focus goes on by itself when a group is full and right; a whole key that is pasted
    is spread over the fields.

    Args:
        fits: Tells whether a text can be the group with this number.
        numbers: Which groups are asked for, from 1.
        parent: Qt's parent.

    Signals:
        changed: Something was typed.
        entered: Enter was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        fits: Callable[[int, str], bool],
        numbers: Sequence[int] = tuple(range(1, GROUPS + 1)),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fits = fits
        self._numbers = tuple(numbers)
        self._went_to: LineEdit | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        fields = QWidget()
        flow = FlowLayout(12, fields)
        flow.setContentsMargins(0, 0, 0, 0)
        self.fields = [self._field(number) for number in numbers]
        for number, field in zip(numbers, self.fields, strict=True):
            flow.addWidget(_Group(number, field))
        column.addWidget(fields)
        self._wrong = Label("", Role.HINT, colour="danger")
        self._wrong.hide()
        column.addWidget(self._wrong)
        self.setFocusProxy(self.fields[0])

    def text(self) -> str:
        """Return the groups with hyphens between them."""
        return "-".join(self._typed(field) for field in self.fields)

    def wrong(self) -> tuple[int, ...]:
        """Return the numbers of the groups that cannot be right."""
        return tuple(
            number
            for number, field in zip(self._numbers, self.fields, strict=True)
            if not self._fits(number, self._typed(field))
        )

    def show_wrong(self, numbers: Sequence[int]) -> None:
        """Frame these groups and name them; go to the first."""
        for number, field in zip(self._numbers, self.fields, strict=True):
            field.set_wrong(wrong=number in numbers)
        self._name_wrong()
        if numbers:
            self.fields[self._numbers.index(numbers[0])].setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self.fields:
            field.clear()
            field.set_wrong(wrong=False)
        self._name_wrong()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Spread a pasted key over the fields; go back over an empty field, on once only."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, LineEdit):
            return False
        place = self.fields.index(watched)
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(place, QGuiApplication.clipboard().text())
        if event.key() == Qt.Key.Key_Backspace and not watched.text() and place:
            self.fields[place - 1].setFocus()
        # The focus went on by itself; a Tab out of habit must not skip the next group.
        is_habit = event.key() == Qt.Key.Key_Tab and watched is self._went_to
        self._went_to = None
        return is_habit

    def _field(self, number: int) -> LineEdit:
        field = LineEdit(_("Group {number}").format(number=number))
        field.setMaxLength(_LONGEST)
        field.set_width_of("WWWWW")
        field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        field.installEventFilter(self)
        field.textEdited.connect(lambda: self._on_edited(field))
        field.left.connect(lambda: self._on_left(field))
        field.returnPressed.connect(self.entered)
        return field

    @staticmethod
    def _typed(field: LineEdit) -> str:
        return _NO_SYMBOL.sub("", field.text()).upper()

    def _number(self, field: LineEdit) -> int:
        return self._numbers[self.fields.index(field)]

    def _on_edited(self, field: LineEdit) -> None:
        typed = self._typed(field)
        if field.text() != typed:
            field.setText(typed)
        is_full = len(typed) >= _LENGTH
        fits = is_full and self._fits(self._number(field), typed)
        field.set_wrong(wrong=is_full and not fits)
        self._name_wrong()
        if fits and field is not self.fields[-1]:
            self._went_to = self.fields[self.fields.index(field) + 1]
            self._went_to.setFocus()
        self.changed.emit()

    def _on_left(self, field: LineEdit) -> None:
        typed = self._typed(field)
        field.set_wrong(wrong=bool(typed) and not self._fits(self._number(field), typed))
        self._name_wrong()

    def _paste(self, place: int, text: str) -> bool:
        parts = [part for part in _NO_SYMBOL.split(text.strip()) if part]
        if len(parts) == 1 and len(parts[0]) > _LENGTH:
            whole = parts[0]
            parts = [whole[at : at + _LENGTH] for at in range(0, len(whole), _LENGTH)]
        if len(parts) < 2:  # noqa: PLR2004 - one group goes into its field as usual
            return False
        for field, part in zip(self.fields[place:], parts, strict=False):
            field.setText(part.upper())
            self._on_left(field)
        self.changed.emit()
        return True

    def _name_wrong(self) -> None:
        wrong = [
            number
            for number, field in zip(self._numbers, self.fields, strict=True)
            if field.is_wrong()
        ]
        text = _("Group {group} does not fit. Compare it with the sheet, letter by letter.")
        self._wrong.setText(text.format(group=", ".join(map(str, wrong))))
        self._wrong.setVisible(bool(wrong))


class _Group(QWidget):
    """A field with its number before it."""

    def __init__(self, number: int, field: LineEdit) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        label = Label(str(number), Role.HINT, colour="muted", wrap=False)
        label.setFixedWidth(px(12))
        row.addWidget(label)
        row.addWidget(field)
