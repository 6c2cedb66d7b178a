"""The notice to a partner that what it received is deleted or restricted (Art. 19 GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.printing.block import Gap
from intake_app.printing.blocks import NOTE, STRONG, Writer
from intake_app.printing.correction import address_of, staff_signature
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.waiver import office_fields

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.data_rights import NoticeReason
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerNotice:
    """What one partner is told.

    Attributes:
        handed_on: Days on which it received something.
    """

    reason: NoticeReason
    number: str
    name: str
    partner: str
    partner_address: str
    handed_on: tuple[date, ...]


def render(data: PartnerNotice, german: Wording, imprint: Imprint) -> bytes:
    """Return the notice, in German."""
    draft = Draft()
    writer = Writer(draft, german, None)
    add, say = draft.add, writer.say
    add(*address_of(writer, data.partner, data.partner_address))
    add(Gap(24), *writer.title(say(f"R-M01.{data.reason}")))
    days = ", ".join(f"{day:%d.%m.%Y}" for day in data.handed_on)
    add(writer.pair(say("R-M02", name=data.name, number=data.number, dates=days)))
    add(writer.pair(say(f"R-M03.{data.reason}"), STRONG))
    add(writer.pair(say(f"R-M04.{data.reason}")))
    add(writer.pair(say("R-B05", **office_fields(imprint)), NOTE))
    add(staff_signature(writer))
    return print_pages(draft, PageDesign(number=data.number), imprint, german)
