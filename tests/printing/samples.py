"""Invented people and offices that the documents of the tests are about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any
from uuid import UUID

from intake_app.domain.answers import AnswerState, Evidence, EvidenceKind
from intake_app.domain.codes import Category, LineId, PartnerId, Purpose
from intake_app.domain.counted_tables import Axis, Heading, Tally, table_of
from intake_app.domain.data_rights import NoticeReason, Outcome, RequestKind
from intake_app.domain.office import Office
from intake_app.domain.signing import CoSigning, GuardianRole, ReceivedBy
from intake_app.domain.waiver import Direction, WaiverLine
from intake_app.printing import (
    blank_waiver,
    competence,
    interpreter,
    journal_pages,
    nothing_stored,
    notice,
    office_sheet,
    partner_notice,
    pupil_sheet,
    recovery_sheet,
    request_letter,
    school_checklist,
    sentence,
    slip,
    statistics_pages,
    summary,
    waiver_extract,
    withdrawal,
)
from intake_app.printing import profile as profile_data
from intake_app.printing import waiver as waiver_paper
from intake_app.printing.page import Imprint
from intake_app.printing.slip_data import Slip, SlipStation
from intake_app.printing.waiver import GuardianField, Signer, WaiverPaper
from intake_app.printing.wording import Bilingual, same
from tests.printing.read_aloud_sample import render_read_aloud
from tests.printing.wordings import draft, wording

if TYPE_CHECKING:
    from collections.abc import Callable

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
    # Papers are made again byte for byte, so the moment is given.
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


NOTICE = notice.PrivacyNotice(
    number="HE-26-000123-S", handed_out_on=date(2026, 11, 22), language_name=ARABIC_NAME
)
UNDERTAKING = interpreter.InterpreterUndertaking(
    number="HE-26-000123-S",
    name="Samir Beispiel",
    languages=Bilingual("Deutsch, Arabisch", "الألمانية، العربية"),
)
WITHDRAWAL = withdrawal.Withdrawal(
    number="SE-26-00012-6",
    signed_on=date(2026, 11, 22),
    ended=(
        withdrawal.Ended(partner="Jobcenter Beispielstadt, Team 12"),
        withdrawal.Ended(partner="IQ-Netzwerk, Anerkennungsberatung"),
    ),
    everything=False,
    delete=True,
    received=ReceivedBy.PHONE,
    received_on=date(2026, 12, 1),
    received_at="14:30",
    received_by="M. Beispiel",
    handed=((date(2026, 11, 25), "Jobcenter Beispielstadt, Team 12"),),
    others_remain=True,
)
WITHDRAWAL_BY_CARER = replace(WITHDRAWAL, on_behalf=withdrawal.OnBehalf(name=NAME, by_carer=True))
PARTNER_NOTICE = withdrawal.PartnerNotice(
    number="SE-26-00012-6",
    name=NAME,
    partner="Jobcenter Beispielstadt",
    partner_address="Am Markt 3, 38350 Beispielstadt",
    signed_on=date(2026, 11, 22),
    withdrawn_on=date(2026, 12, 1),
    withdrawn_at="14:30",
    categories=frozenset({Category.IDENTITY, Category.WORK}),
    delete=True,
    handed_on=(date(2026, 11, 25),),
)
SENTENCE = sentence.Sentence(
    number="SE-26-00012-6",
    signed_on=date(2026, 11, 22),
    name=NAME,
    partner="Volkshochschule Beispielstadt",
    partner_address="Am Markt 3, 38350 Beispielstadt",
    words="kann nicht schwer heben",
    purposes=Bilingual("passenden Deutschkurs finden", "—"),
    valid_until=date(2027, 5, 31),
)
EXTRACT = waiver_extract.WaiverExtract(
    number="SE-26-00012-6",
    text_version="2026-1",
    name=NAME,
    birth="01.02.1990",
    line=LINES[1],
    signed_on=date(2026, 11, 22),
    place="Beispielstadt",
    documents=("DOC-A05",),
    as_of=date(2026, 11, 29),
)
OFFICE_SHEET = office_sheet.OfficeSheet(
    age_recipient="age1" + "qx7" * 19 + "z",
    signing_key="MCowBQYDK2VwAyEAkX8b1Q2v0Zk7r3m5n9p1s4t6u8w=",
    words=("kornfeld", "vormittag", "eigelb", "kutscher", "legende", "vielmals"),
    as_of=date(2026, 11, 29),
)
SUMMARY = summary.Summary(
    number="HE-26-000123-S",
    name="Frau Al-Ḥasan",
    talk_on=date(2026, 11, 22),
    goal="Als Pflegefachkraft im Krankenhaus arbeiten",
    steps=(
        summary.AgreedStep(
            kind="jobcenter",
            who=summary.Doer.PERSON,
            place="Jobcenter Beispielstadt, Am Markt 3",
            by=date(2026, 12, 1),
            bring=("DOC-A02", "DOC-A04"),
        ),
        summary.AgreedStep(kind="jobcenter", who=summary.Doer.TOGETHER, note="Zeugnis mitnehmen"),
    ),
    appointments=(
        summary.Appointment(on=date(2026, 12, 3), time="09:30", place="Jobcenter Beispielstadt"),
    ),
    next_talk=summary.Appointment(on=date(2026, 12, 10), time="14:00"),
    permissions=(
        summary.GivenPermission(
            partner="Jobcenter Beispielstadt, Team 12",
            direction=Direction.BOTH,
            valid_until=date(2027, 11, 22),
        ),
    ),
    slip_number="KQSYQ-X0EYD",
    read_aloud=True,
)
SLIP = Slip(
    number="KQSYQX0EYD",
    name="Layla A.",
    issued_on=date(2026, 11, 22),
    valid_until=date(2027, 1, 21),
    stations=(
        SlipStation(
            seq=1,
            code="S03",
            name="Jobcenter Beispielstadt, Team 12",
            address="Am Markt 3, 38350 Beispielstadt",
            phone="05351\u00a0000-22",
            bus_stop="Rathaus",
            opening_hours="Mo–Fr 8–12\u00a0Uhr",
            purposes=("S03.apply",),
            bring=("DOC-A02", "DOC-A04"),
            on=date(2026, 12, 3),
            time="09:30",
        ),
        SlipStation(
            seq=2,
            code="S08",
            name="Gesundheitsamt",
            purposes=("S08.vaccination",),
            neutral=True,
            open_hours=True,
        ),
        SlipStation(seq=3, code="S05", name="Grundschule", on=date(2026, 12, 9)),
        SlipStation(seq=4, code="S06", name="Kreisvolkshochschule", open_hours=True),
    ),
    next_talk=date(2026, 12, 10),
)
BLANK = blank_waiver.BlankWaiver(number="SE-26-00900-3", text_version="2026-1")
RECOVERY = recovery_sheet.RecoverySheet(
    title="Wiederherstellungsblatt",
    label="Anlaufstelle Migration und Teilhabe",
    groups=("7Q4M9", "2KTXP", "ABCDE", "FGHJK", "MNPQR", "STVWX", "YZ012", "34567"),
    code="-".join(("7Q4M9", "2KTXP", "ABCDE", "FGHJK", "MNPQR", "STVWX", "YZ012", "34567")),
    instructions=("Bewahren Sie dieses Blatt in einem Tresor auf.",),
    code_label="Derselbe Schlüssel als Code",
)


def _entry(german: str, arabic: str, value: str, **changes) -> profile_data.ProfileEntry:
    return profile_data.ProfileEntry(
        label=Bilingual(german, arabic), value=Bilingual(value, value), **changes
    )


def profile(jobs: int = 2, **changes) -> competence.Profile:
    seen = Evidence(kind=EvidenceKind.SEEN, seen_on=date(2026, 11, 22), seen_by="M. B.")
    job = profile_data.ProfileRow(
        title=(_entry("", "", "Krankenpflegerin"),),
        dates=same("2012 – 2019"),
        entries=(
            _entry("Tätigkeit", "العمل", "Innere Medizin, Nachtdienst, Anleitung"),
            _entry("Nachweis", "إثبات", "Arbeitszeugnis", evidence=seen),
        ),
    )
    values = {
        "copy": competence.Copy.PERSON,
        "number": "HE-26-000123-S",
        "form_version": "competence 2026-1",
        "name": NAME,
        "dated": date(2026, 11, 22),
        "birth": "01.02.1990",
        "advisor": "M. Beispiel",
        "sections": (
            profile_data.ProfileSection(
                title=Bilingual("Sprachen", "اللغات"),
                parts=(
                    _entry("Englisch", "الإنجليزية", "B1", uncertain=True),
                    _entry("Weitere", "أخرى", "", state=AnswerState.DECLINED),
                ),
            ),
            profile_data.ProfileSection(
                title=Bilingual("Arbeit", "العمل"),
                parts=(profile_data.ProfileGroup(rows=(job,) * jobs),),
            ),
        ),
        **changes,
    }
    return competence.Profile(**values)


SCHOOL = school_checklist.SchoolChecklist(
    number="HE-26-000123-S",
    papers=(
        school_checklist.ListedPaper(code="DOC-D01", state="present"),
        school_checklist.ListedPaper(code="DOC-D04", state="in_progress"),
        school_checklist.ListedPaper(code="DOC-D05", state="not_exist"),
        school_checklist.ListedPaper(code="DOC-D10", state="not_needed"),
        *(school_checklist.ListedPaper(code=f"DOC-D{number}") for number in range(11, 19)),
    ),
)


PUPIL = pupil_sheet.PupilSheet(
    title=Bilingual("Schülerbogen", "استمارة التلميذ"),
    number="HE-26-000123-S",
    form_version="2026-1",
    name=NAME,
    spellings=("Leila Ahmad",),
    birth="01.02.2012",
    dated=date(2026, 11, 22),
    sections=profile().sections,
    missing=(Bilingual("Letzte Klasse", "آخر صف"),),
)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A document of a person: its number, the form with its texts, and how it is made."""

    number: str
    render: Callable[..., bytes]
    form: str = "waiver"


