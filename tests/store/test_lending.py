"""One connection serves one transaction after the other, and leaves nothing to the next."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from intake_app.store.engine import spare_of
from intake_app.store.transaction import transaction
from tests.store.builders import a_stored


class OurMistakeError(Exception):
    """Raised in the middle of a use case."""


def test_the_next_transaction_works_where_the_last_one_did(vault):
    with vault.write() as store:
        first = store.work.driver
    with vault.write() as store:
        second = store.work.driver

    assert first is second


def test_what_failed_is_undone_before_the_next_one_looks(vault, case_id):
    def use_case(store):
        store.answers.put(case_id, a_stored())
        raise OurMistakeError

    with pytest.raises(OurMistakeError), vault.write() as store:
        use_case(store)

    with transaction(vault.engine, write=False) as store:
        assert not store.answers.of_case(case_id)


def test_all_at_the_same_time_have_a_connection_each(vault, case_id):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
    engine, all_inside = vault.engine, threading.Barrier(12)

    def look(_number):
        with transaction(engine, write=False) as store:
            all_inside.wait(30)
            return id(store.work.driver), len(store.answers.of_case(case_id))

    with ThreadPoolExecutor(12) as pool:
        seen = list(pool.map(look, range(12)))

    assert len({driver for driver, _ in seen}) == 12
    assert {count for _, count in seen} == {1}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="Linux lists its open files")
def test_closing_lets_go_of_the_file(vault, case_id):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())

    vault.close()

    assert not [file for file in _open_files() if file.startswith(str(vault.path))]
    assert not vault.path.with_name(f"{vault.path.name}-wal").exists()


def test_what_was_left_can_be_called_back_into_the_pool(vault, case_id):
    engine = vault.engine
    with vault.write() as store:
        store.answers.put(case_id, a_stored())

    spare_of(engine).give_back()

    assert engine.pool.checkedout() == 0


def _open_files():
    links = Path("/proc/self/fd").iterdir()
    return [str(link.readlink()) for link in links if link.is_symlink()]
