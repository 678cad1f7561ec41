"""A number that helps in a crisis waits for a second editor before it is said."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("support_contacts") as batch_op:
        batch_op.add_column(sa.Column("proposed", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("approved_by", sa.String(80), nullable=True))
        batch_op.add_column(sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("support_contacts") as batch_op:
        batch_op.drop_column("approved_at")
        batch_op.drop_column("approved_by")
        batch_op.drop_column("proposed")
