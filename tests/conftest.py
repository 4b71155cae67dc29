"""What the tests share: copies of the project, the built site served on this machine, one browser."""

from __future__ import annotations

import concurrent.futures
import gc
import os
import pathlib
import shutil
import tempfile
import threading
import urllib.parse

import pytest
from project import ROOT, handbook
from serving import served

from scripts import settings

# The pages that editors write, by their address in a language.
PAGES = sorted({page.slug for page in handbook().pages.values()})


# Where Linux keeps files in memory, and how many bytes must be free there: a run needs a tenth of them.
MEMORY, ENOUGH = pathlib.Path('/dev/shm'), 4 * 10**9


def pytest_configure() -> None:
    """Lets tests write to memory where there is plenty: many a disk takes milliseconds to delete a folder.

    Whoever sets TMPDIR has it their way.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault('TMPDIR', str(MEMORY))
        # pytest has asked already, and Python remembers what it found
        tempfile.tempdir = None


def pytest_collection_finish() -> None:
    """Spares Python to look for garbage among what all tests share: a tenth of the time of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_itemcollected(item) -> None:
    """Marks what needs a browser, poppler or an installation of its own: `make test-fast` leaves it out."""
    needs = {'browser', 'addressed', 'printed', 'successor', 'nginx', 'minisign'} & set(item.fixturenames)
    if needs or 'browser' in item.path.parts:
        item.add_marker('slow')


@pytest.fixture(scope='session')
def root() -> pathlib.Path:
    return ROOT


@pytest.fixture(scope='session')
def book():
    """The handbook as it stands. Tests only read it."""
    return handbook()


@pytest.fixture(scope='session')
def site(root) -> pathlib.Path:
    """The built site; `make test` builds it before the tests run."""
    assert (root / 'site' / '.stamp').is_file(), 'there is no built site: run `make build` first'
    return root / 'site'


@pytest.fixture(scope='session')
def address(site):
    """The address of the served site, without a closing slash."""
    with served(site) as address:
        yield address


@pytest.fixture(params=PAGES)
def each_slug(request) -> str:
    """Every page that editors write, one test for each: '', 'now/' ..., without the language."""
    return request.param


@pytest.fixture(scope='session')
def built(site) -> list[str]:
    """The address of every document of the built site, the unwritten too: '', 'en/d/', '404.html' ...

    The largest comes first, so that two browsers that share the list are done at about the same time.
    """
    files = sorted(site.rglob('*.html'), key=lambda path: (-path.stat().st_size, path))
    return [path.relative_to(site).as_posix().removesuffix('index.html') for path in files]


@pytest.fixture(scope='session')
def showcase() -> list[str]:
    """The addresses of pages that together show every component, in both languages; search has results."""
    slugs = ('', 'now/', 'now/claims/', 'components/', 'words/', 'help/', 'tools/card/', 'visit/rules/', 'd/')
    found = [f'search/#q={urllib.parse.quote("敲门")}', 'en/search/#q=police']
    return [f'{lang}{slug}' for lang in ('', 'en/') for slug in slugs] + found + ['404.html']


class Pair:
    """Two threads, each with its own Playwright and browsers: pages are looked at on both cores at once."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pool = concurrent.futures.ThreadPoolExecutor(2)
        self.own = threading.local()

    def launched(self, args):
        """This thread's browser with these arguments, started when it is first asked for."""
        from playwright.sync_api import sync_playwright

        if not hasattr(self.own, 'playwright'):
            self.own.playwright, self.own.browsers = sync_playwright().start(), {}
        if args not in self.own.browsers:
            launch = self.own.playwright.chromium.launch
            self.own.browsers[args] = launch(
                executable_path=settings.browser(), args=[*settings.BROWSER_ARGS, *args]
            )
        return self.own.browsers[args]

    def __call__(self, look, slugs, script='', args=(), **options) -> list[str]:
        """Opens each page and looks at it; returns all that is found.

        look(page, slug) gives a line for each fault. script is in each page from its start: the browser puts
        it there, so that no policy has to give way. args go to the browser, options to its page.
        """
        waiting = iter(slugs)

        def work(_number) -> list[str]:
            found, page = [], self.launched(tuple(args)).new_page(**options)
            if script:
                page.add_init_script(script)
            for slug in waiting:
                page.goto(f'{self.address}/{slug}', wait_until='domcontentloaded')
                if '#q=' in slug:
                    page.wait_for_selector('#search-results a')
                found += [f'/{slug} {fault}' for fault in look(page, slug)]
            page.close()
            return found

        return [fault for found in self.pool.map(work, range(2)) for fault in found]

    def close(self) -> None:
        both = threading.Barrier(2)

        def stop(_number) -> None:
            both.wait()
            if hasattr(self.own, 'playwright'):
                for launched in self.own.browsers.values():
                    launched.close()
                self.own.playwright.stop()

        list(self.pool.map(stop, range(2)))
        self.pool.shutdown()


@pytest.fixture(scope='session')
def everywhere(address):
    """A function that looks at many pages in two browsers at once (Pair)."""
    assert settings.browser(), 'no browser: install chromium, or set CHROME=/path/to/chrome'
    pair = Pair(address)
    yield pair
    pair.close()


@pytest.fixture(scope='session')
def browser():
    """One headless browser for all tests."""
    from playwright.sync_api import sync_playwright

    assert settings.browser(), 'no browser: install chromium, or set CHROME=/path/to/chrome'
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=settings.browser(), args=settings.BROWSER_ARGS)
        yield launched
        launched.close()


# What a console says of the tests: Playwright keeps the worker from a page, and they look at what is folded.
OURS = ('blocked by Playwright', 'subtree hidden by content-visibility')


class Watched:
    """A page whose every request, failure and console line is remembered.

    It has no worker, which would answer in the host's place: test_without_network.py is about that.
    """

    def __init__(self, browser, **options) -> None:
        self.context = browser.new_context(service_workers='block', **options)
        self.page = self.context.new_page()
        self.requests, self.faults = [], []
        self.page.on('request', lambda request: self.requests.append(request.url))
        self.page.on('requestfailed', lambda request: self.faults.append(f'failed: {request.url}'))
        self.page.on(
            'response',
            lambda answer: answer.status >= 400 and self.faults.append(f'{answer.status}: {answer.url}'),
        )
        self.page.on(
            'console',
            lambda line: (
                any(said in line.text for said in OURS) or self.faults.append(f'console: {line.text}')
            ),
        )
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
