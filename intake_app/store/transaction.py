"""The unit of work: one transaction per use case."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from intake_app.store.answers import AnswerRepository
from intake_app.store.attachments import AttachmentRepository
from intake_app.store.cases import CaseRepository
from intake_app.store.engine import BEGIN_OPTION
from intake_app.store.erasing import ErasingRepository
from intake_app.store.failures import explained
from intake_app.store.interviews import DraftRepository, InterviewRepository
from intake_app.store.journal import JournalRepository
from intake_app.store.office import OfficeRepository, WordingRepository
from intake_app.store.papers import DisclosureRepository, PaperRepository
from intake_app.store.partners import PartnerRepository
from intake_app.store.repository import Work
from intake_app.store.rights import (
    DataRequestRepository,
    DisputeRepository,
    ErasureRepository,
    HoldRepository,
)
from intake_app.store.search import SearchRepository
from intake_app.store.slips import SlipRepository
from intake_app.store.waivers import WaiverRepository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Engine

    from intake_app.domain.codes import CaseId

NOTHING_CLOSED: Final[Mapping[CaseId, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Store:
    """What can be read and written inside one transaction."""

    cases: CaseRepository
    interviews: InterviewRepository
    answers: AnswerRepository
    drafts: DraftRepository
    waivers: WaiverRepository
    slips: SlipRepository
    partners: PartnerRepository
    papers: PaperRepository
    disclosures: DisclosureRepository
    journal: JournalRepository
    office: OfficeRepository
    search: SearchRepository
    wordings: WordingRepository
    requests: DataRequestRepository
    holds: HoldRepository
    disputes: DisputeRepository
    erasures: ErasureRepository
    erasing: ErasingRepository
    attachments: AttachmentRepository


@contextmanager
def transaction(
    engine: Engine, *, write: bool = True, closed: Mapping[CaseId, str] = NOTHING_CLOSED
) -> Iterator[Store]:
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
        StorageFullError: There is no room left, or the medium refuses to write.
        VaultInUseError: Another program kept the file busy for five seconds.
        VaultMissingError: The file can no longer be opened.
    """
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"
    with explained(), engine.connect() as connection:
        connection.execution_options(**{BEGIN_OPTION: begin})
        with connection.begin():
            yield _store(Work(connection, closed))


def _store(work: Work) -> Store:
    return Store(
        cases=CaseRepository(work),
        interviews=InterviewRepository(work),
        answers=AnswerRepository(work),
        drafts=DraftRepository(work),
        waivers=WaiverRepository(work),
        slips=SlipRepository(work),
        partners=PartnerRepository(work),
        papers=PaperRepository(work),
        disclosures=DisclosureRepository(work),
        journal=JournalRepository(work),
        office=OfficeRepository(work),
        search=SearchRepository(work),
        wordings=WordingRepository(work),
        requests=DataRequestRepository(work),
        holds=HoldRepository(work),
        disputes=DisputeRepository(work),
        erasures=ErasureRepository(work),
        erasing=ErasingRepository(work),
        attachments=AttachmentRepository(work),
    )
