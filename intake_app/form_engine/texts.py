"""Every text of a form or list that needs a translation, with its key.

Catalogues, their check and the files for translators all start from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.form_engine import keys, names
from intake_app.form_engine.lists import NameSource
from intake_app.form_engine.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake_app.form_engine.lists import Choice, CodeList
    from intake_app.form_engine.model import Form, FormLibrary, Question

LISTS_DOMAIN = "lists"
"""Name of the catalogue that all forms share."""


def form_texts(form: Form) -> dict[str, str]:
    """Return the German texts of a form by key.

    Without those of shared lists, and those that stand in German only (`Text.record`).
    """
    return {key: german for key, german in _form_texts(form) if german}


def list_texts(lists: Iterable[CodeList], tag: str = "") -> dict[str, str]:
    """Return the German texts of code lists and the engine's words by key.

    Args:
        lists: The lists.
        tag: A language; names that CLDR has in it are left out.
    """
    texts = {keys.word(name): german for name, german in WORDS.items()}
    for code_list in lists:
        texts[keys.list_title(code_list)] = code_list.title
        for entry in code_list.entries:
            if entry.is_own:
                continue
            if not cldr_name(code_list, entry, tag):
                texts[code_list.key(entry.code)] = entry.label
            if entry.hint:
                texts[code_list.hint_key(entry.code)] = entry.hint
    return {key: german for key, german in texts.items() if german}


def all_texts(library: FormLibrary, tag: str = "") -> dict[str, dict[str, str]]:
    """Return the texts of every catalogue by its name: each form, and "lists"."""
    catalogues = {form.id: form_texts(form) for form in library.forms.values()}
    catalogues[LISTS_DOMAIN] = list_texts(library.lists.values(), tag)
    return catalogues


def cldr_name(code_list: CodeList, entry: Choice, tag: str) -> str | None:
    """Return the name of a country or language in a language, None when CLDR has none."""
    if code_list.source is NameSource.COUNTRIES:
        return names.country_name(entry.code, tag)
    if code_list.source is NameSource.LANGUAGES:
        return names.language_name(entry.code, tag, entry.babel)
    return None


def _form_texts(form: Form) -> Iterator[tuple[str, str]]:
    yield keys.FORM_TITLE, form.title
    for section in form.sections:
        yield keys.section_title(section), section.title
        yield keys.section_intro(section), section.intro
        for question in section.walk():
            yield from _question_texts(question)
    for text in form.texts.values():
        if not text.record:
            yield keys.text(text.id), text.text


def _question_texts(question: Question) -> Iterator[tuple[str, str]]:
    yield keys.label(question), question.label
    yield keys.short(question), question.short
    yield keys.hint(question), question.hint
    yield keys.unit(question), question.unit
    if not question.list_id:
        for choice in question.choices:
            yield keys.inline_choice(question, choice.code), choice.label
            yield keys.inline_choice_hint(question, choice.code), choice.hint
    if not question.rows_list:
        for row in question.rows:
            yield keys.row(question, row.code), row.label
    for note in question.notes:
        yield keys.note(question, note), note.text
    for constraint in question.constraints:
        yield keys.constraint(question, constraint), constraint.text
