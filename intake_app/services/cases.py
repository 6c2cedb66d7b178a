"""Find, open, close and discard cases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.case import Case, CaseHead, CaseState, CloseReason
from intake_app.domain.codes import CaseId
from intake_app.domain.numbers import case_number
from intake_app.domain.roles import Right, rights_of
from intake_app.errors import InputError, NotFoundError, NotPermittedError
from intake_app.services.children import Child, children_of, put_household
from intake_app.services.index import save_index
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.remnants import WHILE_WAITING, leave_remnants, settle_remnants
from intake_app.services.rendering import GERMAN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.ages import AgeRange
    from intake_app.domain.waiver import WaiverLine
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

SEARCH_LIMIT = 50
LONGEST_REASON = 80
_REASON_GIVEN = "case.reason_given"
_SHORTEST_NAME = 3
SOUNDING_LIMIT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the case's history page (Verlauf).

    Attributes:
        kind: "talk", "paper", "waiver", "withdrawal", "slip", "disclosure", "case".
        what: Code of what happened, for example "completed" or "printed".
        detail: Number of the paper, name of the partner; never an answer.
    """

    at: datetime
    kind: str
    what: str
    detail: str = ""


class AccessReason(StrEnum):
    """Why an advisor opens a case that is not theirs."""

    COVER = "cover"
    TOGETHER = "together"
    ASKED = "asked"
    OTHER = "other"


