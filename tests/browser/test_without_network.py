"""Without a network, in Chromium: what was kept opens and says its day, what was not says so.

Most of it on the small project, which builds in a second, so that a test can publish a newer site. Its host
sends the policy as a header too, which is the one that a worker inherits.
"""

from __future__ import annotations

import re
import shutil
import time

import pytest
from playwright.sync_api import expect
from serving import hosted
from small import change, small_project

from scripts import build

LANGS = ('', 'en/')
DAY, LATER = '2026-11-24', '2026-11-25'
STORES = 'caches.keys().then((names) => names.filter((name) => name.startsWith("http")))'
KEYS = """Promise.all([caches.keys()]).then(([names]) => Promise.all(names.map((name) => caches.open(name)
  .then((store) => store.keys())))).then((found) => [].concat(...found).map((key) => key.url))"""
NOT_KEPT = {'': '这一页没存在手机里', 'en/': 'This page is not saved on your phone'}


def publish(root, folder, monkeypatch, day: str = DAY, **env):
    """Builds the small project as of a day and moves its site to a folder; returns that folder."""
    monkeypatch.setenv('AS_OF', day)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert build.build(root) == 0
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / 'site', folder)
    return folder


class Reader:
    """A phone that may have a worker, and the host that it reads from."""

    def __init__(self, browser, host) -> None:
        self.host = host
        self.context = browser.new_context(service_workers='allow', viewport={'width': 360, 'height': 640})
        self.page = self.context.new_page()

    def read(self, slug: str) -> str:
        """Opens a page; returns the text of its body."""
        self.page.goto(self.host.address + slug, wait_until='load')
        return self.page.inner_text('body')

    def settled(self) -> None:
        """Waits until a worker rules, none is on its way, and what it keeps has come."""
        self.page.evaluate('navigator.serviceWorker.ready.then(() => 0)')
        for _ in range(100):
            busy = self.page.evaluate(
                'navigator.serviceWorker.getRegistration().then((it) => !it || it.installing || it.waiting'
                ' || !it.active || it.active.state !== "activated" ? 1 : 0)'
            )
            before = len(self.host.asked)
            time.sleep(0.2)
            if not busy and before == len(self.host.asked):
                return
        raise AssertionError('the worker does not come to rest')

    def visit(self, slug: str) -> str:
        """Opens a page with a network and lets the worker do its work."""
        text = self.read(slug)
        self.settled()
        return text

    def update(self) -> None:
        """Asks for a newer worker, as a browser does at each visit, and waits for what comes of it."""
        self.page.evaluate(
            'navigator.serviceWorker.getRegistration().then((it) => it && it.update()).catch(() => 0)'
        )
        time.sleep(0.5)
        self.settled()

    def offline(self, off: bool = True) -> None:
        self.host.down = off
        self.context.set_offline(off)

    def day(self) -> str:
        """The day that the page in sight gives as that of its copy, or '' where it is none."""
        line = self.page.locator('.stored')
        return re.search(r'\d{4}-\d\d-\d\d', line.inner_text())[0] if line.count() else ''


@pytest.fixture
def reader(browser, site):
    """A phone that reads the handbook as built."""
    with hosted(site) as host:
        phone = Reader(browser, host)
        yield phone
        phone.context.close()


@pytest.fixture(params=['/', '/books/door/'])
def small(request, browser, tmp_path, monkeypatch):
    """A phone that reads the small project, at the root of a host and under a path; `build` makes a newer."""
    root = small_project(tmp_path / 'project')
    with hosted(publish(root, tmp_path / 'first', monkeypatch), request.param) as host:
        host.headers = True
        phone = Reader(browser, host)

        def newer(name: str = 'second', day: str = LATER, **env) -> None:
            host.site = publish(root, tmp_path / name, monkeypatch, day, **env)

        phone.root, phone.build = root, newer
        yield phone
        phone.context.close()


@pytest.mark.parametrize('lang', LANGS)
def test_after_one_visit_the_door_pages_open_and_say_their_day(reader, site, book, lang):
    from scripts.finish import offline

    reader.visit(f'{lang}visit/rules/')
    reader.offline()
    of = 'en' if lang else 'zh'
    pages = [name for name in offline.kept(book, site, of) if not name.endswith('.js')]
    assert {f'{lang}{slug}' for slug in ('', 'now/', 'now/say/', 'd/', 'help/', 'people/coping/')} <= {*pages}
    built = re.search(r' data-day="(.+?)"', (site / 'index.html').read_text(encoding='utf-8'))[1]
    for slug in [*pages, f'{lang}visit/rules/']:
        if 'blank' not in slug:
            reader.read(slug)
            assert reader.day() == built, slug
            assert reader.page.locator('article h1').count() == 1
    # where the way out leads nothing speaks of this handbook
    assert '2026' not in reader.read(f'{lang}blank/')
    # the script of a kept page is kept too
    reader.read(f'{lang}now/say/')
    expect(reader.page.locator('.say-line').first).to_be_visible()


