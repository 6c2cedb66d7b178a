"""The letter to somebody of whom nothing is stored (Auskunft, Art. 15 GDPR), in German."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap
from intake_app.printing.blocks import FINE_PRINT, NOTE, TIGHT, Style, Writer
from intake_app.printing.correction import staff_signature
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.signing import Blank
from intake_app.printing.typography import MM, SECTION
from intake_app.printing.waiver import office_fields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.printing.block import Block
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_ANSWER: Final = Style(size=SECTION, bold=True, before=4, after=8)
_ADDRESS_LINES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingStored:
    """What the letter says.

    Attributes:
        number: Number of the letter.
        recipient: Lines of name and address; none when they are written by hand.
        asked_on: Day on which the request came in.
        searched_on: Day of the search.
    """

    number: str
    recipient: tuple[str, ...]
    asked_on: date
    searched_on: date


def render(data: NothingStored, german: Wording, imprint: Imprint) -> bytes:
    """Return the letter as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, None)
    add, say = draft.add, writer.say
    add(*addressee(writer, data.recipient))
    add(Gap(10 * MM), *writer.title(say("R-N01.title")))
    add(writer.pair(say("R-N01", asked=_day(data.asked_on))))
    add(writer.pair(say("R-N02"), _ANSWER))
    add(writer.pair(say("R-N03", date=_day(data.searched_on))))
    for text_id in ("R-N04", "R-N05"):
        add(writer.pair(say(text_id)))
    fields = office_fields(imprint)
    add(writer.run_in(say("N-T09.title"), say("N-T09", **fields)))
    add(writer.pair(say("R-N06", **fields), NOTE), Gap(6 * MM))
    add(staff_signature(writer))
    return print_pages(draft, PageDesign(number=data.number), imprint, german)


def addressee(writer: Writer, lines: Sequence[str]) -> list[Block]:
    """Return name and address of a letter, or lines to write them on."""
    if lines:
        return [writer.german(insert(line), TIGHT) for line in lines]
    hint = writer.german(writer.say("R-N07").german, FINE_PRINT)
    return [*(Blank() for _line in range(_ADDRESS_LINES)), Gap(2), hint]


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