class CaseService:
    """What an advisor can do with cases as a whole."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def search(self, text: str, limit: int = SEARCH_LIMIT) -> list[CaseHead]:
        """Find cases by name in any spelling, case or slip number, phone or birth date.

        An empty text gives the cases that were worked on last.
        """
        with self._session.read() as store:
            if not text.strip():
                return store.cases.heads_page("last_contact", limit, 0)
            return store.search.heads(text, limit)

    @needs(Right.COUNSEL)
    def sounding(self, name: str) -> list[CaseHead]:
        """Return cases whose name sounds like this one, before a new case is opened."""
        with self._session.read() as store:
            return store.cases.heads(store.search.sounding(name, limit=SOUNDING_LIMIT))

    @needs(Right.COUNSEL)
    def create(self) -> CaseId:
        """Open a new, empty case and return its id."""
        with self._session.write() as store:
            return self.create_in(store)

    @needs(Right.COUNSEL)
    def create_in(self, store: Store) -> CaseId:
        """Open a new case inside a running transaction."""
        now = self._session.now()
        year = self._session.today().year
        office = store.office.load()
        case = Case(
            id=CaseId(uuid4()),
            number=case_number(office.case_prefix, year, store.cases.next_number_seq(year)),
            created_at=now,
            created_by=self._session.by,
            last_contact_at=now,
        )
        store.cases.add(case)
        # An age that nobody asked for yet is not certain either.
        save_index(store, case.id, self._session.today())
        self._session.note(store, "case.created", case.id, case.number)
        return case.id

    @needs(Right.COUNSEL)
    def children(self, case_id: CaseId) -> tuple[Child, ...]:
        """Return the children that the person named."""
        with self._session.read() as store:
            return children_of(read_case(store, case_id))

    @needs(Right.COUNSEL)
    def create_for_child(self, case_id: CaseId, row: str) -> CaseId:
        """Open a case for a child, with its name, its birth and what the household shares.

        Args:
            case_id: The case of the parent.
            row: Id of the child's row there.

        Raises:
            NotFoundError: There is no such child.
        """
        with self._session.write() as store:
            reading = read_case(store, case_id)
            child = next((one for one in children_of(reading) if one.row == row), None)
            if child is None:
                raise NotFoundError("child")
            made = self.create_in(store)
            put_household(store, self._session, reading, child, made)
            save_index(store, made, self._session.today())
        return made

    @needs(Right.COUNSEL)
    def open(self, case_id: CaseId) -> CaseHead:
        """Return the head of a case that is shown, and write the opening into the journal.

        In a vault that is open for reading only there is no journal to write into.
        """
        with self._session.looking() as store:
            head = store.cases.head(case_id)
            self._session.note(store, "case.opened", case_id, head.case.number)
            return head

    @needs(Right.COUNSEL)
    def asks_reason(self, case_id: CaseId) -> bool:
        """Tell whether a reason belongs to the opening: the case is another advisor's.

        Whoever opened the case or led a talk in it needs none, nor anybody in an office of
        one (forms 10.2).
        """
        session = self._session
        with session.read() as store:
            counselling = [a for a in store.office.advisors() if Right.COUNSEL in rights_of(a)]
            own = {store.cases.get(case_id).created_by}
            own |= {talk.begun_by for talk in store.interviews.of_case(case_id)}
        is_known = session.has_noted(_REASON_GIVEN, case_id)
        return len(counselling) > 1 and session.by not in own and not is_known

    @needs(Right.COUNSEL)
    def give_reason(self, case_id: CaseId, reason: AccessReason, text: str = "") -> None:
        """Write into the journal why another advisor's case was opened.

        Args:
            case_id: The case.
            reason: Its code.
            text: A few words of one's own, with `AccessReason.OTHER` only.

        Raises:
            InputError: The words are missing ("required"), too long ("too_long"), or hold a
                name of the person ("names_person"), which would outlive the case.
        """
        text = " ".join(text.split()) if reason is AccessReason.OTHER else ""
        if reason is AccessReason.OTHER and not text:
            raise InputError("required", "reason")
        if len(text) > LONGEST_REASON:
            raise InputError("too_long", str(LONGEST_REASON))
        with self._session.write() as store:
            if _names(store.cases.head(case_id), text):
                raise InputError("names_person")
            code = f"{reason.value}: {text}" if text else reason.value
            self._session.note(store, _REASON_GIVEN, case_id, code)
            self._session.remember_noted(_REASON_GIVEN, case_id)

    @needs(Right.COUNSEL)
    def head(self, case_id: CaseId) -> CaseHead:
        """Return the head of a case that is open already."""
        with self._session.read() as store:
            return store.cases.head(case_id)

    @needs(Right.COUNSEL)
    def age(self, case_id: CaseId) -> AgeRange:
        """Return the person's age today as shown: a range where it is not certain."""
        with self._session.read() as store:
            return read_case(store, case_id).age(self._session.today())

    @needs(Right.COUNSEL)
    def similar(self, case_id: CaseId) -> list[CaseHead]:
        """Return cases that may be of the same person, for a look; nothing merges by itself."""
        with self._session.read() as store:
            return store.cases.heads(store.search.similar(case_id))

    @needs(Right.COUNSEL)
    def close(self, case_id: CaseId, reason: CloseReason) -> None:
        """Close a case; retention counts from the last contact or now, whichever is later."""
        with self._session.write() as store:
            case = store.cases.get(case_id)
            _require(case, CaseState.OPEN)
            now = self._session.now()
            store.cases.save(
                case._replace(state=CaseState.CLOSED, closed_at=now, state_reason=reason.value)
            )
            self._session.note(store, "case.closed", case_id, reason.value)

    @needs(Right.COUNSEL)
    def reopen(self, case_id: CaseId) -> None:
        """Open a closed case again, for a returning person."""
        with self._session.write() as store:
            case = store.cases.get(case_id)
            _require(case, CaseState.CLOSED)
            store.cases.save(case._replace(state=CaseState.OPEN, closed_at=None, state_reason=""))
            self._session.note(store, "case.reopened", case_id)

    @needs(Right.COUNSEL)
    def discard(self, case_id: CaseId, reason: str) -> None:
        """Discard an empty or mistaken case: its content is erased, its number stays used.

        Raises:
            NotPermittedError: A reason is missing, or papers of the case were signed, slips
                are under way or data left the house; such a case is closed instead.
        """
        if not reason.strip():
            raise NotPermittedError("reason_needed")
        with self._session.write() as store:
            case = store.cases.get(case_id)
            if _left_traces(store, case_id):
                raise NotPermittedError("case_in_use")
            store.cases.delete_content(case_id)
            leave_remnants(store)
            store.cases.save(
                case._replace(
                    state=CaseState.DISCARDED,
                    closed_at=self._session.now(),
                    state_reason=reason.strip(),
                )
            )
            self._session.note(store, "case.discarded", case_id, case.number)
        settle_remnants(self._session, largest=WHILE_WAITING)

    @needs(Right.COUNSEL)
    def history(self, case_id: CaseId) -> list[Event]:
        """Return what happened in the case, newest first: talks, papers, what left."""
        with self._session.read() as store:
            case = store.cases.get(case_id)
            created = Event(at=case.created_at, kind="case", what="created", detail=case.number)
            events = [created, *_talk_events(store, case_id), *_paper_events(store, case_id)]
            events += _waiver_events(store, case_id, self._session.content.wording(GERMAN))
            events += _slip_events(store, case_id)
        if case.closed_at:
            events.append(Event(at=case.closed_at, kind="case", what=case.state.value))
        # Of events of the same moment the later one stands first too.
        return sorted(events, key=lambda event: event.at)[::-1]


