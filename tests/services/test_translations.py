"""A translation leaves as a file, comes back, and somebody answers for it with a name."""

from __future__ import annotations

import dataclasses
import shutil
from datetime import timedelta

import polib
import pytest

from intake_app.domain.translation import Trust
from intake_app.errors import (
    InputError,
    NotFoundError,
    NotPermittedError,
    TranslationFileError,
)
from intake_app.form_engine.languages import Catalogues
from intake_app.form_engine.loader import load_library
from intake_app.paths import forms_dir, translations_dir
from intake_app.services.services import services_for
from intake_app.services.session import Content
from intake_app.services.vaults import VaultService
from tests.conftest import CHEAP, PASSPHRASE
from tests.printing import reading

WAIVER = "waiver"
SUBTITLE = "text.B-T01.subtitle"


def exported(services, language="uk", catalogue=WAIVER):
    """Return the file for the translator, as a translator's tool reads it."""
    _name, data = services.translations.export(language, catalogue)
    return polib.pofile(data.decode())


def back(services, file, language="uk", catalogue=WAIVER):
    return services.translations.bring_in(language, catalogue, str(file).encode())


def state(services, language="uk", catalogue=WAIVER):
    found = services.translations.states(language)
    return next(one for one in found if one.catalogue == catalogue)


def release(services, catalogue=WAIVER, trust=Trust.RELEASED, language="uk"):
    services.translations.release(
        language,
        catalogue,
        trust=trust,
        name="Olena Muster",
        qualification="ermächtigte Übersetzerin",
        released_on=services.session.today(),
    )


def blank(services, language="uk"):
    """Return the words of a blank waiver, as the program prints it."""
    (document,) = services.papers.blank_waivers(1, language)
    return " ".join(" ".join(reading.page_texts(document.data)).split())


# The way of a file.


def test_the_file_holds_every_text_of_the_form_and_a_neutral_name(services):
    name, data = services.translations.export("uk", WAIVER)
    file = polib.pofile(data.decode())

    assert name == "uk-waiver.po"
    assert file.metadata["Language"] == "uk"
    assert len(file) == state(services).texts
    assert all(entry.msgstr and entry.msgctxt for entry in file)
    assert services.session.advisor.name not in data.decode()


def test_a_file_that_comes_back_as_it_left_changes_nothing(services):
    before = services.session.content.wording("uk")

    assert back(services, exported(services)) == 0

    after = services.session.content.wording("uk")
    form = services.session.content.form(WAIVER)
    assert after.of(form).block("B-T01") == before.of(form).block("B-T01")


def test_what_a_translator_changed_stands_on_the_paper_and_the_shipped_file_stays(services):
    shipped = (translations_dir() / "uk" / "waiver.po").read_bytes()
    file = exported(services)
    entry = file.find(SUBTITLE, by="msgctxt")
    entry.msgstr = "Нова назва для перевірки"

    assert back(services, file) == 1

    assert "Нова назва для перевірки" in blank(services)
    assert state(services).imported.imported_by == services.session.by
    assert (translations_dir() / "uk" / "waiver.po").read_bytes() == shipped


def test_it_is_still_there_after_the_vault_was_locked(services, vaults, vault_path):
    file = exported(services)
    file.find(SUBTITLE, by="msgctxt").msgstr = "Нова назва для перевірки"
    back(services, file)
    services.session.close()

    again = services_for(vaults.unlock(vault_path, PASSPHRASE))
    try:
        assert "Нова назва для перевірки" in blank(again)
    finally:
        again.session.close()


def damaged(file, how):
    entry = file.find("text.B-T03", by="msgctxt")
    if how == "script":
        entry.msgstr = "".join(
            "x" if "а" <= char.lower() <= "ї" else char for char in entry.msgstr
        )
    elif how == "missing":
        entry.msgstr = ""
    elif how == "gone":
        file.remove(entry)
    elif how == "stale":
        entry.msgid += " Neu."
    elif how == "unsure":
        entry.flags.append("fuzzy")
    elif how == "twice":
        file.append(polib.POEntry(msgctxt="text.B-T03", msgid="Anders", msgstr="Інакше"))
    elif how == "unknown":
        file.append(polib.POEntry(msgctxt="text.B-X99", msgid="Fremd", msgstr="Чуже"))
    elif how == "no_font":
        entry.msgstr += " 漢"
    return file


@pytest.mark.parametrize(
    ("how", "what"),
    [
        ("missing", "missing"),
        ("gone", "missing"),
        ("stale", "stale"),
        ("unsure", "unsure"),
        ("twice", "twice"),
        ("unknown", "unknown"),
        ("script", "script"),
        ("no_font", "no_font"),
    ],
)
def test_a_file_with_one_bad_text_is_refused_as_a_whole_and_names_the_text(services, how, what):
    file = damaged(exported(services), how)
    file.find(SUBTITLE, by="msgctxt").msgstr = "Нова назва для перевірки"

    with pytest.raises(TranslationFileError) as refused:
        back(services, file)

    assert refused.value.reason == "texts"
    assert [flaw.what for flaw in refused.value.flaws] == [what]
    assert refused.value.flaws[0].key in {"text.B-T03", "text.B-X99"}
    assert state(services).imported is None
    assert "Нова назва для перевірки" not in blank(services)


