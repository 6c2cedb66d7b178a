"""The window shows what a role can do, and says which one is needed for the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from intake_app.domain.dates import german_date
from intake_app.domain.office import Role
from intake_app.ui.machine import Machine
from intake_app.ui.pages import settings_page
from intake_app.ui.pages.clock_notice import ClockNotice
from intake_app.ui.pages.partners_page import PartnersPage
from intake_app.ui.pages.role_page import RolePage
from intake_app.ui.pages.settings_page import SettingsPage
from intake_app.ui.shell.main_window import MainWindow
from intake_app.ui.shell.rail import RailButton
from intake_app.ui.widgets.segments import Segment
from tests.ui.screens import settle


@pytest.fixture
def window(played, desk, qtbot, tmp_path):
    """Return what builds the window of somebody with these roles."""
    built = []

    def build(*roles):
        session = played.services.session
        session.advisor = replace(session.advisor, roles=frozenset(roles))
        main = MainWindow(played.services, desk, Machine(tmp_path / "settings.toml"))
        qtbot.addWidget(main.frame)
        main.frame.resize(1200, 800)
        main.start()
        main.frame.show()
        settle()
        built.append(main)
        return main

    yield build
    for main in built:  # what it does by itself must not outlive the vault
        main.close_other_windows()


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def on_the_rail(main):
    return [button.accessibleName() for button in main.frame.rail.findChildren(RailButton)]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.ADVISOR, ["Heute", "Fälle", "Zettel", "Stellen", "Hilfe", "Einstellungen"]),
        (Role.ADMIN, ["Heute", "Stellen", "Hilfe", "Einstellungen"]),
        (Role.STATISTICS, ["Heute", "Statistik", "Hilfe", "Einstellungen"]),
        (Role.HEAD, ["Heute", "Protokoll", "Datenschutz", "Statistik", "Hilfe", "Einstellungen"]),
    ],
)
def test_the_rail_shows_the_places_of_the_role(window, role, expected):
    main = window(role)

    assert set(expected) <= set(on_the_rail(main))
    assert ("Fälle" in on_the_rail(main)) == (role is Role.ADVISOR)
    assert main.frame.topbar.search.isVisible() == (role is Role.ADVISOR)


def test_who_does_not_counsel_reads_why_there_are_no_cases(window):
    main = window(Role.ADMIN)

    assert isinstance(main.frame.page(), RolePage)
    assert "Verwaltung" in texts(main.frame.page())
    assert "Fälle sehen nur die Beratenden" in texts(main.frame.page())


def test_an_advisor_looks_at_the_settings_of_the_office_and_changes_none(window):
    main = window(Role.ADVISOR)
    main.frame.go("settings")
    page = main.frame.page()
    settle()

    assert isinstance(page, SettingsPage)
    assert not page.office.fields.isEnabled()
    assert page.office.isEnabled(), "it can be scrolled"
    assert "Rolle Leitung oder Verwaltung" in texts(page.office)
    page.open_part(settings_page.SECURITY)
    settle()
    assert not page.security.make_sheet.isEnabled()
    assert page.security.change.isEnabled(), "the own passphrase is everybody's"
    assert "Rolle Verwaltung" in texts(page.security)
    page.open_part(settings_page.COPY)
    assert page.copy.make.isEnabled()


def test_an_advisor_reads_the_offices_and_the_administration_changes_them(window):
    main = window(Role.ADVISOR)
    main.frame.go("partners")
    page = main.frame.page()
    page.directory.chosen.emit(page._partners[0].id)
    settle()

    assert isinstance(page, PartnersPage)
    assert not page.add.isVisible()
    assert not page.form.lines["name"].isEnabled()
    assert "Rolle Verwaltung" in texts(page.form)

    main = window(Role.ADMIN)
    main.frame.go("partners")
    assert main.frame.page().add.isVisible()


def test_a_slip_scanned_by_somebody_who_does_not_counsel_opens_nothing(window, played):
    code = played.services.routing.under_way()[0][1].number
    main = window(Role.ADMIN)

    main.scanned(code)
    settle()

    assert isinstance(main.frame.page(), RolePage)
    assert "Ihre Rolle umfasst das nicht" in main.frame.page().messages.text()


def test_after_a_change_of_roles_the_window_opens_at_a_place_that_is_left(window):
    main = window(Role.ADVISOR)
    main.frame.go("cases")
    where = main.navigation.whereabouts()

    main = window(Role.PRIVACY)
    main.start(where)

    assert isinstance(main.frame.page(), RolePage)


def test_who_looks_after_the_office_confirms_the_clock_on_the_first_page(window, played):
    session = played.services.session
    session.clock_behind = session.now()
    main = window(Role.ADMIN)
    notice = main.frame.page().findChild(ClockNotice)

    notice.reasons.findChildren(Segment)[0].click()
    notice.confirm.click()

    assert not notice.isVisible()
    assert session.clock_behind is None


def test_who_may_not_confirm_the_clock_reads_who_may(window, played):
    session = played.services.session
    session.clock_behind = session.now()
    notice = window(Role.ADVISOR).frame.page().findChild(ClockNotice)

    assert not notice.confirm.isVisible()
    assert "Leitung" in texts(notice)


def test_after_a_leap_of_the_clock_whoever_confirms_it_says_that_nobody_worked(window, played):
    session = played.services.session
    session.clock_leapt_from = session.today() - timedelta(days=100)
    main = window(Role.ADMIN)
    notice = main.frame.page().findChild(ClockNotice)
    said = texts(notice)
    assert "mehr als 60 Tage" in said
    assert german_date(session.clock_leapt_from) in said
    assert f"Ist heute wirklich der {german_date(session.today())}?" in said

    notice.reasons.findChildren(Segment)[-1].click()
    notice.confirm.click()

    assert session.clock_leapt_from is None
    with session.read() as store:
        entry = store.journal.entries(limit=1)[0]
    assert (entry.act, entry.object_id) == ("clock.confirmed", "pause")
