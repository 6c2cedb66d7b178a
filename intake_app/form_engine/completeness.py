"""What is still missing for a purpose, and how far a section has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState
from intake_app.form_engine.model import AskedOf, Depth, Kind, Need
from intake_app.form_engine.relevance import Shown, Visibility, visible

if TYPE_CHECKING:
    from intake_app.form_engine.answer_view import AnswerView
    from intake_app.form_engine.conditions import Derived


def missing(answers: AnswerView, derived: Derived, for_: str = Need.RECORD) -> list[str]:
    """Return the paths of required questions that are shown and not settled.

    A question to the person is settled by any state but "nicht gefragt"; a question to
    the advisor needs a value, and a flag its tick.  A repeat needs its least number of
    rows, a group anything in one of its parts.

    Args:
        answers: All answers of the case and the talk.
        derived: Derived values of the same answers.
        for_: "E" record, "L" slip, "W" waiver, "S" school.
    """
    return missing_in(visible(answers, derived), for_)


def missing_in(visibility: Visibility, for_: str = Need.RECORD) -> list[str]:
    """Return the same for a form whose visibility is known."""
    return [
        shown.path
        for shown in visibility.shown
        if for_ in shown.question.required and not _is_settled(shown, visibility.answers)
    ]


def not_asked(visibility: Visibility) -> list[str]:
    """Return the paths of core questions that were not asked, for "offen geblieben"."""
    return [
        shown.path
        for shown in visibility.shown
        if _counts(shown)
        and shown.question.asked_of is AskedOf.PERSON
        and not is_touched(shown, visibility.answers)
    ]


def progress(visibility: Visibility, section_id: str) -> tuple[int, int]:
    """Return how many core questions of a section are settled, and how many are shown.

    Parts of a group count each, a repeat counts as one whatever its rows.  In a section
    without core questions all others count: else it would be done before it was opened.
    """
    asked = [shown for shown in visibility.in_section(section_id) if _is_asked(shown)]
    counted = [shown for shown in asked if _counts(shown)] or asked
    settled = sum(is_touched(shown, visibility.answers) for shown in counted)
    return settled, len(counted)


def is_touched(shown: Shown, answers: AnswerView) -> bool:
    """Tell whether there is an answer of any state; of a group, one in any of its parts."""
    view = answers.in_row(shown.row)
    if view.is_answered(shown.question.id):
        return True
    return answers.at(shown.path).state is not AnswerState.NOT_ASKED


def _is_asked(shown: Shown) -> bool:
    question = shown.question
    if question.kind is Kind.FLAG and question.asked_of is AskedOf.PERSON:
        # An empty box says that it does not apply: there is nothing left to ask.
        return bool(question.required) and not shown.row
    return not shown.row and question.kind not in {Kind.GROUP, Kind.COMPUTED}


def _counts(shown: Shown) -> bool:
    return _is_asked(shown) and shown.question.depth is Depth.CORE


def _is_settled(shown: Shown, answers: AnswerView) -> bool:
    question = shown.question
    answer = answers.at(shown.path)
    if question.kind is Kind.COMPUTED:
        return True
    if question.kind is Kind.GROUP:
        return _is_group_settled(shown, answers)
    if question.kind is Kind.REPEAT:
        rows = answers.row_ids(question.id)
        stated = answer.state in {AnswerState.UNKNOWN, AnswerState.DECLINED}
        nothing = answer.state is AnswerState.ANSWERED and question.min_rows == 0
        return len(rows) >= max(1, question.min_rows) or stated or nothing
    if question.kind is Kind.FLAG:
        return answer.value == "true"
    if question.asked_of is AskedOf.ADVISOR:
        return answer.state is AnswerState.ANSWERED
    return answer.state is not AnswerState.NOT_ASKED


def _is_group_settled(shown: Shown, answers: AnswerView) -> bool:
    parts = [f"{shown.path}/{part.id}" for part in shown.question.parts]
    return any(
        answers.at(path).state is not AnswerState.NOT_ASKED for path in (shown.path, *parts)
    )
