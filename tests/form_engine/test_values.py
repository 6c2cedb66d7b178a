from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.answers import Answer, AnswerState
from intake_app.domain.dates import Calendar, PartialDate, parse_partial
from intake_app.errors import InputError
from intake_app.form_engine.constraints import broken_constraint
from intake_app.form_engine.display import display, display_answer, display_phone
from intake_app.form_engine.languages import Catalogues
from intake_app.form_engine.lists import Choice
from intake_app.form_engine.loader import load_library
from intake_app.form_engine.model import Kind, Question, TextFormat
from intake_app.form_engine.values import (
    codes,
    codes_value,
    grid,
    parse,
    phone_digits,
    to_answer,
)
from tests.form_engine.builders import UNKNOWN, one_question, view, write_forms

TODAY = date(2026, 11, 22)


def q(kind, **more) -> Question:
    return Question(id="q", kind=kind, label="Frage", **more)


@pytest.fixture
def library(tmp_path):
    return load_library(write_forms(tmp_path))


@pytest.fixture
def form(library):
    return library.form("visit")


@pytest.fixture
def german(tmp_path, library):
    return Catalogues(tmp_path / "translations", library).wording("de")


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        (q(Kind.TEXT), "  Frau\tÖzdemir\n ", "Frau Özdemir"),
        (q(Kind.TEXT), "O\u0308zdemir", "Özdemir"),
        (q(Kind.LONG_TEXT), "erst dies\r\ndann das ", "erst dies\ndann das"),
        (q(Kind.TEXT, format=TextFormat.PHONE), "05351 121-0", "+4953511210"),
        (q(Kind.TEXT, format=TextFormat.PHONE), "+380 44 278 0000", "+380442780000"),
        (q(Kind.TEXT, format=TextFormat.PHONE), "۰۱۷۱ ۱۲۳۴۵۶۷", "+491711234567"),
        (q(Kind.TEXT, format=TextFormat.ZIP), "٣٨٣٥٠", "38350"),
        (q(Kind.TEXT, max_length=3), "abc", "abc"),
        (q(Kind.INTEGER, minimum=0, maximum=20), "۱۲", "12"),
        (q(Kind.INTEGER, minimum=0, maximum=20), "20", "20"),
        (q(Kind.INTEGER, minimum=0, maximum=20), "0", "0"),
        (q(Kind.INTEGER, minimum=5, step=5), "015", "15"),
        (q(Kind.DATE), "24.12.1992", "1992-12-24"),
        (q(Kind.DATE), "1.2.2026", "2026-02-01"),
        (q(Kind.DATE), "24121992", "1992-12-24"),
        (q(Kind.DATE), "1992-12-24", "1992-12-24"),
        (q(Kind.DATE), "2026-2-1", "2026-02-01"),
        (q(Kind.DATE), "heute", "2026-11-22"),
        (q(Kind.DATE), "Gestern", "2026-11-21"),
        (q(Kind.DATE), "morgen", "2026-11-23"),
        (q(Kind.TIME), "9", "09:00"),
        (q(Kind.TIME), "9.30 Uhr", "09:30"),
        (q(Kind.TIME), "0930", "09:30"),
        (q(Kind.TIME), "23:59", "23:59"),
        (q(Kind.YES_NO_UNKNOWN), "Ja", "yes"),
        (q(Kind.YES_NO_UNKNOWN), "no", "no"),
        (q(Kind.FLAG), "true", "true"),
        (q(Kind.FLAG), "nein", "false"),
        (q(Kind.REPEAT), "0", "0"),
    ],
)
def test_what_is_typed_becomes_one_canonical_text(question, typed, value):
    assert parse(question, typed, today=TODAY) == value
    assert parse(question, value, today=TODAY) == value


@pytest.mark.parametrize(
    ("question", "typed", "code", "detail"),
    [
        (q(Kind.TEXT), "   ", "required", ""),
        (q(Kind.TEXT, max_length=3), "abcd", "too_long", "3"),
        (q(Kind.TEXT), "a\x00b", "unknown_character", "U+0000"),
        (q(Kind.TEXT, format=TextFormat.PHONE), "anrufen", "phone", ""),
        (q(Kind.TEXT, format=TextFormat.PHONE), "012", "phone", ""),
        (q(Kind.TEXT, format=TextFormat.PHONE), "1210 33", "phone", ""),
        (q(Kind.TEXT, format=TextFormat.ZIP), "3835", "zip", ""),
        (q(Kind.INTEGER), "3x", "integer", ""),
        (q(Kind.INTEGER), "2.5", "integer", ""),
        (q(Kind.INTEGER, minimum=1, maximum=16), "17", "range", "1–16"),
        (q(Kind.INTEGER, minimum=1), "0", "range", "1–"),
        (q(Kind.INTEGER, minimum=5, step=5), "7", "step", "5"),
        (q(Kind.DATE), "31.02.2026", "date", ""),
        (q(Kind.DATE), "24.12.92", "year", ""),
        (q(Kind.DATE), "bald", "date", ""),
        (q(Kind.TIME), "25:00", "time", ""),
        (q(Kind.TIME), "9:5", "time", ""),
        (q(Kind.YES_NO_UNKNOWN), "vielleicht", "choice", ""),
        (q(Kind.YES_NO_UNKNOWN), "unknown", "state", "unknown"),
        (q(Kind.FLAG), "?", "choice", ""),
        (q(Kind.REPEAT), "3", "choice", ""),
    ],
)
def test_what_cannot_be_stored_is_refused_without_repeating_it(question, typed, code, detail):
    with pytest.raises(InputError) as caught:
        parse(question, typed, today=TODAY)

    assert (caught.value.code, caught.value.detail) == (code, detail)


