"""Übersetzungen: how far each language is, and its catalogues."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from intake_app.i18n import _
from intake_app.ui.pages.talk_words import language_name
from intake_app.ui.pages.translations.language_view import LanguageView
from intake_app.ui.pages.translations.words import summary_words
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.choice_model import fold
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.link_row import LinkRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.services.services import Services
    from intake_app.services.translations import CatalogueState
    from intake_app.ui.pages.paper.desk import PrintDesk


class TranslationsTab(QStackedWidget):
    """All languages, and the one that was chosen.

    Args:
        services: What an advisor can do.
        desk: Dialogs of this machine, and background work.

    Attributes:
        languages: The line of each language, by its tag.
        view: One language.

    Signals:
        said: Something good to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services, desk: PrintDesk) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        content = services.session.content
        self._names = {
            tag: language_name(tag, content) for tag in services.translations.languages()
        }
        self._last = ""
        self.languages: dict[str, LinkRow] = {}
        self._all = ReadingColumn()
        self._rows = QVBoxLayout()
        self.view = LanguageView(services, desk)
        self._lay_out()
        self.view.said.connect(self.said)
        self.view.failed.connect(self.failed)
        self.view.closed.connect(self.show_all)

    def entered(self) -> None:
        """Read how far each language is; that takes half a second, so it is done beside."""
        if self.currentWidget() is self.view:
            self.view.read()
            return
        translations, tags = self._services.translations, list(self._names)
        self._desk.tasks.run(
            lambda: {tag: translations.states(tag) for tag in tags},
            context=self,
            done=self._show_states,
            failed=self.failed.emit,
        )

    def open(self, tag: str) -> None:
        """Show one language."""
        self._last = tag
        self.view.show_language(tag, self._names[tag])
        self.setCurrentWidget(self.view)
        self.view.back.setFocus()

    def half_typed(self) -> dict[str, str]:
        """Return what is being entered."""
        return self.view.half_typed() if self.currentWidget() is self.view else {}

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Show it again."""
        if typed["language"] in self._names:
            self.open(typed["language"])
            self.view.take_up(typed)

    def show_all(self) -> None:
        """Show all languages again."""
        self.setCurrentWidget(self._all)
        self.languages[self._last].setFocus()
        self.entered()

    def _lay_out(self) -> None:
        card = Card(_("Translations"))
        card.content.addWidget(
            Label(
                _(
                    "Papers in another language are reading aids until somebody answers for the "
                    "translation. Save its texts for a translator, take the file in that comes "
                    "back, and enter who released it."
                )
            )
        )
        card.content.addLayout(self._rows)
        self._rows.setSpacing(0)
        self._all.content.addWidget(card)
        self._all.content.addStretch(1)
        self.addWidget(self._all)
        self.addWidget(self.view)
        for tag, name in sorted(self._names.items(), key=lambda named: fold(named[1])):
            row = LinkRow(name)
            row.clicked.connect(partial(self.open, tag))
            self._rows.addWidget(row)
            self.languages[tag] = row

    def _show_states(self, states: Mapping[str, Sequence[CatalogueState]]) -> None:
        for tag, known in states.items():
            self.languages[tag].show_detail(summary_words(known))
