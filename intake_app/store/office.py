"""The office's settings, people, keys and flags, and the wordings in use."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from intake_app.domain.copies import CopyRhythm
from intake_app.domain.keys import OwnKeys
from intake_app.domain.office import Advisor, AdvisorState, Office, Role
from intake_app.errors import FormChangedError, NotFoundError
from intake_app.store.repository import Repository
from intake_app.store.tables import AdvisorRow, BlankNumberRow, RecordRow, WordingRow
from intake_app.store.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterable

_OFFICE = "office"
_KEYS = "own_keys"
_FLAG = "flag "
_GENERATION = "generation"


class OfficeRepository(Repository):
    """Reads and writes what belongs to the office and not to a case."""

    def load(self) -> Office:
        """Return the settings; those of an empty office before they are saved first."""
        content = self._record(_OFFICE)
        return Office() if content is None else _read_office(content)

    def save(self, office: Office) -> None:
        """Replace the settings."""
        self._set_record(_OFFICE, _write_office(office))

    def advisors(self) -> list[Advisor]:
        """Return all advisors by initials."""
        query = select(AdvisorRow).order_by(AdvisorRow.initials, AdvisorRow.slot_id)
        return [_to_advisor(row) for row in self._session.scalars(query)]

    def advisor(self, slot_id: str) -> Advisor:
        """Return the advisor whose passphrase opens the slot.

        Raises:
            NotFoundError: There is no such advisor.
        """
        return _to_advisor(self._found(self._session.get(AdvisorRow, slot_id), "advisor"))

    def save_advisor(self, advisor: Advisor) -> None:
        """Store an advisor, or replace the one of the same slot."""
        self._session.merge(
            AdvisorRow(
                slot_id=advisor.slot_id,
                initials=advisor.initials,
                name=advisor.name,
                roles=tuple(sorted(advisor.roles)),
                state=advisor.state,
                must_change=advisor.must_change,
            )
        )
        self._session.flush()

    def own_keys(self) -> OwnKeys:
        """Return the keys of the office.

        Raises:
            NotFoundError: They were not made yet.
        """
        content = self._record(_KEYS)
        if content is None:
            raise NotFoundError("own keys")
        return OwnKeys(**json.loads(content))

    def save_own_keys(self, keys: OwnKeys) -> None:
        """Store the keys of the office."""
        self._set_record(_KEYS, canonical_json(asdict(keys)))

    def generation(self) -> int:
        """Return the newest generation of the key file that was ever seen, 0 at first."""
        return int(self._record(_GENERATION) or 0)

    def set_generation(self, generation: int) -> None:
        """Remember the generation of the key file that is in use."""
        self._set_record(_GENERATION, str(generation))

    def add_blank_numbers(self, numbers: Iterable[str]) -> None:
        """Remember waiver numbers that were printed on blank forms."""
        self._session.add_all([BlankNumberRow(number=n, used=False) for n in numbers])
        self._session.flush()

    def blank_numbers(self) -> list[str]:
        """Return the numbers of blank forms that did not come back yet."""
        query = select(BlankNumberRow.number).where(BlankNumberRow.used.is_(False))
        return list(self._session.scalars(query.order_by(BlankNumberRow.number)))

    def take_blank_number(self, number: str) -> bool:
        """Use up the number of a blank form; False when there is no such or it is used."""
        row = self._session.get(BlankNumberRow, number)
        if row is None or row.used:
            return False
        row.used = True
        self._session.flush()
        return True

    def flag(self, name: str) -> str:
        """Return what was remembered under the name, "" when nothing was."""
        return self._record(_FLAG + name) or ""

    def set_flag(self, name: str, value: str) -> None:
        """Remember a short text under the name; "" forgets it."""
        self._set_record(_FLAG + name, value)

    def _record(self, name: str) -> str | None:
        row = self._session.get(RecordRow, name)
        return row.content if row else None

    def _set_record(self, name: str, content: str) -> None:
        self._session.merge(RecordRow(name=name, content=content))
        self._session.flush()


class WordingRepository(Repository):
    """Keeps the wording of each form version that was used (Wortlaut)."""

    def keep(self, form: str, version: str, content: str) -> None:
        """Keep the wording as canonical JSON; the same wording again changes nothing.

        Raises:
            FormChangedError: Another wording is kept under this version: a published form was
                changed without a new version.
        """
        row = self._session.get(WordingRow, (form, version))
        if row is None:
            self._session.add(WordingRow(form=form, version=version, content=content))
            self._session.flush()
        elif row.content != content:
            raise FormChangedError(form, version, "changed without a new version")

    def get(self, form: str, version: str) -> str:
        """Return the wording as canonical JSON.

        Raises:
            NotFoundError: This version was never used in this vault.
        """
        return self._found(self._session.get(WordingRow, (form, version)), "wording").content


def _write_office(office: Office) -> str:
    released_on = office.texts_released_on
    values = {**asdict(office), "texts_released_on": released_on and released_on.isoformat()}
    return canonical_json(values)


def _read_office(content: str) -> Office:
    values: dict[str, Any] = json.loads(content)
    known = {setting.name for setting in fields(Office)}
    if not set(values) <= known:
        raise ValueError("the office has a setting that this program does not know")
    released_on = values.pop("texts_released_on", None)
    rhythm = values.pop("copy_rhythm", CopyRhythm.DAILY)
    return replace(
        Office(**values),
        copy_rhythm=CopyRhythm(rhythm),
        texts_released_on=date.fromisoformat(released_on) if released_on else None,
    )


def _to_advisor(row: AdvisorRow) -> Advisor:
    return Advisor(
        slot_id=row.slot_id,
        initials=row.initials,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles),
        state=AdvisorState(row.state),
        must_change=row.must_change,
    )
