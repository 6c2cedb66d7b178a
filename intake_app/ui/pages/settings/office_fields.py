"""The fields for the data of the office; the first start and the settings ask for the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.labelled import LabelledLine

if TYPE_CHECKING:
    from intake_app.domain.office import Office

_PREFIX = 2


class OfficeFields(QWidget):
    """Name, carrier, address and contacts of the office.

    Args:
        parent: Qt's parent.

    Attributes:
        lines: The fields by the names that `Office` has for them.

    Signals:
        left: A field was left after its text had changed.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {
            "name": LabelledLine(
                _("Name of the office"), _("It stands on papers and on the card before unlocking.")
            ),
            "carrier": LabelledLine(_("Carrier"), _("As “Landkreis Musterheide”.")),
            "street": LabelledLine(_("Street and number")),
            "zip_code": LabelledLine(_("Postcode"), sample="0000000"),
            "town": LabelledLine(_("Town")),
            "phone": LabelledLine(_("Phone")),
            "email": LabelledLine(_("E-mail")),
            "data_protection_contact": LabelledLine(
                _("Data protection officer"),
                _("Name or office, with phone or e-mail. It stands on every waiver."),
            ),
            "supervisory_authority": LabelledLine(
                _("Supervisory authority for complaints"), _("With its address.")
            ),
            "case_prefix": LabelledLine(
                _("Two letters before case numbers"),
                _("As HE in HE-26-000123-K."),
                sample="WWWW",
            ),
        }
        self._shown: dict[str, str] = {}
        self._lay_out()
        for line in self.lines.values():
            line.line.left.connect(self._on_left)

    def show_office(self, office: Office) -> None:
        """Show the data as they are stored."""
        for name, line in self.lines.items():
            line.set_text(getattr(office, name))
            line.show_wrong("")
        self._shown = self.typed()

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {name: line.text() for name, line in self.lines.items()}

    def show_typed(self, typed: dict[str, str]) -> None:
        """Show what was typed before."""
        for name, text in typed.items():
            if name in self.lines:
                self.lines[name].set_text(text)

    def is_changed(self) -> bool:
        """Tell whether something differs from what was shown last."""
        return self.typed() != self._shown

    def office(self, office: Office) -> Office:
        """Return the office with what stands in the fields."""
        typed = self.typed()
        return replace(
            office,
            name=typed["name"],
            carrier=typed["carrier"],
            street=typed["street"],
            zip_code=typed["zip_code"],
            town=typed["town"],
            phone=typed["phone"],
            email=typed["email"],
            data_protection_contact=typed["data_protection_contact"],
            supervisory_authority=typed["supervisory_authority"],
            case_prefix=typed["case_prefix"].upper(),
        )

    def check(self) -> LabelledLine | None:
        """Frame what cannot be right and return the first such field."""
        name, prefix = self.lines["name"], self.lines["case_prefix"]
        is_prefix = len(prefix.text()) == _PREFIX and prefix.text().isascii()
        name.show_wrong("" if name.text() else _("The office needs a name."))
        prefix.show_wrong(
            "" if is_prefix and prefix.text().isalpha() else _("Two letters, as HE.")
        )
        return next((line for line in (name, prefix) if line.line.is_wrong()), None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        beside = {"zip_code": "town", "phone": "email"}
        second = set(beside.values())
        for name, line in self.lines.items():
            if name in second:
                continue
            if name not in beside:
                column.addWidget(line)
                continue
            row = QHBoxLayout()
            row.setSpacing(px(12))
            top = Qt.AlignmentFlag.AlignTop
            row.addWidget(line, 0 if name == "zip_code" else 1, top)
            row.addWidget(self.lines[beside[name]], 1, top)
            column.addLayout(row)

    def _on_left(self) -> None:
        if self.is_changed():
            self.left.emit()
