"""What an office adds to the shipped content: list entries, hints, translations, releases."""

from __future__ import annotations

import json
from dataclasses import fields

from sqlalchemy import func, select

from intake_app.domain.office_lists import ListEntry, LocalHint
from intake_app.domain.translation import OwnTranslation, Release, Trust
from intake_app.store.content_tables import (
    ListEntryRow,
    LocalHintRow,
    TranslationReleaseRow,
    TranslationRow,
)
from intake_app.store.repository import Repository
from intake_app.store.types import canonical_json

_ENTRY = tuple(field.name for field in fields(ListEntry))
_HINT = tuple(field.name for field in fields(LocalHint))


class OwnListRepository(Repository):
    """Reads and writes list entries and hints; nothing of it is ever deleted."""

    def entries(self) -> list[ListEntry]:
        """Return all entries by list, in the order of their words."""
        query = select(ListEntryRow).order_by(
            ListEntryRow.list_id, ListEntryRow.label, ListEntryRow.code
        )
        return [
            ListEntry(**{name: getattr(row, name) for name in _ENTRY})
            for row in self._session.scalars(query)
        ]

    def save_entry(self, entry: ListEntry) -> None:
        """Store an entry, or replace the one of the same code."""
        self._session.merge(ListEntryRow(**{name: getattr(entry, name) for name in _ENTRY}))
        self._session.flush()

    def hints(self) -> list[LocalHint]:
        """Return all hints by question."""
        query = select(LocalHintRow).order_by(LocalHintRow.question_id, LocalHintRow.as_of)
        return [
            LocalHint(**{name: getattr(row, name) for name in _HINT})
            for row in self._session.scalars(query)
        ]

    def save_hint(self, hint: LocalHint) -> None:
        """Store a hint, or replace the one with its id."""
        self._session.merge(LocalHintRow(**{name: getattr(hint, name) for name in _HINT}))
        self._session.flush()


class TranslationRepository(Repository):
    """Reads and writes what came back from translators, and who released what."""

    def all(self) -> list[OwnTranslation]:
        """Return the catalogues that the office brought in."""
        query = select(TranslationRow).order_by(TranslationRow.language, TranslationRow.catalogue)
        return [
            OwnTranslation(
                language=row.language,
                catalogue=row.catalogue,
                messages={(key, german): text for key, german, text in json.loads(row.content)},
                imported_at=row.imported_at,
                imported_by=row.imported_by,
            )
            for row in self._session.scalars(query)
        ]

    def save(self, own: OwnTranslation) -> None:
        """Store a catalogue, in the place of the one that was brought in before."""
        rows = [[key, german, text] for (key, german), text in own.messages.items()]
        self._session.merge(
            TranslationRow(
                language=own.language,
                catalogue=own.catalogue,
                content=canonical_json(rows),
                imported_at=own.imported_at,
                imported_by=own.imported_by,
            )
        )
        self._session.flush()

    def releases(self) -> list[Release]:
        """Return the release that holds for each catalogue: the last one entered."""
        last = select(func.max(TranslationReleaseRow.seq)).group_by(
            TranslationReleaseRow.language, TranslationReleaseRow.catalogue
        )
        query = select(TranslationReleaseRow).where(TranslationReleaseRow.seq.in_(last))
        return [_to_release(row) for row in self._session.scalars(query)]

    def release(self, release: Release) -> None:
        """Enter a release; the earlier ones stay."""
        self._session.add(
            TranslationReleaseRow(
                seq=self._next("translation_release"),
                language=release.language,
                catalogue=release.catalogue,
                trust=release.trust,
                name=release.name,
                qualification=release.qualification,
                released_on=release.released_on,
                entered_at=release.entered_at,
                entered_by=release.entered_by,
                digests=canonical_json(dict(release.digests)),
            )
        )
        self._session.flush()


def _to_release(row: TranslationReleaseRow) -> Release:
    return Release(
        language=row.language,
        catalogue=row.catalogue,
        trust=Trust(row.trust),
        name=row.name,
        qualification=row.qualification,
        released_on=row.released_on,
        entered_at=row.entered_at,
        entered_by=row.entered_by,
        digests=json.loads(row.digests),
    )
