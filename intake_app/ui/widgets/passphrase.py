"""A field for a passphrase: hidden or shown, with a word when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import IconButton
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LineEdit


class PassphraseField(QWidget):
    """A line for a passphrase.

    Signals:
        edited: The text changed; read `text()`.
        entered: Enter was pressed.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        line = QHBoxLayout()
        line.setSpacing(px(4))
        self._edit = LineEdit(name)
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._edit.textEdited.connect(self.edited)
        self._edit.returnPressed.connect(self.entered)
        self._edit.installEventFilter(self)
        self._eye = IconButton("eye", _("Show passphrase"), side=34)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye)
        self._caps = Label(_("Caps Lock is on."), Role.HINT, colour="warn")
        self._caps.hide()
        line.addWidget(self._edit, 1)
        line.addWidget(self._eye)
        column.addLayout(line)
        column.addWidget(self._caps)
        self.setFocusProxy(self._edit)

    def text(self) -> str:
        """Return the passphrase as typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Put a passphrase in, as if it had been typed."""
        self._edit.setText(text)
        self.edited.emit()

    def show_text(self, *, shown: bool) -> None:
        """Show the letters, or hide them."""
        self._eye.setChecked(shown)

    def clear(self) -> None:
        """Forget what was typed and hide again."""
        self._edit.clear()
        self._eye.setChecked(False)

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the field in the colour of danger, or no more."""
        self._edit.set_wrong(wrong=wrong)

    def says_caps_lock(self) -> bool:
        """Tell whether the hint about Caps Lock is shown."""
        return not self._caps.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Guess Caps Lock from the letters: Qt does not tell its state."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_CapsLock:
                self._caps.hide()
            letter = event.text()
            if len(letter) == 1 and letter.isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps.setVisible(
                    letter.isupper() != shifted and letter.lower() != letter.upper()
                )
        return super().eventFilter(watched, event)

    def _on_eye(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._edit.setEchoMode(mode)
        self._eye.set_icon_name("eye_off" if shown else "eye")
        self._eye.set_name(_("Hide passphrase") if shown else _("Show passphrase"))
