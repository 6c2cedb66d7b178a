"""The gate compared with an independent, naive statement of its rule (forms 4.3).

The rule is said once more over bare values.  Cases are made by adding few flaws to what is
right: wholly random ones release nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.answers import AnswerState
from intake_app.domain.codes import Category, PartnerId
from intake_app.domain.disclosure import Reason, decide, may_ask, may_tell
from intake_app.domain.waiver import CategoryWithdrawal, Direction
from intake_app.errors import WaiverStateError
from tests.domain.builders import (
    JOBCENTER,
    NOON,
    TODAY,
    a_fact,
    a_line,
    a_signature,
    a_waiver_in_force,
)

PARTNERS = [PartnerId(UUID(int=n)) for n in (3, 5)]
CATEGORIES = [Category.IDENTITY, Category.WORK, Category.APPOINTMENTS, Category.HEALTH]
DAYS = [TODAY + timedelta(days=n) for n in range(-3, 4)]

days = st.sampled_from(DAYS)


def with_flaws(build, *flaws, most=2):
    """Build with at most so many of the given (attribute, value) pairs."""
    chosen = st.lists(st.sampled_from(flaws), max_size=most)
    return chosen.map(lambda pairs: build(**dict(pairs)))


lines = with_flaws(
    lambda **wanted: a_line(**{"categories": frozenset(CATEGORIES), **wanted}),
    ("partner_id", PARTNERS[1]),
    ("decision", False),
    ("decision", None),
    *(("direction", direction) for direction in (*Direction, None)),
    *(("categories", frozenset(CATEGORIES[n:])) for n in range(5)),
    *(("valid_until", day) for day in (*DAYS, None)),
    ("withdrawn_at", NOON),
    *(
        ("withdrawn_categories", tuple(CategoryWithdrawal(category=c, at=NOON) for c in taken))
        for taken in (*((category,) for category in CATEGORIES), CATEGORIES[:2])
    ),
)
lines_of_one = st.lists(lines, min_size=1, max_size=3)
waivers = lines_of_one.flatmap(
    lambda lines: with_flaws(
        lambda **wanted: a_waiver_in_force(*lines, **wanted),
        ("signature", None),
        *(("signature", a_signature(signed_on=day)) for day in DAYS),
        ("copy_handed_at", None),
        ("void_at", NOON),
        ("refused_at", NOON),
        ("replaced_by", UUID(int=9)),
        ("is_minor", True),
        ("is_minor", True),
    )
)
facts = with_flaws(
    a_fact,
    *(("path", path) for path in "abc"),
    *(("category", category) for category in (*CATEGORIES, None)),
    *(("state", state) for state in AnswerState),
    ("hidden", True),
    ("is_free_text", True),
    ("is_address", True),
    ("is_general", True),
    *(("partner_id", partner) for partner in PARTNERS),
    most=3,
)


def naively_gueltig(paper, today):
    return (
        paper.signature is not None
        and paper.signature.signed_on <= today
        and paper.copy_handed_at is not None
        and paper.void_at is None
        and paper.refused_at is None
        and paper.replaced_by is None
    )


def naively_covered(line, paper, category, partner, today, birthday):
    return (
        line.partner_id == partner
        and line.decision is True
        and line.direction in (Direction.TELL, Direction.BOTH)
        and category in line.categories
        and line.valid_until is not None
        and today <= line.valid_until
        and line.withdrawn_at is None
        and category not in [taken.category for taken in line.withdrawn_categories]
        and naively_gueltig(paper, today)
        and not (paper.is_minor and birthday is not None and today >= birthday)
    )


def naively_free(fact, partner, confirmed, protected):
    names_nobody = fact.partner_id is None
    return (
        fact.category not in (None, Category.HEALTH, Category.CHILD_LEVEL)
        and (names_nobody or fact.partner_id == partner)
        and not (fact.category == Category.APPOINTMENTS and names_nobody and not fact.is_general)
        and fact.state == AnswerState.ANSWERED
        and not fact.hidden
        and not (fact.is_address and protected)
        and not (fact.is_free_text and fact.path not in confirmed)
    )


def naively_permitted(fact, papers, partner, today, confirmed, protected, birthday):
    return naively_free(fact, partner, confirmed, protected) and any(
        naively_covered(line, paper, fact.category, partner, today, birthday)
        for paper in papers
        for line in paper.lines
    )


GENERATED = {
    "case": st.lists(facts, max_size=5),
    "papers": st.lists(waivers, min_size=1, max_size=3),
    "partner": st.sampled_from([*PARTNERS[:1] * 3, PARTNERS[1]]),
    "today": days,
    "confirmed": st.sets(st.sampled_from(["a", "b", "c"])),
    "protected": st.booleans(),
    "birthday": st.none() | days,
}


def compare(case, papers, partner, today, confirmed, protected, birthday):
    decision = decide(
        case,
        papers,
        partner,
        today,
        confirmed=confirmed,
        address_protected=protected,
        majority_on=birthday,
    )

    expected = [
        fact
        for fact in case
        if naively_permitted(fact, papers, partner, today, confirmed, protected, birthday)
    ]
    assert list(decision.released) == expected
    assert len(decision.withheld) == len(case) - len(expected)
    assert (decision.refusal is None) == bool(expected)
    assert (decision.valid_until is not None) == bool(expected)


@settings(max_examples=400, deadline=None)
@given(**GENERATED)
def test_the_gate_agrees_with_the_naive_rule(**generated):
    compare(**generated)


@pytest.mark.soak
@settings(max_examples=10_000, deadline=None)
@given(**GENERATED)
def test_the_gate_agrees_with_the_naive_rule_for_very_many_cases(**generated):
    compare(**generated)


@settings(max_examples=150, deadline=None)
@given(
    papers=st.lists(waivers, max_size=3),
    partner=st.sampled_from(PARTNERS),
    category=st.sampled_from(CATEGORIES),
    today=days,
)
def test_withdrawing_everything_closes_both_directions(papers, partner, category, today):
    closed = []
    for paper in papers:
        try:
            closed.append(paper.withdraw(frozenset(), NOON))
        except WaiverStateError:
            closed.append(paper)

    assert not may_tell(closed, partner, category, today)
    assert not may_ask(closed, partner, category, today)


@settings(max_examples=150, deadline=None)
@given(
    case=st.lists(facts, min_size=1, max_size=5),
    papers=st.lists(waivers, max_size=3),
    partner=st.sampled_from(PARTNERS),
    today=days,
)
def test_one_more_withdrawal_never_releases_more(case, papers, partner, today):
    before = decide(case, papers, partner, today)
    after = decide(
        case,
        [
            replace(paper, lines=(replace(paper.lines[0], withdrawn_at=NOON), *paper.lines[1:]))
            for paper in papers
        ],
        partner,
        today,
    )

    assert all(fact in before.released for fact in after.released)


@settings(max_examples=150, deadline=None)
@given(
    papers=st.lists(waivers, min_size=1, max_size=3),
    partner=st.sampled_from(PARTNERS),
    taken=st.sampled_from(CATEGORIES),
    today=days,
)
def test_taking_back_one_category_closes_it_and_changes_no_other(papers, partner, taken, today):
    after = []
    for paper in papers:
        only = {line.id: frozenset({taken}) for line in paper.lines}
        try:
            after.append(paper.withdraw(frozenset(), NOON, only))
        except WaiverStateError:
            after.append(paper)

    for may in (may_tell, may_ask):
        assert not may(after, partner, taken, today)
        for category in set(CATEGORIES) - {taken}:
            before = may(papers, partner, category, today)
            assert may(after, partner, category, today) == before


def test_the_generated_cases_release_and_withhold_for_every_reason():
    seen = set()

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(
        case=st.lists(facts, min_size=1, max_size=5),
        papers=st.lists(waivers, max_size=2),
        protected=st.booleans(),
    )
    def look(case, papers, protected):
        decision = decide(case, papers, JOBCENTER, TODAY, address_protected=protected)
        seen.update(reason for _, reason in decision.withheld)
        seen.update(["released"] if decision.released else [])

    look()

    assert seen == {"released", *Reason}
