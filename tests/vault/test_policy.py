from __future__ import annotations

import pytest

from intake_app.vault.policy import CEILING, RECOMMENDED, KdfCost, KdfPolicy


def test_the_program_asks_256_mib_three_passes_and_four_lanes() -> None:
    assert RECOMMENDED.cost == KdfCost(memory_kib=262_144, passes=3, lanes=4)
    assert RECOMMENDED.admits(RECOMMENDED.cost)
    assert RECOMMENDED.admits(CEILING)


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (262_143, 3, 4),
        (262_144, 2, 4),
        (262_144, 3, 3),
        (1024 * 1024 + 1, 3, 4),
        (262_144, 9, 4),
        (262_144, 3, 17),
        (0, 0, 0),
        (-1, -1, -1),
    ],
)
def test_costs_outside_the_bounds_are_not_admitted(
    memory_kib: int, passes: int, lanes: int
) -> None:
    assert not RECOMMENDED.admits(KdfCost(memory_kib=memory_kib, passes=passes, lanes=lanes))


def test_a_policy_whose_own_costs_are_out_of_bounds_is_a_mistake_of_the_program() -> None:
    for memory_kib, passes, lanes in [(7, 1, 1), (64, 0, 1), (64, 1, 0), (2**21, 1, 1)]:
        with pytest.raises(ValueError, match="bounds"):
            KdfPolicy(memory_kib=memory_kib, passes=passes, lanes=lanes)
    with pytest.raises(ValueError, match="bounds"):
        KdfPolicy(memory_kib=64, passes=1, lanes=1, floor=RECOMMENDED.cost)


def test_raised_costs_keep_the_floor_of_older_vaults() -> None:
    later = KdfPolicy(memory_kib=524_288, passes=3, lanes=4, floor=RECOMMENDED.cost)
    assert later.admits(RECOMMENDED.cost)
    assert not later.admits(KdfCost(memory_kib=131_072, passes=3, lanes=4))