def _require(case: Case, state: CaseState) -> None:
    if case.state is not state:
        raise NotPermittedError(f"case_{case.state.value}")


def _names(head: CaseHead, text: str) -> bool:
    """Tell whether a word of the text is one of the person's names."""
    names = f"{head.display_name} {head.original_name} {' '.join(head.other_names)}"
    words = {word for word in _words(names) if len(word) >= _SHORTEST_NAME}
    return not words.isdisjoint(_words(text))


def _words(text: str) -> set[str]:
    return set("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _left_traces(store: Store, case_id: CaseId) -> bool:
    signed = any(w.printed_at and not w.void_at for w in store.waivers.of_case(case_id))
    return signed or bool(store.slips.of_case(case_id) or store.disclosures.of_case(case_id))


def _talk_events(store: Store, case_id: CaseId) -> Sequence[Event]:
    events = []
    for talk in store.interviews.of_case(case_id):
        events.append(Event(at=talk.begun_at, kind="talk", what="begun", detail=talk.begun_by))
        if talk.completed_at:
            events.append(Event(at=talk.completed_at, kind="talk", what="completed"))
    return events


def _paper_events(store: Store, case_id: CaseId) -> Sequence[Event]:
    return [
        Event(at=p.made_at, kind="paper", what=p.state.value, detail=f"{p.kind.value} {p.number}")
        for p in store.papers.of_case(case_id)
    ]


def _waiver_events(store: Store, case_id: CaseId, german: Wording) -> Sequence[Event]:
    events = []
    for waiver in store.waivers.of_case(case_id):
        if waiver.copy_handed_at:
            events.append(
                Event(
                    at=waiver.copy_handed_at, kind="waiver", what="in_force", detail=waiver.number
                )
            )
        events += [
            Event(
                at=line.withdrawn_at, kind="withdrawal", what="withdrawn", detail=line.partner_name
            )
            for line in waiver.lines
            if line.withdrawn_at
        ]
        events += [
            event for line in waiver.lines for event in _events_of_single_categories(line, german)
        ]
    return events


def _events_of_single_categories(line: WaiverLine, german: Wording) -> list[Event]:
    """Return one event for all categories of the line that were taken back together."""
    ended: dict[datetime, list[str]] = {}
    for taken in line.withdrawn_categories:
        label = german.list_label("categories", taken.category)
        ended.setdefault(taken.at, []).append(label)
    return [
        Event(
            at=at,
            kind="withdrawal",
            what="withdrawn_in_part",
            detail=f"{line.partner_name} ({', '.join(labels)})",
        )
        for at, labels in ended.items()
    ]


def _slip_events(store: Store, case_id: CaseId) -> Sequence[Event]:
    events = [
        Event(at=slip.printed_at, kind="slip", what="issued", detail=slip.number)
        for slip in store.slips.of_case(case_id)
        if slip.printed_at
    ]
    events += [
        Event(
            at=row.done_at or row.begun_at,
            kind="disclosure",
            what=row.state.value,
            detail=row.partner_name,
        )
        for row in store.disclosures.of_case(case_id)
    ]
    return events
