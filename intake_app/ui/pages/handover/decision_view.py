"""What goes to an office and what stays, section by section, with the reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from intake_app.domain.disclosure import Reason
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import GROUP_GAP, Card, Columns
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.tick import TickBox
from intake_app.ui.words.messages_waiver import reason_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.disclosure import Decision, Fact

_ONE_COLUMN_BELOW = 860
_SILENT = frozenset({Reason.NOT_ANSWERED, Reason.HIDDEN})
"""Nothing was said, or it does not belong to the case: not worth a line of its own."""


class DecisionView(QWidget):
    """Three cards: what goes, free texts to be confirmed one by one, what stays.

    Signals:
        confirmed: The ticks at the free texts changed; read `confirmed_paths()`.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks: dict[str, TickBox] = {}
        self._free: dict[str, Fact] = {}
        self._shows_all = False
        self._decision: Decision | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(GROUP_GAP))
        self._goes, self._stays = _Place(), _Place()
        self._asked = Card(_("Free texts: let each one go singly"))
        self._asked.content.addWidget(
            Label(
                _(
                    "Here somebody typed words. Read each text: does the office need it, and "
                    "is nothing in it that should stay?"
                ),
                Role.HINT,
                colour="muted",
            )
        )
        columns = Columns(_ONE_COLUMN_BELOW)
        columns.add(self._goes, 3)
        columns.add(self._stays, 2)
        self._column.addWidget(self._asked)
        self._column.addWidget(columns)
        self._asked.hide()

    def show_decision(self, decision: Decision, confirmed: frozenset[str]) -> None:
        """Show what the gate decided; ticks that are set already stay set."""
        self._decision = decision
        self._show_free(decision, confirmed)
        free = set(self._free)
        goes = [fact for fact in decision.released if fact.path not in free]
        card = Card(_("This goes out"))
        if goes or confirmed:
            card.content.addWidget(Label(_count(len(goes) + len(confirmed)), colour="muted"))
            card.content.addWidget(_grouped([(fact, fact.text) for fact in goes]))
        else:
            card.content.addWidget(Label(_("Nothing may go out."), colour="muted"))
        self._goes.put(card)
        self._show_stays()

    def confirmed_paths(self) -> frozenset[str]:
        """Return the free texts that were confirmed."""
        return frozenset(path for path, tick in self.ticks.items() if tick.isChecked())

    def _show_free(self, decision: Decision, confirmed: frozenset[str]) -> None:
        """Add a tick for each free text; those that stand there already keep their place."""
        waiting = {
            fact.path: fact
            for fact, reason in decision.withheld
            if reason is Reason.FREE_TEXT_NOT_CONFIRMED
        }
        waiting |= {fact.path: fact for fact in decision.released if fact.is_free_text}
        if set(waiting) != set(self._free):
            for tick in self.ticks.values():
                self._asked.content.removeWidget(tick)
                tick.hide()
                tick.deleteLater()
            self._free, self.ticks = waiting, {}
            for path, fact in waiting.items():
                tick = TickBox(f"{fact.section}, {fact.label}: „{fact.text}“")
                tick.setChecked(path in confirmed)
                tick.clicked.connect(self.confirmed)
                self._asked.content.addWidget(tick)
                self.ticks[path] = tick
        self._asked.setVisible(bool(self._free))

    def _show_stays(self) -> None:
        decision = self._decision
        if decision is None:
            return
        stays = [
            (fact, reason)
            for fact, reason in decision.withheld
            if reason not in _SILENT and fact.path not in self._free
        ]
        card = Card(_("This stays here"))
        if not stays:
            card.content.addWidget(Label(_("Nothing is held back."), colour="muted"))
        for reason, count in _by_reason([reason for _fact, reason in stays]).items():
            text = f"{reason_words(reason)} ({_count(count)})"
            card.content.addWidget(Label(text))
        if stays and not self._shows_all:
            more = Button(_("Show each one"), ButtonKind.QUIET, icon="chevron_down")
            more.clicked.connect(self._show_all)
            card.content.addWidget(more)
        elif stays:
            card.content.addWidget(
                _grouped([(fact, reason_words(reason)) for fact, reason in stays], muted=True)
            )
        self._stays.put(card)

    def _show_all(self) -> None:
        self._shows_all = True
        self._show_stays()


class _Place(QWidget):
    """Holds one card and lets it be replaced."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def put(self, card: QWidget) -> None:
        """Show a card instead of the one before."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(card)


def _grouped(rows: Sequence[tuple[Fact, str]], *, muted: bool = False) -> QWidget:
    """Return facts below the headings of their sections: question left, answer right."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, px(4), 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    section, line = "", 0
    for fact, text in rows:
        if fact.section != section:
            section = fact.section
            heading = Label(section, Role.STRONG)
            heading.setContentsMargins(0, px(8) if line else 0, 0, 0)
            grid.addWidget(heading, line, 0, 1, 2)
            line += 1
        grid.addWidget(Label(fact.label, Role.HINT, colour="muted"), line, 0)
        role, colour = (Role.HINT, "muted") if muted else (Role.LABEL, "text")
        answer = Label(text, role, colour=colour)
        answer.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        grid.addWidget(answer, line, 1)
        line += 1
    return holder


def _by_reason(reasons: Sequence[Reason]) -> Mapping[Reason, int]:
    return {reason: reasons.count(reason) for reason in Reason if reason in reasons}


def _count(number: int) -> str:
    return ngettext("{count} answer", "{count} answers", number).format(count=number)
