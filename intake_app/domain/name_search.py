"""Keys under which a name is found in any spelling, and the likeness of two names.

Measured on pairs of real spellings, variants of one name and names of two people overlap
in every score (76–92 against 77–96).  So a likeness is only ever a *suggestion* that an
advisor looks at beside birth year, sex and municipality; nothing merges by itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz import fuzz

from intake_app.domain.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.names import PersonName

SUGGEST_FROM = 70
"""Similarity in percent from which a name is suggested."""

SOUND_MARK = "snd"
"""Begins every sound key among the search keys, so that nobody types one by chance."""

_ARABIC_LETTERS = re.compile(r"[\u0620-\u064a\u066e-\u06d5\u06ee-\u06ff\u0750-\u077f]")
# Letters that Arabic, Persian, Urdu and Kurdish keyboards encode differently, and hamza
# carriers that people leave out.
_SAME_ARABIC = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
        "ؤ": "و", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ە": "ه", "ھ": "ه", "ک": "ك", "ڪ": "ك",
        "ء": "", "\u0640": "", "\u200c": "", "\u200d": "",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two names are.

    Attributes:
        score: 0 to 100, over the romanised names.
        same_sound: Both have the same sound key.
    """

    score: float
    same_sound: bool

    @property
    def is_suggestion(self) -> bool:
        """Whether the pair is worth an advisor's look; never more than that."""
        return self.score >= SUGGEST_FROM or self.same_sound


def fold(text: str) -> str:
    """Return the text without case, accents and vowel signs, words parted by one space."""
    apart = unicodedata.normalize("NFKD", clean(text).casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]+", " ", letters).split())


def romanised(text: str) -> str:
    """Return the text in plain Latin letters; Arabic script loses its vowels."""
    return fold(anyascii(arabic_key(text) or clean(text)))


def arabic_key(text: str) -> str:
    """Return a name in Arabic script as one spelling; empty for other scripts."""
    if not _ARABIC_LETTERS.search(text):
        return ""
    apart = unicodedata.normalize("NFD", clean(text).translate(_SAME_ARABIC))
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]+", " ", letters.translate(_SAME_ARABIC)).split())


def sound_key(text: str) -> str:
    """Return how the whole name sounds, by Cologne phonetics over its romanised form.

    Articles and the borders between words do not count: Al-Hussein sounds like Alhusain.
    """
    letters = re.sub(r"[^a-z]", "", romanised(text))
    digits = _cologne(letters)
    return digits[:1] + digits[1:].replace("0", "")


def search_keys(names: Iterable[PersonName]) -> tuple[str, ...]:
    """Return every key under which a case is to be found, each once."""
    keys: dict[str, None] = {}
    for name in names:
        for key in (fold(name.full), romanised(name.full), arabic_key(name.full)):
            keys.setdefault(key)
        if sound := sound_key(name.full):
            keys.setdefault(f"{SOUND_MARK}{sound}")
    return tuple(key for key in keys if key)


def likeness(one: str, other: str) -> Likeness:
    """Compare two names in any script, whatever the order of their parts."""
    first, second = romanised(one), romanised(other)
    if not first or not second:
        return Likeness(score=0, same_sound=False)
    score = max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second))
    sounds = sound_key(one), sound_key(other)
    return Likeness(score=score, same_sound=bool(sounds[0]) and sounds[0] == sounds[1])


def best_likeness(some: Iterable[PersonName], others: Iterable[PersonName]) -> Likeness:
    """Compare two people by all their spellings and return the closest pair's likeness."""
    other_names = tuple(other.full for other in others)
    pairs = [likeness(name.full, other) for name in some for other in other_names]
    return Likeness(
        score=max((pair.score for pair in pairs), default=0),
        same_sound=any(pair.same_sound for pair in pairs),
    )


_CODES = {
    **dict.fromkeys("aeijouy", "0"),
    "b": "1",
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
}


def _cologne(letters: str) -> str:
    """Return the code of each sound, equal neighbours once (Postel, Kölner Phonetik, 1969)."""
    codes = ""
    for place, letter in enumerate(letters):
        before, after = letters[place - 1 : place], letters[place + 1 : place + 2]
        for code in _code(letter, before, after):
            if not codes.endswith(code):
                codes += code
    return codes


def _code(letter: str, before: str, after: str) -> str:
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter in "dt":
        return "8" if after and after in "csz" else "2"
    if letter == "c":
        return _code_of_c(before, after)
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    return _CODES.get(letter, "")


def _code_of_c(before: str, after: str) -> str:
    if not before:
        return "4" if after and after in "ahkloqrux" else "8"
    if before in "sz":
        return "8"
    return "4" if after and after in "ahkoqux" else "8"
