"""Beginning a talk: in which language, and what kind of talk it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.talk_words import language_name
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments

if TYPE_CHECKING:
    from intake_app.services.services import Services

_SIDE_BY_SIDE = 6
_GERMAN = "de"


class NewTalkCard(Card):
    """Choice of language and kind.

    Args:
        services: Languages and kinds of talks.
        can_cancel: Offer to leave it; not where there is nothing else on the page.

    Signals:
        begun: Language and kind of the talk that shall begin.
        cancelled: No talk now.
    """

    begun = Signal(str, str)
    cancelled = Signal()

    def __init__(self, services: Services, *, can_cancel: bool) -> None:
        super().__init__(_("Begin a talk"))
        content = services.session.content
        german = content.wording(_GERMAN)
        self.content.setSpacing(px(8))
        self.content.addWidget(Label(_("Which language beside German?"), Role.STRONG))
        options = [Option(code=_GERMAN, label=_("German only"))] + [
            Option(code=tag, label=language_name(tag, content))
            for tag in content.catalogues.tags()
            if tag != _GERMAN
        ]
        self.language: Segments | ChoiceList
        if len(options) <= _SIDE_BY_SIDE:
            self.language = Segments(options)
        else:
            self.language = ChoiceList(options, _("Language of the talk"))
        self.language.chosen.connect(self._on_chosen)
        self.content.addWidget(self.language)
        hint = _("The questions appear in both languages. You can begin without an interpreter.")
        self.content.addWidget(Label(hint, Role.HINT, colour="muted"))
        self.content.addSpacing(px(8))
        self.content.addWidget(Label(_("What kind of talk?"), Role.STRONG))
        kinds = content.library.lists["talk_kinds"].entries
        self.kind = Segments(
            [Option(code=k.code, label=german.list_label("talk_kinds", k.code)) for k in kinds]
        )
        self.content.addWidget(self.kind)
        self.content.addSpacing(px(8))
        self.begin = Button(_("Begin the talk"), ButtonKind.PRIMARY)
        self.begin.clicked.connect(self._on_begin)
        self.cancel = Button(_("Not now"))
        self.cancel.setVisible(can_cancel)
        self.cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.begin)
        line.addWidget(self.cancel)
        line.addStretch(1)
        self.content.addLayout(line)
        self._on_chosen()

    def propose(self, language: str, kind: str) -> None:
        """Choose language and kind in advance."""
        self.language.show_code(language)
        self.kind.show_code(kind)
        self._on_chosen()

    def focus_first(self) -> None:
        """Give the focus to what is to be chosen first."""
        self.language.setFocus()

    def _on_chosen(self) -> None:
        self.begin.setEnabled(bool(self.language.code()))

    def _on_begin(self) -> None:
        self.begun.emit(self.language.code(), self.kind.code())
