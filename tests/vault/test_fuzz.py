"""Thousands of broken key files: never an unlock, never an error of another kind."""

from __future__ import annotations

import random

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
from intake_app.vault.document import KeyFile, parse
from tests.vault import attacker
from tests.vault.conftest import BERGER, CHEAP, Vault

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


def test_random_changes_of_fields_never_open(vault: Vault) -> None:
    genuine = attacker.spelled(attacker.read(vault.folder))
    assert attempt(genuine, vault.berger) is not None
    chance = random.Random(3)
    for _ in range(3_000):
        tree = attacker.loaded(genuine)
        for _ in range(chance.randint(1, 3)):
            attacker.mutate(tree, chance)
        forged = attacker.spelled(tree)
        if forged != genuine:
            assert attempt(forged, vault.berger) is None


def test_random_cuts_and_splices_never_open(vault: Vault) -> None:
    raw = vault.folder.key_paths[0].read_bytes()
    chance = random.Random(4)
    for _ in range(2_000):
        start, end = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
        piece = chance.choice([b"", raw[start:end] * 2, chance.randbytes(end - start)])
        forged = raw[:start] + piece + raw[end:]
        if forged != raw:
            assert attempt(forged, vault.berger) is None


def test_all_noticed_errors_tell_the_user_something() -> None:
    assert all(issubclass(error, (VaultError, NotFoundError)) for error in NOTICED)
