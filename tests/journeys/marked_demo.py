"""Plays the demo with marked names and answers; run as a program of its own.

While everything is open the files are searched too: what is only on the disk for a moment
counts as well.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from intake_app.composition import content
from intake_app.crash_text import technical_text
from intake_app.demo import MainJob
from intake_app.domain.slip import NameOnSlip
from intake_app.errors import WrongPassphraseError
from intake_app.paths import resources_dir, settings_file
from intake_app.services.sample_player import MovableClock, SamplePlayer
from intake_app.services.sample_talks import partner_id, sample_office, sample_talks
from intake_app.services.services import services_for
from intake_app.services.slip_drafts import SlipDraft
from intake_app.services.vaults import NewVault, VaultService
from intake_app.ui.machine import Machine
from intake_app.ui.screenshots import take_screenshots
from tests.conftest import CHEAP, PASSPHRASE


def marked(talk, family, given, street, goal, task):
    answers = dict(talk.answers)
    answers["name.rows/r1/name.family"] = family
    answers["name.rows/r1/name.given"] = given
    answers["addr.street"] = street
    answers["goal.main"] = goal
    answers["job.rows/r1/job.tasks"] = task
    return replace(talk, answers=answers)


def main(work: Path, markers: list[str]) -> None:
    folder = resources_dir() / "demo"
    sample = sample_office(folder)
    clock = MovableClock(sample.start)
    vaults = VaultService(content(), clock, CHEAP)
    new = NewVault(
        office=sample.office,
        advisor_name=sample.advisors[0].name,
        initials=sample.advisors[0].initials,
        passphrase=PASSPHRASE,
    )
    vaults.create(work / "vault", new, vaults.new_recovery_text()).close()
    services = services_for(vaults.unlock(work / "vault", PASSPHRASE))
    player = SamplePlayer(services, clock, folder)
    player.add_partners()
    talks = [
        marked(talk, *markers) if talk.key[0] in "ad" else talk for talk in sample_talks(folder)
    ]
    played = {talk.key: player.play(talk) for talk in talks}
    nurse = played["a-nurse"]
    papers = services.papers
    assert nurse.waiver
    assert nurse.slip
    for document in (
        papers.waiver(nurse.waiver.id),
        papers.competence(nurse.case_id),
        papers.summary(nurse.case_id),
        papers.slip(nurse.slip.id),
        papers.notice(nurse.case_id),
    ):
        papers.misprinted(papers.send(document).id)
    services.routing.issue(
        nurse.case_id,
        SlipDraft(stations=nurse.slip.stations, language="ar", name_on_slip=NameOnSlip.FULL),
    )
    interview = services.interviews.begin(nurse.case_id, "ar")
    services.interviews.keep_draft(interview, "goal.main", f"{markers[3]} halb")
    services.handover.preview(nurse.case_id, partner_id("jobcenter"))
    services.copies.make(work)
    if services.cases.search(markers[0]):
        print("found by name")
    show(MainJob(services, player, played), work / "screens")
    services.office.keep_draft("cases", f"{markers[0]} halb")
    services.session.close()
    leave_traces(vaults, work, markers[0])


def leave_traces(vaults: VaultService, work: Path, name: str) -> None:
    """Type a name as the passphrase, make a mistake about it, keep settings of the machine."""
    with suppress(WrongPassphraseError):
        vaults.unlock(work / "vault", name, vaults.card(work / "vault").slots[0].slot_id)
    try:
        paths: dict[str, Path] = {}
        paths[name].unlink()
    except KeyError as mistake:
        told = technical_text(type(mistake), mistake.__traceback__)
        (work / "crash.txt").write_text(told, encoding="utf-8")
    machine = Machine(settings_file())
    machine.keep(replace(machine.settings, vault=str(work / "vault")))


def show(job: MainJob, folder: Path) -> None:
    """Draw the window; pictures hold names only as pixels."""
    take_screenshots(job.services, job.played, folder, quick=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
