"""A folder that is typed or chosen: where a vault lies or shall lie, and where a copy is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.services.vaults import VaultService
    from intake_app.ui.pages.paper.desk import PrintDesk


class FolderLine(LabelledLine):
    """A field for a path, with the button that opens the system's dialog.

    Args:
        label: What the folder is for.
        desk: Dialogs of this machine.
        choose: What the button says; “Other folder …” when left out.
        parent: Qt's parent.

    Attributes:
        choose: The button.
        row: Its row, with room at the end.
        found: Says what lies in the folder; hidden until then.

    Signals:
        picked: A folder (`Path`) was chosen in the dialog; nothing is shown of it yet.
    """

    picked = Signal(object)

    def __init__(
        self, label: str, desk: PrintDesk, choose: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, parent=parent)
        self._desk = desk
        self.found = Label("", Role.HINT)
        self.found.hide()
        self.choose = Button(choose or _("Other folder …"), icon="folder")
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, px(8), 0, 0)
        self.row.addWidget(self.choose)
        self.row.addStretch(1)
        self.column.addWidget(self.found)
        self.column.addLayout(self.row)
        self.choose.clicked.connect(self._on_choose)

    def path(self) -> Path:
        """Return the folder as typed."""
        return Path(self.text()).expanduser()

    def problem(self) -> str:
        """Say what is wrong with what was typed, before anybody looks at the disk."""
        if not self.text():
            return _("Please choose a folder.")
        if not self.path().is_absolute():
            return _("Please write the whole path, from the drive on.")
        return ""

    def show_found(self, text: str) -> None:
        """Say what lies in the folder; an empty text takes it away."""
        self.found.setText(text)
        self.found.setVisible(bool(text))

    def _on_choose(self) -> None:
        chosen = self._desk.dialogs.folder(self)
        if chosen is not None:
            self.picked.emit(chosen)


def free_folder(vaults: VaultService, folder: Path) -> Path:
    """Return this folder when nothing is in it, else a new one below, or beside a vault."""
    try:
        is_free = not folder.is_dir() or not any(folder.iterdir())
    except OSError:
        return folder  # what is wrong with it is said when it is to be written
    if is_free:
        return folder
    if vaults.exists(folder):
        beside = (
            folder.with_name(f"{folder.name}-wiederhergestellt{number}")
            for number in ("", *(f"-{again}" for again in range(2, 100)))
        )
        return next((path for path in beside if not path.exists()), folder)
    return folder / "Intake-App"
