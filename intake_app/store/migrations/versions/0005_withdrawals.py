"""Single categories can be taken back, and how a withdrawal came in is kept.

A signature also says how a young person who signs alone showed insight, and why the other
parent did not sign.

Revision ID: 0005
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column(
        "waivers", sa.Column("withdrawals", sa.Text(), nullable=False, server_default="[]")
    )
    op.add_column(
        "waiver_lines",
        sa.Column("withdrawn_categories", sa.Text(), nullable=False, server_default="[]"),
    )
    _complete_signatures()


def _complete_signatures() -> None:
    waivers = sa.table("waivers", sa.column("id"), sa.column("signature"))
    connection = op.get_bind()
    found = connection.execute(
        sa.select(waivers.c.id, waivers.c.signature).where(waivers.c.signature.is_not(None))
    ).all()
    for waiver_id, text in found:
        signature = {**json.loads(text), "insight": "", "custody_note": ""}
        written = json.dumps(
            signature, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
        connection.execute(
            waivers.update().where(waivers.c.id == waiver_id).values(signature=written)
        )
