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
        description="Bearer token that opens /metrics from elsewhere than loopback. Empty: loopback only.",
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
        262_144, ge=1024, description="Largest body of a request, in bytes; imports have a limit of their own."
    )
    import_max_bytes: int = Field(
        104_857_600, ge=1024, description="Largest upload of an editor's import, in bytes, all its files together."
    )
    body_timeout_seconds: float = Field(
        20.0, gt=0, description="How long a request may take to arrive whole, in seconds."
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

    staff_idle_minutes: float = Field(
        60.0, gt=0, description="How long a staff sign-in lasts without a sign of life, in minutes."
    )
    staff_session_hours: float = Field(12.0, gt=0, description="How long a staff sign-in lasts at most, in hours.")

    @property
    def database(self) -> str:
        """The SQLAlchemy address in force."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir / 'askelmerkki.db'}"

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
