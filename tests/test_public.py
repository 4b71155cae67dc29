"""The site as published, with its addresses: what a chat app can show of a link, and what a page weighs."""

from __future__ import annotations

import dataclasses

import lxml.html
import pytest
from project import ROOT
from small import change, small_project

from scripts import build, engine, finish, stage
from scripts.book.model import LANGS, TAGS
from scripts.book.read import load
from scripts.book.words import debt_word, has_role
from scripts.check import html
from scripts.finish import path_of

# a folder below the host, so that an address put together wrongly shows
BASE, REPO = 'https://handbook.example/door', 'https://code.example/doorstep/handbook'
DAY = '2026-11-24'
QUOTED = 'Say "no" & <wait> for \'them\'.'


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    """The folder that holds the site of the whole handbook: the build's own steps, past its checks."""
    folder, book = tmp_path_factory.mktemp('public'), load(ROOT)
    book.site_url = BASE
    stage.stage(book, folder, stage.pages(book, DAY))
    engine.run(folder, book, REPO)
    site = finish.Site(book, folder / 'raw', DAY)
    for lang in LANGS:
        site.read(book, lang)
    site.write(book, folder / 'site')
    return folder


@pytest.fixture(scope='module')
def public(folder):
    return folder / 'site'


@pytest.fixture(scope='module')
def all_heads(public):
    return heads(public)


def small(folder, site_url: str = '', description: str = ''):
    """The site of the small project; a description goes to the page now/ in English."""
    tree = small_project(folder / 'tree')
    if description:
        change(tree, 'docs/en/now/index.md', 'description: ', f"description: '{description}' # ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv('AS_OF', DAY)
        patch.setenv('SITE_URL', site_url)
        assert build.build(tree) == 0
    return tree / 'site'


def heads(site) -> dict:
    """The head of every built page by its file."""
    pages = {path.relative_to(site).as_posix(): lxml.html.parse(str(path)) for path in site.rglob('*.html')}
    return {file: tree.getroot().head for file, tree in pages.items()}


def told(head) -> dict[str, str]:
    """What the og: elements of a head say. None stands twice."""
    nodes = head.xpath('meta[starts-with(@property, "og:")]')
    pairs = [(node.get('property'), node.get('content')) for node in nodes]
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def address(page) -> str:
    return f'{BASE}/{path_of(page).removesuffix("index.html")}'


def test_every_page_tells_its_title_words_and_picture(book, public, all_heads):
    for page in book.pages.values():
        head = all_heads[path_of(page)]
        said, description = told(head), page.meta['description']
        assert said['og:title'] == (page.meta.get('tab') or page.meta['title']), page.file
        assert said['og:description'] == description, page.file
        assert head.xpath('string(meta[@name="description"]/@content)') == description, page.file
        assert said['og:image'] == f'{BASE}/assets/share-{page.lang}.png', page.file
        assert (public / said['og:image'].removeprefix(f'{BASE}/')).is_file(), page.file


def test_every_page_tells_its_address_and_its_twin(book, all_heads):
    for page in book.pages.values():
        head = all_heads[path_of(page)]
        assert head.xpath('link[@rel="canonical"]/@href') == [address(page)], page.file
        twins = {TAGS[lang]: address(book.pages[(lang, page.slug)]) for lang in LANGS}
        links = head.xpath('link[@rel="alternate"]')
        assert {link.get('hreflang'): link.get('href') for link in links} == twins, page.file
        assert len(links) == 2, page.file


def test_addresses_as_they_are_written(all_heads):
    for file, own, other in [
        ('index.html', '', 'en/'),
        ('now/say/index.html', 'now/say/', 'en/now/say/'),
        ('en/visit/after/index.html', 'en/visit/after/', 'visit/after/'),
    ]:
        head = all_heads[file]
        assert head.xpath('link[@rel="canonical"]/@href') == [f'{BASE}/{own}']
        assert f'{BASE}/{other}' in head.xpath('link[@rel="alternate"]/@href')


def test_a_mark_in_a_description_is_escaped(tmp_path):
    site = small(tmp_path, BASE, QUOTED.replace("'", "''"))
    head = heads(site)['en/now/index.html']
    assert told(head)['og:description'] == QUOTED
    text = (site / 'en' / 'now' / 'index.html').read_text(encoding='utf-8')
    assert 'content="Say "no"' not in text and text.count('content="Say &quot;no&quot; &amp; ') == 1


def test_neutral_pages_give_nobody_away(book, all_heads):
    neutral = [page for page in book.pages.values() if has_role(book, page.slug, 'neutral')]
    assert len(neutral) > 10
    for page in neutral:
        said = told(all_heads[path_of(page)])
        assert not debt_word(book, said['og:title'] + said['og:description']), page.file


def test_without_an_address_there_is_nothing_to_show(tmp_path):
    site = small(tmp_path)
    assert not list(site.glob('assets/share-*')) and len(heads(site)) > 4
    for file, head in heads(site).items():
        assert not told(head) and not head.xpath('link[@rel="canonical" or @rel="alternate"]'), file


def test_no_page_holds_json_ld(public):
    for path in public.rglob('*.html'):
        assert not lxml.html.parse(str(path)).xpath('//script[contains(@type, "ld+json")]'), path.name


def test_every_page_keeps_its_weight(folder):
    page = (folder / 'site' / 'now' / 'index.html').read_text(encoding='utf-8')
    assert f'href="{BASE}/en/now/"' in page
    assert f'href="{REPO}/edit/main/docs/zh/now/index.md"' in page
    found = html.check(dataclasses.replace(load(ROOT), root=folder))
    assert len(list((folder / 'site').rglob('*.html'))) > 60
    assert [str(problem) for problem in found] == []
