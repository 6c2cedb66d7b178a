"""Conditions: when a question, a section or a note is shown (relevant, when).

A condition is data, a small tree of all / any / not over facts about earlier answers and
a few derived values.  It is evaluated in three-valued logic: true, false, or None when
the fact is not certain, that is when the person does not know, does not want to say, or
the range of possible ages crosses the border.  Uncertain means *shown* for questions, so
that nothing is skipped by mistake, and *not shown* for notes, so that no warning appears
without its reason.  A question that has not been asked yet is no uncertainty: it simply
has none of the answers, as an empty field in XLSForm.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from intake_app.domain.answers import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from intake_app.domain.answers import Answer

DERIVED_NUMBERS = frozenset({"age_min", "age_max", "children_count", "youngest_child_age"})
DERIVED_FACTS = frozenset({"minor_or_unsure", "german_or_eu", "born_abroad"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Values that conditions may ask for and that follow from several answers.

    None means not certain.  They are computed by the services (ages from told and
    official dates, `domain.ages`) and passed in, so that the engine knows no question.

    Attributes:
        age_min: Youngest possible age of the person today.
        age_max: Oldest possible age.
        minor_or_unsure: Must be treated as a minor for consent.
        children_count: Number of children under 18.
        youngest_child_age: Youngest possible age of the youngest child; conditions on it are
            false without children.
        german_or_eu: German or EU citizen, as far as stated.
        born_abroad: Country of birth is not Germany.
        today: The day of the office, for conditions on how long ago something was.
    """

    age_min: int | None = None
    age_max: int | None = None
    minor_or_unsure: bool | None = None
    children_count: int | None = None
    youngest_child_age: int | None = None
    german_or_eu: bool | None = None
    born_abroad: bool | None = None
    today: date | None = None


NOTHING_DERIVED = Derived()


class AnswerLookup(Protocol):
    """What a condition needs to know about the answers so far."""

    def answer(self, question_id: str) -> Answer:
        """Return the answer, NOT_ASKED when there is none."""
        ...

    def row_count(self, question_id: str) -> int:
        """Return how many rows a repeat has."""
        ...

    def is_answered(self, question_id: str) -> bool:
        """Tell whether there is a value; for groups and repeats in any part or row."""
        ...


class Condition(Protocol):
    """A node of the tree."""

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:
        """Return true, false, or None when it is not certain."""
        ...

    def subjects(self) -> frozenset[str]:
        """Return the ids of all questions that the condition looks at."""
        ...


def holds(condition: Condition | None, answers: AnswerLookup, derived: Derived) -> bool:
    """Tell whether a question with this condition is shown; uncertain means yes."""
    return condition is None or condition.evaluate(answers, derived) is not False


def holds_for_certain(condition: Condition, answers: AnswerLookup, derived: Derived) -> bool:
    """Tell whether a note with this condition is shown; uncertain means no."""
    return condition.evaluate(answers, derived) is True


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is true."""

    parts: tuple[Condition, ...]

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:
        """Return false as soon as one part is false, None when one is not certain."""
        results = [part.evaluate(answers, derived) for part in self.parts]
        if False in results:
            return False
        return None if None in results else True

    def subjects(self) -> frozenset[str]:
        """Return the subjects of all parts."""
        return _union(self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is true."""

    parts: tuple[Condition, ...]

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:
        """Return true as soon as one part is true, None when one is not certain."""
        results = [part.evaluate(answers, derived) for part in self.parts]
        if True in results:
            return True
        return None if None in results else False

    def subjects(self) -> frozenset[str]:
        """Return the subjects of all parts."""
        return _union(self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is false; not certain when the part is not."""

    part: Condition

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:
        """Return the opposite."""
        result = self.part.evaluate(answers, derived)
        return None if result is None else not result

    def subjects(self) -> frozenset[str]:
        """Return the subjects of the part."""
        return self.part.subjects()


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer is one of these codes, or has one of these states.

    Of several chosen codes one is enough.  The states are "unknown" and "declined"
    written as codes, and the list entries that mean them.
    """

    question: str
    codes: frozenset[str]
    states: frozenset[AnswerState] = frozenset()

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:  # noqa: ARG002 - the same for every node
        """Compare; a state that was not asked for is not certain."""
        answer = answers.answer(self.question)
        if answer.state in self.states:
            return True
        if answer.value is None:
            return False if answer.state is AnswerState.NOT_ASKED else None
        return not self.codes.isdisjoint(_codes(answer.value))

    def subjects(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The answer reaches a number, or a code by its rank in the list.

    Attributes:
        reached_by: For ranked lists the codes from the bound up; None for integers.
    """

    question: str
    bound: str
    reached_by: frozenset[str] | None = None

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:  # noqa: ARG002 - the same for every node
        """Compare; a state is not certain, a question not asked reaches nothing."""
        answer = answers.answer(self.question)
        if answer.value is None:
            return False if answer.state is AnswerState.NOT_ASKED else None
        if self.reached_by is None:
            return int(answer.value) >= int(self.bound)
        return answer.value in self.reached_by

    def subjects(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class Answered:
    """There is a value; a state alone is no value."""

    question: str

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:  # noqa: ARG002 - the same for every node
        """Look; this is always certain."""
        return answers.is_answered(self.question)

    def subjects(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class CountAtLeast:
    """A repeat has at least so many rows, or so many codes are chosen."""

    question: str
    bound: int

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:  # noqa: ARG002 - the same for every node
        """Count; a state is not certain unless rows are there all the same."""
        answer = answers.answer(self.question)
        chosen = _codes(answer.value) if answer.value and answer.value.startswith("[") else ()
        if max(answers.row_count(self.question), len(chosen)) >= self.bound:
            return True
        asked_in_vain = answer.state in {AnswerState.UNKNOWN, AnswerState.DECLINED}
        return None if asked_in_vain else False

    def subjects(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class DerivedIs:
    """A derived fact is true."""

    name: str

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:  # noqa: ARG002 - the same for every node
        """Return the fact itself."""
        fact: bool | None = getattr(derived, self.name)
        return fact

    def subjects(self) -> frozenset[str]:
        """Return nothing: it looks at no single question."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class DerivedAtLeast:
    """A derived number reaches a bound."""

    name: str
    bound: int

    def evaluate(self, answers: AnswerLookup, derived: Derived) -> bool | None:  # noqa: ARG002 - the same for every node
        """Compare; not certain when the number is not known."""
        number: int | None = getattr(derived, self.name)
        return None if number is None else number >= self.bound

    def subjects(self) -> frozenset[str]:
        """Return nothing: it looks at no single question."""
        return frozenset()


def _union(parts: Iterable[Condition]) -> frozenset[str]:
    return frozenset().union(*(part.subjects() for part in parts))


def _codes(value: str) -> tuple[str, ...]:
    """Return the chosen codes of a canonical value; only lists begin with a bracket."""
    return tuple(json.loads(value)) if value.startswith("[") else (value,)
