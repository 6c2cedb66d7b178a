"""The way into the vault: unlocking, the recovery sheet, the first start."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from intake_app.errors import FormError
from intake_app.settings import Settings, load_settings
from intake_app.ui.entrance.first_start import DONE, FOLDER, PEOPLE, SHEET, FirstStart
from intake_app.ui.entrance.recovery_card import RecoveryCard
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.shell.places import TODAY
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.shell import PASSPHRASE, Shell, begin_talk
from tests.ui.typing import press, type_text

# Unlocking.


def test_the_passphrase_can_be_typed_before_anything_is_loaded(shell, recovery_text):
    shell.program.start()
    shell.window.show()
    card = shell.window.content()
    assert isinstance(card, UnlockCard)
    type_text(card.passphrase, PASSPHRASE)
    card.unlock.click()
    assert card.progress.isVisible()
    shell.wait(lambda: shell.program.main is not None)
    assert shell.main.frame.place() == TODAY


def test_the_window_names_nobody_before_and_after_unlocking(opened):
    begin_talk(opened)
    assert opened.window.windowTitle() == "Intake App"
    assert all(w.windowTitle() in {"", "Intake App"} for w in QApplication.topLevelWidgets())


def test_a_missing_vault_is_said_and_found_again_or_elsewhere(shell, recovery_text):
    away = shell.folder / "drive"
    shell.proposed.rename(away)
    shell.start()
    assert "kein Tresor" in shell.card.notice.text()
    assert shell.card.passphrase.isHidden()
    shell.dialogs.answer = away
    shell.card.other_folder.click()
    shell.unlock(PASSPHRASE)
    assert shell.program.holds_vault
    assert load_settings(shell.settings_file).vault == str(away)


def test_a_vault_that_is_open_elsewhere_says_where(shell, recovery_text):
    other = shell.vaults.unlock(shell.proposed, PASSPHRASE)
    shell.start()
    shell.unlock(PASSPHRASE)
    assert "arbeitet gerade in diesem Tresor" in shell.card.state_of_vault.text()
    other.close()
    shell.unlock(PASSPHRASE)
    assert shell.program.holds_vault


def test_an_empty_passphrase_is_asked_for_without_blame(shell, recovery_text):
    shell.start()
    shell.card.unlock.click()
    assert "Bitte" in shell.card.notice.text()


def test_a_mistake_in_the_forms_of_an_installation_is_told_with_its_place(
    content, clock, tmp_path, look
):
    shell = Shell(
        content, clock, tmp_path, load_fails=FormError("a.toml", "A2 person.sex", "no label")
    )
    shell.start()
    assert "a.toml" in shell.card.notice.text()
    shell.close()


def test_two_advisors_choose_by_initials(shell, recovery_text):
    session = shell.vaults.unlock(shell.proposed, PASSPHRASE)
    session.folder.add_advisor(session.unlocked, "TV", "other words than these here")
    session.close()
    shell.start()
    labels = [segment.option.label for segment in shell.card.advisors.segments()]
    assert labels == ["MB", "TV"]
    assert shell.card.advisors.code() == ""
    assert problems(shell.window) == []


# Recovery.


def test_the_sheet_opens_the_vault_and_gives_a_new_passphrase(shell, recovery_text):
    shell.start()
    shell.card.recover.click()
    card = shell.card
    assert isinstance(card, RecoveryCard)
    QGuiApplication.clipboard().setText(recovery_text.lower().replace("-", " "))
    paste = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(card.entry.groups.fields[0], paste)
    assert card.entry.groups.wrong() == ()
    card.passphrase.propose.click()
    new = card.passphrase.first.text()
    type_text(card.passphrase.second, new)
    card.open.click()
    shell.wait()
    assert shell.program.holds_vault
    shell.lock()
    shell.unlock(PASSPHRASE)
    assert not shell.program.holds_vault
    shell.unlock(new)
    assert shell.program.holds_vault


def test_a_mistyped_group_is_named_at_once_and_the_rest_stays(shell, recovery_text):
    shell.start()
    shell.card.recover.click()
    fields = shell.card.entry.groups.fields
    groups = recovery_text.split("-")
    type_text(fields[0], groups[0])
    assert QApplication.focusWidget() is fields[1]
    press(fields[1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is fields[1]
    type_text(fields[1], groups[0])
    assert fields[1].is_wrong()
    assert not fields[0].is_wrong()
    shell.card.open.click()
    shell.wait()
    assert not shell.program.holds_vault
    assert fields[0].text() == groups[0]
    assert problems(shell.window) == []


def test_a_sheet_of_another_vault_is_told_from_a_mistyped_one(shell, recovery_text):
    shell.start()
    shell.card.recover.click()
    card = shell.card
    for field, group in zip(
        card.entry.groups.fields, shell.vaults.new_recovery_text().split("-"), strict=True
    ):
        type_text(field, group)
    for field in (card.passphrase.first, card.passphrase.second):
        type_text(field, PASSPHRASE)
    card.open.click()
    shell.wait()
    assert "öffnet diesen Tresor aber nicht" in card.notice.text()
    assert card.entry.groups.text().count("-") == 7
    card.back.click()
    shell.unlock(PASSPHRASE)
    assert shell.program.holds_vault


# First start.


def test_the_first_start_writes_nothing_before_the_sheet_is_confirmed(shell):
    shell.start()
    card = shell.card
    assert isinstance(card, FirstStart)
    assert problems(shell.window) == []
    card.on.click()
    card.on.click()
    assert card.page() == PEOPLE
    assert card.people.name.line.is_wrong()
    type_text(card.people.name.line, "Maren Beispiel")
    type_text(card.people.office.lines["name"].line, "Anlaufstelle")
    type_text(card.people.passphrase.first, "sommer26")
    type_text(card.people.passphrase.second, "sommer26")
    card.on.click()
    assert card.page() == PEOPLE
    assert "zu schnell erraten" in card.notice.text()
    card.people.passphrase.clear()
    for field in (card.people.passphrase.first, card.people.passphrase.second):
        type_text(field, PASSPHRASE)
    settle()
    assert problems(shell.window) == []
    card.on.click()
    shell.wait()
    assert card.page() == SHEET
    assert card.on.isHidden()
    card.sheet.print.click()
    assert "recovery" not in shell.printer.jobs[0].title.lower()
    type_text(card.sheet.groups.fields[0], "00000")
    card.on.click()
    shell.wait()
    assert card.page() == SHEET
    assert "beide Gruppen" in card.notice.text()
    number = card.sheet._asked[0]
    card.sheet.groups.fields[0].clear()
    type_text(card.sheet.groups.fields[0], card.sheet._groups[number - 1])
    card.on.click()
    shell.wait()
    assert f"Gruppe {card.sheet._asked[1]} " in card.notice.text()
    assert not shell.proposed.exists()
    assert problems(shell.window) == []


def test_the_first_start_is_done_with_the_keyboard_alone(shell):
    shell.start()
    card = shell.card
    typed = ("Maren Beispiel", PASSPHRASE, PASSPHRASE, "Anlaufstelle")

    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    for text in typed:
        type_text(QApplication.focusWidget(), text)
        press(QApplication.focusWidget(), Qt.Key.Key_Return)
    shell.wait()
    assert QApplication.focusWidget() is card.sheet.print
    press(card.sheet.print, Qt.Key.Key_Return)
    for number in card.sheet._asked:
        type_text(QApplication.focusWidget(), card.sheet._groups[number - 1])
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    shell.wait()

    assert card.page() == DONE
    assert shell.program.holds_vault


def test_a_printer_that_refuses_leaves_the_sheet_where_it_is(shell):
    shell.start()
    card = shell.card
    card.on.click()
    type_text(card.people.name.line, "Maren Beispiel")
    type_text(card.people.office.lines["name"].line, "Anlaufstelle")
    for field in (card.people.passphrase.first, card.people.passphrase.second):
        type_text(field, PASSPHRASE)
    card.on.click()
    shell.wait()
    shell.printer.refuses = "out of paper"
    card.sheet.print.click()
    assert not card.sheet.is_asking()
    assert card.sheet.preview.page_count() == 1
    shell.printer.refuses = ""
    card.sheet.print.click()
    assert card.sheet.is_asking()


def test_an_unfit_folder_is_refused_with_its_reason_and_an_old_vault_is_offered(shell, tmp_path):
    shell.start()
    card = shell.card
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    card.folder.folder.set_text(str(full))
    card.on.click()
    assert card.page() == FOLDER
    assert "bleibt unberührt" in card.notice.text()
    shell.dialogs.answer = full
    card.folder.folder.choose.click()
    assert card.folder.path() == full / "Intake-App"
    assert card.folder.existing.isHidden()


def test_a_vault_in_the_proposed_folder_is_opened_instead_of_made_anew(shell, recovery_text):
    shell.machine.keep(Settings())
    shell.start()
    assert isinstance(shell.card, UnlockCard)
    assert load_settings(shell.settings_file).vault == str(shell.proposed)
