from __future__ import annotations

import pytest

from intake_app.errors import NotFoundError, NotPermittedError, WrongPassphraseError
from intake_app.vault.recovery import RecoveryKey
from tests.vault.conftest import BERGER, DEMIR, Vault


def test_a_removed_advisor_is_out_and_the_database_gets_a_new_key(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    before = folder.database_key(unlocked)

    folder.begin_removal(unlocked, [vault.demir])
    announced = folder.pending_database_key(unlocked)
    folder.finish_removal(unlocked)

    after = folder.database_key(unlocked)
    assert after == announced != before
    assert not folder.removal_pending
    assert [slot.initials for slot in folder.slots()] == ["AB"]
    with pytest.raises(WrongPassphraseError):
        folder.unlock(DEMIR)
    assert folder.database_key(folder.unlock(BERGER)) == after
    assert folder.database_key(folder.recover(vault.recovery_text)) == after


def test_after_a_crash_on_the_way_both_keys_are_there_for_those_who_stay(vault: Vault) -> None:
    folder = vault.folder
    first = folder.unlock(BERGER)
    folder.begin_removal(first, [vault.demir])

    again = folder.unlock(BERGER)

    assert folder.removal_pending
    assert folder.database_key(again) == folder.database_key(first)
    assert folder.pending_database_key(again) == folder.pending_database_key(first)
    folder.finish_removal(again)
    assert folder.database_key(again) == folder.pending_database_key(first)


def test_who_is_being_removed_opens_the_present_key_only(vault: Vault) -> None:
    folder = vault.folder
    folder.begin_removal(folder.unlock(BERGER), [vault.demir])

    demir = folder.unlock(DEMIR)

    with pytest.raises(ValueError, match="no next"):
        folder.pending_database_key(demir)
    for act in (
        lambda: folder.finish_removal(demir),
        lambda: folder.add_advisor(demir, "CN", "dritte Passphrase"),
        lambda: folder.replace_recovery_key(demir, RecoveryKey.new()),
    ):
        with pytest.raises(NotPermittedError, match="removal_pending"):
            act()


def test_a_removal_can_be_called_off(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    before = folder.database_key(unlocked)
    folder.begin_removal(unlocked, [vault.demir])

    folder.cancel_removal(unlocked)

    assert not folder.removal_pending
    assert folder.database_key(folder.unlock(DEMIR)) == before
    with pytest.raises(NotPermittedError, match="no_removal_pending"):
        folder.finish_removal(unlocked)


def test_a_passphrase_changed_on_the_way_stays_changed(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    folder.begin_removal(unlocked, [vault.demir])

    folder.change_passphrase(unlocked, "neu und gut behalten")
    sheet = RecoveryKey.new()
    folder.replace_recovery_key(unlocked, sheet)
    novak = folder.add_advisor(unlocked, "CN", "dritte Passphrase")
    folder.reset_passphrase(unlocked, novak, "vierte Passphrase")
    folder.finish_removal(unlocked)

    for opened in (
        folder.unlock("neu und gut behalten"),
        folder.unlock("vierte Passphrase"),
        folder.recover(sheet.text),
    ):
        assert folder.database_key(opened) == folder.database_key(unlocked)
    for passphrase in (BERGER, DEMIR, "dritte Passphrase"):
        with pytest.raises(WrongPassphraseError):
            folder.unlock(passphrase)


def test_the_master_key_can_change_with_nobody_leaving(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    before = folder.database_key(unlocked)
    folder.begin_removal(unlocked, [])
    folder.finish_removal(unlocked)
    assert folder.database_key(folder.unlock(DEMIR)) == folder.database_key(unlocked) != before


def test_somebody_must_stay(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    recovered = folder.recover(vault.recovery_text)
    with pytest.raises(NotPermittedError, match="own_slot"):
        folder.begin_removal(unlocked, [vault.berger])
    with pytest.raises(NotPermittedError, match="last_advisor"):
        folder.begin_removal(recovered, [vault.berger, vault.demir])
    with pytest.raises(NotFoundError):
        folder.begin_removal(unlocked, ["00000000-0000-4000-8000-000000000000"])
    folder.begin_removal(unlocked, [vault.demir])
    with pytest.raises(NotPermittedError, match="removal_pending"):
        folder.begin_removal(unlocked, [vault.demir])
