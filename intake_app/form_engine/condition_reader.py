"""Reading conditions from TOML tables, with a check of everything they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState
from intake_app.form_engine.conditions import (
    DERIVED_FACTS,
    DERIVED_NUMBERS,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    CountAtLeast,
    DerivedAtLeast,
    DerivedIs,
    Not,
    OneOf,
)
from intake_app.form_engine.day_conditions import Before, DayIn, DaysAgo, YearsAgo
from intake_app.form_engine.model import Kind
from intake_app.form_engine.tables import guess

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.form_engine.conditions import Condition
    from intake_app.form_engine.lists import CodeList
    from intake_app.form_engine.model import Question
    from intake_app.form_engine.tables import RawTable, Table

_STATE_WORDS = {"unknown": AnswerState.UNKNOWN, "declined": AnswerState.DECLINED}
_CODED = {Kind.CHOICE, Kind.CHOICES, Kind.YES_NO_UNKNOWN}
_DATED = {Kind.DATE, Kind.PARTIAL_DATE}
_DAY_TESTS = ("years_ago", "days_ago", "before", "day_in")
_TESTS = ("is", "is_not", "in", "at_least", "below", "answered", "count_at_least", *_DAY_TESTS)
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass
class ReadSoFar:
    """What the reader has seen of a form: conditions look back, never ahead.

    Attributes:
        lists: All code lists.
        all_ids: Every question id of the form, to tell "later" from "unknown".
        questions: The questions read so far.
        repeat_of: The repeat in whose rows a question stands, for those in rows.
        repeat: The repeat whose parts are being read, "" outside.
    """

    lists: Mapping[str, CodeList]
    all_ids: frozenset[str]
    questions: dict[str, Question] = field(default_factory=dict)
    repeat_of: dict[str, str] = field(default_factory=dict)
    repeat: str = ""

    def find(self, table: Table, question_id: str) -> Question | None:
        """Return an earlier question, None (and a problem) when it cannot be looked at."""
        question = self.questions.get(question_id)
        if question is None:
            if question_id in self.all_ids:
                table.complain(f"the question {question_id!r} stands later in the talk")
            else:
                hint = guess(question_id, self.all_ids)
                table.complain(f"there is no question {question_id!r}{hint}")
            return None
        repeat = self.repeat_of.get(question_id, "")
        if repeat and repeat != self.repeat:
            table.complain(f"the question {question_id!r} stands in the rows of {repeat!r}")
            return None
        return question


def read_condition(table: Table, raw: RawTable | None, seen: ReadSoFar) -> Condition | None:
    """Read a condition; None when there is none, or when it has a mistake (now noted)."""
    if raw is None:
        return None
    inner = table.inner(raw, table.where)
    condition = _read_node(inner, seen)
    inner.end()
    return condition


def _read_node(table: Table, seen: ReadSoFar) -> Condition | None:
    if table.has("question"):
        return _read_fact(table, seen)
    if table.has("derived"):
        return _read_derived(table)
    if table.has("not"):
        part = read_condition(table, table.table("not"), seen)
        return Not(part) if part else None
    for key, node in (("all", AllOf), ("any", AnyOf)):
        if table.has(key):
            raws = table.tables(key)
            if not raws:
                table.complain(f"{key!r} needs at least one condition")
            parts = [read_condition(table, raw, seen) for raw in raws]
            return node(tuple(part for part in parts if part)) if all(parts) and parts else None
    table.complain("a condition needs 'question', 'derived', 'all', 'any' or 'not'")
    return None


def _read_fact(table: Table, seen: ReadSoFar) -> Condition | None:
    question = seen.find(table, table.required_text("question"))
    tests = [test for test in _TESTS if table.has(test)]
    if len(tests) != 1:
        table.complain("a condition needs exactly one of " + ", ".join(_TESTS))
    values = {test: table.raw(test) for test in tests}
    if question is None or len(tests) != 1:
        return None
    test, value = next(iter(values.items()))
    if test == "answered":
        return (
            _negated_if(value is False, Answered(question.id)) if _is_flag(table, value) else None
        )
    if test == "count_at_least":
        return _read_count(table, question, value)
    if test in _DAY_TESTS:
        return _read_day(table, question, test, value, seen)
    if test in {"at_least", "below"}:
        reached = _read_bound(table, question, test, value, seen)
        return _negated_if(test == "below", reached)
    return _negated_if(test == "is_not", _read_one_of(table, question, test, value))


def _negated_if(negated: bool, condition: Condition | None) -> Condition | None:  # noqa: FBT001 - reads as a sentence
    return Not(condition) if negated and condition else condition


def _is_flag(table: Table, value: object) -> bool:
    if not isinstance(value, bool):
        table.complain("'answered' must be true or false")
    return isinstance(value, bool)


def _read_count(table: Table, question: Question, value: object) -> Condition | None:
    if question.kind not in {Kind.REPEAT, Kind.CHOICES}:
        table.complain(f"'count_at_least' does not fit the kind {question.kind.value!r}")
    elif not isinstance(value, int) or isinstance(value, bool) or value < 1:
        table.complain("'count_at_least' must be a number from 1")
    else:
        return CountAtLeast(question.id, value)
    return None


def _read_day(
    table: Table, question: Question, test: str, value: object, seen: ReadSoFar
) -> Condition | None:
    if question.kind not in _DATED:
        table.complain(f"{test!r} does not fit the kind {question.kind.value!r}")
        return None
    if test == "before":
        return _read_before(table, question, value, seen)
    if test == "day_in":
        return _read_day_in(table, question, value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return (YearsAgo if test == "years_ago" else DaysAgo)(question.id, value)
    table.complain(f"{test!r} must be a number from 1")
    return None


def _read_before(
    table: Table, question: Question, value: object, seen: ReadSoFar
) -> Condition | None:
    other = seen.find(table, value) if isinstance(value, str) else None
    if other is not None and other.kind in _DATED:
        return Before(question.id, other.id)
    table.complain("'before' must name an earlier question for a date")
    return None


def _read_day_in(table: Table, question: Question, value: object) -> Condition | None:
    if isinstance(value, list) and value and all(_DAY.fullmatch(str(day)) for day in value):
        return DayIn(question.id, frozenset(str(day) for day in value))
    table.complain("'day_in' must be a list of days, each as \"MM-DD\"")
    return None


def _read_bound(
    table: Table, question: Question, test: str, value: object, seen: ReadSoFar
) -> Condition | None:
    if question.kind is Kind.INTEGER:
        if isinstance(value, int) and not isinstance(value, bool):
            return AtLeast(question.id, str(value))
        table.complain(f"{test!r} must be a number for {question.id!r}")
        return None
    code_list = seen.lists.get(question.list_id)
    if question.kind is not Kind.CHOICE or code_list is None or not code_list.ranked:
        table.complain(f"{test!r} needs a number or a ranked list, {question.id!r} has neither")
        return None
    entry = code_list.entry(value) if isinstance(value, str) else None
    if entry is None or entry.means:
        table.complain(f"{value!r} has no rank in the list {code_list.id!r}")
        return None
    return AtLeast(question.id, entry.code, code_list.at_least(entry.code))


def _read_one_of(table: Table, question: Question, test: str, value: object) -> Condition | None:
    values = value if test == "in" and isinstance(value, list) else [value]
    if test == "in" and not (isinstance(value, list) and value):
        table.complain("'in' must be a list of codes")
        return None
    if question.kind is Kind.FLAG:
        return _read_flag(table, question, values)
    if question.kind is Kind.INTEGER:
        if all(isinstance(number, int) and not isinstance(number, bool) for number in values):
            return OneOf(question.id, frozenset(str(number) for number in values))
        table.complain(f"{test!r} must be a number for {question.id!r}")
        return None
    if question.kind not in _CODED:
        table.complain(f"{test!r} does not fit the kind {question.kind.value!r}")
        return None
    return _read_codes(table, question, values)


def _read_flag(table: Table, question: Question, values: list[object]) -> Condition | None:
    if len(values) != 1 or not isinstance(values[0], bool):
        table.complain(f"{question.id!r} is a flag: compare it with true or false")
        return None
    return _negated_if(not values[0], OneOf(question.id, frozenset({"true"})))


def _read_codes(table: Table, question: Question, values: list[object]) -> Condition | None:
    offered = {choice.code: choice.means for choice in question.choices}
    if question.kind is Kind.YES_NO_UNKNOWN:
        offered = {"yes": None, "no": None}
    codes: set[str] = set()
    states: set[AnswerState] = set()
    for value in values:
        if not isinstance(value, str) or value not in {*offered, *_STATE_WORDS}:
            hint = guess(str(value), offered)
            table.complain(f"{question.id!r} has no answer {value!r}{hint}")
            return None
        state = offered.get(value) or (_STATE_WORDS.get(value) if value not in offered else None)
        if state:
            states.add(state)
        else:
            codes.add(value)
    return OneOf(question.id, frozenset(codes), frozenset(states))


def _read_derived(table: Table) -> Condition | None:
    name = table.required_text("derived")
    if name in DERIVED_FACTS:
        value = table.raw("is")
        if isinstance(value, bool):
            return _negated_if(not value, DerivedIs(name))
        table.complain(f"{name!r} needs 'is' with true or false")
        return None
    if name not in DERIVED_NUMBERS:
        known = sorted(DERIVED_NUMBERS | DERIVED_FACTS)
        table.complain(f"there is no derived value {name!r}{guess(name, known)}")
        return None
    at_least, below = table.integer("at_least"), table.integer("below")
    if (at_least is None) == (below is None):
        table.complain(f"{name!r} needs 'at_least' or 'below' with a number")
        return None
    bound = at_least if at_least is not None else below
    reached: Condition = DerivedAtLeast(name, bound or 0)
    condition = Not(reached) if at_least is None else reached
    if name == "youngest_child_age":
        # Without children there is no youngest child, which is certain and not unknown.
        return AllOf((DerivedAtLeast("children_count", 1), condition))
    return condition
