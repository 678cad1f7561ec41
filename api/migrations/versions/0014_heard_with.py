"""Messages that were written in a row are heard in one turn."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("turns", sa.Column("heard_with", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("turns", "heard_with")
