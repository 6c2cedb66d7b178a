"""What was agreed, on one page that the person keeps: steps, dates, places.

The page in the person's language comes first, the German one behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap
from intake_app.printing.blocks import (
    NOTE,
    PLAIN_TABLE,
    STRONG,
    SUBTITLE_STYLE,
    Style,
    Writer,
    run_in_spans,
)
from intake_app.printing.layout import Layouts, insert
from intake_app.printing.page import Draft, PageDesign, pages_of_parts, print_pages
from intake_app.printing.solo import CellLine, Solo
from intake_app.printing.typography import ACCENT, LARGE_PRINT, MM, MUTED, TEXT_WIDTH
from intake_app.printing.waiver import office_fields
from intake_app.printing.wording import Bilingual, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.waiver import Direction
    from intake_app.printing.grid import TableLook
    from intake_app.printing.layout import Span
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_NUMBER: Final = 8 * MM
_WIDTHS: Final = (_NUMBER, TEXT_WIDTH - 72 * MM, 30 * MM, 34 * MM)
_LISTED: Final = (2 * _NUMBER, TEXT_WIDTH - 2 * _NUMBER)
_MERGED: Final = (_NUMBER, TEXT_WIDTH - _NUMBER - 34 * MM, 34 * MM)


@dataclass(frozen=True, slots=True)
class _Look:
    """How large the page is set; it shrinks until it fits on one sheet.

    Attributes:
        size: Of running text.
        padding: Above and below the steps.
        merged: Who takes a step and by when stand in one column, to give the step room.
        pictograms: Whether there is room for them.
        large: Set in large print: a step has one cell, on as many pages as needed.
    """

    size: float
    padding: float
    merged: bool = False
    pictograms: bool = True
    large: bool = False

    @property
    def text(self) -> Style:
        return Style(size=self.size, after=self.size / 2.4)

    @property
    def cell(self) -> Style:
        return Style(size=self.size - 1, after=1)

    @property
    def step(self) -> Style:
        return Style(size=self.size - 0.5, bold=True, after=0)

    @property
    def small(self) -> Style:
        return Style(size=self.size - 1.5, color=MUTED, after=0)

    @property
    def heading(self) -> Style:
        return Style(size=self.size + 0.5, bold=True, color=ACCENT, before=self.size - 1, after=2)

    @property
    def widths(self) -> tuple[float, ...]:
        if self.large:
            return _LISTED
        return _MERGED if self.merged else _WIDTHS

    @property
    def table(self) -> TableLook:
        return replace(PLAIN_TABLE, padding=(4, self.padding))


_LOOKS: Final = (
    _Look(11.5, 3.5),
    _Look(10.5, 3),
    _Look(10, 2.5, merged=True),
    _Look(9.5, 1.5, merged=True),
    _Look(9.5, 1.5, merged=True, pictograms=False),
)
"""From the easiest to read to the tightest."""

_LARGE: Final = _Look(11, 4, large=True)
_READABLE: Final = _LOOKS[1]


class Doer(StrEnum):
    """Who takes a step."""

    PERSON = "person"
    ADVISOR = "advisor"
    COMPANION = "companion"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedStep:
    """One agreed step.

    Attributes:
        kind: Code of the list "steps".
        note: Words of the advisor for the person, as written; "" for none.
        place: Name and address of the body, "" when nobody is visited.
        bring: Documents to bring, codes of the list "documents".
    """

    kind: str
    who: Doer
    note: str = ""
    place: str = ""
    by: date | None = None
    bring: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A fixed date.

    Attributes:
        time: As "09:30", "" for a whole day.
        place: Where, "" for the office itself.
    """

    on: date
    time: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPermission:
    """A line of a waiver in force, in one sentence."""

    partner: str
    direction: Direction
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the page says.

    Attributes:
        number: Number of the case.
        name: As the person is greeted; "" greets without a name.
        goal: The goal in the person's words, "" when none was named.
        slip_number: Number of the routing slip, as printed, "" for none.
        read_aloud: The page was read to the person.
    """

    number: str
    name: str
    talk_on: date
    goal: str = ""
    steps: tuple[AgreedStep, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    next_talk: Appointment | None = None
    permissions: tuple[GivenPermission, ...] = ()
    slip_number: str = ""
    read_aloud: bool = False


def render(
    data: Summary,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the page as a PDF; in large print a language takes several pages."""
    design = PageDesign(number=data.number)
    draft = Draft()
    layouts = Layouts()
    if large:
        writer = Writer(draft, german, other, scale=LARGE_PRINT)
        _write(writer, data, imprint, [_LARGE, _LARGE])
        return print_pages(draft, design, imprint, german, other)
    tried: list[list[int]] = []
    for look in _LOOKS:
        draft = Draft()
        _write(Writer(draft, german, other, layouts=layouts), data, imprint, [look, look])
        tried.append(pages_of_parts(draft, design, imprint, german, other))
        if max(tried[-1]) == 1:
            break
    else:
        looks = [_first_on_one(pages) for pages in zip(*tried, strict=True)]
        draft = Draft()
        _write(Writer(draft, german, other, layouts=layouts), data, imprint, looks)
    return print_pages(draft, design, imprint, german, other)


