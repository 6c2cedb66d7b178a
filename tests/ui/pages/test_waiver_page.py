"""A waiver as an advisor leads it: its lines, its paper, and what is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.dates import german_date
from intake_app.domain.partner import Offer
from intake_app.domain.waiver import Direction, WaiverState
from intake_app.domain.waiver_rules import add_months
from intake_app.services.sample_talks import partner_id
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.waiver.stage_draft import DraftStage
from intake_app.ui.pages.waiver.stage_signed import ShownStage, SigningStage
from intake_app.ui.widgets.confirm import Confirm
from tests.ui.accessibility import problems
from tests.ui.pages.waivers import (
    a_draft,
    a_printed,
    choose,
    click,
    pushed,
    said,
    stored,
    write,
)
from tests.ui.screens import settle
from tests.ui.typing import type_text


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def case(played):
    return played.cases["a-nurse"].case_id


# -- lines


def test_nothing_is_ticked_at_the_start(services, case, open_waiver):
    waiver = services.waiver_drafts.draft(case, "ar")
    services.waiver_drafts.propose(waiver.id)
    page = open_waiver(waiver.id)

    assert isinstance(page.stage(), DraftStage)
    cards = page.stage().lines.cards()
    assert len(cards) == 3, "one line for each office that an open step leads to"
    for card in cards:
        assert card.decision.code() == ""
        assert card.direction.direction() is None
        assert card.usual.codes() == card.on_request.codes() == card.purposes.codes() == ()


def test_every_click_is_stored_at_once(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    (card,) = page.stage().lines.cards()

    choose(card.decision, "yes")
    click(card.direction.tell)
    click(card.usual.chip("K1"))
    click(card.usual.chip("K3"))
    click(card.purposes.chip("Z1"))

    (line,) = stored(services, page).lines
    assert (line.decision, line.direction) == (True, Direction.TELL)
    assert line.categories == {Category.IDENTITY, Category.LANGUAGES}
    assert line.purposes == {Purpose.COURSE}
    assert card.lacks() == ""


def test_both_arrows_mean_both_ways(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    (card,) = page.stage().lines.cards()
    choose(card.decision, "yes")

    click(card.direction.tell)
    click(card.direction.ask)
    assert stored(services, page).lines[0].direction is Direction.BOTH

    click(card.direction.tell)
    assert stored(services, page).lines[0].direction is Direction.ASK


@pytest.mark.parametrize("key", ["jobcenter", "foreigners_office", "school", "kita"])
def test_only_what_the_kind_of_office_may_get_is_offered(services, case, open_waiver, key):
    page = open_waiver(a_draft(services, case, key).id)
    (card,) = page.stage().lines.cards()
    kind = services.partners.kind_of(services.partners.get(partner_id(key)))
    choose(card.decision, "yes")

    usual = {c for c in Category if kind.offer(c) is Offer.USUAL}
    assert set(card.usual._chips) == usual
    assert not card.on_request.isVisible(), "behind the quiet “mehr …”"

    click(card.more)
    asked_singly = {Category.HEALTH, Category.CHILD_LEVEL}
    on_request = {c for c in Category if kind.offer(c) is Offer.ON_REQUEST}
    assert set(card.on_request._chips) == on_request - asked_singly
    assert (card.health is not None) == (Category.HEALTH in on_request)
    assert card.level is None, "the person is of age"


def test_health_has_a_question_and_a_sentence_of_its_own(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    (card,) = page.stage().lines.cards()
    choose(card.decision, "yes")
    click(card.more)

    choose(card.health.decision, "yes")
    assert "Gesundheit" in card.lacks()
    write(card.health.sentence.field, "kann nicht schwer heben")

    (line,) = stored(services, page).lines
    assert line.health_detail == "kann nicht schwer heben"
    assert Category.HEALTH in line.categories

    choose(card.health.decision, "no")
    (line,) = stored(services, page).lines
    assert line.health_detail == ""
    assert Category.HEALTH not in line.categories


def test_copies_are_named_document_by_document(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "iq_network").id)
    (card,) = page.stage().lines.cards()
    choose(card.decision, "yes")
    assert not card.copies.isVisible()

    click(card.usual.chip("K11"))
    assert card.copies.isVisible()
    assert "Unterlagen" in card.lacks()
    card.copies.field.show_code("DOC-A06")
    card.copies.field.chosen.emit()

    assert stored(services, page).lines[0].copies == ("DOC-A06",)


def test_another_purpose_needs_words(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    (card,) = page.stage().lines.cards()
    choose(card.decision, "yes")
    click(card.purposes.chip("Z8"))

    write(card.purpose_other.field, "Fahrkarte beantragen")

    assert stored(services, page).lines[0].purpose_other == "Fahrkarte beantragen"


def test_a_no_keeps_nothing_of_what_was_ticked(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    (card,) = page.stage().lines.cards()
    choose(card.decision, "yes")
    click(card.usual.chip("K1"))
    click(card.purposes.chip("Z1"))

    choose(card.decision, "no")

    (line,) = stored(services, page).lines
    assert line.decision is False
    assert not line.categories
    assert not line.purposes
    assert not card.usual.isVisible()


def test_a_day_past_two_years_is_explained_and_cannot_be_printed(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    (card,) = page.stage().lines.cards()
    choose(card.decision, "yes")
    click(card.direction.tell)
    click(card.usual.chip("K1"))
    click(card.purposes.chip("Z1"))
    late = add_months(services.session.today(), 24) + timedelta(days=1)

    write(card.valid_until.field, german_date(late))

    assert "24 Monate" in card.lacks()
    click(page.print)
    assert "24 Monate" in said(page)
    assert stored(services, page).number == ""


def test_offices_are_added_and_taken_off(qtbot, services, case, open_waiver):
    page = open_waiver(a_draft(services, case).id)
    editor = page.stage().lines
    jobcenter = services.partners.get(partner_id("jobcenter"))

    type_text(editor.search, "Jobcenter Muster")
    QTest.keyClick(editor.search, Qt.Key.Key_Return)
    assert [line.partner_id for line in stored(services, page).lines] == [jobcenter.id]
    assert str(jobcenter.id) not in {o.code for o in editor.search.model().matches()}

    click(editor.cards()[0].remove)
    qtbot.waitUntil(lambda: not editor.cards())
    assert stored(services, page).lines == ()


def test_a_volunteer_without_undertaking_cannot_be_added(services, case, open_waiver):
    volunteers = [p for p in services.partners.all() if p.kind == "P12"]
    unbound = services.partners.save(
        replace(volunteers[0], secrecy_bound=False, contact="Klara Vorbild")
    )
    page = open_waiver(a_draft(services, case).id)

    page.stage().lines.partner_added.emit(unbound)

    assert stored(services, page).lines == ()
    assert "zum Schweigen" in said(page)


def test_the_paper_grows_beside_the_lines(qtbot, services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    qtbot.waitUntil(lambda: page.live.document() is not None, timeout=15_000)
    before = page.live.document()
    (card,) = page.stage().lines.cards()

    choose(card.decision, "yes")
    click(card.usual.chip("K1"))
    qtbot.waitUntil(page.live.is_settled, timeout=15_000)

    assert page.live.document().data != before.data
    assert page.live.preview.page_count() >= 2


def test_the_paper_is_covered_while_names_are_hidden(qtbot, services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    qtbot.waitUntil(lambda: page.live.document() is not None, timeout=15_000)

    page.set_discreet(True)
    assert not page.live.preview.isVisible()
    page.set_discreet(False)
    assert page.live.preview.isVisible()


def test_another_language_is_printed_beside_german(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)

    page.stage().language.show_code("uk")
    page.stage().language.chosen.emit()

    assert stored(services, page).language == "uk"
    (card,) = page.stage().lines.cards()
    assert card.decision.segments()[1].option.other == "так"


def test_an_incomplete_paper_says_what_is_missing_and_leads_there(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter", "kita").id)
    first, second = page.stage().lines.cards()
    choose(first.decision, "no")

    click(page.print)

    assert "ja oder nein" in said(page)
    assert second.decision.segments()[0].hasFocus()
    assert stored(services, page).number == ""

    choose(second.decision, "no")
    assert said(page) == "", "nothing is missing any more"


def test_refusing_is_a_normal_outcome(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)

    click(page.stage().refuse)

    assert services.waivers.state(stored(services, page)) is WaiverState.REFUSED
    assert "in Ordnung" in said(page)
    assert isinstance(page.stage(), ShownStage)


def test_the_level_of_a_child_is_asked_about_children_only(services, played, open_waiver):
    adult = open_waiver(a_draft(services, played.cases["a-nurse"].case_id, "school").id)
    minor = open_waiver(a_draft(services, played.cases["c-minor"].case_id, "school").id)

    assert adult.stage().lines.cards()[0].level is None
    assert minor.stage().lines.cards()[0].level is not None


# -- printing


@pytest.fixture
def complete(services, case):
    waiver = a_draft(services, case, "jobcenter")
    (line,) = waiver.lines
    return services.waiver_drafts.save_line(waiver.id, replace(line, decision=False))


def test_the_wording_is_fixed_only_when_the_paper_came_out(
    qtbot, services, desk, complete, open_waiver, shown
):
    page = open_waiver(complete.id)

    printing = shown(pushed(qtbot, page, page.print.click), 1100, 700)
    assert isinstance(printing, PrintPage)
    qtbot.waitUntil(printing.panel.isEnabled, timeout=15_000)
    assert printing.panel.copies.value() == 2, "one for the file, one for the person"
    click(printing.panel.print)
    (job,) = desk.printers.jobs
    assert job.title == stored(services, page).number
    assert services.waivers.state(stored(services, page)) is WaiverState.DRAFT

    with qtbot.waitSignal(printing.left):
        click(printing.panel.well)
    page.entered()
    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED
    assert isinstance(page.stage(), SigningStage)


def test_a_misprint_makes_the_number_void_and_keeps_the_lines(
    qtbot, services, case, complete, open_waiver, shown
):
    page = open_waiver(complete.id)
    printing = shown(pushed(qtbot, page, page.print.click), 1100, 700)
    qtbot.waitUntil(printing.panel.isEnabled, timeout=15_000)
    number = stored(services, page).number

    click(printing.panel.print)
    with qtbot.waitSignal(printing.left):
        click(printing.panel.bad)

    old = next(w for w in services.waivers.of_case(case) if w.number == number)
    assert services.waivers.state(old) is WaiverState.VOID
    assert page.waiver().id != old.id
    assert [line.decision for line in page.waiver().lines] == [False]


def test_a_paper_of_which_nobody_said_how_it_came_out_is_asked_about(
    qtbot, services, complete, open_waiver, shown
):
    services.waivers.prepare(complete.id)
    services.papers.send(services.papers.waiver(complete.id))

    page = open_waiver(complete.id)
    assert "gut gedruckt" in said(page)
    printing = shown(pushed(qtbot, page, page.messages.acted.emit), 1100, 700)
    qtbot.waitUntil(printing.panel.is_asking_after, timeout=15_000)
    click(printing.panel.well)

    page.entered()
    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED


def test_an_unusable_paper_is_made_void_after_a_question(qtbot, services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    old = page.waiver()

    click(page.stage().misprint)
    box = page.findChild(Confirm)
    assert box.focusWidget() is box.keep, "the safe answer"
    click(box.act)

    assert services.waivers.state(services.waivers.get(old.id)) is WaiverState.VOID
    assert isinstance(page.stage(), DraftStage)


# -- afterwards


def test_a_line_in_force_shows_what_it_covers(services, played, open_waiver):
    page = open_waiver(played.cases["a-nurse"].waiver.id)

    first, _second, no = page.stage().lines
    assert first.withdraw is not None
    assert no.withdraw is None, "nothing to withdraw in a no"


def test_the_extract_of_one_office_can_be_printed(qtbot, services, played, open_waiver, shown):
    page = open_waiver(played.cases["a-nurse"].waiver.id)

    printing = shown(pushed(qtbot, page, page.stage().lines[0].extract.click), 1100, 700)
    qtbot.waitUntil(lambda: printing.live.document() is not None, timeout=15_000)

    assert printing.live.document().number == f"{page.waiver().number}.1"
    assert printing.title() == "Auszug aus der Entbindung"


@pytest.mark.parametrize("size", [(1280, 800), (960, 540)])
def test_everything_is_named_and_reachable(services, case, open_waiver, size):
    page = open_waiver(a_draft(services, case, "jobcenter", "school", "foreigners_office").id)
    page.resize(*size)
    for card in page.stage().lines.cards():
        choose(card.decision, "yes")
        settle()
        click(card.more)
        settle()

    assert problems(page) == []
