from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.errors import StorageFailingError
from intake_app.vault.files import write_atomic

WRITER = """
import sys
from pathlib import Path
from intake_app.errors import StorageFailingError
from intake_app.vault.files import write_atomic
write_atomic(Path(sys.argv[1]), b"new content")
"""


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"one", b"", bytes(range(256)) * 4_000, b"line\nline\r\n"):
        write_atomic(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="modes exist only there")
def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(mode=0o644)
    write_atomic(path, b"secret")
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_a_crash_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    (tmp_path / ".file.new").write_bytes(b"half of some")
    write_atomic(path, b"whole")
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_laid_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"untouched")
    (tmp_path / ".file.new").symlink_to(target)
    (tmp_path / "file").symlink_to(target)
    write_atomic(tmp_path / "file", b"new")
    assert target.read_bytes() == b"untouched"
    assert (tmp_path / "file").read_bytes() == b"new"
    assert not (tmp_path / "file").is_symlink()


def test_what_reads_back_differently_does_not_replace_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old content")
    with monkeypatch.context() as medium:
        medium.setattr(Path, "read_bytes", lambda _: b"garbled")
        with pytest.raises(StorageFailingError):
            write_atomic(path, b"new content")
    assert path.read_bytes() == b"old content"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_gone_is_said_like_a_medium_that_was_pulled_out(tmp_path: Path) -> None:
    with pytest.raises(StorageFailingError):
        write_atomic(tmp_path / "nowhere" / "file", b"x")


@pytest.mark.skipif(sys.platform != "linux", reason="strace exists only there")
def test_content_is_forced_to_the_medium_before_it_gets_the_name_and_the_name_after(
    tmp_path: Path,
) -> None:
    """The order that makes a power cut harmless, as the kernel saw it."""
    path, log = tmp_path / "file", tmp_path / "log"
    path.write_bytes(b"old content")
    command = ["strace", "-f", "-y", "-o", str(log)]
    command += ["-e", "trace=write,fsync,fdatasync,rename,renameat,renameat2"]
    command += [sys.executable, "-c", WRITER, str(path)]
    subprocess.run(command, check=True, capture_output=True)

    folder = re.escape(str(tmp_path))
    steps = []
    for line in log.read_text("utf-8", "replace").splitlines():
        if re.search(rf"\bwrite\(\d+<{folder}/\.file\.new>", line):
            steps.append("write new")
        elif re.search(rf"\bf(data)?sync\(\d+<{folder}/\.file\.new>", line):
            steps.append("force new")
        elif re.search(r"\brename\w*\(.*\.file\.new.*file\"", line):
            steps.append("rename")
        elif re.search(rf"\bfsync\(\d+<{folder}>", line):
            steps.append("force folder")
    assert steps == ["write new", "force new", "rename", "force folder"]
