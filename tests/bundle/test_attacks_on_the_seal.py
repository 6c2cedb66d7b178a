"""Somebody changes the sealed file, or it breaks on the way: nothing of it is released."""

from __future__ import annotations

import io
import random

import pyrage
import pytest

from intake_app.bundle import bounds
from intake_app.bundle.bounds import Damage
from intake_app.bundle.reader import open_bundle
from intake_app.bundle.sealing import open_sealed
from intake_app.bundle.writer import Part
from intake_app.errors import BundleDamagedError, BundleError, BundleNotForUsError
from tests.bundle.attacks import FILES, HEADER, HONEST, WRITES, damage_of, error_of
from tests.bundle.builders import (
    JOBCENTER,
    STRANGER,
    a_bundle,
    a_file,
    a_manifest,
    some_parts,
)

BLOCK = 64 * 1024 + 16


def test_the_watch_over_written_files_sees_one(tmp_path):
    with WRITES:
        (tmp_path / "x").write_text("x", encoding="ascii")

    assert len(WRITES.seen) == 1


def test_the_honest_bundle_holds_what_these_attacks_rely_on():
    assert [name for name, _ in FILES][:4] == [
        "manifest.json",
        "manifest.sig",
        "case.json",
        "README.txt",
    ]
    assert [name for name, _ in FILES][4:] == [part.name for part in some_parts()]


@pytest.mark.parametrize("bit", [0, 5])
def test_a_flipped_bit_anywhere_is_noticed(file_with, bit):
    places = [*range(HEADER + 80), *range(HEADER + 80, len(HONEST), 41), len(HONEST) - 1]

    for place in places:
        changed = bytearray(HONEST)
        changed[place] ^= 1 << bit
        error = error_of(file_with(bytes(changed)))
        # In the lines that hold our key a changed bit looks like somebody else's key.
        assert isinstance(error, BundleDamagedError) or place < HEADER


def test_a_file_cut_anywhere_is_noticed(file_with):
    for length in [*range(HEADER + 60), *range(HEADER + 60, len(HONEST), 97)]:
        assert isinstance(error_of(file_with(HONEST[:length])), BundleDamagedError)


@pytest.fixture(scope="module")
def long_bundle():
    part = Part.pdf("scan.pdf", "Scan", frozenset(), random.Random(1).randbytes(4 * 65_536))
    return a_bundle(parts=[part])


def borders(data):
    """Where the blocks of an age file end."""
    start = data.index(b"\n", data.index(b"\n---") + 1) + 1 + 16
    return range(start, len(data), BLOCK)


def test_a_file_cut_at_the_border_of_a_block_is_noticed(file_with, long_bundle):
    found = list(borders(long_bundle))
    assert len(found) == 5

    for border in found:
        for length in (border - 1, border, border + 1):
            assert damage_of(file_with(long_bundle[:length])) == Damage.NOT_AUTHENTIC


def test_swapped_doubled_and_dropped_blocks_are_noticed(file_with, long_bundle):
    first, second, third = list(borders(long_bundle))[:3]
    one, two = long_bundle[first:second], long_bundle[second:third]
    start, rest = long_bundle[:first], long_bundle[third:]

    for changed in (two + one, one + one + two, one, two, b""):
        assert damage_of(file_with(start + changed + rest)) == Damage.NOT_AUTHENTIC


@pytest.mark.parametrize("extra", [b"\0", b"\n", b"x" * 70_000, HONEST])
def test_appended_bytes_are_noticed(file_with, extra):
    assert damage_of(file_with(HONEST + extra)) == Damage.NOT_AUTHENTIC


@pytest.mark.parametrize(
    "data", [b"", b"x", b"PK\x03\x04", b"%PDF-1.7", b"-----BEGIN AGE ENCRYPTED FILE-----\n"]
)
def test_other_files_are_no_bundles(file_with, data):
    assert damage_of(file_with(data)) == Damage.NOT_A_BUNDLE


def test_an_endless_header_is_not_read(file_with):
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"

    assert damage_of(file_with(b"age-encryption.org/v1\n" + stanza * 2000)) == Damage.TOO_LARGE


def test_a_file_larger_than_any_bundle_is_not_read(tmp_path):
    path = tmp_path / "huge.age"
    with path.open("wb") as file:
        file.write(HONEST)
        file.truncate(bounds.MOST_FILE_BYTES + 1)

    assert damage_of(path) == Damage.TOO_LARGE


def test_a_bundle_for_somebody_else_is_told_apart_from_a_damaged_one(file_with):
    assert isinstance(error_of(file_with(HONEST), STRANGER), BundleNotForUsError)


def test_a_file_locked_with_a_passphrase_is_not_for_us(file_with):
    locked = bytes(pyrage.passphrase.encrypt(b"x", "abendbrot"))

    assert isinstance(error_of(file_with(locked)), BundleNotForUsError)


def test_a_passphrase_that_would_take_terabytes_to_try_is_not_tried(file_with):
    """The header asks for scrypt with 2^40 blocks; nobody asked us for a passphrase."""
    locked = bytes(pyrage.passphrase.encrypt(b"x", "abendbrot"))
    work = locked.split(b"\n")[1].rsplit(b" ", 1)[1]
    greedy = locked.replace(b" " + work + b"\n", b" 40\n", 1)
    assert greedy != locked

    assert isinstance(error_of(file_with(greedy)), BundleError)


def test_a_header_full_of_recipients_is_read_within_its_bound(file_with):
    one = HONEST[len(b"age-encryption.org/v1\n") : HEADER]
    crowd = HONEST[: len(b"age-encryption.org/v1\n")] + one * 100_000 + HONEST[HEADER:]

    assert damage_of(file_with(crowd)) == Damage.TOO_LARGE


@pytest.mark.parametrize("name", ["none.age", "."])
def test_a_file_that_cannot_be_read_is_said_as_such(tmp_path, name):
    with pytest.raises(BundleDamagedError) as caught:
        open_bundle(tmp_path / name, [JOBCENTER.age_identity])

    assert caught.value.reason == Damage.UNREADABLE


def test_a_file_that_changed_after_opening_gives_out_nothing_more(file_with):
    bundle = open_bundle(file_with(HONEST), [JOBCENTER.age_identity])
    file_with(a_bundle(a_manifest(waivers=("SE-26-00099-X",))))

    with pytest.raises(BundleDamagedError) as caught:
        bundle.read_part("erlaubnis.pdf")

    assert caught.value.reason == Damage.CHANGED_MEANWHILE


def test_a_file_exchanged_between_two_readings_is_noticed(tmp_path):
    class Exchanged(type(tmp_path)):
        readings = iter([HONEST, a_bundle()])

        def open(self, mode="r", *_args, **_more):
            assert mode == "rb"
            return io.BytesIO(next(self.readings))

    path = Exchanged(a_file(tmp_path, HONEST))

    assert damage_of(path) == Damage.CHANGED_MEANWHILE


def test_a_file_that_grows_while_it_is_read_meets_the_bound():
    with pytest.raises(BundleDamagedError) as caught:
        open_sealed(io.BytesIO(HONEST), len, [JOBCENTER.age_identity], most=len(HONEST) - 1)

    assert caught.value.reason == Damage.TOO_LARGE


def test_a_part_too_large_to_be_shown_is_not_read_into_memory(file_with):
    bundle = open_bundle(file_with(HONEST), [JOBCENTER.age_identity])

    with pytest.raises(BundleDamagedError) as caught:
        bundle.read_part("erlaubnis.pdf", most=100)

    assert caught.value.reason == Damage.TOO_LARGE
