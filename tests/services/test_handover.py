"""What leaves the house: exactly what a line in force allows, and never after it ended."""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from intake_app.bundle.case_document import read_case
from intake_app.bundle.recipients import new_own_keys
from intake_app.domain.answers import Answer
from intake_app.domain.codes import Category
from intake_app.domain.office import DisclosureState
from intake_app.errors import (
    BundleDamagedError,
    BundleNotForUsError,
    DisclosureRefusedError,
    NotPermittedError,
    StorageFailingError,
)
from intake_app.services.sample_talks import partner_id
from tests.printing.reading import page_texts
from tests.services.printing import print_waiver

JOBCENTER, IQ = partner_id("jobcenter"), partner_id("iq_network")


@pytest.fixture
def keys(player):
    keys = new_own_keys()
    player.give_keys(JOBCENTER, keys)
    return keys


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


def opened(path, keys, tmp_path):
    """Open a bundle with the stock age tool, as a partner does."""
    identity = tmp_path / "identity.txt"
    identity.write_text(f"{keys.age_identity}\n")
    done = subprocess.run(
        ["age", "-d", "-i", str(identity), str(path)], check=True, capture_output=True
    )
    return zipfile.ZipFile(BytesIO(done.stdout))


def test_the_bundle_holds_what_the_line_covers_and_nothing_else(services, nurse, keys, tmp_path):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    archive = opened(done.path, keys, tmp_path)
    case = json.loads(archive.read("case.json"))
    categories = {answer["category"] for answer in case["answers"]}
    paths = {answer["path"] for answer in case["answers"]}
    assert categories == {"K1", "K3", "K4", "K5", "K7", "K8"}
    assert "voc.rows/r1/voc.title_de" in paths
    assert not {path for path in paths if path.startswith(("goal.", "inf.", "meta."))}
    # The right to a course belongs to the languages (K3), the rest of the paper to K2.
    assert {path for path in paths if path.startswith("res.")} == {"res.course_right"}
    assert "person.sex" not in paths
    assert "fam.children/r1/child.name" not in paths


def test_next_steps_go_only_to_the_partner_they_name(services, nurse, keys, tmp_path):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    case = json.loads(opened(done.path, keys, tmp_path).read("case.json"))
    rows = {a["path"].split("/")[1] for a in case["answers"] if a["path"].startswith("step.")}
    assert rows == {"r2"}


def test_the_data_carry_no_id_of_our_vault(services, nurse, keys, tmp_path):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    case = opened(done.path, keys, tmp_path).read("case.json").decode()
    known = {JOBCENTER, nurse.case_id, nurse.waiver.id, *(line.id for line in nurse.waiver.lines)}
    assert not [known_id for known_id in known if str(known_id) in case or known_id.hex in case]
    (step,) = [a for a in json.loads(case)["answers"] if a["path"].endswith("/step.partner")]
    assert step["value"] == ""
    assert step["text"].startswith("Jobcenter Musterheide")


def test_free_texts_go_only_when_each_was_confirmed(services, nurse, keys, tmp_path):
    preview = services.handover.preview(nurse.case_id, JOBCENTER)
    assert preview.free_texts
    one = min(preview.free_texts)

    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path, frozenset({one}))

    assert one in done.disclosure.paths
    assert not (preview.free_texts - {one}) & set(done.disclosure.paths)


def test_the_papers_in_the_bundle_say_nothing_that_the_data_do_not(
    services, nurse, keys, tmp_path
):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    archive = opened(done.path, keys, tmp_path)
    text = "".join(
        page.get_textpage().get_text_range()
        for name in archive.namelist()
        if name.endswith(".pdf")
        for page in pypdfium2.PdfDocument(archive.read(name))
    )
    assert "Al-Mithali" in text
    assert "Jobcenter Musterheide" in text
    for secret in ("Ausländerstelle", "IQ-Netzwerk", "Sami", "§ 25", "subsidiär"):
        assert secret not in text


def test_a_protected_address_never_leaves(services, nurse, keys, tmp_path):
    services.interviews.answer(
        nurse.interview, "addr.protected", Answer(value="true"), reason="Schutz"
    )

    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    assert not any(path.startswith("addr.") for path in done.disclosure.paths)


def test_after_the_withdrawal_the_same_export_is_refused_with_the_reason(
    services, nurse, keys, tmp_path
):
    services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)
    done = services.waivers.withdraw(nurse.waiver.id, how="phone", ask_deletion=True)
    before = set(tmp_path.iterdir())

    with pytest.raises(DisclosureRefusedError) as refused:
        services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    assert refused.value.reason == "withdrawn"
    assert refused.value.on is not None
    assert set(tmp_path.iterdir()) == before
    assert done.informed == (JOBCENTER,)
    steps = services.steps.of_case(nurse.case_id)
    assert [s.partner_id for s in steps if s.kind == "inform_partner"] == [JOBCENTER]


