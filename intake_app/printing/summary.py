"""What was agreed, on one page that the person keeps: steps, dates, places.

The page in the person's language comes first, the German one behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap, Stack
from intake_app.printing.blocks import (
    NOTE,
    PLAIN_TABLE,
    STRONG,
    Style,
    Writer,
    run_in_spans,
)
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.solo import Solo
from intake_app.printing.typography import LARGE, MM, MUTED, TEXT_WIDTH
from intake_app.printing.waiver import office_fields
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.waiver import Direction
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_TEXT: Final = Style(size=LARGE, after=6)
_CELL: Final = Style(size=10.5, after=2)
_STEP: Final = Style(size=11, bold=True, after=0)
_BRING: Final = Style(size=10, color=MUTED, after=0)
_WIDTHS: Final = (9 * MM, TEXT_WIDTH - 77 * MM, 34 * MM, 34 * MM)


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
    if writer.bilingual:
        _page(writer, data, imprint, foreign=True)
        draft.begin_part(bare=False)
    _page(writer, data, imprint, foreign=False)
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def _page(writer: Writer, data: Summary, imprint: Imprint, *, foreign: bool) -> None:
    page = Solo(writer, foreign=foreign)
    add = writer.draft.add
    add(*page.title(writer.say("summary.title"), writer.say("summary.stays")))
    greeting = (
        writer.say("summary.greeting", name=data.name)
        if data.name
        else writer.say("summary.greeting.plain")
    )
    talk = writer.say("summary.intro", date=f"{data.talk_on:%d.%m.%Y}")
    add(page.line(f"{page.words(greeting)} {page.words(talk)}", _TEXT, icon="speech"))
    if data.goal:
        heading = page.words(writer.say("summary.goal"))
        add(page.line(run_in_spans(heading, insert(data.goal)), _TEXT, icon="heart"))
    _steps(writer, page, data)
    _appointments(writer, page, data)
    _permissions(writer, page, data.permissions)
    _questions(writer, page, data, imprint)


def _steps(writer: Writer, page: Solo, data: Summary) -> None:
    add = writer.draft.add
    add(page.section(writer.say("summary.steps"), "list"))
    if not data.steps:
        add(page.line(writer.say("summary.steps.none"), _TEXT))
        return
    titles = [
        Bilingual(""),
        *(writer.say(f"summary.{title}") for title in ("step", "who", "by")),
    ]
    rows = [_step(writer, page, number, step) for number, step in enumerate(data.steps, start=1)]
    add(page.table(titles, rows, _WIDTHS, head=STRONG, look=PLAIN_TABLE), Gap(6))
    if data.slip_number:
        text = writer.say("summary.slip", number=data.slip_number)
        add(page.line(text, _TEXT, icon="card"))


def _step(
    writer: Writer, page: Solo, number: int, step: AgreedStep
) -> list[list[tuple[Bilingual | str, Style]]]:
    what: list[tuple[Bilingual | str, Style]] = [(writer.entry("steps", step.kind), _STEP)]
    what += ((insert(text), _CELL) for text in (step.note, step.place) if text)
    if step.bring:
        label = page.words(writer.say("summary.bring"))
        names = [page.words(writer.entry("documents", code)) for code in step.bring]
        what.append((f"{label}: {page.comma.join(names)}", _BRING))
    day = insert(f"{step.by:%d.%m.%Y}") if step.by else writer.say("summary.by.open")
    return [
        [(str(number), _STEP)],
        what,
        [(writer.say(f"summary.who.{step.who.value}"), _CELL)],
        [(day, _CELL)],
    ]


def _appointments(writer: Writer, page: Solo, data: Summary) -> None:
    add = writer.draft.add
    add(page.section(writer.say("summary.appointments"), "calendar"))
    if not data.appointments and data.next_talk is None:
        add(page.line(writer.say("summary.appointment.none"), _TEXT))
        return
    for appointment in data.appointments:
        add(page.line(_moment(writer, page, appointment), _TEXT))
    if data.next_talk:
        label = page.words(writer.say("summary.appointment.next"))
        moment = _moment(writer, page, data.next_talk)
        add(page.line(run_in_spans(label, moment), _TEXT))
    add(page.line(writer.say("summary.appointment.cancel"), _CELL))


def _moment(writer: Writer, page: Solo, appointment: Appointment) -> str:
    day = f"{appointment.on:%d.%m.%Y}"
    if appointment.time:
        text = writer.say("summary.appointment", date=day, time=appointment.time)
    else:
        text = writer.say("summary.appointment.day", date=day)
    place = f": {insert(appointment.place)}" if appointment.place else ""
    return page.words(text) + place


def _permissions(writer: Writer, page: Solo, permissions: Sequence[GivenPermission]) -> None:
    add = writer.draft.add
    add(page.section(writer.say("summary.waivers"), "shield"))
    if not permissions:
        add(page.line(writer.say("summary.waivers.none"), _CELL))
        return
    add(page.line(writer.say("summary.waivers.intro"), _CELL))
    for permission in permissions:
        day = f"{permission.valid_until:%d.%m.%Y}"
        text = page.words(writer.say("summary.waiver", name=permission.partner, date=day))
        way = page.words(writer.say(f"summary.waiver.{permission.direction.value}"))
        add(page.line(f"•\u2002{text}: {way}", _CELL))
    add(page.line(writer.say("summary.waivers.withdraw"), NOTE))


def _questions(writer: Writer, page: Solo, data: Summary, imprint: Imprint) -> None:
    add = writer.draft.add
    office = office_fields(imprint)
    phone = page.words(writer.say("summary.questions.phone", **office))
    visit = page.words(writer.say("summary.questions.visit", **office))
    blocks = [
        page.section(writer.say("summary.questions"), "phone"),
        page.line(f"{phone} {visit}", _TEXT),
        page.line(writer.say("summary.questions.language"), _CELL),
    ]
    add(Stack(blocks, whole=True))
    notes = [writer.say("summary.footer")]
    if data.read_aloud:
        notes.append(writer.say("summary.read_aloud"))
    if writer.reading_aid:
        notes.append(writer.say("label.binding"))
    add(page.line(" ".join(page.words(note) for note in notes), NOTE))
