"""A waiver sentence by sentence, as it is read out, shown in the second window and printed.

The texts are those of the paper, in its order; nothing is shortened.  After them come the
four check questions (Verständnisfragen, forms 4.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.dates import german_date
from intake_app.domain.signing import CoSigning
from intake_app.domain.waiver_rules import SignerGroup, signer_group
from intake_app.form_engine.sentences import side_by_side
from intake_app.form_engine.wording import isolated
from intake_app.printing.waiver import office_fields
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN, imprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.codes import WaiverId
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Session

_JOINT = " · "

CHECKS: Final = (
    ("C-T01", "people"),
    ("C-T02", "speech"),
    ("C-T03", "hand"),
    ("C-T04", "undo"),
)
"""The four check questions, each with its pictogram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence in German and in the language of the paper.

    Attributes:
        number: Counts all sentences of the paper, from 1.
        other: Empty for a paper in German alone.
        sign: Name of the pictogram that goes with it.
    """

    number: int
    german: str
    other: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOut:
    """What is read out of one waiver.

    Attributes:
        request: What is said before the check questions.
        checks: The check questions.
    """

    sentences: tuple[Sentence, ...]
    request: Sentence
    checks: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A paragraph of the paper; what was decided for one partner is read in one go."""

    german: str
    other: str
    sign: str
    in_one: bool = False

    def sentences(self) -> list[tuple[str, str]]:
        return (
            [(self.german, self.other)] if self.in_one else side_by_side(self.german, self.other)
        )


def read_aloud(session: Session, waiver_id: WaiverId) -> ReadOut:
    """Return the sentences of a waiver in the order of the paper, and the check questions."""
    with session.read() as store:
        waiver = store.waivers.get(waiver_id)
        reading = read_case(store, waiver.case_id)
    group = signer_group(reading.possible_ages(session.today()))
    reader = _Reader(session, waiver, reading.display_name, group)
    found = [
        (german, other, paragraph.sign)
        for paragraph in reader.paragraphs()
        for german, other in paragraph.sentences()
    ]
    return ReadOut(
        sentences=tuple(
            Sentence(number=number, german=german, other=other, sign=sign)
            for number, (german, other, sign) in enumerate(found, start=1)
        ),
        request=reader.check(0, "C-T00", "speech"),
        checks=tuple(reader.check(number, *check) for number, check in enumerate(CHECKS, start=1)),
    )


