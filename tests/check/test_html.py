"""The checks of the built site, a line for each thing that they know: HTML put into a good page."""

from __future__ import annotations

import pathlib

import lxml.html
import pytest
import small_book
from trees import Change, found, found_with, shared

from scripts.book.read import load
from scripts.check import html, shown
from scripts.finish import policy

HOME, NOW, ENGLISH = 'site/index.html', 'site/now/index.html', 'site/en/now/index.html'
SHEET, AT = 'site/assets/site.css', '</article>'


def rules(markup: str, file: str = HOME) -> set[str]:
    """The rules that some HTML at the end of a page's article breaks."""
    return {line.split(' ')[1] for line in found_with('HTML-5', Change(file, AT, markup + AT))}


def test_the_texts_of_a_page_are_told_but_those_of_samples_and_of_what_is_no_text():
    markup = '<p>a<b>b</b>c<code>d</code>e</p><style>f</style><script>g</script><pre>h</pre><!-- i -->'
    tree = lxml.html.fragment_fromstring(markup, create_parent='div')
    assert [(node.tag, text) for node, text in html.said(tree)] == [('div', ''), ('p', 'ace'), ('b', 'b')]


OUTSIDE = [
    'https://cdn.example.org/a',
    'http://cdn.example.org/a',
    '//cdn.example.org/a',
    'HTTPS://cdn.example.org/a',
    ' https://cdn.example.org/a',
    'ftp://cdn.example.org/a',
    'ws://cdn.example.org/a',
    'wss://cdn.example.org/a',
]
INSIDE = [
    'a',
    '/a',
    './a',
    '../a',
    '#a',
    '?a',
    'data:,a',
    'tel:110',
    'mailto:a@example.org',
    '',
    'a//b',
    'httpsa',
]
# Everything that loads what it names.
LOADING = [
    '<img src="{}">',
    '<img srcset="{} 2x">',
    '<img srcset="data:,a 1x, {} 2x">',
    '<img srcset="data:,a 1x,{} 2x">',
    '<script src="{}"></script>',
    '<link rel="preload" href="{}">',
    '<link rel="stylesheet" href="{}">',
    '<link href="{}">',
    '<link rel="preload" imagesrcset="{}">',
    '<iframe src="{}"></iframe>',
    '<picture><source src="{}"></picture>',
    '<picture><source srcset="{}"></picture>',
    '<video src="{}"></video>',
    '<video poster="{}"></video>',
    '<video><track src="{}"></video>',
    '<audio src="{}"></audio>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<form action="{}"></form>',
    '<input src="{}">',
    '<svg><image href="{}"></image></svg>',
    '<svg><image xlink:href="{}"></image></svg>',
    '<svg><use href="{}"></use></svg>',
    '<svg><use xlink:href="{}"></use></svg>',
]


@pytest.mark.parametrize('address', OUTSIDE)
def test_an_outside_address_is_known(address):
    assert html.outside(address)


@pytest.mark.parametrize('address', INSIDE)
def test_an_inside_address_is_known(address):
    assert not html.outside(address)


@pytest.mark.parametrize('markup', LOADING)
def test_nothing_is_loaded_from_another_host(markup):
    assert rules(markup.format('https://cdn.example.org/a')) == {'HTML-5'}


def test_what_a_style_within_a_page_loads_is_told_with_its_line_and_how_to_mend_it():
    change = Change(HOME, 'body{margin:0}', 'body{background:url(a)}p{background:url("//cdn.example.org/a")}')
    assert [line for line in found_with('HTML-5', change) if ' HTML-5 ' in line] == [
        'site/index.html:7 HTML-5 the style loads //cdn.example.org/a from another host '
        '-> keep a copy in docs/assets/, or take it out'
    ]


