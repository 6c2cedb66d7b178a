"""The page of a talk: sections at the left, questions in the middle, summary at the right.

Every answer is stored at once; the page shows what follows from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from intake_app.i18n import _
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.pages.interview.bars import InterviewActions
from intake_app.ui.pages.interview.closed_section import ClosedSection
from intake_app.ui.pages.interview.completion import CompletionPanel
from intake_app.ui.pages.interview.context import field_context
from intake_app.ui.pages.interview.layout import TalkLayout
from intake_app.ui.pages.interview.pause import PauseCover
from intake_app.ui.pages.interview.safety import BlockBar, SafetyBox
from intake_app.ui.pages.interview.second_window import SecondWindow
from intake_app.ui.pages.interview.section_list import SectionList
from intake_app.ui.pages.interview.similar import SimilarWatch
from intake_app.ui.pages.interview.states import (
    block_text,
    deepening_here,
    greeting,
    known,
    remaining,
    section_states,
)
from intake_app.ui.pages.interview.summary import SummaryPanel
from intake_app.ui.pages.interview.talk import Talk
from intake_app.ui.pages.page import Page
from intake_app.ui.question.bilingual import Pair
from intake_app.ui.question.fields.containers import RepeatField
from intake_app.ui.question.filled import Filled
from intake_app.ui.question.section_view import SectionView
from intake_app.ui.system.keys import bind
from intake_app.ui.widgets.buttons import IconButton
from intake_app.ui.widgets.notices import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.codes import InterviewId
    from intake_app.form_engine.model import Section
    from intake_app.services.services import Services
    from intake_app.services.sheet import Sheet
    from intake_app.ui.pages.person_view import PersonView
    from intake_app.ui.question.question_view import QuestionView


class InterviewPage(Page):
    """A talk that is being led.

    Args:
        services: What an advisor can do.
        interview_id: The talk; it is open.
        person_view: The second window for the person, None when there is none.
        offers_keyboard: Offer the small keyboards where original script is typed.
        parent: Qt's parent.

    Signals:
        completed: The talk was completed and the page was left; id of its case.
        case_asked: Id of a similar case that shall be looked at.
    """

    completed = Signal(object)
    case_asked = Signal(object)

    def __init__(
        self,
        services: Services,
        interview_id: InterviewId,
        *,
        person_view: PersonView | None = None,
        offers_keyboard: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._talk = Talk(services, interview_id, self)
        self._second = SecondWindow(person_view, self.sheet.form)
        self._german = services.session.content.wording("de")
        self._context = field_context(
            services, self.sheet.interview.language, offers_keyboard=offers_keyboard
        )
        self._texts = self._context.texts
        self._discreet = False
        self._current = ""
        self._blocked = frozenset(shown.path for shown in self.sheet.blocks())
        self._cover: PauseCover | None = None
        self._views: dict[str, SectionView] = {}
        self.sections = SectionList()
        self.summary = SummaryPanel()
        self.completion = CompletionPanel()
        self.block_bar = BlockBar()
        self.actions_bar = InterviewActions(person_view)
        self._stack = QStackedWidget()
        self._closed = ClosedSection()
        self._layout = TalkLayout(self.sections, self._stack, self.summary, self.actions_bar)
        self._similar = SimilarWatch(
            services, self.sheet.interview.case_id, self.summary.similar, self
        )
        self._lay_out()
        self._connect()
        if person_view is not None:
            person_view.closed.connect(self.actions_bar.show_person_view_closed)
        self._name_page()
        self.go_to_section(self.sheet.interview.section or self.sheet.form.sections[0].id)
        self._similar.look()
        self._greet()

    @property
    def sheet(self) -> Sheet:
        """The talk with all its answers as they are stored."""
        return self._talk.sheet

    # What is open.

    def section_id(self) -> str:
        """Return the section that is open, empty while the talk is being completed."""
        return self._current

    def section_view(self) -> SectionView | None:
        """Return the questions that are to be seen."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, SectionView) else None

    def go_to_section(self, section_id: str) -> None:
        """Open a section; a closed one says what opens it."""
        self._commit()
        if self._current and self.messages.level is Level.INFO:
            self.messages.hide()
        section = self.sheet.form.section(section_id)
        self._current = section_id
        self._similar.at_section(section)
        self._talk.at_section(section_id)
        # Before the questions: they give the focus back to the one that had it.
        self._second.follow("")
        if self.sheet.is_open(section):
            view = self._view_of(section)
            view.show_filled(Filled.of(self.sheet, self._german))
            self._stack.setCurrentWidget(view)
        else:
            self._closed.show_section(self.sheet.form, section, self._texts)
            self._stack.setCurrentWidget(self._closed)
            self._closed.focus_button()
        self._show_progress()

    def go_to(self, path: str) -> None:
        """Lead to the question at a path."""
        section = self.sheet.form.place_at(path).section
        if section.id != self._current:
            self.go_to_section(section.id)
        view = self.section_view()
        if view is None:
            return
        view.reveal(path)
        # The layout has to be done first, or the page would scroll to nowhere.
        QTimer.singleShot(0, view, lambda: view.go_to(path))

    def show_completion(self) -> None:
        """Show what stands between the talk and its completion."""
        self._commit()
        self._current = ""
        self._similar.at_section(None)
        self._stack.setCurrentWidget(self.completion)
        self.completion.show_remaining(remaining(self.sheet, self._german))
        self._second.follow("")
        self._show_progress()

    def pause(self) -> None:
        """Cover the window until the advisor goes on."""
        if self._cover is not None:
            return
        self._commit()
        self._second.follow("")
        self._cover = PauseCover(self.window())
        self._cover.resumed.connect(self._on_resumed)
        self.destroyed.connect(self._cover.deleteLater)

    def set_discreet(self, on: bool) -> None:  # noqa: FBT001 - connected to a signal
        """Show initials instead of names, or names again."""
        self._discreet = on
        self._name_page()
        self._show_summary()
        self._similar.set_discreet(discreet=on)

    def entered(self) -> None:
        """Begin at the first question of the section that was not answered yet."""
        view = self.section_view()
        if view is None:
            return
        path = deepening_here(self.sheet, self._current) or view.first_open()
        if path:
            self.go_to(path)

    def part(self) -> str:
        """Return the question with the focus, else the section."""
        view = self.section_view()
        return (view.current_path() if view is not None else "") or self._current

    def open_part(self, part: str) -> None:
        """Go back to the question or section."""
        if part in {section.id for section in self.sheet.form.sections}:
            self.go_to_section(part)
        elif part:
            self.go_to(part)

    def can_leave(self) -> bool:
        """Store what is being typed; the talk stays open."""
        self._commit()
        self._similar.stop()
        if self._cover is not None:
            self._cover.end()
        self._second.follow("")
        return True

    # What was done.

    def _commit(self) -> None:
        view = self.section_view()
        if view is not None:
            view.commit()

    def _on_answered(self, path: str) -> None:
        question = self._question(path)
        if question is not None:
            self._talk.answer(path, question.answer())

    def _on_drafted(self, path: str) -> None:
        question = self._question(path)
        if question is not None:
            self._talk.keep_draft(path, question.draft())

    def _on_row_moved(self, path: str) -> None:
        repeat_path, _slash, row = path.rpartition("/")
        repeat = self._repeat_field(repeat_path)
        if repeat is not None:
            self._talk.move_row(path, list(repeat.row_ids()).index(row))

    def _on_changed(self, path: str) -> None:
        view = self.section_view()
        if view is not None:
            view.show_filled(Filled.of(self.sheet, self._german))
        self._show_progress()
        if self.sheet.form.place_at(path).question.index:
            self._name_page()
            self._similar.look_soon()
        self._warn_of_blocks()

    def _on_stepped(self, step: int) -> None:
        there = self.sheet.section_beside(self._current, step)
        if there:
            self.go_to_section(there)
            self.entered()
        elif step > 0 and self._current:
            self.show_completion()

    def _on_section_chosen(self, section_id: str) -> None:
        self.go_to_section(section_id)
        self.entered()

    def _on_complete(self, remove_hidden: bool) -> None:  # noqa: FBT001 - connected to a signal
        if self._talk.complete(remove_hidden=remove_hidden):
            self._second.follow("")
            self.left.emit()
            self.completed.emit(self.sheet.interview.case_id)

    def _on_resumed(self) -> None:
        self._cover = None
        self.entered()

    def _lead_to_first(self, paths: Iterable[str]) -> None:
        path = next(iter(paths), "")
        if path:
            self.go_to(path)

    # What is shown.

    def _view_of(self, section: Section) -> SectionView:
        if section.id not in self._views:
            view = SectionView(section, self._context)
            view.answered.connect(self._on_answered)
            view.drafted.connect(self._on_drafted)
            view.row_added.connect(self._talk.add_row)
            view.row_removed.connect(self._talk.remove_row)
            view.row_moved.connect(self._on_row_moved)
            view.entered.connect(self._second.follow)
            view.left_end.connect(self._on_stepped)
            self._stack.addWidget(view)
            self._views[section.id] = view
        return self._views[section.id]

    def _question(self, path: str) -> QuestionView | None:
        view = self.section_view()
        return view.view(path) if view is not None else None

    def _repeat_field(self, path: str) -> RepeatField | None:
        question = self._question(path)
        field = question.field if question is not None else None
        return field if isinstance(field, RepeatField) else None

    def _show_progress(self) -> None:
        states = section_states(self.sheet, self._german)
        self.sections.show_states(states, self._current)
        state = next((state for state in states if state.key == self._current), None)
        title = state.title if state else _("Complete the talk")
        self._layout.bar.show_section(title, state.in_words if state else "")
        blocks = self.sheet.blocks()
        self.block_bar.show_question(self._german.label(blocks[0].question) if blocks else "")
        self._show_summary()

    def _show_summary(self) -> None:
        self.summary.show_known(
            known(self.sheet, self._services.session.content), discreet=self._discreet
        )

    def _warn_of_blocks(self) -> None:
        blocks = self.sheet.blocks()
        new = [shown for shown in blocks if shown.path not in self._blocked]
        self._blocked = frozenset(shown.path for shown in blocks)
        if not new:
            return
        other = self._texts.other
        text = Pair(
            german=block_text(new[0], self._german),
            other=block_text(new[0], other) if other else "",
        )
        box = SafetyBox(self, text, self._texts.language)
        box.confirmed.connect(self.left)
        box.open()

    def _on_person_view(self, on: bool) -> None:  # noqa: FBT001 - connected to a signal
        # Whoever clicked the button has the focus there: the question is the one before.
        self._second.set_open(self.window() if on else None)

    def _name_page(self) -> None:
        name = self.sheet.reading.display_name
        shown = shown_name(name, discreet=self._discreet) if name else ""
        self.set_title(_("Talk with {name}").format(name=shown) if shown else _("New talk"))

    def _greet(self) -> None:
        text, act = greeting(self.sheet, self._german)
        if text:
            self.say(text, Level.INFO, action=act)

    def _go_on(self) -> None:
        place = self.sheet.goes_on_at
        if place is not None:
            self.go_to(place.path)

    # How it is built.

    def _lay_out(self) -> None:
        back = IconButton("arrow_left", _("Back; the talk stays open"), side=34)
        back.clicked.connect(self.left)
        self.add_leading(back)
        self.add_action(self.actions_bar)
        self.content.addWidget(self.block_bar)
        self.content.addWidget(self._layout, 1)
        self._stack.addWidget(self._closed)
        self._stack.addWidget(self.completion)

    def _connect(self) -> None:
        self._talk.changed.connect(self._on_changed)
        self._talk.failed.connect(self.report)
        self.messages.acted.connect(self._go_on)
        self.sections.chosen.connect(self._on_section_chosen)
        self._layout.stepped.connect(self._on_stepped)
        self.summary.open_asked.connect(lambda: self._lead_to_first(self.sheet.left_open()))
        self.summary.similar_looked_at.connect(lambda head: self.case_asked.emit(head.case.id))
        self.block_bar.asked.connect(
            lambda: self._lead_to_first(shown.path for shown in self.sheet.blocks())
        )
        self._closed.led_to.connect(self.go_to)
        self.completion.led_to.connect(self.go_to)
        self.completion.put_off.connect(lambda: self._on_stepped(-1))
        self.completion.completed.connect(self._on_complete)
        self.actions_bar.paused.connect(self.pause)
        self.actions_bar.completion_asked.connect(self.show_completion)
        self.actions_bar.person_view_toggled.connect(self._on_person_view)
        self._similar.failed.connect(self.report)
        self._similar.noticed.connect(self.actions_bar.mark_summary)
        for part in (self._closed, self.completion, self.sections, self.summary):
            bind(part, "Ctrl+PgDown", lambda: self._on_stepped(1))
            bind(part, "Ctrl+PgUp", lambda: self._on_stepped(-1))
        for key, slot in (
            ("F3", self._layout.toggle_summary),
            ("F6", self.actions_bar.person_view.toggle),
            ("F10", self.pause),
            ("Pause", self.pause),
        ):
            bind(self, key, slot)
