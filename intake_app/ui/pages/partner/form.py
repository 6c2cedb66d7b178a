"""The form in which a partner (Stelle) is entered and changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.roles import Right
from intake_app.errors import InputError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.pages.partner.keys import PartnerKeys
from intake_app.ui.pages.partner.limits import PartnerLimits
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option
from intake_app.ui.widgets.tick import TickBox
from intake_app.ui.words.messages import explain
from intake_app.ui.words.role_words import restrict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from intake_app.domain.partner import Partner, PartnerKind
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Session
    from intake_app.ui.pages.partner.sketch import PartnerSketch

_FIELD_OF_ERROR = {
    "recipient": "age_recipient",
    "secret_key": "age_recipient",
    "signing_key": "signing_key",
}


class PartnerForm(ReadingColumn):
    """All fields of one partner, its keys with their words, and the limits of its kind.

    Args:
        kinds: Kinds of partners, in their order.
        german: The wording of record.
        today: The office day.
        sketch: The card with the sketch of the way.

    Attributes:
        kind: Field for the kind.
        lines: Fields of text by the names that `Partner` has for them.
        keys: The card with the keys.
        sketch: The card with the sketch of the way.

    Signals:
        edited: Something was changed by the user.
    """

    edited = Signal()

    def __init__(
        self,
        kinds: Sequence[PartnerKind],
        german: Wording,
        today: date,
        sketch: PartnerSketch,
    ) -> None:
        super().__init__()
        self.sketch = sketch
        self._kinds: Mapping[str, PartnerKind] = {kind.code: kind for kind in kinds}
        self._partner: Partner | None = None
        self.kind = ChoiceList(
            [
                Option(
                    code=kind.code,
                    label=german.list_label("partners", kind.code),
                    keywords=kind.code,
                )
                for kind in kinds
            ],
            _("Kind of office"),
        )
        self._kind_missing = Label(
            _("The kind decides what the office may be told."), Role.HINT, colour="danger"
        )
        self._kind_missing.hide()
        self.keys = PartnerKeys()
        self.lines = {
            "name": LabelledLine(_("Name")),
            "unit": LabelledLine(_("Department, room")),
            "street": LabelledLine(_("Street and number")),
            "zip_code": LabelledLine(_("Postcode"), sample="0000000"),
            "town": LabelledLine(_("Town")),
            "phone": LabelledLine(_("Phone")),
            "email": LabelledLine(_("E-mail")),
            "contact": LabelledLine(
                _("Contact"), _("A function rather than a private name, as “Reception”.")
            ),
            "bus_stop": LabelledLine(_("Bus stop")),
            "opening_hours": LabelledLine(_("Opening hours")),
            **self.keys.lines,
        }
        self.valid_from = DayLine(_("Valid from"), today)
        self.valid_to = DayLine(_("Valid until"), today)
        self.undertaking = TickBox(_("The undertaking to keep silence was seen"))
        self.limits = PartnerLimits(german)
        self._lay_out()
        self._connect()

    def restrict_to(self, session: Session) -> None:
        """Let only who keeps the lists change something."""
        restrict(self, self._cards, session, Right.DIRECTORY)

    def show_partner(self, partner: Partner, words: Sequence[str]) -> None:
        """Show a partner and the words of its keys (empty when it has none)."""
        self._partner = partner
        self.kind.show_code(partner.kind)
        for name, line in self.lines.items():
            line.set_text(getattr(partner, name))
            line.show_wrong("")
        self.valid_from.show_day(partner.valid_from)
        self.valid_to.show_day(partner.valid_to)
        self.undertaking.setChecked(partner.secrecy_bound)
        self.keys.show_keys(partner, words)
        self._follow_kind()
        self.verticalScrollBar().setValue(0)

    def partner(self) -> Partner:
        """Return the partner as it stands in the fields.

        Raises:
            InputError: A day of the validity is none.
        """
        if self._partner is None:
            raise RuntimeError("no partner is shown")
        texts: dict[str, Any] = {name: line.text() for name, line in self.lines.items()}
        return replace(
            self._partner,
            kind=self.kind.code() or self._partner.kind,
            valid_from=self.valid_from.day(),
            valid_to=self.valid_to.day(),
            secrecy_bound=self.undertaking.isChecked(),
            **texts,
        )

    def is_changed(self) -> bool:
        """Tell whether something differs from what was shown."""
        try:
            return self._partner is not None and self.partner() != self._partner
        except InputError:
            return True

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields, whether it can be stored or not."""
        return {
            "kind": self.kind.code(),
            "valid_from": self.valid_from.text(),
            "valid_to": self.valid_to.text(),
            "secrecy_bound": "yes" if self.undertaking.isChecked() else "",
            **{name: line.text() for name, line in self.lines.items()},
        }

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show what stood in the fields before."""
        self.kind.show_code(typed["kind"])
        self.undertaking.setChecked(bool(typed["secrecy_bound"]))
        for name, line in self._all_lines().items():
            line.set_text(typed[name])
        self._follow_kind()

    def check(self) -> bool:
        """Say beside the fields what is missing or wrong; tell whether all is well."""
        name = self.lines["name"]
        name.show_wrong("" if name.text() else _("The office needs a name."))
        self._show_kind_missing(missing=not self.kind.code())
        if self.valid_from.check() and self.valid_to.check():
            begins, ends = self.valid_from.day(), self.valid_to.day()
            if begins and ends and ends < begins:
                self.valid_to.show_wrong(_("The last day lies before the first."))
        fields = self._all_lines().values()
        wrong: list[QWidget] = [field for field in fields if field.line.is_wrong()]
        if self.kind.is_wrong():
            wrong.insert(0, self.kind)
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def show_refusal(self, error: InputError) -> bool:
        """Say beside its field why it was refused; False when no field fits."""
        field = self.lines.get(_FIELD_OF_ERROR.get(error.code, error.detail))
        if field is None:
            return False
        field.show_wrong(explain(error))
        field.setFocus()
        return True

    def _lay_out(self) -> None:
        about = Card(_("The office"))
        about.content.setSpacing(px(12))
        kind = QVBoxLayout()
        kind.setSpacing(px(4))
        kind.addWidget(Label(_("Kind of office")))
        kind.addWidget(self.kind)
        kind.addWidget(self._kind_missing)
        about.content.addLayout(kind)
        about.content.addWidget(self.undertaking)
        for row in (
            ("name",), ("unit",), ("street",), ("zip_code", "town"), ("phone", "email"),
            ("contact",), ("bus_stop", "opening_hours"),
        ):  # fmt: skip
            about.content.addLayout(_beside([self.lines[name] for name in row]))
        about.content.addLayout(_beside([self.valid_from, self.valid_to]))
        hint = _("An office that is gone is not deleted: enter its last day.")
        about.content.addWidget(Label(hint, colour="muted"))
        limits = Card(_("What an office of this kind may be told"))
        limits.content.addWidget(
            Label(
                _("The waiver offers no more than this; the person decides on every single one."),
                colour="muted",
            )
        )
        limits.content.addWidget(self.limits)
        self._cards = (about, self.sketch, self.keys, limits)
        for card in self._cards:
            self.content.addWidget(card)
        self.content.addStretch(1)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._follow_kind)
        self.kind.chosen.connect(self.edited)
        self.undertaking.clicked.connect(self.edited)
        self.keys.edited.connect(self.edited)
        for line in self._all_lines().values():
            line.line.textEdited.connect(self.edited)

    def _all_lines(self) -> Mapping[str, LabelledLine]:
        return {**self.lines, "valid_from": self.valid_from, "valid_to": self.valid_to}

    def _show_kind_missing(self, *, missing: bool) -> None:
        self.kind.set_wrong(wrong=missing)
        self._kind_missing.setVisible(missing)

    def _follow_kind(self) -> None:
        self._show_kind_missing(missing=False)
        kind = self._kinds.get(self.kind.code())
        self.undertaking.setVisible(bool(kind and kind.person_named))
        if kind is not None:
            self.limits.show_kind(kind)


def _beside(fields: Sequence[LabelledLine]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(12))
    for field in fields:
        narrow = field.line.maximumWidth() < px(400)
        row.addWidget(field, 0 if narrow else 1)
    if all(field.line.maximumWidth() < px(400) for field in fields):
        row.addStretch(1)
    return row