class _Reader:
    def __init__(self, session: Session, waiver: Waiver, name: str, group: SignerGroup) -> None:
        content = session.content
        self._waiver = waiver
        self._name = name
        self._group = group
        instead = waiver.co_signing is CoSigning.CARER_INSTEAD
        self._by_carer = instead and group is SignerGroup.ADULT
        self._german = content.wording(GERMAN)
        self._other = content.wording(waiver.language) if waiver.language != GERMAN else None
        self._office = office_fields(imprint(session))

    def paragraphs(self) -> Iterator[_Paragraph]:
        yield self._block("B-T01", "page")
        yield self._block("B-T02", "speech")
        yield self._block("B-T03", "office", **self._office)
        if self._group is SignerGroup.CHILD:
            yield self._block("B-T16.child", "family")
        yield self._block("B-T08", "hand")
        yield self._block("B-T09", "undo")
        yield self._block("B-T11", "law")
        yield self._block("B-T12", "rights", **self._office)
        for line in self._waiver.lines:
            yield self._line(line)
        yield from self._singled_out()
        yield self._block("B-T06", "not_ticked")
        yield from self._purposes()
        yield self._block("B-T13", "shield")
        yield from self._ending()
        if self._by_carer:
            yield self._block("B-T22", "people", name=self._name)
            yield self._block("B-T22.instead", "people", name=self._name)
        if self._group is not SignerGroup.CHILD:
            yield self._block("B-T14", "pen")
        if self._group is SignerGroup.YOUTH:
            yield self._block("B-T16", "pen")

    def check(self, number: int, text_id: str, sign: str) -> Sentence:
        """Return a check question."""
        asked = self._block(text_id, sign)
        return Sentence(number=number, german=asked.german, other=asked.other, sign=sign)

    def _block(self, text_id: str, sign: str, **fields: str) -> _Paragraph:
        return _Paragraph(
            german=self._german.block(text_id, **fields),
            other=self._other.block(text_id, **fields) if self._other else "",
            sign=sign,
        )

    def _line(self, line: WaiverLine) -> _Paragraph:
        return _Paragraph(
            german=_line_words(line, self._german),
            other=_line_words(line, self._other) if self._other else "",
            sign="building",
            in_one=True,
        )

    def _singled_out(self) -> Iterator[_Paragraph]:
        """Yield what is decided on its own: health, copies, the level of a child."""
        for line in self._waiver.lines:
            if not line.decision:
                continue
            partner = line.partner_name
            if Category.HEALTH in line.categories:
                yield self._block("B-T07", "heart")
                fields = {"partner": partner, "detail": line.health_detail}
                yield self._block("B-T07.yes", "heart", **fields)
            if Category.COPIES in line.categories:
                yield _Paragraph(
                    german=_copies(line, self._german),
                    other=_copies(line, self._other) if self._other else "",
                    sign="certificate",
                )
            if Category.CHILD_LEVEL in line.categories:
                yield self._block("B-T07.level", "school", name=self._name)
                yield self._block("B-T07.level_yes", "school", partner=partner)

    def _purposes(self) -> Iterator[_Paragraph]:
        if any(line.decision and line.purposes for line in self._waiver.lines):
            lines = [line for line in self._waiver.lines if line.decision]
            yield _Paragraph(
                german=_all_purposes(lines, self._german),
                other=_all_purposes(lines, self._other) if self._other else "",
                sign="choice",
            )

    def _ending(self) -> Iterator[_Paragraph]:
        ends = [
            line.valid_until for line in self._waiver.lines if line.decision and line.valid_until
        ]
        if ends:
            yield self._block("B-T10", "calendar", date=german_date(max(ends)))
        if self._group is not SignerGroup.ADULT:
            yield self._block("B-T10.minor", "calendar", name=self._name)


def _line_words(line: WaiverLine, wording: Wording) -> str:
    """Return one line of the table as a few short lines of text."""
    words = [isolated(line.partner_name)]
    if line.decision is not None:
        words.append(wording.block("label.yes" if line.decision else "label.no"))
    if line.decision and line.direction is not None:
        if line.direction.may_tell:
            words.append(wording.block("label.tell"))
        if line.direction.may_ask:
            words.append(wording.block("label.ask"))
        categories = [_full("categories", c, wording) for c in Category if c in line.categories]
        words.append(f"{wording.block('label.categories')}: {_JOINT.join(categories)}")
        words.append(f"{wording.block('label.purposes')}: {_JOINT.join(_why(line, wording))}")
        if line.valid_until:
            day = isolated(german_date(line.valid_until))
            words.append(f"{wording.block('label.valid_until')} {day}")
    return "\n".join(words)


def _why(line: WaiverLine, wording: Wording) -> list[str]:
    named = [
        _full("purposes", purpose, wording)
        for purpose in Purpose
        if purpose in line.purposes and purpose is not Purpose.OTHER
    ]
    return [*named, isolated(line.purpose_other)] if line.purpose_other else named


def _all_purposes(lines: list[WaiverLine], wording: Wording) -> str:
    words = dict.fromkeys(word for line in lines for word in _why(line, wording))
    return wording.block("B-T04", purposes=_JOINT.join(words))


def _copies(line: WaiverLine, wording: Wording) -> str:
    documents = _JOINT.join(wording.list_label("documents", code) for code in line.copies)
    return wording.block("B-T07.copies", partner=line.partner_name, documents=documents)


def _full(list_id: str, code: str, wording: Wording) -> str:
    return wording.list_hint(list_id, code) or wording.list_label(list_id, code)
