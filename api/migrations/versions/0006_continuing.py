"""Codes that open a talk on another device, and those devices' tokens"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def of_conversation() -> sa.ForeignKey:
    return sa.ForeignKey("conversations.id", ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "continue_codes",
        sa.Column("conversation_id", sa.String(36), of_conversation(), primary_key=True),
        sa.Column("code_fingerprint", sa.String(64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("code_fingerprint", name=op.f("uq_continue_codes_code_fingerprint")),
    )
    op.create_table(
        "device_tokens",
        sa.Column("token_fingerprint", sa.String(64), primary_key=True),
        sa.Column("conversation_id", sa.String(36), of_conversation(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_device_tokens_conversation_id", "device_tokens", ["conversation_id"])


def downgrade() -> None:
    op.drop_table("device_tokens")
    op.drop_table("continue_codes")
