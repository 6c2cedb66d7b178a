"""How a question of a filled form is named outside of its own view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.services.steps import INFORM_PARTNER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.form_engine.wording import Wording
    from intake_app.services.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """A row of a repeat in which a question stands.

    Attributes:
        repeat_path: Path of the repeat.
        row: Id of the row.
        number: Its place among the rows, from 1; 0 when the row is gone.
    """

    repeat_path: str
    row: str
    number: int


def row_of(sheet: Sheet, path: str) -> RowPlace | None:
    """Return the row in which the question at a path stands, None outside of repeats."""
    repeat = sheet.form.place_at(path).repeat
    if not repeat:
        return None
    steps = path.split("/")
    place = steps.index(repeat)
    repeat_path, row = "/".join(steps[: place + 1]), steps[place + 1]
    rows = sheet.reading.row_ids(repeat_path)
    return RowPlace(
        repeat_path=repeat_path, row=row, number=rows.index(row) + 1 if row in rows else 0
    )


def question_words(sheet: Sheet, path: str, german: Wording) -> str:
    """Return the question at a path in German, with the entry in which it stands."""
    label = german.label(sheet.form.place_at(path).question)
    row = row_of(sheet, path)
    if row is None or not row.number:
        return label
    return _("Entry {number}: {question}").format(number=row.number, question=label)


def answer_words(
    sheet: Sheet, path: str, german: Wording, partners: Mapping[str, str] | None = None
) -> str:
    """Return the answer at a path in German; empty when it was not asked.

    Args:
        sheet: The talk.
        path: Path of the answer.
        german: The wording of record.
        partners: Names of partners by their id, for answers that name one.
    """
    value = sheet.reading.answer(path).value
    if value == INFORM_PARTNER:
        return _("Tell the office that the permission has ended")
    if value and partners and value in partners:
        return partners[value]
    return sheet.display(path, german)
