"""The pages of an open vault and the ways between them.

Pages know nothing of one another: they say by signals where somebody wants to go.  Each
page is built and connected in one function below, and reached by its key in `_places` or
its way in `_ways`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.frame import MainFrame, Place
from intake_app.ui.pages.case_page import CasePage
from intake_app.ui.pages.cases_page import CasesPage
from intake_app.ui.pages.interview_page import InterviewPage
from intake_app.ui.pages.partners_page import PartnersPage
from intake_app.ui.pages.person_view import PersonView
from intake_app.ui.pages.today_page import TodayPage
from intake_app.ui.pages.waivers_tab import WaiversTab
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.notices import Banner, Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.codes import CaseId, InterviewId
    from intake_app.services.services import Services
    from intake_app.ui.machine import Machine
    from intake_app.ui.page import Page
    from intake_app.ui.pages.paper.desk import PrintDesk

Way: TypeAlias = "Callable[..., None]"
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
        desk: Printers, dialogs, and background work.
        machine: This machine's settings.
        parent: Qt's parent.

    Attributes:
        frame: Rail, top bar and pages.

    Signals:
        lock_asked: Somebody wants the program locked.
        minutes_changed: After so many minutes without a key the program locks from now on.
        practice_asked: Look at the practice case.
        practice_left: Enough practised.
    """

    lock_asked = Signal()
    minutes_changed = Signal(int)
    practice_asked = Signal()
    practice_left = Signal()

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        machine: Machine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._machine = machine
        self._stops: dict[Page, Stop] = {}
        self._fresh: dict[Page, Stop] = {}
        self._views: list[PersonView] = []
        self._ways: dict[str, Way] = {CASE: self.open_case, TALK: self.open_talk}
        self.frame = MainFrame(self._places())
        self.frame.show_advisor(services.session.by)
        self._connect()
        if services.session.is_practice:
            self.frame.add_banner(self._practice_banner())

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
        self._go(where.place.way, where.place.part)
        for stop in where.above:
            before = self.frame.page()
            self._try(self._ways[stop.way], stop.subject)
            if self.frame.page() is before:
                # It was discarded meanwhile; what lay above it has no place any more.
                return
            self._open_part(stop.part)

    def leave(self) -> None:
        """Store everything that is being typed, before locking or closing."""
        self.frame.store_typed()
        for page, stop in self._open_pages():
            self._keep(page, stop)

    def close_other_windows(self) -> None:
        """Close the windows of the persons."""
        for view in self._views:
            view.put_away()
            view.deleteLater()
        self._views.clear()

    def scanned(self, code: str) -> None:
        """Open what a hand scanner read, wherever somebody is."""

    # Ways.

    def open_case(self, case_id: CaseId, part: str = "") -> None:
        """Open a case."""
        self._services.cases.open(case_id)
        page = CasePage(self._services, case_id, self._case_tabs())
        page.talk_asked.connect(partial(self._try, self.open_talk))
        self._push(page, Stop(way=CASE, subject=case_id))
        self._open_part(part)

    def open_talk(self, interview_id: InterviewId) -> None:
        """Go on with a talk."""
        language = self._services.interviews.sheet(interview_id).interview.language
        view = PersonView(self._services.session.content.wording(language))
        self._views.append(view)
        page = InterviewPage(
            self._services,
            interview_id,
            person_view=view,
            offers_keyboard=self._machine.settings.on_screen_keyboard,
        )
        page.case_asked.connect(partial(self._try, self.open_case))
        page.destroyed.connect(partial(self._close_view, view))
        self._push(page, Stop(way=TALK, subject=interview_id))

    def open_new_case(self) -> None:
        """Open a case for somebody who was not found."""
        self.open_case(self._services.cases.create())

    def begin_talk(self) -> None:
        """Ask for the person first: who is there already is not entered twice."""
        page = self._go(CASES)
        if isinstance(page, CasesPage):
            page.begin_talk()

    def push_page(self, page: Page) -> None:
        """Show a page on top that another page has built."""
        self._push(page, None)

    def lock_minutes(self) -> int:
        """Return after how many minutes without a key the program locks now."""
        office = self._services.office.load()
        in_talk = any(isinstance(page, InterviewPage) for page in self.frame.pushed())
        return office.lock_minutes_talk if in_talk else office.lock_minutes

    # Places.

    def _places(self) -> list[Place]:
        return [
            self._place(TODAY, _("Today"), "today", self._today),
            self._place(CASES, _("Cases"), "cases", self._cases),
            self._place(PARTNERS, _("Offices"), "partners", self._partners),
        ]

    def _place(
        self,
        key: str,
        caption: str,
        icon: str,
        build: Callable[[], Page],
        *,
        at_bottom: bool = False,
    ) -> Place:
        def first_visit() -> Page:
            return self._dressed(build(), Stop(way=key))

        return Place(key=key, caption=caption, icon=icon, build=first_visit, at_bottom=at_bottom)

    def _today(self) -> Page:
        page = TodayPage(self._services)
        page.new_talk.connect(self.begin_talk)
        page.open_case.connect(partial(self._try, self.open_case))
        page.continue_talk.connect(partial(self._try, self.open_talk))
        return page

    def _cases(self) -> Page:
        page = CasesPage(self._services)
        page.open_case.connect(partial(self._try, self.open_case))
        page.new_case.connect(partial(self._try, self.open_new_case))
        page.search_wanted.connect(self.frame.to_search)
        return page

    def _partners(self) -> Page:
        return PartnersPage(self._services)

    def _case_tabs(self) -> dict[str, Callable[[CaseId], QWidget]]:
        return {"waivers": self._waivers_tab}

    def _waivers_tab(self, case_id: CaseId) -> QWidget:
        tab = WaiversTab(self._services, self._desk, case_id)
        tab.page_asked.connect(self.push_page)
        tab.failed.connect(self._report)
        return tab

    # Search.

    def _on_searched(self, text: str) -> None:
        page = self.frame.page()
        if not isinstance(page, CasesPage):
            if not text:
                return
            page = self._go(CASES)
        if isinstance(page, CasesPage):
            page.search(text)

    def _on_search_entered(self) -> None:
        page = self.frame.page()
        if isinstance(page, CasesPage):
            page.open_marked()

    def _on_search_walked(self, step: int) -> None:
        page = self.frame.page()
        if isinstance(page, CasesPage):
            page.walk(step)

    # Inside.

    def _connect(self) -> None:
        self.frame.lock_asked.connect(self.lock_asked)
        self.frame.searched.connect(self._on_searched)
        self.frame.search_entered.connect(self._on_search_entered)
        self.frame.search_walked.connect(self._on_search_walked)
        self.frame.privacy_changed.connect(self._on_privacy)
        self.frame.page_shown.connect(self._on_page_shown)

    def _practice_banner(self) -> Banner:
        banner = Banner(_("PRACTICE: invented people, thrown away afterwards"), Level.WARN)
        end = Button(_("End practice"), ButtonKind.SECONDARY)
        end.clicked.connect(self.practice_left)
        banner.line.addWidget(end)
        return banner

    def _go(self, key: str, part: str = "") -> Page | None:
        if not self.frame.go(key):
            return None
        self._open_part(part)
        return self.frame.page()

    def _push(self, page: Page, stop: Stop | None) -> None:
        if stop is not None:
            self._stops[page] = stop
        self.frame.push(self._dressed(page, stop))

    def _dressed(self, page: Page, stop: Stop | None) -> Page:
        """Show names as everywhere, and when the page is open what was half typed in it."""
        page.set_discreet(self.frame.is_discreet())
        page.destroyed.connect(partial(self._forget, page))
        if stop is not None:
            self._fresh[page] = stop
        return page

    def _forget(self, page: Page) -> None:
        self._stops.pop(page, None)
        self._fresh.pop(page, None)

    def _open_part(self, part: str) -> None:
        page = self.frame.page()
        if page is not None and part:
            page.open_part(part)

    def _try(self, way: Way, *subject: object) -> None:
        try:
            way(*subject)
        except IntakeError as error:
            self._report(error)

    def _report(self, error: IntakeError) -> None:
        page = self.frame.page()
        if page is not None:
            page.report(error)

    def _close_view(self, view: PersonView) -> None:
        if view in self._views:
            self._views.remove(view)
            view.put_away()
            view.deleteLater()

    # Half typed.

    def _open_pages(self) -> list[tuple[Page, Stop]]:
        keys = (TODAY, CASES, SLIPS, PARTNERS, SETTINGS)
        places = [(self.frame.built(key), Stop(way=key)) for key in keys]
        return [*((page, stop) for page, stop in places if page), *self._stops.items()]

    def _keep(self, page: Page, stop: Stop) -> None:
        typed = page.half_typed()
        if typed:
            self._services.office.keep_draft(_draft_of(stop), typed)

    def _on_privacy(self, discreet: bool) -> None:  # noqa: FBT001 - Qt's signal
        for page in (*self.frame.pushed(), *(page for page, _stop in self._open_pages())):
            page.set_discreet(discreet)

    def _on_page_shown(self) -> None:
        page = self.frame.page()
        stop = self._fresh.pop(page, None) if page is not None else None
        typed = self._services.office.take_draft(_draft_of(stop)) if stop else ""
        if page is not None and typed:
            page.take_up(typed)
        self.minutes_changed.emit(self.lock_minutes())


def _draft_of(stop: Stop) -> str:
    return f"{stop.way}/{stop.subject}" if stop.subject else stop.way
