"""The living summary beside a talk: what is known so far, in a few short lines.

Which questions are worth a line is decided here, so that no page knows a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.form_engine.model import Kind
from intake_app.form_engine.values import grid
from intake_app.services.reading import STEPS
from intake_app.services.steps import INFORM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.form_engine.model import Question, Section
    from intake_app.form_engine.wording import Wording
    from intake_app.services.sheet import Sheet

_GERMAN_LEVEL, _GERMAN = "lang.german", "deu"
_LINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "A1": (("int.mode", "int.language"),),
    "A2": (("person.citizenships",), ("addr.municipality",)),
    "A6": (("lang.first_language",), ("lang.german",), ("lang.language", "lang.grid")),
    "A7": (("cert.kind", "cert.level"), ("course.kind", "course.state")),
    "A8": (("sch.highest",),),
    "A9": (("voc.title_de",), ("voc.recog",)),
    "A10": (("job.title", "job.years"), ("job.now",)),
    "A13": (("goal.kind",), ("goal.job",)),
    "A4": (("child.name", "child.birth"),),
    "A15": (("asl.lang", "asl.overall"),),
    "A17": (("doc.kind", "doc.state"),),
    "D3": (("pu.school", "pu.start"),),
    "A18": (("step.kind", "step.by"),),
    "A19": (("end.next", "end.next_time"),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewGroup:
    """What is known from one section.

    Attributes:
        section: The section, for its heading.
        lines: In German, one fact or one row of a list each.
    """

    section: Section
    lines: tuple[str, ...]


def overview(sheet: Sheet, german: Wording) -> tuple[OverviewGroup, ...]:
    """Return what is known so far, section by section; sections without answers are left out."""
    groups = []
    for section in sheet.form.sections:
        lines = tuple(
            line
            for wanted in _LINES.get(section.id, ())
            for line in _lines(sheet, german, wanted)
            if line
        )
        if lines:
            groups.append(OverviewGroup(section=section, lines=lines))
    return tuple(groups)


def _lines(sheet: Sheet, german: Wording, wanted: tuple[str, ...]) -> Iterator[str]:
    place = sheet.form.place(wanted[0])
    rows = sheet.reading.row_ids(place.repeat) if place.repeat else ("",)
    for row in rows:
        if sheet.reading.value(f"{STEPS}/{row}/step.kind") in INFORM:
            # The office's own duty after a withdrawal, not what was agreed in the talk.
            continue
        parts = (_words(sheet, german, question_id, row) for question_id in wanted)
        yield " · ".join(part for part in parts if part)


def _words(sheet: Sheet, german: Wording, question_id: str, row: str) -> str:
    place = sheet.form.place(question_id)
    path = place.path(row)
    answer = sheet.reading.answer(path)
    if answer.value is None or not sheet.is_shown(path):
        return ""
    if place.question.kind is not Kind.GRID:
        return sheet.display(path, german)
    levels = _levels(place.question, answer.value, german)
    if question_id == _GERMAN_LEVEL:
        return f"{german.list_label('languages', _GERMAN)} · {levels}"
    return levels


def _levels(question: Question, value: str, german: Wording) -> str:
    """Return the lowest and the highest level of a grid, "A1 – B1" or "A2"."""
    ranks = [choice.code for choice in question.choices]
    found = sorted(set(grid(value).values()), key=ranks.index)
    if not found:
        return ""
    words = [german.choice(question, code) for code in (found[0], found[-1])]
    return words[0] if words[0] == words[1] else " – ".join(words)
