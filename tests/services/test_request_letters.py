"""Letters about requests say what the register says, in German and in the person's language."""

from __future__ import annotations

import dataclasses

import pypdfium2
import pytest

from intake_app.domain.data_rights import (
    ErasureReason,
    IdentityCheck,
    Outcome,
    RequestKind,
    RestrictionGround,
)
from intake_app.domain.office import PaperKind, Role
from intake_app.errors import NotPermittedError
from tests.conftest import PASSPHRASE
from tests.services.waiting import DAY

REASON = "Die Angaben belegen einen laufenden Antrag."


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


@pytest.fixture
def asked(services, nurse):
    """Enters a request of the nurse."""
    number = services.cases.head(nurse.case_id).case.number

    def enter(kind, identity=IdentityCheck.PAPER_SEEN):
        return services.requests.register(kind, case_number=number, identity=identity)

    return enter


def text_of(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join("".join(page.get_textpage().get_text_range()) for page in pages)
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


def rule_of(act):
    with pytest.raises(NotPermittedError) as refused:
        act()
    return refused.value.rule


def test_who_waits_longer_is_told_until_when_and_why(services, nurse, asked):
    request = services.requests.extend(asked(RequestKind.ACCESS).id, "Viele Anträge im Oktober.")

    letter = services.request_letters.answer(request.id)

    text = text_of(letter.data)
    for words in (
        "Wir brauchen mehr Zeit für Ihren Antrag",
        "Auskunft (Art. 15 DSGVO)",
        f"spätestens am {request.due_on:%d.%m.%Y}",
        f"am {request.received_on:%d.%m.%Y} einen Antrag gestellt",
        "Viele Anträge im Oktober.",
        services.office.load().supervisory_authority.split(",")[0],
        services.cases.head(nurse.case_id).display_name.split()[0],
    ):
        assert words in text
    assert (letter.kind, letter.language) == (PaperKind.REQUEST_LETTER, "ar")
    assert letter.number == request.case_number


@pytest.mark.parametrize(
    ("kind", "outcome", "words"),
    [
        (RequestKind.ERASURE, Outcome.REFUSED, "Wir können nicht tun, worum Sie gebeten haben"),
        (RequestKind.RECTIFICATION, Outcome.PARTLY, "einen Teil von dem getan"),
        (RequestKind.OBJECTION, Outcome.REFUSED, "zwingende Gründe"),
        (RequestKind.OBJECTION, Outcome.PARTLY, "einen Teil von dem getan"),
    ],
)
def test_a_refusal_gives_the_reason_and_the_ways_to_complain(
    services, asked, kind, outcome, words
):
    request = services.requests.answer(asked(kind).id, outcome, REASON)

    text = text_of(services.request_letters.answer(request.id).data)

    assert words in text
    assert f"Der Grund: {REASON}" in text
    assert "vor Gericht klagen" in text
    assert "Prinzenstraße" in text or "beschweren" in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (RequestKind.OBJECTION, "Ihr Widerspruch gilt. Wir nutzen Ihre Angaben nicht mehr."),
        (RequestKind.RECTIFICATION, "Wir haben getan, worum Sie gebeten haben."),
    ],
)
def test_who_gets_what_was_asked_for_is_told_so_without_a_complaint(services, asked, kind, words):
    extended = services.requests.extend(asked(kind).id, "Viele Anträge im Oktober.")
    request = services.requests.answer(extended.id, Outcome.GRANTED)

    text = text_of(services.request_letters.answer(request.id).data)

    assert words in text
    assert "Der Grund" not in text
    assert "klagen" not in text


def test_a_name_that_is_typed_stands_on_the_paper_only(services, asked):
    request = services.requests.answer(asked(RequestKind.ACCESS).id, Outcome.GRANTED)

    letter = services.request_letters.answer(request.id, "Kanzlei Zzmuster\n\nZzstraße 1")
    paper = services.papers.send(letter)
    services.papers.came_out(paper.id, letter)

    assert "Kanzlei Zzmuster" in text_of(letter.data)
    with services.session.read() as store:
        assert store.papers.get(paper.id).data is None


def test_nothing_is_written_before_something_was_decided_and_it_is_sure_who_asks(services, asked):
    letters, requests = services.request_letters, services.requests
    request = asked(RequestKind.ACCESS)
    assert rule_of(lambda: letters.answer(request.id)) == "request_open"

    unknown = asked(RequestKind.ACCESS, IdentityCheck.PENDING)
    requests.extend(unknown.id, REASON)
    assert rule_of(lambda: letters.answer(unknown.id)) == "identity_open"

    requests.answer(request.id, Outcome.WITHDRAWN)
    assert rule_of(lambda: letters.answer(request.id)) == "request_over"


def test_after_a_deletion_the_letter_names_nobody_and_is_in_german(services, nurse, asked, clock):
    name = services.cases.head(nurse.case_id).display_name
    request = asked(RequestKind.ERASURE)
    erasure = services.retention.propose(nurse.case_id, ErasureReason.REQUEST)
    clock.forward(minutes=DAY)
    services.retention.confirm(erasure.id, services.session.advisor.slot_id, PASSPHRASE)

    letter = services.request_letters.answer(request.id)

    text = text_of(letter.data)
    assert "Wir haben getan, worum Sie gebeten haben." in text
    assert "An (Name und Anschrift)" in text
    assert not any(part in text for part in name.split())
    assert (letter.case_id, letter.language) == (None, "de")
    assert services.papers.send(letter).case_id is None


def test_who_may_not_see_a_restricted_case_can_still_answer_without_a_name(services, nurse, asked):
    name = services.cases.head(nurse.case_id).display_name
    request = asked(RequestKind.RESTRICTION)
    session = services.session
    session.advisor = dataclasses.replace(session.advisor, roles=frozenset({Role.ADVISOR}))
    services.requests.restrict(nurse.case_id, RestrictionGround.ACCURACY)
    request = services.requests.answer(request.id, Outcome.GRANTED)

    letter = services.request_letters.answer(request.id)

    assert "Einschränkung der Verarbeitung" in text_of(letter.data)
    assert not any(part in text_of(letter.data) for part in name.split())


def test_of_whom_nothing_is_stored_the_letter_has_a_number_of_its_own(services):
    request = services.requests.register(RequestKind.ERASURE, identity=IdentityCheck.KNOWN)
    request = services.requests.answer(request.id, Outcome.REFUSED, "Es ist nichts gespeichert.")

    letter = services.request_letters.answer(request.id)

    assert letter.number == request.letter_number != ""
    assert letter.language == "de"
    assert "Es ist nichts gespeichert." in text_of(letter.data)
