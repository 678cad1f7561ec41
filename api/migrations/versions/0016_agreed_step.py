"""The order of a message's facts, the step that a person agrees to, and the language that they write."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person_facts", sa.Column("place", sa.Integer(), server_default="0", nullable=False))
    op.add_column("conversations", sa.Column("language", sa.String(8), nullable=True))
    op.create_table(
        "agreed_steps",
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("phone", sa.String(40), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_after", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_agreed_steps_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_agreed_steps")),
    )


def downgrade() -> None:
    op.drop_table("agreed_steps")
    op.drop_column("conversations", "language")
    op.drop_column("person_facts", "place")
