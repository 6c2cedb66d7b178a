"""What many tests share: the shipped forms, and an unlocked vault with real encryption."""

from __future__ import annotations

import gc
import os

import pytest

from intake_app.composition import content as shipped_content
from intake_app.paths import resources_dir
from intake_app.services.sample_player import MovableClock, SamplePlayer
from intake_app.services.sample_talks import sample_office, sample_talks
from intake_app.services.services import services_for
from intake_app.services.vaults import NewVault, VaultService
from intake_app.vault.policy import KdfPolicy

# A test that kills a program forks one. What other tests left for the collector stays with the
# parent: a Qt object among it would wait, on being deleted, for a thread that only runs there.
os.register_at_fork(before=gc.freeze)

CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
"""Costs for tests only; nothing a user can set reaches them."""

PASSPHRASE = "vielmals vormittag kornfeld kutscher eigelb legende"


@pytest.fixture(scope="session")
def content():
    read = shipped_content()
    gc.freeze()  # every lock of a window collects; what lasts as long as the tests is looked over
    return read


@pytest.fixture(scope="session")
def demo_folder():
    return resources_dir() / "demo"


@pytest.fixture(scope="session")
def talks(demo_folder):
    return {talk.key: talk for talk in sample_talks(demo_folder)}


@pytest.fixture
def clock(demo_folder):
    return MovableClock(sample_office(demo_folder).start)


@pytest.fixture
def vaults(content, clock):
    return VaultService(content, clock, CHEAP)


@pytest.fixture
def new_vault(demo_folder):
    sample = sample_office(demo_folder)
    return NewVault(
        office=sample.office,
        advisor_name=sample.advisors[0].name,
        initials=sample.advisors[0].initials,
        passphrase=PASSPHRASE,
    )


@pytest.fixture
def vault_path(tmp_path):
    return tmp_path / "vault"


@pytest.fixture
def services(vaults, vault_path, new_vault):
    session = vaults.create(vault_path, new_vault, vaults.new_recovery_text())
    yield services_for(session)
    session.close()


@pytest.fixture
def player(services, clock, demo_folder):
    player = SamplePlayer(services, clock, demo_folder)
    player.add_partners()
    return player
