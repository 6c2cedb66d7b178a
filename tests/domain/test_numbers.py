"""Numbers of cases, waivers and slips: made, typed by people, scanned."""

from __future__ import annotations

import contextlib
import random
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from intake_app.domain import numbers
from intake_app.domain.numbers import SlipCode, WaiverPageCode
from intake_app.errors import InputError

sequences = st.integers(min_value=1, max_value=99_999)
years = st.integers(min_value=2020, max_value=2099)
seeds = st.integers(min_value=0)


def a_slip_number(seed: int = 7) -> str:
    return numbers.new_slip_number(random.Random(seed))


def test_a_case_number_shows_office_year_running_number_and_check_character():
    number = numbers.case_number("HE", 2026, 123)

    assert number == "HE-26-000123-S"
    assert mod_37_36.is_valid(number.replace("-", ""))


def test_a_waiver_number_is_shorter_by_one_digit():
    assert numbers.waiver_number(2026, 12) == "SE-26-00012-6"


@pytest.mark.parametrize(
    "typed",
    [
        "HE-26-000123-S",
        "he-26-000123-s",
        " he 26 000123 s ",
        "HE26000123S",
        "HE–26–000123–S",
        "he-26-123-s",
        "HE-26-OOO123-S",
        "HE-26-000I23-S",
        "HE/26/000123/S",
        "HE-26-000123-S\u200f",
    ],
)
def test_a_case_number_is_understood_however_it_is_typed(typed):
    assert numbers.parse_case_number(typed) == "HE-26-000123-S"


@pytest.mark.parametrize("typed", ["", "Amina", "HE-26-123456789-S", "123", "HE-26-00A123-S"])
def test_what_is_no_case_number_is_refused_as_such(typed):
    with pytest.raises(InputError) as caught:
        numbers.parse_case_number(typed)

    assert caught.value.code == "case_number"


def test_a_mistyped_digit_is_told_apart_from_a_wrong_shape():
    with pytest.raises(InputError) as caught:
        numbers.parse_case_number("HE-26-000124-S")

    assert caught.value.code == "check_character"


def test_a_case_number_is_no_waiver_number():
    with pytest.raises(InputError) as caught:
        numbers.parse_waiver_number(numbers.case_number("SE", 2026, 12))

    assert caught.value.code == "waiver_number"


def test_another_offices_paper_is_no_waiver_number_of_ours():
    body = "HE2600012"
    with pytest.raises(InputError) as caught:
        numbers.parse_waiver_number(body + mod_37_36.calc_check_digit(body))

    assert caught.value.code == "waiver_number"


def test_a_running_number_that_does_not_fit_is_a_bug():
    with pytest.raises(ValueError, match="does not fit"):
        numbers.waiver_number(2026, 100_000)


@given(years, sequences)
def test_every_case_and_waiver_number_reads_back(year, sequence):
    case, waiver = numbers.case_number("HE", year, sequence), numbers.waiver_number(year, sequence)

    assert numbers.parse_case_number(case.lower().replace("-", " ")) == case
    assert numbers.parse_waiver_number(waiver.lower().replace("-", "")) == waiver


@given(sequences, st.integers(min_value=0, max_value=9), st.integers(min_value=1, max_value=9))
def test_every_single_wrong_digit_of_a_case_number_is_noticed(sequence, place, shift):
    number = numbers.case_number("HE", 2026, sequence).replace("-", "")
    # Where 0 is read as O on paper, the check character cannot tell both apart.
    assume(number[-1] not in "01OIL")
    digits = [i for i, character in enumerate(number[:-1]) if character.isdigit()]
    at = digits[place % len(digits)]
    wrong = f"{number[:at]}{(int(number[at]) + shift) % 10}{number[at + 1 :]}"

    with pytest.raises(InputError):
        numbers.parse_case_number(wrong)


@given(seeds)
def test_a_slip_number_never_holds_letters_that_look_like_digits(seed):
    number = a_slip_number(seed)

    assert len(number) == 10
    assert not set(number) & set("ILOU")
    assert mod_37_36.is_valid(number)


def test_a_draw_whose_check_character_would_mislead_is_drawn_again():
    # 7Q4M92KTX would need the check character O.
    class Scripted(random.Random):
        draws = iter(["7Q4M92KTX", "7Q4M92KTY"])

        def choices(self, *_args, **_more):
            return list(next(self.draws))

    assert numbers.new_slip_number(Scripted()).startswith("7Q4M92KTY")


def test_slip_numbers_do_not_follow_from_one_another():
    source = random.Random(1)
    drawn = [numbers.new_slip_number(source) for _ in range(2000)]

    assert len(set(drawn)) == 2000
    assert len({number[0] for number in drawn}) == 32


