"""One question in two languages, with its field, notes and toggles.

Public methods speak in canonical answers.  What is typed becomes an answer when the field
is left, or after a second of rest; what is no answer is kept as it stands, with words
beside it, and reported as draft.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.answers import NOT_ASKED, Answer, AnswerState
from intake_app.errors import InputError
from intake_app.form_engine.model import Kind
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.question.answer_toggles import DETAILS_KEY, STATE_KEYS, AnswerToggles
from intake_app.ui.question.fields.containers import ContainerField, RepeatField
from intake_app.ui.question.fields.kinds import make_field
from intake_app.ui.question.local_hints import hinted
from intake_app.ui.question.notes import NotesColumn
from intake_app.ui.question.part_view import PartView
from intake_app.ui.system.keys import bind, first_stop, focus_within, order_tabs
from intake_app.ui.widgets.labels import BilingualLabel, Label
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QEnterEvent

    from intake_app.form_engine.conditions import AnswerLookup
    from intake_app.form_engine.model import Question
    from intake_app.ui.question.fields.base import AnswerField, FieldContext
    from intake_app.ui.question.filled import Filled

SAVE_AFTER_MS = 1000
_GAP = 12


class QuestionView(PartView):
    """A question, or a group or repeat with the questions in it.

    Args:
        question: The question.
        path: Path of its answer.
        context: Texts, day and initials.
        row: Row it stands in, "" outside of repeats.

    Signals:
        answered: The answer at this path changed; read `view(path).answer()`.
        drafted: The half-typed input at this path changed; read `view(path).draft()`.
        row_added, row_removed, row_moved: Path of the row: the repeat's path and its id.
    """

    answered = Signal(str)
    drafted = Signal(str)
    row_added = Signal(str)
    row_removed = Signal(str)
    row_moved = Signal(str)

    def __init__(
        self, question: Question, path: str, context: FieldContext, row: str = ""
    ) -> None:
        super().__init__()
        self.question = question
        self.path = path
        self.row = row
        self._context = context
        self._answer, self._draft = NOT_ASKED, ""
        self._filled: Filled | None = None
        self._field: AnswerField | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._wrong = Label(role=Role.HINT, colour="danger", parent=self)
        self._wrong.hide()
        self._notes = NotesColumn(question, context)
        self.toggles = AnswerToggles(question, context, self)
        self.toggles.setVisible(not self.toggles.is_empty())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._on_rest)
        # Somebody who types on without a rest loses a word in a crash, not a page.
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(SAVE_AFTER_MS)
        self._typing.timeout.connect(self._on_typing)

    @property
    def field(self) -> AnswerField:
        """The field; built when the question is shown for the first time."""
        if self._field is None:
            self._field = make_field(
                self.question, self._context, self.path, self.row, self._child
            )
            self._lay_out(self._field)
            self._connect(self._field)
        return self._field

    @property
    def is_built(self) -> bool:
        """Whether the question has been shown."""
        return self._field is not None

    # What is in it.

    def answer(self) -> Answer:
        """Return the answer as it was last read from the field."""
        return self._answer

    def draft(self) -> str:
        """Return typed text that is no answer, empty when all is well."""
        return self._draft

    def problem(self) -> str:
        """Return the words beside the field about what was typed, empty when all is well."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    def view(self, path: str) -> QuestionView | None:
        """Return the view of a path in here; None when it is not built (a closed card)."""
        if path == self.path:
            return self
        if path.startswith(f"{self.path}/"):
            for inside in self._inside():
                found = inside.view(path) if isinstance(inside, QuestionView) else None
                if found is not None:
                    return found
        return None

    def leaves(self) -> Sequence[QuestionView]:
        """Return the questions in here that can be answered, in the order shown."""
        return [stop for stop in self.stops() if isinstance(stop, QuestionView)]

    def stops(self) -> Sequence[QWidget]:
        """Return the same with the lines between them that unfold more questions."""
        if self._field is None:
            return ()
        if not isinstance(self._field, ContainerField):
            return (self,)
        own = (self,) if isinstance(self._field, RepeatField) else ()
        return [*(stop for inside in self._inside() for stop in _stops(inside)), *own]

    def show_filled(self, filled: Filled) -> None:
        """Show answers, drafts, notes, and whether the question applies at all."""
        self._filled = filled
        is_shown = self.path in filled.shown
        if not is_shown and not self.is_built:
            self.hide()
            return
        self._fill(filled)
        self.setVisible(is_shown)

    def _fill(self, filled: Filled) -> None:
        self._notes.show_notes(filled.shown.get(self.path, ()))
        field = self.field
        if isinstance(field, ContainerField):
            field.show_filled(filled)
        if self.question.kind is Kind.COMPUTED:
            field.show_draft(filled.computed(self.question.compute, self.path))
            return
        self._show(filled.answer(self.path), filled.drafts.get(self.path, ""))

    def commit(self) -> None:
        """Read the field now, as when it is left; before locking or closing."""
        if self.is_built and (self._timer.isActive() or self._draft):
            self._read(is_final=True)

    def focus_field(self) -> None:
        """Put the focus into the field, where Tab would put it."""
        target = first_stop(self.field) or self.field
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # How it works.

    def _inside(self) -> Sequence[QWidget]:
        return self._field.stops() if isinstance(self._field, ContainerField) else ()

    def _child(self, part: Question, path: str, row: str) -> QuestionView:
        view = QuestionView(part, path, self._context, row)
        view.answered.connect(self.answered)
        view.drafted.connect(self.drafted)
        view.row_added.connect(self.row_added)
        view.row_removed.connect(self.row_removed)
        view.row_moved.connect(self.row_moved)
        return view

    def _lay_out(self, field: AnswerField) -> None:
        texts = self._context.texts
        label, hint = texts.label(self.question), texts.hint(self.question)
        is_flag = self.question.kind is Kind.FLAG
        if not is_flag:
            self._column.addWidget(BilingualLabel(label.german, label.other, texts.language))
        below = Label(hint.german, Role.HINT, colour="muted") if hint.german else None
        if below is not None and not is_flag:
            self._column.addWidget(below)
        self._column.addLayout(hinted(field, self.question.id, self._context))
        # The German question of a flag is the text beside its box.
        if is_flag and label.other not in {"", label.german}:
            other = Label(label.other, colour="muted", language=texts.language)
            other.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            other.setContentsMargins(px(34), 0, 0, 0)
            self._column.addWidget(other)
        if below is not None and is_flag:
            below.setContentsMargins(px(34), 0, 0, 0)
            self._column.addWidget(below)
        self._column.addWidget(self._wrong)
        self._column.addLayout(self._notes)
        if self.toggles.is_empty():
            self._column.addSpacing(px(_GAP))
        else:
            self._column.addWidget(self.toggles)

    def _connect(self, field: AnswerField) -> None:
        field.edited.connect(self._on_edited)
        field.settled.connect(self._on_settled)
        self.toggles.state_chosen.connect(self._on_state)
        self.toggles.details_changed.connect(self._on_details)
        self.toggles.built.connect(self._on_toggles_built)
        if isinstance(field, RepeatField):
            field.row_added.connect(self.row_added)
            field.row_removed.connect(self.row_removed)
            field.row_moved.connect(self.row_moved)
        if isinstance(field, ContainerField):
            return
        # In a container the keys belong to the question that has the focus.
        for state, key in STATE_KEYS.items():
            bind(self, key, partial(self.toggles.toggle_state, state))
        bind(self, DETAILS_KEY, self.toggles.open_details)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _show(self, answer: Answer, draft: str) -> None:
        same = answer == self._answer and draft == self._draft
        self._answer, self._draft = answer, draft
        self.toggles.show_answer(answer)
        if draft:
            self.field.show_draft(draft)
            self._show_problem_of_draft()
            return
        # Nobody wants "9" to become "09:00" while typing 9:30.
        if not (same and focus_within(self.field)) and not self._timer.isActive():
            self.field.show_answer(answer)
            self._say("")

    def _show_problem_of_draft(self) -> None:
        try:
            self.field.read(self._lookup())
        except InputError as error:
            if not focus_within(self.field):
                self._say(self._words(error))
        else:
            self._say("")

    def _read(self, *, is_final: bool) -> None:
        """Turn what stands in the field into an answer or a draft.

        Args:
            is_final: The field was left; otherwise somebody may be in the middle of a word.
        """
        self._timer.stop()
        self._typing.stop()
        try:
            read = self.field.read(self._lookup())
        except InputError as error:
            self._keep_draft(self.field.draft())
            if is_final:
                self._say(self._words(error))
            return
        self._say("")
        if read.state is AnswerState.NOT_ASKED and self._has_toggled_state():
            # An empty field takes no state back: "keine Angabe" is taken back by its toggle.
            self._keep_draft("")
            return
        self._set(self._with_details(read))
        if is_final:
            self.field.show_answer(self._answer)

    def _has_toggled_state(self) -> bool:
        state = self._answer.state
        return self._answer.value is None and state not in self.field.own_states

    def _with_details(self, read: Answer) -> Answer:
        if read.state is AnswerState.NOT_ASKED:
            return NOT_ASKED
        before = self._answer
        evidence = before.evidence if read.value is not None else None
        return replace(read, evidence=evidence, uncertain=before.uncertain, told_by=before.told_by)

    def _set(self, answer: Answer) -> None:
        had_draft, self._draft = bool(self._draft), ""
        if answer == self._answer:
            if had_draft:
                self.drafted.emit(self.path)
            return
        self._answer = answer
        self.toggles.show_answer(answer)
        self.answered.emit(self.path)

    def _keep_draft(self, text: str) -> None:
        if text != self._draft:
            self._draft = text
            self.drafted.emit(self.path)

    def _lookup(self) -> AnswerLookup | None:
        return self._filled.lookup(self.row) if self._filled is not None else None

    def _words(self, error: InputError) -> str:
        if error.code == "constraint":
            for constraint in self.question.constraints:
                if error.detail.endswith(f".constraint.{constraint.number}"):
                    return self._context.texts.german.constraint(self.question, constraint)
        return explain(error)

    def _say(self, problem: str) -> None:
        self.field.set_wrong(wrong=bool(problem))
        self._wrong.setText(problem)
        self._wrong.setVisible(bool(problem))

    def _on_toggles_built(self) -> None:
        order_tabs(self)

    def _on_edited(self) -> None:
        self._say("")
        self._timer.start()
        if not self._typing.isActive():
            self._typing.start()

    def _on_typing(self) -> None:
        """Keep what was typed so far; it becomes an answer when the hands rest."""
        if self._timer.isActive():
            self._keep_draft(self.field.draft())

    def _on_rest(self) -> None:
        self._read(is_final=False)

    def _on_settled(self) -> None:
        self._read(is_final=True)

    def _on_state(self) -> None:
        self._timer.stop()
        self._typing.stop()
        state = self.toggles.state()
        answer = NOT_ASKED if state is None else Answer(state=state, told_by=self._answer.told_by)
        self.field.show_answer(answer)
        self._say("")
        self._set(answer)

    def _on_details(self) -> None:
        if self._answer.state is not AnswerState.NOT_ASKED:
            self._set(self.toggles.apply_details(self._answer))

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._wake()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the toggles."""
        super().enterEvent(event)
        self._wake()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the toggles."""
        super().leaveEvent(event)
        self._wake()

    def _wake(self) -> None:
        panel = self.toggles.panel
        in_panel = panel is not None and panel.is_open()
        self.toggles.set_awake(awake=self.underMouse() or in_panel or focus_within(self))


def _stops(inside: QWidget) -> Sequence[QWidget]:
    return inside.stops() if isinstance(inside, QuestionView) else (inside,)
