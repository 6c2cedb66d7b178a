"""The first page of somebody who does not counsel: it says what there is, and why no cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.ui.page import Page
from intake_app.ui.role_words import ROLE_WORDS
from intake_app.ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    from intake_app.domain.office import Advisor


class RolePage(Page):
    """Stands where the day's page would be; the rail shows what the role can do.

    Args:
        advisor: Who is at work.
    """

    def __init__(self, advisor: Advisor) -> None:
        super().__init__(_("Today"))
        names = [name() for role, name in ROLE_WORDS.items() if role in advisor.roles]
        heading = _("At work: {roles}").format(roles=", ".join(names))
        explanation = _(
            "Cases are open to those who counsel, and to nobody else. What your role can do "
            "stands at the left."
        )
        shown = EmptyState(heading if names else _("No role yet"), explanation, icon="lock")
        self.content.addWidget(shown, 1)
