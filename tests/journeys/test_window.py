"""One morning through the real window: first start, a talk, a lock, and everything is there."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.domain.answers import AnswerState
from intake_app.services.sample_player import SamplePlayer
from intake_app.services.sample_talks import sample_talks
from intake_app.ui.entrance.first_start import DONE, PEOPLE, SHEET
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.pages.case_page import CasePage
from intake_app.ui.pages.cases_page import CasesPage
from intake_app.ui.pages.interview_page import InterviewPage
from intake_app.ui.pages.slip_page import SlipPage
from intake_app.ui.pages.today_page import TodayPage
from tests.ui.screens import settle
from tests.ui.shell import Shell
from tests.ui.typing import press, type_text

PASSPHRASE = "kornfeld eigelb kutscher legende vormittag vielmals"
OFFICE = {
    "name": "Anlaufstelle Übungsstadt",
    "carrier": "Landkreis Musterheide",
    "street": "Beispielallee 12",
    "zip_code": "38999",
    "town": "Musterheide",
    "data_protection_contact": "Datenschutz, Telefon 030 23125-190",
}
BORN, PLACE, TOWN = "birth.value", "birth.place", "addr.town"
SALUTATION, ENTRY = "person.salutation", "person.entry_de"


@pytest.fixture
def shell(content, clock, tmp_path, look):
    shell = Shell(content, clock, tmp_path)
    yield shell
    shell.close()


def test_a_morning_from_the_first_start_to_a_slip_that_comes_back(shell, clock, demo_folder):
    shell.start()
    first_start(shell)
    assert shell.main.frame.place() == "today"

    shell.lock()
    assert isinstance(shell.card, UnlockCard)
    assert shell.card.title.text() == "Anlaufstelle Übungsstadt"
    shell.unlock("not the passphrase")
    assert "öffnet den Tresor nicht" in shell.card.notice.text()
    assert not shell.program.holds_vault
    shell.unlock(PASSPHRASE)

    talk = begin_talk(shell)
    answer_three_questions(talk)
    case_id = talk.sheet.interview.case_id
    type_text(question(talk, TOWN).field.line, "Braunschw")
    type_text(question(talk, BORN).field.line, "31.1")

    QTest.keyClick(shell.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    shell.wait(lambda: not shell.program.holds_vault)
    assert isinstance(shell.card, UnlockCard)
    shell.unlock(PASSPHRASE)

    talk = shell.page
    assert isinstance(talk, InterviewPage)
    assert talk.sheet.interview.case_id == case_id
    assert talk.section_id() == "A2"
    assert question(talk, TOWN).field.line.text() == "Braunschw"
    assert question(talk, BORN).field.line.text() == "31.1"
    reading = talk.sheet.reading
    assert reading.answer(PLACE).value == "Homs"
    assert reading.answer(SALUTATION).value
    assert reading.answer(ENTRY).state is AnswerState.UNKNOWN

    code = slip_of_another_person(shell, clock, demo_folder)
    shell.program.scans.scanned.emit(code)
    settle()
    assert isinstance(shell.page, SlipPage)
    assert shell.page.card.isVisible()
    press(shell.page.card.no, Qt.Key.Key_Space)
    settle()
    assert isinstance(shell.page, InterviewPage)


def first_start(shell):
    """Make a vault as somebody does who opens the program for the first time."""
    card = shell.card
    card.on.click()
    assert card.page() == PEOPLE
    type_text(card.people.name.line, "Maren Beispiel")
    assert card.people.initials.text() == "MB"
    type_text(card.people.passphrase.first, PASSPHRASE)
    type_text(card.people.passphrase.second, PASSPHRASE)
    for name, text in OFFICE.items():
        type_text(card.people.office.lines[name].line, text)
    card.on.click()
    shell.wait()
    assert card.page() == SHEET
    card.sheet.print.click()
    key = read_sheet(shell.printer.jobs[-1].data)
    for field in card.sheet.groups.fields:
        number = int(field.accessibleName().split()[-1])
        type_text(field, key[number - 1].lower())
    card.on.click()
    shell.wait()
    assert card.page() == DONE
    card.on.click()
    settle()


def read_sheet(pdf: bytes) -> list[str]:
    """Read the eight groups off the printed sheet."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    page = document[0].get_textpage()
    text = page.get_text_range()
    page.close()
    document.close()
    found = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{5}\b", text)
    return [group for group in found if group != OFFICE["zip_code"]][:8]


def begin_talk(shell):
    """Search, find nobody, open a case, begin a talk in Arabic."""
    search = shell.main.frame.topbar.search
    today = shell.page
    assert isinstance(today, TodayPage)
    today.begin.click()
    cases = shell.page
    assert isinstance(cases, CasesPage)
    type_text(search, "Al-Mithali")
    press(search, Qt.Key.Key_Return)
    cases.below.create_case.click()
    case = shell.page
    assert isinstance(case, CasePage)
    case.talk_button.click()
    card = case.talks.new_talk
    assert card is not None
    type_text(card.language, "Arabisch")
    press(card.language, Qt.Key.Key_Return)
    card.begin.click()
    talk = shell.page
    assert isinstance(talk, InterviewPage)
    talk.go_to_section("A2")
    settle()
    return talk


def answer_three_questions(talk):
    """Answer by typing, by choosing, and by saying that the person does not know."""
    type_text(question(talk, PLACE).field.line, "Homs")
    question(talk, SALUTATION).field.segments.segments()[0].click()
    view = question(talk, ENTRY)
    view.focus_field()
    settle()
    view.toggles.chip(AnswerState.UNKNOWN).click()
    settle()


def question(talk, path):
    talk.go_to(path)
    settle()
    section = talk.section_view()
    assert section is not None
    return section.view(path)


def slip_of_another_person(shell, clock, demo_folder):
    """Return what stands in the code of a slip that was issued in another talk."""
    services = shell.main._services
    player = SamplePlayer(services, clock, demo_folder)
    player.add_partners()
    talk = next(talk for talk in sample_talks(demo_folder) if talk.key == "b-single-name")
    slip = player.play(talk).slip
    assert slip is not None
    return f"LZ1.{slip.number}"
