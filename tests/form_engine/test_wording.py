from __future__ import annotations

import os
import subprocess

import pytest

from intake_app import cli, paths
from intake_app.domain.answers import AnswerState
from intake_app.domain.dates import Calendar
from intake_app.domain.translation import Trust
from intake_app.errors import FormError
from intake_app.form_engine.check import check_forms
from intake_app.form_engine.display import display
from intake_app.form_engine.languages import Catalogues
from intake_app.form_engine.loader import load_form_from_canonical, load_library
from intake_app.form_engine.model import Kind, Question
from intake_app.form_engine.published import publish
from intake_app.form_engine.refresh import refresh
from intake_app.form_engine.sentences import sentences_of, side_by_side
from intake_app.form_engine.texts import all_texts, form_texts
from intake_app.form_engine.translation_check import complaints
from intake_app.form_engine.wording import isolated
from tests.form_engine.builders import FILES, write_forms

HEADER = 'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
DRAFT, RELEASED = '"X-Intake-State: draft\\n"\n', '"X-Intake-State: released\\n"\n'


def message(key, german, text):
    return f'\nmsgctxt "{key}"\nmsgid "{german}"\nmsgstr "{text}"\n'


@pytest.fixture
def forms(tmp_path):
    return write_forms(tmp_path / "forms")


@pytest.fixture
def translations(tmp_path):
    folder = tmp_path / "translations"
    folder.mkdir()
    return folder


def write(translations, name, text):
    path = translations / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ukrainian(text, state=DRAFT):
    return HEADER + state + text


WAY = message("question.way.label", "Weg", "Шлях")
PAGE = message("text.label.page", "Seite {page} von {pages}", "Сторінка {page} з {pages}")
BUS = message("list.ways.bus", "Bus und Bahn", "Автобус і потяг")


@pytest.fixture
def catalogues(forms, translations):
    write(translations, "uk/visit.po", ukrainian(WAY + PAGE))
    write(translations, "uk/lists.po", ukrainian(BUS))
    return Catalogues(translations, load_library(forms))


@pytest.fixture
def form(forms):
    return load_library(forms).form("visit")


def test_german_is_complete_and_released(catalogues, form):
    german = catalogues.wording("de").of(form)

    assert german.label(form.question("way")) == "Weg"
    assert german.choice(form.question("way"), "bus") == "Bus und Bahn"
    assert german.missing == ()
    assert not german.is_draft


def test_a_translation_is_laid_over_german(catalogues, form):
    wording = catalogues.wording("uk").of(form)

    assert wording.label(form.question("way")) == "Шлях"
    assert wording.choice(form.question("way"), "bus") == "Автобус і потяг"
    assert wording.label(form.question("level")) == "Deutsch"
    assert wording.hint(form.question("level")) == "geschätzt"
    assert wording.section_title(form.section("A1")) == "Ankommen"
    assert wording.section_intro(form.section("A1")) == "In Ruhe."
    assert wording.state_word(AnswerState.DECLINED) == "keine Angabe"
    assert "question.level.label" in wording.missing
    assert "question.way.label" not in wording.missing
    assert wording.is_draft


def test_a_language_without_catalogues_is_german_throughout(catalogues, form):
    wording = catalogues.wording("ar").of(form)

    assert wording.label(form.question("way")) == "Weg"
    assert wording.is_draft
    assert len(wording.missing) > 20
    assert catalogues.tags() == ["de", "uk"]


def test_a_changed_german_text_makes_its_translation_stale(forms, translations, catalogues):
    section = FILES["visit/sections/a.toml"].replace('label = "Weg"', 'label = "Ihr Weg"')
    changed = load_library(write_forms(forms, {"visit/sections/a.toml": section}))
    wording = Catalogues(translations, changed).wording("uk")

    assert wording.label(changed.form("visit").question("way")) == "Ihr Weg"
    assert "question.way.label" in wording.missing
    assert "uk/visit.po, question.way.label: stale, the German text was changed" in check_forms(
        forms, translations
    )


