"""Partner bodies."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, select

from intake_app.domain.codes import PartnerId
from intake_app.domain.partner import Partner
from intake_app.store.paper_tables import PartnerRow, PartnerSketchRow
from intake_app.store.repository import Repository

if TYPE_CHECKING:
    from datetime import date

_COLUMNS = tuple(field.name for field in fields(Partner))


class PartnerRepository(Repository):
    """Reads and writes partners (Stellen)."""

    def add(self, partner: Partner) -> None:
        """Store a new partner."""
        self._session.add(_to_row(partner))
        self._session.flush()

    def save(self, partner: Partner) -> None:
        """Replace a stored partner.

        Raises:
            NotFoundError: There is no such partner.
        """
        self._found(self._session.get(PartnerRow, partner.id), "partner")
        self._session.merge(_to_row(partner))
        self._session.flush()

    def get(self, partner_id: PartnerId) -> Partner:
        """Return the partner.

        Raises:
            NotFoundError: There is no such partner.
        """
        return _to_domain(self._found(self._session.get(PartnerRow, partner_id), "partner"))

    def all(self, valid_on: date | None = None) -> list[Partner]:
        """Return the partners by kind and name; with a day only those valid on that day."""
        query = select(PartnerRow).order_by(PartnerRow.kind, PartnerRow.name, PartnerRow.unit)
        if valid_on is not None:
            query = query.where(
                or_(PartnerRow.valid_from.is_(None), PartnerRow.valid_from <= valid_on),
                or_(PartnerRow.valid_to.is_(None), PartnerRow.valid_to >= valid_on),
            )
        return [_to_domain(row) for row in self._session.scalars(query)]

    def sketch(self, partner_id: PartnerId) -> bytes:
        """Return the sketch of the way to a partner, a PNG; empty when there is none."""
        row = self._session.get(PartnerSketchRow, partner_id)
        return row.picture if row else b""

    def keep_sketch(self, partner_id: PartnerId, picture: bytes) -> None:
        """Store the sketch of the way to a partner in the place of the one before.

        Raises:
            NotFoundError: There is no such partner.
        """
        self._found(self._session.get(PartnerRow, partner_id), "partner")
        self._session.merge(PartnerSketchRow(partner_id=partner_id, picture=picture))
        self._session.flush()

    def remove_sketch(self, partner_id: PartnerId) -> None:
        """Delete the sketch of the way to a partner, if there is one."""
        self._session.execute(
            delete(PartnerSketchRow).where(PartnerSketchRow.partner_id == partner_id)
        )


def _to_row(partner: Partner) -> PartnerRow:
    return PartnerRow(**{name: getattr(partner, name) for name in _COLUMNS})


def _to_domain(row: PartnerRow) -> Partner:
    values = {name: getattr(row, name) for name in _COLUMNS}
    return Partner(**{**values, "id": PartnerId(row.id)})
