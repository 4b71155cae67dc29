"""Builds, serves site/ on this machine, and builds again when a source changes; shows only finished pages."""

from __future__ import annotations

import functools
import http.server
import pathlib
import sys
import threading
import time

from scripts import build
from scripts.settings import Fault
from scripts.stamp import stamp

# How often the sources are looked at, in seconds.
EVERY = 0.1


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves site/ quietly, never from the browser's cache, with our own page for what is not there."""

    def end_headers(self) -> None:
        self.send_header('Cache-Control', 'no-store')
        super().end_headers()

    def log_message(self, *_args) -> None:
        pass

    def send_error(self, code, message=None, explain=None) -> None:
        page = pathlib.Path(self.directory) / '404.html'
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)
        return None


def try_build(builder: build.Builder) -> bool:
    """Builds and says so in one line; what is wrong with the sources has been printed then."""
    try:
        good = builder.update() == 0
    except Fault as fault:
        print(f'build: {fault}', file=sys.stderr)
        good = False
    if not good:
        print(
            'serve: not built; what you see is the last good build. Fix the lines above and save.',
            file=sys.stderr,
        )
    return good


def serve(root: pathlib.Path, port: int) -> int:
    """Serves until Ctrl-C. Returns 0, or 1 when the first build failed with nothing to show. Raises Fault."""
    try:
        server = http.server.ThreadingHTTPServer(
            ('127.0.0.1', port), functools.partial(Handler, directory=str(root / 'site'))
        )
    except OSError as error:
        raise Fault(
            f'port {port} cannot be used ({error.strerror}): try another, as in make serve PORT=8001'
        ) from None
    with build.Builder(root) as builder:
        # taken before the build, so that a change made while it runs is seen
        seen = stamp(root)
        if not try_build(builder) and not (root / 'site' / 'index.html').is_file():
            return 1
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f'Look at http://127.0.0.1:{port}/ (Ctrl-C stops).', flush=True)
        try:
            while True:
                time.sleep(EVERY)
                if (now := stamp(root)) != seen:
                    seen = now
                    if try_build(builder):
                        print('Built again.', flush=True)
        except KeyboardInterrupt:
            return 0
        finally:
            server.shutdown()
