"""Settings of the office: its data, its rules, and who released the texts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.domain.roles import Right
from intake_app.domain.slip import LONGEST_DAYS
from intake_app.errors import InputError, IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.pages.settings.numbers import NumberLine
from intake_app.ui.pages.settings.office_fields import OfficeFields
from intake_app.ui.pages.settings.retention_card import RetentionCard
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.tick import TickBox
from intake_app.ui.words.role_words import restrict

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.office import Office
    from intake_app.services.services import Services

_LONGEST_RETENTION = 120


class OfficeTab(ReadingColumn):
    """What belongs to the office as a whole; every field is stored when it is left.

    Args:
        services: What an advisor can do.
        parent: Qt's parent.

    Signals:
        stored: Something was stored.
        failed: The `IntakeError` that kept it from being stored.
    """

    stored = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._office = services.office.load()
        self.fields = OfficeFields()
        self.retention = NumberLine(
            _("Months after the last contact until a case is due for deletion"),
            1,
            _LONGEST_RETENTION,
        )
        self.slip_days = NumberLine(_("Days for which a routing slip is valid"), 1, LONGEST_DAYS)
        self.released_only = TickBox(_("Print papers in released translations only"))
        self.pad = TickBox(_("Allow signatures on a pad, besides those on paper"))
        self.released_by = LabelledLine(
            _("Texts released by"), _("Name of your data protection officer.")
        )
        self.released_on = DayLine(_("on"), services.session.today())
        self.spans = RetentionCard()
        self.state = Notice()
        self._lay_out()
        self.show_office()
        self._connect()

    def show_office(self) -> None:
        """Show what is stored."""
        office = self._office = self._services.office.load()
        self.fields.show_office(office)
        self.retention.show_value(office.retention_months)
        self.slip_days.show_value(office.slip_days)
        self.spans.show_office(office)
        self.released_only.setChecked(office.require_released)
        self.pad.setChecked(office.pad_signature)
        self.released_by.set_text(office.texts_released_by)
        self.released_on.show_day(office.texts_released_on)
        self._show_state()

    def commit(self) -> None:
        """Store what is being typed."""
        self._on_fields_left()
        self.retention.commit()
        self.slip_days.commit()
        self.spans.commit()
        self._on_release_left()

    def half_typed(self) -> str:
        """Return what could not be stored."""
        return json.dumps(self.fields.typed()) if self.fields.is_changed() else ""

    def take_up(self, typed: str) -> None:
        """Show again what could not be stored."""
        self.fields.show_typed(json.loads(typed))
        self.fields.check()

    def _lay_out(self) -> None:
        data = Card(_("Data of the office"))
        data.content.addWidget(self.fields)
        rules = Card(_("Rules of the office"))
        rules.content.setSpacing(px(12))
        for part in (self.retention, self.slip_days, self.pad):
            rules.content.addWidget(part)
        texts = Card(_("Texts and translations"))
        texts.content.setSpacing(px(12))
        texts.content.addWidget(
            Label(
                _(
                    "Your data protection officer reads waiver, notice and slip once and "
                    "releases them. Until then every page says that it is a sample."
                )
            )
        )
        texts.content.addWidget(self.released_by)
        texts.content.addWidget(self.released_on)
        texts.content.addWidget(self.state)
        texts.content.addWidget(self.released_only)
        texts.content.addWidget(
            Label(
                _(
                    "Translations that nobody released are printed as reading aids: only the "
                    "German text is binding and is signed."
                ),
                colour="muted",
            )
        )
        for card in (data, rules, self.spans, texts):
            self.content.addWidget(card)
        self.content.addStretch(1)
        restrict(self, (data, rules, self.spans, texts), self._services.session, Right.OFFICE)

    def _connect(self) -> None:
        self.fields.left.connect(self._on_fields_left)
        self.retention.changed.connect(
            lambda: self._store(replace(self._office, retention_months=self.retention.value()))
        )
        self.slip_days.changed.connect(
            lambda: self._store(replace(self._office, slip_days=self.slip_days.value()))
        )
        self.spans.changed.connect(lambda: self._store(self.spans.office(self._office)))
        self.released_only.clicked.connect(
            lambda on: self._store(replace(self._office, require_released=on))
        )
        self.pad.clicked.connect(lambda on: self._store(replace(self._office, pad_signature=on)))
        for line in (self.released_by, self.released_on):
            line.line.left.connect(self._on_release_left)

    def _on_fields_left(self) -> None:
        if self.fields.is_changed() and self.fields.check() is None:
            changed = self.fields.office(self._office)
            if self._store(changed):
                self.fields.show_office(changed)

    def _on_release_left(self) -> None:
        try:
            on = self.released_on.day()
        except InputError:
            return
        if on is not None and on > self._services.session.today():
            self.released_on.show_wrong(_("This day lies in the future."))
            return
        by = self.released_by.text()
        self._store(replace(self._office, texts_released_by=by, texts_released_on=on))
        self._show_state()

    def _show_state(self) -> None:
        if self._office.texts_released_by and self._office.texts_released_on:
            self.state.show_text(
                _("The texts are released; papers carry no remark any more."), Level.GOOD
            )
        else:
            self.state.show_text(
                _("Not released yet: papers carry “Muster, noch nicht freigegeben”."), Level.WARN
            )

    def _store(self, office: Office) -> bool:
        if office == self._office:
            return True
        try:
            self._services.office.save(office)
        except IntakeError as error:
            self.failed.emit(error)
            return False
        self._office = office
        self.stored.emit()
        return True
