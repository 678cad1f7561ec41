"""Teams' queues, waits and promises, koppi between houses, notes"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENTS = ("first_claimed_at", "queued_at", "seen_at")
NUMBERS = ("team_id", "backup_team_id", "promised_minutes")
TEXTS = {"wanted_coach": 36, "claimed_name": 80, "outcome": 24}


def of_conversation() -> sa.ForeignKey:
    return sa.ForeignKey("conversations.id", ondelete="CASCADE")


def upgrade() -> None:
    for name in MOMENTS:
        op.add_column("handovers", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name in NUMBERS:
        op.add_column("handovers", sa.Column(name, sa.Integer(), nullable=True))
    for name, length in TEXTS.items():
        op.add_column("handovers", sa.Column(name, sa.String(length), nullable=True))
    op.add_column("handovers", sa.Column("steps", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_handovers_first_claimed_at", "handovers", ["first_claimed_at"])
    op.execute("UPDATE handovers SET first_claimed_at = claimed_at, queued_at = created_at")
    op.add_column("duties", sa.Column("team_id", sa.Integer(), nullable=True))
    op.create_table(
        "kopit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("conversation_id", sa.String(36), of_conversation(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("from_team_id", sa.Integer(), nullable=True),
        sa.Column("from_staff", sa.String(36), nullable=False),
        sa.Column("from_name", sa.String(80), nullable=False),
        sa.Column("to_team_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("caught_by", sa.String(36), nullable=True),
        sa.Column("caught_name", sa.String(80), nullable=True),
        sa.Column("outcome", sa.String(24), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("caught_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_kopit_conversation_id", "kopit", ["conversation_id"])
    op.create_index("ix_kopit_from_staff", "kopit", ["from_staff"])
    op.create_index("ix_kopit_to_team_id_state", "kopit", ["to_team_id", "state"])
    op.create_table(
        "coach_notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("conversation_id", sa.String(36), of_conversation(), nullable=False),
        sa.Column("staff_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_coach_notes_conversation_id", "coach_notes", ["conversation_id"])


def downgrade() -> None:
    op.drop_table("coach_notes")
    op.drop_table("kopit")
    op.drop_column("duties", "team_id")
    op.drop_index("ix_handovers_first_claimed_at", "handovers")
    # Not in a batch: that makes the table anew, and dropping the old one deletes what hangs on it.
    for name in ("steps", *MOMENTS, *NUMBERS, *TEXTS):
        op.drop_column("handovers", name)
