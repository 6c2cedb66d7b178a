"""The search: any spelling, number, phone or birth date finds its case, best first."""

from __future__ import annotations

from datetime import date

import pytest

from intake_app.domain.case import CaseState
from intake_app.domain.name_search import search_keys
from intake_app.domain.names import PersonName
from intake_app.errors import NotFoundError
from intake_app.store import search_key
from intake_app.store.index import IndexRow
from tests.store.builders import a_case, a_full_waiver, a_slip
from tests.store.many_cases import fill

PEOPLE = {
    "amal": (
        ["Al-Hussein, Amal", "Alhusain Amaal", "أَمَل الحُسَيْن"],
        date(1992, 3, 12),
        date(1992, 3, 12),
        "+49 171 2345678",
    ),
    "olena": (["Шевченко Олена", "Shevchenko, Olena"], date(1988, 8, 24), date(1988, 8, 24), ""),
    "jürgen": (["Müller, Jürgen"], date(1970, 1, 1), date(1970, 12, 31), "05351 98765"),
    "mueller": (["Mueller, Anna"], None, None, ""),
    "ozgur": (["Özgür Yıldız"], date(1992, 3, 21), date(1993, 3, 20), "0151/11 22 33 44"),
    "ali": (["Ali"], date(2009, 5, 5), date(2009, 5, 5), ""),
    "alina": (["Alina Bondar"], None, None, ""),
    "karimi": (["کریمی، علی"], None, None, ""),
    "lukasz": (["Łukasz Wójcik"], None, None, ""),
    "obrien": (["O’Brien, Seán"], None, None, ""),
    "selam": (["ሰላም ተስፋዬ", "Selam Tesfaye"], None, None, ""),
}


@pytest.fixture
def people(vault):
    """Eleven cases, numbered in the order above."""
    ids = {}
    with vault.write() as store:
        for seq, (who, (names, first, last, phone)) in enumerate(PEOPLE.items(), 101):
            case = a_case(number=f"HE-26-{seq:06}-K")
            store.cases.add(case)
            index = IndexRow(
                display_name=names[0],
                other_names=tuple(names[1:]),
                sort_name=search_key.fold(names[0]),
                birth_first=first,
                birth_last=last,
                phone_key=search_key.phone_digits(phone),
            )
            store.cases.save_index(case.id, index)
            store.search.index(case.id, names)
            ids[case.id] = who
        by_name = {who: case_id for case_id, who in ids.items()}
        store.waivers.add(a_full_waiver(by_name["olena"]))
        store.slips.add(a_slip(by_name["jürgen"]))
    return ids


