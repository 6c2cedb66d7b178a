"""A waiver paragraph by paragraph, as it is read out or shown in the second window.

The texts are those of the paper, in its order; nothing is shortened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.dates import german_date
from intake_app.domain.waiver_rules import SignerGroup, signer_group
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph in German and in the language of the paper.

    Attributes:
        other: Empty for a paper in German alone.
        picture: Name of an icon that goes with it.
    """

    german: str
    other: str
    picture: str


def read_aloud(session: Session, waiver_id: WaiverId) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a waiver in the order of the paper."""
    with session.read() as store:
        waiver = store.waivers.get(waiver_id)
        reading = read_case(store, waiver.case_id)
    group = signer_group(reading.possible_ages(session.today()))
    reader = _Reader(session, waiver, reading.display_name, group)
    return tuple(reader.paragraphs())


class _Reader:
    def __init__(self, session: Session, waiver: Waiver, name: str, group: SignerGroup) -> None:
        content = session.content
        self._waiver = waiver
        self._name = name
        self._group = group
        self._german = content.wording(GERMAN)
        self._other = content.wording(waiver.language) if waiver.language != GERMAN else None
        self._office = office_fields(imprint(session))

    def paragraphs(self) -> Iterator[Paragraph]:
        yield self._block("B-T01", "document")
        yield self._block("B-T02", "speech")
        yield self._block("B-T03", "place_office", **self._office)
        if self._group is SignerGroup.CHILD:
            yield self._block("B-T16.child", "place_family")
        yield self._block("B-T08", "check")
        yield self._block("B-T09", "undo")
        yield self._block("B-T11", "info")
        yield self._block("B-T12", "badge_shield", **self._office)
        for line in self._waiver.lines:
            yield self._line(line)
        yield from self._singled_out()
        yield self._block("B-T06", "cross")
        yield from self._purposes()
        yield self._block("B-T13", "badge_shield")
        yield from self._ending()
        if self._group is not SignerGroup.CHILD:
            yield self._block("B-T14", "pen")
        if self._group is SignerGroup.YOUTH:
            yield self._block("B-T16", "pen")

    def _block(self, text_id: str, picture: str, **fields: str) -> Paragraph:
        return Paragraph(
            german=self._german.block(text_id, **fields),
            other=self._other.block(text_id, **fields) if self._other else "",
            picture=picture,
        )

    def _line(self, line: WaiverLine) -> Paragraph:
        return Paragraph(
            german=_line_words(line, self._german),
            other=_line_words(line, self._other) if self._other else "",
            picture="place_office",
        )

    def _singled_out(self) -> Iterator[Paragraph]:
        """Yield what is decided on its own: health, copies, the level of a child."""
        for line in self._waiver.lines:
            if not line.decision:
                continue
            partner = line.partner_name
            if Category.HEALTH in line.categories:
                yield self._block("B-T07", "place_health")
                fields = {"partner": partner, "detail": line.health_detail}
                yield self._block("B-T07.yes", "place_health", **fields)
            if Category.COPIES in line.categories:
                yield Paragraph(
                    german=_copies(line, self._german),
                    other=_copies(line, self._other) if self._other else "",
                    picture="document",
                )
            if Category.CHILD_LEVEL in line.categories:
                yield self._block("B-T07.level", "place_school", name=self._name)
                yield self._block("B-T07.level_yes", "place_school", partner=partner)

    def _purposes(self) -> Iterator[Paragraph]:
        if any(line.decision and line.purposes for line in self._waiver.lines):
            lines = [line for line in self._waiver.lines if line.decision]
            yield Paragraph(
                german=_all_purposes(lines, self._german),
                other=_all_purposes(lines, self._other) if self._other else "",
                picture="info",
            )

    def _ending(self) -> Iterator[Paragraph]:
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
