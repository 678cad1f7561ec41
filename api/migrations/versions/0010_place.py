"""The place whose page a conversation began on"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("place", sa.String(100), nullable=True))


def downgrade() -> None:
    # Not in a batch: that makes the table anew, and dropping the old one deletes what hangs on it.
    op.drop_column("conversations", "place")
