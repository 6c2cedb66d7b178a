"""What a hand-over holds: read in one transaction, decided by the gate, then put into parts.

Everything here is made from what the gate released; nothing is read again afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.bundle.case_document import CaseDocument, share_facts, share_line, write_case
from intake_app.bundle.manifest import CASE_NAME, Manifest, Party
from intake_app.bundle.writer import Part
from intake_app.domain.disclosure import decide
from intake_app.printing.attached import AttachedData, with_data
from intake_app.services.facts import facts_of
from intake_app.services.profile_rendering import render_partner_profile
from intake_app.services.sheet_loading import latest_sheet
from intake_app.services.waiver_rendering import render_waiver_extract

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from intake_app.domain.codes import CaseId, PartnerId, Purpose
    from intake_app.domain.disclosure import Decision
    from intake_app.domain.keys import OwnKeys
    from intake_app.domain.office import Disclosure, Office
    from intake_app.domain.partner import Partner
    from intake_app.domain.waiver import Waiver
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet
    from intake_app.store.transaction import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything that one hand-over needs, read in one transaction.

    Attributes:
        waivers: Those under which something goes.
    """

    partner: Partner
    decision: Decision
    sheet: Sheet
    waivers: tuple[Waiver, ...]


def prepare(
    session: Session,
    store: Store,
    case_id: CaseId,
    partner_id: PartnerId,
    confirmed: AbstractSet[str],
) -> Prepared:
    """Read the case and let the gate decide what may go to the partner."""
    partner = store.partners.get(partner_id)
    sheet = latest_sheet(session, store, case_id)
    waivers = store.waivers.of_case(case_id)
    decision = decide(
        facts_of(sheet, session.content.wording("de")),
        waivers,
        partner_id,
        session.today(),
        confirmed=confirmed,
        address_protected=sheet.reading.address_protected,
        majority_on=sheet.reading.majority_on,
    )
    used = tuple(waiver for waiver in waivers if waiver.id in decision.waiver_ids)
    return Prepared(partner=partner, decision=decision, sheet=sheet, waivers=used)


def manifest_of(
    session: Session, prepared: Prepared, row: Disclosure, office: Office, own: OwnKeys
) -> Manifest:
    """Return who sends what to whom, for what and until when."""
    partner, decision = prepared.partner, prepared.decision
    return Manifest(
        id=row.id,
        made_at=session.now(),
        sender=Party(
            name=office.name,
            unit=office.carrier,
            age_recipient=own.age_recipient,
            verify_key=own.verify_key,
        ),
        recipient=Party(
            name=partner.name,
            unit=partner.unit,
            age_recipient=partner.age_recipient,
            verify_key=partner.signing_key,
        ),
        purposes=_purposes(session, decision),
        purpose_others=decision.purpose_others,
        waivers=tuple(waiver.number for waiver in prepared.waivers),
        valid_until=decision.valid_until or session.today(),
    )


def document_of(session: Session, prepared: Prepared) -> CaseDocument:
    """Return the released answers as data."""
    german = session.content.wording("de")
    return CaseDocument(
        case_number=prepared.sheet.case_number,
        form=prepared.sheet.form.name,
        exported_on=session.today(),
        categories={
            category: german.list_hint("categories", category)
            for category in sorted(prepared.decision.categories)
        },
        lines=tuple(
            share_line(line.remaining, waiver.number, waiver.signature.signed_on)
            for waiver, line in prepared.decision.lines
            if waiver.signature
        ),
        answers=share_facts(prepared.decision.released),
    )


def parts_of(session: Session, prepared: Prepared) -> list[Part]:
    """Return the papers: the profile, and of each waiver the line of this partner alone."""
    profile = Part.pdf(
        "kompetenzprofil.pdf",
        "Kompetenzprofil",
        prepared.decision.categories,
        with_data(profile_of(session, prepared), _data(session, prepared)),
    )
    extracts = [
        Part.pdf(
            f"erklaerung-auszug-{number}.pdf",
            "Auszug aus der Schweigepflichtentbindung",
            frozenset(),
            render_waiver_extract(session, waiver, line, prepared.sheet.reading),
        )
        for number, (waiver, line) in enumerate(prepared.decision.lines, 1)
    ]
    return [profile, *extracts]


def _data(session: Session, prepared: Prepared) -> AttachedData:
    """Return the answers as the bundle holds them, for whoever keeps the profile alone."""
    return AttachedData(
        name=CASE_NAME,
        media_type="application/json",
        label="Dieselben Angaben als Daten",
        made_at=session.now(),
        data=write_case(document_of(session, prepared)),
    )


def profile_of(session: Session, prepared: Prepared) -> bytes:
    """Return the partner's version of the competence profile."""
    return render_partner_profile(
        session, prepared.sheet, prepared.decision, prepared.partner, prepared.waivers
    )


def _purposes(session: Session, decision: Decision) -> dict[Purpose, str]:
    german = session.content.wording("de")
    return {
        purpose: german.list_hint("purposes", purpose) or german.list_label("purposes", purpose)
        for purpose in sorted(decision.purposes)
    }
