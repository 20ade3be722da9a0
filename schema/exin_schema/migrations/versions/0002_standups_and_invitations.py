"""Stand-ups and reviews, and who was invited to a meeting: new tables only."""

from __future__ import annotations

from alembic import op

from exin_schema.migrations.frozen import frozen_statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Run the dialect's statements one by one."""
    connection = op.get_bind()
    for statement in frozen_statements(revision, connection.dialect.name):
        connection.exec_driver_sql(statement)