def _first_on_one(pages: Sequence[int]) -> _Look:
    """Return the largest look in which a language takes one page.

    What takes more in all of them goes on two in a look that is easy to read.
    """
    return _LOOKS[pages.index(1)] if 1 in pages else _READABLE


def _write(writer: Writer, data: Summary, imprint: Imprint, looks: Sequence[_Look]) -> None:
    """Write a page in each language, the person's first, in looks of their own."""
    if writer.bilingual:
        _Page(writer, looks[0], foreign=True).write(data, imprint)
        writer.draft.begin_part(bare=False)
    _Page(writer, looks[-1], foreign=False).write(data, imprint)


class _Page:
    """Writes the page in one language."""

    def __init__(self, writer: Writer, look: _Look, *, foreign: bool) -> None:
        self._writer = writer
        self._look = look
        self._page = Solo(writer, foreign=foreign)
        self._add = writer.draft.add

    def write(self, data: Summary, imprint: Imprint) -> None:
        """Write everything."""
        say = self._writer.say
        self._add(*self._page.title(say("summary.title")))
        self._line(say("summary.stays"), SUBTITLE_STYLE, icon="keep")
        greeting = (
            say("summary.greeting", name=data.name) if data.name else say("summary.greeting.plain")
        )
        talk = say("summary.intro", date=f"{data.talk_on:%d.%m.%Y}")
        self._line(joined([greeting, talk], " "), self._look.text, icon="speech")
        if data.goal:
            heading = self._words("summary.goal")
            self._line(run_in_spans(heading, insert(data.goal)), self._look.text, icon="heart")
        self._steps(data)
        self._appointments(data)
        self._permissions(data.permissions)
        self._questions(data, imprint)

    def _steps(self, data: Summary) -> None:
        self._section("summary.steps", "list")
        if not data.steps:
            self._line(self._writer.say("summary.steps.none"), self._look.text)
            return
        what, who, by = map(self._writer.say, ("summary.step", "summary.who", "summary.by"))
        merged = self._look.merged
        last = [joined([who, by], "\n")] if merged else [who, by]
        if self._look.large:
            what, last = joined([what, who, by], " · "), []
        titles = [Bilingual(""), what, *last]
        rows = [self._step(number, step) for number, step in enumerate(data.steps, start=1)]
        widths = self._look.widths
        head = replace(STRONG, size=self._look.size - 1.5)
        table = self._page.table(titles, rows, widths, head=head, look=self._look.table)
        self._add(table, Gap(4))
        if data.slip_number:
            text = self._writer.say("summary.slip", number=data.slip_number)
            self._line(text, self._look.text, icon="card")

    def _step(self, number: int, step: AgreedStep) -> list[list[CellLine]]:
        look, say = self._look, self._writer.say
        what = [CellLine(self._writer.entry("steps", step.kind), look.step)]
        what += [CellLine(insert(text), look.cell) for text in (step.note, step.place) if text]
        if step.bring:
            names = [self._page.words(self._writer.entry("documents", it)) for it in step.bring]
            label = f"{self._words('summary.bring')}{self._page.colon}"
            bring = f"{label}{self._page.comma.join(names)}"
            what.append(self._signed(bring, look.small, "bag", say("summary.bring")))
        who = CellLine(say(f"summary.who.{step.who.value}"), look.cell)
        if step.by:
            day = insert(f"{step.by:%d.%m.%Y}")
            until = self._signed(day, look.cell, "calendar", say("summary.by"))
        else:
            until = CellLine(say("summary.by.open"), look.cell)
        if look.large:
            return [[CellLine(str(number), look.step)], [*what, who, until]]
        last = [[who, until]] if look.merged else [[who], [until]]
        return [[CellLine(str(number), look.step)], what, *last]

    def _signed(self, words: str, style: Style, sign: str, means: Bilingual) -> CellLine:
        return CellLine(words, style, sign if self._look.pictograms else "", means)

    def _appointments(self, data: Summary) -> None:
        self._section("summary.appointments", "calendar")
        if not data.appointments and data.next_talk is None:
            self._line(self._writer.say("summary.appointment.none"), self._look.text)
            return
        for appointment in data.appointments:
            self._line(self._moment(appointment), self._look.text)
        cancel = self._words("summary.appointment.cancel")
        if data.next_talk:
            label = self._words("summary.appointment.next")
            moment = self._moment(data.next_talk)
            self._line(run_in_spans(label, f"{moment}\u00a0· {cancel}"), self._look.text)
        else:
            self._line(cancel, self._look.cell)

    def _moment(self, appointment: Appointment) -> str:
        say = self._writer.say
        day = f"{appointment.on:%d.%m.%Y}"
        if appointment.time:
            text = say("summary.appointment", date=day, time=appointment.time)
        else:
            text = say("summary.appointment.day", date=day)
        place = f"{self._page.colon}{insert(appointment.place)}" if appointment.place else ""
        return self._page.words(text) + place

    def _permissions(self, permissions: Sequence[GivenPermission]) -> None:
        self._section("summary.waivers", "shield")
        if not permissions:
            self._line(self._writer.say("summary.waivers.none"), self._look.cell)
            return
        self._line(self._writer.say("summary.waivers.intro"), self._look.cell)
        lines = [self._permission(permission) for permission in permissions]
        self._add(*self._page.items(lines, self._look.cell))
        self._line(self._writer.say("summary.waivers.withdraw"), self._look.small)

    def _permission(self, permission: GivenPermission) -> str:
        day = f"{permission.valid_until:%d.%m.%Y}"
        text = self._words("summary.waiver", name=permission.partner, date=day)
        way = self._words(f"summary.waiver.{permission.direction.value}")
        return f"{text}{self._page.colon}{way}"

    def _questions(self, data: Summary, imprint: Imprint) -> None:
        office = office_fields(imprint)
        self._section("summary.questions", "phone")
        ways = ("summary.questions.phone", "summary.questions.visit", "summary.questions.language")
        texts = " ".join(self._words(way, **office) for way in ways)
        self._line(texts, self._look.text)
        notes = ["summary.footer"]
        if data.read_aloud:
            notes.append("summary.read_aloud")
        if self._writer.reading_aid:
            notes.append("label.binding")
        self._line(" ".join(self._words(note) for note in notes), NOTE)

    def _section(self, text_id: str, icon: str) -> None:
        text = self._writer.say(text_id)
        shown = icon if self._look.pictograms else ""
        self._add(self._page.section(text, shown, style=self._look.heading))

    def _line(
        self, text: Bilingual | str | tuple[Span, ...], style: Style, icon: str = ""
    ) -> None:
        shown = icon if self._look.pictograms else ""
        self._add(self._page.line(text, style, icon=shown))

    def _words(self, text_id: str, **fields: str) -> str:
        return self._page.words(self._writer.say(text_id, **fields))
