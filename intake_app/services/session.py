"""An unlocked vault and what every service needs from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from intake_app.domain.journal import leapt_from
from intake_app.domain.office import OFFICE_ZONE, end_of, office_day
from intake_app.domain.roles import Right, rights_of
from intake_app.errors import NotPermittedError
from intake_app.services.content import Content, with_office_content
from intake_app.services.gate import Gate
from intake_app.store.engine import open_engine
from intake_app.store.transaction import transaction
from intake_app.vault.hold import Holder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from datetime import date
    from types import TracebackType

    from intake_app.domain.codes import CaseId
    from intake_app.domain.office import Advisor
    from intake_app.store.engine import Database
    from intake_app.store.transaction import Store
    from intake_app.vault.folder import VaultFolder
    from intake_app.vault.hold import VaultHold
    from intake_app.vault.keyfile import Unlocked

Clock: TypeAlias = Callable[[], datetime]
"""Returns the present moment with its zone."""

Act: TypeAlias = tuple[object, ...]
"""What is written into the journal once only: the act, the case, and what it was done to."""

__all__ = ["OFFICE_ZONE", "Clock", "Content", "OpenVault", "Session", "office_day"]

CLOCK_TOLERANCE = timedelta(minutes=2)
"""Machines set their clocks by a server now and then; so much back is no sign of anything."""


BARRED = "case_barred"
"""Rule: whoever works is kept from the case (Befangenheit)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVault:
    """What holds a vault open.

    Attributes:
        unlocked: The keys in memory.
        hold: That this program may write; None for one that only reads.
        newest_entry_at: The moment of the journal's last entry.
        clock_leapt_from: As `Session.clock_leapt_from`, when the vault was opened.
    """

    folder: VaultFolder
    unlocked: Unlocked
    hold: VaultHold | None
    database: Database
    newest_entry_at: datetime | None = None
    clock_leapt_from: date | None = None


