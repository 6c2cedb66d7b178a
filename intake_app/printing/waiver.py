"""The waiver (Schweigepflichtentbindung): what a person allows, line by line, and signs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from intake_app.domain.codes import Category
from intake_app.domain.numbers import waiver_page_code
from intake_app.domain.signing import CUSTODY, CoSigning, GuardianRole
from intake_app.printing.block import Block, Gap, Late, Stack
from intake_app.printing.blocks import NOTE, STRONG, Style, Writer
from intake_app.printing.layout import Layouts, insert, unbroken
from intake_app.printing.page import Draft, Imprint, PageDesign, pages_of_parts, print_pages
from intake_app.printing.signing import SigningField, Strokes, signing_line
from intake_app.printing.typography import LARGE_PRINT, SMALL, WARN
from intake_app.printing.waiver_carer import carer_declaration, carer_field, carer_heading
from intake_app.printing.waiver_lines import lines_table
from intake_app.printing.wording import Bilingual, joined, same

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.domain.codes import LineId
    from intake_app.domain.waiver import WaiverLine
    from intake_app.printing.wording import Wording


_WANTED: Final = 4
"""Pages that a waiver should not exceed; letters shrink as far as that takes."""

_SCALES: Final = (1.0, 0.95, 0.9)
_AID: Final = Style(size=SMALL, color=WARN, after=8)


class Signer(StrEnum):
    """Who signs, by age (forms 4.4)."""

    ADULT = "adult"
    YOUTH = "youth"  # 14 to 17: the young person and the guardians
    CHILD = "child"  # under 14: the guardians alone


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianField:
    """Room for the signature of one person with custody.

    Attributes:
        name: Name as known, "" for a line to write on.
        role: As what the person signs; None leaves the boxes to the pen.
    """

    name: str = ""
    role: GuardianRole | None = None
    for_other_parent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverPaper:
    """What stands on a waiver.

    Attributes:
        number: Printed on every page, with the page in the code beside it.
        text_version: Version of the form's texts.
        name: Name as the person wants it printed; `birth` the date of birth in words.
        lines: The partners; only lines with a decision or still open ones.
        co_signing: Who signs beside or for the person, where it is not the age that says it.
        language_name: Language of the talk, as German and that language call it.
        copies: For lines with K11, the documents named, as entries of the list "documents".
        appointed_on: Day of the guardian's certificate of appointment that was seen.
        youth_office: Place of the youth office that represents for the time being.
        interpreter: Name or service and number; None when nobody interpreted.
        phone_confirmation: Time of the interpreter's confirmation on the phone, "" for none.
        witness: Whether a second staff member signs (mark instead of a signature).
        strokes: Signature of the person made on a pad.
        place_and_date: Written on the line already when signed on a pad.
    """

    number: str
    text_version: str
    name: str
    birth: str
    lines: tuple[WaiverLine, ...]
    language_name: Bilingual
    signer: Signer = Signer.ADULT
    co_signing: CoSigning = CoSigning.BY_AGE
    copies: Mapping[LineId, tuple[str, ...]] | None = None
    guardians: tuple[GuardianField, ...] = ()
    appointed_on: date | None = None
    youth_office: str = ""
    interpreter: str | None = None
    phone_confirmation: str = ""
    witness: bool = False
    advisor: str = ""
    strokes: Strokes = ()
    place_and_date: str = ""

    @property
    def by_carer(self) -> bool:
        """Whether the legal carer signs for the person, who has no field of their own."""
        return self.signer is Signer.ADULT and self.co_signing is CoSigning.CARER_INSTEAD


def render(
    data: WaiverPaper,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the waiver as a PDF; `large` sets it in large print, on as many pages as needed."""
    design = PageDesign(
        number=data.number,
        code=partial(waiver_page_code, data.number),
        note=german.block("label.text_version", version=data.text_version),
        initials=german.block("label.initials"),
    )
    best, fewest = Draft(), 0
    layouts = Layouts()
    for scale in (LARGE_PRINT,) if large else _SCALES:
        draft = _written(
            data, Writer(Draft(), german, other, scale=scale, layouts=layouts), imprint
        )
        pages = sum(pages_of_parts(draft, design, imprint, german, other))
        if not fewest or pages < fewest:
            best, fewest = draft, pages
        if pages <= _WANTED:
            break
    return print_pages(best, design, imprint, german, other)


def _written(data: WaiverPaper, writer: Writer, imprint: Imprint) -> Draft:
    _opening(writer, data, imprint)
    information(writer, imprint)
    _decisions(writer, data)
    writer.draft.add(page_count(writer))
    _declaration(writer, data)
    _countersignatures(writer, data)
    return writer.draft


def reading_aid_note(writer: Writer) -> list[Block]:
    """Return the note that a draft translation only helps to read, or nothing."""
    if not writer.reading_aid:
        return []
    return [writer.pair(writer.say("D-T01"), _AID)]


