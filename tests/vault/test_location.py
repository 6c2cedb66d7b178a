from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

from intake_app.errors import VaultFolderError
from intake_app.vault import location
from intake_app.vault.folder import VaultFolder
from intake_app.vault.location import file_system_of, is_network_share, is_unc
from tests.vault.conftest import BERGER, CHEAP, OFFICE

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/anna/Tresor ext4 rw 0 0
//nas/alle /mnt/Unser\040Laufwerk cifs rw 0 0
/dev/sdc1 /media/stick vfat rw 0 0
anna@host:/ /media/stick fuse.sshfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/vault", "ext4"),
        ("/home/anna/vault", "nfs4"),
        ("/home/anna/Tresor/vault", "ext4"),
        ("/homework", "ext4"),
        ("/mnt/Unser Laufwerk/vault", "cifs"),
        ("/media/stick", "fuse.sshfs"),
        ("/", "ext4"),
    ],
)
def test_the_innermost_and_topmost_mount_counts(path: str, kind: str) -> None:
    assert file_system_of(PurePosixPath(path), MOUNTS) == kind


def test_an_empty_table_says_nothing() -> None:
    assert file_system_of(PurePosixPath("/srv"), "") == ""


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\server\share\vault", True),
        ("//server/share", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\vault", False),
        (r"\\.\C:\vault", False),
        (r"C:\vault", False),
        ("/srv/vault", False),
    ],
)
def test_a_share_named_directly_is_recognised(path: str, unc: bool) -> None:
    assert is_unc(path) is unc


def test_the_folder_of_this_test_is_local(tmp_path: Path) -> None:
    assert not is_network_share(tmp_path / "not" / "yet")


@pytest.mark.skipif(sys.platform != "linux", reason="reads the table of mounts")
def test_no_vault_is_made_on_a_network_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    share = tmp_path / "share"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\n//nas/alle {share} cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(location, "_MOUNTS", table)
    link = tmp_path / "link"
    link.symlink_to(share)
    for path in (share / "vault", link / "vault"):
        with pytest.raises(VaultFolderError, match="network_share"):
            VaultFolder(path, CHEAP).create(office_name=OFFICE, initials="A", passphrase=BERGER)
    assert not share.exists()
