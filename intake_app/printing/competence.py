"""The competence profile (Kompetenzprofil): what a person brings, with state and evidence.

One module for all three copies.  What a partner's copy holds is decided before it gets
here: it is rendered from the facts that the disclosure gate released, and from nothing
else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.answers import AnswerState, EvidenceKind
from intake_app.printing.block import Block, Gap, Stack
from intake_app.printing.blocks import FINE_PRINT, NOTE, Style, Writer
from intake_app.printing.grid import Columns, Table, TableLook, table_row
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.typography import COLUMN, GUTTER, MM, MUTED, SMALL, TEXT_WIDTH
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.answers import Evidence
    from intake_app.printing.page import Imprint
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Wording

_LABEL: Final = Style(size=SMALL, color=MUTED, after=0)
_VALUE: Final = Style(size=10.5, after=0)
_STATE: Final = Style(size=10.5, color=MUTED, after=0)
_REMARK: Final = Style(size=SMALL, color=MUTED, after=0)
_ROW_TITLE: Final = Style(size=10.5, bold=True, after=0)
_LOOK: Final = TableLook(padding=(3, 3))
_LABEL_WIDTH: Final = 62 * MM
_REMARK_WIDTH: Final = 40 * MM
_HALF: Final = (34 * MM, COLUMN - 34 * MM)


class Copy(StrEnum):
    """For whom a copy is printed."""

    PERSON = "person"
    FILE = "file"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileEntry:
    """One answered question.

    Attributes:
        label: The question, in both languages.
        value: The answer for a reader, "" when there is none.
        evidence: What it rests on; own statement is not printed.
        changed_on: Day of a correction.
        official: The value of the papers, where it differs from the told one.
    """

    label: Bilingual
    value: Bilingual
    state: AnswerState = AnswerState.ANSWERED
    evidence: Evidence | None = None
    uncertain: bool = False
    by_companion: bool = False
    changed_on: date | None = None
    official: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """A row of a repeated group, for example one job.

    Attributes:
        title: Short words for the row, "" to go without.
    """

    title: Bilingual
    entries: tuple[ProfileEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSection:
    """A section of the form with its answers; `rows` follow `entries`."""

    title: Bilingual
    entries: tuple[ProfileEntry, ...] = ()
    rows: tuple[ProfileRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """The waiver line that a partner's copy rests on.

    Attributes:
        purposes: Codes of the list "purposes", and `purpose_other` in its own words.
    """

    number: str
    signed_on: date
    valid_until: date
    purposes: tuple[str, ...]
    purpose_other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A competence profile.

    Attributes:
        number: Number of the case.
        form_version: Form and version under which it was recorded.
        spellings: Other spellings of the name, on the file's copy.
        birth: Date of birth in words; "" when not released.
        interpreting: How it was interpreted, in words, "" for not at all.
        partner: Name of the partner, for its copy, with the permission it rests on.
        difficult: The understanding was poor, so all answers count as uncertain.
        open_questions: Number of questions not asked yet.
        with_residence: Whether answers about residence papers are in it.
    """

    copy: Copy
    number: str
    form_version: str
    name: str
    sections: tuple[ProfileSection, ...]
    talk_on: date
    birth: str = ""
    advisor: str = ""
    spellings: tuple[str, ...] = ()
    interpreting: Bilingual | None = None
    partner: str = ""
    permission: Permission | None = None
    difficult: bool = False
    open_questions: int = 0
    with_residence: bool = False


def render(data: Profile, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return the profile as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other)
    subtitle = writer.say(f"profile.subtitle.{data.copy.value}", name=data.partner)
    draft.add(*writer.title(writer.say("profile.title"), subtitle))
    _head(writer, data)
    for section in data.sections:
        _section(writer, section)
    _closing(writer, data)
    note = german.block("label.version", version=data.form_version)
    return print_pages(draft, PageDesign(number=data.number, note=note), imprint, german, other)


def _head(writer: Writer, data: Profile) -> None:
    add = writer.draft.add
    facts = [(writer.say("label.name"), insert(data.name))]
    if data.birth:
        facts.append((writer.say("label.birth"), insert(data.birth)))
    facts.append((writer.say("label.date"), insert(f"{data.talk_on:%d.%m.%Y}")))
    if data.advisor:
        facts.append((writer.say("label.advisor"), insert(data.advisor)))
    add(writer.facts(*facts))
    if data.spellings:
        names = insert(" · ".join(data.spellings))
        add(writer.run_in(writer.say("profile.names"), Bilingual(names, names)))
    if data.interpreting:
        words = Bilingual(insert(data.interpreting.german), insert(data.interpreting.other))
        add(writer.run_in(writer.say("label.interpreting"), words))
    if data.copy is Copy.PERSON:
        add(writer.pair(writer.say("profile.intro.person"), icon="speech"))
    if data.permission:
        _permission(writer, data.permission)


def _permission(writer: Writer, permission: Permission) -> None:
    add = writer.draft.add
    fields = {
        "number": permission.number,
        "date": f"{permission.signed_on:%d.%m.%Y}",
        "until": f"{permission.valid_until:%d.%m.%Y}",
    }
    add(writer.pair(writer.say("profile.intro.partner", **fields), icon="shield"))
    words = [writer.entry("purposes", code) for code in permission.purposes if code != "Z8"]
    own = [permission.purpose_other] if permission.purpose_other else []
    purposes = Bilingual(
        ", ".join([*(word.german for word in words), *own]),
        writer.comma.join([*(word.other for word in words), *own]),
    )
    add(writer.pair(writer.say("profile.purposes", purposes=purposes)))


