"""Invented people and offices that the documents of the tests are about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from intake_app.domain.codes import Category, LineId, PartnerId, Purpose
from intake_app.domain.office import Office
from intake_app.domain.waiver import Direction, GuardianRole, WaiverLine
from intake_app.printing.page import Imprint
from intake_app.printing.waiver import GuardianField, Signer, WaiverPaper
from intake_app.printing.wording import Bilingual

OFFICE = Office(
    name="Anlaufstelle Migration und Teilhabe",
    carrier="Landkreis Beispielstadt",
    street="Musterweg 1",
    zip_code="38350",
    town="Beispielstadt",
    phone="05351\u00a0000-0",
    data_protection_contact="Datenschutzbeauftragte des Landkreises, datenschutz@example.org",
    supervisory_authority="Der Landesbeauftragte für den Datenschutz Niedersachsen, "
    "Prinzenstraße 5, 30159 Hannover",
    texts_released_by="Frau Muster",
    texts_released_on=date(2026, 11, 2),
)
NAME = "Layla Al-Ḥasan (ليلى الحسن)"
ARABIC_NAME = Bilingual("Arabisch", "العربية")
UKRAINIAN_NAME = Bilingual("Ukrainisch", "українська")
STROKES = (
    ((0.0, 0.0), (4.0, 9.0), (8.0, 2.0), (13.0, 8.0), (20.0, 3.0)),
    ((22.0, 1.0), (30.0, 6.0), (41.0, 2.0)),
)


def imprint(*, practice: bool = False, released: bool = True) -> Imprint:
    office = OFFICE
    if not released:
        office = Office(name=OFFICE.name, carrier=OFFICE.carrier, street=OFFICE.street)
    made_at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    return Imprint(office=office, made_at=made_at, practice=practice)


def line(number: int, name: str, **changes) -> WaiverLine:
    values = {
        "id": LineId(UUID(int=number)),
        "partner_id": PartnerId(UUID(int=100 + number)),
        "partner_kind": "P03",
        "partner_name": name,
        "partner_address": "Am Markt 3, 38350 Beispielstadt",
        "decision": True,
        "direction": Direction.TELL,
        "categories": frozenset({Category.IDENTITY, Category.LANGUAGES, Category.WORK}),
        "purposes": frozenset({Purpose.COURSE, Purpose.WORK}),
        "valid_until": date(2027, 11, 22),
        **changes,
    }
    return WaiverLine(**values)


LINES = (
    line(1, "Jobcenter Beispielstadt, Team 12", direction=Direction.BOTH),
    line(
        2,
        "IQ-Netzwerk, Anerkennungsberatung",
        partner_kind="P04",
        categories=frozenset({Category.WORK, Category.SCHOOL, Category.COPIES}),
        purposes=frozenset({Purpose.RECOGNITION}),
    ),
    line(3, "Ausländerstelle des Landkreises", partner_kind="P01", decision=False),
)


def waiver(**changes) -> WaiverPaper:
    values = {
        "number": "SE-26-00012-6",
        "text_version": "2026-1",
        "name": NAME,
        "birth": "01.02.1990",
        "lines": LINES,
        "language_name": ARABIC_NAME,
        "copies": {LINES[1].id: ("DOC-A05",)},
        "interpreter": "Dolmetschdienst, Kennnummer 4711",
        "advisor": "M. Beispiel",
        **changes,
    }
    return WaiverPaper(**values)


def youth_waiver(**changes) -> WaiverPaper:
    return waiver(
        signer=Signer.YOUTH,
        guardians=(GuardianField(name="Jugendamt, Frau Muster", role=GuardianRole.GUARDIAN),),
        appointed_on=date(2026, 9, 1),
        witness=True,
        **changes,
    )
