"""Stellen: list, filters, the form, keys compared by words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.bundle.recipients import new_own_keys
from intake_app.services.sample_talks import partner_id
from intake_app.ui.pages.partners_page import PartnersPage
from intake_app.ui.system.keys import focus_within
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.chips import Badge
from tests.services.test_attachments import an_image
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import type_text


@pytest.fixture
def page(played, shown, desk):
    page = shown(PartnersPage(played.services, desk), 1180, 800)
    page.entered()
    settle()
    return page


@pytest.fixture
def with_keys(played):
    """The jobcenter, with keys that nobody has compared yet."""
    keys = new_own_keys()
    jobcenter = played.services.partners.get(partner_id("jobcenter"))
    return played.services.partners.save(
        replace(jobcenter, age_recipient=keys.age_recipient, signing_key=keys.verify_key)
    )


def choose(page, key):
    page.directory.list.chosen.emit(str(partner_id(key)))
    settle()


def retype(line, text):
    line.line.setFocus()
    line.line.selectAll()
    if not text:
        line.line.clear()
        line.line.textEdited.emit("")
    type_text(line.line, text)
    settle()


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def test_the_list_is_filtered_by_text_and_kind(page):
    assert len(page.directory.titles()) > 10
    type_text(page.directory.filter, "jobc")
    assert page.directory.titles() == ["Jobcenter Musterheide (Beispiel)"]

    page.directory.filter.clear()
    page.directory.kind.show_code("P05")
    page.directory.kind.chosen.emit()
    assert set(page.directory.titles()) == {
        "Berufsbildende Schule Musterheide (Beispiel)",
        "Oberschule am Beispielwald",
    }

    type_text(page.directory.filter, "zzz")
    assert page.directory.titles() == []


def test_an_office_is_changed_in_place(played, page, qtbot):
    choose(page, "jobcenter")
    assert not page.save.isVisible()
    retype(page.form.lines["phone"], "05351 1234")
    assert page.save.isVisible()

    press(qtbot, page.save)

    assert played.services.partners.get(partner_id("jobcenter")).phone == "05351 1234"
    assert not page.save.isVisible()
    assert page.messages.isVisible()


def test_a_new_office_is_stored_with_kind_and_name_only(played, page, qtbot):
    press(qtbot, page.add)
    press(qtbot, page.save)
    assert page.form.kind.is_wrong()
    assert page.form.lines["name"].line.is_wrong()

    page.form.kind.show_code("P12")
    page.form.kind.chosen.emit()
    retype(page.form.lines["name"], "Fahrradwerkstatt Ümlaut")
    press(qtbot, page.form.undertaking)
    retype(page.form.valid_from, "01.12.2026")
    press(qtbot, page.save)

    (stored,) = [
        p for p in played.services.partners.all(include_expired=True) if "Ümlaut" in p.name
    ]
    assert stored.kind == "P12"
    assert stored.secrecy_bound
    assert f"{stored.valid_from:%d.%m.%Y}" == "01.12.2026"


def test_the_undertaking_is_asked_of_volunteers_only(page):
    choose(page, "jobcenter")
    assert not page.form.undertaking.isVisible()

    page.form.kind.show_code("P12")
    page.form.kind.chosen.emit()

    assert not page.form.undertaking.isHidden()


def test_leaving_stores_what_was_changed_and_stays_when_it_cannot(played, page):
    choose(page, "jobcenter")
    retype(page.form.lines["town"], "Neustadt")
    assert page.can_leave()
    assert played.services.partners.get(partner_id("jobcenter")).town == "Neustadt"

    retype(page.form.lines["name"], "")
    assert not page.can_leave()
    assert page.form.lines["name"].line.is_wrong()


def test_a_picture_of_the_way_is_chosen_shown_and_deleted(page, played, desk, qtbot, tmp_path):
    sketches, sketch = played.services.sketches, page.form.sketch
    choose(page, "jobcenter")
    assert not sketch.picture.isVisible()
    desk.dialogs.file_path = tmp_path / "weg.png"
    desk.dialogs.file_path.write_bytes(an_image("PNG", (400, 300)))

    press(qtbot, sketch.choose)
    assert sketches.of(partner_id("jobcenter"))
    assert sketch.picture.isVisible()
    assert "zeigt den Weg" in page.messages.text()
    choose(page, "iq_network")
    assert not sketch.picture.isVisible()
    choose(page, "jobcenter")
    assert sketch.picture.isVisible()
    assert problems(page) == []

    press(qtbot, sketch.remove)
    sketch.box.keep.click()
    settle()
    assert sketches.of(partner_id("jobcenter"))
    press(qtbot, sketch.remove)
    sketch.box.act.click()
    settle()
    assert sketches.of(partner_id("jobcenter")) == b""
    assert not sketch.picture.isVisible()


def test_a_file_that_is_no_picture_is_refused_in_words(page, played, desk, qtbot, tmp_path):
    choose(page, "jobcenter")
    desk.dialogs.file_path = tmp_path / "weg.png"
    desk.dialogs.file_path.write_bytes(b"MZ a program")

    press(qtbot, page.form.sketch.choose)

    assert "PNG und JPEG" in page.messages.text()
    assert played.services.sketches.of(partner_id("jobcenter")) == b""


def test_a_new_office_is_stored_before_it_gets_a_picture(page, qtbot):
    press(qtbot, page.add)

    assert not page.form.sketch.choose.isVisible()


@pytest.mark.parametrize("new", [True, False])
def test_a_form_that_cannot_be_stored_is_there_again_after_locking(
    played, page, shown, desk, qtbot, new
):
    if new:
        press(qtbot, page.add)
    else:
        choose(page, "jobcenter")
        retype(page.form.lines["name"], "")
    retype(page.form.lines["town"], "Neustadt")
    retype(page.form.valid_to, "32.13.")
    assert not page.can_leave()
    typed = page.half_typed()

    again = shown(PartnersPage(played.services, desk), 1180, 800)
    again.entered()
    again.take_up(typed)
    settle()

    assert again.form.lines["town"].text() == "Neustadt"
    assert again.form.lines["name"].text() == ""
    assert again.form.valid_to.text() == "32.13."
    assert again.save.isVisible()


def test_nothing_is_kept_of_a_form_that_is_stored(page):
    choose(page, "jobcenter")
    retype(page.form.lines["town"], "Neustadt")
    assert page.can_leave()

    assert page.half_typed() == ""


def test_discarding_puts_back_what_is_stored(page, qtbot):
    choose(page, "jobcenter")
    before = page.form.lines["name"].text()
    retype(page.form.lines["name"], "Vertippt")

    press(qtbot, page.discard)

    assert page.form.lines["name"].text() == before
    assert page.can_leave()


def test_choosing_another_office_stores_the_first(played, page):
    choose(page, "jobcenter")
    retype(page.form.lines["contact"], "Empfang 2")
    choose(page, "iq_network")

    assert played.services.partners.get(partner_id("jobcenter")).contact == "Empfang 2"
    assert page.form.lines["name"].text().startswith("IQ-Netzwerk")


def test_a_key_that_is_none_is_refused_beside_its_field(played, page, qtbot):
    choose(page, "jobcenter")
    retype(page.form.lines["age_recipient"], "age1nonsense")
    press(qtbot, page.save)

    assert page.form.lines["age_recipient"].line.is_wrong()
    assert played.services.partners.get(partner_id("jobcenter")).age_recipient == ""


def test_words_are_compared_on_the_phone_and_a_changed_key_needs_it_again(
    played, page, with_keys, qtbot
):
    page.entered()
    choose(page, "jobcenter")
    words = page.form.keys.words.words()
    assert words == played.services.partners.words(with_keys)
    assert len(words) == 6

    page.form.ensureWidgetVisible(page.form.keys.compared)
    press(qtbot, page.form.keys.compared)
    today = played.services.session.today()
    assert played.services.partners.get(with_keys.id).keys_verified_on == today
    assert not page.form.keys.compared.isVisible()
    assert focus_within(page.form.keys), "the button that was pressed is gone"

    retype(page.form.lines["age_recipient"], new_own_keys().age_recipient)
    assert not page.form.keys.words.isVisible()
    press(qtbot, page.save)
    assert played.services.partners.get(with_keys.id).keys_verified_on is None
    assert page.form.keys.words.words() != words


def test_limits_of_the_kind_are_shown_in_three_groups(page):
    choose(page, "jobcenter")

    badges = [badge.text() for badge in page.form.limits.findChildren(Badge)]
    assert len(badges) == 12
    assert badges.index("K1 Person und Kontakt") < badges.index("K9 Gesundheit")
    assert badges.index("K9 Gesundheit") < badges.index("K12 Lernstand des Kindes")


def test_former_offices_show_on_request(played, page, qtbot):
    jobcenter = played.services.partners.get(partner_id("jobcenter"))
    gone = played.services.session.today() - timedelta(days=1)
    played.services.partners.save(replace(jobcenter, valid_to=gone))
    page.entered()
    assert jobcenter.name not in page.directory.titles()

    press(qtbot, page.directory.former)

    assert jobcenter.name in page.directory.titles()


def test_the_sheet_with_our_keys_can_be_printed(page, qtbot):
    page.own.click()
    with qtbot.waitSignal(page.own_keys.sheet_asked):
        page.own_keys.sheet.click()


def test_our_own_keys_are_shown_with_their_words_and_can_be_copied(played, page, qtbot):
    press(qtbot, page.own)

    assert page.own_keys.words.words() == played.services.office.key_words()
    copy = next(b for b in page.own_keys.findChildren(Button) if b.text() == "Kopieren")
    press(qtbot, copy)
    assert QApplication.clipboard().text() == played.services.office.public_keys()[0]


def test_where_it_is_narrow_list_and_form_are_shown_one_at_a_time(page, qtbot):
    page.resize(700, 600)
    settle()
    assert page.directory.isVisible()
    place = page.directory.geometry().translated(page.directory.parentWidget().pos())
    assert place.left() == page.width() - place.right() - 1
    choose(page, "jobcenter")
    assert page.form.isVisible()
    assert not page.directory.isVisible()

    press(qtbot, page.to_list)

    assert page.directory.isVisible()


@pytest.mark.parametrize("what", ["nothing", "jobcenter", "new", "own"])
def test_everything_has_a_name_and_can_be_reached(page, with_keys, qtbot, what):
    page.entered()
    if what == "jobcenter":
        choose(page, "jobcenter")
    elif what == "new":
        press(qtbot, page.add)
    elif what == "own":
        press(qtbot, page.own)

    assert problems(page) == []
