import json
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine, inspect, text

from api.platform import migrate
from api.settings import Settings


def test_the_schema_goes_up_down_and_up_and_is_what_the_mappings_say(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    migrate.upgrade(url)
    with engine.begin() as connection:
        row = "('c', 'f', 'bot', 0, '2026-01-01', '2026-01-01', 0, 'Tampere', 'ru')"
        connection.execute(text(f"INSERT INTO conversations VALUES {row}"))
        asked = json.dumps({"kind": "wish"})
        connection.execute(
            text("INSERT INTO dialogues (conversation_id, asked) VALUES ('c', :asked)"), {"asked": asked}
        )
    command.check(migrate.configuration(url))
    migrate.downgrade(url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate.upgrade(url)
    command.check(migrate.configuration(url))


def test_going_up_and_down_by_one_loses_no_message(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    migrate.upgrade(url, "0001")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO conversations VALUES ('c', 'f', 'bot', 1, '2026-01-01', '2026-01-01')"))
        connection.execute(
            text(
                "INSERT INTO messages (conversation_id, seq, author, kind, body, created_at) "
                "VALUES ('c', 1, 'jobseeker', 'text', '{}', '2026-01-01')"
            )
        )
    for move in (migrate.upgrade, lambda there: migrate.downgrade(there, "0001"), migrate.upgrade):
        move(url)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM messages")).scalar() == 1


def test_entries_come_through_the_third_migration_with_a_first_revision_and_their_codes(settings: Settings) -> None:
    url = settings.database
    engine = create_engine(url.replace("+aiosqlite", ""))
    migrate.downgrade(url, "0002")
    content = json.dumps(
        {"key": "k", "code": "100832", "qualification_code": "371101", "employer": {"skill_needs": ["s"]}}
    )
    with engine.begin() as connection:
        connection.execute(text("UPDATE catalogue_changes SET count = 7"))
        for key, seed_hash in (("k", "'h'"), ("m", "NULL")):
            connection.execute(
                text(
                    "INSERT INTO catalogue_entries (key, kind, status, content, seed_hash, changed_at) "
                    f"VALUES ('{key}', 'unit', 'published', :content, {seed_hash}, '2026-01-01 00:00:00')"
                ),
                {"content": content},
            )
    for move in (migrate.upgrade, lambda there: migrate.downgrade(there, "0002"), migrate.upgrade):
        move(url)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM catalogue_entries")).scalar() == 2
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT origin, revision, change, imported IS NULL FROM catalogue_entries ORDER BY key")
        )
        assert [tuple(row) for row in rows] == [("seed", 1, 7, False), ("editor", 1, 7, True)]
        assert connection.execute(text("SELECT count(*) FROM catalogue_revisions WHERE number = 1")).scalar() == 2
        codes = connection.execute(text("SELECT tie, code FROM catalogue_codes WHERE entry_key = 'k' ORDER BY tie"))
        assert [tuple(row) for row in codes] == [("is", "100832"), ("leads_to", "371101")]
        imported = connection.execute(text("SELECT imported FROM catalogue_entries WHERE key = 'k'")).scalar()
        assert "must_have" in str(imported)
    engine.dispose()
    command.check(migrate.configuration(url))
