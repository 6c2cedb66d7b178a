"""The sample talks are full, real input: every answer fits its question and its talk."""

from __future__ import annotations

import json
import tomllib
from datetime import date, timedelta

import pytest

from intake_app.domain.ages import age_range, possible_ages
from intake_app.domain.answers import Answer, AnswerState, EvidenceKind
from intake_app.domain.codes import Category, Purpose
from intake_app.domain.dates import Calendar, PartialDate
from intake_app.domain.partner import Offer
from intake_app.domain.signing import Check, ExplainedHow, GuardianRole, OwnSignature
from intake_app.domain.slip import MarkKind, NameOnSlip
from intake_app.domain.waiver import Direction
from intake_app.form_engine.answer_view import AnswerView
from intake_app.form_engine.completeness import missing, not_asked
from intake_app.form_engine.conditions import Derived
from intake_app.form_engine.loader import load_library
from intake_app.form_engine.relevance import hidden_answers, visible
from intake_app.form_engine.values import to_answer
from intake_app.paths import forms_dir, resources_dir

DEMO = resources_dir() / "demo"
TALKS = ("a-nurse", "b-single-name", "c-minor", "d-engineer")


def read(name):
    return tomllib.loads((DEMO / f"{name}.toml").read_text("utf-8"))


OFFICE = read("office")
BODIES = {body["key"]: body for body in read("partners")["partner"]}
INITIALS = {advisor["initials"] for advisor in OFFICE["advisor"]}


@pytest.fixture(scope="module")
def library():
    return load_library(forms_dir())


@pytest.fixture(scope="module")
def form(library):
    return library.form("competence")


@pytest.fixture(params=TALKS)
def talk(request):
    return read(request.param)


def day_of(talk):
    return OFFICE["clock"]["start"].date() + timedelta(days=talk["talk"]["day"])


def answer(form, path, raw, day):
    """The answer that the advisor of the talk gives at a path."""
    written = raw if isinstance(raw, dict) else {"value": raw}
    if "state" in written:
        return Answer(state=AnswerState(written["state"]))
    typed = written.get("grid", written.get("value"))
    if "in_days" in written:
        typed = (day + timedelta(days=written["in_days"])).strftime("%d.%m.%Y")
    if not isinstance(typed, str):
        typed = json.dumps(typed)
    calendar = Calendar(written.get("calendar", "gregorian"))
    question = form.place_at(path).question
    return to_answer(question, typed, today=day, calendar=calendar)


def view(form, talk):
    day = day_of(talk)
    answers = {path: answer(form, path, raw, day) for path, raw in talk["answers"].items()}
    rows = {}
    for path in answers:
        repeat = form.place_at(path).repeat
        if repeat and repeat != path:
            rows.setdefault(repeat, {})[path.split("/")[1]] = None
    return AnswerView(form, answers, {repeat: tuple(ids) for repeat, ids in rows.items()})


def derived(answers, day):
    told = PartialDate.from_canonical(answers.value("birth.value"))
    official = date.fromisoformat(answers.value("birth.official"))
    placeholder = answers.value("birth.placeholder") == "yes"
    ages = possible_ages(told, official, day, official_is_placeholder=placeholder)
    children = [
        age_range(PartialDate.from_canonical(answers.in_row(row).value("child.birth")), day)
        for row in answers.row_ids("fam.children")
    ]
    return Derived(
        age_min=ages.youngest,
        age_max=ages.oldest,
        minor_or_unsure=ages.is_minor_or_unsure,
        children_count=len(children),
        youngest_child_age=min((child.youngest for child in children), default=None),
        german_or_eu=False,
        born_abroad=True,
    )


def test_every_answer_stands_at_the_path_of_its_question(form, talk):
    for path in talk["answers"]:
        place = form.place_at(path)
        in_row = place.repeat and place.question.id != place.repeat
        assert path == place.path(path.split("/")[1] if in_row else "row").removesuffix("/row")


def test_every_answer_can_be_typed_as_it_stands(form, talk):
    assert view(form, talk)


def test_a_state_is_given_only_where_the_person_may_have_it(form, talk):
    for path, raw in talk["answers"].items():
        if isinstance(raw, dict) and "state" in raw:
            assert AnswerState(raw["state"]) in form.place_at(path).question.quick, path


def test_evidence_stands_where_the_form_asks_for_it(form, talk):
    for path, raw in talk["answers"].items():
        evidence = raw.get("evidence") if isinstance(raw, dict) else None
        is_state = isinstance(raw, dict) and "state" in raw
        assert bool(evidence) == (form.place_at(path).question.evidence and not is_state), path
        if evidence:
            seen = EvidenceKind(evidence["kind"]) is EvidenceKind.SEEN
            assert seen == ("seen_in_days" in evidence) == ("seen_by" in evidence), path
            assert evidence.get("seen_by", "MB") in INITIALS, path


