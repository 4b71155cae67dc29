"""What the build writes for when there is no network: the worker, the stand-ins, the one file, the manifests.

What a browser makes of it: tests/browser/test_without_network.py.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib

import lxml.html
import pytest
from small import change, files_of, small_project
from small_book import small

from scripts import build, settings
from scripts.book.read import load
from scripts.book.words import has_role, listed
from scripts.finish import assets, bundle, offline
from scripts.finish.folder import Folder
from scripts.finish.page import Finished

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
        ('../xbox/', '#xbox'),
        ('#do', '#now--do'),
        ('tel:110', 'tel:110'),
    ],
)
def test_a_link_leads_within_the_file_or_to_its_own_address_outside(href, address):
    book, link = small(), lxml.html.fragment_fromstring(f'<a href="{href}" data-at="/x">x</a>')
    book.site_url = 'https://x.example'
    bundle.lead(book, link, 'zh', 'now/', ['now/', 'help/', 'xbox/'])
    assert link.get('href') == address and link.get('data-at') is None
    assert link.get('rel') == ('noreferrer' if address.startswith('https') else None)


PARTS = "'$kept' '$stand-in' '$words' '$along' $stamp"


@pytest.mark.parametrize('on', [True, False])
def test_the_worker_is_told_what_to_keep_what_stands_in_and_what_the_search_loads(tmp_path, on):
    book = small(interface="stored: {zh: '存的<{day}>', en: 'Kept & {day}'}")
    book.root, book.offline, book.as_of = tmp_path, on, '2026-11-24'
    js = tmp_path / 'docs' / 'assets' / 'js'
    js.mkdir(parents=True)
    (js / offline.FILE).write_text(PARTS, encoding='utf-8')
    scripts, site = assets.Scripts(js), Folder(tmp_path / 'site')
    scripts.loads = {'search.1.js': ['b.js', 'a.js'], 'page.1.js': []}
    slugs = ['', 'blank/', 'd/', 'now/', 'now/claims/']
    for base in ('', 'en/'):
        for slug in slugs:
            script = '<script defer src="../assets/js/say.1.js"></script>' if slug == 'now/' else ''
            site.write(f'{base}{slug}index.html', f'<html data-day="2026-11-24">{script}')
    site.write('assets/js/say.1.js', 'say')
    offline.write(book, site, 'a{}', scripts)
    text = (site.path / 'worker.js').read_text(encoding='utf-8')
    for lang, base in (('zh', ''), ('en', 'en/')):
        stand_in = offline.stand_in(book, lang, 'a{}')
        assert (site.path / base / 'no-network/index.html').read_text(encoding='utf-8') == stand_in
    if not on:
        assert text.startswith('self.addEventListener') and text.endswith('});\n') and '$' not in text
        return
    said, known = [], json.JSONDecoder()
    for _ in range(4):
        value, end = known.raw_decode(text[text.index('{') :])
        said.append(value)
        text = text[text.index('{') + end :]
    assert said == [
        {
            lang: [*(f'{base}{slug}' for slug in slugs), 'assets/js/say.1.js']
            for lang, base in (('zh', ''), ('en', 'en/'))
        },
        {'zh': 'no-network/', 'en': 'en/no-network/'},
        # a worker writes them into HTML
        {'zh': '存的&lt;{day}&gt;', 'en': 'Kept &amp; {day}'},
        {
            f'{base}help/': [f'{base}help/index.js', 'assets/js/a.js', 'assets/js/b.js']
            for base in ('', 'en/')
        },
    ]
    assert re.fullmatch(r' ?[0-9a-f]{12}\n', text)


def test_the_stand_in_escapes_what_it_says_and_lists_only_what_is_kept():
    book = small(interface='stand-in: {zh: 没<网>"吗", en: No net}')
    book.pages['zh', 'now/'].meta['title'] = '门 & 锁 "甲"'
    text = offline.stand_in(book, 'zh', 'a{}')
    assert '<h1>没&lt;网&gt;"吗"</h1>' in text
    assert '<li><a href="../now/">门 &amp; 锁 "甲"</a></li>' in text
    page = lxml.html.document_fromstring(text)
    # help/ is in the one file and not kept
    assert page.xpath('//section//a/@href') == ['../now/', '../now/claims/']
    assert page.xpath('//article/p[last()]/a/@href') == ['../en/now/']
    english = lxml.html.document_fromstring(offline.stand_in(book, 'en', 'a{}'))
    assert english.xpath('//article/p[last()]/a/@href') == ['../../now/']
    # a page for whoever cannot go on stands last once it is kept
    book = small()
    book.data['style']['roles']['kept'] = ['about/sources/']
    page = lxml.html.document_fromstring(offline.stand_in(book, 'zh', 'a{}'))
    assert page.xpath('//section//a/@href') == ['../about/sources/']


DOOR = """<article id="article"><div class="path"><nav>p</nav></div><nav class="toc">t</nav><i id="here"></i>
<h1 id="top">One</h1>


  <p>Say<sup class="cite"><a class="footnote-ref" href="#n1">1</a></sup></p>
