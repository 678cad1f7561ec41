"""Debian's PostgreSQL, started for the tests on a free port of loopback and stopped by its process id."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.support.stack import free_ports

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/lib/postgresql/bin"))

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
# One statement for each: where the counter stands, and whether that number was given out.
COUNTERS = """
    SELECT format('SELECT setval(%L, %s, %L)', quote_ident(sequencename), coalesce(last_value, start_value),
                  last_value IS NOT NULL)
    FROM pg_sequences WHERE schemaname = 'public'
"""


class Postgres:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_ports(1)[0]
        self._count = 0

    def start(self) -> None:
        """PostgreSQL refuses to be root, so root starts it as Debian's own user."""
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.parents):
                if path.is_relative_to("/tmp") and path != Path("/tmp"):
                    path.chmod(path.stat().st_mode | 0o055)
            subprocess.run(["chown", "postgres", str(self.folder)], check=True)
        self._run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N")
        with (self.folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                self._as_postgres(
                    "postgres", "-D", str(self.folder / "data"), "-p", str(self.port), "-h", "127.0.0.1",
                    "-k", str(self.folder), "-c", "fsync=off", "-c", "max_connections=300",
                ),
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd="/",
            )  # fmt: skip
        ends = time.monotonic() + 30
        while True:
            try:
                self._admin().close()
                return
            except psycopg.OperationalError:
                assert time.monotonic() < ends, (self.folder / "log").read_text()
                time.sleep(0.1)

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait(30)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def create(self, template: str = "template0") -> str:
        """A new database, a copy of the template. Returns its name."""
        self._count += 1
        name = f"test_{self._count}"
        with self._admin() as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        with self._admin() as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def remember(self, name: str) -> Callable[[], None]:
        """What brings a database back to the rows and the counters it has now: ten times as fast as a new one."""
        url = f"postgresql://postgres@127.0.0.1:{self.port}/{name}"
        with psycopg.connect(url, autocommit=True) as connection:
            tables = [row[0] for row in connection.execute(TABLES)]
            connection.execute("CREATE SCHEMA remembered")
            for table in tables:
                connection.execute(f'CREATE TABLE remembered."{table}" AS TABLE public."{table}"')
            counters = [row[0] for row in connection.execute(COUNTERS)]
        statements = [
            "SET session_replication_role = replica",  # rows go and come in any order
            *(f'DELETE FROM public."{table}"' for table in tables),
            *(f'INSERT INTO public."{table}" SELECT * FROM remembered."{table}"' for table in tables),
            *counters,
        ]

        def restore() -> None:
            with psycopg.connect(url) as connection:
                connection.execute("; ".join(statements))

        return restore

    def _admin(self) -> psycopg.Connection:
        return psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(self._as_postgres(program, *arguments), check=True, capture_output=True, cwd="/")

    def _as_postgres(self, program: str, *arguments: str) -> list[str]:
        command = [str(BINARIES / program), *arguments]
        return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command
