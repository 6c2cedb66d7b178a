"""The first page of somebody who does not counsel: it says what there is, and why no cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.clock_notice import ClockNotice, clock_counts
from intake_app.ui.pages.page import Page
from intake_app.ui.widgets.cards import EmptyState, page_margin
from intake_app.ui.words.role_words import ROLE_WORDS

if TYPE_CHECKING:
    from intake_app.services.services import Services


class RolePage(Page):
    """Stands where the day's page would be; the rail shows what the role can do.

    Args:
        services: Know who is at work.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(_("Today"))
        session = services.session
        advisor = session.advisor
        if session.doubts_clock():
            self._show_clock(ClockNotice(services))
        names = [name() for role, name in ROLE_WORDS.items() if role in advisor.roles]
        heading = _("At work: {roles}").format(roles=", ".join(names))
        explanation = _(
            "Cases are open to those who counsel, and to nobody else. What your role can do "
            "stands at the left."
        )
        shown = EmptyState(heading if names else _("No role yet"), explanation, icon="lock")
        self.content.addWidget(shown, 1)

    def _show_clock(self, notice: ClockNotice) -> None:
        margin = page_margin(self.width())
        row = QHBoxLayout()
        row.setContentsMargins(margin, px(8), margin, 0)
        row.addWidget(notice)
        self.content.addLayout(row)
        notice.failed.connect(self.report)
        notice.confirmed.connect(notice.hide)
        notice.confirmed.connect(lambda: self.say(clock_counts()))
