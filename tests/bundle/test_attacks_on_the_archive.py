"""Somebody who knows our public key seals an archive of their own making.

Bombs, paths, doubled names, directories that tell another story: each is refused before
anything is unpacked.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib

import pytest

from intake_app.bundle import bounds
from intake_app.bundle.archive import ArchiveReader, Entry, write_archive
from intake_app.bundle.bounds import Damage
from intake_app.bundle.reader import open_bundle
from intake_app.bundle.writer import Part
from intake_app.errors import BundleDamagedError
from tests.bundle.attacks import FILES, damage_of
from tests.bundle.builders import JOBCENTER, a_bundle, forged, resigned, sealed, zipped


def test_the_tools_of_the_attacker_make_a_good_bundle_when_they_change_nothing(file_with):
    for data in (sealed(zipped(FILES)), resigned(FILES), forged(FILES)):
        assert open_bundle(file_with(data), [JOBCENTER.age_identity]).manifest.parts


def made_by_zipfile(method, files=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files or FILES:
            archive.writestr(name, data)
    return out.getvalue()


def test_compressed_parts_are_refused_before_they_swell(file_with):
    bomb = [*FILES, ("bomb.pdf", bytes(50_000_000))]

    assert damage_of(file_with(sealed(made_by_zipfile(zipfile.ZIP_DEFLATED, bomb)))) == (
        Damage.COMPRESSED
    )


def test_a_nested_archive_is_bytes_like_any_other_and_never_unpacked(file_with):
    inner = made_by_zipfile(zipfile.ZIP_DEFLATED, [("bomb", bytes(1_000_000))])
    bundle = a_bundle(parts=[Part.pdf("inner.pdf", "x", frozenset(), inner)])

    opened_bundle = open_bundle(file_with(bundle), [JOBCENTER.age_identity])

    assert opened_bundle.read_part("inner.pdf") == inner


def test_parts_that_overlap_are_refused(file_with):
    """The bomb of Fifield: many entries of the directory point at the same bytes."""
    plain = zipped(FILES)
    start = plain.index(b"PK\x01\x02")
    end = plain.index(b"PK\x05\x06")
    record = plain[start:end][: 46 + len("manifest.json")]
    doubled = plain[:start] + record * 9 + plain[end:]

    assert damage_of(file_with(sealed(doubled))) == Damage.STRUCTURE


@pytest.mark.parametrize("size", [bounds.MOST_PART_BYTES + 1, 0xFFFFFFFF])
def test_a_part_that_says_it_is_huge_is_refused_at_once(file_with, size):
    header = bytearray(zipped([("a.pdf", b"x")]))
    header[18:26] = struct.pack("<2I", size, size)

    assert damage_of(file_with(sealed(bytes(header)))) == Damage.TOO_LARGE


def test_more_parts_than_any_bundle_has_are_refused(file_with):
    many = [(f"{n}.pdf", b"") for n in range(bounds.MOST_PARTS + 1)]

    assert damage_of(file_with(sealed(zipped(many)))) == Damage.NAME


@pytest.mark.parametrize("kept", ["manifest.json", "manifest.sig", "case.json"])
def test_what_is_read_into_memory_is_bounded(file_with, kept):
    files = [
        (name, bytes(bounds.MOST_CASE_BYTES + 1) if name == kept else data) for name, data in FILES
    ]

    assert damage_of(file_with(sealed(zipped(files)))) == Damage.TOO_LARGE


@pytest.mark.parametrize(
    "name",
    [
        "../x.pdf",
        "..",
        "/etc/passwd",
        "a/b.pdf",
        "C:x.pdf",
        "a\\b.pdf",
        ".hidden",
        "NUL",
        "com1.pdf",
        "a.pdf.",
        "a b.pdf",
        "",
        "a\x00.pdf",
        "a" * 64 + "b",
    ],
)
def test_names_that_are_paths_or_devices_are_refused(file_with, name):
    archive = zipped([*FILES, (name, b"x")])

    assert damage_of(file_with(sealed(archive))) in {Damage.NAME, Damage.TOO_LARGE}


@pytest.mark.parametrize("name", ["case.json", "CASE.JSON", "manifest.json", "erlaubnis.pdf"])
def test_a_name_that_stands_twice_is_refused(file_with, name):
    assert damage_of(file_with(sealed(zipped([*FILES, (name, b"x")])))) == Damage.NAME


def test_a_name_that_the_manifest_says_twice_is_refused(file_with):
    told = json.loads(FILES[0][1])
    told["parts"].append({**told["parts"][-1], "name": "ERLAUBNIS.pdf"})

    assert damage_of(file_with(forged(FILES, told))) == Damage.NAME


def test_bytes_before_between_or_after_the_parts_are_refused(file_with):
    plain = zipped(FILES)
    second = plain.index(b"PK\x03\x04", 4)
    directory = plain.index(b"PK\x01\x02")

    for place in (0, second, directory, len(plain)):
        changed = plain[:place] + b"\0\0\0\0" + plain[place:]
        assert damage_of(file_with(sealed(changed))) == Damage.STRUCTURE


def test_an_archive_without_its_end_is_refused(file_with):
    plain = zipped(FILES)

    for length in (0, 3, 20, 60, plain.index(b"PK\x01\x02"), len(plain) - 22, len(plain) - 1):
        assert damage_of(file_with(sealed(plain[:length]))) == Damage.STRUCTURE


def test_every_field_of_every_header_has_one_value(file_with):
    """What one program ignores another obeys; so no byte of a header may differ."""
    plain = zipped(FILES)
    directory, end = plain.index(b"PK\x01\x02"), plain.index(b"PK\x05\x06")

    for start, size in ((0, 43), (directory, 59), (end, 22)):
        for place in range(start, start + size):
            changed = bytearray(plain)
            changed[place] ^= 0x04
            assert damage_of(file_with(sealed(bytes(changed)))) in {
                Damage.STRUCTURE,
                Damage.COMPRESSED,
                Damage.TOO_LARGE,
                Damage.NAME,
                Damage.PART,
            }


def test_bytes_after_the_archive_are_not_gathered():
    reader = ArchiveReader(lambda _: None)
    reader.push(zipped(FILES))

    with pytest.raises(BundleDamagedError):
        reader.push(b"x")


def test_a_directory_that_tells_another_story_is_refused(file_with):
    """Programs that read the directory must see what programs that read on see."""
    plain = zipped(FILES)
    start = plain.index(b"PK\x01\x02")
    changed = plain[:start] + plain[start:].replace(b"erlaubnis.pdf", b"anderes__.pdf")

    assert damage_of(file_with(sealed(changed))) == Damage.STRUCTURE


def test_an_archive_by_another_program_is_refused(file_with):
    assert damage_of(file_with(sealed(made_by_zipfile(zipfile.ZIP_STORED)))) == Damage.STRUCTURE


def test_a_part_whose_check_sum_is_wrong_is_refused(file_with):
    plain = bytearray(zipped(FILES))
    plain[plain.index(b"%PDF-")] ^= 1

    assert damage_of(file_with(sealed(bytes(plain)))) == Damage.PART


def test_a_check_sum_that_only_zip_programs_look_at_must_be_right_too(file_with):
    """Size and hash fit the manifest, yet `unzip` would call the part broken."""
    entries = [
        (Entry(name, len(data), zlib.crc32(data) ^ (name == "erlaubnis.pdf")), iter([data]))
        for name, data in FILES
    ]

    assert damage_of(file_with(sealed(b"".join(write_archive(entries))))) == Damage.PART
