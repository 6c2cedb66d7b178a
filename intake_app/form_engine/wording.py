"""The texts of forms in one language (Wortlaut).

German is the language of record and stands in the forms; a `Wording` is German with the
catalogues of one language laid over it.  A text without a current translation is shown in
German, and counts as missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.citations import isolate_citations, with_whole_numbers
from intake_app.domain.dates import Calendar, DateWords
from intake_app.domain.translation import Trust, least_trusted
from intake_app.form_engine import keys
from intake_app.form_engine.texts import LISTS_DOMAIN, cldr_name, form_texts, list_texts
from intake_app.form_engine.words import WORDS
from intake_app.i18n import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from intake_app.domain.answers import AnswerState
    from intake_app.form_engine.catalogues import Catalogue
    from intake_app.form_engine.lists import Choice, CodeList
    from intake_app.form_engine.model import (
        Constraint,
        Form,
        Note,
        Question,
        Section,
        Text,
    )

RECORD_LANGUAGE = "de"

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Wording:
    """German and the translations of one language, for some forms.

    Attributes:
        language: Catalogue tag; "de" is German alone.
    """

    def __init__(
        self,
        language: str,
        *,
        forms: Iterable[Form],
        lists: Mapping[str, CodeList],
        catalogues: Mapping[str, Catalogue],
    ) -> None:
        self.language = language
        self._forms = tuple(forms)
        self._lists = lists
        self._catalogues = catalogues
        self._messages: dict[tuple[str, str], str] = {}
        for form in self._forms:
            if form.id in catalogues:
                self._messages.update(catalogues[form.id].messages)
        if LISTS_DOMAIN in catalogues:
            self._messages.update(catalogues[LISTS_DOMAIN].messages)
        self._right_to_left = is_right_to_left(language)
        self._judged = self._forms
        self._missing: tuple[str, ...] | None = None
        self._state: Trust | None = None

    def of(self, form: Form) -> Wording:
        """Return the wording of one form, which may be an old version of it."""
        lists = {**self._lists, **form.lists}
        return Wording(self.language, forms=[form], lists=lists, catalogues=self._catalogues)

    # How far it can be trusted.

    def judged_by(self, form_id: str) -> Wording:
        """Return the same texts, trusted as far as those of one form and its lists can be.

        A paper is no draft because somebody has not yet read another form.
        """
        same = Wording(
            self.language, forms=self._forms, lists=self._lists, catalogues=self._catalogues
        )
        same._judged = tuple(form for form in self._forms if form.id == form_id)
        return same

    @property
    def state(self) -> Trust:
        """The least trusted state of all texts; German is released."""
        if self._state is None:
            self._state = self._find_state()
        return self._state

    @property
    def is_draft(self) -> bool:
        """Whether it may be printed as a reading aid only: a draft, or not complete."""
        return self.state is Trust.DRAFT

    @property
    def is_released(self) -> bool:
        """Whether every text of it was released."""
        return self.state is Trust.RELEASED

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys without a current translation, which appear in German."""
        if self._missing is None:
            self._missing = tuple(
                key
                for _domain, key, german in self._needed()
                if (key, german) not in self._messages
            )
        return self._missing

    def _find_state(self) -> Trust:
        if self.language == RECORD_LANGUAGE:
            return Trust.RELEASED
        if any(domain not in self._catalogues for domain in self._domains()):
            return Trust.DRAFT
        return least_trusted(
            {self._catalogues[domain].trust(key, german) for domain, key, german in self._needed()}
        )

    def _domains(self) -> tuple[str, ...]:
        return (*(form.id for form in self._judged), LISTS_DOMAIN)

    def _needed(self) -> Iterator[tuple[str, str, str]]:
        """Yield catalogue, key and German of all texts that must be translated."""
        if self.language == RECORD_LANGUAGE:
            return
        used: dict[str, CodeList] = {}
        for form in self._judged:
            used |= form.lists
            for key, german in form_texts(form).items():
                yield form.id, key, german
        for key, german in list_texts(used.values(), self.language).items():
            yield LISTS_DOMAIN, key, german

    # Single texts.

    def text(self, key: str, german: str) -> str:
        """Return the translation of a German text, else the German text.

        In a language that is read from right to left, citations of law stand between
        isolates, on paper and on the screen.
        """
        found = self._messages.get((key, german), german)
        return isolate_citations(found) if self._right_to_left else found

    def is_translated(self, key: str, german: str) -> bool:
        """Tell whether `text` is in this language."""
        return self.language == RECORD_LANGUAGE or (key, german) in self._messages

    def section_title(self, section: Section) -> str:
        """Return the heading of a section."""
        return self.text(keys.section_title(section), section.title)

    def section_intro(self, section: Section) -> str:
        """Return the introduction of a section, empty when it has none."""
        return self.text(keys.section_intro(section), section.intro)

    def label(self, question: Question) -> str:
        """Return the question as it is put."""
        return self.text(keys.label(question), question.label)

    def short(self, question: Question) -> str:
        """Return what stands before the answer on paper: the short form, else the question."""
        return self.text(keys.short(question), question.short) or self.label(question)

    def hint(self, question: Question) -> str:
        """Return the hint below a question, empty when it has none."""
        return self.text(keys.hint(question), question.hint)

    def unit(self, question: Question) -> str:
        """Return the unit behind a number, empty when it has none."""
        return self.text(keys.unit(question), question.unit)

    def choice(self, question: Question, code: str) -> str:
        """Return the label of a choice; the code itself when it is no longer known."""
        choice = question.choice(code)
        if choice is None:
            return code
        if question.list_id:
            return self._entry_label(self._lists[question.list_id], choice)
        return self.text(keys.inline_choice(question, code), choice.label)

    def dated_choice(self, question: Question, code: str) -> str:
        """Return the label of a choice as it is printed: an office's own with its "Stand"."""
        label, choice = self.choice(question, code), question.choice(code)
        if choice is None or choice.as_of is None:
            return label
        as_of = _filled(self.word("as_of"), {"date": f"{choice.as_of:%m/%Y}"})
        return f"{label} ({as_of})"

    def row(self, question: Question, code: str) -> str:
        """Return the label of a row of a grid; the code itself when it is not known."""
        row = next((row for row in question.rows if row.code == code), None)
        if row is None:
            return code
        if question.rows_list:
            return self._entry_label(self._lists[question.rows_list], row)
        return self.text(keys.row(question, code), row.label)

    def note(self, question: Question, note: Note) -> str:
        """Return the text of a note."""
        return self.text(keys.note(question, note), note.text)

    def constraint(self, question: Question, constraint: Constraint) -> str:
        """Return the text with which a constraint refuses an input."""
        return self.text(keys.constraint(question, constraint), constraint.text)

    def list_title(self, list_id: str) -> str:
        """Return the title of a shared list."""
        code_list = self._lists[list_id]
        return self.text(keys.list_title(code_list), code_list.title)

    def list_label(self, list_id: str, code: str) -> str:
        """Return the label of an entry of a shared list; the code when it is not known."""
        code_list = self._lists[list_id]
        entry = code_list.entry(code)
        return self._entry_label(code_list, entry) if entry else code

    def list_hint(self, list_id: str, code: str) -> str:
        """Return the hint of an entry of a shared list, empty when it has none."""
        code_list = self._lists[list_id]
        entry = code_list.entry(code)
        return self.text(code_list.hint_key(code), entry.hint) if entry else ""

    def word(self, name: str) -> str:
        """Return one of the engine's own words (`form_engine.words`)."""
        return self.text(keys.word(name), WORDS[name])

    def state_word(self, state: AnswerState) -> str:
        """Return the word for an answer without a value, for example "keine Angabe"."""
        return self.word(state.value)

    def date_words(self) -> DateWords:
        """Return the words around partial dates."""
        return DateWords(
            about=self.word("about"),
            unknown=self.word("date_unknown"),
            calendars={calendar: self.word(f"calendar.{calendar.value}") for calendar in Calendar},
        )

    # Printed blocks.

    def block(self, text_id: str, /, **fields: str) -> str:
        """Return a printed text with its fields filled in.

        Every inserted value stands between U+2068 and U+2069, so that a name or number
        keeps its own direction inside any text.

        Args:
            text_id: Id in the texts of the form.
            **fields: Values of the fields; more than the text has is no mistake.

        Raises:
            KeyError: No form has this text, or a field has no value: a bug of the caller.
            ValueError: Several forms have different texts of this id; use `of(form)`.
        """
        return _filled(self._block(text_id), fields)

    def _block(self, text_id: str) -> str:
        return self.text(keys.text(text_id), self._text_of(text_id).text)

    def _text_of(self, text_id: str) -> Text:
        found = [form.texts[text_id] for form in self._forms if text_id in form.texts]
        if not found:
            raise KeyError(text_id)
        if any(text.text != found[0].text for text in found):
            raise ValueError(f"several forms have a text {text_id!r}; narrow with of(form)")
        return found[0]

    def _entry_label(self, code_list: CodeList, entry: Choice) -> str:
        key = code_list.key(entry.code)
        if self.is_translated(key, entry.label) or self.language.startswith(RECORD_LANGUAGE):
            return self.text(key, entry.label)
        return cldr_name(code_list, entry, self.language) or entry.label


def isolated(value: str) -> str:
    """Return a value between isolates: it keeps its direction in any text, a number its line."""
    return f"{_FIRST_STRONG_ISOLATE}{with_whole_numbers(value)}{_POP_ISOLATE}"


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda match: isolated(fields[match[1]]), text)
