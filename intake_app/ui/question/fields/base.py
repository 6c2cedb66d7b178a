"""What every field promises to the question around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.answers import NOT_ASKED, AnswerState
from intake_app.form_engine.model import Kind
from intake_app.form_engine.values import to_answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from intake_app.domain.answers import Answer
    from intake_app.domain.office_lists import LocalHint
    from intake_app.form_engine.conditions import AnswerLookup
    from intake_app.form_engine.model import Question
    from intake_app.ui.question.bilingual import Bilingual
    from intake_app.ui.widgets.segments import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldContext:
    """What fields need to know about the talk.

    Attributes:
        texts: Wording in German and the language of the talk.
        today: The office day.
        initials: Of the advisor, for "gesehen von".
        hints: What the office tells its advisors below a question, by its id.
        partners: The office's partners, for questions of the format "partner"; the code is
            the partner's id.
        offers_keyboard: Offer the on-screen keyboard where original script is typed.
    """

    texts: Bilingual
    today: date
    initials: str = ""
    hints: Mapping[str, Sequence[LocalHint]] = field(default_factory=dict)
    partners: Sequence[Option] = ()
    offers_keyboard: bool = True


def states_offered(question: Question) -> frozenset[AnswerState]:
    """Return the states that one of the question's own choices means already."""
    meant = {choice.means for choice in question.choices if choice.means is not None}
    if question.kind is Kind.YES_NO_UNKNOWN:
        meant.add(AnswerState.UNKNOWN)
    return frozenset(meant)


class AnswerField(QWidget):
    """Shows one value and lets the user change it.

    Signals:
        edited: The user changed something; it may not be finished.
        settled: The user finished: chose something, or left the field.
    """

    edited = Signal()
    settled = Signal()

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__()
        self.question = question
        self.context = context

    @property
    def name(self) -> str:
        """The accessible name: the question in German."""
        return self.context.texts.label(self.question).german

    @property
    def own_states(self) -> frozenset[AnswerState]:
        """States that an entry of the field itself means."""
        return states_offered(self.question)

    def typed(self) -> str:
        """Return what was typed or chosen, in the form that the engine parses."""
        raise NotImplementedError

    def read(self, answers: AnswerLookup | None = None) -> Answer:
        """Return the answer that stands in the field; NOT_ASKED when it is empty.

        Raises:
            InputError: What was typed is no answer.
        """
        text = self.typed()
        if not text.strip():
            return NOT_ASKED
        return to_answer(self.question, text, today=self.context.today, answers=answers)

    def draft(self) -> str:
        """Return what `show_draft` needs to show the same again."""
        return self.typed()

    def show_answer(self, answer: Answer) -> None:
        """Show a stored answer; a state without a value shows nothing or its own entry."""
        raise NotImplementedError

    def show_draft(self, text: str) -> None:
        """Show what was typed before and is no answer yet."""
        raise NotImplementedError

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the field in the colour of danger, or no more."""
