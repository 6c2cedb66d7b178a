"""The routing slip (Laufzettel): a cover page that stays, and a strip for every office.

It carries organisation, never content: no birth date, no origin, no papers, no health.
Each strip is torn off, so that one office does not read what another was visited for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.numbers import format_slip_number, slip_code
from intake_app.printing.blocks import Writer
from intake_app.printing.layout import Layouts
from intake_app.printing.page import Draft, PageDesign, pages_of_parts, print_pages
from intake_app.printing.slip_cover import LARGE, LOOKS, write_cover
from intake_app.printing.slip_strip import strip
from intake_app.printing.typography import LARGE_PRINT

if TYPE_CHECKING:
    from intake_app.printing.page import Imprint
    from intake_app.printing.slip_data import Slip
    from intake_app.printing.wording import Wording


def render(
    data: Slip,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return cover page and strips as a PDF.

    In large print the cover, which the person reads, takes several pages; the strips stay as
    they are, because three of them are torn from a sheet for the offices.
    """
    shown = format_slip_number(data.number)
    # A strip would take along what is printed on its back: another office's strip.
    design = PageDesign(
        number=shown, code=lambda _page, _pages: slip_code(data.number), one_sided=True
    )
    draft = Draft()
    layouts = Layouts()
    for look in () if large else LOOKS:
        draft = Draft()
        write_cover(Writer(draft, german, other, layouts=layouts), data, imprint, look)
        if pages_of_parts(draft, design, imprint, german, other) == [1]:
            break
    if large:
        write_cover(Writer(draft, german, other, scale=LARGE_PRINT), data, imprint, LARGE)
    draft.begin_part(bare=True)
    writer = Writer(draft, german, other, layouts=layouts)
    for station in data.stations:
        draft.add(strip(writer, data, station, imprint))
    return print_pages(draft, design, imprint, german, other)
