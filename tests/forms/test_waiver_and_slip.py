"""What waiver, privacy notice and routing slip promise to people, word by word."""

from __future__ import annotations

import re

import pytest

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.partner import Offer
from intake_app.domain.signing import CUSTODY, Check, ExplainedHow, OwnSignature
from intake_app.domain.slip import MarkKind, NameOnSlip, SlipState
from intake_app.domain.waiver import Direction, WaiverState
from intake_app.form_engine.loader import load_library
from intake_app.form_engine.model import Kind
from intake_app.paths import forms_dir

FIELD = re.compile(r"\{([a-z_]+)\}")
FIELDS = {
    "address", "advisor", "asked", "authority", "carrier", "claimed", "count", "date", "dates",
    "detail", "documents", "dpo", "filters", "guardians", "language", "months", "name", "new",
    "number", "office", "old", "page", "pages", "partner", "phone", "place", "purposes", "reason",
    "roles", "span", "text", "time", "until", "version", "what", "when", "withdrawn_on",
}  # fmt: skip


@pytest.fixture(scope="module")
def library():
    return load_library(forms_dir())


@pytest.fixture(scope="module", params=["waiver", "routing"])
def form(request, library):
    return library.form(request.param)


def text(library, text_id, form="waiver"):
    return library.form(form).texts[text_id].text


# The waiver: what the law asks for


def test_the_waiver_says_that_nobody_must_sign_and_that_no_harm_follows(library):
    words = text(library, "B-T08")

    assert "Sie müssen nicht unterschreiben." in words
    assert "keine Nachteile bei Leistungen und keine Folgen für Ihren Aufenthalt" in words


def test_the_waiver_says_how_it_is_taken_back_and_that_no_reason_is_needed(library):
    words = text(library, "B-T09")

    assert "jederzeit zurücknehmen, auch nur für eine Stelle" in words
    assert "Einen Grund brauchen Sie nicht." in words


def test_what_is_not_ticked_means_no(library):
    assert text(library, "B-T06") == "Nicht angekreuzt bedeutet: nein."


def test_the_duties_to_report_are_told_before_anybody_signs_and_in_the_notice(library):
    for text_id in ("B-T11", "N-T06"):
        words = text(library, text_id)
        assert "Kind in Gefahr" in words
        assert "Ausländerbehörde" in words


def test_a_draft_translation_says_that_the_german_text_binds(library):
    assert "Verbindlich ist allein der deutsche Text" in text(library, "D-T01")
    assert "Verbindlich ist die deutsche Fassung" in text(library, "B-T21")


def test_health_and_level_of_learning_have_a_question_of_their_own(library):
    waiver = library.form("waiver")
    single = {e.code for e in library.lists["categories"].entries if e.group == "single"}

    assert single == {Category.HEALTH, Category.CHILD_LEVEL}
    assert waiver.question("wv.line.health").max_length == 120
    assert "wv.line.health_decision" in waiver
    assert "wv.line.level_decision" in waiver


def test_nothing_is_answered_beforehand_for_the_person(library):
    lines = library.form("waiver").question("wv.lines")

    assert all(not part.default for part in lines.parts)


def test_no_answer_about_the_paper_itself_ever_leaves_the_house(form):
    assert all(question.category is None for question in form.questions())


def test_the_four_check_questions_can_be_read_aloud(library):
    for number in range(1, 5):
        block = library.form("waiver").texts[f"C-T0{number}"]
        assert block.text.endswith("?")


# The privacy notice: Art. 13 GDPR


@pytest.mark.parametrize(
    ("duty", "text_id", "words"),
    [
        ("controller", "N-T02", "{carrier}, {office}, {address}"),
        ("officer", "N-T02.officer", "{dpo}"),
        ("legal basis", "N-T01", "Art.\u00a06 Abs.\u00a01 Buchst.\u00a0e DSGVO, §\u00a03 NDSG"),
        ("consent", "N-T04", "Einwilligung"),
        ("purposes", "N-T03", "Beratung zu Sprache, Schule, Ausbildung und Arbeit"),
        ("recipients", "N-T05", "Andere Stellen bekommen nur"),
        ("third countries", "N-T05", "anderen Ländern"),
        ("automated decisions", "N-T05", "Kein Computer entscheidet"),
        ("retention", "N-T07", "{months} Monate"),
        ("access", "N-T08", "Auskunft"),
        ("rectification", "N-T08", "berichtigen"),
        ("erasure and restriction", "N-T08", "löschen oder sperren"),
        ("objection", "N-T08", "widersprechen"),
        ("portability", "N-T08", "als Datei"),
        ("withdrawal", "N-T04", "jederzeit zurücknehmen"),
        ("complaint", "N-T09", "{authority}"),
        ("no obligation", "N-T10", "Kein Gesetz und kein Vertrag"),
    ],
)
def test_the_notice_tells_what_article_13_asks_for(library, duty, text_id, words):
    assert words in text(library, text_id), duty


