"""The answer to a request for access: whole, in plain words, silent about other people."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta

import pypdfium2
import pytest

from intake_app.domain.answers import Answer, ToldBy
from intake_app.domain.data_rights import IdentityCheck, RequestKind
from intake_app.domain.office import PaperKind, Role
from intake_app.domain.slip import Mark, MarkKind
from intake_app.errors import NotPermittedError
from intake_app.services.sample_talks import partner_id
from tests.bundle.builders import a_pdf

INTERPRETER = "Zzinterpreter 4711"


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


@pytest.fixture
def request_(services, nurse):
    number = services.cases.head(nurse.case_id).case.number
    return services.requests.register(
        RequestKind.ACCESS, case_number=number, identity=IdentityCheck.PAPER_SEEN
    )


def text_of(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join("".join(page.get_textpage().get_text_range()).replace("\r\n", " ")
                    for page in pages)  # fmt: skip


def test_everything_that_is_stored_is_told_on_paper_and_as_data(
    services, nurse, request_, tmp_path
):
    interview = services.interviews.sheet(nurse.interview.id).interview
    services.interviews.answer(
        interview, "goal.main", Answer(value="Neues Ziel"), reason="Schreibfehler"
    )
    services.interviews.keep_draft(interview, "addr.street", "Halbe Straße")
    services.interviews.answer(
        interview,
        "birth.place",
        Answer(value="Homs an der Quelle", told_by=ToldBy.COMPANION),
        reason="genauer",
    )
    services.handover.export_pdf(nurse.case_id, partner_id("jobcenter"), tmp_path)

    answer = services.access.prepare(request_.id)

    data = json.loads(answer.data)
    stored = services.interviews.sheet(nurse.interview.id)
    told = {entry["path"] for entry in data["answers"]}
    assert {path for path in stored.reading.answers if path.rpartition("/")[2] in stored.form} - (
        told
    ) == set()
    by_path = {entry["path"]: entry for entry in data["answers"]}
    assert by_path["goal.main"]["value"] == "Neues Ziel"
    assert "Begleitperson" in by_path["birth.place"]["source"]
    assert "Schreibfehler" in {entry["reason"] for entry in data["earlier_answers"]}
    assert data["half_typed"] == [{"question": "Straße", "text": "Halbe Straße"}]
    assert data["recipients"][0]["to"].startswith("Jobcenter")
    assert data["recipients"][0]["categories"]
    assert data["permissions"][0]["number"] == nurse.waiver.number
    assert data["retention"]["delete_on"] == "2027-11-16"
    assert data["controller"]["supervisory_authority"]
    text = text_of(answer.document.data)
    for words in ("Neues Ziel", "Homs an der Quelle", "von einer Begleitperson gesagt",
                  "Schreibfehler", "Halbe Straße", "Jobcenter", "16.11.2027",
                  nurse.waiver.number, "Ihren Ausweis gesehen", "صفحة"):  # fmt: skip
        assert words in text


def test_what_is_about_somebody_else_is_blacked_out_in_both_and_said_so(services, nurse, request_):
    interview = services.interviews.sheet(nurse.interview.id).interview
    for value in (INTERPRETER, "Zzsecondname"):
        services.interviews.answer(interview, "int.name", Answer(value=value), reason="x")
    services.interviews.keep_draft(interview, "int.name", "Zzhalfname")

    answer = services.access.prepare(request_.id)

    text = text_of(answer.document.data)
    for hidden in (INTERPRETER, "Zzsecondname", "Zzhalfname"):
        assert hidden not in text
        assert hidden.encode() not in answer.data
    assert "geschwärzt: andere Person" in text
    (entry,) = [e for e in json.loads(answer.data)["answers"] if e["path"] == "int.name"]
    assert (entry["blanked"], entry["value"]) == (True, None)


def test_what_the_sections_about_family_and_school_tell_of_others_is_marked(services):
    third = {
        question.id for question in services.interviews.form.questions() if question.third_person
    }

    assert third >= {
        "guardian.phone",
        "guardian.address",
        "guardian.language",
        "guardian.interpreter",
        "fam.legal_carer_contact",
        "pu.siblings",
        "lvl.by",
    }


def test_nothing_is_told_before_it_is_sure_who_asks(services, nurse):
    number = services.cases.head(nurse.case_id).case.number
    request = services.requests.register(RequestKind.ACCESS, case_number=number)
    nobody = services.requests.register(RequestKind.ACCESS, identity=IdentityCheck.KNOWN)

    with pytest.raises(NotPermittedError, match="identity_open"):
        services.access.prepare(request.id)
    with pytest.raises(NotPermittedError, match="no_case"):
        services.access.prepare(nobody.id)


def test_the_files_carry_the_number_and_no_name(services, nurse, request_, tmp_path):
    name = services.cases.head(nurse.case_id).display_name
    answer = services.access.prepare(request_.id)

    pdf, data = services.access.save(answer, tmp_path)

    assert pdf.read_bytes() == answer.document.data
    assert data.read_bytes() == answer.data
    assert sorted(file.name for file in tmp_path.glob("auskunft-*")) == [data.name, pdf.name]
    assert not any(part in pdf.name for part in name.split())


def test_the_person_gets_the_scans_themselves(services, nurse, request_, tmp_path):
    scanned = a_pdf()
    scan = services.attachments.add(
        nurse.case_id,
        scanned,
        document="DOC-A06",
        reason="für die Anerkennung",
        delete_on=services.session.today() + timedelta(days=30),
        consented=True,
    )
    answer = services.access.prepare(request_.id)

    *_, copy = services.access.save(answer, tmp_path)

    assert copy.suffix == ".pdf"
    assert copy.read_bytes() == scanned
    (told,) = json.loads(answer.data)["copies"]
    assert (told["sha256"], told["reason"]) == (scan.sha256, "für die Anerkennung")


def test_what_offices_marked_on_slips_and_what_is_noted_of_it_is_told(services, nurse, request_):
    station = nurse.slip.stations[0]
    services.routing.record_mark(
        nurse.slip.id,
        station.id,
        Mark(
            kind=MarkKind.DOCUMENT_MISSING,
            marked_on=services.session.today(),
            missing=("DOC-A06",),
            entered_by="MB",
            entered_at=services.session.now(),
        ),
    )
    services.routing.note_result(nurse.slip.id, station.id, "Zzinternal: ruft noch einmal an")

    answer = services.access.prepare(request_.id)

    text = text_of(answer.document.data)
    missing = services.session.content.wording("de").list_label("documents", "DOC-A06")
    for words in ("Zzinternal", "Unterlage fehlt", missing.split()[0], station.partner_name[:9]):
        assert words in text
    told = json.loads(answer.data)["slips"][0]["stations"][0]
    assert told["result_internal"].startswith("Zzinternal")
    assert told["mark"] == "document_missing"


def test_how_a_permission_was_signed_is_told_and_others_by_their_role_only(
    services, player, talks
):
    played = player.play(talks["c-minor"])
    number = services.cases.head(played.case_id).case.number
    request = services.requests.register(
        RequestKind.ACCESS, case_number=number, identity=IdentityCheck.REPRESENTATIVE
    )
    guardians = played.waiver.signature.guardians
    assert guardians

    answer = services.access.prepare(request.id)

    (told,) = json.loads(answer.data)["permissions"]
    assert told["co_signed_as"] == [guardian.role.value for guardian in guardians]
    assert told["signed_on"] == played.waiver.signature.signed_on.isoformat()
    assert {line["direction"] for line in told["lines"]} <= {"tell", "ask", "both", None}
    text = text_of(answer.document.data)
    signed = text.rpartition("Ihre Erlaubnisse")[2].partition("Laufzettel und was")[0]
    assert "mit unterschrieben" in signed
    assert not any(guardian.name in signed for guardian in guardians)


def test_requests_and_restrictions_are_told_too(services, nurse, request_):
    services.requests.hold_for_dispute(nurse.case_id)

    answer = services.access.prepare(request_.id)

    data = json.loads(answer.data)
    assert [one["kind"] for one in data["requests"]] == ["access"]
    assert [one["kind"] for one in data["holds"]] == ["legal_dispute"]
    text = text_of(answer.document.data)
    assert "Löschung ausgesetzt" in text
    assert f"{request_.received_on:%d.%m.%Y}" in text


def test_a_person_who_gave_nothing_away_reads_that_nobody_got_anything(services, player, talks):
    played = player.play(talks["d-engineer"])
    number = services.cases.head(played.case_id).case.number
    request = services.requests.register(
        RequestKind.ACCESS, case_number=number, identity=IdentityCheck.KNOWN
    )

    answer = services.access.prepare(request.id)

    assert "keiner Stelle Angaben über Sie gegeben" in text_of(answer.document.data)
    assert json.loads(answer.data)["recipients"] == []


# Counted tables are about nobody, so no access copy tells of them.
@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind is not PaperKind.STATISTICS])
def test_every_kind_of_paper_has_a_name_in_an_access_copy(content, kind):
    assert content.wording("de").block(f"R-K.{kind.value}")


def test_a_disputed_answer_is_told_with_both_sides(services, nurse, request_):
    services.corrections.dispute(
        nurse.case_id, None, "birth.place", claimed="Aleppo", note="falsch im Papier"
    )

    answer = services.access.prepare(request_.id)

    text = text_of(answer.document.data)
    assert "Sie sagen: Aleppo" in text
    assert "falsch im Papier" in text
    (told,) = json.loads(answer.data)["disputes"]
    assert told["claimed"] == "Aleppo"


# A request of somebody of whom nothing is stored.


@pytest.fixture
def from_a_stranger(services):
    return services.requests.register(RequestKind.ACCESS, identity=IdentityCheck.PAPER_SEEN)


def test_a_stranger_gets_a_letter_that_nothing_is_stored(services, from_a_stranger):
    letter = services.access.nothing_stored(
        from_a_stranger.id, "Frau Olena Fremdling\n\n Musterstraße 5 \n38350 Helmstedt"
    )

    text = text_of(letter.data)
    assert "Zu Ihrer Person ist bei uns nichts gespeichert." in text
    assert "Frau Olena Fremdling" in text
    assert f"{from_a_stranger.received_on:%d.%m.%Y}" in text
    assert services.office.load().supervisory_authority.split(",")[0] in text
    assert (letter.kind, letter.case_id, letter.language) == (
        PaperKind.NOTHING_STORED,
        None,
        "de",
    )


def test_the_name_of_a_stranger_stands_on_the_paper_only(services, from_a_stranger):
    letter = services.access.nothing_stored(from_a_stranger.id, "Frau Olena Fremdling")
    paper = services.papers.send(letter)
    services.papers.came_out(paper.id, letter)

    assert "Fremdling" not in letter.number
    with services.session.read() as store:
        assert store.papers.get(paper.id).data is None
        entries = store.journal.entries(limit=2)
    assert [(entry.act, entry.object_id) for entry in entries] == [
        ("paper.printed", f"nothing_stored {letter.number}"),
        ("paper.sent", f"nothing_stored {letter.number}"),
    ]


def test_without_a_name_the_letter_has_lines_to_write_on(services, from_a_stranger):
    letter = services.access.nothing_stored(from_a_stranger.id)

    assert "An (Name und Anschrift)" in text_of(letter.data)


def test_who_was_not_identified_learns_not_even_that_nothing_is_stored(services):
    request = services.requests.register(RequestKind.ACCESS)

    with pytest.raises(NotPermittedError) as refused:
        services.access.nothing_stored(request.id)

    assert refused.value.rule == "identity_open"


def test_of_whom_something_is_stored_gets_no_such_letter(services, request_):
    with pytest.raises(NotPermittedError) as refused:
        services.access.nothing_stored(request_.id)

    assert refused.value.rule == "has_case"


def test_data_protection_alone_can_print_the_answers(services, from_a_stranger):
    session = services.session
    session.advisor = dataclasses.replace(session.advisor, roles=frozenset({Role.PRIVACY}))

    letter = services.access.nothing_stored(from_a_stranger.id)

    assert services.papers.send(letter).number == letter.number
