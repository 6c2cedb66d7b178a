"""ReportLab's canvas with our text: laid-out lines, cluster fonts, marked content."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from intake_app.printing.fonts import face
from intake_app.printing.pdf_font import ClusterFont
from intake_app.printing.placing import steps
from intake_app.printing.tags import Element, Structure
from intake_app.printing.typography import INK, PAGE_HEIGHT, PAGE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.printing.layout import Layout, Line
    from intake_app.printing.typography import Color

rl_config.useA85 = 0


class TaggedCanvas(Canvas):
    """The pages of one document.

    Attributes:
        structure: Its structure tree.
    """

    def __init__(self, *, width: float = PAGE_WIDTH, height: float = PAGE_HEIGHT) -> None:
        self._target = BytesIO()
        self._cluster_fonts: dict[str, ClusterFont] = {}
        # The last pass compresses what is left plain; what ReportLab has packed, it would repack.
        super().__init__(self._target, pagesize=(width, height), pageCompression=0, invariant=1)
        self.structure = Structure()

    def _make_preamble(self) -> None:
        """Begin pages without ReportLab's initial font, which would not be embedded."""
        self._preamble = ""

    def finished(self) -> bytes:
        """Close the file and return it."""
        pages: Any = self._doc.Pages  # type: ignore[attr-defined]  # its types leave this out
        for page in pages.pages:
            # What is still text when it is saved, ReportLab encodes letter by letter.
            page.stream = page.stream.encode("ascii")
        self.save()
        return self._target.getvalue()

    @contextmanager
    def marked(self, element: Element | None) -> Iterator[None]:
        """Draw for an element; None marks an artifact."""
        if element is None:
            self.addLiteral("/Artifact BMC")
        else:
            number = self.structure.mark(element, self.getPageNumber() - 1)
            self.addLiteral(f"/{element.tag} <</MCID {number}>> BDC")
        yield
        self.addLiteral("EMC")

    @contextmanager
    def kept_state(self) -> Iterator[None]:
        """Restore colours, widths and transformations afterwards."""
        self.saveState()
        yield
        self.restoreState()

    def cluster_font(self, key: str) -> ClusterFont:
        """Return the document's font of a face."""
        font = self._cluster_fonts.get(key)
        if font is None:
            document: Any = self._doc  # type: ignore[attr-defined]  # fonts are added no other way
            font = ClusterFont(face(key), f"G{len(self._cluster_fonts) + 1}")
            document.fontMapping[key] = f"/{font.internal_name}"
            document.delayedFonts.append(font)
            self._cluster_fonts[key] = font
        return font

    def draw_line(
        self, layout: Layout, line: Line, x: float, y: float, *, size: float, color: Color = INK
    ) -> None:
        """Draw a line with its left end at x on base line y.

        Words go into the stream in reading order, each at its own place; the letters of a
        right-to-left word one by one, so that copied text comes out as it was written.
        """
        out = ["BT"]
        scale, height = size / 1000, f"{y:.2f}"
        used: ClusterFont | None = None
        ink: Color | None = None
        for run, key, start in steps(layout, line):
            font = self.cluster_font(key)
            if run is None:
                shown = font.space
            else:
                shown = font.shown(run.shaped, one_by_one=bool(run.level & 1))
                if (run.span.color or color) != ink:
                    ink = run.span.color or color
                    out.append("{:.3f} {:.3f} {:.3f} rg".format(*ink))
            if shown and font is not used:
                used = font
                out.append(f"/{font.internal_name} {size * font.face.optical_scale:.2f} Tf")
            for offset, operator in shown:
                out.append(f"1 0 0 1 {x + (start + offset) * scale:.2f} {height} Tm {operator}")
        out.append("ET")
        self.addLiteral("\n".join(out))