@pytest.fixture
def find(vault, people):
    def find(typed, limit=50):
        with vault.read() as store:
            return [people[case_id] for case_id in store.search.find(typed, limit)]

    return find


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("amal", "amal"), ("AMAL", "amal"), ("Amal Al-Hussein", "amal"),
        ("al hussein", "amal"), ("alhussein", "amal"), ("Al-Huss", "amal"),
        ("hussein amal", "amal"), ("alhus", "amal"), ("amaa", "amal"),
        ("أمل", "amal"), ("امل", "amal"), ("الحسين", "amal"), ("الحُس", "amal"),
        ("Шевч", "olena"), ("шевченко олена", "olena"), ("shev", "olena"),
        ("Jürgen", "jürgen"), ("Jurgen", "jürgen"), ("juergen", "jürgen"),
        ("özgür", "ozgur"), ("ozgur yildiz", "ozgur"), ("YILDIZ", "ozgur"),
        ("كريمي", "karimi"), ("کریمی", "karimi"), ("علی", "karimi"), ("علي", "karimi"),
        ("lukasz", "lukasz"), ("Łuk", "lukasz"), ("wojcik", "lukasz"),
        ("o'brien", "obrien"), ("OBrien", "obrien"), ("o brien", "obrien"), ("sean", "obrien"),
        ("ሰላ", "selam"), ("tesf", "selam"), ("s tesf", "selam"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_spelling_from_its_first_letters(find, typed, who):
    assert find(typed) == [who]


@pytest.mark.parametrize("typed", ["Müller", "mueller", "MUELL"])
def test_both_ways_to_write_an_umlaut_find_both_people(find, typed):
    assert set(find(typed)) == {"jürgen", "mueller"}


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("HE-26-000103-K", "jürgen"), ("he26000103k", "jürgen"), ("HE 26 000103", "jürgen"),
        ("103", "jürgen"), ("000103", "jürgen"),
        ("SE-26-00012-P", "olena"), ("se2600012p", "olena"), ("SE-26-000", "olena"),
        ("7Q4M9-2KTX3", "jürgen"), ("7q4m92ktx3", "jürgen"), ("7Q4M", "jürgen"),
        ("LZ1.7Q4M92KTX3", "jürgen"), ("LZ1.7Q4M92KTX3.03", "jürgen"),
        ("0171 2345678", "amal"), ("+49 171 2345678", "amal"), ("0049 171 234", "amal"),
        ("0171/23456-78", "amal"), ("(0171) 2345", "amal"), ("491712345678", "amal"),
        ("٠١٧١ ٢٣٤٥٦٧٨", "amal"), ("05351 98765", "jürgen"), ("0151 1122", "ozgur"),
        ("12.03.1992", "amal"), ("12.3.1992", "amal"), ("1992-03-12", "amal"),
        ("24.08.1988", "olena"), ("08.1988", "olena"), ("8/1988", "olena"), ("1988", "olena"),
        ("1970", "jürgen"), ("1993", "ozgur"), ("2009", "ali"),
    ],
)  # fmt: skip
def test_numbers_phones_and_birth_dates_find_their_case(find, typed, who):
    assert find(typed) == [who]


def test_a_year_finds_exact_dates_and_ranges_alike(find):
    assert set(find("1992")) == {"amal", "ozgur"}


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("al 1992", ["amal"]), ("1992 öz", ["ozgur"]), ("ali 2009", ["ali"]),
        ("amal 12.03.1992", ["amal"]), ("amal 1993", []), ("ali 05/2009", ["ali"]),
    ],
)  # fmt: skip
def test_a_name_and_a_birth_date_together_narrow_the_search(find, typed, who):
    assert find(typed) == who


@pytest.mark.parametrize("typed", ["al", "1992", "HE-26-0001", "Müller", "nobody", ""])
def test_the_heads_of_what_is_found_come_in_the_same_order(vault, people, typed):
    with vault.read() as store:
        assert store.search.heads(typed) == store.cases.heads(store.search.find(typed))


def test_whole_words_come_before_longer_names(find):
    assert find("ali") == ["ali", "alina"]
    assert find("ali")[0] == "ali"


def test_an_exact_number_comes_before_everything_else(vault, find, people):
    case_ids = {who: case_id for case_id, who in people.items()}
    with vault.write() as store:
        store.search.index(case_ids["selam"], ["HE26000101K"])

    assert find("HE26000101K") == ["amal", "selam"]


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', "*", "-", "'", 'a"b OR', "NEAR(", ")", "words:x", "x" * 3000, "%", "\0",
     "\u200f", "zzz", "00", "+", "12.13.", "'; DROP TABLE cases; --", "ali AND", "^ali zz", "٪"],
)  # fmt: skip
def test_nothing_that_can_be_typed_is_an_error(find, typed):
    assert find(typed) == []


def test_every_beginning_of_a_name_finds_it_while_it_is_typed(find):
    for name in ("Al-Hussein, Amal", "шевченко", "Özgür Yıldız", "أمل الحسين", "O’Brien"):
        for length in range(2, len(name) + 1):
            assert find(name[:length]), name[:length]


def test_a_changed_name_is_found_and_the_old_one_no_longer(vault, find, people):
    case_ids = {who: case_id for case_id, who in people.items()}
    with vault.write() as store:
        store.search.index(case_ids["olena"], ["Kovalenko"])

    assert find("kovalenko") == ["olena"]
    assert find("shevchenko") == []


