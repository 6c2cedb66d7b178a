"""One paragraph before it has a width: directions, fonts, words; then its lines.

A `Layout` analyses a text once (bidi levels, a face and a script for every character,
unbreakable words with their glyphs); `lines` breaks it for a width, as often as the page
asks.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from intake_app.domain.citations import isolate_citations
from intake_app.errors import MissingGlyphError
from intake_app.printing.bidi import (
    BIDI_CONTROLS,
    FIRST_STRONG_ISOLATE,
    POP_ISOLATE,
    levels,
)
from intake_app.printing.breaking import Piece, pieces
from intake_app.printing.fonts import chain, face, face_for, has_no_shape, line_metrics
from intake_app.printing.shaping import Shaped, script_of, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.printing.typography import Color

    # A run, or None for a space; key of its face; x in thousandths of an em of the line.
    Step = tuple["Run | None", str, float]


_NO_BREAK_SPACE = "\u00a0"
_KEPT_WIDTHS = 4
_OTHER_ISOLATES = "\u2066\u2067"


def insert(value: str) -> str:
    """Return a value for the midst of a text, isolated so that it cannot turn its surroundings.

    Everything that a person told or an office typed goes into print through this; what it
    returns is also never kept in a cache.
    """
    shown = isolate_citations(value.translate(BIDI_CONTROLS))
    return f"{FIRST_STRONG_ISOLATE}{shown}{POP_ISOLATE}"


def unbroken(value: str) -> str:
    """Return a value that must not break over two lines, a phone number for example."""
    return value.replace(" ", _NO_BREAK_SPACE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one look.

    Attributes:
        language: Language tag when it differs from the paragraph's.
    """

    text: str
    bold: bool = False
    color: Color | None = None
    language: str = ""


@dataclass(slots=True)
class Run:
    """Neighbouring characters of one word with the same face, direction, script and look."""

    key: str
    start: int
    end: int
    level: int
    span: Span
    shaped: Shaped


@dataclass(slots=True)
class Atom:
    """An unbreakable piece and the spaces after it; widths in thousandths of an em."""

    start: int
    end: int
    runs: list[Run]
    width: float
    spaces: int
    space_width: float
    ends_line: bool


@dataclass(slots=True)
class Line:
    """The atoms of one line, in logical order.

    Attributes:
        last: Whether it ends the paragraph.
        ascent: Height of its letters above the base line in em; `descent` (negative) below.
        steps: Its runs with their places, once they are known (`placing`).
    """

    atoms: list[Atom] = field(default_factory=list)
    last: bool = False
    ascent: float = 0.0
    descent: float = 0.0
    steps: list[Step] | None = None

    @property
    def width(self) -> float:
        """Width without the spaces at the end."""
        total = sum(atom.width + atom.space_width for atom in self.atoms)
        return total - (self.atoms[-1].space_width if self.atoms else 0.0)


