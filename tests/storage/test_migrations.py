from pathlib import Path

from alembic import command
from sqlalchemy import create_engine, inspect, text

from api import migrate


def test_the_schema_goes_up_down_and_up_and_is_what_the_mappings_say(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    migrate.upgrade(url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO conversations VALUES ('c', 'f', 'bot', 0, '2026-01-01', '2026-01-01', 0)"))
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
