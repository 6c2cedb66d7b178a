"""Why typed text cannot be stored, in words beside the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.ui.words.messages_rights import SCANS

if TYPE_CHECKING:
    from collections.abc import Callable


def input_words(code: str, detail: str) -> str:
    """Say what is wrong with the input and how it should look.

    Args:
        code: `InputError.code`.
        detail: `InputError.detail`: a bound or a character, never what was typed.
    """
    words = _PLAIN.get(code)
    if words is not None:
        return words()
    with_detail = _WITH_DETAIL.get(code)
    if with_detail is not None:
        return with_detail(detail)
    return _(
        "This cannot be stored like that. It stays in the field; please write it differently."
    )


def _range(detail: str) -> str:
    lowest, _dash, highest = detail.partition("–")
    if not highest:
        return _("The number must be {lowest} or more.").format(lowest=lowest)
    if not lowest:
        return _("The number must be {highest} or less.").format(highest=highest)
    text = _("The number must lie between {lowest} and {highest}.")
    return text.format(lowest=lowest, highest=highest)


def _too_long(detail: str) -> str:
    return _("This is too long: {limit} characters at most.").format(limit=detail)


def _step(detail: str) -> str:
    return _("Only steps of {step}, please.").format(step=detail)


def _character(detail: str) -> str:
    text = _("There is a character that nobody can see or print ({character}). Please remove it.")
    return text.format(character=detail)


_PLAIN: dict[str, Callable[[], str]] = {
    **SCANS,
    "slip_until": lambda: _("Choose a day from today on, within a year."),
    "order": lambda: _("The last day lies before the first."),
    "required": lambda: _("Something is needed here."),
    "date": lambda: _("This is no day of the calendar. Write it as 24.12.1992."),
    "year": lambda: _("Please write the year with four digits, as 1992."),
    "far_year": lambda: _(
        "In this calendar the year lies too far away. Please check year and calendar."
    ),
    "future_date": lambda: _("This day lies in the future."),
    "time": lambda: _("This is no time of day. Write it as 14:30."),
    "integer": lambda: _("Please write a whole number, in digits."),
    "choice": lambda: _("This is not in the list. Another spelling?"),
    "state": lambda: _("Choose this below the field, please."),
    "phone": lambda: _("This is no phone number. Write it as 05351 1234 or +49 5351 1234."),
    "zip": lambda: _("A German postcode has five digits."),
    "constraint": lambda: _(
        "This does not fit the other answers. It stays in the field; please check it."
    ),
    "initials_taken": lambda: _(
        "Somebody has these initials already, or had them: choose others, for records carry them."
    ),
    "same_passphrase": lambda: _(
        "This is the passphrase that you were given. Please choose another one, all your own."
    ),
    "prefix": lambda: _("The prefix has two letters, as HE."),
    "waiver_number": lambda: _("This is no waiver number. It looks like SE-26-00012-P."),
    "names_person": lambda: _(
        "Please give the reason without a name: it is kept longer than the case."
    ),
    "case_number": lambda: _("This is no case number. It looks like HE-26-000123-K."),
    "slip_number": lambda: _("This is no slip number. It has ten characters, as 7Q4M9-2KTX3."),
    "check_character": lambda: _("A character was misread. Compare the number once more."),
    "code": lambda: _("This code is not one of ours."),
}

_WITH_DETAIL: dict[str, Callable[[str], str]] = {
    "range": _range,
    "too_long": _too_long,
    "step": _step,
    "unknown_character": _character,
}
