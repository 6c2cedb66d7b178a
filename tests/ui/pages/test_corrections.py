"""An answer that the person sees differently: both stand in the record until it is settled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from intake_app.ui.pages.case.talk_view import TalkView
from intake_app.ui.pages.settings.office_tab import OfficeTab
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import type_text

PATH = "birth.place"


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def nurse(played):
    return played.cases["a-nurse"]


@pytest.fixture
def view(services, nurse, shown):
    view = shown(TalkView(services, nurse.interview.id), 900, 700)
    settle()
    return view


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def test_both_sides_are_kept_shown_and_settled(view, services, nurse, qtbot):
    before = services.interviews.sheet(nurse.interview.id).reading.value(PATH)
    view.correct(PATH)
    settle()
    card = view.correction
    click(qtbot, card.dispute)
    assert problems(card) == []
    type_text(card.claimed.line, "Aleppo")
    click(qtbot, card.dispute)

    (dispute,) = services.corrections.disputes(nurse.case_id)
    assert dispute.claimed == "Aleppo"
    assert services.interviews.sheet(nurse.interview.id).reading.value(PATH) == before

    (settled,) = [
        button
        for button in view.findChildren(QAbstractButton)
        if button.text() == "Geklärt" and button.isVisibleTo(view)
    ]
    click(qtbot, settled)

    assert services.corrections.disputes(nurse.case_id) == []


def test_the_spans_of_the_deletion_concept_are_set_by_the_office(services, shown, qtbot):
    tab = shown(OfficeTab(services), 900, 900)
    tab.spans.proof.set_text("5")
    tab.spans.proof.commit()
    tab.spans.draft.set_text("0")
    tab.spans.draft.commit()
    click(qtbot, tab.spans.archive)

    office = services.office.load()
    assert office.spans.proof_years == 5
    assert office.spans.draft_days == 30
    assert office.archive_decided
