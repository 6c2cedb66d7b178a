"""What it costs to try one passphrase, and which costs are believed when read from a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_ARGON2_BLOCKS_PER_LANE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """Costs of one Argon2id derivation (RFC 9106).

    Attributes:
        memory_kib: Memory in KiB; passes: runs over it; lanes: parallel lanes.
    """

    memory_kib: int
    passes: int
    lanes: int

    def is_within(self, least: KdfCost, most: KdfCost) -> bool:
        """Return whether each of the three costs lies between those of two others."""
        return (
            least.memory_kib <= self.memory_kib <= most.memory_kib
            and least.passes <= self.passes <= most.passes
            and least.lanes <= self.lanes <= most.lanes
        )


CEILING: Final = KdfCost(memory_kib=1024 * 1024, passes=8, lanes=16)
"""The most that a key file may ask of this computer: 1 GiB, so that no file is a memory bomb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfPolicy:
    """The costs for new slots and the bounds for slots read from a file.

    Handed in by the composition root; nothing a user can set lowers it.

    Attributes:
        memory_kib: Memory in KiB for new slots; passes: runs over it; lanes: parallel lanes.
        floor: Least costs that are believed when read; the policy's own costs when None.  When
            a later release raises its costs, the floor stays at the lowest that any release
            ever wrote, so that old vaults still open.
    """

    memory_kib: int
    passes: int
    lanes: int
    floor: KdfCost | None = None

    def __post_init__(self) -> None:
        if not self.admits(self.cost):
            msg = "the policy's own costs are outside its bounds"
            raise ValueError(msg)

    @property
    def cost(self) -> KdfCost:
        """Costs for every slot that is written from now on."""
        return KdfCost(memory_kib=self.memory_kib, passes=self.passes, lanes=self.lanes)

    def admits(self, cost: KdfCost) -> bool:
        """Return whether costs read from a file may be spent.

        To be asked before a derivation: a header is not authenticated until it is unlocked.
        """
        if cost.memory_kib < _ARGON2_BLOCKS_PER_LANE * cost.lanes or cost.lanes < 1:
            return False  # not defined by RFC 9106
        return cost.passes >= 1 and cost.is_within(self.floor or self.cost, CEILING)


RECOMMENDED: Final = KdfPolicy(memory_kib=256 * 1024, passes=3, lanes=4)
"""What the program uses: 256 MiB, three passes, four lanes; about a second on an office PC."""
