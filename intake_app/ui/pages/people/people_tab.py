"""Who works with the vault: the list, one person, and what can be done with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.office import AdvisorState
from intake_app.domain.roles import Right
from intake_app.errors import InputError, IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.new_key_words import new_key_words
from intake_app.ui.pages.people.bars_card import BarsCard
from intake_app.ui.pages.people.first_words import FirstWords
from intake_app.ui.pages.people.person_form import PersonForm, nobody
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.link_row import LinkRow
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.words.role_words import ROLE_WORDS, who_may

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.office import Advisor
    from intake_app.services.people import FirstPassphrase
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.tasks import Progress


class PeopleTab(ReadingColumn):
    """The people of the vault.

    Args:
        services: What an advisor can do.
        desk: Background work: keys take a second, a new key of the vault longer.
        parent: Qt's parent.

    Signals:
        said: Something good to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
        key_changing: What is being done with the whole vault; "" when it is over.
    """

    said = Signal(str)
    failed = Signal(object)
    key_changing = Signal(str)

    def __init__(self, services: Services, desk: PrintDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._desk = desk
        self._may_change = services.session.may(Right.PEOPLE)
        self._chosen = nobody()
        self._running: Progress | None = None
        self.list = Card(_("People"))
        self._rows = QVBoxLayout()
        self._shown_rows: list[LinkRow] = []
        self.add = Button(_("&Add somebody …"), icon="plus")
        self.unfinished = Notice(level=Level.WARN)
        self.again = Button(_("Remove now"), ButtonKind.SECONDARY)
        self.let_stay = Button(_("Let stay"), ButtonKind.QUIET)
        self.words = FirstWords()
        self.one = Card(_("Person"))
        self.form = PersonForm()
        self.save = Button(_("&Store"), ButtonKind.PRIMARY)
        self.close_form = Button(_("Close"), ButtonKind.QUIET)
        self.suspend = Button(_("Suspend"))
        self.resume = Button(_("Open access again"))
        self.reset = Button(_("New first passphrase"), icon="key")
        self.remove = Button(_("Remove for good …"), ButtonKind.DANGER)
        self.bars = BarsCard(services.bars, services.session.advisor.slot_id)
        self.working = ProgressRow(_("The vault gets a new key …"))
        self._lay_out()
        self._connect()

    def entered(self) -> None:
        """Read the people anew."""
        if not self._services.session.may(Right.PEOPLE, Right.BAR):
            return
        try:
            people = self._services.office.advisors()
            unfinished = self._services.people.unfinished() if self._may_change else None
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show_list(people)
        self._show_unfinished(unfinished)

    def forget(self) -> None:
        """Take first passphrases out of the widgets."""
        self.words.forget()

    # The list.

    def _show_list(self, people: Sequence[Advisor]) -> None:
        while self._shown_rows:
            row = self._shown_rows.pop()
            row.hide()
            row.deleteLater()
        gone = AdvisorState.REMOVED
        for advisor in sorted(people, key=lambda one: (one.state is gone, one.initials)):
            row = LinkRow(
                " · ".join(part for part in (advisor.initials, advisor.name) if part),
                _about(advisor),
            )
            row.clicked.connect(partial(self.open, advisor))
            row.setEnabled(advisor.state is not gone)
            self._rows.addWidget(row)
            self._shown_rows.append(row)

    def rows(self) -> Sequence[LinkRow]:
        """Return the lines of the list."""
        return tuple(self._shown_rows)

    def open(self, advisor: Advisor) -> None:
        """Show one person, or an empty form."""
        self._chosen = advisor
        is_new = not advisor.slot_id
        is_own = advisor.slot_id == self._services.session.advisor.slot_id
        self.form.show_person(advisor)
        self.suspend.setVisible(not is_new and not is_own and advisor.state is AdvisorState.ACTIVE)
        self.resume.setVisible(advisor.state is AdvisorState.SUSPENDED)
        for button in (self.reset, self.remove):
            button.setVisible(not is_new and not is_own)
        self.bars.setVisible(not is_new and self._services.session.may(Right.BAR))
        if not self.bars.isHidden():
            self.bars.show_person(advisor)
        self.one.setVisible(self._may_change)
        first = self.one if self._may_change else self.bars
        self.ensureWidgetVisible(first)
        (self.form if self._may_change else self.bars.form.number).setFocus()

    def _close_form(self) -> None:
        self._chosen = nobody()
        self.one.hide()
        self.bars.hide()
        self.entered()

    # Acts.

    def _on_save(self) -> None:
        if not self.form.check():
            return
        person = self.form.person()
        people = self._services.people
        if not person.slot_id:
            self._with_key(lambda: people.add(person.name, person.initials, person.roles))
            return
        if self._try(lambda: people.save(person)):
            self._close_form()
            self.said.emit(_("Stored."))

    def _on_reset(self) -> None:
        slot_id, people = self._chosen.slot_id, self._services.people
        self._with_key(lambda: people.new_passphrase(slot_id))

    def _with_key(self, act: Callable[[], FirstPassphrase]) -> None:
        """Do what needs a second, and show the words that come of it."""
        self._set_busy(_("A key is being made …"), can_cancel=False)
        self._desk.tasks.run(act, context=self, done=self._on_words, failed=self._on_failed)

    def _on_words(self, first: FirstPassphrase) -> None:
        self._set_busy("")
        self._close_form()
        self.words.show_words(first)
        self.ensureWidgetVisible(self.words)

    def _on_state(self, act: Callable[[str], Advisor], said: str) -> None:
        slot_id = self._chosen.slot_id
        if self._try(lambda: act(slot_id)):
            self._close_form()
            self.said.emit(said)

    def _ask_about_removal(self) -> None:
        chosen = self._chosen
        asking = Confirm(
            self,
            title=_("Remove {initials} for good?").format(initials=chosen.initials),
            text=_(
                "The vault gets a new key that this person never had. It takes some seconds, "
                "longer for a large vault; it can be stopped until the last moment. Records keep "
                "the initials. Copies of the vault made before still open with the old passphrase."
            ),
            act=_("Remove for good"),
            keep=_("Let stay"),
        )
        asking.confirmed.connect(lambda: self.begin_removal(chosen))
        asking.open()

    def begin_removal(self, advisor: Advisor) -> None:
        """Give the vault a new key, without this person."""
        self._set_busy(_("The vault gets a new key; until then nothing can be stored …"))
        people = self._services.people
        self._running = self._desk.tasks.run_long(
            lambda progress: people.remove(advisor.slot_id, progress.part),
            context=self,
            done=lambda _result: self._on_removed(advisor),
            failed=self._on_failed,
            progress=self.working.show_progress,
            cancelled=lambda: self._set_busy(""),
        )

    def _on_removed(self, advisor: Advisor) -> None:
        self._set_busy("")
        self._close_form()
        text = _("{initials} is removed; the vault has a new key.")
        copies = new_key_words(self._services.copies)
        self.said.emit(f"{text.format(initials=advisor.initials)} {copies}")

    def _show_unfinished(self, advisor: Advisor | None) -> None:
        self.unfinished.setVisible(advisor is not None)
        if advisor is None:
            return
        text = _("The removal of {initials} was interrupted and taken back. Everything is there.")
        self.unfinished.show_text(text.format(initials=advisor.initials), Level.WARN)
        self._chosen = advisor

    def _on_let_stay(self) -> None:
        if self._try(self._services.people.let_stay):
            self._close_form()

    # Inside.

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except InputError as error:
            self.form.show_refusal(error)
            return False
        except IntakeError as error:
            self.failed.emit(error)
            return False
        return True

    def _on_failed(self, error: IntakeError) -> None:
        self._set_busy("")
        if isinstance(error, InputError):
            self.form.show_refusal(error)
        else:
            self.failed.emit(error)

    def _set_busy(self, text: str, *, can_cancel: bool = True) -> None:
        self._running = None
        self.key_changing.emit(text if can_cancel else "")
        self.working.allow_cancel(allowed=can_cancel)
        self.working.setVisible(bool(text))
        for part in (self.list, self.one, self.bars, self.unfinished):
            part.setEnabled(not text)
        if text:
            self.working.show_progress(0, 0, text)
            self.ensureWidgetVisible(self.working)

    def _on_cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _lay_out(self) -> None:
        if not self._may_change:
            self.content.addWidget(Notice(who_may(Right.PEOPLE)))
            self.add.hide()
        self._rows.setSpacing(px(2))
        self.list.content.addLayout(self._rows)
        self.list.content.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        for button in (self.again, self.let_stay):
            self.unfinished.line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.one.content.setSpacing(px(12))
        self.one.content.addWidget(self.form)
        for buttons in (
            (self.save, self.close_form),
            (self.suspend, self.resume, self.reset, self.remove),
        ):
            row = QWidget()
            flow = FlowLayout(px(8), row)
            flow.setContentsMargins(0, 0, 0, 0)
            for button in buttons:
                flow.addWidget(button)
            self.one.content.addWidget(row)
        self.one.content.addWidget(
            Label(
                _(
                    "Suspending keeps somebody out of this program. It does not change the key: "
                    "from somebody who kept a copy of the vault only removing protects."
                ),
                colour="muted",
            )
        )
        for part in (self.unfinished, self.working, self.words, self.one, self.bars, self.list):
            self.content.addWidget(part)
        self.content.addStretch(1)
        for part in (self.unfinished, self.working, self.one, self.bars):
            part.hide()
        self.list.setVisible(self._services.session.may(Right.PEOPLE, Right.BAR))

    def _connect(self) -> None:
        people = self._services.people
        self.bars.said.connect(self.said)
        self.bars.failed.connect(self.failed)
        self.add.clicked.connect(lambda: self.open(nobody()))
        self.save.clicked.connect(self._on_save)
        self.form.entered.connect(self._on_save)
        self.close_form.clicked.connect(self._close_form)
        self.reset.clicked.connect(self._on_reset)
        self.suspend.clicked.connect(
            lambda: self._on_state(people.suspend, _("The access is suspended."))
        )
        self.resume.clicked.connect(
            lambda: self._on_state(people.resume, _("The access is open again."))
        )
        self.remove.clicked.connect(self._ask_about_removal)
        self.again.clicked.connect(lambda: self.begin_removal(self._chosen))
        self.let_stay.clicked.connect(self._on_let_stay)
        self.working.cancelled.connect(self._on_cancel)


def _about(advisor: Advisor) -> str:
    if advisor.state is AdvisorState.REMOVED:
        return _("removed")
    roles = ", ".join(word() for role, word in ROLE_WORDS.items() if role in advisor.roles)
    if advisor.state is AdvisorState.SUSPENDED:
        return _("suspended")
    return roles or _("No role yet")
