"""Whether all pages of a signed waiver are there, and none of another paper among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.domain.numbers import WaiverPageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPages:
    """The pages of one paper that were scanned so far.

    Attributes:
        number: Number of the waiver; the first page that is scanned decides it.
        pages: How many pages it has, as each of them says.
        seen: The pages that were scanned.
        strays: Pages of other papers that lay among them, in the order of scanning.
    """

    number: str
    pages: int
    seen: frozenset[int] = frozenset()
    strays: tuple[WaiverPageCode, ...] = ()

    @property
    def missing(self) -> tuple[int, ...]:
        """The pages that were not seen yet."""
        return tuple(page for page in range(1, self.pages + 1) if page not in self.seen)

    def with_page(self, code: WaiverPageCode) -> SeenPages:
        """Return what is known after one more page.

        A page with the same number that counts its pages otherwise comes from another
        printing, so it does not belong to this paper either.
        """
        if (code.number, code.pages) == (self.number, self.pages):
            return replace(self, seen=self.seen | {code.page})
        if code in self.strays:
            return self
        return replace(self, strays=(*self.strays, code))


def begun_with(code: WaiverPageCode) -> SeenPages:
    """Begin with the first page that was scanned."""
    return SeenPages(number=code.number, pages=code.pages, seen=frozenset({code.page}))
