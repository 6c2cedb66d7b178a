"""The letter that answers a request of a person, or asks for more time (Art. 12, 21 GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.data_rights import Outcome, RequestKind
from intake_app.printing.block import Gap
from intake_app.printing.blocks import NOTE, Style, Writer
from intake_app.printing.correction import staff_signature
from intake_app.printing.nothing_stored import addressee
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.typography import MM, SECTION
from intake_app.printing.waiver import office_fields, reading_aid_note

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Bilingual, Wording

_ANSWER: Final = Style(size=SECTION, bold=True, before=4, after=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter:
    """What the letter says.

    Attributes:
        number: Number of the case, or of the letter where nothing is stored.
        recipient: Lines of name and address; none when they are written by hand.
        outcome: How the request ended; None while more time is needed.
        until: Last day for the answer, told while more time is needed.
        reason: In German, as the register has it; empty when none was needed.
    """

    number: str
    recipient: tuple[str, ...]
    kind: RequestKind
    asked_on: date
    outcome: Outcome | None
    until: date
    reason: str


def render(data: RequestLetter, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return the letter as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other)
    add, say = draft.add, writer.say
    add(*addressee(writer, data.recipient))
    title = "R-P01.title" if data.outcome else "R-P01.extended.title"
    add(Gap(10 * MM), *writer.title(say(title)))
    add(*reading_aid_note(writer))
    add(writer.pair(say("R-P02", asked=_day(data.asked_on), what=say(f"R-Q.{data.kind}"))))
    add(writer.pair(_answer(writer, data), _ANSWER))
    if data.reason:
        add(writer.pair(say("R-P05", reason=data.reason)))
        if writer.bilingual:
            add(writer.pair(say("R-P06"), NOTE))
    fields = office_fields(imprint)
    if data.outcome is not Outcome.GRANTED:
        add(writer.pair(say("R-P07", **fields)))
    draft.add_together(
        writer.pair(say("R-B05", **fields), NOTE), Gap(6 * MM), staff_signature(writer)
    )
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def _answer(writer: Writer, data: RequestLetter) -> Bilingual:
    if data.outcome is None:
        return writer.say("R-P03.extended", until=_day(data.until))
    weighed = data.kind is RequestKind.OBJECTION and data.outcome is not Outcome.PARTLY
    return writer.say(f"R-P04.{data.outcome}" if weighed else f"R-P03.{data.outcome}")


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
