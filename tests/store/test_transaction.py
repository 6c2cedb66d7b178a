"""The unit of work: all or nothing, writers one after the other, readers undisturbed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from intake_app.errors import NotFoundError, VaultInUseError
from intake_app.store import engine as engine_module
from intake_app.store.transaction import transaction
from tests.store.builders import NOW, a_case, a_stored


class OurMistakeError(Exception):
    """Raised in the middle of a use case."""


def test_a_use_case_that_fails_leaves_nothing_behind(vault, case_id):
    def use_case(store):
        store.answers.put(case_id, a_stored())
        store.journal.write(NOW, "AB", "answer.given", case_id)
        store.cases.next_number_seq(2026)
        raise OurMistakeError

    with pytest.raises(OurMistakeError), vault.write() as store:
        use_case(store)

    with vault.read() as store:
        assert not store.answers.of_case(case_id)
        assert not store.journal.entries()
        assert store.journal.verify() == []
    with vault.write() as store:
        assert store.cases.next_number_seq(2026) == 1


def test_two_writers_take_turns_and_lose_nothing(vault):
    other = vault.open()
    vault_engine = vault.open()

    def count_up(engine):
        numbers = []
        for _ in range(40):
            with transaction(engine) as store:
                numbers.append(store.cases.next_number_seq(2026))
                store.journal.write(NOW, "AB", "number.taken", object_id=str(numbers[-1]))
        return numbers

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(count_up, engine) for engine in (other, vault_engine) * 2]
        numbers = [number for job in jobs for number in job.result()]

    assert sorted(numbers) == list(range(1, 161))
    with vault.read() as store:
        assert store.journal.verify() == []
        assert len(store.journal.entries()) == 160


def test_a_reader_sees_one_moment_while_somebody_writes(vault, case_id):
    with vault.read() as reader:
        assert not reader.answers.of_case(case_id)
        with transaction(vault.engine) as writer:
            writer.answers.put(case_id, a_stored())
        assert not reader.answers.of_case(case_id)

    with vault.read() as reader:
        assert reader.answers.of_case(case_id)


def test_a_writer_that_waits_in_vain_is_told_that_the_vault_is_in_use(vault, monkeypatch):
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.01)
    impatient = vault.open()

    with transaction(vault.open()) as store:
        assert store.cases.count() == 0
        with pytest.raises(VaultInUseError), transaction(impatient):
            pass


def test_what_is_not_there_is_said_as_such(vault):
    stranger = a_case()
    with vault.read() as store:
        for look in (store.cases.get, store.cases.head, store.cases.index_row):
            with pytest.raises(NotFoundError) as caught:
                look(stranger.id)
            assert caught.value.what == "case"
        assert store.cases.by_number(stranger.number) is None


WRITER = """
import os, sys
from pathlib import Path
from uuid import UUID
from intake_app.store.engine import open_engine
from intake_app.store.transaction import transaction
from tests.store.builders import NOW, a_stored
from tests.store.conftest import SEAL_KEY

key = bytearray.fromhex(sys.stdin.readline())
engine = open_engine(Path(sys.argv[1]), key, seal_key=SEAL_KEY)
case_id, number = UUID(sys.argv[2]), int(sys.argv[3])
while True:
    number += 1
    with transaction(engine) as store:
        store.answers.put(case_id, a_stored(f"a.q{number}", f"value {number} " * 40))
        store.answers.put(case_id, a_stored("a.last", str(number)))
        store.search.index(case_id, [f"Name{number}"])
        store.journal.write(NOW, "AB", "answer.given", case_id, str(number))
    os.write(1, b"%d\\n" % number)
"""


@pytest.mark.parametrize("round_", range(2))
def test_a_killed_program_loses_no_stored_answer(vault, case_id, round_):
    choose = random.Random(round_)
    acknowledged = 0
    for _ in range(10):
        vault.close()
        acknowledged = write_until_killed(vault, case_id, acknowledged, choose.randrange(1, 40))
        with vault.read() as store:
            stored = store.answers.of_case(case_id)
            last = int(stored[None, "a.last"].answer.value)
            assert last in {acknowledged, acknowledged + 1}
            for number in range(1, last + 1):
                assert stored[None, f"a.q{number}"].answer.value == f"value {number} " * 40
            assert len(store.answers.history(case_id, "a.last")) == last - 1
            assert store.search.find(f"Name{last}") == [case_id]
            assert store.journal.verify() == []
        assert vault.sql("PRAGMA integrity_check") == [("ok",)]
        acknowledged = last


def write_until_killed(vault, case_id, start, kill_after):
    """Kill the writer at whatever it does after its n-th acknowledgement."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(vault.path), str(case_id), str(start)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as writer:
        writer.stdin.write(vault.key.hex().encode() + b"\n")
        writer.stdin.flush()
        lines = [writer.stdout.readline() for _ in range(kill_after)]
        writer.kill()
        lines += writer.stdout.readlines()
    return int([line for line in lines if line.endswith(b"\n")][-1])
