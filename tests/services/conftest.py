"""What tests of the services share beyond a vault."""

from __future__ import annotations

import dataclasses

import pytest

from intake_app.domain.office import Role
from intake_app.services.services import services_for
from tests.conftest import PASSPHRASE


@pytest.fixture
def unlock(vaults, vault_path):
    """Opens the vault again, for somebody with every role."""

    def open_again():
        session = vaults.unlock(vault_path, PASSPHRASE)
        session.advisor = dataclasses.replace(session.advisor, roles=frozenset(Role))
        return services_for(session)

    return open_again