# Rules that some HTML breaks.
ROWS = [
    ('<a href="https://cdn.example.org/a">a</a>', set()),
    ('<link rel="canonical" href="https://cdn.example.org/a">', set()),
    ('<link rel="alternate" href="https://cdn.example.org/a">', set()),
    ('<img rel="alternate" src="https://cdn.example.org/a">', {'HTML-5'}),
    # scripts and styles
    ('<script src="assets/js/say.js"></script>', set()),
    ('<script type="application/json">{}</script>', {'HTML-1'}),
    ('<script src="">a()</script>', {'HTML-1'}),
    ('<a href="javascript:a()">a</a>', {'HTML-1'}),
    ('<a href=" JavaScript:a()">a</a>', {'HTML-1', 'HTML-6'}),
    ('<svg onload="a()"></svg>', {'HTML-1'}),
    ('<p class="on" title="onclick">a</p>', set()),
    ('<p style="">a</p>', {'HTML-2'}),
    ('<svg><path style="fill:red"></path></svg>', {'HTML-2'}),
    ('<style>body{margin:0}</style>', {'HTML-7'}),
    ('<meta http-equiv="Content-Security-Policy" content="a">', set()),
    # Markdown that was not rendered
    ('<p>a ** b</p>', {'HTML-10'}),
    ('<p>a [^b]</p>', {'HTML-10'}),
    ('<p>///Footnotes Go Here///</p>', {'HTML-10'}),
    ('<p>a { #b }</p>', {'HTML-10'}),
    ('<p>a {#b-2}</p>', {'HTML-10'}),
    ('<p>!!! say "a"</p>', {'HTML-10'}),
    ('<p>&lt;!-- draw: a</p>', {'HTML-10'}),
    ('<p>a <em>b</em> ** c</p>', {'HTML-10'}),
    ('<p>a! {b} #c * d</p>', set()),
    *((f'<p>a {sign}</p>', {'HTML-10'}) for sign in ('!!!', '[^1]', '???', '///')),
    ('<code>a ** b</code>', set()),
    ('<pre>a ** b</pre>', set()),
    ('<pre><span>a ** b</span></pre>', set()),
    ('<p>a <code>**</code> b</p>', set()),
    # links within the site
    ('<a href="now/">a</a>', set()),
    ('<a href="now/index.html">a</a>', set()),
    ('<a href="en/now/#do">a</a>', set()),
    ('<a href="/now/#do">a</a>', set()),
    ('<a href="">a</a>', set()),
    ('<a href="#article">a</a>', set()),
    ('<a href="./">a</a>', set()),
    ('<a href="?a">a</a>', set()),
    ('<a href="now/?a=1#do">a</a>', set()),
    ('<a href="search/#q=%E5%82%AC">a</a>', set()),
    ('<a href="assets/site%2Ecss">a</a>', set()),
    ('<a href="assets/site.css#a">a</a>', set()),
    ('<a href="//cdn.example.org/a">a</a> <a href="TEL:110">1 1-0</a> <a href="x-a+b.c:d">a</a>', set()),
    # telephone links
    ('<a href="tel:110">打110</a> <a href="tel:120"><b>12</b>0</a>', set()),
    ('<a href="tel:110" title="119">打119</a>', {'HTML-14'}),
    ('<a href="TEL:119">打110</a>', {'HTML-14'}),
    ('<a href="tel:">a</a>', {'HTML-14'}),
    ('<a href="tel:12368">12368</a>', {'HTML-14'}),
    ('<a id="催" href="#%E5%82%AC">a</a> <i id="b=c"></i>', set()),
    ('<a href="none/">a</a>', {'HTML-6'}),
    ('<a href="now/none.html">a</a>', {'HTML-6'}),
    ('<a href="assets/">a</a>', {'HTML-6'}),
    ('<a href="../../../now/">a</a>', set()),
    ('<a href="#none">a</a>', {'HTML-6'}),
    ('<a href="?a#none">a</a>', {'HTML-6'}),
    ('<img src="none.png">', {'HTML-6'}),
    ('<a href="1:b">a</a>', {'HTML-6'}),
    # ids, headings, titles
    ('<i id="a"></i>', set()),
    ('<i id="a"></i><i id="a"></i>', {'HTML-11'}),
    ('<h2>a</h2>', set()),
    ('<h1>a</h1>', {'HTML-3'}),
    ('<svg><title>debt</title></svg>', set()),
    # what looks like Markdown, numbers that are dialled, boxes
    *(
        (f'<p>{text}</p>', {'HTML-10'})
        for text in ('- a', ' 1. a', '# a', '> a', '| a |', 'a ~~b~~', '==a==')
    ),
    *((f'<p>{text}</p>', {'HTML-10'}) for text in ('[a](b', '[a][b]', '{{ a }}', '{% a %}', 'a { .b }', '`')),
    *((f'<p>{text}</p>', set()) for text in ('-a', '1.5', 'a = b', '[a]', 'a - b', '2026. a')),
    ('<ul><li>- a</li></ul>', {'HTML-10'}),
    *((f'<table><tr><{cell}># a</{cell}></tr></table>', {'HTML-10'}) for cell in ('td', 'th')),
    ('<p><b>a</b> 1. b</p><svg><text>1. a</text></svg>', set()),
    ('<a href="tel:110">call 110</a> <a href="tel:110">1-10</a>', set()),
    ('<a href="tel:01012368">010-12368</a>', {'HTML-14'}),
    ('<div class="admonition may"><p class="admonition-title">a</p><ul><li>b</li></ul></div>', set()),
    ('<div class="admonition may"><p class="admonition-title">a</p></div>', {'HTML-15'}),
]


