"""Time that passes while a vault is in use, so that nobody has to answer for the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.services.sample_player import MovableClock
    from intake_app.services.session import Session

DAY = 24 * 60


def days_pass(session: Session, clock: MovableClock, days: int) -> None:
    """Let days pass, each of which the program sees."""
    for _day in range(days):
        clock.forward(minutes=DAY)
        session.today()
