"""Secrets do not outlive the lock and stand in no message, name or trace of a crash."""

from __future__ import annotations

import traceback

import pytest

from intake_app.errors import IntakeError
from intake_app.vault import sealing
from intake_app.vault.recovery import RecoveryKey
from tests.vault import attacker
from tests.vault.conftest import BERGER, Vault

MARK = "Geheimwort-Zander-4711"


def test_wiping_overwrites_every_key_in_place(vault: Vault) -> None:
    unlocked = vault.folder.unlock(BERGER)
    vault.folder.begin_removal(unlocked, [])
    buffers = [unlocked.private_key, unlocked.master_key, unlocked.anchor]
    assert unlocked.pending_master_key is not None
    buffers.append(unlocked.pending_master_key)
    views = [memoryview(buffer) for buffer in buffers]
    assert all(any(view) for view in views)
    for view in views:
        view.release()

    unlocked.wipe()

    assert all(buffer == bytearray() for buffer in buffers)
    assert unlocked.pending_master_key is None


def test_a_buffer_is_zero_before_it_is_given_back() -> None:
    class Watched(bytearray):
        at_the_end = b"?"

        def clear(self) -> None:
            self.at_the_end = bytes(self)
            super().clear()

    secret = Watched(b"secret")
    sealing.wipe(secret)
    assert secret.at_the_end == bytes(6)
    assert secret == b""


def test_wiped_keys_are_refused_instead_of_used(vault: Vault) -> None:
    unlocked = vault.folder.unlock(BERGER)
    unlocked.wipe()
    unlocked.wipe()
    for act in (
        lambda: vault.folder.database_key(unlocked),
        lambda: vault.folder.pending_database_key(unlocked),
        lambda: vault.folder.change_passphrase(unlocked, "neu"),
        unlocked.advance,
    ):
        with pytest.raises(ValueError, match=r"wiped|no next"):
            act()


def test_the_old_master_key_is_overwritten_when_the_new_one_takes_over(vault: Vault) -> None:
    unlocked = vault.folder.unlock(BERGER)
    old = unlocked.master_key
    vault.folder.begin_removal(unlocked, [])
    vault.folder.finish_removal(unlocked)
    assert old == bytearray()
    assert len(unlocked.master_key) == 32


def test_no_name_of_an_object_shows_a_secret(vault: Vault) -> None:
    unlocked = vault.folder.unlock(BERGER)
    key = RecoveryKey.new()
    shown = f"{unlocked!r} {unlocked} {key!r} {key} {vault.folder!r}"
    for secret in (unlocked.private_key, unlocked.master_key, unlocked.anchor, key.secret):
        assert secret.hex() not in shown
        assert repr(bytes(secret)) not in shown
    assert key.groups[0] not in shown


def test_no_error_carries_what_was_typed(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    raw = folder.key_paths[0].read_bytes()
    mistakes = [
        lambda: folder.unlock(MARK),
        lambda: folder.unlock(MARK + "\ud800"),
        lambda: folder.recover(MARK),
        lambda: folder.change_passphrase(unlocked, MARK * 100),
        lambda: folder.add_advisor(unlocked, MARK, MARK),
        lambda: folder.rename_office(unlocked, MARK + "\u200b"),
        lambda: folder.rename_office(unlocked, MARK * 10),
    ]
    for mistake in mistakes:
        with pytest.raises(IntakeError) as error:
            mistake()
        assert_says_nothing(error.value)
    attacker.plant(folder, raw.replace(b'"gen":', f'"{MARK}":'.encode()))
    with pytest.raises(IntakeError) as error:
        folder.unlock(MARK)
    assert_says_nothing(error.value)


def assert_says_nothing(error: BaseException) -> None:
    lines = traceback.format_exception(error)
    messages = [line for line in lines if not line.startswith("  File")]
    assert MARK not in "".join(messages)
    while error.__context__ is not None and not error.__suppress_context__:
        error = error.__context__
        assert MARK not in repr(error.args)


def test_nothing_of_a_passphrase_stands_in_the_key_file(vault: Vault) -> None:
    content = b"".join(path.read_bytes() for path in vault.folder.key_paths)
    unlocked = vault.folder.unlock(BERGER)
    for secret in (
        BERGER.encode(),
        vault.recovery_text.encode(),
        vault.recovery_text[:5].encode(),
        attacker.encoded(bytes(unlocked.master_key))[:40].encode(),
        attacker.encoded(bytes(unlocked.private_key))[:40].encode(),
        attacker.encoded(bytes(unlocked.anchor))[:40].encode(),
    ):
        assert secret not in content
