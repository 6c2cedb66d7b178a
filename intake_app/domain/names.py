"""Names of people: a list of spellings, not two columns (Name, Schreibweise).

German registers keep several forms of a name side by side, chains of names and a single
own name are legal realities (Art. 47 EGBGB).  So a spelling is stored as the paper shows
it: never split, never completed, never capitalised.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.slip import NameOnSlip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ORIGINAL = "original"
"""Kind of the row that holds the name in its own script."""

DISPLAY_ORDER = ("residence", "passport", "own")
"""Which spelling is shown first; codes of `forms/lists/name_kinds.toml`."""

# The joiners belong to the spelling of Persian and Indian names; other format characters
# (direction marks, soft hyphens, byte order marks) come along when names are pasted.
_JOINERS = "\u200c\u200d"
_APOSTROPHES = "'\u2018\u2019\u02b9\u02bb\u02bc\u02be\u02bf\u0060\u00b4"
_BETWEEN_LETTERS = frozenset(f"{_APOSTROPHES} -\u2010\u2011.\u0640{_JOINERS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """One spelling of a name.

    Attributes:
        kind: What the spelling rests on, a code of `forms/lists/name_kinds.toml`.
        single: The person has one name only; it may stand in either field.
    """

    kind: str
    family: str = ""
    given: str = ""
    single: bool = False

    @property
    def script(self) -> str:
        """The script of its letters, see `script_of`."""
        return script_of(self.full)

    @property
    def full(self) -> str:
        """The name as spoken, given names first; a single name stands once."""
        return " ".join(self._parts())

    @property
    def sorted(self) -> str:
        """The name as in lists, family name first."""
        return ", ".join(reversed(self._parts()))

    @property
    def initials(self) -> str:
        """First letters with full stops, for the view that hides names from bystanders."""
        return " ".join(f"{letter}." for letter in map(_initial, self._parts()) if letter)

    @property
    def first_and_initial(self) -> str:
        """Given names and the first letter of the family name; a single name in full."""
        parts = self._parts()
        if len(parts) == 1:
            return parts[0]
        return " ".join([*parts[:1], *(f"{_initial(part)}." for part in parts[1:])])

    @property
    def first(self) -> str:
        """The given names; a single name in full."""
        return next(iter(self._parts()), "")

    def _parts(self) -> tuple[str, ...]:
        given, family = clean(self.given), clean(self.family)
        # Some papers print a single name in both fields.
        if self.single and given == family:
            return (given,) if given else ()
        return tuple(part for part in (given, family) if part)


def in_display_order(names: Iterable[PersonName]) -> tuple[PersonName, ...]:
    """Return the names with the one to be shown first: residence paper, passport, own.

    Empty rows are left out; other kinds keep their order, the original script comes last
    of those that can be shown at all.
    """
    filled = [name for name in names if name.full]
    return tuple(sorted(filled, key=_rank))


def slip_name(name: PersonName, shown: NameOnSlip) -> str:
    """Return how much of the name a routing slip shows; empty for "number only"."""
    if shown is NameOnSlip.FULL:
        return name.full
    return name.first_and_initial if shown is NameOnSlip.FIRST_AND_INITIAL else ""


def clean(text: str) -> str:
    """Return the text in NFC, without invisible signs and doubled spaces.

    Nothing else is changed: case, hyphens and the order of the words stay as on the paper.
    """
    kept = (
        sign
        for sign in unicodedata.normalize("NFC", text)
        if sign in _JOINERS or sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return " ".join("".join(kept).split())


def script_of(text: str) -> str:
    """Return the script of most letters, a code of `forms/lists/scripts.toml`.

    "none" when there are no letters, "other" for scripts without a code of their own.
    """
    most = _main_script(text)
    return most if most in _SCRIPTS else "other" if most else "none"


def unusual_signs(text: str) -> tuple[str, ...]:
    """Return the signs of a name that hint at a slip of the finger, each once.

    Usual are letters of one script, marks, apostrophes, hyphens, spaces and full stops (for
    Latin letters DIN 91379, type A).  Anything else deserves a second look, above all a letter
    that looks like one of the script and is of another; papers are what they are, so it is
    never refused.
    """
    name = clean(text)
    script = _main_script(name)
    return tuple(dict.fromkeys(sign for sign in name if not _is_usual(sign, script)))


def original_name(names: Sequence[PersonName]) -> str:
    """Return the name in its own script, empty when there is none."""
    return next((name.full for name in names if name.kind == ORIGINAL), "")


_SCRIPTS = frozenset(
    {"latin", "arabic", "cyrillic", "ethiopic", "greek", "georgian", "armenian", "devanagari"}
)


def _rank(name: PersonName) -> int:
    if name.kind in DISPLAY_ORDER:
        return DISPLAY_ORDER.index(name.kind)
    return len(DISPLAY_ORDER) + (name.kind == ORIGINAL)


def _initial(part: str) -> str:
    """Return the first letter of the part with the marks that belong to it."""
    found = re.search(r"[^\W\d_]", part)
    if not found:
        return ""
    end = found.end()
    while end < len(part) and unicodedata.combining(part[end]):
        end += 1
    return part[found.start() : end].upper()


def _main_script(text: str) -> str:
    counts = Counter(map(_script_of_letter, filter(str.isalpha, text)))
    return max(counts, key=counts.__getitem__, default="")


def _script_of_letter(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0].lower()


def _is_usual(sign: str, script: str) -> bool:
    if sign in _BETWEEN_LETTERS or unicodedata.category(sign)[0] == "M":
        return True
    return sign.isalpha() and _script_of_letter(sign) == script
