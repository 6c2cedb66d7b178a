"""Settings of locking, passphrase, recovery sheet, and the words of our keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.roles import Right
from intake_app.errors import IntakeError, WrongPassphraseError
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.key_words import KeyWords
from intake_app.ui.pages.new_key_words import new_key_words
from intake_app.ui.pages.share_steps import ShareSteps
from intake_app.ui.pages.sheet_steps import SheetSteps
from intake_app.ui.secret.new_passphrase import NewPassphrase
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.passphrase import PassphraseField
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.words.role_words import restrict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.tasks import Progress

_MINUTES = (2, 5, 10, 15, 30)
_MINUTES_IN_TALK = (5, 10, 15, 30, 60)


class SecurityTab(ReadingColumn):
    """When the program locks, and what opens it.

    Args:
        services: What an advisor can do.
        desk: Printers, dialogs, and background work.
        parent: Qt's parent.

    Signals:
        stored: A lock time was stored.
        said: Something to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
        key_changing: What is being done with the whole vault; "" when it is over.
    """

    stored = Signal()
    said = Signal(str)
    failed = Signal(object)
    key_changing = Signal(str)

    def __init__(self, services: Services, desk: PrintDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._desk = desk
        office = services.office.load()
        self.minutes = _minutes(_MINUTES, office.lock_minutes)
        self.minutes_in_talk = _minutes(_MINUTES_IN_TALK, office.lock_minutes_talk)
        self.old = PassphraseField(_("Present passphrase"))
        self.new = NewPassphrase(services.keys, lambda: [office.name, services.session.by])
        self.change = Button(_("Change passphrase"))
        self._changing = ProgressRow(_("The passphrase is being changed …"), can_cancel=False)
        self._changing.hide()
        self.make_sheet = Button(_("New recovery sheet …"), icon="key")
        self.make_three = Button(_("Three sheets instead …"))
        self.renew = Button(_("New key for the vault …"), ButtonKind.QUIET)
        self._renewing: Progress | None = None
        self.working = ProgressRow(
            _("The vault gets a new key; until then nothing can be stored …")
        )
        self.working.hide()
        self.sheet: SheetSteps | ShareSteps | None = None
        self._recovery_text = ""
        self.use_sheet = Button("", ButtonKind.PRIMARY)
        self.drop_sheet = Button(_("Keep the old sheet"), ButtonKind.QUIET)
        self.words = KeyWords()
        self._lay_out()
        self._show_sheet_buttons()
        self._connect()

    def entered(self) -> None:
        """Read our words anew."""
        try:
            self.words.show_words(self._services.office.key_words())
        except IntakeError as error:
            self.failed.emit(error)

    def forget(self) -> None:
        """Take passphrases and sheet out of the widgets."""
        self.old.clear()
        self.new.clear()
        self._end_sheet()

    # Lock times.

    def _on_minutes(self) -> None:
        office = self._services.office.load()
        changed = replace(
            office,
            lock_minutes=int(self.minutes.code() or office.lock_minutes),
            lock_minutes_talk=int(self.minutes_in_talk.code() or office.lock_minutes_talk),
        )
        self.minutes.show_code(str(changed.lock_minutes))
        self.minutes_in_talk.show_code(str(changed.lock_minutes_talk))
        try:
            self._services.office.save(changed)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.stored.emit()

    # Passphrase.

    def _on_change(self) -> None:
        self.old.set_wrong(wrong=not self.old.text())
        lack = self.new.lack() if self.old.text() else _("Please type the present passphrase.")
        if lack:
            self.said.emit(lack)
            (self.new if self.old.text() else self.old).setFocus()
            return
        old, new = self.old.text(), self.new.passphrase()
        self._set_changing(on=True)
        self._desk.tasks.run(
            lambda: self._services.office.change_passphrase(old, new),
            context=self,
            done=lambda _result: self._on_changed(),
            failed=self._on_not_changed,
        )

    def _on_changed(self) -> None:
        self._set_changing(on=False)
        self.old.clear()
        self.new.clear()
        self.said.emit(_("The new passphrase holds from now on."))

    def _on_not_changed(self, error: IntakeError) -> None:
        self._set_changing(on=False)
        if isinstance(error, WrongPassphraseError):
            self.old.set_wrong(wrong=True)
            self.old.setFocus()
        self.failed.emit(error)

    def _set_changing(self, *, on: bool) -> None:
        self._changing.setVisible(on)
        for part in (self.old, self.new, self.change):
            part.setEnabled(not on)

    # Recovery sheet.

    def _on_make_sheet(self, *, three: bool) -> None:
        try:
            self._services.session.refuse_in_practice()
            office = self._services.office.load()
        except IntakeError as error:
            self.failed.emit(error)
            return
        keys = self._services.keys
        text = self._recovery_text = keys.new_recovery_text()
        for button in (self.make_sheet, self.make_three):
            button.setEnabled(False)
        if three:
            shares = keys.recovery_shares(text)
            self._desk.tasks.run(
                lambda: [keys.share_sheet(office, words, n) for n, words in enumerate(shares, 1)],
                context=self,
                done=lambda sheets: self._show_steps(
                    ShareSteps(keys, self._desk, sheets, self._recovery_text)
                ),
                failed=self.failed.emit,
            )
            return
        self._desk.tasks.run(
            lambda: keys.recovery_sheet(office, text),
            context=self,
            done=lambda data: self._show_steps(
                SheetSteps(keys, self._desk, data, self._recovery_text)
            ),
            failed=self.failed.emit,
        )

    def _show_steps(self, steps: SheetSteps | ShareSteps) -> None:
        self.sheet = steps
        self.sheet.changed.connect(self._show_sheet_buttons)
        self.sheet.groups.entered.connect(self.use_sheet.click)
        self.use_sheet.setText(
            _("Let the new sheets open the vault")
            if isinstance(steps, ShareSteps)
            else _("Let the new sheet open the vault")
        )
        self._sheet_card.content.insertWidget(2, self.sheet)
        self._show_sheet_buttons()
        self.ensureWidgetVisible(self.sheet)

    def _on_use_sheet(self) -> None:
        if self.sheet is None:
            return
        lack = self.sheet.lack()
        if lack:
            self.said.emit(lack)
            return
        try:
            self._services.office.replace_recovery_key(self._recovery_text)
        except IntakeError as error:
            self.failed.emit(error)
            return
        are_three = isinstance(self.sheet, ShareSteps)
        self._end_sheet()
        self.said.emit(
            _("Any two of the new sheets open the vault, older ones no more. Destroy those.")
            if are_three
            else _("The new sheet opens the vault, the old one no more. Destroy the old one.")
        )

    def _end_sheet(self) -> None:
        self._recovery_text = ""
        if self.sheet is not None:
            self.sheet.forget()
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
        self._show_sheet_buttons()

    def _show_sheet_buttons(self) -> None:
        asking = self.sheet is not None and self.sheet.is_asking()
        for button in (self.make_sheet, self.make_three, self.renew):
            button.setVisible(self.sheet is None)
            button.setEnabled(True)
        self.use_sheet.setVisible(asking)
        self.drop_sheet.setVisible(self.sheet is not None)

    # A new key for the vault.

    def _ask_about_key(self) -> None:
        asking = Confirm(
            self,
            title=_("Give the vault a new key?"),
            text=_(
                "Passphrases and the present sheet stay as they are. It takes some seconds, "
                "longer for a large vault, and can be stopped until the last moment."
            ),
            act=_("New key"),
            keep=_("Leave it"),
            is_dangerous=False,
        )
        asking.confirmed.connect(self.renew_key)
        asking.open()

    def renew_key(self) -> None:
        """Give the vault a new key while everybody stays."""
        self._set_renewing(on=True)
        people = self._services.people
        self._renewing = self._desk.tasks.run_long(
            lambda progress: people.renew_key(progress.part),
            context=self,
            done=lambda _result: self._on_renewed(),
            failed=self._on_not_renewed,
            progress=self.working.show_progress,
            cancelled=lambda: self._set_renewing(on=False),
        )

    def _on_renewed(self) -> None:
        self._set_renewing(on=False)
        text = _("The vault has a new key.")
        self.said.emit(f"{text} {new_key_words(self._services.copies)}")

    def _on_not_renewed(self, error: IntakeError) -> None:
        self._set_renewing(on=False)
        self.failed.emit(error)

    def _on_cancel_key(self) -> None:
        if self._renewing is not None:
            self._renewing.cancel()

    def _set_renewing(self, *, on: bool) -> None:
        self._renewing = None
        self.key_changing.emit(self.working.text() if on else "")
        self.working.allow_cancel(allowed=True)
        self.working.setVisible(on)
        for button in (self.make_sheet, self.make_three, self.renew):
            button.setEnabled(not on)

    # How it is built.

    def _lay_out(self) -> None:
        self._sheet_card = self._recovery_card()
        lock = self._lock_card()
        for card in (lock, self._passphrase_card(), self._sheet_card, self._words_card()):
            self.content.addWidget(card)
        self.content.addStretch(1)
        restrict(self, (lock,), self._services.session, Right.OFFICE)
        restrict(self, (self._sheet_card,), self._services.session, Right.PEOPLE)

    def _lock_card(self) -> Card:
        card = Card(_("Locking"))
        card.content.setSpacing(px(12))
        card.content.addWidget(Label(_("Lock after this time without a key or click")))
        card.content.addWidget(self.minutes)
        card.content.addWidget(Label(_("The same while a talk is open")))
        card.content.addWidget(self.minutes_in_talk)
        countdown = _("A countdown is shown for the last 30 seconds. Ctrl+L locks at once.")
        card.content.addWidget(Label(countdown, colour="muted"))
        return card

    def _passphrase_card(self) -> Card:
        card = Card(_("Your passphrase"))
        card.content.setSpacing(px(8))
        card.content.addWidget(Label(_("Present passphrase")))
        card.content.addWidget(self.old)
        card.content.addSpacing(px(4))
        card.content.addWidget(self.new)
        card.content.addWidget(self._changing)
        card.content.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _recovery_card(self) -> Card:
        card = Card(_("Recovery sheet"))
        card.content.setSpacing(px(12))
        lost = _(
            "Lost, or seen by somebody it is not meant for? Make a new one; the old one "
            "opens the vault until the new one is confirmed."
        )
        card.content.addWidget(Label(lost))
        buttons = QWidget()
        flow = FlowLayout(px(8), buttons)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in (
            self.make_sheet,
            self.make_three,
            self.use_sheet,
            self.drop_sheet,
            self.renew,
        ):
            flow.addWidget(button)
        card.content.addWidget(buttons)
        card.content.addWidget(self.working)
        three = _(
            "Three sheets: any two open the vault, one alone opens nothing. A lost sheet "
            "still opens copies made before; a new key for the vault takes that from "
            "everything from now on."
        )
        card.content.addWidget(Label(three, colour="muted"))
        return card

    def _words_card(self) -> Card:
        card = Card(_("Words of our keys"))
        card.content.setSpacing(px(12))
        read_out = _(
            "Partners read these words to you on the phone when they have entered your "
            "keys. The keys themselves are under Offices, “Our own keys”."
        )
        card.content.addWidget(Label(read_out))
        card.content.addWidget(self.words)
        return card

    def _connect(self) -> None:
        self.minutes.chosen.connect(self._on_minutes)
        self.minutes_in_talk.chosen.connect(self._on_minutes)
        self.change.clicked.connect(self._on_change)
        self.new.entered.connect(self._on_change)
        self.make_sheet.clicked.connect(lambda: self._on_make_sheet(three=False))
        self.make_three.clicked.connect(lambda: self._on_make_sheet(three=True))
        self.renew.clicked.connect(self._ask_about_key)
        self.working.cancelled.connect(self._on_cancel_key)
        self.use_sheet.clicked.connect(self._on_use_sheet)
        self.drop_sheet.clicked.connect(self._end_sheet)


def _minutes(offered: Sequence[int], present: int) -> Segments:
    minutes = sorted({*offered, present})
    text = [ngettext("{count} minute", "{count} minutes", count) for count in minutes]
    segments = Segments(
        [
            Option(code=str(count), label=label.format(count=count))
            for count, label in zip(minutes, text, strict=True)
        ]
    )
    segments.show_code(str(present))
    return segments
