"""The thin row below a question: states, evidence, and how sure the answer is.

It is drawn only while the question has the focus or the pointer is on it, or where
something is set; its place is kept, so that nothing on the page moves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.answers import (
    NOT_ASKED,
    Answer,
    AnswerState,
    Evidence,
    EvidenceKind,
    ToldBy,
)
from intake_app.domain.dates import german_date
from intake_app.errors import InputError
from intake_app.form_engine.model import AskedOf, Kind, Question
from intake_app.form_engine.values import parse
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.question.fields.base import states_offered
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.chips import ToggleChip
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.overlay import Overlay
from intake_app.ui.widgets.scrolling import FittingScroll
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.text_input import LineEdit
from intake_app.ui.widgets.tick import TickBox
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from intake_app.ui.question.fields.base import FieldContext

STATE_KEYS = {AnswerState.UNKNOWN: "F7", AnswerState.DECLINED: "F8"}
DETAILS_KEY = "F9"

_DAY = Question(id="evidence.seen_on", kind=Kind.DATE, label="")


def evidence_words(kind: EvidenceKind) -> str:
    """Return the words for a kind of evidence."""
    words: Mapping[EvidenceKind, str] = {
        EvidenceKind.STATED: _("as stated"),
        EvidenceKind.SEEN: _("document seen"),
        EvidenceKind.CERTIFIED_COPY: _("certified copy is here"),
        EvidenceKind.ASSESSED: _("assessed by staff"),
    }
    return words[kind]


class DetailsPanel(Overlay):
    """What an answer rests on, how sure it is, and who gave it.

    Signals:
        changed: The user changed something; read `apply`.
    """

    changed = Signal()

    def __init__(self, anchor: QWidget, question: Question, context: FieldContext) -> None:
        super().__init__(anchor)
        self._context = context
        self.setContentsMargins(0, 0, 0, 0)
        self.may_cover_anchor = True
        outer = QVBoxLayout(self)
        margin = px(16)
        outer.setContentsMargins(margin, margin, px(4), margin)
        outer.setSpacing(px(8))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(8))
        self.kinds: Segments | None = None
        self.seen_on = LineEdit(_("Seen on"))
        self._wrong = Label(role=Role.HINT, colour="danger")
        if question.evidence:
            self._add_evidence(column)
        self.uncertain = TickBox(_("not sure that it was understood"))
        self.by_companion = TickBox(_("said by a companion"))
        for box in (self.uncertain, self.by_companion):
            box.clicked.connect(self.changed)
            column.addWidget(box)
        outer.addWidget(FittingScroll(inside), 1)
        close = Button(_("Done"), ButtonKind.PRIMARY)
        close.clicked.connect(self.close_panel)
        last = QHBoxLayout()
        last.setContentsMargins(0, 0, px(12), 0)
        last.addStretch(1)
        last.addWidget(close)
        outer.addLayout(last)

    def show_answer(self, answer: Answer) -> None:
        """Show what is known about the answer."""
        evidence = answer.evidence
        if self.kinds is not None:
            self.kinds.show_code(evidence.kind.value if evidence else "")
            seen_on = evidence.seen_on if evidence else None
            self.seen_on.setText(german_date(seen_on) if seen_on else "")
            self._show_day()
        self.uncertain.setChecked(answer.uncertain)
        self.by_companion.setChecked(answer.told_by is ToldBy.COMPANION)

    def apply(self, answer: Answer) -> Answer:
        """Return the answer with what was entered here."""
        told_by = ToldBy.COMPANION if self.by_companion.isChecked() else ToldBy.PERSON
        return replace(
            answer,
            evidence=self._evidence(),
            uncertain=self.uncertain.isChecked(),
            told_by=told_by,
        )

    def open_panel(self) -> None:
        """Show the panel and begin at its first field."""
        self.open_fitting()
        (self.kinds or self.uncertain).setFocus()

    def _add_evidence(self, column: QVBoxLayout) -> None:
        column.addWidget(Label(_("What it rests on"), Role.STRONG))
        self.kinds = Segments(
            [Option(code=kind.value, label=evidence_words(kind)) for kind in EvidenceKind],
            vertical=True,
        )
        self.kinds.chosen.connect(self._on_kind)
        column.addWidget(self.kinds)
        self._day = QWidget()
        line = QHBoxLayout(self._day)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        line.addWidget(Label(_("Seen on"), wrap=False))
        self.seen_on.set_width_of("00.00.00000000")
        self.seen_on.setPlaceholderText(_("DD.MM.YYYY"))
        self.seen_on.left.connect(self._on_day)
        line.addWidget(self.seen_on)
        line.addStretch(1)
        column.addWidget(self._day)
        column.addWidget(self._wrong)
        self._wrong.hide()
        self._show_day()

    def _evidence(self) -> Evidence | None:
        if self.kinds is None or not self.kinds.code():
            return None
        kind = EvidenceKind(self.kinds.code())
        if kind not in {EvidenceKind.SEEN, EvidenceKind.CERTIFIED_COPY}:
            return Evidence(kind=kind)
        return Evidence(kind=kind, seen_on=self._seen_on(), seen_by=self._context.initials)

    def _seen_on(self) -> date:
        text = self.seen_on.text().strip()
        if not text:
            return self._context.today
        try:
            return date.fromisoformat(parse(_DAY, text, today=self._context.today))
        except InputError:
            return self._context.today

    def _on_kind(self) -> None:
        self._show_day()
        if self.kinds is not None and self._day.isVisibleTo(self) and not self.seen_on.text():
            self.seen_on.setText(german_date(self._context.today))
        self.changed.emit()

    def _on_day(self) -> None:
        wrong = ""
        try:
            if self.seen_on.text().strip():
                parse(_DAY, self.seen_on.text(), today=self._context.today)
        except InputError as error:
            wrong = explain(error)
        self.seen_on.set_wrong(wrong=bool(wrong))
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        if not wrong:
            self.changed.emit()

    def _show_day(self) -> None:
        code = self.kinds.code() if self.kinds else ""
        dated = {EvidenceKind.SEEN.value, EvidenceKind.CERTIFIED_COPY.value}
        self._day.setVisible(code in dated)
        if self.is_open():
            self.open_fitting()


class AnswerToggles(QWidget):
    """The toggles: weiß nicht, keine Angabe, Nachweis.

    The toggles are built when they are seen for the first time: a section has many.

    Signals:
        state_chosen: The user chose a state, or took it back; read `state()`.
        details_changed: Evidence, doubt or teller changed; read `apply_details`.
        built: The toggles are there now.
    """

    state_chosen = Signal()
    details_changed = Signal()
    built = Signal()

    def __init__(
        self, question: Question, context: FieldContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._question = question
        self._answer = NOT_ASKED
        self._states = offered_states(question)
        self._has_details = has_details(question)
        self._chips: dict[AnswerState, ToggleChip] = {}
        self.details: ToggleChip | None = None
        self.panel: DetailsPanel | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(4))
        self.setMinimumHeight(px(28))

    def is_empty(self) -> bool:
        """Tell whether there is nothing to offer."""
        return not self._states and not self._has_details

    def chip(self, state: AnswerState) -> ToggleChip:
        """Return the toggle of a state."""
        self._build()
        return self._chips[state]

    def state(self) -> AnswerState | None:
        """Return the chosen state, None when there is none."""
        return next((state for state, chip in self._chips.items() if chip.isChecked()), None)

    def toggle_state(self, state: AnswerState) -> None:
        """Choose a state, or take it back, as by a click."""
        if state in self._states:
            self.chip(state).click()

    def open_details(self) -> None:
        """Open the panel, as by a click."""
        self._build()
        if self.details is not None and self.details.isEnabled():
            self.details.click()

    def show_answer(self, answer: Answer) -> None:
        """Show state and details of an answer."""
        self._answer = answer
        if answer.state in self._states or _details_in_words(answer):
            self._build()
        for state, chip in self._chips.items():
            chip.setChecked(answer.state is state)
        if self.details is None:
            return
        words = _details_in_words(answer)
        self.details.set_words(words or self._details_word())
        self.details.setChecked(bool(words))
        self.details.setEnabled(answer.state is not AnswerState.NOT_ASKED)
        if self.panel is not None and not self.panel.is_open():
            self.panel.show_answer(answer)

    def apply_details(self, answer: Answer) -> Answer:
        """Return the answer with what was entered in the panel."""
        return self.panel.apply(answer) if self.panel is not None else answer

    def set_awake(self, *, awake: bool) -> None:
        """Draw the toggles that are off too, or no more."""
        if awake:
            self._build()
        for chip in self._all():
            chip.set_faded(faded=not awake)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the toggles with the arrow keys."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        chips = self._all()
        here = next((n for n, chip in enumerate(chips) if chip.hasFocus()), None)
        if step and here is not None:
            chips[(here + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        if self._all():
            return
        for state in self._states:
            word = self._context.texts.state(state).german
            chip = ToggleChip(word, quiet=True)
            chip.setToolTip(f"{word} ({STATE_KEYS[state]})")
            chip.clicked.connect(lambda _on=False, state=state: self._on_state(state))
            self._row.addWidget(chip)
            self._chips[state] = chip
        if self._has_details:
            self.details = ToggleChip(self._details_word(), quiet=True)
            self.details.setToolTip(f"{self._details_word()} ({DETAILS_KEY})")
            self.details.clicked.connect(self._on_details)
            self._row.addWidget(self.details)
        self._row.addStretch(1)
        for number, chip in enumerate(self._all()):
            # One stop for Tab; arrow keys do the rest.
            policy = Qt.FocusPolicy.StrongFocus if not number else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)
            chip.set_faded(faded=True)
        self.show_answer(self._answer)
        self.built.emit()

    def _all(self) -> list[ToggleChip]:
        return [*self._chips.values(), *([self.details] if self.details else [])]

    def _details_word(self) -> str:
        return _("Evidence …") if self._question.evidence else _("Remark …")

    def _on_state(self, chosen: AnswerState) -> None:
        for state, chip in self._chips.items():
            if state is not chosen:
                chip.setChecked(False)
        self.state_chosen.emit()

    def _on_details(self) -> None:
        if self.details is None:
            return
        # Qt has toggled it; what it shows follows from the answer, not from the click.
        self.details.setChecked(bool(_details_in_words(self._answer)))
        if self.panel is None:
            self.panel = DetailsPanel(self.details, self._question, self._context)
            self.panel.changed.connect(self.details_changed)
        if self.panel.is_open():
            self.panel.close_panel()
            return
        self.panel.show_answer(self._answer)
        self.panel.open_panel()


def offered_states(question: Question) -> tuple[AnswerState, ...]:
    """Return the states that get a toggle: those that no choice of the question means."""
    meant = states_offered(question)
    return tuple(state for state in question.quick if state not in meant and state in STATE_KEYS)


def has_details(question: Question) -> bool:
    """Tell whether evidence, doubt or teller can be noted for a question."""
    is_leaf = not question.kind.is_container and question.kind is not Kind.COMPUTED
    return is_leaf and question.asked_of is AskedOf.PERSON and question.kind is not Kind.FLAG


def _details_in_words(answer: Answer) -> str:
    parts = []
    if answer.evidence is not None:
        words = evidence_words(answer.evidence.kind)
        if answer.evidence.seen_on is not None:
            words = f"{words}, {german_date(answer.evidence.seen_on)}"
        parts.append(words)
    if answer.uncertain:
        parts.append(_("not sure"))
    if answer.told_by is ToldBy.COMPANION:
        parts.append(_("said by a companion"))
    return " · ".join(parts)
