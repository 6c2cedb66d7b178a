"""A paper that carries its content as data beside the page (PDF/A-3, an associated file).

A file made by `finish` is PDF/A-2, which allows no such attachment; with one it is PDF/A-3.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from intake_app.printing.finish import pdf_date, saved

if TYPE_CHECKING:
    from datetime import datetime

_WITHOUT: Final = b"<pdfaid:part>2</pdfaid:part>"
_WITH: Final = b"<pdfaid:part>3</pdfaid:part>"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedData:
    """Data that belong to a paper.

    Attributes:
        name: File name, neutral.
        media_type: Of the data, for example "application/json".
        label: What they are, in German.
        made_at: Moment of making, aware.
    """

    name: str
    media_type: str
    label: str
    made_at: datetime
    data: bytes


def with_data(paper: bytes, attached: AttachedData) -> bytes:
    """Return a finished paper with data that say the same as its pages.

    Raises:
        ValueError: The paper does not say that it is PDF/A-2.
    """
    with pikepdf.open(BytesIO(paper)) as pdf:
        root: Any = pdf.Root
        metadata = root.Metadata.read_bytes()
        if _WITHOUT not in metadata:
            raise ValueError("only a finished paper carries data")
        root.Metadata.write(metadata.replace(_WITHOUT, _WITH))
        file = pdf.make_indirect(_specification(pdf, attached))
        root.AF = Array([file])
        root.Names = Dictionary(
            EmbeddedFiles=Dictionary(Names=Array([String(attached.name), file]))
        )
        return saved(pdf)


def _specification(pdf: pikepdf.Pdf, attached: AttachedData) -> Dictionary:
    """Return the file specification; `Data` means that the page was made from them."""
    stream: Any = pdf.make_stream(attached.data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name(f"/{attached.media_type}")
    moment = String(pdf_date(attached.made_at))
    stream.Params = Dictionary(CreationDate=moment, ModDate=moment, Size=len(attached.data))
    return Dictionary(
        Type=Name.Filespec,
        F=String(attached.name),
        UF=String(attached.name),
        Desc=String(attached.label),
        AFRelationship=Name.Data,
        EF=Dictionary(F=stream, UF=stream),
    )
