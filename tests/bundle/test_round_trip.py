"""What is sent arrives, opens with stock tools, and says nothing about the person outside."""

from __future__ import annotations

import dataclasses
import errno
import io
import json
import os
import re
import subprocess
import tracemalloc
import zipfile
from typing import BinaryIO, cast

import pytest

from intake_app.bundle import recipients
from intake_app.bundle.archive import PIECE_BYTES
from intake_app.bundle.reader import SenderState, file_sha256, open_bundle, sealed_sha256
from intake_app.bundle.writer import Part, new_bundle_name, save_bundle, write_bundle
from intake_app.domain.codes import Category
from intake_app.errors import (
    BundleNotForUsError,
    StorageFailingError,
    StorageFullError,
    StorageReadOnlyError,
)
from tests.bundle.builders import (
    JOBCENTER,
    OFFICE,
    STRANGER,
    a_bundle,
    a_case,
    a_file,
    a_manifest,
    some_parts,
)

NOBODY = frozenset[str]()


def saved(folder, *, parts=None, keys=None):
    path = folder / new_bundle_name()
    save_bundle(
        path,
        a_manifest(),
        a_case(),
        some_parts() if parts is None else parts,
        keys or recipients.seal_to(JOBCENTER.age_recipient, OFFICE),
        OFFICE.signing_key,
    )
    return path


def stock_age(path, keys, folder):
    """Decrypt with the age tool that anybody can install."""
    key_file = folder / "partner.key"
    key_file.write_text(f"# a comment\n{keys.age_identity}\n", encoding="ascii")
    done = subprocess.run(
        ["age", "--decrypt", "--identity", str(key_file), str(path)],
        capture_output=True,
        check=True,
    )
    return done.stdout


def test_the_partner_gets_what_was_sent(tmp_path):
    path = saved(tmp_path)

    bundle = open_bundle(path, [JOBCENTER.age_identity], {OFFICE.verify_key})

    assert bundle.sender.state is SenderState.CONFIRMED
    assert bundle.sender.party == a_manifest().sender
    assert bundle.manifest.recipient == a_manifest().recipient
    assert bundle.manifest.purposes == a_manifest().purposes
    assert bundle.manifest.waivers == ("SE-26-00012-6",)
    assert bundle.manifest.valid_until == a_manifest().valid_until
    assert [part.name for part in bundle.manifest.parts] == [
        "case.json",
        "README.txt",
        "kompetenzprofil.pdf",
        "erlaubnis.pdf",
    ]
    for part in some_parts():
        assert bundle.read_part(part.name)[:5] == b"%PDF-"
    with pytest.raises(KeyError):
        bundle.read_part("andere.pdf")


def test_the_data_arrive_with_codes_and_german_words_but_not_who_saw_the_paper(tmp_path):
    path = saved(tmp_path)

    case = open_bundle(path, [JOBCENTER.age_identity]).case

    told = case.answers[1]
    assert (told.text, told.category) == ("ممرضة „Pflege“", Category.WORK)
    assert told.evidence is not None
    assert (told.evidence.kind.value, told.evidence.seen_by) == ("seen", "")
    assert case.lines == a_case().lines
    assert case.categories == a_case().categories


def test_a_signer_nobody_compared_is_shown_as_unknown(tmp_path):
    path = saved(tmp_path)

    sender = open_bundle(path, [JOBCENTER.age_identity], {STRANGER.verify_key}).sender

    assert sender.state is SenderState.UNKNOWN


def test_the_office_opens_its_own_bundle_for_the_check_after_writing(tmp_path):
    path = saved(tmp_path)

    own = open_bundle(path, [OFFICE.age_identity], NOBODY)

    assert own.sha256 == sealed_sha256(path, [OFFICE.age_identity]) == file_sha256(path)


def test_the_key_that_fits_may_be_any_of_several(tmp_path):
    path = saved(tmp_path)

    assert open_bundle(path, [STRANGER.age_identity, JOBCENTER.age_identity]).case == (
        open_bundle(path, [JOBCENTER.age_identity]).case
    )


