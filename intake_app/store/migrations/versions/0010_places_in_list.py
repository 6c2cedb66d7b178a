"""The office's places of talks become entries of their list, where the talk offers them.

Revision ID: 0010
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    connection = op.get_bind()
    content = connection.scalar(sa.text("SELECT content FROM records WHERE name = 'office'"))
    if content is None:
        return
    office = json.loads(content)
    for place in office.pop("places", ()):
        connection.execute(
            sa.text(
                "INSERT INTO list_entries (list_id, code, label, hint)"
                " VALUES ('talk_places', 'own.' || lower(hex(randomblob(6))), :label, '')"
            ),
            {"label": place},
        )
    text = json.dumps(office, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    connection.execute(
        sa.text("UPDATE records SET content = :text WHERE name = 'office'"), {"text": text}
    )
