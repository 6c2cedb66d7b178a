"""From page to page: where an advisor is, and how to be there again after locking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.errors import IntakeError
from intake_app.ui.shell.frame import MainFrame, Place
from intake_app.ui.shell.standing import NOWHERE, Standing, stand_on, standing_on
from intake_app.ui.widgets.notices import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.services.office import OfficeService
    from intake_app.ui.pages.page import Page

Way: TypeAlias = Callable[..., None]
"""Opens a page about one thing, given its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A page that is open.

    Attributes:
        way: Key of the place, or name of the way that led there.
        subject: Id of what the page is about; None for places.
        part: Which part of it is open, as `Page.part` gives it.
        standing: Where somebody stands on it.
    """

    way: str
    subject: object = None
    part: str = ""
    standing: Standing = NOWHERE

    @property
    def draft(self) -> str:
        """Name under which the vault keeps what is half typed there."""
        return f"{self.way}/{self.subject}" if self.subject else self.way


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where an advisor is; ids and keys only, so it may outlive the session."""

    place: Stop
    above: tuple[Stop, ...] = ()


class Navigation(QObject):
    """Goes from page to page, and keeps what is half typed on them.

    Args:
        places: On the rail, from top to bottom; the first is open at the start.
        ways: Open pages about one thing, by their names.
        office: Keeps in the vault what is half typed.
        parent: Qt's parent.

    Attributes:
        frame: Rail, top bar and pages.

    Signals:
        page_shown: Another page is to be seen now.
    """

    page_shown = Signal()

    def __init__(
        self,
        places: Sequence[Place],
        ways: Mapping[str, Way],
        office: OfficeService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ways = ways
        self._office = office
        self._keys = tuple(place.key for place in places)
        self._stops: dict[Page, Stop] = {}
        self._fresh: dict[Page, Stop] = {}
        self.frame = MainFrame(
            [replace(place, build=partial(self._first_visit, place)) for place in places]
        )
        self.frame.privacy_changed.connect(self._on_privacy)
        self.frame.page_shown.connect(self._on_page_shown)

    # Where somebody is.

    def whereabouts(self) -> Whereabouts:
        """Return where the advisor is, to be there again after unlocking."""
        place = self.frame.built(self.frame.place())
        return Whereabouts(
            place=Stop(
                way=self.frame.place() or self._keys[0],
                part=place.part() if place is not None else "",
                standing=standing_on(place) if place is not None else NOWHERE,
            ),
            above=tuple(
                replace(stop, part=page.part(), standing=standing_on(page))
                for page in self.frame.pushed()
                if (stop := self._stops.get(page)) is not None
            ),
        )

    def return_to(self, where: Whereabouts | None) -> None:
        """Open the pages that were open; the first place when none is given."""
        if where is None or where.place.way not in self._keys:  # the role may have changed
            self.go(self._keys[0])
            return
        self.go(where.place.way, where.place.part)
        self._stand_again(where.place)
        for stop in where.above:
            before = self.frame.page()
            self.attempt(self._ways[stop.way], stop.subject)
            if self.frame.page() is before:
                # It was discarded meanwhile; what lay above it has no place any more.
                return
            self.open_part(stop.part)
            self._stand_again(stop)

    def store_typed(self) -> None:
        """Store everything that is being typed, before locking or closing.

        Raises:
            IntakeError: The vault cannot be written.
        """
        self.frame.store_typed()
        places = [(self.frame.built(key), Stop(way=key)) for key in self._keys]
        for page, stop in (*places, *self._stops.items()):
            typed = page.half_typed() if page is not None else ""
            if typed:
                self._office.keep_draft(stop.draft, typed)

    def renew_others(self) -> None:
        """Let the other places be built anew on their next visit: words on them changed.

        What is half typed there is kept, and shown again then.

        Raises:
            IntakeError: The vault cannot be written.
        """
        for key in self._keys:
            page = self.frame.built(key)
            if page is None or key == self.frame.place():
                continue
            typed = page.half_typed()
            if typed:
                self._office.keep_draft(Stop(way=key).draft, typed)
            self.frame.forget(key)

    # From page to page.

    def go(self, key: str, part: str = "") -> Page | None:
        """Open a place and return its page; None when the present page does not let go."""
        if not self.frame.go(key):
            return None
        self.open_part(part)
        return self.frame.page()

    def push(self, page: Page, stop: Stop | None = None) -> None:
        """Open a page above the present one.

        Args:
            page: The page.
            stop: How to open it again after locking; None when that is not possible.
        """
        if stop is not None:
            self._stops[page] = stop
        self.frame.push(self._dressed(page, stop))

    def open_part(self, part: str) -> None:
        """Open a part of the page that is to be seen."""
        page = self.frame.page()
        if page is not None and part:
            page.open_part(part)

    def attempt(self, way: Way, *subject: object) -> None:
        """Go a way; say on the present page why that is not possible."""
        try:
            way(*subject)
        except IntakeError as error:
            self.report(error)

    def report(self, error: IntakeError) -> None:
        """Say what an error means on the page that is to be seen."""
        page = self.frame.page()
        if page is not None:
            page.report(error)

    def say(self, text: str, level: Level = Level.GOOD) -> None:
        """Say something on the page that is to be seen."""
        page = self.frame.page()
        if page is not None:
            page.say(text, level)

    # Inside.

    def _stand_again(self, stop: Stop) -> None:
        """Lead to the field and the line, after the page has found its own first place."""
        page = self.frame.page()
        if page is not None:
            QTimer.singleShot(0, page, partial(stand_on, page, stop.standing))

    def _first_visit(self, place: Place) -> Page:
        return self._dressed(place.build(), Stop(way=place.key))

    def _dressed(self, page: Page, stop: Stop | None) -> Page:
        """Show names as everywhere else, and know the page until it is gone."""
        page.set_discreet(self.frame.is_discreet())
        page.destroyed.connect(partial(self._forget, page))
        if stop is not None:
            self._fresh[page] = stop
        return page

    def _forget(self, page: Page) -> None:
        self._stops.pop(page, None)
        self._fresh.pop(page, None)

    def _on_page_shown(self) -> None:
        page = self.frame.page()
        stop = self._fresh.pop(page, None) if page is not None else None
        typed = self._office.take_draft(stop.draft) if stop is not None else ""
        if page is not None and typed:
            page.take_up(typed)
        self.page_shown.emit()

    def _on_privacy(self, discreet: bool) -> None:  # noqa: FBT001 - Qt's signal
        places = (self.frame.built(key) for key in self._keys)
        for page in (*self.frame.pushed(), *places):
            if page is not None:
                page.set_discreet(discreet)
