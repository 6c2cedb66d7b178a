"""What a waiver lacks, and why nothing may be handed over, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.disclosure import Reason
from intake_app.domain.waiver_rules import Lack
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date


def lacks_in_words(missing: Iterable[str]) -> list[str]:
    """Name everything that is missing, in the order given."""
    return [_LACKS[lack]() if lack in _LACKS else lack for lack in missing]


def refusal_words(reason: str, on: date | None) -> str:
    """Say why nothing may go to this partner, and what can be done."""
    first = reason_words(reason)
    if on is not None and reason in _REFUSED_SINCE:
        first = _REFUSED_SINCE[reason]().format(day=f"{on:%d.%m.%Y}")
    # A text inside an f-string is not found when the texts are collected.
    rest = _("Nothing goes out now; a new waiver would be needed.")
    return f"{first} {rest}"


_LACKS: dict[str, Callable[[], str]] = {
    Lack.LINE: lambda: _("at least one office"),
    Lack.TOO_MANY_LINES: lambda: _("at most twelve offices on one paper"),
    Lack.DECISION: lambda: _("yes or no for each office"),
    Lack.DIRECTION: lambda: _("tell, ask or both"),
    Lack.CATEGORIES: lambda: _("which information"),
    Lack.PURPOSES: lambda: _("what for"),
    Lack.PURPOSE_OTHER: lambda: _("the other purpose in words"),
    Lack.VALID_UNTIL: lambda: _("until when it holds"),
    Lack.VALID_TOO_LONG: lambda: _("a shorter time (24 months, or until the 18th birthday)"),
    Lack.VALID_IN_PAST: lambda: _("a last day that is not over"),
    Lack.HEALTH_DETAIL: lambda: _("the exact sentence about health"),
    Lack.COPIES: lambda: _("the documents of which copies may be given"),
    Lack.NAMED_PERSON: lambda: _("the name of the volunteer"),
    Lack.SECRECY_UNDERTAKING: lambda: _("the volunteer's undertaking to keep silence"),
    Lack.EXPLAINED: lambda: _("how it was explained"),
    Lack.CHECK: lambda: _("the check questions (if unsure, on another day)"),
    Lack.INTERPRETER: lambda: _("who interpreted"),
    Lack.INTERPRETER_CONFIRMED: lambda: _("the interpreter's confirmation"),
    Lack.MACHINE_TRANSLATION: lambda: _("a person who interprets, not a program"),
    Lack.UNDERSTANDING: lambda: _("a talk in which both sides understand each other"),
    Lack.READ_ALOUD: lambda: _("reading it aloud, since the person does not read it"),
    Lack.OWN_SIGNATURE: lambda: _("the person's signature"),
    Lack.WITNESS: lambda: _("a witness for the mark"),
    Lack.GUARDIAN: lambda: _("the guardian's signature"),
    Lack.GUARDIAN_NAME: lambda: _("the guardian's name"),
    Lack.CARER: lambda: _("name and certificate of the legal carer"),
    Lack.GUARDIAN_EVIDENCE: lambda: _("what proved the custody"),
    Lack.INSIGHT: lambda: _("how the young person showed that they understand"),
    Lack.NARROW: lambda: _(
        "the guardian's signature, since a line leads further than the own school or the "
        "youth migration service"
    ),
    Lack.OTHER_SIGNERS: lambda: _(
        "a paper printed anew, since this one has fields for other people who sign"
    ),
    Lack.SENTENCE: lambda: _("the sentence for the office, at most 200 characters"),
    Lack.SEEN_BY: lambda: _("who saw the signature"),
    Lack.PLACE: lambda: _("the place"),
    Lack.SIGNED_BEFORE_PRINTED: lambda: _("a signing day not before the printing"),
    Lack.SIGNED_IN_FUTURE: lambda: _("a signing day that is not in the future"),
}

_REFUSALS: dict[str, Callable[[], str]] = {
    Reason.WITHDRAWN: lambda: _("The person has taken the permission back."),
    Reason.EXPIRED: lambda: _("The permission has ended."),
    Reason.NOT_IN_FORCE: lambda: _("The waiver is not in force yet."),
    Reason.DECISION_NO: lambda: _("The person said no to this office."),
    Reason.WRONG_DIRECTION: lambda: _("The waiver only allows asking, not telling."),
    Reason.CATEGORY_NOT_COVERED: lambda: _("The waiver does not cover this information."),
    Reason.NO_LINE: lambda: _("There is no waiver for this office."),
    Reason.FREE_TEXT_NOT_CONFIRMED: lambda: _("The free texts were not confirmed one by one."),
    Reason.OTHER_PARTNER: lambda: _("This concerns another office."),
    Reason.ADDRESS_PROTECTED: lambda: _("The address is protected."),
    Reason.NEVER_IN_BUNDLE: lambda: _("This may only be told in a talk."),
    Reason.NEVER: lambda: _("This never leaves the house."),
    Reason.HIDDEN: lambda: _("This does not belong to the case any more."),
    Reason.NOT_ANSWERED: lambda: _("There is nothing answered to hand over."),
}
"""One sentence per reason; the tests walk the reasons."""

_REFUSED_SINCE: dict[str, Callable[[], str]] = {
    Reason.WITHDRAWN: lambda: _("The person took the permission back on {day}."),
    Reason.EXPIRED: lambda: _("The permission ended on {day}."),
}
"""The same where it is known since when."""


def reason_words(reason: str) -> str:
    """Say in one sentence why a single fact stays in the house."""
    words = _REFUSALS.get(reason)
    return words() if words else _("There is no permission for this.")
