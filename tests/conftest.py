"""What the tests share: the scripts on the path, the built site served on this machine, one browser."""
from __future__ import annotations

import functools
import http.server
import pathlib
import sys
import threading

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'scripts'))

from scripts import serve, settings


@pytest.fixture(scope='session')
def root() -> pathlib.Path:
    return ROOT


@pytest.fixture(scope='session')
def site(root) -> pathlib.Path:
    """The built site; `make test` builds it before the tests run."""
    assert (root / 'site' / '.stamp').is_file(), 'there is no built site: run `make build` first'
    return root / 'site'


@pytest.fixture(scope='session')
def address(site):
    """The address of the served site, without a closing slash."""
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(serve.Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f'http://127.0.0.1:{server.server_port}'
    server.shutdown()


@pytest.fixture(scope='session')
def browser():
    """One headless browser for all tests."""
    from playwright.sync_api import sync_playwright
    assert settings.browser(), 'no browser: install chromium, or set CHROME=/path/to/chrome'
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=settings.browser(), args=settings.BROWSER_ARGS)
        yield launched
        launched.close()


class Watched:
    """A page whose every request, failure and console line is remembered."""

    def __init__(self, browser, **options) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.requests, self.faults = [], []
        self.page.on('request', lambda request: self.requests.append(request.url))
        self.page.on('requestfailed', lambda request: self.faults.append(f'failed: {request.url}'))
        self.page.on('response', lambda answer: answer.status >= 400 and self.faults.append(f'{answer.status}: {answer.url}'))
        self.page.on('console', lambda line: self.faults.append(f'console: {line.text}'))
        self.page.on('pageerror', lambda error: self.faults.append(f'error: {error}'))


@pytest.fixture
def phone(browser):
    """A phone of 360 x 640."""
    watched = Watched(browser, viewport={'width': 360, 'height': 640})
    yield watched
    watched.context.close()


@pytest.fixture
def open_page(browser):
    """A function that opens a Watched page with the given context options."""
    opened = []

    def make(**options) -> Watched:
        opened.append(Watched(browser, **options))
        return opened[-1]
    yield make
    for watched in opened:
        watched.context.close()
