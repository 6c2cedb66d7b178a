"""The children whom a person named; each can get a case and a talk of their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.codes import CaseId
    from intake_app.services.children import Child
    from intake_app.services.services import Services


class ChildrenCard(Card):
    """The children of a case, hidden where there are none.

    Args:
        services: What an advisor can do.
        case_id: The case of the parent.
        language: Second language of the parent's latest talk; the child's talk has it too.

    Signals:
        begun: Id of the first talk of the child's new case.
        failed: An `IntakeError` to be reported.
    """

    begun = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, case_id: CaseId, language: str) -> None:
        super().__init__(_("Children"))
        self._services = services
        self._case_id = case_id
        self._language = language
        self._discreet = False
        self._children: tuple[Child, ...] = ()
        self._rows: QWidget | None = None
        self._names: list[Label] = []
        self.buttons: dict[str, Button] = {}
        note = _(
            "A case of their own takes over name, birth, address and language of letters, and "
            "nothing else."
        )
        self.content.addWidget(Label(note, colour="muted"))
        self.hide()

    def entered(self) -> None:
        """Read the children anew."""
        try:
            children = self._services.cases.children(self._case_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        if children != self._children:
            self._show(children)
            self.set_discreet(self._discreet)
        self.setVisible(bool(children))

    def set_discreet(self, discreet: bool) -> None:  # noqa: FBT001 - as the frame's signal
        """Show initials instead of names, or names again."""
        self._discreet = discreet
        for child, label in zip(self._children, self._names, strict=True):
            name = shown_name(child.name, discreet=discreet)
            label.setText(name)
            button = self.buttons[child.row]
            button.setAccessibleName(_("{name}: begin a case of their own").format(name=name))

    def names(self) -> Sequence[Label]:
        """Return the names as they are shown."""
        return tuple(self._names)

    def _show(self, children: tuple[Child, ...]) -> None:
        self._children, self._names, self.buttons = children, [], {}
        if self._rows is not None:
            self.content.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for child in children:
            column.addLayout(self._row(child))
        self.content.addWidget(self._rows)

    def _row(self, child: Child) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        label = Label("")
        row.addWidget(label, 1)
        button = Button(_("Begin a case of their own"))
        button.clicked.connect(partial(self._begin, child.row))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._names.append(label)
        self.buttons[child.row] = button
        return row

    def _begin(self, row: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        try:
            case_id = self._services.cases.create_for_child(self._case_id, row)
            talk = self._services.interviews.begin(case_id, self._language)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.begun.emit(talk.id)
