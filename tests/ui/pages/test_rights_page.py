"""Datenschutz: requests, deletions and restrictions as the office works with them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from intake_app.domain.data_rights import (
    ErasureReason,
    IdentityCheck,
    Outcome,
    RequestKind,
    RestrictionGround,
)
from intake_app.domain.office import Advisor, Role
from intake_app.services.sample_talks import partner_id
from intake_app.ui.pages.entries import Entry
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.rights.words import ERASURE, REQUESTS, RESTRICTED
from intake_app.ui.pages.rights_page import RightsPage
from intake_app.ui.pages.today_page import TodayPage
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import type_text

SECOND = "zweite person mit eigenem langen satz"


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def nurse(played):
    return played.cases["a-nurse"]


@pytest.fixture
def number(services, nurse):
    return services.cases.head(nurse.case_id).case.number


@pytest.fixture
def page(services, desk, shown):
    page = shown(RightsPage(services, desk), 1180, 900)
    page.entered()
    settle()
    return page


@pytest.fixture
def second(services):
    session = services.session
    slot_id = session.folder.add_advisor(session.unlocked, "CD", SECOND)
    with session.write() as store:
        roles = frozenset({Role.ADVISOR})
        store.office.save_advisor(Advisor(slot_id=slot_id, initials="CD", name="C", roles=roles))
    return slot_id


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def choose(qtbot, segments, code):
    (segment,) = [s for s in segments.segments() if s.option.code == code]
    click(qtbot, segment)


def open_deleting(page, qtbot):
    page.open_part(ERASURE)
    await_lists(page, qtbot)


def await_lists(page, qtbot):
    """The lists are read beside the window."""
    qtbot.waitUntil(lambda: not page.erasure._desk.tasks.is_busy, timeout=10_000)
    settle()


def titles(entries):
    return [entry.text().replace("&&", "&") for entry in entries.entries()]


def open_entry(qtbot, entries, number):
    (entry,) = [e for e in entries.findChildren(Entry) if number in e.text()]
    click(qtbot, entry)


class TestRequests:
    def test_a_request_is_entered_and_opens_to_be_answered(self, page, qtbot, services, number):
        choose(qtbot, page.requests.kind, "access")
        type_text(page.requests.number.line, number)
        choose(qtbot, page.requests.identity, "paper_seen")
        click(qtbot, page.requests.enter)

        (request,) = services.requests.all()
        assert (request.kind, request.case_number) == (RequestKind.ACCESS, number)
        assert "Zu beantworten bis" in page.messages.text()
        assert titles(page.requests.open_ones) == [f"Auskunft · {number}"]
        card = page.requests.card
        choose(qtbot, card.outcome, "granted")
        click(qtbot, card.answer)

        assert services.requests.all()[0].outcome is Outcome.GRANTED
        assert titles(page.requests.open_ones) == []
        assert titles(page.requests.done) == [f"Auskunft · {number}"]
        click(qtbot, page.requests.card.close_card)
        assert page.requests.card is None

    def test_whoever_waits_longer_or_is_refused_gets_a_letter(self, page, qtbot, services, number):
        page.requests.show_request(
            services.requests.register(
                RequestKind.OBJECTION, case_number=number, identity=IdentityCheck.KNOWN
            )
        )
        asked = []
        page.page_asked.connect(asked.append)
        assert not page.requests.card.tell.isVisible()
        type_text(page.requests.card.reason.line, "Viele Anträge im Oktober.")
        click(qtbot, page.requests.card.extend)
        click(qtbot, page.requests.card.tell)

        choose(qtbot, page.requests.card.outcome, "refused")
        type_text(page.requests.card.reason.line, "Ein Gericht entscheidet darüber.")
        click(qtbot, page.requests.card.answer)
        click(qtbot, page.requests.card.tell)

        assert [type(one) for one in asked] == [PrintPage, PrintPage]
        for one in asked:
            one.deleteLater()

    def test_a_wrong_number_is_said_beside_its_field_and_stays(self, page, qtbot, services):
        choose(qtbot, page.requests.kind, "erasure")
        type_text(page.requests.number.line, "HE-26-999999-K")
        click(qtbot, page.requests.enter)

        assert page.requests.number.line.is_wrong()
        assert page.requests.number.text() == "HE-26-999999-K"
        assert services.requests.all() == []

    def test_nobody_answers_before_it_is_sure_who_asks(self, page, qtbot, services, number):
        page.requests.show_request(
            services.requests.register(RequestKind.OBJECTION, case_number=number)
        )
        card = page.requests.card
        choose(qtbot, card.outcome, "granted")
        click(qtbot, card.answer)
        assert "wie Sie die Person erkannt haben" in page.messages.text()

        choose(qtbot, card.identity, "known")
        click(qtbot, card.answer)

        assert not services.requests.all()[0].is_open

    def test_the_access_copy_is_shown_and_saved_as_pdf_and_data(
        self, page, qtbot, services, desk, number, tmp_path
    ):
        request = services.requests.register(
            RequestKind.ACCESS, case_number=number, identity=IdentityCheck.KNOWN
        )
        page.requests.show_request(request)
        asked = []
        page.page_asked.connect(asked.append)
        click(qtbot, page.requests.card.show_copy)
        assert isinstance(asked[0], PrintPage)
        asked[0].deleteLater()
        folder = desk.dialogs.folder_path = tmp_path / "stick"
        folder.mkdir()

        click(qtbot, page.requests.card.save_copy)
        # Wait for the finished names: while a file is being written its name is another.
        qtbot.waitUntil(
            lambda: sorted(one.suffix for one in folder.iterdir()) == [".json", ".pdf"]
        )

        (data,) = folder.glob("*.json")
        assert json.loads(data.read_bytes())["case"] == number
        (pdf,) = folder.glob("*.pdf")
        assert pdf.read_bytes().startswith(b"%PDF")

    def test_a_stranger_is_answered_with_a_letter_from_the_card(
        self, page, qtbot, services, desk, shown
    ):
        choose(qtbot, page.requests.kind, "access")
        choose(qtbot, page.requests.identity, "paper_seen")
        click(qtbot, page.requests.enter)
        card = page.requests.card
        assert not card.show_copy.isVisible()
        type_text(card.recipient, "Frau Olena Fremdling")
        asked = []
        page.page_asked.connect(asked.append)
        click(qtbot, card.letter)
        preview = shown(asked[0])
        qtbot.waitUntil(lambda: preview.live.document() is not None)

        click(qtbot, preview.panel.print)
        (job,) = desk.printers.jobs
        assert job.title == preview.live.document().number
        assert "Fremdling" not in job.title
        assert job.data.startswith(b"%PDF")

    def test_a_case_is_restricted_from_the_request(self, page, qtbot, services, nurse, number):
        name = services.cases.head(nurse.case_id).display_name
        page.requests.show_request(
            services.requests.register(RequestKind.RESTRICTION, case_number=number)
        )
        card = page.requests.card
        choose(qtbot, card.ground, "accuracy")
        click(qtbot, card.restrict)

        assert services.cases.search(name) == []
        assert "eingeschränkt" in page.messages.text()

    def test_while_an_objection_is_examined_the_case_can_be_restricted(
        self, page, qtbot, services, nurse, number
    ):
        name = services.cases.head(nurse.case_id).display_name
        page.requests.show_request(
            services.requests.register(
                RequestKind.OBJECTION, case_number=number, identity=IdentityCheck.KNOWN
            )
        )
        click(qtbot, page.requests.card.restrict)

        assert services.cases.search(name) == []
        (request,) = services.requests.all()
        page.requests.show_request(request)
        card = page.requests.card
        choose(qtbot, card.outcome, "refused")
        type_text(card.reason.line, "Zwingende Gründe, siehe Vermerk")
        click(qtbot, card.answer)
        (request,) = services.requests.all()
        assert (request.outcome, request.reason) == (
            Outcome.REFUSED,
            "Zwingende Gründe, siehe Vermerk",
        )


class TestDeleting:
    def test_from_what_is_due_to_the_protocol_with_two_people(
        self, page, qtbot, services, played, nurse, number, second
    ):
        played.clock.move_to(services.session.today() + timedelta(days=400), "09:00")
        services.office.save(replace(services.office.load(), archive_decided=True))
        open_deleting(page, qtbot)
        open_entry(qtbot, page.erasure.due, number)
        click(qtbot, page.erasure.card.propose)
        await_lists(page, qtbot)
        assert services.cases.head(nurse.case_id)
        open_entry(qtbot, page.erasure.proposed, number)
        card = page.erasure.card
        type_text(card.passphrase.findChild(type(page.requests.number.line)), SECOND)

        click(qtbot, card.confirm)
        click(qtbot, card.box.act)
        qtbot.waitUntil(lambda: bool(services.retention.protocol()), timeout=10_000)
        qtbot.waitUntil(lambda: page.erasure.card is None, timeout=10_000)
        await_lists(page, qtbot)

        assert services.cases.search(number) == []
        assert titles(page.erasure.protocol) == [number]
        assert titles(page.erasure.proposed) == []

    def test_offices_that_received_something_are_told_before_the_name_is_gone(
        self, page, qtbot, services, desk, nurse, tmp_path, shown
    ):
        services.handover.export_pdf(nurse.case_id, partner_id("jobcenter"), tmp_path)
        number = services.cases.head(nurse.case_id).case.number
        office = services.partners.get(partner_id("jobcenter")).full_name
        asked = []
        page.page_asked.connect(asked.append)
        page.propose_erasure(number)
        click(qtbot, page.erasure.card.recipients.buttons[office])
        services.retention.propose(nurse.case_id, ErasureReason.REQUEST)
        await_lists(page, qtbot)
        page.entered()
        await_lists(page, qtbot)
        open_entry(qtbot, page.erasure.proposed, number)
        click(qtbot, page.erasure.card.recipients.buttons[office])

        assert len(asked) == 2
        preview = shown(asked[1])
        qtbot.waitUntil(lambda: preview.live.document() is not None)
        click(qtbot, preview.panel.print)
        assert [job.title for job in desk.printers.jobs] == [number]
        asked[0].deleteLater()

    def test_a_wrong_passphrase_deletes_nothing_and_can_be_typed_again(
        self, page, qtbot, services, nurse, number, second
    ):
        services.retention.propose(nurse.case_id, ErasureReason.REQUEST)
        open_deleting(page, qtbot)
        open_entry(qtbot, page.erasure.proposed, number)
        card = page.erasure.card
        type_text(card.passphrase.findChild(type(page.requests.number.line)), "falsch geraten")

        click(qtbot, card.confirm)
        click(qtbot, card.box.act)
        qtbot.waitUntil(lambda: card.confirm.isEnabled() and not card.working.isVisible())

        assert page.messages.isVisible()
        assert services.cases.search(number)
        assert page.erasure.card is card

    def test_leaving_the_page_forgets_the_passphrase(self, page, services, nurse, qtbot, number):
        services.retention.propose(nurse.case_id, ErasureReason.REQUEST)
        open_deleting(page, qtbot)
        open_entry(qtbot, page.erasure.proposed, number)
        page.erasure.card.passphrase.set_text("geheim")

        page.can_leave()

        assert page.erasure.card.passphrase.text() == ""

    def test_a_held_case_says_why_and_cannot_be_proposed(self, page, services, qtbot, number):
        services.requests.register(RequestKind.ACCESS, case_number=number)

        page.propose_erasure(number)
        await_lists(page, qtbot)

        assert page.part() == ERASURE
        assert not page.erasure.card.propose.isEnabled()

    def test_the_lists_are_read_beside_the_window_and_the_last_read_counts(
        self, page, services, qtbot, nurse, number
    ):
        page.open_part(ERASURE)
        assert titles(page.erasure.proposed) == []
        services.retention.propose(nurse.case_id, ErasureReason.REQUEST)

        page.erasure.entered()
        await_lists(page, qtbot)

        assert titles(page.erasure.proposed) == [number]

    def test_a_case_in_a_legal_dispute_is_kept_until_that_is_over(
        self, page, qtbot, services, number
    ):
        page.open_part(ERASURE)
        settle()
        disputes = page.erasure.disputes
        type_text(disputes.form.number.line, "HE-26-999999-K")
        click(qtbot, disputes.form.button)
        assert disputes.form.number.line.is_wrong()

        disputes.form.number.set_text("")
        type_text(disputes.form.number.line, number)
        click(qtbot, disputes.form.button)

        assert [held.number for held in services.requests.in_dispute()] == [number]
        page.propose_erasure(number)
        assert not page.erasure.card.propose.isEnabled()
        assert problems(page) == []
        (over,) = [b for b in disputes.findChildren(QAbstractButton) if number in
                   b.accessibleName()]  # fmt: skip
        click(qtbot, over)
        click(qtbot, disputes.box.act)

        assert services.requests.in_dispute() == []
        page.propose_erasure(number)
        assert page.erasure.card.propose.isEnabled()


class TestRestricted:
    def test_only_head_and_data_protection_see_the_list(self, page, services, nurse):
        services.requests.restrict(nurse.case_id, RestrictionGround.CLAIMS)

        page.open_part(RESTRICTED)
        settle()

        assert page.restricted.cases.findChildren(QAbstractButton) == []

    def test_the_head_lifts_a_restriction(self, services, desk, shown, qtbot, nurse, number):
        services.requests.restrict(nurse.case_id, RestrictionGround.CLAIMS)
        session = services.session
        session.advisor = replace(session.advisor, roles=frozenset({Role.HEAD, Role.ADVISOR}))
        session.reread_closed()
        page = shown(RightsPage(services, desk), 1000, 700)
        page.open_part(RESTRICTED)
        settle()

        (lift,) = [
            b for b in page.restricted.cases.findChildren(QAbstractButton) if number in
            b.accessibleName()
        ]  # fmt: skip
        click(qtbot, lift)
        click(qtbot, page.restricted.box.act)

        assert services.cases.search(number)
        assert services.requests.restricted() == []


class TestToday:
    def test_urgent_requests_and_due_deletions_show_on_the_days_page(
        self, services, played, shown, qtbot, number
    ):
        request = services.requests.register(RequestKind.ACCESS, case_number=number)
        played.clock.move_to(request.due_on - timedelta(days=3), "09:00")
        page = shown(TodayPage(services), 1200, 800)
        page.entered()
        asked = []
        page.rights_asked.connect(asked.append)
        (entry,) = [e for e in page.tasks.entries() if "Auskunft" in e.text()]
        click(qtbot, entry)
        assert asked == [REQUESTS]

        played.clock.move_to(services.session.today() + timedelta(days=400), "09:00")
        page.entered()
        settle()
        (button,) = [
            b
            for b in page.findChildren(QAbstractButton)
            if b.text() == "Ansehen …" and b.isVisible()
        ]
        click(qtbot, button)

        assert asked == [REQUESTS, ERASURE]


@pytest.mark.parametrize("part", [REQUESTS, ERASURE, RESTRICTED])
def test_everything_has_a_name_and_works_by_keyboard(page, services, qtbot, nurse, number, part):
    request = services.requests.register(RequestKind.RESTRICTION, case_number=number)
    page.requests.show_request(request)
    page.open_part(part)
    if part == ERASURE:
        page.erasure.propose(nurse.case_id)
    await_lists(page, qtbot)

    assert problems(page) == []
