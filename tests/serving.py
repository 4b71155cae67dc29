"""A built site under an address of this machine."""

from __future__ import annotations

import contextlib
import functools
import http.server
import pathlib
import threading
from collections.abc import Iterator

from scripts import serve


@contextlib.contextmanager
def served(site: pathlib.Path) -> Iterator[str]:
    """The address at which a folder is served, without a closing slash, as `make serve` does it."""
    server = http.server.ThreadingHTTPServer(
        ('127.0.0.1', 0), functools.partial(serve.Handler, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f'http://127.0.0.1:{server.server_port}'
    server.shutdown()
