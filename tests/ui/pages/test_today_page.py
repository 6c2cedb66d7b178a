"""Heute: what goes on and what is due, and where it leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from intake_app import paths
from intake_app.domain.codes import DisclosureId
from intake_app.domain.office import Disclosure, DisclosureState
from intake_app.i18n import load_catalog, use_catalog
from intake_app.services.sample_talks import partner_id
from intake_app.ui.pages.case_words import near_day, weekday
from intake_app.ui.pages.entries import Entry
from intake_app.ui.pages.today_page import TodayPage
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.notices import Level, Notice
from tests.ui.accessibility import problems
from tests.ui.screens import settle


@pytest.fixture
def page(played, shown):
    page = shown(TodayPage(played.services), 1180, 760)
    enter(page)
    return page


def enter(page):
    page.entered()
    settle()


@pytest.mark.parametrize(("language", "said"), [("de", "Do. 24.12."), ("en", "Thu. 24.12.")])
def test_weekdays_speak_the_language_of_the_program(language, said):
    use_catalog(load_catalog(paths.translations_dir(), language))

    assert near_day(date(2026, 12, 24), date(2026, 11, 28)) == said
    assert weekday(date(2026, 12, 24)) == {"de": "Donnerstag", "en": "Thursday"}[language]


def spoken(entries):
    return [entry.accessibleName() for entry in visible(entries, Entry)]


def visible(widget, kind):
    return [inside for inside in widget.findChildren(kind) if inside.isVisible()]


def entry(entries, words):
    return next(e for e in visible(entries, Entry) if words in e.accessibleName())


def begin_talk(played, key="a-nurse", section="A10"):
    talk = played.services.interviews.begin(played.cases[key].case_id, "ar")
    return played.services.interviews.at_section(talk, section)


def test_a_talk_of_today_says_where_it_goes_on(played, shown):
    services, nurse = played.services, played.cases["a-nurse"]
    on = services.interviews.sheet(nurse.interview.id).reading.day("end.next")
    played.clock.move_to(on, "08:00")
    page = shown(TodayPage(services), 1180, 760)

    enter(page)

    said = entry(page.talks, "Rima Al-Mithali").accessibleName()
    assert "nächstes Gespräch, weiter bei „Person“" in said


def leave_unfinished(played):
    partner = played.services.partners.get(partner_id("jobcenter"))
    row = Disclosure(
        id=DisclosureId(uuid4()),
        case_id=played.cases["a-nurse"].case_id,
        partner_id=partner.id,
        partner_name=partner.full_name,
        waiver_ids=(),
        way="bundle",
        categories=frozenset(),
        paths=(),
        state=DisclosureState.BEGUN,
        begun_at=played.services.session.now(),
        by="MB",
    )
    with played.services.session.write() as store:
        store.disclosures.add(row)
    return row


def test_an_open_talk_is_continued_where_it_was_left(played, page, qtbot):
    talk = begin_talk(played)
    enter(page)

    begun = entry(page.talks, "Rima Al-Mithali")
    assert "Gespräch" in begun.accessibleName()
    assert "Abschnitt Arbeitserfahrung" in begun.accessibleName()
    with qtbot.waitSignal(page.continue_talk) as asked:
        qtbot.mouseClick(begun, Qt.MouseButton.LeftButton)
    assert asked.args == [talk.id]


def test_overdue_slips_stand_first_and_lead_to_the_slip(played, page, qtbot):
    slip = played.cases["d-engineer"].slip
    yesterday = played.services.session.today() - timedelta(days=1)
    with played.services.session.write() as store:
        store.slips.save(replace(store.slips.get(slip.id), valid_until=yesterday))
    enter(page)

    first = visible(page.slips, Entry)[0]
    assert "Andrii Zrazkovyi" in first.accessibleName()
    assert "überfällig" in first.accessibleName()
    with qtbot.waitSignal(page.open_slip) as asked:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert asked.args == [slip.id]


def test_a_due_step_names_the_person_and_leads_to_the_case(played, page, qtbot):
    step = entry(page.tasks, "Schule anmelden")

    assert "Lamin Misaali" in step.accessibleName()
    with qtbot.waitSignal(page.open_case) as asked:
        qtbot.keyClick(step, Qt.Key.Key_Return)
    assert asked.args == [played.cases["c-minor"].case_id]


def test_an_unfinished_hand_over_can_be_repeated_or_recorded_as_not_done(played, page, qtbot):
    row = leave_unfinished(played)
    enter(page)
    buttons = {button.text(): button for button in visible(page.tasks, Button)}

    with qtbot.waitSignal(page.repeat_handover) as asked:
        qtbot.mouseClick(buttons["Wiederholen …"], Qt.MouseButton.LeftButton)
    assert asked.args == [row.id]

    qtbot.mouseClick(buttons["Fand nicht statt"], Qt.MouseButton.LeftButton)
    assert played.services.handover.of_case(row.case_id)[0].state is DisclosureState.CANCELLED
    settle()
    assert "Übergabe" not in " ".join(spoken(page.tasks))


def test_a_missing_copy_and_missing_office_data_are_told_until_they_are_there(
    played, page, qtbot, tmp_path
):
    office = played.services.office.load()
    played.services.office.save(replace(office, street=""))
    enter(page)
    texts = [notice.text() for notice in visible_notices(page)]
    assert any("Sicherungskopie" in text for text in texts)
    assert any("Anschrift" in text for text in texts)

    with qtbot.waitSignals([page.office_asked, page.backup_asked]):
        for button in visible(page, Button):
            if button.text() in {"Ergänzen …", "Sicherungskopie anlegen …"}:
                qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    played.services.office.save(office)
    played.services.copies.make(tmp_path)
    enter(page)
    assert [notice.text() for notice in visible_notices(page)] == []


def visible_notices(page):
    return [notice for notice in visible(page, Notice) if notice is not page.messages]


def test_a_new_talk_begins_with_one_button(page, qtbot):
    with qtbot.waitSignal(page.new_talk):
        qtbot.mouseClick(page.begin, Qt.MouseButton.LeftButton)


def test_discreet_shows_initials_only(played, page):
    page.set_discreet(True)
    settle()

    words = " ".join([*spoken(page.slips), *spoken(page.tasks)])
    assert "L. M." in words
    assert "Misaali" not in words
    assert "Zrazkovyi" not in words


def test_columns_stand_below_one_another_where_it_is_narrow(page):
    assert page.slips.mapTo(page, page.slips.rect().topLeft()).x() > 300

    page.resize(700, 760)
    settle()

    assert page.slips.mapTo(page, page.slips.rect().topLeft()).x() < 60


def test_everything_has_a_name_and_can_be_reached(played, page):
    begin_talk(played)
    leave_unfinished(played)
    enter(page)

    assert problems(page) == []


def test_failed_attempts_to_unlock_are_told_once(played, shown):
    session = played.services.session
    failed_at = played.clock() - timedelta(hours=3)
    session.failed_unlocks = (failed_at, failed_at, played.clock())
    page = shown(TodayPage(played.services))
    page.entered()

    assert page.messages.text().startswith("3 Fehlversuche beim Entsperren seit ")
    assert page.messages.level is Level.WARN

    again = shown(TodayPage(played.services))
    again.entered()
    assert not again.messages.isVisible()
