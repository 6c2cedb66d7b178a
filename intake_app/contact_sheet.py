"""Small pictures of all pages of some PDF files on one large picture, each with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from intake_app.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DPI = 40
COLUMNS = 10
_MARGIN, _LABEL = 8, 18
_WHITE, _DESK, _INK = (255, 255, 255, 255), "#d5d9de", "#202428"


def contact_sheet(files: Sequence[Path], *, dpi: int = DPI) -> tuple[Image.Image, int]:
    """Return the picture of all pages in the order of the files, and how many there are."""
    pictures = [
        (f"{file.stem} {number}", picture)
        for file in files
        for number, picture in enumerate(_pages(file, dpi), 1)
    ]
    width = max(picture.width for _, picture in pictures) + _MARGIN
    height = max(picture.height for _, picture in pictures) + _MARGIN + _LABEL
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * width + _MARGIN, rows * height + _MARGIN), _DESK)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(resources_dir() / "fonts" / "NotoSans-Regular.ttf"), 12)
    for place, (name, picture) in enumerate(pictures):
        row, column = divmod(place, COLUMNS)
        left, top = column * width + _MARGIN, row * height + _MARGIN
        draw.text((left, top), name, fill=_INK, font=font)
        sheet.paste(picture, (left, top + _LABEL))
    return sheet, len(pictures)


def _pages(file: Path, dpi: int) -> list[Image.Image]:
    document: Any = pypdfium2.PdfDocument(file)
    try:
        return [page.render(scale=dpi / 72, fill_color=_WHITE).to_pil() for page in document]
    finally:
        document.close()
