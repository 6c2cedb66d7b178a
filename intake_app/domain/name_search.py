"""Keys under which a name is found in any spelling, and whose names are spelled alike.

Measured on pairs of real spellings, variants of one name and names of two people overlap
in every score (76–92 against 77–96).  So a likeness is only ever a *suggestion* that an
advisor looks at beside birth year, sex and municipality; nothing merges by itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from anyascii import anyascii
from rapidfuzz import fuzz

from intake_app.domain.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.names import PersonName

K = TypeVar("K")

SUGGEST_FROM = 70
"""Likeness in percent from which a name is suggested."""

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


def closest(names: Iterable[str], others: Mapping[K, Iterable[str]]) -> list[K]:
    """Return whose names are worth an advisor's look, the most alike first.

    Args:
        names: All spellings of one person, in any script.
        others: All spellings of each of the other people.
    """
    own = [plain for name in names if (plain := romanised(name))]
    scores = {
        key: max((_score(one, romanised(name)) for one in own for name in spellings), default=0)
        for key, spellings in others.items()
    }
    alike = [key for key, score in scores.items() if score >= SUGGEST_FROM]
    return sorted(alike, key=scores.__getitem__, reverse=True)


def _score(one: str, other: str) -> float:
    """Return how alike two romanised names are, 0 to 100, whatever the order of their parts."""
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) if other else 0


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