def test_nobody_else_opens_it(tmp_path):
    path = saved(tmp_path)

    with pytest.raises(BundleNotForUsError):
        open_bundle(path, [STRANGER.age_identity])
    with pytest.raises(BundleNotForUsError):
        sealed_sha256(path, [STRANGER.age_identity])


def test_the_stock_age_tool_and_any_zip_program_open_it(tmp_path):
    path = saved(tmp_path)

    with zipfile.ZipFile(io.BytesIO(stock_age(path, JOBCENTER, tmp_path))) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:3] == ["manifest.json", "manifest.sig", "case.json"]
        manifest = json.loads(archive.read("manifest.json"))
        case = json.loads(archive.read("case.json"))
        readme = archive.read("README.txt").decode()
        assert archive.read("kompetenzprofil.pdf")[:5] == b"%PDF-"

    assert manifest["schema_version"] == 1
    assert manifest["waivers"] == ["SE-26-00012-6"]
    assert case["answers"][0]["text"] == "Krankenpflegerin"
    assert "Krankenpflegerin" not in readme
    assert "age --decrypt" in readme


def test_what_the_stock_tool_seals_again_still_opens(tmp_path):
    path = saved(tmp_path)
    again = subprocess.run(
        ["age", "--encrypt", "--recipient", JOBCENTER.age_recipient],
        input=stock_age(path, JOBCENTER, tmp_path),
        capture_output=True,
        check=True,
    ).stdout

    bundle = open_bundle(a_file(tmp_path, again), [JOBCENTER.age_identity])

    assert bundle.manifest.id == a_manifest().id


def test_neither_name_nor_bytes_of_the_file_tell_anything(tmp_path):
    path = saved(tmp_path)
    data = path.read_bytes()

    assert re.fullmatch(r"Fallpaket-[0-9A-HJKMNP-TV-Z]{10}\.age", path.name)
    assert new_bundle_name() != new_bundle_name()
    for word in ("Krankenpflegerin", "HE-26", "Jobcenter", "SE-26", "case.json"):
        assert word.encode() not in data
        assert word.encode("utf-16-le") not in data
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o077 == 0


def test_two_bundles_with_the_same_content_differ():
    assert a_bundle() != a_bundle()


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 300_000])
def test_parts_of_any_size_arrive_unchanged(tmp_path, size):
    data = os.urandom(size)
    path = saved(tmp_path, parts=[Part.pdf("teil.pdf", "Teil", frozenset(), data)])

    assert open_bundle(path, [JOBCENTER.age_identity]).read_part("teil.pdf") == data


def test_a_bundle_without_any_answers_and_papers_opens(tmp_path):
    path = a_file(tmp_path, a_bundle(case=a_case(answers=(), lines=()), parts=[]))

    assert open_bundle(path, [JOBCENTER.age_identity]).case.answers == ()


class FullMedium(io.RawIOBase):
    """A medium that takes so many bytes and no more."""

    def __init__(self, room):
        super().__init__()
        self.room = room

    def write(self, data):
        if len(data) > self.room:
            raise OSError(errno.ENOSPC, "full")
        self.room -= len(data)
        return len(data)


@pytest.mark.parametrize("part_size", [0, 65_536, 200_000])
def test_a_full_medium_is_noticed_at_every_place_of_the_file(part_size):
    """The age library loses errors of the last block; they must come out all the same."""
    parts = [Part.pdf("teil.pdf", "Teil", frozenset(), bytes(part_size))]
    keys = recipients.seal_to(JOBCENTER.age_recipient, OFFICE)

    def write(medium):
        write_bundle(medium, a_manifest(), a_case(), parts, keys, OFFICE.signing_key)
        return medium.room

    # Headers differ in length by chance: age adds a stanza that means nothing.
    least = 1_000_000 - max(write(FullMedium(1_000_000)) for _ in range(5)) - 400
    for room in [*range(0, least, 9973), least]:
        with pytest.raises(OSError, match="full"):
            write(FullMedium(room))


@dataclasses.dataclass(frozen=True)
class FailingSource:
    """A part whose bytes cannot be read to their end the second time."""

    error: Exception
    opened: list[int] = dataclasses.field(default_factory=list)

    def open(self):
        self.opened.append(1)
        if len(self.opened) == 2:
            raise self.error
        return io.BytesIO(bytes(100_000))


