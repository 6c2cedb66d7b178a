"""The agreed steps of a case: what is open, until when, and how it ended."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.errors import InputError, IntakeError
from intake_app.form_engine.model import Kind, Question
from intake_app.form_engine.values import parse
from intake_app.i18n import _
from intake_app.services.steps import INFORM
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case.words import step_words
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, EmptyState, ReadingColumn
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LineEdit
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.codes import CaseId, PartnerId
    from intake_app.form_engine.wording import Wording
    from intake_app.services.services import Services
    from intake_app.services.steps import Step

_WIDEST = 860
_BY_OFFICE = "advisor"
_DONE, _OPEN = "done", "open"
_DUE = Question(id="step.due", kind=Kind.DATE, label="")


class StepCard(Card):
    """One step with its state and the day until which it shall be done.

    Args:
        step: The step.
        german: The wording of record.
        partner: Name of the partner, empty for none.
        today: The office day.
        states: Code and word of each state.
        has_waiver: A line of a waiver for this partner is in force.

    Signals:
        state_chosen: Code of the new state.
        moved: The new day.
    """

    state_chosen = Signal(str)
    moved = Signal(object)

    def __init__(
        self,
        step: Step,
        german: Wording,
        *,
        partner: str,
        today: date,
        states: Mapping[str, str],
        has_waiver: bool,
    ) -> None:
        super().__init__()
        self.step = step
        self._has_waiver = has_waiver
        self._today = today
        self.content.setSpacing(px(4))
        top = QHBoxLayout()
        top.setSpacing(px(8))
        title = step_words(step, german)
        top.addWidget(Label(title, Role.STRONG), 1)
        self.state = Button(states.get(step.state or _OPEN, step.state), icon="chevron_down")
        self.state.setAccessibleName(
            _("{step}: state {state}").format(step=title, state=self.state.text())
        )
        self._menu = QMenu(self)
        for code, word in states.items():
            action = self._menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(code == (step.state or _OPEN))
            action.triggered.connect(partial(self._choose, code))
        self._menu.addSeparator()
        self._menu.addAction(_("Change the day …")).triggered.connect(self.ask_day)
        self.state.clicked.connect(self._open_menu)
        if step.is_open:
            done = Button(states[_DONE].capitalize(), ButtonKind.QUIET, icon="check")
            done.setAccessibleName(f"{title}: {states[_DONE]}")
            done.clicked.connect(partial(self._choose, _DONE))
            top.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(top)
        who = german.list_label("step_who", step.who) if step.who else ""
        words = " · ".join(part for part in (partner, who) if part)
        if words:
            self.content.addWidget(Label(words, colour="muted"))
        self._add_badges()
        if step.result:
            self.content.addWidget(Label(step.result))
        self._day_row = self._make_day_row(title)
        self.content.addWidget(self._day_row)

    def menu(self) -> QMenu:
        """Return the menu of states."""
        return self._menu

    def ask_day(self) -> None:
        """Offer a field for another day."""
        self._day_row.show()
        self.day.setFocus()
        self.day.selectAll()

    def _add_badges(self) -> None:
        step = self.step
        row = QWidget()
        flow = FlowLayout(px(6), row)
        if step.due_on is not None:
            overdue = step.is_open and step.due_on < self._today
            text = _("overdue since {day}") if overdue else _("until {day}")
            level = "danger" if overdue else "muted"
            flow.addWidget(
                Badge(text.format(day=german_date(step.due_on)), level, icon="calendar")
            )
        if step.is_open and (step.kind in INFORM or step.who == _BY_OFFICE):
            flow.addWidget(Badge(_("to be done by the office"), "accent", icon="person"))
        if step.on_slip:
            flow.addWidget(Badge(_("on the slip"), "muted", icon="slip"))
        if step.is_open and step.partner_id is not None and step.kind not in INFORM:
            words = _("waiver in force") if self._has_waiver else _("no waiver for this office")
            flow.addWidget(Badge(words, "good" if self._has_waiver else "muted", icon="pen"))
        if flow.count():
            self.content.addSpacing(px(2))
            self.content.addWidget(row)
        else:
            row.deleteLater()

    def _make_day_row(self, title: str) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(4))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        self.day = LineEdit(_("{step}: until when").format(step=title))
        self.day.set_width_of("00.00.00000000")
        self.day.setPlaceholderText(_("DD.MM.YYYY"))
        if self.step.due_on is not None:
            self.day.setText(german_date(self.step.due_on))
        self.day.returnPressed.connect(self._on_day)
        self.keep_day = Button(_("Keep this day"), ButtonKind.PRIMARY)
        self.keep_day.clicked.connect(self._on_day)
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(row.hide)
        for widget in (self.day, self.keep_day, cancel):
            line.addWidget(widget)
        line.addStretch(1)
        column.addLayout(line)
        self._wrong = Label(role=Role.HINT, colour="danger")
        self._wrong.hide()
        column.addWidget(self._wrong)
        row.hide()
        return row

    def _on_day(self) -> None:
        try:
            chosen = date.fromisoformat(parse(_DUE, self.day.text(), today=self._today))
        except InputError as error:
            self.day.set_wrong(wrong=True)
            self._wrong.setText(explain(error))
            self._wrong.show()
            return
        self.moved.emit(chosen)

    def _open_menu(self) -> None:
        self._menu.popup(self.state.mapToGlobal(self.state.rect().bottomLeft()))

    def _choose(self, code: str) -> None:
        if code != (self.step.state or _OPEN):
            self.state_chosen.emit(code)


class StepsTab(QWidget):
    """All agreed steps, open ones first, the one that is due soonest at the top.

    Args:
        services: What an advisor can do.
        case_id: The case.

    Signals:
        failed: The `IntakeError` that kept something from being stored or read.
        changed: A step was changed.
    """

    failed = Signal(object)
    changed = Signal()

    def __init__(self, services: Services, case_id: CaseId) -> None:
        super().__init__()
        self._services = services
        self._case_id = case_id
        self._german = services.session.content.wording("de")
        steps = services.session.content.library.lists["step_states"].entries
        self._states = {
            entry.code: self._german.list_label("step_states", entry.code) for entry in steps
        }
        self._steps: tuple[Step, ...] | None = None
        self._on_waiver: frozenset[PartnerId] = frozenset()
        self._cards: dict[str, StepCard] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = ReadingColumn(px(_WIDEST))
        self._inside: QWidget | None = None
        outer.addWidget(self._page)

    def entered(self) -> None:
        """Read the steps anew."""
        try:
            steps = self._services.steps.of_case(self._case_id)
            partners = {
                p.id: p.full_name for p in self._services.partners.all(include_expired=True)
            }
            on_waiver = self._partners_on_waiver()
        except IntakeError as error:
            self.failed.emit(error)
            return
        if (steps, on_waiver) != (self._steps, self._on_waiver):
            self._steps, self._on_waiver = steps, on_waiver
            self._show(steps, partners)

    def cards(self) -> Mapping[str, StepCard]:
        """Return the cards by the id of their step, in the order shown."""
        return self._cards

    def _partners_on_waiver(self) -> frozenset[PartnerId]:
        waivers = self._services.waivers
        return frozenset(
            line.partner_id
            for waiver in waivers.of_case(self._case_id)
            for line in waivers.in_force(waiver)
        )

    def _show(self, steps: tuple[Step, ...], partners: Mapping[PartnerId, str]) -> None:
        if self._inside is not None:
            self._page.content.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._cards = {}
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        if not steps:
            text = _("What you agree on in a talk appears here, with the days until which.")
            column.addWidget(EmptyState(_("No steps yet"), text, icon="check"))
        still_open = sorted(
            (step for step in steps if step.is_open), key=lambda step: step.due_on or date.max
        )
        settled = [step for step in steps if not step.is_open]
        for title, group in ((_("Still open"), still_open), (_("Settled"), settled)):
            if not group:
                continue
            heading = Label(f"{title} ({len(group)})", Role.SECTION)
            heading.setContentsMargins(0, 0 if column.isEmpty() else px(12), 0, 0)
            column.addWidget(heading)
            for step in group:
                column.addWidget(self._card(step, partners))
        column.addStretch(1)
        self._page.content.addWidget(self._inside)

    def _card(self, step: Step, partners: Mapping[PartnerId, str]) -> StepCard:
        card = StepCard(
            step,
            self._german,
            partner=partners.get(step.partner_id, "") if step.partner_id else "",
            today=self._services.session.today(),
            states=self._states,
            has_waiver=step.partner_id in self._on_waiver,
        )
        steps = self._services.steps
        card.state_chosen.connect(
            lambda state: self._change(lambda: steps.set_state(self._case_id, step.row, state))
        )
        card.moved.connect(
            lambda day: self._change(lambda: steps.set_due(self._case_id, step.row, day))
        )
        self._cards[step.row] = card
        return card

    def _change(self, change: Callable[[], None]) -> None:
        try:
            change()
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.entered()
        self.changed.emit()
