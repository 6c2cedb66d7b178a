"""ReportLab's canvas with our text: laid-out lines, cluster fonts, marked content."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from intake_app.printing.bidi import reorder
from intake_app.printing.fonts import face
from intake_app.printing.pdf_font import ClusterFont
from intake_app.printing.tags import Element, Structure
from intake_app.printing.typography import INK, PAGE_HEIGHT, PAGE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.printing.layout import Layout, Line, Run
    from intake_app.printing.shaping import Cluster, Shaped
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
        super().__init__(self._target, pagesize=(width, height), pageCompression=1, invariant=1)
        self.structure = Structure()

    def _make_preamble(self) -> None:
        """Begin pages without ReportLab's initial font, which would not be embedded."""
        self._preamble = ""

    def finished(self) -> bytes:
        """Close the file and return it."""
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
        _LineWriter(self, layout, size, (x, y), color).write(line)


class _LineWriter:
    def __init__(
        self,
        canvas: TaggedCanvas,
        layout: Layout,
        size: float,
        origin: tuple[float, float],
        color: Color,
    ) -> None:
        self._canvas = canvas
        self._layout = layout
        self._size = size
        self._scale = size / 1000
        self._x = origin[0]
        self._height = f"{origin[1]:.2f}"
        self._color = color
        self._out: list[str] = []
        self._font = ""
        self._ink: Color | None = None

    def write(self, line: Line) -> None:
        places, spaces = self._places(line)
        self._out.append("BT")
        for index, atom in enumerate(line.atoms):
            for run in atom.runs:
                self._run(run, places[id(run)])
            if index in spaces and atom.runs:
                self._space(atom.runs[-1].key, spaces[index])
        self._out.append("ET")
        self._canvas.addLiteral("\n".join(self._out))

    def _places(self, line: Line) -> tuple[dict[int, float], dict[int, float]]:
        """Return the x of every run (by id) and of the space after an atom (by index)."""
        sequence: list[tuple[int, tuple[Run | None, int, float]]] = []
        last = len(line.atoms) - 1
        for index, atom in enumerate(line.atoms):
            sequence += [(run.level, (run, index, run.shaped.width)) for run in atom.runs]
            if atom.spaces and index < last:
                level = self._layout.levels[atom.end]
                sequence.append((level, (None, index, atom.space_width)))
        runs: dict[int, float] = {}
        spaces: dict[int, float] = {}
        x = 0.0
        for run, index, width in reorder(sequence):
            if run is None:
                spaces[index] = x
            else:
                runs[id(run)] = x
            x += width
        if (
            line.atoms
            and not line.last
            and (line.atoms[last].spaces or line.atoms[last].ends_line)
        ):
            # An invisible space at the end keeps the words of two lines apart when copied;
            # the parts of a word that breaks after its hyphen belong together.
            width = line.atoms[last].space_width
            spaces[last] = -width if self._layout.right_to_left else x
        return runs, spaces

    def _run(self, run: Run, x: float) -> None:
        clusters = run.shaped.clusters
        if not clusters:
            return
        font = self._canvas.cluster_font(run.key)
        self._use_color(run.span.color or self._color)
        self._use_font(font)
        if run.level & 1:
            for cluster in clusters:
                code = font.code(cluster.shape, cluster.text)
                self._put(x + cluster.x * font.face.optical_scale, f"<{code}>Tj")
        else:
            self._show(font, run.shaped, x)

    def _show(self, font: ClusterFont, shaped: Shaped, x: float) -> None:
        """Show neighbouring clusters from left to right; x is where their run begins."""
        shown = font.shown.get(id(shaped))
        if shown is None:
            # The shaped run itself is kept beside its text, so that nothing else gets its id.
            shown = font.shown[id(shaped)] = (shaped, _operator(font, shaped.clusters))
        self._put(x + shaped.clusters[0].x * font.face.optical_scale, shown[1])

    def _put(self, x: float, shown: str) -> None:
        self._out.append(f"1 0 0 1 {self._x + x * self._scale:.2f} {self._height} Tm {shown}")

    def _space(self, key: str, x: float) -> None:
        font = self._canvas.cluster_font(key)
        if font.space_code:
            self._use_font(font)
            self._put(x, f"<{font.space_code}>Tj")

    def _use_font(self, font: ClusterFont) -> None:
        if font.internal_name != self._font:
            self._font = font.internal_name
            self._out.append(f"/{self._font} {self._size * font.face.optical_scale:.2f} Tf")

    def _use_color(self, color: Color) -> None:
        if color != self._ink:
            self._ink = color
            self._out.append("{:.3f} {:.3f} {:.3f} rg".format(*color))


def _operator(font: ClusterFont, clusters: Sequence[Cluster]) -> str:
    """Return the operator that shows neighbouring clusters from left to right."""
    pen = clusters[0].x
    shown = "["
    codes = ""
    for cluster in clusters:
        if abs(cluster.x - pen) > _TOLERANCE:
            shown += f"<{codes}>{pen - cluster.x:.2f}"
            codes, pen = "", cluster.x
        codes += font.code(cluster.shape, cluster.text)
        pen += cluster.shape.advance
    return f"<{codes}>Tj" if shown == "[" else f"{shown}<{codes}>]TJ"


_TOLERANCE = 0.05
