"""Builds, serves site/ on this machine, and builds again when a source changes; shows only finished pages.

Usage: python scripts/serve.py [PORT]. Exit status: 0 stopped by Ctrl-C, 1 the first build failed and there is nothing to show, 2 misuse.
"""
from __future__ import annotations

import functools
import http.server
import pathlib
import sys
import threading

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

import build
import kb

WATCHED = ('data', 'docs', 'overrides')


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


class Changed(FileSystemEventHandler):
    """Tells the builder that a source was written, moved or deleted."""

    def __init__(self, event: threading.Event) -> None:
        self.event = event

    def on_any_event(self, event) -> None:
        if event.event_type in ('created', 'modified', 'moved', 'deleted'):
            self.event.set()


def try_build(root: pathlib.Path) -> bool:
    """Builds and says so in one line; what is wrong with the sources has been printed then."""
    try:
        good = build.build(root) == 0
    except build.BuildFault as fault:
        print(f'build: {fault}', file=sys.stderr)
        good = False
    if not good:
        print('serve: not built; what you see is the last good build. Mend the lines above and save.', file=sys.stderr)
    return good


def main(argv: list[str]) -> int:
    if len(argv) > 1 or (argv and not (argv[0].isdigit() and 0 < int(argv[0]) < 65536)):
        print('usage: serve.py [PORT], PORT a number from 1 to 65535', file=sys.stderr)
        return 2
    root, port = build.ROOT, int(argv[0]) if argv else 8000
    try:
        server = http.server.ThreadingHTTPServer(('127.0.0.1', port), functools.partial(Handler, directory=str(root / 'site')))
    except OSError as error:
        print(f'serve: port {port} cannot be used ({error.strerror}): try another, as in make serve PORT=8001', file=sys.stderr)
        return 2
    # taken before the build, so that a change made while it runs is seen
    seen = kb.stamp(root)
    if not try_build(root) and not (root / 'site' / 'index.html').is_file():
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    changed, observer = threading.Event(), Observer()
    for name in WATCHED:
        observer.schedule(Changed(changed), str(root / name), recursive=True)
    observer.schedule(Changed(changed), str(root / 'mkdocs.yml'))
    observer.start()
    changed.set()
    print(f'Look at http://127.0.0.1:{port}/ (Ctrl-C stops).', flush=True)
    try:
        while True:
            changed.wait()
            changed.clear()
            # reading the sources is an event too on some systems: build only when their text differs
            if (now := kb.stamp(root)) != seen:
                seen = now
                if try_build(root):
                    print('Built again.', flush=True)
    except KeyboardInterrupt:
        return 0
    finally:
        observer.stop()
        server.shutdown()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
