"""Reads the sample talks (`resources/demo`) into what an advisor would type and choose.

Days in the files are counted from the talk; `SampleTalk` turns them into dates when the
day is known.  The format is described in `resources/demo/README.md`.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from intake_app.domain.answers import Answer, AnswerState, Evidence, EvidenceKind, ToldBy
from intake_app.domain.codes import PartnerId
from intake_app.domain.dates import Calendar
from intake_app.domain.office import Advisor, Office, Role
from intake_app.domain.partner import Partner
from intake_app.form_engine.values import to_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from intake_app.form_engine.model import Question

_PARTNER_SPACE = UUID("6f0f8b0e-9d1b-5c7a-8a51-3a5c1f6d2e40")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOffice:
    """The example office, its people and the first moment of the demo's clock."""

    office: Office
    advisors: tuple[Advisor, ...]
    start: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTalk:
    """One sample talk as it stands in its file."""

    key: str
    language: str
    day: int
    time: str
    advisor: str
    answers: Mapping[str, Any]
    waiver: Mapping[str, Any]
    slip: Mapping[str, Any]
    follow_up: Mapping[str, Any]


def sample_office(folder: Path) -> SampleOffice:
    """Read `office.toml`."""
    read = tomllib.loads((folder / "office.toml").read_text(encoding="utf-8"))
    advisors = tuple(
        Advisor(
            slot_id="",
            initials=entry["initials"],
            name=entry["name"],
            roles=frozenset(Role(role) for role in entry["roles"]),
        )
        for entry in read["advisor"]
    )
    office = Office(**read["office"])
    return SampleOffice(office=office, advisors=advisors, start=read["clock"]["start"])


def sample_partners(folder: Path) -> dict[str, Partner]:
    """Read `partners.toml`; the ids follow from the keys, so that talks can name them."""
    read = tomllib.loads((folder / "partners.toml").read_text(encoding="utf-8"))
    known = {field.name for field in fields(Partner)}
    return {
        entry["key"]: Partner(
            id=partner_id(entry["key"]),
            **{name: value for name, value in entry.items() if name in known},
        )
        for entry in read["partner"]
    }


def partner_id(key: str) -> PartnerId:
    """Return the id of a sample partner."""
    return PartnerId(uuid5(_PARTNER_SPACE, key))


def sample_talks(folder: Path) -> list[SampleTalk]:
    """Read all talks in the order of their days."""
    talks = [_talk(file) for file in sorted(folder.glob("?-*.toml"))]
    return sorted(talks, key=lambda talk: (talk.day, talk.time))


def _talk(file: Path) -> SampleTalk:
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    talk = read["talk"]
    return SampleTalk(
        key=file.stem,
        language=talk["language"],
        day=talk["day"],
        time=talk["time"],
        advisor=talk["advisor"],
        answers=read["answers"],
        waiver=read.get("waiver", {}),
        slip=read.get("slip", {}),
        follow_up=read.get("follow_up", {}),
    )


def rows_in(paths: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield repeat path and row of every row that the answers mention, outermost first."""
    seen: set[tuple[str, str]] = set()
    for path in paths:
        steps = path.split("/")
        for place, step in enumerate(steps):
            if _is_row(step) and (row := ("/".join(steps[:place]), step)) not in seen:
                seen.add(row)
                yield row


def typed_answer(question: Question, typed: Any, talk_day: date) -> Answer:  # noqa: ANN401 - TOML
    """Return the answer that results when the advisor types or chooses this.

    Raises:
        InputError: The field would refuse it.
    """
    given = typed if isinstance(typed, dict) else {"value": typed}
    details = {
        "evidence": _evidence(given.get("evidence"), talk_day),
        "uncertain": given.get("uncertain", False),
        "told_by": ToldBy(given.get("told_by", "person")),
    }
    if "state" in given:
        return Answer(state=AnswerState(given["state"]), **details)
    answer = to_answer(
        question,
        _text(given, talk_day, is_partner=question.id == "step.partner"),
        today=talk_day,
        calendar=Calendar(given.get("calendar", "gregorian")),
    )
    return Answer(value=answer.value, state=answer.state, **details)


def day_after(day: date, given: Mapping[str, Any], key: str = "in_days") -> date:
    """Return the date that lies the named number of days later."""
    return day + timedelta(days=given[key])


def _is_row(step: str) -> bool:
    return step[:1] == "r" and step[1:].isdigit()


def _text(given: Mapping[str, Any], talk_day: date, *, is_partner: bool) -> str:
    if "in_days" in given:
        return day_after(talk_day, given).isoformat()
    if "grid" in given:
        return json.dumps(given["grid"])
    value = given["value"]
    if isinstance(value, list):
        return json.dumps(value)
    return str(partner_id(value)) if is_partner else str(value)


def _evidence(given: Mapping[str, Any] | None, talk_day: date) -> Evidence | None:
    if given is None:
        return None
    seen_on = day_after(talk_day, given, "seen_in_days") if "seen_in_days" in given else None
    return Evidence(
        kind=EvidenceKind(given["kind"]), seen_on=seen_on, seen_by=given.get("seen_by", "")
    )
