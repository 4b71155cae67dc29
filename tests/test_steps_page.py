"""Small HTML in, small HTML out: marks of language, addresses on paper and at /d/, white space, 404."""

from __future__ import annotations

import hashlib
import pathlib
import re

import lxml.html
import pytest
from small import ROOT, changed

from scripts.finish import assets, door, home, language, lost, page
from scripts.finish.folder import Folder


def zh(text: str) -> str:
    return f'<span lang="zh-CN">{text}</span>'


def en(text: str) -> str:
    return f'<span lang="en">{text}</span>'


SAY = '<div class="admonition say"><ul><li>{}</li></ul></div>'
# What stands on a page in the language; what it becomes, None where nothing changes.
MARKS = {
    ('en', 'Chinese'): ('<p>Say 你好 now</p>', f'<p>Say {zh("你好")} now</p>'),
    ('en', 'digits inside'): ('<p>x 从22:00到8:00，5%的 y</p>', f'<p>x {zh("从22:00到8:00，5%的")} y</p>'),
    ('en', 'digits before a full stop'): ('<p>我打110。 y</p>', f'<p>{zh("我打110。")} y</p>'),
    ('en', 'digits at both ends'): ('<p>2026年1月1日起10 days</p>', f'<p>2026{zh("年1月1日起")}10 days</p>'),
    ('en', 'a quotation inside'): ('<p>他说“走”。 ok</p>', f'<p>{zh("他说“走”。")} ok</p>'),
    ('en', 'a quotation around'): ('<p>“你好，再见。” ok</p>', f'<p>“{zh("你好，再见。")}” ok</p>'),
    ('en', 'two runs'): ('<p>你 a 好<b>x</b>再</p>', f'<p>{zh("你")} a {zh("好")}<b>x</b>{zh("再")}</p>'),
    ('en', 'all of a bold word'): ('<p><b>你好</b> x</p>', '<p><b lang="zh-CN">你好</b> x</p>'),
    **{
        ('en', f'all of {tag}'): (
            f'<p><{tag}>你好</{tag}> x</p>',
            f'<p><{tag} lang="zh-CN">你好</{tag}> x</p>',
        )
        for tag in ('span', 'a', 'strong', 'em', 'i')
    },
    ('en', 'part of a bold word'): ('<p><b>你好 x</b></p>', f'<p><b>{zh("你好")} x</b></p>'),
    ('en', 'all of a paragraph'): ('<p>你好</p>', f'<p>{zh("你好")}</p>'),
    ('en', 'marked already'): ('<p lang="zh-CN">你好</p>', None),
    ('en', 'a drawing'): ('<svg><text>你好</text></svg>', None),
    ('en', 'no Chinese'): ('<p>Call (1) now。</p>', None),
    ('en', 'pinyin beneath'): (
        SAY.format('你好！<br>\nNǐ hǎo!<br>\nHello'),
        SAY.format(f'{zh("你好！")}<br><i lang="zh-Latn">Nǐ hǎo!</i><br>\nHello'),
    ),
    ('en', 'English beneath'): (SAY.format('你好！<br>Hello'), SAY.format(f'{zh("你好！")}<br>Hello')),
    ('en', 'pinyin within'): (
        '<p><em>hǎo</em> <em>good</em></p>',
        '<p><em lang="zh-Latn">hǎo</em> <em>good</em></p>',
    ),
    ('zh', 'two words'): ('<p>叫 Ant Group 的</p>', f'<p>叫 {en("Ant Group")} 的</p>'),
    ('zh', 'behind an element'): ('<p>甲<b>乙</b>Ant Group</p>', f'<p>甲<b>乙</b>{en("Ant Group")}</p>'),
    ('zh', 'with a mark inside'): ('<p>Supreme People’s Court</p>', f'<p>{en("Supreme People’s Court")}</p>'),
    ('zh', 'all of a bold name'): ('<p><b>Ant Group</b></p>', '<p><b lang="en">Ant Group</b></p>'),
    ('zh', 'one word'): ('<p>叫Huabei的</p>', None),
    ('zh', 'marked already, not behind'): (
        '<p><b lang="en">Ant Group</b> Ant Group</p>',
        f'<p><b lang="en">Ant Group</b> {en("Ant Group")}</p>',
    ),
    ('zh', 'Chinese'): ('<p>你好</p>', None),
}


