"""Fills a vault with many invented cases, for benchmarks and by hand.

Names are drawn as unevenly as in life: a few given names are everywhere, most are rare.
The same seed makes the same vault.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from intake_app.domain.answers import AnswerState, ToldBy
from intake_app.domain.case import CaseState
from intake_app.store.engine import BEGIN_OPTION
from intake_app.store.paper_tables import SlipRow, WaiverRow
from intake_app.store.search import document
from intake_app.store.search_key import compact, fold
from intake_app.store.tables import WHOLE_CASE, AnswerRow, CaseRow, InterviewRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from intake_app.domain.codes import CaseId

GIVEN = (
    ("Mohammed", "محمد"), ("Ahmad", "أحمد"), ("Fatima", "فاطمة"), ("Ali", "علي"),
    ("Aisha", "عائشة"), ("Hassan", "حسن"), ("Zahra", "زهرا"), ("Omar", "عمر"),
    ("Mariam", "مريم"), ("Yusuf", "يوسف"), ("Amina", "أمينة"), ("Ibrahim", "إبراهيم"),
    ("Olena", "Олена"), ("Oleksandr", "Олександр"), ("Nataliia", "Наталія"),
    ("Serhii", "Сергій"), ("Iryna", "Ірина"), ("Andrii", "Андрій"), ("Leyla", "لەیلا"),
    ("Rojin", "ڕۆژین"), ("Çiğdem", ""), ("Özgür", ""), ("Şükrü", ""), ("Mustafa", "مصطفى"),
    ("Hamid", "حميد"), ("Zainab", "زينب"), ("Selam", "ሰላም"), ("Tesfaye", "ተስፋዬ"),
    ("Jürgen", ""), ("Änne", ""),
)  # fmt: skip
FAMILY = (
    ("Al-Hussein", "الحسين"), ("Khalil", "خليل"), ("Haidari", "حیدری"), ("Rezai", "رضایی"),
    ("Noori", "نوری"), ("Karimi", "کریمی"), ("Al Masri", "المصري"), ("Haddad", "حداد"),
    ("Shevchenko", "Шевченко"), ("Kovalenko", "Коваленко"), ("Bondarenko", "Бондаренко"),
    ("Yılmaz", ""), ("Öztürk", ""), ("Barzani", "بارزانی"), ("Demir", ""), ("Gebre", "ገብረ"),
    ("O’Brien", ""), ("Müller", ""), ("Ahmadzai", "احمدزی"), ("Sultani", "سلطانی"),
)  # fmt: skip
_ENDINGS = ("", "", "", "i", "zada", "oglu", "yan", "enko", "ski", "pour", "nia", "far")
_SLIP_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_START = datetime(2021, 1, 4, 8, tzinfo=UTC)
_BATCH = 5_000

Batch = dict[str, list[dict[str, Any]]]
"""Rows to insert, by table."""


def fill(engine: Engine, count: int, *, seed: int = 1, answers_each: int = 0) -> list[CaseId]:
    """Add `count` cases to an empty vault, each fifth with a waiver and a slip."""
    ids: list[CaseId] = []
    bound = engine.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"})
    for batch in _batches(count, random.Random(seed), answers_each):
        with Session(bound) as session, session.begin():
            for table in (CaseRow, InterviewRow, WaiverRow, SlipRow, AnswerRow):
                if rows := batch[table.__tablename__]:
                    session.execute(insert(table), rows)
            session.connection().execute(
                text("INSERT INTO case_search(rowid, words) VALUES (:row_no, :words)"),
                batch["words"],
            )
        ids += [row["id"] for row in batch["cases"]]
    return ids


def _batches(count: int, rnd: random.Random, answers_each: int) -> Iterator[Batch]:
    for first in range(0, count, _BATCH):
        batch: Batch = {
            name: [] for name in ("cases", "interviews", "waivers", "slips", "answers", "words")
        }
        for place in range(first, min(first + _BATCH, count)):
            _add_case(batch, place, rnd, answers_each)
        yield batch


def _add_case(batch: Batch, place: int, rnd: random.Random, answers_each: int) -> None:
    case_id = UUID(int=rnd.getrandbits(128), version=4)
    begun = _START + timedelta(minutes=25 * place)
    year, seq = begun.year, place + 1
    number = f"HE-{year % 100:02}-{seq:06}-{_SLIP_SIGNS[place % 32]}"
    names, original = _names(rnd)
    born, born_last = _birth(rnd)
    batch["cases"].append(
        {
            "row_no": place + 1,
            "id": case_id,
            "number": number,
            "number_key": compact(number),
            "number_seq": seq,
            "state": CaseState.OPEN if rnd.random() < 0.4 else CaseState.CLOSED,
            "created_at": begun,
            "created_by": "AB",
            "last_contact_at": begun + timedelta(days=rnd.randrange(200)),
            "display_name": names[0],
            "original_name": original,
            "other_names": tuple(names[1:]),
            "sort_name": fold(names[0]),
            "birth_first": born,
            "birth_last": born_last,
            "municipality": f"0315400{rnd.randrange(1, 9)}",
            "languages": ("ar", "de"),
            "document_language": "ar",
            "phone_key": f"4915{rnd.randrange(10**9):09}",
        }
    )
    batch["words"].append(
        {"row_no": place + 1, "words": document([*names, original], [(born, born_last)])}
    )
    batch["interviews"].append(
        {
            "id": UUID(int=rnd.getrandbits(128), version=4),
            "case_id": case_id,
            "form": "competence 2026-1",
            "language": "ar",
            "state": "completed",
            "begun_at": begun,
            "begun_by": "AB",
            "section": "A19",
        }
    )
    batch["answers"] += [_answer(case_id, place, begun) for place in range(answers_each)]
    if place % 5 == 0:
        _add_papers(batch, case_id, begun, seq, rnd)


def _names(rnd: random.Random) -> tuple[list[str], str]:
    # The square of a random number prefers the front of the list: few names, many people.
    given, given_original = GIVEN[int(rnd.random() ** 2 * len(GIVEN))]
    family, family_original = FAMILY[int(rnd.random() ** 2 * len(FAMILY))]
    family += rnd.choice(_ENDINGS)
    names = [f"{family}, {given}"]
    if rnd.random() < 0.5:
        names.append(f"{given[:1]}e{given[1:]} {family.replace('h', 'kh')}")
    return names, f"{given_original} {family_original}".strip()


def _birth(rnd: random.Random) -> tuple[date, date]:
    day = date(1945, 1, 1) + timedelta(days=rnd.randrange(70 * 365))
    if rnd.random() < 0.2:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def _answer(case_id: UUID, place: int, at: datetime) -> dict[str, object]:
    return {
        "case_id": case_id,
        "talk": WHOLE_CASE,
        "path": f"section.question_{place:03}",
        "form": "competence 2026-1",
        "value": f"value {place}",
        "state": AnswerState.ANSWERED,
        "uncertain": False,
        "told_by": ToldBy.PERSON,
        "by": "AB",
        "at": at,
    }


def _add_papers(
    batch: Batch,
    case_id: UUID,
    at: datetime,
    seq: int,
    rnd: random.Random,
) -> None:
    number = f"SE-{at.year % 100:02}-{seq:05}-K"
    batch["waivers"].append(
        {
            "id": UUID(int=rnd.getrandbits(128), version=4),
            "case_id": case_id,
            "number": number,
            "number_key": compact(number),
            "language": "ar",
            "text_version": "waiver 2026-1",
            "created_at": at,
            "created_by": "AB",
            "is_minor": False,
            "wording_sha256": "",
        }
    )
    batch["slips"].append(
        {
            "id": UUID(int=rnd.getrandbits(128), version=4),
            "case_id": case_id,
            "number": "".join(rnd.choices(_SLIP_SIGNS, k=10)),
            "language": "ar",
            "issued_on": at.date(),
            "issued_by": "AB",
            "valid_until": at.date() + timedelta(days=60),
            "name_on_slip": "number_only",
            "display_name": "",
            "state": "closed",
        }
    )
