"""Answers: one current value per question, history behind it, rows of repeated groups."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.answers import NOT_ASKED, Answer, AnswerChange
from intake_app.errors import NotFoundError
from tests.store.builders import (
    LATER,
    NOW,
    a_case,
    a_stored,
    an_interview,
    every_kind_of_answer,
)


@pytest.mark.parametrize("answer", every_kind_of_answer(), ids=range(8))
def test_an_answer_comes_back_with_state_evidence_and_doubt(vault, case_id, answer):
    stored = a_stored(answer=answer)
    with vault.write() as store:
        assert store.answers.put(case_id, stored)

    with vault.read() as store:
        assert store.answers.of_case(case_id) == {(None, stored.path): stored}
        assert store.answers.get(case_id, None, stored.path) == stored
        assert store.answers.get(case_id, None, "person.salutation") is None


def test_a_moment_without_a_zone_is_refused(vault, case_id):
    naive = a_stored(at=NOW.replace(tzinfo=None))

    with pytest.raises(Exception, match="time zone"), vault.write() as store:
        store.answers.put(case_id, naive)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    path=st.text("abc./_0123456789é%", min_size=1),
)
def test_any_text_comes_back_letter_by_letter(vault, text, path):
    case = a_case()
    with vault.write() as store:
        stored = a_stored(path, text)
        number = store.cases.next_number_seq(2026)
        store.cases.add(case._replace(number=f"HE-26-{number:06}-K"))
        store.answers.put(case.id, stored)

    with vault.read() as store:
        assert store.answers.of_case(case.id) == {(None, path): stored}


def test_the_old_answer_moves_to_the_history_with_the_reason(vault, case_id):
    old = a_stored("name.family", "Kovalenko")
    new = a_stored("name.family", "Kowalenko", by="CD", at=LATER)
    with vault.write() as store:
        store.answers.put(case_id, old)
    with vault.write() as store:
        assert store.answers.put(case_id, new, reason="Schreibweise im Pass")

    with vault.read() as store:
        assert store.answers.of_case(case_id) == {(None, "name.family"): new}
        assert store.answers.history(case_id) == [
            AnswerChange(
                path="name.family",
                old=old.answer,
                replaced_by="CD",
                replaced_at=LATER,
                reason="Schreibweise im Pass",
            )
        ]
        assert store.answers.history(case_id, "name.given") == []


def test_the_history_goes_on_after_a_part_of_it_was_erased(vault, case_id):
    paths = ("name.family", "goal.main", "name.given")
    with vault.write() as store:
        for value in ("first", "second"):
            for path in paths:
                store.answers.put(case_id, a_stored(path, value))
        store.erasing.erase_answers(case_id, {"goal.main", "name.given"})
        store.answers.put(case_id, a_stored("goal.main", "third"))
        store.answers.put(case_id, a_stored("goal.main", "fourth"))

    with vault.read() as store:
        told = [(change.path, change.old.value) for change in store.answers.history(case_id)]
    assert told == [("name.family", "first"), ("goal.main", "third")]


def test_the_same_answer_again_changes_nothing(vault, case_id):
    stored = a_stored()
    with vault.write() as store:
        store.answers.put(case_id, stored)
        assert not store.answers.put(case_id, replace(stored, by="CD", at=LATER))

    with vault.read() as store:
        assert store.answers.of_case(case_id) == {(None, stored.path): stored}
        assert store.answers.history(case_id) == []


def test_a_changed_state_alone_is_a_change(vault, case_id):
    with vault.write() as store:
        store.answers.put(case_id, a_stored(answer=Answer(value="B1")))
        assert store.answers.put(case_id, a_stored(answer=Answer(value="B1", uncertain=True)))

    with vault.read() as store:
        assert [change.old.uncertain for change in store.answers.history(case_id)] == [False]


def test_an_answer_set_back_to_not_asked_is_gone_but_in_the_history(vault, case_id):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
        assert store.answers.put(case_id, a_stored(answer=NOT_ASKED), reason="verklickt")
        assert not store.answers.put(case_id, a_stored(answer=NOT_ASKED))

    with vault.read() as store:
        assert store.answers.of_case(case_id) == {}
        assert [change.old.value for change in store.answers.history(case_id)] == ["female"]


def test_the_same_question_is_kept_apart_for_the_case_and_for_each_talk(vault, case_id):
    first, second = an_interview(case_id), an_interview(case_id, begun_at=LATER)
    with vault.write() as store:
        store.interviews.add(first)
        store.interviews.add(second)
        for talk in (None, first.id, second.id):
            store.answers.put(case_id, a_stored("int.mode", str(talk), interview_id=talk))

    with vault.read() as store:
        found = store.answers.of_case(case_id)

    assert {talk: stored.answer.value for (talk, _), stored in found.items()} == {
        None: "None",
        first.id: str(first.id),
        second.id: str(second.id),
    }


def test_removing_takes_the_question_and_all_below_it_but_no_neighbour(vault, case_id):
    paths = ["job", "job/a", "job/a/b", "job.rows/1/job.title", "jobs", "job0", "job%"]
    with vault.write() as store:
        for path in paths:
            store.answers.put(case_id, a_stored(path))
        removed = store.answers.remove(case_id, None, "job", by="CD", at=LATER, reason="hidden")
    assert removed == 3

    with vault.read() as store:
        left = [path for _, path in store.answers.of_case(case_id)]
        history = store.answers.history(case_id)

    assert sorted(left) == sorted(paths[3:])
    assert {(change.path, change.replaced_by, change.reason) for change in history} == {
        (path, "CD", "hidden") for path in paths[:3]
    }


def test_one_part_of_many_cases_is_read_at_once(vault):
    cases = [a_case(number=f"HE-26-00000{number}-K") for number in range(3)]
    with vault.write() as store:
        for case in cases:
            store.cases.add(case)
            store.answers.put(case.id, a_stored("step.rows/1/step.kind", case.number))
            store.answers.put(case.id, a_stored("step.other", "x"))

    with vault.read() as store:
        found = store.answers.of_cases([cases[0].id, cases[2].id], "step.rows")

    assert {
        case_id: [stored.answer.value for stored in answers] for case_id, answers in found.items()
    } == {case.id: [case.number] for case in (cases[0], cases[2])}


def test_rows_keep_their_order_through_adding_moving_and_removing(vault, case_id):
    with vault.write() as store:
        for row in "abcd":
            store.answers.add_row(case_id, "job.rows", row)
        store.answers.add_row(case_id, "job.rows", "first", position=0)
        store.answers.add_row(case_id, "job.rows", "a")
    with vault.read() as store:
        assert store.answers.rows(case_id, "job.rows") == ["first", "a", "b", "c", "d"]

    with vault.write() as store:
        store.answers.move_row(case_id, "job.rows", "d", 1)
        store.answers.remove_row(case_id, "job.rows", "b", by="AB", at=NOW)

    with vault.read() as store:
        assert store.answers.rows(case_id, "job.rows") == ["first", "d", "a", "c"]
        assert store.answers.rows(case_id, "school.rows") == []


def test_a_removed_row_takes_its_answers_and_inner_rows_to_the_history(vault, case_id):
    with vault.write() as store:
        for row in ("1", "10"):
            store.answers.add_row(case_id, "job.rows", row)
            store.answers.add_row(case_id, f"job.rows/{row}/task.rows", "x")
            store.answers.put(case_id, a_stored(f"job.rows/{row}/job.title", row))
            store.answers.put(case_id, a_stored(f"job.rows/{row}/task.rows/x/task.name", row))
        store.answers.remove_row(case_id, "job.rows", "1", by="CD", at=LATER, reason="doppelt")

    with vault.read() as store:
        assert {path for _, path in store.answers.of_case(case_id)} == {
            "job.rows/10/job.title",
            "job.rows/10/task.rows/x/task.name",
        }
        assert store.answers.all_rows(case_id) == {
            (None, "job.rows"): ["10"],
            (None, "job.rows/10/task.rows"): ["x"],
        }
        assert {change.path for change in store.answers.history(case_id)} == {
            "job.rows/1/job.title",
            "job.rows/1/task.rows/x/task.name",
        }


def test_rows_of_a_talk_are_its_own(vault, case_id):
    talk = an_interview(case_id)
    with vault.write() as store:
        store.interviews.add(talk)
        store.answers.add_row(case_id, "pause.rows", "p", talk.id)

    with vault.read() as store:
        assert store.answers.rows(case_id, "pause.rows", talk.id) == ["p"]
        assert store.answers.rows(case_id, "pause.rows") == []


def test_moving_or_removing_a_row_that_is_not_there_is_refused(vault, case_id):
    with vault.write() as store:
        with pytest.raises(NotFoundError):
            store.answers.move_row(case_id, "job.rows", "x", 0)
        with pytest.raises(NotFoundError):
            store.answers.remove_row(case_id, "job.rows", "x", by="AB", at=NOW)
