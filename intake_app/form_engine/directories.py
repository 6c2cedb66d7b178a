"""Kinds of partners, stations of the slip, and kinds of agreed steps.

Three files in `lists/` say more than codes and labels: what a kind of partner may be
offered (`partners.toml`), what a station is visited for and what is brought there
(`stations.toml`), and which station a step leads to (`steps.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.codes import Category
from intake_app.domain.partner import Offer, PartnerKind
from intake_app.form_engine.lists import Choice, CodeList
from intake_app.form_engine.tables import RawTable, Table, guess

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class StationPurpose:
    """What a station is visited for (Wozu).

    Attributes:
        bring: Document codes of `lists/documents.toml`.
        neutral: The strip shows only "Termin" instead of the label.
    """

    code: str
    label: str
    bring: tuple[str, ...] = ()
    neutral: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StationKind:
    """A kind of station, S01 to S15 and S99.

    Attributes:
        partner_kind: Kind of partner that is visited there; empty for "other".
        remark: For the advisor, never printed.
    """

    code: str
    label: str
    partner_kind: str = ""
    remark: str = ""
    neutral: bool = False
    purposes: tuple[StationPurpose, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKind:
    """A kind of agreed step (Schritt).

    Attributes:
        station: Where it leads on the slip; empty when nobody is visited.
        purposes: Purpose codes of that station.
        documents: What to bring, document codes.
    """

    code: str
    label: str
    station: str = ""
    partner_kind: str = ""
    purposes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def read_partner_kinds(table: Table) -> dict[str, PartnerKind]:
    """Read `lists/partners.toml`."""
    kinds: dict[str, PartnerKind] = {}
    for entry in _entries(table, "kind", kinds):
        limits = dict.fromkeys(entry.member_tuple("usual", Category), Offer.USUAL)
        for category in entry.member_tuple("on_request", Category):
            if category in limits:
                entry.complain(f"{category} is both 'usual' and 'on_request'")
            limits.setdefault(category, Offer.ON_REQUEST)
        kind = PartnerKind(
            code=entry.required_text("code"),
            label=entry.required_text("label"),
            person_named=entry.flag("person_named"),
            narrow=entry.flag("narrow"),
            limits=limits,
        )
        kinds[kind.code] = kind
        entry.end()
    return kinds


def read_stations(
    table: Table, partner_kinds: Collection[str], documents: Collection[str]
) -> dict[str, StationKind]:
    """Read `lists/stations.toml`."""
    stations: dict[str, StationKind] = {}
    purpose_codes: set[str] = set()
    for entry in _entries(table, "station", stations):
        bring = _known(entry, "bring", documents)
        neutral = entry.flag("neutral")
        station = StationKind(
            code=entry.required_text("code"),
            label=entry.required_text("label"),
            partner_kind=_one_known(entry, "partner_kind", partner_kinds),
            remark=entry.text("remark"),
            neutral=neutral,
            purposes=tuple(
                _purpose(entry.inner(raw, _where("purpose", raw)), purpose_codes, documents, bring)
                for raw in entry.tables("purpose")
            ),
        )
        stations[station.code] = station
        entry.end()
    return stations


def read_steps(
    table: Table, stations: dict[str, StationKind], partner_kinds: Collection[str],
    documents: Collection[str],
) -> dict[str, StepKind]:  # fmt: skip
    """Read `lists/steps.toml`."""
    steps: dict[str, StepKind] = {}
    for entry in _entries(table, "step", steps):
        station = _one_known(entry, "station", stations)
        purposes = [purpose.code for purpose in stations[station].purposes] if station else []
        step = StepKind(
            code=entry.required_text("code"),
            label=entry.required_text("label"),
            station=station,
            partner_kind=_one_known(entry, "partner_kind", partner_kinds),
            purposes=_known(entry, "purposes", purposes),
            documents=_known(entry, "documents", documents),
        )
        steps[step.code] = step
        entry.end()
    return steps


def choosable(
    heads: Mapping[str, tuple[str, str]], kinds: Iterable[PartnerKind],
    stations: Iterable[StationKind], steps: Iterable[StepKind],
) -> dict[str, CodeList]:  # fmt: skip
    """Make code lists of the directories, so that questions can offer them.

    Args:
        heads: Title and version of the files that are there, by their names.
        kinds: Partner kinds.
        stations: Stations; their purposes become a list of their own.
        steps: Kinds of steps.
    """
    stations = tuple(stations)
    purposes = [purpose for station in stations for purpose in station.purposes]
    lists = {}
    for list_id, name, key_prefix, entries in (
        ("partners", "partners", "partner_kind.", kinds),
        ("stations", "stations", "station.", stations),
        ("station_purposes", "stations", "station.purpose.", purposes),
        ("steps", "steps", "step.", steps),
    ):
        if name in heads:
            title, version = heads[name]
            choices = tuple(Choice(code=entry.code, label=entry.label) for entry in entries)
            lists[list_id] = CodeList(
                id=list_id, title=title, version=version, entries=choices, key_prefix=key_prefix
            )
    return lists


def _entries(table: Table, key: str, seen: Collection[str]) -> Iterable[Table]:
    for raw in table.tables(key):
        entry = table.inner(raw, _where(key, raw))
        if raw.get("code") in seen:
            entry.complain(f"the code {raw['code']!r} is used twice")
        yield entry


def _where(key: str, raw: RawTable) -> str:
    return f"{key} {raw.get('code', '?')}"


def _purpose(
    entry: Table, seen: set[str], documents: Collection[str], bring: tuple[str, ...]
) -> StationPurpose:
    code = entry.required_text("code")
    if code in seen:
        entry.complain(f"the code {code!r} is used twice")
    seen.add(code)
    purpose = StationPurpose(
        code=code,
        label=entry.required_text("label"),
        bring=_known(entry, "bring", documents) or bring,
        neutral=entry.flag("neutral"),
    )
    entry.end()
    return purpose


def _known(entry: Table, key: str, codes: Collection[str]) -> tuple[str, ...]:
    return tuple(code for code in entry.texts(key) if _check(entry, key, code, codes))


def _one_known(entry: Table, key: str, codes: Collection[str]) -> str:
    code = entry.text(key)
    return code if code and _check(entry, key, code, codes) else ""


def _check(entry: Table, key: str, code: str, codes: Collection[str]) -> bool:
    if code in codes:
        return True
    entry.complain(f"{key!r} names the unknown code {code!r}{guess(code, codes)}")
    return False
