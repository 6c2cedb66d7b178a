"""The keys of a partner, and the words by which two offices compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.key_words import KeyWords
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.partner import Partner


class PartnerKeys(Card):
    """Both keys, and below them the words to read out on the phone.

    Attributes:
        lines: The fields by the names that `Partner` has for them.
        words: The words of the stored keys.
        compared: Button to say that the words fit.

    Signals:
        edited: A key was changed by the user.
        comparison_told: The words were compared on the phone and fit.
    """

    edited = Signal()
    comparison_told = Signal()

    def __init__(self) -> None:
        super().__init__(_("Keys for case bundles"))
        self.lines = {
            "age_recipient": LabelledLine(
                _("Key for sealing"), _("Begins with “age1”. The office itself gives it to you.")
            ),
            "signing_key": LabelledLine(
                _("Key for signatures"), _("By it you see that a bundle comes from this office.")
            ),
        }
        self.words = KeyWords()
        self.compared = Button(_("Compared, the words fit"), icon="check")
        self.compared.clicked.connect(self.comparison_told)
        self._stored: dict[str, str] = {}
        self._advice = Label(colour="muted")
        self._sign = IconLabel("check", colour="good", side=18)
        self._state = Label()
        self._lay_out()
        self.setFocusProxy(self.lines["age_recipient"])
        for line in self.lines.values():
            line.line.textEdited.connect(self._on_edited)

    def show_keys(self, partner: Partner, words: Sequence[str]) -> None:
        """Show the keys of a partner; without keys there are no words."""
        self._stored = {name: getattr(partner, name) for name in self.lines}
        for name, line in self.lines.items():
            line.set_text(self._stored[name])
            line.show_wrong("")
        self.words.show_words(words)
        verified = partner.keys_verified_on
        self._sign.set_icon(*(("check", "good") if verified else ("warn", "warn")))
        self._state.setText(
            _("Compared on the phone on {day}").format(day=german_date(verified))
            if verified
            else _("Not compared yet: until then no bundle can be sealed for this office.")
        )
        self.compared.setVisible(verified is None)
        self._show_what_fits()

    def _lay_out(self) -> None:
        for line in self.lines.values():
            self.content.addWidget(line)
        self.content.addSpacing(px(8))
        self.content.addWidget(self._advice)
        self._below = QWidget()
        column = QVBoxLayout(self._below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.words)
        state = QHBoxLayout()
        state.setSpacing(px(8))
        state.addWidget(self._sign)
        state.addWidget(self._state, 1)
        column.addLayout(state)
        column.addWidget(self.compared, 0, Qt.AlignmentFlag.AlignLeading)
        self.content.addWidget(self._below)

    def _on_edited(self) -> None:
        self._show_what_fits()
        self.edited.emit()

    def _show_what_fits(self) -> None:
        """Show the words only for the keys that are stored."""
        typed = {name: line.text() for name, line in self.lines.items()}
        is_stored = typed == self._stored
        has_words = is_stored and bool(self.words.words())
        self._below.setVisible(has_words)
        if has_words:
            advice = _("Call the office, read these words to each other, one after the other.")
        elif not is_stored:
            advice = _("When the keys are stored, six words appear here to compare them.")
        else:
            advice = _("Without a key a hand-over is possible as an encrypted PDF.")
        self._advice.setText(advice)
