"""A program that dies while an interview is being answered loses nothing it acknowledged."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time

import pytest

from intake_app.domain.answers import Answer
from intake_app.services.services import services_for
from tests.conftest import PASSPHRASE

KILLS = 100
QUESTIONS = ("goal.main", "birth.place", "addr.street", "addr.town")
_fork = multiprocessing.get_context("fork")


def answer_until_killed(vaults, path, interview, first, acknowledged):
    """Store numbered answers and tell each one over the pipe when it is on the disk."""
    services = services_for(vaults.unlock(path, PASSPHRASE))
    number = first
    while True:
        question = QUESTIONS[number % len(QUESTIONS)]
        services.interviews.answer(interview, question, Answer(value=f"Antwort {number}"))
        os.write(acknowledged, f"{number}\n".encode())
        number += 1


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_every_acknowledged_answer_survives_a_hundred_kills(vaults, vault_path, services):
    interview = services.interviews.begin(services.cases.create(), "ar")
    services.session.close()
    moments = random.Random(20261122)
    last, seen = -1, {}

    for _ in range(KILLS):
        reading, writing = os.pipe()
        child = _fork.Process(
            target=answer_until_killed,
            args=(vaults, vault_path, interview, last + 1, writing),
        )
        child.start()
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = [pipe.readline()]
            deadline = time.monotonic() + moments.uniform(0, 0.06)
            while time.monotonic() < deadline:
                told.append(pipe.readline())
            os.kill(child.pid, signal.SIGKILL)
            told += pipe.readlines()
        child.join()
        for number in (int(line) for line in told if line.endswith(b"\n")):
            seen[QUESTIONS[number % len(QUESTIONS)]] = number
            last = max(last, number)

        session = vaults.unlock(vault_path, PASSPHRASE)
        reading_back = services_for(session).interviews.sheet(interview.id).reading
        session.close()
        for question, number in list(seen.items()):
            # The very last answer may be stored without having been told.
            stored = int(reading_back.value(question).removeprefix("Antwort "))
            assert stored in {number, number + len(QUESTIONS)}
            seen[question] = stored
            last = max(last, stored)

    assert last >= KILLS - 1
