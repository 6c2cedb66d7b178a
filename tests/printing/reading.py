"""Reading PDF files back with tools that are not ours."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped, unused-ignore]
import zxingcpp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def images(pdf: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def codes(pdf: bytes, dpi: int = 100) -> list[list[str]]:
    """Return what a reader finds on every page, from top to bottom."""
    found = []
    for image in images(pdf, dpi):
        read = zxingcpp.read_barcodes(image)
        found.append([code.text for code in sorted(read, key=lambda c: c.position.top_left.y)])
    return found


def structure_text(pdf: bytes, folder: Path) -> str:
    """Return the text along the structure tree, as a screen reader meets it."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    command = ["pdfinfo", "-struct-text", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def structure_words(pdf: bytes) -> str:
    """Return the text along the structure tree with the words of figures.

    `structure_text` reads with a program that is not ours, and takes seconds.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        shown = _shown(document)
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return " ".join(_along(document.Root.StructTreeRoot.K[0], None, pages, shown))


def shown_text(pdf: bytes) -> str:
    """Return everything that the pages show, artifacts too."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return "".join(map(_joined, _shown(document).values()))


def cut_words(pdf: bytes) -> list[str]:
    """Return the words that a line's end cuts where no hyphen or slash allows it."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for (_, mark), letters in _shown(document).items():
            if mark == -1:
                continue
            word: list[tuple[str, float]] = []
            for letter in (*letters, (" ", 0.0)):
                if not letter[0].isspace():
                    word.append(letter)
                    continue
                lines = [y for _, y in word]
                if any(
                    lines[at] != lines[at + 1] and word[at][0] not in MAY_END_A_LINE
                    for at in range(len(word) - 1)
                ):
                    found.append(_joined(word))
                word = []
    return found


def _joined(letters: list[tuple[str, float]]) -> str:
    return "".join(text for text, _ in letters)


def _along(
    element: Any,
    page: int | None,
    pages: dict[tuple[int, int], int],
    shown: dict[tuple[int | None, int], list[tuple[str, float]]],
) -> Iterator[str]:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    if "/Alt" in element:
        yield str(element.Alt)
    children = element.get("/K", pikepdf.Array())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            yield _joined(shown.get((page, child), []))
        elif child.get("/Type") == pikepdf.Name.MCR:
            yield _joined(shown.get((pages[child.Pg.objgen], int(child.MCID)), []))
        else:
            yield from _along(child, page, pages, shown)


def _shown(document: pikepdf.Pdf) -> dict[tuple[int | None, int], list[tuple[str, float]]]:
    """Return what each marked content shows by page and number, with the height of its lines.

    Artifacts have the number -1.
    """
    found: dict[tuple[int | None, int], list[tuple[str, float]]] = {}
    fonts: dict[tuple[int, int], dict[int, str]] = {}
    for number, page in enumerate(document.pages):
        marks, letters, height = [-1], {}, 0.0
        operators = "BDC BMC EMC Tf Tm Tj TJ"
        for instruction in pikepdf.parse_content_stream(page, operators):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "BDC":
                    marks.append(int(operands[1].get("/MCID", -1)))
                case "BMC":
                    marks.append(-1)
                case "EMC":
                    marks.pop()
                case "Tf":
                    font = page.Resources.Font[str(operands[0])]
                    if font.objgen not in fonts:
                        fonts[font.objgen] = _letters(font)
                    letters = fonts[font.objgen]
                case "Tm":
                    height = float(operands[5])
                case _:
                    place = found.setdefault((number, marks[-1]), [])
                    place += ((letters[code], height) for code in _codes(operands[0]))
    return found


def _letters(font: Any) -> dict[int, str]:
    pairs = _MAPPED.findall(font.ToUnicode.read_bytes().decode("ascii"))
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _codes(shown: Any) -> Iterator[int]:
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            data = bytes(part)
            yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))


MAY_END_A_LINE = set("-‐–—/፡።፣፤፥፦፧፨")

_MAPPED = re.compile("<([0-9A-F]{4})> <([0-9A-F]+)>")


def font_programs(pdf: bytes) -> list[bool]:
    """Tell of every font that a page uses whether its glyphs are embedded."""
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        return ["/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts]


def characters(pdf: bytes) -> list[tuple[str, float]]:
    """Return every printed character with its size in points."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            size = pypdfium2.raw.FPDFText_GetFontSize(text.raw, index)
            found.append((text.get_text_range(index, 1), size))
    document.close()
    return found


def signing_lines(pdf: bytes) -> list[tuple[float, float]]:
    """Return (left, right) of the lines to sign on, which are 0.7 points thick.

    PDFium grows the bounds by the thickness on both sides.
    """
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = item.get_bounds()
            thickness = top - bottom
            if abs(thickness - 1.4) < 0.05 and right - left > 60:
                found.append((left, right))
    document.close()
    return found


def misplaced(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Return the paragraphs that lie over another, or that come near the edge of the sheet."""
    found = []
    for page in paragraph_boxes(pdf):
        for place, box in enumerate(page):
            left, bottom, right, top = box
            inside = left > 20 and right < 575 and bottom > 10 and top < 835
            if not inside or any(
                min(right, other[2]) - max(left, other[0]) > 2
                and min(top, other[3]) - max(bottom, other[1]) > 2
                for other in page[place + 1 :]
            ):
                found.append(box)
    return found


def paragraph_boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Return where each marked content of every page stands: left, bottom, right, top.

    Artifacts are left out; so are spaces, which have no width.
    """
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        boxes: dict[int, list[tuple[float, float, float, float]]] = {}
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            mark = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(item.raw)
            box = item.get_bounds()
            if mark != -1 and box[2] - box[0] > 0.3:
                boxes.setdefault(mark, []).append(box)
        found.append([_around(parts) for parts in boxes.values()])
    document.close()
    return found


def _around(
    boxes: list[tuple[float, float, float, float]],
) -> tuple[float, float, float, float]:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def word_boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Return where the words of every page stand: left, bottom, right, top."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        found.append([box for box in boxes if box[2] - box[0] > 1])
    document.close()
    return found