REQUEST_LETTER = request_letter.RequestLetter(
    number="HE-26-000123-S",
    recipient=(NAME, "Musterweg 7", "38999 Musterheide"),
    kind=RequestKind.OBJECTION,
    asked_on=date(2026, 11, 16),
    outcome=Outcome.REFUSED,
    until=date(2026, 12, 16),
    reason="Die Angaben belegen einen Antrag, über den ein Gericht entscheidet.",
)
KINDS = {
    "waiver": Kind(
        number="SE-26-00012-6", render=lambda *texts: waiver_paper.render(waiver(), *texts)
    ),
    "waiver of a youth": Kind(
        number="SE-26-00012-6", render=lambda *texts: waiver_paper.render(youth_waiver(), *texts)
    ),
    "waiver by a carer": Kind(
        number="SE-26-00012-6",
        render=lambda *texts: waiver_paper.render(
            waiver(co_signing=CoSigning.CARER_INSTEAD), *texts
        ),
    ),
    "notice": Kind(number="HE-26-000123-S", render=partial(notice.render, NOTICE)),
    "notice in short": Kind(number="HE-26-000123-S", render=partial(notice.render_short, NOTICE)),
    "undertaking": Kind(number="HE-26-000123-S", render=partial(interpreter.render, UNDERTAKING)),
    "withdrawal": Kind(number="SE-26-00012-6", render=partial(withdrawal.render_form, WITHDRAWAL)),
    "confirmation": Kind(
        number="SE-26-00012-6", render=partial(withdrawal.render_confirmation, WITHDRAWAL)
    ),
    "withdrawal by a carer": Kind(
        number="SE-26-00012-6", render=partial(withdrawal.render_form, WITHDRAWAL_BY_CARER)
    ),
    "confirmation to a carer": Kind(
        number="SE-26-00012-6", render=partial(withdrawal.render_confirmation, WITHDRAWAL_BY_CARER)
    ),
    "read aloud": Kind(number="SE-26-00012-6", render=render_read_aloud),
    "sentence": Kind(number="SE-26-00012-6", render=partial(sentence.render, SENTENCE)),
    "profile": Kind(
        number="HE-26-000123-S",
        form="competence",
        render=lambda *texts, **size: competence.render(profile(), *texts, **size),
    ),
    "summary": Kind(
        number="HE-26-000123-S", form="competence", render=partial(summary.render, SUMMARY)
    ),
    "school checklist": Kind(
        number="HE-26-000123-S", form="competence", render=partial(school_checklist.render, SCHOOL)
    ),
    "pupil sheet": Kind(
        number="HE-26-000123-S", form="competence", render=partial(pupil_sheet.render, PUPIL)
    ),
    "slip": Kind(number="KQSYQ-X0EYD", form="routing", render=partial(slip.render, SLIP)),
    "request letter": Kind(
        number="HE-26-000123-S", render=partial(request_letter.render, REQUEST_LETTER)
    ),
    "blank": Kind(number="SE-26-00900-3", render=partial(blank_waiver.render, BLANK)),
}


