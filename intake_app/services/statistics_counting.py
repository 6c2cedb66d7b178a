"""What every table of the statistics is counted from and titled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.counted_tables import (
    FEWEST_FOR_MEDIAN,
    Heading,
    Tally,
    round_to_step,
    typical,
)
from intake_app.services.statistics_words import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.domain.counted_tables import Axis, Key
    from intake_app.domain.statistics import AgeSet, Topic
    from intake_app.services.statistics_reading import Gathered
    from intake_app.services.statistics_scales import Scales

MOST_NAMED: Final = 10
"""So many countries or languages have a row of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What the tables are counted from, and how they are shown.

    Attributes:
        rounded: The tables are for others: also what notes say is rounded.
        by_municipality: Municipalities instead of the units that they belong to.
    """

    gathered: Gathered
    scales: Scales
    ages: AgeSet
    rounded: bool
    by_municipality: bool = False

    def say(self, term: Term, **fields: object) -> str:
        """Return a word or a note."""
        return self.scales.words.say(term, **fields)

    def number(self, count: int) -> int:
        """Return a number as a note may say it."""
        return round_to_step(count) if self.rounded else count

    def tally(
        self,
        topic: Topic,
        axes: Sequence[Axis],
        counted: Iterable[Iterable[Key]],
        *notes: str,
        unit: Term = Term.PEOPLE,
    ) -> Tally:
        """Return what was counted, with its title and what stands below."""
        heading = Heading(
            code=topic.value,
            title=self.scales.words.topics[topic],
            unit=self.say(unit),
            total=self.say(Term.TOTAL),
            notes=notes,
        )
        return Tally(
            heading=heading, axes=tuple(axes), counted=tuple(frozenset(keys) for keys in counted)
        )

    def median(self, term: Term, days: Sequence[int]) -> str:
        """Return the note about a median, or that there are too few for one."""
        middle = typical(days)
        if middle is None:
            return self.say(Term.NO_MEDIAN, fewest=FEWEST_FOR_MEDIAN)
        return self.say(term, days=middle, count=self.number(len(days)))
