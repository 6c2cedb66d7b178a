"""Which tables of the statistics somebody wishes for, and what they get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.statistics import AgeSet

if TYPE_CHECKING:
    from intake_app.domain.counted_tables import Table
    from intake_app.domain.statistics import Period, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsWish:
    """Which tables are wanted, and how they are shown.

    Attributes:
        period: People with a talk on one of these days are counted.
        topics: The tables, in their order.
        ages: The groups of ages.
        is_internal: Exact numbers, for the office alone.
        by_municipality: Municipalities instead of administrative units; inside the office
            only, for in a village everybody knows everybody.
    """

    period: Period
    topics: tuple[Topic, ...]
    ages: AgeSet = AgeSet.STANDARD
    is_internal: bool = False
    by_municipality: bool = False

    @property
    def code(self) -> str:
        """What stands in the journal: how, of which days, which tables; nothing counted."""
        how = "internal" if self.is_internal else "rounded"
        return " ".join((how, f"{self.period.first}/{self.period.last}", *self.topics))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What was counted, as it is shown.

    Attributes:
        people: How many had a talk in the period; rounded like the tables.
    """

    wish: StatisticsWish
    people: int
    tables: tuple[Table, ...]
