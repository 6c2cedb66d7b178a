"""Pictures of every main page, made with the real window on the sample talks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.settings import Settings
from intake_app.ui.camera import PERSON_SIZE, look_of, open_window, render, settle
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.pages import case_page, settings_page
from intake_app.ui.pages.person_view import PersonView
from intake_app.ui.pages.waiver.waiver_page import WaiverPage
from intake_app.ui.shell.places import (
    HELP,
    JOURNAL,
    PARTNERS,
    RIGHTS,
    SETTINGS,
    SLIPS,
    STATISTICS,
    TODAY,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.services.sample_player import Played
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.shell.main_window import MainWindow
    from intake_app.ui.window import Window

_TALK = "a-nurse"
"""The talk in Arabic."""

_SECTION, _QUESTION = "A6", "alpha.latin"
_SEARCHED = "ri"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way in which pages can look."""

    name: str
    settings: Settings


LOOKS = (
    Look(name="light", settings=Settings(theme="light")),
    Look(name="dark", settings=Settings(theme="dark")),
    Look(name="200-percent", settings=Settings(theme="light", text_percent=200)),
)


def take_screenshots(
    services: Services, played: Mapping[str, Played], folder: Path, *, quick: bool = False
) -> list[Path]:
    """Open the pages one after the other and save what is to be seen.

    Args:
        services: Of a vault in which the sample talks were led.
        played: What each talk left behind, by its key.
        folder: Where the pictures go.
        quick: Only the day's page and one section of a talk, in light.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for look in LOOKS[:1] if quick else LOOKS:
        with look_of(look.settings), open_window(services) as (window, main, desk):
            camera = _Camera(window, main, desk, folder, look.name)
            camera.take_desk(played[_TALK], quick=quick)
            if not quick:
                camera.take_case(services, played[_TALK])
                camera.take_person(services)
                camera.take_card(services)
            files += camera.files
    return files


class _Camera:
    """Takes pictures of the window in one look."""

    def __init__(
        self, window: Window, main: MainWindow, desk: PrintDesk, folder: Path, look: str
    ) -> None:
        self._window = window
        self._main = main
        self._desk = desk
        self._folder = folder
        self._look = look
        self.files: list[Path] = []

    def take_desk(self, played: Played, *, quick: bool) -> None:
        """Take the places of the rail, and a section of the talk."""
        self._main.start()
        self._save("today")
        self._main.open_talk(played.interview.id)
        page = self._main.frame.page()
        if page is not None:
            page.open_part(_SECTION)
        self._save("interview-arabic")
        if quick:
            return
        self._main.frame.searched.emit(_SEARCHED)
        self._main.frame.topbar.search.setText(_SEARCHED)
        self._save("cases")
        self._main.frame.topbar.search.clear()
        for key, part, name in (
            (SLIPS, "", "slips"),
            (PARTNERS, "", "partners"),
            (JOURNAL, "", "journal"),
            (RIGHTS, "", "privacy"),
            (STATISTICS, "", "statistics"),
            (SETTINGS, settings_page.OFFICE, "settings"),
            (SETTINGS, settings_page.PEOPLE, "settings-people"),
            (SETTINGS, settings_page.LISTS, "settings-lists"),
            (SETTINGS, settings_page.TRANSLATIONS, "settings-translations"),
            (SETTINGS, settings_page.SECURITY, "settings-keys"),
            (SETTINGS, settings_page.COPY, "settings-copies"),
            (HELP, "", "help"),
        ):
            self._main.navigation.go(key, part)
            render(self._desk)
            self._save(name)

    def take_case(self, services: Services, played: Played) -> None:
        """Take the tabs of a case, a waiver and a slip."""
        self._main.navigation.go(TODAY)
        self._main.open_case(played.case_id)
        for part in (
            case_page.TALKS,
            case_page.WAIVERS,
            case_page.SLIPS,
            case_page.STEPS,
            case_page.PAPERS,
            case_page.HISTORY,
        ):
            self._main.navigation.open_part(part)
            render(self._desk)
            self._save(f"case-{part}")
        if played.waiver is not None:
            self._main.navigation.push(WaiverPage(services, self._desk, played.waiver.id))
            render(self._desk)
            self._save("waiver")
            self._main.frame.back()
        if played.slip is not None:
            self._main.open_slip(played.slip.id)
            self._save("slip")

    def take_person(self, services: Services) -> None:
        """Take the window for the person, mirrored for Arabic."""
        view = PersonView(services.session.content.wording("ar"))
        section = services.interviews.form.section(_SECTION)
        place = services.interviews.form.place_at(_QUESTION)
        view.show_question(place.question, section)
        view.resize(PERSON_SIZE)
        view.show()
        self._save("person-view", view)
        view.put_away()
        view.deleteLater()

    def take_card(self, services: Services) -> None:
        """Take the card before unlocking."""
        card = UnlockCard()
        card.show_name(services.office.load().name)
        self._window.show_content(card)
        self._save("unlock")

    def _save(self, name: str, widget: QWidget | None = None) -> None:
        settle()
        file = self._folder / f"{name}-{self._look}.png"
        (widget or self._window).grab().save(str(file))
        self.files.append(file)
