"""Keys that lead through a page without the mouse."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_MARGIN = 48


def bind(
    widget: QWidget, keys: str, slot: Callable[[], object], *, whole_window: bool = False
) -> QShortcut:
    """Call `slot` on a key; return the shortcut.

    Args:
        widget: Where it works: in it and in everything inside.
        keys: As "Ctrl+L" or "F12".
        slot: What to call.
        whole_window: Let it work anywhere in the window of `widget`.
    """
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(
        Qt.ShortcutContext.WindowShortcut
        if whole_window
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    shortcut.activated.connect(slot)
    return shortcut


def focus_within(widget: QWidget) -> bool:
    """Tell whether the widget or something inside it has the focus."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def stops_of(widget: QWidget) -> Iterator[QWidget]:
    """Yield what can have the focus in `widget`, in the order in which it is laid out."""
    takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    if takes_focus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _stops_in(layout)


def first_stop(widget: QWidget) -> QWidget | None:
    """Return what gets the focus first when Tab enters `widget`."""
    for inside in stops_of(widget):
        tabs = inside.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabs and inside.isEnabled() and inside.isVisibleTo(widget):
            return inside
    return None


def order_tabs(widget: QWidget) -> None:
    """Let Tab go through `widget` in the order in which it is laid out.

    Qt goes in the order in which widgets were made, and much is made only when it is
    needed.
    """
    stops = list(stops_of(widget))
    for stop, following in pairwise(stops):
        QWidget.setTabOrder(stop, following)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops_of(widget)
        elif inner is not None:
            yield from _stops_in(inner)


def show_in_scroll(widget: QWidget) -> None:
    """Scroll the page so that the whole widget is to be seen."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        parent.ensureWidgetVisible(widget, 0, _MARGIN)


class StopKeys(QObject):
    """Ctrl+↓ and Ctrl+↑ lead from question to question, Ctrl+PgDn and Ctrl+PgUp further.

    Args:
        page: Where the keys work.
        stops: Returns the questions in their order; hidden ones are passed over.

    Signals:
        left_end: There is no further question: go to the next section (+1) or back (−1).
    """

    left_end = Signal(int)

    def __init__(self, page: QWidget, stops: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(page)
        self._stops = stops
        bind(page, "Ctrl+Down", lambda: self.go(1))
        bind(page, "Ctrl+Up", lambda: self.go(-1))
        bind(page, "Ctrl+PgDown", lambda: self.left_end.emit(1))
        bind(page, "Ctrl+PgUp", lambda: self.left_end.emit(-1))

    def go(self, step: int) -> None:
        """Lead to the next question (+1) or back (−1)."""
        stops = [stop for stop in self._stops() if stop.isVisible()]
        here = next((n for n, stop in enumerate(stops) if focus_within(stop)), None)
        there = (0 if step > 0 else len(stops) - 1) if here is None else here + step
        while 0 <= there < len(stops):
            target = first_stop(stops[there])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                show_in_scroll(stops[there])
                return
            there += step
        self.left_end.emit(step)