def papers(language: str) -> dict[str, tuple[str, bytes]]:
    """Return every document by name, with its number; "de" is German alone."""
    return {
        name: (kind.number, paper(kind, language, lambda words: words))
        for name, kind in KINDS.items()
    }


def paper(kind: Kind, language: str, listen: Callable[[Any], Any]) -> bytes:
    """Return one document; `listen` may wrap the texts it is made of."""
    german = listen(wording("de", kind.form))
    other = None if language == "de" else listen(draft(language, kind.form))
    return kind.render(german, other, imprint())


def _tally(code: str, *axes: Axis) -> Tally:
    places = product(*(range(len(axis.labels)) for axis in axes))
    return Tally(
        heading=Heading(
            code=code,
            title="Einheiten, Geschlecht und Alter",
            unit="Ratsuchende",
            total="insgesamt",
            notes=("Ratsuchende der Anlaufstelle, keine Bevölkerungsstatistik.",),
        ),
        axes=axes,
        counted=tuple(frozenset([place]) for place in places),
    )


_UNITS = Axis(name="Einheit", labels=("Stadt Helmstedt", "Samtgemeinde Velpke", "ohne Angabe"))
_SEXES = Axis(name="Geschlecht", labels=("weiblich", "männlich", "divers, ohne Angabe"))
_AGES = Axis(name="Alter", labels=("0–5", "6–14", "15–17", "65+", "nicht zuordenbar"))
STATISTICS = statistics_pages.StatisticsPages(
    number="S-20261231",
    title="Statistik der Anlaufstelle",
    subtitle="01.01.2026 – 31.12.2026 · Ratsuchende: 45",
    warning="Nur intern: genaue Zahlen, nicht zur Weitergabe.",
    tables=[
        table_of(_tally("T1", _UNITS, _SEXES, _AGES), rounded=False),
        table_of(_tally("T2", _UNITS, _SEXES), rounded=True),
        table_of(_tally("T3", _UNITS), rounded=True),
        table_of(_tally("T4", _UNITS).withheld("Unter 30 Personen."), rounded=True),
    ],
)


