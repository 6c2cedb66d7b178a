"""Puts a new slip together: stations, language, how much of the name; then issues it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from intake_app.domain.codes import PartnerId
from intake_app.domain.dates import german_date
from intake_app.domain.numbers import MOST_STATIONS
from intake_app.domain.slip import NameOnSlip, refuse_unfit_end
from intake_app.errors import InputError
from intake_app.i18n import _
from intake_app.services.routing import OTHER_STATION
from intake_app.services.slip_drafts import SlipDraft
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.day_line import DayLine
from intake_app.ui.pages.slip.station_list import StationList
from intake_app.ui.pages.talk_words import language_name
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.choice_list import ChoiceList
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.partner import Partner
    from intake_app.domain.slip import Station
    from intake_app.services.services import Services

_KIND = "kind:"


class SlipEditor(Card):
    """Everything that is decided before a slip is issued.

    Args:
        services: What the advisor can do.

    Attributes:
        list: The stations.
        adding: Field that adds a station: an office of the directory, or a kind without one.
        name_shown: How much of the name the paper shows.
        until: Its last day; at first the office's period from today.
        language: The second language of the paper.
        issue: Issues the slip.
        start_anew: Goes back to what the agreed steps propose.

    Signals:
        changed: The draft was changed; read `draft()`.
        issue_asked: Issue it.
        reset_asked: Propose the agreed steps again.
    """

    changed = Signal()
    issue_asked = Signal()
    reset_asked = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        content = services.session.content
        german = content.wording("de")
        form = content.form("routing")
        self._partners: dict[str, Partner] = {}
        self.list = StationList(content.library.stations, form, german, services.session.today())
        self.adding = ChoiceList(
            self._offices(), _("Add station"), placeholder=_("Add station: office …")
        )
        self.adding.clear_after_choice()
        self.name_shown = Segments(
            [
                Option(code=name, label=german.list_label("slip_names", name))
                for name in (
                    NameOnSlip.FIRST_AND_INITIAL, NameOnSlip.FULL, NameOnSlip.NUMBER_ONLY,
                )
            ]
        )  # fmt: skip
        self.language = ChoiceList(
            [
                Option(code=tag, label=language_name(tag, content))
                for tag in content.catalogues.tags()
            ],
            _("Language beside German"),
        )
        self._usual_end = services.routing.usual_end()
        self._end = self._usual_end
        usual = _("Usual: {day}").format(day=german_date(self._usual_end))
        today = services.session.today()
        self.until = DayLine(german.label(form.question("lz.until")), today, usual)
        self._too_late = Label(colour="warn")
        self.issue = Button(_("&Issue slip"), ButtonKind.PRIMARY, icon="slip")
        self.start_anew = Button(_("Take the agreed steps anew"), ButtonKind.QUIET, icon="undo")
        self._lay_out()
        self.list.changed.connect(self._on_changed)
        self.adding.chosen.connect(self._on_add)
        self.name_shown.chosen.connect(self._on_changed)
        self.language.chosen.connect(self._on_changed)
        self.until.line.left.connect(self._on_until)
        self.issue.clicked.connect(self.issue_asked)
        self.start_anew.clicked.connect(self.reset_asked)

    def show_draft(self, draft: SlipDraft) -> None:
        """Show a draft."""
        self.list.show_stations(draft.stations)
        self.name_shown.show_code(draft.name_on_slip)
        self.language.show_code(draft.language)
        self._end = draft.valid_until or self._usual_end
        self.until.show_day(self._end)
        self._show_what_fits()

    def draft(self) -> SlipDraft:
        """Return what is to be seen."""
        return SlipDraft(
            stations=self.list.stations(),
            language=self.language.code() or "de",
            name_on_slip=NameOnSlip(self.name_shown.code() or NameOnSlip.FIRST_AND_INITIAL),
            valid_until=None if self._end == self._usual_end else self._end,
        )

    def commit(self) -> None:
        """Take over what is being typed, before the page goes."""
        self.list.commit()
        self._on_until()

    def too_late(self) -> str:
        """Return what is said about an appointment after the last day, empty when nothing is."""
        return "" if self._too_late.isHidden() else self._too_late.text()

    def check(self) -> bool:
        """Say beside the last day what is wrong with it; tell whether all is well."""
        if not self.until.check():
            return False
        try:
            refuse_unfit_end(self.until.day() or self._usual_end, self._services.session.today())
        except InputError as error:
            self.until.show_wrong(explain(error))
            return False
        return True

    def _lay_out(self) -> None:
        self.content.setSpacing(px(12))
        self.content.addWidget(Label(_("New slip"), Role.SECTION))
        self.content.addWidget(
            Label(
                _(
                    "The order is a proposal. Each office gets a strip of its own and does not "
                    "see the others."
                ),
                colour="muted",
            )
        )
        self.content.addWidget(self.list)
        self.content.addWidget(self.adding)
        self._full = Label(
            _("A slip has room for twelve stations. Print a second slip for the others."),
            colour="muted",
        )
        self.content.addWidget(self._full)
        for text, field in (
            (_("Name on the slip"), self.name_shown),
            (_("Language beside German"), self.language),
        ):
            part = QVBoxLayout()
            part.setSpacing(px(4))
            part.addWidget(Label(text))
            part.addWidget(field)
            self.content.addLayout(part)
        self.content.addWidget(self.until)
        self.content.addWidget(self._too_late)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.issue)
        buttons.addStretch(1)
        buttons.addWidget(self.start_anew)
        self.content.addLayout(buttons)

    def _offices(self) -> list[Option]:
        """Return the offices of the directory, then kinds of stations without an address."""
        library = self._services.session.content.library
        german = self._services.session.content.wording("de")
        found = []
        for partner in self._services.partners.all():
            self._partners[str(partner.id)] = partner
            kind = german.list_label("partners", partner.kind)
            found.append(
                Option(
                    code=str(partner.id),
                    label=partner.full_name,
                    keywords=kind,
                    group=_("Your offices"),
                )
            )
        found += [
            Option(
                code=f"{_KIND}{code}",
                label=german.list_label("stations", code),
                group=_("Without an address"),
            )
            for code in library.stations
        ]
        return found

    def _on_add(self) -> None:
        code = self.adding.code()
        if not code:
            return
        routing = self._services.routing
        seq = len(self.list.cards()) + 1
        if code.startswith(_KIND):
            self.list.add(routing.station(seq, code.removeprefix(_KIND), None))
            return
        partner = self._partners[str(PartnerId(UUID(code)))]
        stations = self._services.session.content.library.stations.values()
        kinds = (kind.code for kind in stations if kind.partner_kind == partner.kind)
        self.list.add(routing.station(seq, next(kinds, OTHER_STATION), partner))

    def _on_until(self) -> None:
        if not self.check():
            return
        day = self.until.day() or self._usual_end
        self.until.show_day(day)
        if day != self._end:
            self._end = day
            self._on_changed()

    def _on_changed(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        count = len(self.list.cards())
        self.adding.setVisible(count < MOST_STATIONS)
        self._full.setVisible(count >= MOST_STATIONS)
        self.issue.setEnabled(count > 0)
        late = next((s for s in self.list.stations() if _is_after(s, self._end)), None)
        self._too_late.setVisible(late is not None)
        if late is not None:
            text = _("The appointment at station {number} is later than this day.")
            self._too_late.setText(text.format(number=late.seq))


def _is_after(station: Station, end: date) -> bool:
    return station.appointment_on is not None and station.appointment_on > end
