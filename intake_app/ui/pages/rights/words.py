"""Requests, deletions and holds in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.data_rights import (
    ErasureReason,
    HoldKind,
    IdentityCheck,
    Outcome,
    RequestKind,
    RestrictionGround,
)
from intake_app.domain.retention import RetentionClass
from intake_app.i18n import _
from intake_app.ui.widgets.segments import Option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


REQUESTS, ERASURE, RESTRICTED = "requests", "erasure", "restricted"
"""The parts of the page."""

KINDS: Final[Mapping[RequestKind, Callable[[], str]]] = {
    RequestKind.ACCESS: lambda: _("Access"),
    RequestKind.RECTIFICATION: lambda: _("Correction"),
    RequestKind.ERASURE: lambda: _("Deletion"),
    RequestKind.RESTRICTION: lambda: _("Restriction"),
    RequestKind.OBJECTION: lambda: _("Objection"),
    RequestKind.COMPLAINT: lambda: _("Complaint"),
}
"""What a person asks for."""

IDENTITIES: Final[Mapping[IdentityCheck, Callable[[], str]]] = {
    IdentityCheck.KNOWN: lambda: _("known from the talks"),
    IdentityCheck.PAPER_SEEN: lambda: _("identity card seen"),
    IdentityCheck.SIGNATURE: lambda: _("signature compared"),
    IdentityCheck.REPRESENTATIVE: lambda: _("authority of a representative seen"),
}
"""How it was made sure who asks."""

OUTCOMES: Final[Mapping[Outcome, Callable[[], str]]] = {
    Outcome.GRANTED: lambda: _("done"),
    Outcome.PARTLY: lambda: _("done in part"),
    Outcome.REFUSED: lambda: _("refused"),
    Outcome.WITHDRAWN: lambda: _("taken back by the person"),
}
"""How a request ended."""

GROUNDS: Final[Mapping[RestrictionGround, Callable[[], str]]] = {
    RestrictionGround.ACCURACY: lambda: _("The person says that something is wrong"),
    RestrictionGround.UNLAWFUL: lambda: _("Should be deleted, but the person wants it kept"),
    RestrictionGround.CLAIMS: lambda: _("The person needs it for a claim"),
    RestrictionGround.OBJECTION: lambda: _("An objection is being examined"),
}
"""Why processing is restricted (Art. 18 (1) DSGVO)."""

CLASSES: Final[Mapping[RetentionClass, Callable[[], str]]] = {
    RetentionClass.DRAFT: lambda: _("never became a case"),
    RetentionClass.CASE: lambda: _("whole case"),
    RetentionClass.HEALTH: lambda: _("health limits only"),
    RetentionClass.LEVEL: lambda: _("school level only"),
    RetentionClass.ATTACHMENT: lambda: _("scan"),
    RetentionClass.PROOF: lambda: _("proof of permissions"),
}
"""What goes."""

REASONS: Final[Mapping[ErasureReason, Callable[[], str]]] = {
    ErasureReason.DUE: lambda: _("time is over"),
    ErasureReason.REQUEST: lambda: _("asked for by the person"),
    ErasureReason.UNLAWFUL: lambda: _("should never have been stored"),
}
"""Why it goes."""

HOLDS: Final[Mapping[HoldKind, Callable[[], str]]] = {
    HoldKind.RESTRICTION: lambda: _("the case is restricted"),
    HoldKind.LEGAL_DISPUTE: lambda: _("a legal dispute is going on"),
    HoldKind.REQUEST: lambda: _("a request of the person is still open"),
}
"""What stops a deletion."""


def options(words: Mapping[RequestKind, Callable[[], str]]
            | Mapping[IdentityCheck, Callable[[], str]]
            | Mapping[Outcome, Callable[[], str]]
            | Mapping[RestrictionGround, Callable[[], str]]
            | Mapping[ErasureReason, Callable[[], str]]) -> list[Option]:  # fmt: skip
    """Return words as answers to choose from."""
    return [Option(code=code.value, label=label()) for code, label in words.items()]
