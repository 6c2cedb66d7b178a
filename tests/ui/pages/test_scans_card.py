"""Scans under Dokumente: kept with reason, day and consent, shown from memory."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from intake_app.ui.pages.case.scans_card import ScanPage, ScansCard
from tests.services.test_attachments import a_pdf, an_image
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import type_text


@pytest.fixture
def case_id(played):
    return played.cases["a-nurse"].case_id


@pytest.fixture
def card(played, desk, case_id, shown):
    card = shown(ScansCard(played.services, desk, case_id), 620, 700)
    card.entered()
    settle()
    return card


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def choose(card, desk, qtbot, tmp_path, data, name="zeugnis.pdf"):
    file = tmp_path / name
    file.write_bytes(data)
    desk.dialogs.scan_path = file
    click(qtbot, card.choose)
    return file


def test_a_scan_is_kept_and_the_file_outside_stays(card, desk, qtbot, played, case_id, tmp_path):
    file = choose(card, desk, qtbot, tmp_path, a_pdf())
    card.document.show_code("DOC-A06")
    type_text(card.reason.line, "Anerkennung")
    card.consent.setChecked(True)
    click(qtbot, card.keep)

    (scan,) = played.services.attachments.of_case(case_id)
    assert (scan.document, scan.reason) == ("DOC-A06", "Anerkennung")
    assert scan.delete_on > played.services.session.today() + timedelta(days=170)
    assert file.exists()
    assert "Löschen Sie sie" in " ".join(notice.text() for notice in (card._said,))


def test_without_consent_nothing_is_kept_and_it_is_said(
    card, desk, qtbot, played, case_id, tmp_path
):
    failed = []
    card.failed.connect(failed.append)
    choose(card, desk, qtbot, tmp_path, an_image("PNG"))
    card.document.show_code("DOC-A06")
    type_text(card.reason.line, "Anerkennung")
    click(qtbot, card.keep)

    assert failed[0].rule == "scan_consent"
    assert card.keep.isVisible()
    assert played.services.attachments.of_case(case_id) == []


def test_a_file_that_is_no_scan_is_refused_at_once(card, desk, qtbot, tmp_path):
    failed = []
    card.failed.connect(failed.append)

    choose(card, desk, qtbot, tmp_path, b"MZ a program", "zeugnis.pdf")

    assert failed[0].code == "scan_kind"
    assert not card.keep.isVisible()


def test_passports_are_not_offered(card):
    model = card.document.model()

    assert model.option("DOC-A05")
    assert not any(model.option(code) for code in ("DOC-A01", "DOC-A02", "DOC-D03"))


@pytest.mark.parametrize("data", [a_pdf(), an_image("JPEG", (300, 400))])
def test_a_scan_is_shown_from_memory_and_covered_by_f12(card, qtbot, played, case_id, shown, data):
    services = played.services
    services.attachments.add(
        case_id,
        data,
        document="DOC-A06",
        reason="x",
        delete_on=services.session.today() + timedelta(days=9),
        consented=True,
    )
    card.entered()
    asked = []
    card.page_asked.connect(asked.append)
    (show,) = [
        b for b in card.scans.findChildren(QAbstractButton) if "Zeigen" in b.accessibleName()
    ]
    click(qtbot, show)
    (page,) = asked
    assert isinstance(page, ScanPage)
    shown(page, 800, 600)
    assert page.shown.isVisible()

    page.set_discreet(True)

    assert not page.shown.isVisible()


def test_everything_has_a_name_and_works_by_keyboard(card, desk, qtbot, tmp_path):
    choose(card, desk, qtbot, tmp_path, a_pdf())

    assert problems(card) == []
