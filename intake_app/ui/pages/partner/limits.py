"""What a partner of a kind may be offered on a waiver, in three groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.codes import Category
from intake_app.domain.partner import Offer
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.domain.partner import PartnerKind
    from intake_app.form_engine.wording import Wording


class PartnerLimits(QWidget):
    """The limits of a kind of partner; they are rules, so nothing can be changed here.

    Args:
        german: The wording of record.
        parent: Qt's parent.
    """

    def __init__(self, german: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._german = german
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._kind = ""

    def show_kind(self, kind: PartnerKind) -> None:
        """Show what may be offered to partners of this kind."""
        if kind.code == self._kind:
            return
        self._kind = kind.code
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for offer, heading, level in (
            (Offer.USUAL, _("As a rule"), "good"),
            (Offer.ON_REQUEST, _("Only when the person wishes it"), "warn"),
            (Offer.NOT_OFFERED, _("Never"), "muted"),
        ):
            categories = [category for category in Category if kind.offer(category) is offer]
            if categories:
                self._column.addWidget(Label(heading, Role.HINT, colour="muted"))
                self._column.addWidget(self._badges(categories, level))

    def _badges(self, categories: list[Category], level: str) -> QWidget:
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(px(6), row)
        for category in categories:
            label = self._german.list_label("categories", category)
            badge = Badge(f"{category} {label}", level)
            badge.setToolTip(self._german.list_hint("categories", category))
            flow.addWidget(badge)
        return row
