"""Completing a talk: what is still needed, what stays open, what can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.link_row import LinkRow
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A question that is named here; pressing it leads there.

    Attributes:
        section: German heading of its section.
        words: The question in German.
    """

    path: str
    section: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """What stands between the talk and its completion.

    Attributes:
        blocks: Safety notes that stop it, with the text of the note.
        missing: Required questions that are not settled.
        drafts: Typed input that is no answer.
        left_open: Core questions that were not asked.
        hidden: Answers whose question no longer applies.
        goes_on: Where the next talk goes on, in a sentence; empty when everything was asked.
    """

    blocks: tuple[tuple[Point, str], ...]
    missing: tuple[Point, ...]
    drafts: tuple[Point, ...]
    left_open: tuple[Point, ...]
    hidden: tuple[Point, ...]
    goes_on: str = ""

    @property
    def can_complete(self) -> bool:
        """Whether the talk can be completed now."""
        return not self.blocks and not self.missing


class CompletionPanel(QWidget):
    """The last look before a talk is completed.

    Signals:
        led_to: Path of the question that was pressed.
        completed: Complete the talk; True when hidden answers shall be removed.
        put_off: Go on with the talk.
    """

    led_to = Signal(str)
    completed = Signal(bool)
    put_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = ReadingColumn()
        outer.addWidget(self._page)
        self._content: QWidget | None = None
        self._links: dict[str, QAbstractButton] = {}
        self.remove_hidden = TickBox("")
        self.complete = Button(_("Complete the talk"), ButtonKind.PRIMARY)
        self.later = Button(_("Go on with the talk"))

    def show_remaining(self, remaining: Remaining) -> None:
        """Show what is left to do."""
        if self._content is not None:
            self._page.content.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        self._links = {}
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(Label(_("Complete the talk"), Role.TITLE))
        for point, text in remaining.blocks:
            self._add_block(column, point, text)
        if remaining.missing:
            title = ngettext(
                "{count} question is still needed", "{count} questions are still needed",
                len(remaining.missing),
            ).format(count=len(remaining.missing))  # fmt: skip
            hint = _("“Does not know” and “not stated” are answers too.")
            column.addWidget(self._card(title, hint, remaining.missing))
        elif not remaining.blocks:
            column.addWidget(Notice(_("Everything that is needed is there."), Level.GOOD))
        if remaining.drafts:
            hint = _("What is typed there stays, but it does not count as an answer yet.")
            column.addWidget(self._card(_("Typed but not understood"), hint, remaining.drafts))
        if remaining.left_open or remaining.goes_on:
            column.addWidget(self._left_open(remaining.left_open, remaining.goes_on))
        if remaining.hidden:
            column.addWidget(self._hidden(remaining.hidden))
        column.addLayout(self._buttons(remaining))
        column.addStretch(1)
        self._page.content.addWidget(self._content)
        first = self.complete if remaining.can_complete else self.later
        first.setFocus()

    def links(self) -> dict[str, QAbstractButton]:
        """Return what leads to questions, by their paths."""
        return dict(self._links)

    def _add_block(self, column: QVBoxLayout, point: Point, text: str) -> None:
        notice = Notice(text, Level.DANGER, title=_("It cannot go on like this"))
        link = Button(_("To the question"), ButtonKind.QUIET)
        self._lead(link, point)
        notice.line.addWidget(link)
        column.addWidget(notice)

    def _card(self, title: str, hint: str, points: Sequence[Point]) -> Card:
        card = Card(title)
        card.content.addWidget(Label(hint, Role.HINT, colour="muted"))
        section = ""
        for point in points:
            if point.section != section:
                section = point.section
                card.content.addSpacing(px(4))
                card.content.addWidget(Label(section, Role.STRONG))
            link = LinkRow(point.words)
            self._lead(link, point)
            card.content.addWidget(link)
        return card

    def _left_open(self, points: Sequence[Point], goes_on: str) -> Card:
        count = len(points)
        title = ngettext(
            "{count} question was not asked", "{count} questions were not asked", count
        )
        hint = _("That is all right. They are listed as open for the next talk.")
        if not points:
            title = _("The core sheet is complete")
            hint = _("What is left can wait.")
        card = Card(title.format(count=count))
        card.content.addWidget(Label(hint, Role.HINT, colour="muted"))
        by_section: dict[str, int] = {}
        for point in points:
            by_section[point.section] = by_section.get(point.section, 0) + 1
        words = " · ".join(f"{section} ({number})" for section, number in by_section.items())
        if words:
            card.content.addWidget(Label(words))
        if goes_on:
            card.content.addWidget(Label(goes_on, Role.STRONG))
        return card

    def _hidden(self, points: Sequence[Point]) -> Card:
        card = Card(_("Answers whose question no longer applies"))
        hint = _("They are never printed or passed on. Another answer has made them superfluous.")
        card.content.addWidget(Label(hint, Role.HINT, colour="muted"))
        for point in points[:_MOST_NAMED]:
            card.content.addWidget(Label(f"{point.section}: {point.words}"))
        if len(points) > _MOST_NAMED:
            more = len(points) - _MOST_NAMED
            card.content.addWidget(Label(_("and {count} more").format(count=more)))
        text = ngettext("Remove this answer", "Remove these {count} answers", len(points))
        self.remove_hidden = TickBox(text.format(count=len(points)))
        card.content.addWidget(self.remove_hidden)
        return card

    def _buttons(self, remaining: Remaining) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(px(8))
        self.later = Button(_("Go on with the talk"))
        self.later.clicked.connect(self.put_off)
        self.complete = Button(_("Complete the talk"), ButtonKind.PRIMARY)
        self.complete.setEnabled(remaining.can_complete)
        has_hidden = bool(remaining.hidden)
        self.complete.clicked.connect(
            lambda: self.completed.emit(has_hidden and self.remove_hidden.isChecked())
        )
        line.addWidget(self.complete)
        line.addWidget(self.later)
        line.addStretch(1)
        return line

    def _lead(self, link: QAbstractButton, point: Point) -> None:
        link.setAccessibleName(f"{point.section}: {point.words}")
        link.clicked.connect(lambda: self.led_to.emit(point.path))
        self._links[point.path] = link
