"""Whatever is done to a bundle, it is refused with a clear error and nothing of it is released.

Our public key is no secret, so an attacker can seal anything for us; some hold the keys of
an office and sign well.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import struct
import sys
import zipfile
import zlib

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.bundle import bounds
from intake_app.bundle.archive import ArchiveReader, Entry, write_archive
from intake_app.bundle.bounds import Damage
from intake_app.bundle.reader import open_bundle
from intake_app.bundle.sealing import open_sealed
from intake_app.bundle.writer import Part
from intake_app.errors import (
    BundleDamagedError,
    BundleError,
    BundleNotForUsError,
    BundleTooNewError,
)
from tests.bundle.builders import (
    JOBCENTER,
    OFFICE,
    STRANGER,
    a_bundle,
    a_file,
    a_manifest,
    files_of,
    forged,
    opened,
    resigned,
    sealed,
    some_parts,
    zipped,
)

BLOCK = 64 * 1024 + 16


class Writes:
    """Notes every file that this process opens to write while it listens."""

    def __init__(self):
        self.is_listening = False
        self.seen = []
        sys.addaudithook(self._hook)

    def _hook(self, event, details):
        if not self.is_listening or event not in {"open", "os.mkdir", "os.rename", "os.link"}:
            return
        flags = details[2] if event == "open" else os.O_WRONLY
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            self.seen.append((event, details[0]))

    def __enter__(self):
        self.seen, self.is_listening = [], True
        return self

    def __exit__(self, *_):
        self.is_listening = False


WRITES = Writes()


def error_of(path, keys=JOBCENTER):
    """Open a bundle that must be refused; return the error if nothing was written meanwhile."""
    with WRITES, pytest.raises(BundleError) as caught:
        open_bundle(path, [keys.age_identity], {OFFICE.verify_key})
    assert WRITES.seen == []
    return caught.value


def damage_of(path):
    error = error_of(path)
    assert isinstance(error, BundleDamagedError), error
    return error.reason


@pytest.fixture
def file_with(tmp_path):
    return lambda data: a_file(tmp_path, data)


def test_the_watch_over_written_files_sees_one(tmp_path):
    with WRITES:
        (tmp_path / "x").write_text("x", encoding="ascii")

    assert len(WRITES.seen) == 1


# -- the sealed file is changed


HONEST = a_bundle()
HEADER = HONEST.index(b"\n---") + 1


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


def test_a_missing_file_is_an_error_of_the_medium(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_bundle(tmp_path / "none.age", [JOBCENTER.age_identity])


# -- somebody seals an archive of their own


FILES = files_of(HONEST)
NAMES = [name for name, _ in FILES]


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


# -- somebody changes what the manifest covers, or signs it


def without(name):
    return [(n, data) for n, data in FILES if n != name]


def swapped():
    content = dict(FILES)
    pair = {"kompetenzprofil.pdf": "erlaubnis.pdf", "erlaubnis.pdf": "kompetenzprofil.pdf"}
    return [(name, content[pair.get(name, name)]) for name in NAMES]


def exchanged(name, data):
    return [(n, data if n == name else old) for n, old in FILES]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(exchanged("erlaubnis.pdf", b"%PDF-other"), id="another content"),
        pytest.param(exchanged("README.txt", b"call me"), id="another readme"),
        pytest.param(exchanged("case.json", b"{}"), id="other data"),
        pytest.param(swapped(), id="swapped parts"),
        pytest.param([*FILES[:-2], FILES[-1], FILES[-2]], id="another order"),
        pytest.param(without("erlaubnis.pdf"), id="a part missing"),
        pytest.param([*FILES, ("mehr.pdf", b"x")], id="a part too many"),
    ],
)
def test_parts_other_than_the_signed_ones_are_refused(file_with, files):
    assert damage_of(file_with(sealed(zipped(files)))) == Damage.PART


@pytest.mark.parametrize("missing", ["manifest.json", "manifest.sig", "case.json"])
def test_without_its_three_first_files_it_is_no_bundle(file_with, missing):
    assert damage_of(file_with(sealed(zipped(without(missing))))) == Damage.STRUCTURE


@pytest.mark.parametrize(
    "signature",
    [b"", bytes(64), FILES[1][1][:-1], FILES[1][1] + b"\0", bytes(reversed(FILES[1][1]))],
)
def test_a_wrong_signature_is_damage_not_an_unknown_sender(file_with, signature):
    archive = zipped([FILES[0], ("manifest.sig", signature), *FILES[2:]])

    assert damage_of(file_with(sealed(archive))) == Damage.SIGNATURE


def test_a_manifest_changed_after_signing_is_refused(file_with):
    changed = FILES[0][1].replace(b"Arbeit finden", b"Arbeit fordern")
    archive = zipped([("manifest.json", changed), *FILES[1:]])

    assert damage_of(file_with(sealed(archive))) == Damage.SIGNATURE


def test_who_signs_for_another_office_is_refused(file_with):
    assert damage_of(file_with(a_bundle(signed_by=STRANGER))) == Damage.SIGNATURE


def test_a_bundle_passed_on_under_the_first_offices_signature_is_not_for_us(file_with):
    """The Jobcenter seals what it got, signature and all, for somebody else."""
    passed_on = sealed(opened(HONEST), STRANGER)

    assert isinstance(error_of(file_with(passed_on), STRANGER), BundleNotForUsError)


def told_with(**changes):
    return {**json.loads(FILES[0][1]), **changes}


def test_a_bundle_of_a_later_program_is_told_apart(file_with):
    later = forged(FILES, told_with(schema_version=2, something_new=True))

    assert isinstance(error_of(file_with(later)), BundleTooNewError)


@pytest.mark.parametrize(
    "changes",
    [
        {"schema_version": 0},
        {"schema_version": -1},
        {"schema_version": "1"},
        {"schema_version": True},
        {"schema_version": 1.0},
        {"format": "other"},
        {"format": None},
        {"more": 1},
        {"id": "7"},
        {"made_at": "2026-05-12"},
        {"made_at": "2026-05-12T10:00:00"},
        {"valid_until": "2026-02-30"},
        {"valid_until": "12.05.2026"},
        {"sender": None},
        {"sender": {"name": "x"}},
        {"recipient": []},
        {"purposes": [{"code": "Z99", "label": "x"}]},
        {"purposes": {}},
        {"waivers": "SE-26-00012-6"},
        {"waivers": [1]},
        {"waivers": ["x"] * 101},
        {"parts": []},
        {"parts": [{}]},
        {"parts": None},
    ],
)
def test_a_manifest_of_another_shape_is_refused(file_with, changes):
    assert damage_of(file_with(forged(FILES, told_with(**changes)))) == Damage.MANIFEST


@pytest.mark.parametrize(
    "change",
    [
        {"size": -1},
        {"size": 10**30},
        {"sha256": "0"},
        {"media_type": "x"},
        {"categories": ["K99"]},
        {"more": 1},
    ],
)
def test_a_part_described_in_another_shape_is_refused(file_with, change):
    told = told_with()
    told["parts"][-1] |= change

    assert damage_of(file_with(forged(FILES, told))) == Damage.MANIFEST


def test_a_path_as_a_name_in_the_manifest_is_refused(file_with):
    told = told_with()
    told["parts"][-1]["name"] = "../x.pdf"

    assert damage_of(file_with(forged(FILES, told))) == Damage.NAME


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"a":' * 20_000 + b"1" + b"}" * 20_000, id="deep and closed"),
        pytest.param(b'"' + b"[" * 1000, id="open string"),
        pytest.param(b"[1,2", id="cut"),
        pytest.param(b"7", id="a number"),
        pytest.param(b"9" * 10_000, id="a huge number"),
        pytest.param(b'{"format": NaN}', id="not a number"),
        pytest.param(b'{"format": "x", "format": "y"}', id="twice the same"),
        pytest.param(b'{"format": "\\ud800"}', id="half a character"),
        pytest.param(FILES[0][1] + b"{}", id="something after"),
    ],
)
def test_what_is_no_honest_json_is_refused(file_with, raw):
    assert damage_of(file_with(resigned([("manifest.json", raw), *FILES[1:]]))) == Damage.MANIFEST


CASE = json.loads(dict(FILES)["case.json"])


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[" * 1000 + b"]" * 1000, id="deep"),
        pytest.param({**CASE, "schema": "intake-app case 2"}, id="schema"),
        pytest.param({**CASE, "more": 1}, id="more"),
        pytest.param({**CASE, "answers": [{}]}, id="empty answer"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "category": "K0"}]}, id="code"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "path": "a b"}]}, id="path"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "text": 1}]}, id="type"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "evidence": 1}]}, id="evidence"),
        pytest.param({**CASE, "answers": [{**CASE["answers"][0], "uncertain": 0}]}, id="truth"),
        pytest.param({**CASE, "lines": [{**CASE["lines"][0], "direction": "x"}]}, id="direction"),
        pytest.param({**CASE, "exported_on": None}, id="day"),
        pytest.param({**CASE, "case_number": "x" * 41}, id="long"),
    ],
)
def test_data_of_another_shape_are_refused(file_with, case):
    raw = case if isinstance(case, bytes) else json.dumps(case).encode()

    assert damage_of(file_with(forged(exchanged("case.json", raw)))) == Damage.CASE


def test_health_never_travels_unnoticed_in_the_manifest_of_an_honest_bundle():
    told = json.loads(FILES[0][1])

    assert all("K9" not in part["categories"] for part in told["parts"])


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


def test_a_file_that_grows_while_it_is_read_meets_the_bound(monkeypatch):
    monkeypatch.setattr("intake_app.bundle.sealing.MOST_FILE_BYTES", len(HONEST) - 1)

    with pytest.raises(BundleDamagedError) as caught:
        open_sealed(io.BytesIO(HONEST), len, [JOBCENTER.age_identity])

    assert caught.value.reason == Damage.TOO_LARGE


def test_a_part_too_large_to_be_shown_is_not_read_into_memory(file_with, monkeypatch):
    monkeypatch.setattr("intake_app.bundle.reader.MOST_PART_IN_MEMORY_BYTES", 100)
    bundle = open_bundle(file_with(HONEST), [JOBCENTER.age_identity])

    with pytest.raises(BundleDamagedError) as caught:
        bundle.read_part("erlaubnis.pdf")

    assert caught.value.reason == Damage.TOO_LARGE


# -- chance does it


def mutated(data, chance):
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(changed))
        kind = chance.randrange(4)
        if kind == 0:
            changed[place] = chance.randrange(256)
        elif kind == 1:
            del changed[place : place + chance.randint(1, 40)]
        elif kind == 2:
            changed[place:place] = chance.randbytes(chance.randint(1, 40))
        else:
            other = chance.randrange(len(changed))
            changed[place : place + 8] = changed[other : other + 8]
    return bytes(changed)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_no_mutation_leads_to_anything_but_a_clear_error(tmp_path_factory, chance, inside):
    plain = zipped(FILES)
    data = sealed(mutated(plain, chance)) if inside else mutated(HONEST, chance)
    path = a_file(tmp_path_factory.getbasetemp(), data, "mutated.age")

    with WRITES:
        try:
            bundle = open_bundle(path, [JOBCENTER.age_identity])
        except BundleError:
            bundle = None

    assert WRITES.seen == []
    # Only a mutation that changed nothing may pass.
    assert bundle is None or (data == HONEST or opened(data) == plain)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["manifest.json", "case.json"]))
def test_no_mutation_of_well_signed_data_leads_to_anything_but_a_clear_error(
    tmp_path_factory, chance, name
):
    files = exchanged(name, mutated(dict(FILES)[name], chance))
    data = forged(files) if name == "case.json" else resigned(files)
    path = a_file(tmp_path_factory.getbasetemp(), data, "mutated.age")

    with contextlib.suppress(BundleError):
        open_bundle(path, [JOBCENTER.age_identity])


def test_the_parts_used_here_are_as_many_as_the_honest_bundle_has():
    assert NAMES[:4] == ["manifest.json", "manifest.sig", "case.json", "README.txt"]
    assert NAMES[4:] == [part.name for part in some_parts()]
