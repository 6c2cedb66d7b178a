"""Taking a permission back (Widerruf): the form, the confirmation, the notice to a partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.codes import NEVER_IN_BUNDLE
from intake_app.domain.signing import ReceivedBy
from intake_app.printing.block import Block, Gap
from intake_app.printing.blocks import NOTE, STRONG, TEXT, Writer
from intake_app.printing.grid import Columns
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.signing import Blank, SigningField, signing_line
from intake_app.printing.typography import COLUMN
from intake_app.printing.waiver import office_fields, reading_aid_note
from intake_app.printing.wording import same

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.codes import Category
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A withdrawal, or the empty form for one.

    Attributes:
        number: Number of the waiver; signed on `signed_on`.
        everything: The whole waiver; None leaves the boxes to the pen.
        partners: Partners concerned; on the empty form all, to choose from.
        delete: Whether partners are asked to delete what they got; None leaves it open.
        received: How it came in, with `received_on`, `received_at` ("14:30") and
            `received_by`; None on the empty form.
        handed: Day and partner of what had left before, for the confirmation.
        others_remain: Whether other lines stay in force.
    """

    number: str
    signed_on: date
    partners: tuple[str, ...]
    everything: bool | None = None
    delete: bool | None = None
    received: ReceivedBy | None = None
    received_on: date | None = None
    received_at: str = ""
    received_by: str = ""
    handed: tuple[tuple[date, str], ...] = ()
    others_remain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerNotice:
    """What one partner is told about a withdrawal: its own line only.

    Attributes:
        partner: Name of the partner; `partner_address` below it.
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
    handed_on: tuple[date, ...] = ()


def render_form(
    data: Withdrawal, german: Wording, other: Wording | None, imprint: Imprint
) -> bytes:
    """Return the form with which a person takes a permission back."""
    draft = Draft()
    writer = Writer(draft, german, other)
    draft.add(*writer.title(writer.say("W-T01.title")))
    draft.add(*reading_aid_note(writer))
    draft.add(writer.pair(writer.say("W-T01", **_paper(data)), STRONG))
    draft.add(writer.option(writer.say("W-T01.all"), checked=data.everything is True))
    some = data.everything is False
    draft.add(writer.option(writer.say("W-T01.partners"), checked=some))
    for partner in data.partners:
        name = insert(partner)
        draft.add(writer.option(same(name), checked=some, indent=16))
    draft.add(writer.option(writer.say("W-T01.categories")), Columns([Blank()], [COLUMN]))
    draft.add(Gap(6), writer.pair(writer.say("W-T02"), STRONG))
    draft.add(writer.option(writer.say("W-T02.inform")))
    draft.add(writer.option(writer.say("W-T02.delete"), checked=data.delete is True))
    draft.add(Gap(4), writer.pair(writer.say("W-T04", **office_fields(imprint)), icon="undo"))
    draft.add(
        signing_line(
            writer,
            SigningField(label=writer.say("label.place_date"), share=2),
            SigningField(label=writer.say("label.signature.person"), share=3),
        )
    )
    draft.add(*_receipt(writer, data))
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def render_confirmation(
    data: Withdrawal, german: Wording, other: Wording | None, imprint: Imprint
) -> bytes:
    """Return the confirmation for the person."""
    draft = Draft()
    writer = Writer(draft, german, other)
    received = data.received_on
    moment = {
        "withdrawn_on": f"{received:%d.%m.%Y}" if received else "",
        "time": data.received_at,
    }
    draft.add(*writer.title(writer.say("W-C01.title")))
    draft.add(writer.pair(writer.say("W-C01", **_paper(data), **moment), STRONG, icon="undo"))
    draft.add(writer.pair(writer.say("W-C02")))
    draft.add(*(_item(writer, insert(partner)) for partner in data.partners))
    draft.add(Gap(4), writer.pair(writer.say("W-C03")))
    if data.handed:
        draft.add(writer.pair(writer.say("W-C04")))
        for day, partner in data.handed:
            draft.add(_item(writer, insert(f"{day:%d.%m.%Y}  {partner}")))
        draft.add(Gap(4))
    else:
        draft.add(writer.pair(writer.say("W-C04.none")))
    draft.add(writer.pair(writer.say("W-C05")))
    if data.delete:
        draft.add(writer.pair(writer.say("W-C05.delete")))
    if data.others_remain:
        draft.add(writer.pair(writer.say("W-C06")))
    draft.add(writer.pair(writer.say("W-C07"), icon="speech"))
    draft.add(
        signing_line(
            writer,
            SigningField(label=writer.say("label.place_date"), share=2),
            SigningField(label=writer.say("label.signature.staff"), share=3),
        )
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
    draft.add(writer.pair(writer.say("W-P01", **fields)), writer.pair(writer.say("W-P02")))
    for code in sorted(data.categories - NEVER_IN_BUNDLE, key=lambda item: int(item.value[1:])):
        draft.add(_item(writer, writer.entry("categories", code.value, full=True).german))
    draft.add(Gap(4), writer.pair(writer.say("W-P03"), STRONG))
    if data.delete:
        draft.add(writer.pair(writer.say("W-P04")))
    days = ", ".join(f"{day:%d.%m.%Y}" for day in data.handed_on)
    handed = writer.say("W-P05", dates=days) if days else writer.say("W-P05.none")
    draft.add(writer.pair(handed))
    draft.add(writer.pair(writer.say("W-P06", **office_fields(imprint)), NOTE))
    draft.add(
        signing_line(
            writer,
            SigningField(label=writer.say("label.place_date"), share=2),
            SigningField(label=writer.say("label.signature.staff"), share=3),
        )
    )
    return print_pages(draft, PageDesign(number=data.number), imprint, german)


def _paper(data: Withdrawal) -> dict[str, str]:
    return {"number": data.number, "date": f"{data.signed_on:%d.%m.%Y}"}


def _item(writer: Writer, text: str) -> Block:
    """Return a line of a list that is the same for readers of both languages."""
    return writer.pair(same(f"•\u2002{text}"))


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
