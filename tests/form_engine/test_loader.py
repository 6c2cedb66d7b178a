from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from intake_app.domain.answers import AnswerState
from intake_app.domain.codes import Category
from intake_app.domain.partner import Offer
from intake_app.errors import FormError
from intake_app.form_engine.check import check_forms
from intake_app.form_engine.loader import load_form_from_canonical, load_library
from intake_app.form_engine.model import AskedOf, Kind, Need, Scope
from tests.form_engine.builders import FILES, one_question, write_files, write_forms

HEAD, TEXTS, WAYS = "visit/form.toml", "visit/texts.toml", "lists/ways.toml"
A, B = "visit/sections/a.toml", "visit/sections/b.toml"
CONDITION = '{ question = "way", is = "bus" }'


@pytest.fixture
def form(tmp_path):
    return load_library(write_forms(tmp_path)).form("visit")


def test_a_form_is_read_as_it_is_written(form):
    assert form.name == "visit 2026-1"
    assert [section.id for section in form.sections] == ["A1", "B1"]
    assert form.section("A1").scope is Scope.TALK
    assert form.section("B1").scope is Scope.CASE
    way = form.question("way")
    assert way.required == {Need.RECORD}
    assert way.category is Category.IDENTITY
    assert way.asked_of is AskedOf.PERSON
    assert [choice.code for choice in way.choices] == ["bus", "foot", "ka"]
    assert form.question("level").category is None
    assert form.question("people.name").category is Category.FAMILY


def test_only_questions_to_the_person_offer_states(form):
    assert form.question("way").quick == (AnswerState.UNKNOWN, AnswerState.DECLINED)
    assert form.question("explained").quick == ()


def test_a_path_names_row_and_group(form):
    assert form.place("way").path() == "way"
    assert form.place("pet.kind").path() == "pet/pet.kind"
    assert form.place("people.name").path("r1") == "people/r1/people.name"
    assert form.place_at("people/r1/people.name").question.id == "people.name"
    with pytest.raises(ValueError, match="rows of people"):
        form.place("people.name").path()


