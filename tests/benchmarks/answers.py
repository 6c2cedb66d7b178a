"""Storing one answer against a bare SQLCipher commit of one row."""

from __future__ import annotations

from intake_app.domain.answers import Answer
from intake_app.store.engine import open_engine
from tests.benchmarks.measure import paired, timed
from tests.benchmarks.vaults import open_vault


def run():
    with open_vault() as (services, _vaults, path):
        interview = services.interviews.begin(services.cases.create(), "ar")
        key = services.session.folder.database_key(services.session.unlocked)
        bare_path = path.parent / "bare.db"
        engine = open_engine(bare_path, key, create=True)
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            raw.execute("CREATE TABLE answers (path TEXT PRIMARY KEY, value TEXT)")

            def commit_one_row(number):
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("INSERT OR REPLACE INTO answers VALUES ('a', ?)", (f"Wort {number}",))
                raw.execute("COMMIT")

            def answer(number):
                services.interviews.answer(interview, "goal.main", Answer(value=f"Wort {number}"))

            yield paired(
                "answer a question / one-row SQLCipher commit",
                timed(answer),
                timed(commit_one_row),
                rounds=1000,
                aim=1.5,
                warm_up=20,
            )
        engine.dispose()
