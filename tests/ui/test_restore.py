"""From a safety copy back to a vault, in the real window, before anything is unlocked."""

from __future__ import annotations

import pytest

from intake_app.errors import BackupError, VaultFolderError
from intake_app.services.services import services_for
from intake_app.settings import load_settings
from intake_app.ui.entrance.first_start import FirstStart
from intake_app.ui.entrance.recovery_card import RecoveryCard
from intake_app.ui.entrance.restore_card import RestoreCard
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.widgets.notices import Level
from intake_app.ui.words.messages import explain
from tests.conftest import PASSPHRASE
from tests.ui.accessibility import problems
from tests.ui.typing import type_text

NEW = "ein ganz anderer langer satz"


@pytest.fixture
def recovery(shell):
    return shell.vaults.new_recovery_text()


@pytest.fixture
def copy(shell, new_vault, recovery, tmp_path):
    """A real copy of a vault with one case, on a stick; the vault itself lies elsewhere."""
    session = shell.vaults.create(tmp_path / "first", new_vault, recovery)
    services = services_for(session)
    services.cases.create()
    (tmp_path / "stick").mkdir()
    made = services.copies.make(tmp_path / "stick").folder
    session.close()
    return made


def settings_of(shell):
    return load_settings(shell.settings_file)


def choose(shell, button, answer):
    shell.dialogs.answer = answer
    button.click()
    shell.wait()


def put_back(shell, copy, target):
    """Do what the card asks for; return the card that comes then."""
    card = shell.card
    assert isinstance(card, RestoreCard)
    choose(shell, card.copy.choose, copy)
    choose(shell, card.target.choose, target)
    card.restore.click()
    shell.wait()
    return shell.card


def recover(shell, recovery):
    """Type the sheet and a new passphrase."""
    card = shell.card
    assert isinstance(card, RecoveryCard)
    for field, group in zip(card.entry.groups.fields, recovery.split("-"), strict=True):
        type_text(field, group)
    for field in (card.passphrase.first, card.passphrase.second):
        type_text(field, NEW)
    card.open.click()
    shell.wait()


def test_a_new_computer_begins_with_a_copy(shell, copy):
    shell.start()
    assert isinstance(shell.card, FirstStart)
    shell.card.folder.restore.click()
    card = shell.card
    assert isinstance(card, RestoreCard)
    assert card.target.text() == str(shell.proposed)
    choose(shell, card.copy.choose, copy)
    assert card.copy.found.text() == (
        "Kopie vom 16.11.2026, 08:50 Uhr: Anlaufstelle Integration (Beispiel)"
    )
    assert not shell.proposed.exists()
    assert problems(shell.window) == []

    card.restore.click()
    shell.wait()
    assert isinstance(shell.card, UnlockCard)
    assert settings_of(shell).vault == "", "it counts only when it was opened and checked"
    shell.unlock(PASSPHRASE)

    services = shell.main.watch._services
    assert services.session.folder.path == shell.proposed
    assert len(services.cases.search("")) == 1
    with services.session.read() as store:
        assert "vault.restored" in [entry.act for entry in store.journal.entries()]
    assert settings_of(shell).vault == str(shell.proposed)
    shell.lock()
    shell.unlock(PASSPHRASE)
    assert shell.program.holds_vault


def test_a_vault_that_is_still_there_stays_as_it_is(shell, copy, tmp_path):
    shell.machine.keep(type(shell.machine.settings)(vault=str(tmp_path / "first")))
    shell.start()
    before = {file.name: file.read_bytes() for file in (tmp_path / "first").iterdir()}
    shell.card.restore.click()
    assert shell.card.target.text() == str(tmp_path / "first-wiederhergestellt")

    shell.card.back.click()
    assert isinstance(shell.card, UnlockCard)
    shell.card.restore.click()
    put_back(shell, copy, tmp_path / "new")
    shell.unlock(PASSPHRASE)

    assert shell.main.watch._services.session.folder.path == tmp_path / "new"
    assert {file.name: file.read_bytes() for file in (tmp_path / "first").iterdir()} == before


