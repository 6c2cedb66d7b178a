"""The acts during which a fault is tried; each tells what was promised to the advisor.

An act finds what it works with in the vault, so that it can be done in any copy of the
arranged place.  Whatever was told must be there after the fault; what was not told may be
there or not, but never in halves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from intake_app.domain.answers import Answer
from intake_app.domain.case import CaseState
from intake_app.domain.data_rights import ErasureReason
from intake_app.domain.translation import Trust
from intake_app.domain.waiver import WaiverState
from intake_app.services.services import Services, services_for
from tests.conftest import PASSPHRASE
from tests.faults.place import JOBCENTER, SECOND_PASSPHRASE, Place, new_vault, vault_service

NEW_PASSPHRASE = "ein ganz anderer langer satz"

Tell = Callable[..., None]


@dataclass
class Desk:
    """Where an act is done: the place, the opened vault if there is one, who is told."""

    place: Place
    tell: Tell
    services: Services | None = None

    def open(self):
        session = vault_service().unlock(self.place.vault, PASSPHRASE)
        self.services = services_for(session)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of an advisor.

    Attributes:
        is_inside: The vault is opened before the fault begins.
        arranged: "today", or "before": the vault of the first release.
    """

    do: Callable[[Desk], Any]
    is_inside: bool = True
    arranged: str = "today"


def unlock(desk):
    desk.open()
    desk.tell("journal", act="vault.unlocked")


def create(desk):
    service = vault_service()
    session = service.create(desk.place.second.vault, new_vault(), service.new_recovery_text())
    desk.tell("created")
    session.close()


def answer(desk):
    interview = _talk(desk.services, lambda case: case.state is CaseState.OPEN)
    for path, value in (
        ("addr.street", "Am Prüfstein"),
        ("name.rows/r1/name.given", "Rima-Maria"),
        ("birth.place", "Aleppo"),
    ):
        desk.services.interviews.answer(interview, path, Answer(value=value), reason="Nachtrag")
        desk.tell("answer", interview=str(interview.id), path=path, value=value)


def sign(desk):
    waivers = desk.services.waivers
    known = [w for case in _cases(desk.services) for w in waivers.of_case(case.id)]
    example = next(w for w in known if w.signature)
    printed = next(w for w in known if waivers.state(w) is WaiverState.PRINTED)
    waivers.sign(printed.id, example.explanation, example.signature)
    desk.tell("waiver", id=str(printed.id), state="signed")
    waivers.hand_out_copy(printed.id)
    desk.tell("waiver", id=str(printed.id), state="in_force")
    waivers.withdraw(printed.id, [printed.lines[0].id], how="oral")
    desk.tell("withdrawn", id=str(printed.id), line=str(printed.lines[0].id))


def export(desk):
    (case,) = (c for c in _cases(desk.services) if _is_signed(desk.services, c))
    for export_by in (desk.services.handover.export_bundle, desk.services.handover.export_pdf):
        done = export_by(case.id, JOBCENTER, desk.place.stick)
        desk.tell("handed_over", id=str(done.disclosure.id), file=done.path.name)


def receive(desk):
    desk.services.handover.open(desk.place.incoming)
    desk.tell("journal", act="bundle.opened")


def change_keys(desk):
    desk.services.office.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    desk.tell("passphrase")
    desk.services.office.replace_recovery_key(vault_service().new_recovery_text())
    desk.tell("journal", act="vault.recovery_key_replaced")


def back_up(desk):
    result = desk.services.copies.make(desk.place.stick)
    desk.tell("copied", folder=result.folder.name)
    desk.services.copies.rehearse()
    desk.tell("journal", act="vault.copy_proven")


def restore(desk):
    (copy,) = desk.place.stick.glob("Intake-Sicherung-*")
    service = vault_service()
    service.restore(copy, desk.place.second.vault)
    session = service.unlock_restored(desk.place.second.vault, PASSPHRASE)
    desk.tell("created")
    session.close()


def discard(desk):
    case = next(c for c in _cases(desk.services) if not desk.services.waivers.of_case(c.id))
    desk.services.cases.discard(case.id, "Irrtum")
    desk.tell("discarded", id=str(case.id))


def erase(desk):
    case = next(c for c in _cases(desk.services) if not desk.services.waivers.of_case(c.id))
    erasure = desk.services.retention.propose(case.id, ErasureReason.REQUEST)
    (second,) = desk.services.retention.confirmers(erasure)
    desk.services.retention.confirm(erasure.id, second.slot_id, SECOND_PASSPHRASE)
    desk.tell("erased", id=str(erasure.id))


def remove(desk):
    others = desk.services.people.all()
    slot_id = next(a.slot_id for a in others if a.slot_id != desk.services.session.advisor.slot_id)
    desk.services.people.remove(slot_id, lambda _part: True)
    desk.tell("removed", slot=slot_id)


def take_in(desk):
    """Take the file of a translator in, and enter who released it."""
    translations = desk.services.translations
    _name, data = translations.export("uk", "routing")
    translations.bring_in("uk", "routing", data)
    desk.tell("taken_in")
    translations.release(
        "uk",
        "routing",
        trust=Trust.RELEASED,
        name="Olena Muster",
        qualification="ermächtigte Übersetzerin",
        released_on=desk.services.session.today(),
    )
    desk.tell("released")


ACTS = {
    "unlock": Act(do=unlock, is_inside=False),
    "create": Act(do=create, is_inside=False),
    "answer": Act(do=answer),
    "sign": Act(do=sign),
    "export": Act(do=export),
    "receive": Act(do=receive),
    "change_keys": Act(do=change_keys),
    "back_up": Act(do=back_up),
    "restore": Act(do=restore, is_inside=False),
    "discard": Act(do=discard),
    "erase": Act(do=erase),
    "remove": Act(do=remove),
    "take_in": Act(do=take_in),
    "migrate": Act(do=unlock, is_inside=False, arranged="before"),
}


def go_on(desk):
    """Store one more answer: after an error the advisor goes on in the same window."""
    if desk.services is None:
        desk.open()
    interview = _talk(desk.services, lambda case: case.state is CaseState.OPEN)
    town = Answer(value="Weiterhausen")
    desk.services.interviews.answer(interview, "addr.town", town, reason="umgezogen")
    desk.tell("answer", interview=str(interview.id), path="addr.town", value="Weiterhausen")


def _cases(services):
    with services.session.read() as store:
        return [head.case for head in store.cases.heads_page("number")]


def _talk(services, wanted):
    case = next(c for c in _cases(services) if wanted(c) and _is_signed(services, c))
    return services.interviews.of_case(case.id)[0]


def _is_signed(services, case):
    return any(waiver.signature for waiver in services.waivers.of_case(case.id))
