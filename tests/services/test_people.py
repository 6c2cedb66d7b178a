"""People come, change, pause and go, in a vault on disk with real keys."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest

from intake_app import errors
from intake_app.domain.answers import Answer
from intake_app.domain.office import AdvisorState, Role
from intake_app.services.services import services_for
from intake_app.vault.passphrase import word_list
from tests.conftest import PASSPHRASE

OWN = "ein eigener langer satz mit bäumen"
OTHER = "noch ein anderer langer satz mit seen"


def never_stop(_part):
    return True


@pytest.fixture
def people(services):
    return services.people


@pytest.fixture
def petra(people):
    return people.add("Petra Muster", "PM", {Role.ADVISOR})


@pytest.fixture
def opened(services, vaults, vault_path):
    """Return what closes the present session and opens the vault for somebody else."""

    @contextmanager
    def open_as(passphrase, slot_id=None):
        services.session.close()
        session = vaults.unlock(vault_path, passphrase, slot_id)
        try:
            yield services_for(session)
        finally:
            session.close()

    return open_as


def acts(services, word):
    with services.session.read() as store:
        return [
            (entry.by, entry.act, entry.object_id)
            for entry in store.journal.entries()
            if word in entry.act
        ]


# Coming.


def test_somebody_new_gets_six_words_and_chooses_an_own_passphrase_first(petra, opened):
    words = petra.passphrase.split()
    assert len(words) == 6
    assert set(words) <= set(word_list("de"))

    with opened(petra.passphrase) as new:
        assert new.session.advisor.initials == "PM"
        with pytest.raises(errors.NotPermittedError):
            new.cases.search("")
        new.office.change_passphrase(petra.passphrase, OWN)
        assert new.cases.search("") == []

    with opened(OWN) as again:
        assert not again.session.advisor.must_change
        assert again.cases.search("") == []
    with pytest.raises(errors.WrongPassphraseError), opened(petra.passphrase):
        pass


def test_two_people_work_in_one_vault_under_their_own_initials(services, petra, opened):
    first = services.cases.create()

    with opened(petra.passphrase) as new:
        new.office.change_passphrase(petra.passphrase, OWN)
        second = new.cases.create()
        assert new.cases.head(first).case.created_by == "MB"
        assert new.cases.head(second).case.created_by == "PM"


@pytest.mark.parametrize(
    ("name", "initials", "roles", "code", "detail"),
    [
        ("", "XY", {Role.ADVISOR}, "required", "name"),
        ("Xenia", "XY", set(), "required", "role"),
        ("Xenia", "  ", {Role.ADVISOR}, "required", ""),
        ("Xenia", "mb", {Role.ADVISOR}, "initials_taken", ""),
        ("Xenia", "X" * 13, {Role.ADVISOR}, "too_long", "12"),
    ],
)
def test_what_is_missing_or_taken_is_refused_and_nobody_is_added(
    people, name, initials, roles, code, detail
):
    with pytest.raises(errors.InputError) as refused:
        people.add(name, initials, roles)

    assert (refused.value.code, refused.value.detail) == (code, detail)
    assert [advisor.initials for advisor in people.all()] == ["MB"]


def test_an_advisor_whose_record_a_crash_swallowed_is_listed_without_rights(services, opened):
    session = services.session
    session.folder.add_advisor(session.unlocked, "QX", OTHER)

    with opened(PASSPHRASE) as again:
        (lost,) = [one for one in again.people.all() if one.initials == "QX"]
        assert lost.must_change
        assert lost.roles == frozenset()
        assert acts(again, "advisor.added") == [("MB", "advisor.added", "QX")]


# Changing.


def test_roles_and_name_change_and_the_journal_says_who_did_it(services, people, petra):
    changed = replace(
        petra.advisor, name="Petra Neu", initials="PN", roles=frozenset({Role.HEAD, Role.ADVISOR})
    )

    people.save(changed)

    (stored,) = [one for one in people.all() if one.slot_id == changed.slot_id]
    assert (stored.name, stored.initials) == ("Petra Neu", "PN")
    assert stored.roles == {Role.HEAD, Role.ADVISOR}
    assert stored.must_change, "only an own passphrase changes that"
    assert [slot.initials for slot in services.session.folder.slots()] == ["MB", "PN"]
    assert acts(services, "advisor.changed") == [("MB", "advisor.changed", "PN")]


def test_an_own_role_that_is_given_away_is_missed_at_once(services, people, petra):
    people.save(replace(petra.advisor, roles=frozenset({Role.ADMIN})))

    people.save(replace(services.session.advisor, roles=frozenset({Role.ADVISOR})))

    with pytest.raises(errors.NotPermittedError):
        people.all()


@pytest.mark.parametrize(
    "give_up",
    [
        lambda people, own: people.save(replace(own, roles=frozenset({Role.ADVISOR}))),
        lambda people, own: people.suspend(own.slot_id),
        lambda people, own: people.remove(own.slot_id, never_stop),
    ],
    ids=["role", "suspend", "remove"],
)
def test_the_last_administrator_stays_one(services, people, petra, give_up):
    own = services.session.advisor
    people.save(replace(petra.advisor, roles=frozenset({Role.ADMIN})))
    people.save(replace(own, roles=frozenset({Role.ADMIN})))
    people.save(replace(petra.advisor, roles=frozenset({Role.ADVISOR})))

    with pytest.raises(errors.NotPermittedError) as refused:
        give_up(people, own)

    assert refused.value.rule in {"last_admin", "own_slot"}
    assert Role.ADMIN in services.session.advisor.roles


# Pausing.


def test_a_suspended_advisor_is_told_so_after_the_right_passphrase_only(people, petra, opened):
    people.suspend(petra.advisor.slot_id)

    for _ in range(2):
        with pytest.raises(errors.NotPermittedError) as refused, opened(petra.passphrase):
            pass
        assert refused.value.rule == "suspended"
    with pytest.raises(errors.WrongPassphraseError), opened("falsch", petra.advisor.slot_id):
        pass

    with opened(PASSPHRASE) as again:
        assert acts(again, "vault.refused") == [("PM", "vault.refused", "")] * 2
        again.people.resume(petra.advisor.slot_id)
    with opened(petra.passphrase) as back:
        assert back.session.advisor.state is AdvisorState.ACTIVE


def test_a_forgotten_passphrase_is_replaced_by_six_words_from_the_administration(
    people, petra, opened
):
    again = people.new_passphrase(petra.advisor.slot_id)

    assert again.passphrase != petra.passphrase
    with pytest.raises(errors.WrongPassphraseError), opened(petra.passphrase):
        pass
    with opened(again.passphrase) as back:
        assert back.session.advisor.must_change
        back.office.change_passphrase(again.passphrase, OWN)
    with opened(PASSPHRASE) as admin:
        assert ("MB", "advisor.passphrase_reset", "PM") in acts(admin, "passphrase_reset")


# Going.


def test_whoever_is_removed_is_out_and_everything_is_still_there(services, people, petra, opened):
    interview = services.interviews.begin(services.cases.create(), "ar")
    services.interviews.answer(interview, "addr.town", Answer(value="Erfundenstadt"))
    before = services.session.folder.database_path.read_bytes()
    parts = []

    people.remove(petra.advisor.slot_id, lambda part: parts.append(part) or True)

    # The session goes on under the new key.
    services.interviews.answer(interview, "addr.street", Answer(value="Beispielweg 1"))
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    after = services.session.folder.database_path.read_bytes()
    assert before[:16] != after[:16], "the file has another salt, so every page another cipher"
    with pytest.raises(errors.WrongPassphraseError), opened(petra.passphrase):
        pass
    with opened(PASSPHRASE) as again:
        reading = again.interviews.sheet(interview.id).reading
        assert reading.value("addr.town") == "Erfundenstadt"
        assert reading.value("addr.street") == "Beispielweg 1"
        (gone,) = [one for one in again.people.all() if one.initials == "PM"]
        assert gone.state is AdvisorState.REMOVED
        assert gone.name == "Petra Muster", "records carry the initials, so the name stays"
        assert [act for _by, act, _of in acts(again, "remov")] == [
            "advisor.removed",
            "advisor.removal_begun",
        ]
        assert [slot.initials for slot in again.session.folder.slots()] == ["MB"]


def test_the_recovery_sheet_opens_the_vault_after_a_removal(
    vaults, vault_path, new_vault, tmp_path
):
    sheet = vaults.new_recovery_text()
    services = services_for(vaults.create(vault_path, new_vault, sheet))
    petra = services.people.add("Petra Muster", "PM", {Role.ADVISOR})
    services.people.remove(petra.advisor.slot_id, never_stop)
    own = services.session.advisor.slot_id
    services.session.close()

    vaults.recover(vault_path, sheet, own, OWN).close()
    vaults.unlock(vault_path, OWN).close()


def test_initials_of_somebody_who_is_gone_are_not_given_again(people, petra):
    people.remove(petra.advisor.slot_id, never_stop)

    with pytest.raises(errors.InputError) as refused:
        people.add("Paul Muster", "PM", {Role.ADVISOR})

    assert refused.value.code == "initials_taken"
    with pytest.raises(errors.NotPermittedError):
        people.resume(petra.advisor.slot_id)


@pytest.mark.parametrize("stop_at", [0.0, 0.4, 0.74, 0.99])
def test_a_removal_can_be_called_off_until_the_exchange(services, people, petra, opened, stop_at):
    case_id = services.cases.create()
    with pytest.raises(errors.KeyChangeError) as stopped:
        people.remove(petra.advisor.slot_id, lambda part: part < stop_at)

    assert stopped.value.reason == "cancelled"
    assert services.cases.head(case_id)
    services.cases.create()
    folder = services.session.folder
    assert not folder.removal_pending
    assert sorted(path.name for path in folder.path.glob("*.next*")) == []
    assert people.unfinished() is None
    with opened(petra.passphrase) as still:
        assert still.session.advisor.initials == "PM"


def test_reading_goes_on_while_the_key_changes_and_writing_says_why_not(services, people, petra):
    case_id = services.cases.create()
    said = []

    def meanwhile(part):
        # Before that the safety copy is made, beside which everybody goes on.
        if part >= 0.4 and not said:
            assert services.cases.head(case_id).case.id == case_id
            with pytest.raises(errors.NotPermittedError) as refused:
                services.cases.create()
            said.append(refused.value.rule)
        return True

    people.remove(petra.advisor.slot_id, meanwhile)

    assert said == ["key_change"]
    assert services.cases.create()


def test_while_something_holds_the_database_the_key_stays(services, people, petra):
    with services.session.database.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM cases")
        with pytest.raises(errors.KeyChangeError) as refused:
            people.remove(petra.advisor.slot_id, never_stop)

    assert refused.value.reason == "busy"
    assert not services.session.folder.removal_pending
    people.remove(petra.advisor.slot_id, never_stop)


def test_a_new_key_while_everybody_stays(services, people, petra, opened):
    before = bytes(services.session.folder.database_key(services.session.unlocked))

    people.renew_key(never_stop)

    assert bytes(services.session.folder.database_key(services.session.unlocked)) != before
    assert acts(services, "key_renewed") == [("MB", "vault.key_renewed", "")]
    with opened(petra.passphrase) as new:
        assert new.session.advisor.initials == "PM"
    with opened(PASSPHRASE) as again:
        assert again.people.all()


def test_an_old_copy_opens_as_it_did_and_holds_nothing_new(
    services, people, petra, opened, vaults, tmp_path
):
    copy = services.copies.make(tmp_path).folder
    people.remove(petra.advisor.slot_id, never_stop)
    services.session.close()

    old = vaults.unlock(copy, petra.passphrase)
    assert old.advisor.initials == "PM"
    old.close()
