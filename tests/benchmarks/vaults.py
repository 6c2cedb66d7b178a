"""A vault to measure in."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path

from intake_app.composition import content
from intake_app.paths import resources_dir
from intake_app.services.sample_player import MovableClock
from intake_app.services.sample_talks import sample_office
from intake_app.services.services import services_for
from intake_app.services.vaults import NewVault, VaultService
from tests.conftest import CHEAP, PASSPHRASE


@contextmanager
def open_vault(policy=CHEAP):
    """Yield the services of a new vault and its folder; it goes at the end."""
    sample = sample_office(resources_dir() / "demo")
    vaults = VaultService(content(), MovableClock(sample.start), policy)
    with tempfile.TemporaryDirectory(prefix="intake-bench-") as folder:
        path = Path(folder) / "vault"
        new = NewVault(
            office=sample.office,
            advisor_name=sample.advisors[0].name,
            initials=sample.advisors[0].initials,
            passphrase=PASSPHRASE,
        )
        session = vaults.create(path, new, vaults.new_recovery_text())
        try:
            yield services_for(session), vaults, path
        finally:
            session.close()
