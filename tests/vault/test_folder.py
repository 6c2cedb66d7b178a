from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from intake_app.errors import (
    InputError,
    NotFoundError,
    NotPermittedError,
    RecoveryKeyError,
    VaultDamagedError,
    VaultFolderError,
    VaultMissingError,
    VaultTamperedError,
    VaultTooNewError,
    WrongPassphraseError,
)
from intake_app.vault import changes, keyfile
from intake_app.vault.document import MAX_BYTES, parse, serialise
from intake_app.vault.folder import VaultFolder
from intake_app.vault.policy import RECOMMENDED, KdfPolicy
from intake_app.vault.recovery import RecoveryKey
from tests.vault import attacker
from tests.vault.conftest import BERGER, CHEAP, DEMIR, OFFICE, Vault, everything_in, make_vault


def test_a_new_vault_opens_with_the_passphrase_it_was_made_with(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "new" / "vault", CHEAP)
    assert not folder.exists()

    made, _ = folder.create(office_name=OFFICE, initials="AB", passphrase=BERGER)

    opened = folder.unlock(BERGER)
    assert folder.exists()
    assert folder.office_name == OFFICE
    assert [slot.initials for slot in folder.slots()] == ["AB"]
    assert folder.database_key(opened) == folder.database_key(made)
    assert len(folder.database_key(opened)) == 32
    assert folder.vault_id == opened.vault_id


def test_a_vault_can_be_made_in_an_empty_folder_that_a_file_manager_has_visited(
    tmp_path: Path,
) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"x")
    folder = VaultFolder(tmp_path, CHEAP)
    folder.create(office_name=OFFICE, initials="AB", passphrase=BERGER)
    assert folder.exists()


@pytest.mark.skipif(os.name != "posix", reason="modes exist only there")
def test_only_the_owner_can_read_folder_and_key_files(vault: Vault) -> None:
    assert vault.folder.path.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in vault.folder.key_paths)


def test_every_advisor_has_an_own_passphrase_for_the_same_database(vault: Vault) -> None:
    folder = vault.folder
    berger = folder.unlock(BERGER, vault.berger)
    demir = folder.unlock(DEMIR, vault.demir)
    found = folder.unlock(DEMIR)
    assert folder.database_key(berger) == folder.database_key(demir) == folder.database_key(found)
    assert berger.private_key != demir.private_key
    assert found.slot_id == vault.demir
    assert [(slot.slot_id, slot.initials) for slot in folder.slots()] == [
        (vault.berger, "AB"),
        (vault.demir, "BD"),
    ]


def test_a_passphrase_typed_on_a_mac_opens_what_a_windows_keyboard_closed(vault: Vault) -> None:
    decomposed = unicodedata.normalize("NFD", BERGER)
    assert decomposed != BERGER
    assert vault.folder.unlock(decomposed, vault.berger).slot_id == vault.berger


def test_two_vaults_with_the_same_passphrase_have_different_keys(tmp_path: Path) -> None:
    one, two = make_vault(tmp_path / "1").folder, make_vault(tmp_path / "2").folder
    assert one.vault_id != two.vault_id
    assert one.database_key(one.unlock(BERGER)) != two.database_key(two.unlock(BERGER))


def test_the_recovery_key_opens_the_vault_for_a_new_passphrase(vault: Vault) -> None:
    folder = vault.folder
    before = folder.database_key(folder.unlock(BERGER))

    recovered = folder.recover(vault.recovery_text.lower().replace("-", " "))
    folder.reset_passphrase(recovered, vault.berger, "neu und gut behalten")

    opened = folder.unlock("neu und gut behalten", vault.berger)
    assert folder.database_key(recovered) == before
    assert folder.database_key(opened) == before
    assert folder.slots()[0].initials == "AB"
    with pytest.raises(WrongPassphraseError):
        folder.unlock(BERGER)
    assert folder.database_key(folder.unlock(DEMIR)) == before


def test_the_recovery_sheet_itself_has_no_passphrase_to_change(vault: Vault) -> None:
    recovered = vault.folder.recover(vault.recovery_text)
    with pytest.raises(ValueError, match="advisor"):
        vault.folder.change_passphrase(recovered, "irgendetwas")


def test_after_a_change_only_the_new_passphrase_opens(vault: Vault) -> None:
    folder = vault.folder
    before = folder.generation
    unlocked = folder.unlock(BERGER)

    folder.change_passphrase(unlocked, "neu und gut behalten")

    assert folder.generation == before + 1
    assert folder.unlock("neu und gut behalten").slot_id == vault.berger
    with pytest.raises(WrongPassphraseError):
        folder.unlock(BERGER)