@pytest.mark.parametrize('lang, name', MARKS)
def test_marks_of_language(lang, name):
    before, after = MARKS[lang, name]
    assert changed(lambda tree: language.mark(tree, lang), before) == (after or before)


@pytest.mark.parametrize(
    'href, where, printed',
    [
        ('../say/', 'now/who/index.html', '/now/say/'),
        ('../say/#lines', 'now/who/index.html', '/now/say/#lines'),
        ('../../', 'en/now/index.html', '/'),
        ('now/', 'index.html', '/now/'),
        ('../assets/print/card.pdf', 'tools/index.html', '/assets/print/card.pdf'),
    ],
)
def test_the_address_that_paper_shows(href, where, printed):
    for host in ('', 'https://x.example'):
        assert page.printed_address(href, pathlib.PurePosixPath(where), host) == host + printed


@pytest.mark.parametrize(
    'href, there',
    [
        ('#do', '#do'),
        ('tel:110', 'tel:110'),
        ('https://x.example/', 'https://x.example/'),
        ('say/', '../now/say/'),
        ('say/#a', '../now/say/#a'),
        ('../help/', '../help/'),
        ('../', '../'),
        ('./', '../now/'),
        ('..', '../'),
        ('..#a', '../#a'),
        ('.', '../now/'),
    ],
)
def test_a_link_of_now_as_the_bare_page_has_it(href, there):
    assert door.from_door(href, 'now/') == there


def test_links_tell_their_address_on_paper_and_nobody_where_from():
    def step(tree) -> None:
        page.links(tree, pathlib.PurePosixPath('now/index.html'), '')

    plain = (
        '<nav><a href="say/">x</a></nav><a href="#a">x</a><a href="tel:110">x</a>'
        '<div class="footnote"><a href="../words/">x</a></div>'
    )
    before = '<a href="say/">x</a><a class="b" href="https://x.example/">x</a>'
    after = (
        '<a href="say/" data-at="/now/say/">x</a>'
        '<a class="b outside" href="https://x.example/" rel="noreferrer">x</a>'
    )
    assert changed(step, before + plain) == after + plain


def test_what_the_theme_leaves_over_goes():
    before = (
        '<input class="md-toggle"><div dir="ltr" class="md-main md-grid x"></div><b class="md-a"></b>'
        '<b class="md-content__inner"></b><a class="md-button call" data-md-component="y">z</a>'
    )
    after = '<div class="md-grid x"></div><b></b><b></b><a class="md-button call">z</a>'
    assert changed(page.bare, before) == after


def test_white_space_goes_but_not_in_samples():
    pre = '<pre><code>a\n\n    b</code></pre>'
    assert page.squeezed(f'<p>\n    a\n\n\n  b</p>{pre}\n  <i>c</i>') == f'<p>\na\nb</p>{pre}\n<i>c</i>'


def test_404_has_no_menu():
    menu = '<a class="head-menu">m</a><nav id="menu"></nav>'
    tree = lxml.html.document_fromstring(f'<body>{menu}<nav id="x"></nav></body>')
    lost.lost(tree)
    assert lxml.html.tostring(tree.body, encoding='unicode') == '<body class="lost"><nav id="x"></nav></body>'


def test_the_english_404_turns_its_parts_round_and_starts_at_the_root_of_the_host():
    gone = (
        '<html><head><title>甲 · A</title></head><body><article><section lang="zh-CN"><h1>没有</h1>'
        '<a href="/book/now/">x</a></section><section lang="en"><h2>Gone</h2></section></article></body>'
    )
    front = (
        '<html><head><title>A</title><link rel="canonical" href="https://x.example/en/"></head><body>'
        '<a href="#article">s</a><header><a href="./">A</a><a href="search/">f</a>'
        '<a class="switch" href="../">z</a><a href="tel:110">1</a></header>'
        '<article><h1>Home</h1><p>text</p></article><footer><a href="../en/about/">w</a></footer></body>'
    )
    tree = lxml.html.document_fromstring(lost.english(gone, front, '/book/'))
    assert tree.findtext('head/title') == 'A · 甲' and not tree.xpath('//link')
    assert tree.xpath('//article//text()') == ['Gone', '没有', 'x']
    assert [node.tag for node in tree.xpath('//article/section/*[1]')] == ['h1', 'h2']
    assert tree.xpath('//a/@href') == [
        '#article',
        '/book/en/',
        '/book/en/search/',
        'tel:110',
        '/book/now/',
        '/book/en/about/',
    ]


