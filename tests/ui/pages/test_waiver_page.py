"""A waiver as an advisor leads it: lines, paper, signature, copy."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from intake_app.domain import numbers
from intake_app.domain.codes import Category, Purpose
from intake_app.domain.dates import german_date
from intake_app.domain.numbers import waiver_page_code
from intake_app.domain.office import PaperKind
from intake_app.domain.partner import Offer
from intake_app.domain.signing import CoSigning, GuardianRole, OwnSignature
from intake_app.domain.waiver import Direction, WaiverState
from intake_app.domain.waiver_rules import add_months
from intake_app.errors import InputError, NotFoundError
from intake_app.services.sample_talks import partner_id
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.waiver.page_check import PageCheckPage
from intake_app.ui.pages.waiver.stage_draft import DraftStage
from intake_app.ui.pages.waiver.stage_signed import ShownStage, SigningStage
from intake_app.ui.pages.waiver.waiver_page import WaiverPage
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.labels import Label
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import type_text


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def case(played):
    return played.cases["a-nurse"].case_id


@pytest.fixture
def open_waiver(services, desk, shown):
    def opened(waiver_id):
        page = shown(WaiverPage(services, desk, waiver_id, back="Entbindungen"), 1280, 800)
        page.entered()
        return page

    return opened


def a_draft(services, case, *partners, language="ar"):
    drafts = services.waiver_drafts
    waiver = drafts.draft(case, language)
    for key in partners:
        line = drafts.new_line(waiver, services.partners.get(partner_id(key)))
        waiver = drafts.save_line(waiver.id, line)
    return waiver


def a_printed(services, case, *partners, language="ar"):
    return print_it(services, a_draft(services, case, *partners, language=language))


def print_it(services, waiver):
    for line in waiver.lines:
        yes = replace(
            line,
            decision=True,
            direction=Direction.BOTH,
            categories=frozenset({Category.IDENTITY}),
            purposes=frozenset({Purpose.COURSE}),
        )
        waiver = services.waiver_drafts.save_line(waiver.id, yes)
    services.waivers.prepare(waiver.id)
    document = services.papers.waiver(waiver.id)
    paper = services.papers.send(document)
    services.papers.came_out(paper.id, document)
    return services.waivers.get(waiver.id)


def words_on(widget):
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose(segments, code):
    click(next(s for s in segments.segments() if s.option.code == code))


def write(field, text):
    """Type into a field and leave it."""
    field.setFocus()
    line = field.focusProxy() or field
    line.selectAll()
    type_text(line, text)
    line.clearFocus()


def pushed(qtbot, page, act):
    with qtbot.waitSignal(page.page_asked) as asked:
        act()
    return asked.args[0]


def stored(services, page):
    return services.waivers.get(page.waiver().id)


def said(page):
    return page.messages.text() if page.messages.isVisible() else ""


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


def test_refusing_is_a_normal_outcome(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)

    click(page.stage().refuse)

    assert services.waivers.state(stored(services, page)) is WaiverState.REFUSED
    assert "in Ordnung" in said(page)
    assert isinstance(page.stage(), ShownStage)


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


# -- signing


def fill(form, how="interpreted", confirmed="signed", check="answered", own="signed"):
    choose(form.how.field.segments, how)
    if form.confirmed.isVisible():
        choose(form.confirmed.field.segments, confirmed)
    choose(form.check.field.segments, check)
    choose(form.own, own)


def test_signed_and_handed_out_the_waiver_is_in_force(services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    fill(page.stage().form)

    click(page.sign)
    waiver = stored(services, page)
    assert services.waivers.state(waiver) is WaiverState.SIGNED
    assert waiver.explanation.interpreter == "Nadim Musterer, Pool der Sprachmittelnden"
    assert (waiver.signature.seen_by, waiver.signature.place) == ("MB", "Musterheide")
    assert "Kopie" in said(page)

    click(page.hand_out)
    assert services.waivers.state(stored(services, page)) is WaiverState.IN_FORCE
    assert page.withdrawal.isVisible()


def test_the_four_questions_stand_in_both_languages(services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    texts = {
        label.text()
        for label in page.stage().form.findChildren(type(page.stage().form.how._wrong))
    }

    assert "1. Wem dürfen wir etwas sagen?" in texts
    arabic = services.session.content.wording("ar").block("C-T01")
    assert arabic in texts


def test_nothing_is_signed_before_everything_is_said(services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)

    click(page.sign)

    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED
    assert "erklärt" in said(page)


def test_an_unsure_person_signs_another_day(services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    fill(page.stage().form, check="unsure")
    assert page.stage().form.check._notes["unsure"].isVisible()

    click(page.sign)

    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED
    assert "Verständnisfragen" in said(page) or "Fragen" in said(page)


def test_the_interpreter_on_the_phone_confirms_with_the_hour(services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    form = page.stage().form
    fill(form, confirmed="phone")
    assert form.confirmed_at.isVisible()

    write(form.confirmed_at.field, "1432")
    click(page.sign)

    explanation = stored(services, page).explanation
    assert (explanation.interpreter_confirmed, explanation.confirmed_at) == ("phone", "14:32")


def test_a_mark_needs_a_witness(services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    form = page.stage().form
    fill(form, how="read_aloud", own="mark")
    assert form.witness.isVisible()

    click(page.sign)
    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED
    write(form.witness.field, "Tarek Vorlage")
    click(page.sign)

    assert stored(services, page).explanation.witness == "Tarek Vorlage"


def test_a_guardian_signs_with_evidence_for_a_minor(services, played, open_waiver):
    case = played.cases["c-minor"].case_id
    page = open_waiver(a_printed(services, case, "school", language="en").id)
    form = page.stage().form
    (guardian,) = form.guardians.cards()
    assert guardian.name.value() == "Petra Beispiel"
    fill(form)

    click(page.sign)
    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED
    write(guardian.evidence.field, "Bestallung vom 01.10.2026")
    click(page.sign)

    (signature,) = stored(services, page).signature.guardians
    assert signature.evidence_seen == "Bestallung vom 01.10.2026"


def test_a_legal_carer_signs_beside_an_adult(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    click(page.stage().beside)
    assert stored(services, page).co_signing is CoSigning.CARER

    (line,) = page.waiver().lines
    services.waiver_drafts.save_line(page.waiver().id, replace(line, decision=False))
    services.waivers.prepare(page.waiver().id)
    document = services.papers.waiver(page.waiver().id)
    services.papers.came_out(services.papers.send(document).id, document)
    page.entered()
    form = page.stage().form
    assert form.guardians is None
    fill(form)
    write(form.carer.name, "Petra Muster")
    assert problems(page) == []

    click(page.sign)
    assert "Betreuung" in said(page), "the certificate is missing"
    write(form.carer.evidence, "Betreuerausweis vom 03.02.2026")
    kept = page.half_typed()
    page.take_up(kept)
    click(page.sign)

    (carer,) = stored(services, page).signature.guardians
    assert carer.role is GuardianRole.CARER
    assert carer.evidence_seen == "Betreuerausweis vom 03.02.2026"


def test_a_legal_carer_signs_in_the_place_of_an_adult(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    assert not page.stage().instead.isVisible(), "most people sign themselves"
    click(page.stage().beside)
    click(page.stage().instead)
    assert stored(services, page).co_signing is CoSigning.CARER_INSTEAD
    assert problems(page) == []
    again = open_waiver(page.waiver().id)
    assert again.stage().beside.isChecked()
    assert again.stage().instead.isChecked()

    page = open_waiver(print_it(services, stored(services, page)).id)
    form = page.stage().form
    assert "anstelle der Person" in words_on(form)
    assert not form.own.isVisible()
    choose(form.how.field.segments, "interpreted")
    choose(form.confirmed.field.segments, "signed")
    choose(form.check.field.segments, "answered")
    write(form.carer.name, "Petra Muster")
    assert problems(page) == []
    click(page.sign)
    assert "Betreuung" in said(page), "the certificate is missing"

    write(form.carer.evidence, "Betreuerausweis vom 03.02.2026")
    kept = page.half_typed()
    page.take_up(kept)
    click(page.sign)

    signature = stored(services, page).signature
    assert signature.own is OwnSignature.NOT_NEEDED
    assert [guardian.role for guardian in signature.guardians] == [GuardianRole.CARER]
    shown = words_on(page.stage())
    assert "Petra Muster" in shown
    assert "14 Jahren" not in shown


def test_without_the_carer_nobody_signs_in_the_place_of_an_adult(services, case, open_waiver):
    page = open_waiver(a_draft(services, case, "jobcenter").id)
    click(page.stage().beside)
    click(page.stage().instead)

    click(page.stage().beside)

    assert stored(services, page).co_signing is CoSigning.BY_AGE
    assert not page.stage().instead.isVisible()
    click(page.stage().beside)
    assert stored(services, page).co_signing is CoSigning.CARER


def test_who_signs_alone_is_decided_before_printing(services, played, open_waiver):
    minor = played.cases["c-minor"].case_id
    page = open_waiver(a_draft(services, minor, "school", language="en").id)
    assert not page.stage().beside.isChecked()

    click(page.stage().beside)

    assert stored(services, page).co_signing is CoSigning.ALONE
    again = open_waiver(page.waiver().id)
    assert again.stage().beside.isChecked()


def test_a_paper_says_for_whom_it_was_printed_and_is_signed_by_nobody_else(
    services, played, open_waiver
):
    minor = played.cases["c-minor"].case_id
    page = open_waiver(a_printed(services, minor, "school", language="en").id)
    form = page.stage().form
    assert form.guardians is not None
    assert not form.alone.isVisible()
    assert "Felder für die Sorgeberechtigten" in words_on(form)

    draft = a_draft(services, minor, "school", language="en")
    services.waiver_drafts.set_co_signing(draft.id, CoSigning.ALONE)
    page = open_waiver(print_it(services, services.waivers.get(draft.id)).id)
    form = page.stage().form
    assert form.guardians is None
    assert "für die jugendliche Person allein gedruckt" in words_on(form)
    fill(form)
    click(page.sign)
    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED

    write(form.insight.field, "hat in eigenen Worten gesagt, wer was erfährt")
    click(page.sign)

    assert services.waivers.state(stored(services, page)) is WaiverState.SIGNED
    assert stored(services, page).signature.guardians == ()


def test_the_pad_is_offered_only_where_the_office_allows_it(services, case, open_waiver):
    waiver = a_printed(services, case, "jobcenter")
    assert open_waiver(waiver.id).stage().form.pad is None

    services.office.save(replace(services.office.load(), pad_signature=True))
    page = open_waiver(waiver.id)
    form = page.stage().form
    fill(form)
    choose(form.pad.where, "pad")
    click(page.sign)
    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED

    pad = form.pad.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    for x in range(24, 240, 8):
        QTest.mouseMove(pad, QPoint(x, 40 + (x % 32)))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(240, 40))
    click(page.sign)

    assert len(stored(services, page).signature.strokes[0]) > 12


def test_what_was_half_typed_is_there_after_locking(services, case, open_waiver):
    waiver = a_printed(services, case, "jobcenter")
    page = open_waiver(waiver.id)
    fill(page.stage().form)
    write(page.stage().form.original_at.field, "Fach 4")
    kept = page.half_typed()
    json.loads(kept)

    again = open_waiver(waiver.id)
    again.take_up(kept)
    click(again.sign)

    signature = stored(services, again).signature
    assert signature.original_at == "Fach 4"


def test_coming_back_to_the_page_keeps_what_was_typed(services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    write(page.stage().form.original_at.field, "Fach 4")

    page.entered()

    assert page.stage().form.original_at.typed() == "Fach 4"


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


def test_the_signing_form_is_named_and_reachable(services, played, open_waiver):
    case = played.cases["c-minor"].case_id
    page = open_waiver(a_printed(services, case, "school", language="en").id)

    assert problems(page) == []


# -- reading out


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


def test_the_level_of_a_child_is_asked_about_children_only(services, played, open_waiver):
    adult = open_waiver(a_draft(services, played.cases["a-nurse"].case_id, "school").id)
    minor = open_waiver(a_draft(services, played.cases["c-minor"].case_id, "school").id)

    assert adult.stage().lines.cards()[0].level is None
    assert minor.stage().lines.cards()[0].level is not None


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
