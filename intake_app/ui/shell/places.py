"""The places on the rail: which there are, what they are called, and who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.roles import Right
from intake_app.i18n import _
from intake_app.ui.shell.frame import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.services.session import Session
    from intake_app.ui.pages.page import Page

TODAY, CASES, SLIPS, PARTNERS = "today", "cases", "slips", "partners"
HELP, SETTINGS, JOURNAL, RIGHTS = "help", "settings", "journal", "rights"
STATISTICS = "statistics"

_NEEDED: Final = {
    CASES: (Right.COUNSEL,),
    SLIPS: (Right.COUNSEL,),
    PARTNERS: (Right.COUNSEL, Right.DIRECTORY),
    JOURNAL: (Right.JOURNAL,),
    RIGHTS: (Right.REQUESTS,),
    STATISTICS: (Right.STATISTICS,),
}
"""Rights of which one is needed; what is not named here everybody sees."""


def places_of(session: Session, pages: Mapping[str, Callable[[], Page]]) -> list[Place]:
    """Return the places of the advisor's roles; a place that is barred is not shown.

    Args:
        session: Knows who is at work.
        pages: How the page of each place is built.
    """
    all_places = (
        Place(key=TODAY, caption=_("Today"), icon="today", build=pages[TODAY]),
        Place(key=CASES, caption=_("Cases"), icon="cases", build=pages[CASES]),
        Place(key=SLIPS, caption=_("All slips"), icon="slip", build=pages[SLIPS]),
        Place(key=PARTNERS, caption=_("Offices"), icon="partners", build=pages[PARTNERS]),
        Place(key=JOURNAL, caption=_("Journal"), icon="clock", build=pages[JOURNAL]),
        Place(key=RIGHTS, caption=_("Privacy"), icon="badge_shield", build=pages[RIGHTS]),
        Place(key=STATISTICS, caption=_("Statistics"), icon="statistics", build=pages[STATISTICS]),
        Place(key=HELP, caption=_("Help"), icon="help", build=pages[HELP], at_bottom=True),
        Place(
            key=SETTINGS,
            caption=_("Settings"),
            icon="settings",
            build=pages[SETTINGS],
            at_bottom=True,
        ),
    )
    return [
        place
        for place in all_places
        if place.key not in _NEEDED or session.may(*_NEEDED[place.key])
    ]
