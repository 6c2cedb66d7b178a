"""Hands a case to a partner: what the gate releases, sealed, registered, checked.

A row of the register is committed before the first byte leaves; it becomes *done* in the
same transaction as the journal entry, after the finished file was read back.  A row that
stays *begun* shows on the day's page until it is repeated or cancelled.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.bundle.encrypted_pdf import encrypt_pdf
from intake_app.bundle.reader import file_sha256, open_bundle
from intake_app.bundle.recipients import seal_to
from intake_app.bundle.writer import new_bundle_name, save_bundle
from intake_app.domain.codes import DisclosureId
from intake_app.domain.disclosure import Reason
from intake_app.domain.office import Disclosure, DisclosureState
from intake_app.domain.roles import Right
from intake_app.errors import NotPermittedError
from intake_app.services.handover_contents import (
    document_of,
    manifest_of,
    parts_of,
    prepare,
    profile_of,
)
from intake_app.services.permissions import needs
from intake_app.services.receiving import Received
from intake_app.vault.files import medium_errors, write_atomic
from intake_app.vault.passphrase import six_words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from intake_app.domain.codes import CaseId, PartnerId
    from intake_app.domain.disclosure import Decision
    from intake_app.domain.partner import Partner
    from intake_app.services.handover_contents import Prepared
    from intake_app.services.session import Session

BUNDLE, ENCRYPTED_PDF = "bundle", "encrypted_pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPreview:
    """What would go to a partner and what stays, before anything leaves.

    Attributes:
        can_bundle: The partner has a key that was compared on the phone.
    """

    partner: Partner
    decision: Decision
    can_bundle: bool

    @property
    def free_texts(self) -> frozenset[str]:
        """Paths of the free texts that would go if they were confirmed."""
        return frozenset(
            fact.path
            for fact, reason in self.decision.withheld
            if reason is Reason.FREE_TEXT_NOT_CONFIRMED
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A finished hand-over.

    Attributes:
        passphrase: Generated words of an encrypted PDF, shown once; empty for a bundle.
    """

    disclosure: Disclosure
    path: Path
    passphrase: str = ""


