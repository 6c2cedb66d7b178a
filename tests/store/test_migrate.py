"""Migrations: exactly the tables of the program, all or nothing, forward only."""

from __future__ import annotations

import ast
import re
import shutil
import textwrap
from datetime import date
from uuid import UUID, uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from intake_app.domain.codes import CaseId, WaiverId
from intake_app.errors import BackupError, StoreDamagedError, VaultTooNewError
from intake_app.store import migrate, search
from intake_app.store.backup import copy_database
from intake_app.store.engine import open_engine
from intake_app.store.tables import Base
from intake_app.store.transaction import transaction
from tests.store.builders import a_stored

VERSIONS = migrate.MIGRATIONS / "versions"


@pytest.fixture
def later_program(tmp_path):
    """Make a program with one more migration, whose body is given."""

    def make(body):
        folder = tmp_path / "migrations"
        shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        step = (
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision = '9999'\ndown_revision = {migrate.HEAD!r}\n"
            "def upgrade():\n" + textwrap.indent(textwrap.dedent(body), "    ")
        )
        (folder / "versions" / "9999_later.py").write_text(step)
        return folder

    return make


def content_of(vault):
    vault.close()
    return vault.path.read_bytes()


def ours(_object, name, kind, _reflected, _other):
    return not (kind == "table" and name.startswith("case_search"))


def test_the_migrations_make_exactly_the_tables_of_the_program(vault):
    with vault.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": ours}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_make_the_search_index_that_the_search_uses(vault):
    (made,) = vault.sql("SELECT sql FROM sqlite_master WHERE name = 'case_search'")

    assert made[0] == search.DDL[0]
    assert vault.sql("SELECT v FROM case_search_config WHERE k = 'secure-delete'") == [(1,)]


def test_a_new_vault_has_the_newest_revision(vault):
    assert migrate.revision(vault.engine) == migrate.HEAD


def test_an_empty_file_has_no_revision(tmp_path):
    engine = open_engine(tmp_path / "store.db", bytearray(32), create=True)

    assert migrate.revision(engine) is None
    engine.dispose()


def test_upgrading_a_vault_that_is_up_to_date_writes_nothing(vault, case_id):
    before = content_of(vault)

    migrate.upgrade(vault.engine)

    assert content_of(vault) == before


def test_a_vault_of_a_later_program_is_refused_and_not_touched(vault, case_id):
    vault.sql("UPDATE alembic_version SET version_num = '2038'")
    before = content_of(vault)

    with pytest.raises(VaultTooNewError) as caught:
        migrate.upgrade(vault.engine)

    assert (caught.value.found, caught.value.supported) == ("2038", migrate.HEAD)
    assert content_of(vault) == before
    assert [file.name for file in vault.path.parent.iterdir()] == ["store.db"]


def test_a_step_that_fails_leaves_the_file_as_it_was(vault, case_id, later_program):
    before = content_of(vault)
    folder = later_program(
        """
        op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
        op.execute("DELETE FROM cases")
        op.execute("INSERT INTO later VALUES (1), (1)")
        """
    )

    with pytest.raises(Exception, match="UNIQUE"):
        migrate.upgrade(vault.engine, migrations=folder)

    assert content_of(vault) == before
    assert migrate.revision(vault.engine) == migrate.HEAD
    with vault.read() as store:
        assert store.cases.get(case_id)


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(vault, case_id, later_program):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
    folder = later_program(
        """
        with op.batch_alter_table("cases", recreate="always") as cases:
            cases.add_column(sa.Column("nickname", sa.Text, server_default="", nullable=False))
            cases.drop_column("sex")
        """
    )

    migrate.upgrade(vault.engine, migrations=folder)

    assert migrate.revision(vault.engine) == "9999"
    assert vault.sql("SELECT count(*) FROM answers") == [(1,)]
    assert vault.sql("SELECT nickname FROM cases") == [("",)]
    assert vault.sql("PRAGMA foreign_keys") == [(1,)]


def test_a_step_that_leaves_rows_without_their_case_is_undone(vault, case_id, later_program):
    with vault.write() as store:
        store.answers.put(case_id, a_stored())
    before = content_of(vault)
    folder = later_program("""op.execute("DELETE FROM cases")""")

    with pytest.raises(StoreDamagedError):
        migrate.upgrade(vault.engine, migrations=folder)

    assert vault.sql("PRAGMA foreign_keys") == [(1,)]
    assert content_of(vault) == before


def test_before_the_first_step_a_copy_can_be_made_of_the_vault_as_it_is(
    vault, case_id, later_program, tmp_path
):
    copy = tmp_path / "before.db"
    folder = later_program("""op.execute("DROP TABLE drafts")""")

    migrate.upgrade(
        vault.engine, copy_first=lambda: copy_database(vault.engine, copy), migrations=folder
    )

    kept = open_engine(copy, vault.key)
    assert migrate.revision(kept) == migrate.HEAD
    with kept.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cases").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar() == 0
    kept.dispose()


