"""A rendered document, as it lies before somebody decides to print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.office import PaperKind

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId, SlipId, WaiverId
    from intake_app.services.sentences import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A rendered document, before it is printed.

    Attributes:
        number: Number printed on it; the print job and a saved file are named by it.
        data: The PDF.
        subject: The waiver or slip it belongs to.
        told: What a partner learns from it; entered in the register when it is printed.
        is_copy: It was printed before and is stamped; the first paper is what counts.
    """

    kind: PaperKind
    case_id: CaseId | None
    number: str
    language: str
    data: bytes
    subject: WaiverId | SlipId | None = None
    told: Told | None = None
    is_copy: bool = False

    @property
    def is_torn(self) -> bool:
        """Whether parts of it are torn off: what lies on their backs would go with them."""
        return self.kind is PaperKind.SLIP
