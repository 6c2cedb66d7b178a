"""The state of a waiver, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from intake_app.domain.codes import Category
from intake_app.domain.waiver import Obstacle, WaiverState
from intake_app.errors import WaiverStateError
from tests.domain.builders import NOON, TODAY, a_line, a_waiver_in_force


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, WaiverState.IN_FORCE),
        ({"copy_handed_at": None}, WaiverState.SIGNED),
        ({"copy_handed_at": None, "signature": None}, WaiverState.PRINTED),
        (
            {"copy_handed_at": None, "signature": None, "printed_at": None},
            WaiverState.DRAFT,
        ),
        ({"void_at": NOON}, WaiverState.VOID),
        ({"refused_at": NOON}, WaiverState.REFUSED),
        ({"replaced_by": UUID(int=4)}, WaiverState.REPLACED),
    ],
)
def test_the_state_follows_from_the_dates(change, state):
    assert a_waiver_in_force(**change).state(TODAY) is state


def test_a_paper_with_only_no_on_it_is_a_refusal_and_needs_no_copy():
    paper = a_waiver_in_force(a_line(decision=False), copy_handed_at=None)

    assert paper.state(TODAY) is WaiverState.REFUSED


def test_taking_back_one_line_leaves_the_others_in_force():
    paper = a_waiver_in_force(a_line(), a_line(), a_line(decision=False))

    partly = paper.withdraw(frozenset({paper.lines[0].id}), NOON)

    assert partly.state(TODAY) is WaiverState.PARTLY_WITHDRAWN
    assert [line.withdrawn_at for line in partly.lines] == [NOON, None, None]
    assert partly.withdraw(frozenset(), NOON).state(TODAY) is WaiverState.WITHDRAWN


def test_nothing_is_taken_back_twice():
    paper = a_waiver_in_force().withdraw(frozenset(), NOON)

    with pytest.raises(WaiverStateError):
        paper.withdraw(frozenset(), NOON + timedelta(hours=1))


def test_a_paper_is_expired_when_its_last_open_line_is():
    paper = a_waiver_in_force(
        a_line(valid_until=TODAY - timedelta(days=1)), a_line(valid_until=TODAY)
    )

    assert paper.state(TODAY) is WaiverState.IN_FORCE
    assert paper.state(TODAY + timedelta(days=1)) is WaiverState.EXPIRED


LATER = NOON + timedelta(hours=1)


def part_of(paper, *categories):
    return {paper.lines[0].id: frozenset(categories)}


def test_single_information_is_taken_back_and_the_rest_of_the_line_holds():
    line = a_line(
        categories=frozenset({Category.IDENTITY, Category.WORK, Category.HEALTH, Category.COPIES}),
        health_detail="kann nicht schwer heben",
        copies=("DOC-A06",),
    )
    paper = a_waiver_in_force(line)

    partly = paper.withdraw(
        frozenset(), NOON, part_of(paper, Category.WORK, Category.HEALTH, Category.COPIES)
    )

    assert partly.state(TODAY) is WaiverState.PARTLY_WITHDRAWN
    assert partly.permits(line.partner_id, Category.IDENTITY, TODAY)
    for asking in (False, True):
        found = partly.obstacle(partly.lines[0], Category.WORK, TODAY, asking=asking)
        assert found is Obstacle.WITHDRAWN
    remaining = partly.lines[0].remaining
    assert remaining.categories == {Category.IDENTITY}
    assert (remaining.health_detail, remaining.copies) == ("", ())
    assert partly.taken_back_at(NOON) == partly.lines
    assert partly.lines[0].taken_back_at(NOON) == line.categories - {Category.IDENTITY}


def test_a_line_without_its_last_information_is_withdrawn():
    paper = a_waiver_in_force()
    first = paper.withdraw(frozenset(), NOON, part_of(paper, Category.WORK))

    second = first.withdraw(frozenset(), LATER, part_of(paper, Category.IDENTITY))

    assert second.lines[0].withdrawn_at == LATER
    assert second.lines[0].taken_back_at(NOON) == {Category.WORK}
    assert second.lines[0].taken_back_at(LATER) == {Category.IDENTITY}
    assert second.state(TODAY) is WaiverState.WITHDRAWN


@pytest.mark.parametrize("category", [Category.WORK, Category.SCHOOL])
def test_information_that_is_not_open_is_not_taken_back(category):
    """Once is enough, and what was never ticked is nothing to take back."""
    paper = a_waiver_in_force()
    partly = paper.withdraw(frozenset(), NOON, part_of(paper, Category.WORK))

    with pytest.raises(WaiverStateError):
        partly.withdraw(frozenset(), LATER, part_of(paper, category))


@pytest.mark.parametrize(
    ("line", "waiver", "why"),
    [
        ({}, {}, None),
        ({"withdrawn_at": NOON}, {}, Obstacle.WITHDRAWN),
        ({"valid_until": TODAY - timedelta(days=1)}, {}, Obstacle.EXPIRED),
        ({"decision": False}, {}, Obstacle.DECISION_NO),
        ({}, {"copy_handed_at": None}, Obstacle.NOT_IN_FORCE),
        ({}, {"void_at": NOON}, Obstacle.NOT_IN_FORCE),
    ],
)
def test_a_line_holds_or_tells_why_it_does_not(line, waiver, why):
    paper = a_waiver_in_force(a_line(**line), **waiver)

    assert paper.standing(paper.lines[0], TODAY) is why


def test_a_line_of_guardians_holds_no_more_from_the_eighteenth_birthday():
    paper = a_waiver_in_force(is_minor=True)

    assert paper.standing(paper.lines[0], TODAY, majority_on=TODAY) is Obstacle.EXPIRED
    assert paper.standing(paper.lines[0], TODAY, majority_on=TODAY + timedelta(days=1)) is None


def test_papers_about_one_line_have_numbers_of_their_own():
    paper = a_waiver_in_force(a_line(), a_line())

    assert [paper.line_number(line.id) for line in paper.lines] == [
        "SE-26-00012-6.1",
        "SE-26-00012-6.2",
    ]
