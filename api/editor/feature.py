"""What the editor's pages hand over to be composed."""

from datetime import datetime

from api.editor.routes import entries, facts, importing, synonyms
from api.editor.schemas import uploads
from api.platform.feature import Feature
from api.settings import Settings


def _drop_files(settings: Settings, now: datetime) -> None:
    """Files of imports that nobody went on with."""
    uploads.drop_old(settings.uploads_dir, now)


FEATURE = Feature(
    routers=[entries.router, facts.router, importing.router, synonyms.router],
    drop_files=_drop_files,
    uploads=[importing.UPLOAD],
)
