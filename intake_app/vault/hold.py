"""One program at a time works on a vault.

The hold is a lock of the operating system on `store.lock`.  When its program ends, in whatever
way, the system lifts it; so a hold can never be left behind by a crash, only the text that
names the holder can.  Such a text is taken over and handed on as `left_by`.  The file itself
stays for good: deleting it would let two programs lock two files of one name.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
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


class VaultHold:
    """The hold on one vault, until it is released or the program ends.

    Attributes:
        left_by: Who held the vault last and ended without releasing it; empty in good order.
    """

    __slots__ = ("_descriptor", "left_by")

    def __init__(self, descriptor: int, left_by: str) -> None:
        self._descriptor = descriptor
        self.left_by = left_by

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


def hold(folder: Path) -> VaultHold:
    """Take hold of the vault in a folder for this program.

    Args:
        folder: An existing folder.

    Returns:
        The hold; keep it as long as the vault is worked on.

    Raises:
        VaultInUseError: Another program, or another part of this one, has it; names the holder.
        VaultMissingError: There is no such folder.
        VaultFolderError: The folder is not writable, or its file system has no locks.
    """
    try:
        descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | _FLAGS, 0o600)
    except (FileNotFoundError, NotADirectoryError):
        raise VaultMissingError from None
    except OSError as error:
        raise VaultFolderError("not_writable") from error
    try:
        text = _read_text(descriptor)
        locked = _try_lock(descriptor, exclusive=True)
    except BaseException:
        os.close(descriptor)
        raise
    if not locked:
        os.close(descriptor)
        raise VaultInUseError(text)
    _write_text(descriptor, f"{socket.gethostname()} {os.getpid()}")
    return VaultHold(descriptor, text)


def holder_of(folder: Path) -> str | None:
    """Return host name and process number of the program that has a vault; None if nobody has.

    Changes nothing.  The answer may be out of date at once; only `hold` decides.
    """
    try:
        descriptor = os.open(folder / LOCK_NAME, os.O_RDONLY | _FLAGS)
    except OSError:
        return None
    try:
        text = _read_text(descriptor)
        return None if _try_lock(descriptor, exclusive=False) else text
    finally:
        os.close(descriptor)


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
    """Read the holder's name as far as it can be shown; anybody may have written the file."""
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
