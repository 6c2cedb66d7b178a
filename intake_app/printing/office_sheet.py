"""Our public keys on one page, for other offices (Stellenblatt)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Figure, Gap, Stack
from intake_app.printing.blocks import NOTE, Style, Writer
from intake_app.printing.grid import Columns, Panel
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.shapes import qr_code
from intake_app.printing.typography import FRAME, LARGE, MM, TEXT_WIDTH, TINT

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.block import Block
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_TEXT: Final = Style(size=LARGE, after=6)
_KEY: Final = Style(size=10.5, after=0)
_WORD: Final = Style(size=17, bold=True, after=0)
_CODE: Final = 36 * MM
_GAP: Final = 8 * MM
_PER_ROW: Final = 3
_PADDING: Final = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSheet:
    """What other offices need to exchange bundles with us.

    Attributes:
        age_recipient: The public key that bundles for us are sealed to.
        signing_key: The public key that checks our signatures, base64.
        words: The words that stand for both.
        as_of: Day of printing.
    """

    age_recipient: str
    signing_key: str
    words: tuple[str, ...]
    as_of: date


def render(data: OfficeSheet, german: Wording, imprint: Imprint) -> bytes:
    """Return the sheet as a PDF; nothing on it is secret."""
    draft = Draft()
    writer = Writer(draft, german, None)
    add = draft.add
    date = f"{data.as_of:%d.%m.%Y}"
    add(*writer.title(writer.say("O-T01.title"), writer.say("O-T01", date=date)))
    office = imprint.office
    contact = (office.name, office.carrier, imprint.address, office.phone, office.email)
    lines = [insert(line) for line in contact if line]
    facts = Stack([writer.german(line, Style(size=LARGE, after=1)) for line in lines])
    add(Panel(facts, padding=(12, 8), fill=TINT), Gap(6))
    for text_id, key in (("O-T02", data.age_recipient), ("O-T03", data.signing_key)):
        add(_key(writer, text_id, key))
    add(writer.section(writer.say("O-T04.title")))
    add(_words(writer, data.words), Gap(8))
    add(writer.german(writer.say("O-T04").german, _TEXT))
    add(writer.german(writer.say("O-T05").german, NOTE))
    return print_pages(draft, PageDesign(number=""), imprint, german)


def _key(writer: Writer, text_id: str, key: str) -> Block:
    """Return a key in letters and as a code, so that nobody has to type it."""
    heading = writer.section(writer.say(f"{text_id}.title"))
    words = Stack(
        [
            heading,
            writer.german(writer.say(text_id).german, _TEXT),
            writer.german(insert(key), _KEY),
        ]
    )
    figure = writer.root.add("Figure", alternative=f"Code: {key}")
    code = Figure((_CODE, _CODE), qr_code(key), element=figure)
    return Columns([words, code], [TEXT_WIDTH - _CODE - _GAP, _CODE], gap=_GAP, whole=True)


def _words(writer: Writer, words: tuple[str, ...]) -> Block:
    """Return the words in rows, numbered so that they can be read out one by one."""
    spoken = writer.root.add("P")
    width = (TEXT_WIDTH - 2 * _PADDING) / _PER_ROW
    rows: list[Block] = []
    for start in range(0, len(words), _PER_ROW):
        cells = [
            writer.german(f"{number}\u2002{insert(word)}", _WORD, tag="Span", within=spoken)
            for number, word in enumerate(words[start : start + _PER_ROW], start=start + 1)
        ]
        rows.append(Columns(cells, [width] * len(cells), whole=True))
    spaced = [block for row in rows for block in (row, Gap(8))][:-1]
    return Panel(Stack(spaced), padding=(_PADDING, 12), frame=FRAME)
