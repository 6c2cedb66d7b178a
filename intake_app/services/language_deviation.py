"""Where a language assessment differs from what the person says of themselves (Abweichung)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.answers import EvidenceKind
from intake_app.form_engine.values import grid

if TYPE_CHECKING:
    from intake_app.form_engine.model import Form
    from intake_app.form_engine.wording import Wording
    from intake_app.services.reading import Reading

_ASSESSED = "asl.result"
_GERMAN, _GERMAN_LEVEL = "deu", "lang.german"
_OTHERS: Final = "lang.rows"
_SELF: Final = frozenset({"", "self"})
_NOT_JUDGED = "NB"


@dataclass(frozen=True, slots=True)
class Compared:
    """One skill of a language: the level told and the level found, as codes of the list `cefr`."""

    skill: str
    told: str
    found: str


def compared(reading: Reading, row: str) -> tuple[Compared, ...]:
    """Return the skills for which both levels are known, in the order in which they were found.

    Args:
        reading: The answers of the case.
        row: Path of the assessment's row, such as "asl.rows/r1".
    """
    told = _told(reading, reading.value(f"{row}/asl.lang"))
    found = _judged(reading.value(f"{row}/{_ASSESSED}"))
    return tuple(
        Compared(skill, told[skill], level) for skill, level in found.items() if skill in told
    )


def in_words(form: Form, reading: Reading, row: str, wording: Wording) -> str:
    """Return a line for each skill, "Hören: A2 → B1" (told → found); "=" where they agree."""
    question = form.place(_ASSESSED).question
    lines = []
    for pair in compared(reading, row):
        told, found = (wording.choice(question, code) for code in (pair.told, pair.found))
        sign = "=" if pair.told == pair.found else "→"
        lines.append(f"{wording.row(question, pair.skill)}: {told} {sign} {found}")
    return "\n".join(lines)


def _told(reading: Reading, language: str) -> dict[str, str]:
    """Return the person's own levels; none where they rest on a paper, a test or a talk."""
    if language == _GERMAN:
        answer = reading.answer(_GERMAN_LEVEL)
        is_own = answer.evidence is None or answer.evidence.kind is EvidenceKind.STATED
        return _judged(answer.value) if is_own else {}
    for row in reading.row_ids(_OTHERS) if language else ():
        path = f"{_OTHERS}/{row}"
        if reading.value(f"{path}/lang.language") != language:
            continue
        if reading.value(f"{path}/lang.basis") in _SELF:
            return _judged(reading.value(f"{path}/lang.grid"))
    return {}


def _judged(value: str | None) -> dict[str, str]:
    return {skill: level for skill, level in grid(value).items() if level != _NOT_JUDGED}
