"""Local hints: what the office tells its advisors below a question of the talk."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.roles import Right
from intake_app.errors import InputError, IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.case_words import joined
from intake_app.ui.pages.lists import words
from intake_app.ui.pages.lists.entry_form import EntryForm, Typed
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import GROUP_GAP, Card
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.link_row import LinkRow
from intake_app.ui.widgets.segments import Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.office_lists import LocalHint
    from intake_app.services.services import Services


class HintsCard(QWidget):
    """All hints, and a form for one of them.

    Args:
        services: What an advisor can do.

    Attributes:
        rows: The lines of the hints, in the order of the talk.
        form: The form of one hint.

    Signals:
        said: Something good to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._today = services.session.today()
        self._may_change = services.session.may(Right.OFFICE)
        german = services.session.content.wording("de")
        self._questions = {
            question.id: german.label(question) for question in services.lists.hinted()
        }
        self._hint: LocalHint | None = None
        self.rows: list[LinkRow] = []
        self.add = Button(_("Add &hint …"), icon="plus")
        self.form = EntryForm(
            _("Hint"),
            self._today,
            [Option(code=code, label=label) for code, label in self._questions.items()],
        )
        self._nothing = Label(_("No hints yet."), colour="muted")
        self._column = QVBoxLayout()
        self._lay_out()
        self.add.clicked.connect(self.add_hint)
        self.form.entered.connect(self._on_store)
        self.form.closed.connect(self._close_form)

    def read(self) -> None:
        """Read the hints anew."""
        try:
            hints = self._services.lists.hints()
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show_hints(hints)

    def add_hint(self) -> None:
        """Show an empty form."""
        self.open(self._services.lists.new_hint())

    def open(self, hint: LocalHint) -> None:
        """Show the form of a hint."""
        self._hint = hint
        self.form.show_typed(
            Typed(
                question=hint.question_id,
                text=hint.text,
                as_of=hint.as_of,
                valid_from=hint.valid_from,
                valid_to=hint.valid_to,
            )
        )
        self.form.show()
        self.form.focus_first()

    def half_typed(self) -> dict[str, str]:
        """Return the hint that is being changed; empty when there is none."""
        if self._hint is None or self.form.isHidden():
            return {}
        return {"hint": str(self._hint.id), **self.form.texts()}

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Show the form with what was typed before."""
        known = {str(hint.id): hint for hint in self._services.lists.hints()}
        self.open(known.get(typed["hint"]) or self._services.lists.new_hint())
        self.form.show_texts(typed)

    def _on_store(self) -> None:
        hint, typed = self._hint, self.form.typed()
        if hint is None:
            return
        if typed.as_of is None:
            self.form.show_refusal(InputError("required", "as_of"))
            return
        try:
            self._services.lists.save_hint(
                replace(
                    hint,
                    question_id=typed.question,
                    text=typed.text,
                    as_of=typed.as_of,
                    valid_from=typed.valid_from,
                    valid_to=typed.valid_to,
                )
            )
        except InputError as error:
            self.form.show_refusal(error)
            return
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._close_form()
        self.read()
        self.said.emit(_("Stored. It stands below its question in the talk."))

    def _close_form(self) -> None:
        self._hint = None
        self.form.hide()
        self.add.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(GROUP_GAP))
        card = Card(_("Hints in the talk"))
        card.content.addWidget(
            Label(
                _(
                    "Law and offers change. A hint stands below its question for the advisor "
                    "only, with the day on which somebody last looked at it."
                ),
                colour="muted",
            )
        )
        card.content.addWidget(self._nothing)
        card.content.addLayout(self._column)
        self._column.setSpacing(0)
        card.content.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(card)
        column.addWidget(self.form)
        self.form.hide()
        self.add.setVisible(self._may_change)

    def _show_hints(self, hints: Sequence[LocalHint]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        order = list(self._questions)
        known = [hint for hint in hints if hint.question_id in self._questions]
        for hint in sorted(known, key=lambda hint: order.index(hint.question_id)):
            title = joined((self._questions[hint.question_id], " ".join(hint.text.split())))
            about = words.about(hint.as_of, hint.valid_from, hint.valid_to, self._today)
            row = LinkRow(title, about)
            row.setEnabled(self._may_change)
            row.clicked.connect(partial(self.open, hint))
            self._column.addWidget(row)
            self.rows.append(row)
        self._nothing.setVisible(not self.rows)
