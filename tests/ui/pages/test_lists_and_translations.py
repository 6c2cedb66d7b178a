"""Lists, hints and translations, as somebody of the administration works with them by keys."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import polib
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from intake_app.domain.office import Role
from intake_app.domain.translation import Trust
from intake_app.ui.look.theme import Scheme
from intake_app.ui.machine import Machine
from intake_app.ui.pages import settings_page
from intake_app.ui.pages.interview.context import field_context
from intake_app.ui.pages.settings_page import SettingsPage
from intake_app.ui.question.question_view import QuestionView
from tests.ui.accessibility import problems
from tests.ui.screens import settle
from tests.ui.typing import press, type_text

COURSES = "course_kinds"


@pytest.fixture
def services(played):
    return played.services


@pytest.fixture
def open_page(services, desk, shown, tmp_path, qtbot):
    """Open a tab of the settings, as it is after everything was read."""

    def open_page(part):
        machine = Machine(tmp_path / "config" / "settings.toml")
        page = shown(SettingsPage(services, desk, machine), 1000, 700)
        page.entered()
        page.open_part(part)
        qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=60_000)
        settle()
        return page

    return open_page


@pytest.fixture
def lists(open_page):
    return open_page(settings_page.LISTS).lists


@pytest.fixture
def translations(open_page):
    return open_page(settings_page.TRANSLATIONS).translations


def texts(widget):
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )


def details(rows):
    return {row.words(): row.accessibleName() for row in rows}


def write(line, text):
    line.line.clear()
    type_text(line.line, text)


def row_of(translations, catalogue):
    return next(row for row in translations.view.rows if row.state.catalogue == catalogue)


# Lists.


def test_a_course_is_added_by_keys_and_offered_in_the_talk(lists, services):
    press(lists.lists[COURSES], Qt.Key.Key_Space)
    press(lists.view.add, Qt.Key.Key_Space)
    assert lists.view.form.label.line.hasFocus()
    type_text(lists.view.form.label.line, "Alphakurs der KVHS")
    press(lists.view.form.store, Qt.Key.Key_Space)
    settle()

    assert lists.view.form.isHidden()
    (entry,) = services.lists.entries(COURSES)
    assert (entry.label, entry.as_of) == ("Alphakurs der KVHS", services.session.today())
    question = services.interviews.form.question("course.next")
    offered = {option.label: option for option in field_context(services).texts.options(question)}
    assert offered["Alphakurs der KVHS"].hint == f"Stand {services.session.today():%m/%Y}"
    assert lists.view.own[entry.code].hasFocus(), "the focus goes on from what was stored"


def test_the_lines_say_how_old_an_entry_is_and_who_should_look(lists, services):
    entry = dataclasses.replace(
        services.lists.new_entry(COURSES), label="Alter Kurs", as_of=date(2025, 3, 1)
    )
    services.lists.save_entry(entry)
    lists.entered()
    lists.open(COURSES)
    settle()

    assert details(lists.view.own.values()) == {
        "Alter Kurs": "Alter Kurs Stand 03/2025 · bitte prüfen"
    }
    assert "1 Eintrag wurde seit über einem Jahr nicht geprüft" in lists.view.old.text()
    lists.show_all()
    assert "1 eigener" in lists.lists[COURSES].accessibleName()
    assert lists.lists[COURSES].hasFocus()


def test_an_entry_ends_with_a_last_day_and_stays_in_the_list(lists, services):
    entry = dataclasses.replace(services.lists.new_entry(COURSES), label="Kurs")
    services.lists.save_entry(entry)
    lists.open(COURSES)
    lists.view.open(entry.code)
    yesterday = services.session.today() - timedelta(days=1)
    write(lists.view.form.valid_to, f"{yesterday:%d.%m.%Y}")
    press(lists.view.form.store, Qt.Key.Key_Space)

    assert services.lists.entries(COURSES)[0].valid_to == yesterday
    name = lists.view.own[entry.code].accessibleName()
    assert f"zuletzt angeboten am {yesterday:%d.%m.%Y}" in name


def test_of_a_shipped_entry_only_the_last_day_can_be_changed(lists, services):
    lists.open(COURSES)
    lists.view.open("ik_support")
    form = lists.view.form
    settle()

    assert "Förderkurs" in texts(form)
    assert not form.label.isVisible()
    assert form.valid_to.line.hasFocus()
    write(form.valid_to, "01.01.2026")
    press(form.store, Qt.Key.Key_Space)
    assert "zuletzt angeboten am 01.01.2026" in lists.view.shipped["ik_support"].accessibleName()


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("label", " ", "Hier fehlt noch etwas."),
        ("as_of", "", "Hier fehlt noch etwas."),
        ("as_of", "31.12.2199", "Dieser Tag liegt in der Zukunft."),
        ("valid_to", "01.01.2020", "Der letzte Tag liegt vor dem ersten."),
        ("valid_to", "nie", ""),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_stored(
    lists, services, field, typed, says
):
    lists.open(COURSES)
    lists.view.add_entry()
    form = lists.view.form
    write(form.label, "Kurs")
    write(form.valid_from, "01.02.2026")
    write(getattr(form, field), typed)
    press(form.store, Qt.Key.Key_Space)

    assert getattr(form, field).line.is_wrong()
    assert says in texts(form)
    assert services.lists.entries(COURSES) == []


def test_an_entry_that_is_half_typed_is_there_after_locking(open_page, services):
    page = open_page(settings_page.LISTS)
    page.lists.open(COURSES)
    page.lists.view.add_entry()
    write(page.lists.view.form.label, "Halb getippt")
    write(page.lists.view.form.valid_to, "31.1")
    typed = page.half_typed()

    again = open_page(settings_page.LISTS)
    again.take_up(typed)

    form = again.lists.view.form
    assert form.isVisible()
    assert (form.label.text(), form.valid_to.text()) == ("Halb getippt", "31.1")


# Hints.


def test_a_hint_stands_below_its_question_with_its_day(lists, services, qtbot):
    press(lists.hints.add, Qt.Key.Key_Space)
    form = lists.hints.form
    form.question.show_code("res.course_right")
    type_text(form.text, "BAMF: keine neuen Zulassungen.")
    press(form.store, Qt.Key.Key_Space)
    settle()

    assert "Stand" in lists.hints.rows[0].accessibleName()
    question = services.interviews.form.question("res.course_right")
    view = QuestionView(question, "res.course_right", field_context(services))
    qtbot.addWidget(view)
    assert view.field
    stand = f"(Stand {services.session.today():%m/%Y})"
    assert f"BAMF: keine neuen Zulassungen. {stand}" in texts(view)
    assert "stimmt es noch?" not in texts(view)


def test_a_hint_that_nobody_looked_at_for_a_year_says_so(services, qtbot):
    hint = dataclasses.replace(
        services.lists.new_hint("mob.ticket"), text="Nur im Rathaus.", as_of=date(2025, 1, 2)
    )
    services.lists.save_hint(hint)
    question = services.interviews.form.question("mob.ticket")
    view = QuestionView(question, "mob.ticket", field_context(services))
    qtbot.addWidget(view)
    assert view.field
    assert "Nur im Rathaus. (Stand 01/2025) Seit über einem Jahr nicht geprüft" in texts(view)


def test_a_hint_without_a_question_is_refused_and_stays_in_the_form(lists, services):
    lists.hints.add_hint()
    type_text(lists.hints.form.text, "Wozu?")
    press(lists.hints.form.store, Qt.Key.Key_Space)
    assert services.lists.hints() == []
    assert lists.hints.form.text.text() == "Wozu?"
    assert "Hier fehlt noch etwas." in texts(lists.hints.form)


# Translations.


def test_every_language_says_how_far_it_is(translations, services):
    assert set(translations.languages) == set(services.translations.languages())
    assert translations.languages["uk"].accessibleName() == "Ukrainisch Entwurf"


def test_a_translation_is_released_by_keys_with_a_name(translations, services):
    press(translations.languages["uk"], Qt.Key.Key_Space)
    press(row_of(translations, "waiver").release, Qt.Key.Key_Space)
    form = translations.view.form
    assert form.name.line.hasFocus()
    type_text(form.name.line, "Olena Muster")
    press(form.enter, Qt.Key.Key_Space)
    assert form.qualification.line.is_wrong()
    assert form.qualification.line.hasFocus()
    type_text(form.qualification.line, "ermächtigte Übersetzerin")
    press(form.enter, Qt.Key.Key_Space)
    settle()

    row = row_of(translations, "waiver")
    assert row.badge.text() == "freigegeben"
    assert "von Olena Muster, ermächtigte Übersetzerin." in texts(row)
    assert row.release.hasFocus()
    press(row.take_back, Qt.Key.Key_Space)
    assert row_of(translations, "waiver").badge.text() == "Entwurf"


def test_a_file_goes_out_and_comes_back(translations, services, desk, tmp_path):
    desk.dialogs.file_path = tmp_path / "hinaus.po"
    translations.open("uk")
    press(row_of(translations, "waiver").export, Qt.Key.Key_Space)
    assert desk.dialogs.proposed == "uk-waiver.po"

    file = polib.pofile(str(tmp_path / "hinaus.po"))
    file.find("text.B-T01.subtitle", by="msgctxt").msgstr = "Нова назва"
    file.save()
    press(row_of(translations, "waiver").bring_in, Qt.Key.Key_Space)

    assert translations.view.refused.isHidden()
    assert "eingelesen am" in texts(row_of(translations, "waiver"))
    form = services.session.content.form("waiver")
    wording = services.session.content.wording("uk").of(form)
    assert wording.block("B-T01.subtitle") == "Нова назва"


def test_a_damaged_file_is_refused_and_the_texts_are_named(translations, services, desk, tmp_path):
    desk.dialogs.file_path = tmp_path / "zurück.po"
    translations.open("uk")
    translations.view.save_file("waiver")
    file = polib.pofile(str(tmp_path / "zurück.po"))
    damaged = [entry for entry in file if "{" in entry.msgid][:15]
    for entry in damaged:
        entry.msgstr = entry.msgstr.replace("{", "").replace("}", "")
    file.save()

    translations.view.take_in("waiver")

    assert "Es wurde nichts übernommen" in translations.view.refused.text()
    named = translations.view.flaws.text()
    assert "ein Platzhalter wurde verändert".casefold() in named.casefold()
    assert "und 3 weitere Texte" in named
    press(translations.view.copy, Qt.Key.Key_Space)
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(damaged)
    assert services.translations.states("uk")[0].imported is None


def test_what_is_no_file_of_a_translator_is_refused_in_words(translations, desk, tmp_path):
    translations.open("uk")
    for data in (b"%PDF-1.7\n", b""):
        desk.dialogs.file_path = tmp_path / "falsch.pdf"
        desk.dialogs.file_path.write_bytes(data)
        translations.view.take_in("waiver")
        assert "keine Übersetzungsdatei" in translations.view.refused.text()
    desk.dialogs.file_path = tmp_path / "nicht da"
    translations.view.take_in("waiver")
    assert "keine Übersetzungsdatei" in translations.view.refused.text()


def test_a_text_that_changed_after_the_release_is_named(translations, services):
    services.translations.release(
        "uk",
        "waiver",
        trust=Trust.RELEASED,
        name="Olena Muster",
        qualification="ermächtigte Übersetzerin",
        released_on=services.session.today(),
    )
    file = polib.pofile(services.translations.export("uk", "waiver")[1].decode())
    file.find("text.B-T01.subtitle", by="msgctxt").msgstr = "Нова назва"
    services.translations.bring_in("uk", "waiver", str(file).encode())

    translations.open("uk")

    row = row_of(translations, "waiver")
    assert row.badge.text() == "Entwurf"
    assert "1 Text wurde seitdem geändert" in texts(row)


def test_a_release_that_is_half_typed_is_there_after_locking(open_page):
    page = open_page(settings_page.TRANSLATIONS)
    page.translations.open("uk")
    page.translations.view.ask_release("waiver")
    write(page.translations.view.form.name, "Olena")
    typed = page.half_typed()

    again = open_page(settings_page.TRANSLATIONS)
    again.take_up(typed)

    assert again.translations.view.form.isVisible()
    assert again.translations.view.form.name.text() == "Olena"


# Everybody.


def test_who_may_not_change_it_reads_why(services, open_page):
    services.session.advisor = dataclasses.replace(
        services.session.advisor, roles=frozenset({Role.ADVISOR})
    )
    page = open_page(settings_page.LISTS)
    assert "Rolle Leitung oder Verwaltung" in texts(page.lists)
    assert not page.lists.hints.add.isVisible()
    page.lists.open(COURSES)
    assert not page.lists.view.add.isVisible()
    page.translations.open("uk")
    assert "Rolle Leitung oder Verwaltung" in texts(page.translations.view)
    row = row_of(page.translations, "waiver")
    for button in (row.export, row.bring_in, row.release, row.take_back):
        assert not button.isVisibleTo(row)


@pytest.mark.parametrize("theme_and_size", [(Scheme.LIGHT, 100), (Scheme.DARK, 200)])
def test_every_control_has_a_name_and_is_reached_by_keys(open_page, theme, theme_and_size):
    page = open_page(settings_page.LISTS)
    theme.apply(*theme_and_size)
    page.lists.hints.add_hint()
    settle()
    assert problems(page) == []
    page.lists.open(COURSES)
    page.lists.view.add_entry()
    settle()
    assert problems(page) == []
    page.open_part(settings_page.TRANSLATIONS)
    page.translations.open("uk")
    page.translations.view.ask_release("waiver")
    settle()
    assert problems(page) == []
