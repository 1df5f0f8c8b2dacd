"""What Alembic runs: our migrations, on the connection and in the transaction that the caller holds."""

from __future__ import annotations

from alembic import context

from bot.store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
