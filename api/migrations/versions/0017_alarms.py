"""An alarm stays until a coach has acknowledged it: up to which message they have."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("handovers") as batch_op:
        batch_op.add_column(sa.Column("alarm_seen_seq", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("handovers") as batch_op:
        batch_op.drop_column("alarm_seen_seq")
