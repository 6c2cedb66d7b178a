"""Slip, summary, notice and profile: what each must and must not say."""

from __future__ import annotations

import statistics
from dataclasses import replace
from datetime import date
from io import BytesIO

import page as page_validation
import pikepdf
import pytest
from PIL import Image

from intake_app.domain.numbers import SlipCode, parse_code
from intake_app.printing import (
    competence,
    family_slips,
    interpreter,
    notice,
    slip,
    slip_strip,
    summary,
)
from intake_app.printing.competence import Copy, Permission
from intake_app.printing.family_slips import FamilySlips
from intake_app.printing.profile import ProfileEntry, ProfileSection
from intake_app.printing.wording import same
from tests.printing import reading, samples
from tests.printing.wordings import draft, languages, wording


def flat(pdf):
    return " ".join(" ".join(reading.page_texts(pdf)).split())


def slip_pdf(data=samples.SLIP, other=None, **changes):
    return slip.render(data, wording("de", "routing"), other, samples.imprint(**changes))


def test_every_strip_has_a_code_of_its_own():
    read = reading.codes(slip_pdf(other=draft("ar", "routing")))
    found = [parse_code(code) for page in read for code in page]
    number = samples.SLIP.number
    strips = [SlipCode(number=number, station=seq) for seq in (1, 2, 3, 4)]
    assert found == [SlipCode(number=number), *strips]


def test_three_strips_stand_on_a_page():
    pages = reading.page_texts(slip_pdf())
    assert [text.count("Vermerk der Stelle") for text in pages] == [0, 3, 1]


def test_a_program_that_prints_a_slip_from_a_file_leaves_the_backs_empty():
    with pikepdf.open(BytesIO(slip_pdf())) as document:
        assert document.Root.ViewerPreferences.Duplex == pikepdf.Name.Simplex


def test_the_page_that_stays_with_the_person_says_what_to_bring():
    cover = " ".join(reading.page_texts(slip_pdf())[0].split())
    assert "Bitte mitbringen: Aufenthaltspapier, Lebenslauf" in cover
    assert cover.count("Bitte mitbringen") == 1, "only where something is to be brought"


@pytest.mark.parametrize("tag", ["ar", "uk", "ti", "ckb", ""])
def test_the_sheet_of_a_family_lists_first_names_and_numbers_and_no_more(tag):
    data = FamilySlips(slips=(("Layla", "KQSYQX0EYD"), ("Sami", "7Q4M92KTX3"), ("", "AZJKJVCVKM")))
    other = draft(tag, "routing") if tag else None
    (page,) = reading.page_texts(
        family_slips.render(data, wording("de", "routing"), other, samples.imprint())
    )
    text = " ".join(page.split())
    assert {"Laufzettel", "der", "Familie", "Layla", "Sami"} <= set(text.split())
    assert [n in text for n in ("KQSYQ-X0EYD", "7Q4M9-2KTX3", "AZJKJ-VCVKM")] == [True] * 3
    assert reading.codes(
        family_slips.render(data, wording("de", "routing"), other, samples.imprint())
    ) == [[]], "a code would lead a finder to a slip"


def test_a_strip_closes_up_to_stay_a_third_of_a_page():
    crowded = replace(
        samples.SLIP.stations[0],
        name="IQ-Netzwerk Beispielstadt, Anerkennungs- und Qualifizierungsberatung, Team 4",
        opening_hours="Mo–Fr 8–12\u00a0Uhr und 14–17\u00a0Uhr, offene Sprechzeit Di und Do",
        purposes=("S03.apply", "S03.talk", "S03.course"),
        bring=("DOC-A02", "DOC-A04", "DOC-A06", "DOC-A20"),
        contact="Anerkennungsberatung",
        companion="yes",
    )
    data = replace(samples.SLIP, stations=(crowded,) * 3)
    for other in (None, *(draft(tag, "routing") for tag in ("ar", "uk", "en"))):
        pages = reading.page_texts(slip_pdf(data, other, released=False))
        assert [text.count("Vermerk der Stelle") for text in pages] == [0, 3]


