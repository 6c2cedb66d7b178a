"""The shipped lists with an office's own entries in them, and the forms that ask from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.form_engine.lists import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.office_lists import ListEntry
    from intake_app.form_engine.lists import CodeList
    from intake_app.form_engine.model import Form, FormLibrary, Question, Section

_LAST = frozenset({"other", "none"})
"""Entries that stay below an office's own ones."""


def with_own_entries(library: FormLibrary, entries: Iterable[ListEntry]) -> FormLibrary:
    """Return the library with an office's entries in its lists; the shipped one is not changed.

    Entries of lists that are not shipped any more, or no longer open to offices, are left out.
    """
    by_list: dict[str, list[ListEntry]] = {}
    for entry in entries:
        by_list.setdefault(entry.list_id, []).append(entry)
    changed = {
        list_id: _with_entries(library.lists[list_id], own)
        for list_id, own in by_list.items()
        if list_id in library.lists and library.lists[list_id].editable
    }
    if not changed:
        return library
    return replace(
        library,
        lists={**library.lists, **changed},
        forms={form_id: _with_lists(form, changed) for form_id, form in library.forms.items()},
    )


def _with_entries(code_list: CodeList, entries: Iterable[ListEntry]) -> CodeList:
    by_code = {entry.code: entry for entry in entries}
    shipped = tuple(
        replace(choice, valid_to=by_code[choice.code].valid_to)
        if choice.code in by_code
        else choice
        for choice in code_list.entries
    )
    own = tuple(
        Choice(
            code=entry.code,
            label=entry.label,
            hint=entry.hint,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            is_own=True,
            as_of=entry.as_of,
        )
        for entry in by_code.values()
        if entry.is_own
    )
    end = len(shipped)
    while end and (shipped[end - 1].means is not None or shipped[end - 1].code in _LAST):
        end -= 1
    return replace(code_list, entries=(*shipped[:end], *own, *shipped[end:]))


def _with_lists(form: Form, changed: Mapping[str, CodeList]) -> Form:
    if not form.lists.keys() & changed.keys():
        return form
    lists = {list_id: changed.get(list_id, kept) for list_id, kept in form.lists.items()}
    sections = tuple(_section(section, changed) for section in form.sections)
    return replace(form, lists=lists, sections=sections)


def _section(section: Section, changed: Mapping[str, CodeList]) -> Section:
    return replace(
        section, questions=tuple(_question(question, changed) for question in section.questions)
    )


def _question(question: Question, changed: Mapping[str, CodeList]) -> Question:
    parts = tuple(_question(part, changed) for part in question.parts)
    code_list = changed.get(question.list_id)
    choices = code_list.entries if code_list else question.choices
    return replace(question, parts=parts, choices=choices)
