"""States of a waiver in words, and as a line of dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.domain.waiver import Direction, WaiverState
from intake_app.i18n import _
from intake_app.services.session import office_day
from intake_app.ui.widgets.stepper import StepState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from intake_app.domain.waiver import Waiver, WaiverLine

WITHDRAWABLE = frozenset(
    {
        WaiverState.SIGNED,
        WaiverState.IN_FORCE,
        WaiverState.PARTLY_WITHDRAWN,
    }
)
"""States in which a line can be taken back."""

IN_FORCE = frozenset({WaiverState.IN_FORCE, WaiverState.PARTLY_WITHDRAWN})

_LEVELS = {
    WaiverState.DRAFT: "muted",
    WaiverState.PRINTED: "accent",
    WaiverState.SIGNED: "warn",
    WaiverState.IN_FORCE: "good",
    WaiverState.PARTLY_WITHDRAWN: "good",
}

_STATES: dict[WaiverState, Callable[[], str]] = {
    WaiverState.DRAFT: lambda: _("draft"),
    WaiverState.PRINTED: lambda: _("printed"),
    WaiverState.SIGNED: lambda: _("signed, copy is missing"),
    WaiverState.IN_FORCE: lambda: _("in force"),
    WaiverState.PARTLY_WITHDRAWN: lambda: _("partly withdrawn"),
    WaiverState.WITHDRAWN: lambda: _("withdrawn"),
    WaiverState.EXPIRED: lambda: _("expired"),
    WaiverState.REPLACED: lambda: _("replaced"),
    WaiverState.REFUSED: lambda: _("refused"),
    WaiverState.VOID: lambda: _("void (misprint)"),
}


def state_badge(state: WaiverState) -> tuple[str, str]:
    """Return the word for a state and the level of the badge that says it."""
    return _STATES[state](), _LEVELS.get(state, "muted")


def stages(state: WaiverState) -> list[tuple[str, StepState]]:
    """Return the line of dots: draft, printed, in force."""
    done, now, waiting = StepState.DONE, StepState.NOW, StepState.WAITING
    words = [_("draft"), _("printed"), _("in force")]
    states = {
        WaiverState.DRAFT: (now, waiting, waiting),
        WaiverState.PRINTED: (done, now, waiting),
        WaiverState.SIGNED: (done, done, StepState.MISSING),
        WaiverState.IN_FORCE: (done, done, now),
        WaiverState.PARTLY_WITHDRAWN: (done, done, now),
    }
    if state is WaiverState.SIGNED:
        words[2] = _("copy is missing")
    elif state not in states:
        return [(words[0], done), (words[1], done), (_STATES[state](), StepState.MISSING)]
    elif state is WaiverState.PARTLY_WITHDRAWN:
        words[2] = _STATES[state]()
    return list(zip(words, states[state], strict=True))


def line_state(waiver: Waiver, line: WaiverLine, today: date) -> tuple[str, str]:
    """Return how one line of a signed waiver stands, and the level of its badge."""
    if not line.decision:
        return _("no"), "muted"
    if line.withdrawn_at:
        on = german_date(office_day(line.withdrawn_at))
        return _("withdrawn on {day}").format(day=on), "danger"
    if line.valid_until and line.valid_until < today:
        return _("ended on {day}").format(day=german_date(line.valid_until)), "muted"
    if waiver.state(today) in IN_FORCE and line.withdrawn_categories and line.valid_until:
        until = german_date(line.valid_until)
        return _("in force in part until {day}").format(day=until), "good"
    if waiver.state(today) in IN_FORCE and line.valid_until:
        return _("in force until {day}").format(day=german_date(line.valid_until)), "good"
    return _("yes"), "accent"


def direction_icon(direction: Direction | None) -> str:
    """Return the icon of an arrow for a direction."""
    icons = {Direction.TELL: "arrow_right", Direction.ASK: "arrow_left"}
    return icons.get(direction, "arrow_both") if direction else "minus"
