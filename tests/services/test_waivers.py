"""The life of a waiver: nothing holds before the copy is handed out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.signing import Check, ExplainedHow, Explanation, OwnSignature, Signature
from intake_app.domain.waiver import Direction, WaiverState
from intake_app.errors import (
    CategoryNotOfferedError,
    NotPermittedError,
    WaiverIncompleteError,
    WaiverStateError,
)
from intake_app.services.sample_talks import partner_id
from tests.services.printing import print_waiver

EXPLAINED = Explanation(
    how=ExplainedHow.INTERPRETED,
    by="MB",
    check=Check.ANSWERED,
    interpreter="Nadim Musterer",
    interpreter_confirmed="signed",
)


@pytest.fixture
def adult(services, player, talks):
    """An adult's case without a waiver."""
    return player.play(replace(talks["a-nurse"], waiver={}, slip={}))


@pytest.fixture
def draft(services, adult):
    waiver = services.waiver_drafts.draft(adult.case_id, "ar")
    partner = services.partners.get(partner_id("jobcenter"))
    line = services.waiver_drafts.new_line(waiver, partner)
    return services.waiver_drafts.save_line(waiver.id, granted(line))


@pytest.fixture
def printed(services, draft):
    services.waivers.prepare(draft.id)
    return print_waiver(services, draft.id)


def granted(line, **changes):
    return replace(
        line,
        decision=True,
        direction=Direction.BOTH,
        categories=frozenset({Category.IDENTITY, Category.LANGUAGES}),
        purposes=frozenset({Purpose.COURSE}),
        **changes,
    )


def signature(services, **changes):
    return Signature(
        **{
            "signed_on": services.session.today(),
            "place": "Musterheide",
            "own": OwnSignature.SIGNED,
            "seen_by": "MB",
            **changes,
        }
    )


def test_nothing_is_ticked_on_a_new_line(services, adult):
    waiver = services.waiver_drafts.draft(adult.case_id, "ar")

    line = services.waiver_drafts.new_line(waiver, services.partners.get(partner_id("jobcenter")))

    assert line.decision is None
    assert not line.categories
    assert not line.purposes
    assert line.direction is None


def test_what_a_partner_must_not_get_cannot_be_ticked(services, draft):
    office = services.partners.get(partner_id("foreigners_office"))
    line = services.waiver_drafts.new_line(draft, office)

    with pytest.raises(CategoryNotOfferedError) as refused:
        services.waiver_drafts.save_line(
            draft.id, replace(granted(line), categories=frozenset({Category.SKILLS}))
        )

    assert refused.value.categories == ("K6",)


def test_a_paper_from_elsewhere_cannot_hold_what_the_partner_must_not_get(services, adult, draft):
    blank = services.papers.blank_waivers(1, "ar")[0]
    office = services.partners.get(partner_id("foreigners_office"))
    line = granted(services.waiver_drafts.new_line(draft, office))

    with pytest.raises(CategoryNotOfferedError):
        services.waivers.enter_paper(
            adult.case_id,
            number=blank.number,
            language="ar",
            printed_on=services.session.today(),
            lines=[replace(line, categories=frozenset({Category.SKILLS}))],
            explanation=EXPLAINED,
            signature=signature(services),
        )


def test_an_unanswered_line_keeps_the_paper_from_being_printed(services, draft):
    partner = services.partners.get(partner_id("iq_network"))
    services.waiver_drafts.save_line(draft.id, services.waiver_drafts.new_line(draft, partner))

    with pytest.raises(WaiverIncompleteError) as refused:
        services.waivers.prepare(draft.id)

    assert "decision" in refused.value.missing


def test_printing_fixes_the_lines(services, printed):
    with pytest.raises(WaiverStateError):
        services.waiver_drafts.save_line(printed.id, printed.lines[0])


def test_a_waiver_holds_only_after_the_copy_was_handed_out(services, printed):
    services.waivers.sign(printed.id, EXPLAINED, signature(services))
    today = services.session.today()
    partner = printed.lines[0].partner_id
    signed = services.waivers.get(printed.id)
    assert services.waivers.state(signed) is WaiverState.SIGNED
    assert not signed.permits(partner, Category.IDENTITY, today)

    held = services.waivers.hand_out_copy(printed.id)

    assert services.waivers.state(held) is WaiverState.IN_FORCE
    assert held.permits(partner, Category.IDENTITY, today)
    assert not held.permits(partner, Category.WORK, today)
    assert held.permits(partner, Category.IDENTITY, held.lines[0].valid_until)
    assert not held.permits(
        partner, Category.IDENTITY, held.lines[0].valid_until + timedelta(days=1)
    )


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"signed_on": -1}, "signed_before_printed"),
        ({"signed_on": 1}, "signed_in_future"),
        ({"own": OwnSignature.MARK}, "witness"),
        ({"own": OwnSignature.NOT_NEEDED}, "own_signature"),
        ({"seen_by": ""}, "seen_by"),
    ],
)
def test_a_signature_that_proves_nothing_is_refused(services, printed, changes, missing):
    if "signed_on" in changes:
        day = services.session.today() + timedelta(days=changes["signed_on"])
        changes = {"signed_on": day}

    with pytest.raises(WaiverIncompleteError) as refused:
        services.waivers.sign(printed.id, EXPLAINED, signature(services, **changes))

    assert missing in refused.value.missing
    assert services.waivers.get(printed.id).signature is None


