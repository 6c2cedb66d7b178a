"""Which role may do what: the one table that services and windows ask.

Roles add up: somebody with two of them has the rights of both.  Nobody reads a case for being
the head or for looking after the people of the vault; whoever does that and counsels as well
has both roles (need to know: Article 5 (1) c and f GDPR, section 203 of the Criminal Code).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.office import AdvisorState, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.office import Advisor


class Right(StrEnum):
    """What a service asks for before it does anything.

    Attributes:
        SIGN_IN: One's own passphrase, the office's settings to look at; nothing of a case.
        COUNSEL: Read and change cases, talks, waivers, slips, papers; hand over.
        DIRECTORY: Change the lists: partners and their keys.
        OFFICE: Change the settings of the office.
        PEOPLE: Add, change, suspend and remove people; new recovery sheets.
        COPY: Make safety copies and prove them.
        BAR: Keep somebody from a case (Befangenheit), and lift that again.
        JOURNAL: Read the journal.
        STATISTICS: See counted tables, never a single case.
        REQUESTS: Keep the register of requests, answer them, propose and confirm deletions.
        RESTRICTED: Look into restricted cases and lift a restriction.
    """

    SIGN_IN = "sign_in"
    COUNSEL = "counsel"
    DIRECTORY = "directory"
    OFFICE = "office"
    PEOPLE = "people"
    COPY = "copy"
    BAR = "bar"
    JOURNAL = "journal"
    STATISTICS = "statistics"
    REQUESTS = "requests"
    RESTRICTED = "restricted"


RIGHTS_OF_ROLE: Final = {
    Role.ADVISOR: frozenset({Right.COUNSEL, Right.COPY, Right.REQUESTS}),
    Role.HEAD: frozenset(
        {
            Right.OFFICE,
            Right.COPY,
            Right.BAR,
            Right.JOURNAL,
            Right.STATISTICS,
            Right.REQUESTS,
            Right.RESTRICTED,
        }
    ),
    Role.ADMIN: frozenset({Right.DIRECTORY, Right.OFFICE, Right.PEOPLE, Right.COPY, Right.BAR}),
    Role.PRIVACY: frozenset({Right.JOURNAL, Right.REQUESTS, Right.RESTRICTED}),
    Role.STATISTICS: frozenset({Right.STATISTICS}),
}
"""Every role with its rights; `SIGN_IN` comes with each."""


def rights_of(advisor: Advisor) -> frozenset[Right]:
    """Return what the advisor may do.

    Nothing while suspended; before the first own passphrase only what leads to one.
    """
    if advisor.state is not AdvisorState.ACTIVE:
        return frozenset()
    if advisor.must_change:
        return frozenset({Right.SIGN_IN})
    rights = (RIGHTS_OF_ROLE[role] for role in advisor.roles)
    return frozenset({Right.SIGN_IN}).union(*rights)


def roles_with(*rights: Right) -> tuple[Role, ...]:
    """Return the roles that have one of the rights, in the order of the table."""
    return tuple(role for role, held in RIGHTS_OF_ROLE.items() if held.intersection(rights))


def has_administrator(advisors: Iterable[Advisor]) -> bool:
    """Tell whether somebody is left who may look after the people of the vault."""
    return any(
        advisor.state is AdvisorState.ACTIVE and Role.ADMIN in advisor.roles
        for advisor in advisors
    )