def page_count(writer: Writer) -> Block:
    """Return the sentence that says how many pages are signed, and which language binds."""
    text_id = "B-T21" if writer.bilingual else "B-T21.german_only"
    return Late(lambda pages: writer.pair(writer.say(text_id, pages=str(pages)), STRONG))


def office_fields(imprint: Imprint) -> dict[str, str]:
    """Return the fields of texts that name the office."""
    office = imprint.office
    return {
        "office": office.name,
        "carrier": office.carrier,
        "address": imprint.address,
        "phone": unbroken(office.phone),
        "dpo": office.data_protection_contact,
        "authority": office.supervisory_authority,
    }


def _opening(writer: Writer, data: WaiverPaper, imprint: Imprint) -> None:
    add = writer.draft.add
    add(*writer.title(writer.say("B-T01"), writer.say("B-T01.subtitle")))
    add(*reading_aid_note(writer))
    add(
        writer.facts(
            (writer.say("label.name"), insert(data.name)),
            (writer.say("label.birth"), insert(data.birth)),
        )
    )
    add(writer.pair(writer.say("B-T02"), icon="speech"))
    add(writer.pair(writer.say("B-T03", **office_fields(imprint)), icon="office"))
    if data.signer is Signer.CHILD:
        add(writer.section(writer.say("B-T16.child_title"), "family"))
        add(writer.pair(writer.say("B-T16.child")))


def _decisions(writer: Writer, data: WaiverPaper) -> None:
    add = writer.draft.add
    add(writer.section(writer.say("B-T05"), "choice"))
    add(lines_table(writer, data.lines))
    add(Gap(2), writer.pair(writer.say("B-T06"), STRONG))
    purposes = _purposes(writer, data.lines)
    if purposes.german:
        add(writer.pair(writer.say("B-T04", purposes=purposes), icon="list"))
    add(writer.pair(writer.say("B-T13"), icon="shield"))
    _ending(writer, data)
    _singled_out(writer, data)


def _purposes(writer: Writer, lines: tuple[WaiverLine, ...]) -> Bilingual:
    codes = sorted({code.value for line in lines if line.decision for code in line.purposes})
    words = [writer.entry("purposes", code) for code in codes if code != "Z8"]
    named = [line.purpose_other for line in lines if line.decision and line.purpose_other]
    return joined([*words, *(same(text) for text in named)], ", ", writer.comma)


def _singled_out(writer: Writer, data: WaiverPaper) -> None:
    """Add what is decided on its own: health, the child's level, copies (K9, K12, K11)."""
    add = writer.draft.add
    granted = [line for line in data.lines if line.decision is not False]
    health = [line for line in granted if Category.HEALTH in line.categories]
    if health:
        add(writer.pair(writer.say("B-T07"), icon="heart"))
    for line in health:
        fields = {"partner": line.partner_name, "detail": line.health_detail}
        _yes_or_no(writer, writer.say("B-T07.yes", **fields), decision=line.decision)
    level = [line for line in granted if Category.CHILD_LEVEL in line.categories]
    if level:
        add(writer.pair(writer.say("B-T07.level", name=data.name), icon="school"))
    for line in level:
        text = writer.say("B-T07.level_yes", partner=line.partner_name)
        _yes_or_no(writer, text, decision=line.decision)
    for line in granted:
        documents = (data.copies or {}).get(line.id, ())
        if Category.COPIES in line.categories and documents:
            add(copies_note(writer, line.partner_name, documents))


def copies_note(writer: Writer, partner: str, documents: tuple[str, ...]) -> Block:
    """Return the sentence that names the documents of which copies may be given (K11)."""
    names = [writer.entry("documents", code) for code in documents]
    words = joined(names, ", ", writer.comma)
    text = writer.say("B-T07.copies", partner=partner, documents=words)
    return writer.pair(text, icon="certificate")


def _yes_or_no(writer: Writer, yes: Bilingual, *, decision: bool | None) -> None:
    both = [writer.option(yes, checked=decision is True), writer.option(writer.say("B-T07.no"))]
    writer.draft.add(Stack(both, whole=True))


def information(writer: Writer, imprint: Imprint) -> None:
    """Say what a person must know before the first decision, not after it."""
    add = writer.draft.add
    add(writer.pair(writer.say("B-T08"), icon="hand"))
    add(writer.pair(writer.say("B-T09"), icon="undo"))
    add(writer.pair(writer.say("B-T11"), icon="law"))
    add(writer.pair(writer.say("B-T12", **office_fields(imprint)), icon="rights"))


def _ending(writer: Writer, data: WaiverPaper) -> None:
    add = writer.draft.add
    ends = [line.valid_until for line in data.lines if line.decision and line.valid_until]
    if ends:
        add(writer.pair(writer.say("B-T10", date=f"{max(ends):%d.%m.%Y}"), icon="calendar"))
    if data.signer is not Signer.ADULT:
        whose = "alone" if data.co_signing is CoSigning.ALONE else "minor"
        add(writer.pair(writer.say(f"B-T10.{whose}", name=data.name)))


