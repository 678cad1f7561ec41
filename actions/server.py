"""Starts the action server: on loopback alone, and for nobody but those who know the token."""

import hmac
import os
import sys
from typing import Any

from rasa_sdk import utils
from rasa_sdk.endpoint import create_app
from sanic import Request, Sanic, response
from sanic.exceptions import Forbidden
from sanic.response import HTTPResponse

HOST = "127.0.0.1"
# A call carries the whole talk as Rasa knows it.
LONGEST_CALL = 16 * 1024 * 1024  # bytes


def guarded(token: str) -> Sanic:
    """The server with the actions of this package. Each call needs the token, and without one it is closed."""
    app = create_app("actions", cors_origins=[])
    app.config.REQUEST_MAX_SIZE = LONGEST_CALL
    wanted = f"Bearer {token}".encode()

    # Before the route is sought, which is before the body is read.
    @app.signal("http.routing.before")
    async def check_token(request: Request, **_more: Any) -> None:
        given = request.headers.get("authorization", "").encode()
        if not token or not hmac.compare_digest(given, wanted):
            raise Forbidden("forbidden")

    @app.exception(Forbidden)
    async def forbidden(_request: Request, _error: Forbidden) -> HTTPResponse:
        return response.json({"error": "forbidden"}, status=403)

    return app


def main() -> None:
    utils.configure_colored_logging(None)
    utils.update_sanic_log_level()
    guarded(os.environ["ASKEL_INTERNAL_TOKEN"]).run(HOST, int(sys.argv[1]), workers=1)


if __name__ == "__main__":
    main()
