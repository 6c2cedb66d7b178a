"""Talks in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.form_engine.model import Depth
from intake_app.i18n import _, program_language

if TYPE_CHECKING:
    from intake_app.form_engine.relevance import Shown
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Content

_GERMAN = "de"


def language_name(language: str, content: Content) -> str:
    """Return what a language, given by its catalogue tag, is called in the program's own."""
    return content.wording(program_language()).list_label("document_languages", language)


def language_words(language: str, content: Content) -> str:
    """Return in which languages a talk is led, given its catalogue tag."""
    if language == _GERMAN:
        return _("German only")
    return _("German and {language}").format(language=language_name(language, content))


def goes_on_words(place: Shown, german: Wording) -> str:
    """Say at which question the next talk goes on."""
    text = (
        _("The next talk goes on here: section “{section}”")
        if place.question.depth is Depth.CORE
        else _("The next talk goes on here: section “{section}”, in depth")
    )
    return text.format(section=german.section_title(place.section))
