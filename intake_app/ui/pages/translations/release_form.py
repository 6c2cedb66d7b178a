"""Who answers for a translation: the form of a release (Freigabe)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from intake_app.domain.translation import Trust
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.errors import InputError


class ReleaseForm(Card):
    """Name, qualification and day of whoever answers for a translation.

    Args:
        today: The office day.

    Signals:
        entered: The form is filled; read `values()`.
        closed: Nobody wants to release anything now.
    """

    entered = Signal()
    closed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(_("Who answers for this translation?"))
        self._today = today
        self._what = Label("", Role.STRONG)
        self.trust = Segments(
            [
                Option(code=Trust.RELEASED, label=_("Released for printing")),
                Option(code=Trust.REVIEWED, label=_("Checked by an expert")),
            ]
        )
        self.trust.setAccessibleName(_("What was said about it"))
        self.name = LabelledLine(_("Name"), _("Who has read every text."))
        self.qualification = LabelledLine(
            _("Qualification"), _("For example: sworn translator, native speaker and lawyer.")
        )
        self.day = DayLine(_("On"), today)
        self.enter = Button(_("&Release"), ButtonKind.PRIMARY, icon="check")
        self.close_form = Button(_("Cancel"), ButtonKind.QUIET)
        self._lay_out()
        self.enter.clicked.connect(self._on_enter)
        self.close_form.clicked.connect(self.closed)

    def show_for(self, what: str) -> None:
        """Show an empty form for one translation."""
        self._what.setText(what)
        self.trust.show_code(Trust.RELEASED)
        for line in (self.name, self.qualification):
            line.set_text("")
            line.show_wrong("")
        self.day.show_day(self._today)

    def values(self) -> tuple[Trust, str, str, date]:
        """Return what was said, name, qualification and day.

        Raises:
            InputError: The day is none.
        """
        trust = Trust(self.trust.code() or Trust.RELEASED)
        return trust, self.name.text(), self.qualification.text(), self.day.day() or self._today

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, whether it can be stored or not."""
        return {
            "trust": self.trust.code(),
            "name": self.name.text(),
            "qualification": self.qualification.text(),
            "day": self.day.text(),
        }

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show what stood in the fields before."""
        self.trust.show_code(texts["trust"])
        self.name.set_text(texts["name"])
        self.qualification.set_text(texts["qualification"])
        self.day.set_text(texts["day"])

    def show_refusal(self, error: InputError) -> bool:
        """Say beside its field why it was refused; False when no field fits."""
        fields = {
            "name": self.name,
            "qualification": self.qualification,
            "released_on": self.day,
        }
        field = fields.get(error.detail)
        if field is None:
            return False
        field.show_wrong(explain(error))
        field.setFocus()
        return True

    def _lay_out(self) -> None:
        self.content.setSpacing(px(12))
        for widget in (self._what, self.trust, self.name, self.qualification, self.day):
            self.content.addWidget(widget)
        self.content.addWidget(
            Label(
                _(
                    "The release holds for the texts as they are now. When a German text or its "
                    "translation changes later, it ends for that text by itself."
                ),
                Role.HINT,
                colour="muted",
            )
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.enter)
        buttons.addWidget(self.close_form)
        buttons.addStretch(1)
        self.content.addLayout(buttons)

    def _on_enter(self) -> None:
        if self.day.check():
            self.entered.emit()