def test_what_was_taken_back_alone_stays_and_the_rest_still_goes(services, nurse, keys, tmp_path):
    before = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)
    line = next(line for line in nurse.waiver.lines if line.partner_id == JOBCENTER)

    done = services.waivers.withdraw(
        nurse.waiver.id, [line.id], only={line.id: {Category.WORK}}, how="phone"
    )
    after = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    assert Category.WORK in before.disclosure.categories
    assert after.disclosure.categories == before.disclosure.categories - {Category.WORK}
    assert done.informed == (JOBCENTER,)
    archive = opened(after.path, keys, tmp_path)
    case = json.loads(archive.read("case.json"))
    assert [set(line["categories"]) & {"K5"} for line in case["lines"]] == [set()]
    extract = next(name for name in archive.namelist() if "auszug" in name)
    document = pypdfium2.PdfDocument(archive.read(extract))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Anerkennung" not in text


def test_an_office_that_got_nothing_before_is_not_told(services, nurse, keys, tmp_path):
    line = next(line for line in nurse.waiver.lines if line.partner_id == JOBCENTER)
    done = services.waivers.withdraw(
        nurse.waiver.id, [line.id], only={line.id: {Category.WORK}}, how="phone"
    )

    services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    assert done.informed == ()
    assert services.waivers.withdrawals(nurse.waiver.id) == (done,)


@pytest.mark.parametrize(
    ("partner", "reason"), [("foreigners_office", "decision_no"), ("adult_school", "no_line")]
)
def test_who_was_not_allowed_gets_nothing(services, nurse, tmp_path, partner, reason):
    with pytest.raises(DisclosureRefusedError) as refused:
        services.handover.export_pdf(nurse.case_id, partner_id(partner), tmp_path)

    assert refused.value.reason == reason
    assert list(tmp_path.glob("Fallpaket-*")) == []
    assert services.handover.of_case(nurse.case_id) == []


def test_a_key_that_nobody_compared_is_not_used(services, nurse, tmp_path):
    partner = services.partners.get(JOBCENTER)
    services.partners.save(replace(partner, age_recipient=new_own_keys().age_recipient))

    with pytest.raises(NotPermittedError) as refused:
        services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    assert refused.value.rule == "key_not_verified"


def test_a_partner_without_a_key_gets_a_pdf_that_six_words_open(services, nurse, tmp_path):
    done = services.handover.export_pdf(nurse.case_id, IQ, tmp_path)

    assert len(done.passphrase.split()) == 6
    shown = subprocess.run(
        ["qpdf", f"--password={done.passphrase}", "--show-encryption", str(done.path)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "R = 6" in shown
    refused = subprocess.run(["qpdf", "--check", str(done.path)], check=False, capture_output=True)
    assert refused.returncode != 0


def test_every_export_is_in_the_register_with_its_hash(services, nurse, keys, tmp_path):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    row = services.handover.of_case(nurse.case_id)[0]
    assert row.state is DisclosureState.DONE
    assert row.file_bytes == done.path.stat().st_size
    assert len(row.file_sha256) == 64
    assert Category.RESIDENCE not in row.categories


def test_an_interrupted_export_shows_up_and_can_be_repeated(services, nurse, keys, tmp_path):
    with pytest.raises(StorageFailingError):
        services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path / "weg")
    unfinished = services.today.load().handovers
    assert [row.disclosure.state for row in unfinished] == [DisclosureState.BEGUN]

    services.handover.repeat(unfinished[0].disclosure.id, tmp_path)

    assert services.today.load().handovers == ()
    assert [row.state for row in services.handover.of_case(nurse.case_id)] == [
        DisclosureState.DONE
    ]


def test_a_withdrawal_cancels_what_was_begun(services, nurse, keys, tmp_path):
    with pytest.raises(StorageFailingError):
        services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path / "weg")

    services.waivers.withdraw(nurse.waiver.id, how="oral")

    row = services.handover.of_case(nurse.case_id)[0]
    assert row.state is DisclosureState.CANCELLED
    with pytest.raises(DisclosureRefusedError):
        services.handover.repeat(row.id, tmp_path)


def test_our_own_bundle_opens_and_an_unknown_signer_is_not_confirmed(
    services, nurse, keys, tmp_path
):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    received = services.handover.open(done.path)

    assert not received.is_confirmed
    assert received.read("kompetenzprofil.pdf").startswith(b"%PDF")


def test_the_profile_in_a_bundle_carries_the_same_data_for_the_archive(
    services, nurse, keys, tmp_path
):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)
    received = services.handover.open(done.path)
    profile = received.read("kompetenzprofil.pdf")

    with pikepdf.open(BytesIO(profile)) as pdf:
        attached = pdf.attachments["case.json"]
        assert read_case(attached.get_file().read_bytes()) == received.bundle.case
        assert attached.get_file().mime_type == "application/json"
        assert attached.relationship == pikepdf.Name.Data
        assert [file.objgen for file in pdf.Root.AF] == [attached.obj.objgen]
        assert pdf.open_metadata()["pdfaid:part"] == "3"
    for rules in ("3a", "ua1"):
        found = page_validation.validate_pdf_bytes(profile, profile=rules)
        assert not [fault for fault in found.failures if "STREAM-LENGTH" not in fault.rule_id]


