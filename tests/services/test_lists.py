"""The lists that an office owns: its entries are offered, printed with their day, and end."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from intake_app.domain.answers import Answer
from intake_app.domain.office_lists import is_old
from intake_app.errors import InputError, NotFoundError
from intake_app.services.sample_talks import partner_id
from intake_app.services.services import services_for
from intake_app.services.slip_drafts import SlipDraft
from tests.conftest import PASSPHRASE
from tests.printing import reading

COURSES = "course_kinds"
NEXT = "course.next"


def add(services, label="Alphakurs der KVHS, vormittags", **changes):
    entry = dataclasses.replace(services.lists.new_entry(COURSES), label=label, **changes)
    services.lists.save_entry(entry)
    return entry


def offered(services, question=NEXT):
    """Return the words that can be chosen today."""
    today = services.session.today()
    german = services.session.content.wording("de")
    asked = services.interviews.form.question(question)
    return [
        german.choice(asked, choice.code) for choice in asked.choices if choice.is_offered(today)
    ]


@pytest.fixture
def talk(services):
    return services.interviews.begin(services.cases.create(), "uk")


def test_an_own_entry_is_offered_in_every_question_of_its_list(services):
    before = offered(services)
    add(services)

    for question in (NEXT, "course.kind"):
        assert "Alphakurs der KVHS, vormittags" in offered(services, question)
    assert set(before) < set(offered(services))


def test_it_stands_above_what_means_something_else_or_nothing(services):
    entry = dataclasses.replace(services.lists.new_entry("recognition_bodies"), label="IHK Harz")
    services.lists.save_entry(entry)
    assert offered(services, "voc.recog_body")[-2:] == ["IHK Harz", "eine andere"]


def test_it_is_there_after_the_vault_was_locked(services, vaults, vault_path):
    add(services)
    services.session.close()
    again = services_for(vaults.unlock(vault_path, PASSPHRASE))
    try:
        assert "Alphakurs der KVHS, vormittags" in offered(again)
    finally:
        again.session.close()


def test_an_answer_names_it_and_shows_it_with_its_day(services, talk):
    entry = add(services, as_of=date(2026, 9, 3))
    services.interviews.answer(talk, NEXT, Answer(value=entry.code))

    sheet = services.interviews.sheet(talk.id)

    wording = services.session.content.wording
    assert sheet.display(NEXT, wording("de")) == (
        "Alphakurs der KVHS, vormittags (Stand \u206809/2026\u2069)"
    )
    assert sheet.display(NEXT, wording("uk")) == (
        "Alphakurs der KVHS, vormittags (станом на \u206809/2026\u2069)"
    )


def test_its_day_is_printed(services, player, talks):
    played = player.play(talks["a-nurse"])
    entry = add(services, as_of=services.session.today())
    talk = services.interviews.begin(played.case_id, "ar")
    services.interviews.answer(talk, NEXT, Answer(value=entry.code))

    paper = services.papers.competence(played.case_id)

    text = " ".join(" ".join(reading.page_texts(paper.data)).split())
    assert f"Alphakurs der KVHS, vormittags (Stand {services.session.today():%m/%Y})" in text


def test_a_talk_with_own_entries_keeps_the_published_form(services, talk):
    """The wording that the vault keeps stays that of the program, whatever an office adds."""
    add(services)
    services.interviews.begin(services.cases.create(), "ar")
    with services.session.read() as store:
        kept = store.wordings.get("competence", services.interviews.form.version)
    assert "Alphakurs" not in kept


def test_an_entry_that_ended_is_not_offered_and_old_answers_still_show_it(services, talk):
    entry = add(services)
    services.interviews.answer(talk, NEXT, Answer(value=entry.code))

    yesterday = services.session.today() - timedelta(days=1)
    services.lists.save_entry(dataclasses.replace(entry, valid_to=yesterday))

    assert entry.label not in offered(services)
    sheet = services.interviews.sheet(talk.id)
    assert entry.label in sheet.display(NEXT, services.session.content.wording("de"))
    assert [one.code for one in services.lists.entries(COURSES)] == [entry.code]


def test_a_shipped_entry_can_end_and_come_back(services):
    assert "Förderkurs" in offered(services)
    yesterday = services.session.today() - timedelta(days=1)

    services.lists.end_shipped(COURSES, "ik_support", yesterday)
    assert "Förderkurs" not in offered(services)

    services.lists.end_shipped(COURSES, "ik_support", None)
    assert "Förderkurs" in offered(services)


def test_own_entries_make_no_translation_a_draft_and_lack_in_none(services):
    before = services.session.content.wording("uk").missing
    add(services)
    assert services.session.content.wording("uk").missing == before == ()


def test_another_vault_does_not_see_them(services, content):
    add(services)
    assert all(not entry.is_own for entry in content.library.lists[COURSES].entries)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"label": "  "}, "required"),
        ({"label": "x" * 121}, "too_long"),
        ({"label": "Kurs 漢"}, "unknown_character"),
        ({"as_of": None}, "required"),
        ({"as_of": date(2100, 1, 1)}, "future_date"),
        ({"valid_from": date(2026, 3, 1), "valid_to": date(2026, 2, 1)}, "order"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused(services, changes, code):
    with pytest.raises(InputError) as refused:
        add(services, **changes)
    assert refused.value.code == code
    assert services.lists.entries(COURSES) == []


def test_lists_that_the_office_does_not_own_take_no_entry(services):
    assert COURSES in [code_list.id for code_list in services.lists.lists()]
    assert "checks" not in [code_list.id for code_list in services.lists.lists()]
    entry = dataclasses.replace(services.lists.new_entry("checks"), label="Neu")
    with pytest.raises(NotFoundError):
        services.lists.save_entry(entry)
    with pytest.raises(NotFoundError):
        services.lists.end_shipped(COURSES, "nothing", None)
    shipped = dataclasses.replace(services.lists.new_entry(COURSES), code="ik_alpha", label="X")
    with pytest.raises(NotFoundError):
        services.lists.save_entry(shipped)


# Hints.


def hint(services, **changes):
    made = dataclasses.replace(
        services.lists.new_hint("res.course_right"),
        text="BAMF: keine neuen Zulassungen.",
        **changes,
    )
    services.lists.save_hint(made)
    return made


def test_a_hint_stands_below_its_question_while_it_holds(services):
    made = hint(services)
    assert services.lists.hints_today() == {"res.course_right": [made]}

    over = dataclasses.replace(made, valid_to=services.session.today() - timedelta(days=1))
    services.lists.save_hint(over)

    assert services.lists.hints_today() == {}
    assert services.lists.hints() == [over]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"question_id": "no.such"}, "required"),
        ({"text": " "}, "required"),
        ({"text": "x" * 601}, "too_long"),
        ({"as_of": date(2100, 1, 1)}, "future_date"),
    ],
)
def test_a_hint_that_is_not_whole_is_refused(services, changes, code):
    made = dataclasses.replace(services.lists.new_hint("res.course_right"), text="Gut")
    with pytest.raises(InputError) as refused:
        services.lists.save_hint(dataclasses.replace(made, **changes))
    assert refused.value.code == code
    assert services.lists.hints() == []


@pytest.mark.parametrize(
    ("as_of", "today", "old"),
    [
        (date(2025, 11, 29), date(2026, 11, 29), False),
        (date(2025, 11, 28), date(2026, 11, 29), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
    ],
)
def test_a_day_is_old_after_a_year(as_of, today, old):
    assert is_old(as_of, today) is old


# Wherever a code of a list leads: papers, slip, hand-over.


def test_own_papers_languages_and_places_go_through_talk_slip_and_hand_over(
    services, player, talks, tmp_path
):
    """No rule of the program may stumble over a code that only this office knows."""
    played = player.play(talks["a-nurse"])
    own = {
        list_id: dataclasses.replace(services.lists.new_entry(list_id), label=label)
        for list_id, label in (
            ("documents", "Bildungsgutschein"),
            ("languages", "Wakhi"),
            ("talk_places", "Familienzentrum"),
            ("occupations", "Imkerei"),
        )
    }
    for entry in own.values():
        services.lists.save_entry(entry)
    talk = services.interviews.begin(played.case_id, "ar")
    services.interviews.answer(talk, "meta.place", Answer(value=own["talk_places"].code))
    row = services.interviews.add_row(talk, "lang.first")
    path = f"lang.first/{row}/lang.first_language"
    services.interviews.answer(talk, path, Answer(value=own["languages"].code))
    row = services.interviews.add_row(talk, "job.rows")
    path = f"job.rows/{row}/job.isco"
    services.interviews.answer(talk, path, Answer(value=own["occupations"].code))
    station = dataclasses.replace(played.slip.stations[0], bring=(own["documents"].code,))
    slip = services.routing.issue(played.case_id, SlipDraft(stations=(station,), language="ar"))

    paper = services.papers.slip(slip.id)
    assert "Bildungsgutschein" in " ".join(reading.page_texts(paper.data))
    profile = " ".join(
        " ".join(reading.page_texts(services.papers.competence(played.case_id).data)).split()
    )
    assert "Wakhi" in profile
    assert "Imkerei" in profile
    assert services.cases.head(played.case_id)
    done = services.handover.export_pdf(played.case_id, partner_id("jobcenter"), tmp_path)
    assert done.path.is_file()
