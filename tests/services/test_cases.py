"""Cases as a whole: found in any spelling, opened, closed, discarded."""

from __future__ import annotations

import pytest

from intake_app.domain.answers import Answer, ToldBy
from intake_app.domain.case import CaseState, CloseReason
from intake_app.errors import NotFoundError, NotPermittedError


@pytest.fixture
def engineer(player, talks):
    return player.play(talks["d-engineer"])


def names(services, text):
    return [head.display_name for head in services.cases.search(text)]


def test_a_case_is_found_by_every_spelling_number_and_birth_year(services, engineer):
    head = services.cases.head(engineer.case_id)
    spellings = [head.display_name, head.original_name, *head.other_names]
    assert len(spellings) >= 3
    surnames = [spelling.split()[-1] for spelling in spellings if spelling]

    for typed in (*surnames, head.case.number, head.case.number.replace("-", "").lower()):
        assert names(services, typed) == [head.display_name], typed
    assert names(services, str(head.birth_years[0])) == [head.display_name]
    assert names(services, engineer.slip.number) == [head.display_name]
    assert names(services, engineer.waiver.number) == [head.display_name]


def test_the_beginning_of_a_name_is_enough(services, engineer):
    head = services.cases.head(engineer.case_id)

    assert names(services, head.display_name.split()[-1][:3]) == [head.display_name]


def test_without_a_search_the_last_cases_are_shown(services, player, talks):
    for key in ("a-nurse", "c-minor"):
        player.play(talks[key])

    assert len(names(services, "")) == 2


def test_a_second_case_with_the_same_name_is_suggested_but_not_merged(services, player, talks):
    first = player.play(talks["a-nurse"])
    second = player.play(talks["a-nurse"])

    assert [head.case.id for head in services.cases.similar(second.case_id)] == [first.case_id]
    assert len(names(services, "Al-Mithali")) == 2


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


def answers_of(services, case_id):
    """Return the answers that stand in a new case, by path, as its first talk shows them."""
    talk = services.interviews.begin(case_id, "ar")
    reading = services.interviews.sheet(talk.id).reading
    return {path: answer for path, answer in reading.answers.items() if "meta." not in path}


def test_a_child_gets_a_case_of_its_own_with_what_the_household_shares(services, nurse):
    made = services.cases.create_for_child(nurse.case_id, "r1")

    head = services.cases.head(made)
    assert head.display_name == "Sami"
    assert head.birth_years == (2018, 2018)
    given = answers_of(services, made)
    assert {path.rpartition("/")[2] for path in given} == {
        *("name.kind", "name.given", "birth.value", "addr.protected", "addr.kind"),
        *("addr.street", "addr.no", "addr.extra", "addr.zip", "addr.town", "addr.municipality"),
        "contact.lang",
    }
    assert {answer.told_by for answer in given.values()} == {ToldBy.COMPANION}
    assert [child.name for child in services.cases.children(nurse.case_id)] == ["Sami", "Lin"]


def test_a_protected_address_protects_the_child_too(services, nurse):
    talk = services.interviews.begin(nurse.case_id, "ar")
    services.interviews.answer(talk, "addr.protected", Answer(value="true"))

    made = services.cases.create_for_child(nurse.case_id, "r2")

    assert services.cases.head(made).address_protected


def test_there_is_no_case_for_a_child_that_nobody_named(services, nurse):
    with pytest.raises(NotFoundError):
        services.cases.create_for_child(nurse.case_id, "r9")


def test_an_empty_case_is_discarded_with_a_reason_and_keeps_its_number(services):
    case_id = services.cases.create()
    with pytest.raises(NotPermittedError):
        services.cases.discard(case_id, " ")

    services.cases.discard(case_id, "versehentlich angelegt")

    head = services.cases.head(case_id)
    assert head.case.state is CaseState.DISCARDED
    assert services.cases.search("") == []
    again = services.cases.head(services.cases.create())
    assert again.case.number != head.case.number


def test_a_case_with_signed_papers_cannot_be_discarded(services, engineer):
    with pytest.raises(NotPermittedError):
        services.cases.discard(engineer.case_id, "doppelt")


def test_a_closed_case_can_be_opened_again(services, engineer):
    services.cases.close(engineer.case_id, CloseReason.MOVED_AWAY)
    assert services.cases.head(engineer.case_id).case.state is CaseState.CLOSED

    services.cases.reopen(engineer.case_id)

    assert services.cases.head(engineer.case_id).case.state is CaseState.OPEN


def test_the_history_tells_talks_papers_and_what_left(services, engineer, player, talks):
    player.play_follow_up(talks["d-engineer"], engineer)

    kinds = [event.kind for event in services.cases.history(engineer.case_id)]

    assert {"case", "talk", "paper", "waiver", "withdrawal", "slip"} <= set(kinds)


def test_a_single_name_stands_alone(services, player, talks):
    played = player.play(talks["b-single-name"])

    head = services.cases.head(played.case_id)

    assert head.display_name == "Namuna"
    assert head.birth_years == (1985, 1986)
    assert head.needs_interpreter


def test_an_age_that_nobody_asked_for_yet_is_not_certain(services):
    case_id = services.cases.create()

    head = services.cases.head(case_id)

    assert head.age_uncertain
    assert head.birth_years is None
