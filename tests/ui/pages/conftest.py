"""A vault with the sample talks in it, as pages get it: real files, real encryption."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.paths import resources_dir
from intake_app.services.sample_player import MovableClock, Played, SamplePlayer
from intake_app.services.sample_talks import sample_office, sample_talks
from intake_app.services.services import Services, services_for
from intake_app.services.vaults import NewVault, VaultService
from intake_app.settings import Settings
from intake_app.ui.pages.interview_page import InterviewPage
from intake_app.ui.pages.paper.desk import PrintDesk
from intake_app.ui.pages.waiver.waiver_page import WaiverPage
from intake_app.ui.tasks import TaskRunner
from intake_app.vault.policy import KdfPolicy
from tests.ui.pages.talks import WIDE
from tests.ui.screens import settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from intake_app.ui.pages.paper.print_job import PrintJob

PASSPHRASE = "sechs worte sind genug hier"
CHEAP = KdfPolicy(memory_kib=64, passes=1, lanes=1)
DEMO = resources_dir() / "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedVault:
    """An unlocked vault in which the sample talks were led.

    Attributes:
        services: What pages get.
        cases: What each talk left behind, by its key: "a-nurse", "b-single-name",
            "c-minor", "d-engineer" (the last one with its follow-up talk).
        clock: Stands where the last talk ended; move it as you like.
    """

    services: Services
    cases: Mapping[str, Played]
    clock: MovableClock


@pytest.fixture(scope="session")
def played_template(content, tmp_path_factory):
    """The vault that `played` copies: playing takes seconds, copying does not."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    office = sample_office(DEMO)
    clock = MovableClock(office.start)
    vaults = VaultService(content, clock, CHEAP)
    new = NewVault(
        office=office.office,
        advisor_name="Maren Beispiel",
        initials="MB",
        passphrase=PASSPHRASE,
    )
    session = vaults.create(folder, new, vaults.new_recovery_text())
    player = SamplePlayer(services_for(session), clock, DEMO)
    player.add_partners()
    talks = sample_talks(DEMO)
    cases = {talk.key: player.play(talk) for talk in talks}
    for talk in talks:
        player.play_marks(talk, cases[talk.key])
        if talk.follow_up:
            player.play_follow_up(talk, cases[talk.key])
    session.close()
    return folder, cases, clock()


@pytest.fixture
def played(content, played_template, tmp_path):
    """A fresh copy of the vault with the sample talks, unlocked."""
    template, cases, moment = played_template
    folder = tmp_path / "vault"
    shutil.copytree(template, folder)
    clock = MovableClock(moment)
    session = VaultService(content, clock, CHEAP).unlock(folder, PASSPHRASE)
    yield PlayedVault(services=services_for(session), cases=cases, clock=clock)
    session.close()


class PaperTray:
    """The printer of the tests: it takes every job, or refuses them with `refusal`."""

    def __init__(self) -> None:
        self.jobs: list[PrintJob] = []
        self.refusal = ""

    def problem(self) -> str:
        return ""

    def names(self) -> Sequence[str]:
        return ("Buero-EG", "Kopierer-OG")

    def send(self, job, *, done, failed) -> None:
        if self.refusal:
            failed(self.refusal)
            return
        self.jobs.append(job)
        done()


class ChosenPlaces:
    """The user at the system's dialogs: chooses what the test has laid down."""

    def __init__(self) -> None:
        self.folder_path: Path | None = None
        self.bundle_path: Path | None = None
        self.scan_path: Path | None = None
        self.file_path: Path | None = None
        self.proposed = ""

    def folder(self, parent):
        return self.folder_path

    def bundle(self, parent):
        return self.bundle_path

    def scan(self, parent):
        return self.scan_path

    def picture(self, parent):
        return self.file_path

    def translation(self, parent):
        return self.file_path

    def save_as(self, parent, name):
        self.proposed = name
        return self.file_path


@pytest.fixture
def desk(qapp):
    """Printer, dialogs and settings of the machine; waits for its work at the end."""
    tasks = TaskRunner()
    kept = [Settings()]
    yield PrintDesk(
        tasks=tasks,
        printers=PaperTray(),
        dialogs=ChosenPlaces(),
        settings=lambda: kept[-1],
        remember=kept.append,
    )
    for window in QApplication.topLevelWidgets():
        window.hide()
    while tasks.is_busy:
        tasks.wait(10_000)
        QApplication.processEvents()


@pytest.fixture
def open_waiver(services, desk, shown):
    """Opens the page of a waiver."""

    def opened(waiver_id):
        page = shown(WaiverPage(services, desk, waiver_id, back="Entbindungen"), 1280, 800)
        page.entered()
        return page

    return opened


@pytest.fixture
def begin(services, shown):
    """Begins a talk and shows its page; it is left before the vault is locked."""
    pages = []

    def make(case_id=None, language="ar", size=WIDE, **others):
        case = case_id or services.cases.create()
        talk = services.interviews.begin(case, language)
        page = shown(InterviewPage(services, talk.id, **others), *size)
        pages.append(page)
        settle()
        return page

    yield make
    for page in pages:
        page.can_leave()
