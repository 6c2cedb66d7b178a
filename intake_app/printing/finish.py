"""The last pass over a file: structure tree, metadata and output intent (PDF/UA-1, PDF/A-2a).

Data that belong to a paper are put in afterwards (`attached`, PDF/A-3a).  Encrypting a file for
a partner without a key is the bundle's business, and ends its being PDF/A.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from intake_app.printing.output_intent import srgb_profile
from intake_app.printing.tags import Element, MarkedContent

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.printing.tags import Structure

_PRODUCER = "Intake App"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the file says about itself to those who cannot read it.

    Attributes:
        title: A neutral title: the number of the document, never a name or what it is about.
        language: BCP 47 tag of the main language.
        made_at: Moment of making, aware.
        one_sided: Parts are torn off, so whatever program prints it leaves the backs empty.
    """

    title: str
    language: str
    made_at: datetime
    one_sided: bool = False


_ELEMENT = Name.StructElem

# Half the time of the usual level for a file that is a twenty-fifth larger.
pikepdf.settings.set_flate_compression_level(4)


def finish(raw: bytes, structure: Structure, metadata: Metadata) -> bytes:
    """Return the PDF with its structure tree, metadata and output intent."""
    pdf = pikepdf.open(BytesIO(raw))
    root: Any = pdf.Root
    root.Lang = String(metadata.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if metadata.one_sided:
        root.ViewerPreferences.Duplex = Name.Simplex
    root.StructTreeRoot = _TreeWriter(pdf, structure).write()
    profile = pdf.make_stream(srgb_profile())
    profile.N = 3
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB"),
                DestOutputProfile=profile,
            )
        ]
    )
    _write_metadata(pdf, metadata)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the file; the same objects give the same bytes."""
    target = BytesIO()
    pdf.save(
        target,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return target.getvalue()


def pdf_date(moment: datetime) -> str:
    """Return an aware moment as PDF writes dates (ISO 32000-2, 7.9.4)."""
    offset = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def _write_metadata(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    moment = metadata.made_at.replace(microsecond=0)
    coded = String(pdf_date(moment))
    trailer: Any = pdf.trailer
    if "/Info" in trailer:
        del trailer["/Info"]
    trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(metadata.title),
            CreationDate=coded,
            ModDate=coded,
            Creator=String(_PRODUCER),
            Producer=String(_PRODUCER),
        )
    )
    text = _XMP.format(
        title=html.escape(metadata.title),
        language=metadata.language,
        date=moment.isoformat(),
        producer=_PRODUCER,
    )
    stream = pdf.make_stream(text.encode())
    stream.Type = Name.Metadata
    stream.Subtype = Name.XML
    root: Any = pdf.Root
    root.Metadata = stream


class _TreeWriter:
    """Turns a `Structure` into PDF objects and ties them to the pages."""

    def __init__(self, pdf: pikepdf.Pdf, structure: Structure) -> None:
        self._pdf = pdf
        self._structure = structure
        self._pages = [page.obj for page in pdf.pages]
        self._objects: dict[int, Any] = {}

    def write(self) -> pikepdf.Object:
        """Return the structure tree root."""
        tree: Any = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(self._structure.root, tree)])
        numbers = Array()
        for page, owners in sorted(self._structure.owners.items()):
            self._pages[page].StructParents = page
            self._pages[page].Tabs = Name.S
            row = Array([self._objects[id(owner)] for owner in owners])
            numbers.append(page)
            numbers.append(self._pdf.make_indirect(row))
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(self._pages)
        written: pikepdf.Object = tree
        return written

    def _element(self, element: Element, parent: Any) -> Any:  # noqa: ANN401 - PDF objects
        entries: dict[str, Any] = {"/Type": _ELEMENT, "/S": Name(f"/{element.tag}"), "/P": parent}
        if element.language:
            entries["/Lang"] = String(element.language)
        if element.alternative:
            entries["/Alt"] = String(element.alternative)
        attributes = _attributes(element)
        if attributes:
            entries["/A"] = attributes[0] if len(attributes) == 1 else Array(attributes)
        # Content on the page that is named here needs no more than its number.
        first = next((c.page for c in element.children if isinstance(c, MarkedContent)), None)
        if first is not None:
            entries["/Pg"] = self._pages[first]
        made: Any = self._pdf.make_indirect(Dictionary(entries))
        self._objects[id(element)] = made
        children: list[Any] = []
        for child in element.children:
            if not isinstance(child, MarkedContent):
                if not child.is_empty:
                    children.append(self._element(child, made))
            elif child.page == first:
                children.append(child.number)
            else:
                page = self._pages[child.page]
                children.append(Dictionary(Type=Name.MCR, Pg=page, MCID=child.number))
        if children:
            made.K = children[0] if len(children) == 1 else Array(children)
        return made


def _attributes(element: Element) -> list[Any]:
    found: list[Any] = []
    if element.scope:
        found.append(Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}")))
    if element.column_span > 1:
        found.append(Dictionary(O=Name.Table, ColSpan=element.column_span))
    if element.box:
        box = Array([round(value, 2) for value in element.box])
        found.append(Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box))
    if element.right_to_left:
        found.append(Dictionary(O=Name.Layout, WritingMode=Name.RlTb))
    return found
