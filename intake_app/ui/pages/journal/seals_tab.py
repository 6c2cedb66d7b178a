"""The seals of the days: words to write down, and the check of the whole journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.journal.words import act_words
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.words.verification_words import finding_words

if TYPE_CHECKING:
    from intake_app.services.services import Services

DAYS = 31
_MOST_FINDINGS = 20
_WIDEST = 720
_FULL = Qt.AlignmentFlag(0)


class SealsTab(QWidget):
    """Words of the last days, the check, and what is left of older entries.

    Args:
        services: Reads the journal.

    Attributes:
        check: Checks the journal.
        print: Asks for the page with the words.
        result: What the check said.

    Signals:
        print_asked: Somebody wants the words on paper.
    """

    print_asked = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.check = Button(_("&Check the journal"), icon="check")
        self.check.clicked.connect(self._on_check)
        self.result = Notice()
        self.result.hide()
        self.print = Button(_("Print the words …"), icon="printer")
        self.print.clicked.connect(self.print_asked)
        self._words = Label()
        self._counts = Label(colour="muted")
        self._lay_out()

    def entered(self) -> None:
        """Read the seals anew."""
        seals = self._services.journal.seals(DAYS)
        lines = [f"{german_date(seal.day)}   {' '.join(seal.words)}" for seal in seals]
        self.print.setEnabled(bool(seals))
        self._words.setText("\n".join(lines) or _("No day with entries is over yet."))
        counts = self._services.journal.monthly_counts()
        older = [
            f"{month[5:]}/{month[:4]}: "
            + ", ".join(f"{act_words(act)} {count}" for act, count in sorted(acts.items()))
            for month, acts in sorted(counts.items())
        ]
        self._counts.setText("\n".join(older) or _("Nothing is older than twelve months."))

    def text(self) -> str:
        """Return the words that are shown."""
        return self._words.text()

    def _lay_out(self) -> None:
        scroll = ReadingColumn(px(_WIDEST))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        for title, text, inside in (
            (
                _("Is the journal whole?"),
                _("Every entry hangs on the one before it. The check walks along all of them."),
                (self.check, self.result),
            ),
            (
                _("Words of the days"),
                _(
                    "Write down the six words of a day and keep them outside of "
                    "this computer. Whoever rewrites the journal, even with all keys, gets other "
                    "words: “intake-app verify” compares them."
                ),
                (self._words, self.print),
            ),
            (
                _("Older than twelve months"),
                _("Of these entries only their number is left, by month."),
                (self._counts,),
            ),
        ):
            card = Card()
            card.content.addWidget(Label(title, Role.SECTION))
            card.content.addWidget(Label(text, Role.HINT, colour="muted"))
            for widget in inside:
                aside = Qt.AlignmentFlag.AlignLeading if isinstance(widget, Button) else _FULL
                card.content.addWidget(widget, 0, aside)
            scroll.content.addWidget(card)
        scroll.content.addStretch(1)

    def _on_check(self) -> None:
        findings = self._services.journal.check()
        words = [finding_words(finding) for finding in findings[:_MOST_FINDINGS]]
        whole = _("The journal is whole: nothing was altered, removed or inserted.")
        self.result.show_text("\n".join(words) or whole, Level.DANGER if words else Level.GOOD)
        self.result.show()