def test_a_new_sheet_replaces_the_earlier_one(vault: Vault) -> None:
    folder = vault.folder
    sheet = RecoveryKey.new()
    folder.replace_recovery_key(folder.unlock(BERGER), sheet)
    assert folder.recover(sheet.text).vault_id == folder.vault_id
    with pytest.raises(WrongPassphraseError):
        folder.recover(vault.recovery_text)


def test_office_and_initials_can_be_renamed(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    folder.rename_office(unlocked, "  Zentralstelle   Neustadt ")
    folder.rename_advisor(unlocked, vault.demir, "17")
    assert folder.office_name == "Zentralstelle Neustadt"
    assert [slot.initials for slot in folder.slots()] == ["AB", "17"]
    assert folder.unlock(DEMIR).slot_id == vault.demir


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "required"),
        ("  ", "required"),
        ("x" * 121, "too_long"),
        ("A\u202eB", "unknown_character"),
        ("A\ud800", "unknown_character"),
    ],
)
def test_an_office_name_must_be_short_and_print(vault: Vault, text: str, code: str) -> None:
    unlocked = vault.folder.unlock(BERGER)
    before = everything_in(vault.folder.path)
    with pytest.raises(InputError) as refused:
        vault.folder.rename_office(unlocked, text)
    assert refused.value.code == code
    assert everything_in(vault.folder.path) == before


def test_initials_are_taken_only_once(vault: Vault) -> None:
    unlocked = vault.folder.unlock(BERGER)
    with pytest.raises(InputError, match="initials_taken"):
        vault.folder.add_advisor(unlocked, "bd", "noch eine Passphrase")


@pytest.mark.parametrize("passphrase", ["", "x" * 1025])
def test_an_empty_or_endless_passphrase_is_refused(vault: Vault, passphrase: str) -> None:
    unlocked = vault.folder.unlock(BERGER)
    with pytest.raises(InputError):
        vault.folder.change_passphrase(unlocked, passphrase)
    with pytest.raises(InputError):
        vault.folder.add_advisor(unlocked, "XY", passphrase)
    with pytest.raises(WrongPassphraseError):
        vault.folder.unlock(passphrase)


def test_a_vault_takes_64_slots_and_no_more(vault: Vault) -> None:
    document = parse(vault.folder.key_paths[0].read_bytes())
    unlocked = keyfile.unlock(document, CHEAP, BERGER)
    slot_id = ""
    for number in range(61):
        passphrase = f"Passphrase {number}"
        document, slot_id = changes.add_advisor(document, unlocked, str(number), passphrase, CHEAP)
    with pytest.raises(NotPermittedError, match="too_many_slots"):
        changes.add_advisor(document, unlocked, "zu viel", "noch eine Passphrase", CHEAP)
    document, _ = changes.begin_removal(document, unlocked, [])
    raw = serialise(document)
    assert len(raw) < MAX_BYTES
    assert keyfile.unlock(parse(raw), CHEAP, "Passphrase 60").slot_id == slot_id


def _swap_both(vault: Vault) -> None:
    attacker.plant(vault.folder, b"not a key file")


def _tamper(vault: Vault) -> None:
    tree = attacker.read(vault.folder)
    tree["office"] = "Andere Stelle"
    attacker.plant(vault.folder, attacker.spelled(tree))


def _renew(vault: Vault) -> None:
    tree = attacker.read(vault.folder)
    tree["v"] = 2
    attacker.plant(vault.folder, attacker.spelled(tree))


def _remove(vault: Vault) -> None:
    for path in (*vault.folder.key_paths, vault.folder.database_path):
        path.unlink()


def _lose_keys(vault: Vault) -> None:
    for path in vault.folder.key_paths:
        path.unlink()