@given(seeds)
def test_a_slip_number_is_understood_however_it_is_typed(seed):
    number = a_slip_number(seed)
    shown = numbers.format_slip_number(number)
    sloppy = number.lower().replace("0", "o").replace("1", "l")

    assert shown == f"{number[:5]}-{number[5:]}"
    for typed in (number, shown, shown.lower(), sloppy, f" {number[:5]} {number[5:]} "):
        assert numbers.parse_slip_number(typed) == number
    assert numbers.parse_slip_number(numbers.slip_code(number, 3)) == number


@given(seeds, st.integers(min_value=0, max_value=9), st.integers(min_value=1, max_value=31))
def test_every_single_wrong_character_of_a_slip_number_is_noticed(seed, place, shift):
    number = a_slip_number(seed)
    other = numbers.CROCKFORD[(numbers.CROCKFORD.index(number[place]) + shift) % 32]

    with pytest.raises(InputError) as caught:
        numbers.parse_slip_number(number[:place] + other + number[place + 1 :])

    assert caught.value.code == "check_character"


@pytest.mark.parametrize("typed", ["", "7Q4M9", "7Q4M9-2KTXU", "7Q4M9-2KTX33", "Müller"])
def test_what_is_no_slip_number_is_refused_as_such(typed):
    with pytest.raises(InputError) as caught:
        numbers.parse_slip_number(typed)

    assert caught.value.code == "slip_number"


def test_codes_use_only_what_every_scanner_types_alike():
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.")
    codes = [
        numbers.slip_code(a_slip_number()),
        numbers.slip_code(a_slip_number(), 12),
        numbers.waiver_page_code(numbers.waiver_number(2026, 12), 2, 4),
    ]

    assert all(set(code) <= allowed for code in codes)


def test_the_code_of_a_slip_is_the_ten_characters_after_a_mark():
    number = a_slip_number()

    assert numbers.slip_code(number) == f"LZ1.{number}"
    assert numbers.slip_code(number, 3) == f"LZ1.{number}.03"


@given(seeds, st.none() | st.integers(min_value=1, max_value=12))
def test_slip_codes_read_back(seed, station):
    number = a_slip_number(seed)
    scanned = numbers.slip_code(number, station).lower() + "\r\n"

    assert numbers.parse_code(scanned) == SlipCode(number=number, station=station)


def test_a_slip_is_found_by_its_code_and_by_its_typed_number():
    number = a_slip_number()

    assert numbers.parse_slip_code(f"lz1.{number}.03").station == 3
    assert numbers.parse_slip_code(numbers.format_slip_number(number)).number == number
    with pytest.raises(InputError) as caught:
        numbers.parse_slip_code("SE1.SE26000126.1.2")
    assert caught.value.code == "code"


@given(sequences, st.integers(min_value=1, max_value=99), st.integers(min_value=1, max_value=99))
def test_waiver_page_codes_read_back(sequence, one, other):
    number, page, pages = numbers.waiver_number(2026, sequence), min(one, other), max(one, other)
    code = numbers.waiver_page_code(number, page, pages)

    assert numbers.parse_code(code) == WaiverPageCode(number=number, page=page, pages=pages)


@pytest.mark.parametrize(
    "scanned",
    [
        "",
        "https://example.org",
        "LZ1.",
        "LZ2.0000000000",
        "LZ1.0000000000.00",
        "LZ1.0000000000.13",
        "LZ1.0000000000.3",
        "SE1.SE26000126.0.1",
        "SE1.SE26000126.3.2",
        "4006381333931",
        "LZ1.0000000000.03.04",
    ],
)
def test_foreign_codes_are_refused(scanned):
    with pytest.raises(InputError) as caught:
        numbers.parse_code(scanned)

    assert caught.value.code == "code"


def test_a_misread_code_is_told_apart_from_a_foreign_one():
    with pytest.raises(InputError) as caught:
        numbers.parse_code("LZ1.7Q4M92KTX3.01")

    assert caught.value.code == "check_character"


@pytest.mark.parametrize(
    "read",
    [
        numbers.parse_case_number,
        numbers.parse_waiver_number,
        numbers.parse_slip_number,
        numbers.parse_code,
        numbers.parse_slip_code,
    ],
)
@given(text=st.text(max_size=40))
def test_no_input_breaks_the_readers(read, text):
    with contextlib.suppress(InputError):
        read(text)


@pytest.mark.parametrize("station", [0, 13])
def test_a_strip_has_a_number_from_1_to_12(station):
    with pytest.raises(ValueError, match="stations"):
        numbers.slip_code(a_slip_number(), station)


def test_a_page_lies_within_its_paper():
    with pytest.raises(ValueError, match="within"):
        numbers.waiver_page_code("SE-26-00012-6", 3, 2)


def test_a_prefix_is_two_capital_letters():
    with pytest.raises(ValueError, match="prefix"):
        numbers.case_number("H1", 2026, next(count(1)))
