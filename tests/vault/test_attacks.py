"""Somebody who may write the folder and holds no key: never an unlock, never their own key."""

from __future__ import annotations

import copy
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intake_app.errors import (
    VaultDamagedError,
    VaultError,
    VaultTamperedError,
    VaultTooNewError,
    WrongPassphraseError,
)
from intake_app.vault import sealing, slots
from intake_app.vault.document import parse
from intake_app.vault.folder import VaultFolder
from intake_app.vault.policy import RECOMMENDED
from tests.vault import attacker
from tests.vault.conftest import BERGER, CHEAP, DEMIR, Vault, everything_in, make_vault

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    """Another vault with the same people and passphrases, which the attacker may copy from."""
    return make_vault(tmp_path_factory.mktemp("other") / "vault")


def refused(vault: Vault, tree: attacker.Tree) -> type[VaultError]:
    """Plant a forged key file and return how the vault refuses the rightful passphrase."""
    attacker.plant(vault.folder, attacker.spelled(tree))
    before = everything_in(vault.folder.path)
    with pytest.raises(VaultError) as error:
        vault.folder.unlock(DEMIR, vault.demir)
    with pytest.raises(VaultError):
        vault.folder.recover(vault.recovery_text)
    assert everything_in(vault.folder.path) == before
    return type(error.value)


def test_a_slot_of_another_vault_does_not_open_this_one(vault: Vault, other: Vault) -> None:
    tree = attacker.read(vault.folder)
    attacker.put_slot(
        tree, vault.demir, attacker.read(other.folder), other.demir, "pub", "kdf", "sk", "key"
    )
    assert refused(vault, tree) is WrongPassphraseError


@pytest.mark.parametrize("fields", [("kdf", "sk"), ("pub", "kdf", "sk", "key"), ("sk",)])
def test_slots_of_two_advisors_cannot_be_swapped(vault: Vault, fields: tuple[str, ...]) -> None:
    tree = attacker.read(vault.folder)
    original = copy.deepcopy(tree)
    attacker.put_slot(tree, vault.demir, original, vault.berger, *fields)
    attacker.put_slot(tree, vault.berger, original, vault.demir, *fields)
    attacker.plant(vault.folder, attacker.spelled(tree))
    for passphrase in (BERGER, DEMIR):
        for slot_id in (vault.berger, vault.demir):
            with pytest.raises(WrongPassphraseError):
                vault.folder.unlock(passphrase, slot_id)


def test_a_master_key_sealed_to_somebody_else_is_noticed(vault: Vault) -> None:
    tree = attacker.read(vault.folder)
    attacker.put_slot(tree, vault.demir, copy.deepcopy(tree), vault.berger, "key")
    assert refused(vault, tree) is VaultTamperedError


@pytest.mark.parametrize(
    ("cost", "value", "error"),
    [
        ("m", 8, VaultTamperedError),
        ("m", 65, WrongPassphraseError),
        ("t", 2, WrongPassphraseError),
        ("p", 2, WrongPassphraseError),
        ("p", 16, VaultTamperedError),
        ("t", 9, VaultTamperedError),
        ("m", 0, VaultDamagedError),
        ("m", -1, VaultDamagedError),
        ("m", 64.0, VaultDamagedError),
        ("m", True, VaultDamagedError),
        ("m", None, VaultDamagedError),
        ("m", "64", VaultDamagedError),
        ("m", 2**64, VaultDamagedError),
        ("v", 16, VaultDamagedError),
        ("alg", "argon2i", VaultDamagedError),
        ("alg", "hkdf-sha256", VaultDamagedError),
        ("salt", "AAAA", VaultDamagedError),
    ],
)
def test_changed_costs_do_not_open(
    vault: Vault, cost: str, value: object, error: type[VaultError]
) -> None:
    tree = attacker.read(vault.folder)
    attacker.slot(tree, vault.demir)["kdf"][cost] = value
    attacker.plant(vault.folder, attacker.spelled(tree))
    with pytest.raises(error):
        vault.folder.unlock(DEMIR, vault.demir)


