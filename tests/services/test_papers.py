"""All documents of the four sample talks: what they say, how long they are, what they hide."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.answers import Answer
from intake_app.domain.dates import german_date
from intake_app.domain.disclosure import decide
from intake_app.domain.office import PaperKind
from intake_app.errors import NotPermittedError
from intake_app.services.facts import facts_of
from intake_app.services.paper_wishes import PaperWish, render_wish
from intake_app.services.profile_rendering import render_partner_profile
from intake_app.services.reading import read_case
from intake_app.services.sample_player import MovableClock, Played, SamplePlayer
from intake_app.services.sample_talks import partner_id, sample_office
from intake_app.services.services import Services, services_for
from intake_app.services.sheet_loading import latest_sheet
from intake_app.services.slip_rendering import render_slip
from intake_app.services.vaults import NewVault, VaultService
from intake_app.services.waiver_rendering import render_waiver
from tests.conftest import CHEAP, PASSPHRASE
from tests.printing.reading import codes, page_texts, structure_text
from tests.services.printing import print_waiver

if TYPE_CHECKING:
    from intake_app.services.document import Document

UUID_TEXT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LANGUAGES = ("de", "ar", "uk", "en")


@dataclass(frozen=True)
class House:
    """A vault in which all sample talks were led; the tests only read in it."""

    services: Services
    played: dict[str, Played]

    def in_language(self, key: str, language: str) -> Played:
        """Let the person of a talk have papers in another language."""
        played = self.played[key]
        self.services.interviews.answer(
            played.interview, "contact.lang", Answer(value=language), reason="Prüfung"
        )
        return played


@pytest.fixture(scope="module")
def house(content, talks, demo_folder, tmp_path_factory):
    sample = sample_office(demo_folder)
    clock = MovableClock(sample.start)
    vaults = VaultService(content, clock, CHEAP)
    new = NewVault(
        office=sample.office,
        advisor_name=sample.advisors[0].name,
        initials=sample.advisors[0].initials,
        passphrase=PASSPHRASE,
    )
    path = tmp_path_factory.mktemp("house") / "vault"
    services = services_for(vaults.create(path, new, vaults.new_recovery_text()))
    player = SamplePlayer(services, clock, demo_folder)
    player.add_partners()
    played = {key: player.play(talk) for key, talk in talks.items()}
    yield House(services=services, played=played)
    services.session.close()


def documents(house: House, key: str) -> dict[str, Document]:
    papers, played = house.services.papers, house.played[key]
    waiver, slip = played.waiver, played.slip
    assert waiver is not None
    assert slip is not None
    made = {
        "notice": papers.notice(played.case_id),
        "interpreter": papers.interpreter(played.case_id),
        "time sheet": papers.time_sheet(played.case_id),
        "competence": papers.competence(played.case_id),
        "summary": papers.summary(played.case_id),
        "waiver": papers.waiver(waiver.id),
        "withdrawal": papers.withdrawal_form(waiver.id),
        "slip": papers.slip(slip.id),
    }
    if papers.looks_for_school(played.case_id):
        made["school checklist"] = papers.school_checklist(played.case_id)
        made["pupil sheet"] = papers.pupil_sheet(played.case_id)
    for line in waiver.lines:
        if line.decision and waiver.signature:
            extract = papers.waiver_extract(waiver.id, line.partner_id)
            made[f"extract {line.partner_name}"] = extract
    return made


def text_of(document: Document) -> str:
    return squeezed(" ".join(page_texts(document.data)))


def squeezed(text: str) -> str:
    """Return a text without blanks, so that line breaks do not matter."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("key", ["a-nurse", "b-single-name", "c-minor", "d-engineer"])
def test_no_paper_shows_an_id_of_the_program(house, key):
    for name, document in documents(house, key).items():
        assert not UUID_TEXT.search(text_of(document)), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["a-nurse", "b-single-name", "c-minor", "d-engineer"])