def test_an_unsure_person_signs_another_day(services, printed):
    unsure = replace(EXPLAINED, check=Check.UNSURE)

    with pytest.raises(WaiverIncompleteError) as refused:
        services.waivers.sign(printed.id, unsure, signature(services))

    assert refused.value.missing == ("check",)


def test_a_misprint_makes_the_number_void_for_ever(services, printed):
    again = services.waivers.misprint(printed.id)
    prepared = services.waivers.prepare(again.id)

    assert services.waivers.state(services.waivers.get(printed.id)) is WaiverState.VOID
    assert prepared.number != printed.number
    assert [line.categories for line in prepared.lines] == [
        line.categories for line in printed.lines
    ]


def test_refusing_is_a_normal_outcome(services, player, talks):
    played = player.play(talks["b-single-name"])

    assert services.waivers.state(played.waiver) is WaiverState.REFUSED
    assert played.interview.completed_at is not None
    assert played.slip is not None


def test_a_minor_signs_with_the_guardian(services, player, talks):
    played = player.play(talks["c-minor"])

    waiver = services.waivers.get(played.waiver.id)

    assert waiver.is_minor
    assert waiver.signature.own is OwnSignature.SIGNED
    assert waiver.signature.guardians[0].evidence_seen.startswith("Bestallung")


def test_a_minor_without_a_guardian_does_not_sign(services, player, talks):
    talk = talks["c-minor"]
    unsigned = {**talk.waiver, "signature": {**talk.waiver["signature"], "guardian": []}}

    with pytest.raises(WaiverIncompleteError) as refused:
        player.play(replace(talk, waiver=unsigned))

    assert "guardian" in refused.value.missing


def test_one_line_is_taken_back_and_the_others_hold(services, player, talks):
    waiver = player.play(talks["a-nurse"]).waiver
    jobcenter, iq = partner_id("jobcenter"), partner_id("iq_network")
    line = next(line for line in waiver.lines if line.partner_id == jobcenter)

    done = services.waivers.withdraw(waiver.id, [line.id], how="phone")

    today = services.session.today()
    assert services.waivers.state(done.waiver) is WaiverState.PARTLY_WITHDRAWN
    assert not done.waiver.permits(jobcenter, Category.IDENTITY, today)
    assert done.waiver.permits(iq, Category.IDENTITY, today)


def test_single_information_is_taken_back_and_kept_as_proof(services, player, talks):
    waiver = player.play(talks["a-nurse"]).waiver
    jobcenter = partner_id("jobcenter")
    line = next(line for line in waiver.lines if line.partner_id == jobcenter)

    done = services.waivers.withdraw(
        waiver.id,
        [line.id],
        only={line.id: frozenset({Category.IDENTITY})},
        how="written",
        ask_deletion=True,
    )

    today = services.session.today()
    assert not done.waiver.permits(jobcenter, Category.IDENTITY, today)
    assert done.waiver.permits(jobcenter, Category.WORK, today)
    (again,) = services.waivers.withdrawals(waiver.id)
    assert again == done
    assert (again.note.how, again.note.ask_deletion) == ("written", True)
    (event,) = [e for e in services.cases.history(waiver.case_id) if e.kind == "withdrawal"]
    assert event.what == "withdrawn_in_part"
    assert line.partner_name in event.detail


def test_everything_is_taken_back_at_once_and_never_revived(services, player, talks):
    waiver = player.play(talks["a-nurse"]).waiver

    done = services.waivers.withdraw(waiver.id, how="oral")

    assert services.waivers.state(done.waiver) is WaiverState.WITHDRAWN
    with pytest.raises(WaiverStateError):
        services.waivers.withdraw(waiver.id, how="oral")


def test_a_blank_form_signed_elsewhere_is_entered_once_under_its_number(services, adult, draft):
    blank = services.papers.blank_waivers(2, "ar")[0]
    entered = services.waivers.enter_paper(
        adult.case_id,
        number=blank.number,
        language="ar",
        printed_on=services.session.today(),
        lines=draft.lines,
        explanation=EXPLAINED,
        signature=signature(services),
    )

    assert entered.number == blank.number
    assert services.waivers.state(entered) is WaiverState.SIGNED
    with pytest.raises(NotPermittedError):
        services.waivers.enter_paper(
            adult.case_id,
            number=blank.number,
            language="ar",
            printed_on=services.session.today(),
            lines=draft.lines,
            explanation=EXPLAINED,
            signature=signature(services),
        )
