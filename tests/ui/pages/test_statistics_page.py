"""The page with the statistics: choosing, the grid, paper, file, and what is never kept."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from intake_app import paths
from intake_app.domain.data_rights import Outcome, RequestKind
from intake_app.domain.dates import german_date
from intake_app.domain.journal import JournalQuery
from intake_app.domain.office import Role
from intake_app.domain.statistics import Background, Period, Span, Topic
from intake_app.i18n import load_catalog, speaking
from intake_app.services.statistics_wish import StatisticsWish
from intake_app.services.statistics_words import Term
from intake_app.ui.look.theme import Scheme
from intake_app.ui.pages.journal.words import detail_words
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.statistics.words import german_words, statistics_words
from intake_app.ui.pages.statistics_page import StatisticsPage
from intake_app.ui.widgets.confirm import Confirm
from tests.ui.accessibility import names, problems
from tests.ui.screens import settle
from tests.ui.typing import type_text

EXACT = 1
ENGLISH = load_catalog(paths.translations_dir(), "en")


@pytest.fixture
def services(played):
    played.services.session.advisor = dataclasses.replace(
        played.services.session.advisor, roles=frozenset(Role)
    )
    return played.services


@pytest.fixture
def page(services, desk, shown):
    page = shown(StatisticsPage(services, desk), 1180, 760)
    page.entered()
    counted(page, desk)
    return page


def counted(page, desk):
    """Wait until what is wanted is shown."""
    while not page.is_settled():
        desk.tasks.wait(10_000)
        settle()


def choose(page, desk, topic):
    page.form.topic.show_code(topic)
    page.form.topic.chosen.emit()
    counted(page, desk)


def be_exact(page, desk, qtbot):
    segment = page.form.exactness.segments()[EXACT]
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    counted(page, desk)


def cells(view):
    model = view.model
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in rows]


def texts_of(page):
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def text_of(data):
    pages = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_bounded() for page in pages)


def test_the_page_begins_with_rounded_numbers_of_this_year(page, services):
    today = services.session.today()

    assert f"vom 01.01.{today.year} bis {german_date(today)}" in texts_of(page)
    assert "keine Bevölkerungsstatistik" in texts_of(page)
    assert "auf ein Vielfaches von 5 gerundet" in texts_of(page)
    (view,) = page._views
    numbers = [cell for row in cells(view) for cell in row[2:]]
    assert {int(number) % 5 for number in numbers} == {0}
    assert services.journal.count(JournalQuery(act="statistics.counted")) == 0


def test_exact_numbers_are_warned_of_and_noted(page, desk, services, qtbot):
    be_exact(page, desk, qtbot)

    assert "Genaue Zahlen können verraten" in texts_of(page)
    assert "4 Personen hatten" in texts_of(page)
    (line,) = services.journal.lines(JournalQuery(act="statistics.counted"), 10)
    words = detail_words(line.act, line.detail)
    today = services.session.today()
    assert words == f"T1 · 01.01.{today.year} – {german_date(today)} · nur intern"


def test_another_table_and_another_period_are_counted(page, desk, services, qtbot):
    be_exact(page, desk, qtbot)
    choose(page, desk, Topic.RESIDENCE)
    (view,) = page._views
    assert cells(view)[-1] == ["insgesamt", "4"]

    page.form.spans.show_code(Span.LAST_YEAR)
    page.form.spans.chosen.emit()
    counted(page, desk)

    assert cells(page._views[0])[-1] == ["insgesamt", "0"]


def test_own_days_begin_with_those_chosen_before_and_are_checked(page, desk, services):
    today = services.session.today()
    page.form.spans.show_code("own")
    page.form.spans.chosen.emit()
    assert page.form.first.text() == f"01.01.{today.year}"

    page.form.last.show_day(today + timedelta(days=1))
    page.form.last.line.returnPressed.emit()
    assert "Dieser Tag ist noch nicht gekommen." in texts_of(page)
    assert page.form.wish() is None

    page.form.first.show_day(today)
    page.form.last.show_day(today - timedelta(days=1))
    page.form.last.line.returnPressed.emit()
    assert "Er liegt vor dem ersten Tag." in texts_of(page)

    page.form.last.set_text("heute")
    page.form.last.line.returnPressed.emit()
    assert page.form.wish().period == Period(today, today)
    type_text(page.form.first.line, "x")
    assert page.form.wish() is None


def test_only_what_matters_for_a_table_can_be_chosen(page, desk, qtbot):
    assert page.form.ages.isVisible()
    assert not page.form.municipalities.isVisible()
    be_exact(page, desk, qtbot)
    assert page.form.municipalities.isVisible()
    qtbot.mouseClick(page.form.municipalities, Qt.MouseButton.LeftButton)
    counted(page, desk)
    assert "Helmstedt" in [row[0] for row in cells(page._views[0])]

    choose(page, desk, Topic.GERMAN)

    assert not page.form.ages.isVisible()
    assert not page.form.municipalities.isVisible()


def test_a_table_that_is_withheld_says_why_and_shows_no_number(page, desk):
    choose(page, desk, Topic.ORIGIN)

    (view,) = page._views
    assert not view.grid.isVisible()
    assert "Unter 30 Personen gibt es keine Tabelle nach Ländern." in texts_of(page)


def test_all_tables_stand_one_below_the_other(page, desk):
    choose(page, desk, "all")

    assert len(page._views) == len(Topic)
    assert [view.findChildren(QLabel)[0].text().split()[0] for view in page._views] == [
        topic.value for topic in Topic
    ]


def test_a_screen_reader_says_with_each_number_what_it_counts(page, desk, qtbot):
    be_exact(page, desk, qtbot)
    model = page._views[0].model

    index = model.index(1, model.columnCount() - 1)

    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Stadt Helmstedt, männlich, insgesamt: ")
    assert cells(page._views[0])[1][0] == "", "a name that rows share is written once"


@pytest.mark.parametrize(
    ("scheme", "percent"), [(Scheme.LIGHT, 100), (Scheme.DARK, 100), (Scheme.LIGHT, 200)]
)
def test_everything_has_a_name_and_can_be_reached(services, desk, shown, theme, scheme, percent):
    theme.apply(scheme, percent)
    page = shown(StatisticsPage(services, desk), 1180, 760)
    page.entered()
    counted(page, desk)

    assert problems(page) == []
    walked = names(page)
    assert "Dieses Jahr" in walked
    assert walked[-1] == "Einheiten, Geschlecht und Alter"


def test_the_tables_are_printed_as_they_are_seen_in_german(page, desk, services, qtbot):
    choose(page, desk, Topic.BARRIERS)
    asked = []
    page.page_asked.connect(asked.append)
    with speaking(ENGLISH):
        qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    (preview,) = asked
    qtbot.addWidget(preview)
    preview.show()
    while preview.live.document() is None:
        desk.tasks.wait(10_000)
        settle()

    document = preview.live.document()
    today = services.session.today()
    assert isinstance(preview, PrintPage)
    assert document.number == f"S-{today:%Y%m%d}"
    text = text_of(document.data)
    assert "Statistik der Anlaufstelle" in text
    assert "T10 Was den Besuch eines Kurses schwer macht" in " ".join(text.split())
    assert "keine Bevölkerungsstatistik" in text
    assert "nur intern" not in text
    preview.hide()


def test_exact_tables_are_stamped_on_every_page(services):
    today = services.session.today()
    wish = StatisticsWish(
        period=Period(today.replace(month=1, day=1), today), topics=tuple(Topic), is_internal=True
    )

    data = services.statistics.pages(wish, german_words()).data

    pages = list(pypdfium2.PdfDocument(data))
    assert len(pages) > 3
    assert all("nur intern" in page.get_textpage().get_text_bounded() for page in pages)


def test_a_file_is_saved_only_after_a_question_and_in_german(
    page, desk, services, tmp_path, qtbot
):
    desk.dialogs.file_path = tmp_path / "aus.csv"
    choose(page, desk, Topic.BARRIERS)
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    (asking,) = page.findChildren(Confirm)
    assert not desk.dialogs.file_path.exists()

    with speaking(ENGLISH):
        qtbot.mouseClick(asking.act, Qt.MouseButton.LeftButton)

    data = desk.dialogs.file_path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["T10", "Was den Besuch eines Kurses schwer macht"]
    assert rows[1] == ["Hindernisse", "Ratsuchende"]
    assert desk.dialogs.proposed == "Statistik.csv"
    assert services.journal.count(JournalQuery(act="statistics.saved")) == 1


def test_a_place_that_cannot_be_written_is_said(page, desk, tmp_path, qtbot):
    desk.dialogs.file_path = tmp_path / "no such folder" / "aus.csv"
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.findChildren(Confirm)[0].act, Qt.MouseButton.LeftButton)

    assert page.messages.isVisible()


def test_after_locking_the_choices_are_there_again_but_never_exact_numbers(
    page, desk, services, shown, qtbot
):
    choose(page, desk, Topic.LITERACY)
    be_exact(page, desk, qtbot)
    kept = page.half_typed()

    again = shown(StatisticsPage(services, desk), 1180, 760)
    again.take_up(kept)
    counted(again, desk)

    assert again.form.wish().topics == (Topic.LITERACY,)
    assert not again.form.wish().is_internal


def test_every_word_is_there_in_both_languages():
    with speaking(ENGLISH):
        german, english = german_words(), statistics_words()

    for words in (german, english):
        assert set(words.topics) == set(Topic)
        assert set(words.terms) == set(Term)
        assert set(words.backgrounds) == set(Background)
        assert set(words.requests) == set(RequestKind)
        assert set(words.outcomes) == set(Outcome)
    assert german.topics[Topic.UNITS] == "Einheiten, Geschlecht und Alter"
    assert english.topics[Topic.UNITS] == "Units, sex and age"
