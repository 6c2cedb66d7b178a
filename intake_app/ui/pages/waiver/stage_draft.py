"""The first stage of a waiver: lines are filled, nothing is fixed yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.signing import CoSigning
from intake_app.domain.waiver_rules import SignerGroup
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.talk_words import language_name
from intake_app.ui.pages.waiver.line_card import LineLimits
from intake_app.ui.pages.waiver.lines_editor import LinesEditor
from intake_app.ui.pages.waiver.texts import WaiverTexts
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import ReadingColumn
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.segments import Option
from intake_app.ui.widgets.tick import TickBox
from intake_app.ui.words.messages_waiver import lacks_in_words

if TYPE_CHECKING:
    from intake_app.domain.codes import LineId
    from intake_app.domain.partner import Partner
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.services.services import Services


_BESIDE = {SignerGroup.YOUTH: CoSigning.ALONE, SignerGroup.ADULT: CoSigning.CARER}
"""What can be decided about the signatures before printing, where the age leaves a choice."""


class DraftStage(ReadingColumn):
    """Lines, language, and what is still missing.

    Args:
        services: What the advisor can do.
        waiver: The draft.
        parent: Qt's parent.

    Signals:
        changed: The Waiver after a change that is stored.
        failed: An IntakeError.
        refused: The person does not want to give a permission.
    """

    changed = Signal(object)
    failed = Signal(object)
    refused = Signal()

    def __init__(self, services: Services, waiver: Waiver, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._waiver = waiver
        self._texts = WaiverTexts(services.session, waiver.language)
        self._limits = LineLimits(
            latest=services.waiver_drafts.latest_end(waiver),
            is_minor=waiver.is_minor,
        )
        kinds = {kind.code: kind for kind in services.partners.kinds()}
        self.lines = LinesEditor(services.partners.all(), kinds.__getitem__)
        self.language = ChoiceList(self._languages(), self._texts.label("wv.lang"))
        self.language.show_code(waiver.language)
        self._draft_note = Notice(
            _(
                "This translation is a draft and is printed as a reading aid. The paper has to "
                "be interpreted or read out before anybody signs."
            ),
            Level.INFO,
        )
        group = services.waivers.circumstances(waiver.case_id).group
        self._beside = _BESIDE.get(group)
        self.beside = TickBox(self._beside_words())
        self.beside.setVisible(self._beside is not None)
        self.instead = TickBox(
            _("Only the carer signs: the person cannot understand what it means")
        )
        self._show_co_signing()
        self._missing = Label("", Role.HINT, colour="muted")
        self.refuse = Button(_("The person gives no permission"), ButtonKind.QUIET)
        self._lay_out()
        self._connect()
        self._show()

    def waiver(self) -> Waiver:
        """Return the draft as it is stored."""
        return self._waiver

    def show_first_lack(self) -> None:
        """Lead to the first line that is not complete."""
        for place, card in enumerate(self.lines.cards()):
            if card.lacks():
                self.lines.show_card(place)
                return
        self.lines.search.setFocus()

    def _lay_out(self) -> None:
        self.content.setSpacing(px(12))
        intro = self._texts.german.section_intro(self._texts.form.section("B2"))
        self.content.addWidget(Label(intro, colour="muted"))
        language = QWidget()
        column = QVBoxLayout(language)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(Label(self._texts.label("wv.lang"), Role.STRONG))
        column.addWidget(self.language)
        self.content.addWidget(language)
        self.content.addWidget(self._draft_note)
        self.content.addWidget(self.lines)
        self.content.addWidget(self.beside)
        self.content.addWidget(self.instead)
        self.content.addWidget(self._missing)
        self.content.addWidget(self.refuse, 0, Qt.AlignmentFlag.AlignLeading)
        self.content.addStretch(1)

    def _connect(self) -> None:
        self.lines.line_changed.connect(self._on_line)
        self.lines.line_removed.connect(self._on_removed)
        self.lines.partner_added.connect(self._on_added)
        self.language.chosen.connect(self._on_language)
        self.beside.clicked.connect(self._on_co_signing)
        self.instead.clicked.connect(self._on_co_signing)
        self.refuse.clicked.connect(self.refused)

    def _show(self) -> None:
        waiver = self._waiver
        self.lines.show_lines(waiver.lines, self._texts, self._limits)
        self.lines.offer(self._services.waiver_drafts.proposed(waiver))
        self._draft_note.setVisible(bool(self._texts.other and self._texts.other.is_draft))
        self._show_lacks()

    def _show_lacks(self) -> None:
        drafts = self._services.waiver_drafts
        for card in self.lines.cards():
            alone = replace(self._waiver, lines=(card.line,))
            card.show_lacks(drafts.missing_before_printing(alone))
        lacks = lacks_in_words(drafts.missing_before_printing(self._waiver))
        words = _("Before printing: {what}").format(what=", ".join(lacks)) if lacks else ""
        self._missing.setText(words or _("Everything is there; the paper can be printed."))

    def _on_line(self, line: WaiverLine) -> None:
        try:
            self._waiver = self._services.waiver_drafts.save_line(self._waiver.id, line)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show_lacks()
        self.changed.emit(self._waiver)

    def _on_removed(self, line_id: LineId) -> None:
        try:
            self._waiver = self._services.waiver_drafts.remove_line(self._waiver.id, line_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show()
        self.changed.emit(self._waiver)

    def _on_added(self, partner: Partner) -> None:
        drafts = self._services.waiver_drafts
        try:
            line = drafts.new_line(self._waiver, partner)
            self._waiver = drafts.save_line(self._waiver.id, line)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show()
        self.lines.show_card(len(self.lines.cards()) - 1)
        self.changed.emit(self._waiver)

    def _on_language(self) -> None:
        language = self.language.code() or "de"
        try:
            self._waiver = self._services.waiver_drafts.set_language(self._waiver.id, language)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._texts = WaiverTexts(self._services.session, language)
        self.lines.forget_cards()
        self._show()
        self.changed.emit(self._waiver)

    def _beside_words(self) -> str:
        if self._beside is CoSigning.CARER:
            return _("A legal carer (rechtliche Betreuung) signs too: the scope covers this")
        return self._texts.label("wv.alone")

    def _show_co_signing(self) -> None:
        chosen = self._waiver.co_signing
        by_carer = self._beside is CoSigning.CARER and chosen is CoSigning.CARER_INSTEAD
        self.beside.setChecked(by_carer or chosen is self._beside)
        self.instead.setVisible(self._beside is CoSigning.CARER and self.beside.isChecked())
        self.instead.setChecked(by_carer)

    def _co_signing(self) -> CoSigning:
        if self._beside is None or not self.beside.isChecked():
            return CoSigning.BY_AGE
        by_carer = self._beside is CoSigning.CARER and self.instead.isChecked()
        return CoSigning.CARER_INSTEAD if by_carer else self._beside

    def _on_co_signing(self) -> None:
        try:
            self._waiver = self._services.waiver_drafts.set_co_signing(
                self._waiver.id, self._co_signing()
            )
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show_co_signing()
        self._show_lacks()
        self.changed.emit(self._waiver)

    def _languages(self) -> list[Option]:
        content = self._services.session.content
        tags = content.catalogues.tags()
        known = {choice.code for choice in self._texts.form.place("wv.lang").question.choices}
        return [Option(code=t, label=language_name(t, content)) for t in tags if t in known]
