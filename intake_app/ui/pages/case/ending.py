"""Closing a case, opening it again, or discarding one that should not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.case import CloseReason
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_REASON_LENGTH = 200


def close_reason_words(reason: str) -> str:
    """Return why a case was closed, in words."""
    words: Mapping[str, Callable[[], str]] = {
        CloseReason.DONE.value: lambda: _("done"),
        CloseReason.MOVED_AWAY.value: lambda: _("moved away"),
        CloseReason.NO_CONTACT.value: lambda: _("no contact any more"),
        CloseReason.ENDED.value: lambda: _("ended"),
    }
    return words[reason]() if reason in words else reason


class ClosePanel(Card):
    """Asks why the case is closed.

    Signals:
        closed: The `CloseReason`.
        kept: The case stays open.
    """

    closed = Signal(object)
    kept = Signal()

    def __init__(self) -> None:
        super().__init__(_("Close this case"))
        text = _("Everything stays readable. The time until deletion begins to count.")
        self.content.addWidget(Label(text, colour="muted"))
        self.content.addWidget(Label(_("Why?"), Role.STRONG))
        self.reasons = Segments(
            [Option(code=r.value, label=close_reason_words(r.value)) for r in CloseReason]
        )
        self.reasons.chosen.connect(self._on_reason)
        self.content.addWidget(self.reasons)
        self.act = Button(_("Close the case"))
        self.act.setEnabled(False)
        self.act.clicked.connect(self._on_act)
        self.keep = Button(_("Leave it open"), ButtonKind.PRIMARY)
        self.keep.clicked.connect(self.kept)
        self.content.addLayout(_answers(self.act, self.keep))

    def _on_reason(self) -> None:
        self.act.setEnabled(bool(self.reasons.code()))

    def _on_act(self) -> None:
        self.closed.emit(CloseReason(self.reasons.code()))


class DiscardPanel(Card):
    """Asks why the case is discarded, and then once more.

    Signals:
        discarded: The reason.
        kept: The case stays.
    """

    discarded = Signal(str)
    kept = Signal()

    def __init__(self) -> None:
        super().__init__(_("Discard this case"))
        text = _(
            "For cases that were opened by mistake or are empty. All answers are erased for "
            "good; only the number stays."
        )
        self.content.addWidget(Label(text, colour="muted"))
        self.content.addWidget(Label(_("Why?"), Role.STRONG))
        self.reason = LineEdit(_("Why is the case discarded?"))
        self.reason.setMaxLength(_REASON_LENGTH)
        self.reason.setPlaceholderText(_("No names, please: as “opened twice”"))
        self.reason.textChanged.connect(self._on_reason)
        self.content.addWidget(self.reason)
        self.act = Button(_("Discard …"), ButtonKind.DANGER)
        self.act.setEnabled(False)
        self.act.clicked.connect(self._ask)
        self.keep = Button(_("Keep the case"), ButtonKind.PRIMARY)
        self.keep.clicked.connect(self.kept)
        self.box: Confirm | None = None
        self.content.addLayout(_answers(self.act, self.keep))

    def _on_reason(self) -> None:
        self.act.setEnabled(bool(self.reason.text().strip()))

    def _ask(self) -> None:
        self.box = Confirm(
            self,
            title=_("Discard this case for good?"),
            text=_("All talks and answers are erased at once. Nobody can bring them back."),
            act=_("Discard the case"),
            keep=_("Keep the case"),
        )
        self.box.confirmed.connect(lambda: self.discarded.emit(self.reason.text()))
        self.box.open()


class ClosedNotice(Notice):
    """Says that the case is closed, and offers to open it again.

    Signals:
        reopened: Open it again.
    """

    reopened = Signal()

    def __init__(self) -> None:
        super().__init__("", Level.INFO)
        self.reopen = Button(_("Open again"), ButtonKind.QUIET)
        self.reopen.clicked.connect(self.reopened)
        self.line.addWidget(self.reopen)
        self.line.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter)
        self.hide()


class EndingPlace(ReadingColumn):
    """Where the panels appear, in place of the open tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(px(860), parent)
        self._panel: QWidget | None = None
        self.content.addStretch(1)

    def show_panel(self, panel: QWidget | None) -> None:
        """Hold a panel, or none."""
        if self._panel is not None:
            self.content.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = panel
        if panel is not None:
            self.content.insertWidget(0, panel)

    def panel(self) -> QWidget | None:
        """Return the panel that is shown, None when there is none."""
        return self._panel


def _answers(act: Button, keep: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(px(8))
    line.addWidget(keep)
    line.addWidget(act)
    line.addStretch(1)
    return line