@pytest.mark.parametrize(('markup', 'broken'), ROWS, ids=[row[0] for row in ROWS])
def test_html(markup, broken):
    assert rules(markup) == broken


# A change of a page, and the rules that it breaks.
CHANGES = [
    (Change(HOME, '<a class="skip"', '<a class="skip"></a><a class="skip"'), set()),
    (Change(HOME, '<a class="skip"', '<a href="#article"></a><a class="skip"'), set()),
    (Change(HOME, '<a class="skip"', '<a href="now/"></a><a class="skip"'), {'HTML-4'}),
    (Change(NOW, '<article id="article"', '<article'), {'HTML-4', 'HTML-6'}),
    (Change(NOW, '<article id="article"', '<article id="main"'), {'HTML-4', 'HTML-6'}),
    (Change(HOME, '<title>先看这里</title>', '<svg><title>先看这里</title></svg>'), {'HTML-8'}),
    (Change(HOME, '<title>先看这里', '<title>欠'), {'HTML-8'}),
    (Change('site/search/index.html', '<title>搜索', '<title>欠'), set()),
    (Change(ENGLISH, '<html lang="en">', '<html lang="EN">'), {'HTML-12'}),
    (Change(HOME, '<head>', '<head><base href="/">'), set()),
    (Change(HOME, "form-action 'none'", "form-action 'self'"), {'HTML-7'}),
    (Change(HOME, "style-src 'self' ", 'style-src '), {'HTML-7'}),
    (Change(HOME, "'; img-src", "' 'sha256-a'; img-src"), {'HTML-7'}),
    (Change(HOME, '<style>body{margin:0}</style>', ''), {'HTML-7'}),
    (Change('site/_headers', 'no-referrer', 'origin'), {'HTML-7'}),
    (Change('site/_headers', "script-src 'self'", "script-src 'self' 'sha256-a'"), {'HTML-7'}),
    (Change(SHEET, 'door.svg', '"//cdn.example.org/a.png"'), {'HTML-5'}),
    (Change(SHEET, 'url(door.svg)', "url( 'https://cdn.example.org/a.png' )"), {'HTML-5'}),
    (Change(SHEET, 'body', '@import "https://cdn.example.org/a.css";body'), {'HTML-5'}),
    (Change(SHEET, 'body', "@import 'https://cdn.example.org/a.css';body"), {'HTML-5'}),
    (Change(SHEET, 'body', '@import url(https://cdn.example.org/a.css);body'), {'HTML-5'}),
    (Change(SHEET, 'door.svg', 'data:image/svg+xml,//cdn.example.org'), set()),
    (Change(SHEET, 'body', '@import "a.css";body'), set()),
    (Change(HOME, 'body{margin:0}', 'body{background:url(//cdn.example.org/a)}'), {'HTML-5', 'HTML-7'}),
    (Change(HOME, 'body{margin:0}', 'body{background:url(a)}'), {'HTML-7'}),
]


