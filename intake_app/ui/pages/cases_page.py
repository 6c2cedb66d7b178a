"""Fälle: find a case while typing; open a new one only after looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from intake_app.errors import IntakeError
from intake_app.i18n import _, ngettext
from intake_app.services.cases import SEARCH_LIMIT
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages import case_words
from intake_app.ui.pages.case_list import CaseList
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, EmptyState, page_margin
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.case import CaseHead
    from intake_app.services.services import Services

_MOST_ALIKE = 3
_NO_LIMIT = 16_777_215
"""Qt's own greatest size of a widget."""
_ENOUGH_TO_COMPARE = 3
"""So many letters of a name are needed before names that sound alike are looked for."""


class CasesPage(Page):
    """All cases; the search box at the top of the window feeds it.

    The window connects `searched` to `search`, `search_walked` to `walk` and
    `search_entered` to `open_marked`.

    Args:
        services: What the advisor can do.

    Signals:
        open_case: CaseId of the case to open.
        new_case: Open a new case for somebody who was not found.
        search_wanted: Put the cursor into the search box.
    """

    open_case = Signal(object)
    new_case = Signal()
    search_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(_("Cases"))
        self._services = services
        self._text = ""
        self._found: Sequence[CaseHead] = ()
        self._alike: Sequence[CaseHead] = ()
        self._discreet = False
        self.list = CaseList(services.session.content)
        self.list.opened.connect(self.open_case)
        self._heading = Label(role=Role.SECTION)
        self.nothing = EmptyState(
            _("Not found. Another spelling?"),
            _("Try a part of the name, the year of birth, the phone or the slip number."),
            icon="search",
        )
        self._first = EmptyState(
            _("Your cases will be here"),
            _("A case holds everything about one person. Search first, then open a new one."),
            icon="cases",
        )
        self.below = _Below()
        self.below.new_case.connect(self.new_case)
        self.below.open_case.connect(self.open_case)
        self.below.search_wanted.connect(self.search_wanted)
        self._lay_out()

    def searched(self) -> str:
        """Return what the cases that are shown were searched for."""
        return self._text

    def search(self, text: str) -> None:
        """Show the cases that fit what is typed; the ones worked on last when it is empty."""
        self._text = text.strip()
        try:
            self._found = self._services.cases.search(self._text)
            self._alike = self._sounding()
        except IntakeError as error:
            self.report(error)
            return
        self._show()

    def walk(self, step: int) -> None:
        """Mark the next result, or the one before."""
        self.list.walk(step)

    def open_marked(self) -> None:
        """Open the marked result."""
        marked = self.list.marked()
        if marked is not None:
            self.open_case.emit(marked)

    def begin_talk(self) -> None:
        """Start a new talk: ask for the person first."""
        self.search("")
        self.say(_("A new talk: search for the person first, in the box at the top."), Level.INFO)
        self.search_wanted.emit()

    def entered(self) -> None:
        """Read the list anew: what was changed elsewhere shows."""
        self.search(self._text)

    def half_typed(self) -> str:
        """Return what was searched for."""
        return self._text

    def take_up(self, typed: str) -> None:
        """Search for it again."""
        self.search(typed)

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Show initials instead of names."""
        self._discreet = discreet
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page's margin."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        self.content.setContentsMargins(margin, px(8), margin, margin)

    def _lay_out(self) -> None:
        self.content.setSpacing(px(16))
        self._card = card = Card()
        card.content.setContentsMargins(0, px(12), 0, px(4))
        self._heading.setContentsMargins(px(16), 0, px(16), 0)
        card.content.addWidget(self._heading)
        self._stack = QStackedWidget()
        for page in (self.list, self.nothing, self._first):
            self._stack.addWidget(page)
        card.content.addWidget(self._stack, 1)
        self.content.addWidget(card, 1)
        self.content.addWidget(self.below)
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.content.addWidget(self._rest)

    def _sounding(self) -> Sequence[CaseHead]:
        letters = [sign for sign in self._text if sign.isalpha()]
        if len(letters) < _ENOUGH_TO_COMPARE:
            return ()
        shown = {head.case.id for head in self._found}
        alike = self._services.cases.sounding(self._text)
        return [head for head in alike if head.case.id not in shown][:_MOST_ALIKE]

    def _show(self) -> None:
        self.list.show_heads(self._found, discreet=self._discreet, mark_first=bool(self._text))
        self._heading.setText(self._heading_text())
        self._heading.setVisible(bool(self._found))
        if self._found:
            self._stack.setCurrentWidget(self.list)
        else:
            self._stack.setCurrentWidget(self.nothing if self._text else self._first)
        self._fit_card()
        self.below.show_alike(
            [(head, self._words(head)) for head in self._alike], searched=bool(self._text)
        )

    def _fit_card(self) -> None:
        """Let a short list end after its last row, so that what is below stands below."""
        around = self._heading.sizeHint().height() + px(12 + 8 + 4)
        height = self.list.sizeHint().height() + around if self._found else _NO_LIMIT
        self._card.setMaximumHeight(height)
        self._rest.setVisible(bool(self._found))

    def _heading_text(self) -> str:
        if not self._text:
            return _("Last worked on")
        if len(self._found) == SEARCH_LIMIT:
            return _("The first {count} results. More letters find more exactly.").format(
                count=SEARCH_LIMIT
            )
        text = ngettext("{count} case found", "{count} cases found", len(self._found))
        return text.format(count=len(self._found))

    def _words(self, head: CaseHead) -> str:
        name = shown_name(head.display_name, discreet=self._discreet)
        place = case_words.municipality(head, self._services.session.content)
        return case_words.joined((name, case_words.born(head), place), ", ")


class _Below(Card):
    """Below the results: a new case, and beside it who may be the same person.

    Signals:
        new_case: Open a new case.
        open_case: CaseId of a case that sounds alike.
        search_wanted: Search first.
    """

    new_case = Signal()
    open_case = Signal(object)
    search_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(px(24))
        self.content.addLayout(self._line)
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        self._question = Label()
        self.search_first = Button(_("To the search"), icon="search")
        self.search_first.clicked.connect(self.search_wanted)
        self.create_case = Button(_("&New case"), ButtonKind.PRIMARY, icon="plus")
        self.create_case.clicked.connect(self.new_case)
        row.addWidget(self._question, 1)
        row.addWidget(self.search_first)
        row.addWidget(self.create_case)
        self._line.addWidget(left, 1, Qt.AlignmentFlag.AlignVCenter)
        self.alike = QWidget()
        column = QVBoxLayout(self.alike)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(Label(_("Sounds alike. The same person?"), Role.STRONG))
        self._names = QWidget()
        self._flow = FlowLayout(px(8), self._names)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._names.setSizePolicy(policy)
        column.addWidget(self._names)
        self._line.addWidget(self.alike, 1)
        fixed = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        fixed.setHeightForWidth(True)
        self.setSizePolicy(fixed)

    def show_alike(self, alike: Sequence[tuple[CaseHead, str]], *, searched: bool) -> None:
        """Show who may be the same person; a new case is offered after a search only."""
        self._question.setText(
            _("Is the person not in the list?")
            if searched
            else _(
                "Somebody new? Search for name, year of birth or phone first: perhaps there "
                "is a case already."
            )
        )
        self.search_first.setVisible(not searched)
        self.create_case.setVisible(searched)
        while (item := self._flow.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        for head, words in alike:
            button = Button(words.replace("&", "&&"))
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, case=head.case.id: self.open_case.emit(case))
            self._flow.addWidget(button)
        self.alike.setVisible(bool(alike))
        self._names.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both halves below one another where there is no room."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(720)
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
