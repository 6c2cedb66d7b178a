"""Directions inside one isolating run sequence: rules W1 to W7 and N0 to N2 of UAX #9."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ISOLATES = frozenset({"LRI", "RLI", "FSI"})
STRONG = frozenset({"L", "R", "AL"})
NUMBERS = frozenset({"EN", "AN"})
_NEUTRAL = ISOLATES | {"B", "S", "WS", "ON", "PDI"}
_MAX_OPEN_BRACKETS = 63

# BidiBrackets.txt: opening and closing bracket by turns.
_BRACKETS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308"
    "\u2309\u230a\u230b\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770"
    "\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec"
    "\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d"
    "\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da"
    "\u29db\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57"
    "\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010"
    "\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d"
    "\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_CLOSING_OF = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_CLOSING = frozenset(_CLOSING_OF.values())
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}


@dataclass(slots=True)
class RunSequence:
    """An isolating run sequence (BD13).

    Attributes:
        indexes: Its characters, as indexes into the paragraph.
        before: Direction at its start (sos), "L" or "R"; `after` at its end (eos).
        types: Bidi types of the whole paragraph; `resolve` replaces those of this sequence.
    """

    indexes: list[int]
    level: int
    before: str
    after: str
    types: list[str] = field(default_factory=list)

    @property
    def direction(self) -> str:
        """The embedding direction, "L" or "R"."""
        return "R" if self.level & 1 else "L"

    def resolve(self, text: str, kinds: Sequence[str]) -> None:
        """Bring every type of the sequence down to L, R, EN or AN.

        Args:
            text: The paragraph, for its brackets.
            kinds: The types that its characters had at first.
        """
        self._weak_after_strong()
        self._separators()
        self._terminators()
        self._numbers_after_latin()
        self._brackets(text, kinds)
        self._neutrals()

    def _weak_after_strong(self) -> None:
        """Rules W1 to W3."""
        types, previous, strong = self.types, self.before, self.before
        for index in self.indexes:
            kind = types[index]
            if kind == "NSM":
                kind = "ON" if previous in ISOLATES or previous == "PDI" else previous
            previous = kind
            if kind == "EN" and strong == "AL":
                kind = "AN"
            if kind in STRONG:
                strong = kind
            types[index] = kind
        for index in self.indexes:
            if types[index] == "AL":
                types[index] = "R"

    def _separators(self) -> None:
        """Rule W4."""
        types, where = self.types, self.indexes
        for left, here, right in zip(where, where[1:], where[2:], strict=False):
            if types[left] != types[right]:
                continue
            single = types[here] == "ES" and types[left] == "EN"
            common = types[here] == "CS" and types[left] in NUMBERS
            if single or common:
                types[here] = types[left]

    def _terminators(self) -> None:
        """Rule W5."""
        for start, end in self._stretches(frozenset({"ET"})):
            left = self.types[self.indexes[start - 1]] if start else ""
            right = self.types[self.indexes[end]] if end < len(self.indexes) else ""
            if "EN" in (left, right):
                self._fill(start, end, "EN")

    def _numbers_after_latin(self) -> None:
        """Rules W6 and W7."""
        types, strong = self.types, self.before
        for index in self.indexes:
            kind = types[index]
            if kind in {"ES", "ET", "CS"}:
                types[index] = "ON"
            elif kind in {"L", "R"}:
                strong = kind
            elif kind == "EN" and strong == "L":
                types[index] = "L"

    def _brackets(self, text: str, kinds: Sequence[str]) -> None:
        """Rule N0."""
        for opening, closing in self._bracket_pairs(text):
            direction = self._bracket_direction(opening, closing)
            if not direction:
                continue
            for position in (opening, closing):
                self._fill(position, position + 1, direction)
                follower = position + 1
                while follower < len(self.indexes) and kinds[self.indexes[follower]] == "NSM":
                    self._fill(follower, follower + 1, direction)
                    follower += 1

    def _bracket_pairs(self, text: str) -> list[tuple[int, int]]:
        """Find the bracket pairs as positions in the sequence (BD16)."""
        waiting: list[tuple[str, int]] = []
        pairs: list[tuple[int, int]] = []
        for position, index in enumerate(self.indexes):
            character = text[index]
            if self.types[index] != "ON":
                continue
            if character in _CLOSING_OF:
                if len(waiting) == _MAX_OPEN_BRACKETS:
                    break
                closing = _CLOSING_OF[character]
                waiting.append((_CANONICAL.get(closing, closing), position))
            elif character in _CLOSING:
                wanted = _CANONICAL.get(character, character)
                for depth in range(len(waiting) - 1, -1, -1):
                    if waiting[depth][0] == wanted:
                        pairs.append((waiting[depth][1], position))
                        del waiting[depth:]
                        break
        return sorted(pairs)

    def _bracket_direction(self, opening: int, closing: int) -> str:
        inside = {self._strong_type(position) for position in range(opening + 1, closing)} & {
            "L",
            "R",
        }
        if not inside or self.direction in inside:
            return self.direction if inside else ""
        context = self.before
        for position in range(opening - 1, -1, -1):
            kind = self._strong_type(position)
            if kind in {"L", "R"}:
                context = kind
                break
        return context

    def _strong_type(self, position: int) -> str:
        kind = self.types[self.indexes[position]]
        return "R" if kind in NUMBERS else kind

    def _neutrals(self) -> None:
        """Rules N1 and N2."""
        for start, end in self._stretches(_NEUTRAL):
            left = self._strong_type(start - 1) if start else self.before
            right = self._strong_type(end) if end < len(self.indexes) else self.after
            self._fill(start, end, left if left == right else self.direction)

    def _stretches(self, kinds: frozenset[str]) -> list[tuple[int, int]]:
        """Return the (start, end) positions of unbroken stretches of the given types."""
        found: list[tuple[int, int]] = []
        start: int | None = None
        for position, index in enumerate(self.indexes):
            if self.types[index] in kinds:
                start = position if start is None else start
            elif start is not None:
                found.append((start, position))
                start = None
        if start is not None:
            found.append((start, len(self.indexes)))
        return found

    def _fill(self, start: int, end: int, kind: str) -> None:
        for index in self.indexes[start:end]:
            self.types[index] = kind
