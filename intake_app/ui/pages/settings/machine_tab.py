"""Settings of this machine: language, look, text size, keyboards, practice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.ui.machine import Machine

_SIZES = (100, 125, 150, 175, 200)


class MachineTab(ReadingColumn):
    """What holds for this computer only; it changes at once.

    Args:
        machine: The settings of this machine.
        vault: Where the vault lies.
        is_practice: The practice case is open.
        parent: Qt's parent.

    Signals:
        practice_asked: Look at the practice case.
    """

    practice_asked = Signal()

    def __init__(
        self,
        machine: Machine,
        vault: Path,
        *,
        is_practice: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._machine = machine
        settings = machine.settings
        self.language = _one_of((("de", "Deutsch"), ("en", "English")), settings.language)
        self.theme = _one_of(
            (("system", _("as the system")), ("light", _("light")), ("dark", _("dark"))),
            settings.theme,
        )
        sizes = sorted({*_SIZES, settings.text_percent})
        self.size_of_text = _one_of(
            [(str(size), f"{size} %") for size in sizes], str(settings.text_percent)
        )
        self.keyboards = TickBox(_("Offer small on-screen keyboards for Arabic and Cyrillic"))
        self.keyboards.setChecked(settings.on_screen_keyboard)
        self.practice = Button(_("Look at the practice case"))
        self._lay_out(vault, is_practice=is_practice)
        self.language.chosen.connect(self._on_chosen)
        self.theme.chosen.connect(self._on_chosen)
        self.size_of_text.chosen.connect(self._on_chosen)
        self.keyboards.clicked.connect(
            lambda on: machine.keep(replace(machine.settings, on_screen_keyboard=on))
        )
        self.practice.clicked.connect(self.practice_asked)

    def _on_chosen(self) -> None:
        settings = self._machine.settings
        chosen = replace(
            settings,
            language=self.language.code() or settings.language,
            theme=self.theme.code() or settings.theme,
            text_percent=int(self.size_of_text.code() or settings.text_percent),
        )
        # A second press on the chosen one takes it back in the field; here one always holds.
        self.language.show_code(chosen.language)
        self.theme.show_code(chosen.theme)
        self.size_of_text.show_code(str(chosen.text_percent))
        self._machine.keep(chosen)

    def _lay_out(self, vault: Path, *, is_practice: bool) -> None:
        look = Card(_("Language and look"))
        look.content.setSpacing(px(12))
        for label, field in (
            (_("Language of the program"), self.language),
            (_("Colours"), self.theme),
            (_("Size of texts"), self.size_of_text),
        ):
            look.content.addWidget(Label(label))
            look.content.addWidget(field)
        typing = Card(_("Typing"))
        typing.content.addWidget(self.keyboards)
        place = Card(_("Where the vault lies"))
        folder = Label(str(vault))
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place.content.addWidget(folder)
        cards = [look, typing, place]
        if not is_practice:
            practice = Card(_("Practice case"))
            practice.content.setSpacing(px(12))
            practice.content.addWidget(
                Label(
                    _(
                        "Four invented people with everything the program can do. Your own "
                        "vault is locked meanwhile, and nothing gets from one to the other. Begin "
                        "another talk with one of them: it goes on where questions are open."
                    )
                )
            )
            practice.content.addWidget(self.practice, 0, Qt.AlignmentFlag.AlignLeading)
            cards.append(practice)
        for card in cards:
            self.content.addWidget(card)
        self.content.addWidget(
            Label(_("These settings hold for this computer only."), Role.HINT, colour="muted")
        )
        self.content.addStretch(1)


def _one_of(words: Sequence[tuple[str, str]], present: str) -> Segments:
    segments = Segments([Option(code=code, label=label) for code, label in words])
    segments.show_code(present)
    return segments