def test_a_changed_placeholder_is_named_with_its_text(services):
    file = exported(services)
    entry = next(one for one in file if "{number}" in one.msgid)
    entry.msgstr = entry.msgstr.replace("{number}", "{nummer}")

    with pytest.raises(TranslationFileError) as refused:
        back(services, file)

    (flaw,) = refused.value.flaws
    assert (flaw.key, flaw.german, flaw.what) == (entry.msgctxt, entry.msgid, "fields")
    assert "{nummer}" in flaw.detail


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unreadable"),
        (b"\x00\x01\n\x02", "unreadable"),
        ("grün\n".encode("latin-1"), "unreadable"),
        (b"just a letter\nin two lines\n", "unreadable"),
        (b"/etc/hostname", "unreadable"),
        (b"# " + b"x" * (8 * 1024 * 1024), "too_large"),
    ],
)
def test_what_is_no_such_file_is_refused(services, data, reason):
    with pytest.raises(TranslationFileError) as refused:
        services.translations.bring_in("uk", WAIVER, data)
    assert refused.value.reason == reason


def test_a_file_of_another_language_or_form_is_refused(services):
    for language, catalogue in (("ru", WAIVER), ("uk", "routing")):
        with pytest.raises(TranslationFileError) as refused:
            back(services, exported(services), language, catalogue)
        assert refused.value.reason == "other_catalogue"


def test_a_language_that_is_not_there_is_refused(services):
    with pytest.raises(NotFoundError):
        services.translations.export("xx", WAIVER)


# The release.


def test_a_shipped_draft_prints_as_a_reading_aid(services):
    assert state(services).trust is Trust.DRAFT
    assert "Lesehilfe" in blank(services)


def test_a_released_form_loses_the_mark_when_its_lists_are_released_too(services):
    release(services)
    assert state(services).trust is Trust.RELEASED
    assert "Lesehilfe" in blank(services)

    release(services, "lists")

    assert "Lesehilfe" not in blank(services)
    assert "Lesehilfe" in blank(services, "ru")
    found = state(services).release
    assert (found.name, found.qualification) == ("Olena Muster", "ermächtigte Übersetzerin")
    assert found.released_on == services.session.today()


def test_an_office_that_wants_released_ones_only_refuses_a_reviewed_one(services):
    office = services.office.load()
    services.office.save(dataclasses.replace(office, require_released=True))
    for catalogue in (WAIVER, "lists"):
        release(services, catalogue, Trust.REVIEWED)

    with pytest.raises(NotPermittedError) as refused:
        blank(services)
    assert refused.value.rule == "translation_draft"

    for catalogue in (WAIVER, "lists"):
        release(services, catalogue)
    assert "Lesehilfe" not in blank(services)


def test_a_text_that_comes_back_changed_takes_its_release_away(services):
    for catalogue in (WAIVER, "lists"):
        release(services, catalogue)
    file = exported(services)
    entry = file.find(SUBTITLE, by="msgctxt")
    entry.msgstr = "Нова назва для перевірки"

    back(services, file)

    assert state(services).trust is Trust.DRAFT
    assert state(services).withdrawn == (entry.msgid,)
    assert "Lesehilfe" in blank(services)

    release(services)
    assert state(services).withdrawn == ()
    assert "Lesehilfe" not in blank(services)


def test_a_changed_german_text_takes_the_release_of_that_text_away(
    services, content, clock, vault_path, tmp_path
):
    """A later program has another German text; the office's release holds for the others."""
    for catalogue in (WAIVER, "lists"):
        release(services, catalogue)
    services.session.close()

    later = later_content(content, tmp_path)
    again = services_for(VaultService(later, clock, CHEAP).unlock(vault_path, PASSPHRASE))
    try:
        found = state(again)
        assert found.trust is Trust.DRAFT
        assert [text for text in found.withdrawn if "Ganz neu." in text] == list(found.withdrawn)
        assert len(found.withdrawn) == 1
        assert state(again, catalogue="lists").trust is Trust.RELEASED
        assert "Lesehilfe" in blank(again)
    finally:
        again.session.close()


def later_content(content, folder):
    """Return the content of a program in which one German text is another one."""
    forms = folder / "forms"
    shutil.copytree(forms_dir(), forms)
    (forms / "published.lock").unlink()
    texts = next(
        path for path in (forms / WAIVER).rglob("*.toml") if "B-T01.subtitle" in path.read_text()
    )
    german = content.form(WAIVER).texts["B-T01.subtitle"].text
    assert texts.read_text().count(german) == 1
    texts.write_text(texts.read_text().replace(german, f"{german} Ganz neu."))
    library = load_library(forms)
    return Content(
        library=library,
        catalogues=Catalogues(translations_dir(), library),
        words=content.words,
    )


def test_a_release_can_be_taken_back(services):
    for catalogue in (WAIVER, "lists"):
        release(services, catalogue)

    services.translations.take_back("uk", WAIVER)

    assert state(services).trust is Trust.DRAFT
    assert state(services).release is None
    assert "Lesehilfe" in blank(services)


@pytest.mark.parametrize(
    ("change", "code", "detail"),
    [
        ({"name": " "}, "required", "name"),
        ({"qualification": ""}, "required", "qualification"),
        ({"days": 1}, "future_date", "released_on"),
    ],
)
def test_a_release_needs_a_name_a_qualification_and_a_day_that_was(services, change, code, detail):
    days = change.pop("days", 0)
    with pytest.raises(InputError) as refused:
        services.translations.release(
            "uk",
            WAIVER,
            **{
                "trust": Trust.RELEASED,
                "name": "A",
                "qualification": "B",
                "released_on": services.session.today() + timedelta(days=days),
                **change,
            },
        )
    assert (refused.value.code, refused.value.detail) == (code, detail)
    assert state(services).release is None


# Practice.


def test_nothing_of_translators_leaves_or_enters_a_practice_vault(services):
    data = services.translations.export("uk", "waiver")[1]
    services.session.is_practice = True
    for act in (
        lambda: services.translations.export("uk", "waiver"),
        lambda: services.translations.bring_in("uk", "waiver", data),
    ):
        with pytest.raises(NotPermittedError) as refused:
            act()
        assert refused.value.rule == "practice"
