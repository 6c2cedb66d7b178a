"""The notice to a partner that something it received was corrected (Art. 16, 19 GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.printing.block import Gap
from intake_app.printing.blocks import NOTE, STRONG, TEXT, Writer
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.signing import SigningField, signing_line
from intake_app.printing.waiver import office_fields

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.block import Block
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One answer as the partner has it, and as it is right.

    Attributes:
        new: None when no line in force lets the partner know it.
    """

    label: str
    old: str
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice:
    """What one partner is told about corrections.

    Attributes:
        handed_on: Days on which it received the old answers.
    """

    number: str
    name: str
    partner: str
    partner_address: str
    handed_on: tuple[date, ...]
    corrected: tuple[Corrected, ...]


def render(data: CorrectionNotice, german: Wording, imprint: Imprint) -> bytes:
    """Return the notice, in German."""
    draft = Draft()
    writer = Writer(draft, german, None)
    add, say = draft.add, writer.say
    add(*address_of(writer, data.partner, data.partner_address))
    add(Gap(24), *writer.title(say("R-B01.title")))
    days = ", ".join(f"{day:%d.%m.%Y}" for day in data.handed_on)
    add(writer.pair(say("R-B01", name=data.name, number=data.number, dates=days)))
    for one in data.corrected:
        add(writer.german(insert(one.label), STRONG))
        add(writer.pair(say("R-B02", old=one.old)))
        right = say("R-B03", new=one.new) if one.new is not None else say("R-B03.none")
        add(writer.pair(right), Gap(4))
    add(writer.pair(say("R-B04"), STRONG))
    contact = writer.pair(say("R-B05", **office_fields(imprint)), NOTE)
    draft.add_together(contact, staff_signature(writer))
    return print_pages(draft, PageDesign(number=data.number), imprint, german)


def address_of(writer: Writer, partner: str, address: str) -> list[Block]:
    """Return name and address of a partner, as far as they are known."""
    lines = ((partner, STRONG), (address, TEXT))
    return [writer.german(insert(text), style) for text, style in lines if text]


def staff_signature(writer: Writer) -> Block:
    """Return the line on which the office signs a letter."""
    return signing_line(
        writer,
        SigningField(label=writer.say("label.place_date"), share=2),
        SigningField(label=writer.say("label.signature.staff"), share=3),
    )
