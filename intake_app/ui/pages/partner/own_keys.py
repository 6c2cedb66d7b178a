"""Unser Stellenblatt: our own keys, to give away, and their words, to read out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.key_words import KeyWords
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence


class OwnKeys(ReadingColumn):
    """What a partner needs to seal bundles for us, and to see that ours come from us.

    Attributes:
        words: The words that stand for both keys.

    Signals:
        copied: A key lies on the clipboard.
        sheet_asked: The sheet with keys and words shall be printed.
    """

    copied = Signal()
    sheet_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = KeyWords()
        self._recipient = LabelledLine(_("Key for sealing"), _("Bundles for us are sealed to it."))
        self._verify = LabelledLine(
            _("Key for signatures"), _("By it partners see that a bundle comes from us.")
        )
        spoken = Card(_("Our words"))
        spoken.content.setSpacing(px(12))
        spoken.content.addWidget(
            Label(
                _(
                    "Has a partner entered our keys? Then read these words to each other on "
                    "the phone. If all six are the same, the keys are the right ones."
                )
            )
        )
        spoken.content.addWidget(self.words)
        keys = Card(_("Our keys"))
        keys.content.setSpacing(px(12))
        keys.content.addWidget(
            Label(
                _("They are no secret. Send them to partners as you like, by mail for example."),
                colour="muted",
            )
        )
        for line in (self._recipient, self._verify):
            line.line.setReadOnly(True)
            row = QHBoxLayout()
            row.setSpacing(px(8))
            row.addWidget(line, 1)
            copy = Button(_("Copy"))
            copy.setAccessibleName(_("Copy: {what}").format(what=line.line.accessibleName()))
            copy.clicked.connect(partial(self._copy, line))
            keys.content.addLayout(row)
            row.addWidget(copy)
        self.sheet = Button(_("&Print as a sheet …"), icon="printer")
        self.sheet.clicked.connect(self.sheet_asked)
        keys.content.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeading)
        self.content.addWidget(spoken)
        self.content.addWidget(keys)
        self.content.addStretch(1)

    def show_keys(self, words: Sequence[str], recipient: str, verify_key: str) -> None:
        """Show our public keys and their words."""
        self.words.show_words(words)
        self._recipient.set_text(recipient)
        self._verify.set_text(verify_key)

    def _copy(self, line: LabelledLine) -> None:
        QGuiApplication.clipboard().setText(line.text())
        self.copied.emit()
