"""Waivers, slips, partners, papers and the register come back as they were stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake_app.domain.office import DisclosureState, PrintState
from intake_app.domain.slip import SlipState
from intake_app.store import waiver_codec
from tests.store.builders import (
    LATER,
    NOW,
    TODAY,
    a_disclosure,
    a_full_partner,
    a_full_slip,
    a_full_waiver,
    a_line,
    a_paper,
    a_partner,
    a_slip,
    a_station,
    a_waiver,
)


@pytest.mark.parametrize("build", [a_waiver, a_full_waiver])
def test_a_waiver_comes_back_as_it_was_stored(vault, case_id, build):
    waiver = build(case_id)
    with vault.write() as store:
        store.waivers.add(waiver)

    with vault.read() as store:
        assert store.waivers.get(waiver.id) == waiver
        assert store.waivers.of_case(case_id) == [waiver]


def test_a_saved_waiver_has_its_new_lines_in_their_order(vault, case_id):
    waiver = a_full_waiver(case_id)
    kept = replace(waiver.lines[1], decision=True)
    changed = replace(waiver, number="SE-26-00013-A", lines=(a_line(), kept, waiver.lines[0]))
    with vault.write() as store:
        store.waivers.add(waiver)
    with vault.write() as store:
        store.waivers.save(changed)

    with vault.read() as store:
        assert store.waivers.get(waiver.id) == changed


def test_a_waiver_is_found_by_its_number_however_it_is_typed(vault, case_id):
    waiver = a_full_waiver(case_id)
    with vault.write() as store:
        store.waivers.add(waiver)
        store.waivers.add(a_waiver(case_id))
        store.waivers.add(a_waiver(case_id))

    with vault.read() as store:
        for typed in ("SE-26-00012-P", "se2600012p", " SE 26 00012 P "):
            assert store.waivers.by_number(typed) == waiver
        assert store.waivers.by_number("SE-26-00012-Q") is None
        assert store.waivers.by_number("") is None


def test_waivers_that_end_soon_are_those_with_a_granted_line_that_does(vault, case_id):
    in_ten_days = TODAY + timedelta(days=10)
    ends = {"decision": True, "valid_until": in_ten_days}
    soon = a_waiver(case_id, lines=(a_line(**ends), a_line()))
    others = [
        a_waiver(case_id, lines=(a_line(decision=False, valid_until=in_ten_days),)),
        a_waiver(case_id, lines=(a_line(**ends, withdrawn_at=NOW),)),
        a_waiver(case_id, lines=(a_line(decision=True, valid_until=date(2027, 5, 12)),)),
        a_waiver(case_id, lines=(a_line(**ends),), void_at=NOW),
    ]
    with vault.write() as store:
        for waiver in (soon, *others):
            store.waivers.add(waiver)

    with vault.read() as store:
        assert store.waivers.ending(TODAY, in_ten_days) == [soon]
        assert store.waivers.ending(TODAY, in_ten_days - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (waiver_codec.read_explanation, '{"how": "read", "by": "AB"}'),
        (waiver_codec.read_explanation, "[]"),
        (
            waiver_codec.read_explanation,
            (
                '{"how":"sung","by":"","check":"answered","interpreter":"",'
                '"interpreter_confirmed":"none","witness":""}'
            ),
        ),
        (waiver_codec.read_signature, "{}"),
    ],
)
def test_a_signature_or_explanation_is_read_whole_or_not_at_all(read, text):
    with pytest.raises(ValueError, match=r"exactly|not a valid"):
        read(text)


@pytest.mark.parametrize("build", [a_slip, a_full_slip])
def test_a_slip_comes_back_with_stations_and_marks(vault, case_id, build):
    slip = build(case_id)
    with vault.write() as store:
        store.slips.add(slip)

    with vault.read() as store:
        assert store.slips.get(slip.id) == slip
        assert store.slips.of_case(case_id) == [slip]


def test_a_saved_slip_has_its_new_stations_and_marks(vault, case_id):
    slip = a_full_slip(case_id)
    first, second = slip.stations
    changed = replace(
        slip, stations=(second, a_station(seq=3), replace(first, mark=None)), state=SlipState.LOST
    )
    marked = replace(changed, stations=(replace(second, mark=first.mark),))
    with vault.write() as store:
        store.slips.add(slip)
    for wanted in (changed, marked):
        with vault.write() as store:
            store.slips.save(wanted)
        with vault.read() as store:
            assert store.slips.get(slip.id) == wanted


@pytest.mark.parametrize(
    "typed", ["7Q4M9-2KTX3", "7q4m92ktx3", "LZ1.7Q4M92KTX3", "LZ1.7Q4M92KTX3.03", " 7Q4M9 2KTX3 "]
)
def test_a_slip_is_found_by_its_number_as_printed_typed_or_scanned(vault, case_id, typed):
    slip = a_slip(case_id)
    with vault.write() as store:
        store.slips.add(slip)

    with vault.read() as store:
        assert store.slips.by_number(typed) == slip
        assert store.slips.by_number("7Q4M92KTX4") is None


def test_a_letter_taken_for_a_digit_still_finds_the_slip(vault, case_id):
    slip = a_slip(case_id, number="0A1B2C3D4E")
    with vault.write() as store:
        store.slips.add(slip)

    with vault.read() as store:
        assert store.slips.by_number("OAIB2C3D4E") == slip
        assert store.slips.by_number("oalb2c3d4e") == slip


def test_slips_under_way_are_those_that_people_carry_overdue_first(vault, case_id):
    late = a_slip(case_id, number="A" * 10, valid_until=TODAY - timedelta(days=3))
    fresh = a_slip(case_id, number="B" * 10)
    back = a_slip(case_id, number="C" * 10, state=SlipState.RETURNED)
    with vault.write() as store:
        for slip in (fresh, back, late):
            store.slips.add(slip)

    with vault.read() as store:
        assert store.slips.under_way() == [late, fresh]


@pytest.mark.parametrize("partner", [a_partner(), a_full_partner()])
def test_a_partner_comes_back_as_it_was_stored(vault, partner):
    with vault.write() as store:
        store.partners.add(partner)

    with vault.read() as store:
        assert store.partners.get(partner.id) == partner


def test_partners_come_by_kind_and_name_and_only_the_valid_ones_when_asked(vault):
    iq = a_partner(kind="P04", name="IQ", valid_from=TODAY)
    old = a_partner(name="Arge", valid_to=TODAY - timedelta(days=1))
    centre = a_partner(name="Jobcenter", valid_to=TODAY)
    with vault.write() as store:
        for partner in (iq, centre, old):
            store.partners.add(partner)

    with vault.read() as store:
        assert store.partners.all() == [old, centre, iq]
        assert store.partners.all(valid_on=TODAY) == [centre, iq]
        assert store.partners.all(valid_on=TODAY - timedelta(days=1)) == [old, centre]


def test_a_changed_partner_does_not_change_a_printed_line(vault, case_id):
    partner = a_partner()
    waiver = a_waiver(case_id, lines=(a_line(partner_id=partner.id),))
    with vault.write() as store:
        store.partners.add(partner)
        store.waivers.add(waiver)
    with vault.write() as store:
        store.partners.save(replace(partner, name="Umbenannt"))

    with vault.read() as store:
        assert store.waivers.get(waiver.id) == waiver
        assert store.partners.get(partner.id).name == "Umbenannt"


def test_the_bytes_of_a_paper_are_kept_only_when_given(vault, case_id):
    plain, signed = a_paper(case_id), a_paper(case_id, data=b"%PDF signed", made_at=LATER)
    with vault.write() as store:
        store.papers.add(plain)
        store.papers.add(signed)

    with vault.read() as store:
        assert store.papers.get(plain.id) == plain
        assert store.papers.get(signed.id) == signed
        assert store.papers.of_case(case_id) == [plain, replace(signed, data=None)]


def test_confirming_a_print_keeps_the_bytes_that_are_stored(vault, case_id):
    paper = a_paper(case_id, data=b"%PDF")
    with vault.write() as store:
        store.papers.add(paper)
    with vault.write() as store:
        listed = store.papers.of_case(case_id)[0]
        store.papers.save(replace(listed, state=PrintState.PRINTED))

    with vault.read() as store:
        assert store.papers.get(paper.id) == replace(paper, state=PrintState.PRINTED)


def test_every_paper_that_nobody_confirmed_is_asked_for(vault, case_id):
    first, last = a_paper(case_id), a_paper(case_id, made_at=LATER)
    blank = a_paper(None, made_at=LATER + timedelta(days=1))
    done = a_paper(case_id, made_at=LATER, state=PrintState.MISPRINT)
    with vault.write() as store:
        for paper in (last, first, blank, done):
            store.papers.add(paper)

    with vault.read() as store:
        assert store.papers.pending() == [first, last, blank]


def test_a_disclosure_stays_open_until_it_is_done(vault, case_id):
    begun = a_disclosure(case_id)
    done = replace(
        begun,
        state=DisclosureState.DONE,
        done_at=LATER,
        file_sha256="ef" * 32,
        file_bytes=5_000_000_000,
    )
    with vault.write() as store:
        store.disclosures.add(begun)
    with vault.read() as store:
        assert store.disclosures.begun() == [begun]
    with vault.write() as store:
        store.disclosures.save(done)

    with vault.read() as store:
        assert store.disclosures.begun() == []
        assert store.disclosures.get(begun.id) == done
        assert store.disclosures.of_case(case_id) == [done]