@pytest.mark.parametrize("language", languages("routing"))
def test_a_crowded_strip_is_whole_in_every_language(language):
    documents = ("DOC-A02", "DOC-A04", "DOC-A06", "DOC-A20")
    purposes = ("S03.apply", "S03.talk", "S03.course")
    crowded = replace(samples.SLIP.stations[0], bring=documents, purposes=purposes)
    pdf = slip_pdf(replace(samples.SLIP, stations=(crowded,) * 3), draft(language, "routing"))
    strips = [text.count("Vermerk der Stelle") for text in reading.page_texts(pdf)]
    assert sum(strips) == 3
    assert not reading.misplaced(pdf)


def test_a_strip_that_says_much_gets_two_thirds_of_a_page():
    documents = tuple(f"DOC-A{number:02d}" for number in range(1, 19))
    crowded = replace(samples.SLIP.stations[0], bring=documents)
    data = replace(samples.SLIP, stations=(crowded, *samples.SLIP.stations[1:]))
    pages = reading.page_texts(slip_pdf(data, draft("uk", "routing")))
    strips = [text.count("Vermerk der Stelle") for text in pages]
    assert sum(strips) == 4
    assert strips[1] == 2


def test_a_neutral_station_shows_no_reason():
    pages = reading.page_texts(slip_pdf())
    assert "Impf" not in " ".join(pages)
    assert "Termin" in pages[1]


def test_strips_carry_the_stamps_too():
    for text in reading.page_texts(slip_pdf(released=False))[1:]:
        assert "Muster, noch nicht freigegeben" in text


def test_who_finds_the_paper_learns_where_to_take_it_and_no_address_of_the_person():
    other = draft("ar", "routing")
    pages = reading.page_texts(slip_pdf(other=other))
    where = "Landkreis Beispielstadt, Musterweg 1, 38350 Beispielstadt"
    for page in pages:
        assert f"Gefunden? Bitte abgeben bei: {where}." in " ".join(page.split())
    said = other.block("L-S02", office="X", address="Y").split()[0]
    assert said in pages[0].split(), "the person's neighbours may not read German"


def a_sketch(shade=0):
    stream = BytesIO()
    Image.new("L", (660, 495), shade).save(stream, "PNG")
    return stream.getvalue()


def with_sketches(count, stations=samples.SLIP.stations):
    drawn = [
        replace(station, sketch=a_sketch(number)) if number < count else station
        for number, station in enumerate(stations)
    ]
    return replace(samples.SLIP, stations=tuple(drawn))


@pytest.mark.parametrize("tag", ["ar", "ti", "uk", ""])
@pytest.mark.parametrize("count", [1, 4])
def test_sketches_stand_on_the_pages_that_the_person_keeps(tag, count):
    pdf = slip_pdf(with_sketches(count), draft(tag, "routing") if tag else None)
    with pikepdf.open(BytesIO(pdf)) as document:
        drawn = [len(page.get_images()) for page in document.pages]
    strips = [text.count("Vermerk der Stelle") for text in reading.page_texts(pdf)]

    assert sum(drawn) == count
    assert not any(pictures and cut for pictures, cut in zip(drawn, strips, strict=True))
    assert not reading.misplaced(pdf)


def test_without_a_sketch_there_is_no_heading_for_one():
    heading = wording("de", "routing").block("L-T06.title")

    assert heading in flat(slip_pdf(with_sketches(1)))
    assert heading not in flat(slip_pdf())


def test_more_stations_than_a_page_holds_are_set_in_letters_that_can_be_read():
    many = tuple(replace(samples.SLIP.stations[0], seq=seq) for seq in range(1, 9))
    pdf = slip_pdf(replace(samples.SLIP, stations=many), draft("ar", "routing"))

    strips = [text.count("Vermerk der Stelle") for text in reading.page_texts(pdf)]
    assert strips == [0, 0, 3, 3, 2]
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.pages[2:]
        cover = BytesIO()
        document.save(cover)
    sizes = [size for _character, size in reading.characters(cover.getvalue())]
    assert statistics.median(sizes) >= 9


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("large", [False, True])
def test_a_slip_with_sketches_is_accessible_and_fit_for_the_archive(large, profile):
    pdf = slip.render(
        with_sketches(2),
        wording("de", "routing"),
        draft("ti", "routing"),
        samples.imprint(),
        large=large,
    )
    result = page_validation.validate_pdf_bytes(pdf, profile=profile)
    assert not [f for f in result.failures if "STREAM-LENGTH" not in f.rule_id]
    said = [words for words in alternatives(pdf) if "Wegskizze" in words]
    assert len(said) == 2


