"""Routing slips (Laufzettel): issue, scan, mark, return."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.codes import SlipId, StationId
from intake_app.domain.numbers import MOST_STATIONS, parse_slip_code
from intake_app.domain.roles import Right
from intake_app.domain.slip import (
    Mark,
    MarkKind,
    RoutingSlip,
    SlipState,
    Station,
)
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.session import BARRED
from intake_app.services.slip_card import card_of
from intake_app.services.slip_drafts import SlipDraft, keep_draft, kept_draft
from intake_app.services.slip_issuing import issued_slip, refuse_void, renewed_slip, usual_end
from intake_app.services.steps import finish_step, steps_for_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from intake_app.domain.case import CaseHead
    from intake_app.domain.codes import CaseId, PartnerId
    from intake_app.domain.partner import Partner
    from intake_app.services.session import Session
    from intake_app.services.slip_card import Confirmation
    from intake_app.store.transaction import Store

OTHER_STATION = "S99"


class RoutingService:
    """What an advisor can do with routing slips."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def proposed_stations(self, case_id: CaseId) -> tuple[Station, ...]:
        """Return one station for each agreed step that is marked for the slip."""
        with self._session.read() as store:
            steps = steps_for_slip(read_case(store, case_id))
            partners = {p.id: p for p in store.partners.all()}
        library = self._session.content.library
        stations: list[Station] = []
        for step in steps:
            kind = library.steps[step.kind]
            partner = partners.get(step.partner_id) if step.partner_id else None
            code = kind.station or OTHER_STATION
            stations.append(
                _station(
                    len(stations) + 1,
                    code,
                    partner,
                    label=library.stations[code].label,
                    purposes=kind.purposes,
                    bring=kind.documents,
                )
            )
        return tuple(stations[:MOST_STATIONS])

    @needs(Right.COUNSEL)
    def station(self, seq: int, code: str, partner: Partner | None) -> Station:
        """Return a station that an advisor adds by hand, with its usual papers to bring."""
        kind = self._session.content.library.stations[code]
        return _station(seq, code, partner, label=kind.label, purposes=(), bring=())

    @needs(Right.COUNSEL)
    def draft(self, case_id: CaseId) -> SlipDraft:
        """Return the slip that is being put together.

        At first it has a station for each agreed step that no slip under way leads to.
        """
        with self._session.read() as store:
            kept = kept_draft(store, case_id)
            language = store.cases.head(case_id).document_language
            under_way = {
                (station.code, station.partner_id)
                for slip in store.slips.of_case(case_id)
                if slip.state is SlipState.ISSUED
                for station in slip.stations
            }
        if kept is not None:
            return kept
        stations = tuple(
            station
            for station in self.proposed_stations(case_id)
            if (station.code, station.partner_id) not in under_way
        )
        return SlipDraft(stations=stations, language=language or "de")

    @needs(Right.COUNSEL)
    def keep_draft(self, case_id: CaseId, draft: SlipDraft | None) -> None:
        """Keep what is being put together; None goes back to the agreed steps."""
        with self._session.write() as store:
            keep_draft(store, case_id, draft)

    @needs(Right.COUNSEL)
    def usual_end(self) -> date:
        """Return the last day of a slip that is issued today, if nobody chooses another."""
        with self._session.read() as store:
            return usual_end(self._session, store)

    @needs(Right.COUNSEL)
    def issue(self, case_id: CaseId, wished: SlipDraft) -> RoutingSlip:
        """Issue a slip with the stations in the given order; the kept draft is used up.

        Raises:
            InputError: Its last day has passed or is more than a year away ("slip_until").
            NotPermittedError: There is no station ("no_station") or more than twelve.
        """
        with self._session.write() as store:
            slip = issued_slip(self._session, store, case_id, wished)
            keep_draft(store, case_id, None)
        return slip

    @needs(Right.COUNSEL)
    def get(self, slip_id: SlipId) -> RoutingSlip:
        """Return the slip."""
        with self._session.read() as store:
            return store.slips.get(slip_id)

    @needs(Right.COUNSEL)
    def of_case(self, case_id: CaseId) -> list[RoutingSlip]:
        """Return the slips of the case, newest first."""
        with self._session.read() as store:
            return store.slips.of_case(case_id)

    @needs(Right.COUNSEL)
    def under_way(self) -> list[tuple[CaseHead, RoutingSlip]]:
        """Return all slips that have not come back, overdue ones first."""
        with self._session.read() as store:
            slips = store.slips.under_way()
            heads = {head.case.id: head for head in store.cases.heads([s.case_id for s in slips])}
        slips.sort(key=lambda slip: slip.valid_until)
        return [(heads[slip.case_id], slip) for slip in slips if slip.case_id in heads]

    @needs(Right.COUNSEL)
    def scan(self, code: str, open_case: CaseId | None = None) -> Confirmation:
        """Find the slip of a scanned or typed code; the card is shown before anything opens.

        Raises:
            InputError: The code is not one of ours, or was misread.
            NotFoundError: No slip of this vault has the number.
            NotPermittedError: The slip was reported lost or replaced.
        """
        parsed = parse_slip_code(code)
        session = self._session
        with session.looking() as store:
            slip = _found(store, parsed.number)
            session.note(store, "slip.scanned", slip.case_id, slip.number)
            card = card_of(store, slip, session.today())
        refuse_void(slip)
        return replace(
            card,
            station=next((s for s in slip.stations if s.seq == parsed.station), None),
            other_case_open=open_case is not None and open_case != slip.case_id,
        )

    @needs(Right.COUNSEL)
    def card(self, slip_id: SlipId) -> Confirmation:
        """Return the card of a slip that is at hand already; nobody scanned it, nothing is noted.

        Raises:
            NotFoundError: The slip is not there any more.
            NotPermittedError: The slip was reported lost or replaced.
        """
        with self._session.read() as store:
            slip = store.slips.get(slip_id)
            refuse_void(slip)
            return card_of(store, slip, self._session.today())

    @needs(Right.COUNSEL)
    def record_mark(self, slip_id: SlipId, station_id: StationId, mark: Mark) -> RoutingSlip:
        """Keep what an office ticked; `forwarded` appends a station for the next office.

        An office that the slip leads to anyway is not appended once more.  The step that the
        station came from is finished when the mark says done.

        Raises:
            NotPermittedError: The slip was reported lost or replaced, or has twelve stations
                already ("too_many_stations").
        """
        session = self._session
        with session.write() as store:
            slip = store.slips.get(slip_id)
            refuse_void(slip)
            station = slip.station(station_id)
            slip = slip.with_station(replace(station, mark=mark))
            was_forwarded_to = station.mark.forward_to if station.mark else None
            if mark.forward_to is not None and mark.forward_to != was_forwarded_to:
                slip = self._forward(store, slip, mark.forward_to)
            if mark.kind is MarkKind.DONE and station.partner_id is not None:
                finish_step(store, session, slip.case_id, station.partner_id)
            store.slips.save(slip)
            session.note(store, "slip.marked", slip.case_id, slip.number)
        return slip

    @needs(Right.COUNSEL)
    def new_mark(
        self,
        kind: MarkKind,
        *,
        missing: Iterable[str] = (),
        forward_to: PartnerId | None = None,
        next_on: date | None = None,
        marked_on: date | None = None,
    ) -> Mark:
        """Return a mark entered now by the advisor at work."""
        return Mark(
            kind=kind,
            marked_on=marked_on or self._session.today(),
            missing=tuple(missing),
            forward_to=forward_to,
            next_on=next_on,
            entered_by=self._session.by,
            entered_at=self._session.now(),
        )

    @needs(Right.COUNSEL)
    def note_result(self, slip_id: SlipId, station_id: StationId, text: str) -> RoutingSlip:
        """Keep an internal remark on a station; it is never printed."""
        return self._change(
            slip_id,
            lambda slip: slip.with_station(
                replace(slip.station(station_id), result_internal=text)
            ),
            "slip.noted",
        )

    @needs(Right.COUNSEL)
    def returned(self, slip_id: SlipId) -> RoutingSlip:
        """Record that the slip came back and that its paper was destroyed."""
        return self._end(slip_id, SlipState.RETURNED)

    @needs(Right.COUNSEL)
    def given_back(self, slip_id: SlipId) -> RoutingSlip:
        """Record that the slip was read and went on in the person's hand.

        It stays under way while a station is open.
        """
        now = self._session.now()

        def change(slip: RoutingSlip) -> RoutingSlip:
            if slip.next_station is not None:
                return slip
            return replace(slip, state=SlipState.RETURNED, returned_at=slip.returned_at or now)

        return self._change(slip_id, change, "slip.given_back")

    @needs(Right.COUNSEL)
    def close(self, slip_id: SlipId) -> RoutingSlip:
        """Close the slip: the way is done."""
        return self._end(slip_id, SlipState.CLOSED)

    @needs(Right.COUNSEL)
    def lost(self, slip_id: SlipId) -> RoutingSlip:
        """Make the number of a lost slip invalid and return a new slip for the open stations.

        Raises:
            NotPermittedError: Every station is settled ("no_station"), or another slip has
                taken its place already ("slip_lost", "slip_replaced").
        """
        return self._renewed(slip_id, SlipState.LOST)

    @needs(Right.COUNSEL)
    def replaced(self, slip_id: SlipId) -> RoutingSlip:
        """Return a new slip in the place of one whose paper is of no use any more.

        It may be wet, torn, or printed with a mistake; its number becomes invalid.

        Raises:
            NotPermittedError: As for `lost`.
        """
        return self._renewed(slip_id, SlipState.REPLACED)

    def _renewed(self, slip_id: SlipId, state: SlipState) -> RoutingSlip:
        with self._session.write() as store:
            return renewed_slip(self._session, store, store.slips.get(slip_id), state)

    def _end(self, slip_id: SlipId, state: SlipState) -> RoutingSlip:
        now = self._session.now()

        def change(slip: RoutingSlip) -> RoutingSlip:
            # Else the number of a lost slip would be valid again.
            refuse_void(slip)
            return replace(slip, state=state, returned_at=slip.returned_at or now)

        return self._change(slip_id, change, f"slip.{state.value}")

    def _change(
        self, slip_id: SlipId, change: Callable[[RoutingSlip], RoutingSlip], act: str = ""
    ) -> RoutingSlip:
        with self._session.write() as store:
            slip = change(store.slips.get(slip_id))
            store.slips.save(slip)
            if act:
                self._session.note(store, act, slip.case_id, slip.number)
        return slip

    def _forward(self, store: Store, slip: RoutingSlip, partner_id: PartnerId) -> RoutingSlip:
        if any(s.partner_id == partner_id and s.is_open for s in slip.stations):
            return slip  # "weiter an Station 3": its strip is there already
        if len(slip.stations) >= MOST_STATIONS:
            raise NotPermittedError("too_many_stations")
        partner = store.partners.get(partner_id)
        stations = self._session.content.library.stations.values()
        code = next((s.code for s in stations if s.partner_kind == partner.kind), OTHER_STATION)
        station = self.station(len(slip.stations) + 1, code, partner)
        return replace(slip, stations=(*slip.stations, station))


def _station(
    seq: int,
    code: str,
    partner: Partner | None,
    *,
    label: str,
    purposes: Sequence[str],
    bring: Sequence[str],
) -> Station:
    return Station(
        id=StationId(uuid4()),
        seq=seq,
        code=code,
        partner_id=partner.id if partner else None,
        partner_name=partner.full_name if partner else label,
        partner_address=partner.address if partner else "",
        purposes=tuple(purposes),
        bring=tuple(bring),
        contact=partner.contact if partner else "",
    )


def _found(store: Store, number: str) -> RoutingSlip:
    try:
        slip = store.slips.by_number(number)
    except NotPermittedError as refused:
        if refused.rule != BARRED:
            raise
        # Whose slip it is stays unsaid: somebody else works on the case.
        raise NotPermittedError("slip_barred") from None
    if slip is None:
        raise NotFoundError("slip")
    return slip