@pytest.mark.parametrize('lang', LANGS)
def test_a_page_that_is_not_kept_says_so_and_leads_to_those_that_are(reader, lang):
    reader.visit(f'{lang}now/')
    reader.offline()
    for slug in (f'{lang}debt/old/', f'{lang}nothing/here/'):
        text = reader.read(slug)
        assert NOT_KEPT[lang] in text and reader.page.url.endswith(slug)
        assert reader.page.evaluate('getComputedStyle(document.querySelector("header")).display') == 'flex'
        assert reader.page.evaluate('document.documentElement.scrollWidth') <= 360
        links = reader.page.locator('article section a')
        assert links.count() >= 9
        links.nth(1).click()
        assert reader.page.url == f'{reader.host.address}{lang}now/say/' and reader.day()
    # of the other language nothing is kept, and nothing is promised
    other = 'en/' if not lang else ''
    assert NOT_KEPT[other] in reader.read(f'{other}now/') and not reader.page.locator('section').count()
    reader.page.click('article p:last-child a')
    assert reader.page.url == f'{reader.host.address}{lang}now/' and reader.day()
    # with a network again the same address shows the page
    reader.read(f'{lang}debt/old/')
    reader.offline(False)
    reader.page.click('article .md-button')
    expect(reader.page.locator('.path')).to_be_visible()
    assert not reader.day()


def test_the_other_language_is_kept_when_it_is_read(reader):
    reader.visit('now/')
    assert not [key for key in reader.page.evaluate(KEYS) if '/en/now/' in key]
    reader.visit('en/debt/old/')
    reader.offline()
    for slug in ('en/now/', 'en/debt/old/', 'now/inside/'):
        reader.read(slug)
        assert reader.day(), slug


def test_a_card_file_is_kept_when_it_is_tapped_and_search_when_it_was_opened(reader):
    reader.visit('now/')
    reader.visit('assets/print/lock-zh-mine-dark.png')
    for lang in LANGS:
        reader.visit(f'{lang}search/')
    reader.offline()
    reader.read('assets/print/lock-zh-mine-dark.png')
    assert reader.page.evaluate('document.images[0].naturalWidth') == 1080
    for lang, words in (('', '敲门'), ('en/', 'police')):
        reader.read(f'{lang}search/')
        reader.page.fill('#q', words)
        expect(reader.page.locator('#search-results a').first).to_be_visible()


def test_what_is_fetched_unasked_is_light(reader):
    reader.visit('now/')
    first = sum(size for _, size in reader.host.asked)
    assert 100 * 1024 < first <= 250 * 1024
    names = [name for name, _ in reader.host.asked]
    assert not [name for name in names if name.startswith('en/') and name != 'en/no-network/']
    assert not [name for name in names if 'search' in name or 'print' in name]
    # a second page asks for itself and whether there is a newer worker, no more
    reader.host.asked.clear()
    reader.visit('now/say/')
    assert {name for name, _ in reader.host.asked} <= {'now/say/', 'worker.js'}


def test_no_words_and_no_query_are_kept(small):
    small.visit('now/?from=somebody&name=x#q=debt')
    small.visit('help/?from=somebody#q=debt')
    kept = small.page.evaluate(KEYS)
    assert f'{small.host.address}help/' in kept and f'{small.host.address}now/' in kept
    # the mark of a language is the one address with a ?
    assert [key for key in kept if '#' in key or '?' in key] == [f'{small.host.address}?zh']
    small.offline()
    assert small.read('now/index.html?x=1') and small.day() == DAY


def test_new_content_is_taken_and_never_shown_as_new_when_it_is_old(small):
    small.visit('now/')
    small.visit('words/')
    change(small.root, 'docs/zh/now/index.md', 'title: ', 'title: 新的')
    small.build()
    # first with a network: the new page at once, nothing that says it is a copy
    assert '新的' in small.visit('now/') and not small.day()
    small.update()
    assert len(small.page.evaluate(STORES)) == 1
    small.offline()
    assert '新的' in small.read('now/') and small.day() == LATER
    small.read('now/claims/')
    assert small.day() == LATER
    # read before the update and not since: still there, and says that it is older
    small.read('words/')
    assert small.day() == DAY
    scripts = [key for key in small.page.evaluate(KEYS) if '/assets/js/' in key]
    assert scripts, 'the scripts of kept pages stay'


