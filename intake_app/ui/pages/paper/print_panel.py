"""What is asked beside a paper that is about to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.widgets.segments import Option
from intake_app.ui.widgets.text_input import LineEdit
from intake_app.ui.widgets.tick import TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COPIES = 20
SYSTEM_PRINTER = "system"


class Copies(QWidget):
    """How many copies, with − and +; the arrow keys count too."""

    def __init__(self, copies: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        self.line = LineEdit(_("Number of copies"))
        self.line.setText(str(copies))
        self.line.setMaxLength(2)
        self.line.set_width_of("0000")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.line)
        for icon, name, step in (("minus", _("One less"), -1), ("plus", _("One more"), 1)):
            button = IconButton(icon, name, side=34)
            button.clicked.connect(lambda _checked=False, step=step: self._count(step))
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusProxy(self.line)

    def value(self) -> int:
        """Return the number, at least one."""
        text = self.line.text().strip()
        wanted = int(text) if text.isascii() and text.isdecimal() else 1
        return min(max(wanted, 1), MOST_COPIES)

    def _count(self, step: int) -> None:
        self.line.setText(str(min(max(self.value() + step, 1), MOST_COPIES)))


class PrintPanel(QWidget):
    """Printer, copies, and afterwards the question whether the paper came out well.

    Args:
        copies: Proposed number of copies.
        printers: Names to choose from; none lets the system decide.
        printer: The one that was used last.
        problem: Why nothing can be printed here; empty when it can.
        parent: Qt's parent.

    Signals:
        print_asked: Print now.
        save_asked: Save a readable file.
        came_out: The paper came out well.
        misprinted: It did not.
        hint_read: The hint about spoolers was read.
        large_asked: Set the paper in large print, or no more.
    """

    print_asked = Signal()
    save_asked = Signal()
    came_out = Signal()
    misprinted = Signal()
    hint_read = Signal()
    large_asked = Signal(bool)

    def __init__(
        self,
        *,
        copies: int,
        printers: Sequence[str],
        printer: str,
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.copies = Copies(copies)
        self.printer = ChoiceList(_printer_options(printers), _("Printer"))
        self.printer.show_code(printer if printer in printers else SYSTEM_PRINTER)
        self.large = TickBox(_("Large print"))
        self.large.hide()
        self.large.clicked.connect(self.large_asked)
        self.print = Button(_("&Print"), ButtonKind.PRIMARY, icon="printer")
        self.print.clicked.connect(self.print_asked)
        self.print.setEnabled(not problem)
        self.save = Button(_("Save as a file …"), ButtonKind.QUIET, icon="save")
        self.save.clicked.connect(self.save_asked)
        self.well = Button(_("&Came out well"), ButtonKind.PRIMARY, icon="check")
        self.well.clicked.connect(self.came_out)
        self.bad = Button(_("&Misprint"), icon="cross")
        self.bad.clicked.connect(self.misprinted)
        self.hint = Notice(
            _(
                "Printers and print servers may keep what was printed for a day. Ask whoever "
                "looks after your printers to switch that off."
            ),
            Level.INFO,
            title=_("Before you print for the first time"),
        )
        self._progress = ProgressRow(_("The paper goes to the printer …"), can_cancel=False)
        self._lay_out(problem)

    def chosen_printer(self) -> str:
        """Return the printer, empty for the one the system chooses."""
        code = self.printer.code()
        return "" if code == SYSTEM_PRINTER else code

    def ask_before(self) -> None:
        """Ask for printer and copies."""
        self._show_only(self._before)

    def show_sending(self) -> None:
        """Say that the paper is on its way."""
        self._show_only(self._sending)

    def ask_after(self, question: str) -> None:
        """Ask whether the paper came out well."""
        self._question.setText(question)
        self._show_only(self._after)
        self.well.setFocus()

    def is_asking_after(self) -> bool:
        """Tell whether the question about the paper is to be seen."""
        return not self._after.isHidden()

    def show_hint(self, *, shown: bool) -> None:
        """Show the hint about spoolers, or no more."""
        self.hint.setVisible(shown)
        self._understood.setVisible(shown)

    def _lay_out(self, problem: str) -> None:
        # Not a stack: that would give each part the height of the highest one.
        self._before, before = _part()
        if problem:
            before.addWidget(Notice(problem, Level.WARN))
        before.addWidget(Label(_("Printer"), Role.STRONG))
        before.addWidget(self.printer)
        before.addWidget(Label(_("Number of copies"), Role.STRONG))
        before.addWidget(self.copies)
        before.addWidget(self.large)
        before.addSpacing(px(4))
        before.addWidget(self.hint)
        leading = Qt.AlignmentFlag.AlignLeading
        self._understood = Button(_("Understood"), ButtonKind.QUIET)
        self._understood.clicked.connect(self.hint_read)
        before.addWidget(self._understood, 0, leading)
        before.addSpacing(px(4))
        before.addWidget(self.print, 0, leading)
        before.addWidget(self.save, 0, leading)
        self._sending, sending = _part()
        sending.addWidget(self._progress)
        self._after, after = _part()
        self._question = Label("", Role.SECTION)
        after.addWidget(self._question)
        look = _("Look at all pages: nothing cut off, nothing blurred.")
        after.addWidget(Label(look, colour="muted"))
        after.addWidget(self.well, 0, leading)
        after.addWidget(self.bad, 0, leading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._before, self._sending, self._after):
            column.addWidget(part)
        self._show_only(self._before)

    def _show_only(self, part: QWidget) -> None:
        for other in (self._before, self._sending, self._after):
            other.setVisible(other is part)


def _printer_options(printers: Sequence[str]) -> list[Option]:
    first = Option(code=SYSTEM_PRINTER, label=_("Standard printer"))
    return [first, *(Option(code=name, label=name) for name in printers)]


def _part() -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(8))
    return widget, column
