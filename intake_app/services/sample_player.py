"""Plays sample talks through the services, exactly as an advisor works with them.

The demo, the practice case and the tests use it; there is no shortcut to the database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.signing import (
    Check,
    ExplainedHow,
    Explanation,
    GuardianRole,
    GuardianSignature,
    OwnSignature,
    Signature,
)
from intake_app.domain.slip import OPEN_HOURS, MarkKind, NameOnSlip, Station
from intake_app.domain.waiver import Direction
from intake_app.domain.waiver_rules import add_months
from intake_app.services.sample_talks import (
    day_after,
    partner_id,
    rows_in,
    sample_partners,
    typed_answer,
)
from intake_app.services.session import OFFICE_ZONE
from intake_app.services.slip_drafts import SlipDraft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from intake_app.domain.case import Interview
    from intake_app.domain.codes import CaseId, PartnerId
    from intake_app.domain.keys import OwnKeys
    from intake_app.domain.slip import RoutingSlip
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.services.document import Document
    from intake_app.services.sample_talks import SampleTalk
    from intake_app.services.services import Services


class MovableClock:
    """The clock of the demo: it stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """Return the moment it stands at."""
        return self._now

    def move_to(self, day: date, hour: str) -> None:
        """Move to an hour of the office's day."""
        hours, minutes = (int(part) for part in hour.split(":"))
        self._now = datetime.combine(day, time(hours, minutes), OFFICE_ZONE)

    def forward(self, *, minutes: int) -> None:
        """Let some time pass."""
        self._now += timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a talk left behind."""

    case_id: CaseId
    interview: Interview
    waiver: Waiver | None
    slip: RoutingSlip | None


class SamplePlayer:
    """Leads the sample talks in an unlocked vault."""

    def __init__(self, services: Services, clock: MovableClock, folder: Path) -> None:
        self._services = services
        self._clock = clock
        self._partners = sample_partners(folder)
        self._start = clock().astimezone(OFFICE_ZONE).date()
        services.session.trust_clock()

    def add_partners(self) -> None:
        """Enter the example partners."""
        for partner in self._partners.values():
            self._services.partners.save(partner)

    def give_keys(self, partner: PartnerId, keys: OwnKeys) -> None:
        """Enter the public keys of a partner, compared on the phone."""
        partners = self._services.partners
        partners.save(
            replace(
                partners.get(partner),
                age_recipient=keys.age_recipient,
                signing_key=keys.verify_key,
            )
        )
        partners.verified(partner)

    def play(self, talk: SampleTalk) -> Played:
        """Lead one talk: answers, waiver, slip with the marks that came back."""
        day = self._start + timedelta(days=talk.day)
        self._clock.move_to(day, talk.time)
        case_id = self._services.cases.create()
        interview = self._services.interviews.begin(case_id, talk.language)
        self._answer(interview, talk.answers, day)
        waiver = self._waiver(case_id, talk.waiver, day) if talk.waiver else None
        interview = self._services.interviews.complete(interview, remove_hidden=True)
        slip = self._slip(case_id, talk.slip, day) if talk.slip else None
        return Played(case_id=case_id, interview=interview, waiver=waiver, slip=slip)

    def play_marks(self, talk: SampleTalk, played: Played) -> None:
        """Let the slip come back and enter what the offices ticked."""
        if played.slip is None:
            return
        day = self._start + timedelta(days=talk.day)
        back = talk.slip.get("back_in_days")
        if back is not None:
            self._clock.move_to(day + timedelta(days=back), "15:00")
        for mark in talk.slip.get("mark", ()):
            self._mark(played.slip, mark, day)
        if back is not None:
            self._services.routing.returned(played.slip.id)

    def play_follow_up(self, talk: SampleTalk, played: Played) -> Interview:
        """Lead the second talk: a corrected answer with its reason, a withdrawal."""
        follow = talk.follow_up
        day = self._start + timedelta(days=talk.day + follow["after_days"])
        self._clock.move_to(day, follow["time"])
        interview = self._services.interviews.begin(played.case_id, talk.language)
        self._answer(interview, follow["answers"], day)
        form = self._services.interviews.form
        for change in follow.get("change", ()):
            question = form.place_at(change["path"]).question
            self._services.interviews.answer(
                interview,
                change["path"],
                typed_answer(question, change["answer"], day),
                reason=change["reason"],
            )
        if played.waiver:
            for withdrawal in follow.get("withdrawal", ()):
                wanted = partner_id(withdrawal["partner"])
                lines = [line.id for line in played.waiver.lines if line.partner_id == wanted]
                self._services.waivers.withdraw(
                    played.waiver.id,
                    lines,
                    how=withdrawal["received"],
                    ask_deletion=withdrawal.get("delete", False),
                )
        return self._services.interviews.complete(interview, remove_hidden=True)

    def _answer(self, interview: Interview, answers: Mapping[str, Any], day: date) -> None:
        for repeat, row in rows_in(answers):
            self._services.interviews.add_row(interview, repeat, row)
        form = self._services.interviews.form
        for path, typed in answers.items():
            answer = typed_answer(form.place_at(path).question, typed, day)
            self._services.interviews.answer(interview, path, answer)

    def _waiver(self, case_id: CaseId, given: Mapping[str, Any], day: date) -> Waiver:
        drafts, waivers = self._services.waiver_drafts, self._services.waivers
        waiver = drafts.draft(case_id, given["language"])
        for line in given["line"]:
            empty = drafts.new_line(
                waiver, self._services.partners.get(partner_id(line["partner"]))
            )
            waiver = drafts.save_line(waiver.id, _line(empty, line, day))
        waivers.prepare(waiver.id)
        self._print(self._services.papers.waiver(waiver.id))
        self._clock.forward(minutes=10)
        if given.get("refused"):
            return waivers.refuse(waiver.id)
        explanation = _explanation(given["explanation"], self._services.session.by)
        waivers.sign(waiver.id, explanation, _signature(given["signature"], day))
        return waivers.hand_out_copy(waiver.id)

    def _slip(self, case_id: CaseId, given: Mapping[str, Any], day: date) -> RoutingSlip:
        routing = self._services.routing
        stations = [self._station(n, s, day) for n, s in enumerate(given["station"], 1)]
        wished = SlipDraft(
            stations=tuple(stations),
            language=given["language"],
            name_on_slip=NameOnSlip(given["name_on_slip"]),
        )
        slip = routing.issue(case_id, wished)
        self._print(self._services.papers.slip(slip.id))
        return routing.get(slip.id)

    def _print(self, document: Document) -> None:
        """Let the paper come out of the printer."""
        paper = self._services.papers.send(document)
        self._services.papers.came_out(paper.id, document)

    def _station(self, seq: int, given: Mapping[str, Any], day: date) -> Station:
        partner = self._services.partners.get(partner_id(given["partner"]))
        station = self._services.routing.station(seq, given["code"], partner)
        appointment = given.get("appointment")
        when = (
            f"{day_after(day, appointment).isoformat()}T{appointment['time']}"
            if appointment
            else OPEN_HOURS
        )
        return replace(
            station,
            purposes=tuple(given["purposes"]),
            bring=tuple(given["bring"]),
            contact=given.get("contact", ""),
            appointment=when,
            companion=given.get("companion", ""),
        )

    def _mark(self, slip: RoutingSlip, given: Mapping[str, Any], day: date) -> None:
        routing = self._services.routing
        forward = given.get("forward_to")
        mark = routing.new_mark(
            MarkKind(given["kind"]),
            missing=given.get("missing", ()),
            forward_to=partner_id(forward) if forward else None,
            next_on=day_after(day, given, "next_in_days") if "next_in_days" in given else None,
            marked_on=day_after(day, given),
        )
        mark = replace(
            mark,
            query=given.get("query", False),
            text_blacked=given.get("text_blacked", False),
        )
        routing.record_mark(slip.id, slip.stations[given["station"] - 1].id, mark)


def _line(empty: WaiverLine, given: Mapping[str, Any], day: date) -> WaiverLine:
    if not given["decision"]:
        return replace(empty, decision=False)
    return replace(
        empty,
        decision=True,
        direction=Direction(given["direction"]),
        categories=frozenset(Category(code) for code in given["categories"]),
        purposes=frozenset(Purpose(code) for code in given["purposes"]),
        purpose_other=given.get("purpose_other", ""),
        valid_until=min(add_months(day, given["valid_months"]), empty.valid_until or day)
        if given.get("valid_months", 0) <= 12  # noqa: PLR2004 - the proposed end is 12 months
        else add_months(day, given["valid_months"]),
        health_detail=given.get("health_detail", ""),
        copies=tuple(given.get("copies", ())),
    )


def _explanation(given: Mapping[str, Any], by: str) -> Explanation:
    return Explanation(
        how=ExplainedHow(given["how"]),
        by=by,
        check=Check(given["check"]),
        interpreter=given.get("interpreter", ""),
        interpreter_confirmed=given.get("interpreter_confirmed", "none"),
        confirmed_at=given.get("confirmed_at", ""),
        witness=given.get("witness", ""),
    )


def _signature(given: Mapping[str, Any], day: date) -> Signature:
    return Signature(
        signed_on=day,
        place=given["place"],
        own=OwnSignature(given["own"]),
        seen_by=given["seen_by"],
        guardians=tuple(
            GuardianSignature(
                name=guardian["name"],
                role=GuardianRole(guardian["role"]),
                evidence_seen=guardian.get("evidence_seen", ""),
                for_other_parent=guardian.get("for_other_parent", False),
            )
            for guardian in given.get("guardian", ())
        ),
        original_at=given.get("original_at", ""),
    )
