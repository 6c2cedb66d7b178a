"""Talks in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _

if TYPE_CHECKING:
    from intake_app.form_engine.wording import Wording

_GERMAN = "de"


def language_words(language: str, german: Wording) -> str:
    """Return in which languages a talk is led, given its catalogue tag."""
    if language == _GERMAN:
        return _("German only")
    return _("German and {language}").format(
        language=german.list_label("document_languages", language)
    )