def test_a_slip_without_a_name_shows_the_number_alone():
    text = flat(slip_pdf(replace(samples.SLIP, name="")))
    assert "Layla" not in text
    assert "KQSYQ-X0EYD" in text


def test_the_stamp_field_is_large_enough():
    width, height = slip_strip.STAMP_FIELD
    assert width >= 45 * 72 / 25.4
    assert height >= 30 * 72 / 25.4


def test_the_summary_is_one_page_in_each_language():
    german = wording("de", "competence")
    for language in ("ar", "uk", "en"):
        pdf = summary.render(
            samples.SUMMARY, german, draft(language, "competence"), samples.imprint()
        )
        pages = reading.page_texts(pdf)
        assert len(pages) == 2
        assert "Das haben wir vereinbart" not in pages[0]
        assert "Das haben wir vereinbart" in pages[1]


def test_five_steps_with_everything_to_bring_still_fit_on_one_page():
    step = replace(
        samples.SUMMARY.steps[0],
        note="Bitte zuerst anrufen und nach einem Termin am Vormittag fragen",
        place="Volkshochschule Beispielstadt, Deutsch und Integration, Musterring 14 b, "
        "38350 Beispielstadt",
        bring=("DOC-A02", "DOC-A04", "DOC-A06", "DOC-A20"),
    )
    data = replace(samples.SUMMARY, steps=(step,) * 5)
    german = wording("de", "competence")
    for other in (None, *(draft(tag, "competence") for tag in ("ar", "uk", "en"))):
        pdf = summary.render(data, german, other, samples.imprint(released=False))
        assert len(reading.page_texts(pdf)) == (1 if other is None else 2)


def test_a_summary_without_steps_says_so():
    data = replace(
        samples.SUMMARY, steps=(), appointments=(), next_talk=None, permissions=(), goal=""
    )
    pdf = summary.render(data, wording("de", "competence"), None, samples.imprint())
    text = flat(pdf)
    assert "Im Moment ist nichts weiter zu tun" in text
    assert "kein Termin vereinbart" in text
    assert "keine Erlaubnis gegeben" in text


def test_the_notice_is_one_page_in_each_language():
    for language in ("ar", "uk", "en"):
        pdf = notice.render(samples.NOTICE, wording("de"), draft(language), samples.imprint())
        assert len(reading.page_texts(pdf)) == 2
    assert (
        len(
            reading.page_texts(
                notice.render(samples.NOTICE, wording("de"), None, samples.imprint())
            )
        )
        == 1
    )


@pytest.mark.parametrize("language", ["de", *languages("waiver")])
def test_the_notice_in_short_is_one_page_and_names_the_full_one(language):
    other = None if language == "de" else draft(language)
    pdf = notice.render_short(samples.NOTICE, wording("de"), other, samples.imprint())
    (page,) = reading.page_texts(pdf)
    text = " ".join(page.split())
    assert "Kurzinformation zum Datenschutz" in text
    assert "Ausführlich steht alles auf dem Blatt" in text
    assert "auch die Ausländerbehörde informieren" in text
    assert "Ihre Rechte Sie können Auskunft" in text


def test_an_undertaking_on_the_phone_is_signed_by_the_office_alone():
    data = replace(
        samples.UNDERTAKING,
        confirmed_on=date(2026, 11, 22),
        confirmed_at="14:30",
        advisor="M. Beispiel",
    )
    text = flat(interpreter.render(data, wording("de"), None, samples.imprint()))
    assert "Unterschrift Sprachmittlung" not in text
    assert "Unterschrift für die Anlaufstelle" in text


