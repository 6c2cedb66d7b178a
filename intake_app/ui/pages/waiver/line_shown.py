"""A line of a waiver that is printed already: what it says and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.codes import Category, Purpose
from intake_app.i18n import _
from intake_app.ui.fonts import Role, px
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
    """

    withdraw_asked = Signal(object)
    extract_asked = Signal(object)

    def __init__(self, waiver: Waiver, line: WaiverLine, texts: WaiverTexts) -> None:
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
        if open_line and waiver.state(texts.today) in WITHDRAWABLE:
            self._offer(line)

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
        purposes = [
            texts.entry("purposes", purpose)
            for purpose in Purpose
            if purpose in line.purposes and purpose is not Purpose.OTHER
        ]
        facts = [
            (
                "label.categories",
                [texts.entry("categories", c) for c in Category if c in line.categories],
            ),
            ("label.health", [f"„{line.health_detail}“"] if line.health_detail else []),
            ("label.copies", [texts.entry("documents", code) for code in line.copies]),
            ("label.purposes", [*purposes, *([line.purpose_other] if line.purpose_other else [])]),
        ]
        return [(text_id, ", ".join(words)) for text_id, words in facts if words]

    def _offer(self, line: WaiverLine) -> None:
        row = QWidget()
        flow = FlowLayout(px(8), row)
        self.withdraw = Button(_("Withdraw …"), ButtonKind.DANGER, icon="undo")
        self.withdraw.setAccessibleName(
            _("Withdraw the permission for {name}").format(name=line.partner_name)
        )
        self.withdraw.clicked.connect(lambda: self.withdraw_asked.emit(line.id))
        self.extract = Button(_("Print extract …"), ButtonKind.QUIET, icon="printer")
        self.extract.setAccessibleName(
            _("Print the extract for {name}").format(name=line.partner_name)
        )
        self.extract.clicked.connect(lambda: self.extract_asked.emit(line.partner_id))
        flow.addWidget(self.withdraw)
        flow.addWidget(self.extract)
        self.content.addWidget(row)
