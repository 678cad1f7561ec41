"""What spoke for a suggestion and against it"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COLUMNS = ("reasons", "hindrances")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("suggestions", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    # Not in a batch: that makes the table anew, and dropping the old one deletes what hangs on it.
    for name in COLUMNS:
        op.drop_column("suggestions", name)
