"""A built site under an address of this machine: as `make serve` has it, and on a host that can fail."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import mimetypes
import pathlib
import threading
import time
from collections.abc import Iterator

from scripts import serve


@contextlib.contextmanager
def served(site: pathlib.Path, handler: type = serve.Handler) -> Iterator[str]:
    """The address at which a folder is served, without a closing slash, as `make serve` does it.

    handler: what answers instead.
    """
    server = http.server.ThreadingHTTPServer(
        ('127.0.0.1', 0), functools.partial(handler, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f'http://127.0.0.1:{server.server_port}'
    finally:
        server.shutdown()
        server.server_close()


class Host:
    """A host whose site, path and luck a test changes while readers are there.

    site: the folder; base: its path on the host; down: no answer; broken: status 503; slow: seconds before an
    answer; cut: addresses whose bytes end midway; headers: what _headers says is sent. asked: the addresses
    that were asked for, in order, each with its bytes as gzip sends them.
    """

    def __init__(self, site: pathlib.Path, base: str = '/') -> None:
        self.site, self.base = site, base
        self.down = self.broken = self.headers = False
        self.slow, self.cut = 0.0, set()
        self.asked: list[tuple[str, int]] = []

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        """Answers one request as things are now."""
        time.sleep(self.slow)
        if self.down:
            return
        name = request.path.partition('?')[0].removeprefix(self.base)
        path = self.site / name / 'index.html' if name.endswith('/') or not name else self.site / name
        there = path.is_file() and request.path.startswith(self.base)
        body = path.read_bytes() if there else b'gone'
        self.asked.append((name, len(gzip.compress(body, 6))))
        request.send_response(503 if self.broken else 200 if there else 404)
        request.send_header('Content-Type', mimetypes.guess_type(path)[0] or 'text/html')
        request.send_header('Content-Length', str(len(body)))
        for line in (self.site / '_headers').read_text().splitlines() if self.headers else ():
            if line.startswith('  ') and 'Cache-Control' not in line:
                request.send_header(*line.strip().split(': ', 1))
        request.end_headers()
        request.wfile.write(body[: len(body) // 2] if name in self.cut else body)


@contextlib.contextmanager
def hosted(site: pathlib.Path, base: str = '/') -> Iterator[Host]:
    """A Host that is up; its `address` is that of the site, with a closing slash."""
    host = Host(site, base)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with contextlib.suppress(ConnectionError):
                host.answer(self)

        def log_message(self, *_args) -> None:
            pass

    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    host.address = f'http://127.0.0.1:{server.server_port}{base}'
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
