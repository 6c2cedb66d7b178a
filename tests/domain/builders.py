"""Valid objects of the domain with plain defaults; a test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from intake_app.domain.codes import CaseId, Category, LineId, PartnerId, Purpose, WaiverId
from intake_app.domain.disclosure import Fact
from intake_app.domain.signing import Check, ExplainedHow, Explanation, OwnSignature, Signature
from intake_app.domain.waiver import Direction, Waiver, WaiverLine

TODAY = date(2026, 5, 12)
NOON = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
JOBCENTER = PartnerId(UUID(int=3))
SCHOOL = PartnerId(UUID(int=5))


def a_line(**wanted: Any) -> WaiverLine:
    line = WaiverLine(
        id=LineId(uuid4()),
        partner_id=JOBCENTER,
        partner_kind="P03",
        partner_name="Jobcenter Musterstadt",
        partner_address="Am Markt 1, 38000 Musterstadt",
        decision=True,
        direction=Direction.BOTH,
        categories=frozenset({Category.IDENTITY, Category.WORK}),
        purposes=frozenset({Purpose.WORK}),
        valid_until=TODAY + timedelta(days=365),
    )
    return replace(line, **wanted)


def an_explanation(**wanted: Any) -> Explanation:
    explanation = Explanation(how=ExplainedHow.READ, by="BM", check=Check.ANSWERED)
    return replace(explanation, **wanted)


def a_signature(**wanted: Any) -> Signature:
    signature = Signature(
        signed_on=TODAY, place="Musterstadt", own=OwnSignature.SIGNED, seen_by="BM"
    )
    return replace(signature, **wanted)


def a_printed_waiver(*lines: WaiverLine, **wanted: Any) -> Waiver:
    waiver = Waiver(
        id=WaiverId(uuid4()),
        case_id=CaseId(UUID(int=1)),
        number="SE-26-00012-6",
        language="ar",
        text_version="waiver 2026-1",
        lines=lines or (a_line(),),
        created_at=NOON,
        created_by="BM",
        wording_sha256="0" * 64,
        printed_at=NOON,
        printed_on=TODAY,
    )
    return replace(waiver, **wanted)


def a_waiver_in_force(*lines: WaiverLine, **wanted: Any) -> Waiver:
    waiver = a_printed_waiver(
        *lines,
        explanation=an_explanation(),
        signature=a_signature(),
        copy_handed_at=NOON,
    )
    return replace(waiver, **wanted)


def a_fact(**wanted: Any) -> Fact:
    fact = Fact(
        path="job.rows/1/job.title",
        category=Category.WORK,
        label="Tätigkeit",
        text="Krankenpflegerin",
    )
    return replace(fact, **wanted)
