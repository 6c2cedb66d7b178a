"""Who signs beside an adult with a rechtliche Betreuung: name, and the certificate seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.signing import GuardianRole, GuardianSignature
from intake_app.i18n import _
from intake_app.ui.fonts import px
from intake_app.ui.labelled import LabelledLine
from intake_app.ui.widgets.cards import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 120


class CarerCard(Card):
    """The legal carer of an adult; the person signs too."""

    def __init__(self) -> None:
        super().__init__(_("Legal carer (rechtliche Betreuung)"))
        self.content.setSpacing(px(12))
        self.name = LabelledLine(_("Name"))
        self.evidence = LabelledLine(
            _("Certificate seen"), _("Betreuerausweis with its date; its scope names this")
        )
        for field in (self.name, self.evidence):
            field.line.setMaxLength(_LONGEST)
            self.content.addWidget(field)

    def signature(self) -> GuardianSignature:
        """Return what stands in the card."""
        return GuardianSignature(
            name=self.name.text(), role=GuardianRole.CARER, evidence_seen=self.evidence.text()
        )

    def typed(self) -> list[str]:
        """Return what stands in the fields."""
        return [self.name.text(), self.evidence.text()]

    def show_typed(self, texts: Sequence[str]) -> None:
        """Show again what `typed` gave."""
        for field, text in zip((self.name, self.evidence), texts, strict=False):
            field.set_text(text)
