"""Anderer Fall!  Asked over the whole window when a slip of somebody else is scanned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Card, Columns
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.scrolling import make_slim


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A person as the question names it.

    Attributes:
        name: First name and initial.
        detail: Year of birth and municipality.
    """

    name: str
    detail: str


class OtherCaseQuestion(QDialog):
    """Covers the window; no answer has the focus, so no key given in haste decides.

    Escape means to stay: nothing opens.

    Args:
        parent: A page of the window.
        opened: The person whose case is open.
        scanned: The person whose slip was scanned.

    Signals:
        slip_chosen: The slip shall open.
    """

    slip_chosen = Signal()

    def __init__(self, parent: QWidget, *, opened: Who, scanned: Who) -> None:
        super().__init__(parent.window(), Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said = _("Open: {opened}. Slip: {scanned}.").format(
            opened=opened.name, scanned=scanned.name
        )
        self.setAccessibleName(f"{_title()} {said}")
        self.stay = Button(_("Stay with the open case"))
        self.change = Button(_("Open the slip of {name}").format(name=scanned.name))
        self._lay_out(
            _person(_("Open"), opened, self.stay), _person(_("Slip"), scanned, self.change)
        )
        self.stay.clicked.connect(self.reject)
        self.change.clicked.connect(self._on_change)
        self.setGeometry(parent.window().geometry())

    def ask(self) -> None:
        """Show the question; the answer comes as a signal."""
        self.open()
        self.setFocus()

    def _lay_out(self, *persons: Card) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        make_slim(page)
        outer.addWidget(page)
        inside = QWidget()
        page.setWidget(inside)
        column = QVBoxLayout(inside)
        margin = px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(px(16))
        column.addStretch(1)
        column.addLayout(_heading())
        words = Label(_("The slip belongs to somebody else than the open case."))
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        both = Columns(narrow_below=560)
        for person in persons:
            both.add(person)
        both.setMaximumWidth(px(760))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(both, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)

    def _on_change(self) -> None:
        self.accept()
        self.slip_chosen.emit()


def _title() -> str:
    return _("Another case!")


def _heading() -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(px(12))
    head.addStretch(1)
    head.addWidget(IconLabel("warn", colour="danger", side=36))
    head.addWidget(Label(_title(), Role.TITLE, wrap=False))
    head.addStretch(1)
    return head


def _person(caption: str, who: Who, button: Button) -> Card:
    card = Card()
    card.content.setSpacing(px(6))
    card.content.addWidget(Label(caption, Role.HINT, colour="muted"))
    card.content.addWidget(Label(who.name, Role.TITLE))
    card.content.addWidget(Label(who.detail or "–"))
    card.content.addSpacing(px(12))
    card.content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
    return card