@pytest.mark.parametrize(
    ("prepare", "error"),
    [
        (lambda vault: None, WrongPassphraseError),
        (_swap_both, VaultDamagedError),
        (_tamper, VaultTamperedError),
        (_renew, VaultTooNewError),
        (_remove, VaultMissingError),
        (_lose_keys, VaultDamagedError),
    ],
)
def test_each_failure_has_its_own_error_and_changes_nothing_on_disk(
    vault: Vault, prepare, error: type[Exception]
) -> None:
    prepare(vault)
    before = everything_in(vault.folder.path)
    passphrase = "falsch" if error is WrongPassphraseError else BERGER

    with pytest.raises(error) as raised:
        vault.folder.unlock(passphrase)
    if error is WrongPassphraseError:
        with pytest.raises(error):
            vault.folder.unlock(passphrase, vault.berger)
        with pytest.raises(error):
            vault.folder.recover(RecoveryKey.new().text)
        with pytest.raises(RecoveryKeyError):
            vault.folder.recover("V99S8")
    else:
        with pytest.raises(error):
            vault.folder.recover(vault.recovery_text)

    assert type(raised.value) is error
    assert everything_in(vault.folder.path) == before


def test_a_successful_unlock_changes_nothing_on_disk_either(vault: Vault) -> None:
    before = everything_in(vault.folder.path)
    vault.folder.unlock(BERGER)
    vault.folder.recover(vault.recovery_text)
    assert vault.folder.lock_holder is None
    assert everything_in(vault.folder.path) == before


def test_a_vault_that_was_never_made_is_missing(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "nowhere", CHEAP)
    with pytest.raises(VaultMissingError):
        folder.slots()
    with pytest.raises(VaultMissingError):
        folder.hold()
    assert not folder.path.exists()


def test_an_unknown_slot_is_not_found(vault: Vault) -> None:
    with pytest.raises(NotFoundError):
        vault.folder.unlock(BERGER, "00000000-0000-4000-8000-000000000000")


def test_a_folder_with_content_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Brief.txt").write_text("Hallo", encoding="utf-8")
    before = everything_in(tmp_path)
    folder = VaultFolder(tmp_path, CHEAP)
    with pytest.raises(VaultFolderError, match="not_empty"):
        folder.create(office_name=OFFICE, initials="AB", passphrase=BERGER)
    assert everything_in(tmp_path) == before


def test_a_second_vault_is_not_made_over_the_first(vault: Vault) -> None:
    before = everything_in(vault.folder.path)
    with pytest.raises(VaultFolderError, match="not_empty"):
        vault.folder.create(office_name=OFFICE, initials="AB", passphrase=BERGER)
    assert everything_in(vault.folder.path) == before


@pytest.mark.parametrize("below", ["file", "file/vault"])
def test_a_place_that_cannot_become_a_folder_is_not_writable(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(VaultFolderError, match="not_writable"):
        VaultFolder(tmp_path / below, CHEAP).create(
            office_name=OFFICE, initials="AB", passphrase=BERGER
        )


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a file system of the kernel")
def test_a_place_where_the_system_lets_nobody_write_is_not_writable() -> None:
    with pytest.raises(VaultFolderError, match="not_writable"):
        VaultFolder(Path("/proc/vault"), CHEAP).create(
            office_name=OFFICE, initials="AB", passphrase=BERGER
        )


def test_a_refused_name_leaves_no_folder_behind(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "vault", CHEAP)
    with pytest.raises(InputError):
        folder.create(office_name="", initials="AB", passphrase=BERGER)
    assert not folder.path.exists()


def test_a_cheap_vault_does_not_open_under_the_recommended_policy(vault: Vault) -> None:
    strict = VaultFolder(vault.folder.path, RECOMMENDED)
    with pytest.raises(VaultTamperedError):
        strict.unlock(BERGER)
    with pytest.raises(VaultTamperedError):
        strict.recover(vault.recovery_text)


def test_new_slots_always_get_the_costs_of_the_policy_in_force(vault: Vault) -> None:
    raised = KdfPolicy(memory_kib=128, passes=2, lanes=1, floor=CHEAP.cost)
    folder = VaultFolder(vault.folder.path, raised)

    folder.change_passphrase(folder.unlock(BERGER), "neu und gut behalten")

    costs = {entry["id"]: entry["kdf"] for entry in attacker.read(folder)["slots"]}
    assert (costs[vault.berger]["m"], costs[vault.berger]["t"]) == (128, 2)
    assert (costs[vault.demir]["m"], costs[vault.demir]["t"]) == (64, 1)
    assert folder.unlock("neu und gut behalten").slot_id == vault.berger


def test_keys_of_another_vault_cannot_change_this_one(vault: Vault, tmp_path: Path) -> None:
    other = make_vault(tmp_path / "other").folder.unlock(BERGER)
    before = everything_in(vault.folder.path)
    with pytest.raises(VaultTamperedError):
        vault.folder.rename_office(other, "Andere Stelle")
    assert everything_in(vault.folder.path) == before
