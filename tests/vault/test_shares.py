"""Two of three recovery sheets make the key; one makes nothing."""

from __future__ import annotations

from itertools import permutations

import pytest

from intake_app.errors import RecoverySheetError
from intake_app.vault import shares
from intake_app.vault.recovery import RecoveryKey


@pytest.fixture(scope="module")
def key():
    return RecoveryKey.new()


@pytest.fixture(scope="module")
def sheets(key):
    return shares.split(key)


def refusal(*typed):
    with pytest.raises(RecoverySheetError) as caught:
        shares.join(*typed)
    return caught.value.sheet, caught.value.reason, caught.value.place


@pytest.mark.parametrize("pair", list(permutations(range(3), 2)))
def test_any_two_in_any_order_make_the_key(key, sheets, pair):
    first, second = pair

    assert shares.join(sheets[first], sheets[second]).text == key.text
    assert [shares.number_of(sheets[one]) for one in pair] == [first + 1, second + 1]


def test_a_sheet_has_words_of_its_own_and_as_many_as_the_form_says(sheets):
    assert len(set(sheets)) == shares.SHEETS
    assert all(len(sheet.split()) == shares.WORDS_ON_SHEET for sheet in sheets)


def test_typing_is_forgiven_where_the_word_is_certain(key, sheets):
    first = "  ".join(word[:4].upper() for word in sheets[0].split())
    second = ".".join(word[:-1] + "q" if len(word) > 5 else word for word in sheets[1].split())

    assert shares.join(first, f"1. {second}\t").text == key.text


def test_a_scanner_on_a_german_keyboard_is_understood(key, sheets):
    swapped = [sheet.translate(str.maketrans("yz", "zy")) for sheet in sheets]

    assert shares.join(swapped[0], swapped[2]).text == key.text


def test_a_mistake_is_named_with_sheet_and_word(sheets):
    words = sheets[1].split()
    unknown = " ".join([*words[:6], "bxbxbx", *words[7:]])
    swapped = " ".join([words[1], words[0], *words[2:]])

    assert refusal(sheets[0], unknown) == (2, "word", 7)
    assert refusal(" ".join(sheets[0].split()[:-1]), sheets[1]) == (1, "length", 22)
    assert refusal("", sheets[1]) == (1, "length", 0)
    assert refusal(sheets[0], swapped) == (2, "checksum", 0)


def test_the_same_sheet_twice_or_one_of_another_key_is_told_apart(key, sheets):
    other = shares.split(key)

    assert refusal(sheets[0], sheets[0]) == (2, "same", 0)
    assert refusal(sheets[0], other[1]) == (0, "mixed", 0)


def test_every_single_wrong_word_is_noticed(sheets):
    words = sheets[0].split()
    for place in range(len(words)):
        wrong = [*words]
        wrong[place] = "academic" if words[place] != "academic" else "acid"
        with pytest.raises(RecoverySheetError):
            shares.number_of(" ".join(wrong))


def test_completed_words_stand_as_on_the_sheet(sheets):
    typed = " ".join(word[:4] for word in sheets[2].split())

    assert " ".join(shares.words_of(typed)) == sheets[2]
    assert shares.words_of("acad bxbxbx") == ("academic", "bxbxbx")
