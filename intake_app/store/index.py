"""The typed columns of a case that lists, heads and the search read (Index)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date


CaseOrder: TypeAlias = Literal["name", "number", "last_contact"]
"""How a list of cases is sorted: by name, or newest first by number or last contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """What a service computed from the answers of a case.

    Attributes:
        display_name: Name in the chosen spelling; original_name: in its own script.
        other_names: Further spellings.
        sort_name: `search_key.fold` of the name as it is sorted, family name first.
        birth_first: First possible day of birth, `birth_last` the last possible one.
        birth_official: The day that stands in German papers, when it differs.
        age_uncertain: The age range crosses 18, or its end is unknown.
        phone_key: Digits with country code and without a plus, `search_key.phone_digits`.
        open_steps: Number of agreed steps that are not done.
        next_step_on: Earliest day on which an open step is due or the person comes again.
    """

    display_name: str = ""
    original_name: str = ""
    other_names: tuple[str, ...] = ()
    sort_name: str = ""
    birth_first: date | None = None
    birth_last: date | None = None
    birth_official: date | None = None
    sex: str = ""
    municipality: str = ""
    languages: tuple[str, ...] = ()
    document_language: str = ""
    needs_interpreter: bool = False
    address_protected: bool = False
    age_uncertain: bool = False
    phone_key: str = ""
    open_steps: int = 0
    next_step_on: date | None = None
