"""Taking a permission back (Widerruf): the form, the confirmation, the notice to a partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.codes import Category
from intake_app.domain.signing import ReceivedBy
from intake_app.printing.block import Block, Gap
from intake_app.printing.blocks import NOTE, STRONG, TEXT, Writer
from intake_app.printing.grid import Columns
from intake_app.printing.items import items
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.signing import Blank, SigningField, signing_line
from intake_app.printing.typography import COLUMN, LARGE_PRINT
from intake_app.printing.waiver import office_fields, reading_aid_note
from intake_app.printing.wording import same

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Bilingual, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What ended for one partner: the whole line, or the named categories of it."""

    partner: str
    categories: frozenset[Category] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBehalf:
    """For whom somebody else signed the permission, and so takes it back.

    Attributes:
        name: The person.
        by_carer: The legal carer of an adult; else the people with custody of a child.
    """

    name: str
    by_carer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A withdrawal, or the empty form for one.

    Attributes:
        number: Number of the waiver; signed on `signed_on`.
        everything: The whole waiver; None leaves the boxes to the pen.
        ended: Partners concerned; on the empty form all, to choose from.
        delete: Whether partners are asked to delete what they got; None leaves it open.
        received: How it came in, with `received_on`, `received_at` ("14:30") and
            `received_by`; None on the empty form.
        handed: Day and partner of what had left before, for the confirmation.
        others_remain: Whether other lines, or other categories, stay in force.
        on_behalf: Set when the person did not sign the permission.
    """

    number: str
    signed_on: date
    ended: tuple[Ended, ...]
    everything: bool | None = None
    delete: bool | None = None
    received: ReceivedBy | None = None
    received_on: date | None = None
    received_at: str = ""
    received_by: str = ""
    handed: tuple[tuple[date, str], ...] = ()
    others_remain: bool = False
    on_behalf: OnBehalf | None = None

    @property
    def is_partial(self) -> bool:
        """Whether single categories ended, and not whole lines only."""
        return any(ended.categories for ended in self.ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerNotice:
    """What one partner is told about a withdrawal: its own line only.

    Attributes:
        partner: Name of the partner; `partner_address` below it.
        categories: What ended; health and the child's level only when the partner was told
            of them in writing, since nobody else needs to know that there was such a line.
        is_partial: The rest of the partner's line goes on.
        handed_on: Days on which it got something.
    """

    number: str
    name: str
    partner: str
    partner_address: str
    signed_on: date
    withdrawn_on: date
    withdrawn_at: str
    categories: frozenset[Category]
    delete: bool
    is_partial: bool = False
    handed_on: tuple[date, ...] = ()


def render_form(
    data: Withdrawal,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the form with which a person takes a permission back."""
    draft = Draft()
    writer = Writer(draft, german, other, scale=LARGE_PRINT if large else 1.0)
    title = "W-T01.title.behalf" if data.on_behalf else "W-T01.title"
    draft.add(*writer.title(writer.say(title)))
    draft.add(*reading_aid_note(writer))
    draft.add(writer.pair(_said(writer, "W-T01", data, **_paper(data)), STRONG))
    draft.add(writer.option(writer.say("W-T01.all"), checked=data.everything is True))
    some = data.everything is False
    draft.add(writer.option(writer.say("W-T01.partners"), checked=some))
    for ended in data.ended:
        name = insert(ended.partner)
        draft.add(writer.option(same(name), checked=some, indent=16))
    draft.add(writer.option(writer.say("W-T01.categories")), Columns([Blank()], [COLUMN]))
    no_harm = _said(writer, "W-T04", data, **office_fields(imprint))
    draft.add_together(
        Gap(6),
        writer.pair(writer.say("W-T02"), STRONG),
        writer.option(writer.say("W-T02.inform")),
        writer.option(writer.say("W-T02.delete"), checked=data.delete is True),
        Gap(4),
        writer.pair(no_harm, icon="undo"),
        signing_line(
            writer,
            SigningField(label=writer.say("label.place_date"), share=2),
            SigningField(label=writer.say(_whose_signature(data)), share=3),
        ),
    )
    draft.add(*_receipt(writer, data))
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def render_confirmation(
    data: Withdrawal,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the confirmation for the person."""
    draft = Draft()
    writer = Writer(draft, german, other, scale=LARGE_PRINT if large else 1.0)
    received = data.received_on
    moment = {
        "withdrawn_on": f"{received:%d.%m.%Y}" if received else "",
        "time": data.received_at,
    }
    title = "label.paper.confirmation" if data.on_behalf else "W-C01.title"
    draft.add(*writer.title(writer.say(title)))
    taken_back = _said(writer, "W-C01", data, **_paper(data), **moment)
    draft.add(writer.pair(taken_back, STRONG, icon="undo"))
    draft.add(writer.pair(writer.say("W-C02")))
    draft.add(*_what_ended(writer, data))
    since = "W-C03.categories" if data.is_partial else "W-C03"
    draft.add(Gap(4), writer.pair(writer.say(since)))
    if data.handed:
        draft.add(writer.pair(writer.say("W-C04")))
        told = [same(insert(f"{day:%d.%m.%Y}  {partner}")) for day, partner in data.handed]
        draft.add(*items(writer, told))
        draft.add(Gap(4), writer.pair(writer.say("W-C05")))
        if data.delete:
            draft.add(writer.pair(writer.say("W-C05.delete")))
    else:
        # Who received nothing is told nothing: the letter would be the first word of it.
        draft.add(writer.pair(writer.say("W-C04.none")))
    if data.others_remain:
        remaining = "W-C06.categories" if data.is_partial else "W-C06"
        draft.add(writer.pair(writer.say(remaining)))
    draft.add_together(
        writer.pair(_said(writer, "W-C07", data), icon="speech"),
        signing_line(
            writer,
            SigningField(label=writer.say("label.place_date"), share=2),
            SigningField(label=writer.say("label.signature.staff"), share=3),
        ),
    )
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def render_partner_notice(data: PartnerNotice, german: Wording, imprint: Imprint) -> bytes:
    """Return the notice to one partner; it names nothing of any other line."""
    draft = Draft()
    writer = Writer(draft, german, None)
    for text, style in ((data.partner, STRONG), (data.partner_address, TEXT)):
        if text:
            draft.add(writer.german(insert(text), style))
    draft.add(Gap(24), *writer.title(writer.say("W-P01.title")))
    fields = {
        "name": data.name,
        "number": data.number,
        "date": f"{data.signed_on:%d.%m.%Y}",
        "withdrawn_on": f"{data.withdrawn_on:%d.%m.%Y}",
        "time": data.withdrawn_at,
    }
    part = ".categories" if data.is_partial else ""
    draft.add(writer.pair(writer.say(f"W-P01{part}", **fields)), writer.pair(writer.say("W-P02")))
    draft.add(*_categories(writer, data.categories))
    draft.add(Gap(4), writer.pair(writer.say(f"W-P03{part}"), STRONG))
    if data.delete:
        draft.add(writer.pair(writer.say("W-P04")))
    days = ", ".join(f"{day:%d.%m.%Y}" for day in data.handed_on)
    handed = writer.say("W-P05", dates=days) if days else writer.say("W-P05.none")
    draft.add(writer.pair(handed))
    draft.add_together(
        writer.pair(writer.say("W-P06", **office_fields(imprint)), NOTE),
        signing_line(
            writer,
            SigningField(label=writer.say("label.place_date"), share=2),
            SigningField(label=writer.say("label.signature.staff"), share=3),
        ),
    )
    return print_pages(draft, PageDesign(number=data.number), imprint, german)


def _said(writer: Writer, text_id: str, data: Withdrawal, **fields: str) -> Bilingual:
    """Return a text as it is said to the person, or to whoever stands in."""
    if data.on_behalf is None:
        return writer.say(text_id, **fields)
    return writer.say(f"{text_id}.behalf", name=data.on_behalf.name, **fields)


def _whose_signature(data: Withdrawal) -> str:
    if data.on_behalf is None:
        return "label.signature.person"
    return "label.signature.carer" if data.on_behalf.by_carer else "label.signature.guardian"


def _paper(data: Withdrawal) -> dict[str, str]:
    return {"number": data.number, "date": f"{data.signed_on:%d.%m.%Y}"}


def _what_ended(writer: Writer, data: Withdrawal) -> list[Block]:
    """Return the partners concerned, those of which only categories ended with a list of them."""
    if not data.is_partial:
        return items(writer, [same(insert(ended.partner)) for ended in data.ended])
    blocks: list[Block] = []
    for ended in data.ended:
        blocks += items(writer, [same(insert(ended.partner))])
        if ended.categories:
            blocks.append(writer.pair(writer.say("W-T01.categories"), NOTE))
            blocks += _categories(writer, ended.categories)
    return blocks


def _categories(writer: Writer, categories: frozenset[Category]) -> list[Block]:
    ordered = [category for category in Category if category in categories]
    return items(writer, [writer.entry("categories", code.value, full=True) for code in ordered])


def _receipt(writer: Writer, data: Withdrawal) -> list[Block]:
    if data.received is None or data.received_on is None:
        return []
    fields = {
        "date": f"{data.received_on:%d.%m.%Y}",
        "time": data.received_at,
        "name": data.received_by,
    }
    return [
        writer.pair(writer.say("W-T03", **fields)),
        *(
            writer.option(writer.say(f"W-T03.{way.value}"), checked=data.received is way)
            for way in ReceivedBy
        ),
        writer.option(writer.say("W-T03.confirmed")),
    ]