def test_the_profile_stays_short(house, key, language):
    played = house.in_language(key, language)

    pages = page_texts(house.services.papers.competence(played.case_id).data)

    pupils_sheet = 1 if key == "c-minor" else 0
    assert len(pages) <= (3 if language == "de" else 6) + pupils_sheet


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["a-nurse", "b-single-name", "c-minor", "d-engineer"])
def test_the_summary_is_one_page_per_language_the_persons_first(house, key, language):
    played = house.in_language(key, language)

    pages = page_texts(house.services.papers.summary(played.case_id).data)

    assert ["Das haben wir vereinbart" in page for page in pages] == (
        [True] if language == "de" else [False, True]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_for_the_school_names_each_paper_and_stays_on_two_pages(house, language):
    played = house.in_language("c-minor", language)

    pages = page_texts(house.services.papers.school_checklist(played.case_id).data)

    text = squeezed(" ".join(pages))
    labels = house.services.session.content.wording("de")
    for number in range(1, 19):
        assert squeezed(labels.list_label("documents", f"DOC-D{number:02}")) in text
    assert len(pages) <= 2


def test_there_are_no_papers_for_a_school_where_nobody_looks_for_one(house):
    papers, case_id = house.services.papers, house.played["a-nurse"].case_id

    assert not papers.looks_for_school(case_id)
    for render in (papers.school_checklist, papers.pupil_sheet):
        with pytest.raises(NotPermittedError):
            render(case_id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pupil_sheet_holds_what_a_school_asks_for_on_two_pages(house, language):
    played = house.in_language("c-minor", language)

    pages = page_texts(house.services.papers.pupil_sheet(played.case_id).data)

    text = squeezed(" ".join(pages))
    for held in ("Schülerbogen", "Lamin Misaali", "14.10.2010", "Gambia", "Petra Beispiel"):
        assert squeezed(held) in text
    assert len(pages) <= (1 if language == "de" else 2)


def test_the_pupil_sheet_tells_a_school_nothing_about_residence_work_or_care(house):
    text = text_of(house.services.papers.pupil_sheet(house.played["c-minor"].case_id))

    for left_out in (
        *("Aufenthaltsgestattung", "Leistungen", "Integrationskurs", "Worauf Rücksicht"),
        *("Kfz-Werkstatt", "Wohngruppe", "Beispielallee 20", "Nächste Schritte", "keine Angabe"),
    ):
        assert squeezed(left_out) not in text


def test_the_pupil_sheet_says_what_a_school_will_still_ask(services, player, talks):
    left_out = {"reg.entry_wish", "pu.last_grade"}
    answers = {
        path: value for path, value in talks["c-minor"].answers.items() if path not in left_out
    }
    played = player.play(replace(talks["c-minor"], answers=answers))

    text = text_of(services.papers.pupil_sheet(played.case_id))

    assert squeezed("Noch offen Gewünschter Beginn, Letzte Klasse") in text


@pytest.mark.parametrize("key", ["a-nurse", "c-minor", "d-engineer"])
def test_the_time_sheet_names_the_interpreter_and_nobody_else(house, key):
    case_id = house.played[key].case_id
    head = house.services.cases.head(case_id)

    text = text_of(house.services.papers.time_sheet(case_id))

    talk = house.services.interviews.of_case(case_id)[0]
    reading = house.services.interviews.sheet(talk.id).reading
    assert squeezed(reading.value("int.name")) in text
    assert squeezed(f"{reading.value('int.minutes')} Minuten") in text
    assert head.case.number in text
    for part in head.display_name.split():
        assert squeezed(part) not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["a-nurse", "b-single-name", "c-minor", "d-engineer"])
def test_the_waiver_takes_four_pages_at_most(house, key, language):
    session, played = house.services.session, house.played[key]
    with session.read() as store:
        waiver = replace(store.waivers.get(played.waiver.id), language=language)
        reading = read_case(store, played.case_id)

    assert len(page_texts(render_waiver(session, waiver, reading))) <= 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["a-nurse", "b-single-name", "c-minor", "d-engineer"])
def test_the_slip_has_one_cover_page_and_three_strips_on_each_other_page(house, key, language):
    session, played = house.services.session, house.played[key]
    with session.read() as store:
        slip = replace(store.slips.get(played.slip.id), language=language)
        pages = page_texts(render_slip(session, store, slip))

    strips = [page.count("Vermerk der Stelle") for page in pages]
    assert sum(strips) == len(slip.stations)
    assert strips[0] == 0
    assert all(count == 3 for count in strips[1:-1])


def test_the_slip_says_day_and_hour_of_the_next_talk(house):
    slip = house.services.papers.slip(house.played["c-minor"].slip.id)

    assert squeezed("Nächster Termin bei uns: 09.12.2026 um 15:00 Uhr") in text_of(slip)


def test_the_profile_names_the_offices_of_the_next_steps(house):
    played = house.in_language("a-nurse", "ar")

    text = text_of(house.services.papers.competence(played.case_id))

    assert squeezed("IQ-Netzwerk Musterheide (Beispiel)") in text


