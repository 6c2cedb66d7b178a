"""The encrypted database: engine, tables, repositories, migrations, search, backup."""
