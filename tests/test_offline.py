"""What the build writes for when there is no network: the worker, the stand-ins, the one file, the manifests.

What a browser makes of it: tests/browser/test_without_network.py.
"""

from __future__ import annotations

import gzip
import json
import re

import lxml.html
import pytest
from small import change, files_of, small_project
from small_book import small

from scripts import build, settings
from scripts.book.read import load
from scripts.book.words import has_role, listed
from scripts.finish import bundle, offline

KB = 1024
NOW = 'docs/zh/now/index.md'


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A small project with the real shell and look."""
    monkeypatch.setenv('AS_OF', '2026-11-24')
    return small_project(tmp_path)


def built(tree) -> dict[str, str]:
    """The texts of a tree's site, built anew."""
    assert build.build(tree) == 0
    return {name: raw.decode() for name, raw in files_of(tree / 'site').items() if not name.endswith('.png')}


def value(worker: str, name: str):
    """What the worker has under a name."""
    return json.loads(re.search(rf'const {name}=(\{{.*?\}});const', worker)[1])


def stamp(worker: str) -> str:
    return re.search(r'NAME=`\$\{scope\} ([0-9a-f]{12})`', worker)[1]


def test_every_page_carries_the_day_of_the_build(tree):
    texts = built(tree)
    pages = {name: text for name, text in texts.items() if name.endswith('.html')}
    assert len(pages) > 15
    for name, text in pages.items():
        assert text.count(' data-day="2026-11-24"') == 1, name


def test_the_worker_keeps_the_pages_with_the_role_and_their_scripts(tree):
    texts = built(tree)
    kept = value(texts['worker.js'], 'KEPT')
    for lang, base in (('zh', ''), ('en', 'en/')):
        pages = [one for one in kept[lang] if not one.endswith('.js')]
        assert pages == [f'{base}{slug}' for slug in ('', 'blank/', 'd/', 'now/', 'now/claims/')]
        for address in kept[lang]:
            assert offline.file_of(address) in texts, address
        asked = {name for page in pages for name in offline.SCRIPT.findall(texts[f'{page}index.html'])}
        assert asked and asked == {one for one in kept[lang] if one.endswith('.js')}
    assert not re.search(r"'\$[a-z-]+'|\$stamp", texts['worker.js'])
    # neither the name of a store nor an address tells of what is on the pages
    assert '花呗' not in texts['worker.js'] and 'debt' not in texts['worker.js']


def test_the_worker_is_another_where_a_kept_page_is_and_not_for_another_day_or_page(tree, monkeypatch):
    first = built(tree)['worker.js']
    monkeypatch.setenv('AS_OF', '2026-11-25')
    assert built(tree)['worker.js'] == first
    change(tree, 'docs/zh/words/index.md', 'title: ', 'title: 新的')
    assert built(tree)['worker.js'] == first
    change(tree, NOW, 'title: ', 'title: 新的')
    second = built(tree)['worker.js']
    assert stamp(second) != stamp(first)
    change(tree, 'docs/assets/js/worker.js', 'PATIENCE = 3000', 'PATIENCE = 4000')
    assert stamp(built(tree)['worker.js']) not in (stamp(first), stamp(second))


def test_off_writes_a_worker_that_undoes_itself_and_no_page_asks_for_one(tree, monkeypatch):
    texts = built(tree)
    assert any('serviceWorker' in text for name, text in texts.items() if '/js/' in name)
    monkeypatch.setenv('OFFLINE', 'off')
    texts = built(tree)
    assert 'unregister' in texts['worker.js'] and 'fetch' not in texts['worker.js']
    assert texts['worker.js'].startswith('self.addEventListener(') and texts['worker.js'].endswith('});\n')
    assert not [name for name, text in texts.items() if name != 'worker.js' and 'serviceWorker' in text]


