"""Tables for a spreadsheet: CSV in UTF-8 with its mark, and semicolons, as Germany uses it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """Return the file that holds these rows."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";")
    for row in rows:
        writer.writerow([_harmless(str(cell)) for cell in row])
    return sheet.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
