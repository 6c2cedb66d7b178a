"""The register of safety copies (Verzeichnis der Sicherungskopien)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from intake_app.domain.copies import CopyCause, VaultCopy
from intake_app.store.repository import Repository
from intake_app.store.tables import CopyRow
from intake_app.store.types import canonical_json

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class CopyRepository(Repository):
    """Remembers which copies were made, and which were proven; rows stay after the files."""

    def add(self, copy: VaultCopy) -> None:
        """Enter a copy that was made and checked."""
        values = {**asdict(copy), "counts": canonical_json(dict(copy.counts))}
        self._session.add(CopyRow(**values))
        self._session.flush()

    def prove(self, copy_id: UUID, *, at: datetime, by: str, with_: str) -> None:
        """Enter that a copy was restored on trial and found whole.

        Raises:
            NotFoundError: There is no such copy.
        """
        row = self._found(self._session.get(CopyRow, copy_id), "copy")
        row.proven_at, row.proven_by, row.proven_with = at, by, with_
        self._session.flush()

    def latest(self) -> VaultCopy | None:
        """Return the copy that was made last."""
        row = self._session.scalars(_NEWEST_FIRST.limit(1)).first()
        return _to_domain(row) if row else None

    def latest_proven(self) -> VaultCopy | None:
        """Return the newest of the copies that were proven."""
        proven = _NEWEST_FIRST.where(CopyRow.proven_at.is_not(None))
        row = self._session.scalars(proven.limit(1)).first()
        return _to_domain(row) if row else None

    def folders(self) -> list[str]:
        """Return where copies were put, each folder of a copy once."""
        return list(self._session.scalars(select(CopyRow.folder).distinct()))

    def newest(self, limit: int) -> list[VaultCopy]:
        """Return the newest copies, newest first."""
        return [_to_domain(row) for row in self._session.scalars(_NEWEST_FIRST.limit(limit))]


_NEWEST_FIRST = select(CopyRow).order_by(CopyRow.made_at.desc(), CopyRow.id)


def _to_domain(row: CopyRow) -> VaultCopy:
    return VaultCopy(
        id=row.id,
        made_at=row.made_at,
        made_by=row.made_by,
        cause=CopyCause(row.cause),
        folder=row.folder,
        file_bytes=row.file_bytes,
        file_sha256=row.file_sha256,
        counts=tuple(sorted(json.loads(row.counts).items())),
        proven_at=row.proven_at,
        proven_by=row.proven_by,
        proven_with=row.proven_with,
    )
