"""A read-aloud sheet (Vorleseblatt) made of the texts of the waiver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake_app.form_engine.sentences import side_by_side
from intake_app.printing import read_aloud
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from intake_app.printing.page import Imprint


def render_read_aloud(german: Any, other: Any, made: Imprint, *, large: bool = False) -> bytes:
    """Render the sheet of texts that are long and short, cut as they are read out."""

    def spoken(text_id: str) -> Bilingual:
        return Bilingual(german.block(text_id), other.block(text_id) if other else "")

    def cut(text_id: str) -> list[Bilingual]:
        text = spoken(text_id)
        return [Bilingual(*pair) for pair in side_by_side(text.german, text.other)]

    signs = {
        "B-T02": "speech",
        "B-T08": "hand",
        "B-T09": "undo",
        "B-T13": "shield",
        "B-T14": "pen",
    }
    rows = [(sentence, sign) for text_id, sign in signs.items() for sentence in cut(text_id)]
    checks = [("C-T01", "people"), ("C-T02", "speech"), ("C-T03", "hand"), ("C-T04", "undo")]
    sheet = read_aloud.ReadAloudSheet(
        number="SE-26-00012-6",
        sentences=tuple(
            read_aloud.SpokenSentence(number=number, text=text, sign=sign)
            for number, (text, sign) in enumerate(rows, start=1)
        ),
        request=spoken("C-T00"),
        checks=tuple(
            read_aloud.SpokenSentence(number=number, text=spoken(text_id), sign=sign)
            for number, (text_id, sign) in enumerate(checks, start=1)
        ),
        advisor="M. Beispiel",
    )
    return read_aloud.render(sheet, german, other, made, large=large)
