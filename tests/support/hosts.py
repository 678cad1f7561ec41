"""Pages of other sites that have the chat on them, on an origin of their own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGES = Path(__file__).resolve().parents[1] / "browser" / "hosts"
# Nothing but the service's scripts and calls: no styles, no pictures, no markup from strings.
POLICIES = {
    "strict": "default-src 'none'; script-src {service}; connect-src {service}; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
}


class Hosts:
    """Serves the pages on a port of loopback; `service` is where their chat comes from."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.service = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hosts = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.strip("/")
                page = PAGES / f"{name}.html"
                self.send_response(200 if page.is_file() else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if name in POLICIES:
                    self.send_header("Content-Security-Policy", POLICIES[name].format(service=hosts.service))
                self.end_headers()
                if page.is_file():
                    self.wfile.write(page.read_text(encoding="utf-8").replace("{service}", hosts.service).encode())

            def log_message(self, *_arguments: object) -> None:
                pass

        return Handler