def test_inserted_values_stand_between_isolates(catalogues, form):
    wording = catalogues.wording("uk")

    assert wording.block("label.page", page="1", pages="2", office="x") == (
        "Сторінка \u20681\u2069 з \u20682\u2069"
    )
    assert wording.block("T-1", name="محمد") == (
        "Wir waren bei \u2068محمد\u2069. Danke! Auf Wiedersehen."
    )
    assert isolated("a") == "\u2068a\u2069"
    with pytest.raises(KeyError):
        wording.block("label.page", page="1")
    with pytest.raises(KeyError):
        wording.block("T-9")


def test_a_text_is_read_aloud_sentence_by_sentence(catalogues):
    wording = catalogues.wording("de")

    assert sentences_of(wording.block("T-1", name="Dr. Abu")) == [
        "Wir waren bei \u2068Dr. Abu\u2069.",
        "Danke!",
        "Auf Wiedersehen.",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ważne do 18. urodzin. Potem nowa decyzja.", 2),
        ("هل تسمح؟ نعم. شكرا!", 3),
        ("یہ پہلا جملہ ہے۔ یہ دوسرا ہے۔", 2),
        ("ሰላም። ደሓን ኩኑ።", 2),
        ("Bis zum 18.\u00a0Geburtstag gilt es.", 1),
        ("Er sagte: „Ja.“ Dann ging er.", 2),
    ],
)
def test_sentences_end_as_their_script_wants(text, count):
    assert len(sentences_of(text)) == count
    assert " ".join(sentences_of(text)) == text


def test_sentences_stand_beside_their_own():
    assert side_by_side("Eins. Zwei.", "One. Two.") == [("Eins.", "One."), ("Zwei.", "Two.")]
    assert side_by_side("Eins. Zwei.", "") == [("Eins.", ""), ("Zwei.", "")]
    plain = side_by_side("Eins und zwei.", "Eins. Dann zwei.")
    assert plain == [("Eins und zwei.", "Eins."), ("Eins und zwei.", "Dann zwei.")]


def test_a_text_id_of_two_forms_must_be_narrowed_to_one(forms, translations):
    other = {
        "home/form.toml": FILES["visit/form.toml"].replace('"visit"', '"home"'),
        "home/sections/a.toml": FILES["visit/sections/a.toml"],
        "home/sections/b.toml": FILES["visit/sections/b.toml"],
        "home/texts.toml": FILES["visit/texts.toml"].replace("Seite {page}", "Blatt {page}"),
    }
    library = load_library(write_forms(forms, other))
    wording = Catalogues(translations, library).wording("de")

    assert wording.of(library.form("home")).block("label.page", page="1", pages="2") == (
        "Blatt \u20681\u2069 von \u20682\u2069"
    )
    with pytest.raises(ValueError, match="narrow with of"):
        wording.block("label.page", page="1", pages="2")


def test_an_old_form_is_worded_as_it_was(forms, translations, catalogues, form):
    kept = form.canonical()
    section = FILES["visit/sections/a.toml"].replace('label = "Weg"', 'label = "Ihr Weg"')
    now = load_library(write_forms(forms, {"visit/sections/a.toml": section}))
    old = load_form_from_canonical(kept)

    wording = Catalogues(translations, now).wording("uk").of(old)

    assert wording.label(old.question("way")) == "Шлях"


def test_a_compiled_catalogue_says_the_same(forms, translations, catalogues, form):
    path = translations / "uk/visit.po"
    before = catalogues.wording("uk")
    subprocess.run(["msgfmt", "-o", path.with_suffix(".mo"), path], check=True)
    path.write_text("this is no catalogue any more", encoding="utf-8")
    os.utime(path, (1, 1))

    after = Catalogues(translations, load_library(forms)).wording("uk")

    assert after.label(form.question("way")) == "Шлях"
    assert after.missing == before.missing
    assert after.state is Trust.DRAFT


