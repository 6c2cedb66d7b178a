"""Who may call what: every public method of a service declares the right it needs.

    @needs(Right.COUNSEL)
    def close(self, case_id: CaseId, reason: CloseReason) -> None: …

The check comes before anything else of the method, and a test fails for a method that
declares nothing.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from intake_app.errors import NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.roles import Right
    from intake_app.services.session import Session

P = ParamSpec("P")
R = TypeVar("R")


class WithSession(Protocol):
    """A service: it knows for whom it works."""

    _session: Session


S = TypeVar("S", bound=WithSession)

_DECLARED = "__rights__"


def needs(
    *rights: Right,
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Let a method of a service be called with one of these rights only.

    The method then raises `NotPermittedError("role")` for everybody else, before it reads or
    writes anything.
    """

    def declare(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(method)
        def checked(service: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not service._session.may(*rights):  # noqa: SLF001 - every service has one
                raise NotPermittedError("role")
            return method(service, *args, **kwargs)

        setattr(checked, _DECLARED, frozenset(rights))
        return checked

    return declare


def open_to_all(method: Callable[P, R]) -> Callable[P, R]:
    """Declare that a method shows nothing of this vault, so that nobody needs a right."""
    setattr(method, _DECLARED, frozenset())
    return method


def declared(method: object) -> frozenset[Right] | None:
    """Return the rights of which a method needs one; empty for none, None when it is silent."""
    rights: frozenset[Right] | None = getattr(method, _DECLARED, None)
    return rights
