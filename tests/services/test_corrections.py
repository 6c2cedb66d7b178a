"""Whoever received an answer that was corrected is told; a dispute keeps both sides."""

from __future__ import annotations

import pytest

from intake_app.domain.answers import Answer
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.services.sample_talks import partner_id
from intake_app.services.steps import INFORM_CORRECTION
from tests.services.test_access import text_of

JOBCENTER = partner_id("jobcenter")
PATH = "voc.rows/r1/voc.title_de"


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


@pytest.fixture
def handed(services, nurse, tmp_path, clock):
    """The nurse, after the job centre received the profile."""
    services.handover.export_pdf(nurse.case_id, JOBCENTER, tmp_path)
    clock.forward(minutes=60)
    return nurse


@pytest.fixture
def correct(services, nurse):
    def with_value(value, path=PATH, reason="falsch verstanden"):
        interview = services.interviews.sheet(nurse.interview.id).interview
        services.interviews.answer(interview, path, Answer(value=value), reason=reason)

    return with_value


def open_steps(services, case_id):
    steps = services.steps.of_case(case_id)
    return [s.partner_id for s in steps if s.is_open and s.kind == INFORM_CORRECTION]


def test_the_old_answer_stays_and_its_receiver_gets_a_step_and_a_notice(services, handed, correct):
    old = services.interviews.sheet(handed.interview.id).reading.value(PATH)

    correct("Hebamme")

    assert open_steps(services, handed.case_id) == [JOBCENTER]
    text = text_of(services.corrections.notice(handed.case_id, JOBCENTER).data)
    assert f"bisher: {old}" in text
    assert "richtig: Hebamme" in text
    assert "Jobcenter" in text
    interview = services.interviews.sheet(handed.interview.id).interview
    (kept,) = services.interviews.history(interview, PATH)
    assert (kept.old.value, kept.reason) == (old, "falsch verstanden")


def test_corrected_twice_the_notice_tells_what_went_and_what_is_right(
    services, handed, correct, clock
):
    old = services.interviews.sheet(handed.interview.id).reading.value(PATH)
    correct("Hebamme")
    clock.forward(minutes=5)
    correct("Altenpflegerin")

    text = text_of(services.corrections.notice(handed.case_id, JOBCENTER).data)

    assert f"bisher: {old}" in text
    assert "richtig: Altenpflegerin" in text
    assert "Hebamme" not in text
    assert open_steps(services, handed.case_id) == [JOBCENTER]


def test_after_a_withdrawal_the_new_answer_is_not_told(services, handed, correct):
    services.waivers.withdraw(handed.waiver.id, how="oral")

    correct("Hebamme")

    text = text_of(services.corrections.notice(handed.case_id, JOBCENTER).data)
    assert "Hebamme" not in text
    assert "Die neue dürfen wir Ihnen nicht mitteilen" in text


def test_what_nobody_received_needs_no_notice(services, handed, correct):
    correct("Neues Ziel", path="goal.main")

    assert services.corrections.to_inform(handed.case_id) == []
    assert open_steps(services, handed.case_id) == []
    with pytest.raises(NotFoundError):
        services.corrections.notice(handed.case_id, JOBCENTER)


def test_a_correction_before_the_hand_over_needs_no_notice(
    services, nurse, correct, clock, tmp_path
):
    correct("Hebamme")
    clock.forward(minutes=60)
    services.handover.export_pdf(nurse.case_id, JOBCENTER, tmp_path)

    assert services.corrections.to_inform(nurse.case_id) == []


def test_a_dispute_keeps_both_answers_until_it_is_settled(services, nurse):
    before = services.interviews.sheet(nurse.interview.id).reading.value("birth.place")
    dispute = services.corrections.dispute(
        nurse.case_id, None, "birth.place", claimed="Aleppo", note="steht falsch im Papier"
    )

    (listed,) = services.corrections.disputes(nurse.case_id)
    assert (listed.claimed, listed.note) == ("Aleppo", "steht falsch im Papier")
    assert services.interviews.sheet(nurse.interview.id).reading.value("birth.place") == before
    services.corrections.settle(nurse.case_id, dispute.id)

    assert services.corrections.disputes(nurse.case_id) == []
    with pytest.raises(NotPermittedError, match="reason_needed"):
        services.corrections.dispute(nurse.case_id, None, "birth.place", claimed=" ")