@pytest.mark.parametrize(
    ("error", "seen"),
    [
        (OSError(errno.ENOSPC, "full"), StorageFullError),
        (OSError(errno.EROFS, "read-only"), StorageReadOnlyError),
        (OSError(errno.EIO, "broken"), StorageFailingError),
        (ValueError("a bug"), ValueError),
    ],
)
def test_after_a_failure_no_file_is_left_behind(tmp_path, error, seen):
    part = Part(
        name="teil.pdf",
        media_type="application/pdf",
        label="Teil",
        categories=frozenset(),
        source=FailingSource(error),
    )

    with pytest.raises(seen):
        saved(tmp_path, parts=[part])

    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_behind_goes_with_the_next_attempt(tmp_path):
    path = tmp_path / "Fallpaket-A.age"
    a_file(tmp_path, b"half a bundle", "Fallpaket-A.age.partial")
    keys = recipients.seal_to(JOBCENTER.age_recipient, OFFICE)

    save_bundle(path, a_manifest(), a_case(), [], keys, OFFICE.signing_key)

    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert open_bundle(path, [JOBCENTER.age_identity]).case == a_case_as_received()


def a_case_as_received():
    """What the partner gets: who saw the passport stays in the office."""
    case = a_case()
    answers = tuple(
        dataclasses.replace(
            answer,
            evidence=answer.evidence and dataclasses.replace(answer.evidence, seen_by=""),
        )
        for answer in case.answers
    )
    return dataclasses.replace(case, answers=answers)


def test_a_folder_that_is_gone_is_said_like_a_medium_that_was_pulled_out(tmp_path):
    with pytest.raises(StorageFailingError):
        saved(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "name", ["../a.pdf", "a/b.pdf", "manifest.json", "Case.json", "", "con.pdf", "a.", "ä.pdf"]
)
def test_a_part_has_a_plain_name_of_its_own(name):
    with pytest.raises(ValueError, match="name"):
        a_bundle(parts=[Part.pdf(name, "Teil", frozenset(), b"")])


@pytest.mark.parametrize("category", [Category.HEALTH, Category.CHILD_LEVEL])
def test_a_part_about_health_or_the_level_of_a_child_is_a_bug(category):
    with pytest.raises(ValueError, match="never travel"):
        a_bundle(parts=[Part.pdf("a.pdf", "Teil", frozenset({category}), b"")])


def test_more_parts_than_the_format_allows_are_a_bug():
    parts = [Part.pdf(f"{n}.pdf", "Teil", frozenset(), b"") for n in range(200)]

    with pytest.raises(ValueError, match="larger"):
        a_bundle(parts=parts)


class Growing:
    """A source that gives another content at each reading."""

    size = 10

    def open(self):
        self.size += 5
        return io.BytesIO(bytes(self.size))


def test_a_part_that_changes_while_it_is_written_is_a_bug():
    part = Part(
        name="teil.pdf",
        media_type="application/pdf",
        label="Teil",
        categories=frozenset(),
        source=Growing(),
    )

    with pytest.raises(ValueError, match="changed"):
        a_bundle(parts=[part])


@dataclasses.dataclass(frozen=True)
class Generated:
    """A large part that exists only while it is read."""

    size: int

    def open(self):
        return cast("BinaryIO", GeneratedFile(self.size))


class GeneratedFile(io.RawIOBase):
    BLOCK = bytes(range(256)) * 1024

    def __init__(self, size):
        super().__init__()
        self.left = size

    def read(self, size=-1):
        taken = min(self.left, size if size >= 0 else self.left, len(self.BLOCK))
        self.left -= taken
        return self.BLOCK[:taken]


def test_a_part_of_many_megabytes_is_written_and_opened_in_little_memory(tmp_path):
    part = Part(
        name="scan.pdf",
        media_type="application/pdf",
        label="Scan",
        categories=frozenset(),
        source=Generated(64_000_000),
    )
    tracemalloc.start()
    try:
        path = saved(tmp_path, parts=[part])
        bundle = open_bundle(path, [JOBCENTER.age_identity])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert bundle.manifest.part("scan.pdf").size == 64_000_000
    assert most < 16_000_000
