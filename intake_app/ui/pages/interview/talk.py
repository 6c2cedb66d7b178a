"""The open talk: stores what changes and keeps the sheet that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.case import InterviewState
from intake_app.errors import IntakeError
from intake_app.services.proposals import SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.answers import Answer
    from intake_app.domain.codes import InterviewId
    from intake_app.services.services import Services
    from intake_app.services.sheet import Sheet


class Talk(QObject):
    """A talk that is being led.

    Args:
        services: What an advisor can do.
        interview_id: The talk.
        parent: Qt's parent.

    Signals:
        changed: Something was stored; path of the question.
        failed: The `IntakeError` that kept something from being stored.
    """

    changed = Signal(str)
    failed = Signal(object)

    def __init__(
        self, services: Services, interview_id: InterviewId, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._interviews = services.interviews
        self.sheet: Sheet = self._interviews.sheet(interview_id)

    def answer(self, path: str, answer: Answer) -> None:
        """Store an answer."""
        if self._stored(lambda: self._interviews.answer(self.sheet.interview, path, answer)):
            if self.sheet.form.place_at(path).question.id in SOURCES:
                self.sheet = self._interviews.sheet(self.sheet.interview.id)
            else:
                self.sheet = self.sheet.with_answer(path, answer)
            self.changed.emit(path)

    def keep_draft(self, path: str, text: str) -> None:
        """Keep half-typed input; nothing else follows from it."""
        if self._stored(lambda: self._interviews.keep_draft(self.sheet.interview, path, text)):
            self.sheet = self.sheet.with_draft(path, text)

    def add_row(self, path: str) -> None:
        """Add the row with this path, the repeat's path and the row's id."""
        repeat, _slash, row = path.rpartition("/")
        self._change_rows(
            repeat, lambda: self._interviews.add_row(self.sheet.interview, repeat, row)
        )

    def remove_row(self, path: str) -> None:
        """Remove the row with this path; its answers go into the history."""
        repeat, _slash, row = path.rpartition("/")
        self._change_rows(
            repeat, lambda: self._interviews.remove_row(self.sheet.interview, repeat, row)
        )

    def move_row(self, path: str, position: int) -> None:
        """Move the row with this path to a position among its neighbours."""
        repeat, _slash, row = path.rpartition("/")
        self._change_rows(
            repeat,
            lambda: self._interviews.move_row(self.sheet.interview, repeat, row, position),
        )

    def at_section(self, section_id: str) -> None:
        """Remember where the advisor is, to continue there."""
        talk = self.sheet.interview
        if section_id == talk.section or talk.state is InterviewState.COMPLETED:
            return
        try:
            moved = self._interviews.at_section(talk, section_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.sheet = self.sheet.with_interview(moved)

    def complete(self, *, remove_hidden: bool) -> bool:
        """Complete the talk; False when that was refused."""
        return self._stored(
            lambda: self._interviews.complete(self.sheet.interview, remove_hidden=remove_hidden)
        )

    def _change_rows(self, repeat: str, change: Callable[[], object]) -> None:
        if self._stored(change):
            # A new row brings defaults with it; rows change seldom, so all is read again.
            self.sheet = self._interviews.sheet(self.sheet.interview.id)
            self.changed.emit(repeat)

    def _stored(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except IntakeError as error:
            self.failed.emit(error)
            return False
        return True