<form>f</form><h2 id="do">Do</h2><h3>Three</h3><h4>Four</h4>
<p><a href="#do" data-at="/now/#do">in</a> <a href="#gone">gone</a> <a href="claims/#x">part</a></p>
<p><a href="../words/">out</a> <a href="tel:110">110</a></p>
<p id="cell" aria-describedby="do" aria-labelledby="top"><label for="cell">l</label></p>
<h2 id="pictures">Pictures</h2><p>a</p><details><img src="a.png"></details><p><b><img src="b.png"></b></p>
<h2 id="more">More</h2><p>stays</p>
<details class="fold"><h2 id="basis">B</h2></details><div class="footnote"><ol><li id="n1"><p>Law
<a href="../about/sources/#law-a">A</a> <a href="https://law.example/">text</a></p></li></ol></div>
<h2 id="next">Next</h2><p>next</p></article>"""
CLAIMS = """<article>lead <h1>Two</h1><p><sup><a class="footnote-ref" href="#n1">1</a></sup>
<sup><a class="footnote-ref" href="#n2">2</a></sup></p><div class="footnote"><ol>
<li id="n1"><p>Law C</p></li><li id="n2"><p>Law D</p></li></ol></div></article>"""


def joined(book) -> str:
    """The one file of two pages, from its list on; it rests on both texts of law."""
    pages = [
        (slug, Finished(zlib.compress(html.encode()), '', ''))
        for slug, html in (('now/', DOOR), ('now/claims/', CLAIMS))
    ]
    return bundle.bundle(book, pages, 'zh', 'a{}')


def test_pages_become_parts_of_the_one_file_with_names_of_their_own_and_one_basis():
    """What a page needs in its place goes, the section with pictures too; a heading stands a step lower."""
    book = small()
    book.as_of = '2026-11-24'
    text = joined(book)
    titles = [book.pages['zh', slug].meta['title'] for slug in ('now/', 'now/claims/')]
    assert (
        text[text.index('<ul class="go"') : text.index('<details')]
        == f"""<ul class="go" role="list">\
<li><a href="#now">{titles[0]}</a></li><li><a href="#now-claims">{titles[1]}</a></li></ul>
<section id="now">
<h2 id="now--top">One</h2>
<p>Say<sup class="cite"><a href="#n1">1</a></sup></p>
<h3 id="now--do">Do</h3><h4>Three</h4><h5>Four</h5>
<p><a href="#now--do">in</a> gone <a href="#now-claims--x">part</a></p>
<p>out <a href="tel:110">110</a></p>
<p id="now--cell" aria-describedby="now--do" aria-labelledby="now--top"><label for="now--cell">l</label></p>
<h3 id="now--more">More</h3><p>stays</p>
</section>
<section id="now-claims">lead <h2>Two</h2><p><sup><a href="#n2">2</a></sup>
<sup><a href="#n3">3</a></sup></p></section>
"""
    )
    notes = lxml.html.document_fromstring(text).xpath('//div[@class="footnote"]//li')
    assert [(note.get('id'), note.text_content().split()) for note in notes] == [
        ('n1', ['Law', 'A', 'text']),
        ('n2', ['Law', 'C']),
        ('n3', ['Law', 'D']),
    ]
    assert [link.get('href') for link in notes[0].iter('a')] == ['https://law.example/']
    assert '它是2026-11-24的，' in text and '<span>3条</span>' in text


def test_the_name_of_the_site_leads_to_the_top_of_the_file_or_to_the_public_address():
    book = small()
    assert '<a class="head-name" href="#article">' in joined(book)
    book.site_url = 'https://x.example'
    assert '<a class="head-name" href="https://x.example/" rel="noreferrer">' in joined(book)
    assert '<a href="https://x.example/words/" rel="noreferrer">out</a>' in joined(book)


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