@pytest.mark.parametrize("memory_kib", [2 * 1024 * 1024, 2**40])
def test_a_memory_bomb_is_refused_before_memory_is_spent(vault: Vault, memory_kib: int) -> None:
    tree = attacker.read(vault.folder)
    attacker.slot(tree, vault.berger)["kdf"]["m"] = memory_kib
    attacker.plant(vault.folder, attacker.spelled(tree))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    # Even for somebody else's slot: the whole header is not to be believed.
    for slot_id in (vault.berger, vault.demir, None):
        with pytest.raises(VaultTamperedError):
            vault.folder.unlock(DEMIR, slot_id)

    unit = 1 if sys.platform == "darwin" else 1024
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit
    assert grown < 64 * 1024 * 1024


def test_costs_below_the_recommended_ones_are_refused_by_the_program(vault: Vault) -> None:
    program = VaultFolder(vault.folder.path, RECOMMENDED)
    with pytest.raises(VaultTamperedError):
        program.unlock(BERGER, vault.berger)


def test_an_advisor_slot_cannot_pass_as_a_recovery_sheet(vault: Vault) -> None:
    tree = attacker.read(vault.folder)
    slot = attacker.slot(tree, vault.demir)
    slot |= {
        "kind": "recovery",
        "label": "",
        "kdf": {"alg": "hkdf-sha256", "salt": slot["kdf"]["salt"]},
    }
    attacker.plant(vault.folder, attacker.spelled(tree))
    with pytest.raises(WrongPassphraseError):
        vault.folder.unlock(DEMIR, vault.demir)


def _add_slot(tree: attacker.Tree) -> None:
    added = dict(tree["slots"][0], id="00000000-0000-4000-8000-000000000000", label="XX")
    tree["slots"].append(added)
    tree["active"]["keys"][added["id"]] = tree["active"]["keys"][tree["slots"][0]["id"]]


def _remove_slot(tree: attacker.Tree) -> None:
    gone = tree["slots"].pop(0)
    del tree["active"]["keys"][gone["id"]]


def _relabel(tree: attacker.Tree) -> None:
    tree["slots"][0]["label"] = "XX"


def _reorder(tree: attacker.Tree) -> None:
    tree["slots"].append(tree["slots"].pop(0))


def _raise_generation(tree: attacker.Tree) -> None:
    tree["gen"] += 100


def _lower_generation(tree: attacker.Tree) -> None:
    tree["gen"] -= 1


def _raise_epoch(tree: attacker.Tree) -> None:
    tree["active"]["epoch"] += 1


def _rename_office(tree: attacker.Tree) -> None:
    tree["office"] = "Andere Stelle"


def _catch_next_master_key(tree: attacker.Tree) -> None:
    _, public = sealing.new_key_pair()
    tree["slots"][0]["pub"] = attacker.encoded(public)


def _forge_pending(tree: attacker.Tree) -> None:
    tree["pending"] = {"epoch": 2, "keys": dict(tree["active"]["keys"])}


def _forge_mac(tree: attacker.Tree) -> None:
    tree["mac"] = attacker.encoded(bytes(32))


@pytest.mark.parametrize(
    "forge",
    [
        _add_slot,
        _remove_slot,
        _relabel,
        _reorder,
        _raise_generation,
        _lower_generation,
        _raise_epoch,
        _rename_office,
        _catch_next_master_key,
        _forge_pending,
        _forge_mac,
    ],
)
def test_a_header_changed_without_the_keys_is_told_as_tampered(
    vault: Vault, forge: Callable[[attacker.Tree], None]
) -> None:
    tree = attacker.read(vault.folder)
    forge(tree)
    assert refused(vault, tree) is VaultTamperedError


def _no_office(tree: attacker.Tree) -> None:
    tree["office"] = ""


def _office_that_hides_letters(tree: attacker.Tree) -> None:
    tree["office"] = "Anlauf\u202estelle"


def _no_slots(tree: attacker.Tree) -> None:
    tree |= {"slots": [], "active": {"epoch": 1, "keys": {}}}


def _two_slots_of_one_id(tree: attacker.Tree) -> None:
    tree["slots"].append(tree["slots"][0])


