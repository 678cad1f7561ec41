"""What is stored of the catalogue. A base of its own: Alembic runs over both."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

KEY_LENGTH = 120


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class EntryRow(Base):
    __tablename__ = "catalogue_entries"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    status: Mapped[str] = mapped_column(String(16), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Where it came from: an editor, or the name of what brings content in. Its own source may change it again.
    origin: Mapped[str] = mapped_column(String(24))
    # What its source last said: what differs from it in the content was written by hand.
    imported: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    revision: Mapped[int]
    # The catalogue's count of changes at the entry's last one: an index asks what came after the count it has seen.
    change: Mapped[int] = mapped_column(index=True)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    changed_by: Mapped[str] = mapped_column(String(80))
    publish_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), index=True)


class RevisionRow(Base):
    """An entry as it was saved. Never changed, never deleted."""

    __tablename__ = "catalogue_revisions"
    __table_args__ = (UniqueConstraint("entry_key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_key: Mapped[str] = mapped_column(ForeignKey("catalogue_entries.key"))
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(16))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    saved_by: Mapped[str] = mapped_column(String(80))
    note: Mapped[str] = mapped_column(String(200))


class CodeRow(Base):
    """A national code that an entry names, and how: it is one, includes it, counts towards it, or leads to it."""

    __tablename__ = "catalogue_codes"

    entry_key: Mapped[str] = mapped_column(ForeignKey("catalogue_entries.key"), primary_key=True)
    tie: Mapped[str] = mapped_column(String(16), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class DifferenceRow(Base):
    """What a source says of a field that an editor wrote by hand, until somebody chooses."""

    __tablename__ = "catalogue_differences"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_key: Mapped[str] = mapped_column(ForeignKey("catalogue_entries.key"), index=True)
    field: Mapped[str] = mapped_column(String(40))
    ours: Mapped[Any] = mapped_column(JSON)
    theirs: Mapped[Any] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(String(24))
    found_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    decision: Mapped[str | None] = mapped_column(String(8), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[str | None] = mapped_column(String(80))


class SynonymRow(Base):
    """A word people use, and the words of the catalogue that it means."""

    __tablename__ = "catalogue_synonyms"

    word: Mapped[str] = mapped_column(String(80), primary_key=True)
    means: Mapped[list[str]] = mapped_column(JSON)
    # What the seed last said: an editor's own words differ from it, and the next seed spares them.
    seeded: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_by: Mapped[str] = mapped_column(String(80))


class UnfoundRow(Base):
    """A search that found nothing: masked and normalised words, and nothing of who asked."""

    __tablename__ = "catalogue_unfound"

    text: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class ChangeRow(Base):
    """One row, counted up at every change: a reader sees at once that its index is old."""

    __tablename__ = "catalogue_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
