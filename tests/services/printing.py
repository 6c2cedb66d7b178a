"""A waiver comes out of the printer, as the print page does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.domain.codes import WaiverId
    from intake_app.domain.waiver import Waiver
    from intake_app.services.services import Services


def print_waiver(services: Services, waiver_id: WaiverId) -> Waiver:
    """Print a prepared waiver; it comes out well, so its wording is fixed."""
    document = services.papers.waiver(waiver_id)
    paper = services.papers.send(document)
    services.papers.came_out(paper.id, document)
    return services.waivers.get(waiver_id)
