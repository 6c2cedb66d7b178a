"""Where somebody stands on a page: the field, the place of the cursor, how far it is scrolled.

A page is built anew after unlocking.  A control is found again by its kind and its name, of
which only a number is kept: what is remembered while the vault is locked holds no text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

_Mark: TypeAlias = tuple[str, int, int]
"""Class of a control, number that stands for its name, and which of several alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where somebody stands on one page.

    Attributes:
        focus: The control that had the focus last; None when none had.
        cursor: Place of the cursor in its text, and of the other end of what is selected.
        scrolled: How far each part of the page is scrolled down.
    """

    focus: _Mark | None = None
    cursor: tuple[int, int] = (0, 0)
    scrolled: tuple[int, ...] = ()


NOWHERE = Standing()


def standing_on(page: QWidget) -> Standing:
    """Return where somebody stands on the page now."""
    focused = page.focusWidget()
    focus = next((mark for mark, widget in _marked(page) if widget is focused), None)
    bars = (area.verticalScrollBar().value() for area in page.findChildren(QAbstractScrollArea))
    return Standing(focus=focus, cursor=_cursor_of(focused), scrolled=tuple(bars))


def stand_on(page: QWidget, where: Standing) -> None:
    """Lead there again; what is no longer there is left out."""
    found = next((widget for mark, widget in _marked(page) if mark == where.focus), None)
    if found is not None:
        found.setFocus()
        _set_cursor(found, where.cursor)
    areas = page.findChildren(QAbstractScrollArea)
    for area, value in zip(areas, where.scrolled, strict=False):
        if value:
            _Scroll(area, value)


def _marked(page: QWidget) -> Iterator[tuple[_Mark, QWidget]]:
    seen: Counter[tuple[str, int]] = Counter()
    for widget in page.findChildren(QWidget):
        if widget.isVisibleTo(page) and widget.focusPolicy().value:
            kind = (type(widget).__name__, hash(widget.accessibleName()))
            seen[kind] += 1
            yield (*kind, seen[kind]), widget


def _cursor_of(widget: QWidget | None) -> tuple[int, int]:
    if isinstance(widget, QLineEdit):
        begin = widget.selectionStart()
        at = widget.cursorPosition()
        if begin < 0:
            return at, at
        end = begin + widget.selectionLength()
        return at, begin if at == end else end
    if isinstance(widget, QTextEdit):
        cursor = widget.textCursor()
        return cursor.position(), cursor.anchor()
    return 0, 0


def _set_cursor(widget: QWidget, cursor: tuple[int, int]) -> None:
    at, anchor = cursor
    if isinstance(widget, QLineEdit):
        longest = len(widget.text())
        at, anchor = min(at, longest), min(anchor, longest)
        widget.setCursorPosition(anchor)
        widget.setSelection(anchor, at - anchor)
    elif isinstance(widget, QTextEdit):
        longest = len(widget.toPlainText())
        there = widget.textCursor()
        there.setPosition(min(anchor, longest))
        there.setPosition(min(at, longest), QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(there)


class _Scroll(QObject):
    """Scrolls as soon as the page is long enough, once."""

    def __init__(self, area: QAbstractScrollArea, value: int) -> None:
        bar = area.verticalScrollBar()
        super().__init__(bar)
        self._bar = bar
        self._value = value
        bar.rangeChanged.connect(self._try)
        self._try()

    def _try(self) -> None:
        if self._bar.maximum() >= self._value:
            self._bar.rangeChanged.disconnect(self._try)
            self._bar.setValue(self._value)
            self.deleteLater()
