"""Scans: only real ones, only with reason, day and consent, only in the vault, and then gone."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from intake_app.domain.data_rights import (
    IdentityCheck,
    Outcome,
    RequestKind,
    RestrictionGround,
)
from intake_app.errors import InputError, NotFoundError, NotPermittedError
from tests.store.raw_pages import holding

MARKER = "Zzscanmarker"


def an_image(kind, size=(60, 80)):
    stream = BytesIO()
    Image.new("L", size, 200).save(stream, kind)
    return stream.getvalue()


def a_pdf(pages=1, **saving):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.docinfo["/Title"] = MARKER
    stream = BytesIO()
    pdf.save(stream, **saving)
    return stream.getvalue()


@pytest.fixture
def case_id(services):
    return services.cases.create()


@pytest.fixture
def add(services, case_id):
    def with_data(data, **changed):
        given = {
            "document": "DOC-A06",
            "reason": "für die Anerkennung",
            "delete_on": services.session.today() + timedelta(days=30),
            "consented": True,
        }
        return services.attachments.add(case_id, data, **{**given, **changed})

    return with_data


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (a_pdf(), "application/pdf"),
        (an_image("PNG"), "image/png"),
        (an_image("JPEG"), "image/jpeg"),
    ],
)
def test_a_scan_is_known_by_its_content_and_comes_back_as_it_was(
    services, case_id, add, data, media_type
):
    added = add(data)

    (listed,) = services.attachments.of_case(case_id)
    assert (listed.media_type, listed.size, listed.data) == (media_type, len(data), None)
    assert services.attachments.open(added.id).data == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "scan_kind"),
        (b"MZ\x90\x00 a program that calls itself zeugnis.pdf", "scan_kind"),
        (b"<html><script>", "scan_kind"),
        (b"GIF89a" + bytes(50), "scan_kind"),
        (b"%PDF-1.7 and no more", "scan_damaged"),
        (b"%PDF-1.7\n%%EOF", "scan_damaged"),
        (a_pdf()[:-40], "scan_damaged"),
        (an_image("PNG")[:-5], "scan_damaged"),
        (an_image("JPEG")[:-5], "scan_damaged"),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9", "scan_damaged"),
        (an_image("PNG", (12_001, 1)), "scan_large"),
        (a_pdf(pages=31), "scan_large"),
        (b"%PDF-" + bytes(10 * 1024 * 1024), "scan_large"),
        (a_pdf(encryption=pikepdf.Encryption(user="x", owner="y")), "scan_damaged"),
    ],
)
def test_what_is_no_scan_is_refused_and_nothing_is_kept(services, case_id, add, data, code):
    with pytest.raises(InputError) as caught:
        add(data)

    assert caught.value.code == code
    assert services.attachments.of_case(case_id) == []


@pytest.mark.parametrize(
    ("changed", "error", "rule"),
    [
        ({"document": "DOC-A01"}, NotPermittedError, "scan_never"),
        ({"document": "DOC-A02"}, NotPermittedError, "scan_never"),
        ({"reason": "  "}, NotPermittedError, "reason_needed"),
        ({"consented": False}, NotPermittedError, "scan_consent"),
    ],
)
def test_a_scan_needs_a_reason_and_a_consent_and_is_never_a_passport(add, changed, error, rule):
    with pytest.raises(error, match=rule):
        add(a_pdf(), **changed)


@pytest.mark.parametrize("days", [-1, 0, 190])
def test_the_day_of_deletion_lies_within_six_months(services, add, days):
    with pytest.raises(InputError, match="scan_day"):
        add(a_pdf(), delete_on=services.session.today() + timedelta(days=days))


def test_a_file_is_read_within_bounds_and_left_where_it_is(services, tmp_path):
    file = tmp_path / "scan.pdf"
    file.write_bytes(a_pdf())
    large = tmp_path / "large.pdf"
    with large.open("wb") as stream:
        stream.truncate(10 * 1024 * 1024 + 1)

    assert services.attachments.read_file(file) == file.read_bytes()
    for path, code in ((large, "scan_large"), (tmp_path / "none.pdf", "scan_unread"),
                       (tmp_path, "scan_unread")):  # fmt: skip
        with pytest.raises(InputError, match=code):
            services.attachments.read_file(path)


def test_on_its_day_a_scan_is_gone_from_every_page(services, case_id, add, clock):
    added = add(a_pdf(), reason=f"{MARKER} reason")
    add(an_image("PNG"), delete_on=services.session.today() + timedelta(days=60))
    session = services.session
    key = bytes(session.folder.database_key(session.unlocked))
    assert holding(session.folder.database_path, key, (MARKER,))
    clock.move_to(session.today() + timedelta(days=29), "09:00")
    assert services.attachments.delete_due() == 0

    clock.move_to(session.today() + timedelta(days=1), "09:00")

    assert services.attachments.delete_due() == 1
    assert holding(session.folder.database_path, key, (MARKER,)) == {}
    with pytest.raises(NotFoundError):
        services.attachments.open(added.id)
    assert len(services.attachments.of_case(case_id)) == 1


def test_a_scan_whose_consent_is_taken_back_goes_at_once(services, case_id, add):
    added = add(a_pdf())

    services.attachments.remove(added.id)

    assert services.attachments.of_case(case_id) == []


def test_a_scan_stays_while_the_person_waits_for_an_answer(services, case_id, add, clock):
    add(a_pdf())
    number = services.cases.head(case_id).case.number
    request = services.requests.register(
        RequestKind.ACCESS, case_number=number, identity=IdentityCheck.KNOWN
    )
    clock.move_to(services.session.today() + timedelta(days=40), "09:00")
    assert services.attachments.delete_due() == 0

    services.requests.answer(request.id, Outcome.GRANTED)

    assert services.attachments.delete_due() == 1


def test_a_restricted_case_keeps_its_scans_unseen(services, case_id, add, clock):
    added = add(a_pdf())
    services.requests.restrict(case_id, RestrictionGround.CLAIMS)
    clock.move_to(services.session.today() + timedelta(days=40), "09:00")

    assert services.attachments.delete_due() == 0
    with pytest.raises(NotPermittedError, match="case_restricted"):
        services.attachments.open(added.id)
