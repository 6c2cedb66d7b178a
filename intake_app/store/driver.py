"""The SQLCipher driver; it is written in C and tells type checkers nothing."""

from __future__ import annotations

from typing import Any

import sqlcipher3.dbapi2

sqlcipher: Any = sqlcipher3.dbapi2