def test_a_group_in_a_row_has_a_path_with_both(tmp_path):
    form = one_question(
        tmp_path,
        '[[question]]\nid = "jobs"\nkind = "repeat"\nlabel = "L"\n'
        '[[question.part]]\nid = "job"\nkind = "group"\nlabel = "L"\n'
        '[[question.part.part]]\nid = "job.title"\nkind = "text"\nlabel = "L"\n',
    )

    assert form.place("job.title").path("r1") == "jobs/r1/job/job.title"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (HEAD, 'version = "2026-1"\n', "", "visit/form.toml: 'version' is missing"),
        (HEAD, 'id = "visit"', 'id = "visits"', "the id must be the name of the folder"),
        (HEAD, "sections = [", "section = [", "unknown key 'section'.*mean 'sections'"),
        (HEAD, "b.toml", "c.toml", "visit/sections/c.toml: this file is missing"),
        (HEAD, ', "sections/b.toml"', "", "sections/b.toml: form.toml does not name"),
        (HEAD, '"Besuch"', '"Besuch', r"visit/form.toml: .*at line 3, column"),
        (B, 'id = "B1"', 'id = "A1"', "A1: the section id is used twice"),
        (B, 'id = "B1"', 'id = "b-1"', "b-1: the section id 'b-1' must look"),
        (A, 'scope = "talk"', 'scope = "tlk"', "A1: 'scope' cannot be 'tlk'.*'talk'"),
        (A, 'kind = "flag"', 'kind = "flg"', "A1 explained: 'kind' cannot be 'flg'"),
        (A, 'kind = "flag"\n', "", "A1 explained: 'kind' is missing"),
        (A, 'label = "Weg"', 'lable = "Weg"', "A1 way: 'label' is missing"),
        (A, 'label = "Weg"', "label = 7", "A1 way: 'label' must be a text"),
        (A, 'label = "Weg"', 'label = ""', "A1 way: 'label' is empty"),
        (A, "minimum = 1", "minimum = true", "A1 stops: 'minimum' must be a whole"),
        (A, "maximum = 20", "maximum = 0", "A1 stops: 'minimum' is greater"),
        (A, "maximum = 20", "max_length = 20", "stops: unknown key 'max_length'"),
        (A, 'required = ["E"]', 'required = ["X"]', "way: 'required' cannot be 'X'"),
        (A, 'required = ["E"]', 'required = "E"', "way: 'required' must be a list"),
        (A, 'id = "level"', 'id = "way"', "A1 way: the id 'way' is used twice"),
        (A, 'id = "level"', 'id = "Level"', "the id 'Level' may hold only"),
        (B, 'id = "pet"', 'id = "way"', "B1 way: the id 'way' is used twice"),
        (A, '"ways"', '"wayz"', "A1 way: there is no list 'wayz'.*'ways'"),
        (A, 'list = "ways"\n', "", "A1 way: give either 'list' or 'choice'"),
        (A, 'category = "K1"\n', "", "A1 way: no category"),
        (A, '"never"', '"K13"', "A1 level: 'category' cannot be 'K13'"),
        (A, 'is = "bus"', 'is = "buss"', "stops: 'way' has no answer 'buss'.*'bus'"),
        (A, '"way", is', '"wey", is', "stops: there is no question 'wey'.*'way'"),
        (A, '"way", is', '"level", is', "'level' stands later in the talk"),
        (A, 'is = "bus"', 'was = "bus"', "stops: a condition needs exactly one of"),
        (A, 'is = "bus" }', 'is = "bus", of = 1 }', "stops: unknown key 'of'"),
        (A, 'is = "bus"', 'at_least = "bus"', "needs a number or a ranked list"),
        (A, 'is = "bus"', "days_ago = 1", "'days_ago' does not fit the kind 'choice'"),
        (A, CONDITION, '"way"', "'relevant' must be a table"),
        (A, CONDITION, "{ all = [] }", "'all' needs at least"),
        (A, CONDITION, "{}", "a condition needs 'question'"),
        (
            A,
            CONDITION,
            '{ derived = "age", at_least = 1 }',
            "stops: there is no derived value 'age'.*'age_m",
        ),
        (
            A,
            CONDITION,
            '{ derived = "age_min", is = true }',
            "stops: 'age_min' needs 'at_least' or 'below'",
        ),
        (B, "is = true", 'is = "true"', "B1: 'explained' is a flag"),
        (B, '"people.name"]', '"people.nam"]', "people: 'row_title' names no part"),
        (B, '"pet.has", is', '"people.school", is', "stands in the rows of 'people'"),
        (B, 'kind = "group"', 'kind = "text"', "B1 pet: unknown key 'part'"),
        (B, 'kind = "group"', 'kind = "group"\nthird_person = true', "'third_person' belongs to"),
        (TEXTS, "{page}", "{Seite}", r"text label.page: fields are written \{name\}"),
        (TEXTS, 'id = "T-1"', 'id = "label.page"', "the text 'label.page' stands there twice"),
        (WAYS, 'id = "ways"', 'id = "way"', "lists/ways.toml: the id must be the name of"),
        (WAYS, 'code = "foot"', 'code = "bus"', "lists/ways.toml, bus: the code 'bus' is"),
        (WAYS, '"declined"', '"refused"', "'means' cannot be 'refused'"),
        (WAYS, 'hint = "auch Rufbus"', "tier = 3", "lists/ways.toml, bus: 'tier' must be"),
        (WAYS, 'hint = "auch Rufbus"', 'valid_to = "x"', "'valid_to' must be a date such as"),
        (WAYS, 'code = "foot"', 'code = "on foot"', "the code 'on foot' may hold only"),
        (WAYS, 'title = "Wege"', 'source = "lands"', "'source' cannot be 'lands'"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_where_it_is(tmp_path, file, old, new, complaint):
    assert old in FILES[file]
    folder = write_forms(tmp_path, {file: FILES[file].replace(old, new, 1)})

    found = check_forms(folder)

    assert any(re.search(complaint, line) for line in found), found
    with pytest.raises(FormError):
        load_library(folder)


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        ('kind = "date"\ndefault = "today"', "'default' fits only questions to the advisor"),
        ('kind = "date"\nasked_of = "advisor"\ndefault = "now"', "can only be 'today'"),
        (
            'kind = "flag"\nasked_of = "advisor"\nquick = ["unknown"]',
            "'quick' fits only questions to",
        ),
        ('kind = "text"\nquick = ["maybe"]', "'quick' cannot be 'maybe'"),
        ('kind = "text"\nformat = "mail"', "'format' cannot be 'mail'"),
        ('kind = "text"\nmax_length = 0', "'max_length' must be at least 1"),
        ('kind = "integer"\nstep = 0', "'step' must be at least 1"),
        ('kind = "partial_date"\ncalendars = ["mayan"]', "'calendars' cannot be 'mayan'"),
        ('kind = "computed"\ncompute = "shoe_size"', "there is no computed value 'shoe_size'"),
        ('kind = "computed"', "'compute' is missing"),
        ('kind = "grid"\nlist = "levels"', "a grid needs either 'rows' or 'rows_list'"),
        (
            'kind = "grid"\nlist = "levels"\nrows_list = "ways"\nrows_group = "air"',
            "the list 'ways' has no group 'air'",
        ),
        ('kind = "group"', "a group needs at least one 'part'"),
        ('kind = "choice"\nlist = "ways"\nchoice = [{code = "a", label = "A"}]', "give either"),
        (
            'kind = "text"\nconstraint = [{not_future = true, text = "T"}]',
            "'not_future' does not fit",
        ),
        ('kind = "date"\nconstraint = [{text = "T"}]', "a constraint needs exactly one of"),
        ('kind = "date"\nconstraint = [{not_future = true}]', "constraint 1: 'text' is missing"),
        ('kind = "text"\nconstraint = [{pattern = "[", text = "T"}]', "is no regular expression"),
        (
            'kind = "date"\nconstraint = [{after = "none", text = "T"}]',
            "there is no question 'none'",
        ),
        ('kind = "text"\nnote = [{id = "n", text = "T"}]', "note n: 'when' is missing"),
        (
            (
                'kind = "text"\nnote = [{id = "n", text = "T", level = "x", '
                'when = {question = "q", answered = true}}]'
            ),
            "note n: 'level' cannot be 'x'",
        ),
        ('kind = "text"\nrelevant = {question = "q", answered = true}', "'q' stands later"),
        (
            (
                'kind = "repeat"\npart = [{id = "r", kind = "repeat", label = "R", '
                'part = [{id = "s", kind = "text", label = "S"}]}]'
            ),
            "a repeat cannot stand in the rows of another",
        ),
        (
            (
                'kind = "group"\npart = [{id = "r", kind = "repeat", label = "R", '
                'part = [{id = "s", kind = "text", label = "S"}]}]'
            ),
            "a repeat cannot stand in a group",
        ),
        (
            'kind = "repeat"\nmin_rows = 3\nmax_rows = 2\npart = [{id="s",kind="text",label="S"}]',
            "'max_rows' is smaller",
        ),
    ],
)
def test_a_mistake_in_a_question_names_it(tmp_path, question, complaint):
    with pytest.raises(FormError, match=complaint) as caught:
        one_question(tmp_path, f'[[question]]\nid = "q"\nlabel = "L"\n{question}\n')

    assert caught.value.file == "visit/sections/a.toml"
    assert caught.value.where.startswith("A1 q") or caught.value.where.startswith("A1 r")


