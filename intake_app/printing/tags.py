"""The structure tree of a page: what is a heading, a cell, a figure, and in which language.

Screen readers and text extraction follow this tree; what hangs on no element is an
artifact (rules, tints, repeated headers).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class MarkedContent(NamedTuple):
    """A stretch of a page's content stream that belongs to an element."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A structure element.

    Attributes:
        tag: Standard structure type: H1, P, Table, TR, TH, TD, Figure …
        language: BCP 47 tag when it differs from the parent's.
        alternative: What a screen reader says instead of the content (figures).
        scope: "Column" or "Row" for header cells.
        column_span: Columns that a cell covers.
        right_to_left: Reading order of a table's columns.
        box: Bounding box on the page, for figures.
    """

    tag: str
    language: str = ""
    alternative: str = ""
    scope: str = ""
    column_span: int = 1
    right_to_left: bool = False
    box: tuple[float, float, float, float] | None = None
    children: list[Element | MarkedContent] = field(default_factory=list)

    def add(
        self,
        tag: str,
        *,
        language: str = "",
        alternative: str = "",
        scope: str = "",
        column_span: int = 1,
    ) -> Element:
        """Append a child element and return it."""
        child = Element(tag, language, alternative, scope, column_span)
        self.children.append(child)
        return child

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn for it; such elements are left out of the file.

        An empty cell stays, because the rows of a table must agree in their columns.
        """
        return self.tag not in {"TD", "TH"} and all(
            isinstance(child, Element) and child.is_empty for child in self.children
        )


class Structure:
    """The tree of one document and, per page, which element owns which marked content."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.owners: dict[int, list[Element]] = {}

    def mark(self, element: Element, page: int) -> int:
        """Give an element a new stretch of content on a page (from 0); return its number."""
        owners = self.owners.setdefault(page, [])
        number = len(owners)
        owners.append(element)
        element.children.append(MarkedContent(page, number))
        return number