def test_a_compiled_catalogue_that_is_older_is_not_read(forms, translations, catalogues, form):
    path = translations / "uk/visit.po"
    subprocess.run(["msgfmt", "-o", path.with_suffix(".mo"), path], check=True)
    os.utime(path.with_suffix(".mo"), (1, 1))
    path.write_text(ukrainian(WAY.replace("Шлях", "Дорога")), encoding="utf-8")

    wording = Catalogues(translations, load_library(forms)).wording("uk")

    assert wording.label(form.question("way")) == "Дорога"


def test_a_fuzzy_translation_is_not_shown(forms, translations, form):
    write(translations, "uk/visit.po", ukrainian("\n#, fuzzy" + WAY))
    wording = Catalogues(translations, load_library(forms)).wording("uk")

    assert wording.label(form.question("way")) == "Weg"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HEADER, "uk/visit.po: the header X-Intake-State must be draft"),
        (HEADER + '"X-Intake-State: final\\n"\n', "must be draft, reviewed or released"),
        (HEADER + DRAFT + 'msgctxt "a"\nmsgid oops\n', "uk/visit.po: "),
    ],
)
def test_a_damaged_catalogue_is_named(forms, translations, text, complaint):
    write(translations, "uk/visit.po", text)

    with pytest.raises(FormError, match=complaint):
        Catalogues(translations, load_library(forms)).wording("uk")
    assert any(complaint in line for line in check_forms(forms, translations))


def test_a_damaged_compiled_catalogue_is_named(forms, translations):
    (translations / "uk").mkdir()
    (translations / "uk/visit.mo").write_bytes(b"\xde\x12\x04\x95\x00\x00")

    with pytest.raises(FormError, match=r"uk/visit\.mo: this is no compiled catalogue"):
        Catalogues(translations, load_library(forms)).wording("uk")


def test_a_complete_released_translation_is_no_draft(forms, translations):
    library = load_library(forms)
    for domain, texts in all_texts(library, "uk").items():
        text = "".join(
            message(key, german, german if "{" in german else "Слово")
            for key, german in texts.items()
        )
        write(translations, f"uk/{domain}.po", ukrainian(text, RELEASED))

    wording = Catalogues(translations, library).wording("uk")

    assert wording.missing == ()
    assert wording.state is Trust.RELEASED
    assert not wording.is_draft


@pytest.mark.parametrize(("state", "left_out"), [(DRAFT, ""), (RELEASED, "question.way.label")])
def test_a_draft_or_an_incomplete_translation_is_a_reading_aid_only(
    forms, translations, state, left_out
):
    library = load_library(forms)
    for domain, texts in all_texts(library, "uk").items():
        text = "".join(
            message(key, german, "Слово") for key, german in texts.items() if key != left_out
        )
        write(translations, f"uk/{domain}.po", ukrainian(text, state))

    assert Catalogues(translations, library).wording("uk").is_draft


def test_citations_stand_between_isolates_where_one_reads_from_right_to_left(
    tmp_path, translations
):
    law = "nach § 25 Abs. 2 AufenthG"
    asked = f'id = "B1"\ntitle = "{law}"\ncategory = "K7"\n[[question]]\n'
    asked += 'id = "a"\nkind = "date"\nlabel = "L"\n'
    forms = write_forms(tmp_path / "forms", {"visit/sections/b.toml": asked})
    told = "بحسب § 25 Abs. 2 AufenthG"
    text = message("section.B1.title", law, told)
    write(translations, "ar/visit.po", ukrainian(text).replace("uk", "ar"))
    library = load_library(forms)
    section, catalogues = library.form("visit").section("B1"), Catalogues(translations, library)

    arabic = catalogues.wording("ar").section_title(section)
    assert arabic.replace("\u00a0", " ") == "بحسب \u2066§ 25 Abs. 2 AufenthG\u2069"
    assert catalogues.wording("de").section_title(section) == law


ASKED = """\
id = "B1"
title = "Familie"
category = "K7"

[[question]]
id = "born"
kind = "date"
label = "Wann sind Sie geboren?"
short = "Geburtsdatum"

[[question]]
id = "sex"
kind = "text"
label = "Geschlecht"
"""


