"""Thousands of broken key files: never an unlock, never an error of another kind."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from intake_app.errors import (
    NotFoundError,
    VaultDamagedError,
    VaultError,
    VaultTamperedError,
    VaultTooNewError,
    WrongPassphraseError,
)
from intake_app.vault import keyfile
from intake_app.vault.document import MAX_BYTES, MAX_SLOTS, KeyFile, parse
from tests.vault import attacker
from tests.vault.conftest import BERGER, CHEAP, Vault

Change: TypeAlias = Callable[[bytes, random.Random], bytes]

NOTICED = (
    NotFoundError,
    VaultDamagedError,
    VaultTamperedError,
    VaultTooNewError,
    WrongPassphraseError,
)


def attempt(raw: bytes, slot_id: str) -> KeyFile | None:
    """Return the document if the rightful passphrase opens it, else None."""
    try:
        document = parse(raw)
        keyfile.unlock(document, CHEAP, BERGER, slot_id).wipe()
    except NOTICED:
        return None
    return document


def test_a_flipped_bit_in_any_byte_is_damage_and_the_other_copy_still_opens(
    vault: Vault,
) -> None:
    raw = vault.folder.key_paths[0].read_bytes()
    chance = random.Random(1)
    for index in range(len(raw)):
        flipped = bytearray(raw)
        flipped[index] ^= 1 << chance.randrange(8)
        with pytest.raises((VaultDamagedError, VaultTooNewError)):
            parse(bytes(flipped))
        if index % 97 == 0:
            vault.folder.key_paths[index % 2].write_bytes(flipped)
            vault.folder.key_paths[1 - index % 2].write_bytes(raw)
            vault.folder.unlock(BERGER, vault.berger).wipe()
            assert vault.folder.needs_repair


def test_a_flipped_bit_under_a_repaired_sum_never_opens(vault: Vault) -> None:
    raw = vault.folder.key_paths[0].read_bytes()
    chance = random.Random(2)
    tried = 0
    for index in range(len(raw)):
        flipped = bytearray(raw)
        flipped[index] ^= 1 << chance.randrange(8)
        try:
            forged = attacker.spelled(attacker.loaded(bytes(flipped)))
        except ValueError:
            continue  # no JSON any more: the test above
        if forged != raw:
            tried += 1
            assert attempt(forged, vault.berger) is None
    assert tried > len(raw) // 2


def changed_fields(genuine: bytes, chance: random.Random) -> bytes:
    tree = attacker.loaded(genuine)
    for _ in range(chance.randint(1, 3)):
        attacker.mutate(tree, chance)
    return attacker.spelled(tree)


def cut_or_spliced(raw: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    piece = chance.choice([b"", raw[start:end] * 2, chance.randbytes(end - start)])
    return raw[:start] + piece + raw[end:]


def flipped(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def test_random_changes_of_fields_never_open(vault: Vault) -> None:
    genuine = attacker.spelled(attacker.read(vault.folder))
    assert attempt(genuine, vault.berger) is not None
    chance = random.Random(3)
    for _ in range(3_000):
        forged = changed_fields(genuine, chance)
        if forged != genuine:
            assert attempt(forged, vault.berger) is None


def test_random_cuts_and_splices_never_open(vault: Vault) -> None:
    raw = vault.folder.key_paths[0].read_bytes()
    chance = random.Random(4)
    for _ in range(2_000):
        forged = cut_or_spliced(raw, chance)
        if forged != raw:
            assert attempt(forged, vault.berger) is None


def test_all_noticed_errors_tell_the_user_something() -> None:
    assert all(issubclass(error, (VaultError, NotFoundError)) for error in NOTICED)


@pytest.mark.soak
@pytest.mark.parametrize("change", [changed_fields, cut_or_spliced, flipped])
def test_very_many_changes_never_open(vault: Vault, change: Change) -> None:
    genuine = attacker.spelled(attacker.read(vault.folder))
    chance = random.Random(change.__name__)
    tried = 0
    while tried < 40_000:
        forged = change(genuine, chance)
        if forged != genuine:
            tried += 1
            assert attempt(forged, vault.berger) is None


def test_no_changed_file_asks_for_more_work_than_the_ceiling(vault: Vault) -> None:
    """What may be spent on one try is bounded, whichever costs and slots a file names."""
    genuine = attacker.spelled(attacker.read(vault.folder))
    chance = random.Random(5)
    believed = 0
    for _ in range(600):
        tree = attacker.loaded(genuine)
        for slot in tree["slots"]:
            if "m" in slot["kdf"]:
                slot["kdf"] |= {
                    "m": 1 << chance.randrange(41),
                    "t": chance.randrange(1, 12),
                    "p": chance.randrange(1, 20),
                }
        tree["slots"] *= chance.randrange(1, 40)
        try:
            document = parse(attacker.spelled(tree))
        except VaultDamagedError:
            continue
        assert len(document.slots) <= MAX_SLOTS
        costs = [slot.cost for slot in document.slots if slot.cost and CHEAP.admits(slot.cost)]
        believed += bool(costs)
        assert all(cost.memory_kib <= 1024 * 1024 and cost.passes <= 8 for cost in costs)
    assert believed


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="counts what Linux counts")
def test_of_an_endless_file_only_the_beginning_is_read(vault: Vault) -> None:
    for path in vault.folder.key_paths:
        with path.open("wb") as file:
            file.truncate(1 << 34)
    before = bytes_read()

    with pytest.raises(VaultDamagedError):
        vault.folder.unlock(BERGER)

    assert bytes_read() - before < 8 * MAX_BYTES


def bytes_read() -> int:
    return int(Path("/proc/self/io").read_text().split()[1])
