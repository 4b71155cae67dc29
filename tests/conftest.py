"""What the tests share: copies of the project, the built site served on this machine, one browser."""

from __future__ import annotations

import functools
import http.server
import pathlib
import shutil
import threading

import pytest

from scripts import serve, settings
from scripts.book.read import load

ROOT = pathlib.Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items) -> None:
    """Marks every test that needs a browser or an installation of its own: `make test-fast` leaves it out."""
    for item in items:
        if {'browser', 'webkit', 'window', 'driver', 'addressed', 'successor'} & set(
            item.fixturenames
        ) or '/browser/' in str(item.path):
            item.add_marker('slow')


@pytest.fixture(scope='session')
def root() -> pathlib.Path:
    return ROOT


def copied(target: pathlib.Path, *, scripts: bool = False, cards: bool = False) -> pathlib.Path:
    """A copy of what a site is made from.

    scripts: with the tooling, so that its commands run there; cards: with the card files.
    """
    for name in ('data', 'docs', 'overrides', *(['scripts'] if scripts else [])):
        shutil.copytree(
            ROOT / name,
            target / name,
            ignore=shutil.ignore_patterns('__pycache__', *([] if cards else ['print'])),
        )
    shutil.copy(ROOT / 'mkdocs.yml', target)
    return target


@pytest.fixture(scope='session')
def book(root):
    """The handbook as it stands. Tests only read it."""
    return load(root)


@pytest.fixture(scope='session')
def site(root) -> pathlib.Path:
    """The built site; `make test` builds it before the tests run."""
    assert (root / 'site' / '.stamp').is_file(), 'there is no built site: run `make build` first'
    return root / 'site'


@pytest.fixture(scope='session')
def address(site):
    """The address of the served site, without a closing slash."""
    server = http.server.ThreadingHTTPServer(
        ('127.0.0.1', 0), functools.partial(serve.Handler, directory=str(site))
    )
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
        self.page.on(
            'response',
            lambda answer: answer.status >= 400 and self.faults.append(f'{answer.status}: {answer.url}'),
        )
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
