"""What a form is made of (Bogen, Abschnitt, Frage, Antwortmöglichkeit).

The vocabulary follows XLSForm where it has a word (`kind`, `label`, `hint`, `required`,
`relevant`, `choices`, `constraint`), so that people who know Kobo or ODK can read our
forms.  German is the language of record and stands in the model; every other language
comes from a catalogue (`form_engine.wording`).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from intake_app.domain.answers import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake_app.domain.codes import Category
    from intake_app.domain.dates import Calendar
    from intake_app.domain.partner import PartnerKind
    from intake_app.form_engine.conditions import Condition
    from intake_app.form_engine.directories import StationKind, StepKind
    from intake_app.form_engine.lists import Choice, CodeList

CANONICAL_FORMAT = 1
"""Format of `Form.canonical`; a later program still reads it."""

COMPUTED = frozenset(
    {
        "case_no", "advisor", "form_version", "age", "open_questions", "language_deviation",
        "days_without_school", "waiver_no", "waiver_state", "slip_no", "slip_state",
    }
)  # fmt: skip
"""Values that a computed question can show; the services compute them."""


class Kind(StrEnum):
    """What sort of answer a question takes; the canonical value is given behind it."""

    TEXT = "text"  # NFC text, one line
    LONG_TEXT = "long_text"  # NFC text, several lines
    INTEGER = "integer"  # "12"
    DATE = "date"  # "1992-12-24"
    TIME = "time"  # "09:30"
    PARTIAL_DATE = "partial_date"  # JSON of a domain.dates.PartialDate
    CHOICE = "choice"  # a code
    CHOICES = "choices"  # JSON array of codes in order of priority
    YES_NO_UNKNOWN = "yes_no_unknown"  # "yes" or "no"; "unknown" is the state
    FLAG = "flag"  # "true" or "false"
    GRID = "grid"  # JSON object row → code
    GROUP = "group"  # no value; its parts have
    REPEAT = "repeat"  # no value, or "0" for "none"; its rows have
    COMPUTED = "computed"  # never stored

    @property
    def is_container(self) -> bool:
        """Whether the answers are those of the parts."""
        return self in {Kind.GROUP, Kind.REPEAT}


class Need(StrEnum):
    """What a question is required for."""

    RECORD = "E"  # completing the record (Erfassung)
    SLIP = "L"  # Laufzettel
    WAIVER = "W"  # Schweigepflichtentbindung
    SCHOOL = "S"  # Schulanmeldung


class Depth(StrEnum):
    """Core sheet or second talk."""

    CORE = "K"  # Kernbogen
    DEEPENING = "V"  # Vertiefung


class Scope(StrEnum):
    """To what the answers of a section belong."""

    CASE = "case"
    TALK = "talk"


class AskedOf(StrEnum):
    """Who answers; the states "weiß nicht" and "keine Angabe" exist only for the person."""

    PERSON = "person"
    ADVISOR = "advisor"


class NoteLevel(StrEnum):
    """How strongly a note speaks."""

    HINT = "hint"
    WARN = "warn"
    BLOCK = "block"  # the talk cannot go on in this section or be completed


class TextFormat(StrEnum):
    """What a one-line text holds."""

    PLAIN = "plain"
    PHONE = "phone"
    ZIP = "zip"
    NAME = "name"
    NAME_ANY_SCRIPT = "name_any_script"
    PARTNER = "partner"  # id of one of the office's partners; the services know them


class Check(StrEnum):
    """What a constraint compares."""

    NOT_FUTURE = "not_future"
    AFTER = "after"
    NOT_BEFORE = "not_before"
    MAX_AGE_YEARS = "max_age_years"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A hard rule: the input is refused with the text.

    Attributes:
        number: From 1, in the order of the form; part of the catalogue key.
        operand: Other question, number of years or pattern, as the check needs.
    """

    number: int
    check: Check
    operand: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text that is shown when its condition certainly holds (Hinweis)."""

    id: str
    when: Condition
    level: NoteLevel
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; `id` is its key in the stored answers and never changes.

    Attributes:
        short: What stands before the answer on paper, where the question is a sentence.
        choices: What can be chosen (columns of a grid); resolved from the list if there is
            one.
        list_id: The shared list that `choices` come from; empty when they stand inline.
        rows: Rows of a grid.
        rows_list: Id of the shared list that the rows come from; "" when they stand in the
            question.
        required: What the answer is needed for.
        category: What a waiver line must cover before the answer may leave; None = never.
        third_person: The answer is about somebody else, whose rights an access copy must not
            touch (Art. 15 (4) DSGVO); it is blacked out there.
        quick: States offered as one click.
        default: "today", or a code; filled in for the advisor, never for the person.
        relevant: When it is asked; None means always.
        parts: Questions of a group, or of each row of a repeat.
        row_title: Ids of the parts that name a row in short.
        compute: Name of the derived value shown by a computed question.
    """

    id: str
    kind: Kind
    label: str
    short: str = ""
    hint: str = ""
    category: Category | None = None
    required: frozenset[Need] = frozenset()
    depth: Depth = Depth.CORE
    asked_of: AskedOf = AskedOf.PERSON
    evidence: bool = False
    index: bool = False
    third_person: bool = False
    quick: tuple[AnswerState, ...] = ()
    default: str = ""
    relevant: Condition | None = None
    constraints: tuple[Constraint, ...] = ()
    notes: tuple[Note, ...] = ()
    choices: tuple[Choice, ...] = ()
    list_id: str = ""
    rows: tuple[Choice, ...] = ()
    rows_list: str = ""
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    step: int = 1
    unit: str = ""
    format: TextFormat = TextFormat.PLAIN
    calendars: tuple[Calendar, ...] = ()
    parts: tuple[Question, ...] = ()
    min_rows: int = 0
    max_rows: int | None = None
    row_title: tuple[str, ...] = ()
    compute: str = ""

    def walk(self) -> Iterator[Question]:
        """Yield the question and everything in it, each container before its parts."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def choice(self, code: str) -> Choice | None:
        """Return the choice with this code, None when it is not offered here."""
        return next((choice for choice in self.choices if choice.code == code), None)

    def allows(self, state: AnswerState) -> bool:
        """Tell whether an answer of this state makes sense here."""
        if state in {AnswerState.ANSWERED, AnswerState.NOT_ASKED} or state in self.quick:
            return True
        return any(choice.means is state for choice in self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions that stand under one heading (Abschnitt).

    Attributes:
        category_minor: Category of its answers while the person is, or may be, a minor;
            None where age changes nothing.  What never leaves stays what it is.
    """

    id: str
    title: str
    intro: str = ""
    scope: Scope = Scope.CASE
    category_minor: Category | None = None
    relevant: Condition | None = None
    questions: tuple[Question, ...] = ()

    def walk(self) -> Iterator[Question]:
        """Yield all questions, each container before its parts."""
        for question in self.questions:
            yield from question.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A printed text block; fields in braces are filled in when it is printed.

    Attributes:
        record: It stands in German only, for the office and its records; no catalogue has it.
    """

    id: str
    text: str
    record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a question stands.

    Attributes:
        containers: The groups and repeats around it, from outside.
        repeat: The repeat around it, empty when it stands in no row.
    """

    question: Question
    section: Section
    containers: tuple[str, ...] = ()
    repeat: str = ""

    def path(self, row: str = "") -> str:
        """Return the path under which the answer is stored.

        Raises:
            ValueError: The question stands in a row and no row is given.
        """
        if self.repeat and not row:
            raise ValueError(f"{self.question.id} stands in rows of {self.repeat}")
        steps: list[str] = []
        for container in (*self.containers, self.question.id):
            steps.append(container)
            if container == self.repeat:
                steps.append(row)
        return "/".join(steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as published; answers are stored with its id and version (Bogen).

    Attributes:
        texts: Printed text blocks and labels by id.
        lists: The shared code lists that its questions use.
        source: The tables it was read from, for `canonical` and `content_sha256`.
    """

    id: str
    version: str
    title: str
    sections: tuple[Section, ...]
    texts: Mapping[str, Text]
    lists: Mapping[str, CodeList]
    source: Mapping[str, Any] = field(repr=False, compare=False)
    _places: Mapping[str, Place] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {
            place.question.id: place
            for section in self.sections
            for question in section.questions
            for place in _places(question, section)
        }
        object.__setattr__(self, "_places", places)

    @property
    def name(self) -> str:
        """Form and version as stored with answers, for example "competence 2026-1"."""
        return f"{self.id} {self.version}"

    def questions(self) -> Iterator[Question]:
        """Yield all questions in the order of the talk, containers before their parts."""
        for section in self.sections:
            yield from section.walk()

    def section(self, section_id: str) -> Section:
        """Return a section; KeyError when the form has none of this id."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def question(self, question_id: str) -> Question:
        """Return a question or part; KeyError when the form has none of this id."""
        return self._places[question_id].question

    def place(self, question_id: str) -> Place:
        """Return where a question stands; KeyError when the form does not have it."""
        return self._places[question_id]

    def place_at(self, path: str) -> Place:
        """Return the place of the question that a path of a stored answer names."""
        return self._places[path.rpartition("/")[2]]

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._places

    def canonical(self) -> str:
        """Return the whole wording as one JSON text, with the lists it uses.

        The vault keeps it for each version in use; `load_form_from_canonical` makes the
        form from it again, so that an old interview prints as it was asked.
        """
        lists = {list_id: code_list.as_table() for list_id, code_list in self.lists.items()}
        return _canonical_json({**self.source, "engine": CANONICAL_FORMAT, "lists": lists})

    def content_sha256(self) -> str:
        """Return the fingerprint of what the author published, without shared lists.

        Shared lists have versions and fingerprints of their own.
        """
        return hashlib.sha256(_canonical_json(self.source).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLibrary:
    """Everything in the folder of forms.

    Attributes:
        lists: All code lists by id; partner kinds, stations, their purposes and steps can
            be chosen from too: "partners", "stations", "station_purposes", "steps".
    """

    forms: Mapping[str, Form]
    lists: Mapping[str, CodeList]
    partner_kinds: Mapping[str, PartnerKind]
    stations: Mapping[str, StationKind]
    steps: Mapping[str, StepKind]

    def form(self, form_id: str) -> Form:
        """Return the current version of a form; KeyError when there is none."""
        return self.forms[form_id]


def _places(
    question: Question, section: Section, containers: tuple[str, ...] = (), repeat: str = ""
) -> Iterator[Place]:
    yield Place(question=question, section=section, containers=containers, repeat=repeat)
    inside = question.id if question.kind is Kind.REPEAT else repeat
    for part in question.parts:
        yield from _places(part, section, (*containers, question.id), inside)


def _canonical_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
