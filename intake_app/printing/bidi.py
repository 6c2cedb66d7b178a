"""Unicode Bidirectional Algorithm (UAX #9): which way each character of a line runs.

ReportLab knows no direction and Qt must not be imported here, so the algorithm stands in
the project.  It is held to the Unicode consortium's own test cases.

Rule names (X1, W4, N0 …) in the comments are those of the standard.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from intake_app.printing.bidi_sequence import ISOLATES, NUMBERS, STRONG, RunSequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Item = TypeVar("Item")

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
BIDI_CONTROLS = dict.fromkeys(
    (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Translation table that takes the characters out that only steer direction."""

_MAX_DEPTH = 125
_EXPLICIT = frozenset({"RLE", "LRE", "RLO", "LRO"})
_REMOVED = _EXPLICIT | {"PDF", "BN"}
_TURNS = _REMOVED | ISOLATES | {"PDI", "B"}
_PLAIN = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON", "PDI", "PDF"})

_ISOLATED_PLAIN = _PLAIN - {"PDF", "BN", "B"} | {"FSI", "LRI"}


def levels(text: str, base: int | None = None) -> tuple[list[int], int]:
    """Return the embedding level of every character, and the level of the paragraph.

    Args:
        text: One paragraph.
        base: 0 for left-to-right, 1 for right-to-left, None to decide by the first strong
            character.

    Returns:
        Levels (odd = right-to-left; characters that rule X9 removes take the level of
        their predecessor) and the paragraph level.
    """
    kinds = [_kind(character) for character in text]
    partner = _match_isolates(kinds)
    if base is None:
        base = _first_strong(kinds, range(len(kinds)), partner) or 0
    if base == 0 and _PLAIN.issuperset(kinds):
        return [0] * len(text), 0
    embedding, types = _explicit_levels(kinds, partner, base)
    result = embedding[:]
    if base == 0 and _ISOLATED_PLAIN.issuperset(kinds):
        # Nothing here runs from right to left, so every level is even and stays (I1, W7, N1).
        _reset_white_space(kinds, result, base)
        return result, base
    for sequence in _run_sequences(kinds, embedding, partner, base):
        sequence.types = types
        sequence.resolve(text, kinds)
        _implicit_levels(sequence, types, result)
    _reset_white_space(kinds, result, base)
    return result, base


def reorder(items: Iterable[tuple[int, Item]]) -> list[Item]:
    """Put (level, item) pairs of one line into visual order, left to right (rule L2)."""
    line = list(items)
    if not line:
        return []
    highest = max(level for level, _ in line)
    lowest_odd = min((level for level, _ in line if level & 1), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(line):
            if line[start][0] < level:
                start += 1
                continue
            end = start
            while end < len(line) and line[end][0] >= level:
                end += 1
            line[start:end] = line[start:end][::-1]
            start = end
    return [item for _, item in line]


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    if kind:
        return kind
    point = ord(character)  # unassigned: the defaults of DerivedBidiClass.txt, in short
    blocks = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF), (0x10800, 0x10FFF))
    rtl = any(first <= point <= last for first, last in (*blocks, (0x1E800, 0x1EFFF)))
    return "R" if rtl else "L"


def _match_isolates(kinds: Sequence[str]) -> dict[int, int]:
    """Map each isolate initiator to its PDI (BD9)."""
    partner: dict[int, int] = {}
    waiting: list[int] = []
    for index, kind in enumerate(kinds):
        if kind in ISOLATES:
            waiting.append(index)
        elif kind == "PDI" and waiting:
            partner[waiting.pop()] = index
    return partner


def _first_strong(kinds: Sequence[str], where: range, partner: dict[int, int]) -> int | None:
    """Return the direction of the first strong character outside isolates (P2, P3)."""
    index = where.start
    while index < where.stop:
        kind = kinds[index]
        if kind in STRONG:
            return 0 if kind == "L" else 1
        index = partner.get(index, where.stop) + 1 if kind in ISOLATES else index + 1
    return None


