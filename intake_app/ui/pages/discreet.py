"""Names as initials, for when somebody at the side of the desk may read along (F12)."""

from __future__ import annotations

import unicodedata

from intake_app.i18n import _


def initials(name: str) -> str:
    """Return the first letters of a name with full stops, as "R. A."."""
    return " ".join(f"{first}." for part in name.split() if (first := _first_letter(part)))


def shown_name(name: str, *, discreet: bool) -> str:
    """Return how a name is shown; a case without a name says so."""
    if not name:
        return _("No name yet")
    return initials(name) if discreet else name


def _first_letter(part: str) -> str:
    for place, sign in enumerate(part):
        if unicodedata.category(sign)[0] == "L":
            end = place + 1
            while end < len(part) and unicodedata.combining(part[end]):
                end += 1
            return part[place:end].upper()
    return ""
