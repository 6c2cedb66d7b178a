"""What is stored about a person, as values and as JSON (Art. 15 and 20 DSGVO)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.bundle.strict_json import Json, write_json
from intake_app.services.session import office_day

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.case import Interview
    from intake_app.domain.data_rights import Attachment, DataRequest, Dispute
    from intake_app.domain.office import Disclosure, Office, Paper
    from intake_app.domain.slip import RoutingSlip
    from intake_app.domain.waiver import Waiver
    from intake_app.services.access_parts import Told

SCHEMA = "intake-access-copy 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """All that is stored about a person, read in one transaction."""

    number: str
    language: str
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
        "slips": [
            {"number": slip.number, "issued_on": slip.issued_on.isoformat()}
            for slip in stored.slips
        ],
        "copies": [
            {"document": scan.document, "delete_on": scan.delete_on.isoformat()}
            for scan in stored.scans
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


def _waiver_json(waiver: Waiver) -> dict[str, Json]:
    return {
        "number": waiver.number,
        "signed_on": waiver.signature.signed_on.isoformat() if waiver.signature else None,
        "lines": [
            {
                "partner": line.partner_name,
                "permitted": bool(line.decision),
                "categories": list[Json](sorted(line.categories)),
                "purposes": list[Json](sorted(line.purposes)),
                "valid_until": line.valid_until.isoformat() if line.valid_until else None,
                "withdrawn_at": line.withdrawn_at.isoformat() if line.withdrawn_at else None,
            }
            for line in waiver.lines
        ],
    }