def test_the_notice_is_short_enough_for_one_page(library):
    of_the_short_one = {"N-T01.title", "N-T12"}
    texts = library.form("waiver").texts.values()
    notice = [t.text for t in texts if t.id.startswith("N-") and t.id not in of_the_short_one]

    assert sum(len(words.split()) for words in notice) <= 380


# Partners


@pytest.mark.parametrize(
    ("kind", "category", "offer"),
    [
        ("P01", "K3", Offer.ON_REQUEST),
        ("P01", "K6", Offer.NOT_OFFERED),
        ("P01", "K9", Offer.NOT_OFFERED),
        ("P03", "K5", Offer.USUAL),
        ("P04", "K11", Offer.USUAL),
        ("P05", "K10", Offer.USUAL),
        ("P05", "K12", Offer.ON_REQUEST),
        ("P08", "K2", Offer.NOT_OFFERED),
        ("P12", "K2", Offer.NOT_OFFERED),
        ("P13", "K3", Offer.NOT_OFFERED),
        ("P15", "K9", Offer.NOT_OFFERED),
    ],
)
def test_a_partner_is_offered_what_its_kind_needs(library, kind, category, offer):
    assert library.partner_kinds[kind].offer(Category(category)) is offer


def test_health_and_level_of_learning_are_never_offered_by_themselves(library):
    for kind in library.partner_kinds.values():
        assert kind.offer(Category.HEALTH) is not Offer.USUAL
        assert kind.offer(Category.CHILD_LEVEL) is not Offer.USUAL


def test_only_volunteers_are_named_as_persons(library):
    assert [k.code for k in library.partner_kinds.values() if k.person_named] == ["P12"]


# The slip


def test_the_slip_asks_offices_for_ticks_only(library):
    words = text(library, "L-S01", "routing")

    assert "Bitte nur ankreuzen, keine Angaben zur Person." in words


def test_a_found_slip_goes_back_to_the_office_not_to_the_person(library):
    assert text(library, "L-S02", "routing") == "Gefunden? Bitte abgeben bei: {office}, {address}."


def test_health_and_youth_office_show_no_purpose_on_the_strip(library):
    assert {s.code for s in library.stations.values() if s.neutral} == {"S08", "S12"}


def test_no_purpose_of_a_station_tells_what_must_not_be_on_the_slip(library):
    told = re.compile(
        r"aufenthalt|duldung|asyl|grundsicherung|sozialhilfe|krank|schwanger|religion|schuld",
        re.IGNORECASE,
    )
    for station in library.stations.values():
        for purpose in station.purposes:
            if not station.neutral:
                assert not told.search(purpose.label), purpose.code


def test_a_step_to_a_station_names_the_kind_of_body_that_works_there(library):
    for step in library.steps.values():
        if step.station:
            assert step.partner_kind == library.stations[step.station].partner_kind, step.code
        else:
            assert (step.partner_kind, step.purposes, step.documents) == ("", (), ()), step.code


# Both forms


def test_texts_use_only_known_fields(form):
    for block in form.texts.values():
        assert set(FIELD.findall(block.text)) <= FIELDS, block.id


def test_german_texts_use_german_quotes_and_no_boxes(form):
    for block in form.texts.values():
        assert not re.search(r"[\"'`☐→←]", block.text), block.id
        assert block.text.count("„") == block.text.count("“"), block.id


@pytest.mark.parametrize(
    ("list_id", "codes"),
    [
        ("categories", Category),
        ("purposes", Purpose),
        ("directions", Direction),
        ("explained", ExplainedHow),
        ("checks", Check),
        ("signatures", OwnSignature),
        ("guardian_roles", CUSTODY),
        ("waiver_states", WaiverState),
        ("slip_states", SlipState),
        ("slip_names", NameOnSlip),
        ("marks", MarkKind),
    ],
)
def test_every_word_of_the_domain_has_a_label_and_no_other(library, list_id, codes):
    assert {entry.code for entry in library.lists[list_id].entries} == set(codes)


def test_each_guardian_and_each_mark_has_its_words_on_paper(library):
    waiver, routing = library.form("waiver"), library.form("routing")

    assert all(f"B-T15.{role.value}" in waiver.texts for role in CUSTODY)
    assert all(f"label.mark.{kind.value}" in routing.texts for kind in MarkKind)


def test_every_question_that_a_choice_depends_on_offers_something(form):
    for question in form.questions():
        if question.kind in {Kind.CHOICE, Kind.CHOICES}:
            assert question.choices, question.id
