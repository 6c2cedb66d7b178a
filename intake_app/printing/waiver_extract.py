"""What a partner gets of a waiver: its own line and nothing of the others (Auszug)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.codes import NEVER_IN_BUNDLE
from intake_app.domain.signing import OwnSignature
from intake_app.printing.block import Gap
from intake_app.printing.blocks import NOTE, Writer
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.waiver import copies_note, office_fields
from intake_app.printing.waiver_lines import lines_table

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.waiver import WaiverLine
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Bilingual, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverExtract:
    """One line of a signed waiver, for the partner it names.

    Attributes:
        number: Number of the waiver.
        line: The partner's line; its health statement never travels on paper of others.
        own: How the person signed; for a child under 14 only guardians did, for an adult
            who cannot understand what it means the legal carer.
        guardians: Names of those who signed with or for the person. That an adult has a legal
            carer says something about health: who can sign signs for themselves in the
            partner's eyes, and the carer is named only where nobody else signed.
        by_carer: They did so as an adult's legal carer.
        documents: Documents named in the line, entries of the list "documents".
        as_of: Day on which the line was found in force.
    """

    number: str
    text_version: str
    name: str
    birth: str
    line: WaiverLine
    signed_on: date
    place: str
    own: OwnSignature = OwnSignature.SIGNED
    guardians: tuple[str, ...] = ()
    by_carer: bool = False
    documents: tuple[str, ...] = ()
    as_of: date


def render(data: WaiverExtract, german: Wording, imprint: Imprint) -> bytes:
    """Return the extract as a PDF; partners read German."""
    design = PageDesign(
        number=data.number, note=german.block("label.text_version", version=data.text_version)
    )
    draft = Draft()
    writer = Writer(draft, german, None)
    title = writer.say("label.paper.extract")
    subtitle = writer.say("X-T01", number=data.number, partner=data.line.partner_name)
    draft.add(*writer.title(title, subtitle))
    draft.add(
        writer.facts(
            (writer.say("label.name"), insert(data.name)),
            (writer.say("label.birth"), insert(data.birth)),
        )
    )
    # Health and the child's level (K9, K12) are never written to a partner: their line
    # permits the spoken word and a sentence of its own.
    shown = replace(data.line, categories=data.line.categories - NEVER_IN_BUNDLE)
    draft.add(lines_table(writer, [shown]), Gap(6))
    if data.documents:
        draft.add(copies_note(writer, data.line.partner_name, data.documents))
    draft.add(*(writer.pair(text) for text in _signed(writer, data)))
    office = office_fields(imprint)
    draft.add(writer.pair(writer.say("X-T02", **office), icon="office"))
    draft.add(writer.pair(writer.say("X-T04"), icon="shield"))
    draft.add(writer.pair(writer.say("X-T05", date=f"{data.as_of:%d.%m.%Y}"), NOTE))
    return print_pages(draft, design, imprint, german)


def _signed(writer: Writer, data: WaiverExtract) -> list[Bilingual]:
    fields = {"name": data.name, "date": f"{data.signed_on:%d.%m.%Y}", "place": data.place}
    guardians = ", ".join(data.guardians)
    if data.own is OwnSignature.NOT_NEEDED:
        text_id = "X-T03.carer_instead" if data.by_carer else "X-T03.not_needed"
        return [writer.say(text_id, **fields, guardians=guardians)]
    text_id = "X-T03.mark" if data.own is OwnSignature.MARK else "X-T03"
    texts = [writer.say(text_id, **fields)]
    if guardians and not data.by_carer:
        texts.append(writer.say("X-T03.guardians", guardians=guardians))
    return texts
