"""Where a fault is tried: a vault, a stick, and a bundle that a partner sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from intake_app.bundle.recipients import new_own_keys
from intake_app.composition import content
from intake_app.domain.answers import Answer
from intake_app.domain.office import Advisor, Role
from intake_app.paths import resources_dir
from intake_app.services.sample_player import MovableClock, SamplePlayer
from intake_app.services.sample_talks import partner_id, sample_office, sample_talks
from intake_app.services.services import services_for
from intake_app.services.vaults import NewVault, VaultService
from tests.bundle.builders import a_bundle, a_manifest
from tests.conftest import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

DEMO = resources_dir() / "demo"
JOBCENTER = partner_id("jobcenter")
SECOND_PASSPHRASE = "zweite person mit eigenem langen satz"


@dataclass(frozen=True, slots=True)
class Place:
    """The folders that one act works with."""

    root: Path

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def stick(self) -> Path:
        """Where hand-overs and copies go."""
        return self.root / "stick"

    @property
    def second(self) -> Place:
        """Where a vault is created or put back."""
        return Place(self.root / "second")

    @property
    def incoming(self) -> Path:
        return self.root / "Fallpaket-EINGANG.age"


def clock():
    """A week after the place was arranged, so that nothing lies in the future."""
    return MovableClock(sample_office(DEMO).start + timedelta(days=7))


def vault_service():
    return VaultService(content(), clock(), CHEAP)


def new_vault():
    sample = sample_office(DEMO)
    first = sample.advisors[0]
    return NewVault(
        office=sample.office,
        advisor_name=first.name,
        initials=first.initials,
        passphrase=PASSPHRASE,
    )


def arrange(root: Path) -> Place:
    """Make a vault in which every act can be done.

    It holds a talk with a waiver in force towards a partner whose key was compared, a second
    case with a printed paper that waits for its signature, and a third one to discard.
    """
    place = Place(root)
    place.stick.mkdir(parents=True)
    place.second.root.mkdir()
    now = MovableClock(sample_office(DEMO).start)
    service = VaultService(content(), now, CHEAP)
    services = services_for(service.create(place.vault, new_vault(), service.new_recovery_text()))
    _add_a_colleague(services.session)
    player = SamplePlayer(services, now, DEMO)
    player.add_partners()
    player.give_keys(JOBCENTER, new_own_keys())
    nurse = next(talk for talk in sample_talks(DEMO) if talk.key == "a-nurse")
    played = player.play(nurse)
    _print_a_second_waiver(services, played)
    _begin_a_third_case(services)
    with services.session.read() as store:
        own = store.office.own_keys()
    told = a_manifest()
    told = replace(told, recipient=replace(told.recipient, age_recipient=own.age_recipient))
    place.incoming.write_bytes(a_bundle(told, to=own))
    services.copies.make(place.stick)
    services.session.close()
    return place


def _add_a_colleague(session):
    slot_id = session.folder.add_advisor(session.unlocked, "CD", SECOND_PASSPHRASE)
    roles = frozenset({Role.ADVISOR})
    with session.write() as store:
        store.office.save_advisor(Advisor(slot_id=slot_id, initials="CD", name="C", roles=roles))
        store.office.set_generation(session.unlocked.generation)


def _print_a_second_waiver(services, played):
    case_id = services.cases.create()
    interview = services.interviews.begin(case_id, "de")
    told = services.interviews.sheet(played.interview.id).reading
    for path in ("birth.value", "int.mode"):
        services.interviews.answer(interview, path, Answer(value=told.value(path)))
    waiver = services.waiver_drafts.draft(case_id, "de")
    for line in played.waiver.lines:
        empty = services.waiver_drafts.new_line(waiver, services.partners.get(line.partner_id))
        services.waiver_drafts.save_line(waiver.id, replace(line, id=empty.id))
    services.waivers.prepare(waiver.id)
    document = services.papers.waiver(waiver.id)
    services.papers.came_out(services.papers.send(document).id, document)


def _begin_a_third_case(services):
    case_id = services.cases.create()
    interview = services.interviews.begin(case_id, "ar")
    row = services.interviews.add_row(interview, "name.rows")
    services.interviews.answer(interview, f"name.rows/{row}/name.family", Answer(value="Irrtum"))