def test_the_check_reports_many_mistakes_at_once(tmp_path):
    section = FILES["visit/sections/a.toml"]
    broken = section.replace('"bus"', '"buss"').replace('"flag"', '"flg"').replace("unit", "units")

    found = check_forms(write_forms(tmp_path, {"visit/sections/a.toml": broken}))

    assert any("no answer 'buss'" in line for line in found)
    assert any("'kind' cannot be 'flg'" in line for line in found)
    assert any("unknown key 'units'" in line for line in found)


def test_an_empty_folder_has_no_form(tmp_path):
    assert check_forms(tmp_path) == [f"{tmp_path.name}: there is no form in this folder"]


def test_the_kept_wording_makes_the_same_form_again(form):
    again = load_form_from_canonical(form.canonical())

    assert again == form
    assert again.canonical() == form.canonical()
    assert again.content_sha256() == form.content_sha256()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"engine": 1}', "null"])
def test_a_damaged_wording_is_refused(text):
    with pytest.raises(FormError, match="kept wording: it is damaged"):
        load_form_from_canonical(text)


def test_a_wording_of_a_later_program_is_refused(form):
    later = json.dumps({**json.loads(form.canonical()), "engine": 2})

    with pytest.raises(FormError, match="written by a later program"):
        load_form_from_canonical(later)


