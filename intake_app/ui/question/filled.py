"""What the question views show: answers, rows, half-typed input, and what applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.answers import NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from intake_app.domain.answers import Answer
    from intake_app.form_engine.conditions import AnswerLookup
    from intake_app.form_engine.depth import Deepening
    from intake_app.form_engine.model import Note
    from intake_app.form_engine.wording import Wording
    from intake_app.services.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form with its answers, at one moment.

    Attributes:
        answers: By path.
        rows: Ids of the rows of each repeat, by the repeat's path.
        drafts: Typed text that is no answer yet, by path.
        shown: Paths of the questions that apply, with the notes that hold there.
        deepening: What can wait, by id of the section or path of the entry of a list.
        computed: Returns a computed value in German, by its name and the path of its question.
        display: Returns the German text of the answer at a path, empty when there is none.
        lookup: Returns the answers as seen from a row ("" outside of repeats).
    """

    answers: Mapping[str, Answer]
    rows: Mapping[str, Sequence[str]]
    drafts: Mapping[str, str]
    shown: Mapping[str, tuple[Note, ...]]
    deepening: Mapping[str, Deepening]
    computed: Callable[[str, str], str]
    display: Callable[[str], str]
    lookup: Callable[[str], AnswerLookup | None]

    @classmethod
    def of(cls, sheet: Sheet, german: Wording) -> Filled:
        """Return what a sheet holds."""
        return cls(
            answers=sheet.reading.answers,
            rows=sheet.reading.rows,
            drafts=sheet.drafts,
            shown={shown.path: shown.notes for shown in sheet.visibility.shown},
            deepening=sheet.deepening,
            computed=lambda name, path: sheet.computed(name, path, german),
            display=lambda path: sheet.display(path, german),
            lookup=sheet.answers.in_row,
        )

    def answer(self, path: str) -> Answer:
        """Return an answer, NOT_ASKED when there is none."""
        return self.answers.get(path, NOT_ASKED)

    def row_ids(self, path: str) -> Sequence[str]:
        """Return the rows of a repeat in their order."""
        return self.rows.get(path, ())