def test_paper_has_a_short_form_of_questions_and_else_the_question(tmp_path, translations):
    forms = write_forms(tmp_path / "forms", {"visit/sections/b.toml": ASKED})
    texts = message("question.born.short", "Geburtsdatum", "Дата народження")
    write(translations, "uk/visit.po", ukrainian(texts))
    library = load_library(forms)
    form, catalogues = library.form("visit"), Catalogues(translations, library)
    born, sex = form.question("born"), form.question("sex")

    assert catalogues.wording("de").short(born) == "Geburtsdatum"
    assert catalogues.wording("uk").short(born) == "Дата народження"
    assert catalogues.wording("de").short(sex) == "Geschlecht"


HINTED = """\
id = "B1"
title = "Familie"
category = "K7"

[[question]]
id = "home"
kind = "choice"
label = "L"
choice = [{ code = "own", label = "eigene", hint = "gemietet" }, { code = "no", label = "keine" }]

[[question]]
id = "skills"
kind = "grid"
label = "L"
list = "levels"
rows = [{ code = "hear", label = "Hören" }, { code = "read", label = "Lesen" }]

[[question]]
id = "born"
kind = "date"
label = "L"
constraint = [{ not_future = true, text = "Zu spät." }, { max_age_years = 9, text = "Zu früh." }]
note = [{ id = "n", when = { question = "home", is = "no" }, text = "Hinweis!" }]
"""


def test_hints_rows_notes_and_refusals_are_worded(tmp_path, translations):
    forms = write_forms(tmp_path / "forms", {"visit/sections/b.toml": HINTED})
    texts = (
        message("question.home.choice.own.hint", "gemietet", "орендована")
        + message("question.skills.row.read", "Lesen", "Читання")
        + message("question.born.constraint.2", "Zu früh.", "Зарано.")
        + message("question.born.note.n", "Hinweis!", "Увага!")
    )
    write(translations, "uk/visit.po", ukrainian(texts))
    write(
        translations, "uk/lists.po", ukrainian(message("list.ways.bus.hint", "auch Rufbus", "Х"))
    )
    library = load_library(forms)
    form, wording = library.form("visit"), Catalogues(translations, library).wording("uk")
    born = form.question("born")

    assert wording.list_hint("ways", "bus") == "Х"
    assert wording.row(form.question("skills"), "read") == "Читання"
    assert wording.row(form.question("skills"), "hear") == "Hören"
    assert [wording.constraint(born, one) for one in born.constraints] == ["Zu spät.", "Зарано."]
    assert wording.note(born, born.notes[0]) == "Увага!"
    assert display(form.question("skills"), '{"hear":"A1","read":"A2"}', wording) == (
        "Hören: A1, Читання: A2"
    )


def test_dates_and_lists_are_worded_in_the_language(forms, translations):
    words = message("word.about", "ca. {date}", "приблизно {date}") + message(
        "word.calendar.solar_hijri", "Sonnenkalender", "сонячний календар"
    )
    write(translations, "uk/lists.po", ukrainian(words))
    wording = Catalogues(translations, load_library(forms)).wording("uk")
    words_of_dates = wording.date_words()

    assert words_of_dates.about == "приблизно {date}"
    assert words_of_dates.calendars[Calendar.SOLAR_HIJRI] == "сонячний календар"
    assert words_of_dates.unknown == "unbekannt"


COUNTRIES = """\
id = "countries"
title = "Länder"
version = "1"
source = "countries"
entry = [{ code = "SUHH", label = "Sowjetunion" }]
"""
LANGUAGES = """\
id = "languages"
title = "Sprachen"
version = "1"
source = "languages"
entry = [
  { code = "tir" }, { code = "kmr", label = "Kurmandschi", babel = "ku" },
  { code = "haz", label = "Hazaragi" },
]
"""


