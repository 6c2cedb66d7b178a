"""Routing slips and their stations in words and pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.domain.slip import MarkKind, SlipState
from intake_app.i18n import _, ngettext
from intake_app.services.routing import OTHER_STATION
from intake_app.ui.pages.case_words import joined, near_day
from intake_app.ui.widgets.stepper import StepState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.slip import Mark, RoutingSlip, Station
    from intake_app.form_engine.wording import Wording

STATION_ICONS = {
    "S01": "place_document",
    "S02": "place_work",
    "S03": "place_office",
    "S04": "document",
    "S05": "place_school",
    "S06": "place_language",
    "S07": "place_bank",
    "S08": "place_health",
    "S09": "place_family",
    "S10": "place_town_hall",
    "S11": "place_people",
    "S12": "place_family",
    "S13": "place_work",
    "S14": "place_bank",
    "S15": "place_sport",
}
MARK_ICONS = {
    MarkKind.DONE: "check",
    MarkKind.NEW_APPOINTMENT: "calendar",
    MarkKind.DOCUMENT_MISSING: "document",
    MarkKind.NOT_RESPONSIBLE: "cross",
    MarkKind.FORWARDED: "arrow_right",
}
STATE_LEVELS = {
    SlipState.ISSUED: "accent",
    SlipState.RETURNED: "good",
    SlipState.CLOSED: "good",
    SlipState.LOST: "danger",
    SlipState.REPLACED: "muted",
}
_SETTLING = frozenset({MarkKind.DONE, MarkKind.NOT_RESPONSIBLE, MarkKind.FORWARDED})


def station_icon(code: str) -> str:
    """Return the name of the icon of a kind of station."""
    return STATION_ICONS.get(code, "place_office")


def short_name(station: Station, german: Wording) -> str:
    """Return a short word for a station, for the line of dots."""
    if station.code == OTHER_STATION:
        return station.partner_name.partition(",")[0]
    return re.split(r", | \(", german.list_label("stations", station.code))[0]


def dots(slip: RoutingSlip, german: Wording) -> Sequence[tuple[str, StepState]]:
    """Return what the line of dots shows: done, missing, next, still to come."""
    coming = slip.next_station
    return [
        (short_name(station, german), _dot(station, is_next=station is coming))
        for station in slip.stations
    ]


def appointment_words(station: Station, today: date) -> str:
    """Return when the person shall be there: day and hour, open hours, or nothing."""
    station = station.as_agreed_now
    if station.open_hours:
        return _("open hours")
    if station.appointment_on is None:
        return ""
    return joined((near_day(station.appointment_on, today), station.appointment_time), ", ")


def next_words(station: Station, today: date) -> str:
    """Say where the slip goes next and when; a day that is over is told as such."""
    place = _("next: {station}").format(station=station.partner_name.partition(",")[0])
    when = appointment_words(station, today)
    agreed = station.as_agreed_now
    on = None if agreed.open_hours else agreed.appointment_on
    if on is not None and on < today:
        when = _("the appointment was {when}").format(when=when)
    return joined((place, when), ", ")


def purpose_words(station: Station, german: Wording) -> str:
    """Return what the person goes there for."""
    return joined([german.list_label("station_purposes", code) for code in station.purposes], ", ")


def bring_words(codes: Sequence[str], german: Wording) -> str:
    """Return papers in words."""
    return joined([german.list_label("documents", code) for code in codes], ", ")


def mark_details(mark: Mark, german: Wording, partners: Sequence[tuple[str, str]]) -> str:
    """Return the day of a mark and what belongs to it.

    Args:
        mark: The mark.
        german: The wording of record.
        partners: Id and name of each partner.
    """
    details = [_("on {day}").format(day=german_date(mark.marked_on))]
    if mark.missing:
        details.append(_("missing: {papers}").format(papers=bring_words(mark.missing, german)))
    if mark.next_on:
        details.append(_("new appointment on {day}").format(day=german_date(mark.next_on)))
    name = dict(partners).get(str(mark.forward_to)) if mark.forward_to else None
    if name:
        details.append(_("on to {office}").format(office=name))
    if mark.query:
        details.append(_("ask back: handwriting unclear"))
    if not mark.stamped:
        details.append(_("without a stamp"))
    if mark.text_blacked:
        details.append(_("text was blacked out"))
    return joined(details)


def since_words(days: int) -> str:
    """Return for how many days a slip has been under way."""
    if not days:
        return _("since today")
    return ngettext("for {days} day", "for {days} days", days).format(days=days)


def _dot(station: Station, *, is_next: bool) -> StepState:
    if station.mark is not None:
        if station.mark.kind in _SETTLING:
            return StepState.DONE
        if station.mark.kind is MarkKind.DOCUMENT_MISSING:
            return StepState.MISSING
    return StepState.NOW if is_next else StepState.WAITING