@pytest.mark.parametrize(
    'href, site_url, at',
    [
        ('/now/', '', '/now/'),
        ('/book/now/', 'https://x.example/book', 'https://x.example/book/now/'),
        ('/book/en/now/#a', 'https://x.example/book', 'https://x.example/book/en/now/#a'),
    ],
)
def test_an_address_from_the_root_of_the_host_is_printed_once(href, site_url, at):
    assert page.printed_address(href, pathlib.PurePosixPath('en/404.html'), site_url) == at


def test_home_is_known_by_its_class():
    tree = lxml.html.document_fromstring('<body><article><h1>t</h1></article></body>')
    home.home(tree)
    assert tree.body.get('class') == 'home'


WIRED = {
    'components': [
        '//i[@id="here"]',
        '//sup[@class="cite"]/a[@href="#n1"]',
        '//div[@class="footnote"]//li[@id="n1"]',
        '//div[@class="footnote"]//a[contains(@href, "about/sources/#s")]',
        '//p[@id="checked"]',
        '//details[@class="fold"]//h2[@id="basis"]',
        '//nav[@class="toc"]//ul[@role="list"]',
        *(f'//strong[@class="verdict {kind}"]' for kind in ('true', 'partly', 'false')),
        '//table[@class="stack"][@role="table"]//td[@data-th]',
        '//div[@class="admonition checklist"]//label/input',
        '//ul[@class="numbers"]//span[@class="row"]/em',
        '//div[@class="admonition say"]/ul[@role="list"]',
        '//p[@class="calling"]/a[contains(@class, "call")]/following-sibling::span',
        '//a[@data-at]',
        '//ul[@class="buttons"][@role="list"]',
        '//ul[@class="go"][@role="list"]',
        '//form[@class="fields"]',
    ],
    '.': ['//body[@class="home"]', '//ul[@class="buttons"]//svg', '//section[starts-with(@class, "part ")]'],
    'about/sources': ['//article/ul/li[@id]/i[@id="s1"]'],
    'search': ['//script[contains(@src, "search")]'],
    'now': ['//script[contains(@src, "say")][@data-close]', '//a[@class="skip"][@href="#article"]'],
}


@pytest.mark.parametrize('lang', ['.', 'en'])
@pytest.mark.parametrize('name', WIRED)
def test_built_pages_went_through_every_step(site, lang, name):
    tree = lxml.html.document_fromstring((site / lang / name / 'index.html').read_text(encoding='utf-8'))
    assert [path for path in WIRED[name] if not tree.xpath(path)] == []


def test_built_pages_have_their_languages_marked(site):
    files = [site / name / 'index.html' for name in ('components', 'en/now')]
    zh_page, en_page = (lxml.html.document_fromstring(file.read_text(encoding='utf-8')) for file in files)
    lines = '//div[@class="admonition say"]//li'
    assert zh_page.xpath(f'{lines}/span[not(@lang)]'), 'sentences to say stand apart'
    assert en_page.xpath(f'{lines}/span[@lang="zh-CN"]') and en_page.xpath(f'{lines}/i[@lang="zh-Latn"]')
    assert (zh_page.get('lang'), en_page.get('lang')) == ('zh-CN', 'en')


HEAD = '<head><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="a.css"></head>'
# What brings scripts to a page, and which: each alone must do.
BRINGS = [
    ('<a class="switch">x</a>', 'page-keep'),
    ('<a class="footnote-ref">x</a>', 'page-keep'),
    ('<div class="admonition say"><ul><li>x</li></ul></div>', 'say'),
    ('<form id="search"></form>', 'search'),
    ('<p class="exit">x</p>', 'exit'),
    ('<form id="ask"></form>', 'ask'),
    ('<div id="tool"></div>', 'tool'),
    ('<p><u data-field="a">x</u></p>', 'sheet'),
    ('<p id="plan-food">x</p>', 'sums-plan'),
    ('<h2 id="letter-a">x</h2>', 'letters'),
    ('<div id="log"></div>', 'entries-log'),
    ('<div id="check"></div>', 'check'),
    ('<h2 id="flags">x</h2>', 'finder'),
    ('<div id="tool"></div><h2 id="flags">x</h2><a class="switch">x</a>', 'page-keep-tool-finder'),
    ('<p>x</p>', ''),
]


