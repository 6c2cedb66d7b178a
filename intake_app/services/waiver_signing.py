"""What the case knows about the signing of a waiver, so that nobody types it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.signing import GuardianRole, GuardianSignature
from intake_app.domain.waiver_rules import SignerGroup, Talk, signer_group
from intake_app.services.reading import read_case, talk_of

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.services.reading import Reading
    from intake_app.services.session import Session

GUARDIANS = "fam.guardian_persons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Who is to sign, and how people understood one another.

    Attributes:
        name: The person's name as shown; empty when none is known.
        guardians: The people with custody whom the case knows; nothing is signed yet.
        interpreter: Name of the interpreter, or service and number.
        by_phone: The interpreter is on the phone or on a screen and cannot sign.
        place: Where the office stands.
        pad_allowed: The office lets people sign on a pad.
    """

    name: str
    group: SignerGroup
    guardians: tuple[GuardianSignature, ...]
    talk: Talk
    interpreter: str
    by_phone: bool
    place: str
    pad_allowed: bool


def circumstances_of(session: Session, case_id: CaseId) -> Circumstances:
    """Return what the case and its latest talk say about signing."""
    with session.read() as store:
        reading = read_case(store, case_id)
        office = store.office.load()
    talk = talk_of(reading)
    return Circumstances(
        name=reading.display_name,
        group=signer_group(reading.possible_ages(session.today())),
        guardians=_guardians(reading),
        talk=talk,
        interpreter=reading.value("int.name") if talk.interpreted else "",
        by_phone=reading.value("int.mode") in {"phone", "video"},
        place=office.town,
        pad_allowed=office.pad_signature,
    )


def _guardians(reading: Reading) -> tuple[GuardianSignature, ...]:
    found = []
    for row in reading.row_ids(GUARDIANS):
        role = reading.value(f"{GUARDIANS}/{row}/guardian.role")
        name = reading.value(f"{GUARDIANS}/{row}/guardian.name")
        if name and role in set(GuardianRole):
            found.append(GuardianSignature(name=name, role=GuardianRole(role)))
    return tuple(found)
