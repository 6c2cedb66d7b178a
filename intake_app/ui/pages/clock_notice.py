"""Says that the clock does not fit the journal, and lets somebody answer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal

from intake_app.domain.dates import german_date
from intake_app.domain.journal import LONGEST_PAUSE, ClockReason
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

    from intake_app.services.services import Services
    from intake_app.services.session import Session

CLOCK_REASONS: Final[Mapping[ClockReason, Callable[[], str]]] = {
    ClockReason.SET_WRONG: lambda: _("It was set wrong"),
    ClockReason.BATTERY: lambda: _("Its battery was empty"),
    ClockReason.OTHER_COMPUTER: lambda: _("Another computer was wrong"),
    ClockReason.PAUSE: lambda: _("Nobody worked here"),
}
"""Why there are entries of days that had not come yet, or none for a long time."""


def clock_reason_words(code: str) -> str:
    """Say why the clock was confirmed; a code of a later version shows as it is."""
    known = {reason.value: words for reason, words in CLOCK_REASONS.items()}
    return known[code]() if code in known else code


def clock_counts() -> str:
    """Say what follows from confirming the clock."""
    return _("Noted. From now on the day of this computer counts again.")


class ClockNotice(Notice):
    """Stands where the day begins while the clock is in doubt: it is behind, or it leapt.

    Args:
        services: Know what is wrong with the clock, and confirm it.

    Attributes:
        reasons: Why the clock was wrong.
        confirm: Answers for the clock.

    Signals:
        confirmed: The day follows the clock again.
        failed: An `IntakeError` to be reported.
    """

    confirmed = Signal()
    failed = Signal(object)

    def __init__(self, services: Services) -> None:
        session = services.session
        text, question = _doubt(session)
        super().__init__(text, Level.WARN)
        self._office = services.office
        self.reasons = Segments(
            [
                Option(code=reason.value, label=words())
                for reason, words in CLOCK_REASONS.items()
                if reason is not ClockReason.PAUSE or session.clock_behind is None
            ]
        )
        self.confirm = Button(_("The clock is right now"))
        self.confirm.setEnabled(False)
        self.reasons.chosen.connect(lambda: self.confirm.setEnabled(bool(self.reasons.code())))
        self.confirm.clicked.connect(self._on_confirm)
        if session.is_read_only:
            return
        if not session.may(Right.OFFICE):
            self.words.addWidget(Label(who_may(Right.OFFICE), colour="muted"))
            return
        self.words.addWidget(Label(question))
        self.words.addWidget(self.reasons)
        self.words.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_confirm(self) -> None:
        try:
            self._office.confirm_clock(ClockReason(self.reasons.code()))
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.confirmed.emit()


def _doubt(session: Session) -> tuple[str, str]:
    """Return what is wrong with the clock, and what whoever confirms it is asked."""
    if session.clock_behind is not None:
        text = _(
            "The clock of this computer is probably slow: the newest entry is from {moment}. "
            "Please check date and time; until then the later day counts, and nothing is "
            "deleted by itself."
        )
        question = _(
            "Was the clock ahead before, and is it right now? Then say why, and confirm it. "
            "The journal keeps that."
        )
        return text.format(moment=day_and_hour(session.clock_behind)), question
    today = session.today()
    text = _(
        "There are no entries for more than {days} days after {last}. If the clock of this "
        "computer is ahead, it would delete too early; so nothing is deleted by itself until "
        "somebody confirms the clock."
    )
    question = _(
        "Is it really {today}? Then say why there are no entries, and confirm the clock. The "
        "journal keeps that."
    )
    last = german_date(session.clock_leapt_from or today)
    return (
        text.format(days=LONGEST_PAUSE.days, last=last),
        question.format(today=german_date(today)),
    )
