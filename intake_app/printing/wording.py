"""What documents need from the texts of the forms, and pairs of words in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


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

    def with_each(self, change: Callable[[str], str]) -> Bilingual:
        """Return the words after the same change in both languages."""
        return Bilingual(change(self.german), change(self.other))


def same(text: str) -> Bilingual:
    """Return words that are the same in both languages: names, numbers, dates."""
    return Bilingual(text, text)


def joined(texts: Iterable[Bilingual], german: str, other: str = "") -> Bilingual:
    """Return texts one behind the other in both languages.

    Args:
        texts: The texts.
        german: What stands between them in German.
        other: What stands between them in the other language, "" for the same.
    """
    listed = list(texts)
    return Bilingual(
        german.join(text.german for text in listed),
        (other or german).join(text.other for text in listed),
    )
