"""Entries, hints and their days in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.domain.office_lists import is_old
from intake_app.i18n import _
from intake_app.ui.pages.case_words import joined

if TYPE_CHECKING:
    from datetime import date

    from intake_app.form_engine.lists import CodeList


def as_of_words(as_of: date | None) -> str:
    """Return "Stand 11/2026"; empty for none."""
    return _("as of {month}").format(month=f"{as_of:%m/%Y}") if as_of else ""


def validity_words(first: date | None, last: date | None, today: date) -> str:
    """Say since when, until when or that it is over; empty for always."""
    if last is not None and last < today:
        return _("last offered on {day}").format(day=german_date(last))
    parts = []
    if first is not None and first > today:
        parts.append(_("from {day}").format(day=german_date(first)))
    if last is not None:
        parts.append(_("until {day}").format(day=german_date(last)))
    return joined(parts)


def about(as_of: date | None, first: date | None, last: date | None, today: date) -> str:
    """Say in short how old an entry is and how long it holds."""
    is_over = last is not None and last < today
    old = _("look at it again") if as_of and not is_over and is_old(as_of, today) else ""
    return joined((validity_words(first, last, today), as_of_words(as_of), old))


def shipped_words(code_list: CodeList) -> str:
    """Say how old the shipped entries are and whether somebody compared them; "" for nothing."""
    year, _dash, month = code_list.as_of.partition("-")
    stand = _("as of {month}").format(month=f"{month}/{year}") if month else ""
    unverified = _("not compared with the source yet") if code_list.unverified else ""
    return joined((stand, unverified))