def test_names_of_countries_and_languages_come_from_cldr(tmp_path, translations):
    forms = write_forms(
        tmp_path / "forms", {"lists/countries.toml": COUNTRIES, "lists/languages.toml": LANGUAGES}
    )
    library = load_library(forms)
    catalogues = Catalogues(translations, library)
    arabic, plain = catalogues.wording("ar"), catalogues.wording("de_simple")

    assert arabic.list_label("countries", "SY") == "سوريا"
    assert arabic.list_label("countries", "SUHH") == "Sowjetunion"
    assert arabic.list_label("languages", "kmr") == "الكردية"
    assert arabic.list_label("languages", "haz") == "Hazaragi"
    assert arabic.list_title("countries") == "Länder"
    assert plain.list_label("languages", "kmr") == "Kurmandschi"
    assert plain.list_label("countries", "gone") == "gone"
    needed = all_texts(library, "ar")["lists"]
    assert "list.countries.SUHH" in needed
    assert "list.countries.SY" not in needed
    assert "list.languages.kmr" not in needed
    assert "list.languages.haz" in needed


def test_lists_are_joined_with_the_comma_of_their_script(catalogues, form):
    question = Question(
        id="q", kind=Kind.CHOICES, label="L", choices=form.question("way").choices, list_id="ways"
    )

    assert display(question, '["bus","foot"]', catalogues.wording("ar")) == (
        "Bus und Bahn، zu Fuß gehen"
    )
    assert display(question, '["bus","foot"]', catalogues.wording("uk")) == (
        "Автобус і потяг, zu Fuß gehen"
    )
    assert display(question, '["bus","foot"]', catalogues.wording("ti")) == (
        "Bus und Bahn፣ zu Fuß gehen"
    )


@pytest.mark.parametrize(
    ("tag", "german", "translation", "complaint"),
    [
        ("uk", "Seite {page}", "Сторінка", "the fields are not those of the German text: {page}"),
        ("uk", "Seite {page}", "Сторінка {page}{page}", "the fields are not those"),
        ("uk", "Seite", "Сторінка {", "a brace stands outside a field"),
        ("uk", "Wer kommt mit?", "Wer kommt mit?", "this is the German text"),
        ("uk", "Wer kommt mit?", "Who is coming?", "not written in Cyrillic letters"),
        ("ar", "Wer kommt mit?", "Хто йде?", "not written in Arabic letters"),
        ("en", "Wer kommt mit?", "من يأتي؟", "not written in Latin letters"),
        ("en", "Nein und nicht die Schule", "No und nicht the school", "German words are left"),
        ("uk", "Wer und wann nicht", "Хто und wann nicht", "German words are left: nicht, und"),
        ("ar", "Wer kommt mit?", "\u202bمن يأتي؟\u202c", "direction marks must be isolates"),
        ("ar", "Wer kommt mit?", "\u2068من يأتي؟", "direction marks must be isolates"),
        ("uk", "Wer kommt mit?", "Хто йде? ", "blanks at the beginning or end"),
        ("uk", "Wer?\nWann?", "Хто йде? Коли?", "it has not the lines of the German text"),
    ],
)
def test_a_bad_translation_is_reported(tag, german, translation, complaint):
    assert any(complaint in str(found) for found in complaints(tag, german, translation))


@pytest.mark.parametrize(
    ("tag", "german", "translation"),
    [
        ("uk", "Seite {page} von {pages}", "Сторінка {page} з {pages}"),
        ("uk", "{date} um {time} Uhr", "{date}, {time}"),
        ("ar", "telc", "telc"),
        ("ar", "A1", "A1"),
        ("ar", "Papier der Agentur für Arbeit", "ورقة من Agentur für Arbeit"),
        ("en", "Man darf es nicht sagen", "You must not die trying"),
        ("de_simple", "Wer kommt mit?", "Wer kommt mit?"),
        ("ar", "Nummer {number}", "الرقم \u2068{number}\u2069"),
    ],
)
def test_a_good_translation_is_not_reported(tag, german, translation):
    assert list(complaints(tag, german, translation)) == []


