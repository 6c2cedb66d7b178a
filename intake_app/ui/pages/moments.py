"""Moments as people of the office read them: their own day and hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.i18n import _
from intake_app.services.session import OFFICE_ZONE, office_day

if TYPE_CHECKING:
    from datetime import datetime


def hour(moment: datetime) -> str:
    """Return the hour of the office, as "14:32"."""
    return f"{moment.astimezone(OFFICE_ZONE):%H:%M}"


def day(moment: datetime) -> str:
    """Return the day of the office, as "03.12.2026"."""
    return german_date(office_day(moment))


def day_and_hour(moment: datetime) -> str:
    """Return day and hour, as "03.12.2026, 14:32"."""
    return _("{day}, {hour}").format(day=day(moment), hour=hour(moment))


def span(begun: datetime, ended: datetime | None) -> str:
    """Return day and hours of something that lasted, as "03.12.2026, 14:32–15:10"."""
    if ended is None:
        return day_and_hour(begun)
    if office_day(begun) != office_day(ended):
        return f"{day_and_hour(begun)} – {day_and_hour(ended)}"
    return f"{day_and_hour(begun)}–{hour(ended)}"
