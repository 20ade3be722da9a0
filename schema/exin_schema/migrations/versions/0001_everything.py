"""Make every table, index and trigger, as the frozen statements beside this file say."""

from __future__ import annotations

from alembic import op

from exin_schema.migrations.frozen import frozen_statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the dialect's statements one by one."""
    connection = op.get_bind()
    for statement in frozen_statements(revision, connection.dialect.name):
        connection.exec_driver_sql(statement)
