"""Correcting an answer of a completed talk: the question, what it was, and why it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.form_engine.display import display_answer
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role
from intake_app.ui.pages.interview.questions import row_of
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.question.filled import Filled
from intake_app.ui.question.question_view import QuestionView
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.answers import AnswerChange
    from intake_app.form_engine.wording import Wording
    from intake_app.services.sheet import Sheet
    from intake_app.ui.question.fields.base import FieldContext

_MOST_EARLIER = 5
_REASON_LENGTH = 200


class CorrectionCard(Card):
    """One question that can be answered anew, with the reason for it.

    Args:
        sheet: The completed talk.
        path: Path of the answer.
        context: Texts, day and initials.
        earlier: Earlier answers, oldest first.
        german: The wording of record.
        partners: Names of partners by their id.

    Signals:
        kept: The new answer and the reason.
        disputed: What the person says is right, and the note about it; nothing changes.
        cancelled: Nothing shall change.
    """

    kept = Signal(object, str)
    disputed = Signal(str, str)
    cancelled = Signal()

    def __init__(
        self,
        sheet: Sheet,
        path: str,
        context: FieldContext,
        *,
        earlier: Sequence[AnswerChange],
        german: Wording,
        partners: Mapping[str, str],
    ) -> None:
        super().__init__()
        row = row_of(sheet, path)
        question = sheet.form.place_at(path).question
        self.view = QuestionView(question, path, context, row.row if row else "")
        self.view.show_filled(Filled.of(sheet, german))
        self.content.addWidget(self.view)
        for change in earlier[-_MOST_EARLIER:]:
            value = change.old.value
            words = partners.get(value or "") or display_answer(question, change.old, german)
            text = _("until {moment}: {answer}").format(
                moment=day_and_hour(change.replaced_at), answer=words
            )
            if change.reason:
                text = f"{text} ({change.reason})"
            self.content.addWidget(Label(text, Role.HINT, colour="muted"))
        self.content.addWidget(Label(_("Why is this changed?"), Role.STRONG))
        self.reason = LineEdit(_("Why is this changed?"))
        self.reason.setMaxLength(_REASON_LENGTH)
        self.reason.returnPressed.connect(self._on_keep)
        self.content.addWidget(self.reason)
        self.wrong = Label(role=Role.HINT, colour="danger")
        self.wrong.hide()
        self.content.addWidget(self.wrong)
        self.keep = Button(_("Store correction"), ButtonKind.PRIMARY)
        self.keep.clicked.connect(self._on_keep)
        self.dispute = Button(_("Keep both: the person sees it differently …"))
        self.dispute.clicked.connect(self._on_dispute)
        self.claimed = LabelledLine(
            _("What does the person say?"),
            _("The stored answer stays; both are told in an access copy."),
        )
        self.claimed.line.setMaxLength(_REASON_LENGTH)
        self.claimed.hide()
        self.content.addWidget(self.claimed)
        self.cancel = Button(_("Leave as it was"))
        self.cancel.clicked.connect(self.cancelled)
        line = FlowLayout(8)
        line.addWidget(self.keep)
        line.addWidget(self.dispute)
        line.addWidget(self.cancel)
        self.content.addLayout(line)

    def _on_dispute(self) -> None:
        claimed = self.claimed.text()
        if self.claimed.isVisible() and claimed:
            self.disputed.emit(claimed, self.reason.text().strip())
            return
        self.keep.hide()
        self.view.setEnabled(False)
        self.dispute.setText(_("Keep both"))
        self.dispute.updateGeometry()
        self.claimed.show()
        self.claimed.setFocus()

    def _on_keep(self) -> None:
        self.view.commit()
        if self.view.draft():
            self.view.focus_field()
            return
        reason = self.reason.text().strip()
        self.reason.set_wrong(wrong=not reason)
        self.wrong.setText("" if reason else _("Please write in a few words why."))
        self.wrong.setVisible(not reason)
        if not reason:
            self.reason.setFocus()
            return
        self.kept.emit(self.view.answer(), reason)
