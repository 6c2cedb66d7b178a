"""What an access copy lists in German, chapter by chapter (Auskunft, Art. 15 DSGVO)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.domain.numbers import format_slip_number
from intake_app.domain.office import PaperKind
from intake_app.printing.access_copy import AccessChapter, AccessRow, AccessTable
from intake_app.services.session import office_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from intake_app.domain.codes import Category
    from intake_app.domain.slip import Mark, RoutingSlip, Station
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.form_engine.wording import Wording
    from intake_app.services.access_data import Stored
    from intake_app.services.access_parts import Told

_RECORD_HEADER = ("R-L.what", "R-L.state", "R-L.day")


class AccessRows:
    """Puts what is stored beside the answers into rows.

    Args:
        german: German texts.
        partner_names: The office's partners by id.
    """

    def __init__(self, german: Wording, partner_names: Mapping[str, str]) -> None:
        self._german = german
        self._partners = partner_names

    def chapters(self, stored: Stored) -> list[AccessChapter]:
        """Return all chapters, also those that are empty."""
        say = self._german.block
        half = [AccessRow(label=label, value=text) for label, text in stored.half_typed]
        return [
            AccessChapter(
                title="R-A08.title",
                tables=(*_by_section(stored.answers), *_table(half, say("R-L.half"))),
            ),
            AccessChapter(title="R-A10.title", tables=_table(self._disputes(stored))),
            AccessChapter(title="R-A09.title", tables=_table(_earlier(stored.earlier))),
            AccessChapter(
                title="R-A11.title",
                header=("R-L.partner", "R-L.what", "R-L.state"),
                tables=tuple(table for w in stored.waivers for table in self._waiver(w)),
            ),
            AccessChapter(
                title="R-A13.title",
                header=("R-L.partner", "R-L.marked", "R-L.day"),
                tables=tuple(table for slip in stored.slips for table in self._slip(slip)),
            ),
            AccessChapter(
                title="R-A12.title", header=_RECORD_HEADER, tables=_table(self._records(stored))
            ),
        ]

    def _disputes(self, stored: Stored) -> Iterator[AccessRow]:
        for label, dispute in stored.disputes:
            claimed = self._german.block("R-L.you_say", claimed=dispute.claimed)
            yield AccessRow(label=label, value=claimed, source=dispute.note)

    # Permissions.

    def _waiver(self, waiver: Waiver) -> tuple[AccessTable, ...]:
        rows = [self._line(line) for line in waiver.lines]
        return _table(rows, "; ".join((waiver.number, *self._signed(waiver))))

    def _signed(self, waiver: Waiver) -> Iterator[str]:
        """Yield how it was explained and signed; who else took part is another person."""
        german, signature, explained = self._german, waiver.signature, waiver.explanation
        if signature:
            day = german_date(signature.signed_on)
            yield german.block("R-L.signed", date=day, place=signature.place)
            roles = {guardian.role: None for guardian in signature.guardians}
            if roles:
                names = ", ".join(german.list_label("guardian_roles", role) for role in roles)
                yield german.block("R-L.co_signed", roles=names)
            if signature.insight:
                yield german.block("R-L.insight", text=signature.insight)
        if explained:
            yield german.list_label("explained", explained.how)

    def _line(self, line: WaiverLine) -> AccessRow:
        german = self._german
        kinds = ", ".join(german.list_label("categories", k) for k in in_order(line.categories))
        why = ", ".join(german.list_label("purposes", code) for code in sorted(line.purposes))
        copies = ", ".join(german.list_label("documents", code) for code in line.copies)
        told = (kinds, line.health_detail, copies, why, line.purpose_other)
        return AccessRow(
            label=line.partner_name,
            value="; ".join(filter(None, told)),
            source="; ".join(self._standing(line)),
        )

    def _standing(self, line: WaiverLine) -> Iterator[str]:
        german = self._german
        for taken in line.withdrawn_categories:
            what = german.list_label("categories", taken.category)
            day = german_date(office_day(taken.at))
            yield f"{what}: {german.block('R-L.withdrawn', date=day)}"
        if line.withdrawn_at:
            day = german_date(office_day(line.withdrawn_at))
            yield german.block("R-L.withdrawn", date=day)
        elif line.decision and line.valid_until:
            if line.direction:
                yield german.list_label("directions", line.direction)
            yield german.block("R-L.until", date=german_date(line.valid_until))
        else:
            yield german.block("R-L.refused")

    # Slips.

    def _slip(self, slip: RoutingSlip) -> tuple[AccessTable, ...]:
        rows = [
            AccessRow(
                label=f"{station.seq}. {station.partner_name}",
                value="; ".join(self._station(station)),
                source=german_date(station.mark.marked_on) if station.mark else "",
            )
            for station in slip.stations
        ]
        name = self._german.block(f"R-K.{PaperKind.SLIP}")
        day = german_date(slip.issued_on)
        return _table(rows, f"{name} {format_slip_number(slip.number)}, {day}")

    def _station(self, station: Station) -> Iterator[str]:
        german = self._german
        yield from (german.list_label("station_purposes", code) for code in station.purposes)
        if station.appointment_on:
            day = german_date(station.appointment_on)
            when = ", ".join(filter(None, (day, station.appointment_time)))
            yield german.block("R-L.appointment", when=when)
        if station.companion:
            company = german.list_label("companions", station.companion)
            yield f"{german.block('label.companion')}: {company}"
        if station.mark:
            yield from self._mark(station.mark)
        if station.result_internal:
            yield german.block("R-L.internal", text=station.result_internal)

    def _mark(self, mark: Mark) -> Iterator[str]:
        german = self._german
        details = [german.list_label("documents", code) for code in mark.missing]
        if mark.next_on:
            details.append(german_date(mark.next_on))
        if mark.forward_to:
            details.append(self._partners.get(str(mark.forward_to), ""))
        word = german.list_label("marks", mark.kind)
        yield f"{word}: {', '.join(details)}" if details else word

    # What else there is.

    def _records(self, stored: Stored) -> Iterator[AccessRow]:
        german = self._german
        for talk in stored.talks:
            day = german_date(office_day(talk.begun_at))
            yield AccessRow(
                label=german.block("R-L.talk", date=day),
                value=german.list_label("document_languages", talk.language),
                source=day,
            )
        for paper in stored.papers:
            yield AccessRow(
                label=german.block(f"R-K.{paper.kind}"),
                value=paper.number,
                source=german_date(office_day(paper.made_at)),
            )
        for scan in stored.scans:
            gone = german.block("R-L.scan", date=german_date(scan.delete_on))
            yield AccessRow(
                label=german.list_label("documents", scan.document),
                value=f"{gone}. {scan.reason}",
                source=german_date(office_day(scan.added_at)),
            )
        for request in stored.requests:
            yield AccessRow(
                label=german.block(f"R-Q.{request.kind}"),
                value=request.reason,
                source=german_date(request.received_on),
            )
        for hold in stored.holds:
            yield AccessRow(
                label=german.block(f"R-H.{hold.kind}"),
                value="",
                source=german_date(office_day(hold.since)),
            )


def in_order(categories: Iterable[Category]) -> tuple[Category, ...]:
    """Return categories in the order of their numbers."""
    return tuple(sorted(categories, key=lambda code: int(code.value[1:])))


def _earlier(told: Iterable[Told]) -> Iterator[AccessRow]:
    for one in told:
        source = ", ".join(filter(None, (one.source, one.reason)))
        yield AccessRow(label=one.label, value=one.text, source=source)


def _by_section(answers: Sequence[Told]) -> tuple[AccessTable, ...]:
    return tuple(
        AccessTable(
            caption=section,
            rows=tuple(
                AccessRow(label=told.label, value=told.text, source=told.source) for told in found
            ),
        )
        for section, found in groupby(answers, key=lambda told: told.section)
    )


def _table(rows: Iterable[AccessRow], caption: str = "") -> tuple[AccessTable, ...]:
    listed = tuple(rows)
    return (AccessTable(caption=caption, rows=listed),) if listed else ()
