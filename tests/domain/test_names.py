"""Names: what is shown, what hides them, and how they are found in any spelling."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain import name_search, names
from intake_app.domain.name_search import closest, search_keys, sound_key
from intake_app.domain.names import PersonName, in_display_order, slip_name
from intake_app.domain.slip import NameOnSlip

AMINA = PersonName(kind="residence", family="Al-Hussein", given="Amina Noor")
SINGLE = PersonName(kind="passport", given="Mirwais", single=True)

any_name = st.builds(
    PersonName,
    kind=st.sampled_from(["residence", "passport", "own", "original", "call"]),
    family=st.text(max_size=12),
    given=st.text(max_size=12),
    single=st.booleans(),
)


def test_a_name_is_spoken_given_names_first_and_listed_family_name_first():
    assert AMINA.full == "Amina Noor Al-Hussein"
    assert AMINA.sorted == "Al-Hussein, Amina Noor"


@pytest.mark.parametrize(
    "name",
    [
        SINGLE,
        PersonName(kind="passport", family="Mirwais", single=True),
        PersonName(kind="passport", family="Mirwais", given="Mirwais", single=True),
        PersonName(kind="passport", family=" Mirwais ", given="Mirwais", single=True),
        PersonName(kind="passport", given="Mirwais"),
    ],
)
def test_a_single_name_stands_once_wherever_it_was_typed(name):
    assert name.full == name.sorted == name.first_and_initial == "Mirwais"
    assert name.initials == "M."


def test_a_person_whose_two_names_are_equal_keeps_both():
    assert PersonName(kind="own", family="Yusuf", given="Yusuf").full == "Yusuf Yusuf"


def test_the_spelling_of_the_residence_paper_comes_first():
    own = PersonName(kind="own", given="Olena")
    original = PersonName(kind="original", given="Олена")
    former = PersonName(kind="former", given="Koval")
    passport = PersonName(kind="passport", given="Olena")
    residence = PersonName(kind="residence", given="Elena")
    empty = PersonName(kind="residence")

    ordered = in_display_order([empty, original, former, own, passport, residence])

    assert ordered == (residence, passport, own, former, original)
    assert names.original_name(ordered) == "Олена"


def test_without_any_paper_the_rows_keep_their_order():
    call = PersonName(kind="call", given="Mimi")
    former = PersonName(kind="former", given="Koval")

    assert in_display_order([call, former]) == (call, former)
    assert in_display_order([]) == ()
    assert names.original_name([call]) == ""


def test_the_view_that_hides_names_shows_initials():
    assert AMINA.initials == "A. A."
    assert PersonName(kind="own", family="'t Hooft", given="Özgür").initials == "Ö. T."
    assert PersonName(kind="own").initials == ""


def test_initials_keep_the_marks_of_their_letter():
    name = PersonName(kind="own", given="M\u0300ira")

    assert name.initials == "M\u0300."


def test_the_slip_shows_the_given_name_and_an_initial_unless_asked_otherwise():
    assert slip_name(AMINA, NameOnSlip.FIRST_AND_INITIAL) == "Amina Noor A."
    assert slip_name(AMINA, NameOnSlip.FULL) == "Amina Noor Al-Hussein"
    assert slip_name(AMINA, NameOnSlip.NUMBER_ONLY) == ""


def test_names_are_kept_as_on_the_paper_but_for_invisible_signs():
    assert names.clean("  de la  CRUZ-Díaz ") == "de la CRUZ-Díaz"
    assert names.clean("\u202bAhmad\u202c\ufeff") == "Ahmad"
    assert names.clean("Mu\u0308ller") == "Müller"
    assert names.clean("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Amina", "latin"),
        ("محمد", "arabic"),
        ("Олена", "cyrillic"),
        ("ሰላም", "ethiopic"),
        ("Γιώργος", "greek"),
        ("王", "other"),
        ("", "none"),
        ("123", "none"),
        ("Олена (Olena Koval)", "latin"),
    ],
)
def test_the_script_is_that_of_most_letters(text, script):
    assert names.script_of(text) == script


def test_a_name_knows_its_script():
    assert PersonName(kind="original", given="محمد").script == "arabic"


@given(any_name)
def test_no_input_breaks_a_name(name):
    for shown in (name.full, name.sorted, name.initials, name.first_and_initial):
        assert unicodedata.normalize("NFC", name.full) == name.full
        assert "  " not in shown
    search_keys([name])


VARIANTS = [
    ("Mohammed Al-Hussein", "Muhammad Alhusain"),
    ("Yusuf Haidari", "Jusuf Heydari"),
    ("Amina Noori", "Amena Nuri"),
    ("Olena Shevchenko", "Elena Schewtschenko"),
    ("Олена Шевченко", "Olena Shevchenko"),
    ("Jürgen Müller", "Muller Jurgen"),
    ("محمد الحسين", "محمّد الحُسَيْن"),
]


@pytest.mark.parametrize(("one", "other"), VARIANTS)
def test_spellings_of_one_name_are_suggested(one, other):
    assert closest([one], {"case": [other]}) == ["case"]
    assert closest([other], {"case": [one]}) == ["case"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Amina Noori", "Viktor Hrytsenko"), ("", "Amina"), ("Amina", ""), ("123", "456")],
)
def test_unlike_names_are_not_suggested(one, other):
    assert closest([one], {"case": [other]}) == []


def test_names_of_two_people_can_be_as_alike_as_variants_so_nothing_may_merge():
    name, variant = "Hamid Rezai", "Hameed Rezaee"

    assert closest([name], {"same": [variant], "other": ["Hamida Rezai"]}) == ["other", "same"]


def test_two_people_are_compared_by_all_their_spellings():
    assert closest(["Xyz", "Amina"], {"case": ["Qwertz", "Amena"]}) == ["case"]
    assert closest(["Amina"], {"case": []}) == []


def test_a_case_is_found_by_every_spelling_folded_romanised_and_by_sound():
    keys = search_keys(
        [
            PersonName(kind="passport", family="Müller-Özgür", given="Ayşe"),
            PersonName(kind="original", given="أحمد", family="الكَريمي"),
        ]
    )

    assert "ayse muller ozgur" in keys
    assert "احمد الكريمي" in keys
    assert name_search.romanised("احمد الكريمي") in keys
    assert f"snd{sound_key('Ayşe Müller-Özgür')}" in keys
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علی", "علي"),
        ("أحمد", "احمد"),
        ("فاطمة", "فاطمه"),
        ("کریم", "كريم"),
        ("مـحـمـد", "مُحَمَّد"),
        ("آمنة", "امنه"),
    ],
)
def test_spellings_of_different_keyboards_share_one_arabic_key(one, other):
    assert name_search.arabic_key(one) == name_search.arabic_key(other) != ""


def test_romanised_arabic_is_one_spelling_too():
    assert name_search.romanised("أحمَد") == name_search.romanised("احمد") != ""


def test_other_scripts_have_no_arabic_key():
    assert name_search.arabic_key("Amina") == ""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Wikipedia", "3412"),
        ("Müller-Lüdenscheidt", "65752682"),
        ("Breschnew", "17863"),
        ("Philipp", "351"),
        ("Xaver", "4837"),
        ("Christa", "4782"),
        ("Ahmad", "062"),
        ("", ""),
    ],
)
def test_sound_keys_follow_the_cologne_phonetics(name, key):
    assert sound_key(name) == key


@pytest.mark.parametrize(
    "usual",
    [
        "Amina Noor Al-Hussein",
        "Jean-Luc d’Été",
        "O'Brien Jr.",
        "Şükrü Gökçe",
        "Nguyễn Thị Ánh",
        "Оле́на Мар’яна",
        "عبد الرحمٰن",
        "می\u200cرزا",
        "ኣስመሮም",
        "",
    ],
)
def test_usual_in_a_name_are_letters_of_one_script_marks_and_what_joins_them(usual):
    assert names.unusual_signs(usual) == ()


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("Aмina", ("м",)),  # a Cyrillic letter among Latin ones
        ("Ole1na_", ("1", "_")),
        ("Rima (Rimas)", ("(", ")")),
        ("أحمد2", ("2",)),
        ("Oлена", ("O",)),
    ],
)
def test_a_letter_of_another_script_and_other_signs_deserve_a_second_look(name, signs):
    assert names.unusual_signs(name) == signs
