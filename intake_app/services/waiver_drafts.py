"""Drafts of waivers: which partner, which line, what may be offered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.codes import Category, LineId, WaiverId
from intake_app.domain.roles import Right
from intake_app.domain.waiver import Waiver, WaiverLine, WaiverState
from intake_app.domain.waiver_rules import (
    MOST_LINES,
    default_end,
    latest_end,
    missing_before_printing,
    missing_of_partner,
)
from intake_app.errors import WaiverIncompleteError, WaiverStateError
from intake_app.services.partners import is_valid
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN
from intake_app.services.steps import steps_of
from intake_app.services.waiver_reading import majority_of, narrow_kinds, refuse_not_offered

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from intake_app.domain.codes import CaseId
    from intake_app.domain.partner import Offer, Partner
    from intake_app.domain.signing import CoSigning
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store


class WaiverDraftService:
    """Everything before the paper is printed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def offers(self, partner: Partner) -> dict[Category, Offer]:
        """Return what may be offered to the partner, by the limits of its kind."""
        kind = self._session.content.library.partner_kinds[partner.kind]
        return {category: kind.offer(category) for category in Category}

    @needs(Right.COUNSEL)
    def missing_before_printing(self, waiver: Waiver) -> tuple[str, ...]:
        """Return what the draft lacks before it can be printed."""
        session = self._session
        with session.read() as store:
            return missing_before_printing(
                waiver,
                session.today(),
                majority_on=majority_of(store, waiver),
                narrow=narrow_kinds(session.content.library),
            )

    @needs(Right.COUNSEL)
    def draft(self, case_id: CaseId, language: str) -> Waiver:
        """Begin a waiver without lines; `propose` adds the partners of the agreed steps."""
        session = self._session
        with session.write() as store:
            waiver = self._empty(store, case_id, language)
            store.waivers.add(waiver)
            session.note(store, "waiver.begun", case_id, waiver.id)
        return waiver

    @needs(Right.COUNSEL)
    def on_paper(self, case_id: CaseId) -> Waiver:
        """Return an empty waiver that is not stored, to enter a paper signed elsewhere."""
        with self._session.read() as store:
            return self._empty(store, case_id, GERMAN)

    @needs(Right.COUNSEL)
    def proposed(self, waiver: Waiver) -> list[Partner]:
        """Return the partners of the open steps that stand on no line yet."""
        session = self._session
        named = {line.partner_id for line in waiver.lines}
        with session.read() as store:
            known = {partner.id: partner for partner in store.partners.all()}
            steps = steps_of(read_case(store, waiver.case_id))
        wanted = dict.fromkeys(
            step.partner_id
            for step in steps
            if step.partner_id and step.is_open and step.partner_id not in named
        )
        today = session.today()
        return [
            known[partner_id]
            for partner_id in wanted
            if partner_id in known and is_valid(known[partner_id], today)
        ]

    @needs(Right.COUNSEL)
    def propose(self, waiver_id: WaiverId) -> Waiver:
        """Add an unanswered line for each proposed partner that may stand on a line."""
        with self._session.read() as store:
            waiver = store.waivers.get(waiver_id)
        for partner in self.proposed(waiver):
            kind = self._session.content.library.partner_kinds[partner.kind]
            if not missing_of_partner(partner, kind) and len(waiver.lines) < MOST_LINES:
                waiver = self.save_line(waiver_id, self.new_line(waiver, partner))
        return waiver

    @needs(Right.COUNSEL)
    def latest_end(self, waiver: Waiver) -> date:
        """Return the last day that a line may hold: 24 months, less before the 18th birthday."""
        with self._session.read() as store:
            return latest_end(self._session.today(), majority_of(store, waiver))

    @needs(Right.COUNSEL)
    def new_line(self, waiver: Waiver, partner: Partner) -> WaiverLine:
        """Return an unanswered line for the partner; nothing is ticked but the end date.

        Raises:
            WaiverIncompleteError: A volunteer has no name or gave no undertaking.
        """
        session = self._session
        lacks = missing_of_partner(partner, session.content.library.partner_kinds[partner.kind])
        if lacks:
            raise WaiverIncompleteError(lacks)
        with session.read() as store:
            majority_on = majority_of(store, waiver)
        return WaiverLine(
            id=LineId(uuid4()),
            partner_id=partner.id,
            partner_kind=partner.kind,
            partner_name=partner.full_name,
            partner_address=partner.address,
            valid_until=default_end(session.today(), majority_on),
        )

    @needs(Right.COUNSEL)
    def save_line(self, waiver_id: WaiverId, line: WaiverLine) -> Waiver:
        """Keep one line of a draft.

        Raises:
            CategoryNotOfferedError: The partner's kind must not get a ticked category.
            WaiverStateError: The waiver is printed already.
        """
        refuse_not_offered([line], self._session.content.library)

        def change(waiver: Waiver) -> Waiver:
            others = [old for old in waiver.lines if old.id != line.id]
            position = next(
                (n for n, old in enumerate(waiver.lines) if old.id == line.id), len(others)
            )
            return replace(waiver, lines=(*others[:position], line, *others[position:]))

        return self._change(waiver_id, change)

    @needs(Right.COUNSEL)
    def remove_line(self, waiver_id: WaiverId, line_id: LineId) -> Waiver:
        """Take a partner off a draft."""
        return self._change(
            waiver_id,
            lambda waiver: replace(
                waiver, lines=tuple(line for line in waiver.lines if line.id != line_id)
            ),
        )

    @needs(Right.COUNSEL)
    def set_language(self, waiver_id: WaiverId, language: str) -> Waiver:
        """Print the draft in another language beside German."""
        return self._change(waiver_id, lambda waiver: replace(waiver, language=language))

    @needs(Right.COUNSEL)
    def set_co_signing(self, waiver_id: WaiverId, co_signing: CoSigning) -> Waiver:
        """Print the draft with room for those who sign beside the person."""
        return self._change(waiver_id, lambda waiver: replace(waiver, co_signing=co_signing))

    def _empty(self, store: Store, case_id: CaseId, language: str) -> Waiver:
        session = self._session
        ages = read_case(store, case_id).possible_ages(session.today())
        return Waiver(
            id=WaiverId(uuid4()),
            case_id=case_id,
            number="",
            language=language,
            text_version=session.content.form("waiver").name,
            created_at=session.now(),
            created_by=session.by,
            is_minor=ages.is_minor_or_unsure,
        )

    def _change(self, waiver_id: WaiverId, change: Callable[[Waiver], Waiver]) -> Waiver:
        with self._session.write() as store:
            waiver = store.waivers.get(waiver_id)
            state = waiver.state(self._session.today())
            if state is not WaiverState.DRAFT:
                raise WaiverStateError(state, WaiverState.DRAFT)
            # A changed line needs a new preparation before it can be printed.
            changed = replace(change(waiver), wording_sha256="")
            store.waivers.save(changed)
            self._session.note_once(store, "waiver.changed", changed.case_id, changed.id)
        return changed
