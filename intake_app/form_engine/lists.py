"""Code lists (Schlüssellisten): what can be chosen, with labels, ranks and validity.

Codes are never reused; labels may change.  Stored answers keep the code, so an entry that
is no longer offered can still be shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.domain.answers import AnswerState


class NameSource(StrEnum):
    """Where the labels of a list come from where it has none of its own."""

    NONE = ""
    COUNTRIES = "countries"  # all of ISO 3166-1 and XK, names from CLDR
    LANGUAGES = "languages"  # the given entries, names from CLDR


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the answers offered (Antwortmöglichkeit).

    Attributes:
        label: German label.
        group: Statistics group or other heading, a code of its own.
        tier: 1 is offered at once, 2 under "weitere".
        means: Choosing it stores this state instead of a value (keine Angabe, weiß nicht).
        babel: CLDR's code of a language where it differs from `code`.
        is_own: An office added it; it has German words only, and no translation is missing.
        as_of: When the office last saw that its own entry is true ("Stand").
    """

    code: str
    label: str
    hint: str = ""
    group: str = ""
    tier: int = 1
    means: AnswerState | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    babel: str = ""
    is_own: bool = False
    as_of: date | None = None

    def is_offered(self, day: date) -> bool:
        """Tell whether it can be chosen on a day (first and last day included)."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def as_table(self) -> dict[str, Any]:
        """Return the entry as it would stand in a TOML file, defaults left out."""
        table: dict[str, Any] = {"code": self.code, "label": self.label}
        optional = {
            "hint": self.hint,
            "group": self.group,
            "tier": self.tier if self.tier != 1 else None,
            "means": self.means.value if self.means else None,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "babel": self.babel,
        }
        return table | {key: value for key, value in optional.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """A shared list of choices.

    Attributes:
        ranked: The order of entries is a rank, so conditions may ask for "at least".
        editable: The office may add entries of its own.
        unverified: Codes were not checked against their source; the list page says so.
        as_of: State of knowledge ("Stand"), for example "2026-11".
        key_prefix: Beginning of the catalogue keys of its labels.
    """

    id: str
    title: str
    version: str
    entries: tuple[Choice, ...]
    ranked: bool = False
    editable: bool = False
    unverified: bool = False
    as_of: str = ""
    source: NameSource = NameSource.NONE
    key_prefix: str = ""
    _by_code: Mapping[str, Choice] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {entry.code: entry for entry in self.entries})

    def entry(self, code: str) -> Choice | None:
        """Return the entry with this code, None when there is none."""
        return self._by_code.get(code)

    def key(self, code: str) -> str:
        """Return the catalogue key of an entry's label."""
        return f"{self.key_prefix or f'list.{self.id}.'}{code}"

    def hint_key(self, code: str) -> str:
        """Return the catalogue key of an entry's hint."""
        return f"{self.key(code)}.hint"

    def at_least(self, code: str) -> frozenset[str]:
        """Return the codes of this rank or above; entries that mean a state have no rank."""
        ranked = [entry.code for entry in self.entries if entry.means is None]
        return frozenset(ranked[ranked.index(code) :])

    def as_table(self) -> dict[str, Any]:
        """Return the list as it would stand in a TOML file, names filled in."""
        return {
            "id": self.id,
            "title": self.title,
            "version": self.version,
            "ranked": self.ranked,
            "editable": self.editable,
            "unverified": self.unverified,
            "as_of": self.as_of,
            "source": self.source.value,
            "key_prefix": self.key_prefix,
            "entry": [entry.as_table() for entry in self.entries],
        }