@pytest.mark.parametrize('word', ['on', 'OFF', ' ', '0', 'no'])
def test_a_word_that_says_nothing_stops_the_build(monkeypatch, tmp_path, word):
    monkeypatch.setenv('OFFLINE', word)
    with pytest.raises(settings.Fault, match='write off, or unset it'):
        settings.read(tmp_path)


@pytest.mark.parametrize('word, on', [('', True), ('off', False)])
def test_off_is_the_one_word(monkeypatch, word, on):
    monkeypatch.setenv('OFFLINE', word)
    assert settings.offline() is on


@pytest.mark.parametrize('lang, up, other', [('zh', '../', 'en/now/'), ('en', '../../', 'now/')])
def test_the_stand_in_leads_up_alone_and_cuts_clean(tree, lang, up, other):
    text = built(tree)[f'{offline.stand_in_of(load(tree), lang)}index.html']
    page = lxml.html.document_fromstring(text)
    # the worker shows it at any address and puts the root in place of one step up
    hrefs = [href for href in page.xpath('//body//a/@href') if not href.startswith(('#', 'tel:')) and href]
    assert hrefs and [href for href in hrefs if not href.startswith('../')] == []
    assert page.xpath('//article/p[last()]/a/@href') == [up + other]
    assert text.count('<section>') == text.count('</section>') == 1
    assert page.xpath('//article/section//a/@href') == ['../now/', '../now/claims/']
    assert page.xpath('//a[@href="tel:110"]')


def test_without_a_network_the_help_for_whoever_cannot_go_on_can_be_called_and_read(tree):
    change(tree, 'data/hotlines.yml', '  crisis: [zh, en]\n', '')
    marked = '  crisis: [zh, en]\n  hours: {zh: 白天, en: Days}\n  need: {zh: 有人受伤'
    change(tree, 'data/hotlines.yml', '  need: {zh: 有人受伤', marked)
    change(tree, 'data/style.yml', 'd/, blank/]', 'd/, blank/, about/sources/]')
    texts = built(tree)
    for lang, said in (('zh', '打120'), ('en', 'Call 120')):
        page = lxml.html.document_fromstring(texts[f'{offline.stand_in_of(load(tree), lang)}index.html'])
        # outside the section, which the worker cuts out where nothing is kept
        calls = page.xpath('//article/p/a[@class="call"]')
        assert [call.get('href') for call in calls] == ['tel:110', 'tel:120']
        assert calls[1].text == said
        assert page.xpath('//article/section//a/@href')[-1] == '../about/sources/'


def test_a_phone_keeps_at_most_250_kb_a_language(site, book):
    for lang in ('zh', 'en'):
        names = [*offline.kept(book, site, lang), *(offline.stand_in_of(book, of) for of in ('zh', 'en'))]
        sizes = [len(gzip.compress((site / offline.file_of(name)).read_bytes(), 6)) for name in names]
        assert 100 * KB < sum(sizes) + len(gzip.compress((site / 'worker.js').read_bytes(), 6)) <= 250 * KB


def test_the_file_holds_every_door_page_help_and_the_card(book):
    slugs = set(listed(book, 'roles', 'bundled'))
    door = {slug for _, slug in book.pages if has_role(book, slug, 'brief')}
    assert len(door) > 6 and slugs == door | {'help/', 'tools/card/'}


@pytest.mark.parametrize('base', ['', 'en/'])
def test_the_file_is_light_and_its_links_stay_in_it(site, base):
    raw = (site / base / 'offline' / 'index.html').read_bytes()
    assert 100 * KB < len(raw) <= 300 * KB
    page = lxml.html.document_fromstring(raw.decode())
    ids = page.xpath('//@id')
    assert len(ids) == len(set(ids)) > 150
    assert not page.xpath('//script | //link[@rel="stylesheet"] | //img | //iframe')
    for href in page.xpath('//body//a/@href'):
        assert href.startswith(('tel:', 'http')) or href[1:] in ids, href
    heads = page.xpath('//h1')
    assert len(heads) == 1 and len(page.xpath('//section/h2')) == 10
    marks, notes = page.xpath('//sup/a'), page.xpath('//div[@class="footnote"]//li')
    assert len(marks) > 150 and [note.get('id') for note in notes] == [
        f'n{number}' for number in range(1, len(notes) + 1)
    ]
    assert len({note.text_content() for note in notes}) == len(notes), 'a note stands once'
    assert {mark.get('href') for mark in marks} == {f'#{note.get("id")}' for note in notes}


