"""What the case says about signing, which offices are proposed, and papers as printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.bundle.recipients import new_own_keys
from intake_app.domain.codes import Category, Purpose
from intake_app.domain.signing import CoSigning, GuardianRole
from intake_app.domain.waiver import Direction
from intake_app.domain.waiver_rules import SignerGroup, add_months
from intake_app.errors import WaiverIncompleteError
from intake_app.printing.pictograms import pictogram
from intake_app.services.sample_talks import partner_id


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


def test_who_interpreted_is_known_from_the_talk(services, nurse):
    case = services.waivers.circumstances(nurse.case_id)

    assert case.group is SignerGroup.ADULT
    assert case.interpreter == "Nadim Musterer, Pool der Sprachmittelnden"
    assert (case.talk.interpreted, case.by_phone) == (True, False)
    assert case.place == "Musterheide"


def test_the_guardian_of_a_minor_is_known_from_the_case(services, player, talks):
    played = player.play(talks["c-minor"])

    case = services.waivers.circumstances(played.case_id)

    assert case.group is SignerGroup.YOUTH
    (guardian,) = case.guardians
    assert (guardian.name, guardian.role) == ("Petra Beispiel", GuardianRole.GUARDIAN)
    assert guardian.evidence_seen == "", "evidence is seen anew at each signing"


def test_an_empty_case_protects_as_a_minor(services):
    case = services.waivers.circumstances(services.cases.create())

    assert case.group is SignerGroup.YOUTH
    assert case.guardians == ()


def test_the_offices_of_open_steps_are_proposed_once(services, nurse):
    waiver = services.waiver_drafts.draft(nurse.case_id, "ar")

    proposed = [partner.id for partner in services.waiver_drafts.proposed(waiver)]
    steps = ("iq_network", "jobcenter", "adult_school", "kita")
    assert proposed == [partner_id(key) for key in steps]

    waiver = services.waiver_drafts.propose(waiver.id)
    assert [line.partner_id for line in waiver.lines] == proposed
    assert all(line.decision is None and not line.categories for line in waiver.lines)
    assert services.waiver_drafts.proposed(waiver) == []


def test_an_office_that_is_closed_is_not_proposed(services, nurse):
    kita = services.partners.get(partner_id("kita"))
    yesterday = services.session.today() - timedelta(days=1)
    services.partners.save(replace(kita, valid_to=yesterday))

    waiver = services.waiver_drafts.draft(nurse.case_id, "ar")

    assert kita.id not in {p.id for p in services.waiver_drafts.proposed(waiver)}


def test_a_line_holds_two_years_at_most_and_less_before_majority(services, nurse, player, talks):
    today = services.session.today()
    adult = services.waiver_drafts.draft(nurse.case_id, "ar")
    assert services.waiver_drafts.latest_end(adult) == add_months(today, 24)

    boy = player.play(talks["c-minor"])
    minor = services.waiver_drafts.draft(boy.case_id, "en")
    assert services.waiver_drafts.latest_end(minor) == min(
        add_months(services.session.today(), 24),
        add_months(birth_of(services, boy), 12 * 18) - timedelta(days=1),
    )


def birth_of(services, played):
    return services.interviews.sheet(played.interview.id).reading.day("birth.official")


def test_a_paper_to_be_entered_is_stored_only_when_it_is_complete(services, nurse):
    waiver = services.waiver_drafts.on_paper(nurse.case_id)

    assert waiver.id not in {w.id for w in services.waivers.of_case(nurse.case_id)}


def prepared(services, case_id, **changes):
    drafts = services.waiver_drafts
    waiver = drafts.draft(case_id, "ar")
    line = drafts.new_line(waiver, services.partners.get(partner_id("iq_network")))
    yes = replace(
        line,
        decision=True,
        direction=Direction.TELL,
        categories=frozenset({Category.COPIES}),
        purposes=frozenset({Purpose.RECOGNITION}),
        **changes,
    )
    drafts.save_line(waiver.id, yes)
    return services.waivers.prepare(waiver.id)


def test_copies_without_named_documents_are_not_printed(services, nurse):
    with pytest.raises(WaiverIncompleteError) as refused:
        prepared(services, nurse.case_id)

    assert refused.value.missing == ("copies",)


def test_named_documents_are_part_of_the_fixed_wording(services, nurse):
    one = prepared(services, nurse.case_id, copies=("DOC-A06",))
    two = prepared(services, nurse.case_id, copies=("DOC-A06", "DOC-A20"))

    assert services.waivers.get(one.id).lines[0].copies == ("DOC-A06",)
    assert one.wording_sha256 != two.wording_sha256


def test_a_printed_waiver_is_shown_as_it_was_printed(services, nurse, clock):
    waiver = prepared(services, nurse.case_id, copies=("DOC-A06",))
    document = services.papers.waiver(waiver.id)
    paper = services.papers.send(document)
    services.papers.came_out(paper.id, document)

    clock.move_to(services.session.today() + timedelta(days=3), "09:00")

    assert services.papers.waiver(waiver.id).data == document.data


def test_the_newest_waiver_and_paper_stand_first(services, nurse, clock):
    clock.forward(minutes=5)
    newer = services.waiver_drafts.draft(nurse.case_id, "ar")
    clock.forward(minutes=5)
    document = services.papers.notice(nurse.case_id)
    services.papers.send(document)

    assert services.waivers.of_case(nurse.case_id)[0].id == newer.id
    assert services.papers.of_case(nurse.case_id)[0].kind is document.kind


def test_a_received_bundle_names_the_sender_as_we_know_it(services, player, nurse, tmp_path):
    jobcenter = partner_id("jobcenter")
    player.give_keys(jobcenter, new_own_keys())
    path = services.handover.export_bundle(nurse.case_id, jobcenter, tmp_path).path

    unknown = services.handover.open(path)
    assert not unknown.is_confirmed
    assert unknown.sender_name == "Anlaufstelle Integration (Beispiel), Landkreis Musterheide"

    with services.session.read() as store:
        own = store.office.own_keys()
    player.give_keys(partner_id("kita"), own)
    known = services.handover.open(path)
    assert known.is_confirmed
    assert known.sender_name == services.partners.get(partner_id("kita")).full_name
    assert [part.name for part in known.documents] == [
        "kompetenzprofil.pdf",
        "erklaerung-auszug-1.pdf",
    ]
    assert known.read("kompetenzprofil.pdf").startswith(b"%PDF-")


def test_everything_on_the_paper_that_a_person_decides_on_is_read_out(services, nurse):
    read = services.waivers.read_aloud(nurse.waiver.id)
    german = services.session.content.wording("de")

    heard = " ".join(sentence.german for sentence in read.sentences)
    for text_id in ("B-T02", "B-T06", "B-T08", "B-T09", "B-T11", "B-T13", "B-T14"):
        assert german.block(text_id) in heard, text_id
    for line in nurse.waiver.lines:
        assert line.partner_name in heard
    assert "16.11.2027" in heard


def test_what_the_legal_carer_declares_is_read_out_for_an_adult_who_cannot(services, nurse):
    waiver = prepared(services, nurse.case_id, copies=("DOC-A05",))
    services.waiver_drafts.set_co_signing(waiver.id, CoSigning.CARER_INSTEAD)

    read = services.waivers.read_aloud(waiver.id)

    assert any("nicht selbst treffen" in sentence.german for sentence in read.sentences)


def test_sentences_are_numbered_and_each_has_its_pictogram(services, nurse):
    read = services.waivers.read_aloud(nurse.waiver.id)

    assert [sentence.number for sentence in read.sentences] == list(
        range(1, len(read.sentences) + 1)
    )
    assert all(pictogram(sentence.sign) for sentence in (*read.sentences, *read.checks))
    assert "Einen Grund brauchen Sie nicht." in {sentence.german for sentence in read.sentences}


def test_the_four_check_questions_come_after_the_sentences(services, nurse):
    read = services.waivers.read_aloud(nurse.waiver.id)
    german, arabic = (services.session.content.wording(tag) for tag in ("de", "ar"))

    assert read.request.german == german.block("C-T00")
    ids = [f"C-T0{number}" for number in range(1, 5)]
    assert [check.german for check in read.checks] == [german.block(text_id) for text_id in ids]
    assert [check.other for check in read.checks] == [arabic.block(text_id) for text_id in ids]


def test_each_sentence_is_there_in_the_language_of_the_paper(services, nurse):
    arabic = services.session.content.wording("ar")
    sentences = services.waivers.read_aloud(nurse.waiver.id).sentences

    assert all(sentence.other for sentence in sentences)
    assert arabic.block("B-T08") in " ".join(sentence.other for sentence in sentences)
    line = next(s.other for s in sentences if nurse.waiver.lines[1].partner_name in s.other)
    assert arabic.block("label.yes") in line.split("\n")
    assert arabic.block("label.tell") in line
    assert arabic.block("label.ask") not in line


def test_a_young_person_hears_that_the_guardian_signs_until_majority(services, player, talks):
    played = player.play(talks["c-minor"])

    read = services.waivers.read_aloud(played.waiver.id)

    german = services.session.content.wording("de")
    heard = " ".join(sentence.german for sentence in read.sentences)
    assert german.block("B-T16") in heard
