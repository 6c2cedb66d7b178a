"""The pages of the first start: the folder, the people, and what is said at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.errors import IntakeError
from intake_app.i18n import _
from intake_app.services.vaults import NewVault
from intake_app.ui.entrance.folder_line import FolderLine, free_folder
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.settings.office_fields import OfficeFields
from intake_app.ui.secret.new_passphrase import NewPassphrase
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Line
from intake_app.ui.widgets.labelled import LabelledLine
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from intake_app.domain.office import Office
    from intake_app.services.vaults import VaultService
    from intake_app.ui.pages.paper.desk import PrintDesk

_LONGEST_INITIALS = 4


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    return column


class FolderPage(QWidget):
    """Where the vault is kept.

    Args:
        vaults: Looks at folders.
        desk: Dialogs of this machine.
        proposed: The folder that is proposed.
        parent: Qt's parent.

    Signals:
        existing_chosen: In this folder lies a vault already; open it instead.
        restore_asked: Put a safety copy back instead.
    """

    existing_chosen = Signal(Path)
    restore_asked = Signal()

    def __init__(
        self,
        vaults: VaultService,
        desk: PrintDesk,
        proposed: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vaults = vaults
        self.folder = FolderLine(_("Folder"), desk)
        self.folder.set_text(str(proposed))
        self.folder.picked.connect(self._on_picked)
        self.restore = Button(_("Restore from a copy …"), ButtonKind.QUIET)
        self.restore.clicked.connect(self.restore_asked)
        self.existing = Notice(
            _("A vault lies in this folder already. You can go on working with it."), Level.INFO
        )
        self.open_existing = Button(_("Open this vault"))
        self.open_existing.clicked.connect(lambda: self.existing_chosen.emit(self.path()))
        self.existing.words.addWidget(self.open_existing)
        self.folder.line.left.connect(self.look)
        column = _column(self)
        column.addWidget(
            Label(
                _(
                    "Everything that people tell you is kept encrypted in one folder, the "
                    "vault. It lies on this computer; nothing goes to the internet."
                )
            )
        )
        column.addWidget(self.folder)
        self.folder.row.addWidget(self.restore)
        column.addWidget(self.existing)
        column.addWidget(
            Label(
                _(
                    "Good: a folder on this computer or on an encrypted drive. Not good: a "
                    "network drive or a cloud folder; copies go there later, on purpose."
                ),
                Role.HINT,
                colour="muted",
            )
        )
        self.look()
        self.setFocusProxy(self.folder)

    def path(self) -> Path:
        """Return the folder as typed."""
        return self.folder.path()

    def look(self) -> None:
        """See whether a vault lies there, and whether one could."""
        is_vault = bool(self.folder.text()) and self._vaults.exists(self.path())
        self.existing.setVisible(is_vault)
        self.folder.show_wrong("" if is_vault or not self.folder.text() else self._problem())

    def lack(self) -> str:
        """Say why no vault can be made there, empty when it can."""
        if self.folder.text() and self._vaults.exists(self.path()):
            return _("A vault lies there already. Open it, or choose another folder.")
        return self._problem()

    def _problem(self) -> str:
        problem = self.folder.problem()
        if problem:
            return problem
        try:
            self._vaults.refuse_unfit(self.path())
        except IntakeError as error:
            return explain(error)
        return ""

    def _on_picked(self, chosen: Path) -> None:
        is_vault = self._vaults.exists(chosen)
        self.folder.set_text(str(chosen if is_vault else free_folder(self._vaults, chosen)))
        self.look()


class PeoplePage(QWidget):
    """Who works here, for whom, and with which passphrase.

    Args:
        vaults: Judges and proposes passphrases.
        office: What is proposed.
        parent: Qt's parent.

    Signals:
        entered: Enter was pressed in one of the fields.
    """

    entered = Signal()

    def __init__(
        self, vaults: VaultService, office: Office, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self.name = LabelledLine(_("Your name"))
        self.initials = LabelledLine(
            _("Your initials"), _("On a shared screen only they are shown."), sample="WWWWW"
        )
        self.initials.line.setMaxLength(_LONGEST_INITIALS)
        self.office = OfficeFields()
        self.office.show_office(office)
        self.passphrase = NewPassphrase(vaults, self._known)
        self.name.line.textEdited.connect(self._propose_initials)
        self.passphrase.entered.connect(self.entered)
        for field in (self.name, self.initials, *self.office.lines.values()):
            field.line.returnPressed.connect(self.entered)
        column = _column(self)
        column.addWidget(Label(_("You"), Role.SECTION))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.name, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.initials, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(Label(_("Your passphrase"), Role.SECTION))
        column.addWidget(
            Label(
                _(
                    "You type it every time you unlock. Nobody can look it up: if it is "
                    "forgotten, only the recovery sheet helps."
                ),
                colour="muted",
            )
        )
        column.addWidget(self.passphrase)
        column.addWidget(Line())
        column.addWidget(Label(_("Your office"), Role.SECTION))
        column.addWidget(
            Label(
                _("Only the name is needed now. The rest can wait until the first print."),
                colour="muted",
            )
        )
        column.addWidget(self.office)
        self.setFocusProxy(self.name)

    def lack(self) -> str:
        """Frame what is missing and say so; empty when nothing is."""
        wrong: QWidget | None = self.office.check()
        said = _("Please look at the fields framed in red.") if wrong else ""
        passphrase = self.passphrase.lack()
        if passphrase:
            wrong, said = self.passphrase, passphrase
        for line, words in (
            (self.initials, _("Two to four letters.")),
            (self.name, _("Your name is missing.")),
        ):
            line.show_wrong("" if line.text() else words)
            if not line.text():
                wrong, said = line, _("Please look at the fields framed in red.")
        if wrong is not None:
            wrong.setFocus()
        return said

    def new_vault(self) -> NewVault:
        """Return what was typed."""
        return NewVault(
            office=self.office.office(self._office),
            advisor_name=self.name.text(),
            initials=self.initials.text().upper(),
            passphrase=self.passphrase.passphrase(),
        )

    def _propose_initials(self) -> None:
        parts = self.name.text().replace("-", " ").split()
        letters = "".join(part[0] for part in parts if part[0].isalpha())
        self.initials.set_text(letters[:_LONGEST_INITIALS].upper())
        self.initials.show_wrong("")

    def _known(self) -> list[str]:
        return [self.name.text(), self.initials.text(), *self.office.typed().values()]


class DonePage(QWidget):
    """The vault is made; what comes now.

    Args:
        parent: Qt's parent.

    Signals:
        practice_asked: Look at the practice case first.
    """

    practice_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.practice = Button(_("Look at the practice case"), ButtonKind.SECONDARY)
        self.practice.clicked.connect(self.practice_asked)
        column = _column(self)
        column.addWidget(
            Label(_("The vault is made and open. Two things to do in the first days:"))
        )
        for text in (
            _("Make a copy of the vault on another drive: Settings, “Copies”."),
            _(
                "Let your data protection officer read the texts and release them in the "
                "settings. Until then papers say “Muster, noch nicht freigegeben”."
            ),
        ):
            point = QHBoxLayout()
            point.setSpacing(px(8))
            point.addWidget(Label("•", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
            point.addWidget(Label(text), 1)
            column.addLayout(point)
        column.addWidget(
            Label(
                _(
                    "The practice case shows four invented people with everything the program "
                    "can do. It is thrown away afterwards."
                ),
                colour="muted",
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.practice)
        row.addStretch(1)
        column.addLayout(row)
