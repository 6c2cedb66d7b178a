"""Stellen: the directory of partner offices that this office keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from intake_app.domain.roles import Right
from intake_app.errors import InputError, IntakeError
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.page import Page
from intake_app.ui.pages.partner.directory import PartnerDirectory
from intake_app.ui.pages.partner.form import PartnerForm
from intake_app.ui.pages.partner.own_keys import OwnKeys
from intake_app.ui.pages.partner.sketch import PartnerSketch
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import EmptyState, page_margin
from intake_app.ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.codes import PartnerId
    from intake_app.domain.partner import Partner
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk

_ONE_AT_A_TIME_BELOW = 780
_LIST_WIDTH = 320


class PartnersPage(Page):
    """The list at the left, the chosen partner beside it; in its place where it is narrow.

    Args:
        services: What the advisor can do.
        desk: Asks for files on this machine.
    """

    def __init__(self, services: Services, desk: PrintDesk) -> None:
        super().__init__(_("Offices"))
        self._services = services
        self._partners: Sequence[Partner] = ()
        self._shown: Partner | None = None
        self._is_new = False
        content = services.session.content
        german = content.wording("de")
        kinds = services.partners.kinds()
        self.own = self.add_action(Button(_("Our own keys"), icon="key"))
        self.add = self.add_action(Button(_("&Add office"), icon="plus"))
        self.directory = PartnerDirectory(
            {kind.code: german.list_label("partners", kind.code) for kind in kinds}
        )
        sketch = PartnerSketch(services.sketches, desk.dialogs)
        self.form = PartnerForm(kinds, german, services.session.today(), sketch)
        self.own_keys = OwnKeys()
        self.save = Button(_("&Store"), ButtonKind.PRIMARY)
        self.discard = Button(_("Discard changes"))
        self.to_list = Button(_("To the list"), ButtonKind.QUIET, icon="arrow_left")
        self._lay_out()
        self._connect()
        self.form.restrict_to(services.session)
        self.add.setVisible(services.session.may(Right.DIRECTORY))

    # What the page can do.

    def entered(self) -> None:
        """Read the partners anew."""
        try:
            self._partners = self._services.partners.all(
                include_expired=self.directory.former.isChecked()
            )
        except IntakeError as error:
            self.report(error)
            return
        self.directory.show_partners(self._partners, self._services.session.today())
        if self._stack.currentWidget() in {self._nothing, self.first}:
            self._close_detail()

    def can_leave(self) -> bool:
        """Store what was changed; stay when it cannot be stored."""
        return self._let_go()

    def part(self) -> str:
        """Return which office is open, or that it is our own keys."""
        if self._stack.currentWidget() is self.own_keys:
            return _OWN_KEYS
        return str(self._shown.id) if self._shown is not None else ""

    def open_part(self, part: str) -> None:
        """Open that office again, if nothing half typed has opened it already."""
        if part == _OWN_KEYS:
            self.show_own_keys()
            return
        partner = next((p for p in self._partners if str(p.id) == part), None)
        if partner is not None and self._shown is None:
            self._show_form(partner)

    def half_typed(self) -> str:
        """Return the filters, and the form when it could not be stored."""
        kept: dict[str, Any] = {}
        if filters := self.directory.filters():
            kept["filters"] = filters
        if self._shown is not None and self.form.is_changed():
            kept["shown"] = "" if self._is_new else str(self._shown.id)
            kept["typed"] = self.form.typed()
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    def take_up(self, typed: str) -> None:
        """Filter as before, and open the form with what was typed."""
        kept = json.loads(typed)
        self.directory.show_filters(kept.get("filters", {}))
        self.entered()
        if "typed" not in kept:
            return
        known = next((p for p in self._partners if str(p.id) == kept["shown"]), None)
        partner = known or self._services.partners.new("")
        self._show_form(partner, is_new=known is None)
        self.form.show_typed(kept["typed"])
        self._on_edited()

    def add_partner(self) -> None:
        """Show an empty form; nothing is stored before it has a name."""
        if not self._let_go():
            return
        kind = self.directory.kind.code()
        self._show_form(self._services.partners.new(kind), is_new=True)
        (self.form.lines["name"] if kind else self.form.kind).setFocus()

    def show_own_keys(self) -> None:
        """Show our own keys with the words that are read out on the phone."""
        if not self._let_go():
            return
        try:
            words = self._services.office.key_words()
            recipient, verify_key = self._services.office.public_keys()
        except IntakeError as error:
            self.report(error)
            return
        self.own_keys.show_keys(words, recipient, verify_key)
        self._open(None, self.own_keys, _("Our own keys"))

    def store(self) -> bool:
        """Store the partner that is shown; False when something in the form is wrong."""
        if not self.form.check():
            return False
        try:
            stored = self._services.partners.save(self.form.partner())
        except InputError as error:
            if not self.form.show_refusal(error):
                self.report(error)
            return False
        except IntakeError as error:
            self.report(error)
            return False
        self.entered()
        self._show_form(stored)
        self.say(_("Stored. Papers printed before keep the address that they have."))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and form side by side, or one at a time."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        beside = 0 if self.width() >= px(_ONE_AT_A_TIME_BELOW) else margin
        self._left.setContentsMargins(margin, px(8), beside, margin)
        self._heading_row.setContentsMargins(margin, px(8), margin, 0)
        self._button_row.setContentsMargins(margin, px(12), margin, margin)
        self._fit_sides()

    # How it works.

    def _lay_out(self) -> None:
        self._list_side = QWidget()
        self._left = QVBoxLayout(self._list_side)
        self._left.addWidget(self.directory)
        self._detail = QWidget()
        right = QVBoxLayout(self._detail)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._heading_row = QHBoxLayout()
        self._heading_row.setSpacing(px(8))
        self._heading = ElidedLabel("", Role.SECTION)
        self._heading_row.addWidget(self.to_list)
        self._heading_row.addWidget(self._heading, 1)
        right.addLayout(self._heading_row)
        self._stack = QStackedWidget()
        self._nothing = EmptyState(
            _("Choose an office"),
            _("Address, opening hours, keys and limits of the office appear here."),
            icon="partners",
        )
        self.first = EmptyState(
            _("Your offices will be here"),
            _("Everybody whom people are sent to: Jobcenter, schools, courses, advice."),
            icon="partners",
            action=_("Add the first office"),
        )
        for side in (self._nothing, self.first, self.form, self.own_keys):
            self._stack.addWidget(side)
        right.addWidget(self._stack, 1)
        self._buttons = QWidget()
        self._button_row = QHBoxLayout(self._buttons)
        self._button_row.setSpacing(px(8))
        self._button_row.addWidget(self.save)
        self._button_row.addWidget(self.discard)
        self._button_row.addStretch(1)
        self._buttons.hide()
        right.addWidget(self._buttons)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._list_side)
        row.addWidget(self._detail, 1)
        self.content.addLayout(row, 1)

    def _connect(self) -> None:
        self.own.clicked.connect(self.show_own_keys)
        self.add.clicked.connect(self.add_partner)
        if self.first.button is not None:
            self.first.button.clicked.connect(self.add_partner)
        self.directory.chosen.connect(self._on_chosen)
        self.directory.former_wanted.connect(self.entered)
        self.form.edited.connect(self._on_edited)
        self.form.keys.comparison_told.connect(self._on_compared)
        self.form.sketch.failed.connect(self.report)
        self.form.sketch.told.connect(self.say)
        self.own_keys.copied.connect(lambda: self.say(_("The key lies on the clipboard.")))
        self.save.clicked.connect(self.store)
        self.discard.clicked.connect(self._on_discard)
        self.to_list.clicked.connect(self._on_to_list)

    def _on_chosen(self, partner_id: PartnerId) -> None:
        if self._shown is not None and partner_id == self._shown.id:
            self._fit_sides()
            return
        if not self._let_go():
            self.directory.mark(self._shown)
            return
        partner = next(p for p in self._partners if p.id == partner_id)
        self._show_form(partner)

    def _show_form(self, partner: Partner, *, is_new: bool = False) -> None:
        self._is_new = is_new
        words = self._services.partners.words(partner) if partner.age_recipient else ()
        self.form.show_partner(partner, words)
        self.form.sketch.show_way_to(None if is_new else partner.id)
        self._open(partner, self.form, partner.name or _("New office"))

    def _open(self, partner: Partner | None, side: QWidget, heading: str) -> None:
        self._shown = partner
        self.directory.mark(None if self._is_new else partner)
        self._heading.setText(heading)
        self._stack.setCurrentWidget(side)
        self._on_edited()
        self._fit_sides()

    def _on_edited(self) -> None:
        is_form = self._stack.currentWidget() is self.form
        self._buttons.setVisible(is_form and (self._is_new or self.form.is_changed()))

    def _on_discard(self) -> None:
        shown = self._shown
        if shown is None or self._is_new:
            self._close_detail()
        else:
            self._show_form(shown)

    def _on_to_list(self) -> None:
        if self._let_go():
            self._close_detail()

    def _close_detail(self) -> None:
        self._is_new = False
        self._open(None, self._nothing if self._partners else self.first, "")

    def _on_compared(self) -> None:
        if self._shown is None:
            return
        try:
            verified = self._services.partners.verified(self._shown.id)
        except IntakeError as error:
            self.report(error)
            return
        self.entered()
        self._show_form(verified)
        self.form.keys.setFocus()  # the button that was pressed is gone
        self.say(_("Noted. Case bundles can be sealed for this office now."))

    def _let_go(self) -> bool:
        """Store a changed form before something else is shown."""
        if self._stack.currentWidget() is not self.form or not self.form.is_changed():
            self._is_new = False
            return True
        return self.store()

    def _fit_sides(self) -> None:
        narrow = self.width() < px(_ONE_AT_A_TIME_BELOW)
        shown = self._stack.currentWidget()
        has_detail = shown is not self._nothing
        self._list_side.setVisible(not narrow or not has_detail)
        self._detail.setVisible(not narrow or has_detail)
        self.to_list.setVisible(narrow and shown is not self.first)
        fixed = px(_LIST_WIDTH) + page_margin(self.width())
        self._list_side.setMinimumWidth(0 if narrow else fixed)
        self._list_side.setMaximumWidth(_NO_LIMIT if narrow else fixed)


_OWN_KEYS = "own-keys"
_NO_LIMIT = 16_777_215
"""Qt's own greatest size of a widget."""