def test_the_check_names_missing_and_unknown_texts(forms, translations, catalogues):
    write(translations, "uk/lists.po", ukrainian(BUS + message("list.ways.tram", "Tram", "Трам")))

    found = check_forms(forms, translations)

    assert "uk/visit.po, question.level.label: missing" in found
    assert "uk/lists.po, list.ways.tram: no form or list has this text" in found
    assert not any("question.way.label" in line for line in found)


def test_a_language_of_the_screen_alone_needs_no_forms(forms, translations):
    write(translations, "fr/app.po", ukrainian(""))

    assert check_forms(forms, translations) == []


def test_there_is_no_catalogue_for_the_language_of_the_forms(capsys):
    assert cli.main(["refresh-catalogues", "de"]) == cli.USAGE

    assert "German stands in the forms" in capsys.readouterr().err
    assert not (paths.translations_dir() / "de" / "lists.po").exists()


def test_translators_get_every_text_and_keep_their_work(forms, translations, catalogues):
    section = FILES["visit/sections/a.toml"].replace('label = "Deutsch"', 'label = "Sprache"')
    write(
        translations,
        "uk/visit.po",
        ukrainian(WAY + PAGE + message("question.level.label", "Deutsch", "Німецька")),
    )
    library = load_library(write_forms(forms, {"visit/sections/a.toml": section}))

    refresh(translations, library, "uk")

    wording = Catalogues(translations, library).wording("uk")
    form = library.form("visit")
    assert wording.label(form.question("way")) == "Шлях"
    assert wording.label(form.question("level")) == "Sprache"
    text = (translations / "uk/visit.po").read_text(encoding="utf-8")
    assert '#, fuzzy\n#| msgid "Deutsch"' in text
    assert 'msgstr "Німецька"' in text
    keys = set(form_texts(form))
    assert all(f'msgctxt "{key}"' in text for key in keys)
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, translations / "uk/visit.po"], check=True)


def test_a_released_catalogue_becomes_a_draft_when_texts_are_new(forms, translations):
    write(translations, "uk/visit.po", ukrainian(WAY, RELEASED))

    refresh(translations, load_library(forms), "uk")

    assert "X-Intake-State: draft" in (translations / "uk/visit.po").read_text(encoding="utf-8")


def test_a_published_version_cannot_be_changed_unnoticed(forms):
    assert publish(load_library(forms), forms) == ["visit 2026-1"]
    assert publish(load_library(forms), forms) == []
    assert check_forms(forms) == []

    section = FILES["visit/sections/a.toml"].replace('label = "Weg"', 'label = "Ihr Weg"')
    write_forms(forms, {"visit/sections/a.toml": section})

    complaint = "visit/form.toml: version 2026-1 is published and was changed"
    assert any(line.startswith(complaint) for line in check_forms(forms))
    with pytest.raises(FormError, match="is published and was changed"):
        publish(load_library(forms), forms)


def test_a_new_version_is_published_beside_the_old_one(forms):
    publish(load_library(forms), forms)
    head = FILES["visit/form.toml"].replace("2026-1", "2026-2")
    write_forms(forms, {"visit/form.toml": head})

    assert check_forms(forms) == []
    assert publish(load_library(forms), forms) == ["visit 2026-2"]
    lines = (forms / "published.lock").read_text(encoding="utf-8").splitlines()
    assert [line.split()[1] for line in lines if not line.startswith("#")] == ["2026-1", "2026-2"]


def test_a_shared_list_may_change_without_a_new_version_of_the_form(forms):
    publish(load_library(forms), forms)
    ways = FILES["lists/ways.toml"].replace("Bus und Bahn", "Nahverkehr")
    write_forms(forms, {"lists/ways.toml": ways})

    assert check_forms(forms) == []


def test_a_broken_lock_file_is_named(forms):
    (forms / "published.lock").write_text("visit 2026-1\n", encoding="utf-8")

    assert check_forms(forms) == ["published.lock: line 1 is not 'form version sha256'"]
