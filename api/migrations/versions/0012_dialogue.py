"""Where each talk has come: the question that is open."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dialogues",
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=True),
        sa.Column("asked_before", sa.JSON(), nullable=True),
        sa.Column("answered_by", sa.String(40), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False, server_default="{}"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_dialogues_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_dialogues")),
    )


def downgrade() -> None:
    op.drop_table("dialogues")
