"""Papers in words: what they are called, and how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.office import PaperKind, PrintState
from intake_app.i18n import _
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.pages.talk_words import language_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.office import Paper
    from intake_app.services.session import Content

_KINDS: dict[PaperKind, Callable[[], str]] = {
    PaperKind.WAIVER: lambda: _("Waiver"),
    PaperKind.READ_ALOUD: lambda: _("Read-aloud sheet"),
    PaperKind.WAIVER_EXTRACT: lambda: _("Extract of the waiver"),
    PaperKind.SENTENCE: lambda: _("One sentence for an office"),
    PaperKind.PRIVACY_NOTICE: lambda: _("Privacy notice in full"),
    PaperKind.SHORT_NOTICE: lambda: _("Privacy notice in short"),
    PaperKind.INTERPRETER: lambda: _("Interpreter's undertaking"),
    PaperKind.TIME_SHEET: lambda: _("Interpreter's time sheet"),
    PaperKind.WITHDRAWAL: lambda: _("Withdrawal"),
    PaperKind.WITHDRAWAL_CONFIRMED: lambda: _("Confirmation of the withdrawal"),
    PaperKind.COMPETENCE: lambda: _("Competence profile"),
    PaperKind.SUMMARY: lambda: _("Summary for the person"),
    PaperKind.SLIP: lambda: _("Routing slip"),
    PaperKind.FAMILY_SLIPS: lambda: _("Cover sheet for the family"),
    PaperKind.SCHOOL_CHECKLIST: lambda: _("Checklist for the school"),
    PaperKind.PUPIL_SHEET: lambda: _("Pupil sheet"),
    PaperKind.BLANK_WAIVER: lambda: _("Blank waiver form"),
    PaperKind.PARTNER_PROFILE: lambda: _("Profile for an office"),
    PaperKind.OFFICE_SHEET: lambda: _("Our own keys"),
    PaperKind.ACCESS_COPY: lambda: _("Access copy"),
    PaperKind.CORRECTION: lambda: _("Notice of a correction"),
    PaperKind.PARTNER_NOTICE: lambda: _("Notice to an office"),
    PaperKind.NOTHING_STORED: lambda: _("Letter: nothing is stored"),
    PaperKind.REQUEST_LETTER: lambda: _("Letter about a request"),
    PaperKind.JOURNAL: lambda: _("Journal on paper"),
    PaperKind.JOURNAL_WORDS: lambda: _("Words of the days"),
    PaperKind.STATISTICS: lambda: _("Statistics on paper"),
}


def kind_name(kind: PaperKind) -> str:
    """Return what a paper is called."""
    return _KINDS[kind]()


def languages_of(language: str, content: Content) -> str:
    """Return "Deutsch und Arabisch", or "Deutsch" alone, in the program's language."""
    first = language_name("de", content)
    if language == "de":
        return first
    return _("{first} and {second}").format(first=first, second=language_name(language, content))


def print_state(paper: Paper | None) -> tuple[str, str]:
    """Return how far a paper is in words, and the level of the badge that says so."""
    if paper is None:
        return _("not printed yet"), "muted"
    when = day_and_hour(paper.made_at)
    words = {
        PrintState.PENDING: (_("sent to the printer {when}"), "warn"),
        PrintState.PRINTED: (_("printed {when}"), "good"),
        PrintState.MISPRINT: (_("misprint {when}"), "danger"),
    }
    text, level = words[paper.state]
    return text.format(when=when), level