def test_the_profile_says_jobs_courses_and_children_in_short(house):
    played = house.in_language("a-nurse", "de")

    text = text_of(house.services.papers.competence(played.case_id))

    assert squeezed("Krankenschwester, chirurgische Station, Syrien · 07/2013 – 2020") in text
    assert squeezed("Integrationskurs für Frauen, abgebrochen · 10/2024 – 02/2025") in text
    assert squeezed("Sami, 19.08.2018") in text
    assert squeezed("Anschrift Am Beispielanger 7, bei Musterer, 2. Stock, 38350") in text
    # Said once for all answers, not at each.
    assert text.count(squeezed("nach eigener Angabe")) == 1


def test_what_staff_found_is_printed_but_never_how_it_differs_from_what_the_person_said(house):
    played = house.in_language("a-nurse", "de")
    interviews = house.services.interviews
    row = interviews.add_row(played.interview, "asl.rows")
    found = {"asl.lang": "deu", "asl.result": '{"listening":"C1"}', "asl.by": "Lehrkraft"}
    for question, value in found.items():
        path = f"asl.rows/{row}/{question}"
        interviews.answer(played.interview, path, Answer(value=value), reason="Prüfung")
    text = text_of(house.services.papers.competence(played.case_id))
    interviews.remove_row(played.interview, "asl.rows", row)

    assert squeezed("Hören: C1") in text
    assert "→" not in text
    assert "Abweichung" not in text


def test_a_protected_address_is_on_no_paper_of_the_person(house):
    played = house.in_language("a-nurse", "de")
    interviews = house.services.interviews
    interviews.answer(played.interview, "addr.protected", Answer(value="true"), reason="Prüfung")
    text = text_of(house.services.papers.competence(played.case_id))
    interviews.answer(played.interview, "addr.protected", Answer(value="false"), reason="Prüfung")

    assert "Beispielanger" not in text


@pytest.mark.parametrize("partner", ["jobcenter", "iq_network"])
def test_the_partners_version_says_nothing_but_what_the_gate_released(house, partner):
    session = house.services.session
    played = house.played["a-nurse"]
    with session.read() as store:
        sheet = latest_sheet(session, store, played.case_id)
        waivers = store.waivers.of_case(played.case_id)
        body = store.partners.get(partner_id(partner))
    facts = facts_of(sheet, session.content.wording("de"))
    decision = decide(facts, waivers, body.id, session.today())
    assert decision.released
    pdf = render_partner_profile(session, sheet, decision, body, waivers)
    text = squeezed(" ".join(page_texts(pdf)))

    # Answers of one or two short words stand in other words of the page by chance.
    told = {squeezed(fact.text) for fact in decision.released}
    seen = [fact.evidence.seen_on for fact in decision.released if fact.evidence]
    told |= {german_date(day) for day in seen if day}
    # Headings of the form stand there for everybody.
    told |= {squeezed(question.short) for question in sheet.form.questions()}
    told |= {german_date(paper.signature.signed_on) for paper in waivers}
    secret = {
        squeezed(fact.text)
        for fact, _ in decision.withheld
        if len(fact.text) > 6 and not any(squeezed(fact.text) in other for other in told)
    }
    assert len(secret) > 20
    assert not {words for words in secret if words in text}
    assert len(page_texts(pdf)) <= 3


def test_a_waiver_printed_again_after_signing_is_a_copy(house):
    papers, played = house.services.papers, house.played["a-nurse"]

    copy = papers.waiver(played.waiver.id)
    for _ in range(2):
        sent = papers.send(copy)
        papers.came_out(sent.id, copy)

    assert all("Kopie" in page for page in page_texts(copy.data))
    # What was printed as a copy is not taken for the paper that was signed.
    assert papers.waiver(played.waiver.id).data == copy.data


def test_the_copy_of_a_withdrawn_waiver_says_since_when(services, player, talks):
    played = player.play(talks["c-minor"])
    services.waivers.withdraw(played.waiver.id, how="oral")

    pages = page_texts(services.papers.waiver(played.waiver.id).data)

    assert all("Widerrufen am 18.11.2026" in page for page in pages)


def test_a_misprint_says_so_and_a_new_draft_does_not(services, player, talks):
    played = player.play(replace(talks["b-single-name"], waiver={}, slip={}))
    services.waiver_drafts.draft(played.case_id, "de")
    draft = services.waivers.of_case(played.case_id)[0]
    line = services.waiver_drafts.new_line(draft, services.partners.get(partner_id("jobcenter")))
    services.waiver_drafts.save_line(draft.id, replace(line, decision=False))
    services.waivers.prepare(draft.id)
    assert not services.papers.waiver(draft.id).is_copy
    print_waiver(services, draft.id)
    services.waivers.misprint(draft.id)

    pages = page_texts(services.papers.waiver(draft.id).data)

    assert all("Ungültig: Fehldruck" in page for page in pages)