def profile_pdf(data, other=None):
    return competence.render(data, wording("de", "competence"), other, samples.imprint())


def test_a_profile_shows_states_evidence_and_doubt():
    text = flat(profile_pdf(samples.profile()))
    assert "keine Angabe" in text
    assert "Unterlage gesehen am 22.11.2026" in text
    assert "unsicher" in text


def test_the_partners_copy_names_the_permission_it_rests_on():
    permission = Permission(
        number="SE-26-00012-6",
        signed_on=date(2026, 11, 22),
        valid_until=date(2027, 11, 22),
        purposes=("Z1", "Z8"),
        purpose_other="Praktikum im Krankenhaus",
    )
    data = samples.profile(copy=Copy.PARTNER, partner="Jobcenter", permission=permission)
    text = flat(profile_pdf(data))
    assert "SE-26-00012-6 vom 22.11.2026, gültig bis 22.11.2027" in text
    assert "Deutschkurs, Praktikum im Krankenhaus" in text
    assert "Bitte nicht weitergeben" in text
    assert "Noch nicht gefragt" not in text


def test_the_files_copy_counts_what_is_still_open():
    data = samples.profile(copy=Copy.FILE, open_questions=12, difficult=True)
    text = flat(profile_pdf(data))
    assert "Noch nicht gefragt: 12 Fragen" in text
    assert "Alle Angaben gelten als unsicher" in text


def test_a_job_is_never_torn_between_two_pages():
    for other in (None, draft("ar", "competence")):
        pages = reading.page_texts(profile_pdf(samples.profile(jobs=60), other))
        assert len(pages) > 2
        for text in pages:
            sides = 1 if other is None else 2
            assert text.count("Arbeitszeugnis") == sides * text.count("Krankenpflegerin")


def test_what_both_languages_share_stands_once():
    text = flat(profile_pdf(samples.profile(jobs=1), draft("ar", "competence")))
    assert text.count("Krankenpflegerin") == 1
    assert text.count("2012 – 2019") == 1
    # An answer with a remark stands in each language with its remark.
    assert text.count("B1") == 2


def test_two_short_answers_stand_on_one_line_of_a_german_profile():
    entries = tuple(entry(f"Frage {n}", f"Antwort {n}") for n in range(40))
    one_by_one = tuple(replace(given, uncertain=True) for given in entries)

    def pages(parts):
        section = ProfileSection(title=same("Person"), parts=parts)
        return len(reading.page_texts(profile_pdf(samples.profile(sections=(section,)))))

    assert (pages(entries), pages(one_by_one)) == (1, 2)


def test_told_and_official_value_stand_side_by_side():
    told = entry("Englisch", "B1", official="A2")
    section = ProfileSection(title=same("Sprachen"), parts=(told,))
    text = flat(profile_pdf(samples.profile(sections=(section,))))
    assert "B1 (laut Papier: A2)" in text


def entry(label, value, **changes):
    return ProfileEntry(label=same(label), value=same(value), **changes)


def alternatives(pdf):
    """Words that a screen reader says for the figures of a paper, in their order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            str(item.Alt)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]


def test_pictograms_of_a_slip_say_what_they_stand_for():
    said = alternatives(slip_pdf(other=draft("uk", "routing")))
    kinds = [
        wording("de", "routing").list_label("stations", station.code)
        for station in samples.SLIP.stations
    ]

    for kind in kinds:
        assert said.count(kind) == 2, "on the cover and on its strip"
    assert said.count("Bitte mitbringen") == 2, "on the cover and on the one strip that asks it"
    assert said.count("Termin") == 2 + 4


def test_pictograms_of_the_summary_speak_the_language_of_their_page():
    other = draft("ar", "competence")
    pdf = summary.render(samples.SUMMARY, wording("de", "competence"), other, samples.imprint())
    said = alternatives(pdf)

    for words in (wording("de", "competence"), other):
        assert words.block("summary.bring") in said
        assert words.block("summary.by") in said