class Session:
    """One advisor at work in an unlocked vault; `close` locks it.

    Attributes:
        folder: Where the vault lies.
        shipped: Forms and translations as they came with the program.
        is_practice: The vault is thrown away on closing (Übungsfall).
        failed_unlocks: When somebody failed to unlock since the last success.
        gate: What every transaction passes.
        is_read_only: Nothing can be changed: somebody else works in the vault, or its medium
            cannot be written.
        clock_behind: When the journal's newest entry was later than the clock at the
            beginning, its moment; else None.
        clock_leapt_from: The day after which the clock leapt over many days without an entry,
            until somebody confirms it; None without such a leap.
    """

    def __init__(
        self,
        *,
        vault: OpenVault,
        content: Content,
        clock: Clock,
        advisor: Advisor,
        is_practice: bool = False,
        failed_unlocks: tuple[datetime, ...] = (),
    ) -> None:
        self.folder = vault.folder
        self.unlocked = vault.unlocked
        self.database = vault.database
        self.shipped = content
        self._content: Content | None = None
        self._advisor, self._rights = advisor, rights_of(advisor)
        self.is_practice = is_practice
        self.failed_unlocks = failed_unlocks
        self.gate = Gate()
        self._noted: frozenset[Act] = frozenset()
        self._to_note: set[Act] = set()
        self.is_read_only = vault.hold is None
        self._hold = vault.hold
        self._clock = clock
        self._closed: Mapping[CaseId, str] | None = None
        self._trusts_clock = False
        self._latest = vault.newest_entry_at or clock()
        self._day = office_day(self._latest)
        self._day_ends = self._latest
        self.clock_behind = self._latest if self._latest > clock() + CLOCK_TOLERANCE else None
        self.clock_leapt_from = vault.clock_leapt_from

    @property
    def advisor(self) -> Advisor:
        """Who works, with the roles of this moment."""
        return self._advisor

    @advisor.setter
    def advisor(self, advisor: Advisor) -> None:
        self._advisor, self._rights = advisor, rights_of(advisor)

    @property
    def content(self) -> Content:
        """Forms and translations, with what the office added to them."""
        if self._content is None:
            with transaction(self.database, write=False) as store:
                self._content = with_office_content(self.shipped, store)
        return self._content

    def reread_content(self) -> None:
        """Read anew what the office added, after it was changed."""
        self._content = None

    def now(self) -> datetime:
        """Return the present moment with its zone, as the clock of the machine has it."""
        return self._clock()

    def today(self) -> date:
        """Return the day of the office, never one before the newest entry of the journal.

        So a clock that was set back does not make valid again what had ended: a permission, a
        slip, a key.  Entries from before somebody confirmed the clock do not count.  Moments
        that are recorded stay those of the clock, and the journal keeps its order by number.
        """
        if self._trusts_clock:
            return office_day(self._clock())
        now = self._clock()
        if self._latest <= now < self._day_ends:  # asked with every answer
            self._latest = now
            return self._day
        latest = max(self._latest, now)
        leap = leapt_from([office_day(self._latest), office_day(latest)])
        self.clock_leapt_from = self.clock_leapt_from or leap
        self._latest, self._day = latest, office_day(latest)
        self._day_ends = end_of(self._day)
        return self._day

    def doubts_clock(self) -> bool:
        """Tell whether somebody has to confirm the clock: it is behind the journal, or leapt."""
        self.today()  # the clock may have been set since the vault was opened
        return self.clock_behind is not None or self.clock_leapt_from is not None

    def deletes_by_itself(self) -> bool:
        """Tell whether what falls due may go without being asked for.

        A clock that is years ahead makes everything due, so a doubted one deletes nothing.
        """
        return not self.is_read_only and not self.doubts_clock()

    def follow_clock(self) -> None:
        """Let the day follow the clock back once, after somebody has confirmed it."""
        self._latest = self._day_ends = self._clock()
        self.clock_behind = self.clock_leapt_from = None

    def trust_clock(self) -> None:
        """Let the day follow the clock back too: sample talks have days of their own."""
        self._trusts_clock = True
        self.clock_behind = self.clock_leapt_from = None

    @property
    def by(self) -> str:
        """Return the initials under which acts are recorded."""
        return self._advisor.initials

    def may(self, *rights: Right) -> bool:
        """Tell whether the advisor has one of these rights; windows hide the rest."""
        return not self._rights.isdisjoint(rights)

    def read(self) -> AbstractContextManager[Store]:
        """Open a transaction that only reads."""
        return _Passage(self, write=False)

    def write(self) -> AbstractContextManager[Store]:
        """Open a transaction: committed at the end of the block, undone when it raises.

        Raises:
            NotPermittedError: The key of the database is being changed ("key_change"), or the
                vault is open for reading only ("read_only").
            VaultInUseError: Another program took the vault over.
        """
        self.refuse_read_only()
        if self._hold is not None and not self._hold.is_valid():
            raise (self.folder.lock_holder or Holder()).in_use()
        return _Passage(self, write=True)

    def begin_acts(self) -> set[Act]:
        """Return where a transaction that writes collects its acts; writers stand in line."""
        acts = self._to_note = set()
        return acts

    def keep_acts(self, acts: set[Act]) -> None:
        """Remember the acts of a transaction that was committed."""
        if acts:
            self._noted |= acts

    def looking(self) -> AbstractContextManager[Store]:
        """Open a transaction that only writes into the journal that somebody looked.

        In a vault that is open for reading only it reads, and `note` writes nothing: its
        journal belongs to whoever works there.
        """
        return self.read() if self.is_read_only else self.write()

    def reopen(self, key: bytearray) -> None:
        """Go on with the database under another key, which is wiped; the old one is closed."""
        seal_key = self.folder.journal_key(self.unlocked)
        try:
            self.database = open_engine(self.folder.database_path, key, seal_key=seal_key)
        finally:
            for secret in (key, seal_key):
                secret[:] = bytes(len(secret))

    def reread_closed(self) -> None:
        """Learn anew which cases are closed to whoever works, after a restriction changed."""
        self._closed = None

    def closed_cases(self) -> Mapping[CaseId, str]:
        """Return the cases that are closed to whoever works, with the rule that says so."""
        if self._closed is None:
            with transaction(self.database, write=False) as store:
                restricted = [] if self.may(Right.RESTRICTED) else store.cases.restricted()
                barred = [bar.case_id for bar in store.bars.of_advisor(self.advisor.slot_id)]
            self._closed = {
                **dict.fromkeys(restricted, "case_restricted"),
                **dict.fromkeys(barred, BARRED),
            }
        return self._closed

    def beat(self) -> None:
        """Give a sign of life for whoever finds the vault in use."""
        if self._hold is not None:
            self._hold.beat(self._clock())

    def refuse_read_only(self) -> None:
        """Refuse what would change something.

        Raises:
            NotPermittedError: The vault is open for reading only ("read_only").
        """
        if self.is_read_only:
            raise NotPermittedError("read_only")

    def note(self, store: Store, act: str, case_id: CaseId | None = None, of: object = "") -> None:
        """Write one act into the journal of the running transaction."""
        if self.is_read_only:
            return
        store.journal.write(at=self.now(), by=self.by, act=act, case_id=case_id, object_id=str(of))

    def note_once(
        self, store: Store, act: str, case_id: CaseId | None = None, of: object = ""
    ) -> None:
        """Write an act that is repeated all the time only once until the vault is locked.

        Single answers and lines have a history of their own; the journal tells that somebody
        changed the talk or the draft on that day.
        """
        key = (act, case_id, of)
        if key not in self._noted and key not in self._to_note:
            self.note(store, act, case_id, of)
            self._to_note.add(key)

    def has_noted(self, act: str, case_id: CaseId) -> bool:
        """Tell whether an act was written about a case since the vault was opened."""
        return (act, case_id) in self._noted

    def remember_noted(self, act: str, case_id: CaseId) -> None:
        """Let `has_noted` know of an act, once the running transaction is committed."""
        self._to_note.add((act, case_id))

    def refuse_in_practice(self) -> None:
        """Refuse what would lead out of a practice vault, or something real into it.

        Raises:
            NotPermittedError: This is one ("practice").
        """
        if self.is_practice:
            raise NotPermittedError("practice")

    def close(self) -> None:
        """Lock: forget the keys, close the database, let go of the vault."""
        self.database.dispose()
        self.unlocked.wipe()
        if self._hold is not None:
            self._hold.release()


class _Passage:
    """One transaction inside the gate; made for every answer and key, so a plain class."""

    __slots__ = ("_acts", "_session", "_transaction", "_write")

    def __init__(self, session: Session, *, write: bool) -> None:
        self._session = session
        self._write = write

    def __enter__(self) -> Store:
        session, write = self._session, self._write
        session.gate.enter(write=write)
        try:
            closed = session.closed_cases()
            self._transaction = transaction(session.database, write=write, closed=closed)
            store = self._transaction.__enter__()
        except BaseException:
            session.gate.leave(write=write)
            raise
        if write:
            self._acts = session.begin_acts()
        return store

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._transaction.__exit__(kind, error, trace)
            if self._write and error is None:
                self._session.keep_acts(self._acts)
        finally:
            self._session.gate.leave(write=self._write)
