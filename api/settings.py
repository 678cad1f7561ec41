"""Every setting of the three processes, its default and its help. Read once, frozen."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Read from the environment (prefix ASKEL_) and from a file `.env` in the project's root."""

    model_config = SettingsConfigDict(env_prefix="ASKEL_", env_file=ROOT / ".env", frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="Address the service listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port of the service.")
    rasa_port: int = Field(5005, ge=1, le=65535, description="Loopback port of Rasa.")
    actions_port: int = Field(5055, ge=1, le=65535, description="Loopback port of the action server.")
    var_dir: Path = Field(ROOT / "var", description="Folder of what the running service writes: databases, models.")
    database_url: str = Field(
        "",
        description="SQLAlchemy address of the service's database. Empty: SQLite in the var folder.",
    )
    internal_token: SecretStr = Field(
        SecretStr(""),
        description="Secret shared by the service, Rasa and the actions. "
        "Empty: `make run` makes one; without one the internal calls are closed.",
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="Bearer token that opens /metrics. Empty: closed, unless the next setting opens it here.",
    )
    metrics_without_token: bool = Field(
        False,
        description="Whether callers on this machine get /metrics without a token, as long as none is set and nothing "
        "was forwarded. Only where no proxy stands on this machine: one that adds no header looks like a caller here.",
    )
    allowed_hosts: list[str] = Field(
        [],
        description="Names under which the service answers, beside localhost and ASKEL_HOST, as a JSON list.",
    )
    allowed_origins: list[str] = Field(
        [],
        description="Origins of other sites whose pages may use the chat, as a JSON list.",
    )
    log_level: str = Field("INFO", description="Least level of log lines that are written.")
    max_text_length: int = Field(2000, ge=1, description="Longest message of a jobseeker, in characters.")
    stream_poll_seconds: float = Field(
        20.0, gt=0, description="How often the service asks what has changed, in case a wake-up was lost, in seconds."
    )
    turn_timeout_seconds: float = Field(
        15.0, gt=0, description="How long one try of a bot's turn may take, in seconds."
    )
    turn_lease_seconds: float = Field(
        25.0,
        gt=0,
        description="How long a worker owns a turn before another may take it, in seconds. Longer than a try.",
    )
    turn_sweep_seconds: float = Field(2.0, gt=0, description="How often turns left behind are looked for, in seconds.")
    turn_pause_seconds: float = Field(
        1.0,
        ge=0,
        le=5,
        description="How long one who writes again before the answer, or breaks off in a sentence, is let finish, in "
        "seconds: what is written in a row is heard as one.",
    )
    turn_concurrency: int = Field(
        16, ge=1, description="How many turns of different conversations one process runs at once."
    )
    outage_notice_seconds: float = Field(
        4.0, ge=0, description="How long an answer may be late before the person is told, in seconds."
    )
    busy_timeout_seconds: float = Field(
        5.0, gt=0, description="How long a transaction waits for a locked or slow database, in seconds."
    )

    contact_keys: list[SecretStr] = Field(
        [],
        description="Fernet keys that encrypt numbers to call, newest first, as a JSON list. "
        "Empty: `make run` makes one; without one a call cannot be asked for.",
    )
    claim_answer_minutes: float = Field(
        10.0, gt=0, description="How long a coach may have a talk without writing before it goes back to the queue."
    )
    duty_minutes: float = Field(
        15.0, gt=0, description="How long a coach counts as on duty after the last sign of life, in minutes."
    )
    keep_conversation_days: float = Field(
        90.0, gt=0, description="How long a conversation is kept after its last change, in days."
    )
    keep_empty_conversation_days: float = Field(
        1.0, gt=0, description="How long a conversation in which nothing was said is kept, in days."
    )
    keep_suppressed_reply_days: float = Field(
        30.0, gt=0, description="How long bot replies that were never shown are kept, in days."
    )
    keep_work_days: float = Field(
        2.0, gt=0, description="How long finished turns and the answers of internal calls are kept, in days."
    )
    keep_contact_days: float = Field(
        30.0, gt=0, description="How long a number to call is kept when nobody handles it, in days."
    )
    keep_unfound_days: float = Field(
        365.0, gt=0, description="How long words that a search found nothing for are kept, in days."
    )
    keep_audit_days: float = Field(
        730.0, gt=0, description="How long the record of who read and did what is kept, in days; it outlives deletion."
    )
    upkeep_minutes: float = Field(10.0, gt=0, description="How often old data is looked for, in minutes.")
    max_body_bytes: int = Field(
        262_144,
        ge=1024,
        description="Largest body of a request of one who is known by a token, in bytes; imports have their own limit.",
    )
    anonymous_body_bytes: int = Field(
        65_536, ge=1024, description="Largest body of a request that anyone may send, in bytes."
    )
    import_max_bytes: int = Field(
        104_857_600, ge=1024, description="Largest upload of an editor's import, in bytes, all its files together."
    )
    body_timeout_seconds: float = Field(
        20.0, gt=0, description="How long a request may take to arrive whole, in seconds."
    )
    head_timeout_seconds: float = Field(
        10.0, gt=0, description="How long the lines before a request's body may take to arrive, in seconds."
    )
    max_head_bytes: int = Field(
        32_768, ge=1024, description="Largest address and headers of a request together, in bytes."
    )
    connections: int = Field(
        8000, ge=1, description="How many connections one process holds; a request beyond them is answered 503."
    )
    connections_per_address: int = Field(
        4000, ge=1, description="How many connections one address may hold; trusted proxies are not counted."
    )
    password_checks: int = Field(
        2, ge=1, description="How many passwords are hashed at once: each takes 64 MB and most of a core."
    )
    limits_storage: str = Field(
        "async+memory://",
        description="Where rate limits are counted: memory of one process, or async+redis://… for many.",
    )
    text_seed: str = Field("", description="What the ways of saying begin from: one seed, one way in each talk.")
    messages_per_conversation: str = Field(
        "40 per minute", description="Limit of a jobseeker's messages in one conversation."
    )
    messages_per_address: str = Field(
        "1200 per minute", description="Limit of messages from one address: a library shares one."
    )
    conversations_per_address: str = Field(
        "300 per 10 minute", description="Limit of new conversations from one address."
    )
    asks_per_address: str = Field(
        "600 per minute", description="Limit of searches, advice and self-assessments without a talk from one address."
    )
    streams_per_address: int = Field(3000, ge=1, description="How many live streams one address may hold.")
    streams_per_conversation: int = Field(10, ge=1, description="How many live streams one conversation may have.")
    trusted_proxies: list[str] = Field(
        [], description="Addresses of proxies whose X-Forwarded-For is believed, as a JSON list."
    )

    backup_dir: str = Field(
        "",
        description="Folder of back-ups and of the ledger of deletions, best on a disk of its own. "
        "Empty: `backups` in the var folder.",
    )
    backup_keys: list[SecretStr] = Field(
        [],
        description="Fernet keys that encrypt back-ups, newest first, as a JSON list. Empty: they are not encrypted.",
    )
    keep_backup_days: float = Field(14.0, gt=0, description="How long back-ups are kept, in days.")
    least_free_megabytes: int = Field(
        200, ge=0, description="Free disk below which the service says that it is not ready, in megabytes."
    )

    staff_idle_minutes: float = Field(
        60.0, gt=0, description="How long a staff sign-in lasts without a sign of life, in minutes."
    )
    staff_session_hours: float = Field(12.0, gt=0, description="How long a staff sign-in lasts at most, in hours.")

    @property
    def database(self) -> str:
        """The SQLAlchemy address in force."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir / 'askelmerkki.db'}"

    @property
    def tracker_file(self) -> Path:
        """Rasa's tracker store."""
        return self.var_dir / "tracker.db"

    @property
    def backups(self) -> Path:
        """The folder of back-ups in force."""
        return Path(self.backup_dir) if self.backup_dir else self.var_dir / "backups"

    @property
    def uploads_dir(self) -> Path:
        """Where files wait between an import's dry run and the import."""
        return self.var_dir / "uploads"

    @property
    def rasa_url(self) -> str:
        """Where Rasa answers; it never leaves loopback."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """Where the action server answers."""
        return f"http://127.0.0.1:{self.actions_port}"

    @property
    def base_url(self) -> str:
        """Where the service answers on this machine."""
        return f"http://127.0.0.1:{self.port}"
