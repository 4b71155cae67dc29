"""What is published is locked down: no other host, no cookie, no trace of who built it, nothing unused."""

from __future__ import annotations

import getpass
import os
import pathlib
import re
import socket
import subprocess
import urllib.parse
import zlib

import lxml.html
import pytest
from project import ROOT

from scripts.finish import policy

# What a host reads and no page names: its headers, its page for a missing address, and our own mark.
FOR_HOSTS = {'_headers', '404.html', 'en/404.html', '.stamp'}
# Ways in which a script reaches a host or keeps something that is sent to one.
REACHING = re.compile(
    r'\bcookie\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|importScripts'
    r'|\bimport\s*\(|\beval\b|new Function|document\.write|https?://(?!github\.com/lucaong/)'
)
# Hints that make a browser ask another host before anybody taps.
HINTS = {'preconnect', 'dns-prefetch', 'prefetch', 'prerender', 'preload', 'modulepreload'}


@pytest.fixture(scope='module')
def pages(site) -> dict:
    """The tree of each built page by its file."""
    return {
        path.relative_to(site).as_posix(): lxml.html.document_fromstring(path.read_text(encoding='utf-8'))
        for path in sorted(site.rglob('*.html'))
    }


def foreign(address: str) -> bool:
    """Whether an address names a host."""
    return bool(urllib.parse.urlsplit(address.strip()).netloc)


def asked(tree) -> list[str]:
    """Every address that a browser asks for by itself when it opens the page, and where a form would go."""
    found = tree.xpath('//*[not(self::a)]/@src | //@poster | //@data | //@action | //@formaction | //@ping')
    found += tree.xpath('//@background | //*[local-name()="use" or local-name()="image"]/@href')
    found += [
        word for value in tree.xpath('//@srcset | //@imagesrcset') for word in re.split(r'[\s,]+', value)
    ]
    found += re.findall(r'(?:url\(|@import)\s*["\']?([^"\')\s;]+)', ' '.join(tree.xpath('//style/text()')))
    for link in tree.xpath('//link'):
        if link.get('rel') not in ('canonical', 'alternate'):
            found.append(link.get('href'))
    return found


@pytest.mark.parametrize(
    'html',
    [
        '<img src="//a.example/x">',
        '<link rel="preconnect" href="https://a.example">',
        '<img srcset="x.png 1x, https://a.example/y 2x">',
        '<style>p{background:url( "https://a.example/x")}</style>',
        '<form action="https://a.example"></form>',
        '<a href="x" ping="https://a.example"></a>',
    ],
)
def test_a_request_to_another_host_is_noticed(html):
    assert any(map(foreign, asked(lxml.html.document_fromstring(f'<body>{html}'))))


def test_no_page_asks_another_host_for_anything(pages):
    found = [(name, it) for name, tree in pages.items() for it in asked(tree) if foreign(it)]
    assert found == []
    own = {rel for tree in pages.values() for rel in tree.xpath('//link/@rel')}
    assert not own & HINTS
    refresh = [name for name, tree in pages.items() if tree.xpath('//meta[@http-equiv="refresh"] | //base')]
    assert refresh == []


def test_no_page_holds_a_script_or_a_style_of_its_own_but_the_one(pages):
    for name, tree in pages.items():
        assert tree.xpath('//script[not(@src)] | //@style | //@*[starts-with(name(), "on")]') == [], name
        assert [len(tree.xpath(f'//{tag}')) for tag in ('style', 'script')] in ([1, 0], [1, 1]), name
        assert not tree.xpath('//iframe | //object | //embed | //form[@action]'), name


def test_links_to_other_hosts_tell_nobody_where_from(pages):
    seen = 0
    for name, tree in pages.items():
        assert tree.xpath('//head/meta[@name="referrer"]/@content') == ['no-referrer'], name
        for link in tree.xpath('//a[@href]'):
            if foreign(link.get('href')):
                seen += 1
                assert 'noreferrer' in (link.get('rel') or '').split(), f'{name}: {link.get("href")}'
                assert link.get('target') is None, f'{name}: {link.get("href")}'
    assert seen > 50


def test_no_script_reaches_out_or_sets_a_cookie(site):
    scripts = sorted(site.rglob('*.js'))
    assert len(scripts) > 3
    for path in scripts:
        if path.parent.name != 'search':
            text = re.sub(r'/\*!.*?\*/', '', path.read_text(encoding='utf-8'), flags=re.S)
            assert REACHING.findall(text) == [], path.name


