"""How a case is named in lists: its spellings, year of birth, place, languages, days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from intake_app.i18n import _, program_language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from intake_app.domain.case import CaseHead
    from intake_app.services.session import Content

# Spoken Arabic has codes of its own; in a list the language family says enough.
_SHORT_CODES = {"apc": "AR", "acm": "AR", "arz": "AR", "ary": "AR"}


def other_spellings(head: CaseHead) -> tuple[str, ...]:
    """Return the further spellings of the name, the one in the person's own script first."""
    names = (head.original_name, *head.other_names)
    return tuple(dict.fromkeys(name for name in names if name and name != head.display_name))


def birth_years(head: CaseHead) -> str:
    """Return the year of birth, a range where it is not certain, empty when unknown."""
    if head.birth_years is None:
        return ""
    first, last = head.birth_years
    return str(first) if first == last else f"{first}–{last}"


def born(head: CaseHead) -> str:
    """Return "geb. 1992", empty when the year is unknown."""
    years = birth_years(head)
    return _("born {year}").format(year=years) if years else ""


def municipality(head: CaseHead, content: Content) -> str:
    """Return the name of the municipality, empty when it is unknown."""
    if not head.municipality:
        return ""
    return content.wording("de").list_label("municipalities", head.municipality)


def language_codes(head: CaseHead, content: Content) -> str:
    """Return short codes of the languages, mother tongue first, as "AR · KU"."""
    return " · ".join(dict.fromkeys(_short_code(code, content) for code in head.languages))


def language_names(head: CaseHead, content: Content) -> str:
    """Return the languages in the program's own, for tool tips and screen readers."""
    wording = content.wording(program_language())
    return ", ".join(wording.list_label("languages", code) for code in head.languages)


_WEEKDAYS: tuple[tuple[Callable[[], str], Callable[[], str]], ...] = (
    (lambda: _("Monday"), lambda: _("Mon.")),
    (lambda: _("Tuesday"), lambda: _("Tue.")),
    (lambda: _("Wednesday"), lambda: _("Wed.")),
    (lambda: _("Thursday"), lambda: _("Thu.")),
    (lambda: _("Friday"), lambda: _("Fri.")),
    (lambda: _("Saturday"), lambda: _("Sat.")),
    (lambda: _("Sunday"), lambda: _("Sun.")),
)


def weekday(on: date) -> str:
    """Return the name of the weekday in the language of the program."""
    return _WEEKDAYS[on.weekday()][0]()


def near_day(on: date, today: date) -> str:
    """Return "heute", "morgen", "gestern" or the day with its weekday, as "Mo. 30.11."."""
    near = {
        today: lambda: _("today"),
        today + timedelta(days=1): lambda: _("tomorrow"),
        today - timedelta(days=1): lambda: _("yesterday"),
    }
    if on in near:
        return near[on]()
    short = _WEEKDAYS[on.weekday()][1]()
    year = f"{on.year}" if abs((on - today).days) > _SAME_YEAR_DAYS else ""
    return f"{short} {on:%d.%m.}{year}"


def joined(parts: Sequence[str], sign: str = " · ") -> str:
    """Return the parts that are not empty, with a sign between them."""
    return sign.join(part for part in parts if part)


_SAME_YEAR_DAYS = 180


def _short_code(code: str, content: Content) -> str:
    entry = content.library.lists["languages"].entry(code)
    known = _SHORT_CODES.get(code) or (entry.babel if entry else "")
    return (known or code).partition("_")[0].upper()
