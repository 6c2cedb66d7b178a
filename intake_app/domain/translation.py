"""Translations that an office brought in, and what it released (Übersetzung, Freigabe)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime


class Trust(StrEnum):
    """How far a translation can be trusted, in the order of trust (Übersetzungsstand)."""

    DRAFT = "draft"  # Entwurf
    REVIEWED = "reviewed"  # fachlich geprüft
    RELEASED = "released"  # freigegeben


def least_trusted(found: Iterable[Trust]) -> Trust:
    """Return how far several texts can be trusted together; without any nothing is in doubt."""
    return min(found, key=list(Trust).index, default=Trust.RELEASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTranslation:
    """A catalogue that came back from a translator; it stands over the shipped one.

    Attributes:
        language: Catalogue tag.
        catalogue: Id of a form, or "lists".
        messages: Translation by key and German text.
    """

    language: str
    catalogue: str
    messages: Mapping[tuple[str, str], str]
    imported_at: datetime
    imported_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What somebody answers for with a name: each text as it was on that day (Freigabe).

    Attributes:
        language: Catalogue tag.
        catalogue: Id of a form, or "lists".
        trust: What was said about it; DRAFT takes an earlier release back.
        name: Who answers for it; `qualification`: as what, "ermächtigte Übersetzerin".
        released_on: The day it was said.
        entered_at: When it was entered; `entered_by`: initials.
        digests: `text_digest` of each text by its key.
    """

    language: str
    catalogue: str
    trust: Trust
    name: str
    qualification: str
    released_on: date
    entered_at: datetime
    entered_by: str
    digests: Mapping[str, str]

    def covers(self, key: str, german: str, translation: str) -> bool:
        """Tell whether it holds for a text: neither side was changed since."""
        return self.digests.get(key) == text_digest(german, translation)


def text_digest(german: str, translation: str) -> str:
    """Return the SHA-256 over a German text and its translation."""
    return hashlib.sha256(f"{german}\0{translation}".encode()).hexdigest()
