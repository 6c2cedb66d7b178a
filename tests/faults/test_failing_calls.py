"""The medium answers with errors: plain German words, a whole vault, nothing told is lost."""

from __future__ import annotations

import pytest

from tests.faults.acts import ACTS
from tests.faults.injection import EVERYTHING, FORCING, WRITING, Fault
from tests.faults.sweep import SOAK_POINTS, keep_figures

FAULTS = {
    "error while forcing": Fault(calls=FORCING, answer="error=EIO"),
    "error while writing": Fault(calls=WRITING, answer="error=EIO"),
    "full, once": Fault(calls=WRITING, answer="error=ENOSPC"),
    "read-only from then on": Fault(calls=WRITING, answer="error=EROFS", lasts=True),
    "failing from then on": Fault(calls=EVERYTHING, answer="error=EIO", lasts=True),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("act", ACTS)
def test_an_error_of_the_medium_is_said_and_leaves_a_whole_vault(bench, act, fault):
    most = 2 if FAULTS[fault].calls == FORCING else 1
    assert bench.sweep(act, FAULTS[fault], most).wrong == {}


@pytest.mark.soak
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("act", ACTS)
def test_an_error_of_the_medium_at_any_call_leaves_a_whole_vault(bench, act, fault):
    most = None if FAULTS[fault].calls == FORCING else SOAK_POINTS
    found = bench.sweep(act, FAULTS[fault], most)
    keep_figures(fault, found)
    assert found.wrong == {}


def test_a_medium_that_is_full_right_after_an_exchange_is_not_called_broken(bench):
    fault = FAULTS["full, once"]
    order = bench.order("remove", fault.calls)
    exchanged = [at for at, call in enumerate(order, 1) if call == "rename"]
    written = {order.index("pwrite64", at) + 1 for at in exchanged if "pwrite64" in order[at:]}

    assert written
    for at in written:
        _ended, wrong = bench.try_at("remove", fault, order, at)
        assert wrong == [], at
