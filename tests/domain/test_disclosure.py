"""The gate: what may leave the house, compared with a naive statement of the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.answers import AnswerState
from intake_app.domain.codes import Category, Purpose, WaiverId
from intake_app.domain.disclosure import Reason, decide, may_ask, may_tell
from intake_app.domain.waiver import Direction, WaiverState
from intake_app.errors import DisclosureRefusedError, WaiverStateError
from tests.domain.builders import (
    JOBCENTER,
    NOON,
    SCHOOL,
    TODAY,
    a_fact,
    a_line,
    a_printed_waiver,
    a_signature,
    a_waiver_in_force,
)

EVE = TODAY - timedelta(days=1)


def reason_for(fact, *waivers, partner_id=JOBCENTER, today=TODAY, **options):
    decision = decide([fact], waivers, partner_id, today, **options)
    if decision.released:
        assert decision.released == (fact,)
        assert decision.withheld == ()
        return None
    ((withheld, reason),) = decision.withheld
    assert withheld == fact
    return reason


def test_a_fact_goes_under_a_line_in_force():
    assert reason_for(a_fact(), a_waiver_in_force()) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"decision": False}, Reason.DECISION_NO),
        ({"decision": None}, Reason.DECISION_NO),
        ({"direction": Direction.ASK}, Reason.WRONG_DIRECTION),
        ({"direction": None}, Reason.WRONG_DIRECTION),
        ({"categories": frozenset({Category.IDENTITY})}, Reason.CATEGORY_NOT_COVERED),
        ({"valid_until": EVE}, Reason.EXPIRED),
        ({"valid_until": None}, Reason.NOT_IN_FORCE),
        ({"withdrawn_at": NOON}, Reason.WITHDRAWN),
        ({"partner_id": SCHOOL}, Reason.NO_LINE),
    ],
)
def test_each_flaw_of_the_line_keeps_the_fact_in_the_house(change, reason):
    assert reason_for(a_fact(), a_waiver_in_force(a_line(**change))) is reason


@pytest.mark.parametrize(
    "change",
    [
        {"signature": None},
        {"copy_handed_at": None},
        {"void_at": NOON},
        {"refused_at": NOON},
        {"replaced_by": UUID(int=9)},
        {"printed_at": None, "signature": None, "copy_handed_at": None},
        {"signature": a_signature(signed_on=TODAY + timedelta(days=1))},
    ],
)
def test_each_flaw_of_the_paper_keeps_the_fact_in_the_house(change):
    assert reason_for(a_fact(), a_waiver_in_force(**change)) is Reason.NOT_IN_FORCE


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"category": None}, Reason.NEVER),
        ({"category": Category.HEALTH}, Reason.NEVER_IN_BUNDLE),
        ({"category": Category.CHILD_LEVEL}, Reason.NEVER_IN_BUNDLE),
        ({"state": AnswerState.DECLINED}, Reason.NOT_ANSWERED),
        ({"state": AnswerState.UNKNOWN}, Reason.NOT_ANSWERED),
        ({"state": AnswerState.NOT_ASKED}, Reason.NOT_ANSWERED),
        ({"hidden": True}, Reason.HIDDEN),
        ({"is_free_text": True}, Reason.FREE_TEXT_NOT_CONFIRMED),
        ({"partner_id": SCHOOL}, Reason.OTHER_PARTNER),
        ({"category": Category.APPOINTMENTS, "partner_id": SCHOOL}, Reason.OTHER_PARTNER),
        ({"category": Category.APPOINTMENTS}, Reason.OTHER_PARTNER),
    ],
)
def test_each_flaw_of_the_fact_keeps_it_in_the_house(change, reason):
    everything = a_waiver_in_force(a_line(categories=frozenset(Category)))

    assert reason_for(a_fact(**change), everything) is reason


def test_a_step_goes_to_the_partner_that_it_names():
    waiver = a_waiver_in_force(a_line(categories=frozenset({Category.APPOINTMENTS})))
    step = a_fact(category=Category.APPOINTMENTS, partner_id=JOBCENTER)
    language = a_fact(category=Category.APPOINTMENTS, is_general=True)

    assert reason_for(step, waiver) is None
    assert reason_for(language, waiver) is None


def test_a_protected_address_stays_even_under_a_line_that_covers_it():
    street = a_fact(category=Category.IDENTITY, is_address=True)

    assert reason_for(street, a_waiver_in_force()) is None
    assert (
        reason_for(street, a_waiver_in_force(), address_protected=True) is Reason.ADDRESS_PROTECTED
    )


def test_a_free_text_goes_once_it_was_confirmed_itself():
    text = a_fact(is_free_text=True)

    assert reason_for(text, a_waiver_in_force(), confirmed={text.path}) is None
    assert (
        reason_for(text, a_waiver_in_force(), confirmed={"job.rows"})
        is Reason.FREE_TEXT_NOT_CONFIRMED
    )


def test_confirming_a_free_text_does_not_open_the_gate():
    text = a_fact(is_free_text=True)
    closed = a_waiver_in_force(a_line(decision=False))

    assert reason_for(text, closed, confirmed={text.path}) is Reason.DECISION_NO


def test_a_line_holds_on_its_last_day_and_no_longer():
    waiver = a_waiver_in_force(a_line(valid_until=TODAY))

    assert reason_for(a_fact(), waiver) is None
    assert reason_for(a_fact(), waiver, today=TODAY + timedelta(days=1)) is Reason.EXPIRED


def test_what_guardians_signed_ends_at_midnight_of_the_18th_birthday():
    waiver = a_waiver_in_force(is_minor=True)
    birthday = TODAY + timedelta(days=30)

    assert reason_for(a_fact(), waiver, today=birthday - timedelta(days=1)) is None
    last = decide([a_fact()], [waiver], JOBCENTER, TODAY, majority_on=birthday)
    assert last.valid_until == birthday - timedelta(days=1)
    assert reason_for(a_fact(), waiver, today=birthday, majority_on=birthday) is Reason.EXPIRED


def test_what_an_adult_signed_knows_no_birthday():
    assert reason_for(a_fact(), a_waiver_in_force(), majority_on=date(2010, 1, 1)) is None


def test_a_new_paper_opens_what_an_old_one_closed():
    old = a_waiver_in_force(a_line(withdrawn_at=NOON))

    assert reason_for(a_fact(), old, a_waiver_in_force()) is None


@pytest.mark.parametrize(
    "beside",
    [
        a_printed_waiver(a_line(decision=False)),
        a_waiver_in_force(a_line(decision=False), void_at=NOON),
        a_waiver_in_force(a_line(withdrawn_at=NOON), replaced_by=WaiverId(UUID(int=9))),
    ],
    ids=["never signed", "a misprint", "replaced"],
)
def test_what_the_person_did_not_sign_or_no_longer_holds_is_not_told_as_the_reason(beside):
    in_force = a_waiver_in_force(a_line(categories=frozenset({Category.SCHOOL})))

    assert reason_for(a_fact(), in_force, beside) is Reason.CATEGORY_NOT_COVERED


def test_withdrawing_is_the_reason_that_wins_and_tells_its_moment():
    papers = [
        a_waiver_in_force(a_line(valid_until=EVE)),
        a_waiver_in_force(a_line(withdrawn_at=NOON)),
        a_waiver_in_force(a_line(decision=False)),
    ]

    decision = decide([a_fact(), a_fact(path="x", category=None)], papers, JOBCENTER, TODAY)

    assert decision.refusal is Reason.WITHDRAWN
    with pytest.raises(DisclosureRefusedError) as caught:
        decision.require_release()
    assert caught.value.reason == "withdrawn"
    assert caught.value.on == NOON


def test_of_several_withdrawals_the_last_is_told():
    later = NOON + timedelta(days=2)
    papers = [
        a_waiver_in_force(a_line(withdrawn_at=later)),
        a_waiver_in_force(a_line(withdrawn_at=NOON)),
    ]

    assert decide([a_fact()], papers, JOBCENTER, TODAY).dates[Reason.WITHDRAWN] == later


def test_an_expired_line_tells_its_last_day():
    decision = decide([a_fact()], [a_waiver_in_force(a_line(valid_until=EVE))], JOBCENTER, TODAY)

    with pytest.raises(DisclosureRefusedError) as caught:
        decision.require_release()

    assert (caught.value.reason, caught.value.on) == ("expired", EVE)


def test_a_withdrawn_line_counts_only_for_what_it_had_covered():
    withdrawn = a_waiver_in_force(
        a_line(categories=frozenset({Category.SCHOOL}), withdrawn_at=NOON)
    )

    assert reason_for(a_fact(), withdrawn) is Reason.CATEGORY_NOT_COVERED


def test_without_any_line_the_refusal_says_so():
    decision = decide([a_fact()], [], JOBCENTER, TODAY)

    assert decision.refusal is Reason.NO_LINE
    with pytest.raises(DisclosureRefusedError):
        decision.require_release()


def test_an_empty_case_is_refused_because_nothing_is_answered():
    decision = decide([], [a_waiver_in_force()], JOBCENTER, TODAY)

    assert decision.refusal is Reason.NOT_ANSWERED


def test_something_released_is_not_refused():
    decision = decide([a_fact()], [a_waiver_in_force()], JOBCENTER, TODAY)

    assert decision.refusal is None
    decision.require_release()


def test_the_decision_names_the_papers_purposes_and_the_first_end():
    first = a_waiver_in_force(
        a_line(
            valid_until=TODAY + timedelta(days=9),
            purposes=frozenset({Purpose.COURSE, Purpose.OTHER}),
            purpose_other="Fahrrad",
        )
    )
    second = a_waiver_in_force(
        a_line(categories=frozenset({Category.SCHOOL})),
        created_at=NOON + timedelta(hours=1),
    )
    unused = a_waiver_in_force(a_line(partner_id=SCHOOL))

    decision = decide(
        [a_fact(), a_fact(path="school", category=Category.SCHOOL)],
        [second, unused, first],
        JOBCENTER,
        TODAY,
    )

    assert decision.waiver_ids == (first.id, second.id)
    assert decision.lines == ((first, first.lines[0]), (second, second.lines[0]))
    assert decision.purposes == {Purpose.COURSE, Purpose.OTHER, Purpose.WORK}
    assert decision.purpose_others == ("Fahrrad",)
    assert decision.valid_until == TODAY + timedelta(days=9)
    assert decision.categories == {Category.WORK, Category.SCHOOL}


def test_of_a_paper_only_the_lines_used_now_are_named():
    used = a_line()
    paper = a_waiver_in_force(
        used,
        a_line(withdrawn_at=NOON),
        a_line(valid_until=EVE),
        a_line(categories=frozenset({Category.HEALTH})),
        a_line(partner_id=SCHOOL),
    )

    assert decide([a_fact()], [paper], JOBCENTER, TODAY).lines == ((paper, used),)


def test_asking_needs_a_line_in_the_other_direction():
    tell = a_waiver_in_force(a_line(direction=Direction.TELL))
    ask = a_waiver_in_force(a_line(direction=Direction.ASK))

    assert may_tell([tell], JOBCENTER, Category.WORK, TODAY)
    assert not may_ask([tell], JOBCENTER, Category.WORK, TODAY)
    assert may_ask([ask], JOBCENTER, Category.WORK, TODAY)
    assert not may_tell([ask], JOBCENTER, Category.WORK, TODAY)
    assert not may_ask([], JOBCENTER, Category.WORK, TODAY)
    assert not may_ask([ask], SCHOOL, Category.WORK, TODAY)
    assert not may_tell([tell], SCHOOL, Category.WORK, TODAY)


def test_a_line_about_health_permits_the_spoken_word_only():
    waiver = a_waiver_in_force(a_line(categories=frozenset({Category.HEALTH})))

    assert may_tell([waiver], JOBCENTER, Category.HEALTH, TODAY)
    assert (
        reason_for(a_fact(category=Category.HEALTH, is_general=True), waiver)
        is Reason.NEVER_IN_BUNDLE
    )


def test_a_signed_paper_taken_back_before_the_copy_never_comes_into_force():
    signed = a_waiver_in_force(copy_handed_at=None)

    withdrawn = replace(signed.withdraw(frozenset(), NOON), copy_handed_at=NOON)

    assert withdrawn.state(TODAY) is WaiverState.WITHDRAWN
    assert reason_for(a_fact(), withdrawn) is Reason.WITHDRAWN


def test_what_was_never_signed_cannot_be_taken_back():
    with pytest.raises(WaiverStateError):
        a_printed_waiver().withdraw(frozenset(), NOON)
