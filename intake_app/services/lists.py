"""The lists that an office owns: entries of its own, ends of shipped ones, local hints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.office_lists import OWN_CODE, ListEntry, LocalHint
from intake_app.domain.roles import Right
from intake_app.errors import InputError, NotFoundError
from intake_app.printing.fonts import missing_characters
from intake_app.services.permissions import needs, open_to_all
from intake_app.services.sheet_loading import INTERVIEW_FORM

if TYPE_CHECKING:
    from datetime import date

    from intake_app.form_engine.lists import CodeList
    from intake_app.form_engine.model import Question
    from intake_app.services.session import Session

LONGEST_LABEL, LONGEST_HINT = 120, 600
"""Characters; a label has to fit into a line on paper."""


class ListService:
    """List, add and change what an office adds to the shipped lists; nothing is deleted."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @open_to_all
    def lists(self) -> list[CodeList]:
        """Return the lists that are open to entries of the office, by title."""
        library = self._session.content.library
        found = [code_list for code_list in library.lists.values() if code_list.editable]
        return sorted(found, key=lambda code_list: code_list.title.casefold())

    @needs(Right.SIGN_IN)
    def entries(self, list_id: str) -> list[ListEntry]:
        """Return the office's entries of a list, and the ends it set for shipped ones."""
        with self._session.read() as store:
            return [entry for entry in store.own_lists.entries() if entry.list_id == list_id]

    @needs(Right.OFFICE)
    def new_entry(self, list_id: str) -> ListEntry:
        """Return an empty entry to be filled and saved, dated today."""
        code = f"{OWN_CODE}{uuid4().hex[:12]}"
        return ListEntry(list_id=list_id, code=code, as_of=self._session.today())

    @needs(Right.OFFICE)
    def save_entry(self, entry: ListEntry) -> None:
        """Add an entry of the office's own, or change it.

        Papers that were printed keep their words; an answer keeps the code, and shows the
        words of today.

        Raises:
            InputError: The words are missing ("required") or too long ("too_long"), a sign
                of them cannot be printed ("unknown_character"), the day of the last look
                is missing or lies in the future, or it ends before it begins ("order").
            NotFoundError: There is no such list, or the code is no own one.
        """
        if not entry.is_own:
            raise NotFoundError("list entry")
        entry = replace(entry, label=entry.label.strip(), hint=entry.hint.strip())
        _check_text("label", entry.label, LONGEST_LABEL)
        if entry.hint:
            _check_text("hint", entry.hint, LONGEST_HINT)
        self._check_days(entry.as_of, entry.valid_from, entry.valid_to)
        self._keep(entry)

    @needs(Right.OFFICE)
    def end_shipped(self, list_id: str, code: str, valid_to: date | None) -> None:
        """Set the last day on which a shipped entry is offered; None offers it again.

        Raises:
            NotFoundError: The list has no such entry.
        """
        shipped = self._session.shipped.library.lists.get(list_id)
        if shipped is None or shipped.entry(code) is None:
            raise NotFoundError("list entry")
        self._keep(ListEntry(list_id=list_id, code=code, valid_to=valid_to))

    @needs(Right.SIGN_IN)
    def hints(self) -> list[LocalHint]:
        """Return all hints of the office, those that are over too."""
        with self._session.read() as store:
            return store.own_lists.hints()

    @needs(Right.COUNSEL)
    def hints_today(self) -> dict[str, list[LocalHint]]:
        """Return the hints that hold today, by question."""
        today = self._session.today()
        found: dict[str, list[LocalHint]] = {}
        for hint in self.hints():
            if hint.is_shown(today):
                found.setdefault(hint.question_id, []).append(hint)
        return found

    @open_to_all
    def hinted(self) -> list[Question]:
        """Return the questions below which a hint can stand, in the order of the talk."""
        form = self._session.content.form(INTERVIEW_FORM)
        return [question for question in form.questions() if not question.compute]

    @needs(Right.OFFICE)
    def new_hint(self, question_id: str = "") -> LocalHint:
        """Return an empty hint to be filled and saved, dated today."""
        return LocalHint(id=uuid4(), question_id=question_id, text="", as_of=self._session.today())

    @needs(Right.OFFICE)
    def save_hint(self, hint: LocalHint) -> None:
        """Add a hint, or change it.

        Raises:
            InputError: The question or the words are missing ("required"), the words are too
                long, or a day is wrong.
        """
        hint = replace(hint, text=hint.text.strip())
        if hint.question_id not in self._session.content.form(INTERVIEW_FORM):
            raise InputError("required", "question_id")
        _check_text("text", hint.text, LONGEST_HINT)
        self._check_days(hint.as_of, hint.valid_from, hint.valid_to)
        with self._session.write() as store:
            store.own_lists.save_hint(hint)
            self._session.note(store, "list.hint_saved", of=hint.question_id)

    def _keep(self, entry: ListEntry) -> None:
        code_list = self._session.shipped.library.lists.get(entry.list_id)
        if code_list is None or not code_list.editable:
            raise NotFoundError("list")
        with self._session.write() as store:
            store.own_lists.save_entry(entry)
            self._session.note(store, "list.entry_saved", of=entry.list_id)
        self._session.reread_content()

    def _check_days(self, as_of: date | None, first: date | None, last: date | None) -> None:
        if as_of is None:
            raise InputError("required", "as_of")
        if as_of > self._session.today():
            raise InputError("future_date", "as_of")
        if first and last and last < first:
            raise InputError("order", "valid_to")


def _check_text(field: str, text: str, longest: int) -> None:
    if not text:
        raise InputError("required", field)
    if len(text) > longest:
        raise InputError("too_long", str(longest))
    lacking = missing_characters(text)
    if lacking:
        raise InputError("unknown_character", lacking[0])