def test_a_question_allows_only_the_states_it_offers(form):
    way, explained = form.question("way"), form.question("explained")

    assert way.allows(AnswerState.UNKNOWN)
    assert way.allows(AnswerState.DECLINED)
    assert explained.allows(AnswerState.ANSWERED)
    assert not explained.allows(AnswerState.DECLINED)
    assert replace(way, quick=()).allows(AnswerState.DECLINED)  # a choice means it
    assert not replace(way, quick=()).allows(AnswerState.UNKNOWN)


def test_an_old_interview_keeps_the_labels_of_its_time(tmp_path):
    kept = load_library(write_forms(tmp_path)).form("visit").canonical()
    ways = FILES["lists/ways.toml"].replace("Bus und Bahn", "Nahverkehr")
    load_library(write_forms(tmp_path, {"lists/ways.toml": ways}))

    choice = load_form_from_canonical(kept).question("way").choice("bus")

    assert choice is not None
    assert choice.label == "Bus und Bahn"


DIRECTORIES = {
    "lists/documents.toml": 'id = "documents"\ntitle = "D"\nversion = "1"\n'
    'entry = [{code = "DOC-A01", label = "Pass"}]\n',
    "lists/partners.toml": 'id = "partners"\ntitle = "P"\nversion = "1"\n'
    '[[kind]]\ncode = "P03"\nlabel = "Jobcenter"\nusual = ["K1"]\non_request = ["K2"]\n',
    "lists/stations.toml": 'id = "stations"\ntitle = "S"\nversion = "1"\n'
    '[[station]]\ncode = "S03"\nlabel = "Jobcenter"\npartner_kind = "P03"\n'
    '[[station.purpose]]\ncode = "S03.apply"\nlabel = "Antrag"\nbring = ["DOC-A01"]\n'
    "neutral = true\n",
    "lists/steps.toml": 'id = "steps"\ntitle = "S"\nversion = "1"\n'
    '[[step]]\ncode = "job"\nlabel = "Jobcenter"\nstation = "S03"\npartner_kind = "P03"\n'
    'purposes = ["S03.apply"]\ndocuments = ["DOC-A01"]\n',
}