@pytest.mark.parametrize("kind", [Kind.GROUP, Kind.COMPUTED])
def test_groups_and_computed_values_are_never_stored(kind):
    with pytest.raises(ValueError, match="no value of its own"):
        parse(q(kind), "x", today=TODAY)


def test_a_choice_takes_only_its_codes(form):
    way = form.question("way")

    assert parse(way, "bus", today=TODAY) == "bus"
    with pytest.raises(InputError, match="choice"):
        parse(way, "Bus und Bahn", today=TODAY)


def test_a_choice_that_means_a_state_is_stored_as_the_state(form):
    answer = to_answer(form.question("way"), "ka", today=TODAY)

    assert answer == Answer(state=AnswerState.DECLINED)
    with pytest.raises(InputError, match="state declined"):
        parse(form.question("way"), "ka", today=TODAY)


def test_unknown_is_a_state_of_yes_and_no():
    assert to_answer(q(Kind.YES_NO_UNKNOWN), "unknown", today=TODAY) == UNKNOWN
    assert to_answer(q(Kind.YES_NO_UNKNOWN), "ja", today=TODAY) == Answer(value="yes")


def test_several_choices_keep_their_order(tmp_path):
    question = one_question(
        tmp_path, '[[question]]\nid = "q"\nkind = "choices"\nlabel = "L"\nlist = "ways"\n'
    ).question("q")

    assert parse(question, "foot, bus, foot", today=TODAY) == '["foot","bus"]'
    assert parse(question, '["bus","foot"]', today=TODAY) == '["bus","foot"]'
    assert codes('["foot","bus"]') == ("foot", "bus")
    assert codes(None) == ()
    assert codes_value(("foot", "bus")) == '["foot","bus"]'
    assert to_answer(question, '["ka"]', today=TODAY).state is AnswerState.DECLINED
    with pytest.raises(InputError, match="state declined"):
        to_answer(question, "bus,ka", today=TODAY)
    for wrong in ("tram", '["bus"', '["bus", 3]', '"bus"'):
        with pytest.raises(InputError, match="choice"):
            parse(question, wrong, today=TODAY)


def test_a_grid_keeps_the_order_of_its_rows(tmp_path):
    question = one_question(
        tmp_path,
        '[[question]]\nid = "q"\nkind = "grid"\nlabel = "L"\nlist = "levels"\n'
        'rows = [{code = "hear", label = "Hören"}, {code = "read", label = "Lesen"}]\n',
    ).question("q")

    value = parse(question, '{"read": "A1", "hear": "A2"}', today=TODAY)

    assert value == '{"hear":"A2","read":"A1"}'
    assert grid(value) == {"hear": "A2", "read": "A1"}
    assert grid(None) == {}
    for wrong in ('{"smell": "A1"}', '{"read": "Z9"}', "{}", "A1", "[]"):
        with pytest.raises(InputError, match="choice"):
            parse(question, wrong, today=TODAY)


def test_a_partial_date_is_read_in_its_calendar():
    question = q(Kind.PARTIAL_DATE, calendars=(Calendar.GREGORIAN, Calendar.SOLAR_HIJRI))

    value = parse(question, "۱۳۷۱", today=TODAY, calendar=Calendar.SOLAR_HIJRI)

    assert PartialDate.from_canonical(value).earliest == date(1992, 3, 21)
    assert parse(question, value, today=TODAY) == value
    with pytest.raises(InputError, match="date"):
        parse(question, '{"calendar": "gregorian"}', today=TODAY)
    with pytest.raises(ValueError, match="not asked in the calendar"):
        parse(question, "1412", today=TODAY, calendar=Calendar.HIJRI)


CONSTRAINED = """\
[[question]]
id = "begin"
kind = "time"
label = "L"

[[question]]
id = "end"
kind = "time"
label = "L"
constraint = [{ after = "begin", text = "Ende vor Beginn." }]

[[question]]
id = "born"
kind = "partial_date"
label = "L"
constraint = [
  { not_future = true, text = "In der Zukunft." },
  { max_age_years = 110, text = "Zu alt." },
]

[[question]]
id = "arrived"
kind = "date"
label = "L"
constraint = [{ not_before = "born", text = "Vor der Geburt." }]

[[question]]
id = "mail"
kind = "text"
label = "L"
constraint = [{ pattern = "[^@]+@[^@]+", text = "Keine Adresse." }]
"""


