"""How each person wants to be answered: as it is, in easy Finnish, or short."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dialogues", sa.Column("manner", sa.String(16), nullable=False, server_default="as_it_is"))


def downgrade() -> None:
    op.drop_column("dialogues", "manner")
