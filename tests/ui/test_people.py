"""People in the real window: somebody is added, comes in, is suspended, and is removed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.domain.office import AdvisorState, Role
from intake_app.services.sample_player import SamplePlayer
from intake_app.services.sample_talks import sample_office, sample_talks
from intake_app.services.services import services_for
from intake_app.services.vaults import NewVault
from intake_app.ui.entrance.own_passphrase_card import OwnPassphraseCard
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.pages import settings_page
from intake_app.ui.widgets.confirm import Confirm
from tests.conftest import PASSPHRASE
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.shell import OFFICE, Shell
from tests.ui.typing import type_text

OWN = "eigelb kutscher legende vormittag vielmals kornfeld"


@pytest.fixture
def shell(content, clock, tmp_path, look):
    shell = Shell(content, clock, tmp_path)
    new = NewVault(
        office=OFFICE, advisor_name="Maren Beispiel", initials="MB", passphrase=PASSPHRASE
    )
    session = shell.vaults.create(shell.proposed, new, shell.vaults.new_recovery_text())
    session.close()
    shell.machine.keep(replace(shell.machine.settings, vault=str(shell.proposed)))
    shell.start()
    shell.unlock(PASSPHRASE)
    yield shell
    shell.close()


@pytest.fixture
def tab(shell):
    return people_tab(shell)


def people_tab(shell):
    shell.main.frame.go("settings")
    shell.page.open_part(settings_page.PEOPLE)
    settle()
    return shell.page.people


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def add(shell, tab, name="Petra Muster", initials="PM"):
    """Add somebody and return the words that are shown."""
    tab.add.click()
    type_text(tab.form.name.line, name)
    type_text(tab.form.initials.line, initials)
    tab.save.click()
    shell.wait()
    words = tab.words.words.text()
    tab.words.done.click()
    settle()
    return words


def row_of(tab, initials):
    return next(row for row in tab.rows() if row.words().startswith(initials))


def open_person(tab, initials):
    row_of(tab, initials).click()
    settle()


def choose(shell, initials):
    card = shell.card
    next(
        segment for segment in card.advisors.segments() if segment.option.label == initials
    ).click()


def test_somebody_is_added_and_the_words_are_shown_once(shell, tab):
    tab.add.click()
    type_text(tab.form.name.line, "Petra Muster")
    type_text(tab.form.initials.line, "PM")
    tab.save.click()
    shell.wait()

    words = tab.words.words.text()
    assert len(words.split()) == 6
    assert "PM" in texts(tab.words)
    assert problems(shell.window) == []
    tab.words.done.click()
    settle()
    assert tab.words.words.text() == ""
    assert [row.words() for row in tab.rows()] == ["MB · Maren Beispiel", "PM · Petra Muster"]


def test_leaving_the_page_takes_the_words_out_of_it(shell, tab):
    tab.add.click()
    type_text(tab.form.name.line, "Petra Muster")
    type_text(tab.form.initials.line, "PM")
    tab.save.click()
    shell.wait()

    shell.main.frame.go("help")

    assert tab.words.words.text() == ""


def test_what_is_missing_is_said_beside_the_fields(shell, tab):
    tab.add.click()
    tab.save.click()
    assert "Bitte schreiben Sie den Namen" in texts(tab.form)

    type_text(tab.form.name.line, "Xenia")
    type_text(tab.form.initials.line, "MB")
    tab.form.roles[Role.ADVISOR].click()
    tab.save.click()
    assert "mindestens eine Rolle" in texts(tab.form)

    tab.form.roles[Role.PRIVACY].click()
    tab.save.click()
    shell.wait()
    assert "Kürzel hat oder hatte schon jemand" in texts(tab.form)


def test_at_the_first_unlocking_an_own_passphrase_is_chosen_before_anything_is_seen(shell, tab):
    words = add(shell, tab)
    shell.lock()
    choose(shell, "PM")
    shell.unlock(words)

    card = shell.card
    assert isinstance(card, OwnPassphraseCard)
    assert shell.program.main is None
    assert problems(shell.window) == []
    type_text(card.passphrase.first, words)
    type_text(card.passphrase.second, words)
    card.store.click()
    shell.wait()
    assert "das Sie bekommen haben" in card.notice.text()

    card.passphrase.clear()
    type_text(card.passphrase.first, OWN)
    type_text(card.passphrase.second, OWN)
    card.store.click()
    shell.wait()
    assert shell.main.frame.topbar.initials.accessibleName().endswith("PM")

    shell.lock()
    choose(shell, "PM")
    shell.unlock(OWN)
    assert shell.main.frame.page() is not None


def test_whoever_does_not_choose_locks_again_and_idleness_does_too(shell, tab):
    words = add(shell, tab)
    shell.lock()
    for is_idle in (False, True):
        choose(shell, "PM")
        shell.unlock(words)
        assert isinstance(shell.card, OwnPassphraseCard)
        if is_idle:
            for _ in range(10 * 60):
                shell.program.idle.tick()
        else:
            shell.card.back.click()
        shell.wait(lambda: not shell.program.holds_vault)
        assert isinstance(shell.card, UnlockCard)


def test_a_suspended_advisor_reads_so_after_the_right_passphrase(shell, tab):
    words = add(shell, tab)
    open_person(tab, "PM")
    tab.suspend.click()
    settle()
    assert row_of(tab, "PM").accessibleName().endswith("ausgesetzt")

    shell.lock()
    choose(shell, "PM")
    shell.unlock("falsch und noch einmal falsch")
    assert "ausgesetzt" not in shell.card.notice.text()
    shell.unlock(words)
    assert "Ihr Zugang ist ausgesetzt" in shell.card.notice.text()
    assert shell.program.main is None

    choose(shell, "MB")
    shell.unlock(PASSPHRASE)
    tab = people_tab(shell)
    open_person(tab, "PM")
    tab.resume.click()
    shell.lock()
    choose(shell, "PM")
    shell.unlock(words)
    assert isinstance(shell.card, OwnPassphraseCard)


def test_a_forgotten_passphrase_is_replaced_by_new_words(shell, tab):
    first = add(shell, tab)
    open_person(tab, "PM")
    tab.reset.click()
    shell.wait()
    second = tab.words.words.text()

    assert len(second.split()) == 6
    assert second != first
    shell.lock()
    choose(shell, "PM")
    shell.unlock(first)
    assert isinstance(shell.card, UnlockCard)
    shell.unlock(second)
    assert isinstance(shell.card, OwnPassphraseCard)


def test_somebody_is_removed_and_the_card_offers_them_no_more(shell, tab):
    add(shell, tab)
    open_person(tab, "PM")
    tab.remove.click()
    asking = next(box for box in QApplication.topLevelWidgets() if isinstance(box, Confirm))
    assert "Ältere Sicherungskopien" in texts(asking)
    told = []
    tab.key_changing.connect(told.append)
    asking.act.click()
    assert "lässt sich nichts speichern" in texts(shell.main.frame), "on every page"
    shell.wait()
    assert told[-1] == ""

    assert "PM ist entfernt" in shell.page.messages.text()
    assert not row_of(tab, "PM").isEnabled()
    assert shell.main.frame.page() is shell.page
    shell.lock()
    assert [slot.initials for slot in shell.vaults.card(shell.proposed).slots] == ["MB"]
    shell.unlock(PASSPHRASE)
    assert shell.page is not None


def test_the_last_administrator_is_told_why_the_role_stays(shell, tab):
    open_person(tab, "MB")
    assert not tab.remove.isVisible()
    assert not tab.suspend.isVisible()

    tab.form.roles[Role.ADMIN].click()
    tab.save.click()
    settle()

    assert "Jemand muss die Personen dieses Tresors verwalten" in shell.page.messages.text()


def test_a_removal_that_a_crash_took_back_is_offered_again(shell, tab):
    add(shell, tab)
    services = services_for(shell.program._session)
    (petra,) = [one for one in services.people.all() if one.initials == "PM"]
    with services.session.write() as store:
        store.office.set_flag("people.leaving", petra.slot_id)
    tab.entered()
    settle()
    assert "Das Entfernen von PM wurde unterbrochen" in texts(tab)
    assert problems(shell.window) == []

    tab.again.click()
    shell.wait()

    (gone,) = [one for one in services.people.all() if one.initials == "PM"]
    assert gone.state is AdvisorState.REMOVED
    assert not tab.unfinished.isVisible()


def test_who_may_not_look_after_people_reads_who_may(shell):
    session = shell.program._session
    session.advisor = replace(session.advisor, roles=frozenset({Role.ADVISOR}))
    shell.program._build()
    tab = people_tab(shell)

    assert not tab.list.isVisible()
    assert "Rolle Verwaltung" in texts(tab)


# Keeping somebody from a case.


def test_a_case_goes_out_of_sight_for_somebody_and_comes_back(shell, tab):
    services = services_for(shell.program._session)
    number = services.cases.head(services.cases.create()).case.number
    words = add(shell, tab)
    open_person(tab, "PM")
    tab.bars.form.button.click()
    assert "Nummer des Falls" in texts(tab.bars)
    type_text(tab.bars.form.number.line, "HE-26-999999-X")
    tab.bars.form.button.click()
    assert "Kein Fall hat diese Nummer" in texts(tab.bars)
    tab.bars.form.number.set_text("")
    type_text(tab.bars.form.number.line, number)
    tab.bars.form.button.click()
    settle()
    assert f"{number}, seit" in texts(tab.bars)
    assert problems(shell.window) == []

    shell.lock()
    session = shell.vaults.unlock(shell.proposed, words)
    own = services_for(session)
    own.office.choose_passphrase(OWN)
    assert own.cases.search("") == []
    session.close()

    choose(shell, "MB")
    shell.unlock(PASSPHRASE)
    tab = people_tab(shell)
    open_person(tab, "PM")
    tab.bars.lifts[0].click()
    settle()
    assert number not in texts(tab.bars)


def test_the_head_sees_people_and_bars_but_changes_nobody(shell, tab):
    add(shell, tab)
    session = shell.program._session
    session.advisor = replace(session.advisor, roles=frozenset({Role.HEAD}))
    shell.program._build()
    tab = people_tab(shell)
    assert not tab.add.isVisible()

    open_person(tab, "PM")

    assert tab.bars.isVisible()
    assert not tab.one.isVisible()


def test_a_scan_of_a_barred_slip_says_only_that_somebody_else_works_on_the_case(
    shell, tab, demo_folder, clock
):
    services = services_for(shell.program._session)
    services.office.save(sample_office(demo_folder).office)
    player = SamplePlayer(services, clock, demo_folder)
    player.add_partners()
    played = player.play(next(t for t in sample_talks(demo_folder) if t.key == "a-nurse"))
    head = services.cases.head(played.case_id)
    services.bars.set(services.session.advisor.slot_id, head.case.number)

    shell.main.scanned(played.slip.number)
    settle()

    said = shell.page.messages.text()
    assert said == "Dieser Zettel gehört zu einem Fall, den jemand anders bearbeitet."
