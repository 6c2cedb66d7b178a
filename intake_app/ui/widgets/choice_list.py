"""A long list of answers in one field: type to search, arrows and Enter to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.choice_model import ChoiceModel
from intake_app.ui.widgets.choice_panel import ChoicePanel
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from intake_app.ui.widgets.segments import Option


class ChoiceList(LineEdit):
    """A field that offers a list.

    What is typed filters the list.  Text that is no option stays in the field when it is
    left, so that nothing is lost; `stray_text` returns it then.

    Signals:
        chosen: The user chose another option, or cleared the field; read `code()`.
        strayed: The field was left with a text that is no option; read `stray_text()`.
    """

    chosen = Signal()
    strayed = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        name: str = "",
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent=parent)
        self._model = ChoiceModel(options, self)
        self._code = ""
        self._keeps_choice = True
        self.setPlaceholderText(placeholder or _("Search or choose …"))
        self.keep_free_at_end(24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._panel: ChoicePanel | None = None
        self.textEdited.connect(self._on_edited)
        self.left.connect(self._on_left)

    def model(self) -> ChoiceModel:
        """Return the options."""
        return self._model

    def code(self) -> str:
        """Return the chosen code, empty when nothing is chosen."""
        return self._code

    def show_code(self, code: str) -> None:
        """Show this code as chosen; a code that is not offered shows as itself."""
        self._code = code
        option = self._model.option(code)
        self.setText(option.label if option else code)
        self.set_wrong(wrong=False)
        self.home(False)

    def stray_text(self) -> str:
        """Return a text that is no option, empty when all is well."""
        option = self._model.option(self._code)
        shown = option.label if option else self._code
        return "" if self.text().strip() in {"", shown} else self.text()

    def show_stray(self, text: str) -> None:
        """Show a text that is no option, as it was kept before."""
        self._code = ""
        self.setText(text)
        self.set_wrong(wrong=True)

    def clear_after_choice(self) -> None:
        """Empty the field after each choice: what is chosen is shown elsewhere."""
        self._keeps_choice = False

    def open_list(self) -> None:
        """Show the list with everything."""
        self._model.search("")
        self._show_panel()

    def is_list_open(self) -> bool:
        """Tell whether the list is to be seen."""
        return self._panel is not None and self._panel.is_open()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list with a click."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.is_list_open():
            self.selectAll()
            self.open_list()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what is there, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the list with the arrow keys, choose with Enter."""
        key = event.key()
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and plain:
            if self._panel is not None and self._panel.is_open():
                self._panel.walk(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.open_list()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            marked = self._panel.marked() if self._panel is not None else ""
            if marked:
                self._choose(marked)
        elif key == Qt.Key.Key_F4 and plain:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field with the sign that it has a list."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = px(16)
        place = QRect(self.width() - px(10) - side, (self.height() - side) // 2, side, side)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(px(10))
        paint_icon(painter, place, "chevron_down", tokens_of(self.palette()).muted)
        painter.end()

    def _show_panel(self) -> None:
        if self._panel is None:
            # Not before it is needed: a page has many fields with a list.
            self._panel = ChoicePanel(self, self._model)
            self._panel.picked.connect(self._choose)
        self._panel.show_options(self._code)

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.close_panel()

    def _on_edited(self, text: str) -> None:
        self.set_wrong(wrong=False)
        self._model.search(text)
        self._show_panel()

    def _choose(self, code: str) -> None:
        before = self._code
        self._close_panel()
        self.show_code(code)
        if code != before:
            self.chosen.emit()
        if not self._keeps_choice:
            self.show_code("")
            self._model.search("")

    def _on_left(self) -> None:
        self._close_panel()
        text = self.text().strip()
        option = self._model.exact(text)
        if not self.stray_text() and text:
            return
        if option is not None:
            self._choose(option.code)
        elif not text and self._code:
            self._choose("")
        elif text:
            self._code = ""
            self.set_wrong(wrong=True)
            self.strayed.emit()

    def event(self, event: QEvent) -> bool:
        """Let Escape put back what was chosen."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.stray_text()
        ):
            self.show_code(self._code)
        return super().event(event)
