"""Every public method of every service asks who is calling, before it does anything."""

from __future__ import annotations

import dataclasses
import hashlib
import inspect

import pytest

from intake_app.domain.office import AdvisorState, Role
from intake_app.domain.roles import RIGHTS_OF_ROLE, Right, has_administrator, rights_of, roles_with
from intake_app.errors import NotPermittedError
from intake_app.services.permissions import declared
from intake_app.services.services import Services


def public_methods(service):
    """Return the functions a window can call, by name; properties by what computes them."""
    found = {}
    for name in dir(type(service)):
        member = inspect.getattr_static(type(service), name)
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            found[name] = member.fget
        elif inspect.isfunction(member):
            found[name] = member
    return found


def all_methods(services):
    """Return every (area, name, function) of every service in the list of services."""
    return [
        (field.name, name, function)
        for field in dataclasses.fields(Services)
        if field.name != "session"
        for name, function in public_methods(getattr(services, field.name)).items()
    ]


def with_roles(services, *roles):
    """Let somebody with other roles be at work."""
    services.session.advisor = dataclasses.replace(
        services.session.advisor, roles=frozenset(roles)
    )
    return services


def call(services, area, name):
    """Call a method with arguments that mean nothing: the right is asked for first."""
    service = getattr(services, area)
    if isinstance(inspect.getattr_static(type(service), name), property):
        return getattr(service, name)
    method = getattr(service, name)
    needed = {
        parameter.name: None
        for parameter in inspect.signature(method).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind in {parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY}
    }
    return method(**needed)


def written(folder):
    """Return what lies in the vault, the write-ahead log included."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name.startswith("store.") and not path.name.endswith((".lock", "-shm"))
    }


def test_every_public_method_of_every_service_declares_the_right_it_needs(services):
    silent = [
        f"{area}.{name}"
        for area, name, function in all_methods(services)
        if declared(function) is None
    ]

    assert silent == []


def test_the_list_of_services_is_not_empty_and_every_right_is_one_that_some_role_has(services):
    asked = [declared(function) for _area, _name, function in all_methods(services)]

    assert len(asked) > 80
    held = frozenset({Right.SIGN_IN}).union(*RIGHTS_OF_ROLE.values())
    assert frozenset().union(*asked) <= held


@pytest.mark.parametrize("role", [*Role, None])
def test_a_role_without_the_right_is_refused_everywhere_and_nothing_is_written(services, role):
    roles = () if role is None else (role,)
    with_roles(services, *roles)
    held = rights_of(services.session.advisor)
    folder = services.session.folder.path
    before = written(folder)

    for area, name, function in all_methods(services):
        asked = declared(function)
        if not asked or asked & held:
            continue
        with pytest.raises(NotPermittedError) as refused:
            call(services, area, name)
        assert refused.value.rule == "role", f"{area}.{name}"

    assert written(folder) == before


def test_only_who_counsels_reads_a_case(services):
    case_id = services.cases.create()

    for role in set(Role) - {Role.ADVISOR}:
        with_roles(services, role)
        for read in (services.cases.head, services.waivers.of_case, services.papers.of_case):
            with pytest.raises(NotPermittedError):
                read(case_id)
        with pytest.raises(NotPermittedError):
            services.today.load()

    with_roles(services, Role.ADVISOR, Role.PRIVACY)
    assert services.cases.head(case_id).case.id == case_id


def test_people_are_looked_after_by_the_administration_only_and_the_journal_by_two():
    assert roles_with(Right.PEOPLE) == (Role.ADMIN,)
    assert roles_with(Right.JOURNAL) == (Role.HEAD, Role.PRIVACY)
    assert roles_with(Right.COUNSEL) == (Role.ADVISOR,)
    assert RIGHTS_OF_ROLE[Role.STATISTICS] == {Right.STATISTICS}


def test_two_roles_add_up_and_everybody_has_an_own_passphrase(services):
    advisor = with_roles(services, Role.ADVISOR, Role.PRIVACY).session.advisor
    both = RIGHTS_OF_ROLE[Role.ADVISOR] | RIGHTS_OF_ROLE[Role.PRIVACY]

    assert rights_of(advisor) == both | {Right.SIGN_IN}
    assert rights_of(dataclasses.replace(advisor, roles=frozenset())) == {Right.SIGN_IN}


def test_whoever_is_suspended_or_removed_may_do_nothing_at_all(services):
    advisor = with_roles(services, *Role).session.advisor

    for state in (AdvisorState.SUSPENDED, AdvisorState.REMOVED):
        gone = dataclasses.replace(advisor, state=state)
        assert rights_of(gone) == frozenset()
        assert not has_administrator([gone])
    assert has_administrator([advisor])


def test_before_the_first_own_passphrase_nothing_is_open_but_that(services):
    case_id = services.cases.create()
    services.session.advisor = dataclasses.replace(
        services.session.advisor, roles=frozenset(Role), must_change=True
    )

    with pytest.raises(NotPermittedError):
        services.cases.head(case_id)
    assert rights_of(services.session.advisor) == {Right.SIGN_IN}
