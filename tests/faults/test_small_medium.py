"""A real medium that fills up at every possible page, or takes nothing at all."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import NamedTuple

import pytest

from tests.faults.acts import ACTS
from tests.faults.medium import PAGE, mounted
from tests.faults.place import Place
from tests.faults.sweep import Swept, faults_of, keep_figures, outcome

MOST_PAGES = 12_000
COARSE = {"back_up": 16, "restore": 16, "remove": 16, "migrate": 16}
"""Pages between two tries of an act that asks for its room before it begins."""
TOO_FEW_PAGES = 60


class AsksFirst(NamedTuple):
    """An act that asks for its room before it begins: what it raises, and tells when done."""

    error: str
    done: str


ASK_FIRST = {
    "back_up": AsksFirst("BackupError", "copied"),
    "restore": AsksFirst("BackupError", "created"),
    "remove": AsksFirst("StorageFullError", "removed"),
    "migrate": AsksFirst("StorageFullError", "journal"),
}


def fill_up(bench, act, pages_left):
    """Do the act with so little room, make room again, and look at what is there."""
    with mounted(bench.scratch / "small") as medium:
        place = bench.fresh(act, medium.path / "tried")
        run = bench.driver.run(act, place.root, begin=lambda: medium.leave_free(pages_left))
        medium.make_room()
        return outcome(run), faults_of(run, place, act)


def sweep_sizes(bench, act, steps):
    """Leave more and more room until the act has enough of it."""
    found, outcomes = {}, Counter()
    for pages in steps:
        ended, wrong = fill_up(bench, act, pages)
        outcomes[ended] += 1
        if wrong:
            found[pages] = wrong
        if ended == "not hit":
            break
    else:
        raise AssertionError("the act never had enough room")
    return Swept(act=act, points=pages, tried=outcomes.total(), outcomes=outcomes, wrong=found)


@pytest.mark.parametrize("act", ACTS)
def test_a_medium_that_fills_up_is_said_and_leaves_a_whole_vault(bench, act):
    assert sweep_sizes(bench, act, [20, MOST_PAGES]).wrong == {}


@pytest.mark.soak
@pytest.mark.parametrize("act", ACTS)
def test_a_medium_that_fills_up_at_any_page_leaves_a_whole_vault(bench, act):
    found = sweep_sizes(bench, act, range(0, MOST_PAGES, COARSE.get(act, 1)))
    keep_figures("full after some pages", found)
    assert found.wrong == {}


@pytest.mark.parametrize("act", ASK_FIRST)
def test_what_needs_much_room_says_first_how_much_is_missing_and_changes_nothing(bench, act):
    with mounted(bench.scratch / "small") as medium:
        place = bench.fresh(act, medium.path / "tried")
        before = unchanging(place, act)

        run = bench.driver.run(act, place.root, begin=lambda: medium.leave_free(TOO_FEW_PAGES))

        words = run.failed[0]["words"][0]
        assert run.failed[0]["failed"] == ASK_FIRST[act].error
        assert re.search("Es fehlen [0-9.,]+ [kM]B[.;]", words)
        assert unchanging(place, act) == before
        medium.make_room()
        assert faults_of(run, place, act) == []

        enough = TOO_FEW_PAGES + 1 + missing(words) // PAGE
        place = bench.fresh(act, medium.path / "again")
        shutil.rmtree(medium.path / "tried")
        run = bench.driver.run(act, place.root, begin=lambda: medium.leave_free(enough))
        assert run.told[0]["told"] == ASK_FIRST[act].done


def unchanging(place, act):
    """Return all files that neither opening the vault nor one more answer changes."""
    changing = {"store.lock", "store.tries"}
    if ACTS[act].arranged == "today":  # else the vault cannot even be opened
        changing |= {"store.db", "store.db-wal", "store.db-shm"}
    return {
        str(path.relative_to(place.root)): path.read_bytes()
        for path in place.root.rglob("*")
        if path.is_file() and not (path.parent == place.vault and path.name in changing)
    }


def missing(words):
    """Return how many bytes are missing, rounded up as the words round them."""
    number, unit = re.search("fehlen ([0-9.,]+) (kB|MB)", words).groups()
    scale = {"kB": 1_000, "MB": 1_000_000}[unit]
    return int((float(number.replace(",", ".")) + 0.1) * scale)


def test_a_vault_on_a_read_only_medium_is_refused_in_words_and_stays_as_it_is(bench):
    with mounted(bench.scratch / "small") as medium:
        place = bench.fresh("unlock", medium.path / "tried")
        medium.forbid_writing()
        run = bench.driver.run("unlock", place.root)
        medium.allow_writing()

        assert run.failed
        assert faults_of(run, place, "unlock") == []


@pytest.mark.parametrize("act", ["export", "back_up"])
def test_a_read_only_stick_is_said_and_the_work_goes_on(bench, act):
    place = bench.fresh(act)
    with mounted(place.stick) as stick:
        stick.forbid_writing()
        run = bench.driver.run(act, place.root)

        assert [failure["failed"] for failure in run.failed] == [FAILS_WITH[act]]
        assert [told["told"] for told in run.told] == ["answer"]
        assert faults_of(run, Place(place.root), act) == []


FAILS_WITH = {"export": "StorageReadOnlyError", "back_up": "BackupError"}
