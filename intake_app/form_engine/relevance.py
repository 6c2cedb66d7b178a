"""Which questions are shown for the answers so far.

The form is walked once in the order of the talk.  What is not shown counts as not asked
for everything that follows, so that a whole chain of follow-up questions disappears with
its first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState
from intake_app.form_engine.conditions import holds, holds_for_certain
from intake_app.form_engine.model import Kind, NoteLevel

if TYPE_CHECKING:
    from intake_app.form_engine.answer_view import AnswerView
    from intake_app.form_engine.conditions import Derived
    from intake_app.form_engine.model import Note, Question, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A question that is shown.

    Attributes:
        path: Path of its answer.
        row: Row it stands in, "" outside repeats.
        notes: The notes that hold now.
    """

    question: Question
    section: Section
    path: str
    row: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """Whether a note stops the talk here."""
        return any(note.level is NoteLevel.BLOCK for note in self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility:
    """What is shown of a form.

    Attributes:
        shown: In the order of the talk; groups and repeats stand before their parts.
        open_sections: Ids of the sections whose own condition holds.
        answers: The answers without those of hidden questions.
    """

    shown: tuple[Shown, ...]
    open_sections: frozenset[str]
    answers: AnswerView

    def in_section(self, section_id: str) -> tuple[Shown, ...]:
        """Return what is shown of one section."""
        return tuple(shown for shown in self.shown if shown.section.id == section_id)

    def paths(self) -> frozenset[str]:
        """Return the paths of everything that is shown."""
        return frozenset(shown.path for shown in self.shown)

    def blocks(self) -> tuple[Shown, ...]:
        """Return the questions whose notes stop the talk."""
        return tuple(shown for shown in self.shown if shown.is_blocked)


def visible(answers: AnswerView, derived: Derived) -> Visibility:
    """Decide for every question of the form whether it is shown."""
    return _Walk(answers, derived).result()


def hidden_answers(answers: AnswerView, derived: Derived) -> list[str]:
    """Return the paths of stored answers whose questions are not shown (any more).

    They stay stored, are never printed or exported, and completion offers to remove them.
    """
    shown = visible(answers, derived).paths()
    return sorted(
        path
        for path in answers.paths()
        if path not in shown and answers.at(path).state is not AnswerState.NOT_ASKED
    )


class _Walk:
    """One walk through the form; `_hidden` grows on the way."""

    def __init__(self, answers: AnswerView, derived: Derived) -> None:
        self._derived = derived
        self._hidden: set[str] = set()
        self._answers = answers.without(self._hidden)
        self._shown: list[Shown] = []

    def result(self) -> Visibility:
        open_sections = set()
        for section in self._answers.form.sections:
            if holds(section.relevant, self._answers, self._derived):
                open_sections.add(section.id)
                for question in section.questions:
                    self._visit(question, section, "", "")
            else:
                self._hidden.update(question.id for question in section.questions)
        return Visibility(
            shown=tuple(self._shown),
            open_sections=frozenset(open_sections),
            answers=self._answers,
        )

    def _visit(self, question: Question, section: Section, above: str, row: str) -> None:
        path = f"{above}/{question.id}" if above else question.id
        answers = self._answers.in_row(row)
        if not holds(question.relevant, answers, self._derived):
            self._hidden.add(path)
            return
        notes = tuple(
            note for note in question.notes if holds_for_certain(note.when, answers, self._derived)
        )
        shown = Shown(question=question, section=section, path=path, row=row, notes=notes)
        self._shown.append(shown)
        if question.kind is Kind.REPEAT:
            for row_id in answers.row_ids(question.id):
                for part in question.parts:
                    self._visit(part, section, f"{path}/{row_id}", row_id)
        else:
            for part in question.parts:
                self._visit(part, section, path, row)
