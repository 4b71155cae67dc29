"""The nginx of deploy/, asked: packed files, headers, caching, 404, a path, switch and rollback."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
import time
import urllib.parse

import brotli
import pytest
from nginx import Nginx, missing
from small import change, small_project

from scripts import build, pack
from scripts.finish import policy

NAME = 'assets/img/门 口#1.svg'


def released(root, monkeypatch, site_url: str = ''):
    """The folder of a release of the project as it stands."""
    monkeypatch.setenv('AS_OF', '2026-11-24')
    monkeypatch.setenv('SITE_URL', site_url)
    assert build.build(root) == 0
    # a name that our own checks refuse, as a host may still be given one
    (root / 'site' / NAME).parent.mkdir(parents=True, exist_ok=True)
    (root / 'site' / NAME).write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>' + ' ' * 400, encoding='utf-8'
    )
    assert pack.release(root) == 0
    return max((root / 'dist').iterdir(), key=lambda path: path.stat().st_mtime_ns)


@pytest.fixture(scope='module', params=['/', '/books/door/'])
def nginx(request, tmp_path_factory):
    """nginx with the small project at the root of its host, and under a path of it."""
    if missing():
        pytest.skip(missing())
    root = small_project(tmp_path_factory.mktemp('deploy') / 'project')
    with pytest.MonkeyPatch.context() as patch:
        base = request.param
        release = released(root, patch, '' if base == '/' else f'https://x.example{base}')
    with Nginx(tmp_path_factory.mktemp('nginx')) as server:
        assert server.switch(release).returncode == 0
        server.base, server.release, server.site, server.root = base, release, root / 'site', root
        yield server


def until(true) -> None:
    """Waits at most ten seconds."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def script(nginx) -> str:
    return next((nginx.site / 'assets' / 'js').glob('page*.js')).relative_to(nginx.site).as_posix()


def test_every_file_comes_whole_plain_and_packed(nginx):
    files = {path.relative_to(nginx.site).as_posix() for path in nginx.site.rglob('*') if path.is_file()}
    asked = sorted(files - {'.stamp', '_headers', '404.html', 'en/404.html'})
    assert NAME in asked and len(asked) > 15
    for name in asked:
        address = nginx.base + urllib.parse.quote(name.removesuffix('index.html'))
        raw = (nginx.site / name).read_bytes()
        for coding, unpack in (('', bytes), ('gzip', gzip.decompress), ('br', brotli.decompress)):
            status, headers, body = nginx.get(address, accept_encoding=coding)
            packed = headers.get('content-encoding', '') == coding
            there = (nginx.release / 'site' / (name + {'': '', 'gzip': '.gz', 'br': '.br'}[coding])).is_file()
            assert (status, packed) == (200, there), (address, coding)
            assert (unpack(body) if packed else body) == raw, (address, coding)
            assert int(headers['content-length']) == len(body)
            if name.endswith('.html'):
                assert headers['vary'] == 'Accept-Encoding', headers
        # what gains nothing by packing is not packed
        assert len(body) <= len(raw) and there is (len(body) < len(raw))


def test_a_browser_that_takes_both_gets_brotli(nginx):
    _, headers, body = nginx.get(nginx.base, accept_encoding='gzip, deflate, br')
    assert headers['content-encoding'] == 'br' and brotli.decompress(body)


@pytest.mark.parametrize(
    'name, kind',
    [
        ('', 'text/html; charset=utf-8'),
        ('en/now/', 'text/html; charset=utf-8'),
        ('search/index.js', 'text/javascript; charset=utf-8'),
        (urllib.parse.quote(NAME), 'image/svg+xml; charset=utf-8'),
    ],
)
def test_kinds_are_named(nginx, name, kind):
    for coding in ('', 'gzip', 'br'):
        assert nginx.get(nginx.base + name, accept_encoding=coding)[1]['content-type'] == kind


@pytest.mark.parametrize('name', ['', 'en/now/', 'search/index.js', 'nowhere/', 'en/nowhere', 'assets/'])
def test_every_answer_has_the_headers_and_no_cookie(nginx, name):
    for coding in ('', 'br'):
        _, headers, _ = nginx.get(nginx.base + name, accept_encoding=coding)
        assert {name: headers[name.lower()] for name in policy.HEADERS} == policy.HEADERS
        assert 'set-cookie' not in headers and headers['server'] == 'nginx'
        said = (nginx.site / '_headers').read_text(encoding='utf-8')
        assert f'  Content-Security-Policy: {headers["content-security-policy"]}\n' in said
        assert headers['cache-control'] == 'public, max-age=300'


def test_scripts_are_kept_for_good_and_the_rest_is_asked_for_again(nginx):
    _, headers, _ = nginx.get(nginx.base + script(nginx))
    assert headers['cache-control'] == policy.FOR_GOOD
    # a name that is gone must not be remembered as gone
    status, headers, _ = nginx.get(nginx.base + 'assets/js/page.00000000.js')
    assert status == 404 and headers['cache-control'] == 'public, max-age=300'
    _, headers, _ = nginx.get(nginx.base + 'now/', accept_encoding='br')
    status, again, body = nginx.get(nginx.base + 'now/', accept_encoding='br', if_none_match=headers['etag'])
    assert status == 304 and body == b'' and again['content-security-policy']


