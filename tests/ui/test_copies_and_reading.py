"""Copies that make themselves, and a vault that is only read, in the real window."""

from __future__ import annotations

import shutil

import pytest

from intake_app.errors import BackupError
from intake_app.services.remnants import leave_remnants
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.pages.clock_notice import ClockNotice
from intake_app.ui.pages.settings import copy_tab
from intake_app.ui.pages.today_page import TodayPage
from intake_app.ui.shell.strip import Strip
from intake_app.ui.system.idle import QUIET_S
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.segments import Segment
from intake_app.ui.words.messages import explain
from intake_app.vault.hold import STALE_AFTER
from tests.conftest import PASSPHRASE
from tests.ui.screens import settle
from tests.ui.shell import Shell


@pytest.fixture
def shell(content, clock, tmp_path, look, new_vault):
    shell = Shell(content, clock, tmp_path)
    vaults = shell.vaults
    vaults.create(shell.proposed, new_vault, vaults.new_recovery_text()).close()
    shell.machine.keep(type(shell.machine.settings)(vault=str(shell.proposed)))
    yield shell
    shell.close()


def test_the_copy_of_the_day_is_made_in_the_background(shell):
    shell.start()
    shell.unlock(PASSPHRASE)

    shell.main.watch.look()
    shell.wait()

    beside = shell.proposed.with_name("Intake-App-Sicherungen")
    assert len(list(beside.iterdir())) == 1
    shell.main.watch.look()
    shell.wait()
    assert len(list(beside.iterdir())) == 1


def test_remnants_of_what_was_deleted_go_when_nobody_types(shell):
    shell.start()
    shell.unlock(PASSPHRASE)
    services = shell.main.watch._services
    with services.session.write() as store:
        leave_remnants(store)
    for _ in range(QUIET_S - 1):
        shell.program.idle.tick()
    shell.wait()
    assert services.remnants.are_due()

    shell.program.idle.tick()
    shell.wait()

    assert not services.remnants.are_due()


def test_whoever_comes_back_need_not_wait_for_the_remnants(shell):
    shell.start()
    shell.unlock(PASSPHRASE)
    services = shell.main.watch._services
    with services.session.write() as store:
        leave_remnants(store)

    shell.main.watch.tidy()
    shell.main.watch.make_way()
    services.cases.create()
    shell.wait()
    shell.main.watch.tidy()
    shell.wait()

    assert not services.remnants.are_due()


def test_a_copy_that_fails_is_said_quietly_and_tried_again_later(shell, tmp_path):
    shell.start()
    shell.unlock(PASSPHRASE)
    stick = tmp_path / "stick"
    stick.mkdir()
    copies = shell.main.watch._services.copies
    copies.choose(folder=stick, rhythm=copies.overview().rhythm)
    stick.rmdir()

    shell.main.watch.look()
    shell.wait()
    assert shell.page.messages.level is Level.WARN
    assert explain(BackupError("folder")) in shell.page.messages.text()

    stick.mkdir()
    shell.main.watch.look()
    shell.wait()
    assert not list(stick.iterdir())
    for _ in range(16):
        shell.main.watch.look()
    shell.wait()
    assert len(list(stick.iterdir())) == 1


def test_a_rehearsal_is_started_in_the_settings_and_shown_on_the_first_page(shell):
    shell.start()
    shell.unlock(PASSPHRASE)
    shell.main.watch.look()
    shell.wait()
    settings = shell.main.navigation.go("settings", "copy")
    tab = settings.copy
    assert isinstance(tab, copy_tab.CopyTab)
    assert "Noch keine Kopie" in tab.proven.text()
    assert tab.same_drive.isVisibleTo(tab)

    tab.prove.click()
    shell.wait()

    assert "Letzte erprobte Kopie: 16.11.2026" in tab.proven.text()
    assert settings.messages.level is Level.GOOD
    today = shell.main.navigation.go("today")
    assert isinstance(today, TodayPage)
    assert "durch Wiederherstellen erprobt" in today._copied.text()


def test_a_spoilt_copy_is_said_in_words(shell):
    shell.start()
    shell.unlock(PASSPHRASE)
    shell.main.watch.look()
    shell.wait()
    shutil.rmtree(shell.proposed.with_name("Intake-App-Sicherungen"))
    settings = shell.main.navigation.go("settings", "copy")

    settings.copy.prove.click()
    shell.wait()

    assert settings.messages.level is Level.DANGER
    assert explain(BackupError("no_copy")) in settings.messages.text()


def test_a_vault_in_use_is_opened_for_reading_and_a_strip_says_so(shell, clock):
    working = shell.vaults.unlock(shell.proposed, PASSPHRASE)
    shell.start()
    card = shell.card
    assert isinstance(card, UnlockCard)
    assert card.state_of_vault.text().startswith("MB arbeitet gerade in diesem Tresor")
    assert not card.take_over.isVisibleTo(card)

    card.passphrase.set_text(PASSPHRASE)
    card.read.click()
    shell.wait()

    strip = shell.window.content()
    assert isinstance(strip, Strip)
    assert shell.main.watch._services.session.is_read_only
    assert not shell.page.messages.isVisibleTo(shell.page)
    shell.page.begin.click()
    shell.wait()
    strip.end.click()
    shell.wait(lambda: not shell.program.holds_vault)
    working.close()


def test_a_vault_of_a_program_that_hangs_is_taken_over(shell, clock):
    hanging = shell.vaults.unlock(shell.proposed, PASSPHRASE)
    clock.forward(minutes=1 + STALE_AFTER.total_seconds() / 60)
    shell.start()
    card = shell.card
    assert card.take_over.isVisibleTo(card)

    card.passphrase.set_text(PASSPHRASE)
    card.take_over.click()
    shell.wait()

    assert shell.program.holds_vault
    assert not shell.main.watch._services.session.is_read_only
    hanging.close()


def test_a_vault_that_is_taken_while_somebody_types_says_who_has_it(shell):
    shell.start()
    working = shell.vaults.unlock(shell.proposed, PASSPHRASE)

    shell.unlock(PASSPHRASE)

    card = shell.card
    assert isinstance(card, UnlockCard)
    assert card.read.isVisibleTo(card)
    assert "MB arbeitet gerade" in card.state_of_vault.text()
    working.close()


def test_a_clock_that_was_set_back_is_a_quiet_warning(shell, clock):
    clock.forward(minutes=-3 * 24 * 60)
    shell.start()
    shell.unlock(PASSPHRASE)

    notices = [
        shell.page.reminders.itemAt(place).widget().text()
        for place in range(shell.page.reminders.count())
    ]
    assert any("Die Uhr dieses Rechners geht vermutlich nach" in text for text in notices)


def test_a_clock_that_is_right_again_is_confirmed_with_its_reason(shell, clock):
    clock.forward(minutes=-3 * 24 * 60)
    shell.start()
    shell.unlock(PASSPHRASE)
    page = shell.page
    notice = page.findChild(ClockNotice)
    assert notice.confirm.text() == "Die Uhr stimmt"
    assert not notice.confirm.isEnabled()

    notice.reasons.findChildren(Segment)[1].click()
    notice.confirm.click()
    settle()

    assert page.findChild(ClockNotice) is None
    assert "zählt wieder der Tag dieses Rechners" in page.messages.text()
