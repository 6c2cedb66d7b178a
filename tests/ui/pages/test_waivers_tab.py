"""The tab Entbindungen: the list, a new waiver, a paper from outside, the withdrawal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.office import PaperKind
from intake_app.domain.signing import CoSigning, GuardianRole
from intake_app.domain.waiver import Direction, WaiverState
from intake_app.errors import DisclosureRefusedError
from intake_app.services.sample_talks import partner_id
from intake_app.services.steps import INFORM_PARTNER
from intake_app.ui.pages.paper.catalogue import printables
from intake_app.ui.pages.waiver.entry_page import PaperEntryPage
from intake_app.ui.pages.waiver.waiver_page import WaiverPage
from intake_app.ui.pages.waiver.withdrawal_page import WithdrawalPage
from intake_app.ui.pages.waivers_tab import WaiversTab
from tests.ui.accessibility import problems
from tests.ui.pages.waivers import choose, click, pushed, write
from tests.ui.screens import settle


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def nurse(played):
    return played.cases["a-nurse"]


@pytest.fixture
def tab(services, desk, nurse, shown):
    tab = shown(WaiversTab(services, desk, nurse.case_id), 1100, 700)
    tab.entered()
    return tab


def hand_over(services, nurse, folder):
    return services.handover.export_pdf(nurse.case_id, partner_id("jobcenter"), folder)


# -- the list


def test_every_line_of_a_waiver_in_force_is_to_be_seen(tab):
    (card,) = tab.cards()

    assert card.waiver.number.startswith("SE-26-")
    assert card.withdraw is not None, "withdrawing is always one click away"
    assert not tab.empty.isVisible()


def test_an_empty_tab_says_what_will_be_here(services, desk, shown):
    tab = shown(WaiversTab(services, desk, services.cases.create()), 1100, 700)
    tab.entered()

    assert tab.empty.isVisible()
    assert tab.new.isVisible()


def test_ended_ones_stand_behind_a_button(services, tab, nurse):
    refused = services.waiver_drafts.draft(nurse.case_id, "ar")
    services.waivers.refuse(refused.id)
    tab.entered()
    assert len(tab.cards()) == 1

    click(tab.older)

    assert [card.waiver.id for card in tab.cards()] == [refused.id, nurse.waiver.id]


def test_a_new_waiver_begins_with_the_offices_of_the_agreed_steps(qtbot, services, tab, nurse):
    page = pushed(qtbot, tab, tab.new.click)

    assert isinstance(page, WaiverPage)
    waiver = services.waivers.get(page.waiver().id)
    assert waiver.language == "ar"
    assert [line.partner_id for line in waiver.lines] == [
        partner_id("iq_network"),
        partner_id("adult_school"),
        partner_id("kita"),
    ]
    assert all(line.decision is None for line in waiver.lines)


def test_the_list_is_named_and_reachable(tab):
    assert problems(tab) == []


# -- withdrawing


def test_a_withdrawal_takes_three_clicks_and_works_at_once(
    qtbot, services, tab, nurse, shown, tmp_path
):
    hand_over(services, nurse, tmp_path)
    (card,) = tab.cards()

    page = shown(pushed(qtbot, tab, lambda: click(card.withdraw)))
    choose(page.how, "phone")
    click(page.act)

    waiver = services.waivers.get(nurse.waiver.id)
    assert services.waivers.state(waiver) is WaiverState.WITHDRAWN
    with pytest.raises(DisclosureRefusedError):
        hand_over(services, nurse, tmp_path)


def test_who_has_received_something_gets_a_letter_and_a_step(
    qtbot, services, desk, tab, nurse, shown, tmp_path
):
    hand_over(services, nurse, tmp_path)
    page = shown(pushed(qtbot, tab, tab.cards()[0].withdraw.click))
    click(page.delete)
    choose(page.how, "oral")
    click(page.act)
    settle()

    steps = services.steps.of_case(nurse.case_id)
    informed = [step.partner_id for step in steps if step.kind == INFORM_PARTNER]
    assert informed == [partner_id("jobcenter")], "the other office has received nothing"
    assert len(page.notices) == 1

    letter = shown(pushed(qtbot, page, page.notices[0].click), 1100, 700)
    qtbot.waitUntil(lambda: letter.live.document() is not None, timeout=15_000)
    click(letter.panel.print)
    assert len(desk.printers.jobs) == 1


def test_the_confirmation_for_the_person_is_ready_to_print(qtbot, services, tab, nurse, shown):
    page = shown(pushed(qtbot, tab, tab.cards()[0].withdraw.click))
    choose(page.how, "written")
    click(page.act)
    settle()

    printing = shown(pushed(qtbot, page, page.confirmation.click), 1100, 700)
    qtbot.waitUntil(lambda: printing.live.document() is not None, timeout=15_000)

    document = printing.live.document()
    assert document.language == "ar"
    services.papers.send(document)
    form = next(p for p in printables(services, nurse.case_id) if p.kind is PaperKind.WITHDRAWAL)
    assert form.paper is None, "the empty form was not printed"
    page.finish.setFocus()
    page.finish.clearFocus()
    page.entered()
    assert page.window().focusWidget() is page.confirmation, "back from printing"


def test_one_line_alone_can_be_taken_back(qtbot, services, desk, nurse, shown):
    waiver = nurse.waiver
    page = shown(WaiverPage(services, desk, waiver.id, back="Entbindungen"), 1280, 800)
    page.entered()
    line = page.stage().lines[0]

    withdrawing = shown(pushed(qtbot, page, line.withdraw.click))
    assert [line.ends() for line in withdrawing.lines.values()] == [True, False]
    choose(withdrawing.how, "oral")
    click(withdrawing.act)

    page.entered()
    state = services.waivers.state(services.waivers.get(waiver.id))
    assert state is WaiverState.PARTLY_WITHDRAWN
    assert page.stage().lines[0].withdraw is None
    assert page.stage().lines[1].withdraw is not None


def test_single_information_is_taken_back_and_the_rest_goes_on(services, desk, nurse, shown):
    line = nurse.waiver.lines[0]
    page = shown(WithdrawalPage(services, desk, nurse.waiver.id, line.id, back="Entbindungen"))
    ending = page.lines[line.id]
    choose(ending.scope, "part")
    choose(page.how, "phone")

    click(page.act)
    assert "welche Angaben" in page.messages.text()
    assert services.waivers.withdrawals(nurse.waiver.id) == ()

    click(ending.categories[Category.WORK])
    click(page.act)

    after = services.waivers.get(nurse.waiver.id)
    assert after.lines[0].open_categories == line.categories - {Category.WORK}
    assert after.lines[1] == nurse.waiver.lines[1]


def test_a_withdrawal_that_was_begun_goes_on_after_locking(services, desk, nurse, shown):
    line = nurse.waiver.lines[0]
    begun = shown(WithdrawalPage(services, desk, nurse.waiver.id, line.id, back="Entbindungen"))
    choose(begun.lines[line.id].scope, "part")
    click(begun.lines[line.id].categories[Category.WORK])
    choose(begun.how, "written")
    click(begun.delete)

    again = shown(WithdrawalPage(services, desk, nurse.waiver.id, back="Entbindungen"))
    again.take_up(begun.half_typed())
    assert again.half_typed() == begun.half_typed()
    click(again.act)
    assert again.part() == "done"

    third = shown(WithdrawalPage(services, desk, nurse.waiver.id, back="Entbindungen"))
    third.open_part(again.part())
    settle()
    assert third.confirmation.isVisible()


def test_how_it_came_in_has_to_be_said(services, desk, nurse, shown):
    page = shown(WithdrawalPage(services, desk, nurse.waiver.id, back="Entbindungen"))

    click(page.act)

    assert services.waivers.get(nurse.waiver.id).lines[0].withdrawn_at is None
    assert "eingegangen" in page.messages.text()


def test_the_withdrawal_is_named_and_reachable(services, desk, nurse, shown):
    page = shown(WithdrawalPage(services, desk, nurse.waiver.id, back="Entbindungen"))
    assert problems(page) == []

    choose(page.how, "oral")
    click(page.act)
    settle()
    assert problems(page) == []


# -- papers signed away from the program


@pytest.fixture
def blank(services):
    (document,) = services.papers.blank_waivers(1, "ar")
    return document.number


def fill(page, services):
    page.lines.partner_added.emit(services.partners.get(partner_id("jobcenter")))
    (card,) = page.lines.cards()
    choose(card.decision, "yes")
    click(card.direction.tell)
    click(card.usual.chip("K1"))
    click(card.purposes.chip("Z1"))
    choose(page.form.how.field.segments, "interpreted")
    choose(page.form.confirmed.field.segments, "signed")
    choose(page.form.check.field.segments, "answered")
    choose(page.form.own, "signed")


def test_a_paper_signed_elsewhere_is_entered_under_its_number(
    qtbot, services, tab, nurse, blank, shown
):
    page = shown(pushed(qtbot, tab, tab.enter.click), 1100, 800)
    assert isinstance(page, PaperEntryPage)
    write(page.number, blank.replace("-", "").lower())
    assert page.number.text() == blank
    fill(page, services)

    with qtbot.waitSignal(page.left):
        click(page.take)

    entered = next(w for w in services.waivers.of_case(nurse.case_id) if w.number == blank)
    assert services.waivers.state(entered) is WaiverState.SIGNED
    (line,) = entered.lines
    assert (line.direction, line.categories, line.purposes) == (
        Direction.TELL,
        {Category.IDENTITY},
        {Purpose.COURSE},
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [("", "Nummer"), ("SE-26-00099-X", "Zeichen"), ("Zettel 12", "SE-26")],
)
def test_a_wrong_number_is_explained_and_nothing_stored(
    services, desk, nurse, shown, number, said
):
    page = shown(PaperEntryPage(services, nurse.case_id, back="Entbindungen"), 1100, 800)
    if number:
        write(page.number, number)
    click(page.take)

    assert said in page.messages.text() + page._number_wrong.text()
    assert len(services.waivers.of_case(nurse.case_id)) == 1


def test_a_number_that_was_never_printed_is_refused(services, desk, nurse, shown):
    page = shown(PaperEntryPage(services, nurse.case_id, back="Entbindungen"), 1100, 800)
    write(page.number, nurse.waiver.number)
    fill(page, services)

    click(page.take)

    assert len(services.waivers.of_case(nurse.case_id)) == 1
    assert page.messages.isVisible()


def test_a_half_entered_paper_is_there_after_locking(services, desk, nurse, blank, shown):
    page = shown(PaperEntryPage(services, nurse.case_id, back="Entbindungen"), 1100, 800)
    write(page.number, blank)
    fill(page, services)
    kept = page.half_typed()

    again = shown(PaperEntryPage(services, nurse.case_id, back="Entbindungen"), 1100, 800)
    again.take_up(kept)
    click(again.take)

    entered = next(w for w in services.waivers.of_case(nurse.case_id) if w.number == blank)
    assert replace(entered.lines[0], id=None) == replace(page.lines.cards()[0].line, id=None)


def test_a_legal_carer_who_signed_elsewhere_is_taken_over(services, desk, nurse, blank, shown):
    page = shown(PaperEntryPage(services, nurse.case_id, back="Entbindungen"), 1100, 800)
    write(page.number, blank)
    fill(page, services)
    carer = page.form.carer
    assert not carer.name.isVisible(), "most people have none"
    click(carer.signs)
    write(carer.name, "Petra Muster")
    click(page.take)
    assert "Betreuung" in page.messages.text(), "the certificate is missing"
    write(carer.evidence, "Betreuerausweis vom 03.02.2026")
    kept = page.half_typed()

    again = shown(PaperEntryPage(services, nurse.case_id, back="Entbindungen"), 1100, 800)
    again.take_up(kept)
    assert problems(again) == []
    click(again.take)

    entered = next(w for w in services.waivers.of_case(nurse.case_id) if w.number == blank)
    assert entered.co_signing is CoSigning.CARER
    (signature,) = entered.signature.guardians
    assert (signature.role, signature.name) == (GuardianRole.CARER, "Petra Muster")


def test_a_young_person_who_signed_alone_elsewhere_is_taken_over(
    services, desk, played, blank, shown
):
    case_id = played.cases["c-minor"].case_id
    page = shown(PaperEntryPage(services, case_id, back="Entbindungen"), 1100, 800)
    write(page.number, blank)
    fill(page, services)
    click(page.form.alone.field.focusProxy() or page.form.alone.field)
    write(page.form.insight.field, "hat in eigenen Worten gesagt, wer was erfährt")
    click(page.take)
    assert "Jugendmigrationsdienst" in page.messages.text(), "the Jobcenter is no narrow line"
    assert len(services.waivers.of_case(case_id)) == 1


def test_the_entry_is_named_and_reachable(services, desk, nurse, shown):
    page = shown(PaperEntryPage(services, nurse.case_id, back="Entbindungen"), 1100, 800)
    assert problems(page) == []
