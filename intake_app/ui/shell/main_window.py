"""The pages of an open vault and the ways between them.

Pages know nothing of one another: they say by signals where somebody wants to go.  Each
page is built and connected in one function below, and reached by its key in `_pages` or
by its name in `_ways`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.office import PaperKind
from intake_app.domain.roles import Right
from intake_app.i18n import _
from intake_app.services.paper_wishes import PaperWish
from intake_app.ui.pages import settings_page
from intake_app.ui.pages.case_page import CasePage
from intake_app.ui.pages.cases_page import CasesPage
from intake_app.ui.pages.handover.handover_page import HandoverPage
from intake_app.ui.pages.handover.received_page import ReceivedPage
from intake_app.ui.pages.help_page import HelpPage
from intake_app.ui.pages.interview_page import InterviewPage
from intake_app.ui.pages.journal_page import JournalPage
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.partners_page import PartnersPage
from intake_app.ui.pages.rights_page import RightsPage
from intake_app.ui.pages.role_page import RolePage
from intake_app.ui.pages.settings_page import SettingsPage
from intake_app.ui.pages.slip.family_page import FamilyPage
from intake_app.ui.pages.slip_page import SlipPage
from intake_app.ui.pages.slips_page import SlipsPage
from intake_app.ui.pages.statistics_page import StatisticsPage
from intake_app.ui.pages.today_page import TodayPage
from intake_app.ui.pages.waiver.entry_page import PaperEntryPage
from intake_app.ui.pages.waiver.waiver_page import WaiverPage
from intake_app.ui.pages.waiver.withdrawal_page import WithdrawalPage
from intake_app.ui.shell import places, ways
from intake_app.ui.shell.case_search import CaseSearch
from intake_app.ui.shell.case_tabs import CaseTabs
from intake_app.ui.shell.navigation import Navigation, Stop
from intake_app.ui.shell.person_views import PersonViews
from intake_app.ui.shell.scanned import ScannedCodes
from intake_app.ui.shell.strip import strip_around
from intake_app.ui.shell.vault_watch import VaultWatch
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.notices import Level
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.codes import CaseId, DisclosureId, InterviewId, SlipId, WaiverId
    from intake_app.errors import IntakeError
    from intake_app.services.services import Services
    from intake_app.ui.machine import Machine
    from intake_app.ui.pages.page import Page
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.shell.navigation import Way, Whereabouts


class MainWindow(QObject):
    """What is in the window while a vault is open.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        machine: This machine's settings.
        parent: Qt's parent.

    Attributes:
        navigation: Leads from page to page.
        watch: What the vault does by itself.
        frame: Rail, top bar and pages.
        content: What is put into the window: the frame, and around it what says ÜBUNG.

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
        self._views = PersonViews(desk.voice)
        self.navigation = Navigation(
            places.places_of(services.session, self._pages()), self._ways(), services.office, self
        )
        self.frame = self.navigation.frame
        self.frame.show_advisor(services.session.by)
        self.frame.topbar.search.setVisible(services.session.may(Right.COUNSEL))
        self.content: QWidget = self.frame
        if services.session.is_practice or services.session.is_read_only:
            self.content = strip = strip_around(self.frame, services.session)
            strip.ended.connect(self._on_strip_ended)
        self.watch = VaultWatch(services, desk.tasks, self)
        self._search = CaseSearch(self.navigation, places.CASES, self)
        self._tabs = CaseTabs(services, desk, self)
        self._codes = ScannedCodes(
            services,
            self.navigation,
            slip_page=self._slip_page,
            to_waiver=self._to(self.open_waiver),
            parent=self,
        )
        self._connect()

    def start(self, where: Whereabouts | None = None) -> None:
        """Open the pages that were open before; the day's page at first."""
        self.navigation.return_to(where)
        self.watch.start()

    def close_other_windows(self) -> None:
        """Close the windows of the persons, and end what runs beside the pages."""
        self.watch.stop()
        self._views.close_all()

    def lock_minutes(self) -> int:
        """Return after how many minutes without a key the program locks now."""
        office = self._services.office.load()
        in_talk = any(isinstance(page, InterviewPage) for page in self.frame.pushed())
        return office.lock_minutes_talk if in_talk else office.lock_minutes

    def scanned(self, code: str) -> None:
        """Show what a hand scanner read, wherever somebody is."""
        self._codes.take(code)

    # Ways: pages about one thing.

    def _ways(self) -> dict[str, Way]:
        return {
            ways.CASE: self.open_case,
            ways.TALK: self.open_talk,
            ways.SLIP: self.open_slip,
            ways.FAMILY: self.list_family,
            ways.WAIVER: self.open_waiver,
            ways.PAPER: self.enter_paper,
            ways.WITHDRAWAL: self.open_withdrawal,
            ways.PRINT: self.open_paper,
            ways.TO_OFFICE: self.hand_over,
            ways.HANDOVER: self.open_handover,
        }

    def open_case(self, case_id: CaseId) -> None:
        """Open a case."""
        self._services.cases.open(case_id)
        page = CasePage(self._services, case_id, self._tabs.makers())
        page.talk_asked.connect(self._to(self.open_talk))
        page.request_asked.connect(self._to(self.enter_request))
        page.erasure_asked.connect(self._to(self.propose_erasure))
        page.gone.connect(self._on_discarded)
        self.navigation.push(page, Stop(way=ways.CASE, subject=case_id))

    def open_talk(self, interview_id: InterviewId) -> None:
        """Go on with a talk."""
        language = self._services.interviews.open(interview_id).interview.language
        view = self._views.make(self._services.session.content.wording(language))
        page = InterviewPage(
            self._services,
            interview_id,
            person_view=view,
            offers_keyboard=self._machine.settings.on_screen_keyboard,
        )
        page.case_asked.connect(self._to(self.open_case))
        page.completed.connect(self._to(self._show_completed))
        self._views.close_with(page, view)
        self.navigation.push(page, Stop(way=ways.TALK, subject=interview_id))

    def _show_completed(self, case_id: CaseId) -> None:
        """Show the case whose talk was completed: what follows from the talk is there."""
        page = self.frame.page()
        if not isinstance(page, CasePage) or page.case_id != case_id:
            self.open_case(case_id)
        self.navigation.say(_("The talk is completed. Waivers, slip and papers follow from here."))

    def open_waiver(self, waiver_id: WaiverId) -> None:
        """Open a waiver of the case below."""
        self._push_asking(WaiverPage(self._services, self._desk, waiver_id))

    def enter_paper(self, case_id: CaseId) -> None:
        """Enter a waiver that was signed on paper, away from the program."""
        self._push_case_page(PaperEntryPage(self._services, case_id, back=_("Waivers")))

    def open_withdrawal(self, waiver_id: WaiverId) -> None:
        """Go on with taking a waiver back."""
        self._push_asking(WithdrawalPage(self._services, self._desk, waiver_id, back=_("Waiver")))

    def _push_asking(self, page: WaiverPage | WithdrawalPage | FamilyPage) -> None:
        page.page_asked.connect(self._push_case_page)
        self._push_case_page(page)

    def _push_case_page(self, page: Page) -> None:
        self.navigation.push(page, ways.stop_of(page))

    def open_slip(self, slip_id: SlipId) -> None:
        """Open a slip that was chosen from a list."""
        page = self._slip_page()
        page.show_slip(slip_id)
        self.navigation.push(page, Stop(way=ways.SLIP, subject=slip_id))

    def print_slip(self, slip_id: SlipId) -> None:
        """Show a slip as it is printed."""
        self.open_paper(PaperWish(kind=PaperKind.SLIP, subject=slip_id), back=_("Slip"))

    def list_family(self, slip_id: SlipId) -> None:
        """Begin the sheet that lists the slips of a family."""
        self._push_asking(FamilyPage(self._services, self._desk, slip_id))

    def print_own_sheet(self) -> None:
        """Show the sheet with our own keys as it is printed."""
        self.open_paper(PaperWish(kind=PaperKind.OFFICE_SHEET), back=_("Offices"))

    def open_paper(self, wish: PaperWish, *, back: str = "") -> None:
        """Show a document as it is printed."""
        page = PrintPage(self._services, self._desk, wish, back=back or _("Back"))
        self.navigation.push(page, Stop(way=ways.PRINT, subject=wish))

    def open_handover(self, disclosure_id: DisclosureId) -> None:
        """Open a hand-over that was begun and not finished."""
        row = self._services.handover.get(disclosure_id)
        page = HandoverPage(
            self._services, self._desk, row.case_id, row.partner_id, back=_("Back")
        )
        self.navigation.push(page, Stop(way=ways.HANDOVER, subject=disclosure_id))

    def hand_over(self, case_id: CaseId) -> None:
        """Go on with handing a case over."""
        page = HandoverPage(self._services, self._desk, case_id, back=_("Back"))
        self.navigation.push(page, Stop(way=ways.TO_OFFICE, subject=case_id))

    def open_bundle(self) -> None:
        """Open a bundle that another office sent."""
        page = ReceivedPage(self._services, self._desk, back=_("Back"))
        self.navigation.push(page)

    def open_new_case(self) -> None:
        """Open a case for somebody who was not found."""
        self.open_case(self._services.cases.create())

    def begin_talk(self) -> None:
        """Ask for the person first: who is there already is not entered twice."""
        page = self.navigation.go(places.CASES)
        if isinstance(page, CasesPage):
            page.begin_talk()

    def enter_request(self, number: str) -> None:
        """Enter a request of the person of a case about the data."""
        page = self.navigation.go(places.RIGHTS)
        if isinstance(page, RightsPage):
            page.begin_request(number)

    def propose_erasure(self, number: str) -> None:
        """Show what the deletion of a case would take."""
        page = self.navigation.go(places.RIGHTS)
        if isinstance(page, RightsPage):
            page.propose_erasure(number)

    def show_help(self) -> None:
        """Show the help above the present page."""
        if not isinstance(self.frame.page(), HelpPage):
            self.navigation.push(self._help(back=_("Back")))

    # Places: pages on the rail.

    def _pages(self) -> dict[str, Callable[[], Page]]:
        return {
            places.TODAY: self._today,
            places.CASES: self._cases,
            places.SLIPS: self._slips,
            places.PARTNERS: self._partners,
            places.JOURNAL: partial(self._page_that_asks, JournalPage),
            places.RIGHTS: partial(self._page_that_asks, RightsPage),
            places.STATISTICS: partial(self._page_that_asks, StatisticsPage),
            places.HELP: self._help,
            places.SETTINGS: self._settings,
        }

    def _today(self) -> Page:
        session = self._services.session
        if not session.may(Right.COUNSEL):
            return RolePage(self._services)
        page = TodayPage(self._services)
        page.new_talk.connect(self.begin_talk)
        page.open_case.connect(self._to(self.open_case))
        page.continue_talk.connect(self._to(self.open_talk))
        page.open_slip.connect(self._to(self.open_slip))
        to_settings = partial(self.navigation.go, places.SETTINGS)
        page.backup_asked.connect(partial(to_settings, settings_page.COPY))
        page.repeat_handover.connect(self._to(self.open_handover))
        page.rights_asked.connect(partial(self.navigation.go, places.RIGHTS))
        page.office_asked.connect(partial(to_settings, settings_page.OFFICE))
        return page

    def _cases(self) -> Page:
        page = CasesPage(self._services)
        page.open_case.connect(self._to(self.open_case))
        page.new_case.connect(self._to(self.open_new_case))
        page.search_wanted.connect(self.frame.to_search)
        bundle = page.add_action(Button(_("Open a bundle …"), icon="folder"))
        bundle.clicked.connect(self.open_bundle)
        return page

    def _slips(self) -> Page:
        page = SlipsPage(self._services)
        page.open_slip.connect(self._to(self.open_slip))
        page.scan_entered.connect(self.scanned)
        return page

    def _partners(self) -> Page:
        page = PartnersPage(self._services, self._desk)
        page.own_keys.sheet_asked.connect(self.print_own_sheet)
        return page

    def _page_that_asks(self, kind: type[JournalPage | RightsPage | StatisticsPage]) -> Page:
        page = kind(self._services, self._desk)
        page.page_asked.connect(self.navigation.push)
        return page

    def _help(self, *, back: str = "") -> Page:
        page = HelpPage(self._machine.settings.language, back=back)
        page.practice.setVisible(not self._services.session.is_practice)
        page.practice_asked.connect(self.practice_asked)
        return page

    def _settings(self) -> Page:
        page = SettingsPage(self._services, self._desk, self._machine)
        page.lock_times_changed.connect(self._tell_minutes)
        page.content_changed.connect(self._to(self.navigation.renew_others))
        page.working.connect(self.frame.show_working)
        page.practice_asked.connect(self.practice_asked)
        return page

    # Inside.

    def _connect(self) -> None:
        self.frame.lock_asked.connect(self.lock_asked)
        self.frame.help_asked.connect(self.show_help)
        self.navigation.page_shown.connect(self._tell_minutes)
        self.watch.failed.connect(self._on_no_copy)
        self._tabs.page_asked.connect(self._push_case_page)
        # Not by `_to`: a connection holds a `partial` for good and a bound method weakly.  The
        # tabs are this window's child, so with a `partial` to it neither would ever go.
        self._tabs.slip_asked.connect(self._on_slip_asked)
        self._tabs.print_asked.connect(self._on_print_asked)
        self._tabs.family_asked.connect(self._on_family_asked)
        self._tabs.failed.connect(self.navigation.report)

    def _to(self, way: Way) -> Way:
        """Return the way as a page's signal takes it, with words when it is barred."""
        return partial(self.navigation.attempt, way)

    def _on_strip_ended(self) -> None:
        (self.practice_left if self._services.session.is_practice else self.lock_asked).emit()

    def _on_slip_asked(self, slip_id: SlipId) -> None:
        self.navigation.attempt(self.open_slip, slip_id)

    def _on_print_asked(self, slip_id: SlipId) -> None:
        self.navigation.attempt(self.print_slip, slip_id)

    def _on_discarded(self) -> None:
        self.navigation.say(_("The case was discarded. Only its number is left."))

    def _on_family_asked(self, slip_id: SlipId) -> None:
        self.navigation.attempt(self.list_family, slip_id)

    def _on_no_copy(self, error: IntakeError) -> None:
        text = _("The copy of the day was not made; the next try comes by itself.")
        self.navigation.say(f"{text} {explain(error)}", Level.WARN)

    def _tell_minutes(self) -> None:
        self.minutes_changed.emit(self.lock_minutes())

    def _slip_page(self) -> SlipPage:
        page = SlipPage(self._services)
        page.open_case.connect(self._to(self.open_case))
        page.print_asked.connect(self._to(self.print_slip))
        return page
