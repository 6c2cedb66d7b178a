"""Vault files for the tests: really encrypted, in a folder of their own."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intake_app.store import migrate
from intake_app.store.engine import open_engine
from intake_app.store.transaction import transaction
from tests.store.builders import a_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from intake_app.domain.codes import CaseId
    from intake_app.store.transaction import Store

SEAL_KEY = bytearray(b"seal" * 8)


class VaultFile:
    """A store on disk that can be closed and opened again."""

    def __init__(self, path: Path, key: bytearray) -> None:
        self.path = path
        self.key = key
        self._open: list[Engine] = []

    def open(self, *, read_only: bool = False) -> Engine:
        engine = open_engine(self.path, self.key, seal_key=SEAL_KEY, read_only=read_only)
        self._open.append(engine)
        return engine

    def close(self) -> None:
        for engine in self._open:
            engine.dispose()
        self._open.clear()

    @property
    def engine(self) -> Engine:
        return self._open[-1] if self._open else self.open()

    @contextmanager
    def write(self) -> Iterator[Store]:
        with transaction(self.engine) as store:
            yield store

    @contextmanager
    def read(self) -> Iterator[Store]:
        """Read with a new engine, so that nothing comes out of a memory of the old one."""
        self.close()
        with transaction(self.open(), write=False) as store:
            yield store

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """Run raw SQL, as somebody does who holds the key but not the program."""
        with self.engine.begin() as connection:
            result = connection.exec_driver_sql(statement)
            return [tuple(row) for row in result] if result.returns_rows else []


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> VaultFile:
    """A migrated vault without content; migrating once is enough for all tests."""
    path = tmp_path_factory.mktemp("vault") / "store.db"
    vault = VaultFile(path, bytearray(secrets.token_bytes(32)))
    engine = open_engine(path, vault.key, create=True)
    migrate.upgrade(engine)
    engine.dispose()
    return vault


@pytest.fixture
def vault(empty_vault: VaultFile, tmp_path: Path) -> Iterator[VaultFile]:
    folder = tmp_path / "vault"
    folder.mkdir()
    copy = VaultFile(Path(shutil.copy(empty_vault.path, folder / "store.db")), empty_vault.key)
    yield copy
    copy.close()


@pytest.fixture
def case_id(vault: VaultFile) -> CaseId:
    """A case that is stored in the vault."""
    case = a_case()
    with vault.write() as store:
        store.cases.add(case)
    return case.id
