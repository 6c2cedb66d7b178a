"""One line of a waiver on the page of the withdrawal: whole, or single categories of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.codes import Category
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from intake_app.domain.waiver import WaiverLine
    from intake_app.ui.pages.waiver.texts import WaiverTexts

WHOLE, PART = "whole", "part"
_INDENT = 30


class EndingLine(QWidget):
    """Asks whether a line ends, and whether all of it does.

    Args:
        line: A line that is still open.
        texts: Words of the form.
        chosen: It is proposed to end.
        parent: Qt's parent.

    Attributes:
        tick: The line ends.
        scope: All of it, or single categories.
        categories: What may end on its own.
    """

    def __init__(
        self,
        line: WaiverLine,
        texts: WaiverTexts,
        *,
        chosen: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = line
        self.tick = TickBox(line.partner_name)
        self.tick.setChecked(chosen)
        self.scope = Segments(
            [
                Option(code=WHOLE, label=_("everything")),
                Option(code=PART, label=_("only single information …")),
            ],
            compact=True,
        )
        self.scope.setAccessibleName(_("How much for {name}").format(name=line.partner_name))
        self.scope.show_code(WHOLE)
        self.categories = {
            category: TickBox(texts.entry("categories", category))
            for category in Category
            if category in line.open_categories
        }
        self._details = QWidget()
        self._lay_out()
        self.tick.toggled.connect(self._arrange)
        self.scope.chosen.connect(self._arrange)
        self._arrange()

    def ends(self) -> bool:
        """Tell whether anything of the line is to end."""
        return self.tick.isChecked()

    def only(self) -> frozenset[Category] | None:
        """Return the categories that end alone; None when the whole line does."""
        if self.scope.code() != PART:
            return None
        return frozenset(code for code, tick in self.categories.items() if tick.isChecked())

    def typed(self) -> dict[str, Any]:
        """Return what was chosen."""
        return {
            "ends": self.tick.isChecked(),
            "scope": self.scope.code(),
            "categories": sorted(c for c, tick in self.categories.items() if tick.isChecked()),
        }

    def show_typed(self, typed: dict[str, Any]) -> None:
        """Show again what `typed` gave."""
        self.tick.setChecked(typed["ends"])
        self.scope.show_code(typed["scope"])
        for category, tick in self.categories.items():
            tick.setChecked(category in typed["categories"])
        self._arrange()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.tick)
        inner = QVBoxLayout(self._details)
        inner.setContentsMargins(px(_INDENT), 0, 0, px(8))
        inner.setSpacing(px(6))
        inner.addWidget(self.scope)
        self._single = QWidget()
        ticks = QVBoxLayout(self._single)
        ticks.setContentsMargins(0, px(4), 0, 0)
        ticks.setSpacing(px(4))
        for category, tick in self.categories.items():
            tick.setAccessibleName(f"{tick.text()}, {self.line.partner_name}")
            tick.setToolTip(category.value)
            ticks.addWidget(tick)
        inner.addWidget(self._single)
        column.addWidget(self._details)

    def _arrange(self) -> None:
        self._details.setVisible(self.tick.isChecked() and len(self.categories) > 1)
        self._single.setVisible(self.scope.code() == PART)
