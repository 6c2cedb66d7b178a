"""The living summary at the right of a talk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.painting import draw_box
from intake_app.ui.widgets.scrolling import FittingScroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from intake_app.domain.case import CaseHead

WIDTH = 272
_MOST_SIMILAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the summary shows.

    Attributes:
        talk: In which languages, and since when.
        name: Empty until one is known.
        age: As text, a range when unsure.
        badges: Word, level and icon of each.
        groups: Heading and lines of each section with answers.
        left_open: How many core questions were not asked.
    """

    talk: str
    name: str
    age: str
    badges: tuple[tuple[str, str, str], ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    left_open: int


class SimilarCases(QWidget):
    """Cases that may be of the same person; a quiet box, nothing happens by itself.

    Signals:
        looked_at: Head of the case that shall be opened.
    """

    looked_at = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[CaseHead, ...] = ()
        self._discreet = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(12), px(12), px(12), px(8))
        self._column.setSpacing(px(4))
        self._column.addWidget(Label(_("Already known?"), Role.STRONG))
        self._column.addWidget(
            Label(_("These cases may be of the same person."), Role.HINT, colour="muted")
        )
        self._buttons: list[Button] = []
        self.hide()

    def heads(self) -> Sequence[CaseHead]:
        """Return the cases shown."""
        return self._heads

    def show_heads(self, heads: Sequence[CaseHead], *, discreet: bool) -> None:
        """Show these cases, at most three."""
        wanted = tuple(heads[:_MOST_SIMILAR])
        if wanted == self._heads and discreet == self._discreet:
            return
        self._heads, self._discreet = wanted, discreet
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(head) for head in wanted]
        for button in self._buttons:
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.setVisible(bool(wanted))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tinted ground."""
        painter = QPainter(self)
        draw_box(painter, self.rect(), fill=tokens_of(self.palette()).warn_tint)
        painter.end()

    def _button(self, head: CaseHead) -> Button:
        name = shown_name(head.display_name, discreet=self._discreet)
        years = ""
        if head.birth_years:
            first, last = head.birth_years
            years = str(first) if first == last else f"{first}–{last}"
        words = f"{name}, {years}" if years else name
        button = Button(words.replace("&", "&&"), ButtonKind.QUIET)
        button.setMaximumWidth(px(WIDTH - 48))
        button.setAccessibleName(_("Open case {name}").format(name=words))
        button.setToolTip(head.case.number)
        button.clicked.connect(lambda: self.looked_at.emit(head))
        return button


class SummaryPanel(QWidget):
    """What is known so far; grows while the talk goes on.

    Signals:
        open_asked: Lead to the first question that was not asked.
        similar_looked_at: Head of a similar case that shall be opened.
    """

    open_asked = Signal()
    similar_looked_at = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Known | None = None
        self._discreet = False
        self._groups: dict[str, tuple[Label, Label]] = {}
        self.setAccessibleName(_("Summary"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 1, 0)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(4))
        self._name = Label(role=Role.SECTION)
        # A name in Arabic letters does not move to the other edge of a German panel.
        self._name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._age = Label(colour="muted")
        self._talk = Label(role=Role.HINT, colour="muted")
        self._badges = QWidget()
        self._badge_flow = FlowLayout(px(4), self._badges)
        self.similar = SimilarCases()
        self.similar.looked_at.connect(self.similar_looked_at)
        self._empty = Label(
            _("What the person tells appears here in short."), Role.HINT, colour="muted"
        )
        self.left_open = Button("", ButtonKind.QUIET, icon="arrow_right")
        self.left_open.clicked.connect(self.open_asked)
        for widget in (
            self._name,
            self._age,
            self._talk,
            self._badges,
            self.similar,
            self._empty,
        ):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._column.addWidget(self.left_open, 0, Qt.AlignmentFlag.AlignLeading)
        outer.addWidget(FittingScroll(inside))

    def show_known(self, known: Known, *, discreet: bool) -> None:
        """Show what is known; only what changed is drawn anew."""
        if known == self._known and discreet == self._discreet:
            return
        before, self._known, self._discreet = self._known, known, discreet
        _say(self._name, shown_name(known.name, discreet=discreet))
        _say(self._age, _("{age} years").format(age=known.age) if known.age else "")
        self._age.setVisible(bool(known.age))
        _say(self._talk, known.talk)
        if before is None or before.badges != known.badges:
            self._show_badges(known)
        self._show_groups(known)
        self._empty.setVisible(not known.groups)
        count = known.left_open
        words = ngettext("{count} question open", "{count} questions open", count)
        self.left_open.setText(words.format(count=count))
        self.left_open.updateGeometry()
        self.left_open.setVisible(count > 0)

    def texts(self) -> list[str]:
        """Return everything that is to be read, from top to bottom."""
        shown = [self._name.text(), self._age.text(), self._talk.text()]
        for title, lines in self._groups.values():
            if not title.isHidden():
                shown += [title.text(), *lines.text().split("\n")]
        return [text for text in shown if text]

    def sizeHint(self) -> QSize:
        """Return the width of the panel."""
        return QSize(px(WIDTH), px(400))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and the line beside it."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = self.width() - 1 if mirrored else 0
        painter.fillRect(QRect(edge, 0, 1, self.height()), QColor(tokens.line))
        painter.end()

    def _show_badges(self, known: Known) -> None:
        while (item := self._badge_flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, level, icon in known.badges:
            self._badge_flow.addWidget(Badge(words, level, icon=icon))
        self._badges.setVisible(bool(known.badges))

    def _show_groups(self, known: Known) -> None:
        titles = [title for title, _lines in known.groups]
        for title, (heading, lines) in self._groups.items():
            for label in (heading, lines):
                label.setVisible(title in titles)
        first = self._column.indexOf(self._empty) + 1
        for number, (title, texts) in enumerate(known.groups):
            if title not in self._groups:
                heading = Label(title, Role.HINT, colour="muted")
                heading.setContentsMargins(0, px(8), 0, 0)
                self._groups[title] = (heading, Label())
            heading, lines = self._groups[title]
            if self._column.indexOf(heading) != first + 2 * number:
                self._column.insertWidget(first + 2 * number, heading)
                self._column.insertWidget(first + 2 * number + 1, lines)
            _say(lines, "\n".join(texts))


def _say(label: Label, text: str) -> None:
    if label.text() != text:
        label.setText(text)