def test_a_vault_that_is_gone_offers_the_copy(shell, copy, tmp_path):
    shell.machine.keep(type(shell.machine.settings)(vault=str(tmp_path / "gone")))
    shell.start()
    assert shell.card.restore.isVisibleTo(shell.card)

    shell.card.restore.click()
    put_back(shell, copy, tmp_path / "gone")
    shell.unlock(PASSPHRASE)

    assert shell.main.watch._services.session.folder.path == tmp_path / "gone"


def test_the_recovery_sheet_opens_what_was_put_back(shell, copy, recovery, tmp_path):
    shell.start()
    shell.card.folder.restore.click()
    card = put_back(shell, copy, tmp_path / "new")
    card.recover.click()
    recover(shell, recovery)

    services = shell.main.watch._services
    assert services.session.folder.path == tmp_path / "new"
    with services.session.read() as store:
        acts = {entry.act for entry in store.journal.entries()}
    assert {"vault.recovered", "vault.restored"} <= acts
    assert settings_of(shell).vault == str(tmp_path / "new")


@pytest.mark.parametrize("way", ["passphrase", "sheet"])
def test_a_damaged_copy_is_said_and_another_one_can_be_chosen(
    shell, copy, recovery, tmp_path, way
):
    file = copy / "store.db"
    whole = file.read_bytes()
    spoilt = bytearray(whole)
    spoilt[-2000] ^= 1
    file.write_bytes(spoilt)
    shell.start()
    shell.card.folder.restore.click()
    card = put_back(shell, copy, tmp_path / "new")
    keys = (tmp_path / "new" / "store.keys").read_bytes()

    if way == "passphrase":
        shell.unlock(PASSPHRASE)
        assert "Diese Kopie ist beschädigt" in card.notice.text()
    else:
        card.recover.click()
        recover(shell, recovery)
        assert shell.card.notice.isVisibleTo(shell.card)
        assert (tmp_path / "new" / "store.keys").read_bytes() == keys
        shell.card.back.click()
    assert not shell.program.holds_vault
    assert settings_of(shell).vault == ""

    file.write_bytes(whole)
    shell.card.restore.click()
    put_back(shell, copy, tmp_path / "second")
    shell.unlock(PASSPHRASE)
    assert shell.main.watch._services.session.folder.path == tmp_path / "second"


def test_what_is_no_copy_or_no_empty_folder_is_said_at_its_field(shell, copy, tmp_path):
    shell.start()
    shell.card.folder.restore.click()
    card = shell.card
    card.restore.click()
    assert card.copy._hint.text() == "Bitte wählen Sie den Ordner der Kopie."
    choose(shell, card.copy.choose, tmp_path)
    assert card.copy._hint.text() == explain(BackupError("no_copy"))
    assert not card.copy.found.isVisibleTo(card)

    full = tmp_path / "full"
    full.mkdir()
    (full / "brief.odt").write_text("wichtig")
    choose(shell, card.copy.choose, copy)
    choose(shell, card.target.choose, full)
    assert card.target.text() == str(full / "Intake-App")
    card.target.set_text(str(full))
    card.restore.click()
    shell.wait()

    assert shell.card is card
    assert card.target._hint.text() == explain(VaultFolderError("not_empty"))
    assert [file.name for file in full.iterdir()] == ["brief.odt"]


def test_a_stopped_restore_leaves_nothing_behind(shell, copy, tmp_path):
    shell.start()
    shell.card.folder.restore.click()
    card = shell.card
    choose(shell, card.copy.choose, copy)
    choose(shell, card.target.choose, tmp_path / "new")

    card.restore.click()
    card.progress.cancelled.emit()
    shell.wait()

    assert shell.card is card
    assert card.notice.level is Level.INFO
    assert card.notice.text().startswith("Abgebrochen.")
    assert card.restore.isEnabled()
    assert not (tmp_path / "new").exists()
