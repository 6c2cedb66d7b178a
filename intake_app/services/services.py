"""All services of one session, as the window gets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.services.access import AccessService
from intake_app.services.attachments import AttachmentService
from intake_app.services.bars import BarService
from intake_app.services.cases import CaseService
from intake_app.services.copies import CopyService
from intake_app.services.corrections import CorrectionService
from intake_app.services.family_slips import FamilySlipService
from intake_app.services.handover import HandoverService
from intake_app.services.interviews import InterviewService
from intake_app.services.journal import JournalService
from intake_app.services.keys import KeyService
from intake_app.services.lists import ListService
from intake_app.services.office import OfficeService
from intake_app.services.papers import PaperService
from intake_app.services.partner_notices import PartnerNoticeService
from intake_app.services.partners import PartnerService
from intake_app.services.people import PeopleService
from intake_app.services.remnants import RemnantService
from intake_app.services.request_letters import RequestLetterService
from intake_app.services.requests import RequestService
from intake_app.services.retention import RetentionService
from intake_app.services.routing import RoutingService
from intake_app.services.sketches import SketchService
from intake_app.services.statistics import StatisticsService
from intake_app.services.steps import StepService
from intake_app.services.today import TodayService
from intake_app.services.translations import TranslationService
from intake_app.services.waiver_drafts import WaiverDraftService
from intake_app.services.waivers import WaiverService

if TYPE_CHECKING:
    from intake_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What an advisor can do, by area."""

    session: Session
    today: TodayService
    cases: CaseService
    interviews: InterviewService
    steps: StepService
    waiver_drafts: WaiverDraftService
    waivers: WaiverService
    routing: RoutingService
    family_slips: FamilySlipService
    papers: PaperService
    handover: HandoverService
    partners: PartnerService
    sketches: SketchService
    office: OfficeService
    copies: CopyService
    keys: KeyService
    requests: RequestService
    retention: RetentionService
    journal: JournalService
    people: PeopleService
    bars: BarService
    access: AccessService
    request_letters: RequestLetterService
    corrections: CorrectionService
    partner_notices: PartnerNoticeService
    attachments: AttachmentService
    remnants: RemnantService
    lists: ListService
    translations: TranslationService
    statistics: StatisticsService


def services_for(session: Session) -> Services:
    """Return the services of an unlocked vault."""
    return Services(
        session=session,
        today=TodayService(session),
        cases=CaseService(session),
        interviews=InterviewService(session),
        steps=StepService(session),
        waiver_drafts=WaiverDraftService(session),
        waivers=WaiverService(session),
        routing=RoutingService(session),
        family_slips=FamilySlipService(session),
        papers=PaperService(session),
        handover=HandoverService(session),
        partners=PartnerService(session),
        sketches=SketchService(session),
        office=OfficeService(session),
        copies=CopyService(session),
        keys=KeyService(session.content, session.now, is_practice=session.is_practice),
        requests=RequestService(session),
        retention=RetentionService(session),
        journal=JournalService(session),
        people=PeopleService(session),
        bars=BarService(session),
        access=AccessService(session),
        request_letters=RequestLetterService(session),
        corrections=CorrectionService(session),
        partner_notices=PartnerNoticeService(session),
        attachments=AttachmentService(session),
        remnants=RemnantService(session),
        lists=ListService(session),
        translations=TranslationService(session),
        statistics=StatisticsService(session),
    )
