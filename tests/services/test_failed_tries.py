"""Failed unlocks are counted while the vault is closed, and told at the next success."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

import pytest

from intake_app import errors
from intake_app.services.services import services_for
from intake_app.vault import tries
from tests.conftest import PASSPHRASE


@pytest.fixture
def sheet(vaults, vault_path, new_vault):
    recovery = vaults.new_recovery_text()
    vaults.create(vault_path, new_vault, recovery).close()
    vaults.unlock(vault_path, PASSPHRASE).close()
    return recovery


@pytest.fixture
def fail(vaults, vault_path, sheet, clock):
    def fail(times, slot_id=None):
        for _ in range(times):
            clock.forward(minutes=1)
            with pytest.raises(errors.WrongPassphraseError):
                vaults.unlock(vault_path, "falsch", slot_id)

    return fail


def entries(vaults, vault_path):
    session = vaults.unlock(vault_path, PASSPHRASE)
    with session.read() as store:
        found = store.journal.entries()[::-1]
        assert store.journal.verify() == []
    session.close()
    return found


def acts(vaults, vault_path):
    return [entry.act for entry in entries(vaults, vault_path)]


def test_each_failed_try_is_an_entry_before_the_unlock_that_succeeded(
    vaults, vault_path, fail, clock
):
    slot = vaults.card(vault_path).slots[0]
    begun = clock()
    fail(2, slot.slot_id)
    fail(1)
    clock.forward(minutes=60)

    found = entries(vaults, vault_path)[-4:]

    assert [entry.act for entry in found] == ["vault.unlock_failed"] * 3 + ["vault.unlocked"]
    assert [entry.by for entry in found] == ["MB", "MB", "", "MB"]
    assert [entry.at - begun for entry in found[:3]] == [timedelta(minutes=n) for n in (1, 2, 3)]


def test_they_are_told_once(vaults, vault_path, fail, clock):
    fail(4)
    since = clock() - timedelta(minutes=3)
    clock.forward(minutes=60)

    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    told = services.today.take_failed_unlocks()
    assert (told.count, told.since) == (4, since)
    assert services.today.take_failed_unlocks() is None
    services.session.close()

    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    assert services.today.take_failed_unlocks() is None
    services.session.close()


def test_ones_own_slip_of_a_moment_ago_is_no_news_but_stands_in_the_journal(
    vaults, vault_path, fail
):
    fail(1)

    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    assert services.today.take_failed_unlocks() is None
    with services.session.read() as store:
        assert store.journal.entries()[1].act == "vault.unlock_failed"
    services.session.close()


def test_a_recovery_sheet_of_another_vault_counts_too(vaults, vault_path, sheet):
    slot = vaults.card(vault_path).slots[0].slot_id
    with pytest.raises(errors.WrongPassphraseError):
        vaults.recover(vault_path, vaults.new_recovery_text(), slot, "ein neuer langer satz")

    assert acts(vaults, vault_path)[-2:] == ["vault.unlock_failed", "vault.unlocked"]


def test_the_file_holds_moments_and_slots_and_nothing_else(vaults, vault_path, fail):
    slot = vaults.card(vault_path).slots[0].slot_id
    fail(1, slot)

    token, line, end = (vault_path / "store.tries").read_text().split("\n")

    assert len(token) == 32
    moment, _, written = line.partition(" ")
    assert datetime.fromisoformat(moment).tzinfo
    assert (written, end) == (slot, "")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text(f"{'0' * 32}\n"),
        lambda path: path.write_bytes(b"\xff\x00garbage" * 10_000),
    ],
    ids=["removed", "emptied", "another token", "garbage"],
)
def test_a_file_that_was_removed_or_exchanged_is_an_entry(vaults, vault_path, fail, spoil):
    fail(2)
    spoil(vault_path / "store.tries")

    assert acts(vaults, vault_path)[-2:] == ["vault.tries_missing", "vault.unlocked"]
    assert acts(vaults, vault_path)[-2:] == ["vault.unlocked", "vault.unlocked"]


def test_moments_in_the_file_cannot_push_the_journal_out_of_its_time(
    vaults, vault_path, fail, clock
):
    with (vault_path / "store.tries").open("a") as file:
        file.write("2099-01-01T00:00:00+00:00 \n")
        file.write("1999-01-01T00:00:00+00:00 \nno moment\n2026-01-01 \n")
    clock.forward(minutes=10)

    found = entries(vaults, vault_path)

    assert [entry.act for entry in found[-3:]] == ["vault.unlock_failed"] * 2 + ["vault.unlocked"]
    assert all(one.at <= other.at for one, other in itertools.pairwise(found))
    assert found[-1].at == clock()


def test_a_file_that_was_blown_up_is_neither_read_whole_nor_added_to(vaults, vault_path, fail):
    path = vault_path / "store.tries"
    with path.open("a") as file:
        file.writelines("2026-01-01T00:00:00+00:00 \n" for _ in range(100_000))
    size = path.stat().st_size

    fail(1)

    assert path.stat().st_size == size
    assert len(tries.read(vault_path).failed) == tries.MOST_KEPT


def test_a_crash_between_journal_and_file_counts_nothing_twice(vaults, vault_path, fail, clock):
    fail(2)
    path = vault_path / "store.tries"
    before = path.read_bytes()
    assert acts(vaults, vault_path).count("vault.unlock_failed") == 2
    path.write_bytes(before)  # as if the program had ended before it began to count anew
    fail(1)

    found = acts(vaults, vault_path)

    assert found.count("vault.unlock_failed") == 3
    assert "vault.tries_missing" not in found


def test_a_folder_that_cannot_be_written_refuses_as_always(vaults, vault_path, sheet):
    (vault_path / "store.tries").unlink()
    (vault_path / "store.tries").mkdir()

    with pytest.raises(errors.WrongPassphraseError):
        vaults.unlock(vault_path, "falsch")
    vaults.unlock(vault_path, PASSPHRASE).close()