def test_the_headers_shut_what_no_page_uses(site):
    lines = (site / '_headers').read_text(encoding='utf-8').split('\n')
    assert lines[0] == '/*' and len(lines) < 100
    # a host of static sites takes lines of at most 2,000 characters
    assert max(map(len, lines)) < 2000
    for name, value in policy.HEADERS.items():
        assert f'  {name}: {value}' in lines
    said = next(line for line in lines if 'Permissions-Policy' in line).partition(': ')[2]
    features = dict(part.split('=') for part in said.split(', '))
    assert features.pop('screen-wake-lock') == '(self)'
    assert set(features.values()) == {'()'} and {'camera', 'microphone', 'geolocation'} <= set(features)
    assert lines[lines.index(policy.KEPT) + 1] == '  Cache-Control: public, max-age=31536000, immutable'


def test_what_is_kept_for_good_is_named_after_what_it_holds(site):
    names = [path.name for path in (site / policy.KEPT.strip('/*')).iterdir()]
    assert names and [name for name in names if not re.fullmatch(r'[a-z-]+\.[0-9a-f]{8}\.js', name)] == []


def opened(path: pathlib.Path) -> bytes:
    """What a file says: with the packed parts of a PDF or a PNG beside it."""
    raw = path.read_bytes()
    parts = [raw]
    if path.suffix == '.pdf':
        for packed in re.findall(rb'stream\r?\n(.*?)endstream', raw, re.S):
            try:
                parts.append(zlib.decompressobj().decompress(packed))
            except zlib.error:
                continue
    return b'\n'.join(parts)


def traces() -> dict[str, str]:
    """What would tell of this machine or of who builds: each with the words for it."""
    found = {'the folder of the project': str(ROOT), 'a home folder': '/home/', 'a folder of work': '/tmp/'}
    found['the home folder'] = str(pathlib.Path.home()) + '/'
    # a name such as "root" stands in every style sheet
    found |= {
        what: name
        for what, name in (('the host', socket.gethostname()), ('the user', getpass.getuser()))
        if len(name) > 5
    }
    for key in ('user.email', 'user.name'):
        told = subprocess.run(
            ['git', 'config', key], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout.strip()
        if len(told) > 5:
            found[key] = told
    for name, value in os.environ.items():
        if re.search('TOKEN|SECRET|PASSWORD|KEY|CREDENTIAL', name) and len(value) > 7:
            found[f'the variable {name}'] = value
    return found


def test_nothing_tells_of_the_machine_that_built_it(site):
    marks = {what: text.encode() for what, text in traces().items()}
    private = re.compile(rb'BEGIN [A-Z ]*PRIVATE KEY|untrusted comment: minisign encrypted secret key')
    found = []
    for path in (path for path in site.rglob('*') if path.is_file()):
        text = opened(path)
        found += [f'{path.relative_to(site)}: {what}' for what, mark in marks.items() if mark in text]
        found += [f'{path.relative_to(site)}: a key'] if private.search(text) else []
        assert path.stat().st_mode & 0o111 == 0, f'{path.name} can be run'
    assert found == []


def named(site: pathlib.Path, pages: dict) -> set[str]:
    """Every file of the site that a page, or a script of ours, leads to."""
    found = set()
    for name, tree in pages.items():
        base = urllib.parse.urljoin('https://here/', name)
        for address in tree.xpath('//@href | //@src'):
            url = urllib.parse.urlsplit(urllib.parse.urljoin(base, address))
            if url.netloc == 'here':
                path = urllib.parse.unquote(url.path).lstrip('/')
                found.add(path + 'index.html' if path.endswith('/') or not path else path)
        for script in tree.xpath('//script/@src'):
            place = urllib.parse.urljoin(base, script)
            text = (site / place.removeprefix('https://here/')).read_text(encoding='utf-8')
            # a script loads what lies beside itself, or beside the page
            for other in re.findall(r"'([\w./-]+\.js)'", text):
                found |= {
                    urllib.parse.urljoin(it, other).removeprefix('https://here/') for it in (place, base)
                }
            found |= {'worker.js'} if 'serviceWorker' in text else set()
    # the worker and a manifest name addresses from where they lie
    for name in sorted(found & {'worker.js', 'site.webmanifest', 'en/site.webmanifest'}):
        for other in re.findall(r'"([\w./-]+)"', (site / name).read_text(encoding='utf-8')):
            path = urllib.parse.urljoin(f'https://here/{name}', other).removeprefix('https://here/')
            found.add(path + 'index.html' if path.endswith('/') else path)
    return found


def test_nothing_is_published_that_no_page_needs(site, pages):
    files = {path.relative_to(site).as_posix() for path in site.rglob('*') if path.is_file()}
    assert files - named(site, pages) - FOR_HOSTS == set()
    assert sorted(path for path in site.rglob('*') if path.is_dir() and not any(path.iterdir())) == []