def _section(writer: Writer, section: ProfileSection) -> None:
    heading = writer.section(section.title)
    table = writer.root.add("Table")
    rows = [_entry(writer, table.add("TR"), entry) for entry in section.entries]
    for row in section.rows:
        # The title of a row stays with its first answer.
        entries = [_row_title(writer, table.add("TR"), row.title)] if row.title.german else []
        entries += (_entry(writer, table.add("TR"), entry) for entry in row.entries)
        rows += [Stack(entries[:2], whole=True), *entries[2:]] if entries else []
    if rows:
        writer.draft.add(heading, Table([], rows, [TEXT_WIDTH], _LOOK))


def _entry(writer: Writer, row: Element, entry: ProfileEntry) -> Block:
    """Return a question and its answer, the second language as the mirror of the first."""
    remarks = _remarks(writer, entry)
    german = _german_half(writer, row, entry, remarks)
    if not writer.bilingual:
        return german
    label = writer.foreign(entry.label.other, _LABEL, within=row.add("TH", scope="Row"))
    cell = row.add("TD")
    texts = [(_shown(writer, entry).other, _style(entry)), *_official(writer, entry, other=True)]
    texts += ((remark.other, _REMARK) for remark in remarks)
    value = Stack([writer.foreign(text, style, within=cell) for text, style in texts])
    mirrored = writer.mirrored
    other = table_row([label, value], _HALF, _LOOK, right_to_left=mirrored)
    return Columns([german, Gap(0), other], [COLUMN, GUTTER, COLUMN], whole=True)


def _german_half(
    writer: Writer, row: Element, entry: ProfileEntry, remarks: Sequence[Bilingual]
) -> Block:
    label = writer.german(entry.label.german, _LABEL, within=row.add("TH", scope="Row"))
    cell = row.add("TD")
    texts = [(_shown(writer, entry).german, _style(entry)), *_official(writer, entry, other=False)]
    value = [writer.german(text, style, within=cell) for text, style in texts]
    # Alone, German has room for the remarks beside the answer.
    beside = cell if writer.bilingual else row.add("TD")
    notes = [writer.german(remark.german, _REMARK, within=beside) for remark in remarks]
    if writer.bilingual:
        return table_row([label, Stack([*value, *notes])], _HALF, _LOOK)
    widths = [_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH - _REMARK_WIDTH, _REMARK_WIDTH]
    return table_row([label, Stack(value), Stack(notes)], widths, _LOOK)


def _row_title(writer: Writer, row: Element, title: Bilingual) -> Block:
    span = 2 if writer.bilingual else 3
    cell = row.add("TH", scope="Row", column_span=span)
    german: Block = writer.german(insert(title.german), _ROW_TITLE, within=cell)
    if not writer.bilingual:
        return table_row([german], [TEXT_WIDTH], _LOOK)
    cell = row.add("TH", scope="Row", column_span=span)
    other = writer.foreign(insert(title.other), _ROW_TITLE, within=cell)
    return table_row([german, Gap(0), other], [COLUMN, GUTTER, COLUMN], _LOOK)


def _shown(writer: Writer, entry: ProfileEntry) -> Bilingual:
    if entry.state is AnswerState.ANSWERED:
        return Bilingual(insert(entry.value.german), insert(entry.value.other))
    return writer.say(f"state.{entry.state.value}")


def _style(entry: ProfileEntry) -> Style:
    return _VALUE if entry.state is AnswerState.ANSWERED else _STATE


def _official(writer: Writer, entry: ProfileEntry, *, other: bool) -> list[tuple[str, Style]]:
    if not entry.official or entry.state is not AnswerState.ANSWERED:
        return []
    label = writer.say("profile.official_value")
    words = label.other if other else label.german
    return [(f"{words}: {insert(entry.official)}", _REMARK)]


def _remarks(writer: Writer, entry: ProfileEntry) -> list[Bilingual]:
    found: list[Bilingual] = []
    if entry.evidence and entry.state is AnswerState.ANSWERED:
        found += _evidence(writer, entry.evidence)
    if entry.uncertain:
        found.append(writer.say("value.uncertain"))
    if entry.by_companion:
        found.append(writer.say("value.told_by_companion"))
    if entry.changed_on:
        found.append(writer.say("profile.corrected", date=f"{entry.changed_on:%d.%m.%Y}"))
    return found


def _evidence(writer: Writer, evidence: Evidence) -> list[Bilingual]:
    if evidence.kind is EvidenceKind.STATED:
        return []
    day = f"{evidence.seen_on:%d.%m.%Y}" if evidence.seen_on else ""
    if evidence.kind is EvidenceKind.SEEN and day:
        if evidence.seen_by:
            return [writer.say("evidence.seen_by", date=day, name=evidence.seen_by)]
        return [writer.say("evidence.seen_on", date=day)]
    return [writer.say(f"evidence.{evidence.kind.value}")]


def _closing(writer: Writer, data: Profile) -> None:
    add = writer.draft.add
    if data.open_questions and data.copy is Copy.FILE:
        text = writer.say("profile.open_count", number=str(data.open_questions))
        add(Gap(6), writer.pair(text, NOTE))
    notes = ["profile.legend.evidence", "profile.disclaimer", "profile.disclaimer.language"]
    if data.with_residence:
        notes.append("profile.disclaimer.residence")
    if data.difficult:
        notes.append("profile.disclaimer.understanding")
    notes += ["profile.no_signature", f"profile.footer.{data.copy.value}"]
    if writer.reading_aid:
        notes.append("label.binding")
    blocks = [writer.pair(writer.say(note), FINE_PRINT) for note in notes]
    add(Gap(8), Stack(blocks, whole=True))
