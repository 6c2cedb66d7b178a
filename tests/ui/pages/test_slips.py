"""Zettel: the list, the card that is confirmed first, the marks of the stations."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.numbers import format_slip_number, new_slip_number, slip_code
from intake_app.domain.slip import MarkKind, SlipState
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.services.sample_talks import partner_id
from intake_app.ui.pages.slip_page import SlipPage
from intake_app.ui.pages.slips_page import SlipsPage
from intake_app.ui.widgets.chips import Badge
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import type_text


@pytest.fixture
def slips(played, shown):
    page = shown(SlipsPage(played.services), 1000, 700)
    page.entered()
    settle()
    return page


@pytest.fixture
def page(played, shown):
    return shown(SlipPage(played.services), 1000, 900)


@pytest.fixture
def slip(played):
    return played.cases["c-minor"].slip


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def mark(page, qtbot, number, kind):
    """Press one of the five large buttons of a station."""
    station = page.stations()[number]
    if not station.buttons.isVisible():
        click(qtbot, station.change)
    click(qtbot, station.buttons.buttons[kind])
    return station


def stored(played, slip):
    return played.services.routing.get(slip.id)


class TestList:
    def test_slips_under_way_show_their_stations_as_dots(self, slips):
        texts = [row.accessibleName() for row in slips.rows()]

        assert len(texts) == 3
        assert "Lamin Misaali" in texts[1]
        assert "● Schule, ○ Gesundheitsamt, ○ Migrationsberatung" in texts[1]
        assert "Termin war Mo. 23.11., 08:30" in texts[1], "a day that is over"

    def test_a_row_opens_its_slip(self, slips, slip, qtbot):
        row = next(row for row in slips.rows() if "Lamin" in row.title())
        with qtbot.waitSignal(slips.open_slip) as asked:
            click(qtbot, row)
        assert asked.args == [slip.id]

    def test_a_typed_number_is_handed_on_and_a_mistyped_one_is_refused_in_place(
        self, slips, slip, qtbot
    ):
        wrong = slip.number[:-1] + ("A" if slip.number[-1] != "A" else "B")
        with qtbot.assertNotEmitted(slips.scan_entered):
            type_text(slips.code, wrong)
            qtbot.keyClick(slips.code, Qt.Key.Key_Return)
        assert slips.code.is_wrong()

        slips.code.clear()
        with qtbot.waitSignal(slips.scan_entered) as entered:
            type_text(slips.code, format_slip_number(slip.number).lower())
            click(qtbot, slips.open)
        assert entered.args == [format_slip_number(slip.number).lower()]
        assert not slips.code.is_wrong()

    def test_the_reason_why_no_slip_opens_stands_beside_the_field(self, slips):
        slips.refuse(NotPermittedError("slip_lost"))

        assert slips.code.is_wrong()
        assert "vernichten Sie es" in slips._wrong.text(), "a found slip is kept back"

    def test_discreet_shows_initials(self, slips):
        slips.set_discreet(True)
        settle()

        assert not any("Lamin" in row.accessibleName() for row in slips.rows() if row.isVisible())

    def test_everything_has_a_name_and_can_be_reached(self, slips):
        assert problems(slips) == []


class TestCard:
    def test_a_scan_shows_the_card_and_nothing_of_the_case(self, page, slip):
        page.show_card(slip_code(slip.number))
        settle()

        assert page.card.texts() == ["Lamin M.", "geb. 2010", "Königslutter am Elm"]
        assert page.stations() == ()
        assert "Lamin" not in page.title()

    def test_the_right_card_opens_the_slip_at_the_station_of_the_strip(self, page, slip, qtbot):
        page.show_card(slip_code(slip.number, 2))
        click(qtbot, page.card.yes)

        assert [shown.buttons.isVisible() for shown in page.stations()] == [True, True, False]
        assert page.stations()[1].buttons.buttons[MarkKind.DONE].hasFocus()

    def test_another_slip_leads_back(self, page, slip, qtbot):
        page.show_card(slip_code(slip.number))
        with qtbot.waitSignal(page.left):
            click(qtbot, page.card.no)
        assert page.stations() == ()

    def test_an_old_slip_says_so_and_opens_all_the_same(self, played, page, slip, qtbot):
        played.clock.move_to(slip.valid_until + timedelta(days=1), "09:00")
        page.show_card(slip.number)
        settle()
        assert "gültig" in page.card.warning()

        assert page.card.warning().startswith("Abgelaufen")
        click(qtbot, page.card.yes)

        assert len(page.stations()) == 3
        assert "abgelaufen" in [badge.text() for badge in page.findChildren(Badge)]

    def test_an_unknown_or_lost_slip_shows_no_card(self, played, page, slip):
        with pytest.raises(NotFoundError):
            page.show_card(new_slip_number(Random(1)))
        played.services.routing.lost(slip.id)
        with pytest.raises(NotPermittedError):
            page.show_card(slip.number)
        assert page.card.texts()[0] == ""

    @pytest.mark.parametrize("same", [True, False])
    def test_the_full_question_comes_only_when_another_case_is_open(
        self, played, page, slip, qtbot, same
    ):
        key = "c-minor" if same else "a-nurse"
        opened = played.services.cases.head(played.cases[key].case_id)
        page.show_card(slip.number, opened)
        click(qtbot, page.card.yes)

        assert (page.question is None) is same
        assert bool(page.stations()) is same

    def test_the_full_question_has_no_default_and_names_both(self, played, page, slip, qtbot):
        opened = played.services.cases.head(played.cases["a-nurse"].case_id)
        page.show_card(slip.number, opened)
        click(qtbot, page.card.yes)
        question = page.question

        assert "Rima Al-Mithali" in question.accessibleName()
        assert "Lamin M." in question.accessibleName()
        assert not question.stay.hasFocus()
        assert not question.change.hasFocus()
        assert question.size() == page.window().size()
        assert question.minimumSizeHint().height() < 540
        qtbot.keyClick(question, Qt.Key.Key_Return)
        assert question.isVisible()
        assert problems(question) == []

        click(qtbot, question.change)
        assert len(page.stations()) == 3

    def test_staying_with_the_open_case_opens_nothing(self, played, page, slip, qtbot):
        opened = played.services.cases.head(played.cases["a-nurse"].case_id)
        page.show_card(slip.number, opened)
        click(qtbot, page.card.yes)

        with qtbot.waitSignal(page.left):
            qtbot.keyClick(page.question, Qt.Key.Key_Escape)
        assert page.stations() == ()


class TestMarks:
    def test_done_is_two_clicks_and_the_next_station_waits(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        station = mark(page, qtbot, 0, MarkKind.DONE)
        click(qtbot, station.details.enter)

        first = stored(played, slip).stations[0].mark
        assert first.kind is MarkKind.DONE
        assert first.marked_on == played.services.session.today()
        assert first.entered_by == "MB"
        assert page.stations()[1].buttons.buttons[MarkKind.DONE].hasFocus()

    def test_a_digit_chooses_a_mark(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        page.stations()[0].start()
        qtbot.keyClick(page.stations()[0].buttons, Qt.Key.Key_4)
        qtbot.keyClick(page.stations()[0].details.day.line, Qt.Key.Key_Return)

        assert stored(played, slip).stations[0].mark.kind is MarkKind.NOT_RESPONSIBLE

    def test_missing_papers_of_the_station_stand_first(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        details = mark(page, qtbot, 0, MarkKind.DOCUMENT_MISSING).details
        options = details.missing.field.model().matches()
        assert {option.code for option in options[:3]} == set(slip.stations[0].bring)

        details.missing.show_codes([options[0].code])
        click(qtbot, details.query)
        click(qtbot, details.enter)

        kept = stored(played, slip).stations[0].mark
        assert kept.missing == (options[0].code,)
        assert kept.query

    def test_a_new_appointment_and_the_day_on_the_strip_are_kept(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        details = mark(page, qtbot, 0, MarkKind.NEW_APPOINTMENT).details
        today = played.services.session.today()
        details.day.line.selectAll()
        type_text(details.day.line, "gestern")
        type_text(details.next_on.line, f"{today + timedelta(days=9):%d.%m.%Y}")
        type_text(details.result.line, "kommt mit Vormund")
        click(qtbot, details.enter)

        station = stored(played, slip).stations[0]
        assert station.mark.marked_on == today - timedelta(days=1)
        assert station.mark.next_on == today + timedelta(days=9)
        assert station.result_internal == "kommt mit Vormund"

    def test_a_day_in_the_future_is_refused(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        details = mark(page, qtbot, 0, MarkKind.DONE).details
        details.day.line.selectAll()
        type_text(details.day.line, "morgen")
        click(qtbot, details.enter)

        assert details.day.line.is_wrong()
        assert stored(played, slip).stations[0].mark is None

    def test_forwarding_needs_an_office_and_adds_its_station(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        details = mark(page, qtbot, 0, MarkKind.FORWARDED).details
        click(qtbot, details.enter)
        assert stored(played, slip).stations[0].mark is None

        details.forward.show_code(str(partner_id("jobcenter")))
        click(qtbot, details.enter)

        assert stored(played, slip).stations[-1].partner_name.startswith("Jobcenter")
        assert len(page.stations()) == 4

    def test_a_mark_can_be_corrected(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        click(qtbot, mark(page, qtbot, 0, MarkKind.DONE).details.enter)
        corrected = mark(page, qtbot, 0, MarkKind.NOT_RESPONSIBLE)
        click(qtbot, corrected.details.enter)

        assert stored(played, slip).stations[0].mark.kind is MarkKind.NOT_RESPONSIBLE

    def test_nothing_is_entered_when_the_advisor_gives_up(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        station = mark(page, qtbot, 0, MarkKind.DONE)
        click(qtbot, station.details.give_up)

        assert stored(played, slip).stations[0].mark is None
        assert station.buttons.kind() is None

    def test_the_next_station_is_scrolled_to(self, played, page, slip, qtbot):
        page.resize(900, 460)
        page.show_slip(slip.id)
        settle()
        click(qtbot, mark(page, qtbot, 0, MarkKind.DONE).details.enter)
        settle()

        done = page.stations()[1].buttons.buttons[MarkKind.DONE]
        assert done.visibleRegion().boundingRect().height() == done.height()


class TestEnds:
    def test_returned_and_closed(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        click(qtbot, page.back_again)
        assert stored(played, slip).state is SlipState.ISSUED, "the paper may go on"
        click(qtbot, page.paper.shred)
        assert stored(played, slip).state is SlipState.RETURNED
        assert "vernichtet" in page.messages.text()

        click(qtbot, page.finish)
        assert stored(played, slip).state is SlipState.CLOSED

    def test_a_paper_given_back_goes_on_with_its_open_stations(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        click(qtbot, page.back_again)
        assert problems(page) == []
        click(qtbot, page.paper.give)

        assert stored(played, slip).state is SlipState.ISSUED
        assert page.back_again.isVisible()
        assert not page.paper.isVisible()

    def test_a_lost_slip_is_asked_about_and_replaced_by_one_to_print(
        self, played, page, slip, qtbot
    ):
        page.show_slip(slip.id)
        settle()
        click(qtbot, page.lost)
        assert page.confirm.keep.hasFocus()

        with qtbot.waitSignal(page.print_asked) as asked:
            click(qtbot, page.confirm.act)

        assert stored(played, slip).state is SlipState.LOST
        new = played.services.routing.get(asked.args[0])
        assert new.state is SlipState.ISSUED
        assert format_slip_number(new.number) in page.title()

    def test_unusable_paper_is_replaced_and_the_old_slip_takes_no_marks(
        self, played, page, slip, qtbot
    ):
        page.show_slip(slip.id)
        settle()
        click(qtbot, page.unusable)
        with qtbot.waitSignal(page.print_asked) as asked:
            click(qtbot, page.confirm.act)
        assert stored(played, slip).state is SlipState.REPLACED
        assert stored(played, slip).replaced_by == asked.args[0]

        page.show_slip(slip.id)
        settle()

        assert not any(shown.change.isVisible() for shown in page.stations())
        assert not any(shown.buttons.isVisible() for shown in page.stations())
        assert not page.unusable.isVisible()

    def test_keeping_the_slip_changes_nothing(self, played, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        click(qtbot, page.lost)
        click(qtbot, page.confirm.keep)

        assert stored(played, slip).state is SlipState.ISSUED

    def test_the_page_leads_to_case_and_printer(self, page, slip, qtbot):
        page.show_slip(slip.id)
        settle()
        with qtbot.waitSignal(page.open_case) as case:
            click(qtbot, page.to_case)
        with qtbot.waitSignal(page.print_asked) as paper:
            click(qtbot, page.print_again)
        assert case.args == [slip.case_id]
        assert paper.args == [slip.id]


@pytest.mark.parametrize("what", ["card", "slip", "details"])
def test_everything_has_a_name_and_can_be_reached(page, slip, qtbot, what):
    if what == "card":
        page.show_card(slip.number)
    else:
        page.show_slip(slip.id)
    settle()
    if what == "details":
        mark(page, qtbot, 0, MarkKind.FORWARDED)

    assert problems(page) == []


def test_a_marked_slip_shows_day_and_missing_papers(played, page, slip):
    routing = played.services.routing
    entered = routing.new_mark(MarkKind.DOCUMENT_MISSING, missing=["DOC-D02"])
    routing.record_mark(slip.id, slip.stations[0].id, replace(entered, stamped=False))
    page.show_slip(slip.id)
    settle()

    texts = " ".join(
        label.text() for label in page.stations()[0].findChildren(type(page.card._name))
    )
    assert "es fehlt" in texts
    assert "ohne Stempel" in texts