def test_the_record_of_each_talk_is_complete_with_all_core_questions(form, talk):
    answers = view(form, talk)
    facts = derived(answers, day_of(talk))

    assert missing(answers, facts) == []
    assert not_asked(visible(answers, facts)) == []
    assert missing(answers, facts, "L") == []


def test_nobody_answers_a_question_that_is_not_asked(form, talk):
    answers = view(form, talk)

    assert hidden_answers(answers, derived(answers, day_of(talk))) == []


def test_no_talk_is_stopped_by_a_safety_block(form, talk):
    answers = view(form, talk)

    assert visible(answers, derived(answers, day_of(talk))).blocks() == ()


def test_the_talks_are_those_that_were_promised(form):
    nurse, single, boy, engineer = (view(form, read(name)) for name in TALKS)

    assert derived(nurse, day_of(read("a-nurse"))).age_max == 34
    assert len(nurse.row_ids("fam.children")) == 2
    assert nurse.in_row("r1").value("voc.evidence") == "home_country"
    assert PartialDate.from_canonical(single.value("birth.value")).calendar is Calendar.SOLAR_HIJRI
    assert single.value("alpha.first") == "L4"
    assert single.value("int.mode") == "phone"
    assert derived(boy, day_of(read("c-minor"))).age_max == 16
    assert len(engineer.row_ids("name.rows")) == 4  # three spellings and the original script


def test_a_line_offers_only_what_a_body_of_this_kind_may_get(library, talk):
    for line in talk["waiver"]["line"]:
        if not line["decision"]:
            assert line.keys() == {"partner", "decision"}
            continue
        kind = library.partner_kinds[BODIES[line["partner"]]["kind"]]
        categories = {Category(code) for code in line["categories"]}
        purposes = {Purpose(code) for code in line["purposes"]}
        assert Direction(line["direction"])
        assert all(kind.offer(category) is not Offer.NOT_OFFERED for category in categories)
        assert 1 <= line["valid_months"] <= 24
        assert (Category.HEALTH in categories) == ("health_detail" in line)
        assert (Category.COPIES in categories) == ("copies" in line)
        assert (Purpose.OTHER in purposes) == ("purpose_other" in line)
        for code in line.get("copies", ()):
            assert library.lists["documents"].entry(code)


def test_a_waiver_was_explained_and_signed_as_the_rules_want(talk):
    waiver = talk["waiver"]
    assert ExplainedHow(waiver["explanation"]["how"])
    assert Check(waiver["explanation"]["check"]) is Check.ANSWERED
    assert ("signature" in waiver) != waiver.get("refused", False)
    if "signature" in waiver:
        assert OwnSignature(waiver["signature"]["own"])
        assert waiver["signature"]["seen_by"] in INITIALS
        for guardian in waiver["signature"].get("guardian", ()):
            assert GuardianRole(guardian["role"])
            assert guardian["evidence_seen"]


def test_the_stations_of_a_slip_follow_from_the_agreed_steps(form, library, talk):
    answers = view(form, talk)
    stations = talk["slip"]["station"]
    wanted = [
        row
        for row in answers.row_ids("step.rows")
        if answers.in_row(row).value("step.laufzettel") == "true"
    ]

    assert NameOnSlip(talk["slip"]["name_on_slip"])
    assert [station["step"] for station in stations] == wanted
    for station in stations:
        step = answers.in_row(station["step"])
        kind = library.stations[station["code"]]
        assert library.steps[step.value("step.kind")].station == station["code"]
        assert step.value("step.partner") == station["partner"]
        assert BODIES[station["partner"]]["kind"] == kind.partner_kind
        assert set(station["purposes"]) <= {purpose.code for purpose in kind.purposes}
        assert all(library.lists["documents"].entry(code) for code in station["bring"])
    for mark in talk["slip"].get("mark", ()):
        assert MarkKind(mark["kind"])
        assert 1 <= mark["station"] <= len(stations)


def test_the_second_talk_corrects_an_answer_and_takes_a_line_back(form):
    talk = read("d-engineer")
    second = talk["follow_up"]
    day = day_of(talk) + timedelta(days=second["after_days"])

    assert second["after_days"] == 7
    for path, raw in second["answers"].items():
        assert form.place_at(path).section.scope == "talk", path
        assert answer(form, path, raw, day)
    for change in second["change"]:
        old = answer(form, change["path"], talk["answers"][change["path"]], day)
        assert answer(form, change["path"], change["answer"], day) != old
        assert change["reason"]
    granted = {line["partner"] for line in talk["waiver"]["line"] if line["decision"]}
    assert {line["partner"] for line in second["withdrawal"]} < granted


def test_every_body_is_marked_as_an_example_and_can_be_reached_by_nobody(library):
    for body in BODIES.values():
        assert body["is_example"] is True
        assert body["kind"] in library.partner_kinds
        assert body["phone"].startswith("030 23125-")  # kept free for films
        assert body["email"].endswith(".example")
    assert set(library.partner_kinds) == {body["kind"] for body in BODIES.values()}
