"""Whoever received what is deleted or restricted is told, by name, before the name is gone."""

from __future__ import annotations

import dataclasses

import pytest

from intake_app.domain.data_rights import NoticeReason, RestrictionGround
from intake_app.domain.office import PaperKind, Role
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.services.sample_talks import partner_id
from tests.services.test_access import text_of

JOBCENTER, IQ = partner_id("jobcenter"), partner_id("iq_network")


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


@pytest.fixture
def handed(services, nurse, tmp_path, clock):
    """The nurse, after the job centre received the profile on two days."""
    days = [clock().date()]
    services.handover.export_pdf(nurse.case_id, JOBCENTER, tmp_path)
    clock.forward(minutes=24 * 60)
    services.handover.export_pdf(nurse.case_id, JOBCENTER, tmp_path)
    days.append(clock().date())
    return nurse, tuple(days)


def test_who_received_something_is_listed_once_with_its_days(services, handed):
    nurse, days = handed

    (recipient,) = services.partner_notices.recipients(nurse.case_id)

    assert (recipient.partner_id, recipient.received_on) == (JOBCENTER, days)


def test_nobody_is_listed_while_nothing_left(services, nurse):
    assert services.partner_notices.recipients(nurse.case_id) == []
    with pytest.raises(NotFoundError):
        services.partner_notices.notice(nurse.case_id, JOBCENTER, NoticeReason.ERASURE)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (NoticeReason.ERASURE, "Wir löschen die Angaben bei uns (Art. 17 DSGVO)."),
        (NoticeReason.RESTRICTION, "Wir verarbeiten die Angaben vorerst nicht (Art. 18 DSGVO)."),
    ],
)
def test_the_notice_says_about_whom_when_and_what_happens(services, handed, reason, said):
    nurse, days = handed
    head = services.cases.head(nurse.case_id)

    document = services.partner_notices.notice(nurse.case_id, JOBCENTER, reason)

    text = text_of(document.data).replace("\u00a0", " ")
    assert said in text
    assert head.display_name in text
    assert all(f"{day:%d.%m.%Y}" in text for day in days)
    assert services.partners.get(JOBCENTER).full_name in text
    assert (document.kind, document.number) == (PaperKind.PARTNER_NOTICE, head.case.number)
    with pytest.raises(NotFoundError):
        services.partner_notices.notice(nurse.case_id, IQ, reason)


def test_of_a_restricted_case_only_who_may_see_it_tells_others(services, handed):
    nurse, _days = handed
    session = services.session
    services.requests.restrict(nurse.case_id, RestrictionGround.ACCURACY)

    with pytest.raises(NotPermittedError):
        services.partner_notices.recipients(nurse.case_id)

    session.advisor = dataclasses.replace(session.advisor, roles=frozenset({Role.PRIVACY}))
    session.reread_closed()
    notice = services.partner_notices.notice(nurse.case_id, JOBCENTER, NoticeReason.RESTRICTION)
    assert notice.data.startswith(b"%PDF")