def test_a_lost_slip_is_stamped_when_a_new_one_replaces_it(services, player, talks):
    played = player.play(talks["b-single-name"])
    assert "Ersetzt" not in text_of(services.papers.slip(played.slip.id))
    services.routing.lost(played.slip.id)

    pages = page_texts(services.papers.slip(played.slip.id).data)

    assert all(page.count("Ersetzt durch einen neuen Laufzettel") == 3 for page in pages)


def test_our_own_sheet_shows_both_keys_and_the_words_that_prove_them(services):
    recipient, verify_key = services.office.public_keys()

    sheet = services.papers.office_sheet()

    pages = page_texts(sheet.data)
    assert len(pages) == 1
    text = squeezed(pages[0])
    words = "".join(f"{n}{word}" for n, word in enumerate(services.office.key_words(), 1))
    assert all(part in text for part in (recipient, verify_key, words))
    assert codes(sheet.data, 150) == [[recipient, verify_key]]
    assert services.office.load().name in pages[0]


def test_our_own_sheet_waits_for_the_address_of_the_office(services):
    services.office.save(replace(services.office.load(), street=""))

    with pytest.raises(NotPermittedError):
        services.papers.office_sheet()


def test_a_fact_names_a_partner_and_not_its_id(house):
    session = house.services.session
    with session.read() as store:
        sheet = latest_sheet(session, store, house.played["a-nurse"].case_id)

    facts = facts_of(sheet, session.content.wording("de"))

    named = [fact.text for fact in facts if fact.path.endswith("/step.partner")]
    assert "Jobcenter Musterheide (Beispiel), Team Integration" in named
    assert not UUID_TEXT.search(json.dumps([fact.text for fact in facts]))
    unknown = replace(sheet, partner_names={})
    assert unknown.display("step.rows/r1/step.partner", session.content.wording("de")) == ""


def test_what_a_person_reads_comes_in_large_print_too(house):
    played, papers = house.played["a-nurse"], house.services.papers
    slip = house.services.routing.of_case(played.case_id)[0]
    wishes = [
        PaperWish(kind=PaperKind.PRIVACY_NOTICE, subject=played.case_id),
        PaperWish(kind=PaperKind.SHORT_NOTICE, subject=played.case_id),
        PaperWish(kind=PaperKind.SUMMARY, subject=played.case_id),
        PaperWish(kind=PaperKind.WAIVER, subject=played.waiver.id),
        PaperWish(kind=PaperKind.WITHDRAWAL, subject=played.waiver.id),
        PaperWish(kind=PaperKind.SLIP, subject=slip.id),
        PaperWish(kind=PaperKind.COMPETENCE, subject=played.case_id),
        PaperWish(kind=PaperKind.READ_ALOUD, subject=played.waiver.id),
        PaperWish(kind=PaperKind.PUPIL_SHEET, subject=house.played["c-minor"].case_id),
    ]
    for wish in wishes:
        assert wish.can_be_large
        usual, large = (
            page_texts(render_wish(papers, replace(wish, large=size)).data)
            for size in (False, True)
        )
        assert len(large) > len(usual), wish.kind
    assert not PaperWish(kind=PaperKind.INTERPRETER, subject=played.case_id).can_be_large


def test_a_signed_waiver_in_large_print_is_a_copy(house):
    document = house.services.papers.waiver(house.played["a-nurse"].waiver.id, large=True)

    assert document.is_copy
    assert all("Kopie" in page for page in page_texts(document.data))


def test_the_read_aloud_sheet_holds_every_sentence_and_the_check_questions(house, tmp_path):
    played = house.played["a-nurse"]
    german = house.services.session.content.wording("de")
    read = house.services.waivers.read_aloud(played.waiver.id)

    document = house.services.papers.read_aloud(played.waiver.id)

    said = "".join(structure_text(document.data, tmp_path).split()).replace("\u00ad", "")
    for sentence in (*read.sentences, read.request, *read.checks):
        for words in re.findall(r"\w+", f"{sentence.german} {sentence.other}"):
            assert words in said, words
    assert document.number == played.waiver.number
    assert "".join(german.block("B-T19").split()) in said
