"""Lays out the sections of a competence profile: labelled answers, and rows in short.

German stands left and the other language right, as on all papers; what both share, names,
numbers and dates, stands once between the two.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from intake_app.domain.answers import AnswerState, EvidenceKind
from intake_app.printing.block import Block, Gap, Stack
from intake_app.printing.blocks import TIGHT, Style, Writer
from intake_app.printing.grid import Columns, Panel, Table, TableLook
from intake_app.printing.layout import Span, insert
from intake_app.printing.profile import NOTHING, ProfileEntry, ProfileGroup, ProfileRow
from intake_app.printing.typography import ACCENT, COLUMN, GUTTER, HAIR, MM, MUTED, TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake_app.domain.answers import Evidence
    from intake_app.printing.paragraph import Paragraph
    from intake_app.printing.profile import ProfileSection
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Bilingual

_HEADING: Final = Style(size=11.5, bold=True, color=ACCENT, before=7, after=1)
_CAPTION: Final = Style(size=8.5, bold=True, color=MUTED, after=0)
_LABEL: Final = Style(size=8.5, color=MUTED, after=0)
_VALUE: Final = Style(size=9.5, after=0)
_SAID: Final = replace(TIGHT, after=3)
_QUIET: Final = replace(_SAID, color=MUTED)
"""Of labels in large print; a smaller size would be no large print."""
_LOOK: Final = TableLook(rule=HAIR)
_UPRIGHT: Final = 1.4
_GAP: Final = 3 * MM
_LABEL_WIDTH: Final = 35 * MM
_MIDDLE: Final = TEXT_WIDTH - 2 * (_LABEL_WIDTH + _GAP)
_HALVES: Final = ((_MIDDLE - _GAP) / 2,) * 2
_OTHER: Final = COLUMN - _LABEL_WIDTH - _GAP
_FLUSH: Final = (_MIDDLE - _GAP - _OTHER, _OTHER)
"""Of the two answers of a line: the second is flush with the column of its language."""
_ALONE_LABEL: Final = 34 * MM
_ALONE: Final = (TEXT_WIDTH - _GAP) / 2
_ALONE_VALUE: Final = _ALONE - _ALONE_LABEL - _GAP
_CENTRED: Final = 52
"""Shared values up to this many characters stand in the middle; longer ones are read as text."""
_NARROW: Final = (30, 54)
"""Longest label and answer, in characters, of which two fit side by side."""
_LONG: Final = 60
"""Shared answers of a row that are longer stand below it, once."""

_SEPARATOR: Final = Span("\u00a0· ", color=MUTED)


def answers_table(writer: Writer, entries: Sequence[ProfileEntry]) -> Block:
    """Return labelled answers one below the other."""
    return Table([], list(_entries(writer, entries)), [TEXT_WIDTH], _LOOK)


def section_blocks(writer: Writer, section: ProfileSection) -> list[Block]:
    """Return a section with its heading; nothing when it has no answers."""
    if not section.parts:
        return []
    heading = writer.section(section.title, style=_HEADING)
    rows: list[Block] = []
    for is_group, parts in groupby(section.parts, key=lambda p: isinstance(p, ProfileGroup)):
        if is_group:
            for part in parts:
                if isinstance(part, ProfileGroup):
                    rows += _group(writer, part)
        else:
            rows += _entries(writer, [p for p in parts if isinstance(p, ProfileEntry)])
    return [heading, Table([], rows, [TEXT_WIDTH], _LOOK)]


# Labelled answers.


def _entries(writer: Writer, entries: Sequence[ProfileEntry]) -> Iterator[Block]:
    table = writer.root.add("Table")
    if writer.is_large:
        yield from (_below(writer, table.add("TR"), entry) for entry in entries)
        return
    if writer.bilingual:
        yield from (_mirrored(writer, table.add("TR"), entry) for entry in entries)
        return
    waiting: list[ProfileEntry] = []
    for entry in entries:
        if not _is_narrow(entry):
            if waiting:
                yield _alone(writer, table.add("TR"), waiting)
            yield _alone(writer, table.add("TR"), [entry])
            waiting = []
            continue
        waiting.append(entry)
        if len(waiting) == 2:  # noqa: PLR2004 - two per line
            yield _alone(writer, table.add("TR"), waiting)
            waiting = []
    if waiting:
        yield _alone(writer, table.add("TR"), waiting)


def _is_narrow(entry: ProfileEntry) -> bool:
    label, value = _NARROW
    fits = len(entry.label.german) <= label and len(entry.value.german) <= value
    return fits and not entry.has_remarks


def _mirrored(writer: Writer, row: Element, entry: ProfileEntry) -> Block:
    """Return labels at both edges and the answer between them."""
    label = writer.german(entry.label.german, _LABEL, within=row.add("TH", scope="Row"))
    if entry.is_shared:
        middle: Block = _shared(writer, entry.value.german, row.add("TD", column_span=2))
    else:
        german = writer.german(_words(writer, entry, other=False), _VALUE, within=row.add("TD"))
        other = writer.foreign(_words(writer, entry, other=True), _VALUE, within=row.add("TD"))
        widths = _HALVES if writer.mirrored else _FLUSH
        middle = Columns([german, other], widths, gap=_GAP)
    last = row.add("TH", scope="Row")
    other_label = writer.foreign(entry.label.other, _LABEL, within=last, align="right")
    cells = [label, middle, other_label]
    return _padded(Columns(cells, [_LABEL_WIDTH, _MIDDLE, _LABEL_WIDTH], gap=_GAP))


def _shared(writer: Writer, text: str, cell: Element) -> Paragraph:
    align = "center" if len(text) <= _CENTRED else "start"
    make = writer.foreign if writer.mirrored and _reads_from_right(text) else writer.german
    return make(insert(text), _VALUE, within=cell, align=align)


def _alone(writer: Writer, row: Element, entries: Sequence[ProfileEntry]) -> Block:
    """Return one answer over the whole width, or two side by side."""
    pair = len(entries) > 1
    wide = _ALONE_VALUE if pair or _is_narrow(entries[0]) else TEXT_WIDTH - _ALONE_LABEL - _GAP
    cells: list[Block] = []
    for entry in entries:
        label = writer.german(entry.label.german, _LABEL, within=row.add("TH", scope="Row"))
        cell = row.add("TD", column_span=1 if pair else 3)
        cells += [label, writer.german(_words(writer, entry, other=False), _VALUE, within=cell)]
    return _padded(Columns(cells, [_ALONE_LABEL, wide] * len(entries), gap=_GAP))


def _below(writer: Writer, row: Element, entry: ProfileEntry) -> Block:
    """Return the label and below it the answer, in large print."""
    label, cell = row.add("TH", scope="Row"), row.add("TD")
    blocks: list[Block] = [writer.german(entry.label.german, _QUIET, within=label)]
    if writer.bilingual:
        blocks.append(writer.foreign(entry.label.other, _QUIET, within=label))
    blocks.append(writer.german(_words(writer, entry, other=False), _SAID, within=cell))
    if writer.bilingual and not entry.is_shared:
        blocks.append(writer.foreign(_words(writer, entry, other=True), _SAID, within=cell))
    return _padded(Stack(blocks))


# Rows.


def _group(writer: Writer, group: ProfileGroup) -> list[Block]:
    rows = [_row(writer, row) for row in group.rows]
    if not group.caption.german or not rows:
        return rows
    caption = writer.section(group.caption, style=_CAPTION, tag="H3")
    return [Stack([Gap(3), caption, rows[0]]), *rows[1:]]


def _row(writer: Writer, row: ProfileRow) -> Block:
    if not writer.bilingual:
        spans = _flow([_title(writer, row, other=False), *_details(writer, row.entries)])
        return _padded(writer.german(spans, _VALUE))
    if writer.is_large:
        return _padded(Stack(list(_one_below(writer, row))))
    once, per_language = _split(row)
    blocks: list[Block] = []
    if once.title:
        blocks.append(writer.german(_flow([_title(writer, once, other=False)]), _VALUE))
    sides: list[Block] = []
    for other in (False, True):
        title = _title(writer, per_language, other=other, bold=not once.title)
        spans = _flow([title, *_details(writer, per_language.entries, other=other)])
        make = writer.foreign if other else writer.german
        if spans:
            sides.append(make(spans, _VALUE))
    if sides:
        blocks.append(Columns([sides[0], Gap(0), sides[1]], [COLUMN, GUTTER, COLUMN]))
    long = writer.root.add("Table") if once.entries else None
    blocks += (_mirrored(writer, long.add("TR"), entry) for entry in once.entries if long)
    return _padded(Stack(blocks))


def _one_below(writer: Writer, row: ProfileRow) -> Iterator[Block]:
    """Yield a row in one language and then in the other; only once what is the same in both."""
    said: list[str] = []
    for other, make in ((False, writer.german), (True, writer.foreign)):
        title = _title(writer, row, other=other)
        spans = _flow([title, *_details(writer, row.entries, other=other)])
        text = "".join(span.text for span in spans)
        if spans and text not in said:
            said.append(text)
            yield make(spans, _SAID)


def _split(row: ProfileRow) -> tuple[ProfileRow, ProfileRow]:
    """Return what of a row stands once and what stands in each language.

    A name of somebody's own for it stands once, as the head of the row, and long words
    below it.
    """
    entries = [entry for entry in row.entries if entry.is_shared and _is_long(entry)]
    rest = tuple(entry for entry in row.entries if entry not in entries)
    if not row.title or not row.title[0].is_shared:
        return replace(row, title=(), dates=NOTHING, entries=tuple(entries)), replace(
            row, entries=rest
        )
    title = tuple(entry for entry in row.title if entry.is_shared)
    shared_dates = row.dates.german == row.dates.other
    once = ProfileRow(
        title=title, dates=row.dates if shared_dates else NOTHING, entries=tuple(entries)
    )
    per_language = ProfileRow(
        title=tuple(entry for entry in row.title if entry not in title),
        dates=NOTHING if shared_dates else row.dates,
        entries=rest,
    )
    return once, per_language


def _is_long(entry: ProfileEntry) -> bool:
    return len(entry.value.german) > _LONG


def _title(writer: Writer, row: ProfileRow, *, other: bool, bold: bool = True) -> list[Span]:
    """Return the answers that name the row, and its dates."""
    comma = writer.comma if other else ", "
    found: list[Span] = []
    for number, entry in enumerate(row.title):
        if found:
            found.append(Span(comma))
        found += _value(writer, entry, other=other, bold=bold and number == 0)
    dates = row.dates.other if other else row.dates.german
    if dates:
        found += [*([_SEPARATOR] if found else []), Span(insert(dates))]
    return found


def _details(
    writer: Writer, entries: Iterable[ProfileEntry], *, other: bool = False
) -> Iterator[list[Span]]:
    for entry in entries:
        label = entry.label.other if other else entry.label.german
        named = [Span(f"{label}\u00a0", color=MUTED)] if label else []
        yield [*named, *_value(writer, entry, other=other)]


def _flow(parts: Iterable[list[Span]]) -> tuple[Span, ...]:
    found: list[Span] = []
    for spans in parts:
        if found and spans:
            found.append(_SEPARATOR)
        found += spans
    return tuple(found)


# Answers in words.


def _words(writer: Writer, entry: ProfileEntry, *, other: bool) -> tuple[Span, ...]:
    return tuple(_value(writer, entry, other=other))


def _value(writer: Writer, entry: ProfileEntry, *, other: bool, bold: bool = False) -> list[Span]:
    """Return an answer, or the word for its state, with what is to be said about it."""
    if entry.state is AnswerState.ANSWERED:
        value = entry.value.other if other else entry.value.german
        spans = [Span(insert(value), bold=bold)]
    else:
        spans = [Span(_side(writer.say(f"state.{entry.state.value}"), other=other), color=MUTED)]
    remarks = [_side(remark, other=other) for remark in _remarks(writer, entry)]
    if remarks:
        spans.append(Span(f" ({'; '.join(remarks)})", color=MUTED))
    return spans


def _remarks(writer: Writer, entry: ProfileEntry) -> Iterator[Bilingual]:
    if entry.state is AnswerState.ANSWERED:
        if entry.official:
            label, value = writer.say("profile.official_value"), insert(entry.official)
            yield label.with_each(lambda words: f"{words}: {value}")
        if entry.evidence:
            yield from _evidence(writer, entry.evidence)
    if entry.uncertain:
        yield writer.say("value.uncertain")
    if entry.by_companion:
        yield writer.say("value.told_by_companion")
    if entry.changed_on:
        yield writer.say("profile.corrected", date=f"{entry.changed_on:%d.%m.%Y}")


def _evidence(writer: Writer, evidence: Evidence) -> Iterator[Bilingual]:
    if evidence.kind is EvidenceKind.STATED:
        return
    day = f"{evidence.seen_on:%d.%m.%Y}" if evidence.seen_on else ""
    if evidence.kind is EvidenceKind.SEEN and day:
        yield writer.say("evidence.seen_on", date=day)
        return
    yield writer.say(f"evidence.{evidence.kind.value}")


def _side(text: Bilingual, *, other: bool) -> str:
    return text.other if other else text.german


def _reads_from_right(text: str) -> bool:
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind in {"R", "AL"} for kind in kinds if kind in {"L", "R", "AL"}), False)


def _padded(block: Block) -> Panel:
    return Panel(block, padding=(0, _UPRIGHT))
