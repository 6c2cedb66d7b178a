"""Reading a waiver out, and its pages scanned one after another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.domain import numbers
from intake_app.domain.numbers import waiver_page_code
from intake_app.domain.office import PaperKind
from intake_app.errors import InputError, NotFoundError
from intake_app.ui.pages.waiver.page_check import PageCheckPage
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.labels import Label
from tests.ui.accessibility import problems
from tests.ui.pages.waivers import (
    a_printed,
    click,
    pushed,
)
from tests.ui.screens import settle


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def case(played):
    return played.cases["a-nurse"].case_id


@pytest.fixture
def reading(qtbot, services, case, open_waiver, shown):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    reading = shown(pushed(qtbot, page, page.stage().read.click), 1100, 700)
    reading.entered()
    return reading


def test_the_paper_is_read_out_sentence_by_sentence(qtbot, services, case, reading):
    read = services.waivers.read_aloud(services.waivers.of_case(case)[0].id)
    heard = []
    while True:
        heard.append(reading.german.text())
        if reading.place() == reading.count_of_all() - 1:
            break
        QTest.keyClick(reading.later, Qt.Key.Key_Space)

    assert heard == [sentence.german for sentence in (*read.sentences, *read.checks)]
    with qtbot.waitSignal(reading.left):
        QTest.keyClick(reading.later, Qt.Key.Key_Space)


def to_the_checks(reading):
    reading.turn(reading.count_of_all() - 4 - reading.place())


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (["answered"] * 4, "answered"),
        (["answered", "unsure", "answered", "answered"], "unsure"),
        (["answered", "", "answered", "answered"], ""),
    ],
)
def test_what_came_of_the_check_questions_stands_in_the_signing_form(
    qtbot, services, case, open_waiver, shown, answers, outcome
):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    reading = shown(pushed(qtbot, page, page.stage().read.click), 1100, 700)
    assert not reading.answer.isVisible()
    to_the_checks(reading)
    for answer in answers:
        assert reading.answer.isVisible()
        assert reading.answer.code() == ""
        if answer:
            click(reading.answer.segments()[["answered", "unsure"].index(answer)])
        reading.turn(1)

    form = page.stage().form
    assert form.check.known() == outcome
    assert form.how.known() == "read_aloud"


@pytest.mark.parametrize(
    ("answers", "entries"), [(["answered", "unsure"], 1), (["answered"] * 4, 0)]
)
def test_an_unsure_person_leaves_a_trace_although_nobody_signs(
    services, case, reading, answers, entries
):
    to_the_checks(reading)
    for answer in answers:
        click(reading.answer.segments()[["answered", "unsure"].index(answer)])
        reading.turn(1)

    assert reading.can_leave()
    assert reading.can_leave(), "asked again before the program locks"

    number = services.waivers.of_case(case)[0].number
    with services.session.read() as store:
        found = [e for e in store.journal.entries() if e.act == "waiver.unsure"]
    assert [(entry.case_id, entry.object_id) for entry in found] == [(case, number)] * entries


def test_a_check_question_is_shown_with_the_request_to_use_own_words(services, reading):
    to_the_checks(reading)
    arabic = services.session.content.wording("ar")

    assert reading.view.shown().text == arabic.block("C-T01")
    assert arabic.block("C-T00") in reading.view.shown().heading


def test_the_second_window_follows_in_the_persons_language_only(reading):
    reading.turn(1)

    assert reading.view.shown().text == reading.other.text()
    assert reading.german.text() not in reading.view.shown().text
    assert not reading.view.is_open(), "it opens on request"

    click(reading.second)
    assert reading.view.is_open()
    reading.hide()
    assert not reading.view.is_open()
    assert reading.view.shown().text == ""


def test_the_sheet_with_all_sentences_can_be_printed(qtbot, services, case, desk, reading, shown):
    page = shown(pushed(qtbot, reading, reading.print.click), 1100, 700)
    qtbot.waitUntil(page.panel.isEnabled, timeout=15_000)

    assert page.live.document().kind is PaperKind.READ_ALOUD


def test_reading_out_is_named_and_reachable(reading):
    assert problems(reading) == []


# -- the pages, scanned one after another


@pytest.fixture
def checking(services, played, shown):
    number = played.cases["a-nurse"].waiver.number
    page = shown(PageCheckPage(services, waiver_page_code(number, 1, 3)), 960, 540)
    page.entered()
    return page, number


def badges(page):
    return [badge.text() for badge in page.findChildren(Badge) if badge.isVisible()]


def test_each_page_says_whether_it_is_there(checking):
    page, number = checking
    assert badges(page) == ["Seite 1: da", "Seite 2: fehlt", "Seite 3: fehlt"]

    page.scanned(waiver_page_code(number, 3, 3))
    assert "fehlt: 2" in page.outcome.text()
    page.scanned(waiver_page_code(number, 2, 3))
    settle()

    assert badges(page) == ["Seite 1: da", "Seite 2: da", "Seite 3: da"]
    assert "Alle Seiten" in page.outcome.text()
    assert problems(page) == []


def test_a_page_of_another_paper_is_named(checking):
    page, _number = checking
    page.scanned(waiver_page_code(numbers.waiver_number(2026, 4711), 2, 3))

    assert page.seen().missing == (2, 3)
    shown = " ".join(label.text() for label in page.findChildren(Label) if label.isVisible())
    assert "Seite 2 von 3 gehört zu einem anderen Blatt: SE-26-04711" in shown


def test_a_number_that_nobody_printed_opens_no_check(services):
    with pytest.raises(NotFoundError):
        PageCheckPage(services, waiver_page_code(numbers.waiver_number(2026, 4711), 1, 3))
    with pytest.raises(InputError):
        PageCheckPage(services, "LZ1.7Q4M92KTX3")
