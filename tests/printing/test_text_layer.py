"""Fonts, words, lines: what the text layer does with real sentences."""

from __future__ import annotations

import gc

import pytest

from intake_app.errors import MissingGlyphError
from intake_app.printing import shaping
from intake_app.printing.breaking import pieces
from intake_app.printing.fonts import face, face_for, missing_characters
from intake_app.printing.layout import Layout, Span, analyse, insert
from tests.printing.wordings import wording

DIN_91379 = "ÄÖÜäöüßẞĀāĄąČčĐđĘęĞğİıŁłŃńŐőŞşŠšŢţŻżǦǧḀḁḐḑḤḥṢṣṬṭẒẓẠạẾếỰựȘșȚțÞþĲĳ"


def layout(text, language="de", *, rtl=False):
    return Layout((Span(text),), language, right_to_left=rtl)


def shapes(paragraph):
    runs = [run for atom in paragraph.atoms for run in atom.runs]
    return [cluster.shape for run in runs for cluster in run.shaped.clusters]


def words(text):
    return [text[piece.start : piece.end] for piece in pieces(text)]


@pytest.mark.parametrize(
    "text",
    [
        DIN_91379,
        "Олена Коваленко, Їжакевич, Ґалаґан",
        "ليلى الحسن، محمد أحمدي، ښاغلی، کوردستان، فاطمہ بیگم",
        "ሰላም ተስፋይ፡ አማርኛ።",
        "გიორგი Անահիտ",
        "§ 25 Abs. 2 AufenthG, „Ja“ – 12,50 € ☐ ☑ ☒ ✓",
        "Nguyễn Thị Ngọc Ánh",
    ],
)
def test_the_shipped_fonts_carry_the_names_of_our_clients(text):
    assert missing_characters(text) == ""


def test_characters_without_a_font_are_named_once():
    assert missing_characters("王伟 und 王 → ab") == "王伟→"


def test_a_character_without_a_font_is_an_error_in_print_never_a_box():
    with pytest.raises(MissingGlyphError) as caught:
        layout(f"Herr {insert('王伟')}")
    assert caught.value.characters == ("王", "伟")


def test_regular_and_bold_carry_the_same_characters():
    for family in ("NotoSans", "NotoNaskhArabic", "NotoSansEthiopic", "NotoSansGeorgian"):
        regular = face(f"{family}-Regular").characters
        assert regular == face(f"{family}-Bold").characters


def test_an_urdu_name_in_german_text_is_set_in_naskh():
    assert face_for("ہ", "de", bold=False) == "NotoNaskhArabic-Regular"
    assert face_for("ہ", "ur", bold=False) == "NotoNastaliqUrdu-Regular"


def test_file_marks_phone_numbers_and_citations_stay_whole():
    text = "Nr. SE-26-00012-P, 05351/100-12, §\u00a025\u00a0Abs.\u00a02"
    assert words(text) == ["Nr.", "SE-26-00012-P,", "05351/100-12,", "§\u00a025\u00a0Abs.\u00a02"]


def test_long_words_break_after_hyphen_and_slash():
    assert words("Ausländerstelle/Ausländerbehörde") == ["Ausländerstelle/", "Ausländerbehörde"]
    assert words("Landes-Aufnahme-Behörde") == ["Landes-", "Aufnahme-", "Behörde"]
    assert words("ኣነ፡ነቲ።ቤት") == ["ኣነ፡", "ነቲ።", "ቤት"]


def test_every_character_lies_in_exactly_one_line_and_lines_keep_to_the_width():
    text = "Sie können Ihre Erlaubnis jederzeit zurücknehmen, auch nur für eine Stelle. " * 3
    found = layout(text)
    lines = found.lines(20_000)
    assert all(line.width <= 20_000 for line in lines)
    covered = [i for line in lines for atom in line.atoms for i in range(atom.start, atom.end)]
    assert covered == [i for i, character in enumerate(text) if character != " "]


def test_a_word_wider_than_the_line_is_cut_between_letters():
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    lines = layout(word).lines(6_000)
    assert len(lines) > 2
    assert all(line.width <= 6_000 for line in lines)
    assert "".join(word[a.start : a.end] for line in lines for a in line.atoms) == word


def test_a_line_break_in_the_text_ends_the_line():
    lines = layout("eins\nzwei").lines(90_000)
    assert len(lines) == 2


def test_arabic_letters_join_across_a_change_of_look():
    plain = layout("كتاب", "ar", rtl=True)
    mixed = Layout((Span("كت", bold=False), Span("اب", bold=False)), "ar", right_to_left=True)
    assert shapes(plain) == shapes(mixed)


def test_boilerplate_is_kept_and_inserted_values_are_not():
    text = (Span("Wir haben mit Ihnen gesprochen."),)
    first = analyse(text, "de", right_to_left=False)
    assert analyse(text, "de", right_to_left=False) is first
    filled = (Span(f"Frau {insert('Zzmarker')} kommt."),)
    assert analyse(filled, "de", right_to_left=False) is not analyse(
        filled, "de", right_to_left=False
    )


def test_no_inserted_value_survives_its_paragraph():
    marker = "Qxmarker" + "wort"
    analyse((Span(f"Frau {insert(marker)}, geboren"),), "de", right_to_left=False)
    gc.collect()
    held = [
        item
        for item in gc.get_objects()
        if isinstance(item, tuple | list | dict)
        and any(
            part is not marker and part == marker
            for part in (item.values() if isinstance(item, dict) else item)
            if isinstance(part, str)
        )
    ]
    assert not held


def test_an_inserted_value_cannot_break_out_of_its_place():
    assert insert("a\u2069\u202eb\u2067") == "\u2068ab\u2069"


def test_nothing_behind_a_citation_in_an_inserted_value_is_taken_for_boilerplate():
    before = shaping._shape_boilerplate.cache_info().currsize
    layout(insert("§ 25 Abs. 2 AufenthG Qwanzabrück"))
    assert shaping._shape_boilerplate.cache_info().currsize == before


def test_a_citation_in_an_arabic_sentence_is_drawn_from_left_to_right():
    text = wording("ar").block("N-T04").replace("\u00a0", " ")
    assert "\u2066Art. 6 Abs. 1 Buchst. a DSGVO\u2069" in text
    line = layout(text, "ar", rtl=True)
    start = line.text.index("Art. 6")
    assert set(line.levels[start : start + len("Art. 6 Abs. 1 Buchst. a DSGVO")]) == {2}
