"""The later stages of a waiver: explained and signed, copy, in force, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.dates import german_date
from intake_app.domain.signing import GuardianRole, OwnSignature
from intake_app.domain.waiver import WaiverState
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.waiver.line_shown import LineShown
from intake_app.ui.pages.waiver.signing_form import SigningForm
from intake_app.ui.pages.waiver.texts import WaiverTexts
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.waiver import Waiver
    from intake_app.services.services import Services


class SigningStage(ReadingColumn):
    """The paper lies on the table: explain it, ask the questions, sign.

    Signals:
        read_asked: The paper shall be read out.
        refused: The person does not sign.
        misprinted: The printed paper is unusable.
    """

    read_asked = Signal()
    refused = Signal()
    misprinted = Signal()

    def __init__(self, services: Services, waiver: Waiver, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        texts = WaiverTexts(services.session, waiver.language)
        circumstances = services.waivers.circumstances(waiver.case_id)
        self.form = SigningForm(texts, circumstances, waiver.co_signing)
        self.refuse = Button(_("The person does not sign"), ButtonKind.SECONDARY)
        self.refuse.clicked.connect(self.refused)
        self.misprint = Button(_("Paper is unusable …"), ButtonKind.QUIET, icon="trash")
        self.misprint.clicked.connect(self.misprinted)
        self.read = Button(_("Read it out, sentence by sentence …"), icon="speech")
        self.read.clicked.connect(self.read_asked)
        self.content.addWidget(_row(self.read))
        self.content.addWidget(self.form)
        self.content.addWidget(
            Label(
                _("A no is always fine: the talk goes on without a waiver."),
                colour="muted",
            )
        )
        self.content.addWidget(_row(self.refuse, self.misprint))
        self.content.addStretch(1)


class ShownStage(ReadingColumn):
    """The waiver to read, line by line, with what can still be done.

    Signals:
        withdraw_asked: Id of the line to take back.
        extract_asked: Id of the partner whose extract shall be printed.
        sentence_asked: The line and the category of a sentence that shall be printed.
    """

    withdraw_asked = Signal(object)
    extract_asked = Signal(object)
    sentence_asked = Signal(object, object)

    def __init__(self, services: Services, waiver: Waiver, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._texts = WaiverTexts(services.session, waiver.language)
        self._waiver = waiver
        self.content.setSpacing(px(12))
        note = _note_of(waiver.state(self._texts.today))
        if note is not None:
            self.content.addWidget(note)
        holding = services.waivers.in_force(waiver)
        self.lines: Sequence[LineShown] = [
            LineShown(waiver, line, self._texts, in_force=line in holding) for line in waiver.lines
        ]
        for line in self.lines:
            line.withdraw_asked.connect(self.withdraw_asked)
            line.extract_asked.connect(self.extract_asked)
            line.sentence_asked.connect(self.sentence_asked)
            self.content.addWidget(line)
        if waiver.signature is not None:
            self.content.addWidget(self._signature())
        self.content.addStretch(1)

    def _signature(self) -> Card:
        card = Card(_("Signed"))
        for line in self._signature_words():
            card.content.addWidget(Label(line))
        return card

    def _signature_words(self) -> list[str]:
        signature, explanation = self._waiver.signature, self._waiver.explanation
        if signature is None:
            return []
        entry = self._texts.entry
        how = _("on the pad") if signature.strokes else _("on paper")
        said = [
            _("{day}, {place}, {how}, seen by {initials}").format(
                day=german_date(signature.signed_on),
                place=signature.place,
                how=how,
                initials=signature.seen_by,
            )
        ]
        if signature.own is not OwnSignature.SIGNED:
            said.append(entry("signatures", signature.own.value))
        carer = _("legal carer")
        for guardian in signature.guardians:
            is_carer = guardian.role is GuardianRole.CARER
            role = carer if is_carer else entry("guardian_roles", guardian.role.value)
            said.append(f"{guardian.name} ({role})")
        if signature.insight:
            said.append(_("Signed alone; insight: {words}").format(words=signature.insight))
        if signature.custody_note:
            said.append(
                _("The other parent was not reached: {words}").format(words=signature.custody_note)
            )
        if explanation is not None:
            said.append(entry("explained", explanation.how.value))
            said += [part for part in (explanation.interpreter, explanation.witness) if part]
        if signature.original_at:
            said.append(_("The original lies here: {place}").format(place=signature.original_at))
        return said


def _note_of(state: WaiverState) -> Notice | None:
    words: dict[WaiverState, tuple[Callable[[], str], Level]] = {
        WaiverState.SIGNED: (
            lambda: _("The waiver holds only when the person has got a copy."),
            Level.WARN,
        ),
        WaiverState.REFUSED: (
            lambda: _("The person gives no permission. That is fine; the talk goes on."),
            Level.INFO,
        ),
        WaiverState.VOID: (
            lambda: _("This paper is void. Its number is not used again; please destroy it."),
            Level.INFO,
        ),
        WaiverState.WITHDRAWN: (
            lambda: _("Everything was taken back. A new permission needs a new paper."),
            Level.INFO,
        ),
        WaiverState.EXPIRED: (
            lambda: _("All permissions have ended. A new permission needs a new paper."),
            Level.INFO,
        ),
    }
    if state not in words:
        return None
    text, level = words[state]
    return Notice(text(), level)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(px(8), holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