@dataclass(slots=True)
class _Embeddings:
    """The directional status stack of rules X1 to X8: (level, override, isolate)."""

    base: int
    stack: list[tuple[int, str, bool]] = field(init=False)
    overflow_isolates: int = 0
    overflow_embeddings: int = 0
    valid_isolates: int = 0

    def __post_init__(self) -> None:
        self.stack = [(self.base, "", False)]

    @property
    def level(self) -> int:
        return self.stack[-1][0]

    @property
    def override(self) -> str:
        return self.stack[-1][1]

    def _next_level(self, kind: str) -> int:
        return (self.level + 1) | 1 if kind.startswith("R") else (self.level + 2) & ~1

    def embed(self, kind: str) -> None:
        level = self._next_level(kind)
        if level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            override = kind[0] if kind.endswith("O") else ""
            self.stack.append((level, override, False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, kind: str) -> None:
        level = self._next_level(kind)
        if level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.valid_isolates += 1
            self.stack.append((level, "", True))
        else:
            self.overflow_isolates += 1

    def pop_isolate(self) -> None:
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def pop_embedding(self) -> None:
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _explicit_levels(
    kinds: Sequence[str], partner: dict[int, int], base: int
) -> tuple[list[int], list[str]]:
    """Apply rules X1 to X8; return levels and the types that overrides left behind."""
    state = _Embeddings(base)
    found: list[int] = []
    types: list[str] = []
    level, override = state.level, state.override
    for index, kind in enumerate(kinds):
        if kind not in _TURNS:
            found.append(level)
            types.append(override or kind)
            continue
        if kind == "PDI":
            state.pop_isolate()
        elif kind == "PDF":
            state.pop_embedding()
        found.append(base if kind == "B" else state.level)
        keeps_type = kind in _REMOVED or kind == "B" or not state.override
        types.append(kind if keeps_type else state.override)
        if kind in _EXPLICIT:
            state.embed(kind)
        elif kind == "FSI":
            inside = range(index + 1, partner.get(index, len(kinds)))
            state.isolate("RLI" if _first_strong(kinds, inside, partner) == 1 else "LRI")
        elif kind in ISOLATES:
            state.isolate(kind)
        level, override = state.level, state.override
    return found, types


def _run_sequences(
    kinds: Sequence[str], embedding: Sequence[int], partner: dict[int, int], base: int
) -> list[RunSequence]:
    """Apply rules X9 and X10."""
    kept = [index for index, kind in enumerate(kinds) if kind not in _REMOVED]
    runs: list[list[int]] = []
    for index in kept:
        if runs and embedding[runs[-1][-1]] == embedding[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    run_at = {run[0]: run for run in runs}
    closed = set(partner.values())
    rank = {index: position for position, index in enumerate(kept)}
    sequences: list[RunSequence] = []
    for run in runs:
        if kinds[run[0]] == "PDI" and run[0] in closed:
            continue
        indexes = list(run)
        while (end := partner.get(indexes[-1])) is not None and end in run_at:
            indexes += run_at[end]
        first, last = rank[indexes[0]], rank[indexes[-1]]
        level = embedding[indexes[0]]
        before = embedding[kept[first - 1]] if first else base
        opens = kinds[indexes[-1]] in ISOLATES and indexes[-1] not in partner
        after = base if opens or last + 1 == len(kept) else embedding[kept[last + 1]]
        sos, eos = ("R" if max(level, side) & 1 else "L" for side in (before, after))
        sequences.append(RunSequence(indexes, level, sos, eos))
    return sequences


def _implicit_levels(sequence: RunSequence, types: Sequence[str], result: list[int]) -> None:
    """Apply rules I1 and I2."""
    for index in sequence.indexes:
        kind = types[index]
        if sequence.level & 1:
            result[index] += kind != "R"
        elif kind == "R":
            result[index] += 1
        elif kind in NUMBERS:
            result[index] += 2


def _reset_white_space(kinds: Sequence[str], result: list[int], base: int) -> None:
    """Apply rule L1 to the paragraph as one line, then give removed characters a level."""
    trailing = True
    for index in range(len(kinds) - 1, -1, -1):
        kind = kinds[index]
        if kind in {"B", "S"}:
            result[index] = base
            trailing = True
        elif kind == "WS" or kind in ISOLATES or kind == "PDI" or kind in _REMOVED:
            if trailing:
                result[index] = base
        else:
            trailing = False
    for index, kind in enumerate(kinds):
        if kind in _REMOVED:
            result[index] = result[index - 1] if index else base
