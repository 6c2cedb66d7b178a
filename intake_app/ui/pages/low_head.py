"""The way back on pages that keep their head low, because much stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from intake_app.ui.pages.page import Page


def lead_back(page: Page, to: str) -> IconButton:
    """Put an arrow before the title.

    Args:
        page: The page that is left by it.
        to: Name of the page it leads back to.
    """
    back = IconButton("arrow_left", _("Back to {page}").format(page=to), side=34)
    back.clicked.connect(page.left)
    page.add_leading(back)
    return back
