"""Fact cards with their revisions, support contacts, and which worries a talk has met"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fact_cards",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("spoken_revision", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seeded", sa.JSON(), nullable=True),
        sa.Column("changed_by", sa.String(length=80), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(length=80), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_fact_cards")),
    )
    op.create_index(op.f("ix_fact_cards_status"), "fact_cards", ["status"], unique=False)
    op.create_table(
        "fact_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_key", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.String(length=80), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["card_key"], ["fact_cards.key"], name=op.f("fk_fact_revisions_card_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_revisions")),
        sa.UniqueConstraint("card_key", "number", name=op.f("uq_fact_revisions_card_key_number")),
    )
    op.create_table(
        "support_contacts",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seeded", sa.JSON(), nullable=True),
        sa.Column("changed_by", sa.String(length=80), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_support_contacts")),
    )
    op.create_table(
        "meetings",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=16), nullable=True),
        sa.Column("was_asked", sa.Boolean(), nullable=False),
        sa.Column("helped", sa.String(length=8), nullable=True),
        sa.Column("option", sa.String(length=40), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_meetings_conversation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "card", name=op.f("pk_meetings")),
    )
    op.create_index(op.f("ix_meetings_helped"), "meetings", ["helped"], unique=False)


def downgrade() -> None:
    for table in ("meetings", "support_contacts", "fact_revisions", "fact_cards"):
        op.drop_table(table)
