"""Canonical values to text for a reader in one language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import phonenumbers

from intake_app.domain.dates import PartialDate, german_date
from intake_app.form_engine.model import Kind, Question, TextFormat
from intake_app.form_engine.values import PHONE_REGION, codes, grid
from intake_app.i18n import list_comma

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.answers import Answer
    from intake_app.form_engine.wording import Wording

_NO_BREAK_SPACE = "\u00a0"


def display(question: Question, value: str, wording: Wording) -> str:
    """Return a canonical value as a reader expects it.

    Dates and numbers are written the German way with Western digits in every language.
    """
    show = _SHOWN_BY.get(question.kind)
    if show:
        return show(question, value, wording)
    return display_phone(value) if question.format is TextFormat.PHONE else value


def display_answer(question: Question, answer: Answer, wording: Wording) -> str:
    """Return an answer for a reader: the value, or the word for its state."""
    if answer.value is None:
        return wording.state_word(answer.state)
    return display(question, answer.value, wording)


def display_phone(value: str) -> str:
    """Return an E.164 number in groups: German numbers national, others international."""
    try:
        number = phonenumbers.parse(value, PHONE_REGION)
    except phonenumbers.NumberParseException:
        return value
    home = number.country_code == phonenumbers.country_code_for_region(PHONE_REGION)
    style = phonenumbers.PhoneNumberFormat
    text = phonenumbers.format_number(number, style.NATIONAL if home else style.INTERNATIONAL)
    return str(text).replace(" ", _NO_BREAK_SPACE)


def _joined(parts: list[str], wording: Wording) -> str:
    return list_comma(wording.language).join(parts)


def _choices(question: Question, value: str, wording: Wording) -> str:
    return _joined([wording.dated_choice(question, code) for code in codes(value)], wording)


def _flag(question: Question, value: str, wording: Wording) -> str:  # noqa: ARG001 - all are alike
    return wording.word("yes" if value == "true" else "no")


def _yes_no(question: Question, value: str, wording: Wording) -> str:  # noqa: ARG001 - all are alike
    return wording.word(value)


def _date(question: Question, value: str, wording: Wording) -> str:  # noqa: ARG001 - all are alike
    return german_date(date.fromisoformat(value))


def _partial_date(question: Question, value: str, wording: Wording) -> str:  # noqa: ARG001 - all are alike
    return PartialDate.from_canonical(value).in_words(wording.date_words())


def _integer(question: Question, value: str, wording: Wording) -> str:
    unit = wording.unit(question)
    return f"{value}{_NO_BREAK_SPACE}{unit}" if unit else value


def _grid(question: Question, value: str, wording: Wording) -> str:
    cells = [
        f"{wording.row(question, row)}: {wording.choice(question, code)}"
        for row, code in grid(value).items()
    ]
    return _joined(cells, wording)


def _no_rows(question: Question, value: str, wording: Wording) -> str:  # noqa: ARG001 - all are alike
    return wording.word("none")


_SHOWN_BY: dict[Kind, Callable[[Question, str, Wording], str]] = {
    Kind.CHOICE: lambda question, value, wording: wording.dated_choice(question, value),
    Kind.CHOICES: _choices,
    Kind.YES_NO_UNKNOWN: _yes_no,
    Kind.FLAG: _flag,
    Kind.DATE: _date,
    Kind.PARTIAL_DATE: _partial_date,
    Kind.INTEGER: _integer,
    Kind.GRID: _grid,
    Kind.REPEAT: _no_rows,
}
