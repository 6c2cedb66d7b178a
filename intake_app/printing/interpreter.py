"""The interpreter's undertaking of secrecy (Verschwiegenheit der Sprachmittlung)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap
from intake_app.printing.blocks import STRONG, Style, Writer
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.signing import SigningField, signing_line
from intake_app.printing.typography import MM
from intake_app.printing.waiver import office_fields, reading_aid_note

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Bilingual, Wording

# One page in two languages asks for a size below that of other papers.
_TIGHT: Final = Style(size=9, after=3)
_TIGHT_STRONG: Final = Style(size=9, bold=True, after=3)
_ROOM: Final = 9 * MM
_ROOMY: Final = Style(size=10.5, after=6)

_TOPICS = (
    ("I-T02", "two_speech"),
    ("I-T03", "shield"),
    ("I-T04", "people"),
    ("I-T05", "law"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterpreterUndertaking:
    """Who undertakes to keep silent.

    Attributes:
        number: Number of the paper.
        name: Name, or service and number; "" for a line to write on.
        languages: Languages between which the person interprets.
        confirmed_on: Day of the confirmation on the phone, with `confirmed_at` ("14:30"),
            None when it is signed on paper.
    """

    number: str
    name: str
    languages: Bilingual
    confirmed_on: date | None = None
    confirmed_at: str = ""
    advisor: str = ""


def render(
    data: InterpreterUndertaking, german: Wording, other: Wording | None, imprint: Imprint
) -> bytes:
    """Return the undertaking as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other)
    office = office_fields(imprint)
    style, strong = (_TIGHT, _TIGHT_STRONG) if writer.bilingual else (_ROOMY, STRONG)
    draft.add(*writer.title(writer.say("I-T01.title")))
    draft.add(*reading_aid_note(writer))
    draft.add(writer.pair(writer.say("I-T07.name", name=data.name or "\u2003"), strong))
    draft.add(writer.pair(writer.say("I-T07.languages", language=data.languages), style))
    draft.add(writer.pair(writer.say("I-T07.office", **office), style))
    draft.add(Gap(2), writer.pair(writer.say("I-T01"), style, icon="pen"))
    for topic, icon in _TOPICS:
        title = writer.say(f"{topic}.title")
        draft.add(writer.run_in(title, writer.say(topic), style, icon=icon))
    draft.add(writer.pair(writer.say("I-T06"), style))
    if data.confirmed_on:
        fields = {
            "date": f"{data.confirmed_on:%d.%m.%Y}",
            "time": data.confirmed_at,
            "advisor": data.advisor,
        }
        draft.add(writer.pair(writer.say("I-T08", **fields), strong))
        signers = ["label.signature.staff"]
    else:
        signers = ["label.signature.interpreter", "label.signature.staff"]
    for label in signers:
        draft.add(
            signing_line(
                writer,
                SigningField(label=writer.say("label.place_date"), share=2),
                SigningField(label=writer.say(label), share=3),
                room=_ROOM,
            )
        )
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)