def test_a_copy_that_fails_keeps_the_vault_from_being_changed(vault, later_program):
    folder = later_program("""op.execute("DROP TABLE drafts")""")

    def no_room():
        raise BackupError("full")

    with pytest.raises(BackupError):
        migrate.upgrade(vault.engine, copy_first=no_room, migrations=folder)

    assert migrate.revision(vault.engine) == migrate.HEAD
    assert vault.sql("SELECT count(*) FROM drafts") == [(0,)]


def test_no_copy_is_made_when_there_is_nothing_to_do(vault):
    copied = []

    migrate.upgrade(vault.engine, copy_first=lambda: copied.append(1))

    assert not copied


@pytest.mark.parametrize("step", sorted(VERSIONS.glob("*.py")), ids=lambda step: step.name)
def test_a_step_stands_alone_and_goes_forward_only(step):
    tree = ast.parse(step.read_text())
    imported = {
        name.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}

    assert imported <= {"__future__", "sqlalchemy", "alembic", "json"}
    assert "downgrade" not in functions


def test_the_head_of_the_steps_is_the_one_the_program_names():
    revisions = [re.match(r"\d{4}", step.name).group() for step in VERSIONS.glob("*.py")]

    assert max(revisions) == migrate.HEAD


def vault_before(step, tmp_path):
    """Make a vault as the program left it before a step."""
    earlier = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, earlier, ignore=shutil.ignore_patterns("__pycache__"))
    for later in (earlier / "versions").glob("*.py"):
        if later.name >= step:
            later.unlink()
    engine = open_engine(tmp_path / "store.db", bytearray(32), create=True)
    migrate.upgrade(engine, migrations=earlier)
    return engine


def test_a_history_of_answers_from_before_keeps_its_order_case_by_case(tmp_path):
    engine = vault_before("0008", tmp_path)
    cases = [uuid4() for _ in range(2)]
    with engine.begin() as connection:
        for place, case_id in enumerate(cases):
            insert_row(connection, "cases", case_row(case_id, place))
        for number, word in enumerate(("one", "two", "three", "four", "five", "six")):
            changed = {
                "id": 7 * number + 3,
                "case_id": cases[number % 2].hex,
                "talk": UUID(int=0).hex,
                "path": "name.family" if number < 4 else "goal.main",
                "value": word,
                "state": "answered",
                "told_by": "person",
            }
            insert_row(connection, "answer_changes", changed)

    migrate.upgrade(engine)

    with transaction(engine) as store:
        store.answers.put(CaseId(cases[0]), a_stored("goal.main", "newest"))
        store.answers.put(CaseId(cases[0]), a_stored("goal.main", "the one after"))
        told = [[change.old.value for change in store.answers.history(CaseId(c))] for c in cases]
    engine.dispose()
    assert told == [["one", "three", "five", "newest"], ["two", "four", "six"]]


def test_a_waiver_signed_before_single_withdrawals_is_read_as_before(tmp_path):
    engine = vault_before("0005", tmp_path)
    case_id, waiver_id = uuid4().hex, uuid4()
    signature = (
        '{"guardians":[],"original_at":"","own":"signed","place":"Musterheide",'
        '"seen_by":"MB","signed_on":"2026-05-12","strokes":[]}'
    )
    with engine.begin() as connection:
        insert_row(connection, "cases", {"id": case_id, "number": "HE-26-000001-X"})
        insert_row(
            connection,
            "waivers",
            {"id": waiver_id.hex, "case_id": case_id, "signature": signature},
        )

    migrate.upgrade(engine)

    with transaction(engine, write=False) as store:
        waiver = store.waivers.get(WaiverId(waiver_id))
    engine.dispose()
    assert waiver.signature is not None
    assert (waiver.signature.place, waiver.signature.insight) == ("Musterheide", "")
    assert waiver.withdrawals == ()


def case_row(case_id, place):
    number = f"HE-26-00000{place}-X"
    return {"row_no": place + 1, "id": case_id.hex, "number": number}


def insert_row(connection, table, given):
    """Insert a row of a table as it is now; what is not given is empty."""
    columns = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
    empty = {"INTEGER": 0, "BOOLEAN": 0, "DATE": "2026-05-12", "DATETIME": "2026-05-12 10:00:00.0"}
    row = {
        name: given.get(name, empty.get(kind, ""))
        for _n, name, kind, not_null, _default, _key in columns
        if not_null or name in given
    }
    names = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())
    )


def test_the_places_of_an_office_become_entries_of_their_list(tmp_path):
    """They stood in the settings of the office before, where no talk offered them."""
    engine = vault_before("0010", tmp_path)
    office = '{"name":"Anlaufstelle","places":["Zimmer 2","Haus „Am Wall“"]}'
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO records VALUES ('office', ?)", (office,))

    migrate.upgrade(engine)

    with transaction(engine, write=False) as store:
        assert store.office.load().name == "Anlaufstelle"
        entries = store.own_lists.entries()
    engine.dispose()
    assert {(entry.list_id, entry.label) for entry in entries} == {
        ("talk_places", "Zimmer 2"),
        ("talk_places", "Haus „Am Wall“"),
    }
    assert all(entry.is_own and entry.is_offered(date(2026, 11, 29)) for entry in entries)
