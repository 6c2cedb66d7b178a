"""One station while a slip is put together: a card that can be moved, opened and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.pages.slip import words as slip_words
from intake_app.ui.pages.slip.station_editor import StationEditor
from intake_app.ui.widgets.buttons import IconButton
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.painting import draw_box, draw_ring

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from intake_app.domain.slip import Station
    from intake_app.form_engine.directories import StationKind
    from intake_app.form_engine.model import Form
    from intake_app.form_engine.wording import Wording


class Handle(QWidget):
    """Where a card is held to be dragged; arrow keys move it too.

    Signals:
        dragged: Where the pointer is, in the coordinates of the screen.
        dropped: The pointer let go.
        moved: An arrow key was pressed: −1 up, +1 down.
    """

    dragged = Signal(QPoint)
    dropped = Signal()
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("Move: drag, or use the arrow keys"))

    def sizeHint(self) -> QSize:
        """Return the size of the target."""
        return QSize(px(28), px(34))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with arrow keys."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign for moving."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        side = px(18)
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_icon(painter, place, "move", tokens.muted)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)
        painter.end()


class StationCard(Card):
    """A station in short; below it, when it is open, everything that can be changed.

    Args:
        station: As it stands now.
        kind: Its kind.
        form: The form "routing".
        german: The wording of record.
        today: The office day.

    Attributes:
        handle: To drag it.
        edit: Opens and closes it.
        editor: The fields; None until it was opened once.

    Signals:
        changed: The station was changed.
        moved: It shall move up (−1) or down (+1).
        removed: It shall go.
    """

    changed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(
        self, station: Station, kind: StationKind, form: Form, german: Wording, today: date
    ) -> None:
        super().__init__()
        self.station = station
        self.editor: StationEditor | None = None
        self._kind = kind
        self._form = form
        self._german = german
        self._today = today
        self._is_held = False
        self.content.setContentsMargins(px(8), px(10), px(8), px(10))
        self.handle = Handle()
        self._title = Label(role=Role.STRONG)
        self._about = Label(role=Role.HINT, colour="muted")
        self.edit = IconButton("pen", "", side=34)
        self.edit.setCheckable(True)
        self.up = IconButton("arrow_up", "", side=34)
        self.down = IconButton("arrow_down", "", side=34)
        self.remove = IconButton("trash", "", side=34)
        self._lay_out()
        self.handle.moved.connect(self.moved)
        self.edit.toggled.connect(self._on_edit)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)

    def show_place(self, number: int, count: int) -> None:
        """Show which station of how many it is."""
        self._title.setText(f"{number}. {self.station.partner_name}")
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < count)
        name = self._title.text()
        self.handle.setAccessibleName(_("Move {station}").format(station=name))
        for button, words in (
            (self.edit, _("Change {station}")),
            (self.up, _("Move up: {station}")),
            (self.down, _("Move down: {station}")),
            (self.remove, _("Remove {station}")),
        ):
            button.set_name(words.format(station=name))
        self._show_about()

    def open(self) -> None:
        """Open the fields and go there."""
        self.edit.setChecked(True)
        if self.editor is not None:
            self.editor.purposes.setFocus()

    def close_editor(self) -> None:
        """Close the fields."""
        self.edit.setChecked(False)

    def hold(self, *, held: bool) -> None:
        """Show that the card is being dragged, or no more."""
        self._is_held = held
        self.update()

    def about(self) -> str:
        """Return what the card says below its title."""
        return self._about.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface, and a frame while it is dragged."""
        super().paintEvent(event)
        if self._is_held:
            painter = QPainter(self)
            tokens = tokens_of(self.palette())
            draw_box(painter, self.rect(), border=tokens.accent, width=2)
            painter.end()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(self.handle, 0, top)
        icon = IconLabel(slip_words.station_icon(self.station.code), colour="accent", side=28)
        head.addWidget(icon, 0, top)
        words = QVBoxLayout()
        words.setContentsMargins(px(4), px(4), 0, 0)
        words.setSpacing(px(2))
        words.addWidget(self._title)
        words.addWidget(self._about)
        head.addLayout(words, 1)
        for button in (self.edit, self.up, self.down, self.remove):
            head.addWidget(button, 0, top)
        self.content.addLayout(head)
        self._inside = QWidget()
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(px(8 + 28 + 8), 0, px(8), px(6))
        self._inner = inner
        self._inside.hide()
        self.content.addWidget(self._inside)

    def _show_about(self) -> None:
        station = self.station
        lines = [slip_words.purpose_words(station, self._german) or _("What for? Please choose.")]
        if station.bring:
            papers = slip_words.bring_words(station.bring, self._german)
            lines.append(_("Bring: {papers}").format(papers=papers))
        when = slip_words.appointment_words(station, self._today)
        lines.append(when or _("no appointment"))
        self._about.setText("\n".join(lines))

    def _on_edit(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on and self.editor is None:
            self.editor = StationEditor(
                self.station, self._kind, self._form, self._german, self._today
            )
            self.editor.changed.connect(self._on_changed)
            self._inner.addWidget(self.editor)
        self._inside.setVisible(on)

    def _on_changed(self) -> None:
        if self.editor is not None:
            self.station = self.editor.station()
            self._show_about()
            self.changed.emit()
