"""Signing on the pad instead of on paper, where the office allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.signature import SignaturePad

if TYPE_CHECKING:
    from intake_app.ui.widgets.signature import Stroke

_PAPER, _PAD = "paper", "pad"


class PadSigning(QWidget):
    """Paper or pad; paper is the rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where = Segments(
            [
                Option(code=_PAPER, label=_("on paper")),
                Option(code=_PAD, label=_("on the pad")),
            ]
        )
        self.where.show_code(_PAPER)
        self.where.chosen.connect(self._arrange)
        self.pad = SignaturePad()
        self.wipe = Button(_("Wipe and sign again"), ButtonKind.QUIET, icon="undo")
        self.wipe.clicked.connect(self.pad.clear)
        self._hint = Label(
            _("Only the lines are kept, neither speed nor pressure."), Role.HINT, colour="muted"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(Label(_("Where was it signed?"), Role.STRONG))
        column.addWidget(self.where)
        column.addWidget(self.pad)
        column.addWidget(self._hint)
        column.addWidget(self.wipe, 0, Qt.AlignmentFlag.AlignLeading)
        self._arrange()

    def strokes(self) -> tuple[Stroke, ...]:
        """Return the signature on the pad; nothing when it was signed on paper."""
        if self.where.code() != _PAD or not self.pad.is_signed():
            return ()
        return self.pad.strokes()

    def is_missing(self) -> bool:
        """Tell whether the pad was chosen and nobody signed on it."""
        return self.where.code() == _PAD and not self.pad.is_signed()

    def _arrange(self) -> None:
        if not self.where.code():
            self.where.show_code(_PAPER)
        on_pad = self.where.code() == _PAD
        for widget in (self.pad, self.wipe, self._hint):
            widget.setVisible(on_pad)
