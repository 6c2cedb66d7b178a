"""The state of a waiver, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from intake_app.domain.waiver import WaiverState
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
