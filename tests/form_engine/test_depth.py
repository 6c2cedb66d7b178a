"""First the core sheet, later the deepening: what can wait, and where the next talk goes on."""

from __future__ import annotations

import pytest

from intake_app.form_engine.completeness import not_asked, progress
from intake_app.form_engine.conditions import NOTHING_DERIVED
from intake_app.form_engine.depth import (
    core_and_later,
    deepening,
    deeper_progress,
    goes_on_at,
    is_deepening,
    section_beside,
)
from intake_app.form_engine.loader import load_library
from intake_app.form_engine.model import Depth, Need
from intake_app.form_engine.relevance import visible
from intake_app.paths import forms_dir
from tests.form_engine.builders import DECLINED, FORM, TEXTS, one_question, view, write_files

TALK = """\
id = "T"
title = "Gespräch"
scope = "talk"
category = "K1"
question = [
  { id = "place", kind = "text", label = "Ort", required = ["E"] },
  { id = "guest", kind = "text", label = "Gast", depth = "V" },
]
"""

PERSON = """\
id = "P"
title = "Person"
category = "K1"

[[question]]
id = "born_in"
kind = "text"
label = "Geburtsort"
depth = "V"

[[question]]
id = "housing"
kind = "yes_no_unknown"
label = "Schutzwohnung"
depth = "V"

[[question]]
id = "street"
kind = "text"
label = "Straße"
relevant = { not = { question = "housing", is = "yes" } }

[[question]]
id = "protected"
kind = "flag"
label = "Anschrift geschützt"

[[question]]
id = "gap"
kind = "group"
label = "Unterbrechung"
depth = "V"

[[question.part]]
id = "gap_any"
kind = "yes_no_unknown"
label = "Gab es eine?"
depth = "V"

[[question.part]]
id = "gap_months"
kind = "integer"
label = "Wie lange?"
depth = "V"
relevant = { question = "gap_any", is = "yes" }

[[question]]
id = "jobs"
kind = "repeat"
label = "Arbeit"
part = [
  { id = "size", kind = "text", label = "Größe", depth = "V" },
  { id = "title", kind = "text", label = "Beruf" },
  { id = "days", kind = "computed", label = "Tage", depth = "V", compute = "case_no" },
]

[[question]]
id = "friends"
kind = "repeat"
label = "Vertrauenspersonen"
depth = "V"
part = [
  { id = "friend", kind = "text", label = "Name" },
  { id = "phone", kind = "text", label = "Telefon", depth = "V" },
]
"""

LEVEL = """\
id = "L"
title = "Feststellung"
category = "K1"
question = [
  { id = "level", kind = "text", label = "Niveau", depth = "V" },
  { id = "sum", kind = "computed", label = "Summe", compute = "case_no" },
]
"""

CLOSED = """\
id = "C"
title = "Schule"
category = "K1"
relevant = { question = "housing", is = "yes" }
question = [{ id = "class", kind = "text", label = "Klasse", depth = "V" }]
"""

GOALS = """\
id = "G"
title = "Ziele"
category = "K1"
question = [
  { id = "goal", kind = "text", label = "Ziel" },
  { id = "opinion", kind = "text", label = "Einschätzung", depth = "V", asked_of = "advisor" },
]
"""

SECTIONS = {"t": TALK, "p": PERSON, "l": LEVEL, "c": CLOSED, "g": GOALS}
CORE = {"street": "Am Anger 1", "jobs": "0", "goal": "Arbeit"}
DEEPER = {"born_in": DECLINED, "housing": "no", "gap/gap_any": "no", "friends": "0", "level": "x"}


@pytest.fixture
def form(tmp_path):
    paths = ", ".join(f'"sections/{name}.toml"' for name in SECTIONS)
    files = {f"visit/sections/{name}.toml": text for name, text in SECTIONS.items()}
    files["visit/form.toml"] = FORM.replace('"sections/a.toml", "sections/b.toml"', paths)
    return load_library(write_files(tmp_path, {**files, "visit/texts.toml": TEXTS})).form("visit")


@pytest.fixture
def seen(form):
    """Shows the form with these answers and rows."""

    def show(answers=None, rows=None):
        return visible(view(form, answers, rows), NOTHING_DERIVED)

    return show


def ids(questions):
    return [question.id for question in questions]


# What can wait.


def test_core_questions_come_first_and_each_keeps_its_order(form):
    first, later = core_and_later(form.section("P").questions)

    assert ids(later) == ["born_in", "gap", "friends"]
    assert ids(first) == ["housing", "street", "protected", "jobs"]


def test_what_a_core_question_depends_on_does_not_wait(form):
    _first, later = core_and_later(form.section("P").questions)

    assert "housing" not in ids(later)


@pytest.mark.parametrize("section", ["L", "C"])
def test_where_there_is_no_core_question_nothing_waits(form, section):
    assert is_deepening(form.section(section))
    assert core_and_later(form.section(section).questions)[1] == []


def test_what_the_program_computes_is_no_question_that_waits(form):
    assert ids(core_and_later(form.question("jobs").parts)[1]) == ["size"]


def test_it_is_told_per_section_how_much_waits_and_how_much_is_answered(seen):
    untouched = deepening(seen())["P"]
    told = deepening(seen({"born_in": "Homs", "gap/gap_any": "yes"}))["P"]

    assert (untouched.settled, untouched.asked) == (0, 3)
    assert (told.settled, told.asked) == (2, 4)
    assert told.holds("gap/gap_months")
    assert not told.holds("street")


