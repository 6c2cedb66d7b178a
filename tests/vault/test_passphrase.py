from __future__ import annotations

import itertools
import random
import re
from collections import Counter

import pytest
from zxcvbn import matching

from intake_app import paths
from intake_app.vault.passphrase import (
    GUESSES_PER_SECOND,
    TimeUnit,
    bits_of_six_words,
    estimate,
    six_words,
    word_list,
)


def test_the_word_list_is_plain_and_complete() -> None:
    lines = (paths.resources_dir() / "words" / "de.txt").read_text("ascii").splitlines()
    assert len(lines) >= 2048
    assert lines == sorted(set(lines))
    assert all(re.fullmatch("[a-z]{4,9}", word) for word in lines)
    assert word_list("de") == tuple(lines)


def test_no_word_is_the_beginning_of_another() -> None:
    words = word_list("de")
    for word, following in itertools.pairwise(words):
        assert not following.startswith(word)


def test_no_word_turns_into_another_by_one_letter_wrong_missing_or_swapped() -> None:
    words = set(word_list("de"))
    with_one_missing: Counter[str] = Counter()
    for word in words:
        shorter = {word[:at] + word[at + 1 :] for at in range(len(word))}
        assert not shorter & words
        blanked = {word[:at] + "." + word[at + 1 :] for at in range(len(word))}
        with_one_missing.update(blanked)
        for at in range(len(word) - 1):
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            assert swapped == word or swapped not in words
    assert max(with_one_missing.values()) == 1


def test_six_words_carry_at_least_66_bits() -> None:
    passphrase = six_words()
    assert len(passphrase.split(" ")) == 6
    assert set(passphrase.split(" ")) <= set(word_list("de"))
    assert bits_of_six_words() >= 66
    assert bits_of_six_words() == pytest.approx(68, abs=0.1)


def test_every_word_is_drawn_about_as_often_as_any_other() -> None:
    drawn = Counter(word for _ in range(2_000) for word in six_words().split())
    assert len(drawn) > 0.97 * len(word_list("de"))
    assert max(drawn.values()) < 25


def test_a_language_without_a_list_gets_german_words() -> None:
    assert set(six_words("uk").split()) <= set(word_list("de"))
    assert word_list("../../etc/passwd") == word_list("de")


@pytest.mark.parametrize(
    "weak", ["", "a", "passwort", "hallo123", "qwertzuiop", "sommer2026", "aaaaaaaaaaaaaaaaaaaa"]
)
def test_what_everybody_thinks_of_holds_less_than_a_day(weak: str) -> None:
    assert estimate(weak).seconds < 86_400


def test_what_the_attacker_knows_about_the_office_does_not_count() -> None:
    passphrase = "Anlaufstelle Offenburg"
    assert estimate(passphrase).seconds > 1_000 * 365 * 86_400
    known = estimate(passphrase, ["Anlaufstelle Offenburg", "AB"])
    assert known.seconds < 86_400
    assert matching.RANKED_DICTIONARIES["user_inputs"] == {}


def test_six_words_hold_for_ages_and_are_not_overrated() -> None:
    strength = estimate(six_words())
    assert strength.guesses_log10 <= bits_of_six_words() * 0.30103
    assert strength.guesses_log10 > 18
    assert strength.unit is TimeUnit.YEARS
    assert strength.amount > 1_000_000


@pytest.mark.parametrize("between", [" ", "-", ".", "  "])
def test_whoever_knows_the_list_needs_no_more_than_its_combinations(between: str) -> None:
    words = between.join(word_list("de")[at] for at in (100, 900, 1700))
    assert estimate(words).guesses_log10 <= 3 * 3.414


def test_the_time_is_told_in_the_largest_fitting_unit() -> None:
    seen = set()
    for passphrase in (
        "a",
        "ab1!",
        "sommer2026",
        "Stadtx2026",
        "Tisch7!Regen",
        "q8#kfT2p",
        "x9$Lm2!qPz0",
    ):
        strength = estimate(passphrase)
        seen.add(strength.unit)
        assert strength.seconds == pytest.approx(10**strength.guesses_log10 / GUESSES_PER_SECOND)
        lengths = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400, "months": 2_629_800}
        length = lengths.get(strength.unit, 31_557_600)
        assert strength.amount * length <= strength.seconds < (strength.amount + 1) * length
    assert len(seen) >= 4


def test_any_input_gets_an_estimate() -> None:
    chance = random.Random(8)
    for length in (1, 7, 40, 500):
        for alphabet in ("aß", "İıſK", "\ud800\0\n", "@4$5!|", "0123", "نور", "👩‍👩‍👧"):
            passphrase = "".join(chance.choices(alphabet, k=length))
            strength = estimate(passphrase, [passphrase[:3], "", " "])
            assert strength.amount >= 0
            assert strength.amount <= 10**9
