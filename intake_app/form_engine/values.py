"""Typed text to canonical value (Antwortwert).

There is one canonical text per kind of question (see `model.Kind`), in Unicode NFC.  What
people type is read generously: digits of any script, 9:30 or 0930, ja or yes.
`form_engine.display` does the way back to a reader.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

import phonenumbers

from intake_app.domain.answers import Answer, AnswerState
from intake_app.domain.dates import Calendar, PartialDate, parse_partial, western_digits
from intake_app.errors import InputError
from intake_app.form_engine import keys
from intake_app.form_engine.constraints import broken_constraint
from intake_app.form_engine.model import Kind, Question, TextFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.form_engine.conditions import AnswerLookup

PHONE_REGION = "DE"
DEFAULT_LENGTH = {Kind.TEXT: 200, Kind.LONG_TEXT: 2000}
NO_ROWS = "0"
"""Value of a repeat when the person says that there is nothing to list."""

_SHORTEST_PHONE = 5
_YES = frozenset({"yes", "ja", "j", "true", "1", "x"})
_NO = frozenset({"no", "nein", "n", "false", "0"})
_STATE_WORDS = {"unknown": AnswerState.UNKNOWN, "declined": AnswerState.DECLINED}
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?")
_GERMAN_DATE = re.compile(r"(\d{1,2})[./ -] ?(\d{1,2})[./ -] ?(\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS_DATE = re.compile(r"(\d\d)(\d\d)(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[./ -] ?\d{1,2}[./ -] ?\d{2}|\d{6}")
_DAY_WORDS = {"heute": 0, "today": 0, "gestern": -1, "yesterday": -1, "morgen": 1, "tomorrow": 1}


def parse(
    question: Question,
    typed: str,
    *,
    today: date,
    calendar: Calendar = Calendar.GREGORIAN,
    answers: AnswerLookup | None = None,
) -> str:
    """Return the canonical value of what was typed or chosen.

    A canonical value is returned as it is.

    Args:
        question: Any but a group or a computed one.
        typed: Text, a code, codes (JSON array or with commas), a JSON object for a grid.
        today: The office day, for constraints and "heute".
        calendar: Calendar of a partial date.
        answers: Other answers of the same row, for constraints that compare.

    Raises:
        InputError: "required" for nothing, "state" when the choice means a state (use
            `to_answer`), "constraint" with the catalogue key of the text, or what is
            wrong: "date", "year", "far_year", "time", "integer", "range", "step", "too_long",
            "choice", "phone", "zip", "unknown_character".
        ValueError: The kind of question has no value.
    """
    text = _clean(typed, lines=question.kind is Kind.LONG_TEXT)
    if not text:
        raise InputError("required")
    if question.kind is Kind.PARTIAL_DATE:
        value = _partial_date(question, text, calendar)
    else:
        value = _parser(question)(question, text, today)
    broken = broken_constraint(question, value, today=today, answers=answers)
    if broken:
        raise InputError("constraint", keys.constraint(question, broken))
    return value


def to_answer(
    question: Question,
    typed: str,
    *,
    today: date,
    calendar: Calendar = Calendar.GREGORIAN,
    answers: AnswerLookup | None = None,
) -> Answer:
    """Return the answer that was typed or chosen, which may be a state.

    A choice that means "keine Angabe" or "weiß nicht" becomes that state; everything else
    is a value as by `parse`, with the same errors.
    """
    state = _meant_state(question, typed.strip())
    if state:
        return Answer(state=state)
    value = parse(question, typed, today=today, calendar=calendar, answers=answers)
    return Answer(value=value)


def codes(value: str | None) -> tuple[str, ...]:
    """Return the chosen codes of a choices value in order of priority."""
    return tuple(json.loads(value)) if value else ()


def grid(value: str | None) -> dict[str, str]:
    """Return the chosen code of each row of a grid value."""
    return dict(json.loads(value)) if value else {}


def codes_value(chosen: tuple[str, ...]) -> str:
    """Return the canonical value of chosen codes."""
    return json.dumps(chosen, ensure_ascii=False, separators=(",", ":"))


def phone_digits(value: str) -> str:
    """Return the digits of a canonical phone number, for search."""
    return "".join(char for char in value if char.isdigit())


def _meant_state(question: Question, typed: str) -> AnswerState | None:
    if question.kind is Kind.YES_NO_UNKNOWN:
        return _STATE_WORDS.get(typed)
    if question.kind is Kind.CHOICE:
        choice = question.choice(typed)
        return choice.means if choice else None
    if question.kind is Kind.CHOICES:
        chosen = [question.choice(code) for code in _split_codes(typed)]
        if len(chosen) == 1 and chosen[0]:
            return chosen[0].means
    return None


def _clean(typed: str, *, lines: bool) -> str:
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n")).strip()
    if not lines:
        text = re.sub(r"[\n\t]+", " ", text)
    if text.isprintable():  # nearly all are, and looking at each sign takes long
        return text
    for char in text:
        if unicodedata.category(char) in {"Cc", "Co", "Cs", "Cn"} and char not in "\n\t":
            raise InputError("unknown_character", f"U+{ord(char):04X}")
    return text


def _parser(question: Question) -> Callable[[Question, str, date], str]:
    parser = _PARSERS.get(question.kind)
    if parser is None:
        raise ValueError(f"{question.id} ({question.kind.value}) has no value of its own")
    return parser


def _text(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    if question.format is TextFormat.PHONE:
        return _phone(text)
    if question.format is TextFormat.ZIP:
        text = western_digits(text)
        if not re.fullmatch(r"\d{5}", text):
            raise InputError("zip")
    limit = question.max_length or DEFAULT_LENGTH[question.kind]
    if len(text) > limit:
        raise InputError("too_long", str(limit))
    return text


def _phone(text: str) -> str:
    """Return the number in E.164; without its area code it is refused.

    Possible, not valid: new ranges of numbers come faster than this program's updates.
    """
    try:
        number = phonenumbers.parse(western_digits(text), PHONE_REGION)
    except phonenumbers.NumberParseException as error:
        raise InputError("phone") from error
    has_area_code = western_digits(text).lstrip("( ").startswith(("0", "+"))
    if not has_area_code or len(str(number.national_number)) < _SHORTEST_PHONE:
        raise InputError("phone")
    if not phonenumbers.is_possible_number(number):
        raise InputError("phone")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _integer(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    digits = western_digits(text)
    if not re.fullmatch(r"-?\d{1,9}", digits):
        raise InputError("integer")
    number = int(digits)
    low, high = question.minimum, question.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        raise InputError("range", f"{'' if low is None else low}–{'' if high is None else high}")
    if (number - (low or 0)) % question.step:
        raise InputError("step", str(question.step))
    return str(number)


def _date(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    words = western_digits(text).lower()
    if words in _DAY_WORDS:
        return (today + timedelta(days=_DAY_WORDS[words])).isoformat()
    if match := _ISO_DATE.fullmatch(words):
        year, month, day = match.groups()
    elif match := _GERMAN_DATE.fullmatch(words) or _DIGITS_DATE.fullmatch(words):
        day, month, year = match.groups()
    else:
        raise InputError("year" if _SHORT_YEAR.fullmatch(words) else "date")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError as error:
        raise InputError("date") from error


def _partial_date(question: Question, text: str, calendar: Calendar) -> str:
    if calendar not in question.calendars:
        raise ValueError(f"{question.id} is not asked in the calendar {calendar.value}")
    if not text.startswith("{"):
        return parse_partial(text, calendar).to_canonical()
    try:
        return PartialDate.from_canonical(text).to_canonical()
    except (ValueError, TypeError) as error:
        raise InputError("date") from error


def _time(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    words = western_digits(text).lower().removesuffix("uhr").strip()
    match = _TIME.fullmatch(words)
    if not match:
        raise InputError("time")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - the clock
        raise InputError("time")
    return f"{hour:02}:{minute:02}"


def _choice(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    choice = question.choice(text)
    if choice is None:
        raise InputError("choice")
    if choice.means:
        raise InputError("state", choice.means.value)
    return choice.code


def _choices(question: Question, text: str, today: date) -> str:
    chosen = tuple(_choice(question, code, today) for code in _split_codes(text))
    if not chosen:
        raise InputError("required")
    return codes_value(tuple(dict.fromkeys(chosen)))


def _split_codes(text: str) -> list[str]:
    if not text.startswith("["):
        return [code.strip() for code in text.split(",") if code.strip()]
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InputError("choice") from error
    return [str(code) for code in found] if isinstance(found, list) else []


def _yes_no(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    word = text.lower()
    if word in _STATE_WORDS:
        raise InputError("state", word)
    if word in _YES or word in _NO:
        return "yes" if word in _YES else "no"
    raise InputError("choice")


def _flag(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    word = text.lower()
    if word in _YES or word in _NO:
        return "true" if word in _YES else "false"
    raise InputError("choice")


def _grid(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    try:
        chosen = json.loads(text)
    except ValueError as error:
        raise InputError("choice") from error
    rows = [row.code for row in question.rows]
    if not isinstance(chosen, dict) or not chosen or not chosen.keys() <= set(rows):
        raise InputError("choice")
    if any(question.choice(code) is None for code in chosen.values()):
        raise InputError("choice")
    ordered = {row: chosen[row] for row in rows if row in chosen}
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))


def _no_rows(question: Question, text: str, today: date) -> str:  # noqa: ARG001 - all parsers are alike
    if text != NO_ROWS:
        raise InputError("choice")
    return NO_ROWS


_PARSERS: dict[Kind, Callable[[Question, str, date], str]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YES_NO_UNKNOWN: _yes_no,
    Kind.FLAG: _flag,
    Kind.GRID: _grid,
    Kind.REPEAT: _no_rows,
}
