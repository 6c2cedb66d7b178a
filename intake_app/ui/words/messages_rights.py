"""Words for the rules about the rights of persons: requests, restriction, deletion, scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RULES: Mapping[str, Callable[[], str]] = {
    "translation_incomplete": lambda: _(
        "Texts of this translation are missing, so nobody can answer for it yet. Take a whole "
        "file of the translator in first."
    ),
    "case_restricted": lambda: _(
        "This case is restricted: it stays as it is and nobody works with it. The head or the "
        "data protection officer can lift that."
    ),
    "case_erased": lambda: _("This case was deleted. Only its number is left in the protocol."),
    "held_restriction": lambda: _(
        "This case is restricted, so it must not be deleted. Lift the restriction first."
    ),
    "held_legal_dispute": lambda: _(
        "This case is kept for a legal dispute. End that first; nothing was deleted."
    ),
    "held_request": lambda: _(
        "A request of this person is still open. Answer it first; nothing was deleted."
    ),
    "proposed": lambda: _(
        "The deletion of this case is proposed already. A second person can confirm it."
    ),
    "archive_open": lambda: _(
        "The county's archive must be asked first. Say when the case was offered, or note "
        "under settings that the archive does not want such cases."
    ),
    "second_person": lambda: _(
        "A deletion is confirmed by a second person with a passphrase of their own. Nothing "
        "was deleted."
    ),
    "one_night": lambda: _(
        "Whoever works alone confirms a deletion on the next day at the earliest. Nothing was "
        "deleted; the proposal stays."
    ),
    "erasure_over": lambda: _(
        "This proposal was confirmed or turned down already. Nothing was changed."
    ),
    "request_over": lambda: _(
        "This request is answered, or its first month is over. Nothing was changed."
    ),
    "request_open": lambda: _(
        "Nothing is decided about this request yet. Note the answer first, or that it takes two "
        "more months."
    ),
    "no_case": lambda: _(
        "This request is about no case, so there is nothing to gather. Tell the person that "
        "nothing is stored, and enter the answer."
    ),
    "identity_open": lambda: _(
        "Note first how you made sure who asks. The request stays open until then."
    ),
    "scan_never": lambda: _(
        "Passports and residence papers are never copied; having seen them is enough. Enter "
        "under documents on which day you saw it."
    ),
    "scan_consent": lambda: _(
        "A copy is kept with the person's consent only. Ask first; nothing was stored."
    ),
}
"""By the rule that a `NotPermittedError` carries."""

SCANS: Mapping[str, Callable[[], str]] = {
    "scan_kind": lambda: _("This file is no scan. PDF, PNG and JPEG can be kept."),
    "scan_damaged": lambda: _(
        "This file is damaged, cut off or locked with a password. Scan the paper again."
    ),
    "scan_large": lambda: _(
        "This file is too large for a scan: 10 MB and 30 pages at most. Scan it in grey with "
        "200 dpi."
    ),
    "scan_unread": lambda: _("This file cannot be read. Look whether the medium is connected."),
    "picture_kind": lambda: _("This file is no picture: PNG and JPEG can be printed."),
    "picture_damaged": lambda: _("This picture is damaged or cut off. Choose another file."),
    "picture_large": lambda: _(
        "This picture is too large: 10 MB and 25 million pixels at most. Save it smaller first."
    ),
    "scan_day": lambda: _("Choose a day after today and within the next six months."),
}
"""By the code that an `InputError` about a scan carries."""
