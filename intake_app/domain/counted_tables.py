"""Tables of counts, and what protects the people behind small numbers.

What is published is rounded to multiples of five, each cell and each total on its own, as the
official social statistics in Germany do: nobody can find out from a small number who it is,
and no total gives away what a cell hides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import product
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STEP: Final = 5
"""Published numbers are multiples of this; none is further than 2 from the truth."""

FEWEST_BY_COUNTRY: Final = 30
"""With fewer people there is no table by country, published or not."""

FEWEST_FOR_MEDIAN: Final = 10
"""A median of fewer cases would nearly be one of them."""

MOST_AXES: Final = 3

Key: TypeAlias = tuple[int, ...]
"""Where something is counted: one place on each axis."""

Place: TypeAlias = tuple[int | None, ...]
"""A cell: one place on each axis, None for the total over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One dimension of a table.

    Attributes:
        name: What is told apart.
        labels: What its places are called.
        is_summed: Whether a total over it says something; not where each place answers a
            question of its own.
    """

    name: str
    labels: tuple[str, ...]
    is_summed: bool = True

    @property
    def places(self) -> tuple[int | None, ...]:
        """Its places in their order, the total last where there is one."""
        places = range(len(self.labels))
        return (*places, None) if self.is_summed else tuple(places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a table says besides its numbers.

    Attributes:
        code: Short name of the table, "T1".
        unit: What is counted: people, talks …
        total: Heading of the totals.
        notes: What stands below the table.
    """

    code: str
    title: str
    unit: str
    total: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was counted, exact and before anything of it is shown.

    Attributes:
        axes: One to three; the last one becomes the columns.
        counted: One entry for each counted thing, with every place where it belongs: somebody
            with two answers has two, and is one in the total over them.
        is_withheld: There is too little to show anything of it.

    Raises:
        ValueError: There is no dimension, or more than three.
    """

    heading: Heading
    axes: tuple[Axis, ...]
    counted: tuple[frozenset[Key], ...]
    is_withheld: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.axes) <= MOST_AXES:
            raise ValueError("a table has one to three dimensions")

    def explained(self, *notes: str) -> Tally:
        """Return the same with further notes before its own."""
        heading = replace(self.heading, notes=(*notes, *self.heading.notes))
        return replace(self, heading=heading)

    def withheld(self, note: str) -> Tally:
        """Return the same without what was counted, and with the note that says why."""
        return replace(self.explained(note), counted=(), is_withheld=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table as it is shown.

    Attributes:
        labels: One for each axis that names rows.
        numbers: One for each column.
        is_total: It sums up others.
    """

    labels: tuple[str, ...]
    numbers: tuple[int, ...]
    is_total: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it is shown; in a published one nothing exact is left.

    Attributes:
        cells: Every cell and every total that is not 0.
        is_rounded: Numbers are multiples of `STEP`.
        is_withheld: Nothing of it is shown, for there are too few.
    """

    heading: Heading
    axes: tuple[Axis, ...]
    cells: Mapping[Place, int]
    is_rounded: bool
    is_withheld: bool = False

    def count(self, *place: int | None) -> int:
        """Return the number in a cell; None stands for the total over an axis."""
        return self.cells.get(place, 0)

    @property
    def row_axes(self) -> tuple[Axis, ...]:
        """What tells the rows apart: all dimensions but the last, or the only one."""
        return self.axes[:-1] or self.axes

    @property
    def columns(self) -> tuple[str, ...]:
        """Titles of the columns with numbers."""
        if len(self.axes) == 1:
            return (self.heading.unit,)
        last = self.axes[-1]
        return (*last.labels, self.heading.total) if last.is_summed else last.labels

    def lines(self) -> Iterator[Line]:
        """Yield the rows in their order; a total stands below what it sums up."""
        if self.is_withheld:
            return
        across = [(place,) for place in self.axes[-1].places] if len(self.axes) > 1 else [()]
        for row in product(*(axis.places for axis in self.row_axes)):
            labels = (
                self.heading.total if place is None else axis.labels[place]
                for axis, place in zip(self.row_axes, row, strict=True)
            )
            yield Line(
                labels=tuple(labels),
                numbers=tuple(self.count(*row, *column) for column in across),
                is_total=None in row,
            )


def table_of(tally: Tally, *, rounded: bool) -> Table:
    """Return the table to be shown: exact, or with every cell and total rounded on its own."""
    cells: Counter[Place] = Counter()
    for keys in tally.counted:
        # A set: whoever has two answers is one in the total over them.
        cells.update({place for key in keys for place in product(*((at, None) for at in key))})
    shown = {place: round_to_step(count) if rounded else count for place, count in cells.items()}
    return Table(
        heading=tally.heading,
        axes=tally.axes,
        cells=MappingProxyType(shown),
        is_rounded=rounded,
        is_withheld=tally.is_withheld,
    )


def round_to_step(count: int) -> int:
    """Return the nearest multiple of `STEP`; no whole number lies between two of them."""
    return (count + STEP // 2) // STEP * STEP


def merge_rare(tally: Tally, axis: int, label: str) -> Tally:
    """Return the tally with the last two places of an axis in one when either has below five.

    Nobody is merged on account of one cell: what counts is the whole table, so that its rows
    can be compared.  Nobody at all counts as rare too, or the merging itself would tell.

    Args:
        tally: What was counted.
        axis: Which axis.
        label: What the two are called together.
    """
    labels = tally.axes[axis].labels
    last = len(labels) - 1
    found = Counter(place for keys in tally.counted for place in {key[axis] for key in keys})
    if min(found[last - 1], found[last]) >= STEP:
        return tally
    merged = replace(tally.axes[axis], labels=(*labels[:-2], label))
    axes = (*tally.axes[:axis], merged, *tally.axes[axis + 1 :])
    counted = tuple(
        frozenset((*key[:axis], min(key[axis], last - 1), *key[axis + 1 :]) for key in keys)
        for keys in tally.counted
    )
    return replace(tally, axes=axes, counted=counted)


def most_frequent(counts: Mapping[str, int], most: int, *, rounded: bool) -> tuple[str, ...]:
    """Return what occurs most often, in the order in which a table shows it.

    Where numbers are rounded, so is what decides the order, and what would show as nothing is
    left out: to be named in a list already tells that there is somebody.

    Args:
        counts: How often each occurs, by label.
        most: How many are wanted at most.
        rounded: Whether the table will be.
    """
    weighed = {label: round_to_step(n) if rounded else n for label, n in counts.items()}
    named = [label for label in weighed if weighed[label]]
    return tuple(sorted(named, key=lambda label: (-weighed[label], label))[:most])


def typical(days: Sequence[int]) -> int | None:
    """Return the median in whole days; None when there are too few to say one."""
    return round(median(days)) if len(days) >= FEWEST_FOR_MEDIAN else None


def german_number(count: int) -> str:
    """Return the number as German papers write it, 1.234."""
    return f"{count:,}".replace(",", ".")
