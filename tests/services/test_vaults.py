"""Opening, refusing and recovering a vault, as the unlock card meets it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys

import pypdfium2
import pytest

from intake_app import errors
from intake_app.services.services import services_for
from tests.conftest import PASSPHRASE

NEW_PASSPHRASE = "ein ganz anderer langer satz"


@pytest.fixture
def vault(vaults, vault_path, new_vault):
    recovery = vaults.new_recovery_text()
    vaults.create(vault_path, new_vault, recovery).close()
    return recovery


def snapshot(folder):
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


def flip(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_the_card_shows_office_and_initials_before_anybody_signs_in(vaults, vault_path, vault):
    card = vaults.card(vault_path)

    assert card.office_name == "Anlaufstelle Integration (Beispiel)"
    assert [slot.initials for slot in card.slots] == ["MB"]


def damage_keys(folder):
    for name in ("store.keys", "store.keys2"):
        (folder / name).write_bytes(b"garbage")


def damage_database(folder):
    flip(folder / "store.db", 100)


@pytest.mark.parametrize(
    ("spoil", "passphrase", "error"),
    [
        (lambda folder: None, "falsch", errors.WrongPassphraseError),
        (shutil.rmtree, PASSPHRASE, errors.VaultMissingError),
        (lambda folder: (folder / "store.db").unlink(), PASSPHRASE, errors.DatabaseMissingError),
        (damage_keys, PASSPHRASE, errors.VaultDamagedError),
        (damage_database, PASSPHRASE, errors.StoreDamagedError),
    ],
    ids=["wrong passphrase", "no vault", "no database", "key files damaged", "database damaged"],
)
def test_each_failure_has_its_own_error_and_changes_nothing(
    vaults, vault_path, vault, spoil, passphrase, error
):
    spoil(vault_path)
    before = snapshot(vault_path) if vault_path.exists() else {}

    with pytest.raises(error):
        vaults.unlock(vault_path, passphrase)

    after = snapshot(vault_path) if vault_path.exists() else {}
    for name in ("store.lock", "store.tries"):  # who holds it; failed tries are counted
        after.pop(name, None)
        before.pop(name, None)
    assert {name: after[name][0] for name in after} == {name: before[name][0] for name in before}


def test_a_vault_that_another_program_holds_is_refused_with_its_holder(vaults, vault_path, vault):
    code = (
        "import sys, pathlib; from intake_app.vault.hold import hold;"
        "h = hold(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(vault_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "held\n"

    with pytest.raises(errors.VaultInUseError) as refused:
        vaults.unlock(vault_path, PASSPHRASE)

    other.communicate("")
    assert str(other.pid) in refused.value.holder
    vaults.unlock(vault_path, PASSPHRASE).close()


def test_one_damaged_copy_of_the_key_file_keeps_nobody_out(vaults, vault_path, vault):
    flip(vault_path / "store.keys", 300)

    vaults.unlock(vault_path, PASSPHRASE).close()


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(vaults, vault_path, vault):
    slot = vaults.card(vault_path).slots[0].slot_id

    vaults.recover(vault_path, vault.lower().replace("-", " "), slot, NEW_PASSPHRASE).close()

    vaults.unlock(vault_path, NEW_PASSPHRASE).close()
    with pytest.raises(errors.WrongPassphraseError):
        vaults.unlock(vault_path, PASSPHRASE)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(vaults, vault_path, vault):
    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    with pytest.raises(errors.WrongPassphraseError):
        services.office.change_passphrase("falsch", NEW_PASSPHRASE)
    services.office.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    services.session.close()

    vaults.unlock(vault_path, NEW_PASSPHRASE).close()
    with pytest.raises(errors.WrongPassphraseError):
        vaults.unlock(vault_path, PASSPHRASE)


def test_a_replaced_recovery_key_opens_nothing_more(vaults, vault_path, vault):
    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    new_key = vaults.new_recovery_text()
    services.office.replace_recovery_key(new_key)
    services.session.close()
    slot = vaults.card(vault_path).slots[0].slot_id

    with pytest.raises(errors.WrongPassphraseError):
        vaults.recover(vault_path, vault, slot, NEW_PASSPHRASE)
    vaults.recover(vault_path, new_key, slot, NEW_PASSPHRASE).close()


@pytest.mark.parametrize("way", ["unlock", "recover"])
def test_an_old_key_file_that_was_put_back_is_noticed(vaults, vault_path, vault, way):
    old = {name: (vault_path / name).read_bytes() for name in ("store.keys", "store.keys2")}
    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    services.office.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    services.session.close()
    for name, content in old.items():
        (vault_path / name).write_bytes(content)
    slot = vaults.card(vault_path).slots[0].slot_id

    def open_it():
        if way == "unlock":
            return vaults.unlock(vault_path, PASSPHRASE)
        return vaults.recover(vault_path, vault, slot, "noch ein anderer langer satz")

    with pytest.raises(errors.VaultTamperedError):
        open_it()

    assert {name: (vault_path / name).read_bytes() for name in old} == old


def test_a_vault_is_not_made_where_something_lies(vaults, vault_path, new_vault):
    vault_path.mkdir()
    (vault_path / "brief.odt").write_text("wichtig")

    with pytest.raises(errors.VaultFolderError) as refused:
        vaults.create(vault_path, new_vault, vaults.new_recovery_text())

    assert refused.value.reason == "not_empty"
    assert [path.name for path in vault_path.iterdir()] == ["brief.odt"]


def test_a_checked_copy_opens_with_the_same_passphrase(vaults, vault_path, vault, tmp_path):
    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    case_id = services.cases.create()
    copies = tmp_path / "stick"
    copies.mkdir()

    result = services.copies.make(copies)

    assert services.copies.overview().last is not None
    services.session.close()
    copy = services_for(vaults.unlock(result.folder, PASSPHRASE))
    assert copy.cases.head(case_id).case.number.startswith("MH-26-")
    copy.session.close()


def test_the_recovery_sheet_shows_the_key_and_the_office_only(vaults, new_vault):
    key = vaults.new_recovery_text()

    page = pypdfium2.PdfDocument(vaults.recovery_sheet(new_vault.office, key))[0]

    text = page.get_textpage().get_text_range()
    assert all(group in text for group in key.split("-"))
    assert new_vault.advisor_name not in text


def test_a_first_start_that_broke_off_before_the_keys_can_be_made_again(
    vaults, vault_path, new_vault
):
    vault_path.mkdir()
    for name in (".store.db.new", ".store.db.new-wal", ".store.keys.new"):
        (vault_path / name).write_bytes(b"half of something")

    vaults.create(vault_path, new_vault, vaults.new_recovery_text()).close()

    vaults.unlock(vault_path, PASSPHRASE).close()
    assert not list(vault_path.glob(".*"))


def test_a_first_start_that_broke_off_after_the_keys_is_finished_by_unlocking(
    vaults, vault_path, vault
):
    (vault_path / "store.db").rename(vault_path / ".store.db.new")

    session = vaults.unlock(vault_path, PASSPHRASE)

    assert services_for(session).office.load().name == "Anlaufstelle Integration (Beispiel)"
    session.close()
    assert not (vault_path / ".store.db.new").exists()


def test_an_unfinished_database_never_takes_the_place_of_one_that_is_there(
    vaults, vault_path, vault
):
    (vault_path / ".store.db.new").write_bytes(b"laid here by somebody")

    vaults.unlock(vault_path, PASSPHRASE).close()

    assert (vault_path / ".store.db.new").read_bytes() == b"laid here by somebody"
