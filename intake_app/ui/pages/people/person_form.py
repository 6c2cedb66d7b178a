"""Name, initials and roles of one person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.office import Advisor, Role
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role as FontRole
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.tick import TickBox
from intake_app.ui.words.messages import explain
from intake_app.ui.words.role_words import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.errors import InputError

_HINTS: Final[Mapping[Role, Callable[[], str]]] = {
    Role.ADVISOR: lambda: _("leads talks and sees the cases"),
    Role.HEAD: lambda: _("reads the journal, keeps people from a case; sees no cases"),
    Role.ADMIN: lambda: _("looks after people, offices and settings; sees no cases"),
    Role.PRIVACY: lambda: _("reads the journal, answers requests; sees no cases"),
    Role.STATISTICS: lambda: _("counts tables for reports; sees no cases"),
}


class PersonForm(QWidget):
    """The fields of one person.

    Signals:
        entered: Enter was pressed in a line.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = nobody()
        self.name = LabelledLine(
            _("Name"), _("Stays in the vault; outside it stand initials only.")
        )
        self.initials = LabelledLine(
            _("Initials"),
            _("Shown before unlocking, and on everything this person does."),
            sample="WWWWWWWW",
        )
        self.roles = {
            role: TickBox(f"{word()}: {_HINTS[role]()}") for role, word in ROLE_WORDS.items()
        }
        self._no_role = Label(
            _("Please choose at least one role."), FontRole.HINT, colour="danger"
        )
        self._no_role.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.name)
        column.addWidget(self.initials)
        column.addSpacing(px(4))
        column.addWidget(Label(_("Roles")))
        for box in self.roles.values():
            column.addWidget(box)
            box.clicked.connect(self._no_role.hide)
        column.addWidget(self._no_role)
        for line in (self.name.line, self.initials.line):
            line.returnPressed.connect(self.entered)
        self.setFocusProxy(self.name)

    def show_person(self, advisor: Advisor) -> None:
        """Show somebody, or `nobody()` for an empty form."""
        self._shown = advisor
        self.name.set_text(advisor.name)
        self.initials.set_text(advisor.initials)
        for line in (self.name, self.initials):
            line.show_wrong("")
        self._no_role.hide()
        for role, box in self.roles.items():
            box.setChecked(role in advisor.roles)

    def person(self) -> Advisor:
        """Return the person as it stands in the fields."""
        return replace(
            self._shown,
            name=self.name.text(),
            initials=self.initials.text(),
            roles=frozenset(role for role, box in self.roles.items() if box.isChecked()),
        )

    def check(self) -> bool:
        """Say beside the fields what is missing; tell whether all is there."""
        person = self.person()
        self.name.show_wrong("" if person.name else _("Please write the name."))
        self.initials.show_wrong("" if person.initials else _("Please write the initials."))
        self._no_role.setVisible(not person.roles)
        for part, is_there in ((self.name, person.name), (self.initials, person.initials)):
            if not is_there:
                part.setFocus()
                return False
        return bool(person.roles)

    def show_refusal(self, error: InputError) -> None:
        """Say beside the initials why they were refused."""
        self.initials.show_wrong(explain(error))
        self.initials.setFocus()


def nobody() -> Advisor:
    """Return what an empty form shows."""
    return Advisor(slot_id="", initials="", name="", roles=frozenset({Role.ADVISOR}))
