"""Says that the clock is behind the journal, and lets somebody answer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal

from intake_app.domain.journal import ClockReason
from intake_app.domain.roles import Right
from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.words.role_words import who_may

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from intake_app.services.services import Services

CLOCK_REASONS: Final[Mapping[ClockReason, Callable[[], str]]] = {
    ClockReason.SET_WRONG: lambda: _("It was set wrong"),
    ClockReason.BATTERY: lambda: _("Its battery was empty"),
    ClockReason.OTHER_COMPUTER: lambda: _("Another computer was wrong"),
}
"""Why there are entries of days that had not come yet."""


def clock_reason_words(code: str) -> str:
    """Say why the clock was confirmed; a code of a later version shows as it is."""
    known = {reason.value: words for reason, words in CLOCK_REASONS.items()}
    return known[code]() if code in known else code


def clock_counts() -> str:
    """Say what follows from confirming the clock."""
    return _("Noted. From now on the day of this computer counts again.")


class ClockNotice(Notice):
    """Stands where the day begins while the newest entry of the journal lies in the future.

    Args:
        services: Confirm the clock.
        newest: Moment of the newest entry.

    Attributes:
        reasons: Why the clock was wrong.
        confirm: Answers for the clock.

    Signals:
        confirmed: The day follows the clock again.
        failed: An `IntakeError` to be reported.
    """

    confirmed = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, newest: datetime) -> None:
        text = _(
            "The clock of this computer is probably slow: the newest entry is from {moment}. "
            "Please check date and time; until then the later day counts."
        )
        super().__init__(text.format(moment=day_and_hour(newest)), Level.WARN)
        self._office = services.office
        self.reasons = Segments(
            [Option(code=reason.value, label=words()) for reason, words in CLOCK_REASONS.items()]
        )
        self.confirm = Button(_("The clock is right now"))
        self.confirm.setEnabled(False)
        self.reasons.chosen.connect(lambda: self.confirm.setEnabled(bool(self.reasons.code())))
        self.confirm.clicked.connect(self._on_confirm)
        session = services.session
        if session.is_read_only:
            return
        if not session.may(Right.OFFICE):
            self.words.addWidget(Label(who_may(Right.OFFICE), colour="muted"))
            return
        self.words.addWidget(
            Label(
                _(
                    "Was the clock ahead before, and is it right now? Then say why, and confirm "
                    "it. The journal keeps that."
                )
            )
        )
        self.words.addWidget(self.reasons)
        self.words.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_confirm(self) -> None:
        try:
            self._office.confirm_clock(ClockReason(self.reasons.code()))
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.confirmed.emit()
