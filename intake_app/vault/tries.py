"""Unlocks that failed, remembered while the database is closed (Fehlversuche).

`store.tries` lies beside the key file: a token on its first line, then one line per failed
try with its moment and, where one was chosen, the key slot; no names.  The token is new after
each successful unlock, which takes the lines into the journal, and the database knows it: a
file that is missing then, or whose token is another, was removed or exchanged.

Limits: while everything is locked no key is at hand, so somebody who may write the folder can
take single lines away and keep the token.  Somebody who copies the vault tries elsewhere,
where nobody counts.  A folder that cannot be written counts nothing; the refusal stays.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from intake_app.errors import StorageError
from intake_app.vault.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

TRIES_NAME: Final = "store.tries"

MOST_KEPT: Final = 500
"""Lines beyond are counted no more: the file must not fill the disk, nor the journal."""

_MOST_BYTES = 64 * (MOST_KEPT + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedTry:
    """One passphrase or recovery key that opened nothing.

    Attributes:
        slot_id: The key slot that was chosen, empty when none was.
    """

    at: datetime
    slot_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """What the file says; `token` is empty when there is none."""

    token: str = ""
    failed: tuple[FailedTry, ...] = ()


def note(folder: Path, failed: FailedTry) -> None:
    """Add a failed try; where that is impossible it is not counted."""
    path = folder / TRIES_NAME
    with contextlib.suppress(OSError):
        if path.exists() and path.stat().st_size >= _MOST_BYTES:
            return
        with path.open("a", encoding="ascii", newline="\n") as file:
            if file.tell() == 0:
                file.write("\n")  # no token: nobody made the file who had the keys
            moment = failed.at.astimezone(UTC).isoformat(timespec="seconds")
            file.write(f"{moment} {failed.slot_id}\n")
            file.flush()
            os.fsync(file.fileno())


def read(folder: Path) -> Tries:
    """Return what was remembered; lines that make no sense are left out."""
    try:
        with (folder / TRIES_NAME).open("rb") as file:
            text = file.read(_MOST_BYTES * 2).decode("ascii", "replace")
    except OSError:
        return Tries()
    token, _, lines = text.partition("\n")
    failed = (_parsed(line) for line in lines.split("\n"))
    return Tries(token=token, failed=tuple(one for one in failed if one)[:MOST_KEPT])


def new_token() -> str:
    """Return a token for the time until the next unlock."""
    return secrets.token_hex(16)


def begin(folder: Path, token: str) -> None:
    """Begin to count anew; on a medium that cannot be written the old count stays."""
    with contextlib.suppress(OSError, StorageError):
        write_atomic(folder / TRIES_NAME, f"{token}\n".encode("ascii"))


def _parsed(line: str) -> FailedTry | None:
    moment, _, slot_id = line.partition(" ")
    try:
        at = datetime.fromisoformat(moment)
        slot_id = str(UUID(slot_id)) if slot_id else ""
    except ValueError:
        return None
    return FailedTry(at=at, slot_id=slot_id) if at.tzinfo else None
