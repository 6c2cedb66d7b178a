"""A real medium that fills up at every possible page, or takes nothing at all."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.acts import ACTS
from tests.faults.medium import mounted
from tests.faults.place import Place
from tests.faults.sweep import Swept, faults_of, keep_figures, outcome

MOST_PAGES = 12_000
COARSE = {"remove": 1024}
"""Pages between two tries of an act that wants much more room than it takes."""


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


FAILS_WITH = {"export": "StorageFullError", "back_up": "BackupError"}
