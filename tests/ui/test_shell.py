"""The course of the program: locking, practice, and what stays on the way."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from intake_app.domain import numbers
from intake_app.domain.office import PaperKind
from intake_app.services.paper_wishes import PaperWish
from intake_app.settings import load_settings
from intake_app.ui.application import appearance_of
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.look.theme import Scheme
from intake_app.ui.pages import settings_page
from intake_app.ui.pages.case_page import CasePage
from intake_app.ui.pages.cases_page import CasesPage
from intake_app.ui.pages.help_page import HelpPage
from intake_app.ui.shell.places import CASES, HELP, PARTNERS, SETTINGS, SLIPS, TODAY
from intake_app.ui.shell.strip import Strip
from intake_app.ui.system.idle import COUNTDOWN_S
from tests.ui.screens import settle, windows_opened
from tests.ui.shell import PASSPHRASE, begin_talk
from tests.ui.typing import press, type_text


def idle_for(shell, seconds):
    """Let time pass as the clock of the program counts it."""
    for _ in range(seconds):
        shell.program.idle.tick()


# Locking.


def test_after_its_completion_a_talk_leads_to_its_case_and_says_so(opened):
    case_id = opened.main._services.cases.create()
    talk = opened.main._services.interviews.begin(case_id, "ar")
    opened.main.open_talk(talk.id)
    talk_page = opened.page

    talk_page.left.emit()
    talk_page.completed.emit(case_id)

    assert isinstance(opened.page, CasePage)
    assert opened.page.case_id == case_id
    assert "abgeschlossen" in opened.page.messages.text()
    assert len(opened.main.frame.pushed()) == 1


def test_the_program_locks_after_its_idle_minutes_with_a_quiet_countdown(opened):
    idle_for(opened, 5 * 60 - COUNTDOWN_S)
    assert "30 Sekunden" in opened.main.frame._countdown.text()
    assert opened.main.frame._countdown.isVisible()
    press(opened.window.windowHandle(), Qt.Key.Key_Shift)
    assert not opened.main.frame._countdown.isVisible()
    idle_for(opened, 5 * 60)
    opened.wait(lambda: not opened.program.holds_vault)
    assert isinstance(opened.card, UnlockCard)


def test_an_open_talk_has_its_own_longer_time(opened):
    begin_talk(opened)
    idle_for(opened, 5 * 60 + 10)
    assert opened.program.holds_vault
    idle_for(opened, 10 * 60)
    opened.wait(lambda: not opened.program.holds_vault)


def test_a_lock_time_changed_in_the_settings_holds_at_once(opened):
    page = opened.main.navigation.go(SETTINGS, settings_page.SECURITY)
    segments = page.security.minutes.segments()
    next(s for s in segments if s.option.code == "10").click()
    idle_for(opened, 6 * 60)
    assert opened.program.holds_vault


def test_a_locked_program_does_not_say_that_somebody_works_in_the_vault(opened):
    opened.lock()

    assert not opened.card.state_of_vault.isVisible()
    assert not opened.card.read.isVisible()
    assert opened.card.unlock.isVisible()


def test_locking_forgets_keys_pages_clipboard_and_the_persons_window(opened):
    talk = begin_talk(opened)
    session = opened.main._services.session
    view = opened.main._views._views[0]
    question = talk.sheet.form.place_at("birth.place")
    view.show_question(question.question, question.section)
    view.show()
    QGuiApplication.clipboard().setText("Rima")
    opened.lock()
    assert not session.unlocked.private_key
    assert opened.program.main is None
    assert QGuiApplication.clipboard().text() == ""
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [opened.window]
    with opened.vaults.unlock(opened.proposed, PASSPHRASE).read() as store:
        assert store.cases.count() == 1


def test_the_vault_stays_whole_until_a_running_job_has_ended(opened):
    may_end = Event()
    opened.tasks.run(lambda: may_end.wait(60), context=opened.window, done=bool, failed=bool)
    opened.main.frame.topbar.lock.click()
    settle()
    assert isinstance(opened.card, UnlockCard)
    assert opened.card.progress.isVisible()
    assert not opened.card.unlock.isEnabled()
    assert opened.program.holds_vault
    may_end.set()
    opened.wait(lambda: not opened.program.holds_vault)
    assert opened.card.unlock.isEnabled()
    opened.unlock(PASSPHRASE)


def test_after_unlocking_the_same_pages_are_open_again(opened):
    case_id = opened.main._services.cases.create()
    opened.main.navigation.go("cases")
    opened.main.open_case(case_id)
    opened.page.go_to_tab("steps")
    opened.lock()
    opened.unlock(PASSPHRASE)
    assert opened.main.frame.place() == "cases"
    assert opened.page.case_id == case_id
    assert opened.page.tab() == "steps"


def test_a_preview_and_a_hand_over_are_open_again_after_unlocking(opened):
    services = opened.main._services
    case_id = services.cases.create()
    office = replace(services.partners.new("P03"), name="Jobcenter Musterstadt")
    services.partners.save(office)
    wish = PaperWish(kind=PaperKind.PRIVACY_NOTICE, subject=case_id)
    opened.main.hand_over(case_id)
    opened.page.partner.show_code(str(office.id))
    opened.main.open_paper(wish)

    opened.lock()
    opened.unlock(PASSPHRASE)

    assert opened.page.wish == wish
    opened.page.left.emit()
    assert opened.page.case_id == case_id
    assert opened.page.partner.code() == str(office.id)


def test_a_page_that_opens_leads_to_its_first_field_and_not_to_the_way_back(opened):
    case_id = opened.main._services.cases.create()
    opened.page.setFocus()
    opened.main.open_case(case_id)
    settle()
    assert opened.window.focusWidget() is opened.page.tabs
    case = opened.page

    opened.main.enter_paper(case_id)
    settle()
    assert opened.window.focusWidget() is opened.page.number

    opened.page.left.emit()
    settle()
    assert opened.page is case
    assert opened.window.focusWidget() is case.tabs


def test_a_case_that_is_gone_meanwhile_is_no_stumbling_block(opened):
    case_id = opened.main._services.cases.create()
    opened.main.open_case(case_id)
    where = opened.main.navigation.whereabouts()
    opened.main.navigation.go(TODAY)
    opened.main._services.cases.discard(case_id, "mistake")
    opened.main.start(where)
    assert opened.page.isVisible()


def test_that_a_case_was_discarded_is_said_where_the_advisor_is_then(opened):
    opened.main.begin_talk()
    opened.main.open_new_case()

    opened.page._on_discard("aus Versehen")

    assert isinstance(opened.page, CasesPage)
    assert "verworfen" in opened.page.messages.text()


def test_what_cannot_be_stored_yet_waits_in_the_vault(opened):
    page = opened.main.navigation.go(SETTINGS)
    page.office.fields.lines["case_prefix"].set_text("X")
    opened.lock()
    opened.unlock(PASSPHRASE)
    assert opened.page.office.fields.lines["case_prefix"].text() == "X"
    assert opened.page.office.fields.lines["case_prefix"].line.is_wrong()
    assert opened.main._services.office.load().case_prefix == "HE"


def test_after_a_list_changed_other_places_are_built_anew_with_what_was_typed(opened):
    navigation = opened.main.navigation
    before = navigation.go(PARTNERS)
    type_text(before.directory.filter, "Jobc")
    settings = navigation.go(SETTINGS, settings_page.LISTS)

    settings.lists.open("languages")
    settings.lists.view.add.click()
    type_text(settings.lists.view.form.label.line, "Haussa")
    settings.lists.view.form.store.click()
    settle()

    assert navigation.go(SETTINGS) is settings, "the message stands on it"
    after = navigation.go(PARTNERS)
    assert after is not before
    assert after.directory.filter.text() == "Jobc"


def test_closing_the_window_stores_and_locks(opened):
    talk = begin_talk(opened)
    talk.go_to_section("A2")
    settle()
    type_text(talk.section_view().view("birth.place").field.line, "Homs")
    case_id = talk.sheet.interview.case_id
    opened.window.close()
    assert not opened.program.holds_vault
    session = opened.vaults.unlock(opened.proposed, PASSPHRASE)
    with session.read() as store:
        assert store.answers.get(case_id, None, "birth.place").answer.value == "Homs"
    session.close()


# In the window.


def test_a_name_that_was_searched_does_not_stand_there_on_other_pages(opened):
    search = opened.main.frame.topbar.search
    search.setFocus()
    type_text(search, "Haddad")
    press(search, Qt.Key.Key_Return)
    settle()
    assert isinstance(opened.page, CasesPage)
    assert search.text() == "Haddad"

    for leave in (lambda: begin_talk(opened), lambda: opened.main.navigation.go(SETTINGS)):
        leave()
        assert search.text() == ""

    opened.main.navigation.go(CASES)

    assert search.text() == "Haddad"


def test_a_vault_without_offices_offers_to_add_the_first(opened):
    opened.main.navigation.go(PARTNERS)
    settle()
    assert opened.page.first.isVisible()

    opened.page.first.button.click()

    assert opened.page.form.isVisible()


def test_no_window_but_the_one_opens_while_pages_are_built(shell, recovery_text):
    shell.start()
    with windows_opened() as opened:
        shell.unlock(PASSPHRASE)
        for key in ("cases", SLIPS, PARTNERS, HELP, SETTINGS):
            shell.main.navigation.go(key)
            settle()
        begin_talk(shell)
    assert opened == []


def test_f12_hides_names_on_every_page_also_on_those_opened_later(opened):
    opened.main.frame.topbar.privacy.click()
    page = opened.main.navigation.go("cases")
    assert page._discreet


def test_f1_shows_the_help_above_and_leads_back(opened):
    opened.main.navigation.go(PARTNERS)
    opened.main.frame.help_asked.emit(PARTNERS)
    assert isinstance(opened.page, HelpPage)
    assert opened.page.tabs.count() == 2
    assert "Jede Antwort ist sofort gespeichert" in opened.page.text.toPlainText()
    opened.page.back.click()
    assert opened.main.frame.place() == PARTNERS
    assert not isinstance(opened.page, HelpPage)


def test_typing_in_the_search_box_leads_to_the_cases(opened):
    type_text(opened.main.frame.topbar.search, "Rima")
    press(opened.main.frame.topbar.search, Qt.Key.Key_Return)
    assert isinstance(opened.page, CasesPage)


def test_a_code_that_is_no_slip_is_explained_where_somebody_is(opened):
    opened.program.scans.scanned.emit("4006381333931")
    assert opened.page.messages.isVisible()
    opened.main.navigation.go(SLIPS)
    opened.program.scans.scanned.emit("4006381333931")
    assert opened.main.frame.place() == SLIPS


def test_a_page_of_a_waiver_that_is_not_here_is_explained_as_one(opened):
    number = numbers.waiver_number(2026, 4711)
    opened.program.scans.scanned.emit(numbers.waiver_page_code(number, 1, 3))
    assert opened.page.messages.isVisible()
    opened.program.scans.scanned.emit("SE1.UNLESBAR.1.3")
    assert "Code" in opened.page.messages.text()


def test_a_scan_while_locked_does_nothing(shell, recovery_text):
    shell.start()
    shell.program.scans.scanned.emit("LZ1.7Q4M92KTX3")
    assert isinstance(shell.card, UnlockCard)


def test_the_language_changes_at_once_and_the_page_stays(opened):
    page = opened.main.navigation.go(SETTINGS, settings_page.MACHINE)
    next(s for s in page.machine.language.segments() if s.option.code == "en").click()
    settle()
    assert opened.page.title() == "Settings"
    assert opened.page.part() == settings_page.MACHINE
    assert load_settings(opened.settings_file).language == "en"
    opened.machine.keep(replace(opened.machine.settings, language="de"))
    settle()
    assert opened.page.title() == "Einstellungen"


def test_theme_and_text_size_change_at_once(opened, theme):
    page = opened.main.navigation.go(SETTINGS, settings_page.MACHINE)
    next(s for s in page.machine.theme.segments() if s.option.code == "dark").click()
    settle()
    assert appearance_of(QApplication.instance()).theme.tokens.is_dark
    page = opened.page
    next(s for s in page.machine.size_of_text.segments() if s.option.code == "200").click()
    settle()
    assert QApplication.font().pointSizeF() > 20
    theme.apply(Scheme.LIGHT, 100)


# Practice.


def test_practice_closes_the_vault_and_comes_back_to_it(opened):
    opened.main.practice_asked.emit()
    opened.wait(lambda: opened.program.main is not None)
    assert isinstance(opened.window.content(), Strip)
    services = opened.main._services
    assert services.session.is_practice
    assert services.session.folder.path.is_relative_to(opened.temporary)
    opened.vaults.unlock(opened.proposed, PASSPHRASE).close()

    opened.lock()
    opened.card.unlock.click()
    opened.wait()
    assert opened.main._services.session.is_practice

    opened.window.content().end.click()
    opened.wait(lambda: not opened.program.holds_vault)
    assert list(opened.temporary.iterdir()) == []
    opened.unlock(PASSPHRASE)
    assert not opened.main._services.session.is_practice


def test_leftover_practice_goes_at_the_next_start(shell, recovery_text):
    left = shell.temporary / "intake-practice-left"
    left.mkdir()
    (left / "vault").mkdir()
    shell.start()
    assert not left.exists()
