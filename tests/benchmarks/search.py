"""Searching 100,000 cases against the same indexed queries on the bare driver."""

from __future__ import annotations

import time
from dataclasses import replace
from statistics import quantiles

from sqlalchemy import event

from intake_app.store.engine import spare_of
from tests.benchmarks.measure import paired, timed
from tests.benchmarks.vaults import open_vault
from tests.store.many_cases import fill

CASES = 100_000
QUERIES = {"SELECT", "WITH h"}
TYPED = (
    *("m", "mo", "moh", "mohammed", "ahmad ka", "محمد", "al", "oleks", "olena ko", "fatima h"),
    *(
        "1992",
        "mohammed 1990",
        "12.03.1985",
        "HE-26-0000",
        "0151",
        "haidari",
        "y",
        "sa",
        "ta",
        "ф",
    ),
)


def run():
    with open_vault() as (services, _vaults, _path):
        database = services.session.database
        fill(database, CASES)
        services.cases.search("")  # what a session asks once is no part of a search
        asked: list[str] = []
        spare = spare_of(database)  # it would pass by the events of the pool

        def watch(connection, _record, _proxy):
            connection.set_trace_callback(asked.append)

        def unwatch(connection, _record):
            connection.set_trace_callback(None)

        spare.give_back()
        event.listen(database, "checkout", watch)
        event.listen(database, "checkin", unwatch)
        plans = []
        for text in TYPED:
            asked.clear()
            services.cases.search(text)
            plans.append([statement for statement in asked if statement[:6] in QUERIES])
        spare.give_back()
        event.remove(database, "checkout", watch)
        event.remove(database, "checkin", unwatch)

        with database.connect() as connection:
            raw = connection.connection.dbapi_connection
            connection.rollback()

            def replay(number):
                raw.execute("BEGIN")
                for statement in plans[number % len(TYPED)]:
                    raw.execute(statement).fetchall()
                raw.execute("COMMIT")

            row = paired(
                f"search in {CASES:,} cases / its queries on the bare driver",
                timed(lambda number: services.cases.search(TYPED[number % len(TYPED)])),
                timed(replay),
                rounds=20 * len(TYPED),
                aim=1.5,
                warm_up=len(TYPED),
            )
        yield replace(row, remark=f"{row.remark}, p95 {_p95(services):.1f} ms")


def _p95(services) -> float:
    times = []
    for _ in range(5):
        for text in TYPED:
            begun = time.perf_counter()
            services.cases.search(text)
            times.append(1000 * (time.perf_counter() - begun))
    return quantiles(times, n=20)[-1]
