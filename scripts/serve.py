"""Builds, serves site/ on this machine, and builds again when a source changes; shows only finished pages."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import pathlib
import sys
import threading
import time

from scripts import build
from scripts.settings import Fault, bug, refused
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

    def send_head(self):
        # between two sites there is none for a moment
        for _ in range(100):
            if os.path.isdir(self.directory):
                break
            time.sleep(0.01)
        try:
            return super().send_head()
        except ValueError:
            # a NUL or a half sign in the address, which no file name can hold
            return self.send_error(404)

    def send_error(self, code, message=None, explain=None) -> None:
        body = None
        if code == 404:
            # what was asked for is known: with another fault there may be no path
            name = 'en/404.html' if self.path.startswith('/en/') else '404.html'
            with contextlib.suppress(OSError):
                body = (pathlib.Path(self.directory) / name).read_bytes()
        if body is None:
            return super().send_error(code, message, explain)
        self.send_response(404)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)
        return None


class Server(http.server.ThreadingHTTPServer):
    """Says in one line what a browser could not be given, and nothing where the browser left."""

    def handle_error(self, request, client_address) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            print(f'serve: one request failed ({type(error).__name__}: {error})', file=sys.stderr)


def try_build(builder: build.Builder) -> bool:
    """Builds and says so in one line; what is wrong with the sources has been printed then."""
    try:
        good = builder.update() == 0
    except Fault as fault:
        print(f'build: {fault}', file=sys.stderr)
        good = False
    except OSError as error:
        # a full disk, a file that git took away meanwhile
        print(f'build: {refused(error, builder.root)}', file=sys.stderr)
        good = False
    except Exception as error:
        # a bug must not end what somebody is looking at
        print(f'build: {bug(error)}', file=sys.stderr)
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
        server = Server(('127.0.0.1', port), functools.partial(Handler, directory=str(root / 'site')))
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