def test_an_extract_in_a_bundle_carries_no_data(services, nurse, keys, tmp_path):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)
    received = services.handover.open(done.path)

    with pikepdf.open(BytesIO(received.read("erklaerung-auszug-1.pdf"))) as pdf:
        assert not pdf.attachments
        assert pdf.open_metadata()["pdfaid:part"] == "2"


def test_an_encrypted_profile_does_not_claim_to_be_for_the_archive(services, nurse, tmp_path):
    done = services.handover.export_pdf(nurse.case_id, JOBCENTER, tmp_path)

    with pikepdf.open(done.path, password=done.passphrase) as pdf:
        metadata = pdf.open_metadata()
        assert "pdfaid:part" not in metadata
        assert metadata["pdfuaid:part"] == "1"
        assert not pdf.attachments


@pytest.mark.parametrize("place", [10, 200, -1])
def test_one_flipped_byte_releases_nothing(services, nurse, keys, tmp_path, place):
    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)
    content = bytearray(done.path.read_bytes())
    content[place] ^= 1
    done.path.write_bytes(content)

    with pytest.raises((BundleDamagedError, BundleNotForUsError)):
        services.handover.open(done.path)


def test_a_line_that_was_taken_back_does_not_travel_with_one_that_holds(
    services, player, talks, nurse, keys, tmp_path
):
    services.waivers.withdraw(nurse.waiver.id, how="oral")
    again = services.waiver_drafts.draft(nurse.case_id, "ar")
    old = next(line for line in nurse.waiver.lines if line.partner_id == JOBCENTER)
    services.waiver_drafts.save_line(
        again.id,
        replace(
            old, id=services.waiver_drafts.new_line(again, services.partners.get(JOBCENTER)).id
        ),
    )
    services.waivers.prepare(again.id)
    print_waiver(services, again.id)
    signed = nurse.waiver
    services.waivers.sign(again.id, signed.explanation, signed.signature)
    number = services.waivers.hand_out_copy(again.id).number

    done = services.handover.export_bundle(nurse.case_id, JOBCENTER, tmp_path)

    case = json.loads(opened(done.path, keys, tmp_path).read("case.json"))
    assert [line["waiver"] for line in case["lines"]] == [number]


def test_what_the_form_says_about_health_stays_here(services, player, talks, keys):
    played = player.play(talks["a-nurse"])
    decision = services.handover.preview(played.case_id, JOBCENTER).decision

    stays = {fact.path for fact, _reason in decision.withheld}
    assert {"health.consent", "health.counsel"} <= stays


@pytest.mark.parametrize(("quality", "uncertain"), [("good", False), ("poor", True)])
def test_after_a_talk_that_was_hardly_understood_all_that_leaves_is_uncertain(
    services, nurse, quality, uncertain
):
    services.interviews.answer(
        nurse.interview, "int.quality", Answer(value=quality), reason="am Ende geprüft"
    )

    released = services.handover.preview(nurse.case_id, JOBCENTER).decision.released

    assert released
    assert all(fact.uncertain for fact in released) is uncertain


@pytest.mark.parametrize(
    ("key", "partner", "title"),
    [
        ("c-minor", "vocational_school", "Schülerbogen"),
        ("a-nurse", "jobcenter", "Kompetenzprofil"),
    ],
)
def test_a_school_gets_a_pupil_sheet(services, player, talks, tmp_path, key, partner, title):
    played = player.play(talks[key])

    done = services.handover.export_pdf(played.case_id, partner_id(partner), tmp_path)

    data = BytesIO()
    with pikepdf.open(done.path, password=done.passphrase) as pdf:
        pdf.save(data)
    first = page_texts(data.getvalue())[0]
    assert title in first
    assert first.count("Kompetenzprofil") == (title == "Kompetenzprofil")


@pytest.mark.parametrize(
    ("key", "partner", "category"),
    [
        ("a-nurse", "jobcenter", Category.LANGUAGES),
        ("c-minor", "vocational_school", Category.CHILD_LEVEL),
    ],
)
def test_an_assessment_leaves_for_an_adult_but_not_for_a_minor(
    services, player, talks, key, partner, category
):
    played = player.play(talks[key])
    decision = services.handover.preview(played.case_id, partner_id(partner)).decision

    found = {fact.path: fact.category for fact in decision.released}
    found |= {fact.path: fact.category for fact, _reason in decision.withheld}
    left = {fact.path for fact in decision.released}
    assert found["asl.rows/r1/asl.overall"] is category
    assert ("asl.rows/r1/asl.overall" in left) is (category is Category.LANGUAGES)
