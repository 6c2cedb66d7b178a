"""How long a passphrase holds out, and passphrases made by chance.

The estimate is for the worst case that the vault is built against: somebody has the stolen
folder and tries passphrases on machines of their own.  With Argon2id at 256 MiB and three passes
every try moves about 2 GiB through memory, so it is memory bandwidth that limits an attacker.
hashcat's authors measured 1,667 tries a second for 64 MiB and three passes on an RTX 4090
(pull request 4284); at four times the memory that is at most some 420.  `GUESSES_PER_SECOND`
assumes 24 such cards working on this one vault.
"""

from __future__ import annotations

import math
import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from intake_app import paths

if TYPE_CHECKING:
    from collections.abc import Iterable

GUESSES_PER_SECOND: Final = 10_000
WORDS_IN_PASSPHRASE: Final = 6

# zxcvbn reads at most this much; its time grows with the square of the length.
_LONGEST_READ = 72
_MOST_YEARS = 10**9
_BETWEEN_WORDS = re.compile(r"[\s,.;:_\-+/]+")


class TimeUnit(StrEnum):
    """Units in which a time to guess is told."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


_UNITS: Final = (
    (TimeUnit.YEARS, 31_557_600),
    (TimeUnit.MONTHS, 2_629_800),
    (TimeUnit.DAYS, 86_400),
    (TimeUnit.HOURS, 3_600),
    (TimeUnit.MINUTES, 60),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How long a passphrase holds out.

    Attributes:
        guesses_log10: Tries until it is found, as power of ten.
        seconds: The same as time, at `GUESSES_PER_SECOND`.
        amount: The time as whole number of `unit`, rounded down; at most a thousand million
            years, which then means "or more".
        unit: The largest unit of which there is at least one.
    """

    guesses_log10: float
    seconds: float
    amount: int
    unit: TimeUnit


def estimate(passphrase: str, user_inputs: Iterable[str] = ()) -> Strength:
    """Estimate how many tries a knowing attacker needs.

    Knows the common passwords and the English words of zxcvbn, the German words of our own
    list, keyboard walks, dates, repeats and what the attacker can learn about the office.  It
    overrates what it does not know: German words and names outside those lists.

    Args:
        passphrase: As typed; beyond 72 characters it counts no further.
        user_inputs: What an attacker would try first: office name, initials, town.

    Returns:
        The strength.
    """
    from zxcvbn import matching, zxcvbn  # noqa: PLC0415 - 40 ms that the start need not pay

    if not passphrase:
        return _strength(0.0)
    german = word_list("de")
    # Ranks start at half the list's length: no word of it is the attacker's first try.
    own = [part.casefold() for text in user_inputs for part in (text, *text.split())]
    ranked = [*own, *[""] * (len(german) // 2), *(word for word in german if word not in own)]
    try:
        guesses = zxcvbn(passphrase[:_LONGEST_READ], user_inputs=ranked)["guesses"]
    finally:
        matching.RANKED_DICTIONARIES["user_inputs"] = {}  # it would keep them for good
    return _strength(min(math.log10(guesses), _log10_by_words(passphrase, german)))


def six_words(language: str = "de") -> str:
    """Make a passphrase of six words, drawn by chance from our list.

    With the German list that is a choice among 2^68; see `bits_of_six_words`.  The words are
    chosen so that none is the beginning of another and none turns into another by one letter
    wrong, missing, too many or swapped, as happens when they are read out on the telephone.

    Args:
        language: Language of the words; where we have no list, German.

    Returns:
        Six words in small letters with single spaces between them.
    """
    words = word_list(language)
    return " ".join(secrets.choice(words) for _ in range(WORDS_IN_PASSPHRASE))


def bits_of_six_words(language: str = "de") -> float:
    """Return the entropy of `six_words` in bits."""
    return WORDS_IN_PASSPHRASE * math.log2(len(word_list(language)))


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the shipped words of a language; where we have no list, the German ones."""
    file = paths.resources_dir() / "words" / f"{language}.txt"
    if language != "de" and not file.is_file():
        return word_list("de")
    return tuple(file.read_text("utf-8").split())


def _log10_by_words(passphrase: str, words: tuple[str, ...]) -> float:
    """Return the tries of somebody who knows that it is made of words of the list.

    On average such an attacker is through half of the combinations.
    """
    parts = [part for part in _BETWEEN_WORDS.split(passphrase.casefold()) if part]
    if not parts or not set(parts) <= set(words):
        return math.inf
    return len(parts) * math.log10(len(words)) - math.log10(2)


def _strength(guesses_log10: float) -> Strength:
    seconds = 10 ** min(guesses_log10, 300.0) / GUESSES_PER_SECOND
    amount, unit = int(seconds), TimeUnit.SECONDS
    for larger, length in _UNITS:
        if seconds >= length:
            amount, unit = int(seconds / length), larger
            break
    return Strength(
        guesses_log10=guesses_log10,
        seconds=seconds,
        amount=min(amount, _MOST_YEARS),
        unit=unit,
    )
