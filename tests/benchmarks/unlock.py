"""Unlocking against the bare Argon2id derivation with the same costs."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from intake_app.vault.policy import RECOMMENDED
from tests.benchmarks.measure import paired, timed
from tests.benchmarks.vaults import open_vault
from tests.conftest import PASSPHRASE


def run():
    with open_vault(RECOMMENDED) as (services, vaults, path):
        services.session.close()
        salt = os.urandom(16)

        def derive(_number):
            Argon2id(
                salt=salt,
                length=32,
                iterations=RECOMMENDED.passes,
                lanes=RECOMMENDED.lanes,
                memory_cost=RECOMMENDED.memory_kib,
            ).derive(PASSPHRASE.encode())

        yield paired(
            "unlock the vault / bare Argon2id",
            timed(lambda _number: vaults.unlock(path, PASSPHRASE).close()),
            timed(derive),
            rounds=9,
            aim=1.2,
            warm_up=1,
        )
