"""Waivers (Schweigepflichtentbindung): draft, print, sign, hand out, withdraw."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.codes import LineId, WaiverId
from intake_app.domain.numbers import waiver_number
from intake_app.domain.roles import Right
from intake_app.domain.signing import co_signing_of
from intake_app.domain.waiver import Waiver, WaiverLine, WaiverState
from intake_app.domain.waiver_rules import missing_before_printing, missing_before_signing
from intake_app.errors import (
    NotFoundError,
    NotPermittedError,
    WaiverIncompleteError,
    WaiverStateError,
)
from intake_app.form_engine import keys
from intake_app.services.permissions import needs
from intake_app.services.reading import Reading, read_case, talk_of
from intake_app.services.reading_aloud import ReadOut, read_aloud
from intake_app.services.waiver_reading import majority_of, narrow_kinds, refuse_not_offered
from intake_app.services.waiver_signing import Circumstances, circumstances_of
from intake_app.services.withdrawals import note_of, recorded, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from intake_app.domain.codes import CaseId, Category
    from intake_app.domain.signing import Explanation, Signature
    from intake_app.form_engine.model import Form
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Session
    from intake_app.services.withdrawals import Withdrawal
    from intake_app.store.transaction import Store


class WaiverService:
    """What an advisor can do with waivers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def get(self, waiver_id: WaiverId) -> Waiver:
        """Return the waiver."""
        with self._session.read() as store:
            return store.waivers.get(waiver_id)

    @needs(Right.COUNSEL)
    def by_number(self, number: str) -> Waiver:
        """Return the waiver with the number that stands on each of its pages.

        Raises:
            NotFoundError: No waiver of this vault has it.
        """
        with self._session.read() as store:
            waiver = store.waivers.by_number(number)
        if waiver is None:
            raise NotFoundError("waiver")
        return waiver

    @needs(Right.COUNSEL)
    def of_case(self, case_id: CaseId) -> list[Waiver]:
        """Return the waivers of the case, newest first."""
        with self._session.read() as store:
            return store.waivers.of_case(case_id)[::-1]

    @needs(Right.COUNSEL)
    def state(self, waiver: Waiver) -> WaiverState:
        """Return the state of the waiver today."""
        return waiver.state(self._session.today())

    @needs(Right.COUNSEL)
    def in_force(self, waiver: Waiver) -> tuple[WaiverLine, ...]:
        """Return the lines of which something holds today."""
        session = self._session
        with session.read() as store:
            majority_on = majority_of(store, waiver)
        return tuple(
            line
            for line in waiver.lines
            if waiver.standing(line, session.today(), majority_on=majority_on) is None
        )

    @needs(Right.COUNSEL)
    def circumstances(self, case_id: CaseId) -> Circumstances:
        """Return what the case knows about signing: who signs, who interpreted."""
        return circumstances_of(self._session, case_id)

    @needs(Right.COUNSEL)
    def read_aloud(self, waiver_id: WaiverId) -> ReadOut:
        """Return the waiver sentence by sentence, to be read out, and the check questions.

        Raises:
            NotPermittedError: The office has not filled in its data ("office_incomplete").
        """
        return read_aloud(self._session, waiver_id)

    @needs(Right.COUNSEL)
    def prepare(self, waiver_id: WaiverId) -> Waiver:
        """Fix number, lines and wording for printing; a draft may be prepared again.

        Raises:
            WaiverIncompleteError: A line lacks its decision, direction, categories …
        """
        session = self._session
        with session.write() as store:
            waiver = store.waivers.get(waiver_id)
            self._require(waiver, WaiverState.DRAFT)
            self._check_printable(store, waiver, session.today())
            year = session.today().year
            number = waiver.number or waiver_number(year, store.waivers.next_waiver_seq(year))
            prepared = replace(waiver, number=number, wording_sha256=self._fingerprint(waiver))
            store.waivers.save(prepared)
            session.note(store, "waiver.prepared", prepared.case_id, number)
            return prepared

    @needs(Right.COUNSEL)
    def misprint(self, waiver_id: WaiverId) -> Waiver:
        """Make a printed, unsigned paper void and return a new draft with the same lines.

        The void number is never used again.
        """
        session = self._session
        with session.write() as store:
            old = store.waivers.get(waiver_id)
            self._require(old, WaiverState.PRINTED, WaiverState.DRAFT)
            if not old.number:
                raise WaiverStateError(WaiverState.DRAFT, "prepared")
            store.waivers.save(replace(old, void_at=session.now()))
            new = replace(
                old,
                id=WaiverId(uuid4()),
                number="",
                wording_sha256="",
                printed_at=None,
                printed_on=None,
                created_at=session.now(),
                created_by=session.by,
                lines=tuple(replace(line, id=LineId(uuid4())) for line in old.lines),
            )
            store.waivers.add(new)
            session.note(store, "waiver.void", old.case_id, old.number)
        return new

    @needs(Right.COUNSEL)
    def sign(self, waiver_id: WaiverId, explanation: Explanation, signature: Signature) -> Waiver:
        """Record the signature on the printed paper.

        Raises:
            WaiverStateError: The paper is not printed, or signed already.
            WaiverIncompleteError: A guardian, witness, explanation … is missing, the day
                lies before printing or in the future, or the understanding was too poor.
        """
        session = self._session
        with session.write() as store:
            waiver = store.waivers.get(waiver_id)
            self._require(waiver, WaiverState.PRINTED)
            self._check_signature(store, waiver, explanation, signature)
            signed = replace(waiver, explanation=explanation, signature=signature)
            store.waivers.save(signed)
            session.note(store, "waiver.signed", waiver.case_id, waiver.number)
        return signed

    @needs(Right.COUNSEL)
    def note_unsure(self, waiver_id: WaiverId) -> None:
        """Leave in the journal that the check questions showed the person to be unsure.

        Nothing is signed then, so the waiver itself keeps no trace of it.
        """
        with self._session.write() as store:
            waiver = store.waivers.get(waiver_id)
            self._session.note(store, "waiver.unsure", waiver.case_id, waiver.number)

    @needs(Right.COUNSEL)
    def refuse(self, waiver_id: WaiverId) -> Waiver:
        """Record that the person does not sign: a normal outcome, nothing else changes."""
        session = self._session

        def change(waiver: Waiver) -> Waiver:
            self._require(waiver, WaiverState.DRAFT, WaiverState.PRINTED)
            return replace(waiver, refused_at=session.now())

        return self._change(waiver_id, change, "waiver.refused")

    @needs(Right.COUNSEL)
    def hand_out_copy(self, waiver_id: WaiverId) -> Waiver:
        """Record that the person got a copy; only now are the lines in force."""
        session = self._session

        def change(waiver: Waiver) -> Waiver:
            self._require(waiver, WaiverState.SIGNED)
            return replace(waiver, copy_handed_at=session.now())

        return self._change(waiver_id, change, "waiver.in_force")

    @needs(Right.COUNSEL)
    def enter_paper(
        self,
        case_id: CaseId,
        *,
        number: str,
        language: str,
        printed_on: date,
        lines: Iterable[WaiverLine],
        explanation: Explanation,
        signature: Signature,
    ) -> Waiver:
        """Enter a blank form with a pre-printed number that was signed away from the program.

        Raises:
            WaiverIncompleteError: As for a paper printed here.
            NotPermittedError: The number was never given to a blank form, or is used
                ("blank_number").
        """
        session = self._session
        with session.write() as store:
            if not store.office.take_blank_number(number):
                raise NotPermittedError("blank_number")
            reading = read_case(store, case_id)
            waiver = Waiver(
                id=WaiverId(uuid4()),
                case_id=case_id,
                number=number,
                language=language,
                text_version=session.content.form("waiver").name,
                lines=tuple(lines),
                created_at=session.now(),
                created_by=session.by,
                is_minor=self._is_minor(reading),
                co_signing=co_signing_of(signature),
            )
            self._check_printable(store, waiver, printed_on)
            waiver = replace(waiver, printed_at=session.now(), printed_on=printed_on)
            self._check_signature(store, waiver, explanation, signature)
            waiver = replace(waiver, explanation=explanation, signature=signature)
            waiver = replace(waiver, wording_sha256=self._fingerprint(waiver))
            store.waivers.add(waiver)
            session.note(store, "waiver.entered", case_id, number)
        return waiver

    @needs(Right.COUNSEL)
    def withdraw(
        self,
        waiver_id: WaiverId,
        line_ids: Iterable[LineId] = (),
        *,
        only: Mapping[LineId, AbstractSet[Category]] | None = None,
        how: str,
        ask_deletion: bool = False,
    ) -> Withdrawal:
        """Take back single lines or categories, all when none is named; effective at once.

        For each partner that received data under a withdrawn line one step "inform the
        office" is opened.  Exports that were begun and not finished are cancelled.

        Args:
            waiver_id: The waiver.
            line_ids: The lines that end.
            only: For single lines the categories that end; the rest of the line goes on.
            how: "oral", "phone" or "written".
            ask_deletion: The partners are asked to delete what they received.
        """
        session = self._session
        note = note_of(session, how, ask_deletion=ask_deletion)
        with session.write() as store:
            waiver = store.waivers.get(waiver_id)
            return withdraw(store, session, waiver, frozenset(line_ids), only or {}, note)

    @needs(Right.COUNSEL)
    def withdrawals(self, waiver_id: WaiverId) -> tuple[Withdrawal, ...]:
        """Return what was taken back of the waiver so far, to print its papers again."""
        with self._session.read() as store:
            waiver = store.waivers.get(waiver_id)
            register = store.disclosures.of_case(waiver.case_id)
        return tuple(recorded(waiver, note, register) for note in waiver.withdrawals)

    def _is_minor(self, reading: Reading) -> bool:
        return reading.possible_ages(self._session.today()).is_minor_or_unsure

    def _check_signature(
        self, store: Store, waiver: Waiver, explanation: Explanation, signature: Signature
    ) -> None:
        reading = read_case(store, waiver.case_id)
        today = self._session.today()
        missing = missing_before_signing(
            waiver,
            explanation,
            signature,
            age=reading.possible_ages(today),
            today=today,
            talk=talk_of(reading),
            narrow=narrow_kinds(self._session.content.library),
        )
        if missing:
            raise WaiverIncompleteError(missing)

    def _check_printable(self, store: Store, waiver: Waiver, printed_on: date) -> None:
        refuse_not_offered(waiver.lines, self._session.content.library)
        majority_on = majority_of(store, waiver)
        missing = missing_before_printing(
            waiver,
            printed_on,
            majority_on=majority_on,
            narrow=narrow_kinds(self._session.content.library),
        )
        if missing:
            raise WaiverIncompleteError(missing)

    def _require(self, waiver: Waiver, *states: WaiverState) -> None:
        state = waiver.state(self._session.today())
        if state not in states:
            raise WaiverStateError(state, " or ".join(states))

    def _change(
        self, waiver_id: WaiverId, change: Callable[[Waiver], Waiver], act: str = ""
    ) -> Waiver:
        with self._session.write() as store:
            changed = change(store.waivers.get(waiver_id))
            store.waivers.save(changed)
            if act:
                self._session.note(store, act, changed.case_id, changed.number)
        return changed

    def _fingerprint(self, waiver: Waiver) -> str:
        content = self._session.content
        texts = {
            language: _printed_texts(content.form("waiver"), content.wording(language))
            for language in dict.fromkeys(("de", waiver.language))
        }
        lines = [_plain(line) for line in waiver.lines]
        canonical = json.dumps(
            {
                "co_signing": waiver.co_signing,
                "lines": lines,
                "texts": texts,
                "version": waiver.text_version,
            },
            ensure_ascii=False,
            separators=(",", ":"),
            sort_keys=True,
        )
        return hashlib.sha256(canonical.encode()).hexdigest()


def printed(waiver: Waiver, session: Session) -> Waiver:
    """Return the waiver with its wording fixed by printing.

    Raises:
        WaiverStateError: It is no prepared draft.
    """
    state = waiver.state(session.today())
    if state is not WaiverState.DRAFT or not waiver.wording_sha256:
        raise WaiverStateError(state, "prepared")
    return replace(waiver, printed_at=session.now(), printed_on=session.today())


def _printed_texts(form: Form, wording: Wording) -> dict[str, str]:
    return {text.id: wording.text(keys.text(text.id), text.text) for text in form.texts.values()}


def _plain(line: WaiverLine) -> dict[str, object]:
    return {
        "partner": [line.partner_name, line.partner_address],
        "decision": line.decision,
        "direction": line.direction,
        "categories": sorted(line.categories),
        "purposes": sorted(line.purposes),
        "purpose_other": line.purpose_other,
        "valid_until": line.valid_until.isoformat() if line.valid_until else None,
        "health": line.health_detail,
        "copies": list(line.copies),
    }
