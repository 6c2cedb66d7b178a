"""How long each kind of data is kept, beside the months of a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.settings.numbers import NumberLine
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.office import Office

_LONGEST_DRAFT, _LONGEST_HEALTH, _LONGEST_LEVEL, _LONGEST_PROOF = 90, 24, 24, 10


class RetentionCard(Card):
    """The spans of the deletion concept.

    Args:
        parent: Qt's parent.

    Signals:
        changed: Another span holds; read `office`.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("How long data are kept"), parent)
        self.draft = NumberLine(
            _("Days until a case that never became one is due"), 1, _LONGEST_DRAFT
        )
        self.health = NumberLine(
            _("Months after their entry until health limits are due"), 1, _LONGEST_HEALTH
        )
        self.level = NumberLine(
            _("Months after the school place until a child's level is due"), 1, _LONGEST_LEVEL
        )
        self.proof = NumberLine(
            _("Years for which permissions are proven, from the end of the year"),
            1,
            _LONGEST_PROOF,
        )
        self.archive = TickBox(
            _("The archive decided in general that it does not take over such cases")
        )
        self.content.setSpacing(px(12))
        for part in (self.draft, self.health, self.level, self.proof):
            self.content.addWidget(part)
            part.changed.connect(self.changed)
        self.content.addWidget(self.archive)
        self.content.addWidget(
            Label(
                _("Scans carry a day of their own, six months at most. Copies go after 90 days."),
                colour="muted",
            )
        )
        self.archive.clicked.connect(self.changed)

    def show_office(self, office: Office) -> None:
        """Show what is stored."""
        self.draft.show_value(office.retention_draft_days)
        self.health.show_value(office.retention_health_months)
        self.level.show_value(office.retention_level_months)
        self.proof.show_value(office.retention_proof_years)
        self.archive.setChecked(office.archive_decided)

    def office(self, before: Office) -> Office:
        """Return the office with the spans that stand here."""
        return replace(
            before,
            retention_draft_days=self.draft.value(),
            retention_health_months=self.health.value(),
            retention_level_months=self.level.value(),
            retention_proof_years=self.proof.value(),
            archive_decided=self.archive.isChecked(),
        )

    def commit(self) -> None:
        """Take what is being typed."""
        for part in (self.draft, self.health, self.level, self.proof):
            part.commit()
