"""Interviews (Aufnahmegespräch): begin, answer question by question, complete.

Every answer is stored at once, in a transaction of its own; the one that it replaces goes
into the history.  A crash loses at most the word being typed.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from intake_app.domain.answers import Answer, AnswerState, StoredAnswer
from intake_app.domain.case import Interview, InterviewState
from intake_app.domain.codes import InterviewId
from intake_app.domain.dates import PartialDate
from intake_app.domain.roles import Right
from intake_app.errors import NotPermittedError
from intake_app.form_engine.model import Kind, Scope
from intake_app.form_engine.values import parse
from intake_app.services.consents import CONSENTS, erase_resting_on
from intake_app.services.corrections import open_correction_steps
from intake_app.services.index import save_index
from intake_app.services.permissions import needs, open_to_all
from intake_app.services.proposals import SOURCES, proposals
from intake_app.services.reading import read_case
from intake_app.services.remnants import WHILE_WAITING, leave_remnants, settle_remnants
from intake_app.services.session import OFFICE_ZONE
from intake_app.services.sheet_loading import INTERVIEW_FORM, latest_sheet, load_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import date

    from intake_app.domain.answers import AnswerChange
    from intake_app.domain.codes import CaseId
    from intake_app.form_engine.model import Form, Place, Question
    from intake_app.form_engine.relevance import Shown
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet
    from intake_app.store.transaction import Store

_END = "meta.talk_end"
_NOTHING_FOLLOWS: Final = nullcontext()


class InterviewService:
    """What an advisor can do in a talk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    @open_to_all
    def form(self) -> Form:
        """The form of the talk in its present version."""
        return self._session.content.form(INTERVIEW_FORM)

    @needs(Right.COUNSEL)
    def of_case(self, case_id: CaseId) -> list[Interview]:
        """Return the talks of the case, newest first."""
        with self._session.read() as store:
            return store.interviews.of_case(case_id)

    @needs(Right.COUNSEL)
    def kinds(self, case_id: CaseId) -> dict[InterviewId, str]:
        """Return the kind of each talk of the case, a code of the form's list."""
        with self._session.read() as store:
            answers = store.answers.of_case(case_id)
        return {
            talk: stored.answer.value or ""
            for (talk, path), stored in answers.items()
            if talk is not None and path == "meta.kind"
        }

    @needs(Right.COUNSEL)
    def begin(self, case_id: CaseId, language: str, kind: str = "") -> Interview:
        """Begin a talk in German and a second language ("de" for German only).

        Values that the office knows (day, hour, kind of talk) are filled in; in a follow-up
        talk the current answers of the case are there already.

        Args:
            case_id: The case.
            language: Catalogue tag of the second language.
            kind: Code of the kind of talk; first or follow-up talk when none is given.
        """
        session, now = self._session, self._session.now()
        with session.write() as store:
            earlier = store.interviews.of_case(case_id)
            interview = Interview(
                id=InterviewId(uuid4()),
                case_id=case_id,
                form=self.form.name,
                language=language,
                begun_at=now,
                begun_by=session.by,
                section=self.form.sections[0].id,
            )
            store.interviews.add(interview)
            # What was published; entries of the office's own stay in the vault anyway.
            published = session.shipped.form(INTERVIEW_FORM)
            store.wordings.keep(published.id, published.version, published.canonical())
            known = {
                "meta.talk_date": session.today().isoformat(),
                "meta.talk_start": f"{now.astimezone(OFFICE_ZONE):%H:%M}",
                "meta.kind": kind or ("follow_up" if earlier else "first"),
            }
            for question, value in known.items():
                self._put(store, interview, question, Answer(value=value))
            store.cases.save(store.cases.get(case_id)._replace(last_contact_at=now))
            session.note(store, "interview.begun", case_id, interview.id)
        return interview

    @needs(Right.COUNSEL)
    def open(self, interview_id: InterviewId) -> Sheet:
        """Return the sheet of a talk that is shown, and write the opening into the journal."""
        with self._session.looking() as store:
            sheet = load_sheet(self._session, store, store.interviews.get(interview_id))
            self._session.note_once(
                store, "interview.opened", sheet.interview.case_id, interview_id
            )
        return sheet

    @needs(Right.COUNSEL)
    def sheet(self, interview_id: InterviewId) -> Sheet:
        """Return everything about the talk: answers, rows, half-typed input."""
        with self._session.read() as store:
            return load_sheet(self._session, store, store.interviews.get(interview_id))

    @needs(Right.COUNSEL)
    def goes_on_at(self, case_id: CaseId) -> Shown | None:
        """Return the question at which the next talk of the case goes on.

        None when everything was asked, and when there was no talk yet.
        """
        with self._session.read() as store:
            if not store.interviews.of_case(case_id):
                return None
            return latest_sheet(self._session, store, case_id).goes_on_at

    @needs(Right.COUNSEL)
    def answer(self, interview: Interview, path: str, answer: Answer, *, reason: str = "") -> None:
        """Store one answer at once; it is on the disk when this returns.

        A consent that is taken back deletes at once what rests on it.  What follows from an
        answer (`proposals.SOURCES`) is filled in with it.

        Raises:
            InputError: The value does not fit its question.
            NotPermittedError: The talk is completed and no reason for the correction is
                given ("reason_needed"), or the state is not one for this question.
        """
        if interview.state is InterviewState.COMPLETED and not reason.strip():
            raise NotPermittedError("reason_needed")
        place = self.form.place_at(path)
        if answer.value is not None:
            _check(place.question, answer.value, self._session.today())
        ended = path in CONSENTS and answer.value != "yes"
        with self._session.write() as store:
            talk = _talk(place, interview)
            stored = self._stored(interview, talk, path, answer)
            with self._filling_in(store, interview, place.question.id):
                store.answers.put(interview.case_id, stored, reason, is_typed=True)
            self._note_change(store, interview)
            if ended:
                leave_remnants(store)
                if erase_resting_on(store, self.form, interview.case_id, path):
                    self._session.note(store, "consent.ended", interview.case_id, path)
            if interview.state is InterviewState.COMPLETED:
                open_correction_steps(store, self._session, interview.case_id, path)
            if place.question.index:
                save_index(store, interview.case_id, self._session.today())
        if ended:
            settle_remnants(self._session, largest=WHILE_WAITING)

    @needs(Right.COUNSEL)
    def add_row(self, interview: Interview, repeat_path: str, row: str = "") -> str:
        """Add a row to a repeat and return its id; defaults of its parts are filled in."""
        place = self.form.place_at(repeat_path)
        row = row or uuid4().hex
        with self._session.write() as store:
            store.answers.add_row(interview.case_id, repeat_path, row, _talk(place, interview))
            self._note_change(store, interview)
            for part in place.question.parts:
                value = _default(part, self._session.today())
                if value:
                    at = f"{repeat_path}/{row}/{part.id}"
                    self._put(store, interview, at, Answer(value=value))
        return row

    @needs(Right.COUNSEL)
    def move_row(self, interview: Interview, repeat_path: str, row: str, position: int) -> None:
        """Move a row to another place among its neighbours."""
        place = self.form.place_at(repeat_path)
        with self._session.write() as store:
            store.answers.move_row(
                interview.case_id, repeat_path, row, position, _talk(place, interview)
            )
            self._note_change(store, interview)
            self._reindex(store, interview, place)

    @needs(Right.COUNSEL)
    def remove_row(
        self, interview: Interview, repeat_path: str, row: str, *, reason: str = ""
    ) -> None:
        """Remove a row; its answers go into the history."""
        place = self.form.place_at(repeat_path)
        with self._session.write() as store:
            store.answers.remove_row(
                interview.case_id,
                repeat_path,
                row,
                _talk(place, interview),
                by=self._session.by,
                at=self._session.now(),
                reason=reason,
            )
            self._note_change(store, interview)
            self._reindex(store, interview, place)

    @needs(Right.COUNSEL)
    def keep_draft(self, interview: Interview, path: str, text: str) -> None:
        """Keep half-typed input that is no answer yet; empty text forgets it."""
        talk = _talk(self.form.place_at(path), interview)
        with self._session.write() as store:
            if text:
                store.drafts.put(interview.case_id, talk, path, text)
            else:
                store.drafts.clear(interview.case_id, talk, path)

    @needs(Right.COUNSEL)
    def at_section(self, interview: Interview, section: str) -> Interview:
        """Remember where the advisor is, to continue there."""
        if self._session.is_read_only:
            return replace(interview, section=section)
        with self._session.write() as store:
            moved = replace(store.interviews.get(interview.id), section=section)
            store.interviews.save(moved)
        return moved

    @needs(Right.COUNSEL)
    def history(self, interview: Interview, path: str) -> list[AnswerChange]:
        """Return the earlier answers to a question, oldest first."""
        with self._session.read() as store:
            return store.answers.history(interview.case_id, path)

    @needs(Right.COUNSEL)
    def complete(self, interview: Interview, *, remove_hidden: bool = False) -> Interview:
        """Complete the talk; it ends now unless somebody wrote when it ended.

        Args:
            interview: The talk.
            remove_hidden: Also remove answers whose question no longer applies.

        Raises:
            NotPermittedError: Required answers are missing or a safety block stands; ask
                `sheet(…).missing()` and `.blocks()` which.
        """
        sheet = self.sheet(interview.id)
        if sheet.missing() or sheet.blocks():
            raise NotPermittedError("incomplete")
        session, now = self._session, self._session.now()
        with session.write() as store:
            if remove_hidden:
                for path in sheet.hidden_answers():
                    self._put(
                        store, interview, path, Answer(state=AnswerState.NOT_ASKED), "hidden"
                    )
                save_index(store, interview.case_id, session.today())
            if sheet.reading.answer(_END).state is AnswerState.NOT_ASKED:
                ended = Answer(value=f"{now.astimezone(OFFICE_ZONE):%H:%M}")
                with self._filling_in(store, interview, _END):
                    self._put(store, interview, _END, ended)
            done = replace(
                store.interviews.get(interview.id),
                state=InterviewState.COMPLETED,
                completed_at=now,
            )
            store.interviews.save(done)
            store.cases.save(store.cases.get(interview.case_id)._replace(last_contact_at=now))
            session.note(store, "interview.completed", interview.case_id, interview.id)
        return done

    def _filling_in(
        self, store: Store, interview: Interview, question: str
    ) -> AbstractContextManager[None]:
        """Fill in what follows from the answer that is put meanwhile, unless that was changed.

        In a completed talk nothing follows: there each correction is one act with its reason.
        """
        if question not in SOURCES or interview.state is InterviewState.COMPLETED:
            return _NOTHING_FOLLOWS
        return self._following(store, interview)

    @contextmanager
    def _following(self, store: Store, interview: Interview) -> Iterator[None]:
        today = self._session.today()
        before = proposals(read_case(store, interview.case_id, interview.id), today)
        yield
        reading = read_case(store, interview.case_id, interview.id)
        for path, value in proposals(reading, today).items():
            known = reading.answer(path)
            is_free = known.state is AnswerState.NOT_ASKED or known.value == before.get(path)
            if is_free and known.value != value:
                self._put(store, interview, path, Answer(value=value))

    def _put(
        self, store: Store, interview: Interview, path: str, answer: Answer, reason: str = ""
    ) -> None:
        talk = _talk(self.form.place_at(path), interview)
        stored = self._stored(interview, talk, path, answer)
        store.answers.put(interview.case_id, stored, reason)

    def _stored(
        self, interview: Interview, talk: InterviewId | None, path: str, answer: Answer
    ) -> StoredAnswer:
        return StoredAnswer(
            path=path,
            answer=answer,
            interview_id=talk,
            form=interview.form,
            by=self._session.by,
            at=self._session.now(),
        )

    def _note_change(self, store: Store, interview: Interview) -> None:
        """Write once per talk and session that it was changed; each answer has its history."""
        is_done = interview.state is InterviewState.COMPLETED
        act = "interview.corrected" if is_done else "interview.changed"
        self._session.note_once(store, act, interview.case_id, interview.id)

    def _reindex(self, store: Store, interview: Interview, place: Place) -> None:
        if place.question.kind is Kind.REPEAT and place.question.index:
            save_index(store, interview.case_id, self._session.today())


def _check(question: Question, value: str, today: date) -> None:
    """Refuse a value that is not the canonical one of its kind (a mistake of the caller)."""
    if question.kind is Kind.PARTIAL_DATE:
        canonical = PartialDate.from_canonical(value).to_canonical()
    else:
        canonical = parse(question, value, today=today)
    if canonical != value:
        raise ValueError(f"{question.id}: not a canonical value")


def _default(question: Question, today: date) -> str:
    return today.isoformat() if question.default == "today" else question.default


def _talk(place: Place, interview: Interview) -> InterviewId | None:
    return interview.id if place.section.scope is Scope.TALK else None
