"""Children whom a person named: each can get a case of their own.

Only what holds for the household goes along: name, birth, where they live and the language of
letters.  Wishes, papers and everything else are the child's own, and no link is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.answers import Answer, StoredAnswer, ToldBy
from intake_app.services.reading import CHILDREN, NAMES

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.services.reading import Reading
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

SHARED: Final = (
    *("addr.protected", "addr.kind", "addr.street", "addr.no", "addr.extra"),
    *("addr.zip", "addr.town", "addr.municipality", "contact.lang"),
)
_NAME_ROW: Final = "r1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child as the parent named it.

    Attributes:
        row: Id of its row in the form.
        name: First name, or a few letters.
    """

    row: str
    name: str


def children_of(reading: Reading) -> tuple[Child, ...]:
    """Return the children that have a name, in their order."""
    named = [
        Child(row=row, name=reading.value(f"{CHILDREN}/{row}/child.name"))
        for row in reading.row_ids(CHILDREN)
    ]
    return tuple(child for child in named if child.name)


def put_household(
    store: Store, session: Session, reading: Reading, child: Child, case_id: CaseId
) -> None:
    """Write what a parent said of the child and of the household into the child's new case."""
    store.answers.add_row(case_id, NAMES, _NAME_ROW)
    answers = {
        f"{NAMES}/{_NAME_ROW}/name.kind": Answer(value="own"),
        f"{NAMES}/{_NAME_ROW}/name.given": Answer(value=child.name),
        "birth.value": reading.answer(f"{CHILDREN}/{child.row}/child.birth"),
        **{path: reading.answer(path) for path in SHARED},
    }
    for path, answer in answers.items():
        if answer.value is None:
            continue
        stored = StoredAnswer(
            path=path,
            answer=replace(answer, told_by=ToldBy.COMPANION, evidence=None),
            interview_id=None,
            form=session.content.form("competence").name,
            by=session.by,
            at=session.now(),
        )
        store.answers.put(case_id, stored)
