"""Walks what is on the screen as a screen reader does, and measures targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QScrollBar, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALLEST_TARGET = 28
"""Pixels at 100 %, in both directions; WCAG 2.2 (2.5.8) asks for 24."""

_PASSIVE = (QScrollBar, QScrollArea)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person could not find, name or hit."""

    what: str
    widget: str
    inside: str

    def __str__(self) -> str:
        return f"{self.what}: {self.widget} in {self.inside}"


def problems(page: QWidget) -> list[str]:
    """Return everything wrong with what is to be seen of a shown page."""
    single = (
        problem
        for widget in _visible(page)
        for problem in (*_unnamed(widget), *_too_small(widget), *_unreachable(widget, page))
    )
    return [str(problem) for problem in (*single, *_ambiguous(page))]


def names(page: QWidget) -> list[str]:
    """Return the accessible names of everything that can have the focus, in Tab order."""
    found = []
    widget = page.nextInFocusChain()
    for _ in range(2000):
        if widget is None or widget is page:
            break
        if (page is widget or page.isAncestorOf(widget)) and _takes_tab(widget):
            found.append(_name(widget))
        widget = widget.nextInFocusChain()
    return found


def _visible(page: QWidget) -> Iterator[QWidget]:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget, _PASSIVE):
            yield widget


def _unnamed(widget: QWidget) -> Iterator[Problem]:
    is_control = isinstance(widget, QAbstractButton) or (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
    )
    if is_control and not _name(widget).strip():
        yield _problem("no accessible name", widget)


def _too_small(widget: QWidget) -> Iterator[Problem]:
    if not isinstance(widget, (QAbstractButton, QLineEdit)):
        return
    if widget.width() < SMALLEST_TARGET or widget.height() < SMALLEST_TARGET:
        yield _problem(f"target of {widget.width()} × {widget.height()}", widget)


def _ambiguous(page: QWidget) -> Iterator[Problem]:
    """Find buttons with the same letter: Alt and the letter would press none of them."""
    first: dict[str, QAbstractButton] = {}
    for widget in _visible(page):
        if isinstance(widget, QAbstractButton) and widget.isEnabled():
            keys = QKeySequence.mnemonic(widget.text()).toString()
            other = first.setdefault(keys, widget)
            if keys and other is not widget:
                yield _problem(f"{keys} is taken by “{_name(other)}”", widget)


def _unreachable(widget: QWidget, page: QWidget) -> Iterator[Problem]:
    """Find buttons that neither Tab nor arrow keys lead to.

    Buttons in a group take the focus by click only; then a neighbour must be a Tab stop.
    """
    if not isinstance(widget, QAbstractButton) or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        # Helps the pointer only; the field beside it has keys for the same.
        return
    parent = widget.parentWidget()
    around = page if parent is None else parent
    stops = (w for w in around.findChildren(QAbstractButton) if _takes_tab(w))
    if next(stops, None) is None:
        yield _problem("not reached by keys", widget)


def _takes_tab(widget: QWidget) -> bool:
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabs and widget.isVisible() and widget.isEnabled()


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) or widget.accessibleName()


def _problem(what: str, widget: QWidget) -> Problem:
    parent = widget.parentWidget()
    inside = type(parent).__name__ if parent is not None else "nothing"
    label = _name(widget) or widget.objectName()
    return Problem(what, f"{type(widget).__name__} {label!r}".strip(), inside)
