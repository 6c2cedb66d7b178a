"""One program at a time works on a vault.

The hold is a lock of the operating system on `store.lock`.  When its program ends, in whatever
way, the system lifts it; so a hold can never be left behind by a crash, only the text that
names the holder can.  Such a text is taken over and handed on as `left_by`.  The file itself
stays for good: deleting it would let two programs lock two files of one name.

A program that hangs keeps the lock.  It also stops setting the time of the file (`beat`), and
when that is older than `STALE_AFTER` its hold can be taken over: another file takes the name.
Whoever held the old one notices (`is_valid`) and must not write any more; until it does, the
locks of the database itself keep its pages whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Self

from intake_app.errors import VaultFolderError, VaultInUseError, VaultMissingError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LOCK_NAME: Final = "store.lock"

_MAX_TEXT = 200
# On Windows a locked byte cannot be read by others, so it lies far behind the text.
_LOCKED_BYTE = 1 << 30
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK})
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


STALE_AFTER: Final = timedelta(minutes=5)
"""Age of the last sign of life from which a hold may be taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has a vault, as the lock file tells it; anybody may have written that.

    Attributes:
        program: Host name and process number; empty when the file does not tell.
        since: Since when.
        by: Initials of the advisor.
        seen_at: The last sign of life.
    """

    program: str = ""
    since: datetime | None = None
    by: str = ""
    seen_at: datetime | None = None

    def is_stale(self, now: datetime) -> bool:
        """Tell whether the program has not given a sign of life for long."""
        return self.seen_at is not None and now - self.seen_at > STALE_AFTER

    def in_use(self) -> VaultInUseError:
        """Return the error that says who has the vault."""
        return VaultInUseError(self.program, since=self.since, by=self.by, seen_at=self.seen_at)


class VaultHold:
    """The hold on one vault, until it is released or the program ends.

    Attributes:
        left_by: Who held the vault last and did not release it; None in good order.
    """

    __slots__ = ("_descriptor", "_file", "_path", "left_by")

    def __init__(self, path: Path, descriptor: int, left_by: Holder | None) -> None:
        self._path = str(path)
        self._descriptor = descriptor
        self._file = os.fstat(descriptor)
        self.left_by = left_by

    def is_valid(self) -> bool:
        """Tell whether this program still has the vault: nobody took it over."""
        return self._descriptor >= 0 and _is_at(self._path, self._file)

    def beat(self, now: datetime) -> None:
        """Give a sign of life; at least once a minute while the program is well."""
        if self.is_valid():
            _beat(self._path, now)

    def release(self) -> None:
        """Let others have the vault; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            _write_text(descriptor, "")
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def hold(
    folder: Path, *, since: datetime | None = None, by: str = "", take_over: bool = False
) -> VaultHold:
    """Take hold of the vault in a folder for this program.

    Args:
        folder: An existing folder.
        since: The present moment; without it there are no signs of life.
        by: Initials of the advisor, for whoever finds the vault in use.
        take_over: Take it from a program that has not given a sign of life for long.

    Returns:
        The hold; keep it as long as the vault is worked on.

    Raises:
        VaultInUseError: Another program, or another part of this one, has it; names the holder.
        VaultMissingError: There is no such folder.
        VaultFolderError: The folder is not writable, or its file system has no locks.
    """
    path = folder / LOCK_NAME
    descriptor = _open_lock(path)
    try:
        left_by = _read_holder(descriptor)
        locked = _try_lock(descriptor, exclusive=True) and _is_at(path, os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    if not locked:
        os.close(descriptor)
        if since is None or not take_over or not left_by.is_stale(since):
            raise left_by.in_use()
        descriptor = _take_over(path, since)
    moment = since.astimezone(UTC).isoformat(timespec="seconds") if since else ""
    _write_text(descriptor, f"{socket.gethostname()} {os.getpid()} {moment} {by}".strip())
    _beat(path, since)
    return VaultHold(path, descriptor, left_by if left_by.program else None)


def holder_of(folder: Path) -> Holder | None:
    """Return the program that has a vault; None if nobody has.

    Changes nothing.  The answer may be out of date at once; only `hold` decides.
    """
    try:
        descriptor = os.open(folder / LOCK_NAME, os.O_RDONLY | _FLAGS)
    except OSError:
        return None
    try:
        holder = _read_holder(descriptor)
        return None if _try_lock(descriptor, exclusive=False) else holder
    finally:
        os.close(descriptor)


def _open_lock(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o600)
    except (FileNotFoundError, NotADirectoryError):
        raise VaultMissingError from None
    except OSError as error:
        raise VaultFolderError("not_writable") from error


def _take_over(path: Path, now: datetime) -> int:
    """Put another locked file in the place of one whose holder is stale."""
    fresh = path.with_name(f"{path.name}.new")
    descriptor = _open_lock(fresh)
    try:
        # Of two that try at once, the second finds the first one's file locked, or in place
        # and full of life.
        is_ours = _try_lock(descriptor, exclusive=True) and _is_stale_file(path, now)
        if is_ours:
            fresh.replace(path)
    except OSError:
        is_ours = False
    except BaseException:
        os.close(descriptor)
        raise
    if not is_ours:
        os.close(descriptor)
        raise VaultInUseError
    return descriptor


def _is_stale_file(path: Path, now: datetime) -> bool:
    descriptor = os.open(path, os.O_RDONLY | _FLAGS)
    try:
        return _read_holder(descriptor).is_stale(now)
    finally:
        os.close(descriptor)


def _is_at(path: Path | str, file: os.stat_result) -> bool:
    """Tell whether the name still leads to the file; asked before everything that is written."""
    try:
        return os.path.samestat(file, os.stat(path))  # noqa: PTH116
    except OSError:
        return False


def _beat(path: Path | str, now: datetime | None) -> None:
    # A sign of life is a courtesy, too.
    with contextlib.suppress(OSError):
        if now is not None:
            os.utime(path, (now.timestamp(), now.timestamp()))


def _read_holder(descriptor: int) -> Holder:
    host, process, moment, by = [*_read_text(descriptor).split(" ", 3), "", "", "", ""][:4]
    try:
        since = datetime.fromisoformat(moment).astimezone(UTC) if moment else None
        seen_at = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC) if since else None
    except (ValueError, OverflowError, OSError):
        since = seen_at = None
    return Holder(program=f"{host} {process}".strip(), since=since, by=by, seen_at=seen_at)


def _try_lock(descriptor: int, *, exclusive: bool) -> bool:
    """Lock without waiting; closing the descriptor unlocks."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            mode = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
            fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        # A file system without locks is as unfit as a share.
        raise VaultFolderError("network_share") from error
    return True


def _read_text(descriptor: int) -> str:
    """Read the text as far as it can be shown."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        text = os.read(descriptor, _MAX_TEXT).decode("utf-8", "replace").strip()
    except OSError:
        return ""
    return text if text.isprintable() else ""


def _write_text(descriptor: int, text: str) -> None:
    # The name is a courtesy: a full disk must not keep anybody from opening their vault.
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text.encode("utf-8"))
