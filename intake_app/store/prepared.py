"""Statements that are compiled once and run on the driver itself.

SQLAlchemy takes a tenth of a millisecond for each statement, the driver a hundredth.  On
a fast medium that is as much as the commit, so what runs with every answer that somebody
types is prepared; values go through the same column types as everywhere else.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Integer, bindparam, literal_column
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ClauseElement, ColumnElement
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.sql.compiler import SQLCompiler

_DIALECT = SQLiteDialect_pysqlite(paramstyle="named")


def unpeeked(name: str) -> ColumnElement[int]:
    """Return a whole-number parameter at whose value SQLite does not look while planning.

    It looks at a bare "LIMIT ?", and then plans the whole statement anew for each run.
    """
    return bindparam(name, type_=Integer()) + literal_column("0", Integer())


class Prepared:
    """A statement with named parameters.

    Args:
        statement: A select, or an insert, update or delete.
        columns: Columns that an insert or update sets from parameters of the same name.
    """

    def __init__(self, statement: ClauseElement, columns: tuple[str, ...] = ()) -> None:
        compiled = cast(
            "SQLCompiler", statement.compile(dialect=_DIALECT, column_keys=list(columns) or None)
        )
        self._text = str(compiled)
        writers = (
            (name, bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
            for name, bind in compiled.binds.items()
        )
        self._writers = [(name, write) for name, write in writers if write]
        self._constants = {
            name: bind.value for name, bind in compiled.binds.items() if not bind.required
        }
        found = list(getattr(statement, "selected_columns", ()))
        self._names = [column.name for column in found]
        readers = (
            column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for column in found
        )
        self._readers = [(place, read) for place, read in enumerate(readers) if read]

    def run(self, driver: DBAPIConnection, values: Mapping[str, object]) -> Any:  # noqa: ANN401
        """Run the statement and return the cursor of the driver."""
        return driver.execute(self._text, self.bound(values))

    def bound(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the values as the driver takes them; what the statement lacks stays as it is."""
        bound = {**self._constants, **values}
        for name, write in self._writers:
            bound[name] = write(bound[name])
        return bound

    def run_bound(self, driver: DBAPIConnection, bound: Mapping[str, object]) -> Any:  # noqa: ANN401 - a C type
        """Run the statement with values that `bound` of one with the same parameters made."""
        return driver.execute(self._text, bound)

    def plain(
        self, driver: DBAPIConnection, values: Mapping[str, object]
    ) -> list[tuple[Any, ...]]:
        """Return all rows that a select finds, with the values as the driver gives them."""
        found: list[tuple[Any, ...]] = self.run(driver, values).fetchall()
        return found

    def rows(self, driver: DBAPIConnection, values: Mapping[str, object]) -> list[list[Any]]:
        """Return all rows that a select finds, with the columns in its order."""
        found = [list(row) for row in self.run(driver, values)]
        for row in found:
            for place, read in self._readers:
                if row[place] is not None:
                    row[place] = read(row[place])
        return found

    def first(self, driver: DBAPIConnection, values: Mapping[str, object]) -> Any | None:  # noqa: ANN401
        """Return the first row that a select finds, with its columns as attributes."""
        rows = self.rows(driver, values)
        return SimpleNamespace(**dict(zip(self._names, rows[0], strict=True))) if rows else None
