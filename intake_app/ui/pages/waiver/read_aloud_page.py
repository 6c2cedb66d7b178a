"""Reading a waiver out: one sentence at a time, then the four check questions.

The second window shows each sentence with a large pictogram, in the person's language.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.office import PaperKind
from intake_app.domain.signing import Check
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.services.paper_wishes import PaperWish
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.person_view import PersonView
from intake_app.ui.pages.speak_button import SpeakButton
from intake_app.ui.system.keys import bind
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.segments import Option, Segments

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from intake_app.domain.waiver import Waiver
    from intake_app.services.reading_aloud import Sentence
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

_PICTURE = 72


class ReadAloudPage(Page):
    """Shows the sentences of a printed waiver; arrow keys and the space bar turn them.

    Args:
        services: What the advisor can do.
        desk: Printers of this machine, and the voice that speaks what the person sees.
        waiver: The waiver that is explained.
        back: Name of the page that the button leads back to.
        parent: Qt's parent.

    Signals:
        checked: The four questions were put; with the `Check` that came of it.
        page_asked: A Page to open above this one: the sheet with all sentences.

    Raises:
        NotPermittedError: The office has not filled in its data.
    """

    checked = Signal(Check)
    page_asked = Signal(object)

    def __init__(
        self,
        services: Services,
        desk: PrintDesk,
        waiver: Waiver,
        *,
        back: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Read out"), parent=parent)
        self.lead_back(back)
        self._services, self._desk, self._waiver_id = services, desk, waiver.id
        read = services.waivers.read_aloud(waiver.id)
        self._request = read.request
        self._checks = read.checks
        self._sentences = (*read.sentences, *read.checks)
        self._answers: dict[int, Check] = {}
        self._is_noted = False
        self._place = 0
        language = "" if waiver.language == "de" else waiver.language
        content = services.session.content
        self.view = PersonView(content.wording(waiver.language), desk.voice)
        self.speak = SpeakButton(self.view)
        self.add_action(self.speak)
        self.print = Button(_("Read-aloud sheet …"), ButtonKind.QUIET, icon="printer")
        self.print.clicked.connect(self._on_print)
        self.second = self.add_action(Button(_("Second &window"), icon="people"))
        self.second.setCheckable(True)
        self.second.clicked.connect(self._on_second)
        self.view.closed.connect(lambda: self.second.setChecked(False))
        self.count = Label("", colour="muted")
        self._picture = IconLabel("sign_page", colour="accent", side=_PICTURE)
        self.german = Label("", Role.SECTION)
        self.other = Label("", Role.SECTION, colour="muted", language=language)
        self.other.setVisible(bool(language))
        wording = content.wording("de")
        self.answer = Segments(
            [
                Option(code=check.value, label=wording.list_label("checks", check.value))
                for check in (Check.ANSWERED, Check.UNSURE)
            ]
        )
        self.answer.setAccessibleName(_("Answered in their own words?"))
        self.answer.chosen.connect(self._on_answer)
        self.earlier = Button(_("&Back"), icon="arrow_left")
        self.later = Button(_("&Next"), ButtonKind.PRIMARY, icon="arrow_right")
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self._lay_out()
        for keys, step in (("Right", 1), ("Left", -1), ("PgDown", 1), ("PgUp", -1)):
            bind(self, keys, partial(self.turn, step))
        self._show()

    def place(self) -> int:
        """Return which sentence or question is shown, from 0."""
        return self._place

    def count_of_all(self) -> int:
        """Return how many sentences and questions there are."""
        return len(self._sentences)

    def outcome(self) -> Check:
        """Return what came of the check questions so far."""
        if Check.UNSURE in self._answers.values():
            return Check.UNSURE
        answered = len(self._answers) == len(self._checks)
        return Check.ANSWERED if answered else Check.NOT_PUT

    def turn(self, step: int) -> None:
        """Show the next sentence (+1) or the one before (−1); after the last one leave."""
        there = self._place + step
        if there >= len(self._sentences):
            self.checked.emit(self.outcome())
            self.left.emit()
            return
        self._place = max(there, 0)
        self._show()

    def can_leave(self) -> bool:
        """Leave a trace when the person was unsure, since nobody may sign then.

        An error is said once; it does not hold the page for ever.
        """
        if self.outcome() is not Check.UNSURE or self._is_noted:
            return True
        self._is_noted = True
        try:
            self._services.waivers.note_unsure(self._waiver_id)
        except IntakeError as error:
            self.report(error)
            return False
        return True

    def entered(self) -> None:
        """Let the space bar turn the sentences."""
        self.later.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the second window away with the page."""
        super().hideEvent(event)
        self.view.show_neutral()
        self.view.put_away()

    def _lay_out(self) -> None:
        scroll = ReadingColumn()
        scroll.content.addWidget(self.count)
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(px(20))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(16))
        words.addWidget(self.german)
        words.addWidget(self.other)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(px(8))
        asked.addWidget(Label(_("Answered in their own words?"), Role.STRONG))
        asked.addWidget(self.answer)
        words.addWidget(self._asked)
        row.addLayout(words, 1)
        card.content.addLayout(row)
        scroll.content.addWidget(card)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.earlier)
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        buttons.addWidget(self.print)
        scroll.content.addLayout(buttons)
        scroll.content.addStretch(1)
        self.content.addWidget(scroll)

    def _show(self) -> None:
        sentence = self._sentences[self._place]
        asks = sentence in self._checks
        number = sentence.number
        count = len(self._checks) if asks else len(self._sentences) - len(self._checks)
        words = _("Question {number} of {count}") if asks else _("Sentence {number} of {count}")
        self.count.setText(words.format(number=number, count=count))
        self._picture.set_icon(f"sign_{sentence.sign}", "accent")
        self.german.setText(sentence.german)
        self.other.setText(sentence.other)
        self._asked.setVisible(asks)
        if asks:
            self.answer.show_code(self._answers.get(number, ""))
            self.answer.setFocus()
        self.earlier.setEnabled(self._place > 0)
        is_last = self._place + 1 == len(self._sentences)
        self.later.setText(_("Done") if is_last else _("&Next"))
        self.later.updateGeometry()
        place = f"{number} / {count}"
        heading = f"{place} · {_persons(self._request)}" if asks else place
        self.view.show_text(_persons(sentence), heading=heading, picture=f"sign_{sentence.sign}")

    def _on_answer(self) -> None:
        number, code = self._sentences[self._place].number, self.answer.code()
        if code:
            self._answers[number] = Check(code)
            self.later.setFocus()
        else:
            self._answers.pop(number, None)

    def _on_print(self) -> None:
        wish = PaperWish(kind=PaperKind.READ_ALOUD, subject=self._waiver_id)
        page = PrintPage(self._services, self._desk, wish, back=_("Read out"))
        self.page_asked.emit(page)

    def _on_second(self) -> None:
        if self.second.isChecked():
            self.view.open_beside(self.window())
        else:
            self.view.put_away()


def _persons(sentence: Sentence) -> str:
    """Return the words that the person reads or hears."""
    return sentence.other or sentence.german
