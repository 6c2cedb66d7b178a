"""Looking up answers by question, in a case or in one row of a repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answers import NOT_ASKED, AnswerState
from intake_app.form_engine.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.answers import Answer
    from intake_app.form_engine.model import Form


class AnswerView:
    """The answers of one case (and one talk) as conditions and pages look at them.

    Args:
        form: The form that the paths belong to.
        answers: Answers by path.
        rows: Row ids by path of the repeat, in order.
        row: Row in whose context parts of its repeat are looked up.
        hidden: Paths of questions that are not shown; their answers count as not asked.
    """

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, Answer],
        rows: Mapping[str, Sequence[str]] | None = None,
        *,
        row: str = "",
        hidden: frozenset[str] | set[str] = frozenset(),
    ) -> None:
        self.form = form
        self._answers = answers
        self._rows = rows or {}
        self._row = row
        self._hidden = hidden

    def in_row(self, row: str) -> AnswerView:
        """Return the same answers seen from one row of a repeat."""
        return AnswerView(self.form, self._answers, self._rows, row=row, hidden=self._hidden)

    def without(self, hidden: set[str]) -> AnswerView:
        """Return the same answers without those below the given paths."""
        return AnswerView(self.form, self._answers, self._rows, row=self._row, hidden=hidden)

    def at(self, path: str) -> Answer:
        """Return the answer at a path, NOT_ASKED when there is none."""
        if self._hidden and any(prefix in self._hidden for prefix in _prefixes(path)):
            return NOT_ASKED
        return self._answers.get(path, NOT_ASKED)

    def answer(self, question_id: str) -> Answer:
        """Return the answer to a question; parts of a repeat need `in_row`."""
        return self.at(self.form.place(question_id).path(self._row))

    def value(self, question_id: str) -> str | None:
        """Return the canonical value of a question, None in every other state."""
        return self.answer(question_id).value

    def row_ids(self, question_id: str) -> Sequence[str]:
        """Return the ids of the rows of a repeat, in order."""
        path = self.form.place(question_id).path(self._row)
        if self._hidden and any(prefix in self._hidden for prefix in _prefixes(path)):
            return ()
        return self._rows.get(path, ())

    def row_count(self, question_id: str) -> int:
        """Return how many rows a repeat has; 0 for any other question."""
        place = self.form.place(question_id)
        return len(self.row_ids(question_id)) if place.question.kind is Kind.REPEAT else 0

    def is_answered(self, question_id: str) -> bool:
        """Tell whether there is a value: of its own, of a part of a group, or a row."""
        question = self.form.question(question_id)
        if question.kind is Kind.GROUP:
            return any(self.is_answered(part.id) for part in question.parts)
        if question.kind is Kind.REPEAT and self.row_ids(question_id):
            return True
        return self.answer(question_id).state is AnswerState.ANSWERED

    def paths(self) -> Iterable[str]:
        """Return the paths of all stored answers, shown or not."""
        return self._answers.keys()


def _prefixes(path: str) -> Iterable[str]:
    """Yield the path and every path above it."""
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
