"""Hours of one talk for the interpreter's bill (Zeitnachweis), in German.

The case number stands for the person: whoever pays need not know who was counselled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap
from intake_app.printing.blocks import NOTE, Writer
from intake_app.printing.correction import staff_signature
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.profile import ProfileEntry
from intake_app.printing.profile_sections import answers_table
from intake_app.printing.signing import SigningField, signing_line
from intake_app.printing.typography import MM
from intake_app.printing.wording import same

if TYPE_CHECKING:
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_ROOM: Final = 14 * MM
_TO_WRITE: Final = "_" * 24
"""Where nothing was entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSheet:
    """What was done.

    Attributes:
        number: Number of the case.
        entries: Label and value of each line; "" for one to be written by hand.
    """

    number: str
    entries: tuple[tuple[str, str], ...]


def render(data: TimeSheet, german: Wording, imprint: Imprint) -> bytes:
    """Return the sheet as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, None)
    add, say = draft.add, writer.say
    add(*writer.title(say("Z-T01.title")))
    entries = [
        ProfileEntry(label=same(label), value=same(insert(value) if value else _TO_WRITE))
        for label, value in data.entries
    ]
    add(answers_table(writer, entries), Gap(8 * MM))
    add(writer.german(say("Z-T02").german), Gap(_ROOM))
    signature = SigningField(label=say("label.signature.interpreter"), share=3)
    add(signing_line(writer, SigningField(label=say("label.place_date"), share=2), signature))
    add(Gap(_ROOM), staff_signature(writer), Gap(6 * MM))
    add(writer.german(say("Z-T01").german, NOTE))
    return print_pages(draft, PageDesign(number=data.number), imprint, german)
