"""Bundles that partners made for this office, open in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.bundle.reader import SenderState

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.bundle.case_document import CaseDocument
    from intake_app.bundle.manifest import Manifest, PartEntry
    from intake_app.bundle.reader import Bundle
    from intake_app.domain.partner import Partner

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A bundle that is authentic and meant for us.

    Attributes:
        partner: The partner under whose name the signing key is known; None when nobody
            compared the key, and then the sender is not confirmed.
        is_own: Whether this office signed it itself: the sender opens what it handed over.
    """

    bundle: Bundle
    partner: Partner | None
    is_own: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Whether the sender's key was compared on the phone."""
        return self.bundle.sender.state is SenderState.CONFIRMED and self.partner is not None

    @property
    def sender_name(self) -> str:
        """The sender as we know it; unconfirmed, only what the bundle itself says."""
        if self.partner is not None:
            return self.partner.full_name
        party = self.bundle.sender.party
        return ", ".join(part for part in (party.name, party.unit) if part)

    @property
    def made_at(self) -> datetime:
        """When the sender made it."""
        return self.manifest.made_at

    @property
    def manifest(self) -> Manifest:
        """What the bundle says about itself."""
        return self.bundle.manifest

    @property
    def case(self) -> CaseDocument:
        """The answers."""
        return self.bundle.case

    @property
    def documents(self) -> tuple[PartEntry, ...]:
        """The PDFs in it."""
        return tuple(part for part in self.manifest.parts if part.media_type == _PDF)

    def read(self, name: str) -> bytes:
        """Return the bytes of one part; they stay in memory.

        Raises:
            BundleDamagedError: The file changed since it was opened.
        """
        return self.bundle.read_part(name)