@pytest.fixture
def constrained(tmp_path):
    return one_question(tmp_path, CONSTRAINED)


@pytest.mark.parametrize(
    ("question_id", "typed", "key"),
    [
        ("born", "2027", "question.born.constraint.1"),
        ("born", "12/2026", "question.born.constraint.1"),
        ("born", "1915", "question.born.constraint.2"),
        ("born", "21.11.1916", "question.born.constraint.2"),
        ("born", "23.11.2026", "question.born.constraint.1"),
        ("mail", "nobody", "question.mail.constraint.1"),
        ("end", "9:00", "question.end.constraint.1"),
        ("end", "8:00", "question.end.constraint.1"),
        ("arrived", "31.12.1991", "question.arrived.constraint.1"),
    ],
)
def test_a_constraint_refuses_with_the_key_of_its_text(constrained, question_id, typed, key):
    born = parse_partial("1992").to_canonical()
    answers = view(constrained, {"begin": "09:00", "born": born})

    with pytest.raises(InputError) as caught:
        parse(constrained.question(question_id), typed, today=TODAY, answers=answers)

    assert (caught.value.code, caught.value.detail) == ("constraint", key)


@pytest.mark.parametrize(
    ("question_id", "typed"),
    [
        ("born", "2026"),  # this year may mean a day that is past
        ("born", "1916"),
        ("born", "unbekannt"),
        ("mail", "a@b.de"),
        ("end", "9:01"),
        ("arrived", "01.07.1992"),
        ("arrived", "01.01.1992"),  # the very first day it can have been
        ("born", "22.11.2026"),  # today
        ("born", "22.11.1916"),  # 110 years old today
    ],
)
def test_a_constraint_that_may_hold_refuses_nothing(constrained, question_id, typed):
    born = parse_partial("1992").to_canonical()
    answers = view(constrained, {"begin": "09:00", "born": born})

    assert parse(constrained.question(question_id), typed, today=TODAY, answers=answers)


def test_a_comparison_with_a_question_not_asked_refuses_nothing(constrained):
    end = constrained.question("end")

    assert broken_constraint(end, "08:00", today=TODAY) is None
    assert broken_constraint(end, "08:00", today=TODAY, answers=view(constrained)) is None


def test_values_are_shown_in_words(form, german):
    solar = q(Kind.PARTIAL_DATE, calendars=tuple(Calendar))
    told = parse(solar, "1371", today=TODAY, calendar=Calendar.SOLAR_HIJRI)

    assert display(form.question("way"), "bus", german) == "Bus und Bahn"
    assert display(form.question("way"), "gone", german) == "gone"
    assert display(form.question("stops"), "3", german) == "3\u00a0Halte"
    assert display(q(Kind.DATE), "2026-02-01", german) == "01.02.2026"
    assert display(q(Kind.FLAG), "false", german) == "nein"
    assert display(q(Kind.YES_NO_UNKNOWN), "yes", german) == "ja"
    assert display(q(Kind.REPEAT), "0", german) == "keine"
    assert display(q(Kind.TEXT), "Özdemir", german) == "Özdemir"
    assert display(solar, told, german) == "1371 (Sonnenkalender), 21.03.1992–20.03.1993"
    assert display_answer(form.question("way"), UNKNOWN, german) == "weiß nicht"


def test_german_numbers_are_shown_national_others_international():
    assert display_phone("+4953511210") == "05351\u00a01210"
    assert display_phone("+380442780000") == "+380\u00a044\u00a0278\u00a00000"
    assert display_phone("not a number") == "not a number"
    assert phone_digits("+49 5351") == "495351"


@given(st.text(max_size=200))
def test_text_is_stable_once_it_is_canonical(typed):
    try:
        value = parse(q(Kind.TEXT), typed, today=TODAY)
    except InputError:
        return
    assert parse(q(Kind.TEXT), value, today=TODAY) == value
    assert "\n" not in value


@given(st.dates(date(1850, 1, 1), date(2150, 12, 31)))
def test_every_day_comes_back_as_shown(day):
    shown = f"{day.day}.{day.month}.{day.year}"

    assert parse(q(Kind.DATE), shown, today=TODAY) == day.isoformat()


@given(st.integers(-(10**8), 10**8))
def test_every_number_comes_back(number):
    assert parse(q(Kind.INTEGER), str(number), today=TODAY) == str(number)


def _choices(*found):
    return tuple(Choice(code=code, label=code) for code in found)


GRID = q(Kind.GRID, choices=_choices("A1", "A2"), rows=_choices("hear", "read"))
LEVELS = st.sampled_from(["A1", "A2"])


@given(st.dictionaries(st.sampled_from(["hear", "read"]), LEVELS, min_size=1))
def test_every_grid_comes_back(chosen):
    value = parse(GRID, json.dumps(chosen), today=TODAY)

    assert grid(value) == chosen
    assert parse(GRID, value, today=TODAY) == value
