"""A small keyboard on the screen, for names in their own script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.system.scan import key_place
from intake_app.ui.widgets.chips import ToggleChip
from intake_app.ui.widgets.keyboard_layouts import syllables_of
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.overlay import Overlay
from intake_app.ui.widgets.painting import PaintedButton, draw_box

if TYPE_CHECKING:
    from intake_app.ui.look.theme import Tokens
    from intake_app.ui.widgets.keyboard_layouts import Layout

_BACKSPACE = "\b"
_DIGITS = "1234567890"
_MOST_SYLLABLES = 12


class _Key(PaintedButton):
    """One key; never takes the focus away from the field."""

    def __init__(self, letter: str, width: int = 36) -> None:
        super().__init__()
        self.letter = letter
        self.shown = letter
        self.chosen = False
        self._width = width
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(letter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(38))

    def say(self, letter: str) -> None:
        """Show and type another letter."""
        self.letter = self.shown = letter
        self.setAccessibleName(letter)
        self.update()

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        pressed = self.isDown() or self.chosen
        fill = tokens.tint if pressed else (tokens.hover if self.is_hot else tokens.surface)
        border = tokens.accent if self.chosen else tokens.control
        draw_box(painter, self.rect(), fill=fill, border=border)
        painter.setFont(font_of(Role.SECTION if len(self.shown) <= 2 else Role.HINT))  # noqa: PLR2004
        painter.setPen(QColor(tokens.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.shown)


class _Syllables(QWidget):
    """The syllables of the consonant that was chosen, numbered by the keys that type them.

    Args:
        most: So many are shown at most; the room for them is kept.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self.keys = [_Key(" ") for _place in range(most)]
        self._digits = [Label("", Role.HINT, colour="muted", wrap=False) for _key in self.keys]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, px(8))
        grid.setSpacing(px(4))
        for place, key in enumerate(self.keys):
            policy = key.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            key.setSizePolicy(policy)
            grid.addWidget(self._digits[place], 0, place, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(key, 1, place)

    def show_of(self, consonant: str) -> None:
        """Show the syllables of a consonant."""
        syllables = syllables_of(consonant)
        for place, key in enumerate(self.keys):
            exists = place < len(syllables)
            key.setVisible(exists)
            key.say(syllables[place] if exists else " ")
            self._digits[place].setText(_DIGITS[place : place + 1] if exists else "")

    def numbered(self, digit: str) -> str:
        """Return the syllable that a digit types, "" for none."""
        place = _DIGITS.find(digit) if digit else -1
        return self.keys[place].letter.strip() if 0 <= place < len(self.keys) else ""


class ScreenKeyboard(Overlay):
    """The keyboard of one script, below the field it types into.

    With `with_keys` the real keys type the letters in the same places, so that the
    keyboard can be used without a pointer.  Where a sign is a syllable, a key chooses the
    consonant, and the row above types: by the pointer, or by the digits over its keys.

    Args:
        field: A line edit or long text.
        layout: The letters.
    """

    def __init__(self, field: QWidget, layout: Layout) -> None:
        super().__init__(field)
        self._field = field
        self._letters = layout
        self._keys: list[_Key] = []
        # Keys lie on a keyboard from left to right whatever is typed with them.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(_("On-screen keyboard"))
        column = QVBoxLayout(self)
        self.setContentsMargins(0, 0, 0, 0)
        margin = px(10)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(px(4))
        self._syllables: _Syllables | None = None
        if layout.has_syllables:
            self._syllables = _Syllables(_MOST_SYLLABLES)
            for key in self._syllables.keys:
                key.clicked.connect(self._on_key)
            column.addWidget(self._syllables, 0, Qt.AlignmentFlag.AlignHCenter)
        for row in layout.all_rows():
            column.addLayout(self._row(row))
        column.addLayout(self._last_row())
        self._capitals = False
        if self._syllables is not None:
            self.choose(self._keys[0].letter)

    def show_keyboard(self, *, with_keys: bool) -> None:
        """Open the keyboard.

        Args:
            with_keys: Let the real keys type its letters.
        """
        self._with_keys.setChecked(with_keys)
        self.open_fitting()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the real keys type the letters in their places."""
        if (
            event.type() == QEvent.Type.KeyPress
            and watched is self._field
            and isinstance(event, QKeyEvent)
            and self._with_keys.isChecked()
        ):
            letter = self._letter_of(event)
            if letter and self._syllables is not None:
                self.choose(letter)
                return True
            letter = letter or self._syllable_of(event)
            if letter:
                self.type_letter(letter)
                return True
        return super().eventFilter(watched, event)

    def choose(self, consonant: str) -> None:
        """Show the syllables of a consonant, to choose one."""
        if self._syllables is None:
            return
        self._syllables.show_of(consonant)
        for key in self._keys:
            key.chosen = key.letter == consonant
            key.update()

    def type_letter(self, letter: str) -> None:
        """Put a letter into the field, as if it came from a keyboard."""
        if letter == _BACKSPACE:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
                QApplication.sendEvent(self._field, key)
            return
        event = QInputMethodEvent()
        event.setCommitString(letter.upper() if self._capitals else letter)
        QApplication.sendEvent(self._field, event)
        if self._capitals:
            self._set_capitals(capitals=False)

    def _letter_of(self, event: QKeyEvent) -> str:
        wanted = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.NoModifier
        if event.modifiers() & ~wanted:
            return ""
        place = key_place(event.nativeScanCode())
        rows = self._letters.all_rows()
        if place is None or place[1] >= len(rows[place[0]]):
            return ""
        letter = rows[place[0]][place[1]]
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return letter.upper() if shift and self._letters.has_case else letter

    def _syllable_of(self, event: QKeyEvent) -> str:
        return self._syllables.numbered(event.text()) if self._syllables is not None else ""

    def _row(self, letters: tuple[str, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(px(4))
        line.addStretch(1)
        for letter in letters:
            key = _Key(letter)
            if len(letter) == 1 and "\u064b" <= letter <= "\u0652":
                key.shown = f"ـ{letter}"
            key.clicked.connect(self._on_key if self._syllables is None else self._on_consonant)
            self._keys.append(key)
            line.addWidget(key)
        line.addStretch(1)
        return line

    def _last_row(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(px(4))
        self._with_keys = ToggleChip(_("Type with the keys"))
        self._with_keys.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name = Label(self._letters.name, Role.HINT, colour="muted", wrap=False)
        line.addWidget(name)
        line.addStretch(1)
        line.addWidget(self._with_keys)
        if self._letters.has_case:
            capital = _Key("⇧", 72)
            capital.shown = _("Capital")
            capital.setAccessibleName(_("Capital letter"))
            capital.clicked.connect(lambda: self._set_capitals(capitals=not self._capitals))
            line.addWidget(capital)
        space = _Key(" ", 150)
        space.setAccessibleName(_("Space"))
        back = _Key(_BACKSPACE, 72)
        back.shown = _("Delete")
        back.setAccessibleName(_("Delete the last letter"))
        for key in (space, back):
            key.clicked.connect(self._on_key)
            line.addWidget(key)
        return line

    def _on_key(self) -> None:
        key = self.sender()
        if isinstance(key, _Key):
            self.type_letter(key.letter)

    def _on_consonant(self) -> None:
        key = self.sender()
        if isinstance(key, _Key):
            self.choose(key.letter)

    def _set_capitals(self, *, capitals: bool) -> None:
        self._capitals = capitals
        for key in self._keys:
            key.shown = key.letter.upper() if capitals else key.letter
            key.update()
