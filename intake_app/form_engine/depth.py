"""First the core sheet, later the deepening: what can wait, and where the next talk goes on.

A question can wait when it is a deepening one (`depth = "V"`) and no core question beside it
depends on it: where somebody lives stands before the address that it makes superfluous.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.form_engine.completeness import is_touched, not_asked
from intake_app.form_engine.model import AskedOf, Depth, Kind, Need, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from intake_app.form_engine.model import Question, Section
    from intake_app.form_engine.relevance import Shown, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Deepening:
    """The questions of a section, or of one entry of a list, that can wait (Vertiefung).

    Attributes:
        paths: Everything in it that is shown, containers before their parts.
        asked: How many questions these are; a list counts as one whatever its entries.
        settled: How many of them are answered, in whatever state.
        calls: One of them is required in this talk, or somebody answered it: it must not be
            out of sight unnoticed.
    """

    paths: tuple[str, ...] = ()
    asked: int = 0
    settled: int = 0
    calls: bool = False

    def holds(self, path: str) -> bool:
        """Tell whether a path lies in here, or below something that does."""
        return any(path == inside or path.startswith(f"{inside}/") for inside in self.paths)


def core_and_later(questions: Sequence[Question]) -> tuple[list[Question], list[Question]]:
    """Part the questions of a section, or of an entry of a list, each in their order.

    Returns:
        The questions that stand first, and those that can wait.  Where there is no core
        question at all, nothing waits.
    """
    if not _has_core(questions):
        return list(questions), []
    decisive = {
        subject
        for question in questions
        if question.depth is Depth.CORE
        for inside in question.walk()
        if inside.relevant is not None
        for subject in inside.relevant.subjects()
    }
    first: list[Question] = []
    later: list[Question] = []
    for question in questions:
        (later if _can_wait(question, decisive) else first).append(question)
    return first, later


def parts_and_later(question: Question) -> tuple[list[Question], list[Question]]:
    """Part the questions of each entry of a list; in a list that waits itself nothing does."""
    if question.depth is Depth.DEEPENING:
        return list(question.parts), []
    return core_and_later(question.parts)


def is_deepening(section: Section) -> bool:
    """Tell whether a section has deepening questions only (and what the program computes)."""
    return not _has_core(section.questions)


def deepening(
    visibility: Visibility,
    filled_in: frozenset[str] = frozenset(),
    purposes: frozenset[str] = frozenset({Need.RECORD}),
) -> Mapping[str, Deepening]:
    """Return what can wait: by id of the section, or by path of the entry of a list.

    Args:
        visibility: What is shown.
        filled_in: Paths of answers that the program gave: they count, but call nobody.
        purposes: For what the talk is led; what is required for it calls.
    """
    found: dict[str, Deepening] = {}
    owner: dict[str, tuple[str, str]] = {}
    for section in visibility.answers.form.sections:
        for question in core_and_later(section.questions)[1]:
            owner[question.id] = (section.id, "")
    for shown in visibility.shown:
        if shown.question.kind is Kind.REPEAT and shown.path not in owner:
            owner.update(_owners_in_rows(shown, visibility))
        place = next((owner[path] for path in _above(shown.path) if path in owner), None)
        if place is not None:
            key, row = place
            counts = _takes_answer(shown) and shown.row == row
            settled = counts and is_touched(shown, visibility.answers)
            answered = settled and shown.path not in filled_in
            so_far = found.get(key, Deepening())
            found[key] = Deepening(
                paths=(*so_far.paths, shown.path),
                asked=so_far.asked + counts,
                settled=so_far.settled + settled,
                calls=so_far.calls or answered or bool(shown.question.required & purposes),
            )
    return found


def deeper_progress(visibility: Visibility, section_id: str) -> tuple[int, int]:
    """Return how many deepening questions of a section are settled, and how many are shown.

    Those in entries of lists count each.  A section without core questions has its progress
    from them (`completeness.progress`) and none beside it.
    """
    if is_deepening(visibility.answers.form.section(section_id)):
        return 0, 0
    asked = [s for s in visibility.in_section(section_id) if _is_deeper(s, visibility)]
    return sum(is_touched(shown, visibility.answers) for shown in asked), len(asked)


def goes_on_at(visibility: Visibility) -> Shown | None:
    """Return the question at which the next talk with the person goes on.

    The first core question of the case that was not asked, else the first deepening one; None
    when everything was asked.  What belongs to a talk (its day, its interpreter) comes anew
    with each and is no place to go on.
    """
    left_open = frozenset(not_asked(visibility))
    of_case = [shown for shown in visibility.shown if shown.section.scope is Scope.CASE]
    core = (shown for shown in of_case if shown.path in left_open)
    deeper = (
        shown
        for shown in of_case
        if _is_deeper(shown, visibility)
        and shown.question.asked_of is AskedOf.PERSON
        and not is_touched(shown, visibility.answers)
    )
    return next(core, None) or next(deeper, None)


def section_beside(visibility: Visibility, here: str, step: int) -> str:
    """Return the section to which one goes on (+1) or back (−1); "" beyond the last or first.

    Sections of deepening only are passed over as long as core questions are open, and while
    they are closed.

    Args:
        visibility: What is shown.
        here: Id of the section that one leaves; "" for what comes behind the last.
        step: The direction.
    """
    place = goes_on_at(visibility)
    core_is_open = place is not None and place.question.depth is Depth.CORE
    sections = visibility.answers.form.sections
    ids = [section.id for section in sections]
    at = (ids.index(here) if here else len(ids)) + step
    while 0 <= at < len(ids):
        is_closed = ids[at] not in visibility.open_sections
        if not is_deepening(sections[at]) or not (core_is_open or is_closed):
            return ids[at]
        at += step
    return ""


def _has_core(questions: Sequence[Question]) -> bool:
    return any(q.depth is Depth.CORE and q.kind is not Kind.COMPUTED for q in questions)


def _can_wait(question: Question, decisive: set[str]) -> bool:
    is_later = question.depth is Depth.DEEPENING and question.kind is not Kind.COMPUTED
    return is_later and not any(inside.id in decisive for inside in question.walk())


def _owners_in_rows(shown: Shown, visibility: Visibility) -> Iterator[tuple[str, tuple[str, str]]]:
    _first, later = parts_and_later(shown.question)
    for row in visibility.answers.in_row(shown.row).row_ids(shown.question.id) if later else ():
        entry = f"{shown.path}/{row}"
        for part in later:
            yield f"{entry}/{part.id}", (entry, row)


def _above(path: str) -> Iterator[str]:
    """Yield the path and those above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _takes_answer(shown: Shown) -> bool:
    return shown.question.kind not in {Kind.GROUP, Kind.COMPUTED}


def _is_deeper(shown: Shown, visibility: Visibility) -> bool:
    """Tell whether a question counts as a deepening one of its section."""
    form = visibility.answers.form
    place = form.place(shown.question.id)
    around = [form.question(container).depth for container in place.containers]
    if place.repeat and form.question(place.repeat).depth is Depth.DEEPENING:
        return False
    return _takes_answer(shown) and Depth.DEEPENING in {shown.question.depth, *around}