@pytest.mark.parametrize(('change', 'broken'), CHANGES, ids=[change.new for change, _ in CHANGES])
def test_a_change_of_the_site(change, broken):
    assert {line.split(' ')[1] for line in found_with('HTML-4', change)} == broken


@pytest.mark.parametrize(('base', 'named', 'broken'), [('/', '/', 0), ('/b/', '/b/', 0), ('/b/', '/o/', 1)])
def test_a_page_that_is_not_there_names_paths_from_the_root_of_its_host(base, named, broken):
    links = f'<header><a class="head-name" href="{base}">h</a></header><a href="{named}now/">n</a>'
    text = (shared().root / HOME).read_text(encoding='utf-8').replace('</article>', f'{links}</article>')
    lines = found('html', {'site/404.html': text.replace('src="', f'src="{base}').encode()})
    assert len(lines) == broken and all(f'"{named}now/" leads to site{named}now' in line for line in lines)


def test_the_headers_hold_every_style_once_in_any_order():
    pages = {file: (shared().root / file).read_text(encoding='utf-8') for file in (HOME, NOW)}
    styles = ['a{b:c}', 'd{e:f}', 'body{margin:0}']
    files = {
        file: text.replace('body{margin:0}', style).replace(policy.policy(styles[2:]), policy.policy([style]))
        for (file, text), style in zip(pages.items(), styles, strict=False)
    }
    for order, broken in (
        (styles, 0),
        (styles[::-1], 0),
        (styles[1:], 1),
        ([*styles, 'a{}'], 1),
        (styles + styles, 1),
    ):
        lines = found(
            'html',
            {name: text.encode() for name, text in {**files, 'site/_headers': policy.headers(order)}.items()},
        )
        assert len(lines) == broken and all(line.startswith('site/_headers:1 HTML-7') for line in lines)


def test_no_site_has_no_fault(tmp_path):
    assert html.check(load(tmp_path)) == []


def test_a_page_is_known_by_its_place(tmp_path):
    told = {}
    for name in ('index.html', 'en/index.html', 'en/now/index.html', 'english/index.html', '404.html'):
        path = pathlib.Path(tmp_path / name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('<p>a', encoding='utf-8')
        page = html.Built(name, path)
        told[page.where] = page.lang, page.slug
    assert told == {
        'index.html': ('zh', ''),
        'en/index.html': ('en', ''),
        'en/now/index.html': ('en', 'now/'),
        'english/index.html': ('zh', 'english/'),
        '404.html': ('zh', '404.html'),
    }


@pytest.mark.parametrize(
    ('lang', 'slug', 'target', 'leads'),
    [
        ('zh', 'now/who/', 'say.md#do', '/now/say/#do'),
        ('en', 'now/who/', '../help/index.md', '/en/help/'),
        ('zh', 'now/who/', '../../assets/a.pdf', '/assets/a.pdf'),
        ('en', 'now/who/', '../../assets/a.pdf', '/assets/a.pdf'),
        ('en', '', '../assets/a.pdf', '/assets/a.pdf'),
        ('en', 'now/who/', 'tel:110', 'tel:110'),
        ('en', 'now/who/', 'https://a.example/b.md', 'https://a.example/b.md'),
    ],
)
def test_a_link_leads_to_one_place_whatever_the_language_of_its_page(lang, slug, target, leads):
    page = small_book.put(small_book.small(), '甲', lang, slug)
    assert shown.target_of(page, target) == leads