def _too_many_slots(tree: attacker.Tree) -> None:
    tree["slots"] = tree["slots"] * 30


def _slot_without_master_key(tree: attacker.Tree) -> None:
    tree["active"]["keys"].popitem()


def _pending_for_a_stranger(tree: attacker.Tree) -> None:
    sealed = next(iter(tree["active"]["keys"].values()))
    keys = {"00000000-0000-4000-8000-000000000000": sealed}
    tree["pending"] = {"epoch": 2, "keys": keys}


def _pending_for_nobody(tree: attacker.Tree) -> None:
    tree["pending"] = {"epoch": 2, "keys": {}}


def _pending_after_next(tree: attacker.Tree) -> None:
    tree["pending"] = {"epoch": 3, "keys": dict(tree["active"]["keys"])}


def _capital_id(tree: attacker.Tree) -> None:
    tree["vault"] = tree["vault"].upper()


def _endless_label(tree: attacker.Tree) -> None:
    tree["slots"][0]["label"] = "X" * 13


def _sheet_with_a_label(tree: attacker.Tree) -> None:
    next(slot for slot in tree["slots"] if slot["kind"] == "recovery")["label"] = "XX"


def _one_more_field(tree: attacker.Tree) -> None:
    tree["slots"][0]["more"] = 1


@pytest.mark.parametrize(
    "forge",
    [
        _no_office,
        _office_that_hides_letters,
        _no_slots,
        _two_slots_of_one_id,
        _too_many_slots,
        _slot_without_master_key,
        _pending_for_a_stranger,
        _pending_for_nobody,
        _pending_after_next,
        _capital_id,
        _endless_label,
        _sheet_with_a_label,
        _one_more_field,
    ],
)
def test_a_header_that_no_program_writes_is_damaged(
    vault: Vault, forge: Callable[[attacker.Tree], None]
) -> None:
    tree = attacker.read(vault.folder)
    forge(tree)
    assert refused(vault, tree) is VaultDamagedError


def test_a_public_key_of_zeros_is_not_sealed_to() -> None:
    with pytest.raises(VaultTamperedError):
        sealing.seal_to(bytes(32), sealing.random_key(), b"")


def test_a_changed_vault_id_opens_nothing(vault: Vault, other: Vault) -> None:
    tree = attacker.read(vault.folder)
    tree["vault"] = other.folder.vault_id
    assert refused(vault, tree) is WrongPassphraseError


def test_a_stranger_cannot_put_a_master_key_of_their_own_beneath(vault: Vault) -> None:
    """All public keys are in the file, so sealing to them is easy; the MAC needs the anchor."""
    tree = attacker.read(vault.folder)
    document = parse(attacker.spelled(tree))
    known = sealing.random_key()
    for slot in document.slots:
        sealed = slots.sealed_master_key(document.vault_id, document.active.number, slot, known)
        tree["active"]["keys"][slot.slot_id] = attacker.encoded(sealed)
    assert refused(vault, tree) is VaultTamperedError


def test_a_header_put_back_is_seen_by_its_generation(vault: Vault) -> None:
    """It is genuine and opens; what the database remembers is higher."""
    old = vault.folder.key_paths[0].read_bytes()
    unlocked = vault.folder.unlock(DEMIR, vault.demir)
    vault.folder.change_passphrase(unlocked, "neu und gut behalten")
    remembered_by_the_database = vault.folder.generation

    attacker.plant(vault.folder, old)

    assert vault.folder.unlock(DEMIR).generation < remembered_by_the_database
    assert vault.folder.generation < remembered_by_the_database
    with pytest.raises(VaultTamperedError):
        vault.folder.rename_office(unlocked, "Andere Stelle")


