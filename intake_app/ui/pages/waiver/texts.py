"""The words of the waiver form on the screen, in German and the language of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.codes import Category
from intake_app.ui.question.bilingual import Bilingual
from intake_app.ui.question.fields.base import FieldContext
from intake_app.ui.widgets.segments import Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from intake_app.services.session import Session

SINGLE = (Category.HEALTH, Category.CHILD_LEVEL)
"""Asked in a question of their own and never among the others."""


class WaiverTexts:
    """Labels and code lists of the waiver form.

    Args:
        session: Has forms and translations.
        language: Language of the paper beside German, "de" for none.
    """

    def __init__(self, session: Session, language: str) -> None:
        content = session.content
        self.language = "" if language == "de" else language
        self.form = content.form("waiver")
        self.german = content.wording("de")
        self.other = content.wording(language) if self.language else None
        self.today: date = session.today()
        self.by_person = FieldContext(
            texts=Bilingual(self.german, self.other, self.today),
            today=self.today,
            initials=session.by,
            offers_keyboard=False,
        )
        self.by_advisor = FieldContext(
            texts=Bilingual(self.german, None, self.today),
            today=self.today,
            initials=session.by,
            offers_keyboard=False,
        )

    def label(self, question_id: str) -> str:
        """Return a question in German."""
        return self.german.label(self.form.place(question_id).question)

    def note(self, question_id: str, note_id: str) -> str:
        """Return a note of a question in German."""
        question = self.form.place(question_id).question
        note = next(note for note in question.notes if note.id == note_id)
        return self.german.note(question, note)

    def block(self, text_id: str) -> tuple[str, str]:
        """Return a printed text in German and in the language of the paper."""
        return self.german.block(text_id), self.other.block(text_id) if self.other else ""

    def options(self, list_id: str, codes: Iterable[str]) -> Sequence[Option]:
        """Return entries of a code list as they are chosen; the full wording is the hint."""
        return [self.option(list_id, code) for code in codes]

    def option(self, list_id: str, code: str) -> Option:
        """Return one entry of a code list."""
        other = self.other
        return Option(
            code=code,
            label=self.german.list_label(list_id, code),
            other=other.list_label(list_id, code) if other else "",
            language=self.language,
            hint=self.german.list_hint(list_id, code),
        )

    def entry(self, list_id: str, code: str) -> str:
        """Return the German label of an entry."""
        return self.german.list_label(list_id, code)
