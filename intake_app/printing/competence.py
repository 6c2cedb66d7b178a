"""The competence profile (Kompetenzprofil): what a person brings, with state and evidence.

One module for all three copies.  What a partner's copy holds is decided before it gets
here: it is rendered from the facts that the disclosure gate released, and from nothing
else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap
from intake_app.printing.blocks import FINE_PRINT, NOTE, STRONG, TEXT, Writer
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.profile import NOTHING, ProfileEntry
from intake_app.printing.profile_sections import answers_table, section_blocks
from intake_app.printing.typography import LARGE_PRINT
from intake_app.printing.wording import joined, same

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.profile import ProfileSection
    from intake_app.printing.wording import Bilingual, Wording

_IN_LARGE_PRINT: Final = 2
"""Facts that fit side by side."""


class Copy(StrEnum):
    """For whom a copy is printed."""

    PERSON = "person"
    FILE = "file"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """The waiver line that a partner's copy rests on.

    Attributes:
        purposes: Codes of the list "purposes", and `purpose_other` in its own words.
    """

    number: str
    signed_on: date
    valid_until: date
    purposes: tuple[str, ...]
    purpose_other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A competence profile.

    Attributes:
        title: What it is called, where that is not the competence profile.
        number: Number of the case.
        form_version: Form and version under which it was recorded.
        spellings: Other spellings of the name, on the file's copy.
        dated: Day of the talk; on a partner's copy the day on which it is made.
        birth: Date of birth in words; "" when not released.
        interpreting: How it was interpreted, in words, "" for not at all.
        partner: Name of the partner, for its copy, with the permission it rests on.
        difficult: The understanding was poor, so all answers count as uncertain.
        open_questions: Number of questions not asked yet.
        with_residence: Whether answers about residence papers are in it.
    """

    copy: Copy
    number: str
    form_version: str
    name: str
    sections: tuple[ProfileSection, ...]
    dated: date
    title: Bilingual = NOTHING
    birth: str = ""
    advisor: str = ""
    spellings: tuple[str, ...] = ()
    interpreting: Bilingual = NOTHING
    partner: str = ""
    permission: Permission | None = None
    difficult: bool = False
    open_questions: int = 0
    with_residence: bool = False


def render(
    data: Profile,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the profile as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other, scale=LARGE_PRINT if large else 1.0)
    subtitle = writer.say(f"profile.subtitle.{data.copy.value}", name=data.partner)
    title = data.title if data.title.german else writer.say("profile.title")
    draft.add(*writer.title(title, subtitle))
    _head(writer, data)
    for section in data.sections:
        draft.add(*section_blocks(writer, section))
    _closing(writer, data)
    note = german.block("label.version", version=data.form_version)
    return print_pages(draft, PageDesign(number=data.number, note=note), imprint, german, other)


def _head(writer: Writer, data: Profile) -> None:
    add = writer.draft.add
    facts = [(writer.say("label.name"), insert(data.name))] if data.name else []
    if data.birth:
        facts.append((writer.say("label.birth"), insert(data.birth)))
    facts.append((writer.say("label.date"), insert(f"{data.dated:%d.%m.%Y}")))
    if data.advisor:
        facts.append((writer.say("label.advisor"), insert(data.advisor)))
    together = _IN_LARGE_PRINT if writer.is_large else len(facts)
    for first in range(0, len(facts), together):
        add(writer.facts(*facts[first : first + together]))
    parts: list[ProfileEntry] = []
    if data.spellings:
        names = same(" · ".join(data.spellings))
        parts.append(ProfileEntry(label=writer.say("profile.names"), value=names))
    if data.interpreting.german:
        label = writer.say("label.interpreting")
        parts.append(ProfileEntry(label=label, value=data.interpreting))
    if parts:
        add(answers_table(writer, parts), Gap(6))
    if data.difficult:
        add(writer.pair(writer.say("profile.disclaimer.understanding"), STRONG))
    if data.copy is Copy.PERSON:
        add(writer.pair(writer.say("profile.intro.person"), icon="speech"))
    if data.permission:
        _permission(writer, data.permission)


def _permission(writer: Writer, permission: Permission) -> None:
    add = writer.draft.add
    fields = {
        "number": permission.number,
        "date": f"{permission.signed_on:%d.%m.%Y}",
        "until": f"{permission.valid_until:%d.%m.%Y}",
    }
    add(writer.pair(writer.say("profile.intro.partner", **fields), icon="shield"))
    words = [writer.entry("purposes", code) for code in permission.purposes if code != "Z8"]
    own = [same(permission.purpose_other)] if permission.purpose_other else []
    purposes = joined([*words, *own], ", ", writer.comma)
    add(writer.pair(writer.say("profile.purposes", purposes=purposes)))


def _closing(writer: Writer, data: Profile) -> None:
    add = writer.draft.add
    if data.open_questions and data.copy is Copy.FILE:
        text = writer.say("profile.open_count", number=str(data.open_questions))
        add(Gap(6), writer.pair(text, NOTE))
    notes = ["profile.legend.evidence", "profile.disclaimer", "profile.disclaimer.language"]
    if data.with_residence:
        notes.append("profile.disclaimer.residence")
    notes += ["profile.no_signature", f"profile.footer.{data.copy.value}"]
    if writer.reading_aid:
        notes.append("label.binding")
    text = joined([writer.say(note) for note in notes], " ")
    # Alone, German may take the whole width: small print of a few lines is read like that.
    style = TEXT if writer.is_large else FINE_PRINT
    alone = writer.german(text.german, style) if not writer.bilingual else None
    add(Gap(8), alone or writer.pair(text, style))