def _declaration(writer: Writer, data: WaiverPaper) -> None:
    if data.signer is Signer.CHILD:
        writer.draft.add(Stack(_explained(writer, data), whole=True))
        return
    if data.by_carer:
        opening = [*carer_heading(writer, data.name), *_explained(writer, data)]
        writer.draft.add(Stack(opening, whole=True))
        written, strokes = data.place_and_date, data.strokes
        writer.draft.add(carer_declaration(writer, data.name, written, strokes))
        return
    own = "label.signature.mark" if data.witness else "label.signature.person"
    blocks = [
        writer.section(writer.say("B-T14.title"), "pen"),
        *_explained(writer, data),
        # In large print this may be cut from the boxes above, not from the line to sign on.
        Stack([writer.pair(writer.say("B-T14"))], whole=True),
    ]
    if data.signer is Signer.YOUTH and data.co_signing is not CoSigning.ALONE:
        blocks.append(writer.pair(writer.say("B-T16"), STRONG))
    blocks.append(
        signing_line(
            writer,
            SigningField(
                label=writer.say("label.place_date"), share=2, written=data.place_and_date
            ),
            SigningField(label=writer.say(own), share=3, strokes=data.strokes),
        )
    )
    writer.draft.add(Stack(blocks, whole=True))


def _explained(writer: Writer, data: WaiverPaper) -> list[Block]:
    named = writer.say("B-T14.language", language=data.language_name)
    ways = ("B-T14.translated", "B-T14.read_aloud", "B-T14.read")
    return [writer.pair(named), *(writer.option(writer.say(way)) for way in ways)]


def _countersignatures(writer: Writer, data: WaiverPaper) -> None:
    add = writer.draft.add
    if data.co_signing is CoSigning.CARER and data.signer is Signer.ADULT:
        add(carer_field(writer, data.name))
    if data.signer is not Signer.ADULT and data.co_signing is not CoSigning.ALONE:
        for guardian in data.guardians or (GuardianField(),):
            add(_guardian(writer, data, guardian))
        add(*_representation(writer, data))
    if data.interpreter is not None:
        add(_interpreter(writer, data, data.interpreter))
    if data.witness and not data.by_carer:
        add(countersignature(writer, "B-T19", "eye", "label.signature.witness"))
    add(countersignature(writer, "B-T20", "person", "label.signature.advisor", data.advisor))


def _guardian(writer: Writer, data: WaiverPaper, guardian: GuardianField) -> Block:
    roles = [
        writer.option(writer.say(f"B-T15.{role.value}"), checked=guardian.role is role)
        for role in CUSTODY
    ]
    other_parent = writer.option(
        writer.say("B-T15.other_parent"), checked=guardian.for_other_parent
    )
    return Stack(
        [
            writer.section(writer.say("B-T15.title"), "family"),
            writer.pair(writer.say("B-T15", name=data.name)),
            *roles,
            other_parent,
            writer.pair(writer.say("B-T15.agree"), STRONG),
            signing_line(
                writer,
                SigningField(
                    label=writer.say("label.name_in_print"), share=2, written=guardian.name
                ),
                SigningField(label=writer.say("label.signature.guardian"), share=3),
            ),
        ],
        whole=True,
    )


def _representation(writer: Writer, data: WaiverPaper) -> list[Block]:
    if data.appointed_on:
        text = writer.say("B-T17.appointed", date=f"{data.appointed_on:%d.%m.%Y}")
    elif data.youth_office:
        text = writer.say("B-T17.youth_office", place=data.youth_office)
    else:
        return []
    return [writer.section(writer.say("B-T17.title")), writer.pair(text)]


def _interpreter(writer: Writer, data: WaiverPaper, name: str) -> Block:
    blocks = [
        writer.section(writer.say("B-T18.title"), "two_speech"),
        writer.pair(writer.say("B-T18", language=data.language_name)),
        writer.pair(writer.say("B-T18.name", name=name)),
    ]
    if data.phone_confirmation:
        fields = {"time": data.phone_confirmation, "advisor": data.advisor}
        blocks.append(writer.pair(writer.say("B-T18.phone", **fields)))
    else:
        blocks.append(_date_and_signature(writer, "label.signature.interpreter"))
    return Stack(blocks, whole=True)


def countersignature(writer: Writer, text_id: str, icon: str, label: str, name: str = "") -> Block:
    """Return what somebody of the office confirms, with the line to sign on."""
    blocks = [
        writer.section(writer.say(f"{text_id}.title"), icon),
        writer.pair(writer.say(text_id)),
    ]
    if name:
        blocks.append(writer.pair(Bilingual(insert(name), insert(name)), NOTE))
    return Stack([*blocks, _date_and_signature(writer, label)], whole=True)


def _date_and_signature(writer: Writer, label: str) -> Block:
    return signing_line(
        writer,
        SigningField(label=writer.say("label.date"), share=2),
        SigningField(label=writer.say(label), share=3),
    )
