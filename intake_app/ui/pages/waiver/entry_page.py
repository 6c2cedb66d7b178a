"""A waiver that was signed away from the program, on a blank form with a number."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.numbers import parse_waiver_number
from intake_app.errors import InputError, IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.waiver.asked import Asked
from intake_app.ui.pages.waiver.kept_lines import read_line, write_line
from intake_app.ui.pages.waiver.line_card import LineLimits
from intake_app.ui.pages.waiver.lines_editor import LinesEditor
from intake_app.ui.pages.waiver.signing_form import SigningForm
from intake_app.ui.pages.waiver.texts import WaiverTexts
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level
from intake_app.ui.widgets.text_input import LineEdit
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId, LineId
    from intake_app.domain.partner import Partner
    from intake_app.domain.waiver import WaiverLine
    from intake_app.services.services import Services


class PaperEntryPage(Page):
    """Takes over what stands on the paper; nothing is stored before everything is there.

    Args:
        services: What the advisor can do.
        case_id: The case.
        back: Name of the page that the button leads back to.
        parent: Qt's parent.
    """

    def __init__(
        self,
        services: Services,
        case_id: CaseId,
        *,
        back: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Enter a signed paper"), parent=parent)
        self.lead_back(back)
        self._services = services
        self._waiver = services.waiver_drafts.on_paper(case_id)
        self._texts = WaiverTexts(services.session, "de")
        self._limits = LineLimits(
            latest=services.waiver_drafts.latest_end(self._waiver),
            is_minor=self._waiver.is_minor,
        )
        self._circumstances = services.waivers.circumstances(case_id)
        self._lines: list[WaiverLine] = []
        self.take = self.add_action(Button(_("&Take over"), ButtonKind.PRIMARY, icon="check"))
        self.take.clicked.connect(self._take)
        self.number = LineEdit(_("Number on the paper"))
        self.number.setPlaceholderText("SE-26-00012-6")
        self.number.set_width_of("SE-26-00012-6000")
        self.number.left.connect(self._check_number)
        self._number_wrong = Label("", Role.HINT, colour="danger")
        self._number_wrong.hide()
        self.language = Asked(self._texts.form, "wv.lang", self._texts.by_advisor)
        kinds = {kind.code: kind for kind in services.partners.kinds()}
        self.lines = LinesEditor(services.partners.all(), kinds.__getitem__)
        self.form = SigningForm(self._texts, self._circumstances)
        self._lay_out()
        self._connect()
        self._show_lines()

    def entered(self) -> None:
        """Begin with the number."""
        if self.begins_here():
            self.number.setFocus()

    @property
    def case_id(self) -> CaseId:
        """The case of the paper."""
        return self._waiver.case_id

    def half_typed(self) -> str:
        """Return everything that was taken over so far."""
        kept = {
            "number": self.number.text(),
            "language": self.language.typed(),
            "lines": [write_line(line) for line in self._lines],
            "form": self.form.typed(),
        }
        return json.dumps(kept)

    def take_up(self, typed: str) -> None:
        """Show it again."""
        kept = json.loads(typed)
        self.number.setText(kept["number"])
        self.language.show_typed(kept["language"])
        self._lines = [read_line(line) for line in kept["lines"]]
        self._show_lines()
        self.form.show_typed(kept["form"])

    def _lay_out(self) -> None:
        scroll = ReadingColumn()
        column = scroll.content
        column.addWidget(
            Label(
                _(
                    "For blank forms with a number that were filled in and signed away from "
                    "the program. Take over exactly what stands on the paper."
                ),
                colour="muted",
            )
        )
        paper = Card(_("The paper"))
        paper.content.addWidget(Label(_("Number on the paper"), Role.STRONG))
        paper.content.addWidget(self.number)
        paper.content.addWidget(self._number_wrong)
        paper.content.addWidget(self.language)
        column.addWidget(paper)
        column.addWidget(Label(self._texts.label("wv.lines"), Role.SECTION))
        column.addWidget(self.lines)
        column.addWidget(self.form)
        column.addStretch(1)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, px(8))
        outer.addWidget(scroll)
        self.content.addWidget(holder)

    def _connect(self) -> None:
        self.lines.line_changed.connect(self._on_line)
        self.lines.line_removed.connect(self._on_removed)
        self.lines.partner_added.connect(self._on_added)

    def _show_lines(self) -> None:
        self.lines.show_lines(self._lines, self._texts, self._limits)
        drafted = replace(self._waiver, lines=tuple(self._lines))
        self.lines.offer(self._services.waiver_drafts.proposed(drafted))

    def _on_line(self, line: WaiverLine) -> None:
        self._lines = [line if old.id == line.id else old for old in self._lines]

    def _on_removed(self, line_id: LineId) -> None:
        self._lines = [line for line in self._lines if line.id != line_id]
        self._show_lines()

    def _on_added(self, partner: Partner) -> None:
        try:
            self._lines.append(self._services.waiver_drafts.new_line(self._waiver, partner))
        except IntakeError as error:
            self.report(error)
            return
        self._show_lines()
        self.lines.show_card(len(self._lines) - 1)

    def _check_number(self) -> str:
        """Return the number as it is stored, empty while it is wrong; say what is wrong."""
        number, wrong = "", ""
        try:
            number = parse_waiver_number(self.number.text()) if self.number.text().strip() else ""
        except InputError as error:
            wrong = explain(error)
        if number:
            self.number.setText(number)
        self._number_wrong.setText(wrong)
        self._number_wrong.setVisible(bool(wrong))
        self.number.set_wrong(wrong=bool(wrong))
        return number

    def _take(self) -> None:
        number = self._check_number()
        if not number:
            self.say(_("Please type the number that stands on the paper."), Level.WARN)
            self.number.setFocus()
            return
        try:
            explanation, signature = self.form.explanation(), self.form.signature()
            self._services.waivers.enter_paper(
                self._waiver.case_id,
                number=number,
                language=self.language.value() or "de",
                printed_on=min(signature.signed_on, self._services.session.today()),
                lines=self._lines,
                explanation=explanation,
                signature=signature,
            )
        except IntakeError as error:
            self.report(error)
            return
        self.left.emit()
