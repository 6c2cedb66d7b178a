"""Listen: what the office adds to the shipped lists, and its hints in the talk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from intake_app.domain.roles import Right
from intake_app.i18n import _, ngettext
from intake_app.ui.pages.case_words import joined
from intake_app.ui.pages.lists import words
from intake_app.ui.pages.lists.hints_card import HintsCard
from intake_app.ui.pages.lists.list_view import ListView
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.link_row import LinkRow
from intake_app.ui.widgets.notices import Notice
from intake_app.ui.words.role_words import who_may

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.form_engine.lists import CodeList
    from intake_app.services.services import Services


class ListsTab(QStackedWidget):
    """All lists that the office owns, and the one that was chosen.

    Args:
        services: What an advisor can do.

    Attributes:
        lists: The line of each list, by its id.
        hints: The card with the local hints.
        view: One list.

    Signals:
        said: Something good to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._last = ""
        self.lists: dict[str, LinkRow] = {}
        self.hints = HintsCard(services)
        self.view = ListView(services)
        self._all = ReadingColumn()
        self._rows = QVBoxLayout()
        self._lay_out()
        for part in (self.hints, self.view):
            part.said.connect(self.said)
            part.failed.connect(self.failed)
        self.view.closed.connect(self.show_all)

    def entered(self) -> None:
        """Read lists and hints anew."""
        for code_list in self._services.lists.lists():
            self.lists[code_list.id].show_detail(_about(code_list))
        self.hints.read()

    def open(self, list_id: str) -> None:
        """Show one list."""
        code_list = next(one for one in self._services.lists.lists() if one.id == list_id)
        self._last = list_id
        self.view.show_list(code_list)
        self.setCurrentWidget(self.view)
        self.view.back.setFocus()

    def half_typed(self) -> dict[str, str]:
        """Return what is being entered."""
        of_view = self.currentWidget() is self.view
        return self.view.half_typed() if of_view else self.hints.half_typed()

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Show it again."""
        if "hint" in typed:
            self.hints.take_up(typed)
        elif typed["list"] in self.lists:
            self.open(typed["list"])
            self.view.take_up(typed)

    def show_all(self) -> None:
        """Show all lists again."""
        self.setCurrentWidget(self._all)
        self.entered()
        self.lists[self._last].setFocus()

    def _lay_out(self) -> None:
        card = Card(_("Lists of your office"))
        card.content.addWidget(
            Label(
                _(
                    "Courses, places, authorities and more: add what there is in your district. "
                    "It is offered in the talk beside what came with the program. Offices that "
                    "people are sent to stand under “Offices”."
                )
            )
        )
        card.content.addLayout(self._rows)
        self._rows.setSpacing(0)
        for code_list in self._services.lists.lists():
            row = LinkRow(code_list.title)
            row.clicked.connect(partial(self.open, code_list.id))
            self._rows.addWidget(row)
            self.lists[code_list.id] = row
        if not self._services.session.may(Right.OFFICE):
            self._all.content.addWidget(Notice(who_may(Right.OFFICE)))
        self._all.content.addWidget(self.hints)
        self._all.content.addWidget(card)
        self._all.content.addStretch(1)
        self.addWidget(self._all)
        self.addWidget(self.view)


def _about(code_list: CodeList) -> str:
    own = sum(choice.is_own for choice in code_list.entries)
    count = ngettext("{count} of your own", "{count} of your own", own).format(count=own)
    return joined((count if own else "", words.shipped_words(code_list)))
