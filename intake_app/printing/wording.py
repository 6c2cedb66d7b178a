"""What documents need from the texts of the forms, and pairs of words in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Wording(Protocol):
    """The printed texts of one language; `form_engine.wording.Wording` is one."""

    @property
    def language(self) -> str:
        """Catalogue tag of the language."""
        raise NotImplementedError

    @property
    def is_draft(self) -> bool:
        """Whether the translation is not released and prints as a reading aid."""
        raise NotImplementedError

    def block(self, text_id: str, /, **fields: str) -> str:
        """Return a text with its fields inserted between isolates."""
        raise NotImplementedError

    def list_label(self, list_id: str, code: str) -> str:
        """Return the short words for an entry of a code list."""
        raise NotImplementedError

    def list_hint(self, list_id: str, code: str) -> str:
        """Return the full words for an entry of a code list, "" when it has none."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in German and in the person's language; "" where there is no other.

    What a person told or an office typed must have come through `layout.insert`.
    """

    german: str
    other: str = ""


def same(text: str) -> Bilingual:
    """Return words that are the same in both languages: names, numbers, dates."""
    return Bilingual(text, text)
