"""The same database under another key: every row, nothing readable, nothing lost on refusal."""

from __future__ import annotations

import secrets

import pytest

from intake_app.errors import KeyChangeError, StoreDamagedError
from intake_app.store import rekey
from intake_app.store.engine import open_engine
from tests.store.builders import a_stored


@pytest.fixture
def key():
    return bytearray(secrets.token_bytes(32))


def dump(engine):
    """Return every row of every table, search index included."""
    with engine.connect() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).scalars()
        return {
            name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
            for name in names.all()
        }


def test_the_copy_holds_every_row_under_the_new_key_only(vault, case_id, key):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
    before = dump(vault.engine)
    old = vault.path.read_bytes()

    rekey.write_copy(vault.engine, vault.path, key, lambda _part: True)
    vault.close()
    rekey.exchange(vault.path)

    changed = open_engine(vault.path, key)
    assert dump(changed) == before
    changed.dispose()
    with pytest.raises(StoreDamagedError):
        open_engine(vault.path, vault.key)
    new = vault.path.read_bytes()
    same = [at for at in range(0, len(new), 4096) if new[at : at + 4096] == old[at : at + 4096]]
    assert same == [], "no page of the old file stands in the new one"
    assert [file.name for file in vault.path.parent.iterdir()] == ["store.db"]


def test_a_log_that_is_not_written_through_keeps_the_old_file(vault, case_id, key):
    rekey.write_copy(vault.engine, vault.path, key, lambda _part: True)
    with vault.write() as store:
        store.answers.put(case_id, a_stored())

    with pytest.raises(KeyChangeError) as refused:
        rekey.exchange(vault.path)

    assert refused.value.reason == "busy"
    with vault.read() as store:
        assert store.answers.of_case(case_id)


def test_nobody_writes_while_the_copy_is_made_and_somebody_reads(vault, case_id, key):
    seen = []

    def look(part):
        if not seen:
            other = open_engine(vault.path, vault.key)
            with other.connect() as connection:
                seen.append(connection.exec_driver_sql("SELECT count(*) FROM cases").scalar())
            other.dispose()
        return True

    rekey.write_copy(vault.engine, vault.path, key, look)

    assert seen == [1]


def test_a_cancelled_copy_leaves_the_database_as_it_is(vault, case_id, key):
    with pytest.raises(KeyChangeError) as stopped:
        rekey.write_copy(vault.engine, vault.path, key, lambda _part: False)

    assert stopped.value.reason == "cancelled"
    rekey.forget_copy(vault.path)
    with vault.read() as store:
        assert store.cases.get(case_id)
    assert not list(vault.path.parent.glob("*.next*"))
