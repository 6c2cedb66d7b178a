"""Counting: whom, in which tables, how exact, and that no case can be made out (forms 9)."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import timedelta
from functools import partial

import pytest

from intake_app.domain.answers import Answer, AnswerState
from intake_app.domain.data_rights import IdentityCheck, Outcome, RequestKind, RestrictionGround
from intake_app.domain.dates import PartialDate
from intake_app.domain.journal import JournalQuery
from intake_app.domain.office import Role
from intake_app.domain.statistics import AgeSet, Period, Topic
from intake_app.errors import NotPermittedError
from intake_app.services.sample_talks import partner_id
from intake_app.services.services import services_for
from tests.conftest import PASSPHRASE
from tests.services.counted import WORDS, person, rows_of, table, wish

DECLINED = Answer(state=AnswerState.DECLINED)
TOTAL = "total"


@pytest.fixture(autouse=True)
def with_every_role(services):
    services.session.advisor = dataclasses.replace(services.session.advisor, roles=frozenset(Role))


def born(services, years):
    """Return the answer of somebody who turned so many years old today."""
    today = services.session.today()
    return PartialDate.of_day(today.replace(year=today.year - years)).to_canonical()


def acts(services, act):
    return [line.detail for line in services.journal.lines(JournalQuery(act=act), 10)]


# Who is counted.


def test_people_count_once_however_often_they_came_and_only_with_a_talk_in_the_period(services):
    today = services.session.today()
    case_id, _ = person(services, {"meta.talk_date": today.isoformat()})
    services.interviews.begin(case_id, "ar")
    long_ago = today - timedelta(days=400)
    person(services, {"meta.talk_date": long_ago.isoformat()})
    services.cases.create()  # somebody who never came

    counted = services.statistics.count(wish(services, Topic.BARRIERS, Topic.TALKS), WORDS)

    people, talks = counted.tables
    assert counted.people == people.count(None) == 1
    assert talks.count(None, None) == 2
    then = Period(long_ago, long_ago)
    assert table(services, Topic.BARRIERS, period=then).count(None) == 1


def test_restricted_discarded_and_erased_cases_are_nowhere_not_even_for_the_head(services):
    restricted, _ = person(services, {"course.barrier": '["travel"]'})
    services.requests.restrict(restricted, RestrictionGround.CLAIMS)
    discarded, _ = person(services, {"course.barrier": '["travel"]'})
    services.cases.discard(discarded, "doppelt")
    person(services, {"course.barrier": '["work"]'})

    assert rows_of(table(services, Topic.BARRIERS)) == {"Arbeit": (1,), TOTAL: (1,)}


def test_whoever_is_kept_from_a_case_counts_without_it(services, vaults, vault_path):
    case_id, _ = person(services)
    person(services)
    made = services.people.add("Petra Muster", "PM", {Role.STATISTICS})
    number = services.cases.head(case_id).case.number
    services.bars.set(made.advisor.slot_id, number)
    services.session.close()
    session = vaults.unlock(vault_path, made.passphrase)
    theirs = services_for(session)
    theirs.office.change_passphrase(made.passphrase, "ein eigener langer satz mit bäumen")

    assert table(theirs, Topic.BARRIERS).count(None) == 1
    session.close()


def test_the_role_statistics_counts_and_prints_and_opens_nothing_else(services):
    case_id, _ = person(services)
    services.session.advisor = dataclasses.replace(
        services.session.advisor, roles=frozenset({Role.STATISTICS})
    )

    services.statistics.count(wish(services, *Topic), WORDS)
    document = services.statistics.pages(wish(services, Topic.UNITS), WORDS)
    services.papers.came_out(services.papers.send(document).id, document)

    with pytest.raises(NotPermittedError):
        services.cases.head(case_id)


# The tables.


def test_the_plan_s_table_counts_units_sexes_and_ages(services):
    woman = {"person.sex": "female", "addr.municipality": "03154004"}
    person(services, {**woman, "birth.value": born(services, 20)})
    person(services, {**woman, "birth.value": born(services, 40)})
    person(services, {"person.sex": DECLINED, "addr.municipality": "03154003"})

    found = table(services, Topic.UNITS)

    assert [axis.name for axis in found.axes] == ["unit", "Geschlecht", "Alter"]
    assert found.columns[3:6] == ("18–24", "25–34", "35–44")
    assert found.columns[-3:] == ("not_assignable", "davon 18–27", TOTAL)
    rows = rows_of(found)
    velpke = rows["Samtgemeinde Velpke", "weiblich"]
    assert dict(zip(found.columns, velpke, strict=True))["18–24"] == 1
    assert velpke[-2:] == (1, 2), "who is between 18 and 27 is one in the total"
    # Büddenstedt is a part of Helmstedt today; an unknown age belongs to no group.
    assert rows["Stadt Helmstedt", "unstated"][-3:] == (1, 0, 1)
    assert rows[TOTAL, TOTAL][-1] == 3


def test_both_sets_of_ages_can_be_wished_for(services):
    person(services, {"birth.value": born(services, 17)})

    found = table(services, Topic.UNITS, ages=AgeSet.EDUCATION)

    assert dict(zip(found.columns, rows_of(found)[TOTAL, TOTAL], strict=True))["16–17"] == 1


def test_two_birthdays_that_cross_a_border_belong_to_no_group(services):
    today = services.session.today()
    person(
        services,
        {
            "birth.value": born(services, 36),
            "birth.official": today.replace(year=today.year - 33).isoformat(),
        },
    )

    found = table(services, Topic.UNITS)

    assert rows_of(found)[TOTAL, TOTAL][-3:] == (1, 0, 1)


def test_municipalities_are_shown_inside_the_office_only(services):
    person(services, {"addr.municipality": "03154003"})
    person(services, {"addr.municipality": "03154004"})

    inside = table(services, Topic.UNITS, by_municipality=True)
    published = table(services, Topic.UNITS, by_municipality=True, internal=False)

    assert {labels[0] for labels in rows_of(inside)} == {"Helmstedt", "Danndorf", TOTAL}
    assert "Samtgemeinde Velpke" in published.axes[0].labels
    assert "Danndorf" not in published.axes[0].labels


def test_a_protected_address_belongs_to_no_municipality(services):
    person(services, {"addr.municipality": "03154004", "addr.protected": "true"})

    rows = rows_of(table(services, Topic.UNITS, by_municipality=True))

    assert {labels[0] for labels in rows} == {"geschützt", TOTAL}


def test_rare_sexes_are_published_as_one(services):
    person(services, {"person.sex": "diverse"})

    assert table(services, Topic.UNITS).axes[1].labels == (
        *("weiblich", "männlich", "divers", "unstated"),
    )
    assert table(services, Topic.UNITS, internal=False).axes[1].labels == (
        *("weiblich", "männlich", "divers, unstated"),
    )


def test_residence_is_counted_by_the_groups_of_the_list(services):
    for status in ("AG", "AN", "AE24"):
        person(services, {"res.status": status})
    person(services, {"res.status": DECLINED})
    person(services)

    rows = rows_of(table(services, Topic.RESIDENCE))

    assert rows == {
        "Asyl": (2,),
        "Vorübergehender Schutz": (1,),
        "keine Angabe": (1,),
        "nicht gefragt": (1,),
        TOTAL: (5,),
    }


def test_what_an_office_added_to_the_list_counts_on_its_own(services):
    entry = dataclasses.replace(services.lists.new_entry("residence"), label="Neue Erlaubnis")
    services.lists.save_entry(entry)
    person(services, {"res.status": entry.code})

    assert rows_of(table(services, Topic.RESIDENCE)) == {"Neue Erlaubnis": (1,), TOTAL: (1,)}


def test_there_is_no_table_by_country_with_fewer_than_thirty_people(services):
    for _ in range(29):
        person(services, {"person.citizenships": '["SY"]'})
    for internal in (True, False):
        found = table(services, Topic.ORIGIN, internal=internal)
        assert found.is_withheld
        assert found.cells == {}
        assert "weniger als 30" in found.heading.notes

    person(services, {"person.citizenships": '["ER","ET"]'})

    assert rows_of(table(services, Topic.ORIGIN)) == {
        "Syrien": (29,),
        "Eritrea": (1,),
        TOTAL: (30,),
    }
    # To be named alone would tell that there is somebody from there.
    assert rows_of(table(services, Topic.ORIGIN, internal=False)) == {
        "Syrien": (30,),
        TOTAL: (30,),
    }


def test_ten_countries_have_a_row_and_the_rest_is_one(services):
    states = ("SY", "AF", "UA", "TR", "PL", "RO", "ER", "IQ", "IR", "CO", "GE", "SO")
    for place, state in enumerate(states):
        for _ in range(4 if place < 10 else 1):
            person(services, {"person.citizenships": f'["{state}"]'})

    rows = rows_of(table(services, Topic.ORIGIN))

    assert len(rows) == 12
    assert rows["others"] == (2,)
    assert rows[TOTAL] == (42,)


def test_both_definitions_of_migration_stand_side_by_side(services):
    german = {"person.citizenships": '["DE"]', "birth.country": "DE"}
    person(services, {**german, "person.parents_migrated": "one"})
    person(services, {"person.citizenships": '["SY"]', "birth.country": "SY"})
    person(services)

    found = table(services, Topic.MIGRATION)

    assert found.columns == ("migration", "immigration")
    assert rows_of(found) == {
        "yes": (2, 1),
        "one_sided": (0, 1),
        "unknown": (1, 1),
        TOTAL: (3, 3),
    }


def test_talks_are_counted_by_language_and_way_of_interpreting(services):
    for _ in range(10):
        person(
            services,
            {"meta.talk_lang": "ara", "int.mode": "phone", "int.kind": "service"},
            talk={"int.minutes": "60"},
        )
    # A kind that was entered before the way was changed to "none".
    person(services, {"meta.talk_lang": "deu", "int.mode": "none", "int.kind": "pool"})

    talks = table(services, Topic.TALKS)
    kinds = table(services, Topic.INTERPRETERS)

    rows = rows_of(talks)
    languages = partial(services.session.content.wording("de").list_label, "languages")
    by_phone = dict(zip(talks.columns, rows[languages("ara")], strict=True))
    assert by_phone["am Telefon"] == by_phone[TOTAL] == 10
    assert dict(zip(talks.columns, rows[languages("deu")], strict=True))["keine nötig"] == 1
    assert rows_of(kinds) == {"professioneller Dienst": (10,), TOTAL: (10,)}
    assert "600 Minuten in 10 Gesprächen" in kinds.heading.notes


def test_german_is_counted_skill_by_skill(services):
    person(services, {"lang.german": '{"listening":"B1","speaking":"A2"}'})
    person(services, {"lang.german": DECLINED})

    found = table(services, Topic.GERMAN)

    assert found.columns == ("Hören", "Lesen", "Sprechen", "Schreiben")
    assert rows_of(found) == {
        "B1": (1, 0, 0, 0),
        "A2": (0, 0, 1, 0),
        "nicht gefragt": (0, 1, 0, 1),
        "keine Angabe": (1, 1, 1, 1),
        TOTAL: (2, 2, 2, 2),
    }


def test_literacy_has_a_table_of_its_own(services):
    person(services, {"alpha.first": "L4"})

    assert rows_of(table(services, Topic.LITERACY)) == {
        "hat Lesen und Schreiben nicht gelernt": (1,),
        TOTAL: (1,),
    }


def test_school_certificates_are_told_apart_by_what_there_is_to_see(services):
    person(services, {"sch.highest": "S5", "sch.evidence": "original", "sch.isced": "3"})
    # Asked for before somebody said that there was no certificate at all.
    person(services, {"sch.highest": "S0", "sch.evidence": "original"})

    found = table(services, Topic.SCHOOL)

    rows = rows_of(found)
    with_paper = dict(zip(found.columns, rows["Hochschulzugang im Herkunftsland"], strict=True))
    without = dict(zip(found.columns, rows["kein Schulbesuch"], strict=True))
    assert (with_paper["Original ist hier"], with_paper["unstated"]) == (1, 0)
    assert (without["Original ist hier"], without["unstated"]) == (0, 1)
    assert rows_of(table(services, Topic.ISCED))[TOTAL] == (2,)


def test_trainings_and_their_recognition_count_people_not_certificates(services):
    at = "voc.rows/{row}/{question}".format
    answers = {
        at(row="r1", question="voc.level"): "V3",
        at(row="r1", question="voc.done"): "yes",
        at(row="r1", question="voc.recog"): "R4",
        at(row="r2", question="voc.level"): "V5",
        at(row="r2", question="voc.done"): "aborted",
        at(row="r2", question="voc.recog"): "R1",
    }
    person(services, answers, rows=[("voc.rows", "r1"), ("voc.rows", "r2")])
    person(services, {"voc.rows": "0"})
    person(services)

    training, recognition = table(services, Topic.TRAINING), table(services, Topic.RECOGNITION)

    rows = rows_of(training)
    last = {label: numbers[-1] for label, numbers in rows.items()}
    assert last == {
        "Berufsausbildung mit Prüfung": 1,
        "Studium begonnen": 1,
        "keine": 1,
        "nicht gefragt": 1,
        TOTAL: 3,
    }
    # What was asked about a training that was not completed is no answer any more.
    assert rows_of(recognition) == {"Antrag gestellt": (1,), TOTAL: (1,)}


def test_steps_are_counted_by_kind_of_office_and_how_far_they_are(services, player, clock):
    at, cases = "step.rows/{row}/{question}".format, []
    for _ in range(10):
        answers = {
            at(row="r1", question="step.kind"): "school_register",
            at(row="r2", question="step.kind"): "follow_up",
            at(row="r3", question="step.kind"): "counselling",
            at(row="r3", question="step.partner"): str(partner_id("jobcenter")),
            at(row="r4", question="step.kind"): "none",
        }
        case_id, _ = person(services, answers, rows=[("step.rows", f"r{n}") for n in range(1, 5)])
        cases.append(case_id)
    early = table(services, Topic.STEPS)
    clock.forward(minutes=3 * 24 * 60)
    for case_id in cases:
        services.steps.set_state(case_id, "r1", "done")

    found = table(services, Topic.STEPS)

    rows = rows_of(found)
    words = services.session.content.wording("de")
    school = dict(zip(found.columns, rows[words.list_label("partners", "P05")], strict=True))
    jobcenter = dict(zip(found.columns, rows[words.list_label("partners", "P03")], strict=True))
    assert (school["erledigt"], school["offen"]) == (10, 0)
    assert jobcenter["offen"] == 10
    assert rows["no_partner"][-1] == 10
    assert rows[TOTAL][-1] == 30, "that nothing was agreed is no step"
    assert "3 Tage, 10 Schritte" in found.heading.notes
    assert "kein Median unter 10" in early.heading.notes


def test_school_places_are_counted_by_unit_with_the_days_without(services):
    today = services.session.today()
    asked = (today - timedelta(days=21)).isoformat()
    looking = {"reg.wanted": "yes", "reg.asked_on": asked, "addr.municipality": "03154014"}
    for _ in range(10):
        person(services, {**looking, "pu.start": today.isoformat()})
    person(services, looking)
    person(services, {"reg.wanted": "no", "pu.start": today.isoformat()})

    found = table(services, Topic.SCHOOL_PLACES)

    assert found.columns == ("started", "waiting", TOTAL)
    assert rows_of(found) == {"Gemeinde Lehre": (10, 1, 11), TOTAL: (10, 1, 11)}
    assert "21 Tage, 10 Kinder" in found.heading.notes


def test_barriers_can_be_several_and_people_are_counted_once_in_the_total(services):
    person(services, {"course.barrier": '["travel","childcare"]'})
    person(services, {"course.barrier": '["travel"]'})
    person(services, {"course.barrier": DECLINED})

    assert rows_of(table(services, Topic.BARRIERS)) == {
        "Weg oder Fahrkarte": (2,),
        "Kinderbetreuung fehlt": (1,),
        "keine Angabe": (1,),
        TOTAL: (3,),
    }


def test_lines_of_waivers_are_counted_by_what_became_of_them(services, player, talks):
    nurse = player.play(talks["a-nurse"])
    refused = player.play(talks["b-single-name"])
    given = [line for line in nurse.waiver.lines if line.decision]
    services.waivers.withdraw(nurse.waiver.id, [given[0].id], how="oral")

    found = table(services, Topic.WAIVERS)

    assert found.columns == ("asked", "given", "refused", "withdrawn")
    lines = [*nurse.waiver.lines, *refused.waiver.lines]
    assert rows_of(found)[TOTAL] == (len(lines), len(given), len(lines) - len(given), 1)


def test_requests_are_counted_by_kind_and_outcome_with_the_days_to_answer(services, clock):
    for _ in range(10):
        services.requests.register(RequestKind.ACCESS, identity=IdentityCheck.KNOWN)
    clock.forward(minutes=5 * 24 * 60)
    for request in services.requests.all():
        services.requests.answer(request.id, Outcome.WITHDRAWN)
    services.requests.register(RequestKind.COMPLAINT, identity=IdentityCheck.KNOWN)

    found = table(services, Topic.REQUESTS)

    rows = rows_of(found)
    assert dict(zip(found.columns, rows["access"], strict=True))["withdrawn"] == 10
    assert dict(zip(found.columns, rows["complaint"], strict=True))["running"] == 1
    assert "5 Tage, 10 Anträge" in found.heading.notes


# How it is shown.


@pytest.mark.parametrize("topic", Topic)
def test_every_table_says_whom_it_counts_and_how_exact_it_is(services, player, talks, topic):
    player.play(talks["c-minor"])
    today = services.session.today()

    internal, published = table(services, topic), table(services, topic, internal=False)

    scope = f"01.01.{today.year} bis {today:%d.%m.%Y}"
    assert internal.heading.notes[:2] == (scope, "note.internal")
    assert published.heading.notes[:2] == (scope, "note.rounded")
    assert published.is_rounded
    assert all(count % 5 == 0 for count in published.cells.values())
    assert internal.heading.title == topic.name


def test_a_published_statistic_holds_no_exact_number_anywhere(services):
    for _ in range(13):
        person(
            services,
            {"meta.talk_lang": "ara", "int.mode": "phone", "int.kind": "service"},
            talk={"int.minutes": "61"},
        )

    counted = services.statistics.count(wish(services, Topic.INTERPRETERS, internal=False), WORDS)

    assert counted.people == 15
    assert counted.tables[0].count(None) == 15
    assert "795 Minuten in 15 Gesprächen" in counted.tables[0].heading.notes


def test_exact_tables_leave_an_entry_with_their_names_once_and_rounded_ones_none(services):
    person(services)
    today = services.session.today()
    exact = wish(services, Topic.UNITS, Topic.GERMAN)
    for _ in range(2):
        services.statistics.count(exact, WORDS)
    services.statistics.count(wish(services, Topic.UNITS, internal=False), WORDS)

    assert acts(services, "statistics.counted") == [
        f"internal {today.year}-01-01/{today} T1 T5a",
    ]


def test_a_file_for_spreadsheets_holds_labels_numbers_and_notes_and_is_noted(services):
    person(services, {"course.barrier": '["travel"]'})
    today = services.session.today()

    data = services.statistics.export(
        wish(services, Topic.BARRIERS, Topic.UNITS, internal=False), WORDS
    )

    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["T10", "BARRIERS"]
    assert ["Weg oder Fahrkarte", "0"] in rows
    assert [f"01.01.{today.year} bis {today:%d.%m.%Y}"] in rows
    assert rows[rows.index(["T1", "UNITS"]) + 1][:4] == ["unit", "Geschlecht", "0–5", "6–14"]
    assert acts(services, "statistics.saved") == [f"rounded {today.year}-01-01/{today} T10 T1"]


def test_in_a_vault_that_can_only_be_read_tables_are_shown_and_no_file_is_saved(
    services, vaults, vault_path
):
    person(services)
    services.session.close()
    session = vaults.unlock_to_read(vault_path, PASSPHRASE)
    session.advisor = dataclasses.replace(session.advisor, roles=frozenset(Role))
    reading = services_for(session)

    assert table(reading, Topic.BARRIERS).count(None) == 1
    with pytest.raises(NotPermittedError):
        reading.statistics.export(wish(reading, Topic.BARRIERS), WORDS)
    session.close()