def test_another_day_alone_fetches_nothing_again(small):
    small.visit('now/')
    small.build()
    small.host.asked.clear()
    small.visit('now/')
    small.update()
    assert {name for name, _ in small.host.asked} <= {'now/', 'worker.js'}


def test_an_update_that_breaks_off_leaves_the_older_one_whole(small):
    small.visit('now/')
    before = sorted(small.page.evaluate(KEYS))
    for page in ('now/index', 'now/claims'):
        change(small.root, f'docs/zh/{page}.md', 'title: ', 'title: 新的')
    small.build()
    small.host.cut = {'now/claims/'}
    small.update()
    assert 'now/claims/' in {name for name, _ in small.host.asked}, 'the update was tried'
    assert sorted(small.page.evaluate(KEYS)) == before
    small.offline()
    for slug in ('now/', 'now/claims/', ''):
        assert '新的' not in small.read(slug)
        assert small.day() == DAY
    small.offline(False)
    small.host.cut = set()
    small.update()
    small.offline()
    for slug in ('now/', 'now/claims/'):
        assert '新的' in small.read(slug)
        assert small.day() == LATER


def test_a_page_that_is_cut_off_does_not_replace_its_copy(small):
    small.visit('now/')
    small.visit('words/')
    small.host.cut = {'words/', 'now/'}
    for slug in ('words/', 'now/'):
        small.page.goto(small.host.address + slug, wait_until='commit')
        time.sleep(1)
    small.offline()
    for slug in ('words/', 'now/'):
        assert small.read(slug) and small.page.locator('footer').count() == 1
        assert small.day() == DAY


def test_on_a_slow_line_the_copy_comes_first_and_the_new_page_next_time(small):
    small.visit('now/')
    change(small.root, 'docs/zh/now/index.md', 'title: ', 'title: 新的')
    small.build()
    small.host.slow = 5
    began = time.monotonic()
    assert '新的' not in small.read('now/') and small.day() == DAY
    assert 2.5 < time.monotonic() - began < 4.8
    time.sleep(4)
    small.host.slow = 0
    small.offline()
    assert '新的' in small.read('now/') and small.day() == LATER


def test_a_host_that_fails_gives_way_to_the_copy_and_a_page_that_is_gone_goes(small):
    small.visit('now/')
    small.visit('words/')
    small.host.broken = True
    assert small.read('now/') and small.day() == DAY
    small.host.broken = False
    (small.host.site / 'words' / 'index.html').unlink()
    assert 'gone' in small.read('words/')
    small.settled()
    small.offline()
    assert NOT_KEPT[''] in small.read('words/')


def test_off_means_off(small):
    small.visit('now/')
    small.page.evaluate('caches.open("of somebody else")')
    small.build(OFFLINE='off')
    small.read('now/')
    small.page.evaluate('navigator.serviceWorker.getRegistration().then((it) => it && it.update())')
    for _ in range(50):
        left = small.page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)')
        if not left and not small.page.evaluate(STORES):
            break
        time.sleep(0.1)
    assert left == 0 and small.page.evaluate('caches.keys()') == ['of somebody else']
    # and no page asks for it again
    small.read('help/')
    assert small.page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)') == 0
    small.build('third', '2026-11-26', OFFLINE='')
    small.visit('now/')
    small.offline()
    assert small.read('now/claims/') and small.day() == '2026-11-26'


def test_only_what_lies_beneath_it_is_the_workers(small):
    small.visit('now/')
    scope = small.page.evaluate('navigator.serviceWorker.ready.then((it) => it.scope)')
    assert scope == small.host.address
    assert [key for key in small.page.evaluate(KEYS) if not key.startswith(small.host.address)] == []


def test_a_file_on_the_phone_and_a_browser_without_workers_say_nothing(browser, site):
    for script in ('', 'delete Navigator.prototype.serviceWorker'):
        context = browser.new_context()
        context.add_init_script(script)
        page, said = context.new_page(), []
        page.on('console', lambda line, said=said: said.append(line.text))
        page.on('pageerror', lambda error, said=said: said.append(str(error)))
        page.goto((site / 'now' / 'index.html').as_uri())
        assert page.locator('.say-line, h1').count()
        time.sleep(0.3)
        assert said == []
        context.close()
