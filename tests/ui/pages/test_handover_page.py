"""Handing over: exactly what goes, free texts one by one, the words once; and receiving."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.bundle.recipients import new_own_keys
from intake_app.domain.codes import Category, DisclosureId
from intake_app.domain.disclosure import Reason
from intake_app.domain.office import Disclosure, DisclosureState
from intake_app.services.sample_player import SamplePlayer
from intake_app.services.sample_talks import partner_id
from intake_app.ui.pages.handover.handover_page import HandoverPage
from intake_app.ui.pages.handover.received_page import ReceivedPage
from intake_app.ui.widgets.labels import Label
from tests.ui.accessibility import problems
from tests.ui.pages.conftest import DEMO
from tests.ui.screens import settle

JOBCENTER = partner_id("jobcenter")


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def nurse(played):
    return played.cases["a-nurse"]


@pytest.fixture
def partner_keys(services, played):
    """The Jobcenter has keys that were compared on the phone."""
    keys = new_own_keys()
    SamplePlayer(services, played.clock, DEMO).give_keys(JOBCENTER, keys)
    return keys


@pytest.fixture
def folder(desk, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    desk.dialogs.folder_path = folder
    return folder


@pytest.fixture
def open_page(services, desk, nurse, shown):
    def opened(partner=JOBCENTER):
        page = shown(
            HandoverPage(services, desk, nurse.case_id, partner, back="Dokumente"), 1280, 800
        )
        page.entered()
        return page

    return opened


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def texts(widget):
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def write_file(qtbot, page):
    with qtbot.waitSignal(page.handed_over, timeout=20_000) as handed:
        click(page.act)
    return handed.args[0]


# -- what goes and what stays


def test_the_page_shows_exactly_what_the_gate_releases(services, nurse, open_page):
    page = open_page()
    decision = services.handover.preview(nurse.case_id, JOBCENTER).decision

    shown = texts(page.decision)
    for fact in decision.released:
        assert fact.text in shown, fact.path
    assert f"{len(decision.released)} Angaben" in shown


def test_every_reason_for_staying_is_said_in_words(services, nurse, open_page):
    page = open_page()
    decision = services.handover.preview(nurse.case_id, JOBCENTER).decision
    silent = {Reason.NOT_ANSWERED, Reason.HIDDEN, Reason.FREE_TEXT_NOT_CONFIRMED}
    held = [(fact, reason) for fact, reason in decision.withheld if reason not in silent]

    click(next(b for b in page.decision.findChildren(type(page.act)) if "Einzeln" in b.text()))
    settle()

    shown = texts(page.decision)
    for fact, _reason in held:
        assert fact.label in shown
    assert any("Entbindung umfasst" in text for text in shown)


def test_free_texts_go_only_when_each_is_confirmed(qtbot, services, nurse, open_page, folder):
    page = open_page()
    first, second = page.decision.ticks
    assert not any(tick.isChecked() for tick in page.decision.ticks.values())

    click(page.decision.ticks[first])
    assert page.decision.ticks[first].isChecked(), "the tick stays where it was set"
    write_file(qtbot, page)

    (row,) = services.handover.of_case(nurse.case_id)
    assert first in row.paths
    assert second not in row.paths


def test_an_office_without_permission_gets_nothing_and_the_page_says_why(open_page):
    page = open_page(partner_id("foreigners_office"))

    assert page.refusal.isVisible()
    assert "nein gesagt" in page.refusal.text()
    assert not page.act.isEnabled()
    assert not page.decision.ticks


def test_offices_on_a_waiver_stand_first(open_page):
    page = open_page(None)

    options = page.partner.model().matches()
    assert [option.code for option in options[:2]] == [
        str(partner_id("iq_network")),
        str(JOBCENTER),
    ]
    assert not page.act.isEnabled()


def test_answers_are_covered_while_names_are_hidden(open_page):
    page = open_page()
    assert page.decision.isVisible()

    page.set_discreet(True)

    assert not page.decision.isVisible()


# -- the encrypted PDF


def test_without_a_compared_key_six_words_open_the_file(qtbot, services, nurse, open_page, folder):
    page = open_page()
    assert "Sechs Wörter" in page.way.text()

    handed = write_file(qtbot, page)

    words = page.result.words
    assert len(words.split()) == 6
    assert words in texts(page.result)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(handed.path)
    with pikepdf.open(handed.path, password=words) as pdf:
        assert pdf.is_encrypted
    assert [file.name for file in folder.iterdir()] == [handed.path.name]


def test_the_words_are_shown_once(qtbot, services, nurse, open_page, folder):
    page = open_page()
    words = write_file(qtbot, page).passphrase
    assert not page.can_leave(), "the words would be lost"

    click(page.result.finish)
    settle()

    assert page.result is None
    assert page.can_leave()
    assert words not in " ".join(texts(page))
    assert page.partner.code() == "", "one press would send the same once more"
    assert page.partner.hasFocus()


def test_what_to_do_now_names_the_phone_of_the_office(qtbot, services, open_page, folder):
    page = open_page()
    write_file(qtbot, page)

    phone = services.partners.get(JOBCENTER).phone
    assert any(phone in text for text in texts(page.result))


# -- the bundle


def test_with_a_compared_key_the_bundle_opens_for_the_office_alone(
    qtbot, services, nurse, partner_keys, open_page, folder
):
    page = open_page()
    assert "Fallpaket" in page.way.text()

    handed = write_file(qtbot, page)

    assert handed.path.suffix == ".age"
    assert page.result.words == ""
    (row,) = services.handover.of_case(nurse.case_id)
    assert row.state is DisclosureState.DONE
    assert row.file_sha256 == handed.disclosure.file_sha256


def test_nothing_is_written_when_the_user_changes_their_mind(services, desk, nurse, open_page):
    page = open_page()
    desk.dialogs.folder_path = None

    click(page.act)

    assert services.handover.of_case(nurse.case_id) == []


def test_a_folder_that_is_gone_is_told_in_words_and_the_row_stays_begun(
    qtbot, services, desk, nurse, open_page
):
    page = open_page()
    desk.dialogs.folder_path = Path("/nirgends/stick")

    click(page.act)
    qtbot.waitUntil(page.messages.isVisible, timeout=20_000)

    (row,) = services.handover.of_case(nurse.case_id)
    assert row.state is DisclosureState.BEGUN
    assert len(page.register.repeat_buttons) == 1
    assert page.act.isEnabled()


# -- the register


@pytest.fixture
def begun(services, nurse):
    """A hand-over that a crash interrupted."""
    decision = services.handover.preview(nurse.case_id, JOBCENTER).decision
    row = Disclosure(
        id=DisclosureId(uuid4()),
        case_id=nurse.case_id,
        partner_id=JOBCENTER,
        partner_name=services.partners.get(JOBCENTER).full_name,
        waiver_ids=decision.waiver_ids,
        way="encrypted_pdf",
        categories=frozenset({Category.IDENTITY}),
        paths=tuple(fact.path for fact in decision.released),
        state=DisclosureState.BEGUN,
        begun_at=services.session.now(),
        by="MB",
    )
    with services.session.write() as store:
        store.disclosures.add(row)
    return row


def test_an_interrupted_hand_over_can_be_done_again(
    qtbot, services, nurse, begun, open_page, folder
):
    page = open_page(None)

    with qtbot.waitSignal(page.handed_over, timeout=20_000):
        click(page.register.repeat_buttons[0])

    (row,) = services.handover.of_case(nurse.case_id)
    assert (row.id, row.state) == (begun.id, DisclosureState.DONE)


def test_an_interrupted_hand_over_can_be_noted_as_not_done(services, nurse, begun, open_page):
    page = open_page(None)

    click(page.register.cancel_buttons[0])

    (row,) = services.handover.of_case(nurse.case_id)
    assert row.state is DisclosureState.CANCELLED
    assert page.register.repeat_buttons == []


def test_what_left_stands_in_the_register(qtbot, services, open_page, folder):
    page = open_page()
    handed = write_file(qtbot, page)
    click(page.result.finish)
    settle()

    shown = texts(page.register)
    assert handed.disclosure.partner_name in shown
    assert any(handed.disclosure.file_sha256[:16] in text for text in shown)


@pytest.mark.parametrize("size", [(1280, 800), (960, 540)])
def test_the_page_is_named_and_reachable(begun, open_page, size):
    page = open_page()
    page.resize(*size)
    settle()

    assert problems(page) == []


def test_the_result_is_named_and_reachable(qtbot, open_page, folder):
    page = open_page()
    write_file(qtbot, page)

    assert problems(page) == []


# -- receiving


@pytest.fixture
def to_us(qtbot, services, nurse, partner_keys, folder):
    """A bundle that this office can open: the sender opens what it has sent."""
    return services.handover.export_bundle(nurse.case_id, JOBCENTER, folder).path


@pytest.fixture
def receiving(services, desk, shown):
    page = shown(ReceivedPage(services, desk, back="Stellen"), 1280, 800)
    page.entered()
    return page


def open_bundle(qtbot, desk, page, path):
    desk.dialogs.bundle_path = path
    with qtbot.waitSignal(page.opened, timeout=20_000):
        click(page.choose)
    settle()


def test_a_bundle_shows_its_answers_and_papers_from_memory(qtbot, desk, receiving, to_us):
    open_bundle(qtbot, desk, receiving, to_us)

    shown = texts(receiving)
    for answer in receiving.received.case.answers[:20]:
        assert answer.text in shown
    assert [row.key for row in receiving.documents] == [
        "kompetenzprofil.pdf",
        "erklaerung-auszug-1.pdf",
    ]
    qtbot.waitUntil(lambda: receiving.live.document() is not None, timeout=15_000)
    click(receiving.documents[1])
    qtbot.waitUntil(
        lambda: (
            receiving.live.document() is not None
            and receiving.live.document().number == "erklaerung-auszug-1.pdf"
        ),
        timeout=15_000,
    )


def test_names_hidden_cover_what_was_received_and_nothing_else(qtbot, desk, receiving, to_us):
    receiving.set_discreet(True)
    assert any("Paket" in text for text in texts(receiving)), "nothing is there to be covered"

    with qtbot.waitSignal(receiving.opened, timeout=20_000):
        receiving.open(to_us)
    settle()

    answer = receiving.received.case.answers[0].text
    assert answer not in texts(receiving)
    assert any("F12" in text for text in texts(receiving))
    receiving.set_discreet(False)
    assert answer in texts(receiving)


def test_an_unknown_signer_is_not_confirmed(qtbot, services, desk, receiving, to_us):
    with services.session.write() as store:
        own, others = store.office.own_keys(), new_own_keys()
        store.office.save_own_keys(
            replace(own, signing_key=others.signing_key, verify_key=others.verify_key)
        )

    open_bundle(qtbot, desk, receiving, to_us)

    assert not receiving.received.is_confirmed
    assert "Absender nicht bestätigt" in texts(receiving)


def test_a_bundle_of_our_own_says_for_whom_it_was_made(qtbot, services, desk, receiving, to_us):
    open_bundle(qtbot, desk, receiving, to_us)

    shown = texts(receiving)
    assert "Von Ihrer eigenen Anlaufstelle" in shown
    assert any(services.partners.get(JOBCENTER).full_name in text for text in shown)
    assert "Absender nicht bestätigt" not in shown


def test_a_compared_key_confirms_the_sender_under_our_name_for_it(
    qtbot, services, desk, receiving, to_us
):
    with services.session.read() as store:
        own = store.office.own_keys()
    kita = services.partners.get(partner_id("kita"))
    services.partners.save(
        replace(kita, age_recipient=own.age_recipient, signing_key=own.verify_key)
    )
    services.partners.verified(kita.id)

    open_bundle(qtbot, desk, receiving, to_us)

    assert receiving.received.is_confirmed
    assert f"Von {kita.full_name}" in texts(receiving)


@pytest.mark.parametrize(
    ("held", "said"),
    [(b"kein Paket", "beschädigt"), (None, "beschädigt")],
)
def test_what_is_no_bundle_is_refused_in_words(qtbot, desk, receiving, tmp_path, held, said):
    path = tmp_path / "paket.age"
    if held is not None:
        path.write_bytes(held)
    desk.dialogs.bundle_path = path

    click(receiving.choose)
    qtbot.waitUntil(receiving.messages.isVisible, timeout=15_000)

    assert said in receiving.messages.text()
    assert receiving.received is None
    assert receiving.choose.isEnabled()


def test_the_received_bundle_is_named_and_reachable(qtbot, desk, receiving, to_us):
    assert problems(receiving) == []
    open_bundle(qtbot, desk, receiving, to_us)
    assert problems(receiving) == []
