"""One list: the office's own entries, and the shipped ones, which can only end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.office_lists import ListEntry, is_old
from intake_app.domain.roles import Right
from intake_app.errors import InputError, IntakeError
from intake_app.i18n import _, ngettext
from intake_app.ui.look.fonts import Role
from intake_app.ui.pages.lists import words
from intake_app.ui.pages.lists.entry_form import EntryForm, Typed
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.link_row import LinkRow
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.words.role_words import who_may

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.form_engine.lists import Choice, CodeList
    from intake_app.services.services import Services


class ListView(ReadingColumn):
    """The entries of one list, and a form for one of them.

    Args:
        services: What an advisor can do.

    Attributes:
        own, shipped: The lines of the entries, by their code.
        old: How many own entries nobody has looked at for a year; hidden when there are none.
        form: The form of one entry.

    Signals:
        said: Something good to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
        closed: Back to all lists.
    """

    said = Signal(str)
    failed = Signal(object)
    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._today = services.session.today()
        self._may_change = services.session.may(Right.OFFICE)
        self._list_id = ""
        self._entry: ListEntry | None = None
        self.own: dict[str, LinkRow] = {}
        self.shipped: dict[str, LinkRow] = {}
        self.back = Button(_("All lists"), ButtonKind.QUIET, icon="arrow_left")
        self.add = Button(_("&Add entry …"), icon="plus")
        self.old = Notice(level=Level.INFO)
        self.form = EntryForm(_("Entry"), self._today)
        self._title = Label("", Role.SECTION)
        self._nothing = Label(_("No entries of your own yet."), colour="muted")
        self._own_rows, self._shipped_rows = QVBoxLayout(), QVBoxLayout()
        self._stand = Label("", Role.HINT, colour="muted")
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.add.clicked.connect(self.add_entry)
        self.form.entered.connect(self._on_store)
        self.form.closed.connect(self._close_form)

    def show_list(self, code_list: CodeList) -> None:
        """Show one list."""
        self._list_id = code_list.id
        self._title.setText(code_list.title)
        self._stand.setText(words.shipped_words(code_list))
        self._stand.setVisible(bool(self._stand.text()))
        self.form.hide()
        self._show_entries(code_list)
        self.verticalScrollBar().setValue(0)

    def add_entry(self) -> None:
        """Show an empty form."""
        self._open(self._services.lists.new_entry(self._list_id))

    def open(self, code: str) -> None:
        """Show the form of an entry; of a shipped one only its last day can be changed."""
        entries = {entry.code: entry for entry in self._services.lists.entries(self._list_id)}
        shipped = self._code_list().entry(code)
        label = "" if code in self.own or shipped is None else shipped.label
        self._open(entries.get(code) or ListEntry(list_id=self._list_id, code=code), label)

    def half_typed(self) -> dict[str, str]:
        """Return the entry that is being changed; empty when there is none."""
        if self._entry is None or self.form.isHidden():
            return {}
        return {"list": self._list_id, "code": self._entry.code, **self.form.texts()}

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Show the form with what was typed before."""
        self.open(typed["code"])
        self.form.show_texts(typed)

    def _open(self, entry: ListEntry, shipped: str = "") -> None:
        self._entry = entry
        self.form.show_typed(
            Typed(
                label=entry.label,
                text=entry.hint,
                as_of=entry.as_of,
                valid_from=entry.valid_from,
                valid_to=entry.valid_to,
            ),
            shipped=shipped,
        )
        self.form.show()
        self.form.focus_first()
        self.ensureWidgetVisible(self.form)

    def _on_store(self) -> None:
        entry, typed = self._entry, self.form.typed()
        if entry is None:
            return
        try:
            if entry.is_own:
                self._services.lists.save_entry(
                    replace(
                        entry,
                        label=typed.label,
                        hint=typed.text,
                        as_of=typed.as_of,
                        valid_from=typed.valid_from,
                        valid_to=typed.valid_to,
                    )
                )
            else:
                self._services.lists.end_shipped(self._list_id, entry.code, typed.valid_to)
        except InputError as error:
            self.form.show_refusal(error)
            return
        except IntakeError as error:
            self.failed.emit(error)
            return
        self._show_entries(self._code_list())
        self._close_form()
        self.said.emit(_("Stored. The talk offers the list as it is now."))

    def _close_form(self) -> None:
        code, self._entry = self._entry.code if self._entry else "", None
        self.form.hide()
        row = self.own.get(code) or self.shipped.get(code)
        (row or self.add).setFocus()

    def _code_list(self) -> CodeList:
        return next(one for one in self._services.lists.lists() if one.id == self._list_id)

    # Inside.

    def _lay_out(self) -> None:
        self.content.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        if not self._may_change:
            self.content.addWidget(Notice(who_may(Right.OFFICE)))
        self.content.addWidget(self.form)
        own = Card()
        own.content.addWidget(self._title)
        own.content.addWidget(self.old)
        own.content.addWidget(self._nothing)
        own.content.addLayout(self._own_rows)
        own.content.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        shipped = Card(_("Came with the program"))
        shipped.content.addWidget(self._stand)
        shipped.content.addLayout(self._shipped_rows)
        for rows in (self._own_rows, self._shipped_rows):
            rows.setSpacing(0)
        self.content.addWidget(own)
        self.content.addWidget(shipped)
        self.content.addStretch(1)
        self.add.setVisible(self._may_change)

    def _show_entries(self, code_list: CodeList) -> None:
        for row in (*self.own.values(), *self.shipped.values()):
            row.hide()
            row.deleteLater()
        own = [choice for choice in code_list.entries if choice.is_own]
        self.own = {choice.code: self._row(choice) for choice in own}
        self.shipped = {
            choice.code: self._row(choice) for choice in code_list.entries if not choice.is_own
        }
        for row in self.own.values():
            self._own_rows.addWidget(row)
        for row in self.shipped.values():
            self._shipped_rows.addWidget(row)
        self._nothing.setVisible(not own)
        old = sum(
            choice.as_of is not None
            and choice.is_offered(self._today)
            and is_old(choice.as_of, self._today)
            for choice in own
        )
        text = ngettext(
            "Nobody has looked at {count} entry for a year. Is it still true?",
            "Nobody has looked at {count} entries for a year. Are they still true?",
            old,
        )
        self.old.show_text(text.format(count=old), Level.INFO)
        self.old.setVisible(old > 0)

    def _row(self, choice: Choice) -> LinkRow:
        about = words.about(choice.as_of, choice.valid_from, choice.valid_to, self._today)
        row = LinkRow(choice.label, about)
        row.setEnabled(self._may_change)
        row.clicked.connect(partial(self.open, choice.code))
        return row
