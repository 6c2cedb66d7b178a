"""What was deleted is gone: from rows, history, drafts, index, free pages and the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.answers import Answer
from intake_app.domain.case import CaseState, CloseReason
from intake_app.domain.data_rights import (
    Archive,
    ErasureReason,
    HoldKind,
    IdentityCheck,
    Outcome,
    RequestKind,
)
from intake_app.domain.office import Advisor, AdvisorState, Role
from intake_app.domain.retention import RetentionClass, Warned
from intake_app.domain.waiver_rules import add_months
from intake_app.errors import NotFoundError, NotPermittedError, WrongPassphraseError
from tests.conftest import PASSPHRASE
from tests.journeys.marked_demo import marked
from tests.store.raw_pages import PAGE, holding, pages

MARKERS = ("Zzgonefam", "Zzgonegiven", "Zzgonestreet", "Zzgonegoal", "Zzgonetask")
OTHER = ("Zzstayfam", "Zzstaygiven", "Zzstaystreet", "Zzstaygoal", "Zzstaytask")
SECOND = "zweite person mit eigenem langen satz"


@pytest.fixture
def second(services):
    """A second advisor of the same vault."""
    session = services.session
    slot_id = session.folder.add_advisor(session.unlocked, "CD", SECOND)
    with session.write() as store:
        roles = frozenset({Role.ADVISOR})
        store.office.save_advisor(Advisor(slot_id=slot_id, initials="CD", name="C", roles=roles))
    return slot_id


@pytest.fixture
def key(services):
    session = services.session
    return bytes(session.folder.database_key(session.unlocked))


@pytest.fixture
def nurse(player, talks):
    return player.play(marked(talks["a-nurse"], *MARKERS))


def used_in_every_way(services, played, tmp_path):
    """Leave traces of the case wherever the program keeps any."""
    case_id = played.case_id
    services.steps.of_case(case_id)
    interview = services.interviews.begin(case_id, "ar")
    services.interviews.answer(interview, "goal.main", Answer(value="Zzgonenew goal"))
    services.interviews.answer(interview, "goal.main", Answer(value="Zzgonenewer goal"))
    services.interviews.keep_draft(interview, "addr.street", "Zzgonehalf street")
    services.office.keep_draft(f"talk/{interview.id}", "Zzgonetyped page")
    services.office.keep_draft("cases", "Zzgonesearched")
    services.papers.came_out(
        services.papers.send(services.papers.competence(case_id)).id,
        services.papers.competence(case_id),
    )
    services.handover.export_pdf(case_id, played.waiver.lines[0].partner_id, tmp_path, frozenset())


def erase(services, case_id, second, reason=ErasureReason.REQUEST):
    erasure = services.retention.propose(case_id, reason)
    return services.retention.confirm(erasure.id, second, SECOND)


ALL = (*MARKERS, "Zzgonenew", "Zzgonehalf", "Zzgonetyped", "Zzgonesearched")


def test_no_page_of_the_file_or_its_log_holds_a_byte_of_a_deleted_case(
    services, player, talks, nurse, second, key, tmp_path
):
    player.play(marked(talks["d-engineer"], *OTHER))
    used_in_every_way(services, nurse, tmp_path)
    database = services.session.folder.database_path
    assert set(holding(database, key, ALL)) == set(ALL)

    erase(services, nurse.case_id, second)

    assert holding(database, key, ALL) == {}
    assert set(holding(database, key, OTHER)) >= {"Zzstayfam", "Zzstaygiven", "Zzstaystreet"}
    assert sum(1 for _ in pages(database, key)) > 100
    # After the log was emptied only the mark that the file is written anew was wiped.
    assert database.with_name("store.db-wal").stat().st_size < 5 * PAGE


def test_an_erased_case_is_found_by_nothing_and_leaves_its_number_in_the_protocol(
    services, nurse, second
):
    number = services.cases.head(nurse.case_id).case.number

    erasure = erase(services, nurse.case_id, second)

    for typed in (MARKERS[0], number, number.replace("-", ""), nurse.waiver.number):
        assert services.cases.search(typed) == []
    (entry,) = services.retention.protocol()
    assert (entry.case_number, entry.reason) == (number, ErasureReason.REQUEST)
    assert (entry.proposed_by, entry.confirmed_by, entry.alone) == ("MB", "CD", False)
    assert entry.done_at == erasure.done_at
    assert services.retention.proposed() == []
    assert nurse.case_id not in {talk.head.case.id for talk in services.today.load().talks}


def test_a_deletion_needs_a_second_person_with_a_passphrase_of_their_own(services, nurse, second):
    erasure = services.retention.propose(nurse.case_id, ErasureReason.REQUEST)
    own = services.session.advisor.slot_id

    assert [c.initials for c in services.retention.confirmers(erasure)] == ["CD"]
    with pytest.raises(NotPermittedError, match="second_person"):
        services.retention.confirm(erasure.id, own, PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        services.retention.confirm(erasure.id, second, PASSPHRASE)
    assert services.cases.search(MARKERS[0])

    services.retention.confirm(erasure.id, second, SECOND)

    with pytest.raises(NotPermittedError, match="erasure_over"):
        services.retention.confirm(erasure.id, second, SECOND)


@pytest.mark.parametrize(
    ("roles", "state"),
    [
        (frozenset({Role.STATISTICS}), AdvisorState.ACTIVE),
        (frozenset({Role.ADVISOR}), AdvisorState.SUSPENDED),
    ],
)
def test_who_has_no_right_to_it_cannot_confirm(services, nurse, second, roles, state):
    with services.session.write() as store:
        store.office.save_advisor(replace(store.office.advisor(second), roles=roles, state=state))
    erasure = services.retention.propose(nurse.case_id, ErasureReason.REQUEST)

    with pytest.raises(NotPermittedError, match="second_person"):
        services.retention.confirm(erasure.id, second, SECOND)


def test_who_works_alone_confirms_after_a_night(services, nurse, clock):
    erasure = services.retention.propose(nurse.case_id, ErasureReason.REQUEST)
    own = services.session.advisor.slot_id

    with pytest.raises(NotPermittedError, match="one_night"):
        services.retention.confirm(erasure.id, own, PASSPHRASE)
    clock.forward(minutes=21 * 60)
    services.retention.confirm(erasure.id, own, PASSPHRASE)

    assert services.retention.protocol()[0].alone


def test_a_running_request_or_a_legal_dispute_keeps_a_case(services, nurse, second):
    number = services.cases.head(nurse.case_id).case.number
    request = services.requests.register(
        RequestKind.ACCESS, case_number=number, identity=IdentityCheck.KNOWN
    )
    services.requests.hold_for_dispute(nurse.case_id)

    assert set(services.retention.preview(nurse.case_id).holds) == {
        HoldKind.REQUEST,
        HoldKind.LEGAL_DISPUTE,
    }
    with pytest.raises(NotPermittedError, match="held_legal_dispute"):
        services.retention.propose(nurse.case_id, ErasureReason.DUE, archive=Archive.OFFERED)
    services.requests.end_dispute(nurse.case_id)
    with pytest.raises(NotPermittedError, match="held_request"):
        services.retention.propose(nurse.case_id, ErasureReason.DUE, archive=Archive.OFFERED)
    services.requests.answer(request.id, Outcome.GRANTED)

    erasure = services.retention.propose(nurse.case_id, ErasureReason.DUE, archive=Archive.OFFERED)
    services.requests.hold_for_dispute(nurse.case_id)
    with pytest.raises(NotPermittedError, match="held_legal_dispute"):
        services.retention.confirm(erasure.id, second, SECOND)
    assert services.cases.head(nurse.case_id).case.state is CaseState.OPEN


def test_the_request_for_deletion_does_not_stop_it_and_is_answered_by_it(services, nurse, second):
    number = services.cases.head(nurse.case_id).case.number
    services.requests.register(RequestKind.ERASURE, case_number=number)

    erase(services, nurse.case_id, second)

    (request,) = services.requests.all()
    assert (request.outcome, request.case_number) == (Outcome.GRANTED, number)


def test_a_due_case_is_offered_to_the_archive_unless_that_was_decided_in_general(services, nurse):
    with pytest.raises(NotPermittedError, match="archive_open"):
        services.retention.propose(nurse.case_id, ErasureReason.DUE)
    services.office.save(replace(services.office.load(), archive_decided=True))

    erasure = services.retention.propose(nurse.case_id, ErasureReason.DUE)

    assert erasure.archive is Archive.NOT_WORTHY


def test_a_proposal_can_be_turned_down(services, nurse):
    erasure = services.retention.propose(nurse.case_id, ErasureReason.REQUEST)
    with pytest.raises(NotPermittedError, match="proposed"):
        services.retention.propose(nurse.case_id, ErasureReason.REQUEST)

    services.retention.reject(erasure.id)

    assert services.retention.proposed() == services.retention.protocol() == []
    assert services.cases.search(MARKERS[0])


def test_the_preview_counts_what_goes_and_what_stays(services, nurse, tmp_path):
    used_in_every_way(services, nurse, tmp_path)

    preview = services.retention.preview(nurse.case_id)

    assert preview.answers > 50
    assert preview.earlier >= 1
    assert (preview.talks, preview.proofs, preview.hand_overs) == (2, 1, 1)
    assert preview.papers >= 2
    assert preview.proof_until.month == preview.proof_until.day == 1
    assert preview.holds == ()


def test_cases_are_announced_before_they_are_due(services, nurse, clock):
    on = services.session.today()
    assert services.retention.due() == []

    stages = {}
    for days in (300, 310, 352, 366):
        clock.move_to(on + timedelta(days=days), "09:00")
        for due in services.retention.due():
            stages[days] = (due.retention_class, due.warned(services.session.today()))

    assert stages == {
        310: (RetentionClass.CASE, Warned.FIRST),
        352: (RetentionClass.CASE, Warned.LAST),
        366: (RetentionClass.CASE, Warned.DUE),
    }
    assert services.retention.due_count() == 1


def test_closing_later_than_the_last_contact_counts(services, nurse, clock):
    on = services.session.today()
    clock.move_to(on + timedelta(days=200), "09:00")
    services.cases.close(nurse.case_id, CloseReason.DONE)
    clock.move_to(on + timedelta(days=370), "09:00")
    assert services.retention.due() == []
    clock.move_to(on + timedelta(days=570), "09:00")

    (due,) = services.retention.due()

    assert due.warned(services.session.today()) is Warned.DUE


def test_a_case_that_never_became_one_is_due_after_thirty_days(services, clock):
    case_id = services.cases.create()
    clock.move_to(services.session.today() + timedelta(days=31), "09:00")

    (due,) = services.retention.due()

    assert (due.case_id, due.retention_class) == (case_id, RetentionClass.DRAFT)


def test_health_limits_are_due_twelve_months_after_their_entry_and_go_alone(
    services, nurse, second, clock
):
    interview = services.interviews.begin(nurse.case_id, "ar")
    services.interviews.answer(interview, "health.consent", Answer(value="yes"))
    services.interviews.answer(interview, "health.other", Answer(value="Zzgonehealth"))
    clock.move_to(services.session.today() + timedelta(days=366), "09:00")
    services.interviews.begin(nurse.case_id, "ar")
    due = [d for d in services.retention.due() if d.retention_class is RetentionClass.HEALTH]
    assert [d.case_id for d in due] == [nurse.case_id]

    erasure = services.retention.propose(
        nurse.case_id, ErasureReason.DUE, retention_class=RetentionClass.HEALTH
    )
    services.retention.confirm(erasure.id, second, SECOND)

    answers = services.interviews.sheet(interview.id).reading.answers
    assert not [path for path in answers if path in {"health.other", "health.consent"}]
    left = {due.retention_class for due in services.retention.due()}
    assert RetentionClass.HEALTH not in left
    assert services.cases.search(MARKERS[0])


def test_a_childs_level_is_due_six_months_after_a_school_place_was_found(
    services, nurse, second, clock
):
    case_id = nurse.case_id
    interview = services.interviews.begin(case_id, "ar")
    services.interviews.answer(interview, "lvl.consent", Answer(value="yes"))
    row = services.interviews.add_row(interview, "lvl.rows")
    services.interviews.answer(
        interview, f"lvl.rows/{row}/lvl.recommend", Answer(value="Zzgonelevel")
    )

    def levels():
        # The case is worked on, so that only the level is due.
        services.interviews.begin(case_id, "ar")
        return [d for d in services.retention.due() if d.retention_class is RetentionClass.LEVEL]

    clock.move_to(services.session.today() + timedelta(days=200), "09:00")
    assert levels() == []
    services.interviews.answer(interview, "pu.school", Answer(value="Schule am Park"))
    clock.move_to(services.session.today() + timedelta(days=170), "09:00")
    (due,) = levels()
    assert due.warned(services.session.today()) is Warned.LAST

    erasure = services.retention.propose(
        case_id, ErasureReason.DUE, retention_class=RetentionClass.LEVEL
    )
    services.retention.confirm(erasure.id, second, SECOND)

    reading = services.interviews.sheet(interview.id).reading
    assert not [path for path in reading.answers if "lvl.recommend" in path]
    assert reading.value("pu.school") == "Schule am Park"
    assert levels() == []


def test_the_first_day_of_school_counts_where_the_place_was_entered_late(services, nurse, clock):
    interview = services.interviews.begin(nurse.case_id, "ar")
    services.interviews.answer(interview, "lvl.consent", Answer(value="yes"))
    began = services.session.today() + timedelta(days=20)
    clock.move_to(services.session.today() + timedelta(days=120), "09:00")
    services.interviews.answer(interview, "pu.school", Answer(value="Schule am Park"))
    services.interviews.answer(interview, "pu.start", Answer(value=began.isoformat()))
    clock.move_to(began + timedelta(days=170), "09:00")
    services.interviews.begin(nurse.case_id, "ar")

    (due,) = [d for d in services.retention.due() if d.retention_class is RetentionClass.LEVEL]

    assert due.on == add_months(began, 6)


def test_health_limits_go_at_once_when_the_consent_is_taken_back(services, nurse, key):
    interview = services.interviews.begin(nurse.case_id, "ar")
    services.interviews.answer(interview, "health.consent", Answer(value="yes"))
    services.interviews.answer(interview, "health.other", Answer(value="Zzgoneold"))
    services.interviews.answer(interview, "health.other", Answer(value="Zzgonehealth"))
    services.interviews.keep_draft(interview, "health.other", "Zzgonehalfhealth")

    services.interviews.answer(interview, "health.consent", Answer(value="no"))

    database = services.session.folder.database_path
    assert holding(database, key, ("Zzgoneold", "Zzgonehealth", "Zzgonehalfhealth")) == {}
    reading = services.interviews.sheet(interview.id).reading
    assert reading.value("health.consent") == "no"
    assert reading.value("health.other") == ""


def test_proofs_go_when_their_years_are_over(services, nurse, second, clock):
    erase(services, nurse.case_id, second)
    assert services.retention.erase_due_proofs() == 0

    clock.move_to(services.session.today() + timedelta(days=365 * 6), "09:00")

    assert services.retention.erase_due_proofs() == 1
    with pytest.raises(NotFoundError):
        services.cases.head(nurse.case_id)
    assert services.retention.protocol()[0].case_number