class HandoverService:
    """What an advisor can hand to partners, and open from them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def preview(
        self,
        case_id: CaseId,
        partner_id: PartnerId,
        confirmed: AbstractSet[str] = frozenset(),
    ) -> HandoverPreview:
        """Show what would go and why the rest stays; nothing is written.

        Args:
            case_id: The case.
            partner_id: Who is to receive it.
            confirmed: Paths of the free texts that the advisor confirmed one by one.
        """
        with self._session.read() as store:
            prepared = prepare(self._session, store, case_id, partner_id, confirmed)
        partner = prepared.partner
        return HandoverPreview(
            partner=partner,
            decision=prepared.decision,
            can_bundle=bool(partner.age_recipient and partner.keys_verified_on),
        )

    @needs(Right.COUNSEL)
    def get(self, disclosure_id: DisclosureId) -> Disclosure:
        """Return one row of the register."""
        with self._session.read() as store:
            return store.disclosures.get(disclosure_id)

    @needs(Right.COUNSEL)
    def of_case(self, case_id: CaseId) -> list[Disclosure]:
        """Return what left of the case, newest first."""
        with self._session.read() as store:
            return store.disclosures.of_case(case_id)[::-1]

    @needs(Right.COUNSEL)
    def export_bundle(
        self,
        case_id: CaseId,
        partner_id: PartnerId,
        folder: Path,
        confirmed: AbstractSet[str] = frozenset(),
        repeating: DisclosureId | None = None,
    ) -> HandedOver:
        """Seal a bundle to the partner's key and write it into a folder.

        Raises:
            DisclosureRefusedError: No line in force allows anything; with reason and date.
            NotPermittedError: The partner has no key ("no_key") or nobody compared it on
                the phone ("key_not_verified").
            StorageError: No room on the medium, or it does not take it.
            BundleDamagedError: The file did not read back as it was written.
        """
        session = self._session
        prepared, row = self._begin(case_id, partner_id, confirmed, BUNDLE, repeating)
        with session.read() as store:
            own = store.office.own_keys()
            office = store.office.load()
        path = folder / new_bundle_name()
        manifest = manifest_of(session, prepared, row, office, own)
        recipients = seal_to(prepared.partner.age_recipient, own)
        save_bundle(
            path,
            manifest,
            document_of(session, prepared),
            parts_of(session, prepared),
            recipients,
            own.signing_key,
        )
        done = self._finish(
            row, path, _read_back(path, own.age_identity, is_ours_too=len(recipients) > 1)
        )
        return HandedOver(disclosure=done, path=path)

    @needs(Right.COUNSEL)
    def export_pdf(
        self,
        case_id: CaseId,
        partner_id: PartnerId,
        folder: Path,
        confirmed: AbstractSet[str] = frozenset(),
        repeating: DisclosureId | None = None,
    ) -> HandedOver:
        """Write an encrypted PDF for a partner without a key; its words are shown once.

        Raises:
            DisclosureRefusedError: No line in force allows anything; with reason and date.
            StorageError: No room on the medium, or it does not take it.
        """
        prepared, row = self._begin(case_id, partner_id, confirmed, ENCRYPTED_PDF, repeating)
        passphrase = six_words()
        data = encrypt_pdf(profile_of(self._session, prepared), passphrase)
        path = folder / new_bundle_name().replace(".age", ".pdf")
        write_atomic(path, data)
        done = self._finish(row, path, hashlib.sha256(data).hexdigest())
        return HandedOver(disclosure=done, path=path, passphrase=passphrase)

    @needs(Right.COUNSEL)
    def repeat(self, disclosure_id: DisclosureId, folder: Path) -> HandedOver:
        """Do an interrupted hand-over again, with the free texts confirmed then.

        The gate decides anew: what was withdrawn meanwhile stays.
        """
        with self._session.read() as store:
            row = store.disclosures.get(disclosure_id)
        export = self.export_bundle if row.way == BUNDLE else self.export_pdf
        return export(row.case_id, row.partner_id, folder, frozenset(row.paths), row.id)

    @needs(Right.COUNSEL)
    def cancel(self, disclosure_id: DisclosureId) -> Disclosure:
        """Record that an interrupted hand-over did not take place."""
        with self._session.write() as store:
            row = store.disclosures.get(disclosure_id)
            if row.state is not DisclosureState.BEGUN:
                raise NotPermittedError("disclosure_done")
            cancelled = replace(row, state=DisclosureState.CANCELLED)
            store.disclosures.save(cancelled)
            self._session.note(store, "disclosure.cancelled", row.case_id, row.id)
        return cancelled

    @needs(Right.COUNSEL)
    def open(self, path: Path) -> Received:
        """Open a bundle that a partner made for this office, and check who signed it.

        Raises:
            BundleError: Damaged, for somebody else, or newer; nothing of it was released.
            NotPermittedError: Nothing comes into a practice vault ("practice").
        """
        self._session.refuse_in_practice()
        with self._session.read() as store:
            own = store.office.own_keys()
            known = {
                partner.signing_key: partner
                for partner in store.partners.all()
                if partner.signing_key and partner.keys_verified_on
            }
        bundle = open_bundle(path, [own.age_identity], frozenset(known))
        with self._session.write() as store:
            self._session.note(store, "bundle.opened", of=bundle.manifest.id)
        signed_with = bundle.manifest.sender.verify_key
        return Received(
            bundle=bundle,
            partner=known.get(signed_with),
            is_own=signed_with == own.verify_key,
        )

    def _begin(
        self,
        case_id: CaseId,
        partner_id: PartnerId,
        confirmed: AbstractSet[str],
        way: str,
        repeating: DisclosureId | None,
    ) -> tuple[Prepared, Disclosure]:
        session = self._session
        session.refuse_in_practice()
        with session.write() as store:
            prepared = prepare(session, store, case_id, partner_id, confirmed)
            prepared.decision.require_release()
            if way == BUNDLE:
                _require_key(prepared.partner)
            row = Disclosure(
                id=repeating or DisclosureId(uuid4()),
                case_id=case_id,
                partner_id=partner_id,
                partner_name=prepared.partner.full_name,
                waiver_ids=prepared.decision.waiver_ids,
                way=way,
                categories=prepared.decision.categories,
                paths=tuple(fact.path for fact in prepared.decision.released),
                state=DisclosureState.BEGUN,
                begun_at=session.now(),
                by=session.by,
            )
            if repeating:
                store.disclosures.save(row)
            else:
                store.disclosures.add(row)
            session.note(store, "disclosure.begun", case_id, row.id)
        return prepared, row

    def _finish(self, row: Disclosure, path: Path, sha256: str) -> Disclosure:
        session = self._session
        with session.write() as store:
            present = store.disclosures.get(row.id)
            if present.state is not DisclosureState.BEGUN:
                # A withdrawal came while the file was written.
                with medium_errors():
                    path.unlink()
                raise NotPermittedError("withdrawn_meanwhile")
            done = replace(
                row,
                state=DisclosureState.DONE,
                done_at=session.now(),
                file_sha256=sha256,
                file_bytes=path.stat().st_size,
            )
            store.disclosures.save(done)
            session.note(store, "disclosure.done", row.case_id, row.id)
        return done


def _require_key(partner: Partner) -> None:
    if not partner.age_recipient:
        raise NotPermittedError("no_key")
    if partner.keys_verified_on is None:
        raise NotPermittedError("key_not_verified")


def _read_back(path: Path, own_identity: str, *, is_ours_too: bool) -> str:
    """Return the hash of a finished bundle, after seeing that it opens whole.

    Sealed to a post-quantum key it opens for the partner alone; then the hash is all.

    Raises:
        BundleDamagedError: The medium did not take what was written.
    """
    return open_bundle(path, [own_identity]).sha256 if is_ours_too else file_sha256(path)