def test_an_old_copy_beside_the_present_one_does_not_count(vault: Vault) -> None:
    old = vault.folder.key_paths[0].read_bytes()
    vault.folder.change_passphrase(vault.folder.unlock(DEMIR), "neu und gut behalten")
    vault.folder.key_paths[0].write_bytes(old)
    with pytest.raises(WrongPassphraseError):
        vault.folder.unlock(DEMIR)
    assert vault.folder.unlock("neu und gut behalten").slot_id == vault.demir


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: b"",
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw + b"\n",
        lambda raw: raw + raw,
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b'"gen":', b'"gen":1,"gen":', 1),
        lambda raw: raw.replace(b'","', b'", "', 1),
        lambda raw: raw.replace(b'"fmt":"intake-keyfile"', b'"fmt":"other"', 1),
        lambda raw: raw.replace(b'"v":1,"vault"', b'"v":0,"vault"', 1),
        lambda raw: raw.replace(b'"sum":"', b'"sum":"0', 1),
        lambda raw: raw[:-2] + b',"more":1}\n',
        lambda raw: b"[" * 60_000,
        lambda raw: b'{"fmt":' * 60_000,
        lambda raw: b"x" * 2_000_000,
        lambda raw: b"9" * 5_000,
        lambda raw: b"\xff" * 100,
        lambda raw: b"null\n",
        lambda raw: b'{"fmt":"intake-keyfile"}\n',
        lambda raw: b'{"fmt":"intake-keyfile","v":NaN}\n',
        lambda raw: b'{"fmt":"intake-keyfile","v":1e999}\n',
    ],
)
def test_a_file_cut_extended_or_spelled_otherwise_is_damaged(vault: Vault, spoil) -> None:
    raw = vault.folder.key_paths[0].read_bytes()
    spoiled = spoil(raw)
    assert spoiled != raw
    attacker.plant(vault.folder, spoiled)
    before = everything_in(vault.folder.path)
    with pytest.raises(VaultDamagedError):
        vault.folder.unlock(BERGER)
    assert everything_in(vault.folder.path) == before


def test_an_unused_bit_in_base64_is_not_a_second_spelling(vault: Vault) -> None:
    tree = attacker.read(vault.folder)
    text = tree["mac"]
    assert text.endswith("=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    twin = text[:-2] + alphabet[alphabet.index(text[-2]) ^ 1] + "="
    assert attacker.decoded(twin) == attacker.decoded(text)
    tree["mac"] = twin
    assert refused(vault, tree) is VaultDamagedError


def test_a_later_format_is_recognised_whatever_else_it_holds(vault: Vault) -> None:
    tree = {"fmt": "intake-keyfile", "v": 7, "quantum": ["entirely", "different", {"x": 1.5}]}
    attacker.plant(vault.folder, attacker.spelled(tree))
    before = everything_in(vault.folder.path)
    with pytest.raises(VaultTooNewError) as error:
        vault.folder.unlock(BERGER)
    assert (error.value.found, error.value.supported) == ("7", "1")
    assert everything_in(vault.folder.path) == before


def test_a_later_format_without_our_sum_is_still_recognised(vault: Vault) -> None:
    raw = vault.folder.key_paths[0].read_bytes()
    attacker.plant(vault.folder, raw.replace(b'"v":1,"vault"', b'"v":2,"vault"'))
    with pytest.raises(VaultTooNewError):
        vault.folder.slots()


def test_a_symlink_loop_or_a_folder_in_place_of_the_file_is_damage(vault: Vault) -> None:
    first, second = vault.folder.key_paths
    first.unlink()
    first.symlink_to(first.name)
    second.unlink()
    second.mkdir()
    with pytest.raises(VaultDamagedError):
        vault.folder.unlock(BERGER)


def test_the_folder_of_another_vault_does_not_take_these_keys(vault: Vault, other: Vault) -> None:
    unlocked = vault.folder.unlock(BERGER)
    attacker.plant(vault.folder, Path(other.folder.key_paths[0]).read_bytes())
    with pytest.raises(VaultTamperedError):
        vault.folder.change_passphrase(unlocked, "neu und gut behalten")


def test_costs_that_argon2_does_not_define_are_refused(vault: Vault) -> None:
    tree = attacker.read(vault.folder)
    attacker.slot(tree, vault.demir)["kdf"] |= {"m": 100, "p": 16}
    assert refused(vault, tree) is VaultTamperedError
    assert CHEAP.memory_kib < 100
