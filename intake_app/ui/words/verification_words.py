"""What the check of a vault found, in words: for the journal's page and for the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.domain.journal import Flaw
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.journal import Finding
    from intake_app.services.verification import Report

_FLAWS: dict[Flaw, Callable[[], str]] = {
    Flaw.MISSING: lambda: _("Entries are missing: {span}."),
    Flaw.ALTERED: lambda: _("Altered, moved or inserted: {span}."),
    Flaw.END: lambda: _("The end of the journal is not the one that was left."),
    Flaw.SEAL: lambda: _("The seal of {day} is missing or forged."),
    Flaw.CHECKPOINT: lambda: _("The mark of the entries that were cut off is forged."),
    Flaw.FOUND_BROKEN: lambda: _("Before {span} the program found the journal altered."),
    Flaw.EMPTY: lambda: _("The journal does not begin with the creation of the vault."),
}

_NUMBERED = re.compile(r"page (\d+)$")
"""How the end of SQLCipher's sentence names a page."""


def finding_words(finding: Finding) -> str:
    """Say one thing that is wrong with the journal."""
    span = _("entry {first}").format(first=finding.first)
    if finding.last > finding.first:
        span = _("entries {first} to {last}").format(first=finding.first, last=finding.last)
    day = german_date(finding.day) if finding.day else ""
    return _FLAWS[finding.flaw]().format(span=span, day=day)


def report_lines(report: Report) -> list[str]:
    """Say what the check of a vault found, one sentence per line."""
    if report.is_sound:
        return _sound(report)
    said = [_page_words(page) for page in report.damaged_pages]
    if not report.keys_agree:
        said.append(_("Key file: one of its two copies is missing, damaged or older."))
    if not report.is_readable:
        said.append(_("The database cannot be read; the journal could not be checked."))
    if not report.is_newest:
        said.append(_("Key file: an older one was put back."))
    said += [finding_words(finding) for finding in report.journal]
    if report.words_fit is False:
        said.append(_("The seal of that day has other words: its past was rewritten."))
    return said


def _sound(report: Report) -> list[str]:
    said = [_("In order: every page is authentic, {entries} journal entries form one chain.")]
    if report.words_fit:
        said.append(_("The written words fit."))
    return [line.format(entries=report.entries) for line in said]


def _page_words(page: str) -> str:
    number = _NUMBERED.search(page)
    return _("Database: page {page} is damaged.").format(page=number[1] if number else page)
