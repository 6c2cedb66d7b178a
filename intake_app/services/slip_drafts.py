"""Routing slips that are being put together: kept in the vault until they are issued.

A draft is half-typed input like any other: it belongs to its case, goes with it, and is
there again after locking or a crash.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from intake_app.domain.codes import PartnerId, StationId
from intake_app.domain.slip import NameOnSlip, Station

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.store.transaction import Store

_PATH = "slip"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipDraft:
    """What will be issued: stations in their order, language, and how much of the name.

    Attributes:
        valid_until: Last day of the slip; None for the office's period from the day of issue.
    """

    stations: tuple[Station, ...]
    language: str
    name_on_slip: NameOnSlip = NameOnSlip.FIRST_AND_INITIAL
    valid_until: date | None = None


def keep_draft(store: Store, case_id: CaseId, draft: SlipDraft | None) -> None:
    """Keep a draft instead of the one before; None forgets it."""
    if draft is None:
        store.drafts.clear(case_id, None, _PATH)
        return
    text = json.dumps(
        {
            "language": draft.language,
            "name_on_slip": draft.name_on_slip,
            "valid_until": draft.valid_until.isoformat() if draft.valid_until else "",
            "stations": [_table(station) for station in draft.stations],
        },
        ensure_ascii=False,
    )
    store.drafts.put(case_id, None, _PATH, text)


def kept_draft(store: Store, case_id: CaseId) -> SlipDraft | None:
    """Return the draft of the case, None when there is none."""
    text = store.drafts.all(case_id).get((None, _PATH))
    if text is None:
        return None
    read = json.loads(text)
    # A draft that an earlier version of the program kept names no day.
    until = read.get("valid_until")
    return SlipDraft(
        stations=tuple(_station(table) for table in read["stations"]),
        language=read["language"],
        name_on_slip=NameOnSlip(read["name_on_slip"]),
        valid_until=date.fromisoformat(until) if until else None,
    )


def _table(station: Station) -> dict[str, Any]:
    table = asdict(station)
    del table["mark"]
    table["id"] = str(station.id)
    table["partner_id"] = str(station.partner_id) if station.partner_id else None
    return table


def _station(table: dict[str, Any]) -> Station:
    partner = table["partner_id"]
    return Station(
        **{
            **table,
            "id": StationId(UUID(table["id"])),
            "partner_id": PartnerId(UUID(partner)) if partner else None,
            "purposes": tuple(table["purposes"]),
            "bring": tuple(table["bring"]),
        }
    )