def test_partner_kinds_stations_and_steps_are_read_and_can_be_chosen(tmp_path):
    library = load_library(write_files(write_forms(tmp_path), DIRECTORIES))

    kind = library.partner_kinds["P03"]
    assert kind.offer(Category.IDENTITY) is Offer.USUAL
    assert kind.offer(Category.RESIDENCE) is Offer.ON_REQUEST
    assert kind.offer(Category.HEALTH) is Offer.NOT_OFFERED
    purpose = library.stations["S03"].purposes[0]
    assert (purpose.code, purpose.bring, purpose.neutral) == ("S03.apply", ("DOC-A01",), True)
    assert library.steps["job"].station == "S03"
    assert library.lists["partners"].key("P03") == "partner_kind.P03"
    assert library.lists["stations"].key("S03") == "station.S03"
    assert library.lists["station_purposes"].key("S03.apply") == "station.purpose.S03.apply"
    assert library.lists["steps"].key("job") == "step.job"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "lists/partners.toml",
            '["K2"]',
            '["K1"]',
            "kind P03: K1 is both 'usual' and 'on_request'",
        ),
        ("lists/partners.toml", '["K2"]', '["K13"]', "kind P03: 'on_request' cannot be 'K13'"),
        ("lists/stations.toml", '"P03"', '"P33"', "station S03: 'partner_kind' names the unknown"),
        (
            "lists/stations.toml",
            '"DOC-A01"',
            '"A01"',
            "purpose S03.apply: 'bring' names the unknown",
        ),
        ("lists/steps.toml", '"S03"', '"S04"', "step job: 'station' names the unknown code 'S04'"),
        ("lists/steps.toml", '"S03.apply"', '"S03.aply"', "'purposes' names.*mean 'S03.apply'"),
        ("lists/steps.toml", "documents", "papers", "step job: unknown key 'papers'"),
    ],
)
def test_a_mistake_in_a_directory_is_reported_where_it_is(tmp_path, file, old, new, complaint):
    changed = {**DIRECTORIES, file: DIRECTORIES[file].replace(old, new, 1)}

    with pytest.raises(FormError, match=complaint) as caught:
        load_library(write_files(write_forms(tmp_path), changed))

    assert caught.value.file == file


def test_countries_come_from_cldr_with_our_special_entries_around(tmp_path):
    countries = (
        'id = "countries"\ntitle = "Länder"\nversion = "1"\nsource = "countries"\n'
        'entry = [{code = "stateless", label = "staatenlos"}, '
        '{code = "SUHH", label = "Sowjetunion", tier = 2}]\n'
    )
    library = load_library(write_forms(tmp_path, {"lists/countries.toml": countries}))

    entries = library.lists["countries"].entries
    assert len(entries) == 252  # ISO 3166-1 has 249, and Kosovo
    assert entries[0].code == "stateless"
    assert [entry.label for entry in entries[1:4]] == ["Afghanistan", "Ägypten", "Ålandinseln"]
    assert entries[-1].code == "SUHH"
    assert library.lists["countries"].entry("XK").label == "Kosovo"


def test_a_language_without_a_name_in_cldr_needs_a_label(tmp_path):
    languages = (
        'id = "languages"\ntitle = "Sprachen"\nversion = "1"\nsource = "languages"\n'
        'entry = [{code = "tir"}, {code = "prs", babel = "fa_AF"}, {code = "haz"}]\n'
    )
    with pytest.raises(FormError, match=r"lists/languages\.toml, haz: 'label' is missing"):
        load_library(write_forms(tmp_path, {"lists/languages.toml": languages}))

    labelled = languages.replace('"haz"', '"haz", label = "Hazaragi"')
    library = load_library(write_forms(tmp_path, {"lists/languages.toml": labelled}))
    labels = [entry.label for entry in library.lists["languages"].entries]
    assert labels == ["Tigrinya", "Dari", "Hazaragi"]


def test_every_kind_can_be_read(tmp_path):
    part = 'part = [{id = "p.%s", kind = "text", label = "P"}]'
    extras = {
        Kind.CHOICE: 'list = "ways"',
        Kind.CHOICES: 'list = "ways"',
        Kind.GRID: 'list = "levels"\nrows = [{code = "a", label = "A"}]',
        Kind.GROUP: part % "group",
        Kind.REPEAT: part % "repeat",
        Kind.COMPUTED: 'compute = "case_no"',
    }
    text = "".join(
        f'[[question]]\nid = "q.{kind}"\nkind = "{kind}"\nlabel = "L"\n{extras.get(kind, "")}\n'
        for kind in Kind
    )

    form = one_question(tmp_path, text)

    assert [question.kind for question in form.sections[0].questions] == list(Kind)
    assert load_form_from_canonical(form.canonical()) == form
