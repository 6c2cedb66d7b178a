"""One line of a waiver: a partner, the decision, and what it covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.dates import german_date
from intake_app.domain.partner import Offer
from intake_app.domain.waiver_rules import Lack
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.waiver.asked import Asked
from intake_app.ui.pages.waiver.direction_picks import DirectionPicks
from intake_app.ui.pages.waiver.single_question import (
    HealthQuestion,
    LevelQuestion,
    SingleQuestion,
)
from intake_app.ui.pages.waiver.texts import SINGLE
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.chips import ChipRow
from intake_app.ui.widgets.choice_picks import ChoicePicks
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.segments import Segments
from intake_app.ui.words.messages_waiver import lacks_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.partner import PartnerKind
    from intake_app.domain.waiver import WaiverLine
    from intake_app.ui.pages.waiver.texts import WaiverTexts

_CAPTION = 92
_FOREIGNERS_OFFICE = "P01"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLimits:
    """What the person decides for all lines of a waiver.

    Attributes:
        latest: Last day that a line may hold.
        is_minor: The level of a child or young person can be asked about (K12).
    """

    latest: date
    is_minor: bool


class LineCard(Card):
    """Lets the advisor fill one line, together with the person.

    Nothing is ticked at the start.  What offices of this kind should not get is not
    offered; what they get on request only stands behind "more".

    Args:
        line: The line as it is stored.
        kind: Kind of the partner, with its limits.
        texts: Words in both languages.
        limits: What follows from the person.
        parent: Qt's parent.

    Signals:
        changed: The line with the new answers.
        removed: Id of the line that shall go.
    """

    changed = Signal(object)
    removed = Signal(object)

    def __init__(
        self,
        line: WaiverLine,
        kind: PartnerKind,
        texts: WaiverTexts,
        limits: LineLimits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.line = line
        self._kind = kind
        self._texts = texts
        self._opened = False
        self._singles: list[tuple[QWidget, SingleQuestion]] = []
        self.setAccessibleName(line.partner_name)
        self._make_fields(limits)
        self._lay_out()
        self._connect()
        self._show()

    def line_id(self) -> object:
        """Return the id of the line."""
        return self.line.id

    def show_lacks(self, lacks: Iterable[str]) -> None:
        """Say what the line still lacks."""
        found = tuple(lacks)
        is_open = Lack.DECISION in found
        missing = _("Still missing: {what}").format(what=", ".join(lacks_in_words(found)))
        self._lacks.setText(_("Not decided yet.") if is_open else missing)
        self._lacks.set_colour("muted" if is_open else "warn")
        self._lacks.setVisible(bool(found))

    def lacks(self) -> str:
        """Return what is said about missing answers."""
        return "" if self._lacks.isHidden() else self._lacks.text()

    def _make_fields(self, limits: LineLimits) -> None:
        texts, person = self._texts, self._texts.by_person
        self.decision = Segments(texts.options("decisions", ("no", "yes")))
        self.direction = DirectionPicks(texts)
        usual, on_request = self._offered(Offer.USUAL), self._offered(Offer.ON_REQUEST)
        shared = [category for category in on_request if category not in SINGLE]
        self.usual = ChipRow(texts.options("categories", usual))
        self.on_request = ChipRow(texts.options("categories", shared))
        self.more = Button(_("more …"), ButtonKind.QUIET)
        self.more.setAccessibleName(_("More information that is passed on only on request"))
        self._has_more = bool(on_request)
        self.copies = ChoicePicks(
            [
                texts.option("documents", choice.code)
                for choice in texts.form.place("wv.line.copies").question.choices
                if choice.is_offered(texts.today)
            ],
            texts.label("wv.line.copies"),
        )
        self.health = HealthQuestion(texts) if Category.HEALTH in on_request else None
        wants_level = limits.is_minor and Category.CHILD_LEVEL in on_request
        self.level = LevelQuestion(texts) if wants_level else None
        self.purposes = ChipRow(texts.options("purposes", tuple(Purpose)))
        self.purpose_other = Asked(texts.form, "wv.line.purpose_other", texts.by_advisor)
        self.valid_until = Asked(texts.form, "wv.line.valid_until", person, has_label=False)
        self._latest = Label(
            _("12 months are usual, until {day} at the latest.").format(
                day=german_date(limits.latest)
            ),
            Role.HINT,
            colour="muted",
        )

    def _offered(self, offer: Offer) -> list[Category]:
        return [category for category in Category if self._kind.offer(category) is offer]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        names = QVBoxLayout()
        names.setSpacing(px(2))
        names.addWidget(Label(self.line.partner_name, Role.STRONG))
        kind = self._texts.entry("partners", self._kind.code)
        where = " · ".join(part for part in (kind, self.line.partner_address) if part)
        names.addWidget(Label(where, Role.HINT, colour="muted"))
        head.addLayout(names, 1)
        self.remove = IconButton("trash", _("Take {name} off").format(name=self.line.partner_name))
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        if self._kind.code == _FOREIGNERS_OFFICE:
            note = self._texts.note("wv.line.partner_kind", "foreigners_office")
            self.content.addWidget(Notice(note, Level.INFO))
        self.content.addWidget(self.decision)
        self._details = QWidget()
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, px(4), 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(12))
        grid.setColumnMinimumWidth(0, px(_CAPTION))
        grid.setColumnStretch(1, 1)
        self._row(grid, "label.direction", self.direction)
        self._row(grid, "label.categories", self._categories_column())
        if self.health is not None:
            self._row(grid, "label.health", self.health)
        if self.level is not None:
            self._row(grid, "label.level", self.level)
        self._row(grid, "label.purposes", _below(self.purposes, self.purpose_other))
        self._row(grid, "label.valid_until", _below(self.valid_until, self._latest))
        self.content.addWidget(self._details)
        self._lacks = Label("", Role.HINT, colour="warn")
        self._lacks.hide()
        self.content.addWidget(self._lacks)

    def _categories_column(self) -> QWidget:
        self._copies_label = Label(self._texts.label("wv.line.copies"), Role.HINT)
        self._on_request_label = Label(_("Only when it is needed:"), Role.HINT, colour="muted")
        never = [c for c in Category if self._kind.offer(c) is Offer.NOT_OFFERED]
        words = ", ".join(self._texts.entry("categories", code) for code in never)
        self._never = Label(
            _("Offices of this kind are not offered: {what}.").format(what=words) if words else "",
            Role.HINT,
            colour="muted",
        )
        column = _below(
            self.usual,
            self.more,
            self._on_request_label,
            self.on_request,
            self._copies_label,
            self.copies,
            self._never,
        )
        layout = column.layout()
        if layout is not None:
            layout.setAlignment(self.more, Qt.AlignmentFlag.AlignLeading)
        return column

    def _row(self, grid: QGridLayout, text_id: str, field: QWidget) -> None:
        """Put a field beside its word as it stands on the paper, in both languages."""
        german, other = self._texts.block(text_id)
        words = [Label(german, Role.HINT)]
        if other:
            language = self._texts.language
            words.append(Label(other, Role.HINT, colour="muted", language=language))
        captions = _below(*words)
        row = grid.rowCount()
        grid.addWidget(captions, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, row, 1)
        if isinstance(field, SingleQuestion):
            self._singles.append((captions, field))

    def _connect(self) -> None:
        self.decision.chosen.connect(self._on_changed)
        self.direction.chosen.connect(self._on_changed)
        self.usual.chosen.connect(self._on_changed)
        self.on_request.chosen.connect(self._on_changed)
        self.more.clicked.connect(self._show_more)
        self.copies.chosen.connect(self._on_changed)
        self.purposes.chosen.connect(self._on_changed)
        self.purpose_other.changed.connect(self._on_changed)
        self.valid_until.changed.connect(self._on_changed)
        self.remove.clicked.connect(lambda: self.removed.emit(self.line.id))
        for single in (self.health, self.level):
            if single is not None:
                single.changed.connect(self._on_changed)

    def _show(self) -> None:
        line = self.line
        self.decision.show_code({True: "yes", False: "no", None: ""}[line.decision])
        self.direction.show_direction(line.direction)
        self.usual.show_codes(line.categories)
        self.on_request.show_codes(line.categories)
        self.copies.show_codes(line.copies)
        self.purposes.show_codes(line.purposes)
        self.purpose_other.show_value(line.purpose_other)
        self.valid_until.show_value(line.valid_until.isoformat() if line.valid_until else "")
        if self.health is not None:
            self.health.show_answer(Category.HEALTH in line.categories, line.health_detail)
        if self.level is not None:
            self.level.show_answer(Category.CHILD_LEVEL in line.categories)
        rest = set(line.categories) - set(self._offered(Offer.USUAL))
        self._opened = bool(rest)
        self._arrange()

    def _show_more(self) -> None:
        self._opened = True
        self._arrange()
        self.on_request.setFocus()

    def _arrange(self) -> None:
        """Show what the answers so far ask for."""
        self._details.setVisible(bool(self.line.decision))
        self.more.setVisible(self._has_more and not self._opened)
        on_request = self._opened and bool(self.on_request.count())
        self._on_request_label.setVisible(on_request)
        self.on_request.setVisible(on_request)
        self._never.setVisible(self._opened or not self._has_more)
        wants_copies = Category.COPIES in self.line.categories
        self._copies_label.setVisible(wants_copies)
        self.copies.setVisible(wants_copies)
        self.purpose_other.setVisible(Purpose.OTHER in self.line.purposes)
        for captions, field in self._singles:
            captions.setVisible(self._opened)
            field.setVisible(self._opened)

    def _on_changed(self) -> None:
        self.line = self._read()
        self._arrange()
        self.changed.emit(self.line)

    def _read(self) -> WaiverLine:
        """Return the line as the fields say; a no keeps nothing but the end date."""
        decision = {"yes": True, "no": False}.get(self.decision.code())
        if not decision:
            return replace(
                self.line,
                decision=decision,
                direction=None,
                categories=frozenset(),
                purposes=frozenset(),
                purpose_other="",
                health_detail="",
                copies=(),
            )
        chosen = {Category(code) for code in (*self.usual.codes(), *self.on_request.codes())}
        detail = ""
        if self.health is not None and self.health.is_yes():
            chosen.add(Category.HEALTH)
            detail = self.health.detail()
        if self.level is not None and self.level.is_yes():
            chosen.add(Category.CHILD_LEVEL)
        purposes = frozenset(Purpose(code) for code in self.purposes.codes())
        until = self.valid_until.known()
        return replace(
            self.line,
            decision=True,
            direction=self.direction.direction(),
            categories=frozenset(chosen),
            copies=self.copies.codes() if Category.COPIES in chosen else (),
            purposes=purposes,
            purpose_other=self.purpose_other.known() if Purpose.OTHER in purposes else "",
            valid_until=date.fromisoformat(until) if until else None,
            health_detail=detail,
        )


def _below(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    for widget in widgets:
        column.addWidget(widget)
    return holder
