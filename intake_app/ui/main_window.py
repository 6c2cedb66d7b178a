"""The pages of an open vault and the ways between them.

Pages know nothing of one another: they say by signals where somebody wants to go, and the
functions `_today`, `_case` … below connect them, one for each page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.frame import MainFrame, Place
from intake_app.ui.pages.interview_page import InterviewPage
from intake_app.ui.pages.person_view import PersonView
from intake_app.ui.pages.today_page import TodayPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.codes import CaseId, InterviewId
    from intake_app.services.services import Services
    from intake_app.ui.machine import Machine
    from intake_app.ui.page import Page
    from intake_app.ui.tasks import TaskRunner

    Way: TypeAlias = Callable[[object], None]
    """Opens a page about one thing, given its id."""

TODAY, CASES, SLIPS, PARTNERS = "today", "cases", "slips", "partners"
HELP, SETTINGS = "help", "settings"
CASE, TALK = "case", "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A page that is open: which way led there, whom it is about, which part is open."""

    way: str
    subject: object = None
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where an advisor is; ids and names of places only, so it may outlive the session."""

    place: Stop
    above: tuple[Stop, ...] = ()


class MainWindow(QObject):
    """What is in the window while a vault is open.

    Args:
        services: What an advisor can do.
        tasks: Runs what takes long.
        machine: This machine's settings.
        parent: Qt's parent.

    Attributes:
        frame: Rail, top bar and pages.

    Signals:
        lock_asked: Somebody wants the program locked.
        minutes_changed: After so many minutes without a key the program locks from now on.
    """

    lock_asked = Signal()
    minutes_changed = Signal(int)

    def __init__(
        self,
        services: Services,
        tasks: TaskRunner,
        machine: Machine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._machine = machine
        self._stops: dict[Page, Stop] = {}
        self._ways: dict[str, Way] = {TALK: self.open_talk}
        self.frame = MainFrame(self._places())
        self.frame.show_advisor(services.session.by)
        self._connect()

    # Where somebody is.

    def whereabouts(self) -> Whereabouts:
        """Return where the advisor is, to be there again after unlocking."""
        place = self.frame.built(self.frame.place())
        part = place.part() if place is not None else ""
        return Whereabouts(
            place=Stop(way=self.frame.place() or TODAY, part=part),
            above=tuple(
                Stop(way=stop.way, subject=stop.subject, part=page.part())
                for page in self.frame.pushed()
                if (stop := self._stops.get(page)) is not None
            ),
        )

    def go_to(self, where: Whereabouts | None = None) -> None:
        """Open the pages that were open; the day's page when none is given."""
        where = where or Whereabouts(place=Stop(way=TODAY))
        self.frame.go(where.place.way)
        self._open_part(where.place.part)
        for stop in where.above:
            try:
                self._ways[stop.way](stop.subject)
            except IntakeError as error:
                # Another program may have discarded the case meanwhile.
                self._report(error)
                return
            self._open_part(stop.part)

    def leave(self) -> None:
        """Store everything that is being typed, before locking or closing."""
        self.frame.store_typed()
        places = {key: self.frame.built(key) for key in (CASES, SLIPS, PARTNERS, SETTINGS)}
        for key, page in places.items():
            if page is not None:
                self._keep(page, key)
        for page, stop in self._stops.items():
            self._keep(page, f"{stop.way}/{stop.subject}")

    # Ways.

    def open_talk(self, interview_id: object) -> None:
        """Go on with a talk."""
        interview: InterviewId = interview_id  # type: ignore[assignment]  # a signal's object
        sheet = self._services.interviews.sheet(interview)
        view = PersonView(self._services.session.content.wording(sheet.interview.language))
        page = InterviewPage(
            self._services,
            interview,
            person_view=view,
            offers_keyboard=self._machine.settings.on_screen_keyboard,
        )
        view.setParent(page, view.windowFlags())
        page.case_asked.connect(self.open_case)
        self._push(page, Stop(way=TALK, subject=interview_id))

    def open_case(self, case_id: object) -> None:
        """Open a case."""
        case: CaseId = case_id  # type: ignore[assignment]  # a signal's object
        self._services.cases.open(case)

    def lock_minutes(self) -> int:
        """Return after how many minutes without a key the program locks now."""
        office = self._services.office.load()
        in_talk = any(isinstance(page, InterviewPage) for page in self.frame.pushed())
        return office.lock_minutes_talk if in_talk else office.lock_minutes

    # Places.

    def _places(self) -> list[Place]:
        return [
            Place(key=TODAY, caption=_("Today"), icon="today", build=self._today),
        ]

    def _today(self) -> Page:
        page = TodayPage(self._services)
        page.open_case.connect(partial(self._try, self.open_case))
        page.continue_talk.connect(partial(self._try, self.open_talk))
        return page

    # Inside.

    def _connect(self) -> None:
        self.frame.lock_asked.connect(self.lock_asked)
        self.frame.privacy_changed.connect(self._on_privacy)
        self.frame.page_shown.connect(self._on_page_shown)

    def _push(self, page: Page, stop: Stop) -> None:
        self._stops[page] = stop
        page.destroyed.connect(lambda: self._stops.pop(page, None))
        page.set_discreet(self.frame.is_discreet())
        self.frame.push(page)
        self._take_up(page, f"{stop.way}/{stop.subject}")

    def _open_part(self, part: str) -> None:
        page = self.frame.page()
        if page is not None and part:
            page.open_part(part)

    def _try(self, way: Way, subject: object) -> None:
        try:
            way(subject)
        except IntakeError as error:
            self._report(error)

    def _report(self, error: IntakeError) -> None:
        page = self.frame.page()
        if page is not None:
            page.report(error)

    def _keep(self, page: Page, where: str) -> None:
        typed = page.half_typed()
        if typed:
            self._services.office.keep_draft(where, typed)

    def _take_up(self, page: Page, where: str) -> None:
        typed = self._services.office.take_draft(where)
        if typed:
            page.take_up(typed)

    def _on_privacy(self, discreet: bool) -> None:  # noqa: FBT001 - Qt's signal
        keys = (TODAY, CASES, SLIPS, PARTNERS, SETTINGS)
        for page in (*self.frame.pushed(), *(self.frame.built(key) for key in keys)):
            if page is not None:
                page.set_discreet(discreet)

    def _on_page_shown(self) -> None:
        self.minutes_changed.emit(self.lock_minutes())
