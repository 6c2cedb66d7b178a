from __future__ import annotations

import random

import pytest

from intake_app.errors import RecoveryKeyError
from intake_app.vault.recovery import RecoveryKey, group_fits, parse

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture
def text() -> str:
    return RecoveryKey(random.Random(6).randbytes(20)).text


def test_a_sheet_shows_eight_groups_of_five_and_reads_back() -> None:
    key = RecoveryKey.new()
    assert len(key.groups) == 8
    assert all(len(group) == 5 and set(group) <= set(ALPHABET) for group in key.groups)
    assert key.text == "-".join(key.groups)
    assert parse(key.text).secret == key.secret
    assert len(key.secret) == 20


def test_the_spelling_on_printed_sheets_never_changes() -> None:
    """Sheets lie in safes for years: this pins the alphabet and the check symbols."""
    key = RecoveryKey(bytes(range(1, 21)))
    assert key.text == PINNED
    assert parse(PINNED).secret == key.secret


PINNED = "0410H-61058-0R3G2-G28A6-1C60X-T3GFZ-208HR-44RMS"


def test_two_keys_are_never_the_same() -> None:
    assert len({RecoveryKey.new().text for _ in range(200)}) == 200


def test_case_blanks_hyphens_and_mistakable_letters_do_not_matter(text: str) -> None:
    key = parse(text)
    for typed in (
        text.lower(),
        text.replace("-", " "),
        text.replace("-", ""),
        f"  {text.replace('-', ' – ')}\n",
        text.replace("-", "\n"),
        text.replace("0", "O").replace("1", "l"),
        text.replace("0", "o").replace("1", "I"),
        text.replace("-", "\u2011"),
        "".join(chr(ord(letter) + 0xFEE0) if letter.isalnum() else letter for letter in text),
    ):
        assert parse(typed).secret == key.secret


def test_every_single_wrong_symbol_is_named_by_its_group(text: str) -> None:
    for index, letter in enumerate(text):
        if letter == "-":
            continue
        for wrong in ALPHABET:
            if wrong != letter:
                with pytest.raises(RecoveryKeyError) as error:
                    parse(text[:index] + wrong + text[index + 1 :])
                assert error.value.group == index // 6 + 1


def test_two_swapped_symbols_are_named_by_their_group(text: str) -> None:
    groups = text.split("-")
    for number, group in enumerate(groups):
        for at in range(4):
            if group[at] == group[at + 1]:
                continue
            swapped = group[:at] + group[at + 1] + group[at] + group[at + 2 :]
            typed = [*groups[:number], swapped, *groups[number + 1 :]]
            with pytest.raises(RecoveryKeyError) as error:
                parse("-".join(typed))
            assert error.value.group == number + 1


def test_two_swapped_groups_are_noticed(text: str) -> None:
    for first in range(8):
        for second in range(first + 1, 8):
            groups = text.split("-")
            groups[first], groups[second] = groups[second], groups[first]
            with pytest.raises(RecoveryKeyError) as error:
                parse("-".join(groups))
            assert error.value.group == first + 1


@pytest.mark.parametrize("number", range(8))
def test_a_symbol_too_few_or_too_many_is_named_by_its_group(text: str, number: int) -> None:
    groups = text.split("-")
    for wrong in (groups[number][:-1], groups[number] + "7", groups[number][1:]):
        typed = "-".join([*groups[:number], wrong, *groups[number + 1 :]])
        with pytest.raises(RecoveryKeyError) as error:
            parse(typed)
        assert error.value.group == number + 1


def test_a_letter_that_the_sheet_never_shows_is_named_by_its_group(text: str) -> None:
    for wrong in "UÄß*€":
        with pytest.raises(RecoveryKeyError) as error:
            parse(text[:14] + wrong + text[15:])
        assert error.value.group == 3


@pytest.mark.parametrize(
    ("cut", "group"),
    [(0, 1), (3, 1), (6, 2), (10, 2), (11, 3), (28, 5), (29, 6), (40, 7), (46, 8)],
)
def test_a_key_that_ends_early_is_wrong_from_the_missing_group_on(
    text: str, cut: int, group: int
) -> None:
    with pytest.raises(RecoveryKeyError) as error:
        parse(text[:cut])
    assert error.value.group == group


def test_what_follows_the_eighth_group_is_too_much(text: str) -> None:
    for typed in (text + "-7", text.replace("-", "") + "ABCDE", text + "-" + text):
        with pytest.raises(RecoveryKeyError) as error:
            parse(typed)
        assert error.value.group == 8


def test_rubbish_is_refused_and_nothing_else() -> None:
    chance = random.Random(7)
    for _ in range(2_000):
        length = chance.randrange(60)
        starts = chance.choices([45, 65, 0x20, 0x2010, 0x1F600, 0xD800, 0], k=length)
        typed = "".join(chr(start + chance.randrange(30)) for start in starts)
        with pytest.raises(RecoveryKeyError):
            parse(typed)


def test_a_key_that_was_wiped_shows_nothing() -> None:
    key = RecoveryKey.new()
    key.wipe()
    assert key.secret == bytearray()
    with pytest.raises(ValueError, match="wiped"):
        assert key.text


def test_a_key_of_another_length_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="160"):
        RecoveryKey(b"short")


def test_each_group_tells_by_itself_whether_it_can_be_right(text: str) -> None:
    groups = text.split("-")
    for number, group in enumerate(groups, 1):
        assert group_fits(number, group)
        assert group_fits(number, f" {group.lower()} ")
        assert not group_fits(number, group[:-1])
        assert not group_fits(number % 8 + 1, group)
        wrong = ALPHABET[(ALPHABET.index(group[2]) + 1) % 32]
        assert not group_fits(number, group[:2] + wrong + group[3:])
