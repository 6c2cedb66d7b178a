"""The translations of one language: four catalogues, their files and their releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.roles import Right
from intake_app.errors import InputError, IntakeError, StorageFullError, TranslationFileError
from intake_app.form_engine.translator_file import LARGEST_FILE
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.translations import words
from intake_app.ui.pages.translations.catalogue_row import CatalogueRow
from intake_app.ui.pages.translations.release_form import ReleaseForm
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, Line, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.words.messages_translation import file_words, flaw_words
from intake_app.ui.words.role_words import who_may

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from intake_app.services.services import Services
    from intake_app.services.translations import CatalogueState
    from intake_app.ui.pages.paper.desk import PrintDesk

_MOST_NAMED = 12


class LanguageView(ReadingColumn):
    """What is known of one language's translations, and what can be done with them.

    Args:
        services: What an advisor can do.
        desk: Dialogs of this machine.

    Attributes:
        rows: One for each catalogue that is shown.
        refused: Why the last file was not taken in; hidden when it was.
        form: The form of a release.

    Signals:
        said: Something good to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
        closed: Back to all languages.
    """

    said = Signal(str)
    failed = Signal(object)
    closed = Signal()

    def __init__(self, services: Services, desk: PrintDesk) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        self._language, self._name, self._catalogue = "", "", ""
        self._all_flaws = ""
        self.rows: list[CatalogueRow] = []
        self.back = Button(_("All languages"), ButtonKind.QUIET, icon="arrow_left")
        self.refused = Notice(level=Level.WARN)
        self.flaws = Label()
        self.copy = Button(_("Copy the list"))
        self.form = ReleaseForm(services.session.today())
        self._title = Label("", Role.SECTION)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(12))
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.copy.clicked.connect(self._on_copy)
        self.form.entered.connect(self._on_release)
        self.form.closed.connect(self._close_form)

    def show_language(self, language: str, name: str) -> None:
        """Show one language."""
        self._language, self._name = language, name
        self._title.setText(name)
        self._hide_refusal()
        self.form.hide()
        self.read()
        self.verticalScrollBar().setValue(0)

    def read(self) -> None:
        """Read the states anew."""
        try:
            states = self._services.translations.states(self._language)
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show_rows(states)

    # Acts.

    def save_file(self, catalogue: str) -> None:
        """Ask where the file for the translator shall lie, and write it there."""
        try:
            name, data = self._services.translations.export(self._language, catalogue)
            path = self._desk.dialogs.save_as(self, name)
            if path is not None:
                path.write_bytes(data)
                self.said.emit(
                    _("Saved. The file holds texts of our forms only, nothing about anybody.")
                )
        except IntakeError as error:
            self.failed.emit(error)
        except OSError:
            self.failed.emit(StorageFullError())

    def take_in(self, catalogue: str) -> None:
        """Ask for the file of a translator and take it in."""
        path = self._desk.dialogs.translation(self)
        if path is None:
            return
        self._hide_refusal()
        try:
            changed = self._services.translations.bring_in(
                self._language, catalogue, _start_of(path)
            )
        except TranslationFileError as error:
            self._show_refusal(error)
            return
        except OSError:
            self._show_refusal(TranslationFileError("unreadable"))
            return
        except IntakeError as error:
            self.failed.emit(error)
            return
        self.read()
        text = ngettext(
            "Taken in: {count} text is new and a draft until it is released.",
            "Taken in: {count} texts are new and drafts until they are released.",
            changed,
        )
        same = _("Taken in: nothing was changed.")
        self.said.emit(text.format(count=changed) if changed else same)

    def ask_release(self, catalogue: str) -> None:
        """Show the form of a release."""
        self._hide_refusal()
        self._catalogue = catalogue
        self.form.show_for(f"{self._name}: {words.catalogue_name(catalogue)}")
        self.form.show()
        self.form.name.setFocus()
        self.ensureWidgetVisible(self.form)

    def take_back(self, catalogue: str) -> None:
        """Take a release back."""
        if self._try(lambda: self._services.translations.take_back(self._language, catalogue)):
            self._catalogue = catalogue
            self.read()
            self._close_form()
            self.said.emit(_("Taken back: it prints as a reading aid again."))

    def _on_release(self) -> None:
        trust, name, qualification, day = self.form.values()
        done = self._try(
            lambda: self._services.translations.release(
                self._language,
                self._catalogue,
                trust=trust,
                name=name,
                qualification=qualification,
                released_on=day,
            )
        )
        if done:
            self.read()
            self._close_form()
            self.said.emit(_("Stored. The journal tells who entered it."))

    # What is half typed when the program locks.

    def half_typed(self) -> dict[str, str]:
        """Return the release that is being entered; empty when there is none."""
        if self.form.isHidden():
            return {}
        place = {"language": self._language, "catalogue": self._catalogue}
        return {**place, **self.form.texts()}

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Show the form of a release with what was typed before."""
        self.ask_release(typed["catalogue"])
        self.form.show_texts(typed)

    # Inside.

    def _lay_out(self) -> None:
        self.content.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        may_change = self._services.session.may(Right.OFFICE)
        if not may_change:
            self.content.addWidget(Notice(who_may(Right.OFFICE)))
        self.content.addWidget(self.refused)
        self.content.addWidget(self.flaws)
        self.content.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeading)
        self.content.addWidget(self.form)
        card = Card()
        card.content.addWidget(self._title)
        card.content.addLayout(self._list)
        self.content.addWidget(card)
        self.content.addStretch(1)
        self._hide_refusal()
        self.form.hide()

    def _show_rows(self, states: Sequence[CatalogueState]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        may_change = self._services.session.may(Right.OFFICE)
        self.rows = []
        for state in sorted(states, key=words.in_order):
            if self.rows:
                self._list.addWidget(Line())
            row = CatalogueRow(state, self._name, may_change=may_change)
            row.export_asked.connect(self.save_file)
            row.import_asked.connect(self.take_in)
            row.release_asked.connect(self.ask_release)
            row.take_back_asked.connect(self.take_back)
            self._list.addWidget(row)
            self.rows.append(row)

    def _show_refusal(self, error: TranslationFileError) -> None:
        self.refused.show_text(file_words(error.reason), Level.WARN)
        self.refused.show()
        named = [flaw_words(flaw) for flaw in error.flaws[:_MOST_NAMED]]
        more = len(error.flaws) - len(named)
        if more:
            text = ngettext("and {count} more text", "and {count} more texts", more)
            named.append(text.format(count=more))
        self.flaws.setText("\n".join(f"• {line}" for line in named))
        self._all_flaws = "\n".join(flaw_words(flaw) for flaw in error.flaws)
        for part in (self.flaws, self.copy):
            part.setVisible(bool(named))
        self.ensureWidgetVisible(self.refused)

    def _hide_refusal(self) -> None:
        for part in (self.refused, self.flaws, self.copy):
            part.hide()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._all_flaws)
        self.said.emit(_("The list lies on the clipboard."))

    def _close_form(self) -> None:
        self.form.hide()
        row = next((row for row in self.rows if row.state.catalogue == self._catalogue), None)
        if row is not None:
            row.release.setFocus()

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except InputError as error:
            if not self.form.show_refusal(error):
                self.failed.emit(error)
            return False
        except IntakeError as error:
            self.failed.emit(error)
            return False
        return True


def _start_of(path: Path) -> bytes:
    """Return a file, and of one that is too large no more than shows that."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)
