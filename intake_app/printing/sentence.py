"""The one sentence about health or the child's level that a line lets a partner read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.printing.block import Gap
from intake_app.printing.blocks import NOTE, STRONG, Style, Writer
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.signing import SigningField, signing_line
from intake_app.printing.typography import BODY
from intake_app.printing.waiver import office_fields, reading_aid_note

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Bilingual, Wording

_SENTENCE = Style(size=BODY + 4, bold=True, before=8, after=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What one partner may read.

    Attributes:
        number: Number of the waiver that permits it, signed on `signed_on`.
        name: Name of the person.
        words: The sentence itself, in German, as the person allowed it.
        purposes: What the partner may use it for.
        valid_until: Last day of the permission.
    """

    number: str
    signed_on: date
    name: str
    partner: str
    partner_address: str
    words: str
    purposes: Bilingual
    valid_until: date


def render(data: Sentence, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return the page; the person reads in the other language what the partner will know."""
    draft = Draft()
    writer = Writer(draft, german, other)
    for text, style in ((data.partner, STRONG), (data.partner_address, NOTE)):
        if text:
            draft.add(writer.german(insert(text), style))
    draft.add(Gap(16), *writer.title(writer.say("S-T01.title")))
    draft.add(*reading_aid_note(writer))
    allowed = writer.say(
        "S-T01",
        name=data.name,
        partner=data.partner,
        number=data.number,
        date=f"{data.signed_on:%d.%m.%Y}",
    )
    draft.add(writer.pair(allowed))
    draft.add(writer.german(insert(f"„{data.words}“"), _SENTENCE))
    draft.add(writer.pair(writer.say("S-T02", purposes=data.purposes)))
    draft.add(writer.pair(writer.say("S-T03"), STRONG))
    draft.add(writer.pair(writer.say("S-T04", date=f"{data.valid_until:%d.%m.%Y}")))
    draft.add_together(
        writer.pair(writer.say("S-T05", **office_fields(imprint)), NOTE),
        signing_line(
            writer,
            SigningField(label=writer.say("label.place_date"), share=2),
            SigningField(label=writer.say("label.signature.staff"), share=3),
        ),
    )
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)
