"""Simple line drawings that speak to people who read no or little text.

Each is drawn on a grid of 24 by 24 with y downwards, in a few commands:

    M x y   L x y   C x y x y x y   Z     path
    O x y r                               circle
    B x y w h r                           box with round corners

Pictograms stand beside words, never instead of them, and carry the words as their
alternative text only where they say something more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from reportlab.pdfgen.pathobject import PDFPathObject

from intake_app.printing.typography import ACCENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.printing.block import Painter
    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.typography import Color

_GRID: Final = 24
_LINE: Final = 1.5
_ARITY: Final = {"M": 2, "L": 2, "C": 6, "Z": 0, "O": 3, "B": 5}

_DRAWINGS: Final = {
    "speech": "M4 5 L20 5 L20 15 L11 15 L7 19 L7 15 L4 15 Z M8 9 L16 9 M8 12 L13 12",
    "two_speech": "M3 4 L14 4 L14 11 L8 11 L5 14 L5 11 L3 11 Z "
    "M17 8 L21 8 L21 17 L19 17 L19 20 L16 17 L10 17 L10 14",
    "office": "M4 20 L4 11 L12 4 L20 11 L20 20 Z M10 20 L10 14 L14 14 L14 20",
    "building": "M3 20 L21 20 M4 9 L12 4 L20 9 Z M6 9 L6 17 M10 9 L10 17 M14 9 "
    "L14 17 M18 9 L18 17 "
    "M4 17 L20 17",
    "page": "M6 3 L15 3 L19 7 L19 21 L6 21 Z M15 3 L15 7 L19 7 M9 11 L16 11 M9 14 L16 14 M9 17 "
    "L13 17",
    "not_ticked": "B5 5 14 14 1.5",
    "keep": "M6 11 L6 3 L18 3 L18 11 M9 6.5 L15 6.5 M9 9.5 L15 9.5 M2.5 13 L7 13 L10 15 L14 15 "
    "C15.5 15 15.5 17 14 17 L10 17 M15 16 L19.5 12.5 C21 11.8 22 13.2 21 14.4 L16 19.5 L8 19.5 "
    "L6 18.5 L2.5 18.5",
    "list": "B5 3 14 18 1.5 M8 8 L9.2 9.2 L11 7 M13 8 L16 8 M8 12.5 L9.2 13.7 L11 11.5 "
    "M13 12.5 L16 12.5 M8 17 L11 17 M13 17 L16 17",
    "choice": "O7 12 4 O17 12 4 M5.4 12 L6.6 13.4 L9 10.4 M15.6 10.6 L18.4 13.4 "
    "M18.4 10.6 L15.6 13.4",
    "hand": "M7 12 L7 6 M10 11 L10 4 M13 11 L13 4 M16 12 L16 6 M7 12 L7 15 C7 19 9 20 12 20 "
    "C16 20 17 18 17 15 L19 10 L17.5 9.4 L16 12",
    "undo": "M9 5 L5 9 L9 13 M5 9 L14 9 C17.5 9 20 11 20 14 C20 17 17.5 19 14 19 L8 19",
    "calendar": "B4 5 16 15 1.5 M4 10 L20 10 M8 3 L8 7 M16 3 L16 7 M8 14 L10 14 M14 14 L16 14 "
    "M8 17 L10 17",
    "law": "O12 12 9 M12 7 L12 13 M12 16.6 L12 16.7",
    "rights": "M12 4 L12 19 M7 19 L17 19 M5 7 L19 7 M5 7 L2.5 13 L7.5 13 Z M19 7 "
    "L16.5 13 L21.5 13 Z",
    "shield": "M12 3 L19 6 L19 12 C19 16 16 19 12 21 C8 19 5 16 5 12 L5 6 Z M9 "
    "12 L11.2 14.2 L15 9.8",
    "heart": "M12 20 C5 15 3 12 3 9 C3 6 5 4.5 7.5 4.5 C9.5 4.5 11 5.5 12 7.5 "
    "C13 5.5 14.5 4.5 16.5 4.5 C19 4.5 21 6 21 9 C21 12 19 15 12 20 Z",
    "pen": "M4 20 L5 15 L16 4 L20 8 L9 19 Z M13.5 6.5 L17.5 10.5",
    "person": "O12 7.5 3.5 M5 20 C5 15.5 8 13.5 12 13.5 C16 13.5 19 15.5 19 20 Z",
    "people": "O8 8 3 O16.5 9 2.5 M2.5 19 C2.5 15 5 13 8 13 C11 13 13.5 15 13.5 19 Z "
    "M15 13.4 C18.5 12.8 21.5 15 21.5 19 L16.5 19",
    "family": "O7 6.5 2.8 O17 6.5 2.8 O12 12.5 2 M2.5 19.5 C2.5 14 4.5 11.5 8.5 12 "
    "M21.5 19.5 C21.5 14 19.5 11.5 15.5 12 M8.5 20 C8.5 17 10 16 12 16 C14 16 "
    "15.5 17 15.5 20 Z",
    "eye": "M2.5 12 C5 7.5 8.5 6 12 6 C15.5 6 19 7.5 21.5 12 C19 16.5 15.5 18 12 18 "
    "C8.5 18 5 16.5 2.5 12 Z O12 12 2.8",
    "phone": "M6 3 L9 3 L10.5 7.5 L8.5 9 C9.5 12 12 14.5 15 15.5 L16.5 13.5 L21 15 L21 18 "
    "C21 20 19 21 17 20.5 C10.5 19 5 13.5 3.5 7 C3 5 4 3 6 3 Z",
    "clock": "O12 12 9 M12 7 L12 12 L15.5 14",
    "bag": "B3.5 8 17 11.5 1.5 M9 8 L9 5 L15 5 L15 8 M3.5 13 L20.5 13",
    "card": "B3 6 18 12.5 1.5 O8 11 2 M5 16 C5.5 14 10.5 14 11 16 M13.5 10.5 L18 "
    "10.5 M13.5 14 L18 14",
    "school": "M2.5 9.5 L12 5 L21.5 9.5 L12 14 Z M6.5 11.5 L6.5 16 C9 18.5 15 "
    "18.5 17.5 16 L17.5 11.5 "
    "M21.5 9.5 L21.5 15",
    "certificate": "B4 3 16 13 1.5 M7 7 L17 7 M7 10 L13 10 O16 15 3 M14 17.5 L14 "
    "21.5 L16 20 L18 21.5 "
    "L18 17.5",
    "cross": "M9 3 L15 3 L15 9 L21 9 L21 15 L15 15 L15 21 L9 21 L9 15 L3 15 L3 9 L9 9 Z",
    "blocks": "B3.5 13 7 7 0.8 B13.5 13 7 7 0.8 B8.5 4 7 7 0.8",
    "tools": "M5 20 L12.5 12.5 M10 5 L14.5 4 L20 9.5 L17 12.5 L14.5 10 L12.5 12 L8.5 8 Z",
    "letter": "B3 6 18 12.5 1.2 M3 7.5 L12 13.5 L21 7.5",
    "coins": "O9 9 5.5 M14 7.5 C18 7.5 20.5 10 20.5 13 C20.5 16.5 18 18.5 15 "
    "18.5 C12 18.5 10 17 9.5 14.5 "
    "M7.5 9 L10.5 9",
    "house_key": "O7.5 12 4 M11.5 12 L21 12 L21 15.5 M17.5 12 L17.5 15",
    "stamp": "M8 4 L16 4 L14 10 L14 13 L19 13 L19 17 L5 17 L5 13 L10 13 L10 10 Z M5 20 L19 20",
    "place": "M12 21.5 C8 15.5 5.5 12.5 5.5 9 C5.5 5 8.5 2.5 12 2.5 C15.5 2.5 18.5 5 18.5 9 "
    "C18.5 12.5 16 15.5 12 21.5 Z O12 9 2.5",
    "bus": "B4 4 16 14 2 M4 12 L20 12 M12 4 L12 12 O8 18.5 1.8 O16 18.5 1.8",
}

STATION: Final = {
    "S01": "card",
    "S02": "bag",
    "S03": "list",
    "S04": "certificate",
    "S05": "school",
    "S06": "speech",
    "S07": "coins",
    "S08": "cross",
    "S09": "blocks",
    "S10": "building",
    "S11": "people",
    "S12": "family",
    "S13": "tools",
    "S14": "letter",
    "S15": "heart",
    "S99": "office",
}
"""Pictogram of each station of the routing slip."""


def pictogram(name: str, *, color: Color = ACCENT) -> Painter:
    """Return a painter of a pictogram; raises KeyError for a name that does not exist."""
    operators = _operators(name)

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        scale = min(width, height) / _GRID
        canvas.translate((width - scale * _GRID) / 2, (height + scale * _GRID) / 2)
        canvas.scale(scale, -scale)
        canvas.setStrokeColorRGB(*color)
        canvas.setLineWidth(_LINE)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.addLiteral(f"{operators} S")

    return paint


@cache
def _operators(name: str) -> str:
    """Return the path of a drawing as it stands in a page."""
    path = PDFPathObject()
    for command, numbers in _commands(_DRAWINGS[name]):
        _draw(path, command, numbers)
    return str(path.getCode())


def _commands(drawing: str) -> Iterator[tuple[str, list[float]]]:
    words = drawing.replace("Z", "Z0").split()
    name, numbers = "", list[float]()
    for word in words:
        if word[0].isalpha():
            if name:
                yield name, numbers
            name, numbers = word[0], []
            word = word[1:]  # noqa: PLW2901 - the number that follows without a space
        numbers.append(float(word))
    yield name, numbers


def _draw(path: PDFPathObject, command: str, numbers: list[float]) -> None:
    if command == "M":
        path.moveTo(*numbers)
    elif command == "L":
        path.lineTo(*numbers)
    elif command == "C":
        path.curveTo(*numbers)
    elif command == "O":
        path.circle(*numbers)
    elif command == "B":
        path.roundRect(*numbers)
    else:
        path.close()
