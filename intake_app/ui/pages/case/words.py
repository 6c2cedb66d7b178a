"""Steps and events of a case in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.numbers import format_slip_number
from intake_app.domain.office import PaperKind
from intake_app.i18n import _
from intake_app.services.steps import INFORM_PARTNER
from intake_app.ui.pages.paper.words import kind_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.form_engine.wording import Wording
    from intake_app.services.cases import Event
    from intake_app.services.steps import Step

_REASONS: dict[str, Callable[[], str]] = {
    "cover": lambda: _("Cover for a colleague"),
    "together": lambda: _("We advise together"),
    "asked": lambda: _("The person asked me"),
    "other": lambda: _("Another reason"),
}


def step_words(step: Step, german: Wording) -> str:
    """Return what a step is about."""
    if step.kind == INFORM_PARTNER:
        return _("Tell the office that the permission has ended")
    return german.list_label("steps", step.kind)


def event_words(event: Event) -> str:
    """Return what happened, as one line of the case's history."""
    words = _EVENTS.get((event.kind, event.what))
    if words is None:
        return " ".join(part for part in (event.kind, event.what, event.detail) if part)
    if event.kind == "paper":
        kind, _space, number = event.detail.partition(" ")
        name = kind_name(PaperKind(kind))
        number = format_slip_number(number) if kind == "slip" and number else number
        return words().format(paper=name, number=number).strip()
    is_slip = event.kind == "slip"
    return words().format(detail=format_slip_number(event.detail) if is_slip else event.detail)


def event_icon(event: Event) -> str:
    """Return the name of the icon that stands for the kind of event."""
    return _ICONS.get(event.kind, "info")


_ICONS = {
    "talk": "speech",
    "paper": "printer",
    "waiver": "pen",
    "withdrawal": "undo",
    "slip": "slip",
    "disclosure": "arrow_right",
    "case": "folder",
}
_EVENTS: Mapping[tuple[str, str], Callable[[], str]] = {
    ("case", "created"): lambda: _("Case {detail} opened"),
    ("case", "closed"): lambda: _("Case closed"),
    ("case", "discarded"): lambda: _("Case discarded"),
    ("talk", "begun"): lambda: _("Talk begun by {detail}"),
    ("talk", "completed"): lambda: _("Talk completed"),
    ("paper", "pending"): lambda: _("{paper} sent to the printer, not confirmed yet {number}"),
    ("paper", "printed"): lambda: _("{paper} printed {number}"),
    ("paper", "misprint"): lambda: _("{paper} misprinted {number}"),
    ("waiver", "in_force"): lambda: _("Waiver {detail} in force, copy handed out"),
    ("withdrawal", "withdrawn"): lambda: _("Permission for {detail} withdrawn"),
    ("withdrawal", "withdrawn_in_part"): lambda: _("Permission withdrawn in part: {detail}"),
    ("slip", "issued"): lambda: _("Slip {detail} issued"),
    ("disclosure", "begun"): lambda: _("Hand-over to {detail} begun, not finished"),
    ("disclosure", "done"): lambda: _("Handed over to {detail}"),
    ("disclosure", "cancelled"): lambda: _("Hand-over to {detail} cancelled"),
}


def access_reason_words(reason: str) -> str:
    """Say why another advisor's case was opened."""
    code, colon, text = reason.partition(": ")
    words = _REASONS.get(code)
    said = words() if words else code
    return f"{said}: {text}" if colon else said
