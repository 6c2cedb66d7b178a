"""The directory of partner offices (Stellen) that the office keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.bundle.recipients import check_recipient, check_verify_key, fingerprint_words
from intake_app.domain.codes import PartnerId
from intake_app.domain.partner import Partner
from intake_app.domain.roles import Right
from intake_app.errors import InputError
from intake_app.services.permissions import needs, open_to_all

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.partner import PartnerKind
    from intake_app.services.session import Session


class PartnerService:
    """List, add and edit partners."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @open_to_all
    def kinds(self) -> tuple[PartnerKind, ...]:
        """Return the kinds of partners with their limits, P01 first."""
        return tuple(self._session.content.library.partner_kinds.values())

    @open_to_all
    def kind_of(self, partner: Partner) -> PartnerKind:
        """Return the kind of a partner."""
        return self._session.content.library.partner_kinds[partner.kind]

    @needs(Right.COUNSEL, Right.DIRECTORY)
    def all(self, *, include_expired: bool = False) -> list[Partner]:
        """Return the partners by name; those whose validity has ended only on request."""
        today = self._session.today()
        with self._session.read() as store:
            partners = store.partners.all()
        if include_expired:
            return partners
        return [p for p in partners if is_valid(p, today)]

    @needs(Right.COUNSEL, Right.DIRECTORY)
    def get(self, partner_id: PartnerId) -> Partner:
        """Return one partner.

        Raises:
            NotFoundError: There is no such partner.
        """
        with self._session.read() as store:
            return store.partners.get(partner_id)

    @needs(Right.DIRECTORY)
    def new(self, kind: str, name: str = "") -> Partner:
        """Return an empty partner to be filled and saved."""
        return Partner(id=PartnerId(uuid4()), kind=kind, name=name)

    @needs(Right.DIRECTORY)
    def save(self, partner: Partner) -> Partner:
        """Add a partner or change it; a changed key must be verified anew.

        Papers printed before keep the name and address they were printed with.

        Raises:
            InputError: The name is missing ("required") or a key is none.
        """
        if not partner.name.strip():
            raise InputError("required", "name")
        partner = _with_checked_keys(partner)
        with self._session.write() as store:
            known = {p.id: p for p in store.partners.all()}
            before = known.get(partner.id)
            if before is None:
                store.partners.add(partner)
            else:
                if _keys(before) != _keys(partner):
                    partner = replace(partner, keys_verified_on=None)
                store.partners.save(partner)
            self._session.note(store, "partner.saved", of=partner.id)
        return partner

    @needs(Right.DIRECTORY)
    def verified(self, partner_id: PartnerId) -> Partner:
        """Record that the words of the keys were compared with the partner on the phone."""
        with self._session.write() as store:
            partner = replace(
                store.partners.get(partner_id), keys_verified_on=self._session.today()
            )
            store.partners.save(partner)
            self._session.note(store, "partner.keys_verified", of=partner_id)
        return partner

    @open_to_all
    def words(self, partner: Partner) -> tuple[str, ...]:
        """Return the words that stand for the partner's keys, to read out on the phone."""
        return fingerprint_words(
            partner.age_recipient, partner.signing_key, self._session.content.words
        )


def is_valid(partner: Partner, today: date) -> bool:
    """Tell whether the partner may be chosen today."""
    begun = partner.valid_from is None or partner.valid_from <= today
    return begun and (partner.valid_to is None or today <= partner.valid_to)


def _with_checked_keys(partner: Partner) -> Partner:
    recipient, signing = partner.age_recipient, partner.signing_key
    return replace(
        partner,
        age_recipient=check_recipient(recipient) if recipient else "",
        signing_key=check_verify_key(signing) if signing else "",
    )


def _keys(partner: Partner) -> tuple[str, str]:
    return partner.age_recipient, partner.signing_key
