"""Self-assessments: how far they have come, answers, competences told of, situations, links to profiles"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def of_conversation(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_conversation_id")
    return sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "assessments",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("open_item", sa.String(length=120), nullable=True),
        sa.Column("about", sa.String(length=200), nullable=True),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        of_conversation("assessments"),
        sa.PrimaryKeyConstraint("conversation_id", "instrument", name=op.f("pk_assessments")),
    )
    op.create_table(
        "assessment_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("item", sa.String(length=120), nullable=False),
        sa.Column("competence", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("difficulty", sa.Float(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        of_conversation("assessment_answers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_answers")),
        sa.UniqueConstraint("conversation_id", "item", name=op.f("uq_assessment_answers_conversation_id_item")),
    )
    op.create_index(op.f("ix_assessment_answers_conversation_id"), "assessment_answers", ["conversation_id"])
    op.create_table(
        "competence_notes",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("competence", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("judgement", sa.String(length=16), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        of_conversation("competence_notes"),
        sa.PrimaryKeyConstraint("conversation_id", "competence", name=op.f("pk_competence_notes")),
    )
    op.create_table(
        "situations",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("situation", sa.String(length=24), nullable=False),
        of_conversation("situations"),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_situations")),
    )
    op.create_table(
        "profile_shares",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("readiness", sa.Boolean(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        of_conversation("profile_shares"),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_profile_shares")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_profile_shares_fingerprint")),
    )


def downgrade() -> None:
    for table in ("profile_shares", "situations", "competence_notes", "assessment_answers", "assessments"):
        op.drop_table(table)
