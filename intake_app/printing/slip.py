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
from intake_app.printing.slip_cover import EASY_LOOKS, LARGE, LOOKS, write_cover
from intake_app.printing.slip_data import found
from intake_app.printing.slip_sketches import ways
from intake_app.printing.slip_strip import strip
from intake_app.printing.typography import LARGE_PRINT

if TYPE_CHECKING:
    from intake_app.printing.page import Imprint
    from intake_app.printing.slip_cover import CoverLook
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
    # A strip would take along what is printed on its back: another office's strip.
    design = PageDesign(
        number=format_slip_number(data.number),
        code=lambda _page, _pages: slip_code(data.number),
        foot=_finder(german, other, imprint),
        one_sided=True,
    )
    layouts = Layouts()
    if large:
        draft = Draft()
        write_cover(Writer(draft, german, other, scale=LARGE_PRINT), data, imprint, LARGE)
    else:
        draft = _Cover(data, german, other, imprint, layouts).fitted(design)
    draft.begin_part(bare=True)
    writer = Writer(draft, german, other, layouts=layouts)
    for station in data.stations:
        draft.add(strip(writer, data, station, imprint))
    return print_pages(draft, design, imprint, german, other)


class _Cover:
    """Sets the cover in one look after another, until it fits on one sheet."""

    def __init__(
        self,
        data: Slip,
        german: Wording,
        other: Wording | None,
        imprint: Imprint,
        layouts: Layouts,
    ) -> None:
        self._data = data
        self._texts = (german, other)
        self._imprint = imprint
        self._layouts = layouts

    def fitted(self, design: PageDesign) -> Draft:
        """Return the cover; sketches go to a second sheet before letters get small for them."""
        if any(station.sketch for station in self._data.stations):
            for look in EASY_LOOKS:
                draft = self._written(look)
                self._add_ways(draft)
                if self._sheets(draft, design) == 1:
                    return draft
        draft = self._on_fewest_sheets(design)
        self._add_ways(draft)
        return draft

    def _on_fewest_sheets(self, design: PageDesign) -> Draft:
        """Return the cover in the easiest of the looks that need no more sheets than others."""
        tried: list[tuple[int, Draft]] = []
        for look in LOOKS:
            draft = self._written(look)
            tried.append((self._sheets(draft, design), draft))
            if tried[-1][0] == 1:
                break
        return min(tried, key=lambda attempt: attempt[0])[1]

    def _written(self, look: CoverLook) -> Draft:
        draft = Draft()
        write_cover(self._writer(draft), self._data, self._imprint, look)
        return draft

    def _add_ways(self, draft: Draft) -> None:
        draft.add(*ways(self._writer(draft), self._data.stations))

    def _writer(self, draft: Draft) -> Writer:
        return Writer(draft, *self._texts, layouts=self._layouts)

    def _sheets(self, draft: Draft, design: PageDesign) -> int:
        return sum(pages_of_parts(draft, design, self._imprint, *self._texts))


def _finder(german: Wording, other: Wording | None, imprint: Imprint) -> tuple[str, ...]:
    """Return where a finder takes a sheet of the cover, which the strips say too."""
    said = found(Writer(Draft(), german, other), imprint)
    return said.german, said.other
