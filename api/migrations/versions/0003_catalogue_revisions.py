"""Revisions, origins and differences of the catalogue; synonyms; searches that found nothing"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ENTRIES = sa.table(
    "catalogue_entries",
    sa.column("key", sa.String),
    sa.column("status", sa.String),
    sa.column("content", sa.JSON),
    sa.column("seed_hash", sa.String),
    sa.column("origin", sa.String),
    sa.column("imported", sa.JSON(none_as_null=True)),
    sa.column("revision", sa.Integer),
    sa.column("change", sa.Integer),
    sa.column("changed_at", sa.DateTime(timezone=True)),
    sa.column("changed_by", sa.String),
)
REVISIONS = sa.table(
    "catalogue_revisions",
    sa.column("entry_key", sa.String),
    sa.column("number", sa.Integer),
    sa.column("status", sa.String),
    sa.column("content", sa.JSON),
    sa.column("saved_at", sa.DateTime(timezone=True)),
    sa.column("saved_by", sa.String),
    sa.column("note", sa.String),
)
CODES = sa.table(
    "catalogue_codes", sa.column("entry_key", sa.String), sa.column("tie", sa.String), sa.column("code", sa.String)
)
CHANGES = sa.table("catalogue_changes", sa.column("id", sa.Integer), sa.column("count", sa.Integer))


def upgrade() -> None:
    _add_columns()
    _backfill()
    _enforce()
    _add_tables()
    _first_revisions()


def _add_columns() -> None:
    for column in (
        sa.Column("origin", sa.String(length=24), nullable=True),
        sa.Column("imported", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("change", sa.Integer(), nullable=True),
        sa.Column("changed_by", sa.String(length=80), nullable=True),
        sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("catalogue_entries", column)


def _backfill() -> None:
    connection = op.get_bind()
    count = connection.scalar(sa.select(CHANGES.c.count))
    if count is None:  # the one row is there from now on: who changes the catalogue locks it
        count = 0
        connection.execute(CHANGES.insert().values(id=1, count=0))
    connection.execute(ENTRIES.update().values(origin="editor", revision=1, change=count, changed_by=""))
    seeded = ENTRIES.c.seed_hash.is_not(None)
    connection.execute(ENTRIES.update().where(seeded).values(origin="seed", changed_by="seed"))
    for key, content in connection.execute(sa.select(ENTRIES.c.key, ENTRIES.c.content)).all():
        if "skill_needs" in (content.get("employer") or {}):
            needs = {("must_have" if name == "skill_needs" else name): is_ for name, is_ in content["employer"].items()}
            connection.execute(
                ENTRIES.update().where(ENTRIES.c.key == key).values(content={**content, "employer": needs})
            )
    # JSON is copied as it lies, with no reading of it.
    op.execute("UPDATE catalogue_entries SET imported = content WHERE seed_hash IS NOT NULL")


def _enforce() -> None:
    with op.batch_alter_table("catalogue_entries", schema=None) as batch_op:
        batch_op.alter_column("origin", existing_type=sa.String(length=24), nullable=False)
        batch_op.alter_column("revision", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("change", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("changed_by", existing_type=sa.String(length=80), nullable=False)
        batch_op.create_index(batch_op.f("ix_catalogue_entries_change"), ["change"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalogue_entries_publish_at"), ["publish_at"], unique=False)
        batch_op.drop_column("seed_hash")


def _add_tables() -> None:
    op.create_table(
        "catalogue_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_key", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_key"], ["catalogue_entries.key"], name=op.f("fk_catalogue_revisions_entry_key")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_revisions")),
        sa.UniqueConstraint("entry_key", "number", name=op.f("uq_catalogue_revisions_entry_key_number")),
    )
    op.create_table(
        "catalogue_codes",
        sa.Column("entry_key", sa.String(length=120), nullable=False),
        sa.Column("tie", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["entry_key"], ["catalogue_entries.key"], name=op.f("fk_catalogue_codes_entry_key")),
        sa.PrimaryKeyConstraint("entry_key", "tie", "code", name=op.f("pk_catalogue_codes")),
    )
    op.create_index(op.f("ix_catalogue_codes_code"), "catalogue_codes", ["code"], unique=False)
    op.create_table(
        "catalogue_differences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_key", sa.String(length=120), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("ours", sa.JSON(), nullable=False),
        sa.Column("theirs", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=8), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_key"], ["catalogue_entries.key"], name=op.f("fk_catalogue_differences_entry_key")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_differences")),
    )
    op.create_index(op.f("ix_catalogue_differences_entry_key"), "catalogue_differences", ["entry_key"], unique=False)
    op.create_index(op.f("ix_catalogue_differences_decision"), "catalogue_differences", ["decision"], unique=False)
    op.create_table(
        "catalogue_synonyms",
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("means", sa.JSON(), nullable=False),
        sa.Column("seeded", sa.JSON(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_catalogue_synonyms")),
    )
    op.create_table(
        "catalogue_unfound",
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_catalogue_unfound")),
    )
    op.create_index(op.f("ix_catalogue_unfound_asked_at"), "catalogue_unfound", ["asked_at"], unique=False)


def _first_revisions() -> None:
    """Every entry that is there begins its history with what it now says."""
    connection = op.get_bind()
    columns = (ENTRIES.c.key, ENTRIES.c.status, ENTRIES.c.content, ENTRIES.c.changed_at, ENTRIES.c.changed_by)
    for entry in connection.execute(sa.select(*columns)).all():
        connection.execute(
            REVISIONS.insert().values(
                entry_key=entry.key, number=1, status=entry.status, content=entry.content,
                saved_at=entry.changed_at, saved_by=entry.changed_by, note="",
            )
        )  # fmt: skip
        for tie, field in (("is", "code"), ("leads_to", "qualification_code")):
            if entry.content.get(field):
                code = str(entry.content[field])[:40]
                connection.execute(CODES.insert().values(entry_key=entry.key, tie=tie, code=code))


def downgrade() -> None:
    for table in ("unfound", "synonyms", "differences", "codes", "revisions"):
        op.drop_table(f"catalogue_{table}")
    op.add_column("catalogue_entries", sa.Column("seed_hash", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    seeded = sa.select(ENTRIES.c.key, ENTRIES.c.imported).where(ENTRIES.c.imported.is_not(None))
    for key, imported in connection.execute(seeded.where(ENTRIES.c.origin == "seed")).all():
        fingerprint = hashlib.sha256(json.dumps(imported, sort_keys=True).encode()).hexdigest()
        connection.execute(ENTRIES.update().where(ENTRIES.c.key == key).values(seed_hash=fingerprint))
    with op.batch_alter_table("catalogue_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_entries_publish_at"))
        batch_op.drop_index(batch_op.f("ix_catalogue_entries_change"))
        for column in ("publish_at", "changed_by", "change", "revision", "imported", "origin"):
            batch_op.drop_column(column)
