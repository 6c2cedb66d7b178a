"""The actions of a talk, and the line that stands for the section list where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.pages.speak_button import SpeakButton
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.labels import ElidedLabel
from intake_app.ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from intake_app.ui.pages.person_view import PersonView


class InterviewActions(QWidget):
    """What can be done with the talk as a whole; words go where there is no room.

    Args:
        view: The second window, None when there is none.
        parent: Qt's parent.

    Signals:
        paused: Cover the window.
        person_view_toggled: Show the second window, or put it away.
        summary_asked: Show the summary, which is folded away.
        completion_asked: Look at what is still needed.
    """

    paused = Signal()
    person_view_toggled = Signal(bool)
    summary_asked = Signal()
    completion_asked = Signal()

    def __init__(self, view: PersonView | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(4))
        self.summary = Button(_("Summary"), ButtonKind.QUIET, icon="info")
        self.person_view = Button(_("Person's view"), ButtonKind.QUIET, icon="people")
        self.person_view.setCheckable(True)
        self.speak = SpeakButton(view)
        if view is None:
            self.person_view.hide()
        self.pause = Button(_("Pause"), ButtonKind.QUIET, icon="eye_off")
        self.complete = Button(_("Complete …"), ButtonKind.PRIMARY)
        self._words = {
            self.summary: (_("Summary"), _("Show what is known so far (F3)")),
            self.person_view: (
                _("Person's view"),
                _("Show the question to the person in their language (F6)"),
            ),
            self.speak: (_("Speak"), _("Let the system's voice read the question out")),
            self.pause: (_("Pause"), _("Cover the window (F10)")),
        }
        for button, (word, tip) in self._words.items():
            button.setAccessibleName(word)
            button.setToolTip(tip)
            line.addWidget(button)
        line.addSpacing(px(4))
        line.addWidget(self.complete)
        self.summary.clicked.connect(self.summary_asked)
        self.person_view.toggled.connect(self.person_view_toggled)
        self.pause.clicked.connect(self.paused)
        self.complete.clicked.connect(self.completion_asked)

    def set_roomy(self, *, roomy: bool) -> None:
        """Show words beside the icons, or the icons only."""
        for button, (word, _tip) in self._words.items():
            shown = word if roomy else ""
            if button.text() != shown:
                button.setText(shown)
                button.updateGeometry()

    def show_person_view_closed(self) -> None:
        """Show that the second window is put away."""
        self.person_view.setChecked(False)

    def mark_summary(self, marked: bool) -> None:  # noqa: FBT001 - connected to a signal
        """Say that the folded summary has something to look at."""
        self.summary.set_icon_name("warn" if marked else "info")
        _word, tip = self._words[self.summary]
        words = _("Already known? Look into the summary (F3)") if marked else tip
        self.summary.setToolTip(words)
        self.summary.setAccessibleDescription(words)


class SectionBar(QWidget):
    """Which section is open, with arrows to its neighbours; the name opens the list.

    Signals:
        stepped: One section back (−1) or on (+1).
        list_asked: Show all sections.
    """

    stepped = Signal(int)
    list_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(12), px(4), px(12), px(4))
        line.setSpacing(px(4))
        back = IconButton("chevron_left", _("Section before (Ctrl+PgUp)"), side=34)
        on = IconButton("chevron_right", _("Next section (Ctrl+PgDn)"), side=34)
        back.clicked.connect(lambda: self.stepped.emit(-1))
        on.clicked.connect(lambda: self.stepped.emit(1))
        self.name = Button("", ButtonKind.QUIET, icon="chevron_down")
        self.name.clicked.connect(self.list_asked)
        self.progress = ElidedLabel("", colour="muted")
        line.addWidget(back)
        line.addWidget(self.name)
        line.addWidget(on)
        line.addSpacing(px(8))
        line.addWidget(self.progress, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_section(self, title: str, progress: str) -> None:
        """Show which section is open and how far it has come."""
        if self.name.text() != title:
            self.name.setText(title.replace("&", "&&"))
            self.name.setAccessibleName(_("Section {title}").format(title=title))
            self.name.updateGeometry()
        if self.progress.text() != progress:
            self.progress.setText(progress)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line below."""
        painter = QPainter(self)
        edge = self.rect()
        edge.setTop(edge.bottom())
        painter.fillRect(edge, QColor(tokens_of(self.palette()).line))
        painter.end()


class Drawer(Overlay):
    """A panel that holds a part of the page while it is folded away."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(1), px(1), px(1), px(1))

    def hold(self, part: QWidget) -> None:
        """Take a part over and show it."""
        self._column.addWidget(part)
        part.show()
        self.open_for(part.sizeHint().width() + px(2), self.window().height())
        stops = [w for w in part.findChildren(QWidget) if w.isVisibleTo(part)]
        tabs = (w for w in stops if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        first = next(tabs, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