class Layout:
    """The analysis of one paragraph.

    Attributes:
        text: All spans in one.
        atoms: Its words.
    """

    def __init__(self, spans: Sequence[Span], language: str, *, right_to_left: bool) -> None:
        self.text = "".join(span.text for span in spans)
        self.language = language
        self.right_to_left = right_to_left
        self._owners = [span for span in spans for _ in span.text]
        self.levels, _ = levels(self.text.replace("\n", "\u2028"), int(right_to_left))
        self._keys = self._choose_faces(spans)
        self._scripts = self._choose_scripts()
        self._inserted = _inside_isolates(self.text)
        owners = map(id, self._owners)
        # What makes a run: its characters look alike.
        self._looks = list(zip(self._keys, self.levels, self._scripts, owners, strict=True))
        self.atoms = [self._atom(piece) for piece in pieces(self.text)]
        self._refuse_missing_glyphs()
        self._lines: dict[float, list[Line]] = {}

    @property
    def widest(self) -> float:
        """Width of the widest word in thousandths of an em."""
        return max((atom.width for atom in self.atoms), default=0.0)

    def lines(self, width: float) -> list[Line]:
        """Return the lines of the paragraph for a width in thousandths of an em."""
        found = self._lines.get(width)
        if found is None:
            if len(self._lines) >= _KEPT_WIDTHS:
                self._lines.clear()
            found = self._lines[width] = self._broken(width)
        return found

    def _broken(self, width: float) -> list[Line]:
        found = [Line()]
        used = 0.0
        for whole in self.atoms:
            for atom in self._cut(whole, width) if whole.width > width else (whole,):
                if found[-1].atoms and used + atom.width > width + 0.01:
                    found.append(Line())
                    used = 0.0
                found[-1].atoms.append(atom)
                used += atom.width + atom.space_width
                if atom.ends_line:
                    found.append(Line())
                    used = 0.0
        if not found[-1].atoms:
            found.pop()
        if found:
            found[-1].last = True
        for line in found:
            keys = {run.key for atom in line.atoms for run in atom.runs}
            line.ascent, line.descent = line_metrics(keys)
        return found

    def _choose_faces(self, spans: Sequence[Span]) -> list[str]:
        keys: list[str] = []
        missing: dict[str, None] = {}
        previous = ""
        for span in spans:
            language = span.language or self.language
            for character in span.text:
                key = _face_after(previous, character, language, span.bold)
                if key is None:
                    if not has_no_shape(character):
                        missing[character] = None
                    key = previous or chain(language, bold=span.bold)[0]
                keys.append(key)
                previous = key
        if missing:
            raise MissingGlyphError(list(missing))
        return keys

    def _choose_scripts(self) -> list[str]:
        """Give signs of no script (digits, commas) that of their neighbour to the left."""
        scripts: list[str] = []
        current = ""
        for character in self.text:
            current = script_of(character) or current
            scripts.append(current)
        following = "Latn"
        for index in range(len(scripts) - 1, -1, -1):
            following = scripts[index] = scripts[index] or following
        return scripts

    def _atom(self, piece: Piece) -> Atom:
        runs: list[Run] = []
        start = piece.start
        while start < piece.end:
            end = start + 1
            while end < piece.end and self._looks[end] == self._looks[start]:
                end += 1
            runs.append(self._run(start, end, piece))
            start = end
        spaces = self.text.count(" ", piece.end, piece.next_start)
        space = 0.0
        if spaces:
            font = face(self._keys[piece.end])
            space = font.space * spaces
        width = sum(run.shaped.width for run in runs)
        return Atom(piece.start, piece.end, runs, width, spaces, space, piece.ends_line)

    def _run(self, start: int, end: int, word: Piece) -> Run:
        span = self._owners[start]
        key, level = self._keys[start], self.levels[start]
        shaped = shape(
            key,
            self.text[word.start : word.end],
            slice(start - word.start, end - word.start),
            level=level,
            script=self._scripts[start],
            language=span.language or self.language,
            keep=not any(self._inserted[word.start : word.end]),
        )
        return Run(key, start, end, level, span, shaped)

    def _cut(self, atom: Atom, width: float) -> list[Atom]:
        """Cut a word that is wider than the line between its clusters."""
        advances = {
            atom.start + cluster.start: cluster.advance * face(run.key).optical_scale
            for run in atom.runs
            for cluster in run.shaped.clusters
        }
        cuts = [atom.start]
        used = 0.0
        for cluster in sorted(advances):
            if used and used + advances[cluster] > width:
                cuts.append(cluster)
                used = 0.0
            used += advances[cluster]
        ends = [*cuts[1:], atom.end]
        parts = [
            self._atom(Piece(start, end, end, ends_line=False))
            for start, end in zip(cuts, ends, strict=True)
        ]
        last = parts[-1]
        last.spaces, last.space_width = atom.spaces, atom.space_width
        last.ends_line = atom.ends_line
        return parts

    def _refuse_missing_glyphs(self) -> None:
        missing = "".join(run.shaped.missing for atom in self.atoms for run in atom.runs)
        if missing:
            raise MissingGlyphError(list(dict.fromkeys(missing)))


def analyse(spans: tuple[Span, ...], language: str, *, right_to_left: bool) -> Layout:
    """Return the layout of a paragraph; only boilerplate is kept for the next document."""
    if any(FIRST_STRONG_ISOLATE in span.text for span in spans):
        return Layout(spans, language, right_to_left=right_to_left)
    return _boilerplate(spans, language, right_to_left)


class Layouts:
    """The layouts of one document, for setting it again in another size."""

    def __init__(self) -> None:
        self._found: dict[tuple[tuple[Span, ...], str], Layout] = {}

    def of(self, spans: tuple[Span, ...], language: str, *, right_to_left: bool) -> Layout:
        """Return the layout of a paragraph, made at its first use."""
        key = spans, language
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = analyse(spans, language, right_to_left=right_to_left)
        return found


@lru_cache(maxsize=2000)
def _boilerplate(spans: tuple[Span, ...], language: str, right_to_left: bool) -> Layout:  # noqa: FBT001 - lru_cache keeps positional keys small
    return Layout(spans, language, right_to_left=right_to_left)


@lru_cache(maxsize=65536)
def _face_after(previous: str, character: str, language: str, bold: bool) -> str | None:  # noqa: FBT001 - as above
    """Return the face of a character, the one of the character before it where it stays.

    Marks stay, or they would not sit on their letter; spaces do, so that the distance between
    Arabic words is an Arabic one.  None when no face has it.
    """
    if previous:
        if has_no_shape(character):
            return previous
        is_space = character == " " and previous.endswith("Bold") == bold
        if (is_space or unicodedata.combining(character)) and (
            ord(character) in face(previous).characters
        ):
            return previous
    return face_for(character, language, bold=bold)


def _inside_isolates(text: str) -> list[bool]:
    """Tell of every character whether it belongs to something inserted."""
    depth = 0
    inside: list[bool] = []
    for character in text:
        # Inside of what was inserted, other isolates count only to find its end.
        if character == FIRST_STRONG_ISOLATE or (depth and character in _OTHER_ISOLATES):
            depth += 1
        inside.append(depth > 0)
        if character == POP_ISOLATE and depth:
            depth -= 1
    return inside
