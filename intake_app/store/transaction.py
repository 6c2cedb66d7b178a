"""The unit of work: one transaction per use case."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from intake_app.store.answers import AnswerRepository
from intake_app.store.attachments import AttachmentRepository
from intake_app.store.bars import BarRepository
from intake_app.store.cases import CaseRepository
from intake_app.store.copies import CopyRepository
from intake_app.store.erasing import ErasingRepository
from intake_app.store.failures import DRIVER_ERRORS, explain
from intake_app.store.interviews import DraftRepository, InterviewRepository
from intake_app.store.journal import JournalRepository
from intake_app.store.office import OfficeRepository, WordingRepository
from intake_app.store.office_content import OwnListRepository, TranslationRepository
from intake_app.store.papers import DisclosureRepository, PaperRepository
from intake_app.store.partners import PartnerRepository
from intake_app.store.repository import Repository, Work
from intake_app.store.rights import (
    DataRequestRepository,
    DisputeRepository,
    ErasureRepository,
    HoldRepository,
)
from intake_app.store.search import SearchRepository
from intake_app.store.slips import SlipRepository
from intake_app.store.statistics import StatisticsRepository
from intake_app.store.waivers import WaiverRepository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from sqlalchemy import Engine

    from intake_app.domain.codes import CaseId

NOTHING_CLOSED: Final[Mapping[CaseId, str]] = MappingProxyType({})

_Area = TypeVar("_Area", bound=Repository)


class _Made(Generic[_Area]):
    """A repository that is made when a use case first asks for it; most use two or three."""

    def __init__(self, kind: Callable[[Work], _Area]) -> None:
        self._kind = kind
        self._name = ""

    def __set_name__(self, owner: type[Store], name: str) -> None:
        self._name = name

    def __get__(self, store: Store, owner: type[Store]) -> _Area:
        # Found in the instance from now on, before the class is asked.
        made = vars(store)[self._name] = self._kind(store.work)
        return made


class Store:
    """What can be read and written inside one transaction."""

    cases = _Made(CaseRepository)
    bars = _Made(BarRepository)
    interviews = _Made(InterviewRepository)
    answers = _Made(AnswerRepository)
    drafts = _Made(DraftRepository)
    waivers = _Made(WaiverRepository)
    slips = _Made(SlipRepository)
    partners = _Made(PartnerRepository)
    papers = _Made(PaperRepository)
    disclosures = _Made(DisclosureRepository)
    journal = _Made(JournalRepository)
    copies = _Made(CopyRepository)
    office = _Made(OfficeRepository)
    search = _Made(SearchRepository)
    wordings = _Made(WordingRepository)
    requests = _Made(DataRequestRepository)
    holds = _Made(HoldRepository)
    disputes = _Made(DisputeRepository)
    erasures = _Made(ErasureRepository)
    erasing = _Made(ErasingRepository)
    attachments = _Made(AttachmentRepository)
    own_lists = _Made(OwnListRepository)
    translations = _Made(TranslationRepository)
    statistics = _Made(StatisticsRepository)

    def __init__(self, work: Work) -> None:
        self.work = work


def transaction(
    engine: Engine, *, write: bool = True, closed: Mapping[CaseId, str] = NOTHING_CLOSED
) -> Transaction:
    """Open a transaction: committed when the block ends, undone when it raises.

    Every use case opens its own, in the thread in which it runs; nothing that comes out of
    a `Store` keeps a connection to the database.

    Args:
        engine: From `open_engine`.
        write: Whether the block writes; writers wait for one another, readers never wait.
        closed: Cases that must be neither read nor changed, with the rule that says so; every
            repository refuses them, so that no use case can forget to ask.

    Raises:
        NotPermittedError: The block touched a case that is closed.
        StoreDamagedError: The file gave back what it was not given.
        StorageError: There is no room left, or the medium refuses to write.
        VaultInUseError: Another program kept the file busy for five seconds.
        VaultMissingError: The file can no longer be opened.
    """
    return Transaction(engine, "BEGIN IMMEDIATE" if write else "BEGIN", closed)


class Transaction:
    """What `transaction` returns, for one `with`; made for every answer, so a plain class."""

    __slots__ = ("_begin", "_closed", "_engine", "_work")

    def __init__(self, engine: Engine, begin: str, closed: Mapping[CaseId, str]) -> None:
        self._engine = engine
        self._begin = begin
        self._closed = closed

    def __enter__(self) -> Store:
        try:
            self._work = Work(self._engine, self._closed)
            try:
                self._work.driver.execute(self._begin)
            except BaseException:
                self._work.close()
                raise
        except DRIVER_ERRORS as error:
            explain(error)
        return Store(self._work)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            try:
                if error is None:
                    self._work.driver.commit()
            finally:
                self._work.close()
        except DRIVER_ERRORS as failed:
            explain(failed)
        if isinstance(error, DRIVER_ERRORS):
            explain(error)
