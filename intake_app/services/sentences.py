"""One printed sentence about health or the child's level: rendered, permitted, registered.

A line about K9 or K12 permits the spoken word and this one sentence, never a bundle
(`domain.codes.NEVER_IN_BUNDLE`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.codes import Category, DisclosureId, Purpose
from intake_app.domain.disclosure import decide, may_tell
from intake_app.domain.office import Disclosure, DisclosureState
from intake_app.domain.waiver_rules import Lack
from intake_app.errors import DisclosureRefusedError, WaiverIncompleteError
from intake_app.printing import sentence
from intake_app.printing.wording import Bilingual
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN, imprint, second_wording
from intake_app.services.waiver_reading import line_in_force

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId, PartnerId, WaiverId
    from intake_app.domain.waiver import Waiver, WaiverLine
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

SENTENCE = "sentence"
"""How it left, in the register."""

MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a printed sentence tells a partner; becomes a row of the register."""

    case_id: CaseId
    waiver_id: WaiverId
    partner_id: PartnerId
    partner_name: str
    category: Category


def prepare(
    store: Store,
    session: Session,
    waiver: Waiver,
    partner_id: PartnerId,
    category: Category,
    words: str,
) -> tuple[WaiverLine, Told, bytes]:
    """Return the line that permits the sentence, what it tells, and its page.

    Raises:
        DisclosureRefusedError: The line is not in force, or only allows asking.
        WaiverIncompleteError: There are no words, or too many ("sentence").
    """
    reading = read_case(store, waiver.case_id)
    line = line_in_force(waiver, partner_id, session.today(), reading.majority_on)
    told = Told(
        case_id=waiver.case_id,
        waiver_id=waiver.id,
        partner_id=partner_id,
        partner_name=line.partner_name,
        category=category,
    )
    require_permission(store, session, told)
    shown = line.health_detail if category is Category.HEALTH else words.strip()
    if not 0 < len(shown) <= MOST_CHARACTERS:
        raise WaiverIncompleteError((Lack.SENTENCE,))
    return line, told, render_sentence(session, waiver, line, reading.display_name, shown)


def render_sentence(
    session: Session, waiver: Waiver, line: WaiverLine, name: str, words: str
) -> bytes:
    """Return the page with the sentence."""
    if waiver.signature is None or line.valid_until is None:
        raise ValueError("only a signed line has a sentence")
    german = session.content.wording(GERMAN)
    other = second_wording(session, waiver.language, "waiver")
    data = sentence.Sentence(
        number=waiver.number,
        signed_on=waiver.signature.signed_on,
        name=name,
        partner=line.partner_name,
        partner_address=line.partner_address,
        words=words,
        purposes=Bilingual(_purposes(line, german), _purposes(line, other) if other else ""),
        valid_until=line.valid_until,
    )
    return sentence.render(data, german, other, imprint(session))


def require_permission(store: Store, session: Session, told: Told) -> None:
    """See that a line in force lets the partner know, now.

    Raises:
        DisclosureRefusedError: None does; with reason and date.
    """
    waivers = store.waivers.of_case(told.case_id)
    majority_on = read_case(store, told.case_id).majority_on
    today = session.today()
    if may_tell(waivers, told.partner_id, told.category, today, majority_on=majority_on):
        return
    refused = decide((), waivers, told.partner_id, today, majority_on=majority_on)
    refused.require_release()
    raise DisclosureRefusedError("category_not_covered")


def register(store: Store, session: Session, told: Told, data: bytes) -> None:
    """Enter the sentence in the register: it counts as told when it goes to the printer."""
    now = session.now()
    row = Disclosure(
        id=DisclosureId(uuid4()),
        case_id=told.case_id,
        partner_id=told.partner_id,
        partner_name=told.partner_name,
        waiver_ids=(told.waiver_id,),
        way=SENTENCE,
        categories=frozenset({told.category}),
        paths=(),
        state=DisclosureState.DONE,
        begun_at=now,
        done_at=now,
        by=session.by,
        file_sha256=hashlib.sha256(data).hexdigest(),
        file_bytes=len(data),
    )
    store.disclosures.add(row)
    session.note(store, "disclosure.done", told.case_id, row.id)


def take_back(store: Store, session: Session, case_id: CaseId, sha256: str) -> None:
    """Record that the last such page did not come out, so nobody was told."""
    rows = [
        row
        for row in store.disclosures.of_case(case_id)
        if row.way == SENTENCE and row.file_sha256 == sha256 and row.state is DisclosureState.DONE
    ]
    if rows:
        store.disclosures.save(replace(rows[-1], state=DisclosureState.CANCELLED))
        session.note(store, "disclosure.cancelled", case_id, rows[-1].id)


def _purposes(line: WaiverLine, wording: Wording) -> str:
    words = [
        line.purpose_other if purpose is Purpose.OTHER else wording.list_label("purposes", purpose)
        for purpose in Purpose
        if purpose in line.purposes
    ]
    return ", ".join(words)