def equipped(book, html: str, lang: str = 'zh'):
    """The head of a page with this HTML, its style and the name of its script."""
    tree = lxml.html.document_fromstring(f'<html>{HEAD}<body><article>{html}</article></body></html>')
    folder = ROOT / 'docs' / 'assets'
    of = assets.Style(folder / 'css'), assets.Scripts(folder / 'js')
    return tree.head, *assets.equip(book, tree, lang, '../', *of)


@pytest.mark.parametrize('html, names', BRINGS)
def test_what_a_page_holds_brings_its_scripts_as_one_file(book, html, names):
    head, _, file = equipped(book, html)
    assert re.sub(r'\.[0-9a-f]{8}\.js$', '', file) == names
    assert head.xpath('script/@src') == ([f'../assets/js/{file}'] if names else [])
    assert bool(head.xpath('script[@defer]')) == bool(names)


@pytest.mark.parametrize('lang', ['zh', 'en'])
@pytest.mark.parametrize(
    'name, html',
    [(name.split('-')[-1], html) for html, name in BRINGS if re.search('say|plan|lett|^f', name)],
)
def test_a_script_is_given_every_word_that_it_says(book, lang, name, html):
    (script,) = equipped(book, html, lang)[0].xpath('script')
    given = {
        key.removeprefix('data-'): said for key, said in script.attrib.items() if key.startswith('data-')
    }
    assert given == {word: book.text(f'{name}-{word}', lang) for word in given}
    says = set(
        re.findall(r'\bwords\.(\w+)', (ROOT / 'docs/assets/js' / f'{name}.js').read_text(encoding='utf-8'))
    )
    assert {re.sub('[A-Z]', lambda sign: f'-{sign[0].lower()}', word) for word in says} <= given.keys()
    if name != 'finder':
        # of the finder's words some are drawn
        assert given.keys() == {
            word.removeprefix(f'{name}-') for word in book.data['interface'] if word.startswith(f'{name}-')
        }


def test_where_phones_keep_nothing_no_page_asks_for_it(book, monkeypatch):
    monkeypatch.setattr(book, 'offline', False)
    assert equipped(book, '<a class="switch">x</a>')[2].startswith('page.')


def test_the_policy_stands_before_all_that_it_rules_and_the_style_for_the_sheets_of_the_theme(book):
    head, style, file = equipped(book, '<p class="exit">x</p>')
    kinds = [node.get('http-equiv') or node.get('name') or node.tag for node in head]
    assert kinds[0] == 'meta' and kinds[-3:] == ['title', 'style', 'script'] and len(kinds) > 4
    assert kinds[1] == 'Content-Security-Policy'
    assert head.findtext('style') == style and file


def test_sheets_and_scripts_are_joined_and_a_search_brings_what_it_loads_later(tmp_path):
    """Another hand's engine stays as it is, as its licence stands in it."""
    texts = {
        'tokens.css': 'a { b: c }',
        'site.css': 'd { e: f }',
        'print.css': 'g { h: i }',
        'card.css': '/* j */ k { l: m }',
        'page.js': 'one( 1 );  // what it is',
        'keep.js': 'two();',
        'search.js': "load('minisearch.js', 'engine.js');",
        'minisearch.js': '/* licence */\nvar  a;\n',
        'engine.js': '/* ours */\nvar  b;\n',
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding='utf-8')
    style, scripts = assets.Style(tmp_path), assets.Scripts(tmp_path)
    assert style.of() == 'a{b:c}d{e:f}g{h:i}' and style.of('card') == 'a{b:c}d{e:f}g{h:i}k{l:m}'

    def named(name: str, text: str) -> str:
        return f'{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js'

    both, ours = 'one(1);two();\n', 'var b;\n'
    theirs = texts['minisearch.js']
    search = f"load('{named('minisearch', theirs)}','{named('engine', ours)}');\n"
    first, found = scripts.of(('page', 'keep')), scripts.of(('search',))
    assert (first, found) == (named('page-keep', both), named('search', search))
    for name, held in (
        (first, {first: both}),
        (found, {found: search, named('minisearch', theirs): theirs, named('engine', ours): ours}),
    ):
        site = Folder(tmp_path / name)
        other = assets.Scripts(tmp_path)
        other.take(scripts)
        other.write(site, {name})
        files = {path.name: path.read_text(encoding='utf-8') for path in (site.path / 'assets/js').iterdir()}
        assert files == held
