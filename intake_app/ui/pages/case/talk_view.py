"""A completed talk to read: question and answer, section by section."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from intake_app.domain.answers import AnswerState, EvidenceKind
from intake_app.domain.dates import german_date
from intake_app.errors import IntakeError
from intake_app.form_engine.model import Kind, Scope
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case.correction import CorrectionCard
from intake_app.ui.pages.interview.context import field_context
from intake_app.ui.pages.interview.questions import RowPlace, answer_words, row_of
from intake_app.ui.pages.moments import span
from intake_app.ui.pages.talk_words import language_words
from intake_app.ui.question.answer_toggles import evidence_words
from intake_app.ui.system.keys import show_in_scroll
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.domain.answers import Answer
    from intake_app.domain.codes import InterviewId
    from intake_app.domain.data_rights import Dispute
    from intake_app.form_engine.model import Section
    from intake_app.form_engine.relevance import Shown
    from intake_app.services.services import Services

_WIDEST = 860
_NO_ANSWER = frozenset({Kind.GROUP, Kind.COMPUTED})
_SHARES = (5, 6)
_AT_ONCE = 2
"""So many sections are built before the page is drawn for the first time."""


class TalkView(QWidget):
    """What was answered in a talk; an answer can be corrected with a reason.

    Args:
        services: What an advisor can do.
        interview_id: The talk; it is completed.
        may_correct: Offer "Korrigieren" (not in a closed case).

    Signals:
        closed: Back to the list of talks.
        failed: The `IntakeError` that kept a correction from being stored.
        corrected: An answer was corrected.
    """

    closed = Signal()
    failed = Signal(object)
    corrected = Signal()

    def __init__(
        self, services: Services, interview_id: InterviewId, *, may_correct: bool = True
    ) -> None:
        super().__init__()
        self._services = services
        self._may_correct = may_correct
        self._content = services.session.content
        self._german = self._content.wording("de")
        self.sheet = services.interviews.sheet(interview_id)
        everybody = services.partners.all(include_expired=True)
        self._partners = {str(partner.id): partner.full_name for partner in everybody}
        self._context = field_context(services)
        self._disputes = self._read_disputes()
        self.correction: CorrectionCard | None = None
        self._cards: dict[str, Card] = {}
        self._to_build: list[Section] = []
        self._column = QVBoxLayout()
        self._pens: dict[str, IconButton] = {}
        self._places: dict[str, tuple[QGridLayout, int]] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = ReadingColumn(px(_WIDEST))
        self._inside: QWidget | None = None
        outer.addWidget(self._page)
        self._show()

    def pen(self, path: str) -> IconButton:
        """Return the button that corrects the answer at a path."""
        self._build_all()
        return self._pens[path]

    def correct(self, path: str) -> None:
        """Open the answer at a path for correction, below where it stands."""
        self._build_all()
        self._close_correction()
        earlier = self._services.interviews.history(self.sheet.interview, path)
        card = CorrectionCard(
            self.sheet,
            path,
            self._context,
            earlier=earlier,
            german=self._german,
            partners=self._partners,
        )
        card.cancelled.connect(self._close_correction)
        card.kept.connect(partial(self._on_kept, path))
        card.disputed.connect(partial(self._on_disputed, path))
        self.correction = card

        def lead() -> None:
            show_in_scroll(card)
            card.view.focus_field()

        grid, line = self._places[path]
        grid.addWidget(card, line + 1, 0, 1, 3)

        # The card is laid out first, then its true height is known.
        QTimer.singleShot(0, card, lambda: QTimer.singleShot(0, card, lead))

    def _on_kept(self, path: str, answer: Answer, reason: str) -> None:
        try:
            self._services.interviews.answer(self.sheet.interview, path, answer, reason=reason)
        except IntakeError as error:
            self.failed.emit(error)
            return
        before = self.sheet.visibility.paths()
        self.sheet = self.sheet.with_answer(path, answer)
        self._close_correction()
        if self.sheet.visibility.paths() == before:
            self._renew(self.sheet.form.place_at(path).section)
        else:
            self._show()
        if path in self._pens:
            self._pens[path].setFocus()
        self.corrected.emit()

    def _on_disputed(self, path: str, claimed: str, note: str) -> None:
        """Keep what the person says beside the stored answer."""
        interview = self.sheet.interview
        section = self.sheet.form.place_at(path).section
        talk = interview.id if section.scope is Scope.TALK else None
        self._attempt(
            lambda: self._services.corrections.dispute(
                interview.case_id, talk, path, claimed=claimed, note=note
            ),
            section,
        )

    def _on_settled(self, dispute: Dispute) -> None:
        section = self.sheet.form.place_at(dispute.path).section
        self._attempt(
            lambda: self._services.corrections.settle(dispute.case_id, dispute.id), section
        )

    def _attempt(self, act: Callable[[], object], section: Section) -> None:
        try:
            act()
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._close_correction()
        self._disputes = self._read_disputes()
        self._renew(section)

    def _read_disputes(self) -> dict[str, Dispute]:
        found = self._services.corrections.disputes(self.sheet.interview.case_id)
        return {dispute.path: dispute for dispute in found}

    def _renew(self, section: Section) -> None:
        """Build the card of one section anew; the others stay as they are."""
        old = self._cards[section.id]
        column = self._column
        card = self._card(section, list(self._answered(section)))
        column.insertWidget(column.indexOf(old), card)
        column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._cards[section.id] = card

    def _close_correction(self) -> None:
        if self.correction is not None:
            self.correction.hide()
            self.correction.deleteLater()
            self.correction = None

    def _show(self) -> None:
        if self._inside is not None:
            self._page.content.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._pens, self._places, self._cards = {}, {}, {}
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        back = Button(_("All talks"), ButtonKind.QUIET, icon="arrow_left")
        back.clicked.connect(self.closed)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        self._add_title(column)
        self._column = column
        self._to_build = list(self.sheet.form.sections)
        self._page.content.addWidget(self._inside)
        column.addStretch(1)
        self._build_some()

    def _build_some(self) -> None:
        """Build some sections now and the others after the page has appeared."""
        built = 0
        while self._to_build and built < _AT_ONCE:
            section = self._to_build.pop(0)
            shown = list(self._answered(section))
            if shown:
                self._cards[section.id] = self._card(section, shown)
                self._column.insertWidget(self._column.count() - 1, self._cards[section.id])
                built += 1
        if self._to_build:
            QTimer.singleShot(0, self, self._build_some)

    def _build_all(self) -> None:
        while self._to_build:
            self._build_some()

    def _add_title(self, column: QVBoxLayout) -> None:
        talk = self.sheet.interview
        kind = self.sheet.display("meta.kind", self._german) or _("Talk")
        head = QVBoxLayout()
        head.setSpacing(px(4))
        when = span(talk.begun_at, talk.completed_at)
        head.addWidget(Label(f"{kind}, {when}", Role.SECTION))
        words = f"{language_words(talk.language, self._content)} · {talk.begun_by}"
        head.addWidget(Label(words, colour="muted"))
        hint = _("Answers about the person stand here as they are today.")
        head.addWidget(Label(hint, Role.HINT, colour="muted"))
        column.addLayout(head)

    def _answered(self, section: Section) -> Iterator[Shown]:
        for shown in self.sheet.in_section(section.id):
            answer = self.sheet.reading.answer(shown.path)
            if shown.question.kind in _NO_ANSWER or answer.state is AnswerState.NOT_ASKED:
                continue
            yield shown

    def _card(self, section: Section, answered: list[Shown]) -> Card:
        card = Card(self._german.section_title(section))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        for column, share in enumerate(_SHARES):
            grid.setColumnStretch(column, share)
        line, entry = 0, ("", "")
        for shown in answered:
            row = row_of(self.sheet, shown.path)
            present = (row.repeat_path, row.row) if row else ("", "")
            if row is not None and present != entry:
                line = self._add_row_title(grid, line, row, is_first=present[0] != entry[0])
            entry = present
            self._add_answer(grid, line, shown)
            line += 2
        card.content.addLayout(grid)
        return card

    def _add_row_title(
        self, grid: QGridLayout, line: int, row: RowPlace, *, is_first: bool
    ) -> int:
        """Name the list above its first entry, and each entry; return the next line."""
        repeat = self.sheet.form.place_at(row.repeat_path).question
        if is_first:
            heading = Label(self._german.short(repeat), Role.STRONG)
            heading.setContentsMargins(0, px(8), 0, 0)
            grid.addWidget(heading, line, 0, 1, 3)
            line += 1
        at = f"{row.repeat_path}/{row.row}"
        parts = (
            answer_words(self.sheet, f"{at}/{part}", self._german, self._partners)
            for part in repeat.row_title
        )
        words = " · ".join(part for part in parts if part)
        entry = Label(f"{row.number}. {words}", Role.STRONG, colour="muted")
        entry.setContentsMargins(0, px(4), 0, 0)
        grid.addWidget(entry, line, 0, 1, 3)
        return line + 1

    def _add_answer(self, grid: QGridLayout, line: int, shown: Shown) -> None:
        label = self._german.short(shown.question)
        top = Qt.AlignmentFlag.AlignTop
        question = Label(label, colour="muted")
        indent = px(12) if shown.row else 0
        question.setContentsMargins(indent, px(4), 0, 0)
        grid.addWidget(question, line, 0, top)
        words = answer_words(self.sheet, shown.path, self._german, self._partners)
        answer = Label(words)
        answer.setContentsMargins(0, px(4), 0, 0)
        detail = _detail(self.sheet.reading.answer(shown.path))
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addWidget(answer)
        if detail:
            cell.addWidget(Label(detail, Role.HINT, colour="muted"))
        dispute = self._disputes.get(shown.path)
        if dispute is not None:
            claimed = _("The person says: {claimed}").format(claimed=dispute.claimed)
            cell.addWidget(Label(claimed, colour="warn"))
            settled = Button(_("Both agree now"), ButtonKind.QUIET)
            settled.setAccessibleName(f"{settled.text()} {label}")
            settled.clicked.connect(partial(self._on_settled, dispute))
            cell.addWidget(settled, 0, Qt.AlignmentFlag.AlignLeading)
        grid.addLayout(cell, line, 1, top)
        self._places[shown.path] = (grid, line)
        if self._may_correct and shown.question.kind is not Kind.REPEAT:
            pen = IconButton("pen", _("Correct: {question}").format(question=label))
            pen.clicked.connect(partial(self._on_pen, shown.path))
            grid.addWidget(pen, line, 2, top)
            self._pens[shown.path] = pen

    def _on_pen(self, path: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.correct(path)


def _detail(answer: Answer) -> str:
    parts = []
    evidence = answer.evidence
    if evidence is not None and evidence.kind is not EvidenceKind.STATED:
        words = evidence_words(evidence.kind)
        if evidence.seen_on is not None:
            words = f"{words}, {german_date(evidence.seen_on)}"
        parts.append(words)
    if answer.uncertain:
        parts.append(_("not sure"))
    return " · ".join(parts)
