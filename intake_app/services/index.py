"""Keeps the typed columns of a case equal to its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.name_search import search_keys
from intake_app.domain.names import original_name
from intake_app.services.reading import STEPS, read_case
from intake_app.store import search_key
from intake_app.store.index import IndexRow

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.codes import CaseId
    from intake_app.services.reading import Reading
    from intake_app.store.transaction import Store

_SETTLED = frozenset({"done", "failed", "refused"})


def save_index(store: Store, case_id: CaseId, today: date) -> None:
    """Compute the index of a case from its answers, in the running transaction."""
    reading = read_case(store, case_id)
    store.cases.save_index(case_id, index_row(reading, today))
    names = [name.full for name in reading.names]
    store.search.index(case_id, [*names, *search_keys(reading.names)])


def index_row(reading: Reading, today: date) -> IndexRow:
    """Return the typed columns that follow from the answers."""
    names = reading.names
    first = names[0] if names else None
    original = original_name(names)
    told = reading.partial_date("birth.value")
    official = reading.day("birth.official")
    due = [
        reading.day(f"{STEPS}/{row}/step.by")
        for row in reading.row_ids(STEPS)
        if reading.value(f"{STEPS}/{row}/step.kind")
        and reading.value(f"{STEPS}/{row}/step.state") not in _SETTLED
    ]
    days = (*due, reading.day("end.next"))
    return IndexRow(
        display_name=first.full if first else "",
        original_name=original,
        other_names=tuple(name.full for name in names[1:] if name.full != original),
        sort_name=search_key.fold(first.sorted) if first else "",
        birth_first=told.earliest if told else official,
        birth_last=told.latest if told else official,
        birth_official=official,
        sex=reading.value("person.sex"),
        municipality=reading.value("addr.municipality"),
        languages=_languages(reading),
        document_language=reading.value("contact.lang"),
        needs_interpreter=reading.value("int.mode") not in {"", "none"},
        address_protected=reading.address_protected,
        age_uncertain=reading.possible_ages(today).is_unsure,
        phone_key=search_key.phone_digits(reading.value("contact.phone")),
        open_steps=len(due),
        next_step_on=min((day for day in days if day), default=None),
    )


def _languages(reading: Reading) -> tuple[str, ...]:
    found = [
        reading.value(path)
        for path in sorted(reading.answers)
        if path.startswith("lang.first/") and path.endswith("/lang.first_language")
    ]
    return tuple(dict.fromkeys(code for code in found if code))
