"""Where on its line every run stands: from reading order to places from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.printing.bidi import reorder

if TYPE_CHECKING:
    from intake_app.printing.layout import Layout, Line, Run, Step


def steps(layout: Layout, line: Line) -> list[Step]:
    """Return the runs and spaces of a line in reading order, each with its face and its x.

    They are found once: the lines of boilerplate are drawn again in the next document.
    """
    if line.steps is None:
        line.steps = _steps(layout, line)
    return line.steps


def _steps(layout: Layout, line: Line) -> list[Step]:
    runs, spaces = _places(layout, line)
    found: list[Step] = []
    for index, atom in enumerate(line.atoms):
        found += [(run, run.key, runs[id(run)]) for run in atom.runs if run.shaped.clusters]
        if index in spaces and atom.runs:
            found.append((None, atom.runs[-1].key, spaces[index]))
    return found


def _places(layout: Layout, line: Line) -> tuple[dict[int, float], dict[int, float]]:
    """Return the x of every run (by id) and of the space after an atom (by index)."""
    sequence: list[tuple[int, tuple[Run | None, int, float]]] = []
    last = len(line.atoms) - 1
    for index, atom in enumerate(line.atoms):
        sequence += [(run.level, (run, index, run.shaped.width)) for run in atom.runs]
        if atom.spaces and index < last:
            level = layout.levels[atom.end]
            sequence.append((level, (None, index, atom.space_width)))
    runs: dict[int, float] = {}
    spaces: dict[int, float] = {}
    x = 0.0
    for run, index, width in reorder(sequence):
        if run is None:
            spaces[index] = x
        else:
            runs[id(run)] = x
        x += width
    if line.atoms and not line.last and (line.atoms[last].spaces or line.atoms[last].ends_line):
        # An invisible space at the end keeps the words of two lines apart when copied;
        # the parts of a word that breaks after its hyphen belong together.
        width = line.atoms[last].space_width
        spaces[last] = -width if layout.right_to_left else x
    return runs, spaces
