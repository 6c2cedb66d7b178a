"""A program that is killed at any moment of any act leaves a whole vault behind."""

from __future__ import annotations

import random

import pytest

from tests.faults.acts import ACTS
from tests.faults.injection import FORCING, WRITING, Fault, NotPermittedHereError
from tests.faults.sweep import SOAK_POINTS, keep_figures

WHEN_FORCING = Fault(calls=FORCING, answer="signal=KILL")
WHEN_WRITING = Fault(calls=FORCING + WRITING, answer="signal=KILL")


def swept(bench, act, fault, most, times):
    """Kill at the chosen calls; where strace is not permitted, at random moments instead."""
    try:
        return bench.sweep(act, fault, most)
    except NotPermittedHereError:
        return bench.kill_at_random(act, times, random.Random(act))


@pytest.mark.parametrize("act", ACTS)
def test_a_kill_while_the_medium_is_forced_leaves_a_whole_vault(bench, act):
    assert swept(bench, act, WHEN_FORCING, most=3, times=10).wrong == {}


@pytest.mark.soak
@pytest.mark.parametrize("act", ACTS)
def test_a_kill_at_every_forcing_leaves_a_whole_vault(bench, act):
    found = swept(bench, act, WHEN_FORCING, most=None, times=1_000)
    keep_figures("killed while forcing", found)
    assert found.wrong == {}


@pytest.mark.soak
@pytest.mark.parametrize("act", ACTS)
def test_a_kill_at_any_call_that_writes_leaves_a_whole_vault(bench, act):
    found = swept(bench, act, WHEN_WRITING, most=SOAK_POINTS, times=1_000)
    keep_figures("killed while writing", found)
    assert found.wrong == {}


@pytest.mark.soak
@pytest.mark.parametrize("act", ACTS)
def test_a_kill_at_random_moments_leaves_a_whole_vault(bench, act):
    found = bench.kill_at_random(act, 90, random.Random(act))
    keep_figures("killed at random", found)
    assert found.wrong == {}
