"""Which field serves which kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.form_engine.model import Kind, Question, TextFormat
from intake_app.ui.question.fields.choices import (
    ChoiceField,
    ChoicesField,
    FlagField,
    GridField,
    PartnerField,
    YesNoField,
)
from intake_app.ui.question.fields.containers import GroupField, RepeatField
from intake_app.ui.question.fields.name import NameField
from intake_app.ui.question.fields.partial_date import PartialDateField
from intake_app.ui.question.fields.typed import (
    ComputedField,
    DateField,
    IntegerField,
    LongTextField,
    TextField,
    TimeField,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.ui.question.fields.base import AnswerField, FieldContext
    from intake_app.ui.question.fields.containers import ContainerField, MakeView


def _text_field(question: Question, context: FieldContext) -> AnswerField:
    return _FIELD_OF_FORMAT.get(question.format, TextField)(question, context)


_FIELD_OF_FORMAT: dict[TextFormat, Callable[[Question, FieldContext], AnswerField]] = {
    TextFormat.PARTNER: PartnerField,
    TextFormat.NAME: NameField,
    TextFormat.NAME_ANY_SCRIPT: NameField,
}
LEAF_OF_KIND: dict[Kind, Callable[[Question, FieldContext], AnswerField]] = {
    Kind.TEXT: _text_field,
    Kind.LONG_TEXT: LongTextField,
    Kind.INTEGER: IntegerField,
    Kind.DATE: DateField,
    Kind.TIME: TimeField,
    Kind.PARTIAL_DATE: PartialDateField,
    Kind.CHOICE: ChoiceField,
    Kind.CHOICES: ChoicesField,
    Kind.YES_NO_UNKNOWN: YesNoField,
    Kind.FLAG: FlagField,
    Kind.GRID: GridField,
    Kind.COMPUTED: ComputedField,
}
CONTAINER_OF_KIND: dict[Kind, type[ContainerField]] = {
    Kind.GROUP: GroupField,
    Kind.REPEAT: RepeatField,
}
FIELD_OF_KIND = {**LEAF_OF_KIND, **CONTAINER_OF_KIND}
"""Every kind has a field."""


def make_field(
    question: Question, context: FieldContext, path: str, row: str, make: MakeView
) -> AnswerField:
    """Return the field of a question.

    Args:
        question: The question.
        context: Texts, day and initials.
        path: Path of its answer.
        row: Row it stands in, "" outside of repeats.
        make: Builds the view of a part, for groups and repeats.
    """
    container = CONTAINER_OF_KIND.get(question.kind)
    if container is not None:
        return container(question, context, path, row, make)
    return LEAF_OF_KIND[question.kind](question, context)
