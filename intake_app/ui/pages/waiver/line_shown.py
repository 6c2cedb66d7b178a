"""A line of a waiver that is printed already: what it says and how it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.codes import Category, Purpose
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.waiver.words import WITHDRAWABLE, direction_icon, line_state
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.ui.pages.waiver.texts import WaiverTexts

_CAPTION = 92


class LineShown(Card):
    """One line to read, with what can be done about it.

    Signals:
        withdraw_asked: Id of the line that shall be taken back.
        extract_asked: Id of the partner whose extract shall be printed.
        sentence_asked: The line and the category of a sentence that shall be printed.
    """

    withdraw_asked = Signal(object)
    extract_asked = Signal(object)
    sentence_asked = Signal(object, object)

    def __init__(
        self, waiver: Waiver, line: WaiverLine, texts: WaiverTexts, *, in_force: bool
    ) -> None:
        super().__init__()
        self.line = line
        state, level = line_state(waiver, line, texts.today)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        names = QVBoxLayout()
        names.setSpacing(px(2))
        names.addWidget(Label(line.partner_name, Role.STRONG))
        if line.partner_address:
            names.addWidget(Label(line.partner_address, Role.HINT, colour="muted"))
        head.addLayout(names, 1)
        head.addWidget(Badge(state, level), 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        if line.decision:
            self._show_content(texts)
        self.withdraw: Button | None = None
        self.extract: Button | None = None
        open_line = bool(line.decision) and line.withdrawn_at is None
        self.sentences: dict[Category, Button] = {}
        if open_line and waiver.state(texts.today) in WITHDRAWABLE:
            self._offer(line, in_force=in_force)

    def _show_content(self, texts: WaiverTexts) -> None:
        line = self.line
        direction = QHBoxLayout()
        direction.setSpacing(px(8))
        direction.addWidget(IconLabel(direction_icon(line.direction), colour="accent", side=18))
        words = texts.entry("directions", line.direction.value) if line.direction else ""
        direction.addWidget(Label(words), 1)
        self.content.addLayout(direction)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setColumnMinimumWidth(0, px(_CAPTION))
        grid.setColumnStretch(1, 1)
        for row, (text_id, words) in enumerate(self._facts(texts)):
            caption = Label(texts.block(text_id)[0], Role.HINT, colour="muted")
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(words), row, 1)
        self.content.addLayout(grid)

    def _facts(self, texts: WaiverTexts) -> list[tuple[str, str]]:
        line = self.line
        # A line that ended as a whole shows what it was about.
        now = line if line.withdrawn_at else line.remaining
        purposes = [
            texts.entry("purposes", purpose)
            for purpose in Purpose
            if purpose in line.purposes and purpose is not Purpose.OTHER
        ]
        facts = [
            (
                "label.categories",
                [texts.entry("categories", c) for c in Category if c in now.categories],
            ),
            ("label.health", [f"„{now.health_detail}“"] if now.health_detail else []),
            ("label.copies", [texts.entry("documents", code) for code in now.copies]),
            ("label.purposes", [*purposes, *([line.purpose_other] if line.purpose_other else [])]),
        ]
        return [(text_id, ", ".join(words)) for text_id, words in facts if words]

    def _offer(self, line: WaiverLine, *, in_force: bool) -> None:
        row = QWidget()
        flow = FlowLayout(px(8), row)
        self.withdraw = Button(_("Withdraw …"), ButtonKind.DANGER, icon="undo")
        self.withdraw.setAccessibleName(
            _("Withdraw the permission for {name}").format(name=line.partner_name)
        )
        self.withdraw.clicked.connect(lambda: self.withdraw_asked.emit(line.id))
        flow.addWidget(self.withdraw)
        if in_force:
            self._offer_papers(line, flow)
        self.content.addWidget(row)

    def _offer_papers(self, line: WaiverLine, flow: FlowLayout) -> None:
        self.extract = Button(_("Print extract …"), ButtonKind.QUIET, icon="printer")
        self.extract.setAccessibleName(
            _("Print the extract for {name}").format(name=line.partner_name)
        )
        self.extract.clicked.connect(lambda: self.extract_asked.emit(line.partner_id))
        flow.addWidget(self.extract)
        if line.direction is None or not line.direction.may_tell:
            return
        words = {
            Category.HEALTH: _("Print the sentence about health …"),
            Category.CHILD_LEVEL: _("Print a sentence about the level …"),
        }
        for category, text in words.items():
            if category in line.open_categories:
                button = Button(text, ButtonKind.QUIET, icon="speech")
                button.setAccessibleName(f"{text} {line.partner_name}")
                button.clicked.connect(partial(self.sentence_asked.emit, line, category))
                flow.addWidget(button)
                self.sentences[category] = button
