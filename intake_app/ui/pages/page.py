"""What every page has: a title, one primary action, a quiet bar for messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.system.keys import focus_within
from intake_app.ui.widgets.buttons import IconButton
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.notices import Level, MessageBar
from intake_app.ui.widgets.title_row import TitleRow
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from intake_app.errors import IntakeError


ActionT = TypeVar("ActionT", bound=QWidget)


class Page(QWidget):
    """A page of the main window; put what it shows into `content`.

    Args:
        title: Stands at the top.
        back: Name of the page that a button leads back to, empty for none.
        parent: Qt's parent.

    Signals:
        left: The user goes back.
    """

    left = Signal()

    def __init__(self, title: str = "", *, back: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was_entered = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.header = QWidget()
        head = QVBoxLayout(self.header)
        self._head = head
        self._fit()
        head.setSpacing(px(8))
        self.title_row = TitleRow(title)
        head.addWidget(self.title_row)
        if back:
            self.back = self.lead_back(back)
        self.messages = MessageBar(self)
        head.addWidget(self.messages)
        outer.addWidget(self.header)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        outer.addLayout(self.content, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the header flush with what stands below it."""
        super().resizeEvent(event)
        self._fit()

    def title(self) -> str:
        """Return the title."""
        return self.title_row.title.text()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title_row.title.setText(title)

    def lead_back(self, to: str) -> IconButton:
        """Put an arrow before the title that leads back to a page of this name."""
        back = IconButton("arrow_left", _("Back to {page}").format(page=to), side=34)
        back.clicked.connect(self.left)
        self.add_leading(back)
        return back

    def add_leading(self, button: QWidget) -> None:
        """Put a button before the title."""
        self.title_row.leading.insertWidget(0, button)

    def add_action(self, button: ActionT) -> ActionT:
        """Put a button beside the title; the primary one last."""
        self.title_row.buttons.addWidget(button)
        return button

    def say(self, text: str, level: Level = Level.GOOD, *, action: str = "") -> None:
        """Say something in the quiet bar."""
        self.messages.say(text, level, action=action)

    def report(self, error: IntakeError) -> None:
        """Say in words what an error means; the only way in which a page shows one."""
        self.messages.say(explain(error), Level.DANGER)

    def entered(self) -> None:
        """Be told that the page is shown now; pages that list something read it anew."""

    def begins_here(self) -> bool:
        """Tell whether the page has to lead to its first field: at the first visit.

        Qt hands the focus on to the way back, the first button there is.  Later the field
        that had it has it again.
        """
        is_new, self._was_entered = not self._was_entered, True
        return is_new or not focus_within(self)

    def can_leave(self) -> bool:
        """Store what is being typed; False keeps the page (a safety block, say)."""
        return True

    def part(self) -> str:
        """Return which part is open (a tab, a question), to be opened there again."""
        return ""

    def open_part(self, part: str) -> None:
        """Open what `part` gave, after the program was locked in between."""

    def half_typed(self) -> str:
        """Return what `can_leave` cannot store because it is unfinished.

        It is kept in the vault while the program is locked, and comes back by `take_up`.
        """
        return ""

    def take_up(self, typed: str) -> None:
        """Show again what `half_typed` gave."""

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Show initials instead of names; pages without names have nothing to do."""

    def _fit(self) -> None:
        margin = page_margin(self.width())
        self._head.setContentsMargins(margin, px(16), margin, px(8))
