"""Reading a waiver out: one paragraph at a time, in the second window too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.fonts import Role, px
from intake_app.ui.keys import bind
from intake_app.ui.page import Page
from intake_app.ui.pages.low_head import lead_back
from intake_app.ui.pages.person_view import PersonView
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from intake_app.domain.waiver import Waiver
    from intake_app.services.services import Services

_PICTURE = 48


class ReadAloudPage(Page):
    """Shows the paragraphs of a printed waiver; arrow keys and the space bar turn them.

    Args:
        services: What the advisor can do.
        waiver: The waiver that is explained.
        back: Name of the page that the button leads back to.
        parent: Qt's parent.

    Raises:
        NotPermittedError: The office has not filled in its data.
    """

    def __init__(
        self, services: Services, waiver: Waiver, *, back: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Read out"), parent=parent)
        lead_back(self, back)
        self._paragraphs = services.waivers.read_aloud(waiver.id)
        self._place = 0
        language = "" if waiver.language == "de" else waiver.language
        self.view = PersonView(services.session.content.wording(waiver.language))
        self.second = self.add_action(Button(_("Second &window"), icon="people"))
        self.second.setCheckable(True)
        self.second.clicked.connect(self._on_second)
        self.view.closed.connect(lambda: self.second.setChecked(False))
        self.count = Label("", colour="muted")
        self._picture = IconLabel("document", colour="accent", side=_PICTURE)
        self.german = Label("", Role.SECTION)
        self.other = Label("", Role.SECTION, colour="muted", language=language)
        self.other.setVisible(bool(language))
        self.earlier = Button(_("&Back"), icon="arrow_left")
        self.later = Button(_("&Next"), ButtonKind.PRIMARY, icon="arrow_right")
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self._lay_out()
        for keys, step in (("Right", 1), ("Left", -1), ("PgDown", 1), ("PgUp", -1)):
            bind(self, keys, partial(self.turn, step))
        self._show()

    def place(self) -> int:
        """Return which paragraph is shown, from 0."""
        return self._place

    def paragraph_count(self) -> int:
        """Return how many there are."""
        return len(self._paragraphs)

    def turn(self, step: int) -> None:
        """Show the next paragraph (+1) or the one before (−1); after the last one leave."""
        there = self._place + step
        if there >= len(self._paragraphs):
            self.left.emit()
            return
        self._place = max(there, 0)
        self._show()

    def entered(self) -> None:
        """Let the space bar turn the paragraphs."""
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
        row.setSpacing(px(16))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(16))
        words.addWidget(self.german)
        words.addWidget(self.other)
        row.addLayout(words, 1)
        card.content.addLayout(row)
        scroll.content.addWidget(card)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.earlier)
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        scroll.content.addLayout(buttons)
        scroll.content.addStretch(1)
        self.content.addWidget(scroll)

    def _show(self) -> None:
        paragraph = self._paragraphs[self._place]
        number, count = self._place + 1, len(self._paragraphs)
        self.count.setText(_("Paragraph {number} of {count}").format(number=number, count=count))
        self._picture.set_icon(paragraph.picture, "accent")
        self.german.setText(paragraph.german)
        self.other.setText(paragraph.other)
        self.earlier.setEnabled(self._place > 0)
        is_last = number == count
        self.later.setText(_("Done") if is_last else _("&Next"))
        self.later.updateGeometry()
        shown = paragraph.other or paragraph.german
        self.view.show_text(shown, heading=f"{number} / {count}", picture=paragraph.picture)

    def _on_second(self) -> None:
        if self.second.isChecked():
            self.view.open_beside(self.window())
        else:
            self.view.put_away()
