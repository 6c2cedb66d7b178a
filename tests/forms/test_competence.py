"""The competence form keeps the promises made to people, whatever the program does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date

import pytest

from intake_app.domain.answers import NOT_ASKED, Answer, AnswerState
from intake_app.domain.codes import Category
from intake_app.domain.dates import PartialDate, Precision
from intake_app.form_engine.conditions import Derived, holds, holds_for_certain
from intake_app.form_engine.loader import load_library
from intake_app.form_engine.model import Kind, NoteLevel
from intake_app.paths import forms_dir

UNKNOWN = Answer(state=AnswerState.UNKNOWN)
ADULT = Derived(age_min=34, age_max=34, minor_or_unsure=False)
TODAY = Derived(today=date(2026, 11, 16))


@dataclass
class Answers:
    """Answers by question, as a condition looks at them."""

    given: dict[str, Answer] = field(default_factory=dict)

    def answer(self, question_id: str) -> Answer:
        return self.given.get(question_id, NOT_ASKED)

    def row_count(self, question_id: str) -> int:
        return 0

    def is_answered(self, question_id: str) -> bool:
        return self.answer(question_id).value is not None


@pytest.fixture(scope="module")
def library():
    return load_library(forms_dir())


@pytest.fixture(scope="module")
def form(library):
    return library.form("competence")


def said(**values):
    """Answers from names with a double underscore for the full stop."""
    answers = {name.replace("__", "."): value for name, value in values.items()}
    return Answers(
        {
            name: value if isinstance(value, Answer) else Answer(value=value)
            for name, value in answers.items()
        }
    )


def is_shown(form, question_id, answers, derived=ADULT):
    place = form.place(question_id)
    return holds(place.section.relevant, answers, derived) and holds(
        place.question.relevant, answers, derived
    )


def notes(form, question_id, answers, derived=ADULT):
    return {
        note.id: note.level
        for note in form.question(question_id).notes
        if holds_for_certain(note.when, answers, derived)
    }


# Interpreting


def test_no_child_can_be_entered_as_interpreter(library):
    labels = [entry.label for entry in library.lists["interpreter_kinds"].entries]
    assert not [label for label in labels if "kind" in label.lower()]
    assert any("erwachsene" in label for label in labels)


@pytest.mark.parametrize("adult", ["no", UNKNOWN])
def test_an_interpreter_who_may_be_a_child_stops_the_talk(form, adult):
    assert notes(form, "int.adult", said(int__adult=adult)) == {"child": NoteLevel.BLOCK}


def test_an_adult_interpreter_stops_nothing(form):
    assert notes(form, "int.adult", said(int__adult="yes")) == {}
    assert notes(form, "int.adult", said()) == {}


def test_an_interpreter_whom_the_person_does_not_accept_stops_the_talk(form):
    assert NoteLevel.BLOCK in notes(form, "int.accepted", said(int__accepted="no")).values()


def test_a_translation_program_brings_a_warning_and_no_questions_about_a_person(form):
    answers = said(int__mode="program")
    assert notes(form, "int.mode", answers) == {"program": NoteLevel.WARN}
    assert not is_shown(form, "int.adult", answers)
    assert is_shown(form, "int.language", answers)


def test_a_talk_without_the_privacy_notice_cannot_be_completed(form):
    no_notice = said(meta__info_notice="no")
    assert notes(form, "meta.info_notice", no_notice) == {"no_notice": NoteLevel.BLOCK}


# Residence


def test_residence_opens_only_after_the_notice_of_duties(form):
    section = form.section("A3")
    for question in section.questions:
        assert not is_shown(form, question.id, said())
    assert is_shown(form, "res.status", said(meta__duty_notice="true"))


@pytest.mark.parametrize("status", ["DE", "EU", "EWR-CH"])
def test_german_and_eu_citizens_are_asked_neither_for_a_permit_nor_for_its_end(form, status):
    answers = said(meta__duty_notice="true", res__status=status)
    assert not is_shown(form, "res.valid_until", answers)
    assert not is_shown(form, "res.work", answers)
    assert is_shown(form, "res.benefit", answers)


def test_an_expired_card_never_blocks(form):
    answers = said(meta__duty_notice="true", res__valid_until="2026-11-15")
    assert notes(form, "res.valid_until", answers, TODAY) == {"expired": NoteLevel.WARN}


def test_a_card_that_is_still_valid_gets_no_warning(form):
    answers = said(meta__duty_notice="true", res__valid_until="2026-11-16")
    assert notes(form, "res.valid_until", answers, TODAY) == {}


def test_a_stay_without_papers_cannot_be_entered(library):
    words = re.compile("illegal|irregulär|ohne Papier|untergetaucht", re.IGNORECASE)
    for entry in library.lists["residence"].entries:
        assert not words.search(entry.label)


def test_whoever_does_not_want_to_name_the_status_says_so_with_one_entry(library):
    entries = library.lists["residence"].entries
    assert {entry.code: entry.means for entry in entries if entry.means} == {
        "NG": AnswerState.UNKNOWN,
        "KA": AnswerState.DECLINED,
    }


# The person


def test_a_protected_address_is_not_asked_for(form):
    address = ("addr.street", "addr.no", "addr.extra", "addr.zip", "addr.town")
    for answers in (said(addr__protected="true"), said(addr__kind="shelter")):
        assert not [question for question in address if is_shown(form, question, answers)]
    for answers in (said(), said(addr__kind=UNKNOWN)):
        assert all(is_shown(form, question, answers) for question in address)


def test_a_single_name_is_complete_in_either_field(form):
    family = form.question("name.family")
    given = form.question("name.given")
    assert not family.required
    in_family = said(name__single="true", name__family="Mirwais")
    in_given = said(name__single="true", name__given="Mirwais")
    assert not holds(given.relevant, in_family, ADULT)
    assert holds(given.relevant, in_given, ADULT)
    assert holds(given.relevant, said(name__family="Al-Hussein"), ADULT)


def test_a_missing_family_name_is_asked_about_unless_there_is_only_one_name(form):
    given = {"name__kind": "residence", "name__given": "Mirwais"}
    assert notes(form, "name.given", said(**given)) == {"family_missing": NoteLevel.HINT}
    for also in ({"name__single": "true"}, {"name__family": "Al-Hussein"}, {"name__kind": "call"}):
        assert notes(form, "name.given", said(**{**given, **also})) == {}


@pytest.mark.parametrize(
    ("day", "hinted"), [("1992-01-01", True), ("1992-07-01", True), ("1992-03-05", False)]
)
def test_a_birthday_that_offices_put_for_an_unknown_one_is_asked_about(form, day, hinted):
    expected = {"placeholder": NoteLevel.HINT} if hinted else {}
    assert notes(form, "birth.official", said(birth__official=day), TODAY) == expected


def test_an_arrival_here_before_the_one_in_germany_is_asked_about_and_never_refused(form):
    year = {"told_text": "2022", "precision": Precision.YEAR}
    in_2022 = PartialDate(earliest=date(2022, 1, 1), latest=date(2022, 12, 31), **year)
    told = {"person__entry_de": in_2022.to_canonical()}
    early = PartialDate.of_day(date(2021, 12, 31)).to_canonical()
    assert notes(form, "person.entry_lk", said(**told, person__entry_lk=early)) == {
        "before_entry": NoteLevel.WARN
    }
    same_year = said(**told, person__entry_lk=in_2022.to_canonical())
    assert notes(form, "person.entry_lk", same_year) == {}


@pytest.mark.parametrize(
    ("born", "hinted"),
    [("2020-11-16", True), ("2009-01-01", True), ("2022-11-16", False), ("2007-01-01", False)],
)
def test_a_child_of_school_age_without_a_place_is_looked_after(form, born, hinted):
    child = PartialDate.of_day(date.fromisoformat(born)).to_canonical()
    answers = said(child__birth=child, child__edu="no_place")
    expected = {"compulsory_school": NoteLevel.HINT} if hinted else {}
    assert notes(form, "child.edu", answers, TODAY) == expected
    assert notes(form, "child.edu", said(child__birth=child, child__edu="school"), TODAY) == {}


def test_a_child_whose_age_nobody_knows_is_looked_after_too(form):
    answers = said(child__birth=UNKNOWN, child__edu="no_place")
    assert notes(form, "child.edu", answers, TODAY) == {"compulsory_school": NoteLevel.HINT}


def test_a_talk_that_is_long_ago_is_asked_about(form):
    recent, old = said(meta__talk_date="2026-11-02"), said(meta__talk_date="2026-11-01")
    assert notes(form, "meta.talk_date", recent, TODAY) == {}
    assert notes(form, "meta.talk_date", old, TODAY) == {"long_ago": NoteLevel.WARN}


def test_an_age_near_eighteen_is_treated_as_both(form):
    near = Derived(age_min=17, age_max=18, minor_or_unsure=True)
    assert notes(form, "birth.value", said(), near) == {"near_18": NoteLevel.WARN}
    assert is_shown(form, "fam.guardian", said(), near)
    assert is_shown(form, "fam.legal_carer", said(), near)


def test_an_age_that_is_not_known_hides_nothing_and_warns_of_nothing(form):
    nothing = Derived()
    assert notes(form, "birth.value", said(), nothing) == {}
    for question_id in ("job.rows", "voc.rows", "fam.guardian", "person.entry_de"):
        assert is_shown(form, question_id, said(), nothing)


def test_children_are_not_asked_about_work(form):
    child = Derived(age_min=9, age_max=9, minor_or_unsure=True)
    for question_id in ("job.rows", "job.now", "voc.rows", "mob.licence", "fam.children"):
        assert not is_shown(form, question_id, said(), child)


# School and work


def test_without_school_years_only_the_certificate_is_left_to_ask(form):
    none = said(sch__years="0", sch__highest="S0")
    for question_id in ("sch.rows", "sch.gap", "sch.evidence", "sch.eval", "sch.fav"):
        assert not is_shown(form, question_id, none)
    assert "no_school" in notes(form, "sch.years", none)


def test_school_years_are_counted_in_halves(library):
    labels = {entry.code: entry.label for entry in library.lists["school_years"].entries}
    assert labels["1"] == "½"
    assert labels["13"] == "6½"
    assert labels["32"] == "16"


def test_recognition_is_asked_only_after_a_completed_training(form):
    running = said(voc__done="running")
    assert not holds(form.question("voc.recog").relevant, running, ADULT)
    assert holds(form.question("voc.recog").relevant, said(voc__done="yes"), ADULT)
    early, late = said(voc__recog="R1"), said(voc__recog="R10")
    assert not holds(form.question("voc.recog_body").relevant, early, ADULT)
    assert holds(form.question("voc.recog_body").relevant, late, ADULT)
    assert not holds(form.question("voc.recog_date").relevant, late, ADULT)


def test_working_time_is_asked_of_those_who_want_to_work(form):
    work = said(goal__kind=json.dumps(["german", "work_now"]))
    learn = said(goal__kind=json.dumps(["german"]))
    assert is_shown(form, "goal.time", work)
    assert not is_shown(form, "goal.time", learn)


# What may leave


def test_what_must_never_leave_has_no_category(form):
    never = (
        "person.sex",
        "addr.kind",
        "addr.protected",
        "child.name",
        "res.benefit",
        "goal.health",
        "step.result",
        "fam.legal_carer_any",
        "contact.trusted_name",
    )
    assert [question for question in never if form.question(question).category] == []


@pytest.mark.parametrize(
    ("question_id", "category"),
    [
        ("name.family", Category.IDENTITY),
        ("person.citizenships", Category.RESIDENCE),
        ("res.status", Category.RESIDENCE),
        ("res.course_right", Category.LANGUAGES),
        ("lang.german", Category.LANGUAGES),
        ("sch.highest", Category.SCHOOL),
        ("job.title", Category.WORK),
        ("inf.item", Category.SKILLS),
        ("fam.single_parent", Category.FAMILY),
        ("child.edu", Category.CHILD_SCHOOL),
        ("guardian.name", Category.IDENTITY),
        ("step.kind", Category.APPOINTMENTS),
        ("int.language", Category.APPOINTMENTS),
    ],
)
def test_each_answer_belongs_to_the_category_that_a_waiver_names(form, question_id, category):
    assert form.question(question_id).category is category


def test_the_talk_itself_and_its_closing_stay_here(form):
    for section_id in ("A0", "A1", "A19"):
        leaving = {q.id for q in form.section(section_id).walk() if q.category}
        assert leaving <= {"int.language"}


def test_of_an_assessment_less_leaves_while_the_person_is_a_minor(form):
    assert form.question("asl.overall").category is Category.LANGUAGES
    assert form.section("A15").category_minor is Category.CHILD_LEVEL


# Health, levels, papers


def test_without_consent_nothing_about_health_is_asked_but_the_wish_for_advice(form):
    asked = {q.id for q in form.section("A14").walk()}
    for consent in (said(), said(health__consent="no")):
        assert {name for name in asked if is_shown(form, name, consent)} == {
            "health.consent",
            "health.counsel",
        }
    consent = said(health__consent="yes")
    assert {name for name in asked if is_shown(form, name, consent)} == asked - {"health.other"}


def test_whether_somebody_consents_is_said_not_left_open(form):
    assert form.question("health.consent").quick == ()


def test_findings_about_a_pupil_need_the_agreement_of_those_with_custody(form):
    young = Derived(age_min=16, age_max=16, minor_or_unsure=True)
    assert not is_shown(form, "lvl.rows", said(lvl__consent="no"), young)
    assert is_shown(form, "lvl.rows", said(lvl__consent="yes"), young)
    assert not is_shown(form, "lvl.rows", said(lvl__consent="yes"), ADULT)


@pytest.mark.parametrize(
    ("role", "stops"), [("teacher", True), ("counsellor", True), ("specialist", False)]
)
def test_only_a_specialist_says_something_about_reasoning(form, role, stops):
    answers = said(lvl__area="nonverbal", lvl__by_role=role)
    assert (NoteLevel.BLOCK in notes(form, "lvl.by_role", answers).values()) is stops
    assert notes(form, "lvl.by_role", said(lvl__area="maths", lvl__by_role=role)) == {}


def test_no_number_can_be_entered_for_a_level(form):
    numbers = {q.id for q in form.section("A16").walk() if q.kind is Kind.INTEGER}
    assert numbers == {"lvl.grade_equiv"}


def test_a_paper_that_we_keep_asks_to_be_given_back(form):
    kept = said(doc__state="original", doc__kept="true")
    assert is_shown(form, "doc.returned", kept)
    assert notes(form, "doc.returned", kept) == {"not_returned": NoteLevel.WARN}
    given_back = said(doc__kept="true", doc__returned="true")
    assert notes(form, "doc.returned", given_back) == {}


# School


def test_a_school_place_is_asked_for_the_young_only(form):
    pupil = Derived(age_min=9, age_max=9, minor_or_unsure=True)
    assert is_shown(form, "reg.wanted", said(), pupil)
    assert not is_shown(form, "reg.wanted", said(), ADULT)
    assert not is_shown(form, "pu.wish", said(reg__wanted="no"), pupil)
    assert is_shown(form, "pu.wish", said(reg__wanted="yes"), pupil)


def test_the_list_of_school_papers_is_the_one_that_slips_use(form, library):
    codes = [row.code for row in form.question("reg.papers").rows]
    assert codes == [f"DOC-D{number:02}" for number in range(1, 19)]
    assert {library.lists["documents"].entry(code).group for code in codes} == {"school"}


def test_what_a_school_should_consider_needs_the_consent_and_stays_out_of_bundles(form):
    assert form.question("pu.consider").category is Category.HEALTH
    assert not is_shown(form, "pu.consider", said(health__consent="no"))


# Words


def test_long_free_texts_ask_to_leave_out_what_is_never_recorded(form):
    grey = "Bitte keine Fluchtgründe, Diagnosen oder Religion eintragen."
    long_texts = [q for q in form.questions() if q.kind is Kind.LONG_TEXT]
    assert long_texts
    assert [q.id for q in long_texts if grey not in q.hint] == []


def test_german_texts_use_german_quotes_and_speak_to_the_person(form):
    words = [text.text for text in form.texts.values()]
    for section in form.sections:
        words += [section.title, section.intro]
        for question in section.walk():
            words += [question.label, question.hint]
            words += [choice.label for choice in question.choices]
            words += [note.text for note in question.notes]
    assert [text for text in words if re.search(r"[\"']|Klient|\s{2}|\.\.\.", text)] == []


def test_a_former_municipality_keeps_its_key_but_is_not_offered_today(library):
    entry = library.lists["municipalities"].entry("03154003")
    assert entry.label.startswith("Büddenstedt")
    assert entry.group == "Stadt Helmstedt"
    assert not entry.is_offered(date(2026, 11, 22))
    assert entry.is_offered(date(2017, 6, 30))


def test_lists_that_nobody_verified_say_so(library):
    for list_id in ("municipalities", "occupations", "residence"):
        assert library.lists[list_id].unverified
        assert library.lists[list_id].as_of


def test_a_state_without_a_country_or_a_country_that_is_gone_can_be_named(library):
    citizenships, countries = library.lists["citizenships"], library.lists["countries"]
    assert citizenships.entry("stateless").means is None
    assert citizenships.entry("unclear").means is AnswerState.UNKNOWN
    assert citizenships.entry("XK").label == "Kosovo"
    assert countries.entry("SUHH").label.startswith("Sowjetunion")
    assert countries.entry("stateless") is None


@pytest.mark.parametrize(
    "code",
    ["kmr", "ckb", "zza", "apc", "acm", "ary", "prs", "pes", "pus", "haz", "tir", "rom", "gsg"],
)
def test_languages_spoken_here_can_be_chosen_by_name(library, code):
    entry = library.lists["languages"].entry(code)
    assert entry.label
    assert entry.label != code
