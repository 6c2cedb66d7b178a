"""How long a passphrase holds out, in words instead of a coloured bar with rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _, ngettext
from intake_app.ui.widgets.notices import Level

if TYPE_CHECKING:
    from intake_app.services.keys import Strength

_DAY = 86_400
_YEAR = 31_557_600
_WEAK_BELOW = 30 * _DAY
_GOOD_FROM = 100 * _YEAR
_COUNTED_TO = 1_000_000


def is_too_weak(strength: Strength) -> bool:
    """Tell whether somebody with a stolen vault would be in within a month."""
    return strength.seconds < _WEAK_BELOW


def level_of(strength: Strength) -> Level:
    """Return how the time to guess is to be shown."""
    if is_too_weak(strength):
        return Level.DANGER
    return Level.GOOD if strength.seconds >= _GOOD_FROM else Level.WARN


def strength_words(strength: Strength) -> str:
    """Say how long guessing takes for somebody who stole the vault and has fast machines."""
    text = _("Guessing it takes {time}, even with the vault stolen and two dozen fast machines.")
    said = text.format(time=time_words(strength))
    if is_too_weak(strength):
        return said + " " + _("That is too little; a few more words help most.")
    return said


def time_words(strength: Strength) -> str:
    """Return the time to guess, as "3 Jahre"."""
    amount = strength.amount
    if strength.seconds < 1:
        return _("less than a second")
    if amount >= _COUNTED_TO:
        return _("more than a million years")
    words = {
        "seconds": lambda: ngettext("about {amount} second", "about {amount} seconds", amount),
        "minutes": lambda: ngettext("about {amount} minute", "about {amount} minutes", amount),
        "hours": lambda: ngettext("about {amount} hour", "about {amount} hours", amount),
        "days": lambda: ngettext("about {amount} day", "about {amount} days", amount),
        "months": lambda: ngettext("about {amount} month", "about {amount} months", amount),
        "years": lambda: ngettext("about {amount} year", "about {amount} years", amount),
    }
    shown = f"{amount:,}".replace(",", ".")
    return words[strength.unit.value]().format(amount=shown)
