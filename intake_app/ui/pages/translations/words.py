"""States and catalogues of translations in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.domain.office import office_day
from intake_app.domain.translation import Trust
from intake_app.i18n import _, ngettext
from intake_app.ui.pages.case_words import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.services.translations import CatalogueState

_NAMES: dict[str, Callable[[], str]] = {
    "competence": lambda: _("Competence form and summary"),
    "waiver": lambda: _("Waiver and privacy notice"),
    "routing": lambda: _("Routing slip"),
    "lists": lambda: _("Lists"),
}

_TRUST: dict[Trust, Callable[[], str]] = {
    Trust.DRAFT: lambda: _("Draft"),
    Trust.REVIEWED: lambda: _("checked by an expert"),
    Trust.RELEASED: lambda: _("released"),
}

TRUST_LEVELS = {Trust.DRAFT: "warn", Trust.REVIEWED: "accent", Trust.RELEASED: "good"}


def catalogue_name(catalogue: str) -> str:
    """Return what a catalogue is called; a form that is new, by its id."""
    words = _NAMES.get(catalogue)
    return words() if words else catalogue


def in_order(state: CatalogueState) -> int:
    """Return the place of a catalogue: as people meet the papers, lists last."""
    names = list(_NAMES)
    return names.index(state.catalogue) if state.catalogue in names else -1


def trust_words(trust: Trust) -> str:
    """Return what a state is called."""
    return _TRUST[trust]()


def summary_words(states: Sequence[CatalogueState]) -> str:
    """Say in short how far a language is."""
    released = sum(state.trust is Trust.RELEASED for state in states)
    if released == len(states):
        return _("released")
    if released:
        return _("{count} of {all} released").format(count=released, all=len(states))
    if all(state.trust is Trust.REVIEWED for state in states):
        return _("checked by an expert")
    return _("Draft")


def about(state: CatalogueState) -> str:
    """Say how much it is, and who answers for it."""
    parts = [
        ngettext("{count} text", "{count} texts", state.texts).format(count=state.texts),
    ]
    if state.missing:
        text = ngettext("{count} missing", "{count} missing", state.missing)
        parts.append(text.format(count=state.missing))
    if state.imported is not None:
        parts.append(
            _("taken in on {day} by {initials}").format(
                day=german_date(office_day(state.imported.imported_at)),
                initials=state.imported.imported_by,
            )
        )
    return joined(parts)


def release_words(state: CatalogueState) -> str:
    """Say who released it, when and as what; empty when nobody did."""
    release = state.release
    if release is None:
        return ""
    text = (
        _("Released on {day} by {name}, {qualification}.")
        if release.trust is Trust.RELEASED
        else _("Checked on {day} by {name}, {qualification}.")
    )
    return text.format(
        day=german_date(release.released_on),
        name=release.name,
        qualification=release.qualification,
    )


def withdrawn_words(state: CatalogueState) -> str:
    """Say for how many texts the release holds no more; empty for none."""
    count = len(state.withdrawn)
    if not count:
        return ""
    text = ngettext(
        "{count} text was changed since, so this does not hold for it: {first}",
        "{count} texts were changed since, so this does not hold for them: {first} …",
        count,
    )
    return text.format(count=count, first=f"„{_short(state.withdrawn[0])}“")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTED else f"{plain[:_QUOTED].rstrip()} …"


_QUOTED = 60
