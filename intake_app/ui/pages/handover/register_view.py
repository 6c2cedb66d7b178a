"""The register of what left the house, and what was begun and not finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.office import DisclosureState
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.office import Disclosure
    from intake_app.form_engine.wording import Wording

_SHOWN_OF_HASH = 16
_WAYS: dict[str, Callable[[], str]] = {
    "bundle": lambda: _("sealed bundle"),
    "encrypted_pdf": lambda: _("encrypted PDF"),
    "sentence": lambda: _("one printed sentence"),
}


class RegisterView(QWidget):
    """What left, newest first.

    Args:
        german: The wording of record.
        parent: Qt's parent.

    Signals:
        repeat_asked: A Disclosure that was begun shall be done again.
        cancel_asked: A Disclosure that was begun did not take place.
    """

    repeat_asked = Signal(object)
    cancel_asked = Signal(object)

    def __init__(self, german: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._german = german
        self.repeat_buttons: list[Button] = []
        self.cancel_buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))

    def show_rows(self, rows: Sequence[Disclosure]) -> None:
        """Show these rows of the register."""
        self.repeat_buttons, self.cancel_buttons = [], []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not rows:
            self._column.addWidget(Label(_("Nothing has left the house yet."), colour="muted"))
        for row in rows:
            self._column.addWidget(self._card(row))

    def _card(self, row: Disclosure) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Label(row.partner_name, Role.STRONG), 1)
        words, level = _state(row.state)
        head.addWidget(Badge(words, level), 0, Qt.AlignmentFlag.AlignTop)
        card.content.addLayout(head)
        way = _WAYS.get(row.way, _WAYS["encrypted_pdf"])()
        when = day_and_hour(row.done_at or row.begun_at)
        card.content.addWidget(Label(f"{when} · {way} · {row.by}", Role.HINT, colour="muted"))
        names = [self._german.list_label("categories", c) for c in sorted(row.categories, key=_nr)]
        card.content.addWidget(Label(", ".join(names)))
        if row.file_sha256:
            short = row.file_sha256[:_SHOWN_OF_HASH]
            words = _("Fingerprint of the file: {hash} …").format(hash=short)
            label = Label(words, Role.HINT, colour="muted")
            label.setToolTip(row.file_sha256)
            card.content.addWidget(label)
        if row.state is DisclosureState.BEGUN:
            card.content.addWidget(self._buttons(row))
        return card

    def _buttons(self, row: Disclosure) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(px(8), holder)
        repeat = Button(_("Do it again …"), icon="undo")
        repeat.clicked.connect(lambda: self.repeat_asked.emit(row))
        cancel = Button(_("It did not take place"), ButtonKind.QUIET)
        cancel.clicked.connect(lambda: self.cancel_asked.emit(row))
        for button, known in ((repeat, self.repeat_buttons), (cancel, self.cancel_buttons)):
            button.setAccessibleName(f"{button.text()} {row.partner_name}")
            flow.addWidget(button)
            known.append(button)
        return holder


def _state(state: DisclosureState) -> tuple[str, str]:
    return {
        DisclosureState.BEGUN: (_("begun, not finished"), "warn"),
        DisclosureState.DONE: (_("handed over"), "good"),
        DisclosureState.CANCELLED: (_("did not take place"), "muted"),
    }[state]


def _nr(code: str) -> int:
    return int(code[1:])
