"""A talk as an advisor leads it: answers, corrections, blocks, completion."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.answers import NOT_ASKED, Answer, AnswerState, Evidence, EvidenceKind
from intake_app.errors import InputError, NotPermittedError
from intake_app.form_engine.values import parse
from intake_app.services.services import services_for
from tests.conftest import PASSPHRASE


@pytest.fixture
def talk(services):
    return services.interviews.begin(services.cases.create(), "ar")


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


def reading(services, interview):
    return services.interviews.sheet(interview.id).reading


def test_an_answer_is_there_after_the_vault_was_closed(services, talk, vaults, vault_path):
    services.interviews.answer(talk, "person.sex", Answer(value="female"))
    services.session.close()

    again = services_for(vaults.unlock(vault_path, PASSPHRASE))

    assert reading(again, talk).value("person.sex") == "female"
    again.session.close()


def test_the_office_fills_in_what_it_knows(services, talk):
    answers = reading(services, talk)

    assert answers.value("meta.talk_date") == "2026-11-16"
    assert answers.value("meta.talk_start") == "08:50"
    assert answers.value("meta.kind") == "first"


@pytest.mark.parametrize("adult", ["no", None], ids=["a child", "age unknown"])
def test_a_child_that_interprets_blocks_the_talk(services, talk, adult):
    services.interviews.answer(talk, "int.mode", Answer(value="on_site"))
    answer = Answer(value=adult) if adult else Answer(state=AnswerState.UNKNOWN)
    services.interviews.answer(talk, "int.adult", answer)

    sheet = services.interviews.sheet(talk.id)

    assert "int.adult" in [shown.path for shown in sheet.blocks()]
    with pytest.raises(NotPermittedError):
        services.interviews.complete(talk)


def test_residence_is_asked_only_after_the_notice_on_duties_to_inform(services, talk):
    residence = services.interviews.form.section("A3")
    assert not services.interviews.sheet(talk.id).is_open(residence)

    services.interviews.answer(talk, "meta.duty_notice", Answer(value="true"))

    assert services.interviews.sheet(talk.id).is_open(residence)


def test_an_age_that_crosses_18_asks_for_a_guardian(services, talk):
    path = "birth.value"
    question = services.interviews.form.place_at(path).question
    value = parse(question, "2008", today=services.session.today())
    services.interviews.answer(talk, path, Answer(value=value))

    sheet = services.interviews.sheet(talk.id)

    german = services.session.content.wording("de")
    assert sheet.computed("age", "birth.age_calc", german) == "17–18"
    assert sheet.derived.minor_or_unsure
    assert sheet.is_shown("fam.guardian")


def test_declining_is_a_complete_answer(services, talk):
    assert "person.sex" in services.interviews.sheet(talk.id).missing()

    services.interviews.answer(talk, "person.sex", Answer(state=AnswerState.DECLINED))

    assert "person.sex" not in services.interviews.sheet(talk.id).missing()


def test_a_talk_with_gaps_is_not_completed(services, talk):
    with pytest.raises(NotPermittedError):
        services.interviews.complete(talk)


def test_the_end_that_somebody_wrote_stays_when_the_talk_is_completed(services, nurse):
    assert reading(services, nurse.interview).value("meta.talk_end") == "10:05"


def test_a_full_talk_is_completed_and_leaves_nothing_open(services, nurse):
    sheet = services.interviews.sheet(nurse.interview.id)

    assert nurse.interview.completed_at is not None
    assert sheet.missing() == ()
    assert sheet.left_open() == ()


def test_correcting_a_completed_answer_needs_a_reason_and_keeps_the_old_one(services, nurse):
    path = "job.rows/r1/job.title"
    new = Answer(value="Krankenschwester, Intensivstation")
    with pytest.raises(NotPermittedError):
        services.interviews.answer(nurse.interview, path, new)

    services.interviews.answer(nurse.interview, path, new, reason="Im Zeugnis nachgelesen")

    assert reading(services, nurse.interview).value(path) == new.value
    history = services.interviews.history(nurse.interview, path)
    assert [(change.old.value, change.reason) for change in history] == [
        ("Krankenschwester, chirurgische Station", "Im Zeugnis nachgelesen")
    ]


def test_a_follow_up_talk_shows_the_current_answers_of_the_case(services, nurse):
    second = services.interviews.begin(nurse.case_id, "ar")

    answers = reading(services, second)

    assert answers.value("meta.kind") == "follow_up"
    assert answers.value("person.sex") == "female"
    assert answers.value("int.mode") == ""


def test_a_removed_row_takes_its_answers_out_of_sight_but_not_out_of_history(services, nurse):
    services.interviews.remove_row(nurse.interview, "job.rows", "r2", reason="doppelt")

    sheet = services.interviews.sheet(nurse.interview.id)

    assert sheet.reading.row_ids("job.rows") == ("r1",)
    assert not any(path.startswith("job.rows/r2") for path in sheet.reading.answers)
    history = services.interviews.history(nurse.interview, "job.rows/r2/job.title")
    assert history[0].old.value == "Hilfe in der ambulanten Pflege"


def test_half_typed_input_is_kept_until_it_becomes_an_answer(services, talk):
    services.interviews.keep_draft(talk, "birth.official", "31.02.")
    assert services.interviews.sheet(talk.id).drafts == {"birth.official": "31.02."}

    services.interviews.answer(talk, "birth.official", Answer(value="1992-03-05"))

    assert services.interviews.sheet(talk.id).drafts == {}


@pytest.mark.parametrize("value", ["1992-03-05", "1992-03-06"])
def test_half_typed_input_ends_with_the_same_answer_and_with_another(services, talk, value):
    services.interviews.answer(talk, "birth.official", Answer(value="1992-03-05"))
    services.interviews.keep_draft(talk, "birth.official", "1992-03-0")
    services.interviews.keep_draft(talk, "addr.town", "Helm")

    services.interviews.answer(talk, "birth.official", Answer(value=value))

    assert services.interviews.sheet(talk.id).drafts == {"addr.town": "Helm"}


def test_what_is_filled_in_leaves_alone_what_somebody_half_typed_there(services, talk):
    services.interviews.keep_draft(talk, "sch.isced", "drei")

    services.interviews.answer(talk, "sch.highest", Answer(value="S4"))

    sheet = services.interviews.sheet(talk.id)
    assert sheet.reading.value("sch.isced") == "3"
    assert sheet.drafts == {"sch.isced": "drei"}


def test_a_code_that_is_not_in_the_list_is_refused(services, talk):
    with pytest.raises(InputError):
        services.interviews.answer(talk, "person.sex", Answer(value="unsinn"))

    assert reading(services, talk).value("person.sex") == ""


def test_an_answer_that_no_longer_applies_is_kept_and_removed_on_wish(services, nurse):
    second = services.interviews.begin(nurse.case_id, "ar")
    services.interviews.answer(second, "mob.licence", Answer(value="german"))
    services.interviews.answer(second, "mob.classes", Answer(value='["B"]'))
    services.interviews.answer(second, "mob.licence", Answer(value="none"))

    sheet = services.interviews.sheet(second.id)

    assert "mob.classes" in sheet.hidden_answers()
    assert sheet.display("mob.classes", services.session.content.wording("de")) != ""


def test_every_sample_talk_goes_through_the_form(player, talks, services):
    for talk in talks.values():
        played = player.play(talk)
        assert services.interviews.sheet(played.interview.id).missing() == ()


def test_days_without_a_school_place_count_until_the_first_day(services, player, talks):
    played = player.play(talks["c-minor"])
    german = services.session.content.wording("de")
    sheet = services.interviews.sheet(played.interview.id)

    def days(sheet):
        return sheet.computed("days_without_school", "pu.days_waiting", german)

    assert days(sheet) == "12"
    start = Answer(value=(sheet.today + timedelta(days=3)).isoformat())
    assert days(sheet.with_answer("pu.start", start)) == "15"
    assert days(sheet.with_answer("reg.asked_on", NOT_ASKED)) == ""


SPOKEN = '{"listening":"A2","reading":"NB","speaking":"B1"}'
FOUND = '{"listening":"B1","reading":"A1","speaking":"B1","writing":"A1-"}'


@pytest.fixture
def assess(services, talk):
    """Enter an assessment of a language and return what is shown beside it."""

    def enter(language):
        row = services.interviews.add_row(talk, "asl.rows")
        path = f"asl.rows/{row}"
        services.interviews.answer(talk, f"{path}/asl.lang", Answer(value=language))
        services.interviews.answer(talk, f"{path}/asl.result", Answer(value=FOUND))
        german = services.session.content.wording("de")
        sheet = services.interviews.sheet(talk.id)
        assert sheet.is_shown(f"{path}/asl.diff")
        return sheet.computed("language_deviation", f"{path}/asl.diff", german)

    return enter


def test_what_was_found_stands_beside_what_the_person_says_of_their_german(services, talk, assess):
    stated = Answer(value=SPOKEN, evidence=Evidence(kind=EvidenceKind.STATED))
    services.interviews.answer(talk, "lang.german", stated)

    assert assess("deu") == "Hören: A2 → B1\nSprechen: B1 = B1"
    assert assess("ara") == ""


@pytest.mark.parametrize(
    ("basis", "shown"),
    [("", "Hören: A2 → B1\nSprechen: B1 = B1"), ("self", "Hören: A2 → B1\nSprechen: B1 = B1")]
    + [(basis, "") for basis in ("certificate", "test", "talk")],
)
def test_a_level_from_a_paper_or_a_test_is_no_self_assessment(
    services, talk, assess, basis, shown
):
    row = f"lang.rows/{services.interviews.add_row(talk, 'lang.rows')}"
    services.interviews.answer(talk, f"{row}/lang.language", Answer(value="ara"))
    services.interviews.answer(talk, f"{row}/lang.grid", Answer(value=SPOKEN))
    if basis:
        services.interviews.answer(talk, f"{row}/lang.basis", Answer(value=basis))

    assert assess("ara") == shown


def test_german_that_staff_assessed_is_no_self_assessment(services, talk, assess):
    judged = Answer(value=SPOKEN, evidence=Evidence(kind=EvidenceKind.ASSESSED))
    services.interviews.answer(talk, "lang.german", judged)

    assert assess("deu") == ""


# What follows from other answers.


def put(services, talk, **values):
    for name, value in values.items():
        services.interviews.answer(talk, name.replace("__", "."), Answer(value=value))


def test_the_minutes_of_the_interpreter_follow_from_begin_and_end(services, talk):
    put(services, talk, int__mode="phone", meta__talk_start="09:00", meta__talk_end="10:05")
    assert reading(services, talk).value("int.minutes") == "65"

    put(services, talk, meta__talk_end="10:20")
    assert reading(services, talk).value("int.minutes") == "80"

    put(services, talk, int__minutes="90", meta__talk_end="10:10")
    assert reading(services, talk).value("int.minutes") == "90"


def test_without_an_interpreter_no_minutes_are_counted(services, talk):
    put(services, talk, int__mode="none", meta__talk_start="09:00", meta__talk_end="10:05")

    assert reading(services, talk).value("int.minutes") == ""


def test_the_minutes_are_there_too_when_the_talk_ends_by_its_completion(services, player, talks):
    nurse = talks["a-nurse"]  # from 9:00, completed at 9:10 after the signatures
    begun = {**nurse.answers, "meta.talk_start": "08:00"}
    answers = {k: v for k, v in begun.items() if k not in {"int.minutes", "meta.talk_end"}}

    done = player.play(replace(nurse, answers=answers)).interview

    assert reading(services, done).value("meta.talk_end") == "09:10"
    assert reading(services, done).value("int.minutes") == "70"


@pytest.mark.parametrize(
    ("certificate", "half_years", "level"),
    [
        ("S0", "0", "0"),
        ("S1", "8", "0"),
        ("S1", "9", "1"),
        ("S2", "12", "1"),
        ("S3", "18", "2"),
        ("S5", "24", "3"),
        ("D2", "18", "2"),
        ("D6", "26", "3"),
        ("D1", "18", ""),
    ],
)
def test_a_certificate_proposes_its_level(services, talk, certificate, half_years, level):
    put(services, talk, sch__years=half_years, sch__highest=certificate)

    assert reading(services, talk).value("sch.isced") == level


def test_a_level_that_the_advisor_chose_stays(services, talk):
    put(services, talk, sch__highest="S5", sch__isced="4")
    put(services, talk, sch__highest="S4")

    assert reading(services, talk).value("sch.isced") == "4"


def test_what_rests_on_the_health_consent_is_looked_at_again_after_six_months(services, talk):
    put(services, talk, health__consent="yes")
    assert reading(services, talk).value("health.review") == "2027-05-16"

    put(services, talk, health__consent="no")
    assert reading(services, talk).value("health.review") == ""


def test_the_search_for_a_school_place_begins_today_unless_somebody_says_otherwise(services, talk):
    put(services, talk, reg__wanted="yes")
    assert reading(services, talk).value("reg.asked_on") == "2026-11-16"

    put(services, talk, reg__asked_on="2026-11-02", reg__wanted="yes")
    assert reading(services, talk).value("reg.asked_on") == "2026-11-02"


def test_nothing_follows_in_a_completed_talk(services, nurse):
    services.interviews.answer(
        nurse.interview, "sch.highest", Answer(value="S3"), reason="Zeugnis gesehen"
    )

    assert reading(services, nurse.interview).value("sch.isced") == "3"
