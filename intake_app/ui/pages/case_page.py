"""The page of a case: its head, and tabs for talks, waivers, slips, steps, papers, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.case import CaseState
from intake_app.domain.roles import Right
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.case.ending import (
    ClosedNotice,
    ClosePanel,
    DiscardPanel,
    EndingPlace,
    close_reason_words,
)
from intake_app.ui.pages.case.head import CaseHeadView, Facts
from intake_app.ui.pages.case.history_tab import HistoryTab
from intake_app.ui.pages.case.reason_strip import ReasonStrip
from intake_app.ui.pages.case.steps_tab import StepsTab
from intake_app.ui.pages.case.talks_tab import TalksTab
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.moments import day
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.case import CloseReason
    from intake_app.domain.codes import CaseId
    from intake_app.services.cases import AccessReason
    from intake_app.services.services import Services

TALKS, WAIVERS, SLIPS = "talks", "waivers", "slips"
STEPS, PAPERS, HISTORY = "steps", "documents", "history"


@runtime_checkable
class _Enters(Protocol):
    def entered(self) -> None: ...


@runtime_checkable
class _Leaves(Protocol):
    def can_leave(self) -> bool: ...


@runtime_checkable
class _Hides(Protocol):
    def set_discreet(self, discreet: bool) -> None: ...  # noqa: FBT001 - as the pages have it


class CasePage(Page):
    """Everything about one person.

    Args:
        services: What an advisor can do.
        case_id: The case; whoever opens the page has written the opening into the journal.
        tabs: Builders of the tabs made elsewhere, by "waivers", "slips" and "documents";
            each is called on the first visit.  A tab with `entered`, `can_leave` or
            `set_discreet` is told as pages are.
        back: Name of the page that a button leads back to.
        parent: Qt's parent.

    Signals:
        talk_asked: Id of the talk that shall be led.
        gone: The case was discarded, and the page has been left.
        request_asked: Number of the case: enter a request about its data.
        erasure_asked: Number of the case: show what its deletion would take.
    """

    talk_asked = Signal(object)
    gone = Signal()
    request_asked = Signal(str)
    erasure_asked = Signal(str)

    def __init__(
        self,
        services: Services,
        case_id: CaseId,
        tabs: Mapping[str, Callable[[CaseId], QWidget]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._case_id = case_id
        self._discreet = False
        self._shown_head = services.cases.head(case_id)
        self._others = dict(tabs)
        self._built: dict[str, QWidget] = {}
        self._words = {
            key: word
            for key, word in _tab_words().items()
            if key in {TALKS, STEPS, HISTORY} or key in tabs
        }
        self.head_view = CaseHeadView(services.session.content)
        self.closed_notice = ClosedNotice()
        self.ending = EndingPlace()
        self.tabs = Tabs(list(self._words.values()), _("Parts of the case"))
        self.talk_button = Button("", ButtonKind.PRIMARY)
        self.more = Button(_("More actions"), ButtonKind.QUIET, icon="more")
        self.menu = QMenu(self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.talks = self._talks_tab()
        self._show_head()
        self._open_tab(0)
        self.reason: ReasonStrip | None = None
        if services.cases.asks_reason(case_id):
            self._ask_reason()

    # What is open.

    @property
    def case_id(self) -> CaseId:
        """The case that is shown."""
        return self._case_id

    def tab(self) -> str:
        """Return the key of the tab that is open."""
        return list(self._words)[self.tabs.currentIndex()]

    def go_to_tab(self, key: str) -> None:
        """Open a tab by its key."""
        self.tabs.setCurrentIndex(list(self._words).index(key))

    def built(self, key: str) -> QWidget | None:
        """Return the widget of a tab, None when it was not visited yet."""
        return self._built.get(key)

    def part(self) -> str:
        """Return the tab that is open."""
        return self.tab()

    def open_part(self, part: str) -> None:
        """Open a tab that was open before."""
        if part in self._words:
            self.go_to_tab(part)

    def entered(self) -> None:
        """Read the case anew; the keys work on the tabs at first."""
        self._show_head()
        self._tell_entered(self.tab())
        if self.begins_here():
            self.tabs.setFocus()

    def can_leave(self) -> bool:
        """Ask the tabs that are being typed into."""
        return all(tab.can_leave() for tab in self._built.values() if isinstance(tab, _Leaves))

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - connected to a signal
        """Show initials instead of names, or names again."""
        self._discreet = discreet
        self._show_head()
        for tab in self._built.values():
            if isinstance(tab, _Hides):
                tab.set_discreet(discreet)

    # Closing and discarding.

    def ask_close(self) -> None:
        """Ask why the case is closed."""
        panel = ClosePanel()
        panel.closed.connect(self._on_close)
        panel.kept.connect(self._end_asking)
        self._ask(panel)
        panel.reasons.setFocus()

    def ask_discard(self) -> None:
        """Ask why the case is discarded."""
        panel = DiscardPanel()
        panel.discarded.connect(self._on_discard)
        panel.kept.connect(self._end_asking)
        self._ask(panel)
        panel.reason.setFocus()

    def panel(self) -> QWidget | None:
        """Return the panel that asks something, None when there is none."""
        return self.ending.panel()

    def _ask_reason(self) -> None:
        self.reason = ReasonStrip(self._shown_head.case.created_by)
        self.reason.given.connect(self._on_reason)
        self.content.insertWidget(0, self.reason)

    def _on_reason(self, reason: AccessReason, text: str) -> None:
        given = self._done(lambda: self._services.cases.give_reason(self._case_id, reason, text))
        if given and self.reason is not None:
            self.reason.deleteLater()
            self.reason = None
            self.tabs.setFocus()

    def _ask(self, panel: QWidget) -> None:
        self.ending.show_panel(panel)
        self._stack.setCurrentWidget(self.ending)

    def _end_asking(self) -> None:
        self.ending.show_panel(None)
        self._stack.setCurrentWidget(self._built[self.tab()])

    def _on_close(self, reason: CloseReason) -> None:
        if self._done(lambda: self._services.cases.close(self._case_id, reason)):
            self.entered()

    def _on_reopen(self) -> None:
        if self._done(lambda: self._services.cases.reopen(self._case_id)):
            self.entered()
            self.say(_("The case is open again."))

    def _on_discard(self, reason: str) -> None:
        if self._done(lambda: self._services.cases.discard(self._case_id, reason)):
            self.left.emit()
            self.gone.emit()

    def _done(self, act: Callable[[], None]) -> bool:
        self._end_asking()
        try:
            act()
        except IntakeError as error:
            self.report(error)
            return False
        return True

    # What is shown.

    def _show_head(self) -> None:
        try:
            self._shown_head = self._services.cases.head(self._case_id)
            age = self._services.cases.age(self._case_id)
        except IntakeError as error:
            self.report(error)
            return
        self.set_title(shown_name(self._shown_head.display_name, discreet=self._discreet))
        self.head_view.show_facts(Facts(self._shown_head, age, self._discreet))
        case = self._shown_head.case
        is_closed = case.state is CaseState.CLOSED
        if is_closed and case.closed_at is not None:
            text = _("Closed on {day}: {reason}.").format(
                day=day(case.closed_at), reason=close_reason_words(case.state_reason)
            )
            self.closed_notice.show_text(text, Level.INFO)
        self.closed_notice.setVisible(is_closed)
        self.talks.set_closed(closed=is_closed)
        self.talks.entered()
        self._close_action.setVisible(not is_closed)
        self._show_talk_button(is_closed=is_closed)

    def _show_talk_button(self, *, is_closed: bool) -> None:
        has_open = self.talks.open_talk() is not None
        self.talk_button.setText(_("Go on with the talk") if has_open else _("&New talk"))
        self.talk_button.updateGeometry()
        self.talk_button.setVisible(not is_closed and self.talks.has_talks())

    def _open_tab(self, index: int) -> None:
        self.ending.show_panel(None)
        key = list(self._words)[index]
        if key not in self._built:
            widget = self._build(key)
            self._built[key] = widget
            self._stack.addWidget(widget)
            if isinstance(widget, _Hides):
                widget.set_discreet(self._discreet)
        self._stack.setCurrentWidget(self._built[key])
        self._tell_entered(key)

    def _tell_entered(self, key: str) -> None:
        for tab in (self._built[key],) if key in self._built else ():
            if isinstance(tab, _Enters):
                tab.entered()

    def _build(self, key: str) -> QWidget:
        if key == TALKS:
            return self.talks
        if key == STEPS:
            steps = StepsTab(self._services, self._case_id)
            steps.failed.connect(self.report)
            return steps
        if key == HISTORY:
            history = HistoryTab(self._services, self._case_id)
            history.failed.connect(self.report)
            return history
        return self._others[key](self._case_id)

    def _talks_tab(self) -> TalksTab:
        talks = TalksTab(self._services, self._case_id)
        talks.failed.connect(self.report)
        talks.opened.connect(self.talk_asked)
        talks.corrected.connect(self._on_corrected)
        return talks

    def _on_corrected(self) -> None:
        self._show_head()
        self.say(_("Correction stored. The old answer stays in the history."))

    def _on_talk_button(self) -> None:
        talk = self.talks.open_talk()
        if talk is not None:
            self.talk_asked.emit(talk.id)
            return
        self.go_to_tab(TALKS)
        self.talks.ask_new_talk()

    # How it is built.

    def _lay_out(self) -> None:
        back = IconButton("arrow_left", _("Back"), side=34)
        back.clicked.connect(self.left)
        self.add_leading(back)
        self.more.setAccessibleName(_("More about this case"))
        self.add_action(self.more)
        self.add_action(self.talk_button)
        self._close_action = self.menu.addAction(_("Close case …"))
        self._discard_action = self.menu.addAction(_("Discard case …"))
        if self._services.session.may(Right.REQUESTS):
            self.menu.addSeparator()
            self.request_action = self.menu.addAction(_("Request about this person's data …"))
            self.request_action.triggered.connect(
                lambda: self.request_asked.emit(self._shown_head.case.number)
            )
            self.erase_action = self.menu.addAction(_("Delete this case …"))
            self.erase_action.triggered.connect(
                lambda: self.erasure_asked.emit(self._shown_head.case.number)
            )
        below = QWidget()
        column = QVBoxLayout(below)
        column.setSpacing(px(8))
        column.addWidget(self.head_view)
        column.addWidget(self.closed_notice)
        self._below = column
        self.content.addWidget(below)
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1)
        self._tab_row = row
        self.content.addLayout(row)
        self.content.addWidget(self._stack, 1)
        self._stack.addWidget(self.ending)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._open_tab)
        self.talk_button.clicked.connect(self._on_talk_button)
        self.more.clicked.connect(self._open_menu)
        self._close_action.triggered.connect(self.ask_close)
        self._discard_action.triggered.connect(self.ask_discard)
        self.closed_notice.reopened.connect(self._on_reopen)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything flush with the title."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        self._below.setContentsMargins(margin, 0, margin, px(8))
        self._tab_row.setContentsMargins(margin - px(8), 0, margin, 0)


def _tab_words() -> dict[str, str]:
    return {
        TALKS: _("Talk"),
        WAIVERS: _("Waivers"),
        SLIPS: _("Slips"),
        STEPS: _("Steps"),
        PAPERS: _("Documents"),
        HISTORY: _("History"),
    }
