"""Two copies of the key file: reading never writes, writing leaves a whole one at any moment."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from intake_app.errors import (
    StorageError,
    VaultDamagedError,
    VaultFolderError,
    VaultTamperedError,
    VaultTooNewError,
    WrongPassphraseError,
)
from intake_app.vault.folder import VaultFolder
from tests.vault import attacker
from tests.vault.conftest import BERGER, CHEAP, DEMIR, OFFICE, Vault, everything_in


def test_both_copies_are_the_same_after_every_change(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    folder.rename_office(unlocked, "Zentralstelle")
    first, second = folder.key_paths
    assert first.read_bytes() == second.read_bytes()
    assert not folder.needs_repair
    assert sorted(path.name for path in folder.path.iterdir()) == [
        "store.db",
        "store.keys",
        "store.keys2",
    ]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("spoil", ["missing", "damaged", "older", "newer by damage", "a folder"])
def test_one_bad_copy_is_survived_left_alone_by_reading_and_put_right_by_writing(
    vault: Vault, which: int, spoil: str
) -> None:
    folder = vault.folder
    old = folder.key_paths[0].read_bytes()
    unlocked = folder.unlock(BERGER)
    folder.rename_office(unlocked, "Zentralstelle")
    bad = folder.key_paths[which]
    if spoil == "missing":
        bad.unlink()
    elif spoil == "damaged":
        bad.write_bytes(bad.read_bytes()[:500])
    elif spoil == "older":
        bad.write_bytes(old)
    elif spoil == "newer by damage":
        bad.write_bytes(bad.read_bytes().replace(b'"v":1,"vault"', b'"v":3,"vault"'))
    else:
        bad.unlink()
        bad.mkdir()
    before = everything_in(folder.path)

    opened = folder.unlock(DEMIR)
    assert (folder.office_name, folder.needs_repair) == ("Zentralstelle", True)
    assert everything_in(folder.path) == before

    if spoil == "a folder":
        bad.rmdir()
    folder.rename_office(opened, "Anlaufstelle")
    assert (folder.office_name, folder.needs_repair) == ("Anlaufstelle", False)


def test_a_copy_can_be_put_right_without_any_other_change(vault: Vault) -> None:
    folder = vault.folder
    whole = folder.key_paths[0].read_bytes()
    folder.key_paths[1].unlink()
    folder.repair(folder.unlock(BERGER))
    assert [path.read_bytes() for path in folder.key_paths] == [whole, whole]


def test_a_forged_copy_is_not_spread_by_repairing(vault: Vault) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    tree = attacker.read(folder)
    tree["gen"] += 1
    folder.key_paths[0].write_bytes(attacker.spelled(tree))
    before = everything_in(folder.path)
    for act in (
        lambda: folder.repair(unlocked),
        lambda: folder.change_passphrase(unlocked, "neu und gut behalten"),
        lambda: folder.begin_removal(unlocked, [vault.demir]),
    ):
        with pytest.raises(VaultTamperedError):
            act()
    assert everything_in(folder.path) == before


def test_a_copy_that_only_looks_later_is_a_damaged_copy(vault: Vault) -> None:
    vault.folder.key_paths[1].write_bytes(b'{"fmt":"intake-keyfile","v":2,"x":1e999}')
    vault.folder.unlock(BERGER).wipe()
    assert vault.folder.needs_repair


@pytest.mark.parametrize("readable", [0, 1])
def test_files_that_the_system_does_not_let_us_read_are_told_as_such(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, readable: int
) -> None:
    """The tests may run as root, whom no mode keeps out; so the refusal is played."""
    real = Path.open
    denied = vault.folder.key_paths[readable:]

    def guarded(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path in denied:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    if readable:
        vault.folder.unlock(BERGER).wipe()
    else:
        with pytest.raises(VaultFolderError, match="not_readable"):
            vault.folder.unlock(BERGER)


def test_a_bad_sector_under_both_copies_is_damage(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: Path, *_: Any, **__: Any) -> Any:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    monkeypatch.setattr(Path, "open", failing)
    with pytest.raises(VaultDamagedError):
        vault.folder.unlock(BERGER)


def test_a_later_format_in_one_copy_counts_for_both(vault: Vault) -> None:
    """The later program may have crashed between its two writes."""
    folder = vault.folder
    tree = attacker.read(folder)
    tree["v"] = 2
    folder.key_paths[1].write_bytes(attacker.spelled(tree))
    before = everything_in(folder.path)
    with pytest.raises(VaultTooNewError):
        folder.unlock(BERGER)
    assert everything_in(folder.path) == before


class Disk:
    """A disk that is full, or fails, from a chosen write on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, *, good_writes: int) -> None:
        self.left = good_writes
        self.number = number
        real = os.fsync

        def fsync(descriptor: int) -> None:
            if os.fstat(descriptor).st_mode & 0o170000 == 0o100000:
                self.left -= 1
            if self.left < 0:
                raise OSError(self.number, os.strerror(self.number))
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_change_that_cannot_be_written_has_not_happened(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    before = {path.name: path.read_bytes() for path in folder.path.iterdir()}
    Disk(monkeypatch, number, good_writes=0)

    with pytest.raises(StorageError):
        folder.change_passphrase(unlocked, "neu und gut behalten")

    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in folder.path.iterdir()} == before
    assert folder.unlock(BERGER).slot_id == vault.berger


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_change_of_which_one_copy_was_written_has_happened(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = vault.folder
    unlocked = folder.unlock(BERGER)
    Disk(monkeypatch, number, good_writes=1)

    folder.change_passphrase(unlocked, "neu und gut behalten")

    monkeypatch.undo()
    assert folder.needs_repair
    opened = folder.unlock("neu und gut behalten")
    with pytest.raises(WrongPassphraseError):
        folder.unlock(BERGER)
    folder.repair(opened)
    assert not folder.needs_repair


@pytest.mark.parametrize("good_writes", [0, 1])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_vault_that_cannot_be_made_leaves_no_trace(
    tmp_path, monkeypatch: pytest.MonkeyPatch, number: int, good_writes: int
) -> None:
    folder = VaultFolder(tmp_path / "vault", CHEAP)
    Disk(monkeypatch, number, good_writes=good_writes)
    with pytest.raises((StorageError, VaultFolderError)):
        folder.create(office_name=OFFICE, initials="AB", passphrase=BERGER)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


CHANGER = """
import sys
from pathlib import Path
from typing import Any
from pathlib import Path
from intake_app.vault.folder import VaultFolder
from intake_app.vault.policy import KdfPolicy
folder = VaultFolder(Path(sys.argv[1]), KdfPolicy(memory_kib=64, passes=1, lanes=1))
unlocked = folder.recover(sys.argv[2])
for number in range(int(sys.argv[3]), 100_000):
    folder.reset_passphrase(unlocked, sys.argv[4], f"Passphrase {number}")
    print(number, flush=True)
"""


def test_a_program_killed_while_it_changes_a_passphrase_leaves_a_vault_that_opens(
    vault: Vault,
) -> None:
    chance = random.Random(5)
    done = -1
    for _ in range(4):
        command = [sys.executable, "-c", CHANGER, str(vault.folder.path)]
        command += [vault.recovery_text, str(done + 1), vault.demir]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as changer:
            assert changer.stdout is not None
            for _ in range(chance.randint(3, 40)):
                done = int(changer.stdout.readline())
            changer.send_signal(signal.SIGKILL)
            rest = changer.stdout.read().split()
        done = int(rest[-1]) if rest else done

        opened = _opened_by_one_of(vault, (f"Passphrase {done}", f"Passphrase {done + 1}"))
        assert vault.folder.unlock(BERGER, vault.berger).master_key == opened.master_key
        vault.folder.rename_office(opened, OFFICE)
        assert not vault.folder.needs_repair
        left = sorted(path.name for path in vault.folder.path.iterdir())
        assert left == ["store.db", "store.keys", "store.keys2"]


def _opened_by_one_of(vault: Vault, passphrases: tuple[str, ...]):
    for passphrase in passphrases:
        try:
            return vault.folder.unlock(passphrase, vault.demir)
        except WrongPassphraseError:
            continue
    raise AssertionError("an acknowledged passphrase was lost")
