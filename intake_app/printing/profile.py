"""What a competence profile says, before it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState, EvidenceKind
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.answers import Evidence

NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileEntry:
    """One answered question.

    Attributes:
        label: The question in short, in both languages; "" when the answer speaks for
            itself.
        value: The answer for a reader, "" when there is none.
        evidence: What it rests on; own statement is not printed.
        changed_on: Day of a correction.
        official: The value of the papers, where it differs from the told one.
    """

    label: Bilingual
    value: Bilingual
    state: AnswerState = AnswerState.ANSWERED
    evidence: Evidence | None = None
    uncertain: bool = False
    by_companion: bool = False
    changed_on: date | None = None
    official: str = ""

    @property
    def has_remarks(self) -> bool:
        """Whether something is to be said about the answer."""
        proven = self.evidence is not None and self.evidence.kind is not EvidenceKind.STATED
        remarks = (proven, self.uncertain, self.by_companion, self.changed_on, self.official)
        return any(remarks)

    @property
    def is_plain(self) -> bool:
        """Whether it is a value with nothing to be said about it."""
        return self.state is AnswerState.ANSWERED and not self.has_remarks

    @property
    def is_shared(self) -> bool:
        """Whether both languages say the same, so that it stands once."""
        return self.is_plain and self.value.german == self.value.other


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """A row of a repeated group, for example one job.

    Attributes:
        title: The answers that name it, the most important first.
        dates: From when to when, "" for none.
        entries: The other answers.
    """

    title: tuple[ProfileEntry, ...] = ()
    dates: Bilingual = NOTHING
    entries: tuple[ProfileEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileGroup:
    """Rows of one kind, for example all jobs.

    Attributes:
        caption: What they are, "" where the heading of the section says it already.
    """

    caption: Bilingual = NOTHING
    rows: tuple[ProfileRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSection:
    """A section of the form with its answers in the order of the talk."""

    title: Bilingual
    parts: tuple[ProfileEntry | ProfileGroup, ...]
