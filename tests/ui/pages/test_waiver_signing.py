"""Signing a waiver: who explains, who signs, and what must be said before."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from intake_app.domain.signing import CoSigning, GuardianRole, OwnSignature
from intake_app.domain.waiver import WaiverState
from intake_app.ui.system.keys import focus_within
from tests.ui.accessibility import problems
from tests.ui.pages.waivers import (
    a_draft,
    a_printed,
    choose,
    click,
    print_it,
    said,
    stored,
    words_on,
    write,
)


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def case(played):
    return played.cases["a-nurse"].case_id


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
    assert page.hand_out.hasFocus(), "the button that was pressed is gone"

    click(page.hand_out)
    assert focus_within(page.stage())
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
    form = page.stage().form
    assert focus_within(form.how), "it leads to what is missing"

    choose(form.how.field.segments, "interpreted")
    choose(form.check.field.segments, "answered")
    click(page.sign)
    assert focus_within(form.own)
    choose(form.own, "signed")
    click(page.sign)
    assert focus_within(form.confirmed)


def test_an_unsure_person_signs_another_day(services, case, open_waiver):
    page = open_waiver(a_printed(services, case, "jobcenter").id)
    fill(page.stage().form, check="unsure")
    assert page.stage().form.check._notes["unsure"].isVisible()

    click(page.sign)

    assert services.waivers.state(stored(services, page)) is WaiverState.PRINTED
    assert "Verständnisfragen" in said(page)


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


def test_the_signing_form_is_named_and_reachable(services, played, open_waiver):
    case = played.cases["c-minor"].case_id
    page = open_waiver(a_printed(services, case, "school", language="en").id)

    assert problems(page) == []
