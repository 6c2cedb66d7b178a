"""Lines that are not stored yet as plain data, to be kept while the program is locked."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from intake_app.domain.codes import Category, LineId, PartnerId, Purpose
from intake_app.domain.waiver import Direction, WaiverLine


def write_line(line: WaiverLine) -> dict[str, Any]:
    """Return a line as JSON can hold it."""
    return {
        "id": str(line.id),
        "partner_id": str(line.partner_id),
        "partner_kind": line.partner_kind,
        "partner_name": line.partner_name,
        "partner_address": line.partner_address,
        "decision": line.decision,
        "direction": line.direction.value if line.direction else None,
        "categories": sorted(line.categories),
        "purposes": sorted(line.purposes),
        "purpose_other": line.purpose_other,
        "valid_until": line.valid_until.isoformat() if line.valid_until else None,
        "health_detail": line.health_detail,
        "copies": list(line.copies),
    }


def read_line(data: dict[str, Any]) -> WaiverLine:
    """Return the line that `write_line` wrote."""
    return WaiverLine(
        id=LineId(UUID(data["id"])),
        partner_id=PartnerId(UUID(data["partner_id"])),
        partner_kind=data["partner_kind"],
        partner_name=data["partner_name"],
        partner_address=data["partner_address"],
        decision=data["decision"],
        direction=Direction(data["direction"]) if data["direction"] else None,
        categories=frozenset(Category(code) for code in data["categories"]),
        purposes=frozenset(Purpose(code) for code in data["purposes"]),
        purpose_other=data["purpose_other"],
        valid_until=date.fromisoformat(data["valid_until"]) if data["valid_until"] else None,
        health_detail=data["health_detail"],
        copies=tuple(data["copies"]),
    )