def test_the_file_says_what_the_pages_say(tree):
    texts = built(tree)
    page = lxml.html.document_fromstring(texts['offline/index.html'])
    for slug in ('now/', 'now/claims/', 'help/'):
        own = lxml.html.document_fromstring(texts[f'{slug}index.html']).xpath('//article')[0]
        part = page.get_element_by_id(bundle.name_of(slug))
        for tag, lower in (('h1', 'h2'), ('p', 'p'), ('li', 'li')):
            said = [node.text_content() for node in part.iter(lower)]
            for node in own.xpath(f'.//{tag}[not(ancestor::nav) and not(ancestor::div[@class="footnote"])]'):
                words = re.sub(r'\d+$', '', node.text_content())
                if node.xpath('.//sup | preceding-sibling::h2[@id="next"] | ancestor::*[@id="next"]'):
                    continue
                if not node.xpath('ancestor::*[preceding-sibling::h2[@id="next"]]'):
                    assert any(words in other for other in said), words
    assert '2026-11-24' in page.text_content()


def test_a_link_out_of_the_file_is_text_or_leads_to_the_public_address(tree, monkeypatch):
    text = built(tree)['offline/index.html']
    assert 'data-at="' not in text and 'href="http' not in text
    monkeypatch.setenv('SITE_URL', 'https://x.example/book')
    page = lxml.html.document_fromstring(built(tree)['en/offline/index.html'])
    out = page.xpath('//a[starts-with(@href, "http")]')
    assert out and all(link.get('href').startswith('https://x.example/book/en/') for link in out)
    assert {link.get('rel') for link in out} == {'noreferrer'}


@pytest.mark.parametrize(
    'href, address',
    [
        ('../assets/print/card-zh.pdf', 'https://x.example/assets/print/card-zh.pdf'),
        ('../about/sources#law', 'https://x.example/about/sources/#law'),
        ('../', 'https://x.example/'),
        ('../help/#tell', '#help--tell'),
        ('../help/', '#help'),
        ('#do', '#now--do'),
        ('tel:110', 'tel:110'),
    ],
)
def test_a_link_leads_within_the_file_or_to_its_own_address_outside(href, address):
    book, link = small(), lxml.html.fragment_fromstring(f'<a href="{href}" data-at="/x">x</a>')
    book.site_url = 'https://x.example'
    bundle.lead(book, link, 'zh', 'now/', ['now/', 'help/'])
    assert link.get('href') == address and link.get('data-at') is None
    assert link.get('rel') == ('noreferrer' if address.startswith('https') else None)


@pytest.mark.parametrize('base, scope', [('', './'), ('en/', '../')])
def test_a_manifest_names_nothing_of_money_and_holds_the_whole_site(tree, book, base, scope):
    texts = built(tree)
    said = json.loads(texts[f'{base}site.webmanifest'])
    assert (said['start_url'], said['scope']) == ('./', scope)
    assert said['icons'][0]['src'] == f'{scope}icon.svg' and 'icon.svg' in texts
    words = f'{said["name"]}{said["short_name"]}'.lower()
    assert not [word for lang in ('zh', 'en') for word in listed(book, 'debt-words', lang) if word in words]
    front = lxml.html.document_fromstring(texts[f'{base}index.html'])
    assert [link.rpartition('/')[2] for link in front.xpath('//link[@rel="manifest"]/@href')] == [
        'site.webmanifest'
    ]
    assert 'manifest"' not in texts[f'{base}now/index.html']
    assert re.search(r'fill="#[0-9a-f]{6}"', texts['icon.svg'])
