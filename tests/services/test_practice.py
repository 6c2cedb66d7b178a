from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from intake_app.errors import NotPermittedError, WrongPassphraseError
from intake_app.services.practice import PracticeService
from intake_app.services.sample_talks import partner_id
from intake_app.services.services import services_for
from tests.conftest import CHEAP

NOW = datetime(2027, 3, 9, 10, 30, tzinfo=UTC)


@pytest.fixture
def practices(content, demo_folder, tmp_path):
    return PracticeService(content, lambda: NOW, CHEAP, demo_folder, tmp_path)


@pytest.fixture(scope="module")
def opened(content, demo_folder, tmp_path_factory):
    """One practice vault for the tests that only look at it: leading the talks takes long."""
    folder = tmp_path_factory.mktemp("practice")
    practice, session = PracticeService(content, lambda: NOW, CHEAP, demo_folder, folder).open()
    yield practice, services_for(session)
    session.close()
    practice.remove()


def _nurse(services):
    return services.cases.search("Al-Mithali")[0].case.id


def test_practice_shows_the_invented_people_as_if_they_had_come_these_days(opened):
    _practice, services = opened
    heads = services.cases.search("")
    assert len(heads) == 4
    assert all(NOW - timedelta(days=20) < head.case.created_at < NOW for head in heads)
    assert services.session.now() == NOW
    assert services.session.is_practice
    assert not services.today.load().backup_due


def test_every_page_printed_in_practice_says_so(opened):
    _practice, services = opened
    document = services.papers.summary(_nurse(services))
    pages = pypdfium2.PdfDocument(io.BytesIO(document.data))
    for page in pages:
        assert "ÜBUNG" in page.get_textpage().get_text_range().upper()
    pages.close()


def test_nothing_leaves_practice_and_nothing_real_comes_in(opened, tmp_path):
    _practice, services = opened
    case_id, receiver = _nurse(services), partner_id("jobcenter")
    for act in (
        lambda: services.handover.export_bundle(case_id, receiver, tmp_path),
        lambda: services.handover.export_pdf(case_id, receiver, tmp_path),
        lambda: services.handover.open(tmp_path / "any.age"),
        lambda: services.copies.make(tmp_path),
        lambda: services.office.change_passphrase("a", "b"),
        lambda: services.office.replace_recovery_key("a"),
    ):
        with pytest.raises(NotPermittedError) as refused:
            act()
        assert refused.value.rule == "practice"
    assert services.handover.of_case(case_id) == []
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_what_a_crash_left_is_removed_at_the_next_start_but_not_what_is_in_use(
    practices, new_vault, vaults, tmp_path
):
    crashed, session = practices.open()
    session.close()
    in_use = vaults.create(
        tmp_path / "intake-practice-abc" / "vault", new_vault, vaults.new_recovery_text()
    )
    mine = tmp_path / "something-else"
    mine.mkdir()
    assert practices.remove_leftovers() == 1
    assert not crashed.folder.exists()
    assert in_use.folder.path.exists()
    assert mine.exists()
    in_use.close()
    assert practices.remove_leftovers() == 1


def test_a_practice_vault_of_later_years_opens_with_its_words_and_is_gone_afterwards(
    content, demo_folder, tmp_path
):
    later = NOW.replace(year=2036)
    practice, session = PracticeService(
        content, lambda: later, CHEAP, demo_folder, tmp_path
    ).open()
    session.close()
    practice.vaults.unlock(practice.path, practice.passphrase).close()
    with pytest.raises(WrongPassphraseError):
        practice.vaults.unlock(practice.path, "other words than these")
    practice.remove()
    assert not practice.folder.exists()