def test_entries_of_a_core_list_have_a_deepening_of_their_own(seen):
    found = deepening(seen({"jobs/b/size": "klein"}, {"jobs": ["a", "b"]}))

    assert (found["jobs/a"].settled, found["jobs/a"].asked) == (0, 1)
    assert (found["jobs/b"].settled, found["jobs/b"].asked) == (1, 1)
    assert not found["P"].holds("jobs/a/size")


def test_a_list_that_waits_is_one_question_and_its_entries_are_not_parted(seen):
    found = deepening(seen({"friends/a/phone": "0170"}, {"friends": ["a"]}))

    assert "friends/a" not in found
    assert (found["P"].settled, found["P"].asked) == (1, 3)
    assert found["P"].holds("friends/a/phone")


def test_a_question_that_is_required_for_the_talk_calls_for_its_deepening(tmp_path):
    form = one_question(
        tmp_path,
        '[[question]]\nid = "core"\nkind = "text"\nlabel = "L"\n'
        '[[question]]\nid = "deep"\nkind = "text"\nlabel = "L"\ndepth = "V"\nrequired = ["S"]\n',
    )

    visibility = visible(view(form), NOTHING_DERIVED)
    assert deepening(visibility, purposes=frozenset({Need.SCHOOL}))["A1"].calls
    assert not deepening(visibility, purposes=frozenset({Need.RECORD}))["A1"].calls


def test_an_answer_calls_for_its_deepening_but_not_what_the_program_filled_in(seen):
    visibility = seen({"born_in": "Homs"})

    assert deepening(visibility)["P"].calls
    filled_in = deepening(visibility, frozenset({"born_in"}))["P"]
    assert (filled_in.settled, filled_in.calls) == (1, False)
    assert not deepening(seen())["P"].calls


# How far a section has come.


def test_the_deepening_has_a_progress_beside_that_of_the_core(seen):
    visibility = seen(
        {"street": "x", "born_in": "Homs", "jobs/a/size": "klein"}, {"jobs": ["a", "b"]}
    )

    assert progress(visibility, "P") == (2, 2)
    # born_in, housing, gap_any, size twice, friends
    assert deeper_progress(visibility, "P") == (2, 6)


def test_a_section_of_deepening_only_has_one_progress(seen):
    assert progress(seen({"level": "x"}), "L") == (1, 1)
    assert deeper_progress(seen({"level": "x"}), "L") == (0, 0)


def test_an_empty_box_leaves_nothing_to_ask(seen):
    assert "protected" not in not_asked(seen())
    assert progress(seen(), "P") == (0, 2)


# Where the next talk goes on.


def at(visibility):
    place = goes_on_at(visibility)
    return place.path if place is not None else None


def test_it_goes_on_at_the_first_open_core_question_of_the_case(seen):
    assert at(seen()) == "street"
    assert at(seen({"street": "x"})) == "jobs"
    assert at(seen({"street": DECLINED, "jobs": "0"})) == "goal"


def test_after_the_core_it_goes_on_in_depth(seen):
    assert at(seen(CORE)) == "born_in"
    assert at(seen({**CORE, **DEEPER, "level": DECLINED, "friends": DECLINED})) is None


def test_an_entry_of_a_list_is_a_place_to_go_on(seen):
    rows = {"jobs": ["a"]}
    told = {"street": "x", "goal": "x", **DEEPER}

    assert at(seen(told, rows)) == "jobs/a/size"
    assert at(seen({**told, "jobs/a/size": "klein"}, rows)) is None


def test_what_only_the_advisor_answers_or_belongs_to_the_talk_is_no_place_to_go_on(seen):
    visibility = seen({**CORE, **DEEPER})

    assert not visibility.answers.is_answered("place")
    assert not visibility.answers.is_answered("opinion")
    assert at(visibility) is None


# From section to section.


def test_the_core_leads_past_sections_of_deepening_only(seen):
    assert section_beside(seen(), "P", 1) == "G"
    assert section_beside(seen(), "G", -1) == "P"


def test_after_the_core_they_are_on_the_way_unless_they_are_closed(seen):
    assert section_beside(seen(CORE), "P", 1) == "L"
    assert section_beside(seen(CORE), "L", 1) == "G"
    assert section_beside(seen({**CORE, "housing": "yes"}), "L", 1) == "C"


def test_beyond_the_ends_there_is_no_section(seen):
    assert section_beside(seen(), "T", -1) == ""
    assert section_beside(seen(), "G", 1) == ""
    assert section_beside(seen(), "", -1) == "G"


# The shipped form.


@pytest.fixture(scope="module")
def competence():
    return load_library(forms_dir()).form("competence")


def test_how_somebody_lives_is_asked_before_the_address_that_it_protects(competence):
    first, later = core_and_later(competence.section("A2").questions)

    assert ids(first).index("addr.kind") < ids(first).index("addr.street")
    assert "birth.place" in ids(later)


def test_nothing_that_waits_decides_over_a_core_question(competence):
    for section in competence.sections:
        first, later = core_and_later(section.questions)
        waits = {inside.id for question in later for inside in question.walk()}
        for question in first:
            if question.depth is Depth.CORE and question.relevant is not None:
                assert not question.relevant.subjects() & waits


def test_the_sections_of_deepening_only_are_the_finding_and_the_school_assigned(competence):
    assert [s.id for s in competence.sections if is_deepening(s)] == ["A16", "D3"]
