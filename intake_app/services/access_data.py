"""What is stored about a person, as values and as JSON (Art. 15 and 20 DSGVO)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.bundle.strict_json import Json, write_json
from intake_app.services.session import office_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.domain.case import Interview
    from intake_app.domain.data_rights import Attachment, DataRequest, Dispute, Hold
    from intake_app.domain.office import Disclosure, Office, Paper
    from intake_app.domain.slip import RoutingSlip
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.services.access_parts import Told

SCHEMA = "intake-access-copy 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """All that is stored about a person, read in one transaction."""

    number: str
    language: str
    partner_names: Mapping[str, str]
    delete_on: date
    talks: list[Interview]
    answers: list[Told]
    earlier: list[Told]
    half_typed: list[tuple[str, str]]
    disputes: list[tuple[str, Dispute]]
    waivers: list[Waiver]
    papers: list[Paper]
    slips: list[RoutingSlip]
    scans: list[Attachment]
    requests: list[DataRequest]
    holds: list[Hold]
    left: list[Disclosure]


def access_json(request: DataRequest, stored: Stored, office: Office, today: date) -> bytes:
    """Return the access copy as UTF-8 JSON that people can read too."""
    content: dict[str, Json] = {
        "schema": SCHEMA,
        "case": stored.number,
        "asked_on": request.received_on.isoformat(),
        "made_on": today.isoformat(),
        "identity": request.identity.value,
        "controller": {
            "name": office.name,
            "carrier": office.carrier,
            "contact": office.data_protection_contact,
            "supervisory_authority": office.supervisory_authority,
        },
        "retention": {
            "delete_on": stored.delete_on.isoformat(),
            "months_after_last_contact": office.retention_months,
            "years_of_proof": office.retention_proof_years,
        },
        "recipients": [
            {
                "on": left_on(row).isoformat(),
                "to": row.partner_name,
                "way": row.way,
                "categories": list[Json](sorted(row.categories)),
                "questions": list[Json](row.paths),
            }
            for row in stored.left
        ],
        "answers": [_told_json(told) for told in stored.answers],
        "earlier_answers": [_told_json(told) for told in stored.earlier],
        "half_typed": [{"question": label, "text": text} for label, text in stored.half_typed],
        "disputes": [
            {"question": label, "claimed": dispute.claimed, "note": dispute.note}
            for label, dispute in stored.disputes
        ],
        "talks": [
            {"begun_at": talk.begun_at.isoformat(), "language": talk.language}
            for talk in stored.talks
        ],
        "permissions": [_waiver_json(waiver) for waiver in stored.waivers],
        "papers": [
            {"kind": p.kind.value, "number": p.number, "made_at": p.made_at.isoformat()}
            for p in stored.papers
        ],
        "slips": [_slip_json(slip) for slip in stored.slips],
        "copies": [
            {
                "document": scan.document,
                "reason": scan.reason,
                "delete_on": scan.delete_on.isoformat(),
                "sha256": scan.sha256,
            }
            for scan in stored.scans
        ],
        "requests": [
            {
                "kind": asked.kind.value,
                "received_on": asked.received_on.isoformat(),
                "outcome": asked.outcome.value if asked.outcome else None,
                "reason": asked.reason,
            }
            for asked in stored.requests
        ],
        "holds": [
            {"kind": hold.kind.value, "ground": hold.ground, "since": hold.since.isoformat()}
            for hold in stored.holds
        ],
    }
    return write_json(content)


def left_on(row: Disclosure) -> date:
    """Return the day on which something left the house."""
    return office_day(row.done_at or row.begun_at)


def _told_json(told: Told) -> dict[str, Json]:
    return {
        "section": told.section,
        "question": told.label,
        "path": told.path,
        "value": told.value,
        "text": told.text,
        "source": told.source,
        "recorded_at": told.at.isoformat(),
        "blanked": told.is_blanked,
        "reason": told.reason,
    }


def _slip_json(slip: RoutingSlip) -> dict[str, Json]:
    return {
        "number": slip.number,
        "issued_on": slip.issued_on.isoformat(),
        "stations": [
            {
                "partner": station.partner_name,
                "purposes": list[Json](station.purposes),
                "appointment": station.appointment,
                "companion": station.companion,
                "mark": station.mark.kind.value if station.mark else None,
                "marked_on": station.mark.marked_on.isoformat() if station.mark else None,
                "result_internal": station.result_internal,
            }
            for station in slip.stations
        ],
    }


def _waiver_json(waiver: Waiver) -> dict[str, Json]:
    signature, explained = waiver.signature, waiver.explanation
    return {
        "number": waiver.number,
        "signed_on": signature.signed_on.isoformat() if signature else None,
        "signed": signature.own.value if signature else None,
        "co_signed_as": [guardian.role.value for guardian in signature.guardians]
        if signature
        else [],
        "insight": signature.insight if signature else "",
        "explained": explained.how.value if explained else None,
        "lines": [_line_json(line) for line in waiver.lines],
    }


def _line_json(line: WaiverLine) -> dict[str, Json]:
    return {
        "partner": line.partner_name,
        "permitted": bool(line.decision),
        "direction": line.direction.value if line.direction else None,
        "categories": list[Json](sorted(line.categories)),
        "health": line.health_detail,
        "copies": list[Json](line.copies),
        "purposes": list[Json](sorted(line.purposes)),
        "other_purpose": line.purpose_other,
        "valid_until": line.valid_until.isoformat() if line.valid_until else None,
        "withdrawn_categories": [
            {"category": taken.category.value, "at": taken.at.isoformat()}
            for taken in line.withdrawn_categories
        ],
        "withdrawn_at": line.withdrawn_at.isoformat() if line.withdrawn_at else None,
    }