@pytest.mark.parametrize(
    'name', ['nowhere/', 'now/nowhere', 'assets/', 'assets/js/x.js', '_headers', '.stamp', '%00']
)
def test_what_is_not_there_is_told_in_chinese_first(nginx, name):
    status, headers, body = nginx.get(nginx.base + name)
    if name == '%00':
        assert status == 400
        return
    assert (status, body) == (404, (nginx.site / '404.html').read_bytes()), name
    assert nginx.get(nginx.base + name, accept_encoding='gzip')[1]['content-encoding'] == 'gzip'


@pytest.mark.parametrize('name', ['en/nowhere/', 'en/now/nowhere', 'en/search/x.js'])
def test_and_under_en_in_english_first(nginx, name):
    status, headers, body = nginx.get(nginx.base + name)
    assert (status, body) == (404, (nginx.site / 'en' / '404.html').read_bytes())
    text = body.decode()
    assert text.index('<section lang="en"><h1>') < text.index('<section lang="zh-CN"><h2>')


def test_links_of_404_lead_to_pages_under_the_path(nginx):
    for name in ('404.html', 'en/404.html'):
        links = re.findall(r'href="(/[^"]*)"', (nginx.site / name).read_text(encoding='utf-8'))
        assert links and {nginx.get(link)[0] for link in links} == {200}, name


def test_a_folder_without_its_slash_leads_to_it(nginx):
    assert nginx.get(nginx.base + 'now')[0] == 301
    assert nginx.get(nginx.base + 'now')[1]['location'] == f'{nginx.base}now/'
    assert nginx.get(nginx.base + 'en')[1]['location'] == f'{nginx.base}en/'
    if nginx.base != '/':
        assert nginx.get(nginx.base.rstrip('/'))[1]['location'] == nginx.base
        assert nginx.get('/')[0] == nginx.get('/books/doorway/')[0] == 404


def test_nothing_but_reading(nginx):
    assert nginx.get(nginx.base, method='POST')[0] == 405
    status, headers, body = nginx.get(nginx.base, method='HEAD')
    assert status == 200 and body == b'' and int(headers['content-length']) > 1000
    assert nginx.get(nginx.base + '../../nginx.conf')[0] in (400, 404)


def test_a_release_goes_live_and_back_at_once_and_loses_nobody(nginx, monkeypatch, tmp_path):
    """Readers ask all the while; each gets a whole page whose style its own header allows."""
    change(nginx.root, 'docs/assets/css/site.css', 'line-height: 1.3', 'line-height: 1.4')
    site_url = '' if nginx.base == '/' else f'https://x.example{nginx.base}'
    second = released(nginx.root, monkeypatch, site_url)
    change(nginx.root, 'docs/assets/css/site.css', 'line-height: 1.4', 'line-height: 1.3')
    released(nginx.root, monkeypatch, site_url)
    pages, faults, stop = set(), [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                status, headers, body = nginx.get(nginx.base + 'now/')
                style = re.search(rb'<style>(.*?)</style>', body, re.S)[1].decode()
                allowed = policy.policy([style]).split("style-src 'self' ")[1].split(';')[0]
                pages.add(body)
                if status != 200 or allowed not in headers['content-security-policy']:
                    faults.append(f'{status}: the style is not allowed')
            except Exception as error:
                faults.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for release in [second, nginx.release] * 4:
        assert nginx.switch(release).returncode == 0
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == [] and len(pages) == 2


def test_a_release_that_is_not_whole_does_not_go_live(nginx, tmp_path):
    live = (nginx.release / 'site' / 'index.html').read_bytes()
    assert nginx.switch(nginx.release).returncode == 0
    # the workers of the former release may still answer for a moment
    until(lambda: nginx.get(nginx.base)[2] == live)
    broken = shutil.copytree(nginx.release, tmp_path / 'broken')
    page = broken / 'site' / 'now' / 'index.html'
    page.write_bytes(page.read_bytes()[:-1])
    for folder, words in ((broken, 'is no whole release'), (tmp_path / 'none', 'there is no folder')):
        done = nginx.switch(folder)
        assert done.returncode == 2 and words in done.stderr, done.stderr
    # whole, but nginx cannot read it
    shutil.copytree(nginx.release, broken, dirs_exist_ok=True)
    (broken / 'headers.conf').write_text('add_header Broken;', encoding='utf-8')
    sums = (broken / 'SHA256SUMS').read_text(encoding='utf-8').splitlines(True)
    (broken / 'SHA256SUMS').write_text(
        ''.join(it for it in sums if 'headers.conf' not in it), encoding='utf-8'
    )
    done = nginx.switch(broken)
    assert done.returncode == 1 and 'the former release stays live' in done.stderr
    assert nginx.get(nginx.base)[2] == live
    assert (nginx.home / 'live.conf').read_text(encoding='utf-8').count(str(nginx.release)) == 3
