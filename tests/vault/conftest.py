"""A vault with cheap passphrases: two advisors and a recovery sheet."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from intake_app.vault.folder import VaultFolder
from intake_app.vault.policy import KdfPolicy

if TYPE_CHECKING:
    from pathlib import Path

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
BERGER = "Grüße aus Köln 12"
DEMIR = "zweite Passphrase hier"
OFFICE = "Anlaufstelle Beispielstadt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """A vault and what its people know."""

    folder: VaultFolder
    berger: str
    demir: str
    recovery_text: str


def make_vault(path: Path) -> Vault:
    folder = VaultFolder(path, CHEAP)
    unlocked, recovery_key = folder.create(office_name=OFFICE, initials="AB", passphrase=BERGER)
    demir = folder.add_advisor(unlocked, "BD", DEMIR)
    vault = Vault(
        folder=folder, berger=unlocked.slot_id, demir=demir, recovery_text=recovery_key.text
    )
    folder.database_path.write_bytes(b"stands for the database")
    unlocked.wipe()
    return vault


def everything_in(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Contents, times of change and modes of all files and of the folder itself."""
    found = {"": (b"", folder.stat().st_mtime_ns, folder.stat().st_mode)}
    for path in sorted(folder.rglob("*")):
        status = path.stat()
        content = path.read_bytes() if path.is_file() else b""
        found[path.name] = (content, status.st_mtime_ns, status.st_mode)
    return found


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return make_vault(tmp_path_factory.mktemp("template") / "vault")


@pytest.fixture
def vault(template: Vault, tmp_path: Path) -> Vault:
    """A vault of this test alone."""
    shutil.copytree(template.folder.path, tmp_path / "vault")
    return replace(template, folder=VaultFolder(tmp_path / "vault", CHEAP))
