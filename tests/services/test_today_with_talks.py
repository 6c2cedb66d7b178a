"""The day's page: what goes on and what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta


def test_an_open_talk_can_be_continued_where_it_was(services):
    interview = services.interviews.begin(services.cases.create(), "uk")
    services.interviews.at_section(interview, "A10")

    talk = services.today.load().talks[0]

    assert talk.interview.id == interview.id
    assert talk.interview.section == "A10"


def test_steps_and_slips_become_due(services, player, talks, clock):
    player.play(talks["a-nurse"])
    start = services.session.today()
    assert services.today.load().steps == ()

    clock.move_to(start + timedelta(days=10), "09:00")
    assert [step.kind for step in services.today.load().steps] == ["jobcenter", "course_register"]

    clock.move_to(start + timedelta(days=61), "09:00")
    overdue = services.today.load().slips[0]
    assert (overdue.days, overdue.overdue) == (61, True)


def test_a_waiver_that_ends_soon_is_shown_thirty_days_before(services, player, talks, clock):
    played = player.play(talks["a-nurse"])
    last = played.waiver.lines[0].valid_until

    clock.move_to(last - timedelta(days=31), "09:00")
    assert services.today.load().waivers == ()
    clock.move_to(last - timedelta(days=30), "09:00")

    ending = services.today.load().waivers[0]
    assert (ending.waiver.id, ending.ends_on) == (played.waiver.id, last)


def test_an_office_without_an_address_is_told_so(services):
    assert services.today.load().office_complete
    services.office.save(replace(services.office.load(), street=""))

    assert not services.today.load().office_complete
