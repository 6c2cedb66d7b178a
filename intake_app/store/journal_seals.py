"""What holds the journal's chain at its ends: the head, the daily seals, the checkpoint.

A chain alone does not show that its last entries are gone.  So three marks lie beside it,
each authenticated (HMAC-SHA-256) under a key that is not in the database but follows from
the secret that all key slots share:

- the head names the last entry and moves with every entry;
- a seal is left behind at the end of each day with entries;
- the checkpoint stands for the entries that were cut off after their time.

Whoever holds all keys can forge these too.  Against that a seal is also given out as a few
words, which somebody writes down outside the computer: another past has other words.
"""

from __future__ import annotations

import hmac
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from intake_app.domain.journal import Checkpoint, Mark
from intake_app.store.engine import SEAL_KEY_OPTION
from intake_app.store.repository import Repository
from intake_app.store.tables import JournalSealRow, RecordRow, table_of
from intake_app.store.types import canonical_json

if TYPE_CHECKING:
    from sqlalchemy import Row, Select

_HEAD = "journal_head"
_CHECKPOINT = "journal_checkpoint"
_SEALS = table_of(JournalSealRow)
_RECORDS = table_of(RecordRow)
_RECORD = select(_RECORDS.c.content).where(_RECORDS.c.name == bindparam("record"))
_REWRITE = update(_RECORDS).where(_RECORDS.c.name == bindparam("record"))


class SealRepository(Repository):
    """Reads and writes the marks; nothing that is not authentic comes out of it.

    A store that was opened without the key (a copy that is only looked through) takes every
    mark for authentic, and can write none.
    """

    def head(self) -> Mark | None:
        """Return the end of the journal; None when there is no authentic one."""
        content = self._content(_HEAD)
        return self._authentic(_HEAD, content) if content else None

    def has_head(self) -> bool:
        """Tell whether something stands where the head belongs, authentic or not."""
        return self._content(_HEAD) is not None

    def move_head(self, mark: Mark) -> None:
        """Let the journal end at this entry."""
        self._set_content(_HEAD, {**_facts(mark), "mac": self.mac(_HEAD, mark)})

    def seal(self, mark: Mark) -> None:
        """Seal a day whose last entry is known."""
        values = {"seq": mark.seq, "day": mark.day, "chain": mark.chain}
        self._connection.execute(insert(_SEALS), {**values, "mac": self.mac("seal", mark)})

    def seals(self) -> list[tuple[Mark, bool]]:
        """Return all seals, oldest first, and whether each is authentic."""
        rows = self._connection.execute(select(_SEALS).order_by(_SEALS.c.seq))
        return [(_to_mark(row), self._is_of(row)) for row in rows]

    def latest(self, limit: int) -> list[Mark]:
        """Return the seals of the last days, newest first; those that are authentic."""
        return self._authentic_in(select(_SEALS).order_by(_SEALS.c.seq.desc()).limit(limit))

    def since(self, seq: int) -> list[Mark]:
        """Return the authentic seals from an entry on, oldest first."""
        return self._authentic_in(select(_SEALS).where(_SEALS.c.seq >= seq).order_by(_SEALS.c.seq))

    def of_day(self, day: date) -> list[Mark]:
        """Return the authentic seals of a day: one, but for days that a clock met twice."""
        return self._authentic_in(select(_SEALS).where(_SEALS.c.day == day))

    def last_before(self, day: date) -> Mark | None:
        """Return the last authentic seal of an earlier day."""
        query = select(_SEALS).where(_SEALS.c.day < day).order_by(_SEALS.c.seq.desc()).limit(1)
        row = self._connection.execute(query).first()
        return _to_mark(row) if row is not None and self._is_of(row) else None

    def checkpoint(self) -> Checkpoint | None:
        """Return where the journal was cut off; None when there is nothing authentic."""
        content = self._content(_CHECKPOINT)
        if not content:
            return None
        counts = _read(content).get("counts", {})
        mark = self._authentic(_CHECKPOINT, content, counts)
        return Checkpoint(end=mark, counts=counts) if mark else None

    def has_checkpoint(self) -> bool:
        """Tell whether something stands where the checkpoint belongs, authentic or not."""
        return self._content(_CHECKPOINT) is not None

    def set_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Let the chain begin after this mark."""
        mac = self.mac(_CHECKPOINT, checkpoint.end, checkpoint.counts)
        content = {**_facts(checkpoint.end), "counts": checkpoint.counts, "mac": mac}
        self._set_content(_CHECKPOINT, content)

    def mac(self, kind: str, mark: Mark, more: object = None) -> str:
        """Return what authenticates a mark.

        Raises:
            RuntimeError: The store was opened without the key.
        """
        key = self._key()
        if not key:
            raise RuntimeError("the store was opened without the key of the journal's marks")
        facts = canonical_json(["intake-app journal 1", kind, _facts(mark), more])
        return hmac.digest(key, facts.encode(), "sha256").hex()

    def words_digest(self, mark: Mark) -> bytes:
        """Return from what the words of a mark are made."""
        return bytes.fromhex(self.mac("words", mark))

    def _authentic_in(self, query: Select[Any]) -> list[Mark]:
        rows = self._connection.execute(query).all()
        return [_to_mark(row) for row in rows if self._is_of(row)]

    def _key(self) -> bytearray:
        key: bytearray = self._connection.get_execution_options()[SEAL_KEY_OPTION]
        return key

    def _is_of(self, row: Row[Any]) -> bool:
        return self._fits(row.mac, "seal", _to_mark(row))

    def _fits(self, mac: object, kind: str, mark: Mark, more: object = None) -> bool:
        if not self._key():
            return True
        return hmac.compare_digest(str(mac), self.mac(kind, mark, more))

    def _authentic(self, kind: str, content: str, more: object = None) -> Mark | None:
        read = _read(content)
        try:
            mark = Mark(
                seq=int(read["seq"]),
                chain=str(read["chain"]),
                day=date.fromisoformat(read["day"]),
            )
        except (KeyError, TypeError, ValueError):
            return None
        return mark if self._fits(read.get("mac"), kind, mark, more) else None

    def _content(self, name: str) -> str | None:
        content: str | None = self._connection.execute(_RECORD, {"record": name}).scalar()
        return content

    def _set_content(self, name: str, content: object) -> None:
        text = canonical_json(content)
        done = self._connection.execute(_REWRITE, {"record": name, "content": text})
        if not done.rowcount:
            self._connection.execute(insert(_RECORDS), {"name": name, "content": text})


def _facts(mark: Mark) -> dict[str, object]:
    return {"seq": mark.seq, "chain": mark.chain, "day": mark.day.isoformat()}


def _to_mark(row: Row[Any]) -> Mark:
    return Mark(seq=row.seq, chain=row.chain, day=row.day)


def _read(content: str) -> dict[str, Any]:
    try:
        read = json.loads(content)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
