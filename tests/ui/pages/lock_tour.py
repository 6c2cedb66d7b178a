"""Every kind of page, opened in the real window over the vault with the sample talks."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.office import Role
from intake_app.services.sample_player import MovableClock
from intake_app.services.sample_talks import partner_id
from intake_app.services.vaults import VaultService
from tests.ui.pages.conftest import CHEAP, PASSPHRASE
from tests.ui.screens import settle
from tests.ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable


class Tour:
    """The program with the sample talks, in the hands of somebody with every role."""

    def __init__(self, content, template, folder) -> None:
        source, self.cases, moment = template
        self.clock = MovableClock(moment)
        self.shell = Shell(content, self.clock, folder)
        vault = self.shell.proposed
        vault.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, vault)
        session = VaultService(content, self.clock, CHEAP).unlock(vault, PASSPHRASE)
        with session.write() as store:
            store.office.save_advisor(replace(session.advisor, roles=frozenset(Role)))
        session.close()
        machine = self.shell.machine
        machine.keep(replace(machine.settings, vault=str(vault)))
        self.shell.start()
        self.shell.unlock(PASSPHRASE)
        self.nurse = self.cases["a-nurse"]

    @property
    def services(self):
        return self.shell.main._services

    def again(self) -> None:
        """Lock, and unlock again."""
        self.shell.lock()
        self.shell.unlock(PASSPHRASE)
        settle()

    def stops(self) -> dict[str, Callable[[], object]]:
        """Return the ways to every kind of page that is open again after unlocking."""
        main, nurse = self.shell.main, self.nurse

        def place(key, part=""):
            return lambda: main.navigation.go(key, part)

        def tab(key):
            def go():
                main.open_case(nurse.case_id)
                self.shell.page.go_to_tab(key)

            return go

        def talk(section):
            def go():
                begun = self.services.interviews.begin(nurse.case_id, "ar")
                main.open_talk(begun.id)
                self.shell.page.go_to_section(section)

            return go

        return {
            **{key: place(key) for key in ("today", "cases", "slips", "partners", "help")},
            "partner": place("partners", str(partner_id("jobcenter"))),
            "own keys": place("partners", "own-keys"),
            **{f"settings {key}": place("settings", key) for key in SETTINGS},
            **{f"journal {key}": place("journal", key) for key in ("entries", "seals")},
            "statistics": place("statistics"),
            **{f"case {key}": tab(key) for key in ("talks", "waivers", "slips", "steps")},
            **{f"talk {section}": talk(section) for section in ("A1", "A2", "A7")},
            "waiver": lambda: main.open_waiver(
                self.services.waiver_drafts.draft(nurse.case_id, "ar").id
            ),
            "signed paper": lambda: main.enter_paper(nurse.case_id),
            "slip": lambda: main.open_slip(nurse.slip.id),
            "family slips": lambda: main.list_family(nurse.slip.id),
        }


SETTINGS = ("office", "lists", "translations", "security", "copy", "machine")