def office_papers(
    listen: Callable[[Any], Any] = lambda words: words,
) -> dict[str, tuple[str, bytes]]:
    """Return the documents that are printed in German only; `listen` as for `paper`."""
    german, made = listen(wording("de")), imprint()
    own = office_sheet.render(OFFICE_SHEET, listen(wording("de", "routing")), made)
    return {
        "office sheet": (OFFICE.name, own),
        "extract": ("SE-26-00012-6", waiver_extract.render(EXTRACT, german, made)),
        "partner notice": (
            "SE-26-00012-6",
            withdrawal.render_partner_notice(PARTNER_NOTICE, german, made),
        ),
        **_data_protection_papers(german, made),
        "statistics": ("S-20261231", statistics_pages.render(STATISTICS, german, made)),
    }


def _data_protection_papers(german: Any, made: Imprint) -> dict[str, tuple[str, bytes]]:
    day = date(2026, 11, 16)
    letter = nothing_stored.NothingStored(
        number="A-20261116-3F2A", recipient=(), asked_on=day, searched_on=day
    )
    told = partner_notice.PartnerNotice(
        reason=NoticeReason.ERASURE,
        number="HE-26-000123-K",
        name="Rima Al-Mithali",
        partner="Jobcenter Musterheide",
        partner_address="Musterring 5, 38999 Musterheide",
        handed_on=(day,),
    )
    entries = journal_pages.JournalPages(
        number="P-20261116",
        as_of=day,
        span="16.11.2026 – 16.11.2026",
        filters="MB",
        rows=[("1", "16.11.2026 08:50", "MB", "HE-26-000123-K", "Fall angelegt", "")] * 60,
    )
    words = journal_pages.WordsOfDays(
        number="W-20261116", as_of=day, days=[(day, ("rollschuh", "anbei", "rennauto") * 2)]
    )
    return {
        "nothing stored": (letter.number, nothing_stored.render(letter, german, made)),
        "notice of a deletion": (told.number, partner_notice.render(told, german, made)),
        "journal": (entries.number, journal_pages.render_entries(entries, german, made)),
        "words of the days": (words.number, journal_pages.render_words(words, german, made)),
    }


def papers_of_somebody_else(made: Imprint, german: Any, other: Any) -> None:
    """Render papers of the same kinds with nothing in common but the texts of the forms."""
    name = "Qwanza Überxilla-Vögtz"
    unlike = line(40, "Zyklopia Xanten", partner_address="Yggdrasilweg 77, 99998 Qualburg")
    waiver_paper.render(
        waiver(
            name=name,
            birth="17.11.1966",
            lines=(unlike,),
            copies={},
            interpreter="Xaver Quitte",
            advisor="Yolanda Zwick",
        ),
        german,
        other,
        made,
    )
    undertaking = replace(UNDERTAKING, name="Xaver Quitte")
    interpreter.render(undertaking, german, other, made)
    withdrawal.render_form(
        replace(WITHDRAWAL, ended=(withdrawal.Ended(partner="Zyklopia Xanten"),)),
        german,
        other,
        made,
    )
    told = profile_data.ProfileRow(
        title=(_entry("", "", "Qualmeisterin"),),
        dates=same("1988"),
        entries=(_entry("Tätigkeit", "العمل", "Xylophone und Zithern"),),
    )
    section = replace(profile().sections[1], parts=(profile_data.ProfileGroup(rows=(told,)),))
    talk = wording("de", "competence"), draft("ar", "competence"), made
    competence.render(profile(name=name, sections=(section,)), *talk)
    summary.render(replace(SUMMARY, name=name, goal="Zitherspielerin werden"), *talk)
    station = replace(SLIP.stations[0], name="Zyklopia Xanten", address="Yggdrasilweg 77")
    slip.render(
        replace(SLIP, name="Qwanza Ü.", stations=(station,)),
        wording("de", "routing"),
        draft("ar", "routing"),
        made,
    )
