"""Reading questions from TOML tables."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState
from intake_app.domain.codes import Category
from intake_app.domain.dates import Calendar
from intake_app.form_engine.condition_reader import ReadSoFar, read_condition
from intake_app.form_engine.list_reader import read_choices
from intake_app.form_engine.model import (
    COMPUTED,
    AskedOf,
    Check,
    Constraint,
    Depth,
    Kind,
    Need,
    Note,
    NoteLevel,
    Question,
    TextFormat,
)
from intake_app.form_engine.tables import guess, numbered

if TYPE_CHECKING:
    from intake_app.form_engine.lists import Choice
    from intake_app.form_engine.tables import RawTable, Table

NEVER = "never"

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_DATED = {Kind.DATE, Kind.PARTIAL_DATE}
_TEXTS = {Kind.TEXT, Kind.LONG_TEXT}
_CHOOSING = {Kind.CHOICE, Kind.CHOICES, Kind.GRID}
_STATES = {"unknown": AnswerState.UNKNOWN, "declined": AnswerState.DECLINED}
_STATELESS = {Kind.FLAG, Kind.GROUP, Kind.COMPUTED}
_CHECKED_KINDS = {
    Check.NOT_FUTURE: _DATED,
    Check.AFTER: {*_DATED, Kind.TIME},
    Check.NOT_BEFORE: {*_DATED, Kind.TIME},
    Check.MAX_AGE_YEARS: _DATED,
    Check.PATTERN: _TEXTS,
}


class QuestionReader:
    """Reads the questions of one section; knows what was read before.

    Args:
        seen: The questions of the form so far; each question read is added.
        section_id: For the place in messages.
        category: The section's default; None when it has none.
    """

    def __init__(self, seen: ReadSoFar, section_id: str, category: str | None) -> None:
        self._seen = seen
        self._section_id = section_id
        self._category = category

    def read(self, section: Table, key: str = "question") -> tuple[Question, ...]:
        """Read all questions under a key; those with a fatal mistake are left out."""
        found = []
        for raw in section.tables(key):
            where = f"{self._section_id} {raw.get('id', '?')}"
            question = self._read_question(section.inner(raw, where), self._category)
            if question:
                found.append(question)
        return tuple(found)

    def _read_question(self, table: Table, category: str | None) -> Question | None:
        question_id = self._read_id(table)
        kind = table.member("kind", Kind)
        if kind is None:
            if not table.has("kind") and not any(
                problem.where == table.where and "'kind'" in problem.complaint
                for problem in table.problems.found
            ):
                table.complain("'kind' is missing")
            return None
        category = table.text("category") or category
        question = Question(
            id=question_id,
            kind=kind,
            label=table.required_text("label"),
            short=table.text("short"),
            hint=table.text("hint"),
            category=_category(table, category),
            required=frozenset(table.member_tuple("required", Need)),
            depth=table.member("depth", Depth, Depth.CORE) or Depth.CORE,
            asked_of=_asked_of(table, kind),
            evidence=table.flag("evidence"),
            index=table.flag("index"),
            third_person=_third_person(table, kind),
            relevant=read_condition(table, table.table("relevant"), self._seen),
        )
        question = self._with_kind(table, question, category)
        question = replace(
            question, quick=_quick(table, question), default=_default(table, question)
        )
        # Notes and constraints may look at the question itself, so it must be known by now.
        self._seen.questions[question.id] = question
        if self._seen.repeat:
            self._seen.repeat_of[question.id] = self._seen.repeat
        question = replace(
            question,
            constraints=self._constraints(table, question),
            notes=self._notes(table),
        )
        table.end()
        return question

    def _read_id(self, table: Table) -> str:
        question_id = table.required_text("id")
        if question_id and not _ID.fullmatch(question_id):
            table.complain(f"the id {question_id!r} may hold only a-z, 0-9, _ and full stops")
        if question_id in self._seen.questions:
            table.complain(f"the id {question_id!r} is used twice")
        return question_id

    def _with_kind(self, table: Table, question: Question, category: str | None) -> Question:
        """Add what only some kinds have."""
        if question.kind in _CHOOSING:
            return self._choosing(table, question)
        if question.kind.is_container:
            return self._container(table, question, category)
        read = _READERS.get(question.kind)
        return read(table, question) if read else question

    def _choosing(self, table: Table, question: Question) -> Question:
        list_id = table.text("list")
        choices = read_choices(table, "choice")
        if question.kind is Kind.GRID:
            question = self._with_rows(table, question)
        if bool(list_id) == bool(choices):
            table.complain("give either 'list' or 'choice'")
        if list_id:
            choices = self._list_entries(table, list_id)
        return replace(question, list_id=list_id, choices=choices)

    def _with_rows(self, table: Table, question: Question) -> Question:
        rows_list, group = table.text("rows_list"), table.text("rows_group")
        rows = read_choices(table, "rows")
        if bool(rows_list) == bool(rows):
            table.complain("a grid needs either 'rows' or 'rows_list'")
        if rows_list:
            entries = self._list_entries(table, rows_list)
            rows = tuple(entry for entry in entries if not group or entry.group == group)
            if entries and not rows:
                table.complain(f"the list {rows_list!r} has no group {group!r}")
        return replace(question, rows=rows, rows_list=rows_list)

    def _list_entries(self, table: Table, list_id: str) -> tuple[Choice, ...]:
        code_list = self._seen.lists.get(list_id)
        if code_list is None:
            table.complain(f"there is no list {list_id!r}{guess(list_id, self._seen.lists)}")
            return ()
        return code_list.entries

    def _container(self, table: Table, question: Question, category: str | None) -> Question:
        seen, is_repeat = self._seen, question.kind is Kind.REPEAT
        if is_repeat and seen.repeat:
            table.complain("a repeat cannot stand in the rows of another")
        outer = seen.repeat
        seen.repeat = question.id if is_repeat else outer
        parts = tuple(
            part
            for raw in table.tables("part")
            if (part := self._read_question(table.inner(raw, self._where(raw)), category))
        )
        seen.repeat = outer
        if not parts:
            table.complain(f"a {question.kind.value} needs at least one 'part'")
        if any(part.kind is Kind.REPEAT for part in parts) and not is_repeat:
            table.complain("a repeat cannot stand in a group")
        question = replace(question, parts=parts)
        return _rows(table, question) if is_repeat else question

    def _where(self, raw: RawTable) -> str:
        return f"{self._section_id} {raw.get('id', '?')}"

    def _constraints(self, table: Table, question: Question) -> tuple[Constraint, ...]:
        found = []
        for number, raw in numbered(table.tables("constraint")):
            inner = table.inner(raw, f"{table.where} constraint {number}")
            constraint = self._constraint(inner, question, number)
            if constraint:
                found.append(constraint)
            inner.end()
        return tuple(found)

    def _constraint(self, table: Table, question: Question, number: int) -> Constraint | None:
        text = table.required_text("text")
        checks = [check for check in Check if table.has(check.value)]
        values = {check: table.raw(check.value) for check in checks}
        if len(checks) != 1:
            table.complain("a constraint needs exactly one of " + ", ".join(Check))
            return None
        check, value = next(iter(values.items()))
        if question.kind not in _CHECKED_KINDS[check]:
            table.complain(f"{check.value!r} does not fit the kind {question.kind.value!r}")
            return None
        if not self._operand_fits(table, question, check, value):
            return None
        operand = "" if check is Check.NOT_FUTURE else str(value)
        return Constraint(number=number, check=check, operand=operand, text=text)

    def _operand_fits(self, table: Table, question: Question, check: Check, value: object) -> bool:
        if check is Check.NOT_FUTURE:
            fits, complaint = value is True, "'not_future' must be true"
        elif check is Check.MAX_AGE_YEARS:
            is_number = isinstance(value, int) and not isinstance(value, bool)
            fits, complaint = is_number, "'max_age_years' must be a whole number"
        elif check is Check.PATTERN:
            fits, complaint = _is_pattern(value), "'pattern' is no regular expression"
        else:
            other = self._seen.find(table, value) if isinstance(value, str) else None
            if other is None and isinstance(value, str):
                return False
            comparable = {Kind.TIME} if question.kind is Kind.TIME else _DATED
            fits = other is not None and other.kind in comparable
            complaint = f"{check.value!r} must name a question of the same sort"
        if not fits:
            table.complain(complaint)
        return fits

    def _notes(self, table: Table) -> tuple[Note, ...]:
        notes: dict[str, Note] = {}
        for raw in table.tables("note"):
            inner = table.inner(raw, f"{table.where} note {raw.get('id', '?')}")
            note_id = inner.required_text("id")
            if note_id in notes:
                inner.complain(f"the note {note_id!r} stands there twice")
            if not inner.has("when"):
                inner.complain("'when' is missing")
            condition = read_condition(inner, inner.table("when"), self._seen)
            level = inner.member("level", NoteLevel, NoteLevel.HINT) or NoteLevel.HINT
            text = inner.required_text("text")
            inner.end()
            if condition:
                notes[note_id] = Note(id=note_id, when=condition, level=level, text=text)
        return tuple(notes.values())


def _third_person(table: Table, kind: Kind) -> bool:
    is_third = table.flag("third_person")
    if is_third and kind in {Kind.GROUP, Kind.REPEAT, Kind.COMPUTED}:
        table.complain("'third_person' belongs to the questions inside, each one by itself")
    return is_third


def _category(table: Table, category: str | None) -> Category | None:
    if category is None:
        table.complain(
            'no category: give the question or its section one of K1 to K12, or "never"'
        )
        return None
    return None if category == NEVER else table.word("category", category, Category)


def _asked_of(table: Table, kind: Kind) -> AskedOf:
    default = AskedOf.ADVISOR if kind is Kind.COMPUTED else AskedOf.PERSON
    return table.member("asked_of", AskedOf, default) or default


def _quick(table: Table, question: Question) -> tuple[AnswerState, ...]:
    if not table.has("quick"):
        stateless = question.asked_of is AskedOf.ADVISOR or question.kind in _STATELESS
        return () if stateless else tuple(_STATES.values())
    words = table.texts("quick")
    if words and question.asked_of is AskedOf.ADVISOR:
        table.complain("'quick' fits only questions to the person")
    for word in words:
        if word not in _STATES:
            table.complain(f"'quick' cannot be {word!r}, only 'unknown' and 'declined'")
    return tuple(_STATES[word] for word in words if word in _STATES)


def _default(table: Table, question: Question) -> str:
    default = table.text("default")
    if not default:
        return ""
    if question.asked_of is AskedOf.PERSON:
        table.complain("'default' fits only questions to the advisor")
    elif question.kind is Kind.DATE and default != "today":
        table.complain("'default' of a date can only be 'today'")
    elif question.kind is Kind.CHOICE and question.choices and question.choice(default) is None:
        table.complain(f"'default' is no answer of this question: {default!r}")
    elif question.kind not in {Kind.DATE, Kind.CHOICE}:
        table.complain(f"'default' does not fit the kind {question.kind.value!r}")
    return default


def _text(table: Table, question: Question) -> Question:
    max_length = table.integer("max_length")
    if max_length is not None and max_length < 1:
        table.complain("'max_length' must be at least 1")
    text_format = TextFormat.PLAIN
    if question.kind is Kind.TEXT:
        text_format = table.member("format", TextFormat, TextFormat.PLAIN) or TextFormat.PLAIN
    return replace(question, max_length=max_length, format=text_format)


def _integer(table: Table, question: Question) -> Question:
    minimum, maximum = table.integer("minimum"), table.integer("maximum")
    step = table.integer("step")
    if minimum is not None and maximum is not None and minimum > maximum:
        table.complain("'minimum' is greater than 'maximum'")
    if step is not None and step < 1:
        table.complain("'step' must be at least 1")
    return replace(
        question, minimum=minimum, maximum=maximum, step=step or 1, unit=table.text("unit")
    )


def _partial_date(table: Table, question: Question) -> Question:
    calendars = table.member_tuple("calendars", Calendar)
    return replace(question, calendars=calendars or tuple(Calendar))


def _computed(table: Table, question: Question) -> Question:
    name = table.required_text("compute")
    if name and name not in COMPUTED:
        table.complain(f"there is no computed value {name!r}{guess(name, COMPUTED)}")
    return replace(question, compute=name)


def _rows(table: Table, question: Question) -> Question:
    min_rows, max_rows = table.integer("min_rows") or 0, table.integer("max_rows")
    if max_rows is not None and max_rows < max(1, min_rows):
        table.complain("'max_rows' is smaller than 'min_rows'")
    row_title = table.texts("row_title")
    part_ids = {part.id for part in question.parts}
    for part_id in row_title:
        if part_id not in part_ids:
            table.complain(f"'row_title' names no part {part_id!r}{guess(part_id, part_ids)}")
    return replace(question, min_rows=min_rows, max_rows=max_rows, row_title=row_title)


def _is_pattern(value: object) -> bool:
    if not isinstance(value, str) or not value:
        return False
    try:
        re.compile(value)
    except re.error:
        return False
    return True


_READERS = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.PARTIAL_DATE: _partial_date,
    Kind.COMPUTED: _computed,
}
