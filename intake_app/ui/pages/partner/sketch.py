"""The sketch of the way to a partner: a picture file of the office, as the slip prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.domain.codes import PartnerId
    from intake_app.services.sketches import SketchService
    from intake_app.ui.pages.paper.dialogs import FileDialogs

_WIDTH, _HEIGHT = 280, 210


class PartnerSketch(Card):
    """Shows the sketch of a stored partner; a new picture is kept at once.

    Args:
        sketches: What can be done with sketches.
        dialogs: Asks for the file.

    Attributes:
        choose: Chooses a picture file.
        remove: Deletes the sketch.
        picture: The sketch in grey, as it is printed.
        box: The question before it is deleted, None before it was asked.

    Signals:
        failed: The `IntakeError` that kept a picture from being shown or kept.
        told: What was done, in words.
    """

    failed = Signal(object)
    told = Signal(str)

    def __init__(self, sketches: SketchService, dialogs: FileDialogs) -> None:
        super().__init__(_("Sketch of the way"))
        self._sketches = sketches
        self._dialogs = dialogs
        self._partner_id: PartnerId | None = None
        self.box: Confirm | None = None
        self._advice = Label(colour="muted")
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Sketch of the way"))
        self.choose = Button("", icon="plus")
        self.remove = Button(_("Delete the sketch"), ButtonKind.QUIET, icon="trash")
        self._buttons = QWidget()
        row = FlowLayout(px(8), self._buttons)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        self.content.addWidget(self._advice)
        self.content.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeading)
        self.content.addWidget(self._buttons)
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)

    def show_way_to(self, partner_id: PartnerId | None) -> None:
        """Show the sketch of a partner; None for one that is not stored yet."""
        self._partner_id = partner_id
        data = b""
        if partner_id is not None:
            try:
                data = self._sketches.of(partner_id)
            except IntakeError as error:
                self.failed.emit(error)
        self._show(data)

    def _show(self, data: bytes) -> None:
        can_be_kept = self._partner_id is not None
        self._advice.setText(
            _(
                "The routing slip shows it on the page that the person keeps, small and in grey. "
                "A drawing with few thick lines prints best."
            )
            if can_be_kept
            else _("Store the office first; then you can choose a picture of the way to it.")
        )
        self._buttons.setVisible(can_be_kept)
        self.choose.setText(_("Choose another picture …") if data else _("Choose a picture …"))
        self.remove.setVisible(bool(data))
        self.picture.setVisible(bool(data))
        shown = QPixmap.fromImage(QImage.fromData(data))
        if data:
            shown = shown.scaled(
                px(_WIDTH),
                px(_HEIGHT),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self.picture.setPixmap(shown)

    def _on_choose(self) -> None:
        path = self._dialogs.picture(self)
        if path is None or self._partner_id is None:
            return
        try:
            picture = self._sketches.keep(self._partner_id, self._sketches.read_file(path))
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show(picture)
        self.told.emit(_("Noted. The next slip that leads to this office shows the way."))

    def _on_remove(self) -> None:
        self.box = Confirm(
            self,
            title=_("Delete this sketch?"),
            text=_("Slips are printed without it from now on. Your own file stays as it is."),
            act=_("Delete the sketch"),
            keep=_("Keep the sketch"),
        )
        self.box.confirmed.connect(self._on_confirmed)
        self.box.open()

    def _on_confirmed(self) -> None:
        if self._partner_id is None:
            return
        try:
            self._sketches.remove(self._partner_id)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show(b"")
        self.choose.setFocus()
