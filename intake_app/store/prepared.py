"""Statements that are compiled once and run on the driver itself.

SQLAlchemy takes a tenth of a millisecond for each statement, the driver a hundredth.  On
a fast medium that is as much as the commit, so what runs with every answer that somebody
types is prepared; values go through the same column types as everywhere else.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Delete, Insert, Select, Update

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")


class Prepared:
    """A statement with named parameters.

    Args:
        statement: A select, or an insert, update or delete.
        columns: Columns that an insert or update sets from parameters of the same name.
    """

    def __init__(
        self, statement: Select[Any] | Insert | Update | Delete, columns: tuple[str, ...] = ()
    ) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=list(columns) or None)
        self._text = str(compiled)
        names = compiled.positiontup or []
        types = (compiled.binds[name].type.dialect_impl(_DIALECT) for name in names)
        self._parameters = [
            (name, kind.bind_processor(_DIALECT)) for name, kind in zip(names, types, strict=True)
        ]
        self._readers = {
            column.name: column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
            for column in getattr(statement, "selected_columns", ())
        }

    def run(self, connection: Connection, values: Mapping[str, object]) -> Any:  # noqa: ANN401
        """Run the statement and return the cursor of the driver."""
        driver: Any = connection.connection.driver_connection
        bound = [
            values[name] if write is None else write(values[name])
            for name, write in self._parameters
        ]
        return driver.execute(self._text, bound)

    def first(self, connection: Connection, values: Mapping[str, object]) -> Any | None:  # noqa: ANN401
        """Return the first row that a select finds, with its columns as attributes."""
        found = self.run(connection, values).fetchone()
        if found is None:
            return None
        columns = zip(self._readers.items(), found, strict=True)
        return SimpleNamespace(
            **{name: value if read is None else read(value) for (name, read), value in columns}
        )
