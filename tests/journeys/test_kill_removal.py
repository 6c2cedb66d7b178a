"""A program that dies while somebody is being removed leaves a vault that opens, whole.

The program is a process of its own that removes an advisor and is killed (SIGKILL) at a given
moment: as soon as the key file has announced the change, at several parts of the copy, right
after the exchange, or anywhere between.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import time

import pytest

from intake_app import errors
from intake_app.domain.answers import Answer
from intake_app.domain.office import AdvisorState, Role
from intake_app.services.services import services_for
from intake_app.store import rekey
from tests.conftest import PASSPHRASE

ANSWERS = 60
AT_RANDOM = 10
_fork = multiprocessing.get_context("fork")

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.fixture
def staffed(vaults, vault_path, services):
    """A vault with answers in it and a second advisor; return the talk and her words."""
    interview = services.interviews.begin(services.cases.create(), "ar")
    for number in range(ANSWERS):
        services.interviews.answer(interview, "addr.town", Answer(value=f"Stadt {number}"))
    petra = services.people.add("Petra Muster", "PM", {Role.ADVISOR})
    services.session.close()
    return interview, petra


def remove(vaults, path, slot_id, told):
    """Remove the advisor; tell over the pipe how far it is, and wait there to be killed."""
    services = services_for(vaults.unlock(path, PASSPHRASE))

    def progress(part):
        os.write(told, f"{part:.3f}\n".encode())
        return True

    services.people.remove(slot_id, progress)
    os.write(told, b"removed\n")
    time.sleep(60)


def killed(vaults, path, slot_id, *, when):
    """Start the removal in another process and kill it when `when(line)` says so."""
    reading, writing = os.pipe()
    child = _fork.Process(target=remove, args=(vaults, path, slot_id, writing))
    child.start()
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        for line in pipe:
            if when(line.decode().strip()):
                break
        os.kill(child.pid, signal.SIGKILL)
    child.join()


def check_whole(vaults, path, interview, petra):
    """Open the vault with a passphrase that stays; return whether the advisor is out."""
    services = services_for(vaults.unlock(path, PASSPHRASE))
    sheet = services.interviews.sheet(interview.id)
    history = services.interviews.history(interview, "addr.town")
    state = next(one.state for one in services.people.all() if one.initials == "PM")
    unfinished = services.people.unfinished()
    with services.session.read() as store:
        assert store.journal.verify() == []
    services.cases.create()
    services.session.close()

    assert sheet.reading.value("addr.town") == f"Stadt {ANSWERS - 1}"
    assert len(history) == ANSWERS - 1
    assert sorted(file.name for file in path.glob("*.next*")) == []
    is_out = state is AdvisorState.REMOVED
    if is_out:
        assert unfinished is None
        with pytest.raises(errors.WrongPassphraseError):
            vaults.unlock(path, petra.passphrase)
    else:
        vaults.unlock(path, petra.passphrase).close()
    return is_out


@pytest.mark.parametrize(
    ("when", "is_out"),
    [
        (lambda _line: True, False),
        (lambda line: line != "removed" and float(line) >= 0.4, False),
        (lambda line: line != "removed" and float(line) >= 0.7, False),
        (lambda line: line == "1.000", None),
        (lambda line: line == "removed", True),
    ],
    ids=[
        "during the safety copy",
        "after begin",
        "during the copy",
        "at the exchange",
        "at the end",
    ],
)
def test_killed_at_a_step_the_next_unlocking_finishes_or_takes_back(
    vaults, vault_path, staffed, when, is_out
):
    interview, petra = staffed

    killed(vaults, vault_path, petra.advisor.slot_id, when=when)

    found = check_whole(vaults, vault_path, interview, petra)
    assert is_out is None or found == is_out


def test_a_removal_that_was_taken_back_is_offered_again(vaults, vault_path, staffed):
    _interview, petra = staffed
    killed(vaults, vault_path, petra.advisor.slot_id, when=lambda line: float(line) > 0.5)

    services = services_for(vaults.unlock(vault_path, PASSPHRASE))
    assert services.people.unfinished().initials == "PM"
    services.people.remove(petra.advisor.slot_id, lambda _part: True)
    assert services.people.unfinished() is None
    services.session.close()


def test_killed_anywhere_the_vault_opens_whole(vaults, vault_path, staffed, tmp_path):
    interview, petra = staffed
    moments = random.Random(20261128)

    for number in range(AT_RANDOM):
        path = shutil.copytree(vault_path, tmp_path / f"vault {number}")
        until = time.monotonic() + moments.uniform(0.02, 0.2)
        killed(
            vaults,
            path,
            petra.advisor.slot_id,
            when=lambda line, until=until: line == "removed" or time.monotonic() >= until,
        )
        check_whole(vaults, path, interview, petra)
        shutil.rmtree(path)


def test_a_crash_between_the_exchange_and_the_key_file_is_finished_by_whoever_comes(
    vaults, vault_path, staffed
):
    interview, petra = staffed
    session = vaults.unlock(vault_path, PASSPHRASE)
    folder, unlocked = session.folder, session.unlocked
    folder.begin_removal(unlocked, [petra.advisor.slot_id])
    key = folder.pending_database_key(unlocked)
    rekey.write_copy(session.database, folder.database_path, key, lambda _part: True)
    session.close()
    rekey.exchange(folder.database_path)

    with pytest.raises(errors.NotPermittedError):
        vaults.unlock(vault_path, petra.passphrase)
    assert check_whole(vaults, vault_path, interview, petra)


def test_the_one_who_is_being_removed_neither_comes_in_nor_takes_it_back(
    vaults, vault_path, staffed
):
    _interview, petra = staffed
    killed(vaults, vault_path, petra.advisor.slot_id, when=lambda line: float(line) > 0.5)

    with pytest.raises(errors.NotPermittedError) as refused:
        vaults.unlock(vault_path, petra.passphrase)

    assert refused.value.rule == "being_removed"
    vaults.unlock(vault_path, PASSPHRASE).close()
