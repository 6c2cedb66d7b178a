"""German and the language of the talk side by side, as the fields need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.form_engine.model import Kind
from intake_app.i18n import _
from intake_app.ui.widgets.choice_model import fold
from intake_app.ui.widgets.segments import Option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.answers import AnswerState
    from intake_app.form_engine.lists import Choice
    from intake_app.form_engine.model import Note, Question, Section
    from intake_app.form_engine.wording import Wording

_FEW = 12
"""Up to so many options keep the order of the form in the second tier too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text in German and in the language of the talk (empty when the talk is in German)."""

    german: str
    other: str = ""


class Bilingual:
    """Texts of questions in both languages.

    Args:
        german: The wording of record.
        other: The wording of the talk's language; None for a talk in German.
        today: Decides which entries of a list are offered.
    """

    def __init__(self, german: Wording, other: Wording | None, today: date) -> None:
        self.german = german
        self.other = other
        self.today = today
        self._options: dict[str, list[Option]] = {}

    @property
    def language(self) -> str:
        """Catalogue tag of the talk's language, empty when the talk is in German."""
        return self.other.language if self.other else ""

    def label(self, question: Question) -> Pair:
        """Return the question as it is put."""
        return Pair(
            german=self.german.label(question),
            other=self.other.label(question) if self.other else "",
        )

    def hint(self, question: Question) -> Pair:
        """Return what stands below the question."""
        return Pair(
            german=self.german.hint(question),
            other=self.other.hint(question) if self.other else "",
        )

    def note(self, question: Question, note: Note) -> Pair:
        """Return a note."""
        return Pair(
            german=self.german.note(question, note),
            other=self.other.note(question, note) if self.other else "",
        )

    def section(self, section: Section) -> Pair:
        """Return the heading of a section."""
        return Pair(
            german=self.german.section_title(section),
            other=self.other.section_title(section) if self.other else "",
        )

    def intro(self, section: Section) -> Pair:
        """Return the introduction of a section."""
        return Pair(
            german=self.german.section_intro(section),
            other=self.other.section_intro(section) if self.other else "",
        )

    def state(self, state: AnswerState) -> Pair:
        """Return the word for an answer without a value."""
        return Pair(
            german=self.german.state_word(state),
            other=self.other.state_word(state) if self.other else "",
        )

    def unit(self, question: Question) -> str:
        """Return the German unit behind a number."""
        return self.german.unit(question)

    def options(self, question: Question) -> Sequence[Option]:
        """Return what can be chosen today; rare entries stand under a heading of their own."""
        if question.id not in self._options:
            self._options[question.id] = self._make_options(question)
        return self._options[question.id]

    def rows(self, question: Question) -> Sequence[Option]:
        """Return the rows of a grid."""
        return [
            Option(
                code=row.code,
                label=self.german.row(question, row.code),
                other=self.other.row(question, row.code) if self.other else "",
                language=self.language,
            )
            for row in question.rows
        ]

    def yes_no(self) -> Sequence[Option]:
        """Return yes, no and "weiß nicht"."""
        words = {"yes": "yes", "no": "no", "unknown": "unknown"}
        return [
            Option(
                code=code,
                label=self.german.word(word),
                other=self.other.word(word) if self.other else "",
                language=self.language,
            )
            for code, word in words.items()
        ]

    def _make_options(self, question: Question) -> list[Option]:
        offered = [choice for choice in question.choices if choice.is_offered(self.today)]
        has_tiers = len({choice.tier for choice in offered}) > 1
        made = []
        for choice in offered:
            group = ""
            if has_tiers:
                group = _("Often") if choice.tier == 1 else _("More")
            made.append(
                (
                    choice.tier,
                    Option(
                        code=choice.code,
                        label=self.german.choice(question, choice.code),
                        other=self.other.choice(question, choice.code) if self.other else "",
                        language=self.language,
                        group=group,
                        hint=_hint(choice),
                        keywords=choice.code if question.kind is not Kind.GRID else "",
                    ),
                )
            )
        first = [option for tier, option in made if tier == 1]
        rest = [option for tier, option in made if tier != 1]
        if len(rest) > _FEW:
            rest.sort(key=lambda option: fold(option.label))
        return [*first, *rest]


def _hint(choice: Choice) -> str:
    """Return the hint of a choice; of an office's own with its "Stand"."""
    if choice.as_of is None:
        return choice.hint
    as_of = _("as of {month}").format(month=f"{choice.as_of:%m/%Y}")
    return f"{choice.hint} ({as_of})" if choice.hint else as_of
