"""The office: settings, people, keys, flags, numbers of blank forms, wordings."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from intake_app.domain.keys import OwnKeys
from intake_app.domain.office import Advisor, Office, Role
from intake_app.errors import FormChangedError, NotFoundError
from intake_app.store.index import IndexRow
from intake_app.store.types import canonical_json
from tests.store.builders import NOW, TODAY

FULL = Office(
    name="Zentralstelle",
    carrier="Landkreis Helmstedt",
    street="Südertor 6",
    zip_code="38350",
    town="Helmstedt",
    phone="+49 5351 121-0",
    email="stelle@example.org",
    data_protection_contact="Frau Muster",
    supervisory_authority="LfD, Hannover",
    case_prefix="WF",
    retention_months=18,
    lock_minutes=3,
    lock_minutes_talk=20,
    require_released=True,
    pad_signature=True,
    texts_released_by="Herr Beispiel",
    texts_released_on=TODAY,
    slip_days=30,
)


def test_a_new_vault_has_an_empty_office(vault):
    with vault.read() as store:
        assert store.office.load() == Office()
        assert store.office.advisors() == []
        assert store.office.generation() == 0
        with pytest.raises(NotFoundError):
            store.office.own_keys()


@pytest.mark.parametrize("office", [FULL, Office(name="Anlaufstelle")])
def test_the_settings_come_back_as_they_were_saved(vault, office):
    with vault.write() as store:
        store.office.save(FULL)
        store.office.save(office)

    with vault.read() as store:
        assert store.office.load() == office


def test_a_setting_of_a_later_program_is_not_silently_dropped(vault):
    with vault.write() as store:
        store.office.save(FULL)
    vault.sql("UPDATE records SET content = '{\"colour\": 1}' WHERE name = 'office'")

    with pytest.raises(ValueError, match="does not know"), vault.read() as store:
        store.office.load()


def test_advisors_are_found_by_their_key_slot(vault):
    admin = Advisor(
        slot_id="s1", initials="CD", name="Chris", roles=frozenset({Role.ADMIN, Role.ADVISOR})
    )
    other = Advisor(slot_id="s2", initials="AB", name="Amina", roles=frozenset())
    with vault.write() as store:
        store.office.save_advisor(admin)
        store.office.save_advisor(other)

    with vault.read() as store:
        assert store.office.advisor("s1") == admin
        assert store.office.advisors() == [other, admin]
        with pytest.raises(NotFoundError):
            store.office.advisor("s3")


def test_the_own_keys_come_back_and_never_show_in_a_log(vault):
    keys = OwnKeys(
        age_identity="AGE-SECRET-KEY-1X",
        age_recipient="age1x",
        signing_key="c2VjcmV0",
        verify_key="cHVibGlj",
    )
    with vault.write() as store:
        store.office.save_own_keys(keys)

    with vault.read() as store:
        assert store.office.own_keys() == keys
    assert "SECRET" not in repr(keys)
    assert "c2VjcmV0" not in repr(keys)


def test_generation_and_flags_are_remembered(vault):
    with vault.write() as store:
        store.office.set_generation(3)
        store.office.set_generation(4)
        store.office.set_flag("printer.told", "yes")

    with vault.read() as store:
        assert store.office.generation() == 4
        assert store.office.flag("printer.told") == "yes"
        assert store.office.flag("never.set") == ""


def test_the_number_of_a_blank_form_is_used_once(vault):
    with vault.write() as store:
        store.office.add_blank_numbers(["SE-26-00002-A", "SE-26-00001-B"])
    with vault.read() as store:
        assert store.office.blank_numbers() == ["SE-26-00001-B", "SE-26-00002-A"]

    with vault.write() as store:
        assert store.office.take_blank_number("SE-26-00001-B")
        assert not store.office.take_blank_number("SE-26-00001-B")
        assert not store.office.take_blank_number("SE-26-00009-C")
    with vault.read() as store:
        assert store.office.blank_numbers() == ["SE-26-00002-A"]


def test_the_wording_of_a_used_form_version_is_kept_and_cannot_change(vault):
    wording = canonical_json({"title": "Kompetenzen", "questions": ["ä", "ب"]})
    with vault.write() as store:
        store.wordings.keep("competence", "2026-1", wording)
        store.wordings.keep("competence", "2026-1", wording)
        store.wordings.keep("competence", "2026-2", "{}")

    with vault.read() as store:
        assert store.wordings.get("competence", "2026-1") == wording
        with pytest.raises(NotFoundError):
            store.wordings.get("waiver", "2026-1")
    with pytest.raises(FormChangedError), vault.write() as store:
        store.wordings.keep("competence", "2026-1", "{}")


def test_canonical_json_is_the_same_for_equal_content():
    assert canonical_json({"b": 1, "a": ["ü"]}) == '{"a":["ü"],"b":1}'
    assert canonical_json({"a": ("ü",), "b": 1}) == '{"a":["ü"],"b":1}'
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"a": float("nan")})


def test_moments_are_stored_in_utc(vault, case_id):
    in_berlin = NOW.astimezone(timezone(timedelta(hours=2)))
    with vault.write() as store:
        store.journal.write(in_berlin, "AB", "case.opened", case_id)

    assert vault.sql("SELECT at FROM journal") == [("2026-05-12 09:30:15.250000",)]


@pytest.mark.parametrize(
    "places", [(), ("",), ("a", "b"), ('","', '"'), ("\\", "[]"), ("\n", "ب"), ('["x"]',)]
)
def test_lists_of_texts_come_back_whatever_signs_they_hold(vault, case_id, places):
    with vault.write() as store:
        store.cases.save_index(case_id, IndexRow(other_names=places))

    with vault.read() as store:
        assert store.cases.index_row(case_id).other_names == places
        assert store.cases.head(case_id).other_names == places
