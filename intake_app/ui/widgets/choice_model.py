"""What a searchable list shows: all options, or those that fit what was typed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from intake_app.ui.widgets.segments import Option

OPTION_ROLE = Qt.ItemDataRole.UserRole
"""The `Option` of a row; None for a heading."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NO_MATCH = 9


def fold(text: str) -> str:
    """Return a text as it is compared: no case, no accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


class ChoiceModel(QAbstractListModel):
    """Options in their groups; while searching, the best matches first."""

    def __init__(self, options: Sequence[Option], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._words: list[str] = []
        self._hidden: frozenset[str] = frozenset()
        self._query = ""
        self._rows: list[Option | str] = []
        self._refill()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return text or option of a row."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.label
        if role == OPTION_ROLE:
            return None if isinstance(row, str) else row
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return that headings cannot be chosen."""
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def search(self, text: str) -> None:
        """Show what fits `text`; all when it is empty."""
        self._query = fold(text.strip())
        self._refill()

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer other options."""
        self._options = tuple(options)
        self._words = []
        self._refill()

    def hide_codes(self, codes: frozenset[str]) -> None:
        """Leave out options that are chosen already."""
        self._hidden = codes
        self._refill()

    def option(self, code: str) -> Option | None:
        """Return the option with this code."""
        return next((option for option in self._options if option.code == code), None)

    def exact(self, text: str) -> Option | None:
        """Return the option that is written like this, in either language, or None."""
        wanted = fold(text.strip())
        return next(
            (o for o in self._options if wanted and wanted in {fold(o.label), fold(o.other)}), None
        )

    def matches(self) -> Sequence[Option]:
        """Return the options shown, without headings."""
        return [row for row in self._rows if not isinstance(row, str)]

    def row_of(self, code: str) -> int:
        """Return the row of an option, −1 when it is not shown."""
        for number, row in enumerate(self._rows):
            if not isinstance(row, str) and row.code == code:
                return number
        return -1

    def next_row(self, row: int, step: int) -> int:
        """Return the next row that can be chosen, or `row` at the end."""
        there = row + step
        while 0 <= there < len(self._rows):
            if not isinstance(self._rows[there], str):
                return there
            there += step
        return row

    def _refill(self) -> None:
        self.beginResetModel()
        self._rows = self._found() if self._query else self._grouped()
        self.endResetModel()

    def _found(self) -> list[Option | str]:
        if not self._words:
            # Not before somebody searches: a page has many lists.
            self._words = [_searched(option) for option in self._options]
        ranked = [
            (rank, number, option)
            for number, (option, words) in enumerate(zip(self._options, self._words, strict=True))
            if option.code not in self._hidden and (rank := _rank(self._query, words)) < _NO_MATCH
        ]
        return [option for _, _, option in sorted(ranked, key=lambda entry: entry[:2])]

    def _grouped(self) -> list[Option | str]:
        rows: list[Option | str] = []
        heading = ""
        for option in self._options:
            if option.code in self._hidden:
                continue
            if option.group and option.group != heading:
                heading = option.group
                rows.append(heading)
            rows.append(option)
        return rows


def _searched(option: Option) -> str:
    words = " ".join((option.label, option.other, option.keywords))
    return f" {fold(words)} {fold(words.casefold().translate(_UMLAUTS))}"


def _rank(query: str, words: str) -> int:
    if words.startswith(f" {query}"):
        return 0
    if f" {query}" in words:
        return 1
    parts = query.split()
    if all(f" {part}" in words for part in parts):
        return 2
    return 3 if all(part in words for part in parts) else _NO_MATCH
