"""Papers whose bytes are kept, because they are signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.office import PaperKind, PrintState

if TYPE_CHECKING:
    from intake_app.domain.waiver import Waiver
    from intake_app.store.transaction import Store


def kept_waiver(store: Store, waiver: Waiver) -> bytes | None:
    """Return the bytes that came out of the printer, once the wording is fixed by printing.

    A signature on the pad is no part of them; such a paper is drawn again with it.
    """
    if waiver.printed_at is None or (waiver.signature and waiver.signature.strokes):
        return None
    for paper in reversed(store.papers.of_case(waiver.case_id)):
        printed_well = paper.state is PrintState.PRINTED and paper.number == waiver.number
        if paper.kind is PaperKind.WAIVER and printed_well:
            data = store.papers.get(paper.id).data
            if data:
                return data
    return None
