"""The fonts of one PDF file: a code for every cluster, an embedded subset, a way back to text.

Nothing of this outlives the document, because the clusters spell what was printed.
"""

from __future__ import annotations

import zlib
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfdoc

from intake_app.printing.fonts import face
from intake_app.printing.harfbuzz import hb
from intake_app.printing.shaping import Cluster, PlacedGlyph, Shape, plain_look
from intake_app.printing.truetype import KEPT_TABLES, Outlines, Part, cluster_font
from intake_app.printing.truetype import Cluster as Composite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from intake_app.printing.fonts import Face
    from intake_app.printing.shaping import Shaped

    Shown = tuple[tuple[float, str], ...]

_SYMBOLIC: Final = 4
_CAP_HEIGHT: Final = 714
_STEM: Final = 80
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
)
_CMAP_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end"
_CMAP_BLOCK = 100
_TOLERANCE = 0.05
"""In thousandths of an em; what the pen is off by less is not worth a number."""


class ClusterFont:
    """One face as a composite font (Type 0, Identity-H) of one document.

    Attributes:
        face: The face.
        internal_name: Name in the page's resources.
    """

    def __init__(self, face: Face, internal_name: str) -> None:
        self.face = face
        self.internal_name = internal_name
        self._codes: dict[str, str] = {}
        self._clusters: list[Cluster] = []
        self._shown: dict[int, tuple[Shaped, Shown]] = {}

    def _code(self, cluster: Cluster) -> str:
        """Return the code of a cluster in hex, the same for the same shape and text."""
        code = self._codes.get(cluster.look)
        if code is None:
            self._clusters.append(cluster)
            code = self._codes[cluster.look] = f"{len(self._clusters):04X}"
        return code

    def shown(self, shaped: Shaped, *, one_by_one: bool) -> Shown:
        """Return the operators that show a run, each with its distance from the run's left end.

        Args:
            shaped: The run; words come again and again, and are spelt once.
            one_by_one: Whether each cluster is shown at its own place.
        """
        kept = self._shown.get(id(shaped))
        if kept is None:
            # The run itself is kept beside its operators, so that nothing else gets its id.
            kept = self._shown[id(shaped)] = (shaped, self._spelt(shaped, one_by_one))
        return kept[1]

    def _spelt(self, shaped: Shaped, one_by_one: bool) -> Shown:  # noqa: FBT001 - from shown()
        larger = self.face.optical_scale
        if one_by_one:
            return tuple(
                (cluster.x * larger, f"<{self._code(cluster)}>Tj") for cluster in shaped.clusters
            )
        return ((shaped.clusters[0].x * larger, self._neighbours(shaped.clusters)),)

    def _neighbours(self, clusters: Sequence[Cluster]) -> str:
        """Return the operator that shows neighbouring clusters from left to right."""
        pen = clusters[0].x
        shown = "["
        codes = ""
        for cluster in clusters:
            if abs(cluster.x - pen) > _TOLERANCE:
                shown += f"<{codes}>{pen - cluster.x:.2f}"
                codes, pen = "", cluster.x
            codes += self._code(cluster)
            pen += cluster.shape.advance
        return f"<{codes}>Tj" if shown == "[" else f"{shown}<{codes}>]TJ"

    @cached_property
    def space(self) -> Shown:
        """What shows a space, as `shown`; empty when the face has none."""
        glyph = self.face.space_glyph
        if not glyph:
            return ()
        advance = self.face.advance(glyph)
        shape = Shape((PlacedGlyph(glyph, 0, 0),), advance)
        cluster = Cluster(0, 0.0, advance, shape, " ", plain_look(glyph, " "))
        return ((0.0, f"<{self._code(cluster)}>Tj"),)

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:
        """Write the font into the document; ReportLab calls this before it saves."""
        embedded = self._embedded()
        name = f"{_subset_tag(embedded)}+{self.face.hb_face.get_name(_POSTSCRIPT_NAME)}"
        reference: Callable[[object], object] = document.Reference
        program = _stream(embedded)
        program.dictionary["Length1"] = len(embedded)
        ascent, descent = round(self.face.ascent * 1000), round(self.face.descent * 1000)
        descriptor = _dictionary(
            Type=_name("FontDescriptor"),
            FontName=_name(name),
            Flags=_SYMBOLIC,
            ItalicAngle=0,
            Ascent=ascent,
            Descent=descent,
            CapHeight=_CAP_HEIGHT,
            StemV=_STEM,
            FontBBox=pdfdoc.PDFArray([-1000, descent, 3000, ascent]),
            FontFile2=reference(program),
        )
        widths = [_number(self._in_font_units(c.shape.advance)) for c in self._clusters]
        descendant = _dictionary(
            Type=_name("Font"),
            Subtype=_name("CIDFontType2"),
            BaseFont=_name(name),
            CIDToGIDMap=_name("Identity"),
            CIDSystemInfo=_dictionary(
                Registry=pdfdoc.PDFString("Adobe"),
                Ordering=pdfdoc.PDFString("Identity"),
                Supplement=0,
            ),
            FontDescriptor=reference(descriptor),
            DW=0,
            W=f"[ 1 [ {' '.join(widths)} ] ]".encode(),
        )
        to_unicode = _stream(_to_unicode([cluster.text for cluster in self._clusters]).encode())
        font = _dictionary(
            Type=_name("Font"),
            Subtype=_name("Type0"),
            BaseFont=_name(name),
            Encoding=_name("Identity-H"),
            DescendantFonts=pdfdoc.PDFArray([reference(descendant)]),
            ToUnicode=reference(to_unicode),
        )
        resources: Any = document.idToObject["BasicFonts"]
        resources.dict[self.internal_name] = reference(font)

    def _in_font_units(self, width: float) -> float:
        """Round a width to font units, so that the PDF and its font agree exactly."""
        return round(width / self.face.scale) * self.face.scale

    def _embedded(self) -> bytes:
        scale = self.face.scale
        clusters = [
            Composite(
                tuple(
                    Part(part.glyph, round(part.dx / scale), round(part.dy / scale))
                    for part in cluster.shape.glyphs
                ),
                round(cluster.shape.advance / scale),
            )
            for cluster in self._clusters
        ]
        return cluster_font(_outlines(self.face.key), clusters)


def _subset_tag(program: bytes) -> str:
    """Return the six letters that tell two subsets of a font from each other."""
    number = zlib.crc32(program)
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


@cache
def _outlines(key: str) -> Outlines:
    """Return the glyphs of a face; they are read from its file when they are first needed."""
    hb_face = face(key).hb_face
    return Outlines({tag: bytes(hb_face.reference_table(tag).data) for tag in KEPT_TABLES})


_POSTSCRIPT_NAME: Any = hb.OTNameIdPredefined.POSTSCRIPT_NAME


def _name(text: str) -> str:
    return pdfdoc.PDFName(text)


def _dictionary(**entries: object) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(entries)


def _stream(content: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = []
    return stream


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _to_unicode(texts: Sequence[str]) -> str:
    blocks: list[str] = []
    for start in range(0, len(texts), _CMAP_BLOCK):
        part = texts[start : start + _CMAP_BLOCK]
        lines = _cmap_lines(enumerate(part, start=start + 1))
        blocks.append(f"{len(part)} beginbfchar\n{lines}endbfchar\n")
    return _CMAP_HEAD + "".join(blocks) + _CMAP_TAIL


def _cmap_lines(codes: Iterable[tuple[int, str]]) -> str:
    return "".join(
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for code, text in codes
    )
