from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from intake_app.errors import VaultFolderError, VaultInUseError, VaultMissingError
from intake_app.vault.folder import VaultFolder
from intake_app.vault.hold import LOCK_NAME, STALE_AFTER, Holder, hold, holder_of
from tests.vault.conftest import BERGER, CHEAP, Vault, everything_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MORNING = datetime(2026, 11, 30, 8, 15, tzinfo=UTC)
OTHER_PROGRAM = """
import sys
from pathlib import Path
from intake_app.vault.folder import VaultFolder
from intake_app.vault.hold import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
print("released", flush=True)
"""


@contextmanager
def other_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the vault until its input ends."""
    command = [sys.executable, "-c", OTHER_PROGRAM, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "held\n"
            yield program
        finally:
            program.kill()


def test_a_second_program_is_told_who_has_the_vault_and_changes_nothing(vault: Vault) -> None:
    with other_program(vault.folder.path) as program:
        before = everything_in(vault.folder.path)
        with pytest.raises(VaultInUseError) as error:
            vault.folder.hold()
        assert error.value.holder == f"{socket.gethostname()} {program.pid}"
        assert holder_of(vault.folder.path) == Holder(program=error.value.holder)
        assert everything_in(vault.folder.path) == before
        vault.folder.unlock(BERGER).wipe()
        assert everything_in(vault.folder.path) == before


def test_after_the_other_program_ends_the_vault_is_free(vault: Vault) -> None:
    with other_program(vault.folder.path) as program:
        program.communicate(timeout=30)
    assert vault.folder.lock_holder is None
    with vault.folder.hold() as held:
        assert held.left_by is None


def test_a_hold_left_by_a_killed_program_is_taken_over_and_told(vault: Vault) -> None:
    with other_program(vault.folder.path) as program:
        program.send_signal(signal.SIGKILL)
        program.wait(timeout=30)
        assert vault.folder.lock_holder is None
        with vault.folder.hold() as held:
            assert held.left_by == Holder(program=f"{socket.gethostname()} {program.pid}")
    with vault.folder.hold() as held:
        assert held.left_by is None


def test_one_program_does_not_hold_a_vault_twice(vault: Vault) -> None:
    with vault.folder.hold():
        with pytest.raises(VaultInUseError) as error:
            vault.folder.hold()
        assert error.value.holder == f"{socket.gethostname()} {os.getpid()}"
        assert holder_of(vault.folder.path) == Holder(program=error.value.holder)
    vault.folder.hold().release()


def test_releasing_twice_does_no_harm(vault: Vault) -> None:
    held = vault.folder.hold()
    held.release()
    with vault.folder.hold():
        held.release()
        assert vault.folder.lock_holder is not None


def test_a_program_started_by_the_holder_does_not_inherit_the_hold(vault: Vault) -> None:
    held = vault.folder.hold()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        held.release()
        with vault.folder.hold():
            assert child.poll() is None
        child.communicate(b"\n")


def test_what_somebody_wrote_into_the_lock_file_is_not_shown_as_it_is(vault: Vault) -> None:
    (vault.folder.path / LOCK_NAME).write_bytes(b"\x1b[2J\xff\x00" * 1_000)
    with vault.folder.hold() as held:
        assert held.left_by is None


def test_there_is_nothing_to_hold_where_there_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(VaultMissingError):
        hold(tmp_path / "nowhere")
    assert holder_of(tmp_path / "nowhere") is None
    assert list(tmp_path.iterdir()) == []


def test_a_lock_file_that_cannot_be_written_is_told(vault: Vault) -> None:
    (vault.folder.path / LOCK_NAME).mkdir()
    with pytest.raises(VaultFolderError, match="not_writable"):
        vault.folder.hold()
    assert vault.folder.lock_holder is None


def test_a_link_in_place_of_the_lock_file_is_not_followed(vault: Vault, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("untouched", encoding="ascii")
    (vault.folder.path / LOCK_NAME).symlink_to(target)
    with pytest.raises(VaultFolderError):
        vault.folder.hold()
    assert target.read_text("ascii") == "untouched"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks every local drive")
def test_a_drive_without_locks_is_refused_like_a_share(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(descriptor: int, mode: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(VaultFolderError, match="network_share"):
        vault.folder.hold()


def test_a_vault_can_be_made_in_a_folder_that_is_already_held(tmp_path: Path) -> None:
    with hold(tmp_path):
        VaultFolder(tmp_path, CHEAP).create(office_name="X", initials="AB", passphrase=BERGER)


def test_a_second_program_learns_since_when_and_by_whom_the_vault_is_used(vault: Vault) -> None:
    with vault.folder.hold(since=MORNING, by="MB") as held:
        held.beat(MORNING + timedelta(minutes=20))
        with pytest.raises(VaultInUseError) as error:
            vault.folder.hold(since=MORNING + timedelta(minutes=21), by="CK")
        assert (error.value.since, error.value.by) == (MORNING, "MB")
        assert error.value.seen_at == MORNING + timedelta(minutes=20)


def test_a_program_that_gives_signs_of_life_keeps_the_vault(vault: Vault) -> None:
    with vault.folder.hold(since=MORNING, by="MB") as held:
        held.beat(MORNING + timedelta(hours=1))
        with pytest.raises(VaultInUseError):
            vault.folder.hold(
                since=MORNING + timedelta(hours=1) + STALE_AFTER, by="CK", take_over=True
            )
        assert held.is_valid()


def test_a_program_that_hangs_loses_the_vault_only_to_who_says_so_and_notices(
    vault: Vault,
) -> None:
    late = MORNING + STALE_AFTER + timedelta(seconds=1)
    hanging = vault.folder.hold(since=MORNING, by="MB")
    with pytest.raises(VaultInUseError):
        vault.folder.hold(since=late, by="CK")
    assert hanging.is_valid()

    with vault.folder.hold(since=late, by="CK", take_over=True) as taken:
        assert taken.left_by is not None
        assert (taken.left_by.by, taken.left_by.since) == ("MB", MORNING)
        assert not hanging.is_valid()
        hanging.beat(late)
        hanging.release()
        assert taken.is_valid()
        with pytest.raises(VaultInUseError) as error:
            vault.folder.hold(since=late, by="XY", take_over=True)
        assert error.value.by == "CK"


def test_the_vault_of_a_program_that_gives_no_signs_cannot_be_taken_over(vault: Vault) -> None:
    with vault.folder.hold(), pytest.raises(VaultInUseError):
        vault.folder.hold(since=MORNING + timedelta(days=9), take_over=True)
