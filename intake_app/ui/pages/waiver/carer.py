"""Who signs beside or for an adult with a rechtliche Betreuung: name, and the certificate seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.signing import GuardianRole, GuardianSignature
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 120


class CarerCard(Card):
    """The legal carer of an adult, who signs beside the person or in their place.

    Args:
        is_asked: Ask first whether one signed; a blank form has the field for everybody.
    """

    def __init__(self, *, is_asked: bool = False) -> None:
        super().__init__(_("Legal carer (rechtliche Betreuung)"))
        self.content.setSpacing(px(12))
        self.signs = TickBox(
            _("A legal carer (rechtliche Betreuung) signs too: the scope covers this")
        )
        self.signs.setVisible(is_asked)
        self.signs.setChecked(not is_asked)
        self.signs.toggled.connect(self._arrange)
        self.content.addWidget(self.signs)
        self.name = LabelledLine(_("Name"))
        self.evidence = LabelledLine(
            _("Certificate seen"), _("Betreuerausweis with its date; its scope names this")
        )
        for field in (self.name, self.evidence):
            field.line.setMaxLength(_LONGEST)
            self.content.addWidget(field)
        self._arrange()

    def signatures(self) -> tuple[GuardianSignature, ...]:
        """Return what stands in the card; nothing when nobody signs beside the person."""
        if not self.signs.isChecked():
            return ()
        carer = GuardianSignature(
            name=self.name.text(), role=GuardianRole.CARER, evidence_seen=self.evidence.text()
        )
        return (carer,)

    def typed(self) -> list[str]:
        """Return what stands in the fields."""
        return [self.name.text(), self.evidence.text(), "x" if self.signs.isChecked() else ""]

    def show_typed(self, texts: Sequence[str]) -> None:
        """Show again what `typed` gave."""
        name, evidence, signs = texts
        self.name.set_text(name)
        self.evidence.set_text(evidence)
        self.signs.setChecked(bool(signs))

    def _arrange(self) -> None:
        for field in (self.name, self.evidence):
            field.setVisible(self.signs.isChecked())