def test_the_official_birth_date_is_found_too(vault, find, people):
    case_ids = {who: case_id for case_id, who in people.items()}
    with vault.write() as store:
        index = IndexRow(
            birth_first=date(1980, 2, 3),
            birth_last=date(1980, 2, 3),
            birth_official=date(1980, 1, 1),
        )
        store.cases.save_index(case_ids["selam"], index)
        store.search.index(case_ids["selam"], ["Selam"])

    assert find("01.01.1980") == find("03.02.1980") == find("1980") == ["selam"]


def test_the_number_of_hits_is_limited_and_the_order_always_the_same(vault):
    fill(vault.engine, 300)
    with vault.read() as store:
        few, again = store.search.find("a", 7), store.search.find("a", 7)
        many = store.search.find("al", 500)

    assert len(few) == 7
    assert few == again
    assert len(many) == len(set(many))


def test_a_discarded_case_is_found_by_its_number_only(vault, find, people):
    case_ids = {who: case_id for case_id, who in people.items()}
    with vault.write() as store:
        store.cases.delete_content(case_ids["amal"])
        store.cases.save(
            a_case(id=case_ids["amal"], number="HE-26-000101-K", state=CaseState.DISCARDED)
        )

    assert find("amal") == find("0171 2345678") == []
    assert "amal" not in find("1992")
    assert find("HE-26-000101-K") == ["amal"]


def test_cases_that_may_be_of_the_same_person_are_suggested(vault):
    spellings = ["Mohammed Al-Hussein", "Muhammad Alhusain", "Olena Shevchenko"]
    cases = [a_case(number=f"HE-26-00000{number}-K") for number in range(3)]
    with vault.write() as store:
        for case, spelling in zip(cases, spellings, strict=True):
            given, family = spelling.split()
            name = PersonName(kind="own", family=family, given=given)
            store.cases.add(case)
            store.cases.save_index(case.id, IndexRow(display_name=spelling))
            store.search.index(case.id, [spelling, *search_keys([name])])

    with vault.read() as store:
        assert store.search.similar(cases[0].id) == [cases[1].id]
        assert store.search.similar(cases[2].id) == []
        assert set(store.search.sounding("Mohamed Alhussein")) == {cases[0].id, cases[1].id}
        assert store.search.sounding("!") == []


def test_people_born_in_the_same_year_are_suggested_when_their_names_are_spelled_alike(vault):
    born = {"Omid Zahedi": 1992, "Omed Zahidi": 1992, "Omeed Zahedy": 1960, "Viktor Hryts": 1992}
    cases = {}
    with vault.write() as store:
        for number, (name, year) in enumerate(born.items()):
            case = a_case(number=f"HE-26-00000{number}-K")
            first, last = date(year, 1, 1), date(year, 12, 31)
            cases[name] = case.id
            store.cases.add(case)
            store.cases.save_index(
                case.id, IndexRow(display_name=name, birth_first=first, birth_last=last)
            )
            store.search.index(case.id, [name])

    with vault.read() as store:
        assert store.search.similar(cases["Omid Zahedi"]) == [cases["Omed Zahidi"]]
        assert store.search.similar(cases["Viktor Hryts"]) == []


def test_a_case_that_is_not_there_cannot_be_indexed(vault):
    with vault.write() as store, pytest.raises(NotFoundError):
        store.search.index(a_case().id, ["Nobody"])


@pytest.mark.parametrize(
    "typed", ["al", "Al-Hussein Amal", "HE-26-0001", "7Q4M9", "0171 234", "1992", "al 1992", "12"]
)
def test_no_search_reads_a_whole_table(vault, people, typed):
    statements = []
    with vault.write() as store:
        store.work.driver.set_trace_callback(statements.append)
        store.search.find(typed)
    (search,) = [statement for statement in statements if statement.startswith("WITH hits")]

    plan = [row[-1] for row in vault.sql(f"EXPLAIN QUERY PLAN {search}")]

    assert any("SEARCH" in step or "VIRTUAL TABLE INDEX" in step for step in plan)
    scanned = {step.split()[1] for step in plan if step.startswith("SCAN")}
    assert not scanned & {"cases", "c", "waivers", "slips"}
