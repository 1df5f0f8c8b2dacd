"""The first day that an imported term calendar says something about, beside the last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Calendars that were imported before have none: theirs is the first day of their first holiday."""
    op.add_column("term_calendars", sa.Column("first_day", sa.Date(), nullable=True))


def downgrade() -> None:
    """Undo it."""
    op.drop_column("term_calendars", "first_day")
