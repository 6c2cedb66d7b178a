"""The main job on the sample talks, without a window (`demo`), and the self-test.

Both use the services that the window uses, real key costs, and a passphrase drawn for this
run, which is printed once and stored nowhere.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app import __version__
from intake_app.bundle.recipients import new_own_keys
from intake_app.composition import content
from intake_app.errors import DisclosureRefusedError
from intake_app.paths import resources_dir
from intake_app.services.sample_player import MovableClock, SamplePlayer
from intake_app.services.sample_talks import partner_id, sample_office, sample_talks
from intake_app.services.services import services_for
from intake_app.services.vaults import NewVault, VaultService
from intake_app.vault.passphrase import six_words
from intake_app.vault.policy import RECOMMENDED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from intake_app.domain.codes import SlipId, WaiverId
    from intake_app.services.document import Document
    from intake_app.services.sample_player import Played
    from intake_app.services.services import Services

    Say = Callable[[str], object]

NURSE, ENGINEER = "a-nurse", "d-engineer"
RECEIVER, REFUSED, WITHDRAWN = "jobcenter", "foreigners_office", "employment_agency"


class DemoError(AssertionError):
    """The main job did not do what it must; a mistake of ours."""


@dataclass(slots=True)
class Report:
    """Steps with their times and counts, for `report.json`."""

    steps: list[dict[str, object]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[dict[str, object]]:
        """Time one step; what is put into the dictionary is reported with it."""
        counts: dict[str, object] = {}
        begun = time.perf_counter()
        yield counts
        seconds = round(time.perf_counter() - begun, 3)
        self.steps.append({"step": name, "seconds": seconds, **counts})

    def save(self, path: Path) -> None:
        """Write the report."""
        report = {"program": __version__, "steps": self.steps}
        path.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class MainJob:
    """What the main job left open: the vault, and what the talks made."""

    services: Services
    player: SamplePlayer
    played: dict[str, Played]


def run(out: Path, say: Say) -> int:
    """Run the main job, leave its results in `out`, and say what was done."""
    from intake_app.ui.screenshots import take_screenshots  # noqa: PLC0415 - Qt, slow to import

    _empty(out)
    report, passphrase = Report(), six_words()
    job = play(out, passphrase, report)
    with report.step("screens") as counts:
        counts["pictures"] = len(take_screenshots(job.services, job.played, out / "screens"))
    job.services.session.close()
    report.save(out / "report.json")
    for step in report.steps:
        say(f"  {step['seconds']:>7} s  {step['step']}")
    say(f"Tresor:      {out / 'vault'}")
    say(f"Kennwort:    {passphrase}")
    say(f"Unterlagen:  {out}: waiver.pdf, competence.pdf, summary.pdf, routing-slip.pdf")
    say(f"Fallpaket:   age -d -i {out / 'partner.key'} {out / 'bundle.age'} > bundle.zip")
    say(f"Bildschirme: {out / 'screens'}")
    say(f"Bericht:     {out / 'report.json'}")
    return 0


def screens(out: Path, languages: Sequence[str], say: Say) -> int:
    """Take pictures of the main pages, and of talk and waiver in the languages wanted or all."""
    from intake_app.ui.language_screens import take_language_screens  # noqa: PLC0415 - as above
    from intake_app.ui.screenshots import take_screenshots  # noqa: PLC0415

    _empty(out)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="intake-screens-") as folder:
        job = play(Path(folder), six_words(), report)
        tags = languages or job.services.session.content.catalogues.tags()
        with report.step("main pages") as counts:
            counts["pictures"] = len(take_screenshots(job.services, job.played, out / "de"))
        with report.step("languages") as counts:
            taken = take_language_screens(job.services, job.played[NURSE].case_id, out, tags)
            counts["pictures"] = len(taken)
        job.services.session.close()
    report.save(out / "report.json")
    say(f"{len(tags)} languages; the sheets all-*.png in {out} show each beside the others")
    return 0


def self_test(say: Say) -> int:
    """Check that this installation works: vault, schema, interview, Arabic PDF, bundle, Qt."""
    from intake_app.ui.screenshots import take_screenshots  # noqa: PLC0415 - Qt, slow to import

    with tempfile.TemporaryDirectory(prefix="intake-self-test-") as folder:
        report = Report()
        job = play(Path(folder), six_words(), report, only=(NURSE, ENGINEER))
        with report.step("window"):
            take_screenshots(job.services, job.played, Path(folder) / "screens", quick=True)
        job.services.session.close()
    for step in report.steps:
        say(f"ok  {step['step']}  {step['seconds']} s")
    return 0


def play(out: Path, passphrase: str, report: Report, only: tuple[str, ...] = ()) -> MainJob:
    """Do everything but the screens: vault, talks, papers, hand-over, return, withdrawal."""
    services, clock = create_vault(out / "vault", passphrase, report)
    folder = resources_dir() / "demo"
    player = SamplePlayer(services, clock, folder)
    player.add_partners()
    talks = {talk.key: talk for talk in sample_talks(folder)}
    played: dict[str, Played] = {}
    for key, talk in talks.items():
        if not only or key in only:
            with report.step(f"talk {key}") as counts:
                played[key] = player.play(talk)
                counts["answers"] = len(talk.answers)
    job = MainJob(services, player, played)
    _write_papers(job, out, report)
    _hand_over(job, out, report)
    for key, done in played.items():
        with report.step(f"slip back {key}"):
            player.play_marks(talks[key], done)
    with report.step("follow-up talk and withdrawal"):
        player.play_follow_up(talks[ENGINEER], played[ENGINEER])
    _refuse(job, report)
    return job


def create_vault(path: Path, passphrase: str, report: Report) -> tuple[Services, MovableClock]:
    """Create a vault of the sample office and unlock it; its clock stands at the first talk."""
    sample = sample_office(resources_dir() / "demo")
    clock = MovableClock(sample.start)
    vaults = VaultService(content(), clock, RECOMMENDED)
    advisor = sample.advisors[0]
    new = NewVault(
        office=sample.office,
        advisor_name=advisor.name,
        initials=advisor.initials,
        passphrase=passphrase,
    )
    with report.step("create vault"):
        vaults.create(path, new, vaults.new_recovery_text()).close()
    with report.step("unlock vault"):
        services = services_for(vaults.unlock(path, passphrase))
    with report.step("people") as counts:
        first, *others = sample.advisors
        me = replace(services.session.advisor, roles=first.roles)
        services.people.save(me)
        for other in others:
            services.people.add(other.name, other.initials, other.roles)
        counts["people"] = len(sample.advisors)
    return services, clock


def _write_papers(job: MainJob, out: Path, report: Report) -> None:
    papers, nurse = job.services.papers, job.played[NURSE]
    waiver_id, slip_id = _papers_of(nurse)
    renders: dict[str, Callable[[], Document]] = {
        "waiver": lambda: papers.waiver(waiver_id),
        "competence": lambda: papers.competence(nurse.case_id),
        "summary": lambda: papers.summary(nurse.case_id),
        "routing-slip": lambda: papers.slip(slip_id),
    }
    for name, render in renders.items():
        with report.step(f"print {name}") as counts:
            document = render()
            (out / f"{name}.pdf").write_bytes(document.data)
            papers.saved(document)
            counts["bytes"] = len(document.data)


def _papers_of(played: Played) -> tuple[WaiverId, SlipId]:
    if played.waiver is None or played.slip is None:
        raise DemoError("this talk has a waiver and a slip")
    return played.waiver.id, played.slip.id


def _hand_over(job: MainJob, out: Path, report: Report) -> None:
    """Seal a bundle to the demo partner, whose key is written beside it to open it."""
    keys = new_own_keys()
    (out / "partner.key").write_text(f"{keys.age_identity}\n", encoding="ascii")
    receiver = partner_id(RECEIVER)
    job.player.give_keys(receiver, keys)
    case_id, handover = job.played[NURSE].case_id, job.services.handover
    with report.step("hand over bundle") as counts:
        free_texts = handover.preview(case_id, receiver).free_texts
        preview = handover.preview(case_id, receiver, free_texts)
        done = handover.export_bundle(case_id, receiver, out, free_texts)
        done.path.replace(out / "bundle.age")
        counts["released"] = len(preview.decision.released)
        counts["withheld"] = len(preview.decision.withheld)


def _refuse(job: MainJob, report: Report) -> None:
    """See that a refused and a withdrawn line both end the hand-over."""
    with report.step("refused hand-overs") as counts:
        for key, partner in ((NURSE, REFUSED), (ENGINEER, WITHDRAWN)):
            decision = job.services.handover.preview(
                job.played[key].case_id, partner_id(partner)
            ).decision
            try:
                decision.require_release()
            except DisclosureRefusedError as refused:
                counts[partner] = refused.reason
            else:
                raise DemoError(f"{partner} must get nothing")


def _empty(out: Path) -> None:
    """Make the folder for the results anew; only what an earlier demo left is removed."""
    if out.exists() and any(out.iterdir()) and not (out / "report.json").exists():
        raise SystemExit(f"{out} is not empty and no earlier demo; please name another folder")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
