"""Answers that rest on a consent of their own, and go when it is taken back (Art. 7 (3))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.codes import Category
from intake_app.domain.retention import RetentionClass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.codes import CaseId
    from intake_app.form_engine.model import Form
    from intake_app.store.transaction import Store

CONSENTS: Final[Mapping[str, Category]] = {
    "health.consent": Category.HEALTH,
    "lvl.consent": Category.CHILD_LEVEL,
}
"""Question that asks for the consent, and the category of all answers that rest on it."""

CLASSES: Final[Mapping[str, RetentionClass]] = {
    "health.consent": RetentionClass.HEALTH,
    "lvl.consent": RetentionClass.LEVEL,
}
"""Retention class of the answers that rest on a consent."""


FIRST_SCHOOL_DAY: Final = "pu.start"
PLACEMENTS: Final = ("pu.school", FIRST_SCHOOL_DAY)
"""Answers that tell that a school place was found; then the level is not needed for long."""


def erase_resting_on(store: Store, form: Form, case_id: CaseId, consent: str) -> int:
    """Delete all answers that rest on a consent, with their history and half-typed input.

    The answer to the question for the consent stays: it proves that it was asked and ended.

    Returns:
        How many answers went.
    """
    category = CONSENTS[consent]
    wanted = {q.id for q in form.questions() if q.category is category} - {consent}
    return store.erasing.erase_answers(case_id, wanted)
