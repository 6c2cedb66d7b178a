"""What the waiver and the papers around it must and must not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.numbers import WaiverPageCode, parse_code
from intake_app.domain.signing import CoSigning, GuardianRole, OwnSignature
from intake_app.domain.waiver import Direction
from intake_app.errors import MissingGlyphError
from intake_app.printing import blank_waiver, sentence, waiver, waiver_extract, withdrawal
from intake_app.printing.typography import MARGIN, PAGE_WIDTH
from intake_app.printing.waiver import GuardianField, Signer
from tests.printing import reading, samples
from tests.printing.wordings import draft, released, wording


def printed(data, other=None, **changes):
    return waiver.render(data, wording("de"), other, samples.imprint(**changes))


def flat(pdf):
    return " ".join(" ".join(reading.page_texts(pdf)).split())


def test_codes_tell_which_page_of_how_many_was_scanned():
    pdf = printed(samples.waiver(), draft("ar"))
    read = reading.codes(pdf)
    expected = [
        WaiverPageCode(number="SE-26-00012-6", page=page, pages=len(read))
        for page in range(1, len(read) + 1)
    ]
    assert [[parse_code(code) for code in page] for page in read] == [[one] for one in expected]


def test_all_fixed_sentences_of_the_law_are_there():
    german = wording("de")
    text = flat(printed(samples.waiver()))
    for block in ("B-T02", "B-T06", "B-T08", "B-T09", "B-T11", "B-T13", "B-T14", "B-T20"):
        assert " ".join(german.block(block).split()) in text, block


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """Return a waiver with one line as a screen reader meets it."""
    pdf = printed(samples.waiver(lines=samples.LINES[:1], copies={}), draft("ar"))
    return reading.structure_text(pdf, tmp_path_factory.mktemp("spoken"))


def test_arabic_sentences_come_back_as_they_were_written(spoken):
    told = " ".join(spoken.split())
    for block in ("B-T02", "B-T08", "B-T09", "B-T14"):
        assert " ".join(wording("ar").block(block).split()) in told, block


def test_a_name_in_arabic_letters_stands_in_the_german_text(spoken):
    assert samples.NAME in spoken


def test_german_stands_before_its_translation(spoken):
    assert spoken.index("Sie haben mit uns") < spoken.index(wording("ar").block("B-T02")[:20])


def test_a_character_without_a_font_stops_the_paper():
    with pytest.raises(MissingGlyphError):
        printed(samples.waiver(name="王伟"))


def test_unanswered_lines_print_empty_boxes():
    undecided = samples.line(7, "Agentur für Arbeit", decision=None, direction=None)
    pdf = printed(samples.waiver(lines=(undecided,)))
    assert "Wir dürfen mitteilen" in flat(pdf)
    assert "nicht angekreuzt" not in flat(pdf)


def test_a_refused_line_names_no_categories():
    refused = samples.line(3, "Ausländerstelle", decision=False)
    text = flat(printed(samples.waiver(lines=(refused,), copies={})))
    assert "Ausländerstelle" in text
    assert "Name, Geburtsdatum, Anschrift, Kontakt" not in text


def test_health_is_asked_only_where_a_line_holds_it():
    plain = flat(printed(samples.waiver()))
    assert "Angaben zu Ihrer Gesundheit" not in plain
    health = samples.line(
        9,
        "Volkshochschule",
        categories=frozenset({Category.HEALTH}),
        health_detail="kann nicht lange sitzen",
    )
    text = flat(printed(samples.waiver(lines=(health,))))
    assert "„kann nicht lange sitzen“" in text


def test_beside_a_draft_translation_one_signs_under_the_german_text_only():
    middle = PAGE_WIDTH / 2
    pdf = printed(samples.waiver(), draft("ar"))
    lines = reading.signing_lines(pdf)
    assert lines
    assert all(right < middle for _, right in lines)
    assert "Lesehilfe" in flat(pdf)


def test_beside_a_released_translation_one_signs_under_both():
    pdf = printed(samples.waiver(), released("ar"))
    assert max(right for _, right in reading.signing_lines(pdf)) > PAGE_WIDTH - MARGIN - 1
    assert "Lesehilfe" not in flat(pdf)


def test_a_young_person_and_the_guardian_both_sign():
    text = flat(printed(samples.youth_waiver()))
    assert "Ich bin auch selbst einverstanden" in text
    assert "Unterschrift Sorgeberechtigte" in text
    assert "Die Bestallung vom 01.09.2026 lag vor." in text
    assert "Handzeichen" in text
    assert "Unterschrift Zeugin oder Zeuge" in text


def test_a_young_person_alone_has_no_empty_fields_of_guardians():
    data = samples.youth_waiver()
    text = flat(
        printed(replace(data, co_signing=CoSigning.ALONE, guardians=(), appointed_on=None))
    )
    assert "Handzeichen" in text
    assert "Sorgeberechtigte" not in text
    assert "Ich bin auch selbst einverstanden" not in text


def test_a_legal_carer_has_a_field_beside_the_adult():
    plain, beside = samples.waiver(), samples.waiver(co_signing=CoSigning.CARER)
    assert "Unterschrift rechtliche Betreuung" not in flat(printed(plain))
    text = flat(printed(beside))
    assert "Unterschrift der Klientin" in text
    assert "Mein Aufgabenbereich umfasst diese Erlaubnis" in text
    assert "Unterschrift rechtliche Betreuung" in text
    assert "Unterschrift Sorgeberechtigte" not in text


@pytest.mark.parametrize("language", ["de", "ar"])
def test_for_an_adult_who_cannot_understand_it_only_the_legal_carer_signs(language, tmp_path):
    other = None if language == "de" else draft(language)
    data = samples.waiver(co_signing=CoSigning.CARER_INSTEAD, witness=True)
    text = " ".join(reading.structure_text(printed(data, other), tmp_path).split())
    assert "kann diese Entscheidung zurzeit nicht selbst treffen" in text
    assert "Mein Aufgabenbereich umfasst diese Erlaubnis" in text
    assert "entbinde ich die Mitarbeitenden der Beratung" in text
    assert text.count("Unterschrift rechtliche Betreuung") == 1
    assert "Unterschrift der Klientin" not in text
    assert "Handzeichen" not in text
    assert "Zeugin" not in text
    if other is not None:
        said = wording(language).block("B-T22.instead", name=samples.NAME)
        # The marks that keep a name in its direction are not read out.
        assert said.replace("\u2068", "").replace("\u2069", "") in text


def test_a_carer_signs_on_the_pad_in_the_place_of_the_person():
    paper = samples.waiver(co_signing=CoSigning.CARER_INSTEAD)
    signed = replace(paper, strokes=samples.STROKES, place_and_date="Ort, 22.11.2026")
    assert len(printed(signed)) > len(printed(paper))
    assert "Ort, 22.11.2026" in flat(printed(signed))


def test_for_a_child_only_guardians_sign():
    mother = GuardianField(name="Amal Al-Ḥasan", role=GuardianRole.MOTHER)
    data = samples.waiver(signer=Signer.CHILD, guardians=(mother,), interpreter=None)
    text = flat(printed(data))
    assert "Unterschrift der Klientin" not in text
    assert "Amal Al-Ḥasan" in text
    assert "Wir helfen dir und deiner Familie" in text


def test_an_interpreter_on_the_phone_leaves_no_line_to_sign():
    data = samples.waiver(phone_confirmation="14:30")
    text = flat(printed(data))
    assert "um 14:30 Uhr mündlich bestätigt" in text
    assert "Unterschrift Sprachmittlung" not in text


def test_strokes_of_a_pad_are_drawn_as_lines():
    plain = printed(samples.waiver())
    signed = printed(samples.waiver(strokes=samples.STROKES, place_and_date="Ort, 22.11.2026"))
    assert len(signed) != len(plain)
    assert "Ort, 22.11.2026" in flat(signed)


def test_papers_say_that_their_texts_are_not_released():
    assert "Muster, noch nicht freigegeben" in flat(printed(samples.waiver(), released=False))
    assert "Muster, noch nicht" not in flat(printed(samples.waiver()))


def test_practice_shows_on_every_page():
    for text in reading.page_texts(printed(samples.waiver(), practice=True)):
        assert "ÜBUNG" in text


def test_a_line_is_never_torn_and_the_head_of_the_table_comes_again():
    lines = tuple(
        samples.line(n, f"Beratungsstelle Nummer {n:02d}", direction=Direction.BOTH)
        for n in range(1, 13)
    )
    pdf = printed(samples.waiver(lines=lines, copies={}), draft("uk"))
    pages = [text for text in reading.page_texts(pdf) if "Beratungsstelle Nummer" in text]
    assert len(pages) > 3
    for text in pages:
        assert "Entscheidung" in text
        partners = {word for word in text.splitlines() if "Nummer" in word}
        assert text.count("Gültig bis 22.11.2027") == len(partners)


def test_a_screen_reader_meets_the_head_of_the_table_once(tmp_path):
    lines = tuple(samples.line(n, f"Stelle {n}") for n in range(1, 6))
    pdf = printed(samples.waiver(lines=lines, copies={}))
    assert len(["Entscheidung" in text for text in reading.page_texts(pdf)]) > 1
    assert reading.structure_text(pdf, tmp_path).count('"Entscheidung"') == 1


def test_an_extract_names_no_other_partner():
    pdf = waiver_extract.render(samples.EXTRACT, wording("de"), samples.imprint())
    text = flat(pdf)
    assert samples.LINES[1].partner_name in text
    assert "Jobcenter" not in text
    assert "Ausländerstelle" not in text
    assert "Schulzeugnis" in text


def test_health_and_the_childs_level_are_never_written_to_a_partner():
    german = wording("de")
    secret = [german.list_hint("categories", code) for code in ("K9", "K12")]
    assert all(secret)
    categories = {Category.IDENTITY, Category.HEALTH, Category.CHILD_LEVEL}
    line = replace(
        samples.LINES[0], categories=frozenset(categories), health_detail="sitzt gern vorn"
    )
    extract = replace(samples.EXTRACT, line=line, documents=())
    text = flat(waiver_extract.render(extract, german, samples.imprint()))
    assert german.list_hint("categories", "K1") in text
    assert not [words for words in (*secret, "K9", "K12", "sitzt gern vorn") if words in text]


def test_a_line_about_health_alone_says_nothing_on_the_extract():
    line = replace(samples.LINES[0], categories=frozenset({Category.HEALTH}))
    extract = replace(samples.EXTRACT, line=line, documents=())
    text = flat(waiver_extract.render(extract, wording("de"), samples.imprint()))
    assert "Welche Angaben" not in text
    assert "gesundheitlich" not in text.lower()


@pytest.mark.parametrize("language", ["ar", "uk", "en"])
def test_a_waiver_with_three_lines_takes_four_pages(language):
    line = {
        "categories": frozenset(list(Category)[:6]),
        "purposes": frozenset({Purpose.COURSE, Purpose.WORK}),
    }
    lines = tuple(samples.line(n, f"Stelle {n}, Team Beratung", **line) for n in (1, 2, 3))
    pdf = printed(samples.waiver(lines=lines, copies={}), draft(language), released=False)
    pages = reading.page_texts(pdf)
    assert len(pages) == 4
    assert "Diese Erklärung hat 4 Seiten" in flat(pdf)


@pytest.mark.parametrize(
    ("own", "guardians", "words"),
    [
        (OwnSignature.SIGNED, (), "unterschrieben und eine Kopie bekommen"),
        (OwnSignature.MARK, (), "mit einem Handzeichen"),
        (OwnSignature.SIGNED, ("Frau Muster",), "Mit unterschrieben haben"),
        (OwnSignature.NOT_NEEDED, ("Frau Muster",), "haben die Sorgeberechtigten"),
    ],
)
def test_an_extract_says_who_signed(own, guardians, words):
    data = replace(samples.EXTRACT, own=own, guardians=guardians)
    assert words in flat(waiver_extract.render(data, wording("de"), samples.imprint()))


def test_an_extract_says_that_the_legal_carer_signed_for_the_person():
    data = replace(
        samples.EXTRACT, own=OwnSignature.NOT_NEEDED, guardians=("Petra Muster",), by_carer=True
    )
    text = flat(waiver_extract.render(data, wording("de"), samples.imprint()))
    assert "hat die rechtliche Betreuung die Erklärung am 22.11.2026" in text
    assert "Sorgeberechtigte" not in text


def test_an_extract_is_silent_about_a_carer_who_signed_beside_the_person():
    data = replace(samples.EXTRACT, guardians=("Petra Muster",), by_carer=True)
    text = flat(waiver_extract.render(data, wording("de"), samples.imprint()))
    assert "unterschrieben und eine Kopie bekommen" in text
    assert "Muster" not in text.replace(samples.OFFICE.street, "")
    assert "Betreuung" not in text


def test_a_partner_is_told_of_its_own_line_only():
    pdf = withdrawal.render_partner_notice(
        samples.PARTNER_NOTICE, wording("de"), samples.imprint()
    )
    text = flat(pdf)
    assert "Ausbildung, Beruf" in text
    assert "IQ-Netzwerk" not in text
    assert "25.11.2026" in text


def test_a_confirmation_lists_what_had_left_before():
    pdf = withdrawal.render_confirmation(
        samples.WITHDRAWAL, wording("de"), None, samples.imprint()
    )
    assert "25.11.2026 Jobcenter Beispielstadt" in flat(pdf)
    nothing = replace(samples.WITHDRAWAL, handed=())
    pdf = withdrawal.render_confirmation(nothing, wording("de"), None, samples.imprint())
    assert "vorher keine Angaben gegeben" in flat(pdf)
    assert wording("de").block("W-C05") not in flat(pdf), "nobody is told what nobody received"


def test_a_confirmation_names_the_single_information():
    part = withdrawal.Ended(partner="Jobcenter", categories=frozenset({Category.WORK}))
    data = replace(samples.WITHDRAWAL, ended=(part,))
    german = wording("de")
    text = flat(withdrawal.render_confirmation(data, german, None, samples.imprint()))
    assert german.list_hint("categories", "K5") in text
    assert german.block("W-C03.categories") in text
    assert german.block("W-C06.categories") in text
    assert german.block("W-C03") not in text
    both = flat(withdrawal.render_confirmation(data, german, draft("en"), samples.imprint()))
    assert draft("en").list_hint("categories", "K5")[:20] in both


def test_a_notice_of_a_part_says_that_the_rest_holds():
    part = replace(samples.PARTNER_NOTICE, is_partial=True)
    text = flat(withdrawal.render_partner_notice(part, wording("de"), samples.imprint()))
    assert "zum Teil zurückgenommen" in text
    assert "Alles andere in der Erklärung gilt weiter" in text
    assert "keine Angaben mehr" not in text


@pytest.mark.parametrize("language", ["ar", "uk", "en", ""])
def test_the_sentence_for_a_partner_stands_once_and_alone(language):
    other = draft(language) if language else None
    pdf = sentence.render(samples.SENTENCE, wording("de"), other, samples.imprint())
    text = flat(pdf)
    assert text.count("kann nicht schwer heben") == 1
    assert "nicht nach Gründen" in text
    assert "31.05.2027" in text
    assert len(reading.page_texts(pdf)) == 1


def test_an_empty_withdrawal_form_has_no_receipt():
    empty = replace(samples.WITHDRAWAL, received=None, received_on=None, everything=None)
    text = flat(withdrawal.render_form(empty, wording("de"), None, samples.imprint()))
    assert "Eingegangen am" not in text


@pytest.mark.parametrize(
    ("by_carer", "signature"),
    [(True, "Unterschrift rechtliche Betreuung"), (False, "Unterschrift Sorgeberechtigte")],
)
def test_who_signed_for_the_person_takes_it_back_for_the_person(by_carer, signature):
    behalf = withdrawal.OnBehalf(name=samples.NAME, by_carer=by_carer)
    data = replace(samples.WITHDRAWAL, on_behalf=behalf)
    form = flat(withdrawal.render_form(data, wording("de"), None, samples.imprint()))
    assert "Ich nehme die Erlaubnis SE-26-00012-6 vom 22.11.2026 für Layla Al-Ḥasan" in form
    assert signature in form
    assert "Klientin" not in form
    assert "meine Erlaubnis" not in form

    told = flat(withdrawal.render_confirmation(data, wording("de"), None, samples.imprint()))
    assert "für Layla Al-Ḥasan" in told
    assert "Sie haben Ihre Erlaubnis" not in told
    assert "Wir beraten Layla Al-Ḥasan" in told


def test_a_blank_form_explains_every_code():
    pdf = blank_waiver.render(samples.BLANK, wording("de"), draft("uk"), samples.imprint())
    text = flat(pdf)
    for code in Category:
        assert code.value in text
    assert reading.codes(pdf)[0][0].startswith("SE1.SE26009003.1.")


def test_a_blank_form_has_fields_for_everybody_who_may_sign():
    for data in (samples.BLANK, replace(samples.BLANK, guardians=False)):
        text = flat(blank_waiver.render(data, wording("de"), None, samples.imprint()))
        assert "Unterschrift rechtliche Betreuung" in text
        assert "Mein Aufgabenbereich umfasst diese Erlaubnis" in text
        assert ("Unterschrift Sorgeberechtigte" in text) is data.guardians
        assert text.count("Nein.") == (2 if data.guardians else 1), "health and level, each alone"


def test_a_health_line_is_a_decision_of_its_own():
    line = samples.line(
        9,
        "Volkshochschule",
        categories=frozenset({Category.HEALTH, Category.CHILD_LEVEL}),
        health_detail="sitzt vorn",
    )
    assert flat(printed(samples.waiver(lines=(line,)))).count("Nein.") == 2
