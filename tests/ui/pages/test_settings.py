"""The settings, as the head of an office uses them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from intake_app.errors import WrongPassphraseError
from intake_app.settings import load_settings
from intake_app.ui.look.theme import Scheme
from intake_app.ui.machine import Machine
from intake_app.ui.pages import settings_page
from intake_app.ui.pages.help_page import HelpPage
from intake_app.ui.pages.paper.desk import PrintDesk
from intake_app.ui.pages.settings_page import SettingsPage
from intake_app.ui.tasks import TaskRunner
from intake_app.ui.widgets.notices import Level
from tests.ui.accessibility import problems
from tests.ui.pages.conftest import PASSPHRASE
from tests.ui.screens import settle, windows_opened
from tests.ui.shell import Dialogs, Paper
from tests.ui.typing import press, type_text

NEW = "eigelb kutscher legende vormittag vielmals kornfeld"


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path / "config" / "settings.toml")


@pytest.fixture
def desk(qapp, machine):
    tasks = TaskRunner()
    yield PrintDesk(
        tasks=tasks,
        printers=Paper(),
        dialogs=Dialogs(),
        settings=lambda: machine.settings,
        remember=machine.keep,
    )
    tasks.wait(20_000)


@pytest.fixture
def page(services, desk, machine, shown):
    page = shown(SettingsPage(services, desk, machine), 1000, 700)
    page.entered()
    settle()
    return page


@pytest.fixture
def wait(desk, qtbot):
    def wait():
        qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=60_000)
        settle()

    return wait


def office(services):
    return services.office.load()


def leave(line, text):
    """Type into a field and leave it."""
    line.line.setFocus()
    line.line.clear()
    type_text(line.line, text)
    line.line.clearFocus()
    settle()


def choose(segments, code):
    next(segment for segment in segments.segments() if segment.option.code == code).click()
    settle()


# The office.


def test_a_field_of_the_office_is_stored_when_it_is_left(page, services):
    leave(page.office.fields.lines["phone"], "05351 1234")
    assert office(services).phone == "05351 1234"
    assert page.messages.text() == "Gespeichert."


def test_the_new_name_stands_on_the_card_before_unlocking(page, services):
    leave(page.office.fields.lines["name"], "Anlaufstelle Neustadt")
    assert services.session.folder.office_name == "Anlaufstelle Neustadt"


def test_an_office_without_a_name_is_not_stored_and_says_so(page, services):
    before = office(services).name
    leave(page.office.fields.lines["name"], " ")
    assert office(services).name == before
    assert page.office.fields.lines["name"].line.is_wrong()


def test_rules_and_numbers_are_stored(page, services):
    leave(page.office.retention, "24")
    page.office.released_only.click()
    page.office.pad.click()
    stored = office(services)
    assert stored.retention_months == 24
    assert stored.require_released
    assert stored.pad_signature


@pytest.mark.parametrize("typed", ["0", "999", "zwölf", ""])
def test_a_number_out_of_bounds_stays_in_the_field_and_is_not_stored(page, services, typed):
    before = office(services).slip_days
    leave(page.office.slip_days, typed)
    assert office(services).slip_days == before
    assert page.office.slip_days.line.is_wrong()
    assert page.office.slip_days.text() == typed


def test_texts_count_as_released_with_name_and_day(page, services, played):
    assert page.office.state.level is Level.WARN
    leave(page.office.released_by, "Dr. Muster")
    leave(page.office.released_on, "heute")
    stored = office(services)
    assert stored.texts_released_by == "Dr. Muster"
    assert stored.texts_released_on == services.session.today()
    assert page.office.state.level is Level.GOOD


def test_texts_cannot_be_released_in_the_future(page, services):
    tomorrow = services.session.today() + timedelta(days=1)
    leave(page.office.released_on, f"{tomorrow:%d.%m.%Y}")
    assert office(services).texts_released_on is None
    assert page.office.released_on.line.is_wrong()


def test_what_is_unfinished_is_kept_and_shown_again(page):
    page.office.fields.lines["case_prefix"].set_text("7")
    page.can_leave()
    typed = page.half_typed()
    page.office.show_office()
    assert page.half_typed() == ""
    page.take_up(typed)
    assert page.office.fields.lines["case_prefix"].text() == "7"


# Locking and keys.


def test_lock_times_are_stored_at_once(page, services, qtbot):
    with qtbot.waitSignal(page.lock_times_changed):
        choose(page.security.minutes, "10")
    choose(page.security.minutes_in_talk, "30")
    choose(page.security.minutes_in_talk, "30")
    assert (office(services).lock_minutes, office(services).lock_minutes_talk) == (10, 30)


def test_the_passphrase_changes_with_the_old_one_only(page, services, wait):
    security = page.security
    for old in ("wrong words", PASSPHRASE):
        security.old.set_text(old)
        security.new.first.set_text(NEW)
        security.new.second.set_text(NEW)
        security.change.click()
        wait()
        assert ("öffnet den Tresor nicht" in page.messages.text()) == (old != PASSPHRASE)
    assert security.old.text() == security.new.passphrase() == ""
    folder, slot = services.session.folder, services.session.unlocked.slot_id
    with pytest.raises(WrongPassphraseError):
        folder.unlock(PASSPHRASE, slot)
    folder.unlock(NEW, slot).wipe()


def test_a_new_sheet_counts_only_after_it_was_read_off_the_paper(page, services, wait, desk):
    security, folder = page.security, services.session.folder
    security.make_sheet.click()
    wait()
    assert security.sheet.preview.page_count() == 1
    assert security.use_sheet.isHidden()
    text = security._recovery_text
    security.sheet.print.click()
    security.use_sheet.click()
    assert "beide Gruppen" in page.messages.text()
    with pytest.raises(WrongPassphraseError):
        folder.recover(text)
    for number, field in zip(security.sheet._asked, security.sheet.groups.fields, strict=True):
        type_text(field, text.split("-")[number - 1])
    security.use_sheet.click()
    folder.recover(text).wipe()
    assert security.sheet is None
    assert security._recovery_text == ""


def test_leaving_the_page_forgets_passphrases_and_sheet(page, wait):
    page.security.old.set_text(PASSPHRASE)
    page.security.make_sheet.click()
    wait()
    page.open_part(settings_page.OFFICE)
    page.can_leave()
    assert page.security.old.text() == ""
    assert page.security.sheet is None


def test_our_words_can_be_read_out(page, services):
    assert page.security.words.words() == services.office.key_words()


# The copy.


def test_a_copy_is_written_checked_and_dated(page, services, desk, tmp_path, wait):
    assert page.copy.last.level is Level.WARN
    desk.dialogs.answer = tmp_path / "drive"
    desk.dialogs.answer.mkdir()
    page.copy.make.click()
    wait()
    (folder,) = desk.dialogs.answer.iterdir()
    assert "geprüft: 4 Fälle" in page.messages.text()
    assert " MB." in page.messages.text(), "no MiB, which nobody knows"
    assert str(tmp_path) not in page.messages.text()
    assert page.copy.last.level is Level.GOOD
    assert (folder / "store.db").exists()
    assert services.copies.overview().last.made_at == services.session.now()


def test_after_a_copy_the_keys_are_where_they_were(page, desk, tmp_path, wait):
    page.open_part(settings_page.COPY)
    desk.dialogs.answer = tmp_path
    page.copy.make.setFocus()
    assert page.window().focusWidget() is page.copy.make

    page.copy.make.click()
    assert page.window().focusWidget() is not page.copy.make
    wait()

    assert "geprüft" in page.messages.text()
    assert page.window().focusWidget() is page.copy.make


def test_a_copy_can_be_stopped_and_leaves_nothing(page, desk, tmp_path, wait):
    page.copy.copy_to(tmp_path)
    page.copy.progress.cancelled.emit()
    wait()
    assert list(tmp_path.glob("Intake-Sicherung*")) == [] or page.copy.last.level is Level.GOOD
    assert page.copy.make.isEnabled()
    assert page.copy.progress.isHidden()


def test_a_folder_that_cannot_be_written_is_explained(page, tmp_path, wait):
    page.copy.copy_to(tmp_path / "not" / "there" / "\0")
    wait()
    assert page.messages.level is Level.DANGER


# This machine.


def test_the_look_of_this_machine_is_kept_in_its_file(page, machine, qtbot, tmp_path):
    with qtbot.waitSignal(machine.look_changed):
        choose(page.machine.theme, "dark")
    choose(page.machine.size_of_text, "150")
    page.machine.keyboards.click()
    stored = load_settings(tmp_path / "config" / "settings.toml")
    assert (stored.theme, stored.text_percent) == ("dark", 150)
    assert not stored.on_screen_keyboard


def test_one_of_the_looks_always_holds(page, machine):
    choose(page.machine.language, "de")
    assert page.machine.language.code() == "de"
    assert machine.settings.language == "de"


def test_settings_on_a_disk_that_cannot_be_written_hold_until_the_end(tmp_path, qapp):
    blocked = tmp_path / "file"
    blocked.write_text("")
    machine = Machine(blocked / "settings.toml")
    machine.keep(machine.settings)
    assert machine.settings.language == "de"


# All of it.


@pytest.mark.parametrize(
    "key",
    [
        settings_page.OFFICE,
        settings_page.LISTS,
        settings_page.TRANSLATIONS,
        settings_page.SECURITY,
        settings_page.COPY,
        settings_page.MACHINE,
    ],
)
def test_every_control_has_a_name_and_is_reached_by_keys(page, key, theme):
    page.open_part(key)
    assert page.part() == key
    settle()
    assert problems(page) == []
    theme.apply(Scheme.DARK, 200)
    settle()
    assert problems(page) == []


def test_nothing_flashes_up_while_the_settings_are_built(services, desk, machine, qtbot):
    with windows_opened() as opened:
        qtbot.addWidget(SettingsPage(services, desk, machine))
    assert opened == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_help_has_two_pages_and_scrolls_by_keys(shown, language):
    page = shown(HelpPage(language), 1000, 500)
    page.entered()
    assert page.tabs.count() == 2
    assert problems(page) == []
    first = page.text.toPlainText()
    press(page.text, Qt.Key.Key_PageDown)
    assert page.text.verticalScrollBar().value() > 0
    page.open_part("1")
    assert page.text.toPlainText() != first
    assert "F12" in page.text.toPlainText()
    assert page.text.document().rootFrame().childFrames()
