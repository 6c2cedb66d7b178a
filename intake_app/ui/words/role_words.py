"""Roles in words, and what a window says to whoever lacks one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.office import Role
from intake_app.domain.roles import roles_with
from intake_app.i18n import _
from intake_app.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from intake_app.domain.roles import Right
    from intake_app.services.session import Session
    from intake_app.ui.widgets.cards import Card, ReadingColumn

ROLE_WORDS: Final[Mapping[Role, Callable[[], str]]] = {
    Role.ADVISOR: lambda: _("Counselling"),
    Role.HEAD: lambda: _("Head of the office"),
    Role.ADMIN: lambda: _("Administration"),
    Role.PRIVACY: lambda: _("Data protection"),
    Role.STATISTICS: lambda: _("Statistics"),
}
"""The name of each role; called when it is shown, in the language of then."""


def who_may(*rights: Right) -> str:
    """Say which role somebody needs to change this."""
    roles = [ROLE_WORDS[role]() for role in roles_with(*rights)]
    return _("To change this you need the role {roles}.").format(roles=_(" or ").join(roles))


def restrict(
    column: ReadingColumn, cards: Sequence[Card], session: Session, *rights: Right
) -> None:
    """Let only somebody with one of the rights use the cards; say why above the first.

    What stands in them can still be read.
    """
    if session.may(*rights):
        return
    for card in cards:
        card.setEnabled(False)
    column.content.insertWidget(column.content.indexOf(cards[0]), Notice(who_may(*rights)))
