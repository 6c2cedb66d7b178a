"""The button that lets the system's voice read out what the person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.ui.widgets.buttons import Button, ButtonKind

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.pages.person_view import PersonView


class SpeakButton(Button):
    """Switches speech on and off; not there without a voice for the language of the talk.

    Args:
        view: The window of the person, whose words are spoken.
        parent: Qt's parent.
    """

    def __init__(self, view: PersonView | None, parent: QWidget | None = None) -> None:
        super().__init__(_("Speak"), ButtonKind.QUIET, icon="sound", parent=parent)
        self._view = view
        self.setCheckable(True)
        if view is None or view.voice is None:
            self.hide()
            return
        self.toggled.connect(view.set_speaking)
        view.voice.changed.connect(self._on_voices)
        view.voice.prepare()
        self._on_voices()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent: the page is gone, or the window locked."""
        super().hideEvent(event)
        self.setChecked(False)

    def _on_voices(self) -> None:
        can_speak = self._view is not None and self._view.can_speak()
        if not can_speak:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
