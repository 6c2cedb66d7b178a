"""Keys of texts in the catalogues (msgctxt), one place for all.

The key names the text, the msgid is its German wording; a changed German wording makes
the translation stale by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.form_engine.lists import CodeList
    from intake_app.form_engine.model import Constraint, Note, Question, Section

FORM_TITLE = "form.title"


def section_title(section: Section) -> str:
    """Return the key of a section's heading."""
    return f"section.{section.id}.title"


def section_intro(section: Section) -> str:
    """Return the key of a section's introduction."""
    return f"section.{section.id}.intro"


def label(question: Question) -> str:
    """Return the key of a question's label."""
    return f"question.{question.id}.label"


def short(question: Question) -> str:
    """Return the key of what stands before the answer on paper."""
    return f"question.{question.id}.short"


def hint(question: Question) -> str:
    """Return the key of a question's hint."""
    return f"question.{question.id}.hint"


def unit(question: Question) -> str:
    """Return the key of the unit behind a number."""
    return f"question.{question.id}.unit"


def inline_choice(question: Question, code: str) -> str:
    """Return the key of a choice that stands in the question itself."""
    return f"question.{question.id}.choice.{code}"


def inline_choice_hint(question: Question, code: str) -> str:
    """Return the key of the hint of a choice that stands in the question itself."""
    return f"question.{question.id}.choice.{code}.hint"


def row(question: Question, code: str) -> str:
    """Return the key of a row of a grid."""
    return f"question.{question.id}.row.{code}"


def note(question: Question, shown: Note) -> str:
    """Return the key of a note."""
    return f"question.{question.id}.note.{shown.id}"


def constraint(question: Question, broken: Constraint) -> str:
    """Return the key of the text of a constraint."""
    return f"question.{question.id}.constraint.{broken.number}"


def text(text_id: str) -> str:
    """Return the key of a printed text block."""
    return f"text.{text_id}"


def list_title(code_list: CodeList) -> str:
    """Return the key of the title of a list."""
    return f"list.{code_list.id}.title"


def word(name: str) -> str:
    """Return the key of one of the engine's own words (`form_engine.words`)."""
    return f"word.{name}"
