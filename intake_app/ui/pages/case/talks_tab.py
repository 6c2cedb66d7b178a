"""The talks of a case: go on with one, begin another, read a completed one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.case import Interview, InterviewState
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case.children_card import ChildrenCard
from intake_app.ui.pages.case.new_talk import NewTalkCard
from intake_app.ui.pages.case.talk_view import TalkView
from intake_app.ui.pages.moments import hour, span
from intake_app.ui.pages.talk_words import goes_on_words, language_words
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.codes import CaseId, InterviewId
    from intake_app.services.services import Services

_WIDEST = 860
_FIRST, _FOLLOW_UP = "first", "follow_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    talk: Interview
    kind: str
    section: str
    goes_on: str = ""


class TalksTab(QWidget):
    """The talks of a case, newest first.

    Args:
        services: What an advisor can do.
        case_id: The case.

    Signals:
        opened: Id of the talk that shall be led, of this case or of a child's new one.
        failed: The `IntakeError` that kept something from being stored or read.
        corrected: An answer of a completed talk was corrected.
    """

    opened = Signal(object)
    failed = Signal(object)
    corrected = Signal()

    def __init__(self, services: Services, case_id: CaseId) -> None:
        super().__init__()
        self._services = services
        self._case_id = case_id
        self._is_closed = False
        self._content = services.session.content
        self._german = self._content.wording("de")
        self._lines: list[_Line] | None = None
        self._discreet = False
        self.new_talk: NewTalkCard | None = None
        self.children_card: ChildrenCard | None = None
        self.talk_view: TalkView | None = None
        self.buttons: dict[InterviewId, Button] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._page = ReadingColumn(px(_WIDEST))
        self._stack.addWidget(self._page)
        self._inside: QWidget | None = None
        outer.addWidget(self._stack)

    def set_closed(self, *, closed: bool) -> None:
        """Offer no new talk and no correction while the case is closed."""
        if closed != self._is_closed:
            self._is_closed = closed
            self._lines = None

    def entered(self) -> None:
        """Read the talks anew."""
        try:
            kinds = self._services.interviews.kinds(self._case_id)
            talks = self._services.interviews.of_case(self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        lines = [self._line(talk, kinds.get(talk.id, "")) for talk in talks]
        if lines and not self._is_closed and not any(_is_open(talk) for talk in talks):
            lines[0] = replace(lines[0], goes_on=self._goes_on())
        if lines != self._lines:
            self._lines = lines
            self._show(lines)
        if self.children_card is not None:
            self.children_card.entered()

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Show the children's initials instead of their names, or their names again."""
        self._discreet = discreet
        if self.children_card is not None:
            self.children_card.set_discreet(discreet)

    def open_talk(self) -> Interview | None:
        """Return the talk that can be continued, None when all are completed."""
        open_ones = (line.talk for line in self._lines or () if _is_open(line.talk))
        return next(open_ones, None)

    def has_talks(self) -> bool:
        """Tell whether there was a talk already."""
        return bool(self._lines)

    def ask_new_talk(self) -> None:
        """Offer language and kind of a new talk."""
        self._stack.setCurrentWidget(self._page)
        if self.new_talk is not None:
            self.new_talk.show()
            self.new_talk.focus_first()
            self._page.ensureWidgetVisible(self.new_talk)

    def read_talk(self, interview_id: InterviewId) -> None:
        """Show a completed talk."""
        self._close_view()
        try:
            view = TalkView(self._services, interview_id, may_correct=not self._is_closed)
        except IntakeError as error:
            self.failed.emit(error)
            return
        view.closed.connect(self._close_view)
        view.failed.connect(self.failed)
        view.corrected.connect(self.corrected)
        self.talk_view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)

    def _line(self, talk: Interview, kind: str) -> _Line:
        section = ""
        if talk.section:
            section = self._german.section_title(
                self._services.interviews.form.section(talk.section)
            )
        words = self._german.list_label("talk_kinds", kind) if kind else ""
        return _Line(talk=talk, kind=words, section=section)

    def _goes_on(self) -> str:
        place = self._services.interviews.goes_on_at(self._case_id)
        return goes_on_words(place, self._german) if place is not None else ""

    def _show(self, lines: Sequence[_Line]) -> None:
        if self._inside is not None:
            self._page.content.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self.buttons = {}
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self.new_talk = None
        if not self._is_closed:
            self.new_talk = self._make_new_talk(lines)
            column.addWidget(self.new_talk)
        for line in lines:
            column.addWidget(self._card(line))
        self.children_card = None
        if lines and not self._is_closed:
            self.children_card = self._make_children(lines[0].talk.language)
            column.addWidget(self.children_card)
        if not lines and self._is_closed:
            column.addWidget(Label(_("There was no talk."), colour="muted"))
        column.addStretch(1)
        self._page.content.addWidget(self._inside)

    def _make_new_talk(self, lines: Sequence[_Line]) -> NewTalkCard:
        card = NewTalkCard(self._services, can_cancel=bool(lines))
        card.propose(lines[0].talk.language if lines else "", _FOLLOW_UP if lines else _FIRST)
        card.begun.connect(self._on_begun)
        card.cancelled.connect(card.hide)
        if lines:
            card.hide()
        return card

    def _make_children(self, language: str) -> ChildrenCard:
        card = ChildrenCard(self._services, self._case_id, language)
        card.begun.connect(self.opened)
        card.failed.connect(self.failed)
        card.set_discreet(self._discreet)
        return card

    def _card(self, line: _Line) -> Card:
        talk = line.talk
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(px(12))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(Label(line.kind or _("Talk"), Role.STRONG))
        when = span(talk.begun_at, talk.completed_at)
        about = f"{language_words(talk.language, self._content)} · {talk.begun_by}"
        words.addWidget(Label(f"{when} · {about}", colour="muted"))
        if _is_open(talk):
            text = _("not completed, section “{section}”").format(section=line.section)
            words.addWidget(Label(text, colour="warn"))
        if line.goes_on:
            words.addWidget(Label(line.goes_on, colour="muted"))
        row.addLayout(words, 1)
        button = self._button(line)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.content.addLayout(row)
        self.buttons[talk.id] = button
        return card

    def _button(self, line: _Line) -> Button:
        talk = line.talk
        if _is_open(talk):
            button = Button(_("Continue"), ButtonKind.PRIMARY)
            button.setAccessibleName(
                _("Go on with the talk of {hour}").format(hour=hour(talk.begun_at))
            )
            button.setEnabled(not self._is_closed)
            button.clicked.connect(partial(self._emit_opened, talk.id))
        else:
            button = Button(_("Look at"))
            button.setAccessibleName(
                _("Read the talk of {moment}").format(
                    moment=span(talk.begun_at, talk.completed_at)
                )
            )
            button.clicked.connect(partial(self._emit_read, talk.id))
        return button

    def _emit_opened(self, interview_id: InterviewId, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.opened.emit(interview_id)

    def _emit_read(self, interview_id: InterviewId, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.read_talk(interview_id)

    def _on_begun(self, language: str, kind: str) -> None:
        try:
            talk = self._services.interviews.begin(self._case_id, language, kind)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.opened.emit(talk.id)

    def _close_view(self) -> None:
        if self.talk_view is not None:
            self._stack.removeWidget(self.talk_view)
            self.talk_view.deleteLater()
            self.talk_view = None
        self._stack.setCurrentWidget(self._page)


def _is_open(talk: Interview) -> bool:
    return talk.state is InterviewState.OPEN
