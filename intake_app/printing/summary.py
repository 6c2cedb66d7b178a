"""What was agreed, on one page that the person keeps: steps, dates, places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Gap, Stack
from intake_app.printing.blocks import FINE_PRINT, NOTE, PLAIN_TABLE, STRONG, Style, Writer
from intake_app.printing.grid import Table, table_row
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.typography import LARGE, MM, TEXT_WIDTH
from intake_app.printing.waiver import office_fields
from intake_app.printing.wording import Bilingual, same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.waiver import Direction
    from intake_app.printing.page import Imprint
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Wording

_TEXT: Final = Style(size=LARGE, after=6)
_CELL: Final = Style(size=10.5, after=0)
_WIDTHS: Final = (8 * MM, 72 * MM, 30 * MM, 28 * MM)


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


def render(data: Summary, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return the page as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other)
    draft.add(*writer.title(writer.say("summary.title"), writer.say("summary.stays")))
    greeting = (
        writer.say("summary.greeting", name=data.name)
        if data.name
        else writer.say("summary.greeting.plain")
    )
    draft.add(writer.pair(greeting, _TEXT))
    talk = f"{data.talk_on:%d.%m.%Y}"
    draft.add(writer.pair(writer.say("summary.intro", date=talk), _TEXT, icon="speech"))
    if data.goal:
        draft.add(writer.section(writer.say("summary.goal"), "heart"))
        draft.add(writer.pair(same(insert(data.goal)), _TEXT))
    _steps(writer, data)
    _appointments(writer, data)
    _permissions(writer, data.permissions)
    _questions(writer, data, imprint)
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def _steps(writer: Writer, data: Summary) -> None:
    add = writer.draft.add
    add(writer.section(writer.say("summary.steps"), "list"))
    if not data.steps:
        add(writer.pair(writer.say("summary.steps.none"), _TEXT))
        return
    table = writer.root.add("Table")
    head = table.add("TR")
    titles = ["summary.step", "summary.who", "summary.by"]
    widths = [_WIDTHS[0], TEXT_WIDTH - sum(_WIDTHS) + _WIDTHS[1], *_WIDTHS[2:]]
    number = writer.german("", STRONG, within=head.add("TH", scope="Column"))
    header = [
        number,
        *(
            writer.below(writer.say(title), STRONG, within=head.add("TH", scope="Column"))
            for title in titles
        ),
    ]
    rows = [
        table_row(_step(writer, table, place, step), widths, PLAIN_TABLE)
        for place, step in enumerate(data.steps, start=1)
    ]
    add(Table([table_row(header, widths, PLAIN_TABLE)], rows, widths, PLAIN_TABLE), Gap(6))
    if data.slip_number:
        text = writer.say("summary.slip", number=data.slip_number)
        add(writer.pair(text, _TEXT, icon="card"))


def _step(writer: Writer, table: Element, place: int, step: AgreedStep) -> Sequence[Block]:
    row = table.add("TR")
    number = writer.german(str(place), STRONG, within=row.add("TD"))
    what = row.add("TD")
    lines: list[Block] = [
        writer.below(
            writer.entry("steps", step.kind), Style(size=11, bold=True, after=0), within=what
        )
    ]
    words = (text for text in (step.note, step.place) if text)
    lines += (writer.german(insert(text), _CELL, within=what) for text in words)
    if step.bring:
        lines.append(_bring(writer, what, step.bring))
    who = writer.below(writer.say(f"summary.who.{step.who.value}"), _CELL, within=row.add("TD"))
    day = insert(f"{step.by:%d.%m.%Y}") if step.by else ""
    when = same(day) if day else writer.say("summary.by.open")
    return [number, Stack(lines), who, writer.below(when, _CELL, within=row.add("TD"))]


def _bring(writer: Writer, cell: Element, documents: Sequence[str]) -> Block:
    label = writer.say("summary.bring")
    names = [writer.entry("documents", code) for code in documents]
    return writer.below(
        Bilingual(
            f"{label.german}: {', '.join(name.german for name in names)}",
            f"{label.other}: {writer.comma.join(name.other for name in names)}",
        ),
        NOTE,
        within=cell,
    )


def _appointments(writer: Writer, data: Summary) -> None:
    add = writer.draft.add
    add(writer.section(writer.say("summary.appointments"), "calendar"))
    if not data.appointments and data.next_talk is None:
        add(writer.pair(writer.say("summary.appointment.none"), _TEXT))
        return
    for appointment in data.appointments:
        add(writer.pair(_moment(writer, appointment), _TEXT))
    if data.next_talk:
        label = writer.say("summary.appointment.next")
        moment = _moment(writer, data.next_talk)
        add(writer.run_in(label, moment, _TEXT))
    add(writer.pair(writer.say("summary.appointment.cancel")))


def _moment(writer: Writer, appointment: Appointment) -> Bilingual:
    day = f"{appointment.on:%d.%m.%Y}"
    if appointment.time:
        text = writer.say("summary.appointment", date=day, time=appointment.time)
    else:
        text = writer.say("summary.appointment.day", date=day)
    if not appointment.place:
        return text
    place = insert(appointment.place)
    return Bilingual(f"{text.german}: {place}", f"{text.other}: {place}")


def _permissions(writer: Writer, permissions: Sequence[GivenPermission]) -> None:
    add = writer.draft.add
    add(writer.section(writer.say("summary.waivers"), "shield"))
    if not permissions:
        add(writer.pair(writer.say("summary.waivers.none")))
        return
    add(writer.pair(writer.say("summary.waivers.intro")))
    for permission in permissions:
        day = f"{permission.valid_until:%d.%m.%Y}"
        text = writer.say("summary.waiver", name=permission.partner, date=day)
        way = writer.say(f"summary.waiver.{permission.direction.value}")
        both = Bilingual(
            f"•\u2002{text.german}: {way.german}", f"•\u2002{text.other}: {way.other}"
        )
        add(writer.pair(both))
    add(writer.pair(writer.say("summary.waivers.withdraw"), NOTE))


def _questions(writer: Writer, data: Summary, imprint: Imprint) -> None:
    add = writer.draft.add
    office = office_fields(imprint)
    title = writer.say("summary.questions")
    add(
        Stack(
            [
                writer.section(title, "phone"),
                writer.pair(writer.say("summary.questions.phone", **office), _TEXT),
                writer.pair(writer.say("summary.questions.visit", **office), _TEXT),
                writer.pair(writer.say("summary.questions.language")),
            ],
            whole=True,
        )
    )
    if data.read_aloud:
        add(writer.pair(writer.say("summary.read_aloud"), NOTE))
    if writer.reading_aid:
        add(writer.pair(writer.say("label.binding"), FINE_PRINT))
    add(writer.pair(writer.say("summary.footer"), NOTE))
