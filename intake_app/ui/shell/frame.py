"""The main window: rail, top bar, and the pages between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from intake_app.ui.shell.rail import Rail
from intake_app.ui.shell.topbar import TopBar
from intake_app.ui.system.keys import bind, first_stop, focus_within
from intake_app.ui.widgets.notices import Banner, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent

    from intake_app.ui.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the rail.

    Attributes:
        key: Its name in the program.
        caption: Its word on the rail.
        icon: Name of its icon.
        build: Makes its page; called on the first visit.
        at_bottom: It stands at the lower end of the rail.
    """

    key: str
    caption: str
    icon: str
    build: Callable[[], Page]
    at_bottom: bool = False


class MainFrame(QMainWindow):
    """The window with the places of the program.

    Pages of a place are built on the first visit.  A page about one thing (a case, a talk)
    is pushed on top and goes when it is left.  The title of the window is only the name
    of the program: it is to be read in task bars and screen sharing.

    Args:
        places: From top to bottom.

    Signals:
        searched: Text in the search box; `search_entered` for Enter, `search_walked` for
            arrow keys in it.
        privacy_changed: Names shall be initials (True) or whole (False).
        lock_asked: Ctrl+L or the button.
        help_asked: F1; key of the place that is open.
        page_shown: Another page is to be seen now.
        closing: The window is about to close; store and lock.
    """

    searched = Signal(str)
    search_entered = Signal()
    search_walked = Signal(int)
    privacy_changed = Signal(bool)
    lock_asked = Signal()
    help_asked = Signal(str)
    page_shown = Signal()
    closing = Signal()

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setWindowTitle("Intake App")
        self._places = {place.key: place for place in places}
        self._pages: dict[str, Page] = {}
        self._pushed: list[Page] = []
        self._place = ""
        self.rail = Rail()
        self.topbar = TopBar()
        self._stack = QStackedWidget()
        self._countdown = Banner("", Level.INFO)
        self._countdown.hide()
        self._working = Banner("", Level.INFO)
        self._working.hide()
        self._lay_out()
        self._connect()
        self.setMinimumSize(640, 420)

    def go(self, key: str) -> bool:
        """Open a place; False when the present page does not let go."""
        had_focus = focus_within(self._stack)
        if not self._leave_all():
            return False
        if key not in self._pages:
            self._pages[key] = self._places[key].build()
            self._stack.addWidget(self._pages[key])
        self._place = key
        self.rail.show_chosen(key)
        self._show(self._pages[key])
        # Else Qt hands the focus to whatever comes next, far from the page.
        stop = None if not had_focus or focus_within(self._stack) else first_stop(self._pages[key])
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def push(self, page: Page) -> None:
        """Open a page about one thing above the present one."""
        page.left.connect(self.back)
        self._pushed.append(page)
        self._stack.addWidget(page)
        self._show(page)

    def back(self) -> None:
        """Close the page on top and show the one below."""
        if not self._pushed or not self._pushed[-1].can_leave():
            return
        self._drop()
        below = self._pushed[-1] if self._pushed else self._pages.get(self._place)
        if below is not None:
            self._show(below)

    def place(self) -> str:
        """Return the key of the place that is open."""
        return self._place

    def page(self) -> Page | None:
        """Return the page that is to be seen."""
        if self._pushed:
            return self._pushed[-1]
        return self._pages.get(self._place)

    def is_discreet(self) -> bool:
        """Tell whether names are shown as initials."""
        return self.topbar.privacy.isChecked()

    def show_advisor(self, initials: str) -> None:
        """Show who is at work."""
        self.topbar.initials.show_initials(initials)

    def show_countdown(self, seconds: int) -> None:
        """Say quietly that the program locks soon; 0 takes it away."""
        self._countdown.setVisible(seconds > 0)
        text = ngettext(
            "The program locks in {seconds} second. Any key stops it.",
            "The program locks in {seconds} seconds. Any key stops it.",
            seconds,
        )
        self._countdown.setText(text.format(seconds=seconds))

    def show_working(self, text: str) -> None:
        """Say on every page what is being done with the whole vault; "" takes it away."""
        self._working.setText(text)
        self._working.setVisible(bool(text))

    def forget(self, key: str) -> None:
        """Take the page of another place away; the next visit builds it anew."""
        page = self._pages.pop(key)
        self._stack.removeWidget(page)
        page.deleteLater()

    def pushed(self) -> Sequence[Page]:
        """Return the pages above the place, the lowest first."""
        return tuple(self._pushed)

    def built(self, key: str) -> Page | None:
        """Return the page of a place; None before the first visit."""
        return self._pages.get(key)

    def to_search(self) -> None:
        """Put the cursor into the search box."""
        self.topbar.search.setFocus()
        self.topbar.search.selectAll()

    def store_typed(self) -> None:
        """Let every page store what is being typed; before locking or closing."""
        for page in (*self._pushed, *self._pages.values()):
            page.can_leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let pages store what is being typed."""
        self.store_typed()
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        centre = QWidget()
        outer = QVBoxLayout(centre)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._working)
        outer.addWidget(self._countdown)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self._stack, 1)
        row.addLayout(right, 1)
        outer.addLayout(row, 1)
        self.setCentralWidget(centre)
        for number, place in enumerate(self._places.values(), start=1):
            self.rail.add(
                place.key,
                place.caption,
                place.icon,
                keys=_("Ctrl+{number}").format(number=number),
                at_bottom=place.at_bottom,
            )
            bind(self, f"Ctrl+{number}", partial(self.go, place.key), whole_window=True)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.topbar.search.searched.connect(self.searched)
        self.topbar.search.entered.connect(self.search_entered)
        self.topbar.search.walked.connect(self.search_walked)
        self.topbar.privacy_changed.connect(self.privacy_changed)
        self.topbar.lock_asked.connect(self.lock_asked)
        bind(self, "Ctrl+K", self.to_search, whole_window=True)
        bind(self, "F12", self.topbar.privacy.toggle, whole_window=True)
        bind(self, "Ctrl+L", self.lock_asked.emit, whole_window=True)
        bind(self, "F1", lambda: self.help_asked.emit(self._place), whole_window=True)
        bind(self, "Alt+Left", self.back, whole_window=True)

    def _leave_all(self) -> bool:
        if not all(page.can_leave() for page in reversed(self._pushed)):
            return False
        present = self._pages.get(self._place)
        if present is not None and not self._pushed and not present.can_leave():
            return False
        while self._pushed:
            self._drop()
        return True

    def _drop(self) -> None:
        page = self._pushed.pop()
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _show(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        page.entered()
        self.page_shown.emit()
