"""Why a file of a translator is refused, in words: the file, and each text of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.errors import TextFlaw

_LONGEST_QUOTE = 90


def file_words(reason: str) -> str:
    """Say why a file as a whole is not taken, and what to do."""
    words = _FILE.get(reason, _FILE["unreadable"])
    return words()


def flaw_words(flaw: TextFlaw) -> str:
    """Say what is wrong with one text, which is named by its German words."""
    german = " ".join(flaw.german.split())
    if len(german) > _LONGEST_QUOTE:
        german = f"{german[:_LONGEST_QUOTE].rstrip()} …"
    words = _FLAWS.get(flaw.what, lambda: _("“{german}”: this translation is damaged."))
    return words().format(german=german, detail=flaw.detail)


_FILE: dict[str, Callable[[], str]] = {
    "unreadable": lambda: _(
        "This is no file of a translator (.po), or it is damaged. Nothing was taken in; ask for "
        "the file once more."
    ),
    "too_large": lambda: _(
        "This file is too large for a translation. Nothing was taken in; compare its name."
    ),
    "other_catalogue": lambda: _(
        "This file belongs to another language or another form. Nothing was taken in; open it in "
        "its own line."
    ),
    "texts": lambda: _(
        "Nothing was taken in: some texts of the file are not right. Send the translator the "
        "list below and take the corrected file in."
    ),
}

_FLAWS: dict[str, Callable[[], str]] = {
    "missing": lambda: _("“{german}”: the translation is missing."),
    "unknown": lambda: _("“{german}”: this text is in none of our forms."),
    "stale": lambda: _("“{german}”: the German text was changed. Save a new file for it."),
    "unsure": lambda: _("“{german}”: the translator marked it as unsure (fuzzy)."),
    "twice": lambda: _("“{german}”: this text stands in the file twice."),
    "fields": lambda: _("“{german}”: a placeholder was changed, is missing or is new: {detail}."),
    "brace": lambda: _("“{german}”: a brace stands where no placeholder is."),
    "direction": lambda: _("“{german}”: it holds marks for the direction that we cannot use."),
    "blanks": lambda: _("“{german}”: there are blanks at the beginning or the end."),
    "lines": lambda: _("“{german}”: it does not have as many lines as the German text."),
    "is_german": lambda: _("“{german}”: the German text stands in place of the translation."),
    "script": lambda: _("“{german}”: it is not written in the letters of the language."),
    "german_left": lambda: _("“{german}”: German words are left in it: {detail}."),
    "no_font": lambda: _("“{german}”: these characters cannot be printed: {detail}."),
}
"""By `TextFlaw.what`."""
