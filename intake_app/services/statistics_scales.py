"""The dimensions of the statistics, made of the questions and code lists of the forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.answers import AnswerState
from intake_app.domain.counted_tables import Axis
from intake_app.form_engine.model import AskedOf
from intake_app.services.statistics_words import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from intake_app.domain.answers import Answer
    from intake_app.form_engine.lists import Choice
    from intake_app.form_engine.model import Question
    from intake_app.form_engine.wording import Wording
    from intake_app.services.content import Content
    from intake_app.services.statistics_words import StatisticsWords

_WITHOUT_VALUE: Final = (AnswerState.UNKNOWN, AnswerState.DECLINED, AnswerState.NOT_ASKED)
_MUNICIPALITIES: Final = "municipalities"
_PARTNERS: Final = "partners"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One dimension, and where on it an answer stands.

    Attributes:
        codes: Place of each code; several may share one.
        states: Place of each state without a value.
    """

    axis: Axis
    codes: Mapping[str, int]
    states: Mapping[AnswerState, int]

    def of_code(self, code: str) -> int:
        """Return the place of a code; that of "not asked" where there is none."""
        return self.codes.get(code, self.states[AnswerState.NOT_ASKED])

    def of_answer(self, answer: Answer) -> int:
        """Return the place of the answer to a single choice."""
        return self.states[answer.state] if answer.value is None else self.of_code(answer.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """Makes the dimensions of one statistic.

    Attributes:
        content: The forms and lists of the office.
        german: Names questions and answers.
        words: Names what stands in no form.
        day: The reporting day.
    """

    content: Content
    german: Wording
    words: StatisticsWords
    day: date

    def question(self, question_id: str) -> Question:
        """Return a question of the form with which talks are led."""
        return self.content.form("competence").place(question_id).question

    def name(self, question_id: str) -> str:
        """Return what a question is called in short."""
        return self.german.short(self.question(question_id))

    def choices(self, question_id: str, *, in_short: bool = False) -> Scale:
        """Return the answers to a question in their order, and what stands for none.

        Args:
            question_id: A single choice, a multiple one, or a grid.
            in_short: One place for every state without a value.
        """
        question = self.question(question_id)
        states = self._unstated() if in_short else self._states(question)
        return _scale(self.german.short(question), self._labels(question), states)

    def groups(self, question_id: str) -> Scale:
        """Return the groups of the answers to a question, in the order of its list.

        What an office added has no group, and counts on its own.
        """
        question = self.question(question_id)
        labels = [(choice.code, choice.group or choice.label) for choice in _valued(question)]
        return _scale(self.german.short(question), labels, self._states(question))

    def some(self, question_id: str, shown: Sequence[str]) -> Scale:
        """Return the answers with these labels, the rest in one.

        Args:
            question_id: A choice among many.
            shown: Labels in the order in which they are wanted.
        """
        question, others = self.question(question_id), self.words.say(Term.OTHERS)
        labels = [
            (code, label if label in shown else others) for code, label in self._labels(question)
        ]
        states = self._states(question)
        return _scale(self.german.short(question), labels, states, first=(*shown, others))

    def units(self, *, by_municipality: bool = False) -> Scale:
        """Return the administrative units of the county, or the municipalities in them.

        What is no municipality any more counts with the one that took its place.
        """
        entries = self.content.library.lists[_MUNICIPALITIES].entries
        if not by_municipality:
            groups = [(entry.code, entry.group) for entry in entries]
            return _scale(self.words.say(Term.UNIT), groups, self._unstated())
        labels = [
            (entry.code, self.german.list_label(_MUNICIPALITIES, self._today(entry, entries).code))
            for entry in entries
        ]
        return _scale(self.name("addr.municipality"), labels, self._unstated())

    def partner_kinds(self) -> Scale:
        """Return the kinds of offices, and at the end that there is none."""
        kinds = self.content.library.partner_kinds
        labels = [(code, self.german.list_label(_PARTNERS, code)) for code in kinds]
        without = dict.fromkeys(AnswerState, self.words.say(Term.NO_PARTNER))
        return _scale(self.words.say(Term.PARTNER_KIND), labels, without)

    def _labels(self, question: Question) -> list[tuple[str, str]]:
        return [
            (choice.code, self.german.choice(question, choice.code))
            for choice in _valued(question)
        ]

    def _today(self, entry: Choice, entries: Iterable[Choice]) -> Choice:
        if entry.is_offered(self.day):
            return entry
        same = [one for one in entries if one.group == entry.group and one.is_offered(self.day)]
        return same[0] if len(same) == 1 else entry

    def _states(self, question: Question) -> dict[AnswerState, str]:
        if question.asked_of is AskedOf.ADVISOR:
            word = self.german.state_word(AnswerState.NOT_ASKED)
            return dict.fromkeys(_WITHOUT_VALUE, word)
        return {state: self.german.state_word(state) for state in _WITHOUT_VALUE}

    def _unstated(self) -> dict[AnswerState, str]:
        return dict.fromkeys(_WITHOUT_VALUE, self.words.say(Term.UNSTATED))


def _valued(question: Question) -> Iterable[Choice]:
    """Return the choices that are stored as a value, not as a state."""
    return (choice for choice in question.choices if choice.means is None)


def _scale(
    name: str,
    codes: Iterable[tuple[str, str]],
    states: Mapping[AnswerState, str],
    *,
    first: Iterable[str] = (),
) -> Scale:
    """Give each label a place, in the order in which they come; those in `first` before."""
    places = {label: place for place, label in enumerate(first)}
    of_codes = {code: places.setdefault(label, len(places)) for code, label in codes}
    of_states = {state: places.setdefault(label, len(places)) for state, label in states.items()}
    return Scale(axis=Axis(name=name, labels=tuple(places)), codes=of_codes, states=of_states)
