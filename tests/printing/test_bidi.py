"""Direction of text, held to the test cases of the Unicode standard."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake_app.printing.bidi import levels, reorder

_SAMPLE = Path(__file__).parent / "data" / "bidi_character_sample.txt"


def _cases():
    for line in _SAMPLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            points, direction, base, expected, order = line.split(";")
            text = "".join(chr(int(point, 16)) for point in points.split())
            asked = None if direction == "2" else int(direction)
            yield text, asked, int(base), expected.split(), [int(i) for i in order.split()]


def test_levels_and_visual_order_agree_with_the_cases_of_the_standard():
    wrong = []
    cases = list(_cases())
    for text, asked, base, expected, order in cases:
        found, found_base = levels(text, asked)
        kept = [i for i, level in enumerate(expected) if level != "x"]
        visual = reorder((found[i], i) for i in kept)
        same = all(found[i] == int(expected[i]) for i in kept)
        if not same or found_base != base or visual != order:
            wrong.append(text)
    assert not wrong
    assert len(cases) == 600


def test_german_text_needs_no_reordering():
    found, base = levels("Frau Müller, § 25 Abs. 2 AufenthG (gültig).")
    assert set(found) == {0}
    assert base == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # Capital letters stand for what is seen from left to right.
        ("اب 12.3 جد", "دج 12.3 با"),
        ("رقم SE-26 تم", "مت SE-26 مقر"),
    ],
)
def test_numbers_keep_their_direction_inside_arabic(text, shown):
    found, _ = levels(text, 1)
    assert "".join(reorder(zip(found, text, strict=True))) == shown


def test_an_isolated_name_does_not_turn_the_text_around_it():
    german = "Frau \u2068ليلى (Layla)\u2069, 34 Jahre"
    found, _ = levels(german, 0)
    behind = german.index("\u2069")
    assert set(found[:5]) == {0}
    assert set(found[behind:]) == {0}


def test_an_empty_text_has_no_levels():
    assert levels("") == ([], 0)
    assert reorder([]) == []
