"""Valid objects with plain defaults, and the fullest object of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from intake_app.domain.answers import (
    Answer,
    AnswerState,
    Evidence,
    EvidenceKind,
    StoredAnswer,
    ToldBy,
)
from intake_app.domain.case import Case, Interview, InterviewState
from intake_app.domain.codes import (
    CaseId,
    Category,
    DisclosureId,
    InterviewId,
    LineId,
    PaperId,
    PartnerId,
    Purpose,
    SlipId,
    StationId,
    WaiverId,
)
from intake_app.domain.office import Disclosure, DisclosureState, Paper, PaperKind, PrintState
from intake_app.domain.partner import Partner
from intake_app.domain.signing import (
    Check,
    CoSigning,
    ExplainedHow,
    Explanation,
    GuardianRole,
    GuardianSignature,
    OwnSignature,
    ReceivedBy,
    Signature,
    WithdrawalNote,
)
from intake_app.domain.slip import Mark, MarkKind, NameOnSlip, RoutingSlip, SlipState, Station
from intake_app.domain.waiver import CategoryWithdrawal, Direction, Waiver, WaiverLine

NOW = datetime(2026, 5, 12, 9, 30, 15, 250_000, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
TODAY = NOW.date()


def a_case(**wanted: Any) -> Case:
    case = Case(
        id=CaseId(uuid4()),
        number="HE-26-000123-K",
        created_at=NOW,
        created_by="AB",
        last_contact_at=NOW,
    )
    return case._replace(**wanted)


def an_interview(case_id: CaseId, **wanted: Any) -> Interview:
    interview = Interview(
        id=InterviewId(uuid4()),
        case_id=case_id,
        form="competence 2026-1",
        language="ar",
        begun_at=NOW,
        begun_by="AB",
    )
    return replace(interview, **wanted)


def a_full_interview(case_id: CaseId) -> Interview:
    return an_interview(
        case_id, state=InterviewState.COMPLETED, completed_at=LATER, section="A10", language="uk"
    )


def an_answer(path: str = "person.sex", value: str | None = "female", **wanted: Any) -> Answer:
    del path
    return replace(Answer(value=value), **wanted)


def a_stored(path: str = "person.sex", value: str = "female", **wanted: Any) -> StoredAnswer:
    stored = StoredAnswer(
        path=path,
        answer=Answer(value=value),
        interview_id=None,
        form="competence 2026-1",
        by="AB",
        at=NOW,
    )
    return replace(stored, **wanted)


def every_kind_of_answer() -> list[Answer]:
    seen = Evidence(kind=EvidenceKind.SEEN, seen_on=date(2026, 5, 11), seen_by="CD")
    return [
        Answer(value="female"),
        Answer(value=""),
        Answer(value='["ar","ku"]', uncertain=True),
        Answer(value="محمد الحسين", told_by=ToldBy.COMPANION),
        Answer(value="ሰላም\nשלום 🚲", evidence=seen),
        Answer(value="B1", evidence=Evidence(kind=EvidenceKind.ASSESSED)),
        Answer(state=AnswerState.UNKNOWN),
        Answer(state=AnswerState.DECLINED, uncertain=True),
    ]


def a_line(**wanted: Any) -> WaiverLine:
    line = WaiverLine(
        id=LineId(uuid4()),
        partner_id=PartnerId(uuid4()),
        partner_kind="P03",
        partner_name="Jobcenter Helmstedt",
    )
    return replace(line, **wanted)


def a_waiver(case_id: CaseId, **wanted: Any) -> Waiver:
    waiver = Waiver(
        id=WaiverId(uuid4()),
        case_id=case_id,
        number="",
        language="de",
        text_version="waiver 2026-1",
        created_at=NOW,
        created_by="AB",
    )
    return replace(waiver, **wanted)


def a_full_waiver(case_id: CaseId) -> Waiver:
    guardians = (
        GuardianSignature(name="Amt Süd", role=GuardianRole.YOUTH_OFFICE, evidence_seen="Urkunde"),
        GuardianSignature(name="Rima", role=GuardianRole.MOTHER, for_other_parent=True),
    )
    return a_waiver(
        case_id,
        number="SE-26-00012-P",
        language="ar",
        lines=(
            a_line(
                partner_address="Poststraße 1, Helmstedt",
                decision=True,
                direction=Direction.BOTH,
                categories=frozenset({Category.WORK, Category.HEALTH, Category.CHILD_SCHOOL}),
                purposes=frozenset({Purpose.WORK, Purpose.OTHER}),
                purpose_other="Fahrkarte",
                valid_until=date(2027, 5, 12),
                health_detail="kann nicht schwer heben",
                copies=("DOC-A06", "DOC-A20"),
                withdrawn_categories=(CategoryWithdrawal(category=Category.WORK, at=NOW),),
                withdrawn_at=LATER,
            ),
            a_line(decision=False, partner_name="Ausländerstelle"),
            a_line(partner_name="IQ-Netzwerk"),
        ),
        is_minor=True,
        co_signing=CoSigning.ALONE,
        wording_sha256="ab" * 32,
        printed_at=NOW,
        printed_on=TODAY,
        explanation=Explanation(
            how=ExplainedHow.INTERPRETED,
            by="AB",
            check=Check.ANSWERED,
            interpreter="Dienst 4711",
            interpreter_confirmed="phone",
            confirmed_at="14:32",
            witness="CD",
        ),
        withdrawals=(
            WithdrawalNote(at=NOW, how=ReceivedBy.PHONE, by="A. Beratung"),
            WithdrawalNote(at=LATER, how=ReceivedBy.ORAL, by="C. Leitung", ask_deletion=True),
        ),
        signature=Signature(
            signed_on=TODAY,
            place="Helmstedt",
            own=OwnSignature.MARK,
            seen_by="AB",
            guardians=guardians,
            strokes=(((0.1, 2.0), (3.25, 4.0)), ((5.0, 6.0),)),
            original_at="Ordner 3",
            insight="hat es in eigenen Worten gesagt",
            custody_note="Vater im Ausland",
        ),
        refused_at=LATER,
        copy_handed_at=NOW,
        void_at=LATER,
        replaced_by=WaiverId(uuid4()),
    )


def a_station(**wanted: Any) -> Station:
    station = Station(
        id=StationId(uuid4()), seq=1, code="S03", partner_id=None, partner_name="Jobcenter"
    )
    return replace(station, **wanted)


def a_slip(case_id: CaseId, **wanted: Any) -> RoutingSlip:
    slip = RoutingSlip(
        id=SlipId(uuid4()),
        case_id=case_id,
        number="7Q4M92KTX3",
        language="ar",
        issued_on=TODAY,
        issued_by="AB",
        valid_until=TODAY + timedelta(days=60),
        name_on_slip=NameOnSlip.FIRST_AND_INITIAL,
        display_name="Amal H.",
        stations=(a_station(),),
    )
    return replace(slip, **wanted)


def a_full_slip(case_id: CaseId) -> RoutingSlip:
    mark = Mark(
        kind=MarkKind.FORWARDED,
        marked_on=TODAY,
        stamped=False,
        missing=("D01", "D07"),
        forward_to=PartnerId(uuid4()),
        next_on=date(2026, 6, 1),
        query=True,
        text_blacked=True,
        entered_by="AB",
        entered_at=LATER,
    )
    return a_slip(
        case_id,
        stations=(
            a_station(
                seq=1,
                partner_id=PartnerId(uuid4()),
                partner_address="Poststraße 1",
                purposes=("apply", "talk"),
                bring=("D01",),
                contact="Zimmer 12",
                appointment="2026-06-01 09:00",
                companion="yes",
                mark=mark,
                result_internal="kommt wieder",
            ),
            a_station(seq=2, code="S04"),
        ),
        state=SlipState.REPLACED,
        printed_at=NOW,
        returned_at=LATER,
        replaced_by=SlipId(uuid4()),
    )


def a_partner(**wanted: Any) -> Partner:
    partner = Partner(id=PartnerId(uuid4()), kind="P03", name="Jobcenter Helmstedt")
    return replace(partner, **wanted)


def a_full_partner() -> Partner:
    return a_partner(
        unit="Team 2",
        street="Poststraße 1",
        zip_code="38350",
        town="Helmstedt",
        phone="+49 5351 0000",
        email="post@example.org",
        contact="Empfang",
        bus_stop="Markt",
        opening_hours="Mo–Fr 8–12",
        age_recipient="age1example",
        signing_key="QUJD",
        keys_verified_on=TODAY,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        is_example=True,
        secrecy_bound=True,
    )


def a_paper(case_id: CaseId | None, **wanted: Any) -> Paper:
    paper = Paper(
        id=PaperId(uuid4()),
        case_id=case_id,
        kind=PaperKind.WAIVER,
        number="SE-26-00012-P",
        language="ar",
        sha256="cd" * 32,
        state=PrintState.PENDING,
        made_at=NOW,
        made_by="AB",
    )
    return replace(paper, **wanted)


def a_disclosure(case_id: CaseId, **wanted: Any) -> Disclosure:
    disclosure = Disclosure(
        id=DisclosureId(uuid4()),
        case_id=case_id,
        partner_id=PartnerId(uuid4()),
        partner_name="Jobcenter Helmstedt",
        waiver_ids=(WaiverId(uuid4()), WaiverId(uuid4())),
        way="bundle",
        categories=frozenset({Category.WORK, Category.SKILLS}),
        paths=("job.rows/1/job.title", "skill.list"),
        state=DisclosureState.BEGUN,
        begun_at=NOW,
        by="AB",
    )
    return replace(disclosure, **wanted)
