"""Where a new passphrase is chosen: typed twice, with the time it takes to guess it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.passphrase import PassphraseField
from intake_app.ui.words.strength_words import is_too_weak, level_of, strength_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.services.keys import KeyService, Strength

_JUDGED_AFTER_MS = 200
_ICONS = {Level.DANGER: "stop", Level.WARN: "warn", Level.GOOD: "check", Level.INFO: "info"}


class NewPassphrase(QWidget):
    """Two fields for a new passphrase.

    There are no rules about digits and signs: what counts is how long guessing takes.

    Args:
        keys: Judges and proposes passphrases.
        known: Returns words that somebody who knows the office would try first.
        parent: Qt's parent.

    Signals:
        changed: What was typed, or the judgement of it, changed; read `is_ready()`.
        entered: Enter was pressed in the second field.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        keys: KeyService,
        known: Callable[[], Sequence[str]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._known = known
        self._strength: Strength | None = None
        self._judged = ""
        self.first = PassphraseField(_("New passphrase"))
        self.second = PassphraseField(_("New passphrase once more"))
        self.propose = Button(_("Propose six words"), ButtonKind.QUIET, icon="key")
        self._icon = IconLabel("info", side=18)
        self._words = Label("", Role.HINT, colour="muted")
        self._differs = Label(_("The two are not the same yet."), Role.HINT, colour="warn")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_JUDGED_AFTER_MS)
        self._timer.timeout.connect(self.judge)
        self._lay_out()
        self._show()
        self.first.edited.connect(self._on_edited)
        self.second.edited.connect(self._on_edited)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self.entered)
        self.propose.clicked.connect(self._on_propose)
        self.setFocusProxy(self.first)

    def passphrase(self) -> str:
        """Return what was typed in the first field."""
        return self.first.text()

    def is_ready(self) -> bool:
        """Tell whether both are the same and hard enough to guess."""
        typed = self.first.text()
        if typed != self._judged:
            self.judge()
        strong = self._strength is not None and not is_too_weak(self._strength)
        return bool(typed) and strong and typed == self.second.text()

    def lack(self) -> str:
        """Say what is missing, empty when it is ready."""
        if self.is_ready():
            return ""
        if not self.first.text():
            return _("Please choose a passphrase.")
        if self._strength is not None and is_too_weak(self._strength):
            return _("This passphrase is guessed too fast. A few more words help most.")
        return _("Please type the passphrase a second time, exactly as above.")

    def judge(self) -> None:
        """Estimate anew how long guessing takes."""
        self._timer.stop()
        self._judged = self.first.text()
        known = [word for word in self._known() if word]
        self._strength = self._keys.strength(self._judged, *known) if self._judged else None
        self._show()
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
        self.judge()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.addWidget(Label(_("New passphrase"), wrap=False))
        head.addStretch(1)
        head.addWidget(self.propose)
        column.addLayout(head)
        column.addWidget(self.first)
        judged = QHBoxLayout()
        judged.setSpacing(px(8))
        judged.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        judged.addWidget(self._words, 1)
        column.addLayout(judged)
        column.addSpacing(px(8))
        column.addWidget(Label(_("Once more")))
        column.addWidget(self.second)
        column.addWidget(self._differs)

    def _show(self) -> None:
        if self._strength is None:
            self._icon.set_icon("info", "muted")
            self._words.setText(
                _("Several words that do not belong together are easy to keep and hard to guess.")
            )
            self._words.set_colour("muted")
        else:
            level = level_of(self._strength)
            self._icon.set_icon(_ICONS[level], level.value)
            self._words.setText(strength_words(self._strength))
            self._words.set_colour("text")
        self._show_difference()

    def _on_edited(self) -> None:
        self._timer.start()
        self._show_difference()
        self.changed.emit()

    def _show_difference(self) -> None:
        first, second = self.first.text(), self.second.text()
        self._differs.setVisible(bool(second) and not first.startswith(second))

    def _on_propose(self) -> None:
        self.first.set_text(self._keys.proposed_passphrase())
        self.first.show_text(shown=True)
        self.second.clear()
        self.judge()
        self.second.setFocus()
