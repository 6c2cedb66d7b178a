"""The pupil sheet (Schülerbogen): what a school asks for, on a paper of the family's own.

It holds much less than the competence profile, so that a family can show it to any school
without showing the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap
from intake_app.printing.blocks import FINE_PRINT, Writer
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.profile import ProfileEntry
from intake_app.printing.profile_sections import answers_table, section_blocks
from intake_app.printing.typography import LARGE_PRINT
from intake_app.printing.wording import Bilingual, joined, same

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.profile import ProfileSection
    from intake_app.printing.wording import Wording

_NOTES: Final = ("profile.legend.evidence", "profile.disclaimer.language")


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilSheet:
    """What a family brings to a school.

    Attributes:
        title: What the sheet is called: the heading of its section in the form.
        number: Number of the case.
        spellings: Other spellings of the name.
        birth: Date of birth in words; "" when nobody knows it.
        dated: Day of the talk.
        missing: What a school asks for and nobody has answered yet.
    """

    title: Bilingual
    number: str
    form_version: str
    name: str
    dated: date
    sections: tuple[ProfileSection, ...]
    spellings: tuple[str, ...] = ()
    birth: str = ""
    missing: tuple[Bilingual, ...] = ()


def render(
    data: PupilSheet,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the sheet as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other, scale=LARGE_PRINT if large else 1.0)
    add, say = draft.add, writer.say
    add(*writer.title(data.title))
    facts = [(say("label.name"), insert(data.name))]
    if data.birth:
        facts.append((say("label.birth"), insert(data.birth)))
    facts.append((say("label.date"), insert(f"{data.dated:%d.%m.%Y}")))
    add(writer.facts(*facts))
    if data.spellings:
        names = same(" · ".join(data.spellings))
        entry = ProfileEntry(label=say("profile.names"), value=names)
        add(answers_table(writer, [entry]), Gap(6))
    add(writer.pair(say("pupil.intro"), icon="bag"))
    for section in data.sections:
        add(*section_blocks(writer, section))
    if data.missing:
        entry = ProfileEntry(
            label=say("profile.open"), value=joined(data.missing, ", ", writer.comma)
        )
        add(Gap(6), answers_table(writer, [entry]))
    notes = [*_NOTES, *(["label.binding"] if writer.reading_aid else [])]
    text = joined([say(note) for note in notes], " ")
    alone = writer.german(text.german, FINE_PRINT) if not writer.bilingual else None
    add(Gap(4), alone or writer.pair(text, FINE_PRINT))
    note = german.block("label.version", version=data.form_version)
    return print_pages(draft, PageDesign(number=data.number, note=note), imprint, german, other)
